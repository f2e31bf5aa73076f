"""Sentences say what rows hold, plainly that there are none, and nothing twice; no figure is typed into one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import gallery
import potline
from potline import narrative, selection, tables, wording
from potline.model import Check, Unread
from potline.tables import Corpus, checks_frame
from potline.wording import FACT_ID, MARK, Sentence

LIB = Path(potline.__file__).parent
TOLD = ("narrative", "phrases", "crackdown", "extension", "datanotes", "charts", "maps", "timeline", "bars", "wording")
SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def seeds() -> Corpus:
    return potline.load(SEEDS)


def everything(corpus: Corpus) -> Iterator[Sentence]:
    """Every sentence that a report may print of facts."""
    yield from narrative.headline(corpus)
    for event in selection.DOWN:
        yield from narrative.stopped(corpus, event)
    for told in (narrative.lines, narrative.output, narrative.processing, narrative.enterprises, narrative.campaigns, narrative.doubts):
        yield from told(corpus)
    yield from narrative.lines(corpus, *selection.PLANNED)
    for kind in narrative.HEADINGS:
        yield narrative.heading(corpus, kind).caption


@cache
def told(case: str) -> list[Sentence]:
    return list(everything(gallery.made(case)))


# figures of the seeds, as the briefing has to say them

SAYS = [
    ("shut", "In Xinjiang, 1.07 Mt of primary aluminium capacity was shut in May 2017; the four named parts add up"),
    ("project_halted", "In Xinjiang, construction of 2 Mt of primary aluminium capacity was halted in May 2017, although the three named parts "
     "come to 2.4 Mt, 400 kt more"),
    ("curtailed", "At Weiqiao in Shandong, 250 kt of primary aluminium output was cut in June 2017"),
    ("found_illegal", "At Xinfa, 1.1 Mt of primary aluminium capacity was found illegal in July 2017"),
]


@pytest.mark.parametrize(("event", "words"), SAYS, ids=[e for e, _ in SAYS])
def test_what_was_stopped(seeds: Corpus, event: str, words: str):
    assert str(narrative.stopped(seeds, event)[0]).startswith(words)


def test_the_rest_that_the_seeds_must_say(seeds: Corpus):
    assert str(narrative.enterprises(seeds)[0]).startswith("164 of 167 alloy ingot enterprises in Hebei are shut")
    assert "about 5,000 enterprises in Shanghai in April 2017" in str(narrative.campaigns(seeds)[0])
    lines = [str(s) for s in narrative.lines(seeds)]
    assert lines[0].startswith("In Ningxia, 1.1 Mt a year of fabrication lines were commissioned at seven named firms")
    assert lines[1] == "In Ningxia, capacity for 3 million wheels a year was commissioned."
    output = "277 kt of aluminium products in the first half of 2020, 22 percent more than a year before, which puts the year before at about 227 kt"
    assert output in str(narrative.output(seeds)[0])
    [rate] = map(str, narrative.processing(seeds))
    assert "47.4 percent of its primary metal locally in the first half of 2020, up 9.3 on the year" in rate
    assert "the rate a year before was 38.1 percent if points and 43.4 percent if percent" in rate


def test_the_headline_begins_with_the_balance(seeds: Corpus):
    first, *rest = narrative.headline(seeds)
    assert 2 <= len(rest) <= 4
    for words in ("1.1 Mt a year of fabrication lines commissioned in Ningxia", "2 Mt of smelting capacity halted", "1.07 Mt shut in Xinjiang"):
        assert words in str(first)
    assert all(s.facts for s in (first, *rest))


def test_what_was_set_aside_is_named(seeds: Corpus):
    told = " ".join(map(str, narrative.dropped(seeds)))
    assert "testing machine" in told and "Fed Governor" in told


def test_cards_carry_value_unit_and_rows(seeds: Corpus):
    shown = {(c.value, c.unit) for c in narrative.cards(seeds)}
    assert {("1.1", "Mt"), ("3 million", "pieces"), ("277", "kt"), ("47.4", "percent")} <= shown
    assert {("1.07", "Mt"), ("2", "Mt"), ("250", "kt"), ("164 of 167", "")} <= shown
    assert all(c.facts and c.period for c in narrative.cards(seeds))


# empty first

def test_nothing_left_is_said_plainly():
    corpus = gallery.corpus([])
    assert [str(s) for s in narrative.headline(corpus)] == [narrative.NOTHING]
    assert narrative.cards(corpus) == []
    assert all(str(s).startswith(("No ", "Nothing ", "There is no ")) for s in everything(corpus) if str(s))
    assert str(narrative.changed(None)[0]).startswith("There is no earlier edition")


@pytest.mark.parametrize("case", gallery.CASES)
def test_every_corpus_can_be_told(case: str):
    known = set(gallery.made(case).facts["fact_id"])
    for said in told(case):
        assert set(said.facts) <= known
        assert re.fullmatch(r"[A-ZÀ-Þ\d“].*[.]", str(said)), str(said)
        assert "nan" not in str(said).split() and "None" not in str(said) and "  " not in str(said)


# every figure stands in the rows that the sentence cites

AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?: to (\d[\d,]*(?:\.\d+)?))? (kt|Mt|t|percent|million pieces)\b")
SCALE = {"t": 1.0, "kt": 1e3, "Mt": 1e6, "percent": 1.0, "million pieces": 1e6}


def unsupported(said: Sentence, facts: pd.DataFrame) -> list[str]:
    """Amounts of a sentence that are no value, sum, difference or implied base of the facts cited up to the mark behind them."""
    rows = facts.set_index("fact_id")
    parts, missing, groups = MARK.split(said.text), [], []
    for i, ids in enumerate([*parts[1::2], ""]):
        cited = [rows.loc[f] for f in FACT_ID.findall(ids)]
        groups.append(cited)
        for match in AMOUNT.finditer(parts[2 * i]):
            values = [float(v.replace(",", "")) * SCALE[match[3]] for v in match.group(1, 2) if v]
            due = possible([group for group in groups if group])
            missing += [match[0] for v in values if not any(abs(v - d) <= 6e-4 * abs(d) for d in due) and v not in bases(groups)]
    return missing


def possible(groups: list[list[pd.Series]]) -> set[float]:
    """Values, sums of what one mark cites, and differences of two sums."""
    singles = {abs(float(r[side])) for g in groups for r in g for side in ("low", "high") if pd.notna(r[side])}
    sums = {sum(abs(float(r[side])) for r in g if pd.notna(r[side])) for g in groups for side in ("low", "high")}
    return singles | sums | {abs(a - b) for a in singles | sums for b in sums}


def bases(groups: list[list[pd.Series]]) -> set[float]:
    """Levels a year before that a cited level and change imply, as they are rounded in print."""
    cited = [r for g in groups for r in g]
    levels, changes = ([r["low"] for r in cited if r["statistic"] == kind] for kind in ("level", "change"))
    return {float(f"{base:.3g}") for level in levels for change in changes for base in (level - change, level / (1 + change / 100))}


@pytest.mark.parametrize("case", ["story", "sixty", "many totals", "sixty parts", "long names", "a tonne to ten million"])
def test_every_amount_is_in_the_rows_it_cites(case: str):
    found = {str(s): unsupported(s, gallery.made(case).facts) for s in told(case)}
    assert not {s: missing for s, missing in found.items() if missing}


def test_every_amount_of_the_seeds_is_in_the_rows_it_cites(seeds: Corpus):
    found = {str(s): unsupported(s, seeds.facts) for s in everything(seeds)}
    assert not {s: missing for s, missing in found.items() if missing}


def test_the_check_finds_a_figure_of_nobody(seeds: Corpus):
    said = narrative.stopped(seeds, "shut")[0]
    assert unsupported(replace(said, text=said.text.replace("1.07", "1.08")), seeds.facts) == ["1.08 Mt"]


# what may be added

HEBEI = {"region": "Hebei", "region_code": "CN-HE"}


def test_a_total_and_its_parts_are_not_added():
    facts = gallery.corpus(gallery.total(4)).facts
    assert selection.addable(facts, "shut")["low"].tolist() == [4000.0]
    parts = facts[facts["part_of"].notna()]
    assert selection.addable(parts, "shut")["low"].sum() == 4000.0, "a total that was filtered out leaves its parts to be counted"


def test_a_claim_in_two_articles_counts_once_with_both_sources():
    facts = [gallery.fact(n, "shut", 5e5, company="Weiqiao", article_id=f"a{n}", **HEBEI) for n in range(2)]
    [row] = selection.addable(gallery.corpus(facts).facts, "shut").itertuples()
    assert len(row.sources) == 2


def test_equal_items_of_one_sentence_are_two():
    said = {"sentence": "Lines of 50000 t and 50000 t.", "article_id": "a", **HEBEI}
    claims = tables.facts_frame(gallery.fact(n, "commissioned", 5e4, **said) for n in range(2))
    assert selection.addable(claims, "commissioned")["low"].sum() == 1e5


def test_a_contradiction_is_a_range_with_both_sources():
    corpus = gallery.corpus([gallery.fact(n, "shut", value, company="Jiarun", article_id=f"a{n}", **HEBEI) for n, value in enumerate((4e5, 8e5))])
    ids = tuple(corpus.facts["fact_id"])
    corpus = replace(corpus, checks=checks_frame([Check("c", "contradiction", ("a0", "a1"), ids, 4e5, 8e5, 4e5, "t", "They differ.", "look")]))
    assert str(narrative.stopped(corpus, "shut")[0]).startswith("At Jiarun in Hebei, 400 to 800 kt of")
    assert str(narrative.disagreements(corpus)[0]) == "They differ."
    assert set(narrative.disagreements(corpus)[0].facts) == set(ids)


def test_of_many_findings_and_unread_files_the_first_are_told_and_the_rest_counted():
    facts = tables.facts_frame([gallery.fact(0, "shut", 5e5, **HEBEI)])
    found = checks_frame(Check(f"c{n}", "parts", (), (), 1.0, 2.0, 1.0, "t", f"Finding {n}.", "fault") for n in range(70))
    corpus = replace(tables.corpus([], [Unread(f"{n}.bin", "binary: no text") for n in range(70)]), facts=facts, checks=found)
    assert [s.text for s in narrative.disagreements(corpus)][59:] == ["Finding 59.", "Ten further findings stand in the table of checks."]
    unread = ["59.bin was not read: binary: no text.", "Ten further files were not read: the table of articles names each."]
    assert [s.text for s in narrative.read(corpus)][60:] == unread


def test_national_figures_stand_apart_from_those_of_provinces():
    facts = [gallery.fact(0, "shut", 3e6, region="China", region_code="CN"), gallery.fact(1, "shut", 1e6, **HEBEI)]
    assert "4 Mt" not in str(narrative.balance(gallery.corpus(facts)))


def test_changes_are_counted_by_cause():
    rows = [("new", "new article", "a:1"), ("new", "new article", "a:2"), ("withdrawn", "removed article", "")]
    changes = pd.DataFrame(rows, columns=["change", "cause", "fact_id"])
    assert [s.text for s in narrative.changed(changes)] == ["Two facts new: new article[[a:1,a:2]].", "One fact withdrawn: removed article."]


# no figure typed into a sentence

def constants(source: str) -> Iterator[str]:
    """Every string of a module that could end in a sentence: no docstring, no format spec, no example."""
    tree = ast.parse(source)
    specs = {id(c) for n in ast.walk(tree) if isinstance(n, ast.FormattedValue) and n.format_spec for c in ast.walk(n.format_spec)}
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    for n in ast.walk(tree):
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in specs | docs:
            yield re.sub(r"\{[^{}]*\}", "", n.value)


FIGURE = re.compile(r"\d|\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred)\b")


def figures(source: str) -> list[str]:
    return [text for text in constants(source) if " " in text.strip() and FIGURE.search(text)]


@pytest.mark.parametrize("module", TOLD)
def test_no_figure_is_typed_into_a_sentence(module: str):
    assert figures((LIB / f"{module}.py").read_text("utf-8")) == []


def test_the_check_finds_a_typed_figure():
    assert figures('x = f"Xinjiang shut 1.07 Mt in {month:02d}."') == ["Xinjiang shut 1.07 Mt in "]
    assert figures('x = f"{amount(1, 2)} at seven firms"') == [" at seven firms"]
    assert figures('def f():\n    """Shut 3 Mt."""\n    return f"{x:.2f} Mt"') == []


def test_a_name_cannot_forge_a_mark():
    hostile = gallery.fact(0, "shut", 5e5, company="Firm [[other:1]]", **HEBEI)
    corpus = gallery.corpus([hostile])
    [said] = narrative.stopped(corpus, "shut")
    assert said.facts == tuple(corpus.facts["fact_id"])


def test_a_mark_names_ids_with_commas_and_brackets():
    ids = ["seeds/a, b]]:1", "c:2"]
    assert Sentence.of(f"Said{wording.mark(ids)}.").facts == tuple(ids)
