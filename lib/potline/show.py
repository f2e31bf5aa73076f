"""What a notebook calls to show something once, for JupyterLab, HTML and PDF alike.

Every call makes one display of three MIME types: `MIME` for the exporters, HTML and plain text for the screen. The payload
under `MIME` is JSON with a `kind`:

| kind | further keys |
| --- | --- |
| `title` | `title`, `subtitle`, `date` (ISO, of the newest article) |
| `headline` | `items`: a list of runs |
| `prose`, `note` | `runs`; `lead` (words in bold before them) |
| `cards` | `cards`: `label`, `value`, `unit`, `period`, `theme`, `runs` |
| `figure` | `svg`, `alt`, `caption` (runs); `narrow` (`svg` and `alt` of the same for a phone, where there is one) |
| `table` | `caption` (runs), `head` and `body` (rows of cells; a cell has `runs`), `align` (a word a column) |
| `evidence` | `legend`, `sources`: `number`, `title`, `origin`, `entries` (each a list of runs) |

A run is `{"t": text}`, a source mark `{"mark": [label, fact_id], "target": label, "facts": [fact_id...], "flags": "ec?"}`, or,
in evidence only, `{"quote": text, "label", "fact", "theme", "flags"}`. Label `2.5` is the fifth fact of the second article.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import matplotlib as mpl
import pandas as pd
from IPython.display import display

from potline import cite, drawing, markup
from potline.cite import marked, marks, runs
from potline.markup import Payload
from potline.model import PotlineError
from potline.tables import Corpus
from potline.wording import Card

MIME = "application/vnd.potline+json"
ROWS = 100  # of a table in a report
SVG = {"svg.hashsalt": "potline", "svg.fonttype": "none", "text.parse_math": False}
LAB_DARK = '[data-jp-theme-light="false"] .potline'  # what JupyterLab sets in its dark theme
LEGEND = (
    "[2.5] is quote 5 of source 2, [2.5–8] are quotes 5 to 8; arrows lead back to where they are used. "
    "e: value or period inferred; c: corrected by the analyst; ?: does not reconcile."
)

__all__ = ["MIME", "Card", "begin", "cards", "evidence", "figure", "headline", "marks", "note", "prose", "table"]


def begin(corpus: Corpus, title: str, subtitle: str = "") -> None:
    """Fix the numbering of sources and show the title block; every notebook calls this first."""
    cite.begin(corpus)
    newest = corpus.articles["published"].max()
    payload = {"kind": "title", "title": title, "subtitle": subtitle, "date": "" if pd.isna(newest) else newest.date().isoformat()}
    _emit(payload, "\n".join(filter(None, [title, subtitle])), css=True)


def headline(sentences: Iterable[Any]) -> None:
    """The box at the top: a point a sentence."""
    items = [runs(s) for s in sentences]
    if items:
        _emit({"kind": "headline", "items": items}, "\n".join(f"- {markup.plain(i)}" for i in items))


def prose(*sentences: Any) -> None:
    """One paragraph out of sentences, strings, or lists of them."""
    _paragraph("prose", sentences)


def note(*sentences: Any, lead: str = "") -> None:
    """A small paragraph beside the story: a definition, a caution; `lead` are the words in bold that it begins with."""
    _paragraph("note", sentences, lead)


def _paragraph(kind: str, sentences: Iterable[Any], lead: str = "") -> None:
    flat = [s for part in sentences for s in (part if isinstance(part, list | tuple) else [part])]
    words = [run for n, s in enumerate(flat) for run in ([{"t": " "}] if n else []) + runs(s)]
    if words:
        _emit({"kind": kind, "runs": words} | ({"lead": lead} if lead else {}), " ".join(filter(None, [lead, markup.plain(words)])))


def cards(figures: Iterable[Card]) -> None:
    """Key figures as a grid, each with its source marks."""
    shown = [{**{k: getattr(c, k) for k in ("label", "value", "unit", "period", "theme")}, "runs": marked(c.facts)} for c in figures]
    lines = [f"{c['label']}: {c['value']} {c['unit']} {c['period']} {markup.plain(c['runs'])}" for c in shown]
    if shown:
        _emit({"kind": "cards", "cards": shown}, "\n".join(lines))


def figure(fig: Any, caption: Any, alt: str, empty: bool = True) -> None:
    """A matplotlib figure (or the figure of these axes) with its caption and what it shows in words; closes it.

    One that draws nothing is no figure: its words stand as a paragraph, unless `empty` is false because others have said them.
    """
    if not alt.strip():
        raise PotlineError("A figure needs `alt`: say in words what it shows, for those who cannot see it.")
    drawn, words = getattr(fig, "figure", fig), runs(caption)
    if not drawn.axes:
        return prose(alt) if empty else None
    payload: Payload = {"kind": "figure", "svg": svg(drawn), "alt": alt, "caption": words}
    if hasattr(drawn, "narrow"):
        narrow = drawn.narrow()
        payload["narrow"] = {"svg": svg(narrow), "alt": str(narrow.get_label())}
    return _emit(payload, f"Figure: {markup.plain(words)}\n{alt}")


def svg(fig: Any) -> str:
    """A figure as SVG text, the same bytes each time, its words left as words."""
    import matplotlib.pyplot as plt

    out = io.StringIO()
    with mpl.rc_context(SVG), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # words stay words: a reader's or the PDF's fonts draw them
        fig.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(fig)
    return drawing.legible(out.getvalue())


def table(
    frame: pd.DataFrame,
    caption: Any,
    formats: Mapping[str, str | Callable[[Any], str]] | None = None,
    align: Mapping[str, str] | None = None,
    facts: str | None = None,
) -> None:
    """A frame as a table, a column a column; `facts` names the column of fact ids, shown last as source marks.

    `formats` has a format string or a function a column; numbers stand right unless `align` says otherwise. Unknown is a dash.
    Of more than ROWS rows the first are shown, and the caption says so.
    """
    left, frame = len(frame) - ROWS, frame.head(ROWS)
    columns = [c for c in frame.columns if c != facts]
    sides = {c: "right" if pd.api.types.is_numeric_dtype(frame[c]) else "left" for c in columns} | dict(align or {})
    forms = [(formats or {}).get(c) for c in columns]
    values = zip(*(frame[c] for c in columns), strict=True)
    rows = [[{"runs": runs(_words(value, form))} for value, form in zip(line, forms, strict=True)] for line in values]
    heads = [{"runs": [{"t": str(c)}]} for c in columns]
    if facts:
        heads.append({"runs": [{"t": "Source"}]})
        for cells, ids in zip(rows, frame[facts], strict=True):
            cells.append({"runs": marked([ids] if isinstance(ids, str) else ids)})
    words = runs(caption) + [{"t": f" The first {ROWS} rows, and {left:,} more."}] * (left > 0)
    payload = {"kind": "table", "caption": words, "head": [heads], "body": rows, "align": [sides[c] for c in columns] + ["left"] * bool(facts)}
    lines = ["\t".join(markup.plain(c["runs"]) for c in cells) for cells in [heads, *rows]]
    _emit(payload, "\n".join([markup.plain(words), *lines]))


def _words(value: Any, form: str | Callable[[Any], str] | None) -> Any:
    if hasattr(value, "text"):
        return value
    if isinstance(value, list | tuple | set):
        return ", ".join(map(str, value))
    if pd.isna(value):
        return "–"
    if callable(form):
        return form(value)
    return form.format(value) if form else value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def evidence(what: Corpus | Iterable[str] | None = None) -> None:
    """The numbered sources with every quoted sentence: of what was cited since begin(), of these fact ids, or of a whole corpus."""
    ids = what.facts["fact_id"] if isinstance(what, Corpus) else cite.cited() if what is None else what
    payload = {"kind": "evidence", "legend": LEGEND, "sources": cite.sources(cite.known(), ids)}
    lines = [f"{s['number']}. {s['title']} {s['origin']}\n" + "\n".join(f"   {markup.plain(e)}" for e in s["entries"]) for s in payload["sources"]]
    _emit(payload, "\n".join(lines))


def _emit(payload: Payload, text: str, css: bool = False) -> None:
    style = f"<style>{markup.stylesheet('.potline', LAB_DARK)}{markup.webfont()}</style>" if css else ""
    display({MIME: payload, "text/html": f'{style}<div class="potline">{markup.html(payload)}</div>', "text/plain": text}, raw=True)
