"""Percent, points, money and prices: what they measure, whether they are levels or changes, and against what."""

from __future__ import annotations

import re

import pytest

from potline import lexicon, parse

CASES = [  # sentence, measure, event, statistic, basis, value
    ("Net profit plunged ⟦62.3%⟧ year-on-year to 1.21 billion yuan.", "profit", "reported", "change", "yoy", -62.3),
    ("Output of alumina rose 3.2 per cent on the month and ⟦8.9 per cent⟧ on the year.", "output", "reported", "change", "yoy", 8.9),
    ("In May 2019 smelters made 2.9 million tonnes, ⟦1.3%⟧ less than in April 2019.", "output", "reported", "change", "mom", -1.3),
    ("In May 2019 smelters made 2.9 million tonnes, ⟦1.3%⟧ less than in May 2018.", "output", "reported", "change", "yoy", -1.3),
    ("SHFE aluminium for September delivery settled ⟦0.8 percent⟧ lower.", "price", "reported", "change", None, -0.8),
    ("Petroleum coke jumped ⟦12 percent⟧ in a month.", "price", "reported", "change", None, 12),
    ("The smelter works at only ⟦60%⟧ of capacity.", "operating_rate", "reported", "level", None, 60),
    ("The Kitimat works was laid out for 280,000 tpy and operates now at ⟦three quarters⟧ of that.", "operating_rate", "reported", "level", None, 75),
    ("They closed ⟦18%⟧ of the nation's capacity.", "share", "shut", "level", None, 18),
    ("The ministry raised the export duty to ⟦15%⟧ from 10%.", "other", "reported", "level", None, 15),
    ("Imports of bauxite fell 11% to 8.2 million tons, ⟦44%⟧ of it from Guinea.", "share", "reported", "level", None, 44),
    ("Demand will grow at ⟦9%⟧ annually.", "consumption", "forecast", "change", "yoy", 9),
    ("Smelters in Yunnan were told to cut power use by ⟦30 percent⟧.", "energy", "curtailed", "change", None, -30),
    ("The premium was settled at ⟦$172 a tonne⟧.", "premium", "reported", "level", None, 172),
    ("The realised premium over the LME price was ⟦$210 a tonne⟧.", "premium", "reported", "level", None, 210),
    ("Premiums were offered at ⟦$155-160 per tonne⟧.", "premium", "reported", "level", None, 155),
    ("Ingot changed hands in Wuxi at a discount of ⟦45 yuan/mt⟧.", "premium", "reported", "level", None, -45),
    ("It cost ⟦14,800 yuan⟧ to make a tonne.", "cost", "reported", "level", None, 14800),
    ("Anode plants in Jining lose ⟦110 yuan/mt⟧ by now.", "profit", "reported", "level", None, -110),
    ("Alro restarts 90,000 tons at a cost of ⟦25 million euros⟧ and hopes for full production by June.",
     "investment", "restarted", "level", None, 25e6),
    ("The owner sold its stake in the mine for ⟦$115 million⟧.", "investment", "announced", "level", None, 115e6),
    ("The firm put ⟦500 million yuan⟧ into the new plant.", "investment", "announced", "level", None, 5e8),
    ("Once in operation, it will bring annual sales of ⟦3 billion yuan⟧.", "revenue", "forecast", "level", None, 3e9),
    ("In 2011 the extruder turned over ⟦SEK 19.5 billion⟧.", "revenue", "reported", "level", None, 19.5e9),
    ("The operating rate rose ⟦half a percentage point⟧.", "operating_rate", "reported", "change", None, 0.5),
]  # fmt: skip
HARD = [  # read wrongly so far
    ("Sales volume of foil grew 14% and export volume ⟦9%⟧.", "exports", "reported", "change", "yoy", 9),
    ("Spending in the sector was 2.1 billion yuan, grown by ⟦1.6 times⟧ over 2004.", "investment", "reported", "change", "yoy", 160),
    ("EBITDA was up 24% on the year, with an EBITDA margin of ⟦12.9%⟧.", "profit", "reported", "level", None, 12.9),
    ("Prebaked anode: 4,320 yuan/mt, -⟦80 yuan/mt⟧.", "price", "reported", "change", None, -80),
    ("Alumina cost ⟦2,900 yuan a tonne⟧.", "price", "reported", "level", None, 2900),
    ("The firm is investing ⟦2 billion yuan⟧ in a foil mill.", "investment", "under_construction", "level", None, 2e9),
    ("The group wrote off ⟦$1.2 billion⟧ on its Pacific smelters.", "cost", "reported", "level", None, 1.2e9),
    ("By joining its casthouses the group expects savings of ⟦CHF 35 million⟧.", "cost", "forecast", "change", None, -35e6),
    ("Imports were worth ⟦$1.2 billion⟧.", "imports", "reported", "level", None, 1.2e9),
]  # fmt: skip
REFUSED = [
    ("The two lines run at half speed from ⟦October 9⟧.", "a date"),
    ("A third of the output goes abroad, the ⟦third⟧ batch at once.", "an ordinal"),
]


@pytest.mark.parametrize(
    ("marked", "measure", "event", "statistic", "basis", "value"),
    [*CASES, *(pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason="read wrongly so far")) for case in HARD)],
)
def test_a_figure_is_told_from_the_words_around_it(marked: str, measure: str, event: str, statistic: str, basis: str | None, value: float) -> None:
    facts = {f.start: f for f in parse(re.sub("[⟦⟧]", "", marked), lexicon.load()).facts}
    found = facts[marked.index("⟦")]
    assert (found.measure, found.event, found.statistic, found.basis) == (measure, event, statistic, basis)
    assert found.low == pytest.approx(value)
    assert found.quote == marked[marked.index("⟦") + 1 : marked.index("⟧")]


@pytest.mark.parametrize(("marked", "why"), REFUSED)
def test_what_only_looks_like_a_figure_is_no_fact(marked: str, why: str) -> None:
    at = marked.index("⟦")
    assert not any(f.start == at for f in parse(re.sub("[⟦⟧]", "", marked), lexicon.load()).facts), why


def test_a_change_without_words_for_its_base_takes_the_first_of_its_measure() -> None:
    text = "Stocks\n\nThe operating rate of fabricators lost 1.1 percentage points WoW to 61.3%.\n\nFoil: 73.8%. Extrusion: 52%, down 0.7 percentage points.\n"
    found = [f.basis for f in parse(text, lexicon.load()).facts if f.unit == "pp"]
    assert found == ["since", "since"]


def test_a_short_sentence_without_figures_says_what_the_next_one_measures() -> None:
    text = "News\n\nExports were brisk. They came to 51,200 tonnes in March, 8.4% more than a year earlier.\n"
    assert [f.measure for f in parse(text, lexicon.load()).facts] == ["exports", "exports"]
