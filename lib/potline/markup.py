"""A payload of `potline.show` as HTML: one function a kind, the same in JupyterLab and in the report. Every text is escaped."""

from __future__ import annotations

import html as entities
import tomllib
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from potline import drawing

Run = dict[str, Any]
Payload = dict[str, Any]

BACK = 3  # links from a quote back to its first uses
MEANING = {"e": "inferred", "c": "corrected by the analyst", "?": "does not reconcile"}
THEMES = {"chain_extension": "extension", "crackdown": "crackdown"}


def escape(text: str) -> str:
    """Text for an element or a quoted attribute."""
    return entities.escape(drawing.legible(text))


@cache
def style() -> dict[str, Any]:
    """Colours (`light`, `dark`) and `fonts` of everything shown."""
    return tomllib.loads(resources.files("potline").joinpath("style.toml").read_text("utf-8"))


def stylesheet(light: str = ":root", dark: str = "@media screen and (prefers-color-scheme: dark) { :root") -> str:
    """The look of every kind as CSS, its colours set for what these selectors choose."""
    modes = {mode: "".join(f"--{name.replace('_', '-')}: {value}; " for name, value in style()[mode].items()) for mode in ("light", "dark")}
    drawn = "".join(f".themed .{side}-{n} {{ {side}: var(--{n.replace('_', '-')}); }} " for n in style()["light"] for side in ("fill", "stroke"))
    css = resources.files("potline").joinpath("exporters/templates/show.css").read_text("utf-8")
    return f"{light} {{ {modes['light']}--sans: {style()['fonts']['html']}; }}\n{dark} {{ {modes['dark']}}}{'}' * dark.count('{')}\n{css}{drawn}\n"


@cache
def webfont() -> str:
    """The page's typeface as CSS, so that a page speaks in the voice of the PDF, and charts in the letters they were measured in, anywhere."""
    fonts = resources.files("potline").joinpath("exporters/templates/fonts")
    data = {weight: b64encode(fonts.joinpath(f"PotlineSans-{cut}.ttf").read_bytes()).decode() for cut, weight in (("Regular", 400), ("Bold", 700))}
    face = '@font-face {{ font-family: "Potline Sans"; font-weight: {}; src: url(data:font/ttf;base64,{}); }}\n'
    return "".join(face.format(weight, letters) for weight, letters in data.items())


def anchor(label: str) -> str:
    """The name of a quote's place in the evidence, free of anything an article wrote.

    >>> anchor("2.5")
    'q-2-5'
    """
    return "q-" + label.replace(".", "-")


def bracket(run: Run) -> str:
    """What a source mark prints: its label, then its value marks.

    >>> bracket({"mark": ["2.5", "a:7"], "flags": "e"})
    '[2.5 e]'
    """
    return "[" + " ".join([run["mark"][0], *run.get("flags", "")]) + "]"


def plain(runs: Iterable[Run]) -> str:
    """Runs as plain text, marks in brackets.

    >>> plain([{"t": "1.07 Mt"}, {"mark": ["2.1", "a:7"], "flags": ""}])
    '1.07 Mt[2.1]'
    """
    return "".join(r["t"] if "t" in r else r["quote"] if "quote" in r else r["words"] if "to" in r else bracket(r) for r in runs)


def meaning(run: Run) -> str:
    """A source mark in words, for a tooltip.

    >>> meaning({"mark": ["2.5", "a:7"], "flags": "e?"}), meaning({"mark": ["2.5–8", "a:7"]})
    ('source 2, quote 5: inferred, does not reconcile', 'source 2, quotes 5 to 8')
    """
    source, _, quote = run["mark"][0].partition(".")
    place = f"source {source}, quote{'s' * ('–' in quote)} {quote.replace('–', ' to ')}" if quote else "further quotes"
    return place + (": " + ", ".join(MEANING[f] for f in run["flags"]) if run.get("flags") else "")


def runs_html(runs: Iterable[Run]) -> str:
    """Runs as HTML; a mark links to its quote unless the document has no evidence for it (`dead`).

    >>> runs_html([{"t": "<b>"}])
    '&lt;b&gt;'
    """
    return "".join(escape(r["t"]) if "t" in r else _quote(r) if "quote" in r else _reference(r) if "to" in r else _mark(r) for r in runs)


def _reference(run: Run) -> str:
    return f'<a href="#{run["to"]}">{escape(run["words"])}</a>'


def _mark(run: Run) -> str:
    name = f' id="{run["id"]}"' if "id" in run else ""
    if run.get("dead"):
        return f'<span class="mark"{name}>{escape(bracket(run))}</span>'
    target = anchor(run.get("target", run["mark"][0]))
    return f'<a class="mark" href="#{target}"{name} title="{meaning(run)}">{escape(bracket(run))}</a>'


def _quote(run: Run) -> str:
    label, back = run["label"], run.get("back", [])
    links = "".join(f' <a href="#{use}" aria-label="Back to use {n} of {label}">↑</a>' for n, use in enumerate(back[:BACK], start=1))
    flags = "".join(f' <span title="{MEANING[f]}">{f}</span>' for f in run.get("flags", ""))
    theme, place = THEMES.get(run["theme"], "neutral"), run.get("anchor", anchor(label))
    name = f' id="{place}"' if place else ""
    return f'<mark class="{theme}"{name}>{escape(run["quote"])}</mark><sup class="back">{label}{flags}{links}</sup>'


def _title(p: Payload) -> str:
    lines = (("question", p.get("question")), ("subtitle", p.get("subtitle")))
    above, below = (f'<p class="{name}">{escape(text)}</p>' if text else "" for name, text in lines)
    return f'<header class="title">{above}<h1>{escape(p["title"])}</h1>{below}</header>'


def _headline(p: Payload) -> str:
    items = "".join(f"<li>{runs_html(runs)}</li>" for runs in p["items"])
    return f'<section class="headline" aria-label="Headlines"><ul>{items}</ul></section>'


def _card(card: dict[str, Any]) -> str:
    unit = f' <span class="unit">{escape(card["unit"])}</span>' if card["unit"] else ""
    period = f'{escape(card["period"])} ' if card["period"] else ""
    return (
        f'<li class="card {THEMES.get(card["theme"], "neutral")}"><p class="label">{escape(card["label"])}</p>'
        f'<p class="value">{escape(card["value"])}{unit}</p><p class="period">{period}{runs_html(card["runs"])}</p></li>'
    )


def _figure(p: Payload) -> str:
    number = f"<b>Figure {p['number']}.</b> " if "number" in p else ""
    caption = f"<figcaption>{number}{runs_html(p['caption'])}</figcaption>" if p["caption"] else ""
    name = f' id="figure-{p["number"]}"' if "number" in p else ""
    return f"<figure{name}>{_picture(p)}{caption}</figure>"


def _picture(p: Payload) -> str:
    if "svg" in p:
        words = f"Figure {p['number']}" if "number" in p else "Figure"
        sizes = [("wide", p), *([("narrow", p["narrow"])] if "narrow" in p else [])]
        only = " only" * (len(sizes) == 1)
        return "".join(
            f'<div class="frame {size}{only}" tabindex="0" role="group" '
            f'aria-label="{words}">{drawing.inline(q["svg"], q["alt"], style()["light"])}</div>'
            for size, q in sizes
        )
    return f'<img src="data:image/{p["type"]};base64,{p["data"]}" alt="{escape(p["alt"])}">'


def _row(cells: Sequence[dict[str, Any]], align: Sequence[str], head: bool) -> str:
    return "<tr>" + "".join(_cell(c, align[i] if i < len(align) else "left", head) for i, c in enumerate(cells)) + "</tr>"


def _cell(cell: dict[str, Any], align: str, head: bool) -> str:
    spans = "".join(f' {name}="{int(cell[name])}"' for name in ("colspan", "rowspan") if cell.get(name, 1) > 1)
    body = runs_html(cell["runs"])
    heading = (head or cell.get("th")) and body  # an empty heading tells a screen reader nothing
    scope = f' scope="{"col" if head else "row"}"' if heading else ""
    side = f' class="{align}"' if align != "left" else ""
    return f"<{'th' if heading else 'td'}{scope}{spans}{side}>{body}</{'th' if heading else 'td'}>"


def _table(p: Payload) -> str:
    number = f"<b>Table {p['number']}.</b> " if "number" in p else ""
    caption = f"<caption>{number}{runs_html(p['caption'])}</caption>" if p["caption"] else ""
    name = f"Table {p['number']}" if "number" in p else f"Data {p.get('order', '')}".strip()
    words = ". ".join(filter(None, [name, plain(p["caption"])]))
    head = "".join(_row(r, p["align"], True) for r in p["head"])
    body = "".join(_row(r, p["align"], False) for r in p["body"])
    none = "" if p["body"] else f'<tr><td colspan="{max(len(p["align"]), 1)}"><em>none</em></td></tr>'
    place = f' id="table-{p["number"]}"' if "number" in p else ""
    return (
        f'<div class="table"{place} role="region" tabindex="0" aria-label="{escape(words)}"><table>{caption}'
        f"<thead>{head}</thead><tbody>{body}{none}</tbody></table></div>"
    )


def _source(s: dict[str, Any]) -> str:
    entries = "".join(f"<li>{runs_html(entry)}</li>" for entry in s["entries"])
    title = f'<a href="{escape(s["href"])}">{escape(s["title"])}</a>' if "href" in s else escape(s["title"])
    return (
        f'<section class="source" id="source-{s["number"]}" aria-label="Source {s["number"]}"><p class="from"><b>{s["number"]}.</b> '
        f"<cite>{title}</cite> {escape(s['origin'])}</p><ul>{entries}</ul></section>"
    )


def _lead(p: Payload) -> str:
    return f"<b>{escape(p['lead'])}</b> " if p.get("lead") else ""


def _evidence(p: Payload) -> str:
    return f'<div class="evidence"><p class="note">{escape(p["legend"])}</p>{"".join(map(_source, p["sources"]))}</div>'


KINDS: dict[str, Callable[[Payload], str]] = {
    "title": _title,
    "headline": _headline,
    "prose": lambda p: f"<p>{runs_html(p['runs'])}</p>",
    "note": lambda p: f'<p class="note">{_lead(p)}{runs_html(p["runs"])}</p>',
    "cards": lambda p: f'<ul class="cards">{"".join(map(_card, p["cards"]))}</ul>',
    "figure": _figure,
    "table": _table,
    "evidence": _evidence,
    "text": lambda p: f'<pre tabindex="0">{escape(p["text"])}</pre>',
}


def html(payload: Payload) -> str:
    """One payload as an HTML fragment.

    >>> html({"kind": "note", "runs": [{"t": "a < b"}]})
    '<p class="note">a &lt; b</p>'
    """
    return KINDS[payload["kind"]](payload)
