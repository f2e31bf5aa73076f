"""Clues and what they weigh: the table, the judge, sentences of the trade, and how weights are learnt."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from potline import learn, parse
from potline.cli import main
from potline.evaluate import Gold
from potline.frame import Claim
from potline.grammar import Amount
from potline.model import Fact
from potline.parse import parse as parse_article
from potline.read import article
from potline.scan import Sentence
from potline.weigh import COLUMNS, HOME, Judge, Scales, lines
from potline.years import years

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases" / "readings.toml").read_text("utf-8"))
KNOWN = tomllib.loads((HERE / "cases" / "known_failures.toml").read_text("utf-8"))


def read(marked: str) -> Fact:
    """The fact of the amount between the marks."""
    facts = {f.start: f for f in parse(re.sub("[⟦⟧]", "", marked)).facts}
    return facts[marked.index("⟦")]


def told(case: dict[str, str]) -> dict[str, str]:
    """What a case says of its amount, as the fact should have it."""
    return {column: value for column, value in case.items() if column != "text"}


@pytest.mark.parametrize("name", CASES)
def test_a_sentence_of_the_trade_is_read_right(name: str) -> None:
    fact, case = read(CASES[name]["text"]), told(CASES[name])
    assert {column: getattr(fact, column) for column in case} == case


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.xfail(strict=True, reason="read wrongly so far")
def test_a_sentence_that_is_too_hard(name: str) -> None:
    fact, case = read(KNOWN[name]["text"]), told(KNOWN[name])
    assert {column: getattr(fact, column) for column in case} == case


def test_the_table_holds_each_clue_once_in_order_and_only_known_answers() -> None:
    table = [line.split("\t") for line in HOME.read_text("utf-8").splitlines()[1:]]
    clues = [clue for clue, _, _ in table if clue]
    assert clues == sorted(set(clues))
    assert {answer for _, answer, _ in table} <= set(COLUMNS)


def claim() -> Claim:
    amount = Amount(0, 5, 5.0, 5.0, 1.0, "t", "mass", "", "tons", 1)
    return Claim(amount, Sentence(0, 6, "5 tons", 0, amounts=[amount]))


SCALES = Scales.table("\n".join(lines({
    "always": {"measure output": 0.5, "event reported": 0.5, "way level": 1.0},
    "left: shut": {"event shut": 2.0, "measure capacity": 1.0},
    "measure capacity": {"event shut": 0.2},
    "near": {"region": 1.0},
})).encode())  # fmt: skip


class Listening(Judge):
    """Settles as ever, and keeps the clues of each claim by its quote."""

    def settle(self, c: Claim, clues: Sequence[str]) -> None:
        self.__dict__.setdefault("heard", {})[c.sentence.text[c.amount.start - c.sentence.start : c.amount.end - c.sentence.start]] = list(clues)
        super().settle(c, clues)


@pytest.mark.parametrize(("text", "quote", "clue"), [
    ("It reported a 44 percent rise in consolidated revenue.", "44 percent", "percent moved by: revenue"),
    ("It will cut output by 18% and its workforce by 13%.", "13%", "percent moved by: people"),
    ("Imports dropped to 820,000 t while output rose by 6pc.", "6pc", "percent moved by: output"),
    ("Output of sheet fell to 5,000 tons.", "5,000 tons", "mass moved to: output"),
    ("It laid off a third of its workers.", "a third", "percent part of: people"),
    ("Talks resumed at the 240,000-tonne smelter.", "240,000-tonne", "mass size of works at"),
    ("At the plant 90,000 tons, a third of the total, were shut down.", "90,000 tons", "mass beyond an aside E:shut"),
    ("The target is higher than the output of 4.1 million tons.", "4.1 million tons", "mass held against"),
    ("Smelters in Shanxi did not cut output of 70,000 tons.", "70,000 tons", "events left 0: not cut output"),
])
def test_the_grammar_around_an_amount_is_a_clue(text: str, quote: str, clue: str) -> None:
    judge = Listening(Scales.table(HOME.read_bytes()))
    parse_article(text, None, judge)
    assert clue in judge.heard[quote]


@pytest.mark.parametrize(("text", "quote", "clue"), [
    ("Smelters closed more than 5 percent of it.", "5 percent", "percent held against"),
    ("There was a 20 per cent fall in premium.", "20 per cent", "percent part of: premium"),
    ("It will spend $9 million closing the plant.", "$9 million", "money size of works"),
])
def test_what_only_looks_like_it_is_none(text: str, quote: str, clue: str) -> None:
    judge = Listening(Scales.table(HOME.read_bytes()))
    parse_article(text, None, judge)
    assert clue not in judge.heard[quote]


def test_the_reading_is_the_one_that_its_clues_speak_for() -> None:
    c = claim()
    Judge(SCALES).settle(c, ["left: shut", "left: never seen"])
    assert (c.measure, c.event, c.statistic) == ("capacity", "shut", "level")
    assert 0 < c.sure < 0.5 and c.others, "two weak clues make no sure reading, and the next one is kept"
    assert "left: shut" in c.why


def test_without_clues_the_reading_is_what_is_commonest() -> None:
    c = claim()
    Judge(SCALES).settle(c, [])
    assert (c.measure, c.event, c.statistic) == ("output", "reported", "level")


def test_the_candidate_with_the_weightiest_clues_is_chosen_and_of_equals_the_first() -> None:
    judge = Judge(SCALES)
    assert judge.pick("region", claim(), {"Hebei": ["far"], "Henan": ["near"]}) == "Henan"
    assert judge.pick("region", claim(), {"Hebei": ["far"], "Henan": ["far"]}) == "Hebei"


def test_an_article_without_a_day_of_issue_speaks_from_the_year_that_its_clues_tell() -> None:
    text = "Korba made 90,000 tons in 2011. In March the works was shut."
    weighed = Judge(Scales.table("\n".join(lines({"year 1 plain after in": {"year": 1.0}})).encode()))
    assert parse_article(article(text), None, Judge(SCALES)).article.reference_year == 2011, "without weights the last in which something happened"
    told = parse_article(article(text), None, weighed)
    assert told.article.reference_year == 2012
    assert parse_article(told.article, None, weighed).article.reference_year == 2012, "read again it does not move on"
    assert parse_article(article(f"Published: 2011-04-02\n{text}"), None, weighed).article.reference_year == 2011, "a day of issue goes before"


def test_weekdays_and_five_year_plans_tell_the_year() -> None:
    clues = years("The works made 3 Mt in 2016. It was shut on Thursday, June 22, as the 13th Five-Year Plan asks.", 2016)
    assert {year for year, said in clues.items() if "year of the weekdays True" in said} == {2017}
    # no day of the calendar, and full dates, which say their year themselves
    assert all("year of the weekdays" not in said for said in map(" ".join, years("On Thursday, June 0. On Friday, June 22, 2016.", 2016).values()))
    assert "year 1 of the plan" in clues[2017] and "year 0 of the plan" in clues[2016]


class Listener(Judge):
    """Keeps the candidates of a slot, with their clues, as they come."""

    def __init__(self, slot: str) -> None:
        super().__init__(SCALES)
        self.slot, self.heard = slot, list[dict[Any, Any]]()

    def pick(self, slot: str, c: Claim, candidates: Mapping[Any, Sequence[str]]) -> Any:
        if slot == self.slot:
            self.heard.append(dict(candidates))
        return super().pick(slot, c, candidates)


def heard(slot: str, text: str) -> list[dict[Any, Any]]:
    listener = Listener(slot)
    parse_article(article(text), None, listener)
    return listener.heard


def test_the_claim_before_is_told_with_what_has_been_named_since() -> None:
    for text, since in (
        ("At Liaocheng Xinfa shut 50,000 tons in May, then 20,000 tons of capacity.", 0),
        ("At Liaocheng Xinfa shut 50,000 tons in May, then 20,000 tons of capacity at Binzhou.", 0),
        ("At Liaocheng Xinfa shut 50,000 tons in May, then at Binzhou also 20,000 tons of capacity.", 1),
    ):
        first, second = heard("region", text)
        told = [clue for clues in second.values() for clue in clues]
        assert f"region of the claim before, {since} since" in told
        assert not any(" since" in clue for clues in first.values() for clue in clues)


def test_a_firm_that_comes_back_brings_what_was_said_of_it_last() -> None:
    *_, last = heard("product", "Nanshan rolled 50,000 tons of foil. Hongqiao made 90,000 tons of ingot. Nanshan wants 10,000 tons more.")
    assert "product of the owner's last" in last["foil"]


def test_a_reading_that_is_not_sure_is_marked_and_offers_the_next() -> None:
    folder = HERE / "gold" / "heldout"
    facts = [f for path in sorted(folder.glob("*.txt"))[:12] for f in parse(path.read_text("utf-8")).facts if f.low is not None]
    unsure = [f for f in facts if "unsure" in f.flags]
    assert unsure and len(unsure) < len(facts) / 2
    assert all(f.candidates for f in unsure) and not any(f.candidates for f in facts if "unsure" not in f.flags)


@pytest.mark.parametrize(("printed", "candidate", "right"), [
    ("Aluminum Corp of China", ("Chalco",), True), ("Aluminum Corp of China", ("Alcoa",), False), ("Hongqiao", ("China Hongqiao",), True),
    ("Yunlv; Shenhuo", ("Yunnan Aluminium",), True), ("Aluminum Corp of China", (), False), (None, (), True), (None, ("Chalco",), False),
])
def test_an_owner_is_right_under_any_of_its_names(printed: str | None, candidate: tuple[str, ...], right: bool) -> None:
    assert learn._right("company", candidate, {"company": printed, "start": 0, "end": 1}) is right


def test_a_slot_that_is_not_to_be_learnt_is_read_as_annotated_and_teaches_nothing() -> None:
    text = "Smelters\n\nNanshan made 90,000 tons of ingot for buyers near Longkou and Xinfa made 40,000 tons in Chiping."
    at, value = text.index("90,000 tons"), {"measure": "output", "event": "reported", "statistic": "level", "low": 9e4, "high": 9e4, "unit": "t"}
    slots = {"product": "primary_aluminium", "company": "Nanshan", "region": "Longkou", "period_start": None, "period_end": None}
    record = {"start": at, "end": at + len("90,000 tons")} | value | slots
    taught, silent = (learn.heard(learn.Teacher(Gold("a", Path("a.txt"), text, (record,), (), left_out))) for left_out in ((), ("company", "region")))
    assert {"company", "region", "product"} <= {c.slot for c in taught.choices}
    assert {c.slot for c in taught.choices} - {c.slot for c in silent.choices} == {"company", "region"}
    assert taught.lessons == silent.lessons


def test_weights_are_learnt_from_annotated_articles(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="learning needs scikit-learn, which the extra `learn` installs")
    lesson = tmp_path / "lessons"
    lesson.mkdir()
    for i, (verb, event) in enumerate([("shut", "shut"), ("fined", "penalised")] * 4):
        text = f"Xinfa {verb} {i + 2}0,000 tons of smelting capacity.\n"
        start, end = text.index(f"{i + 2}0"), text.index(" of")
        record = {
            "start": start,
            "end": end,
            "event": event,
            "measure": "capacity",
            "statistic": "level",
            "low": (i + 2) * 1e4,
            "high": (i + 2) * 1e4,
            "unit": "t",
        }
        record |= {"product": "primary_aluminium", "company": "Xinfa", "region": None, "period_start": None, "period_end": None}
        (lesson / f"a{i}.txt").write_text(text, "utf-8")
        (lesson / f"a{i}.json").write_text(json.dumps({"facts": [record], "set_aside": []}), "utf-8")
    table = tmp_path / "weights.tsv"
    done = CliRunner().invoke(main, ["learn", *[str(lesson)] * 8, "--output", str(table)], catch_exceptions=False)
    assert "learnt from 64 articles" in done.output
    judge = Judge(Scales.table(table.read_bytes()))
    assert [
        parse("Xinfa shut 300,000 tons of smelting capacity.", judge=judge).facts[0].event,
        parse("Xinfa fined 300,000 tons.", judge=judge).facts[0].event,
    ] == ["shut", "penalised"]


def test_none_weighs_less_than_was_learnt_for_a_place_and_for_the_day_of_what_was_done() -> None:
    pytest.importorskip("sklearn", reason="learning needs scikit-learn, which the extra `learn` installs")
    lessons = [learn.Lesson([f"kind: {kind}"], "output", event, "level") for kind, event in (("mass", "shut"), ("money", "reported"))] * 12
    ballots = [[(["region none"], i % 2 == 0), (["region left"], i % 2 == 1)] for i in range(24)]
    weights = learn._weights(lessons, [learn.Choice("region", ballot) for ballot in ballots])
    assert weights["region none"]["region"] == pytest.approx(-0.4, abs=0.05)  # learnt alone it weighs nothing
    assert weights["period none shut"]["period"] == -0.5 and "period none reported" not in weights
