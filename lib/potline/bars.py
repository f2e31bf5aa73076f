"""Panels of labelled bars: a line for every bar, so that no label can meet another; what a page does not hold is said in a last row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from potline import canvas, wording
from potline.canvas import GAP, HALO, HEADING, INK, LINE, NEUTRAL, PAPER, RULE, STYLE, column, describe, place, plain, room, sheet, wrapped, write

TALLEST = 4.4  # inches of bars in one chart: with title and caption half a page
BETWEEN = 0.08  # inches between panels
HAIR = 0.012  # inches: the least that a bar above zero shows


@dataclass(frozen=True)
class Bar:
    """One row: a bar from `start` to `low`, on to `high` in outline where a range is open; no bar where `low` is None."""

    label: str
    text: str
    low: float | None
    high: float | None = None
    start: float = 0
    colour: str = NEUTRAL
    solid: bool = True  # outline: planned, unfinished, or implied

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return max(self.low or 0, self.high or 0)


@dataclass(frozen=True)
class Panel:
    """Bars on one scale under a heading; where they are too many the largest, and "and k more" of `noun` with their sum or the largest of them.

    `line` marks a stated total; `scale` is the scale's end where panels share one, and then the rest is not added.
    """

    heading: str
    bars: tuple[Bar, ...]
    noun: str = "rows"
    unit: str | None = None
    line: float | None = None
    scale: float | None = None

    def largest(self, most: int) -> Panel:
        """The panel with its largest bars in their order, and the rest in words."""
        if len(self.bars) < most + 2:
            return self
        kept = set(sorted(range(len(self.bars)), key=lambda i: -self.bars[i].end)[:most])
        rest = [b for i, b in enumerate(self.bars) if i not in kept]
        return replace(self, bars=(*(self.bars[i] for i in sorted(kept)), Bar(f"and {len(rest):,} more {self.noun}", self.told(rest), None)))

    def told(self, rest: Sequence[Bar]) -> str:
        """Bars that are not drawn: their sum where they may be added, else up to how much each."""
        if not self.unit:
            return "not drawn"
        if self.scale is None and len({b.solid for b in rest}) == 1:  # what runs and what is planned are not added
            return f"{wording.amount(sum(b.low or 0 for b in rest), sum(b.end for b in rest), self.unit)} together"
        largest = max(b.end for b in rest)
        return f"up to {wording.amount(largest, largest, self.unit)}"


class Placed(NamedTuple):
    """A bar with its wrapped label, its middle in inches from the foot, and inches from the left: start, solid end, end, the total's line."""

    bar: Bar
    label: list[str]
    y: float
    high: float
    start: float
    low: float
    end: float
    line: float | None


def rows(title: str, panels: Sequence[Panel], empty: str, tallest: float = TALLEST) -> Figure:
    """Panels of labelled bars under a title, `tallest` inches of them at most; where there is no bar, the plain statement `empty`."""
    panels = [p for p in panels if p.bars]
    if not panels:
        return plain(title, empty)
    panels = _fitted(panels, tallest)
    left = column([b.label for p in panels for b in p.bars], 0.4)
    right = column([b.text for p in panels for b in p.bars], 0.28)
    labels = [[wrapped(b.label, left - GAP) for b in p.bars] for p in panels]
    heights = [[_high(lines) for lines in panel] for panel in labels]
    heads = [wrapped(p.heading, room(), 2, HEADING, bold=True) if p.heading else [] for p in panels]
    needed = sum(0.16 * len(head) + sum(high) + BETWEEN for head, high in zip(heads, heights, strict=True))
    figure, top = sheet(needed, title)
    with mpl.rc_context(STYLE):
        placed: list[Placed] = []
        for panel, lines, head, high in zip(panels, labels, heads, heights, strict=True):
            for line in head:
                write(figure, line, 0, top - 0.08, size=HEADING, weight="bold")
                top -= 0.16
            placed += _placed(panel, lines, top, high, left, room() - left - right)
            top -= sum(high) + BETWEEN
        _draw(figure, placed, left, right)
    told = (f"{p.heading}: " * bool(p.heading) + "; ".join(f"{b.label}: {b.text}" for b in p.bars) + "." for p in panels)
    return describe(figure, " ".join([title, *told]))


def _high(lines: list[str]) -> float:
    return 0.165 if len(lines) == 1 else 0.285


def _fitted(panels: list[Panel], tallest: float) -> list[Panel]:
    """The panels with as many of their bars as these inches hold, the longest cut first."""
    doubled = cache(lambda label: wrapped(label, 0.36 * room()))
    cut = panels
    for cut in _cuts(panels):
        if sum(sum(_high(doubled(b.label)) for b in p.bars) + 0.16 + BETWEEN for p in cut) <= tallest:
            break
    return cut


def _cuts(panels: list[Panel]) -> Iterator[list[Panel]]:
    """The panels with fewer and fewer bars: where they share a scale the smallest of all go first, else those of the longest panel."""
    yield panels
    if all(p.scale for p in panels):
        yield from (_above(panels, least) for least in sorted({b.end for p in panels for b in p.bars}))
    else:
        yield from ([p.largest(most) for p in panels] for most in (40, 30, 24, 20, 16, 14, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1))


def _above(panels: list[Panel], least: float) -> list[Panel]:
    """The panels with their bars from this size on; those that have none in a last one, a row each."""
    counts = [sum(b.end >= least for b in p.bars) for p in panels]
    small = [Bar(f"{p.heading}: {len(p.bars):,} {p.noun}", p.told(p.bars), None) for p, n in zip(panels, counts, strict=True) if not n]
    drawn = [p.largest(n) for p, n in zip(panels, counts, strict=True) if n]
    return [*drawn, Panel("Smaller, not drawn", tuple(small), scale=panels[0].scale)] if small else drawn


def _placed(panel: Panel, labels: list[list[str]], top: float, heights: list[float], left: float, area: float) -> list[Placed]:
    """The bars of a panel on its scale."""
    most = panel.scale or max([panel.line or 0, *(max(b.high or 0, b.low or 0) for b in panel.bars)]) or 1
    line = None if panel.line is None else left + area * panel.line / most
    found = []
    for bar, label, high in zip(panel.bars, labels, heights, strict=True):
        start, low, end = (left + area * v / most for v in (bar.start, bar.low or 0, max(bar.low or 0, bar.high or 0, bar.start)))
        low = max(low, start + HAIR) if (bar.low or 0) > bar.start else low
        found.append(Placed(bar, label, top - high / 2, high, start, low, max(low, end), line))
        top -= high
    return found


def _draw(figure: Figure, placed: list[Placed], left: float, right: float) -> None:
    """All bars on axes whose units are inches, each with its label before and its value behind it."""
    tall = float(figure.get_size_inches()[1])
    axes = place(figure, 0, 0, room(), tall)
    data = pd.DataFrame({"y": [tall - p.y for p in placed], "x": [max(p.low - p.start, 0.0) for p in placed]})
    sns.barplot(data, x="x", y="y", orient="h", native_scale=True, errorbar=None, color=NEUTRAL, ax=axes)
    axes.set(xlim=(0, room()), ylim=(tall, 0))
    for p, patch in zip(placed, axes.patches, strict=True):
        thick = 0.62 * min(p.high, 0.22)
        fill = p.bar.colour if p.bar.solid else PAPER
        patch.set(x=p.start, y=tall - p.y - thick / 2, height=thick, facecolor=fill, edgecolor=p.bar.colour, linewidth=0.8)
        if p.end > p.low and (p.bar.high or 0) > (p.bar.low or 0):
            dashed = {"facecolor": PAPER, "edgecolor": p.bar.colour, "lw": 0.8, "ls": "--"}
            axes.barh(tall - p.y, p.end - p.low, left=p.low, height=thick, **dashed)
        axes.plot([left, left], [tall - p.y - p.high / 2, tall - p.y + p.high / 2], color=RULE, lw=1)
        if p.line is not None:
            axes.plot([p.line] * 2, [tall - p.y - p.high / 2, tall - p.y + p.high / 2], color=INK, lw=0.9, ls=(0, (4, 2)))
        for k, line in enumerate(p.label):
            write(figure, line, 0, p.y + LINE * ((len(p.label) - 1) / 2 - k))
        text = wrapped(p.bar.text, right - GAP, 1)[0]
        crossed = p.line is not None and p.end <= p.line < p.end + GAP + canvas.width(text)
        write(figure, text, (p.line if crossed else p.end) + GAP, p.y, color=NEUTRAL if p.bar.low is None else INK, bbox=HALO)
