"""How far the industry chain was extended: lines, output and processing rate, in sentences; figures only from rows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from potline import selection
from potline.phrases import stage_noun, when
from potline.tables import Corpus
from potline.wording import Sentence, amount, count, listed, mark, name, names, product, sources, total

STATES = {"commissioned": "was commissioned", "restarted": "was restarted", "under_construction": "is being built", "announced": "is planned"}


def lines(corpus: Corpus, *events: str, most: int = 4) -> list[Sentence]:
    """Lines commissioned (or of these events) by region and stage, with their firms and the largest; then those counted in pieces."""
    events = events or selection.UP
    rows = pd.concat([selection.addable(corpus.facts, *events, unit=u, checks=corpus.checks) for u in ("t", "piece")])
    if rows.empty:
        states = " or ".join(STATES[e].removeprefix("is ").removeprefix("was ") for e in events)
        return [Sentence(f"No claim reports lines {states}.")]
    keys = [rows["unit"], rows["region"].fillna(""), rows["stage"].astype(object).fillna(""), rows["event"].astype(object)]
    groups = sorted((g for _, g in rows.groupby(keys, sort=True)), key=lambda g: (g["unit"].iloc[0] != "t", -g["high"].sum()))
    told = [Sentence.of(_built(g)) for g in groups[:most]]
    rest = [i for g in groups[most:] for i in sources(g)]
    more = count(len(groups[most:]), "further place or stage", "further places or stages")
    return told + [Sentence.of(f"{more} in the table{mark(rest)}.")] * bool(rest)


def extension(corpus: Corpus, most: int = 3) -> list[Sentence]:
    """Lines commissioned, output and processing rate; then in one sentence which of them no claim reports."""
    told = {
        "lines commissioned or restarted": lines(corpus, most=most), "a level of output": output(corpus, most),
        "a processing rate": processing(corpus, most),
    }
    none = [what for what, sentences in told.items() if not sentences[0].facts]
    said = [s for sentences in told.values() for s in sentences if s.facts]
    return said + [Sentence(f"No claim reports {listed(none, last='or')}.")] * bool(none)


def _built(g: pd.DataFrame) -> str:
    first, event = g.iloc[0], g["event"].iloc[0]
    where = f"in {names(first['region'])}" if names(first["region"]) else "in places not stated"
    if first["unit"] == "piece":
        what = f"capacity for {total(g).removesuffix(' pieces')} {listed(dict.fromkeys(g['product'].astype(object).map(product)))} a year"
        return f"{where}, {what} {STATES[event]}{mark(sources(g))}."
    firms = list(dict.fromkeys(g["company"].dropna()))
    at = f" at {count(len(firms), 'named firm')}" if len(firms) > 1 else f" at {name(firms[0])}" if firms else ""
    biggest = f"{amount(first['low'], first['high'], 't')} of {product(first['product'])}" if len(firms) > 1 and name(first["company"]) else ""
    largest = f", {names(first['company'])}'s {biggest} the largest" if biggest else ""
    state = STATES[event].replace("was ", "were ").replace("is ", "are ") if stage_noun(first).endswith("lines") else STATES[event]
    return f"{where}, {total(g)} a year of {stage_noun(first)} {state}{at}{mark(sources(g))}{largest}."


def output(corpus: Corpus, most: int = 3) -> list[Sentence]:
    """Output with its stated change and the year before that this implies, those with a change first."""
    rows = selection.pairs(corpus.facts, "output")
    if rows.empty:
        return [Sentence("No claim gives a level of output.")]
    return [Sentence.of(_made(corpus, r)) for r in rows.head(most).itertuples()]


def _made(corpus: Corpus, r: Any) -> str:
    made = f"{_who(r)} made {amount(r.low, r.high, r.unit, r.qualifier)} of {product(r.product)}{when(corpus, r)}{mark(r.sources)}"
    if pd.isna(r.change):
        return f"{made}."
    more = f"{amount(abs(r.change), abs(r.change), r.change_unit)} {'more' if r.change >= 0 else 'less'} than a year before{mark(r.change_ids)}"
    before = [amount(v, v, r.unit, "about", digits=3) for v, _ in selection.bases(r)]
    return f"{made}, {more}" + (f", which puts the year before at {listed(before)}." if before else ".")


def processing(corpus: Corpus, most: int = 3) -> list[Sentence]:
    """The processing rate with its change, read as points and as percent where the text leaves that open."""
    rows = selection.pairs(corpus.facts, "processing_rate")
    if rows.empty:
        return [Sentence("No claim gives a processing rate.")]
    return [Sentence.of(_processed(corpus, r)) for r in rows.head(most).itertuples()]


def _processed(corpus: Corpus, r: Any) -> str:
    share = amount(r.low, r.high, r.unit, r.qualifier)
    said = f"{_who(r)} processed {share} of its primary metal locally{when(corpus, r)}{mark(r.sources)}"
    if pd.isna(r.change):
        return f"{said}."
    change = amount(abs(r.change), abs(r.change), None if r.open is True else r.change_unit)
    readings = listed(f"{amount(v, v, r.unit, digits=3)}{how}" for v, how in selection.bases(r)).replace(",", "")
    return f"{said}, {'up' if r.change >= 0 else 'down'} {change} on the year{mark(r.change_ids)}; the rate a year before was {readings}."


def _who(r: Any) -> str:
    return names(r.company) or names(r.region, "an unnamed place")
