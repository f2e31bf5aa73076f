"""The first paragraph of an article, and its headline among the lines above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from potline import edges, header
from potline.edges import ENDS, Line, prose, size
from potline.header import plain

NEAR = 80  # lines above the first paragraph among which the headline is looked for
_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*\d|\d")
_COMMON = frozenset((
    "the", "and", "for", "with", "from", "that", "this", "has", "have", "had", "are", "was", "were", "will", "not", "its", "into", "over", "more",
    "than", "after", "before", "about", "how", "what", "when", "says", "said", "you", "your", "our"))
_NAME = re.compile(  # inside a sentence
    r"(?<![.!?] )(?<!^)\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|This|That|January|February|March|April|June|July|August)[A-Z][a-z]{3,}", re.M)
_BULLET = re.compile(r"date:? [\d-]{8,10} [*(]")  # "date 2016-08-25 * Earnings just beat forecasts"
_PLATE = re.compile(  # below a picture: "South32's Mozal smelter in Mozambique"
    r"(?:(?!\b[a-z]+(?:s|ed)\b|\bto\b).)*\b(?:smelter|refinery|plant|mine|mill|works|site|port|facility)"
    r"(?:,? (?:in|at|near|on) [A-Z][\w’'-]*(?:,? [A-Z][\w’'-]*){0,3})?"
)
_SITE = re.compile(r"\s[-–—]\s|\b(?:newsletter|magazine|journal|bulletin|review|monthly|weekly|daily|news|online|portal)\b", re.I)
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_TIED = re.compile(r"\b(?:on|in|at|of|by|since|from|until)\s*$")  # "appeared in the paper on November 26, 2019"
_BROKEN = re.compile(r",(?:<[^<>]*>)?$")  # no headline ends so
_STEPS = (" / ", " > ", " » ", " › ")


def _terms(line: Line) -> set[str]:
    return set(_WORD.findall(line.head.casefold())) - _COMMON


def shared(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the lines below speak of a name that the lines above do: one article goes on."""
    upper, lower = (set(_NAME.findall("\n".join(line.head for line in lines))) for lines in (above, below))
    return bool(upper & lower)


def paragraph(found: Sequence[Line]) -> int:
    """Index of the first paragraph; the length of the list where there is no text at all."""
    free = [i for i, line in enumerate(found) if not line.kind]
    paragraphs = [i for i in free if prose(found[i])]
    if paragraphs:
        one = paragraphs[0]
        titled = len(paragraphs) > 1 and size(found[one]) <= 50 and found[one + 1].kind == "meta"
        titled = titled or (len(paragraphs) > 1 and _says(found[one], found[paragraphs[1]]))
        return paragraphs[1] if titled and not any(size(found[i]) > 2 for i in free if i < one) else one
    sentences = [i for i in free[1:] if ENDS.search(found[i].head[-4:]) and size(found[i]) >= 5]
    if sentences:
        return sentences[0] if not ENDS.search(found[free[0]].head[-4:]) or size(found[free[0]]) < 5 else free[0]
    long = [i for i in free if size(found[i]) >= 16 and found[min(i + 1, len(found) - 1)].kind != "meta"]
    return (long or free[1:2] or free or [len(found)])[0]


def _says(line: Line, below: Line) -> bool:
    """Whether a sentence is a headline with a full stop: the longer paragraph below says it again."""
    own = _terms(line)
    single = size(line) <= 25 and not re.search(r"[.!?]\s", line.head) and not header.DATELINE.match(line.head)
    return single and len(own) >= 5 and size(below) > 1.3 * size(line) and len(own & _terms(below)) >= 0.7 * len(own)


def retold(found: list[Line]) -> list[Line]:
    """The lines without a standfirst that the first paragraph says again, where a headline stands above it. A lead in a sentence of its own stays."""
    first = paragraph(found)
    for i in range(max(0, first - 3), first if first < len(found) else 0):
        line, lead = found[i], plain(found[i].head).rstrip(" .…")
        headed = any(not x.kind and size(x) >= 4 and not edges.parted(x.head) for x in found[max(0, i - 4) : i])
        if headed and not line.kind and size(line) >= 8 and lead in plain(found[first].head):
            return [*found[:i], line._replace(kind="boilerplate", reason="lead repeated"), *found[i + 1 :]]
    return found


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
        score -= 1.5 * edges.parted(line.head) + 3 * (line.head[0] in "*•-–" or bool(_BULLET.match(line.head)))
        score -= 3 * bool(_BROKEN.search(line.head)) + 2 * (any(size(found[j]) >= 5 for j in above[:order]) and bool(_PLATE.fullmatch(line.head)))
        score -= (size(line) <= 4 and len(above) > 1 and not own & body)
        score -= 2 * (small.endswith(("...", "…")) + (size(line) < 3 and len(above) > 1 and not own & body))
        if score > 1.5 and (best is None or score > best[0]):
            best = score, i
    if best is None:
        return next((i for i in range(low, first) if _dated(found[i], body)), None)
    return above[0] if best[1] == above[0] + 1 and not edges.credit(found[best[1]]) and _heads(found[above[0]], body) else best[1]


def _dated(line: Line, body: set[str]) -> bool:
    """Whether a line with a day is a headline all the same: "Alumina Outlook April 3, 2008"."""
    day = next(iter(header.days(line.head)), None) if line.kind == "meta" and ":" not in line.head else None
    rest = _terms(line._replace(head=line.head[: day.start] + line.head[day.end :])) if day else set()
    tied = day is not None and _TIED.search(line.head, 0, day.start)
    return len(rest) >= 2 and len(rest & body) >= 1 and len(line.head.split()) <= 12 and not tied


def _heads(line: Line, body: set[str]) -> bool:
    """Whether a line right above a longer headline is the headline, the longer one its standfirst: "Makers may bend to request"."""
    named = edges.parted(line.head) or _SITE.search(line.head) or line.head[0] in "*•-–" or line.head.endswith(("...", "…", ":"))
    told = len(_SMALL.findall(line.head)) >= 2
    return not named and told and not _BULLET.match(line.head) and size(line) >= 4 and len(_terms(line) & body) >= 2


def in_path(above: Sequence[Line]) -> tuple[int, int] | None:
    """The line and the character of it where a headline begins that only the page's path prints: "Home / News / Smelter Shuts in Henan"."""
    for i, line in enumerate(above):
        at = max((line.head.rfind(step) + len(step) for step in _STEPS if step in line.head), default=0)
        if at and header.CRUMB.match(plain(line.head)) and len(line.head[at:].split()) >= 5:
            return i, at
    return None
