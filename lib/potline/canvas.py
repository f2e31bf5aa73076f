"""One look for every chart, and rows of bars whose labels are measured before they are drawn: none overlaps, none leaves the frame."""

from __future__ import annotations

import tomllib
import unicodedata
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from potline import wording

WIDTH = 6.3  # inches, the column of an A4 page
EDGE, GAP = 0.06, 0.08  # inches: margin of the frame, space between a bar and its label
TITLE, HEADING, LABEL = 10.0, 8.5, 7.5  # points
TALLEST = 7.4  # inches of rows in one chart: a page with its caption; what does not fit is said in a last row
FONTS = ["DejaVu Sans", "Verdana", "Arial", "sans-serif"]
STYLE = {
    "svg.hashsalt": "potline", "svg.fonttype": "none", "font.family": "sans-serif", "font.sans-serif": FONTS, "text.parse_math": False,
    "font.size": LABEL, "axes.linewidth": 0.6, "hatch.linewidth": 0.6, "savefig.dpi": 200, "figure.dpi": 100,
}
COLOUR: dict[str, str] = tomllib.loads(resources.files("potline").joinpath("style.toml").read_text("utf-8"))["light"]
EXTENSION, CRACKDOWN, NEUTRAL, INK, RULE, PAPER = (COLOUR[c] for c in ("extension", "crackdown", "neutral", "ink", "rule", "paper"))
HALO = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}  # keeps lines out of a label
# The PDF and the browser have the glyphs that the measuring font lacks
warnings.filterwarnings("ignore", message="Glyph .* missing from font")


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


@dataclass(frozen=True)
class Panel:
    """Bars on one scale under a heading, largest first; beyond `most` only "and k more" of `noun`, with their sum where a `unit` is given.

    `line` marks a stated total; `scale` is the scale's end where panels share one.
    """

    heading: str
    bars: tuple[Bar, ...]
    noun: str = "rows"
    unit: str | None = None
    line: float | None = None
    scale: float | None = None

    def first(self, most: int) -> Panel:
        """The panel with its first bars, and the rest in words."""
        rest = self.bars[most:]
        if len(rest) < 2:
            return self
        sums = [sum(b.low or 0 for b in rest), sum(max(b.low or 0, b.high or 0) for b in rest)]
        alike = self.unit and len({b.solid for b in rest}) == 1  # what runs and what is planned are not added
        text = f"{wording.amount(*sums, self.unit)} together" if alike else "not drawn"
        return replace(self, bars=(*self.bars[:most], Bar(f"and {len(rest):,} more {self.noun}", text, None)))


@cache
def _font(bold: bool) -> FT2Font:
    path = font_manager.findfont(font_manager.FontProperties(family=["DejaVu Sans"], weight="bold" if bold else "normal"))
    return font_manager.get_font(path)


@cache
def width(text: str, size: float = LABEL, bold: bool = False) -> float:
    """Inches that a text takes; a glyph that the font lacks counts as wide as a Chinese one.

    >>> width("铝", 10) >= 10 / 72, width("iii", 10) < width("mmm", 10)
    (True, True)
    """
    font = _font(bold)
    known = "".join(c for c in text if font.get_char_index(ord(c)) and unicodedata.east_asian_width(c) != "W")
    font.set_size(size, 72)
    font.set_text(known)
    return (font.get_width_height()[0] / 64 + 1.02 * size * (len(text) - len(known))) / 72


def wrapped(text: str, room: float, lines: int = 2, size: float = LABEL, bold: bool = False) -> list[str]:
    """A text in at most so many lines of this room in inches, broken at spaces or else anywhere; what does not fit is elided."""
    out: list[str] = []
    rest = " ".join(text.split())
    while rest and len(out) < lines:
        cut = _fitting(rest, room, size, bold)
        space = rest.rfind(" ", 0, cut + 1)
        if cut < len(rest) and len(out) == lines - 1:
            return [*out, _elided(rest, room, size, bold)]
        cut = space if cut < len(rest) and space > cut // 2 else cut
        out.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return out or [""]


def _fitting(text: str, room: float, size: float, bold: bool) -> int:
    """How many characters fit; one at least."""
    few, many = 1, len(text)
    while few < many:
        middle = (few + many + 1) // 2
        few, many = (middle, many) if width(text[:middle], size, bold) <= room else (few, middle - 1)
    return few


def _elided(text: str, room: float, size: float, bold: bool) -> str:
    return text[: max(_fitting(text, room - width("…", size, bold), size, bold), 1)].rstrip(" ,;") + "…"


def sheet(height: float, title: str) -> tuple[Figure, float]:
    """An empty figure of the column's width with its title, and the inches left below; the title is its alternative text until `describe`."""
    lines = wrapped(title, WIDTH - 2 * EDGE, 3, TITLE, bold=True)
    head = EDGE + 0.19 * len(lines) + 0.1
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, height + head), facecolor=PAPER)
        FigureCanvasAgg(figure)
        for i, line in enumerate(lines):
            write(figure, line, EDGE, height + head - EDGE - 0.19 * i, size=TITLE, weight="bold", va="top")
    figure.set_label(title)
    return figure, height


def write(figure: Figure, text: str, x: float, y: float, **how: object) -> None:
    """A text at inches from the lower left corner."""
    wide, high = figure.get_size_inches()
    figure.text(x / wide, y / high, text, **{"size": LABEL, "color": INK, "va": "center", **how})


def place(figure: Figure, left: float, bottom: float, wide: float, high: float) -> Axes:
    """Bare axes at inches from the lower left corner."""
    w, h = figure.get_size_inches()
    axes = figure.add_axes((left / w, bottom / h, wide / w, high / h))
    axes.set_axis_off()
    return axes


def describe(figure: Figure, text: str) -> Figure:
    """The figure with its alternative text, read by `alt`."""
    figure.set_label(text)
    return figure


def alt(figure: Figure) -> str:
    """The alternative text of a figure: what it shows, with names in full."""
    return str(figure.get_label())


def rows(title: str, panels: Sequence[Panel], empty: str) -> Figure:
    """Panels of labelled bars under a title; where there is no bar, the plain statement `empty`."""
    panels = [p for p in panels if p.bars]
    if not panels:
        return statement(title, empty)
    panels = _fitted(panels)
    texts = [b.text for p in panels for b in p.bars]
    left = min(2.45, max(width(b.label) for p in panels for b in p.bars)) + EDGE + GAP
    right = min(1.9, max(map(width, texts))) + GAP + EDGE
    labels = [[wrapped(b.label, left - EDGE - GAP) for b in p.bars] for p in panels]
    heights = [_high(panel) for panel in labels]
    heads = [wrapped(p.heading, WIDTH - 2 * EDGE, 2, HEADING, bold=True) if p.heading else [] for p in panels]
    needed = sum(0.16 * len(head) + h * len(p.bars) + 0.16 for head, h, p in zip(heads, heights, panels, strict=True))
    figure, top = sheet(needed, title)
    with mpl.rc_context(STYLE):
        for panel, lines, head, high in zip(panels, labels, heads, heights, strict=True):
            for line in head:
                write(figure, line, EDGE, top - 0.08, size=HEADING, weight="bold")
                top -= 0.16
            top -= high * len(panel.bars)
            _panel(figure, panel, lines, top, high, left, right)
            top -= 0.16
    told = (f"{p.heading}: " * bool(p.heading) + "; ".join(f"{b.label}: {b.text}" for b in p.bars) + "." for p in panels)
    return describe(figure, " ".join([title, *told]))


def _high(labels: list[list[str]]) -> float:
    return 0.2 if all(len(lines) == 1 for lines in labels) else 0.31


def _fitted(panels: list[Panel]) -> list[Panel]:
    """The panels with as many of their bars as one page holds, the longest cut first."""
    for most in (40, 30, 24, 20, 16, 14, 12, 10, 8, 7, 6, 5, 4, 3, 2, 1):
        cut = [p.first(most) for p in panels]
        if sum(_high([wrapped(b.label, 2.3) for b in p.bars]) * len(p.bars) + 0.32 for p in cut) <= TALLEST:
            break
    return cut


def _panel(figure: Figure, panel: Panel, labels: list[list[str]], bottom: float, high: float, left: float, right: float) -> None:
    """The bars of one panel above `bottom`, their labels left, their values behind the bar."""
    area = WIDTH - left - right
    most = panel.scale or max([panel.line or 0, *(max(abs(b.high or 0), abs(b.low or 0)) for b in panel.bars)]) or 1
    axes = place(figure, left, bottom, area, high * len(panel.bars))
    data = pd.DataFrame({"row": [str(i) for i in range(len(panel.bars))], "value": [0.0 if b.low is None else b.low - b.start for b in panel.bars]})
    sns.barplot(data, x="value", y="row", ax=axes, width=0.6 if high < 0.3 else 0.45, errorbar=None, color=NEUTRAL)
    axes.set(xlim=(0, most), ylim=(len(panel.bars) - 0.5, -0.5))
    axes.axvline(0, color=RULE, lw=1, clip_on=False)
    for i, (bar, patch) in enumerate(zip(panel.bars, axes.patches, strict=True)):
        patch.set(x=bar.start, facecolor=bar.colour if bar.solid else PAPER, edgecolor=bar.colour, linewidth=0.8, clip_on=False)
        end = max(bar.low or 0, bar.high or 0, bar.start)
        if bar.low is not None and end > bar.low:
            dashed = {"facecolor": PAPER, "edgecolor": bar.colour, "lw": 0.8, "ls": "--"}
            axes.barh(i, end - bar.low, left=bar.low, height=patch.get_height(), clip_on=False, **dashed)
        y = bottom + high * (len(panel.bars) - i - 0.5)
        for k, line in enumerate(labels[i]):
            write(figure, line, EDGE, y + 0.115 * ((len(labels[i]) - 1) / 2 - k))
        text = wrapped(bar.text, right - GAP - EDGE, 1)[0]
        write(figure, text, left + area * end / most + GAP, y, color=NEUTRAL if bar.low is None else INK, bbox=HALO)
    if panel.line is not None:
        axes.axvline(panel.line, color=INK, lw=0.9, ls=(0, (4, 2)), clip_on=False)


def statement(title: str, empty: str) -> Figure:
    """A chart of nothing: the plain statement in its place, under the title where that says something else."""
    same = title.rstrip(".") == empty.rstrip(".")
    figure, top = sheet(0.02 if same else 0.3, title)
    with mpl.rc_context(STYLE):
        for text in [] if same else wrapped(empty, WIDTH - 2 * EDGE, 1):
            write(figure, text, EDGE, top - 0.1, color=NEUTRAL)
    return describe(figure, title if same else f"{title}. {empty}")
