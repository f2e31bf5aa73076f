"""Tables in, figures out: each takes the facts and a title that was computed from them, and says in words what it shows (`alt`)."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from potline import selection, wording
from potline.bars import Bar, Panel, rows
from potline.canvas import CRACKDOWN, EXTENSION, NEUTRAL, alt, fitted
from potline.maps import tiles
from potline.timeline import timeline

__all__ = ["alt", "balance", "composition", "lines", "rates", "tiles", "timeline"]

SIDES = {**dict.fromkeys(selection.UP, EXTENSION), **dict.fromkeys(selection.DOWN, CRACKDOWN)}
PARTS = 8  # parts drawn of a total
FIRST = 2.7  # inches of bars that page one has room for
UNBUILT = ("project_halted", "under_construction", "announced")


@fitted
def balance(facts: pd.DataFrame, title: str, checks: pd.DataFrame | None = None) -> Figure:
    """Capacity commissioned against capacity shut, halted, cut and found illegal, by region; a panel a stage, one scale, stages never added."""
    found = selection.addable(facts, *selection.UP, *selection.DOWN, checks=checks)
    nowhere = found["company"].fillna("Firm").map(wording.name) + " (place not stated)"
    found = found.assign(region=found["region"].fillna(nowhere), stage=found["stage"].astype(object).fillna("stage not stated"))
    sums = found.groupby(["stage", "region", "event"], observed=True, sort=True)[["low", "high"]].sum().reset_index()
    most = sums["high"].max() if len(sums) else None
    order = sums.groupby("stage")["high"].max().sort_values(ascending=False, kind="stable").index
    panels = [Panel(_stage(s), _balance_bars(sums[sums["stage"] == s]), unit="t", scale=most) for s in order]
    return rows(title, panels, "No claim reports capacity commissioned, shut, halted, cut or found illegal.", FIRST)


def _stage(stage: str) -> str:
    return wording.STAGES.get(stage, stage.capitalize()) + (" lines" if stage == "fabrication" else " capacity" if stage in wording.STAGES else "")


def _balance_bars(sums: pd.DataFrame) -> tuple[Bar, ...]:
    """A row a region and event, the region with most first, extension before crackdown within it."""
    rank = sums.groupby("region")["high"].transform("max")
    sums = sums.assign(rank=rank, down=~sums["event"].isin(selection.UP))
    sums = sums.sort_values(["rank", "region", "down", "high"], ascending=[False, True, True, False], kind="stable")
    return tuple(_bar(f"{wording.names(r.region)}: {_happened(r.event)}", r, "t", SIDES[r.event]) for r in sums.itertuples())


def _bar(label: str, r: Any, unit: str, colour: str) -> Bar:
    """A row's amount as a bar: solid where it stood or runs, in outline where it is planned or unfinished."""
    text = wording.amount(r.low, r.high, unit, getattr(r, "qualifier", "exact"))
    return Bar(label, text, r.low, r.high, colour=colour, solid=getattr(r, "event", "") not in UNBUILT)


def _happened(event: str) -> str:
    return wording.EVENTS[event].replace("while being built", "in construction")


@fitted
def lines(facts: pd.DataFrame, title: str, checks: pd.DataFrame | None = None) -> Figure:
    """Lines of the chain by product and firm: commissioned solid, planned or being built in outline; a panel a stage and unit."""
    up = (*selection.UP, *selection.PLANNED)
    found = pd.concat([selection.addable(facts, *up, unit=u, checks=checks) for u in ("t", "piece")])
    groups = found.groupby(["unit", found["stage"].astype(object).fillna("stage not stated")], sort=True)
    panels = [Panel(_lines_heading(stage, unit, group), _line_bars(group, unit), "lines", unit) for (unit, stage), group in groups]
    panels.sort(key=lambda p: (p.unit != "t", -len(p.bars)))
    return rows(title, panels, "No claim reports a line commissioned, planned or under construction.")


def _lines_heading(stage: str, unit: str, group: pd.DataFrame) -> str:
    if unit == "t":
        return _stage(stage)
    return wording.listed(dict.fromkeys(group["product"].astype(object).map(wording.product)), most=2).capitalize() + ", in pieces"


def _line_bars(group: pd.DataFrame, unit: str) -> tuple[Bar, ...]:
    group = group.sort_values("high", ascending=False, kind="stable")
    return tuple(_bar(_line_label(r), r, unit, EXTENSION) for r in group.itertuples())


def _line_label(r: Any) -> str:
    who = wording.names(r.company) or wording.names(r.region, "firm not named")
    state = {"announced": ", planned", "under_construction": ", being built", "restarted": ", restarted"}.get(r.event, "")
    return f"{who}: {wording.product(r.product)}{state}"


@fitted
def rates(facts: pd.DataFrame, title: str) -> Figure:
    """Output and processing rate with the year before that the stated change implies, in outline; both readings where percent or points is open."""
    output, rate = (_year_before(selection.pairs(facts, m).head(k), m) for m, k in (("output", 5), ("processing_rate", 4)))
    panels = [Panel("Output", output), Panel("Share of primary metal processed locally", rate)]
    return rows(title, panels, "No claim reports output or a processing rate.")


def _year_before(found: pd.DataFrame, measure: str) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    for r in found.itertuples():
        when = wording.period(r.period_start, r.period_end).removeprefix("the ")
        who = wording.names(r.company) or wording.names(r.region, "Place not stated")
        what = wording.product(r.product) if measure == "output" else ""
        bars.append(_bar(", ".join(filter(None, [who, what, when])), r, r.unit, EXTENSION))
        for value, reading in selection.bases(r):
            implied = wording.amount(value, value, r.unit, "about", digits=3)
            bars.append(Bar(f"a year before, implied{reading}", implied, value, colour=EXTENSION, solid=False))
    return tuple(bars)


@fitted
def composition(facts: pd.DataFrame, title: str) -> Figure:
    """Each stated total and, laid end to end under it, the parts named of it, a dashed line at the total; then enterprises shut of existing."""
    found = selection.totals(facts)
    panels = [_composed(t, selection.parts(facts, t.fact_id)) for t in found.head(selection.TOTALS).itertuples()]
    if len(found) > len(panels):
        panels.append(Panel("", (Bar(f"and {wording.count(len(found) - len(panels), 'more total')}", "not drawn", None),)))
    return rows(title, panels + _closures(facts), "No claim states a total with its parts or counts enterprises shut.")


def _composed(total: Any, found: pd.DataFrame) -> Panel:
    """A total over its parts, each beginning where the one before ends; then the rest or the excess."""
    size, colour, unit = abs(total.low), SIDES.get(total.event, NEUTRAL), total.unit
    sizes = found["low"].abs().tolist()
    names = [wording.names(p.company) or f"{wording.names(p.region, 'Place not stated')}, firm not named" for p in found.itertuples()]
    if len(names) > PARTS + 1:
        names, sizes = [*names[:PARTS], f"and {len(names) - PARTS} more"], [*sizes[:PARTS], sum(sizes[PARTS:])]
    bars, at = [Bar("stated total", wording.amount(size, abs(total.high), unit, total.qualifier), size, colour=colour)], 0.0
    for who, part in zip(names, sizes, strict=True):
        bars.append(Bar(who, wording.amount(part, part, unit), at + part, start=at, colour=colour))
        at += part
    if abs(at - size) > selection.ENOUGH * size:
        gap = wording.amount(abs(at - size), abs(at - size), unit)
        bars.append(Bar("more than stated" if at > size else "not named", gap, max(at, size), start=min(at, size), solid=False))
    who = wording.names(total.company) or wording.names(total.region, "Place not stated")
    happened = _happened(total.event) if total.event in wording.EVENTS else str(total.measure).replace("_", " ")
    return Panel(f"{who}: {happened}{wording.within(total.period_start, total.period_end)}", tuple(bars), line=size)


def _closures(facts: pd.DataFrame) -> list[Panel]:
    """Enterprises shut, and in outline those that exist, by region and product."""
    found = selection.closures(facts)
    whole, alone = found[found["existing"].notna()], found[found["existing"].isna()]
    bars = tuple(Bar(_closed(r), f"{r.high:,.0f} of {r.existing:,.0f}", r.high, r.existing, colour=CRACKDOWN) for r in whole.itertuples())
    single = tuple(_bar(_closed(r), r, "enterprise", CRACKDOWN) for r in alone.itertuples())
    return [Panel("Enterprises shut, of those that exist", bars, "places"), Panel("Enterprises shut, those that exist not stated", single, "places")]


def _closed(r: Any) -> str:
    return f"{wording.names(r.region, 'place not stated')}: {wording.product(r.product)}{wording.within(r.period_start, r.period_end)}"
