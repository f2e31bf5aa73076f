"""The review desk: what it lists, what a decision writes and changes, and one afternoon at it in a real JupyterLab."""

from __future__ import annotations

import csv
import html
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pandas as pd
import pytest

import lab
import potline
from potline import corpus, corrections, intake, tables
from potline.doubts import Desk, Doubt, doubts
from potline.model import Fact, Number, Parsed, PotlineError

SEEDS = Path(__file__).parent / "gold" / "seeds"
NOW = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
EVIL = 'Juke </div><script>alert(1)</script> <img src=x onerror="alert(2)"> shut 400000 tons & 80 kt, $x$ of which 226 in Henan.'


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def juke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article of which a stand-in for the parser makes two facts, one flagged, and a number no rule explains."""

    def parse(article, lexicon):
        facts, numbers = [], []
        for quote, low, flags in (("400000 tons", 4e5, ("year_inferred",)), ("80 kt", 8e4, ())):
            at = article.text.index(quote)
            key = (f"{article.article_id}:{at}", article.article_id, at, at + len(quote), quote, article.text)
            facts.append(Fact(*key, "shut", "capacity", low=low, high=low, unit="t", region="Henan", theme="crackdown", flags=flags))
            numbers.append(Number(article.article_id, at, at + len(quote), quote, "fact", None, key[0]))
        at = article.text.index("226")
        return Parsed(article, tuple(facts), (*numbers, Number(article.article_id, at, at + 3, "226", "unexplained")))

    for room in (intake, corpus):
        monkeypatch.setattr(room, "parse", parse)
    monkeypatch.setenv("POTLINE_CACHE", "off")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "juke.txt").write_text(EVIL, "utf-8")
    return tmp_path / "seeds"


def desk(folder: Path, **asked: object) -> Desk:
    return Desk(potline.load(folder, **asked), "A. Müller", lambda: NOW)


def written(folder: Path) -> list[dict[str, str]]:
    path = folder / "corrections.csv"
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines())) if path.exists() else []


def of(wanted: list[Doubt], kind: str) -> Doubt:
    return next(d for d in wanted if d.kind == kind)


def test_what_does_not_add_up_comes_first(seeds):
    wanted = desk(seeds).wanted
    order = ["fault", "look", "flag", "unexplained"]
    assert [d.severity for d in wanted] == sorted((d.severity for d in wanted), key=order.index)
    assert wanted[0].kind == "total_of_parts" and len(wanted[0].spots) == 4 and "2.4 Mt" in wanted[0].text


def test_flags_and_unexplained_numbers_follow_and_every_number_stands_once(juke):
    wanted = desk(juke).wanted
    assert [(d.kind, d.spots[0].quote) for d in wanted] == [("flag", "400000 tons"), ("unexplained", "226")]


def test_the_largest_flagged_amount_is_first(juke):
    (parsed,) = tables.nouns(potline.load(juke))[0]
    both = replace(parsed, facts=tuple(replace(f, flags=("year_inferred",)) for f in reversed(parsed.facts)))
    assert [d.spots[0].quote for d in doubts([both], tables.checks_frame([]))][:2] == ["400000 tons", "80 kt"]
    doubly = replace(both, facts=tuple(replace(f, flags=(*f.flags, "alias")) if f.quote == "80 kt" else f for f in both.facts))
    assert [d.spots[0].quote for d in doubts([doubly], tables.checks_frame([]))][:2] == ["80 kt", "400000 tons"]


def test_accepting_a_finding_accepts_its_numbers_and_says_what_else_that_settles(seeds):
    d = desk(seeds)
    first = d.wanted[0]
    others = [w for w in d.wanted[1:] if {*w.spots} & {*first.spots}]
    assert others and {w.text for w in others} <= set(d.also(first))
    before = len(d.wanted)
    d.accept(first.spots, why="the article's own slip")
    rows = written(seeds)
    assert [r["action"] for r in rows] == ["accept"] * 4 and {r["quote"] for r in rows} == {s.quote for s in first.spots}
    assert {(r["who"], r["when"], r["why"]) for r in rows} == {("A. Müller", "2024-05-02T09:30:00.000+00:00", "the article's own slip")}
    assert len(d.wanted) == before - 1 - len(others)
    held = d.corpus.facts.set_index("fact_id")["flags"]
    assert all("accepted" in held[s.fact_id] for s in first.spots)


def test_the_desk_and_the_next_run_see_the_same(seeds):
    d = desk(seeds)
    total, part, *_ = d.wanted[0].spots
    d.accept(d.wanted[-1].spots)
    d.correct(total, {**d.reading(total), "low": "2400000"})
    d.set_aside(part, "reference")
    again = potline.load(seeds)
    for table in ("articles", "blocks", "numbers", "facts", "checks"):
        pd.testing.assert_frame_equal(getattr(d.corpus, table), getattr(again, table))
    assert again.problems == () and again.decisions == d.corpus.decisions


def test_a_corrected_total_adds_up_and_both_ends_of_one_amount_move(seeds):
    d = desk(seeds)
    total = d.wanted[0].spots[0]
    d.correct(total, {**d.reading(total), "low": " 2400000 "})
    assert [(r["action"], r["column"], r["value"]) for r in written(seeds)] == [("correct", "low", "2400000"), ("correct", "high", "2400000")]
    assert not [w for w in d.wanted if w.severity == "fault"]


WRONG = [
    ({"event": "shutt"}, "'shut' was meant"), ({"low": "2.4 million"}, "write 1070000"),
    ({"period_start": "May"}, "write it as"), ({}, "Nothing is changed"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "words"), WRONG, ids=[w for _, w in WRONG])
def test_a_value_that_cannot_be_is_refused_and_nothing_written(juke, values, words):
    d = desk(juke)
    with pytest.raises(PotlineError, match=words):
        d.correct(d.wanted[0].spots[0], d.reading(d.wanted[0].spots[0]) | values)
    assert written(juke) == []


def test_nobody_decides_nothing(juke):
    d = Desk(potline.load(juke), "  ", lambda: NOW)
    with pytest.raises(PotlineError, match="Say who"):
        d.accept(d.wanted[0].spots)
    assert written(juke) == []


def test_an_unexplained_number_is_set_aside_with_its_reason(juke):
    d = desk(juke)
    d.set_aside(of(d.wanted, "unexplained").spots[0], "garbled")
    assert [w.kind for w in d.wanted] == ["flag"]
    assert tuple(d.corpus.numbers.iloc[-1][["quote", "status", "reason"]]) == ("226", "set_aside", "garbled")


def test_an_unexplained_number_is_taken_as_a_fact(juke):
    d = desk(juke)
    spot = of(d.wanted, "unexplained").spots[0]
    assert d.reading(spot)["low"] == "226" and d.reading(spot)["event"] == "reported"
    d.correct(spot, d.reading(spot) | {"event": "inspected", "measure": "enterprises", "unit": "enterprise"})
    assert [r["action"] for r in written(juke)] == ["add"] * 4 and [w.kind for w in d.wanted] == ["flag"]
    assert tuple(d.corpus.facts.iloc[-1][["quote", "event", "measure", "unit", "low"]]) == ("226", "inspected", "enterprises", "enterprise", 226)


def test_decisions_are_taken_back_last_first(juke):
    at = desk(juke)
    with pytest.raises(PotlineError, match="no decision of this desk"):
        at.undo()
    wanted, facts = [d.key for d in at.wanted], at.corpus.facts
    at.set_aside(of(at.wanted, "unexplained").spots[0], "idiom")
    one = at.file.read_bytes()
    at.accept(at.wanted[0].spots)
    assert not at.wanted
    at.undo()
    assert at.file.read_bytes() == one
    at.undo()
    assert at.file.read_bytes() == b"" and [d.key for d in at.wanted] == wanted
    pd.testing.assert_frame_equal(at.corpus.facts, facts)


def test_a_file_that_another_changed_is_not_taken_back(juke):
    at = desk(juke)
    at.accept(at.wanted[0].spots)
    at.file.write_bytes(theirs := at.file.read_bytes() + b"# a colleague's\n")
    with pytest.raises(PotlineError, match="was changed since"):
        at.undo()
    assert at.file.read_bytes() == theirs


def test_a_filter_stays_in_force_after_a_decision(seeds):
    d = desk(seeds, regions=["Ningxia"])
    d.accept(d.wanted[0].spots)
    assert set(d.corpus.facts["region"]) == {"Ningxia"} and d.corpus.filters == {"regions": ["Ningxia"]}


def test_a_corpus_of_no_folder_is_refused(juke):
    with pytest.raises(PotlineError, match=r"potline\.load"):
        potline.review(replace(potline.load(juke), folder=""))


def test_tables_go_back_to_what_they_were_made_of(seeds):
    held = potline.load(seeds)
    again = tables.corpus(*tables.nouns(held))
    for table in ("articles", "blocks", "numbers", "facts"):
        pd.testing.assert_frame_equal(getattr(held, table), getattr(again, table))


def plain(fragment: str) -> str:
    return html.unescape(re.sub(r"<summary>.*?</summary>|<[^>]*>", "", fragment))


def test_a_hostile_article_is_shown_as_text(juke):
    d = desk(juke)
    shown = d.article(d.wanted[0].spots[0])
    assert plain(shown) == EVIL and not re.search(r"<(?!/?(?:mark|span|b|details|summary)\b)", shown)


def test_an_article_is_shown_whole(seeds):
    d = desk(seeds)
    for doubt in d.wanted:
        for spot in doubt.spots:
            assert plain(d.article(spot, doubt.spots)) == d.corpus.texts[spot.article_id]


def test_the_number_is_marked_and_so_are_its_fellows_and_the_mentions(seeds):
    d = desk(seeds)
    first = d.wanted[0]
    shown = d.article(first.spots[0], first.spots)
    now = re.findall(r'<mark class="[^"]*\bnow\b[^"]*">(.*?)</mark>', shown)
    assert "".join(now) == first.spots[0].quote
    assert len(re.findall(r'class="[^"]*\bother\b', shown)) >= 3
    for kind, name in (("companies", "Xinjiang Jiarun"), ("regions", "Hebei"), ("products", "electrolytic aluminum")):
        assert re.search(rf'class="{kind}">{name}<', shown), kind


def test_the_desk_without_a_browser(juke):
    shown = potline.review(potline.load(juke), who="", now=lambda: NOW)
    assert len(shown.list.options) == 2 and "<script" not in shown.text.value and not shown.accept.disabled
    shown.accept.click()
    assert "Say who decides" in shown.told.value and written(juke) == []
    shown.who.value, shown.why.value = "Li", "seen in print"
    shown.fields["region"].value, shown.fields["event"].value = "Shanxi", "curtailed"
    shown.correct.click()
    assert {(r["column"], r["value"], r["who"], r["why"]) for r in written(juke)} == {
        ("event", "curtailed", "Li", "seen in print"), ("region", "Shanxi", "Li", "seen in print"),
    }  # fmt: skip
    assert len(shown.list.options) == 1 and shown.accept.disabled and shown.correct.description == "Take as a fact"
    shown.reason.value = "garbled"
    shown.drop.click()
    assert written(juke)[-1]["value"] == "garbled" and "Nothing wants a decision" in shown.finding.value
    assert shown.drop.disabled and shown.corpus.facts.iloc[0]["region"] == "Shanxi"
    shown.drop.click()
    assert len(written(juke)) == 3
    shown.back.click()
    assert len(written(juke)) == 2 and "taken back" in shown.told.value and len(shown.list.options) == 1
    shown.back.click()
    assert written(juke) == [] and shown.back.disabled and len(shown.list.options) == 2


def test_the_fields_offer_what_the_corrections_file_takes(seeds):
    shown = potline.review(potline.load(seeds), who="Li")
    for name, known in corrections.VOCABULARY.items():
        values = [value for _, value in shown.fields[name].options]
        assert set(known) <= set(values) and ("" in values) == (name not in corrections.REQUIRED)
    place = next(i for i, d in enumerate(shown.desk.wanted) if d.kind == "truncated_name")
    shown.list.index = place
    assert "Xinjiang Qiya" in shown.fields["company"].options[:9] and "" not in shown.fields["company"].options
    assert {"Xinjiang", "t"} <= {*shown.fields["region"].options, *shown.fields["unit"].options}


def test_a_file_that_cannot_be_written_is_said(juke, monkeypatch):
    def locked(path, correction):
        raise PermissionError(13, "Permission denied", str(path))

    shown = potline.review(potline.load(juke), who="Li")
    monkeypatch.setattr(corrections, "append", locked)
    shown.accept.click()
    assert "Permission denied" in shown.told.value and len(shown.list.options) == 2


@lab.NEEDED
def test_in_a_real_jupyterlab_by_keyboard(seeds):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    cells = [nbformat.v4.new_code_cell("import potline\npotline.review(potline.load(), who='A. Müller')")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=lab.KERNEL), seeds.parent / "desk.ipynb")
    with lab.lab(seeds.parent) as address, lab.browser() as page:
        lab.open_notebook(page, address, "desk.ipynb")
        lab.run_all(page)
        page.wait_for_selector(".potline-desk .article .now")
        found = axe.Axe().run(page, context=".potline-desk").response["violations"]
        assert [(v["id"], [n["html"][:150] for n in v["nodes"]]) for v in found] == []
        page.locator(".potline-desk select").first.focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_selector(".potline-desk .finding >> text=To look at.")
        page.keyboard.press("ArrowUp")
        page.wait_for_selector(".potline-desk .finding >> text=Does not add up.")
        page.keyboard.press("Tab")
        chosen = r"/^1\.\s2million\stons/.test(document.activeElement.selectedOptions?.[0]?.textContent)"
        page.wait_for_function(chosen)  # the list is filled a moment later
        page.keyboard.press("Tab")
        page.wait_for_function("document.activeElement.textContent == 'Accept all 4'")
        page.keyboard.press("Space")
        page.wait_for_selector('.potline-desk [role="status"] >> text=written to corrections.csv')
        assert [r["action"] for r in written(seeds)] == ["accept"] * 4 and written(seeds)[0]["who"] == "A. Müller"
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", written(seeds)[0]["when"])
        page.wait_for_function("document.activeElement.textContent.startsWith('Accept')")
        page.wait_for_function(INSIDE)  # the number is in sight


INSIDE = """() => { const [a, n] = ['.article', '.article .now'].map(s => document.querySelector('.potline-desk ' + s).getBoundingClientRect());
return n.top >= a.top && n.bottom <= a.bottom }"""
