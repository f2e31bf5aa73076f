"""The headline of an article among the lines above its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from potline import edges, header
from potline.edges import Line, size
from potline.header import plain

NEAR = 80  # lines above the first paragraph among which the headline is looked for
_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*\d|\d")
_COMMON = frozenset((
    "the", "and", "for", "with", "from", "that", "this", "has", "have", "had", "are", "was", "were", "will", "not", "its", "into", "over", "more",
    "than", "after", "before", "about", "how", "what", "when", "says", "said", "you", "your", "our"))
_STEPS = (" / ", " > ", " » ", " › ")


def _terms(line: Line) -> set[str]:
    return set(_WORD.findall(line.head.casefold())) - _COMMON


def find(found: Sequence[Line], first: int, title: str) -> int | None:
    """Index of the headline among the lines above the first paragraph: what the text goes on about, near its date."""
    if title:
        return next((i for i, line in enumerate(found[:first + 1]) if plain(line.head) == plain(title)), None)
    body = set().union(*(_terms(line) for line in found[first:first + 20] if not line.kind))
    low = max(0, first - NEAR)
    above = [i for i in range(low, min(first, len(found))) if not found[i].kind and size(found[i]) >= 2]
    best: tuple[float, int] | None = None
    for order, i in enumerate(above):
        line, small = found[i], plain(found[i].head)
        own = _terms(line)
        score = 1.5 * len(own & body) / (len(own) or 1) + min(len(own & body), 4) / 3 + min(size(line), 6) / 3
        score += 1.5 * (order == 0) + 1.5 * (found[i + 1].kind == "meta")
        score += 2.5 * any(small in plain(other.head) for j, other in enumerate(found[low:first], low) if j != i and size(line) > 2)
        score -= 1.5 * edges.parted(line.head) + 3 * (line.head[0] in "*•-–")
        score -= 2 * (small.endswith(("...", "…")) + (size(line) < 3 and len(above) > 1 and not own & body))
        if score > 1.5 and (best is None or score > best[0]):
            best = score, i
    return best and best[1]


def in_path(above: Sequence[Line]) -> tuple[int, int] | None:
    """The line and the character of it where a headline begins that only the page's path prints: "Home / News / Smelter Shuts in Henan"."""
    for i, line in enumerate(above):
        at = max((line.head.rfind(step) + len(step) for step in _STEPS if step in line.head), default=0)
        if at and header.CRUMB.match(plain(line.head)) and len(line.head[at:].split()) >= 5:
            return i, at
    return None
