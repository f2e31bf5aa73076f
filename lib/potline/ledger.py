"""Amounts that claim nothing, with the reason; bare numbers that take their unit from what was counted before."""

from __future__ import annotations

import re

from potline.grammar import Amount
from potline.scan import Sentence

COUNTED = ("enterprise", "people", "pot", "count", "case", "inspection")
_GOES_ON = re.compile(
    r"^(?:\s?[),;]|\s(?:of\s(?:them|these|those|which|whom|its|the(?:m|se)?\b|\d)|were|was|are|is|have|has|had|being|got|at present|in\s|and\b|belong|others?\b|more\b(?!\sthan)|remain|still|stopped|shut|closed|went|"
    r"(?!hundred|need|red\b|speed|united)[a-z]+ed\b|sealed|on\s|could|did|do\b|already|failed|fell|under\b|not\b|will|would|for\s(?:not|failing|breach|lack)|new\b|alone))|^\s?\.(?:\s|$)|^$|^\s?(?:--|—|–|:)"
)
_OUT_OF_THEM = re.compile(r"\s(?:out\s)?of\s(?:the|its|their|those|some|about|\w+)?(?:\s[\w'’]+)?\s?")
_ANAPHOR = re.compile(r"\b(?:the|these|those|all|such|said|both|other)\s(?:other\s|said\s|above\s)?$", re.I)
_ONLY_PARTS = re.compile(r"^\S+\s(?:phases|stages|parts|steps|batches|aspects|ways|halves|sections|categories|kinds|types|sides|fronts|directions|major ways|points of view)\b")
_QUALITY = re.compile(r"^\s?(?:Al\b|Al[₂2]|Si\b|SiO|Fe\b|purity|pure\b|grade|alumina (?:content|grade)|silica|aluminium content|aluminum content|moisture|P1020|ingot grade|min\b)")
_CLASS = re.compile(
    r"\b(?:smelters|refineries|plants|producers|enterprises|makers|lines|cells|furnaces|those|mills|projects|units|firms|companies|boilers|ones)\b[^,.;]{0,48}\b(?:of|with|below|under|above|over|than|between|reach|reaches|exceeding|at)\s(?:an?\s|the\s|annual\s|a capacity of\s|least\s|\()*$|\b(?:those|each) (?:above|below|under|over)\s$", re.I
)
_AND_UP = re.compile(r"^\s?(?:or|and) (?:more|above|below|less|over|smaller|larger|up)\b", re.I)
_TABLE_UNIT = re.compile(r"\((?:in\s|unit:?\s?)?(?:thousand|million|'?000|10,000|ten thousand|kt|mln|1,000)\s?(?:metric\s)?(?:tonnes|tons|t|mt)?\)|[Uu]nit:\s?[\w, ]+", re.I)


def counted(rows: list[Sentence], text: str) -> None:
    """Bare numbers given the unit of what was counted before: "167 enterprises … have shut down 164"; of a title, after."""
    last: tuple[Amount, int] | None = None
    for row in rows:
        for i, a in enumerate(row.amounts):
            if a.kind in COUNTED and a.unit not in ("other:time",):
                last = (a, row.paragraph)
            elif not a.kind and i + 1 < len(row.amounts) and row.amounts[i + 1].kind in COUNTED and _OUT_OF_THEM.fullmatch(row.text[a.end - row.start : row.amounts[i + 1].start - row.start]):
                row.amounts[i] = a._replace(unit=row.amounts[i + 1].unit, kind=row.amounts[i + 1].kind, noun="?" + row.amounts[i + 1].noun)
            elif not a.kind and last and row.paragraph - last[1] in (0, 1) and _goes_on(row, a) and a.scale == 1.0:
                row.amounts[i] = a._replace(unit=last[0].unit, kind=last[0].kind, noun="?" + last[0].noun)
            elif not a.kind and a.scale >= 1e3 and (like := _printed_before(row, i)):
                row.amounts[i] = a._replace(unit=like.unit.split("/")[0], kind="money" if like.kind == "price" else like.kind, noun=like.noun)
            elif not a.kind and row.title and not a.word:
                twin = next((b for r in rows if not r.title for b in r.amounts if b.low == a.low and b.high == a.high and b.kind in COUNTED), None)
                if twin:
                    row.amounts[i] = a._replace(unit=twin.unit, kind=twin.kind, noun="?" + twin.noun)


def _printed_before(row: Sentence, i: int) -> Amount | None:
    """The amount whose unit a bare "3.50 mln" of the same sentence leaves out: "3.04 mln tonnes … from 3.50 mln"."""
    a = row.amounts[i]
    before = row.text[max(0, a.start - row.start - 40) : a.start - row.start]
    if re.match(r"\s?[A-Za-z]", row.text[a.end - row.start :]) and not re.match(r"\s?(?:in|a|for|last|the|and|on|from|to|over|at|per|as|while|but)\b", row.text[a.end - row.start :]):
        return None
    money = re.search(r"\b(?:revenues?|profits?|sales|costs?|loss|losses|investment|earnings|income)\b", before)
    kinds = ("money",) if money else ("mass", "money", "piece", "price")
    return next((b for b in reversed(row.amounts[:i]) if b.kind in kinds), None)


def _goes_on(row: Sentence, a: Amount) -> bool:
    after, before = row.text[a.end - row.start :][:40], row.text[max(0, a.start - row.start - 12) : a.start - row.start].lower()
    if a.word and a.low == 1 and not re.match(r"\s(?:was|shut|sealed|closed|[a-z]+ed\b)", after):
        return False
    if a.word and re.search(r"\b(?:the|these|those|any|no|each|which|this|that)\s$", before):
        return False
    return bool(_GOES_ON.match(after)) and not (not a.word and 1900 <= a.low <= 2100)


def aside(row: Sentence, a: Amount, text: str, end_of_text: int) -> str | None:
    """Why an amount is no claim: a class's bound, a thing named before, a grade; None where it may be one."""
    at, after = a.start - row.start, row.text[a.end - row.start :]
    before = row.text[max(0, at - 70) : at]
    if a.kind == "specification":
        return "specification"
    if a.kind == "length":
        return "reference"
    if text[a.end : end_of_text].strip(" .…") == "" and not a.kind and text[a.end : end_of_text].strip() != ".":
        return "truncated"
    if not a.kind:
        return "truncated" if len(text[a.end : end_of_text].strip()) < 4 and not text[a.end : end_of_text].strip()[-1:] in ".!)" else None
    if a.kind in COUNTED and a.low <= 20 and a.kind != "people" and _ANAPHOR.search(before) and not re.search(r"\bof the $", before):
        return "reference"
    if a.kind == "count" and re.search(r"\b(?:in|into|of|from)\s$", before) and _ONLY_PARTS.match(row.text[at:]):
        return "reference"
    if a.kind == "percent" and _QUALITY.match(after):
        return "specification"
    if a.kind == "mass" and a.low == a.high == 1 and a.scale == 1.0 and a.unit == "t":
        return "reference"
    if a.kind == "mass" and (_CLASS.search(before) and (re.search(r"\b(?:more|less|below|under|above|over|between|exceeding|least|smaller)\b|\($", before[-26:]) or _AND_UP.match(after))):
        return "bound"
    return None


def bare(row: Sentence, a: Amount) -> str | None:
    """What a number without a unit may be: its unit lost ("garbled"), or nothing known (None)."""
    before = row.text[max(0, a.start - row.start - 30) : a.start - row.start]
    if re.search(r"\b(?:yuan|tons|tonnes|dollars|percent|rmb|rupees)\s(?:of\s)?$", before, re.I):
        return "garbled"
    close = any(0 <= a.start - t.end < 26 or 0 <= t.start - a.end < 12 for t in row.of("measures") if t.entry.name in ("capacity", "output", "investment", "revenue", "profit", "price", "processing_rate", "imports", "exports"))
    return "garbled" if close else None
