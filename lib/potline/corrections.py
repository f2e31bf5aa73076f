"""The analyst's decisions in seeds/corrections.csv: read however a spreadsheet saved it, applied on every run, never lost.

One row a decision: `accept`, `drop` or `add` a number, or `correct` one column of it. A row holds for the article whose
bytes have its `sha256`, where `quote` stands at `start`; otherwise it is stale: reported, not applied, not deleted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from potline import model, sheet
from potline.grammar import quantities
from potline.lexicon import load as lexicon
from potline.model import Article, Fact, Number, Parsed
from potline.sheet import Sheet

COLUMNS = ("article_id", "sha256", "start", "quote", "action", "column", "value", "who", "when", "why")
KEY = COLUMNS[:5]
ACTIONS = ("accept", "correct", "drop", "add")
VOCABULARY = {
    "event": tuple(model.EVENTS), "measure": model.MEASURES, "statistic": model.STATISTICS, "basis": model.BASES, "qualifier": model.QUALIFIERS,
    "per": model.PERS, "product": tuple(model.STAGES), "theme": model.THEMES,
}  # fmt: skip
REQUIRED = ("event", "measure", "statistic", "qualifier", "theme")
PLAIN = ("company", "region", "place", "region_code", "part_of")
CORRECTABLE = (*VOCABULARY, "low", "high", "unit", *PLAIN, "period_start", "period_end")
SETTLES = {  # a doubt that the corrected column settles
    "company": ("truncated_name",), "unit": ("unit_inherited", "pp_or_percent"), "product": ("product_inherited",), "region": ("region_inherited",),
    "period_start": ("year_inferred",), "period_end": ("year_inferred",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision; `row` is its row in the spreadsheet, the header being row 1."""

    article_id: str
    sha256: str
    start: int
    quote: str
    action: str
    column: str = ""
    value: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    row: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What the decision is about: a number of an article as it was read."""
        return (self.article_id, self.sha256, self.start, self.quote)


def load(path: str | Path) -> tuple[list[Correction], list[str]]:
    """The decisions that can be used, and for every other cell a problem that names row and column; both empty without a file."""
    path = Path(path)
    if not path.is_file() or not path.read_bytes().strip():
        return [], []
    file = Sheet.of(path.read_bytes())
    try:
        header, *rows = file.rows()
    except csv.Error as error:
        return [], [f"{path.name} is no CSV file ({error}); save it from the spreadsheet as CSV UTF-8."]
    names = [name.strip().lower() for name in header]
    problems = [f"{path.name}, row 1: unknown column {n!r}{_nearest(n, COLUMNS)}" for n in names if n and n not in COLUMNS]
    missing = [name for name in KEY if name not in names]
    if missing:
        return [], [*problems, f"{path.name}, row 1: the columns {', '.join(missing)} are missing; none of its rows can be used."]
    read: list[Correction] = []
    for number, cells in enumerate(rows, 2):
        if any(cell.strip() for cell in cells):
            values = {k: v if k == "quote" else v.strip() for k, v in zip(names, cells, strict=False) if k in COLUMNS}
            wrong = list(_problems(values, "," if file.delimiter == ";" else "."))
            problems += [f"{path.name}, row {number}, column {column}: {what}" for column, what in wrong]
            read += [] if wrong else [_correction(values, number, file.delimiter)]
    kept, doubled = _undoubled(read)
    return kept, problems + [f"{path.name}, {text}" for text in doubled]


def _correction(values: Mapping[str, str], row: int, delimiter: str) -> Correction:
    value = values.get("value", "")
    if values.get("column") in ("low", "high") and delimiter == ";":
        value = value.replace(",", ".")
    texts = {k: v for k, v in values.items() if k not in ("start", "value")}
    return Correction(**texts | {"sha256": texts.get("sha256", "").lower()}, start=int(values["start"]), value=value, row=row)


def _nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or all of them, as the end of a sentence."""
    known = tuple(known)
    near = get_close_matches(word.lower().replace(" ", "_"), known, 1, 0.5)
    return f"; {near[0]!r} was meant?" if near else f"; known are {', '.join(known)}."


def _problems(values: Mapping[str, str], point: str) -> Iterable[tuple[str, str]]:
    """Column and complaint for every cell of a row that cannot be used."""
    for name, cell in values.items():
        if "\ufffd" in cell:
            yield name, f"{cell!r} has characters that the spreadsheet lost; save the file as UTF-8."
    for name in KEY:
        if not values.get(name, "").strip():
            yield name, "is empty."
    if not values.get("start", "").isdecimal():
        yield "start", f"{values.get('start', '')!r} is no offset, a whole number as in the table facts."
    action, column, value = values.get("action", ""), values.get("column", ""), values.get("value", "")
    if action and action not in ACTIONS:
        yield "action", f"{action!r} is unknown{_nearest(action, ACTIONS)}"
    if action == "correct" or (action == "add" and column):
        if column not in CORRECTABLE:
            yield "column", f"{column!r} is unknown{_nearest(column, CORRECTABLE)}"
        elif wrong := complaint(column, value, point):
            yield "value", wrong
    if action == "drop" and value and value not in model.REASONS:
        yield "value", f"{value!r} is no reason to set a number aside{_nearest(value, model.REASONS)}"


def complaint(column: str, value: str, point: str = ".") -> str:
    """What is wrong with a value of a column; empty if nothing is."""
    if not value:
        return f"an empty value: {column} must have one." if column in REQUIRED else ""
    if column in VOCABULARY and value not in VOCABULARY[column] and not (column == "product" and value.startswith("other:")):
        return f"{value!r} is no {column}{_nearest(value, VOCABULARY[column])}"
    if column == "unit" and not _is_unit(value):
        return f"{value!r} is no unit{_unit_meant(value)}"
    if column in ("low", "high") and not re.fullmatch(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", value.replace(point, ".")):
        return f"{value!r} is no plain number; write 1070000 for 1.07 million."
    if column.startswith("period_") and _day(value) is None:
        return f"{value!r} is no date; write it as 2017-05-31."
    return ""


@cache
def _units() -> dict[str, str]:
    """Every printed form of a unit, and every unit itself, with the unit it is."""
    entries = lexicon().entries.get("units", {}).values()
    return {form.lower(): e.name for e in entries for form in e.forms} | {e.name: e.name for e in entries} | {"percent": "percent", "pp": "pp"}


def _is_unit(value: str) -> bool:
    return value.startswith("other:") or all(_units().get(half) == half for half in value.split("/"))


def _unit_meant(value: str) -> str:
    unit = _units().get(value.lower())
    return f"; {unit!r} was meant?" if unit else _nearest(value, sorted(set(_units().values())))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _undoubled(read: Sequence[Correction]) -> tuple[list[Correction], list[str]]:
    """Decisions without those of one column of one number that differ; a later day's stands for an earlier one's."""
    last: dict[tuple[Any, ...], Correction] = {}
    clashes: dict[tuple[Any, ...], list[int]] = {}
    for c in read:
        what = (*c.key, (c.action in ("correct", "add") and c.column) or "number")
        before = last.get(what)
        if before and (before.action, before.value) != (c.action, c.value) and not before.when < c.when:
            clashes.setdefault(what, [before.row]).append(c.row)
        elif what in clashes and before and before.when < c.when:
            del clashes[what]
        last[what] = c
    told = [
        f"rows {' and '.join(map(str, rows))}, column {what[-1]}: decide {what[3]!r} differently; none is applied."
        for what, rows in clashes.items()
    ]
    return [c for what, c in last.items() if what not in clashes], told


def apply(parsed: Parsed, corrections: Iterable[Correction]) -> tuple[Parsed, list[Correction]]:
    """The article's facts and ledger as decided, and the decisions for it that are stale."""
    article = parsed.article
    stale: list[Correction] = []
    decided: dict[int, list[Correction]] = {}
    for c in (c for c in corrections if c.article_id == article.article_id):
        stands = c.sha256 == article.sha256 and article.text[c.start : c.start + len(c.quote)] == c.quote
        decided.setdefault(c.start, []).append(c) if stands else stale.append(c)
    facts, numbers = {f.start: f for f in parsed.facts}, {n.start: n for n in parsed.numbers}
    for start, rows in decided.items():
        actions = {c.action for c in rows}
        if "add" in actions and start not in facts:
            facts[start] = added(article, rows[0])
        if start not in facts and not ("drop" in actions and start in numbers):
            stale += rows
        elif "drop" in actions:
            facts.pop(start, None)
            _set_aside(numbers, start, next((c.value for c in rows if c.action == "drop" and c.value), "analyst"))
        else:
            facts[start] = _corrected(facts[start], rows)
            if start in numbers:
                numbers[start] = replace(numbers[start], status="fact", reason=None, fact_id=facts[start].fact_id)
    known = {f.fact_id for f in facts.values()}
    whole = [f if f.part_of in known else replace(f, part_of=None) for _, f in sorted(facts.items())]
    return replace(parsed, facts=tuple(whole), numbers=tuple(n for _, n in sorted(numbers.items()))), stale


def apply_all(parsed: Iterable[Parsed], corrections: Sequence[Correction]) -> tuple[list[Parsed], list[Correction]]:
    """`apply` over a folder; stale are also the decisions for articles that are not there."""
    done = [apply(p, corrections) for p in parsed] if corrections else [(p, []) for p in parsed]
    here = {p.article.article_id for p, _ in done}
    return [p for p, _ in done], [c for _, stale in done for c in stale] + [c for c in corrections if c.article_id not in here]


def _set_aside(numbers: dict[int, Number], start: int, reason: str) -> None:
    """The number's row of the ledger, set aside; a claim without a number has none."""
    if start in numbers:
        numbers[start] = replace(numbers[start], status="set_aside", reason=reason, fact_id=None)


def added(article: Article, c: Correction) -> Fact:
    """A fact where the parser made none: value and unit as the quote prints them, the rest for other rows to say."""
    ends = [m.end() for m in re.finditer(r"(?<=[.!?])\s+|\n", article.text)]
    first = max((e for e in ends if e <= c.start), default=0)
    last = min((e for e in ends if e > c.start + len(c.quote)), default=len(article.text))
    read = quantities(c.quote)
    value = {"low": read[0].low, "high": read[0].high, "unit": read[0].unit, "per": read[0].per or None} if len(read) == 1 else {}
    if plain := re.fullmatch(r"\d[\d,\s]*(?:\.\d+)?", c.quote):  # a count whose noun stands apart: "have shut 164"
        value = dict.fromkeys(("low", "high"), float(re.sub(r"[,\s]", "", plain[0])))
    sentence, end = article.text[first:last].strip(), c.start + len(c.quote)
    return Fact(f"{article.article_id}:{c.start}", article.article_id, c.start, end, c.quote, sentence, "reported", "other", **value, rule="analyst")


def _corrected(fact: Fact, rows: Sequence[Correction]) -> Fact:
    """The fact with its corrected columns, marked; a corrected product or region brings its stage or code along."""
    values = {c.column: _typed(c.column, c.value) for c in rows if c.action in ("correct", "add") and c.column}
    if "product" in values:
        product = values["product"]
        values["stage"] = model.STAGES.get(product, "other") if product else None
    if "region" in values and "region_code" not in values:
        codes = {e.name: e.data.get("code") for e in lexicon().entries.get("regions", {}).values()}
        values["region_code"] = codes.get(values["region"])
    settled = {flag for column in values for flag in SETTLES.get(column, ())}
    mark = "corrected" if any(c.action != "accept" for c in rows) else "accepted"
    return replace(fact, **values, flags=(*(f for f in fact.flags if f not in settled), mark))


def _typed(column: str, value: str) -> Any:
    if not value:
        return None
    return float(value) if column in ("low", "high") else _day(value) if column.startswith("period_") else value


def append(path: str | Path, *decisions: Correction) -> None:
    """Add decisions at the end of the file, all or none, in the file's own encoding and columns; the file as it was stays as `.bak`.

    PotlineError if the file's header or encoding cannot hold them.
    """
    sheet.append(Path(path), [{name: str(getattr(decision, name)) for name in COLUMNS} for decision in decisions])
