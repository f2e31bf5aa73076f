"""Reconciliation: each kind of finding on facts written by hand, then random arithmetic with faults planted in it."""

from __future__ import annotations

import random
import time
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from potline import renewal, tables
from potline.model import Article, Check, Fact, Parsed
from potline.reconcile import reconcile
from potline.tables import Corpus

MAY, APRIL_14 = (date(2017, 5, 1), date(2017, 5, 31)), (date(2017, 4, 14), date(2017, 4, 14))
HALF_2020, HALF_2019 = (date(2020, 1, 1), date(2020, 6, 30)), (date(2019, 1, 1), date(2019, 6, 30))
XINJIANG = {"product": "primary_aluminium", "region": "Xinjiang", "region_code": "CN-XJ", "unit": "t"}


def months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def fact(key: str, value: float, period: tuple[date, date] | None = None, **columns: object) -> Fact:
    """A fact `article:start` with the plain columns of most facts; `columns` overrule."""
    article, start = key.split(":")
    first, last = period or (None, None)
    base = {
        "end": int(start) + 1, "quote": str(columns.pop("quote", value)), "sentence": f"Sentence {key} of its own.", "event": "reported",
        "measure": "output", "unit": "t", "product": "alumina", "region": "Henan", "region_code": "CN-HA", "low": value, "high": value,
    }  # fmt: skip
    return Fact(key, article, int(start), period_start=first, period_end=last, **(base | columns))


def only(checks: list[Check], kind: str) -> Check:
    found = [c for c in checks if c.kind == kind]
    assert len(found) == 1, [c.text for c in found] or [c.kind for c in checks]
    return found[0]


def halted(key: str, kt: float, period: tuple[date, date], company: str | None = None, **columns: object) -> Fact:
    return fact(key, kt * 1000, period, event="project_halted", measure="capacity", company=company, **(XINJIANG | columns))


@pytest.fixture
def stops() -> list[Fact]:
    """One halt in two articles: the first loses a name and adds up wrongly, the second adds up and calls nothing a part."""
    line = "Work on 2 Mt was stopped: 800 kt for East Hope, 800 kt for Xinjiang and 800 kt for Jiarun."
    named = "The notice names East Hope, Qiya and Jiarun."
    return [
        halted("first:10", 2000, MAY, sentence=line, flags=("parts_exceed_total",)),
        halted("first:30", 800, MAY, "East Hope", part_of="first:10", sentence=line),
        halted("first:50", 800, MAY, part_of="first:10", sentence=line, flags=("truncated_name",)),
        halted("first:70", 800, MAY, "Jiarun", part_of="first:10", sentence=line),
        halted("second:5", 2000, APRIL_14, place="Changji"),
        halted("second:40", 800, APRIL_14, "East Hope", place="Changji", sentence=named),
        halted("second:60", 800, APRIL_14, "Qiya", place="Changji", sentence=named),
        halted("second:80", 400, APRIL_14, "Jiarun", place="Changji", sentence=named),
    ]


def test_two_articles_on_one_halt(stops):
    checks = reconcile(stops)
    total = next(c for c in checks if c.kind == "same_fact" and c.stated == 2e6)
    assert total.article_ids == ("first", "second") and "2 sources" in total.text and "add up only in second" in total.text
    assert "2.4 Mt in first" in total.text
    clash = only(checks, "contradiction")
    assert (clash.stated, clash.expected, clash.difference, clash.severity) == (400_000, 800_000, 400_000, "look")
    assert "400 kt in second (14 April 2017); 800 kt in first (May 2017)" in clash.text and "would come to the stated total" in clash.text
    sums = {c.article_ids: c for c in checks if c.kind == "total_of_parts"}
    assert sums[("first",)].severity == "fault" and sums[("first",)].difference == 400_000
    assert sums[("second",)].severity == "note" and "they add up" in sums[("second",)].text


def test_a_lost_owner_is_offered_never_filled_in(stops):
    check = only(reconcile(stops), "truncated_name")
    assert "most likely Qiya" in check.text and "Not filled in" in check.text
    assert check.fact_ids == ("first:50", "second:60") and check.severity == "look"
    assert stops[2].company is None


def test_a_lost_owner_without_a_second_article(stops):
    shut = fact("first:2", 20_000, MAY, event="shut", measure="capacity", company="Tianlong", **XINJIANG)
    text = only(reconcile([*stops[:4], shut]), "truncated_name").text
    assert "it may be Tianlong" in text and "Jiarun" not in text


def test_findings_come_worst_first_and_in_any_order_of_facts_the_same(stops):
    checks = reconcile(stops)
    assert [c.severity for c in checks] == sorted((c.severity for c in checks), key=["fault", "look", "note"].index)
    assert len({c.check_id for c in checks}) == len(checks)
    assert {c.check_id for c in checks} == {c.check_id for c in reconcile(stops[4:] + stops[:4])}


def test_what_the_analyst_accepted_wants_no_second_look(stops):
    checks = reconcile([replace(f, flags=(*f.flags, "accepted")) for f in stops])
    assert {c.severity for c in checks} == {"fault", "note"} and only(checks, "contradiction").severity == "note"
    assert only(reconcile([replace(f, flags=("accepted",)) if f.article_id == "first" else f for f in stops]), "contradiction").severity == "look"


def test_totals():
    total = fact("a:1", 1_070_000, MAY, event="shut", measure="capacity")
    parts = [fact(f"a:{10 + i}", v, MAY, event="shut", measure="capacity", part_of="a:1") for i, v in enumerate((800e3, 150e3, 100e3, 20e3))]
    agreed = only(reconcile([total, *parts]), "total_of_parts")
    assert (agreed.severity, agreed.stated, agreed.expected, agreed.difference) == ("note", 1_070_000, 1_070_000, 0)
    assert "800 kt + 150 kt + 100 kt + 20 kt = 1.07 Mt" in agreed.text
    short = only(reconcile([total, *parts[:2]]), "total_of_parts")
    assert short.severity == "look" and "120 kt less" in short.text
    open_list = [replace(f, sentence="Among those shut were two firms.") for f in (total, *parts[:2])]
    assert only(reconcile(open_list), "total_of_parts").severity == "note"


def test_a_part_in_another_unit_is_not_added():
    total = fact("a:1", 1_000_000, MAY, event="shut", measure="capacity")
    listed = ((5, 6e5, "t"), (7, 4e5, "t"), (9, 40, "percent"))
    parts = [fact(f"a:{s}", v, MAY, event="shut", measure="capacity", part_of="a:1", unit=u) for s, v, u in listed]
    check = only(reconcile([total, *parts]), "total_of_parts")
    assert check.severity == "note" and check.expected == 1_000_000


def rate(change: float, **columns: object) -> list[Fact]:
    both = {"measure": "processing_rate", "unit": "percent"}
    return [fact("a:1", 47.4, HALF_2020, **both), fact("a:9", change, HALF_2020, statistic="change", basis="yoy", **(both | columns))]


def test_an_implied_base_has_two_readings_where_points_may_be_meant():
    check = only(reconcile(rate(9.3, flags=("pp_or_percent",))), "implied_base")
    assert (check.stated, round(check.expected, 1), check.severity) == (38.1, 43.4, "look")
    assert "38.1 percent a year before if points are meant, 43.4 percent if percent" in check.text
    assert only(reconcile(rate(9.3, unit="pp")), "implied_base").severity == "note"


def test_an_implied_base_counts_title_and_body_once():
    level = fact("a:50", 277_000, HALF_2020)
    change = [fact(f"a:{s}", 22, HALF_2020, unit="percent", statistic="change", basis="yoy") for s in (1, 60)]
    check = only(reconcile([change[0], level, change[1]]), "implied_base")
    assert round(check.expected) == 227_049 and "about 227 kt a year before" in check.text and set(check.fact_ids) == {"a:1", "a:50", "a:60"}


def test_a_stated_base_settles_percent_or_points():
    base = fact("a:30", 38.1, HALF_2019, measure="processing_rate", unit="percent")
    checks = reconcile([*rate(9.3, flags=("pp_or_percent",)), base])
    assert "read as points" in only(checks, "change_of_levels").text
    assert not [c for c in checks if c.kind == "implied_base"]


@pytest.mark.parametrize(("other", "severity"), [("a", "fault"), ("b", "look")])
def test_a_change_against_levels_of_one_or_two_articles(other, severity):
    facts = [fact(f"{other}:1", 200_000, HALF_2019), fact("a:2", 277_000, HALF_2020)]
    change = fact("a:3", 22, HALF_2020, unit="percent", statistic="change", basis="yoy")
    check = only(reconcile([*facts, change]), "change_of_levels")
    assert (check.severity, round(check.expected, 1)) == (severity, 38.5)
    right = only(reconcile([*facts, replace(change, low=38.5, high=38.5)]), "change_of_levels")
    assert right.severity == "note"


def test_from_to():
    sentence = "The price rose from 55 to 70, up 27%."
    both = {"measure": "price", "unit": "USD/t", "sentence": sentence, "product": "bauxite"}
    levels = [fact("a:20", 55, quote="55", **both), fact("a:30", 70, quote="70", **both)]
    up = fact("a:40", 27, statistic="change", basis="since", **(both | {"unit": "percent"}))
    assert only(reconcile([*levels, up]), "from_to").severity == "note"
    assert only(reconcile([*levels, replace(up, low=37, high=37)]), "from_to").severity == "fault"
    assert only(reconcile([*levels, fact("a:40", 15, statistic="change", **both)]), "from_to").severity == "note"


def test_a_change_of_an_earlier_period_is_not_that_from_to():
    sentence = "It looks for 2.36 in 2021, against 2.41 in 2020, when output grew by 27%."
    made = ((2.36, 2021), (2.41, 2020))
    levels = [fact(f"a:{year}", v * 1e6, months(year, 1, 12), quote=str(v), sentence=sentence) for v, year in made]
    grew = fact("a:9", 27, months(2020, 1, 12), unit="percent", statistic="change", basis="yoy", sentence=sentence)
    assert [c.kind for c in reconcile([*levels, grew])] == ["implied_base"]


def test_a_province_against_the_country_in_another_article():
    both = {"measure": "output", **XINJIANG, "sentence": "It made 6.356 Mt, 19.4% of the national total, and sold 1 Mt."}
    part, share = fact("a:1", 6_356_000, MAY, **both), fact("a:9", 19.4, MAY, **(both | {"measure": "share", "unit": "percent"}))
    sold = fact("a:20", 1_000_000, MAY, **both)
    nation = fact("b:1", 32_700_000, MAY, **(both | {"region": "China", "region_code": "CN", "sentence": "China made 32.7 Mt."}))
    assert only(reconcile([part, share, sold, nation]), "share_of_whole").severity == "note"
    assert only(reconcile([part, share, sold, replace(nation, low=42e6, high=42e6)]), "share_of_whole").severity == "look"
    assert not reconcile([part, share, sold, replace(nation, period_start=date(2016, 1, 1))])


def test_a_share_against_its_whole():
    sentence = "The three have 1.6, 0.8 and 0.75 Mt, together 41%."
    both = {"event": "operating", "measure": "capacity", "sentence": sentence, **XINJIANG}
    firms = ("East Hope", "Qiya", "Jiarun")
    parts = [fact(f"a:{10 + i}", v, MAY, company=c, **both) for i, (c, v) in enumerate(zip(firms, (1.6e6, 0.8e6, 0.75e6), strict=True))]
    whole = fact("a:5", 7_675_000, MAY, **(both | {"sentence": "There are 7.675 Mt."}))
    share = fact("a:40", 41, MAY, company="; ".join(firms), **(both | {"event": "reported", "measure": "share", "unit": "percent"}))
    check = only(reconcile([whole, *parts, share]), "share_of_whole")
    assert check.severity == "note" and round(check.expected, 2) == 41.04
    assert only(reconcile([whole, *parts, replace(share, low=51, high=51)]), "share_of_whole").severity == "fault"


def test_the_share_of_a_cut_against_what_runs_not_against_a_years_output():
    both = {"event": "curtailed", "company": "Juke", "sentence": "It loses 770 kt, or 24.8% of its total."}
    cut = fact("a:1", -770_000, statistic="change", **both)
    share = fact("a:5", 24.8, **(both | {"measure": "share", "unit": "percent"}))
    whole = fact("a:9", 3_100_000, company="Juke", event="operating")
    assert only(reconcile([cut, share, whole]), "share_of_whole").severity == "note"
    assert only(reconcile([cut, share, replace(whole, low=2.4e6, high=2.4e6)]), "share_of_whole").severity == "fault"
    assert not reconcile([cut, share, replace(whole, low=2.4e6, high=2.4e6, event="reported")])


SHUT = [(164, "note", "164 of 167 enterprises, 98.2 percent; 3 left"), (170, "fault", "more than there are")]


@pytest.mark.parametrize(("shut", "severity", "words"), SHUT)
def test_enterprises_shut_of_those_there_are(shut, severity, words):
    both = {"measure": "enterprises", "unit": "enterprise", "sentence": "Of 167 firms many have shut.", "product": "secondary_aluminium"}
    facts = [fact("a:1", 167, event="operating", **both), fact("a:9", shut, event="shut", **both)]
    check = only(reconcile(facts), "shut_of_existing")
    assert check.severity == severity and words in check.text


CUTS = [[(1, 3), (4, 6)], [(1, 5), (6, 6)], [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6)]]


@pytest.mark.parametrize("parts", CUTS, ids=["quarters", "a year to date and its month", "months"])
@pytest.mark.parametrize("spread", [False, True], ids=["in one article", "over several"])
def test_periods_that_make_up_a_longer_one(parts, spread):
    facts = [fact(f"{'p' * spread}{i if spread else 'a'}:{i}", 1000 * (b - a + 1), months(2020, a, b)) for i, (a, b) in enumerate(parts)]
    good, bad = fact("a:90", 6000, HALF_2020), fact("a:90", 6900, HALF_2020)
    assert only(reconcile([*facts, good]), "period_sums").severity == "note"
    assert only(reconcile([*facts, bad]), "period_sums").severity == ("look" if spread else "fault")


def test_a_month_on_its_own_does_not_hide_the_quarters():
    cuts = [(1, 1), (1, 3), (4, 6)]
    facts = [fact(f"a:{i}", 1000 * (b - a + 1), months(2020, a, b)) for i, (a, b) in enumerate(cuts)]
    assert only(reconcile([*facts, fact("a:90", 6900, HALF_2020)]), "period_sums").fact_ids == ("a:90", "a:1", "a:2")


def test_a_yearly_pace_is_not_added_to_a_years_output():
    cuts = [(1, 3), (4, 6), (1, 6)]
    assert not reconcile([fact(f"a:{i}", 3000, months(2020, *cut), per="year") for i, cut in enumerate(cuts)])


def test_an_article_with_two_plants_contradicts_nobody():
    both = {"event": "commissioned", "measure": "capacity", "company": "Juke"}
    facts = [fact("a:1", 100_000, MAY, **both), fact("a:5", 300_000, MAY, **both), fact("b:1", 200_000, MAY, **both)]
    assert not [c for c in reconcile(facts) if c.kind == "contradiction"]
    assert only(reconcile(facts[1:]), "contradiction").difference == 100_000


def test_a_reprint_is_not_a_second_source():
    wording = "Weiqiao was exposed to have cut its production by 250,000 tons in June this year"
    cut = {"event": "curtailed", "statistic": "change", "company": "Weiqiao"}
    told = {"a": wording, "b": wording + ", SMM said", "c": "Quite other words say it."}
    check = only(reconcile([fact(f"{a}:7", -250_000, MAY, sentence=s, **cut) for a, s in told.items()]), "same_fact")
    assert "3 articles" in check.text and "counted as 2 sources" in check.text


def test_a_capacity_of_the_same_firm_a_year_later_is_no_contradiction():
    both = {"event": "operating", "measure": "capacity", "company": "Juke"}
    facts = [fact("a:1", 100_000, months(2019, 3, 3), **both), fact("b:1", 150_000, months(2020, 3, 3), **both)]
    assert not reconcile(facts)
    assert only(reconcile([facts[0], replace(facts[1], period_start=date(2019, 3, 1), period_end=date(2019, 3, 31))]), "contradiction")


IMPOSSIBLE = [
    ({"value": 120e6, "measure": "capacity", "product": "primary_aluminium"}, "more than the whole world's"),
    ({"value": 104, "measure": "processing_rate", "unit": "percent"}, "more than the whole"),
    ({"value": -130, "statistic": "change", "unit": "percent"}, "more than all there was"),
    ({"value": -3e6, "measure": "energy", "unit": "other:W", "event": "curtailed"}, "-3 MW is too little"),
    ({"value": -30e6, "measure": "energy", "unit": "other:kW", "event": "curtailed", "place": "Laibin"}, "-30 GW is more than"),
]


@pytest.mark.parametrize(("columns", "words"), IMPOSSIBLE, ids=[w for _, w in IMPOSSIBLE])
def test_amounts_that_cannot_be(columns, words):
    check = only(reconcile([fact("a:1", columns.pop("value"), **columns)]), "impossible_unit")
    assert check.severity == "fault" and words in check.text


def test_a_load_in_watts_is_set_against_its_parts_in_kilowatts():
    load = {"measure": "energy", "event": "curtailed", "statistic": "change"}
    facts = [fact("a:1", -3e6, unit="other:W", **load), *(fact(f"a:{s}", -500e3, unit="other:kW", part_of="a:1", **load) for s in (5, 9))]
    check = only(reconcile(facts), "total_of_parts")
    assert check.severity == "fault" and "-500 MW + -500 MW = -1 GW" in check.text


def test_dates_out_of_order():
    back = fact("a:1", 5, (date(2018, 3, 15), date(2017, 11, 15)))
    assert only(reconcile([back]), "dates_out_of_order").severity == "fault"
    line = {"measure": "capacity", "company": "Juke"}
    facts = [fact("a:1", 5, MAY, event="announced", **line), fact("b:1", 5, months(2016, 1, 12), event="commissioned", **line)]
    assert only(reconcile(facts), "dates_out_of_order").severity == "look"


def test_one_firm_under_two_names():
    both = {"company": "East Hope", "event": "shut", "measure": "capacity"}
    first, second = "Xinjiang Dongfang hope shut 800000 tons.", "Oriental Hope shut more."
    facts = [fact("a:1", 8e5, sentence=first, **both), fact("a:9", 1e5, sentence=second, **both)]
    names = {"East Hope": ("East Hope", "Dongfang Hope", "Oriental Hope", "Xinjiang Dongfang Hope")}
    assert "“Oriental Hope” and “Xinjiang Dongfang Hope”" in only(reconcile(facts, names), "alias").text
    assert not reconcile(facts)
    assert only(reconcile([facts[0], replace(facts[1], flags=("alias",))]), "alias").severity == "note"


def test_no_facts_no_findings():
    assert reconcile([]) == []
    assert reconcile([replace(fact("a:1", 0), low=None, high=None)]) == []


# --- random arithmetic ---------------------------------------------------------------------------------------------------------------

PRODUCTS = ("alumina", "primary_aluminium", "foil", "strip", "bar", "wheel")
FIRMS = tuple(f"Firm {c}" for c in "ABCDEFGHIJKL")
PLACES = (("Henan", "CN-HA"), ("Shandong", "CN-SD"), ("Guangxi", "CN-GX"), ("Xinjiang", "CN-XJ"))


def printed(value: float, digits: int) -> float:
    """A value as an editor prints it, rounded to so many digits."""
    return float(f"{value:.{digits - 1}e}")


class Writer:
    """Sets of facts whose figures agree as print does, one theme a product; on request with one figure off."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.facts: list[Fact] = []
        self.planted: set[str] = set()
        self.starts = 0

    def put(self, value: float, period: tuple[date, date] | None = None, article: str = "a", **columns: object) -> Fact:
        self.starts += self.dice.randint(5, 60)
        self.facts.append(fact(f"{article}:{self.starts}", value, period, **columns))
        return self.facts[-1]

    def off(self, value: float) -> float:
        """A wrong figure: a slipped decimal point or something from 6 percent up."""
        factor = self.dice.choice([10, 0.1, self.dice.uniform(1.06, 2), 1 / self.dice.uniform(1.06, 2)])
        return printed(value * factor, 4)

    def plant(self, *facts: Fact) -> None:
        self.planted |= {f.fact_id for f in facts}

    def common(self, product: str) -> dict[str, object]:
        region, code = self.dice.choice(PLACES)
        return {"product": product, "region": region, "region_code": code}

    def tonnage(self) -> float:
        return printed(self.dice.choice([1e4, 1e5, 1e6]) * self.dice.uniform(1, 9), self.dice.randint(1, 3))

    def total(self, product: str, fault: bool) -> None:
        event = self.dice.choice(["shut", "project_halted", "found_illegal", "commissioned", "curtailed"])
        period = self.dice.choice([MAY, HALF_2020, None])
        both = self.common(product) | {"event": event, "measure": "capacity", "sentence": f"The {product} list of firms with their tonnage."}
        both |= {"statistic": "change"} if event == "curtailed" else {}
        parts = [self.tonnage() * (-1 if event == "curtailed" else 1) for _ in range(self.dice.randint(2, 7))]
        whole = sum(parts)
        whole = self.off(whole) if fault else self.dice.choice([whole, printed(whole, 3)])
        total = self.put(whole, period, **both)
        listed = [self.put(v, period, company=c, part_of=total.fact_id, **both) for v, c in zip(parts, FIRMS, strict=False)]
        if not fault and self.dice.random() < 0.3:
            self.put(whole, period, **(both | {"sentence": "The title has the total as well."}))
        self.plant(total, *listed) if fault else None

    def change(self, product: str, fault: bool) -> None:
        both = self.common(product) | {"measure": self.dice.choice(["output", "imports", "sales"])}
        before, growth = self.tonnage(), self.dice.uniform(-40, 80)
        now = printed(before * (1 + growth / 100), 3)
        true = round((now / before - 1) * 100, self.dice.choice([0, 1, 1]))
        said = round(true + self.dice.choice([-1, 1]) * self.dice.uniform(6, 40), 1) if fault else true
        cut = self.dice.choice([(1, 6), (5, 5), (1, 12)])
        later, earlier = months(2020, *cut), months(2019, *cut)
        old = self.put(before, earlier, self.dice.choice(["a", "b"]), **both)
        facts = [old, self.put(now, later, **both), self.put(said, later, **(both | {"unit": "percent", "statistic": "change", "basis": "yoy"}))]
        self.plant(*facts) if fault else None

    def rate(self, product: str, fault: bool) -> None:
        both = self.common(product) | {"measure": self.dice.choice(["processing_rate", "operating_rate"]), "unit": "percent"}
        now, rise = round(self.dice.uniform(40, 88), 1), round(self.dice.uniform(-12, 12), 1)
        said = round(rise + self.dice.choice([-1, 1]) * self.dice.uniform(1, 20), 1) if fault else rise
        change = {"unit": "pp", "statistic": "change", "basis": "mom"}
        facts = [self.put(v, p, **both) for v, p in ((round(now - rise, 1), months(2022, 12, 12)), (now, months(2023, 1, 1)))]
        facts.append(self.put(said, months(2023, 1, 1), **(both | change)))
        self.plant(*facts) if fault else None

    def from_to(self, product: str, fault: bool) -> None:
        low = self.tonnage()
        high = printed(low * self.dice.uniform(1.1, 3), 3)
        down = self.dice.random() < 0.4
        first, second = (high, low) if down else (low, high)
        by = second - first if self.dice.random() < 0.5 else (second / first - 1) * 100
        unit = "t" if by == second - first else "percent"
        by = printed(by, 3) if unit == "t" else round(by, 1)
        sentence = f"Stocks went from {first} to {second}, a change of {by}."
        by = (self.off(by) if unit == "t" else round(by + self.dice.choice([-1, 1]) * self.dice.uniform(5, 30), 1)) if fault else by
        both = self.common(product) | {"measure": "inventory", "sentence": sentence}
        facts = [self.put(first, **both), self.put(second, **both), self.put(by, **(both | {"statistic": "change", "basis": "since", "unit": unit}))]
        self.plant(*facts) if fault else None

    def share(self, product: str, fault: bool) -> None:
        both = self.common(product) | {"measure": "capacity", "event": "operating"}
        whole, part = printed(self.dice.uniform(3e6, 9e6), 3), printed(self.dice.uniform(2e5, 2.5e6), 3)
        true = round(100 * part / whole, self.dice.choice([0, 1]))
        said = max(0.5, round(true * self.dice.choice([0.5, 0.7, 1.4, 2]), 1)) if fault else true
        line = {"sentence": f"A firm has its part of all {product}, so much of the whole.", "company": self.dice.choice(FIRMS)}
        facts = [self.put(whole, MAY, **both), self.put(part, MAY, **(both | line))]
        facts.append(self.put(said, MAY, **(both | line | {"measure": "share", "event": "reported", "unit": "percent"})))
        self.plant(*facts) if fault else None

    def sums(self, product: str, fault: bool) -> None:
        both = self.common(product) | {"measure": self.dice.choice(["output", "exports", "revenue"])}
        cuts = self.dice.choice(CUTS)
        values = [printed(self.dice.uniform(1e5, 9e5), 3) for _ in cuts]
        whole = self.off(sum(values)) if fault else printed(sum(values), self.dice.choice([3, 4, 5]))
        article = self.dice.choice(["a", "b"])
        facts = [self.put(v, months(2021, *c), article, **both) for v, c in zip(values, cuts, strict=True)]
        facts.append(self.put(whole, months(2021, 1, 6), **both))
        self.plant(*facts) if fault else None

    def clash(self, product: str, fault: bool) -> None:
        event = self.dice.choice(["shut", "project_halted", "commissioned", "found_illegal"])
        both = self.common(product) | {"measure": "capacity", "event": event, "company": self.dice.choice(FIRMS)}
        value = self.tonnage()
        other = self.off(value) if fault else self.dice.choice([value, printed(value, 3)])
        period = self.dice.choice([MAY, APRIL_14])
        facts = [self.put(value, MAY, "a", **both), self.put(other, period, "b", **both)]
        self.plant(*facts) if fault else None

    def noise(self) -> None:
        """Figures that have nothing to do with each other: other firms, periods, measures."""
        for _ in range(self.dice.randint(2, 8)):
            measure, unit = self.dice.choice([("price", "CNY/t"), ("investment", "CNY"), ("capacity", "t"), ("output", "t"), ("people", "person")])
            article, product = self.dice.choice("abc"), self.dice.choice(PRODUCTS)
            period = self.dice.choice([None, months(self.dice.randint(2012, 2016), 1, 12)])
            columns = {"measure": measure, "unit": unit, "company": self.dice.choice([None, *FIRMS])}
            self.put(self.tonnage(), period, article, **(self.common(product) | columns))


KINDS = {
    "total": "total_of_parts", "change": "change_of_levels", "rate": "change_of_levels", "from_to": "from_to",
    "share": "share_of_whole", "sums": "period_sums", "clash": "contradiction",
}
SETS = 100  # of each kind, clean and faulty


def written(kind: str, seed: int, fault: bool) -> Writer:
    """A set of two clean themes, noise and one theme of this kind, faulty or not, in a random order of articles."""
    w = Writer(seed)
    products = w.dice.sample(PRODUCTS, 3)
    w.noise()
    for other, product in zip(w.dice.sample(sorted(KINDS), 2), products, strict=False):
        getattr(w, other)(product, False)
    getattr(w, kind)(products[2], fault)
    return w


def doubted(w: Writer) -> list[Check]:
    return [c for c in reconcile(w.facts) if c.severity in ("fault", "look")]


@pytest.mark.parametrize("kind", KINDS)
def test_planted_faults_are_caught(kind):
    sets = [written(kind, seed, fault=True) for seed in range(SETS)]
    missed = [seed for seed, w in enumerate(sets) if not any(c.kind == KINDS[kind] and w.planted & set(c.fact_ids) for c in doubted(w))]
    assert len(missed) <= 0.05 * SETS, missed


@pytest.mark.parametrize("kind", KINDS)
def test_clean_sets_raise_no_alarm(kind):
    alarms = {seed: found for seed in range(SETS) if (found := [c.text for c in doubted(written(kind, 1000 + seed, fault=False))])}
    assert len(alarms) <= 0.05 * SETS, alarms


def test_time_grows_with_the_facts_not_their_square():
    def seconds(articles: int) -> float:
        w = Writer(1)
        for n in range(articles):
            for kind in KINDS:
                getattr(w, kind)(PRODUCTS[n % len(PRODUCTS)], False)
        facts = [replace(f, article_id=f"{f.article_id}{i // 40}", region=f"Region {i // 40 % 30}") for i, f in enumerate(w.facts)]
        begun = time.process_time()
        reconcile(facts)
        return time.process_time() - begun

    seconds(5)
    small, large = seconds(60), seconds(480)
    assert large < 8 * 3 * small + 0.2, (small, large)


KINDS_OF_AMOUNT = [("capacity", "t"), ("output", "t"), ("share", "percent"), ("enterprises", "enterprise"), ("operating_rate", "percent")]


def anything(rng: random.Random, article: str) -> list[Fact]:
    """Facts of one article out of so few words that they meet others of every other article in every kind of finding."""
    found: list[Fact] = []
    for start in range(rng.randrange(2, 12)):
        measure, unit = rng.choice(KINDS_OF_AMOUNT)
        change = rng.random() < 0.3 and unit != "enterprise"
        totals = [f.fact_id for f in found if f.unit == unit and not f.part_of and f.statistic == "level"]
        found.append(fact(
            f"{article}:{start}", rng.choice([10, 20, 30, 50]), months(rng.choice([2016, 2017]), *rng.choice([(1, 12), (1, 6), (7, 12)])),
            measure=measure, event=rng.choice(["reported", "operating", "shut"]), statistic="change" if change else "level",
            basis="yoy" if change else None, unit="percent" if change else unit, product=rng.choice(["alumina", None]),
            company=rng.choice([None, None, "A"]), part_of=rng.choice([None, None, *totals]), sentence=f"Sentence {rng.randrange(2)} of {article}.",
            flags=rng.choice([(), (), (), ("truncated_name",), ("alias",), ("accepted",)]),
        ))  # fmt: skip
    return found


def told(articles: dict[str, list[Fact]], found: Callable[[list[Fact]], list[Check]] = reconcile) -> Corpus:
    made = [Parsed(Article(name, "", (), path=name), tuple(facts), ()) for name, facts in articles.items()]
    return tables.corpus(made, checks=found([f for facts in articles.values() for f in facts]))


@pytest.mark.parametrize("seed", range(20))
def test_findings_made_anew_where_they_may_differ_are_all_that_differ(seed):
    rng = random.Random(seed)
    before = {f"a{n:02}": anything(rng, f"a{n:02}") for n in range(30)}
    changed = rng.sample([*before, "a30", "a31"], 2)
    after = {name: anything(rng, name) if name in changed and rng.random() < 0.8 else before.get(name, []) for name in sorted({*before, *changed})}
    new = told({name: after[name] for name in changed}, lambda facts: [])
    was = [-1 if name in changed else n for n, name in enumerate(before)]
    right, made = told(after), renewal.renewed(told(before), new, was, [[*after].index(name) for name in changed])
    pd.testing.assert_frame_equal(made.facts, right.facts)
    pd.testing.assert_frame_equal(made.checks, right.checks)


def shut(key: str, value: float, **columns: object) -> Fact:
    return fact(key, value, MAY, event="shut", measure="capacity", **columns)


FAR = {  # facts that a finding about alumina capacity needs though they are of another measure or product, and the words that show it
    "a share of a capacity": ([
        fact("a:1", 30, MAY, event="shut", measure="capacity"), fact("a:2", 30, MAY, event="shut", measure="share", unit="percent"),
        fact("b:1", 60, MAY, event="operating", measure="capacity"), fact("c:1", 100, MAY, event="operating", measure="capacity"),
    ], "30 t of 100 t is 30 percent"),
    "parts of another product": ([
        shut("a:1", 30, company="A"), shut("a:2", 10, part_of="a:1", product="foil"), shut("a:3", 20, part_of="a:1", product="foil"),
        shut("b:1", 30, company="A"), shut("b:2", 10, part_of="b:1", product="foil"), shut("c:1", 5, company="B"),
    ], "The named parts add up only in a"),
    "a total of another product": ([
        shut("a:1", 30, product="foil"), shut("a:2", 20, part_of="a:1", company="A"), shut("a:3", 20, part_of="a:1", company="B"),
        shut("b:1", 10, company="A"), shut("c:1", 5, company="D"),
    ], "With the lower figure the parts in a would come to the stated total."),
    "what adds up to that total though nothing calls it a part": ([
        shut("a:1", 3000), shut("a:2", 2000, part_of="a:1", product="foil", company="A"),
        shut("a:3", 1500, part_of="a:1", product="foil", company="B"), shut("a:4", 1400, company="D"),
        shut("a:5", 1600, company="E"), shut("b:1", 1500, product="foil", company="A"),
        shut("c:1", 7, product="foil", company="F"),
    ], "To be shown as 1.5 kt to 2 kt, with each source."),
}  # fmt: skip


@pytest.mark.parametrize("case", FAR)
def test_what_a_finding_needs_of_other_topics_is_at_hand(case):
    facts, words = FAR[case]
    after = {name: [f for f in facts if f.article_id == name] for name in "abc"}
    before, right = told(after | {"c": []}), told(after)
    made = renewal.renewed(before, told({"c": after["c"]}, lambda facts: []), [0, 1, -1], [2])
    pd.testing.assert_frame_equal(made.checks, right.checks)
    assert right.checks["text"].str.contains(words, regex=False).any(), list(right.checks["text"])
