"""The house itself: which way imports go, how large rooms are, what must not lie about."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from potline import tables, workbook
from potline.cli import main

ROOT = Path(__file__).parents[1]
LIB = ROOT / "lib" / "potline"
MODULES = sorted(LIB.rglob("*.py"))
ORDER = (  # data flows down this list; rooms that are not in it only must not close a circle
    "model", "lexicon", "read", "grammar", "scan", "frame", "resolve", "parse", "reconcile", "corrections", "tables", "editions", "corpus",
    "charts", "narrative", "show", "exporters.html", "exporters.pdf", "evidence", "publish", "doubts", "desk", "cli",
)  # fmt: skip
TEXTS = {".py", ".md", ".toml", ".txt", ".ipynb", ".css", ".js", ".j2", ""}


def name(path: Path) -> str:
    return ".".join(path.relative_to(LIB).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def graph() -> dict[str, set[str]]:
    """Module -> the modules of ours that it imports, at its top or inside a function."""
    names = {name(path) for path in MODULES}
    found: dict[str, set[str]] = {}
    for path in MODULES:
        asked: set[str] = set()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "potline":
                inside = (node.module or "").partition(".")[2]
                asked |= {inside} | {f"{inside}.{alias.name}".strip(".") for alias in node.names}
        found[name(path)] = (asked & names) - {name(path), ""}
    return found


def reached(start: str) -> set[str]:
    seen, todo = set(), [start]
    while todo:
        for other in graph().get(todo.pop(), set()) - seen:
            seen.add(other)
            todo.append(other)
    return seen


@pytest.mark.parametrize("module", sorted(graph()))
def test_no_module_reaches_itself(module: str) -> None:
    assert module not in reached(module)


@pytest.mark.parametrize("module", ORDER)
def test_data_flows_one_way(module: str) -> None:
    later = set(ORDER[ORDER.index(module) + 1:])
    if module == "charts" or module == "narrative":  # both show figures and sentences
        later -= {"show"}
    assert not reached(module) & later


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_room_has_at_most_300_lines_and_a_function_45(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 300
    long = [n.name for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) and n.end_lineno - n.lineno > 45]
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is_and_is_named_for_it(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    assert not re.search("util|helper|manager|common|misc", path.stem)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_neither_clock_nor_chance(path: Path) -> None:
    imports = {alias.name.split(".")[0] for n in ast.walk(tree(path)) if isinstance(n, ast.Import) for alias in n.names}
    assert not imports & {"random", "secrets", "uuid"}
    calls = {ast.unparse(n.func) for n in ast.walk(tree(path)) if isinstance(n, ast.Call)}
    assert not {call for call in calls if re.search(r"\b(time\.time|datetime\.now|date\.today|utcnow|localtime)$", call)}


def files() -> list[Path]:
    """What is or would be committed."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout: which files belong to the project is not known")
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and path.suffix in TEXTS and not path.is_relative_to(ROOT / "seeds")]


def test_no_machine_path_and_nothing_left_to_do() -> None:
    wrong = []
    for path in files():
        text = path.read_text("utf-8", errors="replace")
        inside = path.is_relative_to(ROOT / "tests")
        wrong += [f"{path.relative_to(ROOT)}: {m}" for m in re.findall(r"(?<![\w.<])/(?:home|root|tmp|work|Users|opt)/[\w./-]+", text) if not inside]
        wrong += [f"{path.relative_to(ROOT)}: {m}" for m in re.findall(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b", text) if path.suffix == ".py"]
    assert not wrong


def test_requirements_pin_all_that_is_asked_for_and_name_no_place() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8")
    assert text.startswith("-e .\n")
    assert not re.search(r"https?:|file:|--|/\w+/", text)
    pinned = {re.sub("[-_.]+", "-", n).lower() for n in re.findall(r"^([\w.-]+)==", text, re.M)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {re.sub("[-_.]+", "-", re.match(r"[\w.-]+", line)[0]).lower() for line in project["dependencies"]}
    assert asked <= pinned
    lines = [line for line in text.splitlines()[1:] if not line.startswith("#")]
    assert all(re.match(r"[\w.-]+==[\w.]+( ;|\s+#|$)", line) for line in lines)


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"(?:^|`)make (\w+)", readme, re.M)) <= targets
    commands = set(re.findall(r"(?:^|`|&& |\.venv/bin/)potline (\w+)", readme, re.M))
    assert {"report", "facts", "numbers", "check"} <= commands <= set(main.commands)
    for command, options in re.findall(r"^(?:\S* )?potline (\w+)(.*?)(?:#.*)?$", readme, re.M):
        known = {option for parameter in main.commands[command].params for option in parameter.opts}
        assert set(re.findall(r"(?<!\S)--?[a-z]+", options.split("|")[0])) <= known | {"--help"}


@pytest.mark.parametrize("table", workbook.TABLES)
def test_every_column_has_a_meaning(table: str) -> None:
    assert list(workbook.meanings()[table]) == list(getattr(tables, table.upper()))


def test_the_readme_explains_the_columns_of_facts() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(tables.FACTS) <= set(re.findall(r"`(\w+)`", readme))


def test_the_row_in_the_readme_is_what_comes_out() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    promised = json.loads(re.search(r"```json\n(.*?)```", readme, re.S)[1])
    lines = CliRunner().invoke(main, ["facts", str(ROOT / "tests" / "gold" / "seeds"), "--format", "jsonl"]).stdout.splitlines()
    assert any(promised.items() <= {k: v for k, v in json.loads(line).items() if not isinstance(v, list)}.items() for line in lines)
    printed = re.search(r"^> (.*?), …$", readme, re.M)[1]
    assert any(printed in json.loads(line)["sentence"] for line in lines)
