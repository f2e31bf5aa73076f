import copy
import re

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbformat import v4

import trial
from potline import show
from potline.exporters.document import NO_ALT, document, words
from potline.exporters.html import HTMLExporter
from potline.exporters.pdf import PDFExporter
from potline.exporters.typst import literal
from potline.model import PotlineError


def read(*cells, **metadata):
    return document(v4.new_notebook(cells=list(cells), metadata=metadata), "name")


def output(data, **metadata):
    return v4.new_code_cell("x", outputs=[v4.new_output("display_data", data=data, metadata=metadata)])


def test_nbconvert_finds_both_by_name():
    assert issubclass(get_exporter("potline-html"), HTMLExporter)
    assert issubclass(get_exporter("potline-pdf"), PDFExporter)


@pytest.mark.parametrize("cells, metadata, title, question", [
    ([output({show.MIME: {"kind": "title", "title": "T", "subtitle": "", "date": ""}})], {}, "T", ""),
    ([v4.new_markdown_cell("# Q?"), output({show.MIME: {"kind": "title", "title": "T", "subtitle": "", "date": ""}})], {}, "T", "Q?"),
    ([v4.new_markdown_cell("# Q?")], {"title": "M"}, "M", "Q?"),
    ([v4.new_markdown_cell("# Q *now*?")], {}, "Q now?", ""),
    ([], {}, "name", ""),
], ids=["begin", "begin after a heading", "metadata", "first heading", "file name"])
def test_the_title_comes_from(cells, metadata, title, question):
    found = read(*cells, **metadata)
    assert (found.title, found.question) == (title, question)


def test_headings_skip_no_level_and_have_ids():
    found = read(v4.new_markdown_cell("# T\n\n### a\n\ntext\n\n##### b\n\n# c\n\n## d"))
    assert [(h["level"], words(h["tokens"]), h["id"]) for h in found.blocks if h["kind"] == "heading"] == [
        (2, "a", "section-1"), (3, "b", "section-2"), (2, "c", "section-3"), (2, "d", "section-4"),
    ]


@pytest.mark.parametrize("url, kept", [
    ("https://example.org/a", "https://example.org/a"), ("mailto:a@example.org", "mailto:a@example.org"),
    ("#Part-two", "#section-1"), ("evidence.html#q-1-1", "evidence.html#q-1-1"),
   
    ("javascript:alert(1)", ""), ("JaVaScRiPt:alert(1)", ""), ("data:text/html,x", ""), ("file:///etc/passwd", ""),
    ("#nowhere", ""), ("//example.org", ""), ("/etc/passwd", ""), ("", ""),
])
def test_links_lead_to_the_web_or_to_a_heading(url, kept):
    found = read(v4.new_markdown_cell(f"## Part two\n\n- [x]({url})"))
    link = found.blocks[1]["tokens"][0]["children"][0]["children"][0]["children"][0]
    assert link["attrs"]["url"] == kept


def test_a_failed_cell_is_refused_by_both():
    failed = v4.new_code_cell("1/0", outputs=[v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])])
    for exporter in (HTMLExporter(), PDFExporter()):
        with pytest.raises(PotlineError, match="Cell 2 failed, ZeroDivisionError: division by zero"):
            exporter.from_notebook_node(v4.new_notebook(cells=[v4.new_markdown_cell("a"), failed]))


def test_an_unknown_kind_is_refused():
    with pytest.raises(PotlineError, match="'pie'"):
        read(output({show.MIME: {"kind": "pie"}}))


def test_a_dataframe_becomes_a_table_with_its_spans():
    html = (
        '<table><thead><tr><th></th><th colspan="2">Mt</th></tr></thead>'
        '<tbody><tr><th rowspan="2">A</th><td>x</td><td>1.5</td></tr><tr><td>y</td><td>2</td></tr></tbody></table>'
    )
    table = read(output({"text/html": html})).blocks[0]
    assert table["head"][0][1] == {"runs": [{"t": "Mt"}], "th": True, "colspan": 2}
    assert table["body"][0][0]["rowspan"] == 2
    assert table["align"] == ["left", "right"]


def test_printed_text_is_kept_and_warnings_are_not():
    printed, warned = (v4.new_output("stream", name=name, text="\x1b[31mred\x1b[0m\n") for name in ("stdout", "stderr"))
    assert read(v4.new_code_cell("x", outputs=[printed, warned])).blocks == [{"kind": "text", "text": "red"}]


def test_a_picture_takes_its_description_from_output_or_cell():
    given = output({"image/png": trial.PIXEL}, **{"image/png": {"alt": "dot"}})
    of_cell = output({"image/png": trial.PIXEL})
    of_cell.metadata["alt"] = "a dot"
    found = read(given, of_cell, output({"image/svg+xml": "<svg/>"}))
    assert [b["alt"] for b in found.blocks] == ["dot", "a dot", NO_ALT]
    assert found.blocks[2]["type"] == "svg+xml"
    assert len(found.warnings) == 1


def test_marks_and_quotes_know_of_each_other():
    found = document(trial.notebook())
    evidence = next(b for b in found.blocks if b["kind"] == "evidence")
    quotes = {r["label"]: r for s in evidence["sources"] for e in s["entries"] for r in e if "quote" in r}
    headline = next(b for b in found.blocks if b["kind"] == "headline")["items"][0]
    used = [r for r in headline if "mark" in r]
    assert [r["id"] for r in used] == ["use-1", "use-2", "use-3", "use-4"]
    assert [r["dead"] for r in used] == [False] * 4
    assert quotes["1.1"]["back"][:2] == ["use-1", "use-2"]
    assert quotes["2.2"]["back"] == ["use-11"]  # used by the table alone


def test_a_mark_without_evidence_leads_nowhere():
    notebook = trial.notebook()
    notebook.cells = [c for c in notebook.cells if not _is(c, "evidence")]
    found = document(copy.deepcopy(notebook))
    headline = next(b for b in found.blocks if b["kind"] == "headline")["items"][0]
    assert all(r["dead"] for r in headline if "mark" in r)
    assert PDFExporter().from_notebook_node(notebook)[0].startswith(b"%PDF")


def _is(cell, kind):
    return any(o.get("data", {}).get(show.MIME, {}).get("kind") == kind for o in cell.get("outputs", []))


def test_evidence_shown_twice_is_one_target():
    notebook = trial.notebook()
    again = next(c for c in notebook.cells if _is(c, "evidence"))
    notebook.cells.append(v4.new_code_cell("again", outputs=copy.deepcopy(again.outputs)))
    page, _ = HTMLExporter().from_notebook_node(notebook)
    assert page.count('id="q-1-1"') == 1
    assert PDFExporter().from_notebook_node(notebook)[0].startswith(b"%PDF")


def test_cells_tagged_remove_cell_are_left_out():
    cell = v4.new_markdown_cell("secret", metadata={"tags": ["remove-cell"]})
    page, _ = HTMLExporter().from_notebook_node(v4.new_notebook(cells=[cell, v4.new_markdown_cell("open")]))
    assert "open" in page and "secret" not in page


def test_the_notebook_handed_in_is_not_changed():
    notebook = trial.notebook()
    before = nbformat.writes(notebook)
    HTMLExporter().from_notebook_node(notebook)
    assert nbformat.writes(notebook) == before


def test_the_same_bytes_from_run_to_run():
    for exporter in (HTMLExporter, PDFExporter):
        assert exporter().from_notebook_node(trial.notebook())[0] == exporter().from_notebook_node(trial.notebook())[0]


@pytest.mark.parametrize("cells", [[], [v4.new_code_cell("x = 1")], [v4.new_markdown_cell("")]], ids=["no cells", "no outputs", "empty cell"])
def test_a_notebook_with_nothing_to_show_is_a_page_with_a_title(cells):
    notebook = v4.new_notebook(cells=cells)
    assert "<h1>" in HTMLExporter().from_notebook_node(notebook)[0]
    assert PDFExporter().from_notebook_node(notebook)[0].startswith(b"%PDF")


@pytest.mark.parametrize("text", ['a"b', "\\", "#x", "a\nb", "\\u{41}", '\\"', "\\n"])
def test_a_literal_is_undone_by_unescaping(text):
    inner = literal(text)[1:-1]
    assert re.fullmatch(r'(?:[^"\\]|\\["\\n])*', inner)
    assert re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], inner) == text
