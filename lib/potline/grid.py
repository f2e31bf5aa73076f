"""Tables in plain text: unit and measure from the lines above, the period or the event from the column head, the rest from the row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from potline.captions import KINDS, unit_of
from potline.frame import Claim
from potline.grammar import Amount
from potline.lexicon import Lexicon
from potline.periods import periods
from potline.scan import Cell, Sentence

_CELL = re.compile(r"(?:[^\s|]|(?<![ \t])[ \u00a0](?![ \t|]|$))+")
_PIPED = re.compile(r"[^|\s](?:[^|\n]*[^|\s])?|(?<=\|)\s*(?=\|)")
_PARTED = re.compile(r"[^\s;；/:](?:[^;；/:]|/(?!\s)|:(?!\s))*")  # "Foil; 83.7; 84.4", "Henan / Yunnan / 4.5 / 4,200", "Packaging: 276 / 95"
_DASHED = re.compile(r"(?<![^ ])(?!- )\S(?:(?! - ).)*")  # "Alupuram - 21,000 - 18,200"
_POWERS = re.compile(r"\b10+(?:,000)+\b")  # of a unit: "capacity (10,000 t)"
_RANKED = re.compile(r"\d{1,2}\.?\s(?P<label>[A-Z][A-Za-z'’. -]{2,40}?)(?P<figures>(?:\s[-+−]?\d[\d.,]*%?){1,8})")  # "1 Shandong 888.8 -2.2%"
_NUMBER = r"[-+−–±]?\s?[$€£¥]?\d[\d,.]*(?:[ \u00a0]\d{3})*%?"
_CELLED = rf"\(?{_NUMBER}(?:\s?[-–~]\s?{_NUMBER})?\)?(?:\s?(?:pp|pct)\b)?[*†a-e]?(?:\s\({_NUMBER}\))?"  # "61,000 (+8%)", "310-340"
_FIGURE = re.compile(rf"{_CELLED}|[-–—]+|n/?\.?a\.?|N/?A|\.\.+|nil|flat|unch\w*\.?", re.I)
_TAILED = re.compile(  # "Old sheet 510-540"
    rf"(?P<label>[^\d/|:;][^/|:;]{{1,50}}?)\s(?P<figures>\(?{_NUMBER}(?:[-–~]{_NUMBER})?\)?(?:\s\(?{_NUMBER}\)?)*)"
)
_FILLED = re.compile(r"(?P<label>.*[A-Za-z)])\s(?P<figure>\d[\d,]*[.,]\d[\d,.]*|\d{3,})")  # "Korba 5.10 / -3.2%"
_YEAR = re.compile(r"(?:19|20)\d\d")
_BELOW = re.compile(r"\b(?:unit|units|figures? (?:are|is)|all figures|in)\b", re.I)
_NUMBERED = re.compile(r"(?:no|rank|#|s/?n|item|serial(?: no| number)?)\.?", re.I)
_CHANGE = re.compile(r"%|\b(?:change|growth|y-?/?o?-?/?y|year on year|m-?/?o?-?/?m|\+/-|increase|decrease)\b|±", re.I)
_PERCENT = re.compile(r"%|percent|per cent|pct|y-?/?o?-?/?y\b|year on year", re.I)
_AHEAD = re.compile(r"\b(?:20\d\d\s?[FEef]\b|forecast|target|expected|planned|estimate)\b", re.I)
_TOTAL = re.compile(r"\W*(?:grand |sub-?|world )?total\b|\W*(?:sum|all)\b", re.I)
_SWAPPED = re.compile(r"((?:19|20)\d\d)\s?([HQ][1-4]|[A-Z][a-z]{2})")  # "2024 H1"
_BARE = {"percent": "share", "people": "people", "enterprise": "enterprises"}  # what a figure without a word for it measures
Heads = tuple[Sentence, list[tuple[int, int]]] | None
ABOVE = 4  # lines over a table that may caption it


def tabulate(rows: list[Sentence], lexicon: Lexicon, reference: date | int | None) -> None:
    """Mark every number of a table with what the table says of it, and give it the table's unit."""
    for low, high in _runs(rows):
        above = [r for r in rows[max(0, low - ABOVE) : low] if len(r.text) < 220]
        below = [r.text for r in rows[high : high + 2] if len(r.text) < 100 and _BELOW.search(r.text)]
        width = max(len(_spans(r)) for r in rows[low:high])
        heads = _heads(above, width)
        captions = [
            heads[0].text[: heads[1][0][0] - heads[0].start] if heads else "",
            *(r.text for r in reversed(above) if not heads or r is not heads[0]),
        ]
        unit = next((u for text in [*captions, *below] if (u := unit_of(text, lexicon))), None)
        units: list[Amount | None] = (
            [unit_of(heads[0].text[s - heads[0].start : e - heads[0].start], lexicon, True) for s, e in heads[1]] if heads else []
        )
        if unit is None and len([u for u in units if u]) == 1 and units[-1] and heads and "|" not in heads[0].text:
            unit = units[-1]  # "July, June, forecast for August (%)"
        unit = unit or (_twin(rows, low, high) if not any(units) else None)
        owns = [unit_of(row.text[: _spans(row)[0][1] - row.start], lexicon, True) for row in rows[low:high]]
        if unit or any(units):
            owns = [None if own and own.kind == "piece" else own for own in owns]  # the goods that a price or a tonnage is of
        if unit is None and heads is None and not any(owns):
            continue
        for row in above:
            row.amounts[:] = [a._replace(kind="specification") if unit and a.unit == unit.unit and a.low == unit.low else a for a in row.amounts]
        if heads:
            heads[0].amounts[:] = [a._replace(kind="specification") if a.kind else a for a in heads[0].amounts]
        for row, own in zip(rows[low:high], owns, strict=True):
            _fill(row, [own or u or unit for u in units or [None] * (width - 1)], heads, above, reference)
            stop = _spans(row)[0][1]  # what a label prints of the unit counts nothing: "Alumina (10 kt)"
            row.amounts[:] = [
                a._replace(kind="specification") if own and a.end <= stop and a.low == own.low and a.unit == own.unit else a for a in row.amounts
            ]


def _twin(rows: list[Sentence], low: int, high: int) -> Amount | None:
    """The unit of a table that prints none, from the text: one of its figures stands there with it, or all it tells of is tonnage."""
    bare = {a.low for row in rows[low:high] for a in row.amounts if not a.kind and a.low}
    told = [a for row in [*rows[:low], *rows[high:]] for a in row.amounts if a.kind in KINDS and a.kind != "percent"]
    for a in told:
        if a.kind == "mass" and a.low / a.scale in bare:
            return a._replace(low=a.scale, high=a.scale)
    alike = bool(told) and len({(a.kind, a.unit, a.scale) for a in told}) == 1 and max(bare, default=0) >= 100
    return told[0]._replace(low=told[0].scale, high=told[0].scale) if alike else None


def _spans(row: Sentence) -> list[tuple[int, int]]:
    """Start and end of the cells of a line, those of the article: parted by bars, by wide gaps, by semicolons or slashes; a rank is no cell."""
    text = row.text
    if "|" in text:
        cells = [m.span() for m in _PIPED.finditer(text)]
    elif m := _RANKED.fullmatch(text):
        cells = [m.span("label"), *(f.span() for f in re.compile(r"\S+").finditer(text, m.start("figures")))]
    elif ("; " in text or " / " in text) and not re.search(r"\S[ \t]{2,}\S", text):
        cells = [(m.start(), m.start() + len(m.group().rstrip())) for m in _PARTED.finditer(text)]
    else:
        cells = [m.span() for m in _CELL.finditer(text)]
    if len(cells) == 1 and " - " in text:
        cells = [m.span() for m in _DASHED.finditer(text)]
    if len(cells) == 1 and ": " in text and _FIGURE.fullmatch(text.partition(": ")[2]):
        cells = [(0, text.index(": ")), (text.index(": ") + 2, len(text))]
    if len(cells) == 1 and (m := _TAILED.fullmatch(text)):
        cells = [m.span("label"), *(f.span() for f in re.compile(r"\S+").finditer(text, m.start("figures")))]
    elif len(cells) > 1 and (m := _FILLED.fullmatch(text, *cells[0])) and not _YEAR.fullmatch(m["figure"]):
        cells[:1] = [m.span("label"), m.span("figure")]
    if len(cells) > 2 and re.fullmatch(r"\d{1,2}\.?", text[slice(*cells[0])]) and text[cells[1][0]].isalpha():
        cells = cells[1:]
    return [(row.start + s, row.start + e) for s, e in cells]


def _runs(rows: list[Sentence]) -> Iterator[tuple[int, int]]:
    """First row and end of every stretch of two or more lines made of a label and figures."""
    low: int | None = None
    for i in range(len(rows) + 1):
        if i < len(rows) and not rows[i].title and not _told(rows, i) and (_is_row(rows[i]) or (low is not None and _parts(rows, i))):
            low = i if low is None else low
            continue
        if low is not None and i - low >= 2:
            yield low, i
        low = None


def _told(rows: list[Sentence], i: int) -> bool:
    """Whether a line is one of several sentences of a paragraph: "The premium is $260. One job in seven is Dubal's 2,480."."""
    row = rows[i]
    return row.text.endswith(".") and any(0 <= n < len(rows) and rows[n].paragraph == row.paragraph for n in (i - 1, i + 1))


def _parts(rows: list[Sentence], i: int) -> bool:
    """Whether a line heads a part of a table: a word or two between two rows, "Exports"."""
    return len(rows[i].text) < 24 and rows[i].text.replace(" ", "").isalpha() and i + 1 < len(rows) and _is_row(rows[i + 1])


def _is_row(row: Sentence) -> bool:
    if len(row.text) > 200 or row.text.endswith("。") or not re.search(r"[\s|]", row.text):
        return False
    cells = [row.text[s - row.start : e - row.start] for s, e in _spans(row)]
    label = bool(cells) and (bool(re.search(r"[A-Za-z]", cells[0])) or bool(_YEAR.fullmatch(cells[0])))
    figures = [c for c in cells[1:] if _FIGURE.fullmatch(c)]
    if len(figures) == 1 and _YEAR.fullmatch(figures[0]) and len(cells) == 2:
        return False
    worded = len(figures) < len(cells) - 1 and ("|" not in row.text and "  " not in row.text and " / " not in row.text and "; " not in row.text)
    return len(cells) > 1 and label and bool(figures) and not worded and max(map(len, cells)) < 60 and any(re.search(r"\d", c) for c in figures)


def _heads(above: list[Sentence], width: int) -> Heads:
    """The line that heads the columns, with the spans of its cells, the head of the labels left out."""
    for row in reversed(above):
        cells = _spans(row) if any(c.isalnum() for c in row.text) else []
        if re.search(r"\d[.,]\d|\d%", _POWERS.sub("", row.text)) or row.text.endswith((":", ".")):
            continue
        if (
            len(cells) not in (width, width - 1)
            and row is above[-1]
            and row.text.count(", ") >= width - 2
            and "  " not in row.text
            and "(" not in row.text
            and not _POWERS.search(row.text)
        ):
            cells = [(row.start + m.start(), row.start + m.end()) for m in re.compile(r"[^,\s][^,]*").finditer(row.text)]
        if len(cells) == width + 1 and _NUMBERED.fullmatch(row.text[: cells[0][1] - row.start]):
            cells = cells[1:]
        if len(cells) in (width, width - 1) and len(cells) > 1:
            return row, cells[-(width - 1) :]
    return None


def _column(spans: list[tuple[int, int]], a: Amount, row: Sentence, heads: Heads, width: int) -> int | None:
    """Which column a number stands in, by its order; by its place where the line has fewer cells than the table."""
    cell = next((n for n, (s, e) in enumerate(spans[1:]) if s <= a.start < e), None)
    if cell is None or len(spans) == width + 1:
        return cell
    if heads is None or "|" in row.text or len(heads[1]) != width:
        return None
    start, end = spans[cell + 1][0] - row.start, spans[cell + 1][1] - row.start
    places = [(s - heads[0].start, e - heads[0].start) for s, e in heads[1]]
    return min(range(len(places)), key=lambda n: max(places[n][0] - end, start - places[n][1], 0) + abs(places[n][0] - start) / 100)


def _fill(row: Sentence, units: list[Amount | None], heads: Heads, above: list[Sentence], reference: date | int | None) -> None:
    spans = _spans(row)
    label = row.text[: spans[0][1] - row.start]
    row.amounts[:] = _celled(row, spans)
    for i, a in enumerate(row.amounts):
        column = _column(spans, a, row, heads, len(units))
        if column is None:
            if a.end < spans[0][0]:
                row.amounts[i] = a._replace(kind="ordinal")
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


def _celled(row: Sentence, spans: list[tuple[int, int]]) -> list[Amount]:
    """The amounts of a row without what they took from beyond their cells, the two ends of a range in one cell joined."""
    out: list[Amount] = []
    for a in row.amounts:
        stop = next((e for s, e in spans if s <= a.start < e), a.end)
        if a.end > stop and a.number_end <= stop:
            a = a._replace(end=a.number_end, unit="", kind="", per="", noun="")
        last = out[-1] if out else None
        if last and last.kind == a.kind == "" and last.low < a.low and row.text[last.end - row.start : a.start - row.start] in ("-", "–", "~", " - "):
            out[-1] = a._replace(start=last.start, low=last.low)
        else:
            out.append(a)
    return out


def _said(row: Sentence, label: str, head: Sentence | None, start: int, end: int, above: list[Sentence], kind: str, ahead: bool) -> tuple[str, str]:
    """Measure and event of a cell: the row's own words first, then the column's, then the caption's."""
    stop = row.start + len(label)
    column = [t for t in head.terms.get("measures", []) if start <= t.start < end] if head else []
    caption = [t for r in reversed(above) if r is not head for t in r.of("measures")]
    words = [t for t in row.of("measures") if t.end <= stop] + column + caption
    measure = next((str(t.entry.name) for t in words if kind in t.entry.data.get("of", ())), _BARE.get(kind, "output"))
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
