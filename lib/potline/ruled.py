"""Lines of a table: which lines of a page are its rows, so that rows above the first paragraph are read with the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from potline import header, ladder, reference
from potline.edges import Line, spaced
from potline.vocabulary import either

ROWS = 3  # fewer lines with figures are no table
_FIGURE = r"[(]?[-+−–±]?\s?[$€£¥]?\d[\d,.]*(?:\s?[-–~]\s?[$€£¥]?\d[\d,.]*)?\s?(?:%|pp|pct|t|kt|mt|Mt)?[)]?[*†]?"
_PARTS = re.compile(r"[ \t\u00a0]{2,}|\t|\s?\|\s?|\s/(?:\s|$)|[;；:：]\s+")
_CELL = re.compile(rf"{_FIGURE}|[a-z]{{2,6}} {_FIGURE}")
_ENDING = re.compile(rf"(?!.*[.!?]\s)[A-Z][^\d:;|/]{{2,40}}?(?:\s\d[^\d\s]*)?\s{_FIGURE}(?:\s{_FIGURE})*")  # "Old sheet 510-540"
_UNITS = re.compile(
    r"(?i)[,(–-]\s?(?:[\w',]+\s){0,3}(?:tons|tonnes|kt|mt|t|yuan|dollars|[a-z$€£]{1,4}/t\w*)\)?$"
    r"|\b(?:figures?|units?|all|in)\b.*\b(?:tons|tonnes|kt|mt|yuan|dollars|percent|per cent)\b|^\(.*\b(?:tons|tonnes|kt|mt|yuan|dollars)\b.*\)$"
)
_PAGE = re.compile(rf"(?i)\b(?:{either('page_furniture')})\b\.?\s?[:：#]|\b\d{{7,}}\b|\d:\d\d")


def row(head: str) -> bool:
    """Whether a line is a label with figures.

    >>> [row(x) for x in ("Korba   1,020   330", "Foil: 216,000; +4.7%", "Old sheet 510-540", "Views: 204", "It made 5,000 tons.")]
    [True, True, True, False, False]
    """
    if len(head) > 160 or not re.search(r"\d", head) or _PAGE.search(head) or header.days(head):
        return False
    label, *cells = [c for c in _PARTS.split(head) if c] or [""]
    if re.fullmatch(r"\d{1,2}\.?", label) and cells:
        label, *cells = cells
    figures = sum(bool(_CELL.fullmatch(c)) for c in cells)
    return (
        (bool(re.search(r"[^\W\d]|\d{4}", label))
        and (figures > 0 and 2 * figures >= len(cells) - 1))
        or (bool(_ENDING.fullmatch(head)) and not reference.YEAR.fullmatch(head[-4:]))
    )


def tables(text: str, found: Sequence[Line], low: int, high: int) -> list[tuple[int, int]]:
    """First line and end of every run of rows among `found[low:high]`, the heads of their columns with them."""
    out, first = [(low + a, low + b) for a, b in ladder.rows([line.head for line in found[low:high]])], low
    for i in range(low, high + 1):
        if i < high and row(found[i].head):
            continue
        if i - first >= ROWS:
            out.append((first - _headed(text, found, first, low), i))
        first = i + 1
    return sorted(out)


def _headed(text: str, found: Sequence[Line], first: int, low: int) -> int:
    """How many lines above a table head its columns or give its unit: none, one or two."""
    count = 0
    while count < 2 and first - count > low:
        above, below = found[first - count - 1], found[first - count]
        heads = len(_PARTS.split(above.head)) > 1 or _UNITS.search(above.head)
        if not heads or header.days(above.head) or _PAGE.search(above.head) or spaced(text, above, below):
            break
        count += 1
    return count
