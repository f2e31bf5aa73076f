"""Notebook to HTML: one file, no request to anywhere, no script needed to read it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

import mistune
from jinja2 import Environment, PackageLoader, StrictUndefined
from mistune.core import BlockState
from nbconvert.exporters.exporter import Exporter
from traitlets import Unicode, default
from traitlets.config import Config

from potline import markup
from potline.exporters.document import Document, document, words
from potline.markup import Payload, escape

REMOVED = {"TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": {"remove-cell"}, "remove_all_outputs_tags": {"hide-output"}}}


@cache
def templates(autoescape: bool) -> Environment:
    """The templates beside this module; a name that a template mistypes is an error."""
    loader = PackageLoader("potline.exporters")
    return Environment(loader=loader, autoescape=autoescape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


class DocumentExporter(Exporter):
    """What both exporters share: a notebook read as a document, cells tagged `remove-cell` left out, code never shown."""

    language = Unicode("en", help="Language of the report, as in the html element's lang").tag(config=True)
    date = Unicode("", help="ISO date of the report, for its metadata; the newest article's otherwise, never the clock's").tag(config=True)

    @property
    def default_config(self) -> Config:
        config = Config(REMOVED)
        config.merge(super().default_config)
        return config

    def read(self, nb: Any, resources: dict[str, Any] | None, **kw: Any) -> tuple[Document, dict[str, Any]]:
        """The document and nbconvert's resources."""
        copy, resources = super().from_notebook_node(nb, resources, **kw)
        doc = document(copy, resources.get("metadata", {}).get("name", "Notebook"), self.date)
        for warning in doc.warnings:
            self.log.warning(warning)
        return doc, resources


class HTMLExporter(DocumentExporter):
    """`jupyter nbconvert --to potline-html`."""

    export_from_notebook = "Potline HTML"
    output_mimetype = "text/html"
    evidence = Unicode("", help="Page of whole articles beside the report, which its sources then link to").tag(config=True)

    @default("file_extension")
    def _extension(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any) -> tuple[str, dict[str, Any]]:
        """The page as text; PotlineError where a cell of the notebook failed."""
        doc, resources = self.read(nb, resources, **kw)
        for source in (s for b in doc.blocks if b["kind"] == "evidence" for s in b["sources"] if self.evidence):
            source["href"] = f"{self.evidence}#source-{source['number']}"
        title = {"kind": "title", "title": doc.title, "question": doc.question, "subtitle": doc.subtitle}
        contents = [(words(h["tokens"]), h["id"]) for h in doc.headings()]
        return page(doc.title, "\n".join(map(fragment, [title, *doc.blocks])), self.language, contents), resources


def page(title: str, body: str, language: str = "en", contents: list[tuple[str, str]] | None = None) -> str:
    """A whole page around an HTML body: its policy lets in this style, this script and pictures in the page, nothing else."""
    style = markup.stylesheet() + markup.webfont() + _asset("page.css")
    script = _asset("tables.js") if 'class="table"' in body else ""
    allowed = f"img-src data:; font-src data:; style-src {_hash(style)}; script-src {_hash(script)}"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    asked = {"title": title, "body": body, "language": language, "contents": contents or [], "style": style, "script": script, "policy": policy}
    return templates(autoescape=True).get_template("page.html.j2").render(asked)


def _asset(name: str) -> str:
    return resources.files("potline.exporters").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def fragment(block: Payload) -> str:
    """One block of a document as HTML."""
    if block["kind"] == "heading":
        level = block["level"]
        return f'<h{level} id="{block["id"]}">{_markdown(block["tokens"])}</h{level}>'
    return _markdown(block["tokens"]) if block["kind"] == "markdown" else markup.html(block)


class _Renderer(mistune.HTMLRenderer):
    """Markdown tokens as HTML; raw HTML is shown as text, pictures from elsewhere by their description."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        outside = "" if url.startswith("#") else ' rel="noopener noreferrer"'
        return f'<a href="{escape(url)}"{outside}>{text}</a>' if url else text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"[image: {text}]"


def _markdown(tokens: list[dict[str, Any]]) -> str:
    renderer = _Renderer(escape=True)
    mistune.create_markdown(renderer=renderer, plugins=["strikethrough", "table"])  # teaches the renderer their tokens
    renderer.register("table_cell", _table_cell)
    renderer.register("table", lambda _, text: f'<div class="table" role="group" tabindex="0" aria-label="Table"><table>{text}</table></div>')
    return renderer.render_tokens(tokens, BlockState())


def _table_cell(_: Any, text: str, align: str | None = None, head: bool = False) -> str:
    side = f' class="{align}"' if align in ("right", "center") else ""  # a style attribute would be refused by the page's policy
    return f'<th scope="col"{side}>{text}</th>' if head else f"<td{side}>{text}</td>"
