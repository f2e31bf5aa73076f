"""Charts over the gallery: no label overlaps another or leaves the frame; what a chart says in words names everything in full."""

from __future__ import annotations

import io
from functools import cache
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

import gallery
from potline import canvas, charts, markup, narrative
from potline.tables import Corpus

KINDS = ("balance", "lines", "rates", "composition", "timeline", "tiles")
ONLY = {  # kinds that a case was made for, where not all
    "one month": ("timeline",), "one day": ("timeline",), "sixty parts": ("composition",), "many totals": ("composition",),
    "every province": ("balance", "tiles"), "abroad": ("balance", "tiles"), "zero and missing": ("balance", "timeline"),
}
SLIP = 0.4  # points by which boxes may touch
noto = pytest.importorskip("noto_cjk_sans_otc", reason="the typeface that measures Chinese names is not installed")


def drawn(corpus: Corpus, kind: str) -> Figure:
    return getattr(charts, kind)(corpus.facts, narrative.heading(corpus, kind).title)


@cache
def of_case(case: str, kind: str, size: str = "page") -> Figure:
    """The chart of a case for a page or a phone, in typefaces that are measured and not guessed; drawn once for all tests."""
    figure = drawn_anew(case, kind)
    figure = figure.narrow() if size == "phone" else figure
    for t in texts(figure):
        t.set_fontfamily(typefaces())
    return figure


def drawn_anew(case: str, kind: str) -> Figure:
    return getattr(charts, kind)(gallery.made(case).facts, gallery.heading(case, kind).title)


def texts(figure: Figure) -> list[Text]:
    return [t for t in [*figure.texts, *(t for axes in figure.axes for t in axes.texts)] if t.get_text()]


@cache
def typefaces() -> list[str]:
    """What the charts are drawn in, and a typeface with Chinese glyphs, so that boxes are measured and not guessed."""
    path = next(Path(noto.__file__).parent.rglob("*.tt[cf]"))
    font_manager.fontManager.addfont(path)
    return [*canvas.FAMILIES, font_manager.FontProperties(fname=path).get_name()]


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text with its box as the renderer draws it, in points, as high as its letters: without the font's own gap between lines."""
    figure.set_dpi(200)  # fine enough that hinting does not count
    renderer = figure.canvas.get_renderer()
    for t in texts(figure):
        t.set_fontfamily(typefaces())
    found = [(t, t.get_window_extent(renderer).transformed(Affine2D().scale(72 / figure.dpi))) for t in texts(figure)]
    return [(t.get_text(), b.padded(0, -max(0.0, b.height - t.get_fontsize()) / 2)) for t, b in found]


def overlapping(found: list[tuple[str, Bbox]]) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes share more than a slip."""
    pairs = ((a, b, Bbox.intersection(p, q)) for (a, p), (b, q) in combinations(found, 2))
    return [(a, b) for a, b, shared in pairs if shared is not None and shared.width > SLIP and shared.height > 2 * SLIP]


def outside(figure: Figure, found: list[tuple[str, Bbox]]) -> list[str]:
    width, height = (72 * side for side in figure.get_size_inches())
    return [t for t, b in found if b.x0 < -SLIP or b.y0 < -SLIP or b.x1 > width + SLIP or b.y1 > height + SLIP]


CHARTS = [(case, kind) for case in gallery.CASES for kind in ONLY.get(case, KINDS)]


@pytest.mark.parametrize("size", ["page", "phone"])
@pytest.mark.parametrize(("case", "kind"), CHARTS)
def test_labels_stand_apart_and_inside_the_frame(case: str, kind: str, size: str):
    figure = of_case(case, kind, size)
    found = boxes(figure)
    assert not overlapping(found)
    assert not outside(figure, found)
    assert figure.get_size_inches()[1] < 9, "taller than a page with its caption"


def test_the_measure_finds_an_overlap():
    figure, _ = canvas.sheet(1, "A title")
    for x in (0.1, 0.3, 6.5):
        canvas.write(figure, "words", x, 0.5)
    found = boxes(figure)
    assert overlapping(found) == [("words", "words")]
    assert outside(figure, found) == ["words"]


@pytest.mark.parametrize("text", ["Xinjiang Jiarun: halted in construction", "新疆嘉润资源控股有限公司", "Ελληνικό αλουμίνιο", "Русский алюминий 12"])
def test_width_is_what_the_renderer_needs(text: str):
    figure, _ = canvas.sheet(1, "")
    canvas.write(figure, text, 0.1, 0.5)
    [(_, box)] = boxes(figure)
    assert box.width / 72 == pytest.approx(canvas.width(text), rel=0.06)


def test_a_long_name_is_elided_in_the_drawing_and_whole_in_the_words():
    name = "W" * 60
    figure = drawn(gallery.corpus([gallery.fact(0, "commissioned", 5e4, company=name, region="Henan", product="foil")]), "lines")
    assert any(t.endswith("…") for t, _ in boxes(figure))
    assert name in charts.alt(figure)


def test_what_is_not_drawn_is_counted():
    words = charts.alt(of_case("six hundred", "timeline"))
    assert "Not drawn:" in words and "without a date" in words
    assert " more lines" in charts.alt(of_case("six hundred", "lines"))


def test_stages_stand_in_panels_of_their_own():
    facts = [gallery.fact(0, "commissioned", 3e5, region="Henan", product="foil"), gallery.fact(1, "shut", 4e5, region="Henan")]
    words = charts.alt(drawn(gallery.corpus(facts), "balance"))
    assert "Smelting capacity: Henan: shut: 400 kt." in words and "Fabrication lines: Henan: commissioned: 300 kt." in words
    assert "700 kt" not in words


def test_an_excess_of_parts_is_drawn():
    assert "more than stated: 400 t" in charts.alt(drawn(gallery.corpus(gallery.total(3, gap=400.0)), "composition"))
    assert "not named: 400 t" in charts.alt(drawn(gallery.corpus(gallery.total(3, gap=-400.0)), "composition"))


def test_zero_is_drawn_and_missing_is_not():
    words = charts.alt(of_case("zero and missing", "balance"))
    assert "Hebei: shut: 0 t" in words and "inspected" not in words


def test_nothing_to_draw_is_said():
    for kind in KINDS:
        assert charts.alt(drawn(gallery.corpus([]), kind)).startswith(("No ", "Nothing "))


def test_both_readings_of_a_rate():
    words = charts.alt(drawn(gallery.corpus(gallery.measured()), "rates"))
    assert "implied, if points: about 38.1 percent" in words and "implied, if percent: about 43.4 percent" in words


def svg(figure: Figure) -> str:
    out = io.StringIO()
    with mpl.rc_context(canvas.STYLE):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_facts_give_the_same_bytes(kind: str):
    assert svg(drawn_anew("story", kind)) == svg(drawn_anew("story", kind))


PINS = Path(__file__).parent / "pins"  # a picture a kind, its cases below each other; python tests/test_charts.py draws them anew
FINE, COARSE = 96, 4  # dots an inch; dots of a side that are taken as one, so that another machine's edges of letters do not count
SHADE = 40  # of 255, by which such a square may differ


def pinned_of(kind: str) -> list[tuple[str, str]]:
    """Cases and sizes of a kind's picture: all for a page, two for a phone."""
    return [(case, size) for size in ("page", "phone") for case, of in CHARTS if of == kind and (size == "page" or case in ("story", "long names"))]


def thumbnail(figure: Figure) -> np.ndarray:
    """The chart in grey, a row of squares a line."""
    figure.set_dpi(FINE)
    figure.canvas.draw()
    grey = np.asarray(figure.canvas.buffer_rgba())[..., :3].mean(axis=2)
    high, wide = (side // COARSE for side in grey.shape)
    return grey[: high * COARSE, : wide * COARSE].reshape(high, COARSE, wide, COARSE).mean(axis=(1, 3))


@pytest.mark.parametrize("kind", KINDS)
def test_the_gallery_looks_as_it_did(kind: str):
    pinned, at = np.asarray(Image.open(PINS / f"{kind}.png"), dtype=float), 0
    for case, size in pinned_of(kind):
        now = thumbnail(of_case(case, kind, size))
        before = pinned[at : at + len(now)]
        at += len(now) + 1
        assert now.shape == before[:, : now.shape[1]].shape, f"{case}, {size}: another height"
        assert np.abs(now - before[:, : now.shape[1]]).max() <= SHADE, f"{case}, {size}: another picture"
    assert at == len(pinned)


def test_a_label_moved_by_its_height_is_another_picture():
    before, now = canvas.sheet(1, "A title")[0], canvas.sheet(1, "A title")[0]
    canvas.write(before, "words", 0.1, 0.5)
    canvas.write(now, "words", 0.1, 0.6)
    assert np.abs(thumbnail(before) - thumbnail(now)).max() > SHADE


def pin() -> None:
    """Draw the pins."""
    PINS.mkdir(exist_ok=True)
    for kind in KINDS:
        rows = [thumbnail(of_case(case, kind, size)) for case, size in pinned_of(kind)]
        wide = max(row.shape[1] for row in rows)
        lines = [np.pad(row, ((0, 1), (0, wide - row.shape[1])), constant_values=255.0) for row in rows]
        Image.fromarray(np.vstack(lines).round().astype(np.uint8)).save(PINS / f"{kind}.png", optimize=True)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted([luminance(a), luminance(b)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_hold_as_text_by_day_and_by_night(mode: str):
    colour = markup.style()[mode]
    for name in ("extension", "crackdown", "neutral", "ink"):
        assert contrast(colour[name], colour["paper"]) >= 4.5, name
    for side in ("extension", "crackdown", "neutral"):
        assert contrast(colour["ink"], colour[f"{side}_tint"]) >= 7, side  # a quotation, a count on a tile
    assert contrast(colour["neutral"], colour["neutral_tint"]) >= 4.5  # the name of a bare tile


def test_the_two_themes_are_told_apart_in_grey():
    assert contrast(canvas.EXTENSION, canvas.CRACKDOWN) >= 1.9


# Machado, Oliveira and Fernandes 2009, severity 1: what a reader without one kind of cone sees, in linear RGB
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)))


def seen(colour: str, eye: str) -> np.ndarray:
    """A colour in CIE Lab as this eye sees it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    ratio = TO_XYZ @ np.clip(np.array(BLIND[eye]) @ linear, 0, 1) / (0.9505, 1, 1.089)
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array((116 * y - 16, 500 * (x - y), 200 * (y - z)))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("eye", BLIND)
def test_the_two_themes_are_told_apart_by_the_colour_blind(eye: str, mode: str):
    colour = markup.style()[mode]
    assert np.linalg.norm(seen(colour["extension"], eye) - seen(colour["crackdown"], eye)) > 40  # 10 are seen at a glance


if __name__ == "__main__":
    pin()
