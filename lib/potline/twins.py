"""The same claim told twice: a headline takes time and place from the sentence that tells it in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from potline.model import EVENTS, Fact
from potline.scan import Scan

_TIME = ("period_start", "period_end")
_STATES = ("announced", "operating", "forecast", "penalised")
_PLACE = ("region", "place", "region_code")


def settle(found: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """The facts with what the headline leaves out filled in from the body's claim of the same amount."""
    titles = [(r.start, r.end) for r in found.sentences if r.title]
    head = [f for f in facts if any(s <= f.start < e for s, e in titles)]
    named = {f.fact_id for f in head}
    body = [f for f in facts if f.fact_id not in named]
    out = {f.fact_id: f for f in facts}
    dated: dict[tuple[object, ...], Fact] = {}
    for f in body:
        if f.period_start:
            dated.setdefault(_said(f), f)
    for f in head:
        same = _twin(f, body)
        if same is not None:
            out[f.fact_id] = replace(f, **{k: getattr(same, k) for k in (_TIME + _PLACE if _finer(same, f) else _TIME)})
        elif f.period_start is None and (kin := _kin(f, body)) is not None:
            out[f.fact_id] = replace(f, period_start=kin.period_start, period_end=kin.period_end)
    for f in body:
        if f.period_start is None and _telling(f) and (same := dated.get(_said(f))) is not None:
            out[f.fact_id] = replace(f, period_start=same.period_start, period_end=same.period_end)
    return list(out.values())


def _telling(f: Fact) -> bool:
    """Whether a claim tells of something that has a time, by an amount that is no mere "2" or "300"."""
    return f.event not in _STATES and f.low is not None and len(f"{f.low:.9g}".strip("-0.").replace(".", "")) > 1


def _said(f: Fact) -> tuple[object, ...]:
    """What a claim says: two with the same say the same."""
    return f.unit, f.low, f.high, f.measure, f.event, f.statistic


def _twin(f: Fact, body: Sequence[Fact]) -> Fact | None:
    """The body's claim of the same amount; the one with a time first."""
    same = [b for b in body if b.low is not None and (b.unit, b.low, b.high) == (f.unit, f.low, f.high) and b.statistic == f.statistic]
    same = [b for b in same if b.measure == f.measure or EVENTS.get(b.event) == EVENTS.get(f.event)] or same
    return next((b for b in same if b.period_start), same[0] if same else None)


def _kin(f: Fact, body: Sequence[Fact]) -> Fact | None:
    """The first claim of the body that tells the same kind of thing, where no amount is the same."""
    if f.event in _STATES:
        return None
    kin = next((b for b in body if (b.event, b.measure, b.unit) == (f.event, f.measure, f.unit)), None)
    return kin if kin is not None and kin.period_start else None


def _finer(same: Fact, f: Fact) -> bool:
    """Whether the body's place says more than the headline's."""
    return (same.region is None and same.measure in ("revenue", "profit")) or (same.place is not None and (f.place is None or f.place == f.region))
