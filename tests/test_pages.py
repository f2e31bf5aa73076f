"""The briefing's pages over the gallery: none nearly empty, page one full, no heading at the foot, figures in order beside their captions."""

from __future__ import annotations

from functools import cache

import pypdfium2
import pytest

import gallery
import pages
from potline.exporters.document import document, words
from potline.exporters.paging import Arrangement, Layout, arranged
from potline.exporters.pdf import laid, typeset

CASES = ("none", "one", "story", "six hundred", "long names", "one day", "sixty parts", "zero and missing")


@cache
def printed(case: str) -> tuple[Layout, list[list[str]], list[str]]:
    """How the pages of a case are filled, their lines, and the headings of the briefing."""
    doc = document(pages.executed(gallery.made(case)))
    with laid(*typeset(doc)) as (lay, pdf):
        found = lay(arranged(lay, doc.movable()))
        texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf())]
    return found, [[line.strip() for line in text.splitlines() if line.strip()] for text in texts], [words(h["tokens"]) for h in doc.headings()]


@pytest.mark.parametrize("case", CASES)
def test_no_page_is_nearly_empty_and_page_one_is_full(case: str) -> None:
    fills = printed(case)[0].fills
    assert all(fill > 0.5 for fill in fills[:-1]), fills
    assert fills[-1] >= 0.2, fills
    assert fills[0] > 0.8 or len(fills) == 1, fills


@pytest.mark.parametrize("case", CASES)
def test_figures_stand_in_order_with_their_captions(case: str) -> None:
    found, texts, _ = printed(case)
    assert [page for _, page in sorted(found.figures.items())] == sorted(found.figures.values())
    for number, page in found.figures.items():
        assert any(line.startswith(f"Figure {number}.") for line in texts[page - 1])


@pytest.mark.parametrize("case", CASES)
def test_no_heading_stands_alone_at_the_foot(case: str) -> None:
    _, texts, headings = printed(case)
    for lines in texts:
        last = [line for line in lines if " / " not in line or len(line) > 9][-1]  # the page number aside
        assert last not in headings


# the search for an arrangement, on pages of paper

def paper(how: Arrangement, heights: list[tuple[int, float]]) -> Layout:
    """Pages of height 1 with words (0, height) and figures (number, height): those that float stand first on the page after."""
    fills, figures, waiting = [0.0], {}, 0.0
    for number, high in heights:
        if number in how.floats and (waiting or fills[-1] + high > 1):
            waiting, figures[number] = waiting + high, len(fills) + 1
            continue
        if fills[-1] + high > 1:
            fills, waiting = [*fills, waiting], 0.0
        fills[-1] += high
        figures |= {number: len(fills)} if number else {}
    return Layout((*fills, waiting) if waiting else tuple(fills), figures, {})


@pytest.mark.parametrize(("heights", "movable", "floats"), [
    ([(0, 0.6), (1, 0.5), (0, 0.3), (0, 0.2)], [[1]], (1,)),
    ([(0, 0.5), (1, 0.5), (0, 0.3), (0, 0.2)], [[1]], ()),
    ([(0, 0.6), (1, 0.5), (0, 0.3), (0, 0.2)], [], ()),
    ([(0, 0.6), (1, 0.5), (2, 0.3), (0, 0.3), (0, 0.2)], [[1, 2]], (1, 2)),
], ids=["a hole is filled", "there is none", "no words before it", "the next would overtake it"])
def test_a_figure_moves_only_where_that_fills_a_hole(heights: list[tuple[int, float]], movable: list[list[int]], floats: tuple[int, ...]) -> None:
    assert arranged(lambda how: paper(how, heights), movable).floats == floats
