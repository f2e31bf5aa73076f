"""The typefaces of the PDF, from installed packages, and what they can print."""

from __future__ import annotations

import base64
import io
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

from potline.drawing import legible

FILES = {  # package -> its folder of fonts, those used, and their name; in the order in which they are asked for a letter
    "fontpkg_source_sans_3": ("files", "SourceSans3[[]wght].ttf", "Source Sans 3"),
    "noto_cjk_sans_otc": ("", "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
    "matplotlib": ("mpl-data/fonts/ttf", "DejaVuSans.ttf", "DejaVu Sans"),
}
WEB = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”•…↑↓↕−≈≤≥€")]  # letters of the page's own typeface; others come from the reader's


def folders() -> list[Path]:
    """The folders that hold the font files."""
    return [Path(find_spec(package).submodule_search_locations[0], folder) for package, (folder, *_) in FILES.items()]


def _paths() -> list[Path]:
    return [next(folder.glob(pattern)) for folder, (_, pattern, _) in zip(folders(), FILES.values(), strict=True)]


@cache
def covered() -> dict[int, str]:
    """Every code point that a font of ours has, and the font; PDF/A and PDF/UA refuse the others, so one word could stop a report."""
    found: dict[int, str] = {}
    for path, (*_, name) in zip(_paths(), FILES.values(), strict=True):
        font = TTCollection(path, lazy=True).fonts[0] if path.suffix == ".ttc" else TTFont(path, lazy=True)
        found = dict.fromkeys(font.getBestCmap(), name) | found
    return found


def printable(text: str) -> str:
    """The text with `\ufffd` for what no font can print; direction controls dropped.

    >>> printable("铝 \\ue000 \\u202eabc \\x1b[31m")
    '铝 � abc �[31m'
    """
    text = legible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    if text.isascii():
        return text
    return "".join(c if c == "\n" or (ord(c) in covered() and unicodedata.category(c) != "Co") else "\ufffd" for c in text)


@cache
def webfont() -> str:
    """Source Sans 3 as a CSS font-face in itself, so that a page speaks in the voice of the PDF wherever it is opened."""
    options = subset.Options(layout_features=["kern", "mark", "ccmp", "tnum"], hinting=False, recalc_timestamp=False)
    font = subset.load_font(str(_paths()[0]), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=WEB)
    cutter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    data = base64.b64encode(out.getvalue()).decode()  # not compressed: zlib's bytes differ from machine to machine
    return f'@font-face {{ font-family: "Source Sans 3"; font-weight: 200 900; src: url(data:font/ttf;base64,{data}) format("truetype"); }}\n'
