"""Pages that are filled: a figure that would leave a hole stands at the head of the next page, and a last page of a few lines is drawn in."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

HEIGHT, HEAD, FOOT = 297.0, 17.0, 15.0  # millimetres of the page and of its margins, as in page.typ.j2
COARSE = 18  # dots an inch: enough to see where a page's words end
HOLE = 0.08  # of a page, empty below what stands on it, that is worth moving a figure for
FEW = 0.25  # of a page: a last page with less is drawn in
LEAN = 0.15  # of a page, by which one of two columns may be shorter
LOW = 0.5  # of a page, that a break may leave of the one before
TRIES = 10  # layouts that are tried
LONG, SOME = 15, 2  # of a document of more pages so many are tried, and its last page stays: laying out takes seconds, and one page matters less
VAST = 30  # pages, beyond which it stays as it was laid out first


@dataclass(frozen=True)
class Arrangement:
    """What the template is told: figures (by number) at the head of a page, how tight it is set, headings (by id) that begin a page."""

    floats: tuple[int, ...] = ()
    tight: int = 0
    breaks: tuple[str, ...] = ()

    def source(self) -> str:
        """The template's first lines.

        >>> print(Arrangement((2,), 1).source())
        #let (floats, tight, breaks) = ((2,), 1, ())
        <BLANKLINE>
        """
        lists = ("(" + "".join(f"{json.dumps(v)}," for v in values) + ")" for values in (self.floats, self.breaks))
        return f"#let (floats, tight, breaks) = ({next(lists)}, {self.tight}, {next(lists)})\n"


@dataclass(frozen=True)
class Layout:
    """How full each page is (0 to 1) and on which page each figure and heading stands."""

    fills: tuple[float, ...]
    figures: dict[int, int]
    headings: dict[str, int]
    lean: bool = False  # whether the last page has words in its left half alone

    @property
    def empty(self) -> float:
        """Pages that holes add up to, that of page one twice, that of the last not at all."""
        return sum(1 - f for f in (*self.fills[:-1], *self.fills[:-1][:1]))


def leaning(page: bytes) -> bool:
    """Whether the right column of a page (a picture of it) ends far above the left one."""
    return filled(page, (0.55, 0.95)) < filled(page, (0.05, 0.45)) - LEAN


def filled(page: bytes, columns: tuple[float, float] = (0.0, 1.0)) -> float:
    """How far down a page (a picture of it) its words reach between these parts of its width, of the height between the margins."""
    grey = np.asarray(Image.open(io.BytesIO(page)).convert("L"))
    start, end = (round(part * grey.shape[1]) for part in columns)
    dark = grey[:, start:end].min(axis=1) < 200
    high = len(dark) / HEIGHT
    rows = np.flatnonzero(dark[round(HEAD * high) : round((HEIGHT - FOOT) * high)])
    return float(rows[-1] + 1) / ((HEIGHT - HEAD - FOOT) * high) if len(rows) else 0.0


def arranged(lay: Callable[[Arrangement], Layout], movable: list[list[int]]) -> Arrangement:
    """The arrangement that leaves the least empty: `lay` lays the document out.

    `movable`: figures that words of their section stand before; those between which no words stand in one list.
    """
    best = Arrangement()
    found = lay(best)
    long = len(found.fills) > LONG
    tries = 0 if len(found.fills) > VAST else SOME if long else TRIES
    for first, row in ((n, held[i:]) for held in movable for i, n in enumerate(held)):
        before = found.figures[first] - 1
        if first in best.floats or before < 1 or 1 - found.fills[before - 1] < HOLE:
            continue
        for many in range(1, min(len(row), tries) + 1):
            tries -= 1
            how = replace(best, floats=(*best.floats, *row[:many]))
            then = lay(how)
            if not _overtaken(how, then) and (len(then.fills), then.empty) < (len(found.fills), found.empty - HOLE / 2):
                best, found = how, then
                break
    for how in () if long else _drawn_in(best, found):
        if len(found.fills) == 1 or not _poor(found):
            break
        then = lay(how)
        if len(then.fills) < len(found.fills) or (not _poor(then) and len(then.fills) == len(found.fills) and min(then.fills[:-1]) > LOW):
            best, found = how, then
    return best


def _poor(found: Layout) -> bool:
    """Whether the last page has a few lines only, or one column of two."""
    return found.fills[-1] < FEW or found.lean


def _overtaken(how: Arrangement, found: Layout) -> bool:
    """Whether a figure that stays in its place comes before an earlier one that was moved."""
    return any(page < found.figures[f] for n, page in found.figures.items() if n not in how.floats for f in how.floats if f < n)


def _drawn_in(best: Arrangement, found: Layout) -> Iterator[Arrangement]:
    """Tighter settings; then the last headings each at the head of the last page."""
    yield from (replace(best, tight=t) for t in (1, 2, 3))
    last = [id for id, page in found.headings.items() if page >= len(found.fills) - 1]
    yield from (replace(best, breaks=(id,)) for id in reversed(last))
