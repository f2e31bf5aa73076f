"""Every article whole, as one page: what was taken from it in colour, what was set aside in grey with the reason, what is no article folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

import pandas as pd

from potline import cite
from potline.cite import Numbering
from potline.exporters.html import page
from potline.markup import MEANING, THEMES, anchor, escape
from potline.tables import Corpus

LEGEND = (
    '<p>Every article as it was read. <mark class="extension">Chain extension</mark>, <mark class="crackdown">crackdown</mark> and '
    '<mark class="neutral">other facts</mark> carry the label of their source mark; '
    '<span class="aside">numbers set aside<sub>reason</sub></span> are grey; '
    '<span class="unexplained">what no rule explains</span> is framed. Text that is not the article is folded, with the reason.</p>'
)
SAID = ("event", "measure", "statistic", "product", "company", "region")  # columns of a fact that its tooltip names
LISTED = 200  # articles up to which the page lists them at its side
Row = Mapping[str, Any]


class Span(NamedTuple):
    """A stretch of an article that is drawn in its own way; `open` and `close` are HTML."""

    start: int
    end: int
    open: str
    close: str


def evidence_html(corpus: Corpus, articles: Iterable[str] | None = None) -> str:
    """A page that stands alone, with every article (or these article ids), to be read without script or network.

    Each fact has the id that a report's evidence gives it (`q-2-5`).
    """
    numbering = cite.number(corpus)
    wanted = set(corpus.texts if articles is None else articles)
    known = corpus.articles["status"].eq("read")
    number = {article: n for n, article in enumerate(corpus.articles.loc[known, "article_id"], start=1)}
    read = corpus.articles[known & corpus.articles["article_id"].isin(wanted)].to_dict("records")
    tables = [_by_article(table[table["article_id"].isin(wanted)]) for table in (corpus.blocks, corpus.facts, corpus.numbers)]
    parts = [_article(numbering, a, number[a["article_id"]], *(t.get(a["article_id"], []) for t in tables)) for a in read]
    contents = [(f"{number[a['article_id']]}. {_name(a)}", f"source-{number[a['article_id']]}") for a in read]
    some = "read" if len(read) == len(corpus.texts) else f"of {len(corpus.texts):,} read: those that are cited"
    head = f'<header class="title"><h1>Evidence</h1><p class="subtitle">{len(read)} articles {some}</p></header>{LEGEND}'
    body = "\n".join([head, *parts, _unread(corpus.articles[~known].to_dict("records"))])
    return page("Evidence", body, contents=contents if len(contents) <= LISTED else [])


def _by_article(table: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in table.sort_values(["start", "end"]).to_dict("records"):
        found.setdefault(row["article_id"], []).append(row)
    return found


def _name(article: Row) -> str:
    return article["title"] or article["article_id"]


def _article(numbering: Numbering, article: Row, number: int, blocks: list[Row], facts: list[Row], numbers: list[Row]) -> str:
    text = numbering.corpus.texts[article["article_id"]]
    spans = [_fact(numbering, f) for f in facts] + [_number(n) for n in numbers if n["status"] != "fact"]
    spans.sort(key=lambda s: (s.start, -s.end))  # of two that begin together the longer is drawn
    parts, at = [], 0
    for block in blocks:
        start, end = block["start"], block["end"]
        kept = block["kind"] in ("title", "body")
        parts += [_marked(text, at, start, spans), _marked(text, start, end, spans) if kept else _folded(text[start:end], block)]
        at = end
    body = "".join([*parts, _marked(text, at, len(text), spans)])
    head = f'<h2>{number}. {escape(_name(article))}</h2><p class="from">{escape(cite.origin(article))}</p>'
    return f'<section class="article" id="source-{number}" aria-label="Source {number}">{head}<div class="text">{body}</div></section>'


def _fact(numbering: Numbering, fact: Row) -> Span:
    label, theme = numbering.labels[fact["fact_id"]], THEMES.get(str(fact["theme"]), "neutral")
    said = ", ".join(str(fact[c]).replace("_", " ") for c in SAID if isinstance(fact[c], str) and fact[c])
    flags = "".join(f' <span title="{MEANING[f]}">{f}</span>' for f in numbering.flags[fact["fact_id"]])
    opening = f'<mark class="{theme}" id="{anchor(label)}" title="{escape(said)}">'
    return Span(fact["start"], fact["end"], opening, f'</mark><sup class="back">{label}{flags}</sup>')


def _number(number: Row) -> Span:
    if number["status"] == "unexplained":
        return Span(number["start"], number["end"], '<span class="unexplained" title="no rule explains this number">', "</span>")
    reason = escape(str(number["reason"]).replace("_", " "))
    return Span(number["start"], number["end"], '<span class="aside">', f"<sub>{reason}</sub></span>")


def _marked(text: str, start: int, end: int, spans: list[Span]) -> str:
    """`text[start:end]` with the spans that begin in it; of two that overlap the second is cut short."""
    parts, at = [], start
    for span in spans:
        if start <= span.start < end and span.end > at:
            first, last = max(at, span.start), min(end, span.end)
            parts += [escape(text[at:first]), span.open, escape(text[first:last]), span.close]
            at = last
    return "".join([*parts, escape(text[at:end])])


def _folded(text: str, block: Row) -> str:
    reason = f": {escape(block['reason'])}" if block["reason"] else ""
    return f"<details><summary>Left out, {escape(str(block['kind']))}{reason}</summary>{escape(text)}</details>"


def _unread(rows: list[Row]) -> str:
    files = [f"<li>{escape(PurePath(a['path']).name)}: {escape(a['reason'])}</li>" for a in rows]
    return f'<section aria-label="Not read"><h2>Not read</h2><ul>{"".join(files)}</ul></section>' if files else ""
