"""Amounts, periods and names in the reader's words; sentences that keep the rows they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from potline.amounts import say

MARK = re.compile(r"\[\[(.+?:\d+)\]\]", re.DOTALL)  # [[seeds/a, b:127,seeds/a, b:256]]: a file name may hold commas and brackets
FACT_ID = re.compile(r"(.+?:\d+)(?:,|$)", re.DOTALL)
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
QUALIFIERS = {"about": "about ", "at_least": "at least ", "at_most": "at most "}
PRODUCTS = {
    "primary_aluminium": "primary aluminium", "secondary_aluminium": "alloy ingot", "scrap": "scrap aluminium", "semis": "aluminium products",
    "sheet_plate": "sheet and plate", "wire_cable": "wire and cable", "strip": "strip", "bar": "bars", "rod": "rods", "profile": "profiles",
    "wheel": "wheels", "casting": "castings", "carbon_anode": "carbon anodes", "can_stock": "can stock",
}
EVENTS = {
    "commissioned": "commissioned", "restarted": "restarted", "under_construction": "under construction", "announced": "planned", "shut": "shut",
    "project_halted": "halted while being built", "curtailed": "cut", "found_illegal": "found illegal",
    "inspected": "inspected", "penalised": "penalised",
}
STAGES = {
    "smelting": "Smelting", "fabrication": "Fabrication", "refining": "Alumina refining", "recycling": "Recycling", "mining": "Bauxite mining",
    "inputs": "Anode",
}
UNITS = {"person": ("person", "people"), "city": ("city", "cities")}
UNITS |= {one: (one, one + "s") for one in ("piece", "province", "team", "pot", "furnace", "hour", "day", "week", "month", "year")}


@dataclass(frozen=True)
class Sentence:
    """A sentence whose text holds source marks as `[[fact_id,fact_id]]`, and the facts they name.

    >>> str(Sentence("Xinjiang shut 1.07 Mt[[a:1,a:2]] in May.", ("a:1", "a:2")))
    'Xinjiang shut 1.07 Mt in May.'
    """

    text: str
    facts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return MARK.sub("", self.text)

    @classmethod
    def of(cls, text: str) -> Sentence:
        """A sentence with the facts that its marks name, each once."""
        named = [i for m in MARK.finditer(text) for i in FACT_ID.findall(m[1])]
        return cls(text[:1].upper() + text[1:], tuple(dict.fromkeys(named)))


@dataclass(frozen=True)
class Card:
    """A key figure: value and unit, what it is of, when, the facts behind it."""

    label: str
    value: str
    unit: str = ""
    period: str = ""
    facts: tuple[str, ...] = ()
    theme: str = ""


def mark(ids: Iterable[str]) -> str:
    """A source mark for a sentence; empty for no facts.

    >>> mark(["a:1", "b:2", "a:1"])
    '[[a:1,b:2]]'
    """
    named = ",".join(dict.fromkeys(ids))
    return f"[[{named}]]" if named else ""


def sources(rows: pd.DataFrame) -> list[str]:
    """All fact_ids behind these claims, in their order."""
    return [i for ids in rows["sources"] for i in ids]


def amount(low: float, high: float, unit: str | None, qualifier: str = "exact", digits: int = 4) -> str:
    """An amount with its unit as a reader takes it in: t, kt or Mt; a range stays a range.

    >>> amount(1.07e6, 1.07e6, "t"), amount(2e6, 3e6, "t"), amount(5000, 5000, "enterprise", "about"), amount(3e6, 3e6, "piece"), amount(2, 2, "day")
    ('1.07 Mt', '2 to 3 Mt', 'about 5,000 enterprises', '3 million pieces', '2 days')
    """
    texts = list(dict.fromkeys(_one(v, unit, digits) for v in (low, high)))
    head, *tail = texts[0].rsplit(" ", 1)
    if len(texts) > 1 and tail == texts[1].rsplit(" ", 1)[1:]:
        texts[0] = head
    return QUALIFIERS.get(qualifier, "") + " to ".join(texts)


def _one(value: float, unit: str | None, digits: int) -> str:
    if unit in UNITS or (unit or "").startswith("other:") or unit == "enterprise":
        big = abs(value) >= 1e6
        number = say(value / 1e6, None, digits) + " million" if big else say(value, None, max(digits, 6))
        name = (unit or "").removeprefix("other:")
        one, many = UNITS.get(name, (name, name + "s" if name.islower() else name))
        return f"{number} {one if value == 1 else many}"
    return say(value, unit, digits)


def total(rows: pd.DataFrame, digits: int = 4) -> str:
    """The sum of claims that may be added, in their unit; "at least" where one of them is a floor."""
    qualifier = next((q for q in ("at_least", "at_most", "about") if rows["qualifier"].eq(q).any()), "exact")
    return amount(rows["low"].sum(), rows["high"].sum(), rows["unit"].iloc[0], qualifier, digits)


def count(n: int, word: str = "", plural: str = "") -> str:
    """A count in words up to twelve, with its noun.

    >>> count(4, "firm"), count(1, "city", "cities"), count(40, "article")
    ('four firms', 'one city', '40 articles')
    """
    name = word if n == 1 else plural or (word + "s" if word else "")
    return f"{SMALL[n] if n < len(SMALL) else f'{n:,}'} {name}".strip()


def listed(words: Iterable[str], most: int = 0, last: str = "and") -> str:
    """Words as a list with "and", or with `last`; beyond `most` only how many more.

    >>> listed(["a", "b", "c"]), listed("abcdef", most=2)
    ('a, b and c', 'a, b and four more')
    """
    words = list(words)
    if most and len(words) > most + 1:
        words = [*words[:most], f"{count(len(words) - most)} more"]
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


@lru_cache(maxsize=10_000)  # the same firms and places again and again
def name(value: object, none: str = "") -> str:
    """A name as printed, on one line, without control characters or what reads as a source mark; `none` where it is missing.

    >>> name("Weiqiao\\n[[a:1]]\\x07"), name(None, "not stated")
    ('Weiqiao ((a:1))', 'not stated')
    """
    words = "".join(c if c.isprintable() else " " for c in value).split() if isinstance(value, str) else []
    return " ".join(words).replace("[", "(").replace("]", ")") or none


@lru_cache(maxsize=10_000)
def names(value: object, none: str = "") -> str:
    """Firms or places as a list with "and", where a claim has several.

    >>> names("Hebei; Shanxi; Henan"), names(None, "not stated")
    ('Hebei, Shanxi and Henan', 'not stated')
    """
    return listed(name(value, none).split("; "))


def product(value: object, none: str = "aluminium") -> str:
    """A product in the reader's words."""
    return PRODUCTS.get(str(value), name(value, none).replace("other:", "").replace("_", " "))


def period(first: object, last: object) -> str:
    """A period in words; empty where neither end is known.

    >>> T = pd.Timestamp
    >>> period(T(2020, 1, 1), T(2020, 6, 30)), period(T(2017, 5, 1), T(2017, 5, 31)), period(T(2017, 2, 15), T(2017, 3, 31)), period(None, None)
    ('the first half of 2020', 'May 2017', '15 February to 31 March 2017', '')
    """
    a, b = (None if pd.isna(x) else pd.Timestamp(x) for x in (first, last))
    if a is None or b is None:
        return f"the time from {_day(a)}" if a is not None else f"the time to {_day(b)}" if b is not None else ""
    months = b.month - a.month + 1
    if a == b:
        return _day(a)
    if a.year == b.year and a.is_month_start and b.is_month_end:
        whole = {(1, 12): "", (1, 6): "the first half of ", (7, 6): "the second half of "} | {
            (m, 3): f"the {word} quarter of " for m, word in zip((1, 4, 7, 10), ("first", "second", "third", "fourth"), strict=True)
        }
        spelled = f"{a:%B} " if months == 1 else f"{a:%B} to {b:%B} "
        return whole.get((a.month, months), spelled) + f"{a.year}"
    return f"{a.day} {a:%B} to {_day(b)}" if a.year == b.year else f"{_day(a)} to {_day(b)}"


def within(first: object, last: object) -> str:
    """A period as an adverb: " in May 2017", " on 15 February 2017"; empty where it is not known."""
    words = period(first, last)
    if not words:
        return ""
    if not pd.isna(first) and not pd.isna(last):
        start, end = pd.Timestamp(first), pd.Timestamp(last)
        if start == end:
            return f" on {words}"
        if not (start.is_month_start and end.is_month_end and start.year == end.year):
            return f" from {words}"
    return f" {words.replace('the time ', '')}" if words.startswith("the time") else f" in {words}"


def _day(when: pd.Timestamp) -> str:
    return f"{when.day} {when:%B %Y}"
