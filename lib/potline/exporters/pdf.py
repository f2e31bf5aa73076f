"""Notebook to PDF by Typst: designed A4 pages, tagged (PDF/UA-1, PDF/A-2a), the same bytes from run to run."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import typst
from traitlets import default

from potline.exporters.document import Document
from potline.exporters.fonts import CUTS, folders
from potline.exporters.html import DocumentExporter, templates
from potline.exporters.paging import COARSE, Arrangement, Layout, arranged, filled, leaning
from potline.exporters.typst import Source, literal
from potline.markup import style
from potline.model import PotlineError

STANDARDS = ["a-2a", "ua-1"]
NO_DATE = date(1970, 1, 1)  # PDF/A wants a date, and the clock is not to be asked


class PDFExporter(DocumentExporter):
    """`jupyter nbconvert --to potline-pdf`."""

    export_from_notebook = "Potline PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _extension(self) -> str:
        return ".pdf"

    def from_notebook_node(self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any) -> tuple[bytes, dict[str, Any]]:
        """The PDF; PotlineError where a cell of the notebook failed."""
        doc, resources = self.read(nb, resources, **kw)
        source, files = typeset(doc, self.language)
        return compiled(source, files, doc.movable()), resources


def printed(node: Any, name: str) -> bytes:
    """The PDF of an executed notebook of this name."""
    return PDFExporter().from_notebook_node(node, {"metadata": {"name": name}})[0]


def typeset(doc: Document, language: str = "en") -> tuple[str, dict[str, bytes]]:
    """A document as Typst source, and the files it names."""
    renderer = Source()
    day = date.fromisoformat(doc.date) if doc.date else NO_DATE
    look = {"colours": style()["light"], "fonts": style()["fonts"]["pdf"], "language": language}
    asked = {"doc": doc, "body": [renderer.block(b) for b in doc.blocks], "date": day, **look}
    environment = templates(autoescape=False)
    environment.filters["literal"] = literal
    return environment.get_template("page.typ.j2").render(asked), renderer.files


def compiled(source: str, files: dict[str, bytes], movable: list[list[int]]) -> bytes:
    """The PDF of a Typst source, its pages filled."""
    try:
        with laid(source, files) as (lay, printed):
            lay(arranged(lay, movable))
            return printed()
    except typst.TypstError as error:
        raise PotlineError(f"The PDF could not be set: {error}. The HTML of the same notebook may show which part is at fault.") from error


@contextmanager
def laid(source: str, files: dict[str, bytes]) -> Iterator[tuple[Callable[[Arrangement], Layout], Callable[[], bytes]]]:
    """What lays a Typst source out in an arrangement, and what prints it as it was laid out last; both may read these files and our fonts alone."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        main = Path(folder, "main.typ")
        main.touch()
        fonts = [str(f) for f in (CUTS, *folders())]
        typesetter = typst.Compiler(
            str(main), root=folder, font_paths=fonts, ignore_system_fonts=True, package_path=folder, package_cache_path=folder
        )

        def lay(how: Arrangement) -> Layout:
            main.write_text(how.source() + source, "utf-8")
            pages = typesetter.compile(format="png", ppi=COARSE)
            pages = pages if isinstance(pages, list) else [pages]
            told = [entry["value"] for entry in json.loads(typesetter.query("<told>"))]
            places = [{t[kind]: t["page"] for t in told if kind in t} for kind in ("figure", "heading")]
            return Layout(tuple(map(filled, pages)), *places, leaning(pages[-1]))

        yield lay, lambda: typesetter.compile(format="pdf", pdf_standards=STANDARDS, timestamp=0)
