"""An executed notebook as a document: a title and a list of payloads, whoever wrote it. Both exporters print this and nothing else."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from typing import Any
from urllib.parse import unquote, urlsplit

import mistune
import nbformat
from bs4 import BeautifulSoup
from nbconvert.filters import strip_ansi

from potline.drawing import legible
from potline.markup import KINDS, Payload, Run, anchor
from potline.model import PotlineError
from potline.show import MIME

PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
SCHEMES = {"http", "https", "mailto"}
NO_ALT = "A chart without a description."
DIALECT = mistune.create_markdown(renderer=None, plugins=["strikethrough", "table", "url"])  # raw HTML and $ are text in it
AMOUNT = re.compile(r"[-+−–]?[\d,. ]*\d[\d,. ]*%?|NaN|–")


@dataclass
class Document:
    """What is printed: payloads of `potline.show`, and `heading` (`level` from 2, `tokens`, `id`) and `markdown` (`tokens`) besides."""

    title: str
    question: str = ""
    subtitle: str = ""
    date: str = ""  # ISO, or empty where nothing in the notebook says one
    blocks: list[Payload] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def headings(self, level: int = 2) -> list[Payload]:
        """The headings of this level, in order."""
        return [b for b in self.blocks if b["kind"] == "heading" and b["level"] == level]

    def movable(self) -> list[list[int]]:
        """Numbers of the figures that words of their section stand before, so that a page may turn between them: a list a row of figures."""
        found: list[list[int]] = []
        words = False
        for kind, row in groupby(self.blocks, key=lambda b: b["kind"]):
            words = kind != "heading" and (words or kind in ("prose", "markdown", "note"))
            found += [[b["number"] for b in row if "number" in b]] if words and kind == "figure" else []
        return found


def document(notebook: nbformat.NotebookNode, name: str = "Notebook", date: str = "") -> Document:
    """Read an executed notebook; PotlineError where a cell failed. The notebook is changed: hand in a copy.

    The title comes from show.begin(), else the metadata, else the first heading, else `name`.
    """
    blocks = [b for n, cell in enumerate(notebook.cells, start=1) for b in _blocks(cell, n)]
    shown = next((b for b in blocks if b["kind"] == "title"), None)
    first = next((b for b in blocks if b["kind"] == "heading" and b["level"] == 1), None)
    question = words(first["tokens"]) if first else ""
    title = shown["title"] if shown else notebook.metadata.get("title") or question or name
    blocks = [b for b in blocks if b["kind"] != "title" and b is not first]
    day = date or notebook.metadata.get("potline", {}).get("date", "") or (shown or {}).get("date", "")
    doc = Document(title, question if question != title else "", (shown or {}).get("subtitle", ""), day, blocks)
    doc.warnings = [f"A figure has no alternative text: hand it to show.figure(..., alt=...) ({n} of them)." for n in [_no_alt(blocks)] if n]
    _level(blocks)
    _link(blocks)
    _number(blocks)
    _refer(blocks)
    return doc


def _no_alt(blocks: list[Payload]) -> int:
    return sum(b.get("alt") == NO_ALT for b in blocks)


def words(tokens: list[dict[str, Any]] | None) -> str:
    """The text of Markdown tokens, without its marks."""
    return "".join(" " if t["type"] in ("softbreak", "linebreak") else t["raw"] if "raw" in t else words(t.get("children")) for t in tokens or [])


def _blocks(cell: nbformat.NotebookNode, position: int) -> Iterator[Payload]:
    if cell.cell_type == "markdown":
        for token in DIALECT(legible(cell.source)):
            if token["type"] == "heading":
                yield {"kind": "heading", "level": token["attrs"]["level"], "tokens": token["children"]}
            elif token["type"] != "blank_line":
                yield {"kind": "markdown", "tokens": [token]}
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            failure = f"Cell {position} failed, {output.ename}: {output.evalue}."
            raise PotlineError(f"{failure} Mend it and run the notebook again: no report is made of a failed run.")
        if output.output_type == "stream":
            text = strip_ansi("".join(output.text)).rstrip()
            yield from [{"kind": "text", "text": text}] * (output.name == "stdout" and bool(text))
        else:
            yield from _output(output, cell.metadata.get("alt", ""))


def _output(output: nbformat.NotebookNode, alt: str) -> list[Payload]:
    data = {mime: "".join(value) if isinstance(value, list) else value for mime, value in output.data.items()}
    if MIME in data:
        if data[MIME].get("kind") not in KINDS:
            raise PotlineError(f"A display of the kind {data[MIME].get('kind')!r} is unknown here: make it with potline.show.")
        return [data[MIME]]
    for mime in PICTURES:
        if mime in data:
            return [_picture(mime, data[mime], output.metadata.get(mime, {}), alt)]
    if "text/markdown" in data:
        return [{"kind": "markdown", "tokens": DIALECT(legible(data["text/markdown"]))}]
    if "text/html" in data:
        return _from_html(data["text/html"])
    return [{"kind": "text", "text": strip_ansi(data["text/plain"])}] if data.get("text/plain") else []


def _picture(mime: str, data: str, metadata: dict[str, Any], alt: str) -> Payload:
    """A picture that is not ours: a page shows it as a picture, whatever is in it."""
    encoded = base64.b64encode(data.encode()).decode() if mime == "image/svg+xml" else "".join(data.split())
    return {"kind": "figure", "type": mime.removeprefix("image/"), "data": encoded, "alt": metadata.get("alt") or alt or NO_ALT, "caption": []}


def _from_html(source: str) -> list[Payload]:
    """The tables in it, else its text: HTML that an output brings is read, never passed on."""
    soup = BeautifulSoup(source, "html.parser")
    for hidden in soup(["script", "style", "template"]):
        hidden.decompose()
    tables = [t for t in soup.find_all("table") if t.find("tr") and not t.find("table")]
    text = soup.get_text(" ", strip=True)
    return [_from_table(t) for t in tables] or [{"kind": "prose", "runs": [{"t": text}]}] * bool(text)


def _from_table(table: Any) -> Payload:
    rows = [(row.find_parent("thead") is not None, [_cell(c) for c in row.find_all(["td", "th"])]) for row in table.find_all("tr")]
    last = [c["runs"][0]["t"] if c["runs"] else "" for c in rows[-1][1]]
    caption = [{"t": table.caption.get_text(" ", strip=True)}] if table.caption else []
    align = ["right" if AMOUNT.fullmatch(text) else "left" for text in last]
    return {"kind": "table", "caption": caption, "head": [c for h, c in rows if h], "body": [c for h, c in rows if not h], "align": align}


def _cell(cell: Any) -> dict[str, Any]:
    text = cell.get_text(" ", strip=True)
    spans = {name: min(int(cell[name]), 1000) for name in ("colspan", "rowspan") if str(cell.get(name, "")).isdecimal()}
    return {"runs": [{"t": text}] if text else [], "th": cell.name == "th", **spans}


def _level(blocks: list[Payload]) -> None:
    """Headings from level 2 down (the title is 1), none skipped, each with an id."""
    above = 1
    for n, heading in enumerate((b for b in blocks if b["kind"] == "heading"), start=1):
        above = heading["level"] = min(max(heading["level"], 2), above + 1)
        heading["id"] = f"section-{n}"


def _link(blocks: list[Payload]) -> None:
    """Empties links that lead where a report has no business: `javascript:` and the like do not pass this line."""
    places = {words(b["tokens"]).strip().replace(" ", "-"): b["id"] for b in reversed(blocks) if b["kind"] == "heading"}
    for token in (t for b in blocks for t in _tokens(b.get("tokens", []))):
        if token["type"] == "link":
            token["attrs"]["url"] = _allowed(token["attrs"]["url"], places)


def _allowed(url: str, places: dict[str, str]) -> str:
    """The link as it may stand: to a heading, to the web, or to a file beside the report; else empty."""
    if url.startswith("#"):
        return f"#{places[unquote(url[1:])]}" if unquote(url[1:]) in places else ""
    scheme, host, path, *_ = urlsplit(url)
    beside = not scheme and not host and path[:1] not in ("", "/", "\\")
    return url if scheme.lower() in SCHEMES or beside else ""


def _tokens(tokens: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _tokens(token.get("children", []))


def _number(blocks: list[Payload]) -> None:
    """Numbers of figures and tables; what only the whole document knows of its marks: where each is used, which have evidence."""
    for kind in ("figure", "table"):
        for n, block in enumerate((b for b in blocks if b["kind"] == kind and b["caption"]), start=1):
            block["number"] = n
        for n, block in enumerate((b for b in blocks if b["kind"] == kind), start=1):
            block["order"] = n
    every = [run for block in blocks for run in _runs(block)]
    quotes, uses = [r for r in every if "quote" in r], [r for r in every if "mark" in r]
    evident = {q["label"] for q in quotes}
    used: dict[str, list[str]] = {}
    for n, use in enumerate(uses, start=1):
        use |= {"id": f"use-{n}", "dead": use["target"] not in evident}
        for fact in use["facts"]:
            used.setdefault(fact, []).append(use["id"])
    for quote in quotes:
        quote |= {"back": used.get(quote["fact"], []), "anchor": anchor(quote["label"]) if quote["label"] in evident else ""}
        evident.discard(quote["label"])  # shown once more, it is no second target


def _refer(blocks: list[Payload]) -> None:
    """Ends a paragraph that figures or tables follow with a reference to them: " See Figures 2 and 3."."""
    for n, block in enumerate(blocks):
        shown = list(takewhile(lambda b: b["kind"] in ("figure", "table") and "number" in b, blocks[n + 1 :]))
        if block["kind"] == "prose" and shown:
            block["runs"] = [*block["runs"], *_references(shown), {"t": "."}]


def _references(shown: list[Payload]) -> Iterator[Run]:
    """ See Figures 2 and 3 and Table 1: each number a link."""
    kinds = [(kind, list(group)) for kind, group in groupby(shown, key=lambda b: b["kind"])]
    for k, (kind, group) in enumerate(kinds):
        for n, b in enumerate(group):
            yield {"t": " and " if (k or n) and n in (0, len(group) - 1) else ", " if n else " See "}
            many = "s" * (len(group) > 1)
            yield {"to": f"{kind}-{b['number']}", "words": f"{'' if n else kind.capitalize() + many + chr(160)}{b['number']}"}


def _runs(block: Payload) -> Iterator[Run]:
    groups = [block.get("runs", []), block.get("caption", []), *block.get("items", []), *(c["runs"] for c in block.get("cards", []))]
    groups += [c["runs"] for row in [*block.get("head", []), *block.get("body", [])] for c in row]
    groups += [entry for source in block.get("sources", []) for entry in source["entries"]]
    return (run for group in groups for run in group)
