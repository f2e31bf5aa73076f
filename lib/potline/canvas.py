"""One look for every chart: its sheet, its colours, and words measured before they are drawn."""

from __future__ import annotations

import tomllib
import unicodedata
import warnings
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import cache, partial, wraps
from importlib import resources
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font, LoadFlags

WIDE, NARROW = 6.69, 3.5  # inches: the column of an A4 page, a phone held upright
MARGIN = 1.02  # by which a renderer may set a text wider than its letters
SLIP = 0.01  # inches that rounding may take from a label
EDGE, GAP = 0.06, 0.08  # inches: margin above and below, space between a bar and its label
TITLE, HEADING, LABEL = 10.5, 8.6, 8.4  # points
LEAD, LINE = 0.185, 0.13  # inches a line of the title, of a label
FONTS = resources.files("potline").joinpath("exporters/templates/fonts")
FAMILIES = ["Potline Sans", "DejaVu Sans"]  # what pages and PDF print, and what has the letters that it lacks
STYLE = {
    "svg.hashsalt": "potline", "svg.fonttype": "none", "font.family": FAMILIES, "text.parse_math": False,
    "font.size": LABEL, "savefig.dpi": 200, "figure.dpi": 100,
}
COLOUR: dict[str, str] = tomllib.loads(resources.files("potline").joinpath("style.toml").read_text("utf-8"))["light"]
EXTENSION, CRACKDOWN, NEUTRAL, INK, RULE, PAPER = (COLOUR[c] for c in ("extension", "crackdown", "neutral", "ink", "rule", "paper"))
HALO = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}  # keeps lines out of a label
# The PDF and the browser have the glyphs that the measuring font lacks
warnings.filterwarnings("ignore", message="Glyph .* missing from font")


for cut in ("Regular", "Bold"):
    font_manager.fontManager.addfont(str(FONTS.joinpath(f"PotlineSans-{cut}.ttf")))
_room: ContextVar[float] = ContextVar("room", default=WIDE)


def room() -> float:
    """Inches that the chart being drawn may take in width."""
    return _room.get()


def fitted(chart: Callable[..., Figure]) -> Callable[..., Figure]:
    """The chart drawn for a page; its `narrow()` draws it for a phone."""

    def drawn(width: float, *given: Any, **named: Any) -> Figure:
        token = _room.set(width)
        try:
            return chart(*given, **named)
        finally:
            _room.reset(token)

    @wraps(chart)
    def both(*given: Any, **named: Any) -> Figure:
        figure = drawn(WIDE, *given, **named)
        figure.narrow = partial(drawn, NARROW, *given, **named)  # type: ignore[attr-defined]
        return figure

    return both


@cache
def _fonts(bold: bool) -> list[FT2Font]:
    wanted = [font_manager.FontProperties(family=[f], weight="bold" if bold else "normal") for f in FAMILIES]
    return [font_manager.get_font(font_manager.findfont(w)) for w in wanted]


@cache
def _advance(letter: str, bold: bool) -> float:
    """Ems that a letter takes; one for what no font has, and for a Chinese one."""
    if unicodedata.east_asian_width(letter) != "W":
        for font in _fonts(bold):
            if font.get_char_index(ord(letter)):
                font.set_size(100, 72)
                return float(font.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100
    return 1.0


def width(text: str, size: float = LABEL, bold: bool = False) -> float:
    """Inches that a text takes; a glyph that the font lacks counts as wide as a Chinese one.

    >>> width("铝", 10) >= 10 / 72, width("iii", 10) < width("mmm", 10)
    (True, True)
    """
    return MARGIN * size * sum(_advance(letter, bold) for letter in text) / 72


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


def balanced(title: str, room: float, most: int) -> list[str]:
    """A title in as few lines as this room wants, `most` of them, each about as long as the others."""
    lines = wrapped(title, room, most, TITLE, bold=True)
    narrower = (wrapped(title, room * share / 20, most, TITLE, bold=True) for share in range(10, 20))
    return next((n for n in narrower if len(n) == len(lines) and n[-1][-1:] == lines[-1][-1:] and " ".join(n) == " ".join(lines)), lines)


def _fitting(text: str, room: float, size: float, bold: bool) -> int:
    """How many characters fit; one at least."""
    few, many = 1, len(text)
    while few < many:
        middle = (few + many + 1) // 2
        few, many = (middle, many) if width(text[:middle], size, bold) <= room else (few, middle - 1)
    return few


def _elided(text: str, room: float, size: float, bold: bool) -> str:
    return text[: max(_fitting(text, room - width("…", size, bold), size, bold), 1)].rstrip(" ,;") + "…"


def column(texts: Iterable[str], most: float) -> float:
    """Inches of a column of labels with its gap: as wide as the widest, no wider than `most` of the room."""
    return min(most * room(), max(map(width, texts)) + SLIP) + GAP


def sheet(height: float, title: str) -> tuple[Figure, float]:
    """An empty figure of the column's width with its title, and the inches left below; the title is its alternative text until `describe`."""
    lines = balanced(title, room(), 3 if room() == WIDE else 5)
    head = EDGE + LEAD * len(lines) + 0.05
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(room(), height + head), facecolor=PAPER)
        FigureCanvasAgg(figure)
        for i, line in enumerate(lines):
            write(figure, line, 0, height + head - EDGE - LEAD * i, size=TITLE, weight="bold", va="top")
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


def plain(title: str, empty: str) -> Figure:
    """A chart of nothing: the plain statement in its place, under the title where that says something else."""
    same = title.rstrip(".") == empty.rstrip(".")
    figure, top = sheet(0.02 if same else 0.3, title)
    with mpl.rc_context(STYLE):
        for text in [] if same else wrapped(empty, room(), 1):
            write(figure, text, 0, top - 0.1, color=NEUTRAL)
    return describe(figure, f"{title.rstrip('.')}." if same else f"{title}. {empty}")
