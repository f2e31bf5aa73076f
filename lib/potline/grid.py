"""Tables in plain text: unit and measure from the lines above, the period or the event from the column head, the rest from the row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from potline import grammar
from potline.frame import Claim
from potline.grammar import Amount
from potline.lexicon import Lexicon
from potline.periods import periods
from potline.scan import Cell, Sentence

_CELL = re.compile(r"(?:[^\s|]|(?<![ \t])[ \u00a0](?![ \t|]|$))+")
_FIGURE = re.compile(r"[-+−–(]?\s?[$€£¥]?\d[\d,. \u00a0]*%?\)?[*†a-e]?|[-–—]+|n/?a|N/?A|\.\.+|nil", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = re.compile(
    r"(?:,\s(?![A-Z]{2}$)(?=\S{1,8}(?:\s\S{1,8})?$)|\(?\s?[Uu]nits?\s?[:：]?\s?(?:in\s)?|\(\s?(?:in\s)?|\b[Ii]n\s)(?P<words>(?:['’]000"
    r"|\d[\d,]*)?\s?(?:[A-Za-z$€¥/'][A-Za-z$€¥%/' ]{0,40}[A-Za-z%]|%|t))"
)
_CHANGE = re.compile(r"%|\b(?:change|growth|y-?/?o?-?/?y|year on year|m-?/?o?-?/?m|\+/-|increase|decrease)\b|±", re.I)
_PERCENT = re.compile(r"%|percent|per cent|pct|y-?/?o?-?/?y\b|year on year", re.I)
_AHEAD = re.compile(r"\b(?:20\d\d\s?[FEef]\b|forecast|target|expected|planned|estimate)\b", re.I)
_TOTAL = re.compile(r"\W*(?:grand |sub-?|world )?total\b|\W*(?:sum|all)\b", re.I)
_SWAPPED = re.compile(r"((?:19|20)\d\d)\s?([HQ][1-4]|[A-Z][a-z]{2})")  # "2024 H1"
Heads = tuple[Sentence, list[tuple[int, int]]] | None
ABOVE = 4  # lines over a table that may caption it


def tabulate(rows: list[Sentence], lexicon: Lexicon, reference: date | int | None) -> None:
    """Mark every number of a table with what the table says of it, and give it the table's unit."""
    for low, high in _runs(rows):
        above = [r for r in rows[max(0, low - ABOVE) : low] if len(r.text) < 160]
        unit = next((u for r in reversed(above) if (u := _unit(r.text, lexicon))), None)
        width = max(len(_spans(r)) for r in rows[low:high])
        heads = _heads(above, width)
        if unit is None and heads is None:
            continue
        units = [_unit(heads[0].text[s - heads[0].start : e - heads[0].start], lexicon) for s, e in heads[1]] if heads else []
        for row in rows[low:high]:
            own = _unit(row.text[: _spans(row)[0][1] - row.start], lexicon)
            _fill(row, [own or u or unit for u in units or [None] * (width - 1)], heads, above, reference)


def _spans(row: Sentence) -> list[tuple[int, int]]:
    """Start and end of the cells of a line, those of the article."""
    return [(row.start + m.start(), row.start + m.end()) for m in _CELL.finditer(row.text)]


def _runs(rows: list[Sentence]) -> Iterator[tuple[int, int]]:
    """First row and end of every stretch of two or more lines made of a label and figures."""
    low: int | None = None
    for i in range(len(rows) + 1):
        if i < len(rows) and not rows[i].title and _is_row(rows[i]):
            low = i if low is None else low
            continue
        if low is not None and i - low >= 2:
            yield low, i
        low = None


def _is_row(row: Sentence) -> bool:
    cells = [row.text[s - row.start : e - row.start] for s, e in _spans(row)]
    label = bool(cells) and (bool(re.search(r"[A-Za-z]", cells[0])) or bool(_YEAR.fullmatch(cells[0])))
    return len(cells) > 1 and label and len(cells[0]) < 60 and all(map(_FIGURE.fullmatch, cells[1:])) and any(c.isdigit() for c in "".join(cells[1:]))


def _unit(text: str, lexicon: Lexicon) -> Amount | None:
    """The unit that a line or a head gives, as the amount of one: "(thousand tonnes)" is 1000 t, "Output, kt" too."""
    alone = [text] if len(text) < 16 and not text.isupper() else []
    for words in [*(m["words"] for m in _UNIT.finditer(text)), *alone]:
        words = words.strip().replace("'000", "1000").replace("’000", "1000")
        for printed in (words if words[0].isdigit() else f"1 {words}", f"1000 {words.removeprefix('1000').strip()}"):
            found = grammar.amounts(printed, lexicon)
            if found and found[0].kind in ("mass", "money", "price", "percent", "pp", "power", "piece", "area") and found[0].end >= len(printed) - 12:
                return found[0]
    return None


def _heads(above: list[Sentence], width: int) -> Heads:
    """The line that heads the columns, with the spans of its cells, the head of the labels left out."""
    for row in reversed(above):
        cells = _spans(row) if any(c.isalnum() for c in row.text) else []
        if len(cells) in (width, width - 1) and len(cells) > 1:
            return row, cells[-(width - 1) :]
    return None


def _fill(row: Sentence, units: list[Amount | None], heads: Heads, above: list[Sentence], reference: date | int | None) -> None:
    spans = _spans(row)
    label = row.text[: spans[0][1] - row.start]
    for i, a in enumerate(row.amounts):
        column = next((n for n, (s, e) in enumerate(spans[1:]) if s <= a.start < e), None)
        if column is None or len(spans) != len(units) + 1:
            continue
        head, (start, end) = (heads[0], heads[1][column]) if heads else (None, (0, 0))
        words = head.text[start - head.start : end - head.start] if head else ""
        change, unit = bool(_CHANGE.search(words)) and a.kind in ("", "percent", "pp"), units[column]
        beside = units[column - 1] if column else None
        if not a.kind and change and (_PERCENT.search(words) or not beside):
            a = a._replace(unit="percent", kind="percent")
        elif not a.kind and change and beside and unit is None:
            a = a._replace(low=a.low * beside.low, high=a.high * beside.low, scale=beside.low, unit=beside.unit, kind=beside.kind, noun=beside.noun)
        elif not a.kind and unit:
            a = a._replace(low=a.low * unit.low, high=a.high * unit.low, scale=unit.low, unit=unit.unit, kind=unit.kind, per=unit.per, noun=unit.noun)
        elif not a.kind:
            continue
        row.amounts[i] = a
        measure, event = _said(row, label, head, start, end, above, a.kind, bool(_AHEAD.search(words)))
        captions = [r.text for r in reversed(above) if r is not head and not r.text.endswith(".")]
        days = next((d for t in (words, label, *captions) if (d := _days(t, reference))), None)
        mine = [t for t in head.of("products") if start <= t.start < end] if head else []
        over = [t for r in reversed(above) if r is not head for t in r.of("products")]
        product = next((t.entry.name for t in [*row.of("products"), *mine, *over]), None)
        row.cells[a.start] = Cell(measure, event, change, days, product, bool(_TOTAL.match(label)))


def _said(row: Sentence, label: str, head: Sentence | None, start: int, end: int, above: list[Sentence], kind: str, ahead: bool) -> tuple[str, str]:
    """Measure and event of a cell: the row's own words first, then the column's, then the caption's."""
    stop = row.start + len(label)
    column = [t for t in head.terms.get("measures", []) if start <= t.start < end] if head else []
    caption = [t for r in reversed(above) if r is not head for t in r.of("measures")]
    words = [t for t in row.of("measures") if t.end <= stop] + column + caption
    measure = next((str(t.entry.name) for t in words if kind in t.entry.data.get("of", ())), "share" if kind == "percent" else "output")
    told = list(head.of("events")) if head else []
    mine = next((str(t.entry.name) for t in told if start <= t.start < end), None)
    over = next((str(t.entry.name) for r in reversed(above) if r is not head for t in r.of("events")), None) if not told else None
    if measure != "capacity":
        return measure, "forecast" if ahead else "reported"
    return measure, mine or over or ("forecast" if ahead else "operating")


def _days(words: str, reference: date | int | None) -> tuple[date, date] | None:
    found = periods(_SWAPPED.sub(r"\2 \1", words), reference)
    return next(((p.first, p.last) for p in found if p.first and p.last), None)


def claim(row: Sentence, a: Amount) -> Claim:
    """The claim of a number in a table."""
    cell = row.cells[a.start]
    minus = row.text[a.start - row.start - 1 : a.start - row.start] in ("-", "−", "–")
    return Claim(
        a, row, cell.measure, cell.event, "change" if cell.change else "level", "yoy" if cell.change else None, -1.0 if minus else 1.0, why=["table"]
    )
