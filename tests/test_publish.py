"""A report run: what it refuses, what it writes, and what it leaves standing when it fails."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import nbformat
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from nbformat import v4

from potline import publish, rows, staging, tables, workbook
from potline.cli import main
from potline.corpus import load
from potline.model import Article, Block, Fact, Number, Parsed, PotlineError, Unread

GOLD = Path(__file__).parent / "gold" / "seeds"
PARAMETERS = """seeds: str = "seeds"  # articles
since: str = ""
until: str = ""
regions: list[str] = []
products: list[str] = []
companies: list[str] = []
title: str = ""
baseline: str = ""
"""
SETUP = """import potline
from potline import show
corpus = potline.load(seeds, since=since, until=until, regions=regions, products=products, companies=companies)
show.begin(corpus, title or "A report")"""
COUNT = 'show.prose(f"There are {len(corpus.facts)} facts.")'


def notebook(path: Path, *cells: str, parameters: str = PARAMETERS) -> Path:
    """A notebook with these cells after the parameters."""
    first = v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    node = v4.new_notebook(cells=[v4.new_markdown_cell("# How much?"), first, *map(v4.new_code_cell, cells)])
    for number, cell in enumerate(node.cells):
        cell.id = f"cell-{number}"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(node, path)
    return path


def project(root: Path) -> Path:
    (root / "seeds").mkdir(parents=True)
    for path in GOLD.glob("*.txt"):
        shutil.copy(path, root / "seeds")
    notebook(root / "notebooks" / "01_one.ipynb", SETUP, COUNT)
    notebook(root / "notebooks" / "02_two.ipynb", SETUP, COUNT)
    return root


def report(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file() and staging.DESK not in p.parts}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path / "project"))
    return tmp_path / "project"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A project whose report was run, and what the command printed."""
    root, before = project(tmp_path_factory.mktemp("done") / "project"), Path.cwd()
    os.chdir(root)
    try:
        return root, report()
    finally:
        os.chdir(before)


def test_a_run_ends_with_a_summary_and_an_index_of_all(done: tuple[Path, Result]) -> None:
    root, result = done
    assert result.exit_code == 0, result.output
    assert re.search(r"Articles +2 read", result.stdout)
    assert re.search(r"Changes +no earlier edition", result.stdout)
    assert "100%" in result.stderr
    reports = root / "reports"
    linked = set(re.findall(r'href="([^"#]+)', (reports / "index.html").read_text("utf-8")))
    assert {"01_one.html", "01_one.pdf", "02_two.html", "02_two.pdf", "evidence.html", "tables/potline.xlsx", "tables/facts.csv"} <= linked
    assert all((reports / name).is_file() for name in linked)
    assert (reports / "01_one.pdf").read_bytes().startswith(b"%PDF-")


def test_an_executed_notebook_holds_no_time_and_no_path(done: tuple[Path, Result]) -> None:
    root, _ = done
    for path in (root / "reports" / "notebooks").glob("*.ipynb"):
        node = nbformat.read(path, as_version=4)
        assert "papermill" not in node.metadata
        assert not any({"papermill", "execution"} & set(cell.metadata) for cell in node.cells)
    kept = contents(root / "reports")
    assert kept
    assert not [name for name, data in kept.items() if not name.endswith(("xlsx", "pdf")) and str(root.parent).encode() in data]


def test_a_second_run_gives_the_same_bytes(done: tuple[Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, _ = done
    monkeypatch.chdir(root)
    before = contents(root / "reports")
    assert report().exit_code == 0
    assert contents(root / "reports") == before
    shutil.copytree(root, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("reports"))
    assert report("--seeds", tmp_path / "elsewhere" / "seeds", "--output", tmp_path / "out").exit_code == 0
    there = contents(tmp_path / "out")
    same = [name for name in before if not name.startswith("notebooks/")]  # these say that a folder was named
    assert not [name for name in same if there[name] != before[name]]
    assert str(tmp_path) not in (tmp_path / "out" / "notebooks" / "01_one.ipynb").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-p", "region=Xinjiang"], "the nearest is regions"), (["-p", "regions=Xinjang"], "the nearest is Xinjiang"),
        (["-p", "products=alumna"], "the nearest is alumina"), (["-p", "companies=Nobody of that name"], "no company"),
        (["-p", "since=yesterday"], "2017-05-31"), (["-p", "since=2018", "-p", "until=2017"], "ends before it begins"),
        (["-p", "since"], "NAME=VALUE"), (["-p", "title=a", "-p", "title=b"], "given twice"), (["-p", "seeds=nowhere"], "nowhere"),
        (["-p", "baseline=7"], "no edition"), (["--only", "breifing"], "--only takes"), (["--seeds", "nowhere"], "nowhere"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_refused_before_anything_runs(here: Path, arguments: list[str], says: str) -> None:
    result = report(*arguments)
    assert (result.exit_code, says in result.stderr) == (2, True), result.stderr
    assert not (here / "reports").exists()


def test_an_empty_folder_is_said_before_anything_runs(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(here / "seeds")
    (here / "seeds").mkdir()
    monkeypatch.setattr(publish, "staged", None)  # nothing is begun
    result = report()
    assert result.exit_code == 1 and "No articles could be read in" in result.stderr
    assert not (here / "reports").exists()


@pytest.mark.parametrize("text", ["region: x", "regions: 5", "title: [a]", "since: {a: b}", "- a", "a: [", "regions: [1, 2]"])
def test_a_file_of_parameters_is_checked(here: Path, text: str) -> None:
    (here / "p.yaml").write_text(text, "utf-8")
    assert report("--parameters", here / "p.yaml").exit_code == 2


def test_parameters_reach_the_notebooks_that_declare_them(here: Path) -> None:
    notebook(here / "notebooks" / "01_one.ipynb", SETUP, "print(regions, since, companies)")
    notebook(here / "notebooks" / "02_two.ipynb", "print(limit)", parameters="limit: int = 3")
    (here / "p.yaml").write_text("since: 2016-01-01\nlimit: 5\nregions: [Hebei]\n", "utf-8")
    jobs, filters = publish.plan(here / "seeds", here / "notebooks", here / "reports", {"since": "2016", "limit": "5", "regions": "xinjiang,CN-SD"})
    assert [job.settings for job in jobs] == [{"since": "2016-01-01", "regions": ["Xinjiang", "Shandong"]}, {"limit": 5}]
    assert filters == {"since": "2016-01-01", "regions": ["Xinjiang", "Shandong"]}
    result = report("--parameters", "p.yaml", "-p", "regions=Xinjiang", "--only", "one")
    assert result.exit_code == 0, result.output
    assert "['Xinjiang'] 2016-01-01 []" in (here / "reports" / "01_one.html").read_text("utf-8").replace("&#39;", "'").replace("&#x27;", "'")
    assert not (here / "reports" / "02_two.html").exists()
    facts = pd.read_parquet(here / "reports" / "tables" / "facts.parquet")
    assert set(facts["region"]) == {"Xinjiang"}


def test_a_notebook_that_an_analyst_changed_is_checked_and_used_as_it_is(here: Path) -> None:
    changed = PARAMETERS.replace("regions: list[str] = []", 'regions: list[str] = ["Hebei"]')
    notebook(here / "notebooks" / "01_one.ipynb", SETUP, COUNT, 'show.note("Added by hand.")', parameters=changed)
    assert report("--only", "01").exit_code == 0
    page = (here / "reports" / "01_one.html").read_text("utf-8")
    assert "Added by hand." in page
    assert f"There are {len(load('seeds', regions=['Hebei']).facts)} facts." in page
    notebook(here / "notebooks" / "01_one.ipynb", SETUP, parameters=PARAMETERS.replace("regions: list[str] = []", 'regions: list[str] = ["Hebeii"]'))
    assert "the nearest is Hebei" in report().stderr


def test_a_report_whose_notebook_is_gone_goes_too(here: Path) -> None:
    assert report().exit_code == 0
    (here / "reports" / "notes.txt").write_text("mine", "utf-8")
    (here / "notebooks" / "02_two.ipynb").unlink()
    assert report().exit_code == 0
    left = contents(here / "reports")
    assert not [name for name in left if "02_two" in name]
    assert left["notes.txt"] == b"mine"


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("x = 1\nraise ValueError('no such mine')", r"02_two\.ipynb, cell 3 \(x = 1\): failed with ValueError: no such mine"),
        ("import os; os._exit(9)", r"02_two\.ipynb, cell 3 .*lost its kernel"),
        ("while True: pass", r"02_two\.ipynb, cell 3 .*longer than 3 seconds"),
    ],
    ids=["a cell fails", "a kernel dies", "a cell never ends"],
)
def test_what_stood_stays_when_a_run_fails(here: Path, cell: str, says: str) -> None:
    (here / "reports").mkdir()
    (here / "reports" / "index.html").write_text("what stood", "utf-8")
    notebook(here / "notebooks" / "02_two.ipynb", cell)
    result = report("--timeout", "3", "-p", "title=Given")
    assert result.exit_code == 1
    assert re.search(says, result.stderr), result.stderr
    assert set(contents(here / "reports")) == {"index.html", "failed/02_two.ipynb"}
    assert cell in [c.source for c in nbformat.read(here / "reports" / "failed" / "02_two.ipynb", as_version=4).cells]


def test_two_runs_in_one_folder(here: Path) -> None:
    with staging.staged(here / "reports"):
        result = report()
    assert (result.exit_code, "Another run is writing" in result.stderr) == (1, True)


def test_an_unread_file_is_a_warning_or_with_strict_a_failure(here: Path) -> None:
    (here / "seeds" / "empty.txt").write_bytes(b"")
    result = report("--only", "01", "--strict")
    assert result.exit_code == 1
    assert re.search(r"1 file not read:\n.*empty\.txt: .*empty", result.stderr)
    assert (here / "reports" / "01_one.html").exists()


def test_of_many_articles_the_evidence_shows_those_that_are_cited(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = "show.table(corpus.facts.head(1)[['quote', 'fact_id']], 'One.', facts='fact_id')"
    notebook(here / "notebooks" / "01_one.ipynb", SETUP, shown, "show.evidence()")
    (here / "notebooks" / "02_two.ipynb").unlink()
    monkeypatch.setattr(publish, "WHOLE", 1)
    assert report().exit_code == 0
    page = (here / "reports" / "evidence.html").read_text("utf-8")
    assert page.count('<section class="article"') == 1 and "1 articles of 2 read: those that are cited" in page


def test_no_articles_at_all(here: Path) -> None:
    shutil.rmtree(here / "seeds")
    assert report().exit_code == 1
    (here / "seeds").mkdir()
    result = report()
    assert (result.exit_code, "No articles" in result.stderr) == (1, True)


def test_no_notebook_moves_the_process_to_another_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moves: list[object] = []
    monkeypatch.setattr(os, "chdir", moves.append)
    assert report().exit_code == 0
    assert moves == []


def test_each_region_has_its_own_briefing(here: Path) -> None:
    notebook(here / "notebooks" / "04_briefing.ipynb", SETUP, 'show.prose(f"Only {regions[0]}.")')
    result = report("--each", "region")
    assert result.exit_code == 0, result.output
    regions = sorted({name for names in load("seeds").facts["region"].dropna() for name in names.split("; ")})
    assert [path.name for path in sorted((here / "reports" / "regions").iterdir())] == regions
    for name in regions:
        assert f"Only {name}." in (here / "reports" / "regions" / name / "04_briefing.html").read_text("utf-8")


def test_a_killed_run_leaves_what_stood_and_the_next_completes_it(here: Path) -> None:
    assert report().exit_code == 0
    before = contents(here / "reports")
    for pause in (0.8, 1.6, 2.4):
        run = subprocess.Popen([sys.executable, "-m", "potline.cli", "report"], cwd=here, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(pause)
        os.killpg(run.pid, signal.SIGKILL) if hasattr(os, "killpg") else run.kill()
        run.wait()
        assert contents(here / "reports") == before
    assert report().exit_code == 0
    assert contents(here / "reports") == before


def test_a_move_that_was_cut_short_is_ended_by_the_next_run(tmp_path: Path) -> None:
    with staging.staged(tmp_path) as stage:
        (stage.new / "a.html").write_text("old", "utf-8")
        (stage.new / "b.html").write_text("old", "utf-8")
    desk = tmp_path / staging.DESK
    (desk / "new").mkdir()
    (desk / "new" / "b.html").write_text("new", "utf-8")
    (desk / "ready").write_text(json.dumps(["a.html"]), "utf-8")
    with pytest.raises(ValueError, match="later"), staging.staged(tmp_path):
        raise ValueError("later")
    assert contents(tmp_path) == {"b.html": b"new"}


def hostile() -> tables.Corpus:
    """One fact whose every text wants to be a formula."""
    text = "=1+1 +2 tons @SUM(A1)"
    more = {"low": 2.5, "high": 2.5, "unit": "t", "company": "@firm", "place": "\x00\x0b", "flags": ("=x",)}
    fact = Fact("=a:5", "=a", 5, 12, "+2 tons", text, "shut", "capacity", **more)
    article = Article("=a", text, (Block("body", 0, len(text)),), title="=HYPERLINK(\"http://x\")", path="=a.txt", sha256="0")
    return tables.corpus([Parsed(article, (fact,), (Number("=a", 5, 12, "+2 tons", "fact", None, "=a:5"),))], [Unread("-b.txt", "empty")])


def test_the_workbook(tmp_path: Path) -> None:
    workbook.save(hostile(), tmp_path, lambda fact: "external:../evidence.html#q-1-1")
    book = openpyxl.load_workbook(tmp_path / "potline.xlsx")
    assert book.sheetnames == [*workbook.TABLES, "dictionary"]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
        assert not [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
    row = dict(zip([cell.value for cell in book["facts"][1]], book["facts"][2], strict=True))
    assert (row["quote"].value, row["company"].value, row["flags"].value) == ("+2 tons", "@firm", "=x")
    assert (row["low"].value, row["low"].number_format, row["period_start"].value) == (2.5, "#,##0.00####", None)
    assert row["article_id"].hyperlink.location == "'articles'!A2"
    link = row["fact_id"].hyperlink
    assert (link.target.replace("\\", "/"), link.location) == ("../evidence.html", "q-1-1")
    listed = {(line[0].value, line[1].value) for line in book["dictionary"].iter_rows(min_row=2)}
    assert listed == {(name, column) for name, columns in workbook.TABLES.items() for column in columns}
    assert pd.read_csv(tmp_path / "facts.csv")["quote"].tolist() == ["'+2 tons"]
    assert pd.read_parquet(tmp_path / "facts.parquet")["quote"].tolist() == ["+2 tons"]
    again = tmp_path / "again"
    workbook.save(hostile(), again, lambda fact: "external:../evidence.html#q-1-1")
    assert zipfile.is_zipfile(again / "potline.xlsx")
    assert contents(again) == {name: data for name, data in contents(tmp_path).items() if "/" not in name}


def test_a_sheet_holds_the_first_rows_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 1)
    monkeypatch.setattr(workbook, "SAMPLE", 1)
    monkeypatch.setattr(rows, "BATCH", 2)
    corpus = tables.corpus([replace(p, facts=(), numbers=p.numbers * 3) for p in tables.nouns(hostile())[0]])
    workbook.save(corpus, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "potline.xlsx")
    said = "The first 1 of 3 rows; all are in numbers.parquet and numbers.csv."
    assert [row[0].value for row in book["numbers"].iter_rows()] == ["article_id", "=a", said]
    assert book["numbers"].auto_filter.ref == "A1:G2" and book["dictionary"]["D2"].value == said
    assert len(pd.read_csv(tmp_path / "numbers.csv")) == len(pd.read_parquet(tmp_path / "numbers.parquet")) == 3


def test_a_kernel_works_over_local_sockets_and_is_this_python(here: Path) -> None:
    code = "import sys, json, ipykernel.connect\nprint(sys.executable, json.load(open(ipykernel.connect.get_connection_file()))['transport'])"
    notebook(here / "notebooks" / "01_one.ipynb", SETUP, code)
    assert report("--only", "01").exit_code == 0
    printed = nbformat.read(here / "reports" / "notebooks" / "01_one.ipynb", as_version=4).cells[-1].outputs[0].text
    assert printed.split() == [sys.executable, "ipc" if os.name == "posix" else "tcp"]


def test_publish_is_part_of_the_package(here: Path) -> None:
    with pytest.raises(PotlineError, match="There is no parameter"):
        publish.publish(settings={"nonsense": "1"})
