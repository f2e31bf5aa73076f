"""Which places and times a claim is offered: what is not among its candidates no weight can choose."""

from __future__ import annotations

import pytest

from potline import weigh
from potline.parse import parse


class Listener(weigh.Judge):
    """Chooses as ever, and keeps what a slot of the last claim was offered."""

    def __init__(self, slot: str) -> None:
        super().__init__(weigh.standard().scales)
        self.slot, self.offered = slot, list[object]()

    def pick(self, slot, c, candidates):
        if slot == self.slot:
            self.offered = list(candidates)
        return super().pick(slot, c, candidates)


def offered(slot: str, text: str) -> list:
    heard = Listener(slot)
    parse(text, judge=heard)
    return heard.offered


@pytest.mark.parametrize(("text", "place", "region"), [
    ("Police of Majiang county in Guizhou found 45 tons of ingot from scrap aluminium.", "Majiang", "Guizhou"),
    ("A new rolling mill opened.\n\nThe mill in Jamestown, Ohio, makes 30,000 tons of aluminium sheet a year.", "Jamestown", "United States"),
    ("The smelter cut 3,000 tons of aluminium a month in Kravitsa", "Kravitsa", "Kravitsa"),
    ("Pots go out\nKRAVITSA, Slovenia - The owner of the smelter spoke.\n\nHe said that it shut 40 pots.", "KRAVITSA", "Slovenia"),
    ("Pots go out\nGOLDENDALE (AP) -- The union spoke on Monday.\n\nThe company said that its smelter shut 40 pots.", "GOLDENDALE", "Washington"),
    ("Henan smelters rest\n\nPolice of Majiang county in Guizhou found 45 tons of ingot.", "Majiang", "Guizhou"),
    ("The spot price of alumina was 2,830 yuan per ton.", "China", "China"),
])
def test_a_place_that_is_printed_is_offered(text: str, place: str, region: str) -> None:
    assert (place, region) in {(w.place, w.region) for value in offered("region", text) for w in value}


@pytest.mark.parametrize("text", [
    "Pollution in Shandong\n\nThe county shut 40 pots of a smelter, the town 20 more.", "Smelters rest\n\nUPDATE (SMM) - Smelters shut 40 pots.",
    "Smelters rest\n\nHowever, China shut 40 pots of its smelters.", "Smelters rest\n\nZhongta, China's largest smelter, shut 40 pots.",
])
def test_a_word_that_is_no_place_is_not_offered(text: str) -> None:
    assert {w.place for value in offered("region", text) for w in value} <= {"Shandong", "China"}


@pytest.mark.parametrize(("text", "first", "last"), [
    ("It promised not to sell more than 500 MW of power to the smelter until October 2023.", None, "2023-10-31"),
    ("The 464 pots of the smelter are to be dismantled before October 2019.", None, "2019-09-30"),
    ("Output value of aluminium from January to June 31.26 billion yuan, up 11.8 percent.", "2024-01-01", "2024-06-30"),
    ("The refinery made 181,000 tonnes of alumina last quarter.", "2024-04-01", "2024-06-30"),
    ("Smelters lit 560,000 tons of new capacity in the quarter.", "2024-04-01", "2024-06-30"),
    ("In the half year 17,400 tons of foil were rolled.", "2024-01-01", "2024-06-30"),
    ("Nalco thinks of 400,000 tonnes of aluminium for 2012/13.", "2012-04-01", "2013-03-31"),
    ("From November 8 to 26 its groups shut 19 scrap aluminium furnaces.", "2023-11-08", "2023-11-26"),
    ("The smelter was built in the 1960s at a cost of 40 million dollars.", "1960-01-01", "1969-12-31"),
    ("For next year it plans an aluminium output of 1.95 million tons.", "2025-01-01", "2025-12-31"),
    ("On December 31,2018 the smelter ran 300 pots.", "2018-12-31", "2018-12-31"),
    ("The company will idle 80,000 tonnes of smelting capacity from January.", "2025-01-01", None),
])
def test_a_time_that_is_printed_is_offered(text: str, first: str | None, last: str | None) -> None:
    times = {tuple(str(day) if day else None for day in value) for value in offered("period", f"Smelters\nPublished: Jul 18, 2024\n\n{text}")}
    assert (first, last) in times
