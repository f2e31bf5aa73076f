"""A document as Typst source. All text goes in as string literals inside code, so that nothing in an article is ever read as markup."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable
from html import unescape
from itertools import groupby
from typing import Any
from xml.etree import ElementTree

from potline.exporters.document import words
from potline.exporters.fonts import CUT, advance, chart_font, printable
from potline.markup import THEMES, Payload, Run, anchor, bracket

COLUMN = 482.0  # points between the margins of A4
LONG = 24  # characters from which a column shares the width that is left, rather than taking what it wants


def literal(text: str) -> str:
    """A string literal of Typst: backslash and quote are all that is special in one.

    >>> literal('say "#panic()"')
    '"say \\\\"#panic()\\\\""'
    """
    return '"' + printable(str(text)).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def text(words: str) -> str:
    """Text as content; the `;` ends the expression, so that a bracket after it is no call."""
    return f"#{literal(_breakable(words))};" if words else ""


def _breakable(words: str) -> str:
    """The text with a place to break in whatever is too long for a line."""
    return re.sub(r"(\S{40})(?=\S{5})", "\\1\u200b", words)


def call(function: str, *arguments: Any, **named: Any) -> str:
    """A call of a function of the template, in markup: strings as literals, `Content` as it is."""
    return f"#{function}({', '.join([*map(_value, arguments), *(f'{k}: {_value(v)}' for k, v in named.items())])});"


class Content(str):
    """Typst markup, already safe."""


def _value(value: Any) -> str:
    if isinstance(value, Content):
        return f"[{value}]"
    if isinstance(value, list | tuple):
        return "(" + "".join(f"{_value(v)}, " for v in value) + ")"
    if isinstance(value, dict):
        return "(" + ", ".join(f"{k}: {_value(v)}" for k, v in value.items()) + ")"
    return literal(_breakable(value)) if isinstance(value, str) else {None: "none", True: "true", False: "false"}[value]


def runs(found: Iterable[Run]) -> Content:
    """Runs as content, marks linked to the evidence and quotes back to where they are used."""
    return Content("".join(text(r["t"]) if "t" in r else _quote(r) if "quote" in r else _reference(r) if "to" in r else _mark(r) for r in found))


def _reference(run: Run) -> str:
    return f"#link(label({literal(run['to'])}))[{text(run['words'])}];"


def _mark(run: Run) -> str:
    return call("source-mark", bracket(run), run["id"], None if run["dead"] else anchor(run["target"]))


def _quote(run: Run) -> str:
    said = " ".join([run["label"], *run["flags"]])
    return call("quoted", run["quote"], run["anchor"], THEMES.get(run["theme"], "neutral"), said, run["back"])


class Source:
    """Renders blocks; `files` fills with the pictures that the source names."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def block(self, p: Payload) -> str:
        """One block of a document as a piece of Typst markup."""
        return getattr(self, p["kind"])(p)

    def heading(self, p: Payload) -> str:
        """A heading, a target of links."""
        turn = f"#turn({literal(p['id'])});\n" if p["level"] == 2 else ""
        return f"{turn}#heading(level: {p['level']})[{inline(p['tokens'])}]#label({literal(p['id'])})"

    def markdown(self, p: Payload) -> str:
        """Paragraphs, lists and the rest of a Markdown cell."""
        return blocks(p["tokens"])

    def headline(self, p: Payload) -> str:
        """The box at the top."""
        return call("headline", *map(runs, p["items"]))

    def prose(self, p: Payload) -> str:
        """A paragraph."""
        return f"#par[{runs(p['runs'])}]"

    def note(self, p: Payload) -> str:
        """A small paragraph."""
        lead = f"#text(fill: ink, strong[{text(p['lead'])}]) " if p.get("lead") else ""
        return call("note", Content(lead + runs(p["runs"])))

    def text(self, p: Payload) -> str:
        """What a cell printed."""
        return f"#raw(block: true, {literal(p['text'])})"

    def cards(self, p: Payload) -> str:
        """Key figures as a grid."""
        keys = ("label", "value", "unit", "period")
        return call("cards", *({k: c[k] for k in keys} | {"theme": THEMES.get(c["theme"], "neutral"), "marks": runs(c["runs"])} for c in p["cards"]))

    def figure(self, p: Payload) -> str:
        """A picture with its alternative text; numbered where it has a caption."""
        own = "svg" in p
        content = p["svg"].encode() if own else base64.b64decode(p["data"])
        kind = "svg" if own or p["type"] == "svg+xml" else p["type"]
        name = f"figure-{p['order']:03d}.{kind}"
        self.files[name] = _lettered(content.decode("utf-8", "replace")).encode() if kind == "svg" else content
        width = _width(content) if kind == "svg" else "auto"
        return f"#picture({literal(name)}, {width}, {literal(p['alt'])}, {_caption(p)}, {p.get('number', 0)});"

    def table(self, p: Payload) -> str:
        """A table whose head repeats and whose rows stay whole."""
        count = max((sum(c.get("colspan", 1) for c in r) for r in [*p["head"], *p["body"]]), default=1)
        head = "".join(f"{c}, " for r in p["head"] for c in _cells(r, count, head=True))
        body = [", ".join(_cells(r, count)) for r in p["body"]] or [f"table.cell(colspan: {count})[#emph[none]]"]
        align = ", ".join([*p["align"], *["left"] * count][:count])
        return (
            f"#listing({_caption(p)}, {p.get('number', 0)}, table(columns: ({_columns(p, count)},), align: ({align},),\n"
            + (f"table.header({head}),\n" if head else "") + ",\n".join(body) + "));"
        )

    def evidence(self, p: Payload) -> str:
        """The numbered sources with their quoted sentences."""
        items = [call("source", str(s["number"]), s["title"], s["origin"], *map(runs, s["entries"])) for s in p["sources"]]
        return call("note", Content(text(p["legend"])), sticky=True) + call("evidence", Content("\n".join(items)))


def _lettered(svg: str) -> str:
    """The drawing with letters that its typeface lacks in a span of their own.

    Left to its own search for a font, one mark could stop the report; and each span stands at its own place, for else one font is sought for all.
    """
    root = ElementTree.fromstring(printable(svg))
    for node in [n for n in root.iter() if str(n.tag).endswith(("}text", "}tspan"))]:
        pieces = [(f, "".join(run)) for f, run in groupby(node.text or "", key=chart_font)]
        if [f for f, _ in pieces] in ([], [CUT]):
            continue
        style = node.get("style", "")
        size, bold = re.search(r"([\d.]+)px", style), bool(re.search("bold|[6-9]00", style))
        widths = [float(size[1]) * advance(piece, family, bold) for family, piece in pieces] if size else []
        at = float(node.get("x") or 0) - sum(widths) * next((part for name, part in (("middle", 0.5), ("end", 1)) if f"anchor: {name}" in style), 0)
        node.text = None
        node.set("style", re.sub("text-anchor: (middle|end)", "text-anchor: start", style) if widths else style)
        for n, (family, piece) in enumerate(pieces):
            own = {"x": f"{at + sum(widths[:n]):.2f}"} if widths and node.get("x") else {}
            span = ElementTree.Element(str(node.tag).replace("}text", "}tspan"), {"font-family": family, **own})
            span.text = piece
            node.insert(n, span)
    return ElementTree.tostring(root, "unicode")


def _width(svg: bytes) -> str:
    """A drawing's own width; the column's where it is about as wide."""
    found = re.search(rb'<svg[^>]*?\swidth="([\d.]+)pt"', svg)
    return f"{float(found[1]):.2f}pt" if found and float(found[1]) < 0.85 * COLUMN else "100%"


def _caption(p: Payload) -> str:
    return f"[{runs(p['caption'])}]" if p["caption"] else "none"


def _cells(row: list[dict[str, Any]], count: int, head: bool = False) -> list[str]:
    missing = count - sum(c.get("colspan", 1) for c in row)
    return [_cell(c, head or c.get("th", False)) for c in row] + ["[]"] * missing * (not any("rowspan" in c for c in row))


def _cell(cell: dict[str, Any], strong: bool) -> str:
    body = f"[#strong[{runs(cell['runs'])}]]" if strong and cell["runs"] else f"[{runs(cell['runs'])}]"
    spans = [f"{name}: {cell[name]}" for name in ("colspan", "rowspan") if cell.get(name, 1) > 1]
    return f"table.cell({', '.join(spans)}){body}" if spans else body


def _columns(p: Payload, count: int) -> str:
    rows = [[sum(map(_length, c["runs"])) for c in r] for r in [*p["head"], *p["body"]]]
    widest = [max((r[i] for r in rows if i < len(r)), default=0) for i in range(count)]
    if sum(widest) + 4 * count < 100:
        return ", ".join(["auto"] * count)
    return ", ".join(f"{min(w, 90) ** 0.7:.1f}fr" if w > LONG else "auto" for w in widest)


def _length(run: Run) -> int:
    return len(run["t"] if "t" in run else run["words"] if "to" in run else bracket(run))


def blocks(tokens: Iterable[dict[str, Any]]) -> Content:
    """Block tokens of Markdown as content."""
    return Content("\n".join(_BLOCK[t["type"]](t) for t in tokens))


def inline(tokens: Iterable[dict[str, Any]]) -> Content:
    """Inline tokens of Markdown as content."""
    return Content("".join(_INLINE[t["type"]](t) for t in tokens))


def _list(t: dict[str, Any]) -> str:
    items = ", ".join(f"[{blocks(i['children'])}]" for i in t["children"])
    kind, start = ("enum", f"start: {int(t['attrs'].get('start') or 1)}, ") if t["attrs"].get("ordered") else ("list", "")
    return f"#{kind}({start}{items});"


def _markdown_table(t: dict[str, Any]) -> str:
    head, *rest = t["children"]
    align = ", ".join(c["attrs"].get("align") or "left" for c in head["children"])
    cells = ", ".join(f"[#strong[{inline(c['children'])}]]" for c in head["children"])
    body = "".join(f", [{inline(c['children'])}]" for part in rest for row in part["children"] for c in row["children"])
    return f"#listing(none, 0, table(columns: {len(head['children'])}, align: ({align},), table.header({cells}){body}));"


def _link(t: dict[str, Any]) -> str:
    url, body = t["attrs"]["url"], inline(t["children"])
    target = f"label({literal(url[1:])})" if url.startswith("#") else literal(url)
    return f"#link({target})[{body}];" if url else body


_Rules = dict[str, Callable[[dict[str, Any]], str]]
_BLOCK: _Rules = {
    "paragraph": lambda t: f"#par[{inline(t['children'])}]",
    "block_text": lambda t: inline(t["children"]),
    "heading": lambda t: f"#par[#strong[{inline(t['children'])}]]",  # within a list or a quotation
    "list": _list,
    "block_quote": lambda t: f"#quote(block: true)[{blocks(t['children'])}]",
    "block_code": lambda t: f"#raw(block: true, {literal(t['raw'].rstrip())})",
    "block_html": lambda t: f"#par[{text(t['raw'].strip())}]",
    "table": _markdown_table,
    "thematic_break": lambda t: "#rule();",
    "blank_line": lambda t: "",
}
_INLINE: _Rules = {
    "text": lambda t: text(unescape(t["raw"])),
    "inline_html": lambda t: text(t["raw"]),
    "softbreak": lambda t: " ",
    "linebreak": lambda t: "#linebreak();",
    "emphasis": lambda t: f"#emph[{inline(t['children'])}];",
    "strong": lambda t: f"#strong[{inline(t['children'])}];",
    "strikethrough": lambda t: f"#strike[{inline(t['children'])}];",
    "codespan": lambda t: f"#raw({literal(unescape(t['raw']))});",
    "image": lambda t: text(f"[image: {words(t['children'])}]"),
    "link": _link,
}
