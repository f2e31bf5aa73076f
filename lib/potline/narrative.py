"""Tables into the briefing's sentences: headline, key figures, and for each chart its title and caption. No figure that no row holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from potline import selection
from potline.crackdown import campaigns, enterprises, parts, stopped, stops
from potline.datanotes import (
    articles,
    aside,
    blocks,
    changed,
    changes,
    conventions,
    disagreements,
    doubts,
    dropped,
    ledger,
    limits,
    read,
    reasons,
    unexplained,
)
from potline.extension import extension, lines, output, processing
from potline.phrases import as_of, listing, months, span, sums
from potline.tables import Corpus
from potline.wording import EVENTS, Card, Sentence, amount, count, listed, mark, name, names, period, product, sources, total

__all__ = [
    "Card", "Sentence", "articles", "aside", "balance", "blocks", "campaigns", "cards", "changed", "changes", "conventions", "disagreements",
    "doubts", "dropped", "enterprises", "extension", "heading", "headline", "ledger", "limits", "lines", "listing", "output", "places", "processing",
    "read", "reasons", "scope", "stopped", "stops", "unexplained",
]
REST = 4  # sentences of the headline after the balance
SHORT = 5  # sums that one sentence can hold
NOTHING = "No claim in these articles passes the filters: nothing to report."
Drawn = tuple[Sentence | str, str, pd.DataFrame]  # title, how it is drawn, the claims drawn


class Heading(NamedTuple):
    """A chart's title, a finding, and its caption: unit, period, what is drawn how, source marks."""

    title: str
    caption: Sentence


def balance(corpus: Corpus) -> Sentence:
    """The balance of the two themes, stage by stage, with the time it stands for."""
    up, down = (selection.addable(corpus.facts, *events, checks=corpus.checks) for events in (selection.UP, selection.DOWN))
    if up.empty and down.empty:
        return Sentence("No claim gives the tonnage of an extension or of a closure." if len(corpus.facts) else NOTHING)
    gains, losses = sums(up), sums(down)
    few = len(gains) + len(losses) <= SHORT
    gained = f"{listed(gains, most=3 if few else 2)} ({as_of(corpus, up)})" if len(up) else "no capacity commissioned"
    lost = f"{listed(losses, most=4 if few else 2)} ({as_of(corpus, down)})" if len(down) else "no capacity shut, halted, cut or found illegal"
    alike = set(up["stage"]) == set(down["stage"]) or up.empty or down.empty
    return Sentence.of(f"{gained}, against {lost}{'' if alike else '; different stages of the chain, not netted'}.")


def scope(corpus: Corpus) -> str:
    """What the report covers, for the line under its title: articles, the time of their claims, the filters."""
    kept = [f"{key}: {listed(map(str, value)) if isinstance(value, (list, tuple)) else value}" for key, value in corpus.filters.items()]
    when = span(corpus.facts)
    articles = count(int(corpus.articles["status"].eq("read").sum()), "article")
    return str(Sentence.of("; ".join([f"{articles}{f', claims of {when}' if when else ''}", *kept])))


def headline(corpus: Corpus) -> list[Sentence]:
    """Three to five sentences, the balance first; one that says so where nothing is left."""
    if corpus.facts.empty:
        return [Sentence(NOTHING)]
    events = {e: stopped(corpus, e, most=1)[0] for e in selection.DOWN}
    first = [events["shut"], events["project_halted"], output(corpus, most=1)[0], enterprises(corpus, most=1)[0]]
    spare = [events["curtailed"], events["found_illegal"], processing(corpus, most=1)[0], lines(corpus, most=1)[0], campaigns(corpus)[0]]
    return [balance(corpus), *[s for s in (*first, *spare) if s.facts][:REST]]


def cards(corpus: Corpus, most: int = 9) -> list[Card]:
    """Key figures: extension first, then the crackdown, the largest claim or sum of each kind."""
    found = [*_extension_cards(corpus), *_crackdown_cards(corpus)]
    return found[:most]


def _extension_cards(corpus: Corpus) -> list[Card]:
    found = []
    for unit, label in (("t", "fabrication lines commissioned"), ("piece", "wheels: lines commissioned")):
        rows = selection.addable(corpus.facts, *selection.UP, unit=unit, checks=corpus.checks)
        rows = rows[rows["stage"].eq("fabrication") if unit == "t" else rows["product"].eq("wheel")]
        if len(rows):
            where = listed(dict.fromkeys(rows["region"].dropna().map(name)), most=2)
            found.append(_card(f"{label}, {where}" if where else label, total(rows), as_of(corpus, rows), sources(rows), "chain_extension"))
    for measure, label in (("output", "output"), ("processing_rate", "processed locally")):
        for r in selection.pairs(corpus.facts, measure).head(1).itertuples():
            what = f"{product(r.product)} {label}" if measure == "output" else label
            found.append(_claim_card(corpus, r, what, r.sources, "chain_extension"))
    return found


def _crackdown_cards(corpus: Corpus) -> list[Card]:
    found = []
    for event in ("shut", "project_halted", "found_illegal", "curtailed"):
        for r in selection.addable(corpus.facts, event, checks=corpus.checks).head(1).itertuples():
            found.append(_claim_card(corpus, r, f"{product(r.product)} {EVENTS[event]}", r.sources, "crackdown"))
    for r in selection.closures(corpus.facts).head(1).itertuples():
        card = _claim_card(corpus, r, f"{product(r.product)} enterprises shut", r.facts, "crackdown")
        whole = f"{r.high:,.0f} of {r.existing:,.0f}" if pd.notna(r.existing) else card.value
        found.append(replace(card, value=whole, unit=""))
    return found


def _claim_card(corpus: Corpus, r: Any, what: str, facts: list[str], theme: str) -> Card:
    time = period(r.period_start, r.period_end) or as_of(corpus, corpus.facts[corpus.facts["fact_id"].eq(r.fact_id)])
    who = names(r.company) or names(r.region, "place not stated")
    return _card(f"{who}: {what}", amount(r.low, r.high, r.unit, r.qualifier), time, facts, theme)


def _card(label: str, value: str, time: str, facts: list[str], theme: str) -> Card:
    figure, _, unit = value.rpartition(" ")
    return Card(label[:1].upper() + label[1:], figure or unit, unit if figure else "", time, tuple(facts), theme)


def heading(corpus: Corpus, chart: str) -> Heading:
    """Title and caption of a chart: balance, lines, rates, composition, timeline, tiles."""
    title, drawn, rows = HEADINGS[chart](corpus)
    if rows.empty:
        return Heading(str(title).rstrip("."), Sentence("Nothing to draw."))
    undated = rows["period_start"].isna() & rows["period_end"].isna()
    without = f", {undated.sum():,} of {len(rows):,} claims without a date" if undated.any() else ""
    time = f" Period: {span(rows) or 'not stated'}{without * (not undated.all())}."
    ids = sources(rows) if "sources" in rows else rows["fact_id"]
    return Heading(str(Sentence.of(str(title))).rstrip("."), Sentence.of(f"{drawn}{time}{mark(ids)}"))


def _balance(corpus: Corpus) -> Drawn:
    up, down = (selection.addable(corpus.facts, *events, checks=corpus.checks) for events in (selection.UP, selection.DOWN))
    title = " against ".join([_largest(up, "no capacity commissioned"), _largest(down, "none shut, halted, cut or found illegal")])
    drawn = (
        "Tonnes a year by region; solid: capacity that stood or runs, outline: never finished. Panels share a scale and are never added: "
        "a tonne smelted and the same tonne rolled would count twice."
    )
    none = "No claim reports capacity commissioned, shut, halted, cut or found illegal"
    return title if len(up) + len(down) else none, drawn, pd.concat([up, down])


def _largest(rows: pd.DataFrame, none: str) -> str:
    return sums(rows)[0] if len(rows) else none


def _lines(corpus: Corpus) -> Drawn:
    up = (*selection.UP, *selection.PLANNED)
    rows = pd.concat([selection.addable(corpus.facts, *up, unit=u, checks=corpus.checks) for u in ("t", "piece")])
    drawn = "Tonnes or pieces a year; solid: runs, outline: planned or being built. Scales differ between panels."
    none = "No claim reports a line commissioned, planned or under construction"
    return lines(corpus, *up, most=1)[0] if len(rows) else none, drawn, rows


def _rates(corpus: Corpus) -> Drawn:
    made, processed = output(corpus, 1)[0], processing(corpus, 1)[0]
    rows = pd.concat([selection.pairs(corpus.facts, m).head(k) for m, k in (("output", 5), ("processing_rate", 4))])
    rows["sources"] += rows["change_ids"].map(lambda ids: ids if isinstance(ids, list) else [])
    title = next((s for s in (made, processed) if s.facts), "No claim reports output or a processing rate")
    return title, "Solid: as stated. Outline: the year before that the stated change implies, worked out here.", rows


def _composition(corpus: Corpus) -> Drawn:
    rows, shut = selection.totals(corpus.facts).head(selection.TOTALS), selection.closures(corpus.facts)
    title: Sentence | str = enterprises(corpus, most=1)[0] if len(shut) else "No claim states a total with its parts or counts enterprises shut"
    for r in rows.head(1).itertuples():
        who = names(r.company) or names(r.region, "Place not stated")
        title = f"{who}: {amount(r.low, r.high, r.unit)} {EVENTS.get(r.event, '')}".rstrip() + parts(corpus.facts, r, brief=True)
    drawn = "Parts laid end to end; the dashed line is the stated total. Outline of enterprises: those that exist."
    named = corpus.facts[selection.among(corpus.facts["part_of"], rows["fact_id"])]
    named = named.assign(sources=[[i] for i in named["fact_id"]])
    return title, drawn, pd.concat([rows, named, shut.assign(sources=shut["facts"])])


def _timeline(corpus: Corpus) -> Drawn:
    rows = selection.claims(corpus.facts, checks=corpus.checks)
    events = selection.addable(corpus.facts, *selection.DOWN, checks=corpus.checks)
    rows = rows[rows["event"].isin(["inspected", "penalised"]) | selection.among(rows["fact_id"], events["fact_id"])]
    dated = rows[rows["period_start"].notna() | rows["period_end"].notna()]
    watched = dated["event"].isin(["inspected", "penalised"])
    told = {
        what: months(found) for what, found in (("inspections and penalties", dated[watched]), ("capacity stopped", dated[~watched])) if len(found)
    }
    same = len(told) > 1 and len(set(told.values())) == 1
    title = f"{', '.join(told)} {months(dated)}" if same else ", ".join(map(" ".join, told.items())) or "No claim dates an inspection or a closure."
    drawn = "Bars: campaigns of inspection and penalty. Dots: capacity, area in proportion to tonnage, in the middle of its period."
    return title, drawn, dated


def places(corpus: Corpus, most: int = 4) -> list[Sentence]:
    """From how many places each side is reported, and from which most."""
    found = selection.provinces(corpus.facts).sort_values(["claims", "region"], ascending=[False, True], kind="stable")
    rows = selection.claims(corpus.facts, checks=corpus.checks)
    told = []
    for side, theme in (("extension", "chain_extension"), ("crackdown", "crackdown")):
        here, ids = found[found["side"].eq(side)], sources(rows[rows["theme"].eq(theme) & rows["region"].notna() & ~rows["part"]])
        if len(here):
            told.append(Sentence.of(f"{'the ' * (side == 'crackdown')}{side} is reported {_from(here, most)}{mark(ids)}."))
    return told or [Sentence("No claim of extension or crackdown names a place.")]


def _from(here: pd.DataFrame, most: int) -> str:
    """The places of a side, those with most claims first: "from eleven places, most often Shandong (5 claims) and Hebei (4)"."""
    where = f"from {count(len(here), 'place')}"
    if here["claims"].max() == 1:
        return f"once {where}: {listed(map(name, here['region']), most)}".replace("from one place: ", "from ")
    top = [f"{name(r.region)} ({r.claims:,}{' claims' * (not n)})" for n, r in enumerate(here.head(most).itertuples())]
    return f"{where}{', most often' if len(here) > most else ':'} {listed(top)}"


def _tiles(corpus: Corpus) -> Drawn:
    found = selection.provinces(corpus.facts)
    found = found[found["region_code"].str.contains("-", na=False)] if found["region_code"].str.contains("-", na=False).any() else found
    tops = {side: g.loc[g["claims"].eq(g["claims"].max()), "region"] for side, g in found.groupby("side")}
    told = [f"most claims of {side} in {listed(map(name, places), most=3)}" for side, places in sorted(tops.items(), reverse=True)]
    drawn = "Claims by province, parts of a total not counted. A claim of several provinces counts in each; other places stand below."
    rows = selection.claims(corpus.facts, checks=corpus.checks)
    return ", ".join(told) or "No claim of extension or crackdown names a place", drawn, rows[rows["region"].notna() & ~rows["part"]]


HEADINGS = {
    "balance": _balance, "lines": _lines, "rates": _rates, "composition": _composition, "timeline": _timeline, "tiles": _tiles,
}
