"""Where a claim holds: its place, from its sentence or its clear antecedent."""

from __future__ import annotations

import re

from potline import places
from potline.context import Context, Firm
from potline.frame import Claim, Ruler
from potline.places import Where

_RESULTS = ("revenue", "profit")


def regions(c: Claim, ruler: Ruler, ctx: Context, owners: tuple[Firm, ...], found: list[Firm]) -> tuple[Where, ...]:
    """Where a claim holds: the most specific place of its clause, its owner's, its antecedent's."""
    a, row = c.amount, c.sentence
    if a.kind == "people" and c.event == "inspected" and not owners:
        return ()
    free = places.printed(row, [(f.start, f.end) for f in found])
    if a.unit in ("province", "city"):
        free = [t for t in free if t.end <= a.start or re.match(r"\s?(?:of|in|across|:)\s", row.text[a.end - row.start :])]
    owned = [t for t in row.of("regions") if any(f.start <= t.start < f.end for f in owners)]
    if owned and ctx.title_region and not any(f.entry for f in owners):
        return ctx.title_region  # "Qinghai Aluminum" of an article about Ningxia
    cost, best = places.near(c, ruler, free)
    town = min((((s - a.end if s > a.end else a.start - e) / 10, w) for s, e, w in places.towns(row, ctx.regions or ctx.title_region)), default=None)
    if town and (best is None or town[0] < cost - 1.0 or best.entry.data.get("level") not in places.FINE):
        return (town[1],)
    if owned and (best is None or cost > 14.0):
        return places.finer((places.where(owned[0], ctx.lexicon, ctx.text),), ctx.title_region + ctx.regions + tuple(ctx.only.values()))
    if best is not None and cost < (9.0 if a.unit in ("province", "city") else 14.0 if owners and c.measure in _RESULTS else 60.0):
        return places.listed(row, best, free, ctx.lexicon, ctx.text)
    return _antecedent(c, ctx, owners, found)


def _antecedent(c: Claim, ctx: Context, owners: tuple[Firm, ...], found: list[Firm]) -> tuple[Where, ...]:
    """Where a claim holds whose sentence names no place."""
    a, row = c.amount, c.sentence
    if a.unit in ("province", "city", "team") or owners and c.measure in _RESULTS or "LME" in row.text:
        return ()
    if places.NATION.search(row.text):
        return ctx.country
    if owners:
        known = next((ctx.home[f.name] for f in owners if f.name in ctx.home), ())
        own = ctx.country if not known and not ctx.title_region and ctx.title_firms and owners[0].name == ctx.title_firms[0].name else ()
        return places.finer(known or _title(ctx) or own, tuple(ctx.only.values()))
    if any(f.end <= a.start for f in found):
        return ()
    if row.paragraph == ctx.spoken and ctx.regions:
        return ctx.regions
    return places.finer(_title(ctx), tuple(ctx.only.values())) or ctx.lead or ctx.regions or ctx.country


def _title(ctx: Context) -> tuple[Where, ...]:
    """The place of the headline, or the finer one of the lead that lies in the same country."""
    head, lead = ctx.title_region, ctx.lead
    if head and lead and not head[0].fine and len(head[0].code) == 2 and len(lead) == 1 and lead[0].code[:2] == head[0].code and lead[0].fine:
        return lead
    return head
