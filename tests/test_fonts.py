"""The two cuts of Source Sans 3 that charts and pages carry are made here, and shown to be what the package gives.

`python tests/test_fonts.py` writes them anew.
"""

import io
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from potline.exporters import fonts

LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”•…↑↓↕−≈≤≥€")]


def cut(weight: int, style: str) -> bytes:
    """Source Sans 3 in one weight, Latin letters only, under a name of its own, as its licence asks."""
    options = subset.Options(layout_features=["kern", "mark", "ccmp", "tnum"], hinting=False, recalc_timestamp=False)
    whole = subset.load_font(str(fonts.paths()[0]), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(whole)
    fixed = instancer.instantiateVariableFont(whole, {"wght": weight})
    fixed["OS/2"].usWeightClass = weight
    fixed["OS/2"].fsSelection = 0x20 if weight > 500 else 0x40
    fixed["head"].macStyle = int(weight > 500)
    for entry in list(fixed["name"].names):
        if entry.nameID > 0:
            fixed["name"].removeNames(nameID=entry.nameID)
    for number, text in {1: "Potline Sans", 2: style, 4: f"Potline Sans {style}", 6: f"PotlineSans-{style}"}.items():
        fixed["name"].setName(text, number, 3, 1, 0x409)
    out = io.BytesIO()
    fixed.save(out)
    return out.getvalue()


@pytest.mark.parametrize("weight, style", [(400, "Regular"), (700, "Bold")])
def test_the_cuts_are_what_the_package_gives(weight, style):
    shipped, made = TTFont(io.BytesIO(fonts.cut(style))), TTFont(io.BytesIO(cut(weight, style)))
    assert shipped.getBestCmap() == made.getBestCmap()
    assert shipped["hmtx"].metrics == made["hmtx"].metrics
    assert [shipped["glyf"][g] for g in shipped.getGlyphOrder()] == [made["glyf"][g] for g in made.getGlyphOrder()]


@pytest.mark.parametrize("text", ["Xinjiang 1.07 Mt", "铝 電解鋁", "Алюминий αλουμίνιο", "≥ – “x” ↑ é ł"])
def test_the_letters_of_the_trade_are_covered(text):
    assert fonts.printable(text) == text


def test_charts_find_a_font_for_every_letter():
    assert [fonts.chart_font(c) for c in "aé铝Ж"] == ["Potline Sans", "Potline Sans", "Noto Sans CJK SC", "DejaVu Sans"]


if __name__ == "__main__":
    for weight, style in ((400, "Regular"), (700, "Bold")):
        Path(fonts.__file__).with_name("templates").joinpath("fonts", f"PotlineSans-{style}.ttf").write_bytes(cut(weight, style))
