"""What the crackdown shut, halted, cut, found illegal and inspected, in sentences; figures only from rows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from potline import selection
from potline.phrases import when
from potline.tables import Corpus
from potline.wording import Sentence, amount, count, listed, mark, name, names, period, product, sources, within

VERBS = {
    "shut": "{} was shut", "project_halted": "construction of {} was halted", "curtailed": "{} was cut", "found_illegal": "{} was found illegal",
}
NOUNS = {"shut": "closure", "project_halted": "halted project", "curtailed": "cut", "found_illegal": "finding of illegal capacity"}


def stopped(corpus: Corpus, event: str, most: int = 4) -> list[Sentence]:
    """A sentence a claim of this event, largest first, each total with what its named parts come to; the rest in one sentence."""
    rows = selection.addable(corpus.facts, event, checks=corpus.checks)
    if rows.empty:
        return [Sentence(f"No claim gives the tonnage of a {NOUNS[event]}.")]
    told = [Sentence.of(f"{_claim(corpus, r)}{parts(corpus.facts, r)}.") for r in rows.head(most).itertuples()]
    rest = rows.iloc[most:]
    if len(rest):
        largest = amount(rest["high"].max(), rest["high"].max(), "t")
        told.append(Sentence.of(f"{count(len(rest), 'smaller claim')} of the kind, the largest of {largest}, in the table{mark(sources(rest))}."))
    return told


def stops(corpus: Corpus, most: int = 2) -> list[Sentence]:
    """What was shut, halted, cut and found illegal, event after event; then in one sentence the events that no claim gives a tonnage of."""
    told = {event: stopped(corpus, event, most) for event in VERBS}
    none = [NOUNS[event] for event, sentences in told.items() if not sentences[0].facts]
    said = [s for sentences in told.values() for s in sentences if s.facts]
    return said + [Sentence(f"No claim gives the tonnage of a {listed(none, last='or a')}.")] * bool(none)


def _claim(corpus: Corpus, r: Any) -> str:
    who = f"at {names(r.company)}{_place(r)}" if names(r.company) else f"in {names(r.region, 'a place not stated')}"
    what = f"{amount(r.low, r.high, 't', r.qualifier)} of {product(r.product)} {r.measure}"
    return f"{who}, {VERBS[r.event].format(what)}{when(corpus, r)}{mark(r.sources)}"


def parts(facts: pd.DataFrame, r: Any, brief: bool = False) -> str:
    """What the named parts of a stated total come to, as the end of a sentence; empty where none is named."""
    found = selection.parts(facts, r.fact_id)
    if found.empty:
        return ""
    low, high = (found[side].abs().sum() for side in ("low", "high"))
    named, marks = f"the {count(len(found), 'named part')}", mark(found["fact_id"])
    cut = sum("truncated_name" in flags for flags in found["flags"])
    lost = "" if brief or not cut else f"; the text cuts the firm's name off {count(cut, 'of them', 'of them')}"
    if low <= r.high * (1 + selection.ENOUGH) and high >= r.low * (1 - selection.ENOUGH):
        return f"; {named} add{'s' * (len(found) == 1)} up{marks}{lost}"
    gap = amount(abs(low - r.high), abs(high - r.low), r.unit) if low == high else ""
    if low > r.high:
        return f", although {named} come to {amount(low, high, r.unit)}{marks}, {gap} more{lost}"
    return f"; {named} come to {amount(low, high, r.unit)}{marks} and leave {gap or 'a rest'} unnamed{lost}"


def enterprises(corpus: Corpus, most: int = 4) -> list[Sentence]:
    """Enterprises shut of those that exist, a sentence a place."""
    rows = selection.closures(corpus.facts).head(most)
    if rows.empty:
        return [Sentence("No claim counts enterprises that were shut.")]
    return [Sentence.of(_shut(corpus, r)) for r in rows.itertuples()]


def _shut(corpus: Corpus, r: Any) -> str:
    of = f"{r.high:,.0f} of {r.existing:,.0f}" if pd.notna(r.existing) else amount(r.low, r.high, None, r.qualifier)
    return f"{of} {product(r.product)} enterprises{_place(r)} {'is' if r.high == 1 else 'are'} shut{when(corpus, r)}{mark(r.facts)}."


def campaigns(corpus: Corpus, most: int = 6) -> list[Sentence]:
    """What inspections covered, where they are reported without a count, and which penalties: a sentence each."""
    rows = selection.claims(corpus.facts, checks=corpus.checks)
    rows = rows[rows["event"].isin(["inspected", "penalised"])].sort_values("period_start", kind="stable", na_position="last")
    if rows.empty:
        return [Sentence("No claim reports an inspection or a penalty.")]
    covered = rows[rows["event"].eq("inspected") & rows["measure"].isin(["enterprises", "inspections"]) & rows["low"].notna()]
    covered = covered.sort_values("measure", key=lambda m: m.ne("enterprises"), kind="stable")
    silent = rows[rows["event"].eq("inspected") & rows["low"].isna()]
    fined = rows[rows["event"].eq("penalised")]
    told = [
        ("Inspections covered {}.", [amount(r.low, r.high, r.unit, r.qualifier) + _there(r) for r in covered.itertuples()]),
        ("Inspections are reported without a count: {}.", [_there(r).strip() for r in silent.itertuples()]),
        ("Penalties are reported: {}.", [_penalty(r) for r in fined.itertuples()]),
    ]
    return [Sentence.of(frame.format("; ".join(_first(items, most)))) for frame, items in told if items]


def _first(items: list[str], most: int) -> list[str]:
    """The first so many, and how many more with the marks of them all."""
    rest = Sentence.of(" ".join(items[most:]))
    return items if len(items) <= most + 1 else [*items[:most], f"{count(len(items) - most)} more{mark(rest.facts)}"]


def _place(r: Any) -> str:
    return f" in {names(r.region)}" if names(r.region) else ""


def _there(r: Any) -> str:
    """Place and time of a claim with its mark; where neither is known, its words."""
    where = f"{_place(r)}{within(r.period_start, r.period_end)}"
    return (where if where or pd.notna(r.low) else f" “{name(r.quote)}”") + mark(r.sources)


def _penalty(r: Any) -> str:
    what = amount(r.low, r.high, r.unit, r.qualifier) if pd.notna(r.low) else f"“{name(r.quote)}”"
    return ", ".join(filter(None, [what, names(r.company), names(r.region), period(r.period_start, r.period_end)])) + mark(r.sources)
