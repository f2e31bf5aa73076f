"""What an analyst does between two editions, through the command: each change has its name and its cause, in `diff` and in the briefing."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from potline import corrections, editions
from potline.cli import main
from potline.corpus import load

GOLD = Path(__file__).parent / "gold" / "seeds"
BASE = "004_abf670c63f52963b"
FIRST = "In May 2017, Lanhe Aluminum in Henan put into operation a foil line with an annual output of 50000 tons."
LATER = FIRST.replace("50000 tons", "60000 tons")


class Edition(NamedTuple):
    """One run of the report: what the command printed, its edition's number, and the section What changed of its briefing."""

    result: Result
    number: int
    section: str
    rows: list[list[str]]


class Project:
    """A folder of seeds and what the command makes of it, an edition a run."""

    def __init__(self, root: Path) -> None:
        self.root, self.seeds, self.reports = root, root / "seeds", root / "reports"
        self.seeds.mkdir(parents=True)
        shutil.copy(GOLD / f"{BASE}.txt", self.seeds)

    def report(self, *arguments: str) -> Edition:
        places = ["--seeds", str(self.seeds), "--output", str(self.reports)]
        result = CliRunner().invoke(main, ["report", *places, "--only", "briefing", *arguments])
        assert result.exit_code == 0, result.output
        page = BeautifulSoup((self.reports / "04_briefing.html").read_text("utf-8"), "html.parser")
        head = next(h for h in page.select("h2") if h.text == "What changed since the last edition?")
        part = []
        for after in head.find_next_siblings():
            if after.name == "h2":
                break
            part.append(after)
        rows = [[cell.text for cell in row.select("td, th")] for p in part for row in p.select("tbody tr")]
        return Edition(result, len(editions.editions(self.reports)), " ".join(p.get_text(" ", strip=True) for p in part if p.name == "p"), rows)

    def facts(self, number: int) -> list[dict]:
        """The facts of an edition as its manifest keeps them."""
        return editions.load(str(number), self.reports)["facts"].to_pylist()

    def diff(self, old: str | int, new: str | int) -> list[dict]:
        """What `potline diff` says of two editions of this project, a dict a change."""
        folders = [str(next((self.reports / "editions").glob(f"{n:04}-*"))) if isinstance(n, int) else n for n in (old, new)]
        result = CliRunner().invoke(main, ["diff", *folders, "--format", "jsonl"])
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    def decide(self, quote: str, **decision: str) -> None:
        """One row more in seeds/corrections.csv about the number that is so printed."""
        path, corpus = self.seeds / "corrections.csv", load(self.seeds)
        fact = corpus.facts[corpus.facts["quote"].eq(quote)].iloc[0]
        sha = dict(zip(corpus.articles["article_id"], corpus.articles["sha256"], strict=True))[fact["article_id"]]
        known = path.exists()
        with path.open("a", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, corrections.COLUMNS)
            if not known:
                out.writeheader()
            out.writerow({"article_id": fact["article_id"], "sha256": sha, "start": fact["start"], "quote": quote, **decision})


class Story(NamedTuple):
    """The editions of one project, each after one thing was done."""

    project: Project
    editions: dict[str, Edition]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    project = Project(tmp_path_factory.mktemp("editions") / "project")
    done = {"first": project.report()}
    (project.seeds / "new.txt").write_text(f"Henan starts a foil line\n\n{FIRST}\n", "utf-8")
    done["article"] = project.report()
    project.decide("250000 tons", action="correct", column="low", value="-260000", who="an analyst", when="2024-05-02", why="misprint")
    project.decide("250000 tons", action="correct", column="high", value="-260000", who="an analyst", when="2024-05-02", why="misprint")
    done["correction"] = project.report()
    (project.seeds / "new.txt").write_text(f"Henan starts a foil line\n\n{LATER}\n", "utf-8")
    done["changed"] = project.report()
    done["parameter"] = project.report("-p", "regions=Henan")
    return Story(project, done)


ORDER = ("first", "article", "correction", "changed", "parameter")


def changes(story: Story, what: str) -> list[dict]:
    number = ORDER.index(what) + 1
    return story.project.diff(number - 1, number)


def quotes(rows: list[dict]) -> list[str]:
    return [(row["after"] or row["before"])["quote"] for row in rows]


def test_each_run_that_differs_is_an_edition_of_its_own(story: Story) -> None:
    assert [story.editions[what].number for what in ORDER] == [1, 2, 3, 4, 5]


def test_the_first_edition_has_nothing_to_compare_with(story: Story) -> None:
    assert story.editions["first"].section == "There is no earlier edition to compare with."
    assert "no earlier edition" in story.editions["first"].result.stdout


def test_a_new_article_brings_new_facts(story: Story) -> None:
    found = changes(story, "article")
    assert {(c["change"], c["cause"]) for c in found} == {("new", "new article")}
    assert "50000 tons" in quotes(found) and {c["after"]["article_id"] for c in found} == {"new"}
    assert all(c["before"] is None for c in found)


def test_a_corrected_number_is_corrected_by_the_analyst(story: Story) -> None:
    [change] = changes(story, "correction")
    assert (change["change"], change["cause"]) == ("corrected", "correction")
    assert [change[side]["low"] for side in ("before", "after")] == [-250_000.0, -260_000.0]
    assert "corrected" in change["after"]["flags"] and set(change["columns"]) == {"low", "high"}


def test_a_changed_article_revises_its_fact_and_leaves_the_correction(story: Story) -> None:
    found = changes(story, "changed")
    assert {(c["change"], c["cause"]) for c in found} == {("revised", "changed article")}
    line = next(c for c in found if c["after"]["quote"] == "60000 tons")
    assert (line["before"]["low"], line["after"]["low"]) == (50_000.0, 60_000.0)
    assert [f["low"] for f in story.project.facts(4) if f["quote"] == "250000 tons"] == [-260_000.0]


def test_a_parameter_takes_facts_away(story: Story) -> None:
    found = changes(story, "parameter")
    assert {(c["change"], c["cause"]) for c in found} == {("withdrawn", "parameter")}
    kept = story.project.diff(4, str(story.project.reports))
    assert len(kept) == len(found) and all("Henan" not in (c["before"]["region"] or "") for c in found)


@pytest.mark.parametrize("what", ORDER[1:])
def test_the_briefing_and_the_summary_say_what_diff_says(story: Story, what: str) -> None:
    edition, found = story.editions[what], Counter((c["change"], c["cause"]) for c in changes(story, what))
    for (change, cause), n in found.items():
        assert f"{change}: {cause}" in edition.section
        assert f"{n} {change} ({cause})" in edition.result.stdout
    told = [(f"{c['change'].capitalize()}: {c['cause']}", " ".join(quote.split()[:8])) for c in changes(story, what) for quote in quotes([c])]
    assert [(row[0], row[1].removesuffix(" …")) for row in edition.rows] == told[:12]  # the first dozen


def test_the_table_form_has_a_line_a_change(story: Story) -> None:
    kept = sorted((story.project.reports / "editions").iterdir())
    result = CliRunner().invoke(main, ["diff", str(kept[0]), str(kept[1])])
    assert len(result.stdout.splitlines()) == len(changes(story, "article"))
    assert all(line.startswith("new ") and "new article" in line for line in result.stdout.splitlines())


def test_a_correction_is_marked_from_the_edition_it_was_made_for(story: Story) -> None:
    assert [[f["quote"] for f in story.project.facts(n) if "corrected" in f["flags"]] for n in (2, 3, 4)] == [[], ["250000 tons"], ["250000 tons"]]


def test_an_edition_is_named_as_the_baseline_and_a_correction_goes_stale(story: Story, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(story.project.seeds, project.seeds, dirs_exist_ok=True)
    shutil.copytree(story.project.reports, project.reports)
    text = (project.seeds / f"{BASE}.txt").read_bytes().decode()
    (project.seeds / f"{BASE}.txt").write_bytes(text.replace("250000 tons", "270000 tons").encode())
    before = (project.seeds / "corrections.csv").read_bytes()
    edition = project.report("-p", "baseline=1")
    assert "stale" in edition.result.stderr
    assert (project.seeds / "corrections.csv").read_bytes() == before
    assert "revised: changed article" in edition.section and "new: new article" in edition.section
    assert ["Revised: changed article", "270000 tons"] in [row[:2] for row in edition.rows]
