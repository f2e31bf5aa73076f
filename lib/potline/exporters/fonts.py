"""The typefaces of the PDF, from installed packages, and what they can print."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

FILES = {  # package -> its folder of fonts, and those used
    "fontpkg_source_sans_3": ("files", "SourceSans3*.ttf"),
    "noto_cjk_sans_otc": ("", "NotoSansCJK-Regular.ttc"),
    "matplotlib": ("mpl-data/fonts/ttf", "DejaVuSans*.ttf"),
}
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")  # would let an article turn our text around


def folders() -> list[Path]:
    """The folders that hold the font files."""
    return [Path(find_spec(package).submodule_search_locations[0], folder) for package, (folder, _) in FILES.items()]


@cache
def covered() -> frozenset[int]:
    """Every code point that a font of ours has; PDF/A and PDF/UA refuse the others, so one word could stop a report."""
    found: set[int] = set()
    for folder, (_, pattern) in zip(folders(), FILES.values(), strict=True):
        for path in sorted(folder.glob(pattern)):
            font = TTCollection(path, lazy=True).fonts[0] if path.suffix == ".ttc" else TTFont(path, lazy=True)
            found |= font.getBestCmap().keys()
    return frozenset(found)


def printable(text: str) -> str:
    """The text with `\ufffd` for what no font can print; direction controls dropped.

    >>> printable("铝 \\ue000 \\u202eabc \\x1b[31m")
    '铝 � abc �[31m'
    """
    text = BIDI.sub("", UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", "    ")))
    if text.isascii():
        return text
    return "".join(c if c == "\n" or (ord(c) in covered() and unicodedata.category(c) != "Co") else "\ufffd" for c in text)
