"""What an amount counts where print leaves it open: which readings are asked for, and which the judge takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from potline import parse, weigh
from potline.explain import explain
from potline.frame import Claim
from potline.parse import parse as parse_article
from potline.read import article
from potline.weigh import Judge


class Asked(Judge):
    """A judge who notes which readings were open: quote -> units, None for no claim."""

    def __init__(self) -> None:
        super().__init__(weigh.standard().scales)
        self.open: dict[str, list[str | None]] = {}

    def pick(self, slot: str, c: Claim, candidates: Mapping[Any, Sequence[str]]) -> Any:
        if slot == "unit":
            a, row = c.amount, c.sentence
            self.open[row.text[a.start - row.start : a.end - row.start]] = [value and value.unit for value in candidates]
        return super().pick(slot, c, candidates)


def asked(text: str) -> dict[str, list[str | None]]:
    judge = Asked()
    parse_article(article(text), None, judge)
    return judge.open


def units(text: str) -> dict[str, tuple[float | None, str | None]]:
    """Quote -> value and unit of each fact."""
    return {f.quote: (f.low, f.unit) for f in parse(text).facts}


def test_a_bare_number_may_be_of_what_stands_around_or_claim_nothing() -> None:
    found = asked("Analysts rang 14 refineries in May: 9 ran full, and stocks came to 210,000 tons.")["9"]
    assert {"other:refinery", "t", "person", "percent", None} <= set(found)


def test_no_currency_is_offered_that_the_article_does_not_print() -> None:
    found = asked("Xinfa shut 50,000 tons of capacity in May. The new line cost 1.85 billion.")["1.85 billion"]
    assert "t" in found
    assert not any(unit and unit.startswith(("CNY", "USD")) for unit in found)


def test_the_denominator_of_a_price_is_open_where_it_is_not_printed() -> None:
    found = asked("The Midwest premium was 11 cents a lb in May, and 20 cents today. Ingot made 15,900 yuan a ton.")
    assert "other:USD/lb" in found["20 cents"]
    assert "USD" in found["20 cents"]
    assert found["11 cents a lb"] == ["other:USD/lb", None]
    assert found["15,900 yuan a ton"] == ["CNY/t", None]


@pytest.mark.parametrize("text", ["The smelter opened in 2015.", "It made 50,000 tons.", "Line 3 was shut."])
def test_what_print_settles_is_not_asked(text: str) -> None:
    assert asked(text) == {}


def test_the_number_lent_a_unit_says_so() -> None:
    facts = {f.quote: f for f in parse("The Midwest premium was 11 cents a lb last year and stands at 20 cents now.").facts}
    assert facts["20 cents"].unit == "other:USD/lb"
    assert "unit_inherited" in facts["20 cents"].flags
    assert "unit_inherited" not in facts["11 cents a lb"].flags


def test_explain_tells_how_the_unit_was_found() -> None:
    told = [line for line in explain(article("The Midwest premium was 11 cents a lb a year ago, and 20.25 today.")) if line.startswith("    unit: ")]
    assert len(told) == 2
    assert "0.2025 other:USD/lb" in told[1]
