import functools
import io
import re
import shutil
import subprocess

import pikepdf
import pytest
from nbformat import v4

import trial
from potline.exporters.fonts import covered, folders, printable
from potline.exporters.pdf import PDFExporter

ALL = "\n\n".join(trial.ATTACKS)


@functools.cache
def made(word="Weiqiao"):
    return PDFExporter().from_notebook_node(trial.notebook(word))[0]


@pytest.fixture
def pdf():
    with pikepdf.open(io.BytesIO(made())) as opened:
        yield opened


def tags(pdf):
    """Every element of the structure tree, as (tag, element)."""
    found, left = [], [pdf.Root.StructTreeRoot]
    while left:
        node = left.pop()
        if isinstance(node, pikepdf.Array):
            left += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S), node))
            left += [node.K] if "/K" in node else []
    return found


def annotations(pdf):
    return [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]


def test_it_declares_its_standards_title_and_language(pdf):
    assert pdf.Root.Lang == "en"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as data:
        assert data["dc:title"] == "Briefing Weiqiao"
        assert (data["pdfuaid:part"], data["pdfaid:part"], data["pdfaid:conformance"]) == ("1", "2", "A")
        assert data["xmp:CreateDate"].startswith("2020-07-28")  # the newest article's, not today's


def test_it_is_tagged_and_every_figure_described(pdf):
    found = tags(pdf)
    names = {name for name, _ in found}
    assert {"/H1", "/H2", "/P", "/L", "/Table", "/THead", "/TH", "/TD", "/Figure", "/Caption", "/Link"} <= names
    alts = [str(node.Alt) for name, node in found if name == "/Figure" and "/Alt" in node]
    assert sorted(alts) == ["A dot Weiqiao", "One bar, Weiqiao: 50 kt."]
    assert len([1 for name, _ in found if name == "/H1"]) == 1


def test_bookmarks_are_the_headings(pdf):
    with pdf.open_outline() as outline:
        top = outline.root[0]
        assert top.title == "Briefing Weiqiao"
        assert [child.title for child in top.children][:2] == ["Part 2", "Part 3"]


def test_every_link_resolves(pdf):
    links = annotations(pdf)
    named = set(pdf.Root.Names.Dests.Names[::2]) if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names else set()
    inside = [a for a in links if "/URI" not in a.get("/A", {})]
    assert len(inside) >= 15  # marks to evidence and back
    pages = {p.obj.objgen for p in pdf.pages}
    for link in inside:
        target = link.Dest if "/Dest" in link else link.A.D
        assert target[0].objgen in pages if isinstance(target, pikepdf.Array) else target in named


def test_fonts_are_cut_to_what_is_used(pdf):
    assert len(made()) < 300_000
    names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    assert names and all(re.match(r"/[A-Z]{6}\+", name) for name in names)


def test_no_word_in_an_article_is_read_as_markup():
    with pikepdf.open(io.BytesIO(made(ALL))) as opened:
        links = [str(a.A.URI) for a in annotations(opened) if "/URI" in a.get("/A", {})]
        assert "/JavaScript" not in str(opened.Root.keys()) and "/OpenAction" not in opened.Root
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
    assert set(links) <= {"http://example.com/x.png", "https://example.com/x.png"}


@pytest.mark.parametrize("attack", trial.ATTACKS)
def test_each_attack_alone_is_set(attack):
    assert made(attack).startswith(b"%PDF")


def test_every_character_can_be_set():
    planes = [*range(0x20, 0xD800, 7), *range(0xE000, 0x10000, 7), *range(0x1F300, 0x1F700, 3)]
    text = "".join(map(chr, planes))
    assert PDFExporter().from_notebook_node(v4.new_notebook(cells=[v4.new_code_cell("", outputs=[v4.new_output("stream", text=text)])]))[0]


def test_the_fonts_cover_the_scripts_of_the_trade():
    assert {f.name for f in folders()} and covered()
    text = "Aluminium 铝 電解鋁 Алюминий αλουμίνιο ≥ – “x” ↑"
    assert printable(text) == text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext on this machine: apt-get install poppler-utils")
def test_text_copies_out_as_it_reads(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(made("Tianshan 天山 Ёлка é"))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    flat = " ".join(text.split())
    assert "Tianshan 天山 Ёлка é shut 50 kt [1.1 e] and again [1.1 e][1.2 c][2.1 e ?]." in flat
    assert "50, 000 tons 1.1 e" in flat and "Figure 1. Bars of Tianshan 天山" in flat


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext on this machine: apt-get install poppler-utils")
def test_a_long_table_repeats_its_head_and_splits_no_row(tmp_path):
    rows = "".join(f"<tr><td>begin{n} {'word ' * 60} end{n}</td><td>{n}</td></tr>" for n in range(60))
    html = f"<table><thead><tr><th>Claim</th><th>Tonnes</th></tr></thead><tbody>{rows}</tbody></table>"
    cell = v4.new_code_cell("", outputs=[v4.new_output("display_data", data={"text/html": html})])
    path = tmp_path / "long.pdf"
    path.write_bytes(PDFExporter().from_notebook_node(v4.new_notebook(cells=[cell]))[0])
    pages = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode().split("\f")[:-1]
    assert len(pages) >= 3
    for page in pages:
        assert "Claim" in page and "Tonnes" in page
        assert re.findall(r"begin(\d+)", page) == re.findall(r"end(\d+)", page)


def test_the_file_is_whole():
    with pikepdf.open(io.BytesIO(made())) as opened:
        assert opened.check_pdf_syntax() == []
