"""A small corpus and its executed notebook, harmless or with an article whose every word is an attack."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import matplotlib
import nbformat
from nbformat import v4

from potline import show, tables
from potline.model import Article, Block, Check, Fact, Number, Parsed, Unread

matplotlib.use("agg")

ATTACKS = [
    "<script>document.title='owned'</script>", "<img src=x onerror=\"document.title='owned'\">", "<style>body{display:none}</style>",
   
    "[click](javascript:document.title='owned')", "![i](file:///etc/passwd)", "![i](http://example.com/x.png)", "</main></body>", "-->", "]]>",
    '#panic("owned")', '#read("/etc/passwd")', '"); #panic("owned', "\\u{41} \\", "`#panic(1)`",
    "$x^2$ US$5-$6", "$ #panic() $", "*/ /* //", "<q-1-1>", "@q-1-1",
    "{{ 7 * 7 }}", "{% raw %}{{ config }}{% endraw %}", "[[no:1]]", "= heading", "# heading", "| a | b |", "```",
    "&lt;b&gt;&amp;", "\x1b[31mred\x1b[0m",
    "\u202eesrever\u202c", "ไทย \ue000 😀 铝 Ελλάδα Алюминий \u200b\x00\x07", "=cmd|'/c calc'!A0", "x" * 300,
]


def sentence(text: str, *facts: str) -> SimpleNamespace:
    """What the narrative hands to show: text with placeholders, and the rows."""
    return SimpleNamespace(text=text, facts=facts)


def corpus(word: str = "Weiqiao") -> tables.Corpus:
    """Three facts of two articles, `word` wherever an article's own words go: title, source, firm, sentence, file name."""
    return tables.corpus([_parsed("a, b]]", word), _parsed("c", word)], [Unread(f"seeds/{word}.bin", f"binary: {word}")], [_check(word)])


def _check(word: str) -> Check:
    return Check("k", "parts", ("c",), ("c:0",), 1.0, 2.0, 1.0, "t", f"{word} does not add up", "fault")


def _parsed(name: str, word: str) -> Parsed:
    body = f"50, 000 tons were shut by {word}. Then 3 lines."
    text = f"{body}\n{word}\nadvert {word}"
    end = len(body)
    blocks = (Block("body", 0, end), Block("advert", len(text) - len(word) - 7, len(text), word))
    article = Article(name, text, blocks, title=f"Title {word}", source=word, published=date(2020, 7, 28), path=f"seeds/{word}/{name}.txt")
    shut = Fact(
        f"{name}:0", name, 0, 12, "50, 000 tons", body[: body.rindex(" Then")], "shut", "capacity", low=5e4, high=5e4, unit="t", company=word,
        theme="crackdown", flags=("year_inferred", "product_inherited"),
    )
    at = body.rindex("3 lines")
    lines = Fact(
        f"{name}:{at}", name, at, at + 7, "3 lines", "Then 3 lines.", "commissioned", "other", low=3, high=3, theme="chain_extension",
        flags=("corrected",),
    )
    numbers = (Number(name, 0, 12, "50, 000 tons", "fact", None, shut.fact_id), Number(name, at, at + 1, "3", "set_aside", "name"))
    return Parsed(article, (shut, lines), numbers)


def emitted(word: str = "Weiqiao") -> list[dict[str, Any]]:
    """The MIME bundles of one call of each kind."""
    found: list[dict[str, Any]] = []
    real, show.display = show.display, lambda data, raw: found.append(data)
    try:
        _show(corpus(word), word)
    finally:
        show.display = real
    return found


def _show(shown: tables.Corpus, word: str) -> None:
    from matplotlib.figure import Figure

    first, second, third = list(shown.facts["fact_id"])[:3]
    show.begin(shown, f"Briefing {word}", f"Two articles {word}")
    show.headline([sentence(f"{word} shut 50 kt [[{first}]] and again [[{first},{second},{third}]].", first, second, third)])
    shut = show.Card(f"Shut by {word}", "50", "kt", "2020", (first,), "crackdown")
    show.cards([shut, show.Card("Lines", "3", facts=(second,), theme="chain_extension")])
    with matplotlib.rc_context({"text.parse_math": False}):
        figure = Figure(figsize=(5, 2))
        figure.subplots().barh([word], [5], color="#c94a0c")
    show.figure(figure, sentence(f"Bars of {word} [[{first}]].", first), f"One bar, {word}: 50 kt.")
    frame = shown.facts[["quote", "company", "low", "fact_id"]].rename(columns={"company": word})
    show.table(frame, f"All facts {word}", formats={"low": "{:,.0f}"}, facts="fact_id")
    show.prose("A sentence.", sentence(f"Another of {word} [[{third}]].", third))
    show.note(word)
    show.evidence()


def notebook(word: str = "Weiqiao") -> nbformat.NotebookNode:
    """An executed notebook: headings, one of each display, a DataFrame, a picture, Markdown and printed text with `word` in them."""
    cells = [v4.new_markdown_cell("# What was shut?")]
    for n, data in enumerate(emitted(word), start=1):
        if n > 1:
            cells.append(v4.new_markdown_cell(f"## Part {n}"))
        cells.append(_cell(v4.new_output("display_data", data=data)))
    html = f"<style>td{{}}</style><table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><th>0</th><td>{word}</td></tr></tbody></table>"
    cells += [
        _cell(v4.new_output("execute_result", data={"text/html": html, "text/plain": word}, execution_count=1)),
        _cell(v4.new_output("display_data", data={"text/html": f"<p>{word}</p>", "text/plain": word})),
        _cell(v4.new_output("display_data", data={"text/markdown": word, "text/plain": word})),
        _cell(v4.new_output("stream", name="stdout", text=word), v4.new_output("stream", name="stderr", text="a warning")),
        _cell(v4.new_output("display_data", data={"image/png": PIXEL}, metadata={"image/png": {"alt": f"A dot {word}"}})),
        v4.new_markdown_cell(f"### Deep {word}\n\nWords: {word}\n\n- item {word}\n\n> said {word}\n\n| a | b |\n|---|--:|\n| {word} | 2 |\n"),
    ]
    return v4.new_notebook(cells=cells)


def _cell(*outputs: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return v4.new_code_cell("shown()", outputs=list(outputs))


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
