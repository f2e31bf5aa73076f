"""What a page puts between or above a story's paragraphs: boxes of other headlines, slogans, a teaser above its path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from potline import edges, heading
from potline.edges import ENDS, Line, prose, size
from potline.header import plain

INSERTED = ("more from this section",)  # stands between paragraphs also where the copy lost the headlines below it

_POINTS = re.compile(  # ", SMM Reports"
    r"^(?:Breaking News|Read Also|See Also)\s?:|[,?]\s[A-Z]{2,4}\s(?:Says|Reports?|Finds|Expects|Reported|Survey(?:ed|s)?)\W*$"
)


def points(line: Line) -> bool:
    """Whether a line between paragraphs is the headline of another story: "Breaking News: …", "…, SMM Says"."""
    return size(line) <= 30 and not ENDS.search(line.head[-4:]) and bool(_POINTS.search(line.head))


def pointed(text: str, found: list[Line]) -> list[Line]:
    """The lines with the headlines set apart that stand below "Also Read" alone on its line, down to the next paragraph."""
    out, low = list(found), 0
    for i, line in enumerate(found):
        if line.reason != "pointer" or i < low or size(line) > 3:
            continue
        low = next((j for j in range(i + 1, min(i + 14, len(found))) if _speaks(found[j]) or found[j].closes), 0)
        if low > i + 1 and (_speaks(found[low])):
            out[i + 1 : low] = [line._replace(kind="related", reason="headlines", closes=False, meta=None) for line in found[i + 1 : low]]
    return out


def _speaks(line: Line) -> bool:
    """Whether a line is a paragraph or a sentence of some length."""
    return not line.kind and (prose(line) or (size(line) >= 6 and bool(ENDS.search(line.head[-4:]))))


def boxes(text: str, found: list[Line], first: int) -> list[Line]:
    """The lines with boxes of other headlines between an article's paragraphs told from its end: below them its paragraphs go on."""
    out = list(found)
    total = sum(size(line) for line in found[first:] if prose(line))
    for i in range(first + 1, len(found)):
        if found[i].kind != "related" or i + 1 == len(found):
            continue
        below = next((j for j in range(i + 1, min(i + 8, len(found))) if prose(found[j])), i)
        stop = next((j for j in range(i + 1, len(found)) if found[j].kind), len(found))
        own = [line for line in found[below:stop] if prose(line)]
        bare = below == i + 1 and plain(found[i].head) in INSERTED
        whole = all(prose(line) or ENDS.search(line.head[-4:]) for line in found[below : stop - 1])
        if (bare or below > i + 1) and whole and _goes_on(text, found[i : below + 1], own, total, bare) and heading.shared(found[:i], own):
            out[i:below] = [line._replace(kind="related", reason=found[i].reason, closes=False) for line in out[i:below]]
    return out


def _goes_on(text: str, box: Sequence[Line], own: Sequence[Line], total: int, bare: bool) -> bool:
    """Whether there is so much below a box that it is the story, or blank lines set the box apart whose own lines stand close."""
    share = sum(map(size, own)) / max(total, 1)
    if len(own) >= 2 and share >= (0.35 if len(own) >= len(box) - 2 else 0.5):
        return True
    apart = edges.spaced(text, box[-2], box[-1]) and not any(edges.spaced(text, a, b) for a, b in pairwise(box[:-1]))
    return bool(own) and share >= 0.1 and (bare or (apart and len(box) > 2))


def crumbed(found: list[Line]) -> list[Line]:
    """The lines with those above a page's path set apart where headline, date and story follow it: slogans, a teaser of another story."""
    for i, line in enumerate(found[: heading.NEAR]):
        if line.reason != "navigation" or i + 3 >= len(found):
            continue
        path = heading.in_path(found[: i + 1])
        if path and plain(found[path[0]].head[path[1] :]) != plain(found[i + 1].head):
            continue
        headline, dated = found[i + 1], next((j for j in range(i + 2, min(i + 6, len(found))) if found[j].meta and found[j].meta.date), 0)
        headed = not headline.kind and not prose(headline) and size(headline) >= 4 and headline.head[0] not in "•·-*"
        story = dated and headed and any(map(prose, found[dated : dated + 4]))
        if story and sum(size(x) for x in found[:i] if prose(x)) < 100 and not any(x.meta and x.meta.date for x in found[:i]):
            return [x if x.kind else x._replace(kind="boilerplate", reason="navigation") for x in found[:i]] + found[i:]
    return found
