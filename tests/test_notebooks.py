"""The notebooks are short, plain and without outputs, and run to the end whatever the filters leave."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import nbformat
import papermill
import pikepdf
import pytest

from potline import show
from potline.exporters.pdf import PDFExporter
from potline.show import MIME
from test_narrative import FIGURE

FOLDER = Path(__file__).parent.parent / "notebooks"
NAMES = ("01_sources", "02_chain_extension", "03_environmental_crackdown", "04_briefing")
PARAMETERS = {
    "seeds": "str", "since": "str", "until": "str", "regions": "list[str]", "products": "list[str]", "companies": "list[str]", "title": "str",
    "baseline": "str",
}


def notebook(name: str) -> nbformat.NotebookNode:
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def code(name: str) -> list[nbformat.NotebookNode]:
    return [c for c in notebook(name).cells if c.cell_type == "code"]


def test_these_are_all():
    assert sorted(p.stem for p in FOLDER.glob("*.ipynb")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_committed_without_outputs(name: str):
    assert all(not c.outputs and c.execution_count is None for c in code(name))
    assert notebook(name).metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("name", NAMES)
def test_opens_with_its_question_then_parameters_then_one_setup(name: str):
    question, parameters, setup, *rest = notebook(name).cells
    assert question.source.startswith("# ") and question.source.endswith("?")
    assert parameters.metadata.tags == ["parameters"]
    assert "potline.load(" in setup.source and "show.begin(" in setup.source
    assert all("import" not in c.source for c in rest)


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_typed_and_explained(name: str):
    source = code(name)[0].source
    declared = {n.target.id: ast.unparse(n.annotation) for n in ast.parse(source).body if isinstance(n, ast.AnnAssign)}
    assert declared == PARAMETERS
    assert all(re.search(r"  # \w", line) for line in source.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_short_and_define_nothing(name: str):
    for cell in code(name):
        assert len(cell.source.splitlines()) <= 8
        banned = (ast.FunctionDef, ast.Lambda, ast.ClassDef)
        assert not [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, banned)]
        assert "re." not in cell.source


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_typed_into_prose(name: str):
    told = [c.source for c in notebook(name).cells if c.cell_type == "markdown"]
    told += [n.value for c in code(name)[1:] for n in ast.walk(ast.parse(c.source)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert [t for t in told if FIGURE.search(t)] == []


@pytest.mark.parametrize("name", NAMES)
def test_cell_ids_are_fixed_and_speak(name: str):
    ids = [c.id for c in notebook(name).cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", i) for i in ids)


def told(name: str, monkeypatch: pytest.MonkeyPatch, **parameters: object) -> list[dict]:
    """What a notebook's cells show with these parameters, run right here: a kernel takes longer to start than they take."""
    shown: list[dict] = []
    monkeypatch.setattr(show, "display", lambda data, raw: shown.append(data[MIME]))
    monkeypatch.chdir(FOLDER)
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in code(name):
        exec(cell.source, names)
        names |= parameters if "parameters" in cell.metadata.get("tags", []) else {}
    return shown


def kinds(shown: list[dict]) -> list[str]:
    return [p["kind"] for p in shown]


def test_runs_as_an_analyst_would_run_it(tmp_path: Path):
    out = tmp_path / "briefing.ipynb"
    papermill.execute_notebook(FOLDER / "04_briefing.ipynb", out, parameters={"title": "Mine"}, progress_bar=False, cwd=FOLDER)
    outputs = [o for c in nbformat.read(out, as_version=4).cells if c.cell_type == "code" for o in c.outputs]
    assert {o.output_type for o in outputs} == {"display_data"}
    assert outputs[0].data[MIME]["title"] == "Mine"


@pytest.mark.parametrize(("name", "pages"), [*zip(NAMES, (2, 2, 2, 4), strict=True)])
def test_the_seeds_take_so_many_pages(name: str, pages: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    shown = told(name, monkeypatch)
    assert capsys.readouterr() == ("", "")
    assert kinds(shown)[0] == "title" and kinds(shown)[-1] == "evidence"
    assert {"figure", "prose"} <= set(kinds(shown)) or name == "01_sources"
    assert all(len(p["alt"]) > 40 for p in shown if p["kind"] == "figure")
    with pikepdf.open(io.BytesIO(PDFExporter().from_notebook_node(report(name, shown))[0])) as pdf:
        assert len(pdf.pages) <= pages


def report(name: str, shown: list[dict]) -> nbformat.NotebookNode:
    """The executed notebook, as far as an exporter reads it: what was shown, and the headings."""
    question, *headings = [c for c in notebook(name).cells if c.cell_type == "markdown"]
    outputs = [nbformat.v4.new_output("display_data", data={MIME: payload}) for payload in shown]
    return nbformat.v4.new_notebook(cells=[question, nbformat.v4.new_code_cell("", outputs=outputs), *headings])


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_filter_that_leaves_nothing_is_said(name: str, monkeypatch: pytest.MonkeyPatch):
    shown = told(name, monkeypatch, regions=["Tibet"], title="Nothing of Tibet")
    assert shown[0]["title"] == "Nothing of Tibet"
    runs = [run for p in shown if p["kind"] in ("prose", "headline") for runs in p.get("items", [p.get("runs", [])]) for run in runs]
    assert re.search(r"\bNo claim\b", " ".join(run.get("t", "") for run in runs))
    assert "cards" not in kinds(shown)
    assert all(p["sources"] == [] for p in shown if p["kind"] == "evidence")


def test_a_filter_changes_what_is_said(monkeypatch: pytest.MonkeyPatch):
    shown = told("03_environmental_crackdown", monkeypatch, regions=["Hebei"])
    words = str(shown)
    assert "Hebei" in words and "Xinjiang" not in words
