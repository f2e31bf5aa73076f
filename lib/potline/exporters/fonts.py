"""The typefaces of the PDF, from installed packages, and what they can print."""

from __future__ import annotations

import base64
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
WEIGHTS = (("Regular", 400), ("Bold", 700))


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


def cut(style: str) -> bytes:
    """Source Sans 3 in one weight with Latin letters: `Regular` or `Bold`, a TrueType file."""
    return CUTS.joinpath(f"PotlineSans-{style}.ttf").read_bytes()


@cache
def _cut_letters() -> frozenset[int]:
    return frozenset(TTFont(io.BytesIO(cut("Regular")), lazy=True).getBestCmap())


@cache
def webfont() -> str:
    """The two cuts as CSS, so that a page speaks in the voice of the PDF wherever it is opened."""
    data = {weight: base64.b64encode(cut(style)).decode() for style, weight in WEIGHTS}
    return "".join(f'@font-face {{ font-family: "{CUT}"; font-weight: {w}; src: url(data:font/ttf;base64,{d}); }}\n' for w, d in data.items())
