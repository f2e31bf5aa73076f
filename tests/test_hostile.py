"""Hostile words in parameters, titles, file names and articles, from the command to every file of a report."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from pathlib import Path

import nbformat
import openpyxl
import pytest

import lab
import trial
from test_publish import COUNT, SETUP, contents, notebook, project, report

INJECTIONS = (  # known ones, each of which would set the title or a global, fetch, or break out of a string, a cell or a template
    *trial.ATTACKS,
    "<svg/onload=document.title='owned'>",
    "<iframe srcdoc=\"<script>parent.document.title='owned'</script>\">",
    "<details open ontoggle=document.title='owned'>",
    "<math><mtext><table><mglyph><style><img src onerror=document.title='owned'>",
    "<noscript><p title=\"</noscript><img src=x onerror=document.title='owned'>\">",
    "<a href=\"java\tscript:document.title='owned'\">x</a>",
    "<base href=http://127.0.0.1:9/>",
    '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">',
    "<link rel=stylesheet href=http://127.0.0.1:9/>",
    "<object data=http://127.0.0.1:9/></object>",
    "<input autofocus onfocus=document.title='owned'>",
    "</style><script>document.title='owned'</script>",
    "</title><script>document.title='owned'</script>",
    "</pre></details><script>document.title='owned'</script>",
    "' onmouseover='x",
    '" style="x:expression(1)',
    "${7*7}",
    "<%= 7*7 %>",
    "{{ ''.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{% import os %}",
    "{seeds} {0.__class__}",
    "%(seeds)s",
    '""" + __import__("os").system("touch owned") + """',
    "'; import os; os.system('touch owned') #",
    '\\"); open("owned", "w") #',
    "\nopen('owned', 'w')\n",
    '#include "/etc/passwd"',
    '#eval("1")',
    '#link("file:///etc/passwd")[x]',
    '#image("/etc/passwd")',
    "@sources <a>",
    "https://a.example/#let",
    '=HYPERLINK("http://127.0.0.1:9/")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\x1b]0;owned\x07",
    "\x1b[2J\x1b[1;31m",
    "\x9b31m",
    "\r\rowned",
)
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ALL = " | ".join(INJECTIONS)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an injection in each sentence, file names that are some, and a title of all of them, reported."""
    root = project(tmp_path_factory.mktemp("hostile") / "project")
    words = [re.sub(r"\s+", " ", word).replace("\x00", "") for word in INJECTIONS]
    story = "\n\n".join(f"In May 2017 {word} shut {n},000 tons of smelting capacity in Shandong, said {word}." for n, word in enumerate(words, 1))
    (root / "seeds" / "evil.txt").write_text(f"{words[0]} smelter shuts {words[1]}\n\n{story}\n", "utf-8")
    for name in ("<img src=x onerror=document.title='owned'>", "{{ 7 * 7 }}", '"); #panic("owned', "=1+1", "$(touch owned)", "\x1b[2J", "a\nb"):
        text = f"Smelter shuts\n\nIn May 2017 it shut 5,000 tons of capacity, said {name}.\n"
        (root / "seeds" / f"{name}.txt".replace("/", "-")).write_text(text, "utf-8")
    notebook(root / "notebooks" / "01_one.ipynb", SETUP, COUNT, "show.prose(title)", "show.evidence(corpus)", "print(title)")
    (root / "notebooks" / "02_two.ipynb").unlink()
    with contextlib.chdir(root):
        result = report("--title", ALL.replace("\x00", ""))
    assert result.exit_code == 0, result.output
    assert not set(result.output) & set("\x07\x9b\u202e") and "\x1b[2J" not in result.output
    return root


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch, hostile: Path) -> None:
    monkeypatch.chdir(hostile)


def test_a_parameter_is_a_string_in_the_notebook_and_runs_nothing(hostile: Path) -> None:
    node = nbformat.read(hostile / "reports" / "notebooks" / "01_one.ipynb", as_version=4)
    assert node.cells[-1].outputs[0].text.rstrip("\n") == ALL.replace("\x00", "")
    assert not list(hostile.rglob("owned*"))


def test_no_cell_of_a_table_is_a_formula(hostile: Path) -> None:
    book = openpyxl.load_workbook(hostile / "reports" / "tables" / "potline.xlsx")
    assert not [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    for path in (hostile / "reports" / "tables").glob("*.csv"):
        cells = [cell for row in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r")) or re.match(r"[+-](?![\d.]+$)", cell)]


@lab.NEEDED
@pytest.mark.parametrize("name", ["01_one.html", "evidence.html", "index.html"])
def test_nothing_runs_and_nothing_is_fetched_in_a_browser(hostile: Path, name: str) -> None:
    with lab.browser() as page:
        asked, said = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        address = (hostile / "reports" / name).as_uri()
        page.goto(address)
        page.wait_for_timeout(300)
        assert page.title() != "owned" and page.url == address
        assert ([url for url in asked if not url.startswith((address, "data:"))], said) == ([], [])


@pytest.mark.parametrize("word", ["../../owned", "/owned", "..", "a/../../b", "~", "\x1b[2J", "{seeds}", "%s", "x" * 5000])
def test_a_name_that_leads_elsewhere_is_refused_in_plain_words(hostile: Path, word: str) -> None:
    before = contents(hostile)
    for arguments in (["-p", f"regions={word}"], ["--only", word], ["-p", f"baseline={word}9"], ["-p", f"{word}=1"]):
        result = report(*arguments)
        assert (result.exit_code, "Traceback" in result.output, "\x1b" in result.output) == (2, False, False), (arguments, result.output[-300:])
    assert contents(hostile) == before


def test_what_is_printed_as_rows_is_one_line_each_and_plain(hostile: Path) -> None:
    from click.testing import CliRunner

    from potline.cli import main

    for command in ("facts", "numbers"):
        lines = CliRunner().invoke(main, [command, str(hostile / "seeds"), "--format", "jsonl"]).stdout.splitlines()
        assert lines and all(isinstance(json.loads(line), dict) and not STEERS.search(line) for line in lines)
        result = CliRunner().invoke(main, [command, str(hostile / "seeds")])
        assert result.stdout and not STEERS.search(result.stdout)
