"""Phrases that several sentences share: sums by stage and event, the time that rows speak of, the date they stand for."""

from __future__ import annotations

from typing import Any

import pandas as pd

from potline import selection
from potline.tables import Corpus
from potline.wording import EVENTS, STAGES, amount, listed, mark, names, period, product, sources, total, within


def sums(rows: pd.DataFrame) -> list[str]:
    """Totals of claims by stage and event, largest first, national figures apart from those of provinces; a stage is named where it changes."""
    national = rows["region"].where(~rows["region_code"].fillna("-").str.contains("-"), "")
    stage = rows["stage"].astype(object).fillna("unspecified")
    groups = [g for _, g in rows.groupby([stage, rows["event"].astype(object), rows["measure"].astype(object), national], sort=True)]
    groups.sort(key=lambda g: -g["high"].sum())
    told, before = [], ""
    for g in groups:
        noun = f" of {stage_noun(g.iloc[0])}"
        known = {"in": g["region"].dropna(), "at": g.loc[g["region"].isna(), "company"].dropna()}
        places = [f"{word} {listed(dict.fromkeys(map(names, values)), most=2)}" for word, values in known.items() if len(values)]
        rate = " a year" if g["event"].iloc[0] in ("commissioned", "restarted") else ""
        what = f"{total(g)}{rate}{noun * (noun != before)} {EVENTS[g['event'].iloc[0]]}"
        told.append(" ".join([what, *places]) + mark(sources(g)))
        before = noun
    return told


def stage_noun(r: Any) -> str:
    """What a claim of capacity counts, by the stage it stands at."""
    stage = STAGES.get(r["stage"], "unspecified") if isinstance(r["stage"], str) else "unspecified"
    return "fabrication lines" if r["stage"] == "fabrication" else f"{stage.lower()} {r['measure']}"


def span(rows: pd.DataFrame) -> str:
    """The time that rows speak of, from the first day to the last; empty where none has a period."""
    return period(rows["period_start"].min(), rows["period_end"].max())


def months(rows: pd.DataFrame) -> str:
    """The months that rows speak of, for a title: "in May 2017", "from January 2017 to March 2018"; empty where none has a period."""
    days = [*rows["period_start"].dropna(), *rows["period_end"].dropna()]
    if not days:
        return ""
    first, last = min(days), max(days)
    begin = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"in {last:%B %Y}" if (first.year, first.month) == (last.year, last.month) else f"from {begin} to {last:%B %Y}"


def as_of(corpus: Corpus, rows: pd.DataFrame) -> str:
    """The time of these rows, "as of" their articles' date or year where no row has a period."""
    articles = corpus.articles[selection.among(corpus.articles["article_id"], rows["article_id"])]
    last, years = articles["published"].max(), articles["reference_year"].dropna()
    date = period(last, last) if pd.notna(last) else f"{years.max()}" if len(years) else "an unknown date"
    return span(rows) or f"as of {date}"


def when(corpus: Corpus, r: Any) -> str:
    """The time of one claim as the end of a phrase: " in May 2017", or ", as of 2017" where it has no period."""
    return within(r.period_start, r.period_end) or f", {as_of(corpus, corpus.facts[corpus.facts['fact_id'].eq(r.fact_id)])}"


def listing(corpus: Corpus, *events: str) -> pd.DataFrame:
    """Capacity of these events as a table for a reader, largest first: what, where, whose, of what, how much, when; `facts` for the marks."""
    rows = pd.concat([selection.addable(corpus.facts, *events, unit=u, checks=corpus.checks) for u in ("t", "piece")])
    cells = [
        (EVENTS[r.event], names(r.region, "–"), names(r.company, "–"), product(r.product), amount(r.low, r.high, r.unit, r.qualifier),
         period(r.period_start, r.period_end) or "–", r.sources)
        for r in rows.itertuples()
    ]
    return pd.DataFrame(cells, columns=["Event", "Place", "Firm", "Product", "Amount", "Time", "facts"])
