"""Tables whose cells stand each on a line of its own, as they come out of saved pages: the lines that make up a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 44  # characters of a cell
_FIGURE = re.compile(r"(?i)\(?[-+−–±]?\s?(?:[A-Z]{0,2}[$€£¥])?\d[\d,.]*(?:\s?[-–~]\s?\d[\d,.]*)?\s?(?:%|pp|pct|t|kt|mt)?\)?[*†]?|[-–—]+|n/?\.?a\.?")
_LABEL = re.compile(r"(?=.*[^\W\d_]).*[^.!?:;,。]")
_TIMED = re.compile(  # one of the columns tells a time or a change
    r"(?i)\b(?:(?:19|20)\d\d|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|[qh][1-4]|week|month|year|quarter|change|growth|y/y|m/m|yoy|mom)"
)
_CAPTION = re.compile(r"(?i).*(?:[:：]|\b(?:unit|table|in|'000)\b.{0,12}\b(?:tons|tonnes|mt|kt|yuan|dollars|percent)\b.{0,12})")


def rows(lines: Sequence[str]) -> list[tuple[int, int]]:
    """First line and end of each row, the row of heads with them; a table has two columns of figures at least, and heads or a caption.

    >>> rows(["Stocks (tons):", "End-May", "End-June", "Nagoya", "163,400", "159,900", "Osaka", "18,700", "18,400", "(Reporting by A. B.)"])
    [(1, 3), (3, 6), (6, 9)]
    """
    cells = "".join(map(_kind, lines))
    out: list[tuple[int, int]] = []
    for m in re.finditer(r"(?:LFF+){2,}", cells):
        groups = [(m.start() + g.start(), m.start() + g.end()) for g in re.finditer("LF+", m[0])]
        width = groups[0][1] - groups[0][0]
        groups = groups[: next((n for n, (a, b) in enumerate(groups) if b - a != width), len(groups))]
        top = groups[0][0]
        heads = next((n for n in (width, width - 1) if cells[max(0, top - n) : top] == "L" * n), 0)
        above = lines[top - heads - 1] if top - heads else ""
        timed = any(_TIMED.search(line) for line in lines[top - heads : top])
        if len(groups) > 1 and heads and (timed or _CAPTION.fullmatch(above.strip())):
            out += [(top - heads, top), *groups]
    return out


def _kind(line: str) -> str:
    """What a line may be: F for a figure, L for a label, a full stop for anything else."""
    cell = line.strip()
    if len(cell) > LONGEST or not cell:
        return "."
    return "F" if _FIGURE.fullmatch(cell) else "L" if _LABEL.fullmatch(cell) else "."
