"""What cannot be: amounts that the world does not have, loads that no grid carries, dates in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from potline.amounts import Amount, amount, finding, grouped, say, stated, subject, thing
from potline.model import Check, Fact

# the world's yearly capacity is near 80 Mt of primary aluminium, 185 Mt of alumina, 450 Mt of bauxite (USGS, IAI); no one firm or place has more
WORLD = {"primary_aluminium": 80e6, "alumina": 200e6, "bauxite": 500e6}
# a tonne of primary aluminium takes some 13,500 kWh: 100 MW carry 65 kt a year, the least worth a grid's notice; a large province peaks near 100 GW
LEAST_LOAD, MOST_LOAD, MOST_LOCAL_LOAD = 100e6, 150e9, 15e9
ORDER = ("announced", "under_construction", "commissioned")


def impossible(facts: Sequence[Fact]) -> Iterator[Check]:
    """Amounts that cannot be: more than the world has, a rate over 100 percent, a load no grid carries or none would notice."""
    for f in facts:
        limit, why = _limit(f, abs(f.low or 0), abs(f.high or 0))
        if why:
            said = amount(f)
            expected = Amount(limit, limit, limit, limit) if limit else None
            yield finding("impossible_unit", [f], f"{subject(f)}: {stated(f)} {why}.", "fault", said, expected, f.unit)
    for group in grouped((f for f in facts if f.measure == "energy"), lambda f: (f.article_id, f.event)).values():
        loads, odd = [f for f in group if f.unit == "W"], [f for f in group if f.unit == "kWh"]
        for f in odd if loads else []:
            yield finding("impossible_unit", [f, *loads], f"{subject(f)}: {stated(f)} is energy where its neighbours state a load.", "look")


def _limit(f: Fact, low: float, high: float) -> tuple[float | None, str]:
    if f.unit == "t" and f.measure in ("capacity", "output") and low > WORLD.get(f.product or "", float("inf")):
        return WORLD[f.product or ""], f"is more than the whole world's, about {say(WORLD[f.product or ''], 't')}"
    if f.unit == "percent" and f.measure in ("processing_rate", "operating_rate", "share") and f.statistic == "level" and high > 100:
        return 100, "is more than the whole"
    if f.unit == "percent" and f.statistic == "change" and f.measure not in ("profit", "premium") and (f.low or 0) < -100:
        return -100, "is a fall by more than all there was"
    if f.unit == "W" and f.region and not f.company and high < LEAST_LOAD and f.event in ("curtailed", "shut", "restarted"):
        return None, "is too little for a grid's load: a multiplier is missing"
    most = MOST_LOCAL_LOAD if f.company or f.place not in (None, f.region) else MOST_LOAD
    if f.unit == "W" and low > most:
        return most, f"is more than such a grid carries, {say(most, 'W')} at most: a multiplier too many"
    return None, ""


def dates_out_of_order(facts: Sequence[Fact]) -> Iterator[Check]:
    """Periods that end before they begin; a project that runs before it was begun."""
    for f in facts:
        if f.period_start and f.period_end and f.period_end < f.period_start:
            yield finding("dates_out_of_order", [f], f"{subject(f)}: the period ends before it begins.", "fault")
    projects = (f for f in facts if f.event in ORDER and f.company and f.period_start and f.period_end and f.measure == "capacity")
    for group in grouped(projects, lambda f: (thing(f), f.low, f.unit)).values():
        steps = sorted(group, key=lambda f: (ORDER.index(f.event), f.fact_id))
        for earlier, later in pairwise(steps):
            if earlier.event != later.event and later.period_end < earlier.period_start:
                text = f"{subject(later)}: {stated(later)} comes before the same project was {earlier.event.replace('_', ' ')} ({subject(earlier)})."
                yield finding("dates_out_of_order", [earlier, later], text, "look")
