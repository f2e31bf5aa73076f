"""The typefaces of the PDF, from installed packages, and what they can print."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

from potline.drawing import legible

FILES = {  # package -> its folder of fonts, those used, and their name; in the order in which they are asked for a letter
    "fontpkg_source_sans_3": ("files", "SourceSans3[[]wght].ttf", "Source Sans 3"),
    "noto_cjk_sans_otc": ("", "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
    "matplotlib": ("mpl-data/fonts/ttf", "DejaVuSans.ttf", "DejaVu Sans"),
}
CUT = "Potline Sans"  # cut from Source Sans 3, and so renamed, as its licence asks; tests/test_fonts.py makes it
CUTS = Path(__file__).parent / "templates" / "fonts"


def folders() -> list[Path]:
    """The folders of the packages that hold font files."""
    return [Path(find_spec(package).submodule_search_locations[0], folder) for package, (folder, *_) in FILES.items()]


def paths() -> list[Path]:
    """The files, in the order of `FILES`."""
    return [next(folder.glob(pattern)) for folder, (_, pattern, _) in zip(folders(), FILES.values(), strict=True)]


@cache
def covered() -> dict[int, str]:
    """Every code point that a font of ours has, and the font; PDF/A and PDF/UA refuse the others, so one word could stop a report."""
    found: dict[int, str] = {}
    for path, (*_, name) in zip(paths(), FILES.values(), strict=True):
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


def chart_font(letter: str) -> str:
    """The font that draws this letter in a chart, where variable fonts come out in their lightest weight.

    >>> chart_font("铝")
    'Noto Sans CJK SC'
    """
    first, latin = FILES["fontpkg_source_sans_3"][2], ord(letter) in _cut_letters()
    found = covered().get(ord(letter), first)
    return CUT if latin else found if found != first else "DejaVu Sans"


@cache
def _advances(family: str, bold: bool) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    """Of a font in charts: its letters' glyphs, their widths, and the units of an em."""
    path = {name: path for path, (*_, name) in zip(paths(), FILES.values(), strict=True)}.get(family)
    file = path if path and family != CUT else io.BytesIO(cut("Bold" if bold else "Regular"))
    font = TTCollection(file, lazy=True).fonts[0] if path and path.suffix == ".ttc" else TTFont(file, lazy=True)
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def advance(text: str, family: str, bold: bool) -> float:
    """How wide a text is in a chart's font, in ems.

    >>> advance("铝", "Noto Sans CJK SC", False), 0.2 < advance("a", "Potline Sans", True) < 0.8
    (1.0, True)
    """
    glyphs, widths, em = _advances(family, bold)
    return sum(widths[glyphs[ord(c)]][0] if ord(c) in glyphs else em for c in text) / em


def cut(style: str) -> bytes:
    """Source Sans 3 in one weight with Latin letters: `Regular` or `Bold`, a TrueType file."""
    return CUTS.joinpath(f"PotlineSans-{style}.ttf").read_bytes()


@cache
def _cut_letters() -> frozenset[int]:
    return frozenset(TTFont(io.BytesIO(cut("Regular")), lazy=True).getBestCmap())
