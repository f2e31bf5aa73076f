"""The year that an article speaks from where it prints no day of issue: the years it may be, each with the clues for and against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from potline import opening
from potline.header import DAY_OF, MONTH_NAME, MONTHS, UNIT
from potline.reference import AGAINST, MONTH, THAN_PART, YEAR, clause_of, spoke, to_come

AROUND = (0, 1, 2, -1, -2)  # years from the last in which something has happened; the last of them where it or the one before is printed
_FAR, _MANY, _LONG = 4, 40, 50_000  # years apart, years told, letters
_TWELFTH = 2011  # the first year of China's twelfth five-year plan
_PAST = re.compile(r"\b(?:was|were|had|did|made|fell|rose|grew|sold|came|went|shut|cut|built|began|took|ran|held"
    r"|lost|saw|paid|stood|gave|bought|left|\w{2,}ed)\b", re.I)
_PRESENT = re.compile(r"\b(?:is|are|has|have|makes?|runs?|stands?|remains?)\b", re.I)
_SPOKEN = re.compile(
    r"\b(?:(?:this|last|next|previous|coming|the) (?:year|month|quarter|autumn|winter|spring|summer)|year[- ](?:on|over)[- ]year"
    r"|a year (?:earlier|ago|before)|same (?:period|months?|quarter|time)|so far|yesterday|today|the (?:first|second|third|fourth) quarter"
    r"|first half)\b",
    re.I,
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    rf"\b(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*day,?\s(?:the\s)?(?P<name>{MONTH_NAME})\.?\s{DAY_OF}(?!\d|,?\s?(?:19|20)\d\d)", re.I | re.A
)
_PLAN = re.compile(r"\b(\d\d?)th[- ][Ff]ive")
_BARE = re.compile(rf"\b({MONTH_NAME})(?!\.?\s(?:of\s|\d\d?(?:st|nd|rd|th)?,?\s)?(?:19|20)\d\d)")  # a month without its year
_OF_YEAR = re.compile(rf"\b(?P<month>{MONTH_NAME})\.?\s(?:of\s)?(?P<year>(?:19|20)\d\d)")  # "output was up in April; it fell in April 2011"
_LAST_YEAR = re.compile(
    r"\b[Ll]ast year\b(?:[^.;\n]|\.(?=\d)){0,80}\b(?:than|up from|down from|compared (?:with|to)|against"
    r"|after [\d.,]{1,12} \w{1,12} (?:\w{1,12} )?)\s?(?:in\s)?"
    r"(?P<year>(?:19|20)\d\d)\b(?![,.]\d|\s?(?:" + UNIT + r")|\s(?:a|per) (?:day|month|ton)|\s(?:goals?|targets?)\b)"
)
_HELD = re.compile(r"\b(?:than|compared (?:with|to)|versus|against|from|up on|down on)\s(?:in\s|the\s|that of\s|those of\s)?$")
_FIGURE, _WORD, _STOP = re.compile(r"\d[\d,.]*"), re.compile(r"[A-Za-z]+|[^\sA-Za-z]"), re.compile(r"[.;]\s|\n")

_PARTS = frozenset(("quarter", "half", "months"))


class Told(NamedTuple):
    """A printed year: how it is spoken of, the words on either side, the tense of its sentence."""

    year: int
    how: str  # plain, ahead, base; with a month or without
    before: list[str]
    behind: list[str]
    tense: str


def years(text: str, past: int) -> dict[int, list[str]]:
    """The years that an article may speak from, with their clues; `past`, the last in which something has happened, comes first.

    >>> sorted(years("Output was 3 Mt in 2016. In March it fell on the year.", 2016))
    [2015, 2016, 2017, 2018]
    """
    text = text[:_LONG]
    found = list(_told(text))
    often = Counter(t.year for t in found)
    said, bare = _said(text, past, found), bool(_BARE.search(text))
    out: dict[int, list[str]] = {}
    only_ahead = {t.how[:5] for t in found if t.year == past} == {"ahead"}  # it was taken for want of a past one
    around = (past + n for n in AROUND if n <= 2 - 2 * only_ahead and (n > -2 or often[past + n] or often[past + n - 1]))
    for year in dict.fromkeys([*around, *(() if only_ahead else _soon(text, past))]):
        clues = (*_printed(year, past, found, often, bare), *_ahead(year, past, found), *_spoken(year, past, said, often), *_dated(year, past, text))
        out[year] = list(dict.fromkeys(clues))
    return out


def _soon(text: str, past: int) -> list[int]:
    """The years in which, or in the year after which, a quarter or month is still to come: "full output is expected in the fourth quarter of 2003".

    >>> _soon("It was opened in May 1998. Full output is expected in the fourth quarter of 2003.", 1998)
    [2002, 2003]
    """
    fine = [t.year for t in _told(text) if t.how.startswith("ahead") and (t.how.endswith("month") or _PARTS.intersection(t.before))]
    coming = min((year for year in fine if year > past), default=past)
    return [coming - 1, coming] if coming > past else []


def least(text: str, past: int) -> int:
    """The last year up to `past` of which a day, month, quarter or half is told, or that follows one they are held against; 0 for none.
    Where last year is held against a printed one, this year is two years on at least.

    >>> least("It earned $3 million in the first quarter of 1995, less than in 1994.", 1996), least("It made more than in Q3 of 1995.", 1996)
    (1995, 1996)
    >>> least("It made 9 t last year, more than in 2022.", 2022)
    2024
    >>> least("It made 9 kt last year, up from 2000 tonnes.", 2010)
    0
    >>> least("OSLO, Jan 21 - It made 9 t in December 2008, and sold 8 t in December.", 2008)
    2008
    >>> least("OSLO, Jan 21 - In December it made 9 t, more than in December of 2008.", 2009)
    2010
    """
    text = text[:_LONG]
    found = [t for t in _told(text) if t.how.startswith("plain") and t.tense == "past"]
    told = [t.year for t in found if t.how.endswith("month") or _PARTS.intersection(t.before)]
    told += [int(m[0]) + 1 for m in YEAR.finditer(text) if text.count(m[0]) == 1 and THAN_PART.search(text, max(0, m.start() - 60), m.start())]
    on = opening.sent(text, past)
    if on and on.month < 3 and any(t.year == past and t.before[-1:] == ["in"] for t in found):
        told.append(past + 1)  # "DELHI, Jan 18 - Output rose to 3.9 Mt in 2021"
        past += 1
    bare = {w[:3] for w in _BARE.findall(text)}
    if on and (again := [m for m in _OF_YEAR.finditer(text) if m["month"][:3] in bare and MONTHS.index(m["month"][:3].lower()) > on.month
                      and _HELD.search(text, max(0, m.start() - 40), m.start())]):
        return max(int(m["year"]) for m in again) + 2  # "BEIJING, Jan 21 - ... in December, more than in December of 2008"
    return max([0, *(year for year in told if year <= past), *(int(m["year"]) + 2 for m in _LAST_YEAR.finditer(text))])


def _told(text: str) -> Iterator[Told]:
    """The printed years of a text, the first so many."""
    for m in [m for m in YEAR.finditer(text) if 1950 <= int(m[0]) <= 2060][:_MANY]:
        before, behind = _STOP.split(text[max(0, m.start() - 120) : m.start()])[-1], _STOP.split(text[m.end() : m.end() + 80])[0]
        clause, next_one = clause_of(before), behind.removeprefix(", ").split(", ")[0]
        how = "ahead" if to_come(clause, next_one) else "base" if AGAINST.search(clause) else "plain"
        past, present = (pattern.search(before) or pattern.search(behind) for pattern in (_PAST, _PRESENT))
        tense = "past" if past or spoke(next_one) else "present" if present else "none"
        yield Told(int(m[0]), how + " month" * bool(MONTH.search(clause)), _words(before)[-3:], _words(behind)[:2], tense)


def _words(text: str) -> list[str]:
    """The words of a text in small letters, months and figures by their class."""
    return ["MONTH" if re.fullmatch(MONTH_NAME, w) else w.lower() for w in _WORD.findall(_FIGURE.sub("#", text))]


def _apart(a: int, b: int) -> int:
    return max(-_FAR, min(_FAR, a - b))


def _printed(year: int, past: int, found: list[Told], often: Counter[int], bare: bool) -> Iterator[str]:
    """How often a year and those beside it are printed, and how far it lies from each that is, with the words around that."""
    yield f"year {year - past} from the last past"
    yield f"year printed {min(often[year], 3)} times"
    yield f"year printed {min(often[year], 3)} times, {min(often[year - 1], 3)} the one before, {min(often[year + 1], 3)} the next"
    yield f"year {year - past} of {min(len(often), 4)} printed, month without one {bare}"
    for t in found:
        away, last = _apart(year, t.year), " ".join(t.before[-1:])
        yield f"year {away} {t.how}"
        yield f"year {away} {t.how} {t.tense}"
        yield f"year {away} {t.tense}"
        yield f"year {away} {t.how} after {last}"
        yield f"year {away} after {' '.join(t.before[-2:])}"
        yield f"year {away} after {' '.join(t.before)}"
        yield f"year {away} before {' '.join(t.behind[:1])}"
        yield f"year {away} between {last} and {' '.join(t.behind)}"
        for name, one in (("past", past), ("largest", max(often))):
            if t.year == one:
                yield f"year {away} last {name} {t.how}"
                yield f"year {away} last {name} {t.how} {t.tense}"
                yield f"year {away} last {name} {t.how} after {last}"
                yield f"year {away} last {name} {min(often[one], 4)} times"


def _ahead(year: int, past: int, found: list[Told]) -> Iterator[str]:
    """How far the next year lies that the article looks ahead to."""
    coming = min((t.year for t in found if t.how.startswith("ahead") and t.year > past), default=None)
    if coming:
        yield f"year {_apart(year, coming)} from the next ahead"
        yield f"year {year - past} where the next ahead is {_apart(coming, past)}"


def _said(text: str, past: int, found: list[Told]) -> list[str]:
    """What the article says of its own time: this year, last month, months without a year; alone and with how its last past year is told."""
    months = min(len({w[:3] for w in _BARE.findall(text)}), 3)
    said = list(dict.fromkeys(w.lower() for w in _SPOKEN.findall(text)))
    hows = " ".join(sorted({t.how for t in found if t.year == past}))
    return [f"{min(len(said), 4)} such words", *(x for w in (*said, f"{months} months") for x in (w, f"{w}, {hows}"))]


def _spoken(year: int, past: int, said: list[str], often: Counter[int]) -> Iterator[str]:
    """How far a year lies from the last past, and whether it and the one before are printed, where the article says this and that."""
    for w in said:
        yield f"year {year - past} with {w}"
        yield f"year with {w}: {often[year] > 0} {often[year - 1] > 0}"


def _dated(year: int, past: int, text: str) -> Iterator[str]:
    """Whether the weekdays of the text are those of the year, where it lies in a five-year plan, and from months printed with a year and without."""
    if on := opening.sent(text, year):
        yield f"year {year - past} of a dateline in month {on.month}"
    bare = {w[:3] for w in _BARE.findall(text)}
    for away in {_apart(year, int(m["year"])) for m in _OF_YEAR.finditer(text) if m["month"][:3] in bare}:
        yield f"year {away} from that of a month that stands without one too"
    for m in _WEEKDAY.finditer(text):
        month, day = MONTHS.index(m["name"][:3].lower()) + 1, int(m["day"])
        if 0 < day <= 28:
            yield f"year of the weekdays {date(year, month, day).weekday() == _DAYS.index(m['weekday'].lower())}"
    for m in _PLAN.finditer(text):
        yield f"year {max(-2, min(6, year - _TWELFTH - 5 * (int(m[1]) - 12)))} of the plan"
