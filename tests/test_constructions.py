"""Every construction is found in its own example, and the phrases that only look like one are left alone."""

from __future__ import annotations

import re

import pytest

from potline import lexicon, parse
from potline.constructions import CONSTRUCTIONS
from potline.motions import MOTIONS
from potline.turns import Construction

ALL = (*MOTIONS, *CONSTRUCTIONS)
OTHERWISE = [  # what is read without a construction, or by another one
    ("The plant produced ⟦300,000 tonnes⟧ of aluminium last year.", "output", "reported"),
    ("Stocks rose to ⟦300,000 tonnes⟧ at the end of May.", "inventory", "reported"),
    ("Output will be cut to ⟦54,000 tonnes⟧ a month.", "output", "curtailed"),
    ("Smelters have shut ⟦1.2 million tons⟧ of capacity.", "capacity", "shut"),
    ("The group sold ⟦2.5 million tonnes⟧ of cast metal in 2020.", "sales", "reported"),
    ("Northwest power sales idle ⟦729,000 tons⟧ of primary aluminium capacity.", "capacity", "shut"),
    ("The company would not restart the remaining ⟦180,000 tonnes⟧ of capacity.", "capacity", "shut"),
]


def facts(marked: str) -> dict[int, object]:
    return {f.start: f for f in parse(re.sub("[⟦⟧]", "", marked), lexicon.load()).facts}


@pytest.mark.parametrize("made", ALL, ids=[f"{i} {c.name}" for i, c in enumerate(ALL)])
def test_a_construction_is_found_in_its_example(made: Construction) -> None:
    found = facts(made.yes)[made.yes.index("⟦")]
    assert f"; {made.name}" in f"; {found.rule}"
    assert made.statistic in (None, found.statistic)
    assert made.event.startswith("?") or found.event == made.event
    assert made.measure is None or found.measure == made.measure.lstrip("?")


@pytest.mark.parametrize(("marked", "measure", "event"), OTHERWISE)
def test_other_phrases_are_left_to_their_own_words(marked: str, measure: str, event: str) -> None:
    found = facts(marked)[marked.index("⟦")]
    assert (found.measure, found.event) == (measure, event)
