"""Where and when: the region and period of a claim, from its sentence or its clear antecedent."""

from __future__ import annotations

import re
from datetime import date

from potline import places
from potline.context import Context, Firm
from potline.frame import Claim, Ruler
from potline.periods import When, month_end
from potline.places import Where
from potline.scan import Sentence

# ---- region ----------------------------------------------------------------------------------------------------------

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


# ---- period ----------------------------------------------------------------------------------------------------------

_SAID = re.compile(r"\b(?:said|says|told|announced|reported|reports|according to|statement|disclosed|quoted|wrote|posted|learned|learnt|data|survey|filing|website|site)\b[^,;]{0,40}\s(?:on|of|in|dated|at)?\s?$|\b(?:dated|date)\s$", re.I)
_ISSUED = re.compile(r"\b(?:published|released|issued|notice|document|circular)\b[^,;]{0,40}\s(?:on|of|in|dated|at)?\s?$", re.I)
_COMPARED = re.compile(r"(?:\b(?:than|from|over|on|versus|against|compared (?:with|to)|vs\.?|relative to|up on|down on|of)\s(?:in\s|the\s|that\s|that of\s|those of\s)?(?:same (?:period|month|quarter|time) (?:of|in)\s)?)$", re.I)
_BY_THEN = re.compile(r"\b(?:by|until|till)\s(?:the year\s|around\s|about\s|late\s)?$", re.I)
_BEFORE = re.compile(r"\bbefore\s(?:the year\s)?$", re.I)
_SINCE = re.compile(r"\b(?:[Ss]ince|[Ff]rom)\s(?:the\s|early\s|late\s|about\s|the trial production of\s|the start of\s|the beginning of\s|the end of\s)?$")
_SAME = re.compile(r"\bsame (?:\w+ )?(?:months?|period|quarter|time|half)(?: of| in)?\s$", re.I)
_YEAR_BEFORE = re.compile(r"^[\s,(]*(?:in\s)?(?:the\s)?(?:year before|year earlier|year ago|a year before|a year earlier|a year ago|previous year|year-ago|year-earlier|same period last year|same period of last year)\b", re.I)
_DATELINE = re.compile(r"^\s?\((?:[A-Z][A-Za-z.]+)\)|^\s?(?:\(|--|—|–)")
_TOLD = {"shut", "project_halted", "curtailed", "inspected", "found_illegal", "penalised"}
_RAN = {"output", "sales", "revenue", "profit", "imports", "exports", "consumption"}
Days = tuple[date | None, date | None]


def period(c: Claim, ruler: Ruler, ctx: Context, last: Days | None = None) -> Days | None:
    """The time that a claim speaks of; `last` is its neighbour's. None where it names none."""
    a, row = c.amount, c.sentence
    if last and last[0] and last[1] and _YEAR_BEFORE.match(row.text[a.end - row.start :]) and c.statistic == "level":
        return _shifted(last, -1)
    best: tuple[float, Days | None, When | None] = (float("inf"), None, None)
    for w in row.whens:
        s = _span(row, w, c, ctx)
        cost = ruler.cost(a, w, 3.0)  # type: ignore[arg-type]
        if s is not None and cost < best[0]:
            best = (cost, s, w)
    days = best[1]
    if days is None or best[0] > (18.0 if c.event == "operating" else 60.0):
        return ctx.period if _goes_on(c, ctx) else ctx.ran if _ran_on(c, ctx) else None
    day = next((w for w in row.whens if w.grain == "day" and w is not best[2] and w.first and days[0] and days[1] and days[0] < w.first <= days[1]), None)
    if day and re.match(r".{0,80}\b(?:launched|began|started|kicked off)\b", row.text[day.end - row.start :], re.S):
        return (day.first, days[1])  # "On February 15 … launched an inspection in the first quarter"
    return days


def _shifted(days: Days, years: int) -> Days:
    first, last = days
    assert first and last
    return first.replace(year=first.year + years, day=min(first.day, 28) if first.month == 2 else first.day), month_end(last.year + years, last.month) if last == month_end(last.year, last.month) else last.replace(year=last.year + years)


def _goes_on(c: Claim, ctx: Context) -> bool:
    """Whether a claim without a time of its own goes on with what the sentence before told: closures and inspections in a list."""
    return ctx.period is not None and c.event in _TOLD and bool(ctx.period_events & _TOLD)


def _ran_on(c: Claim, ctx: Context) -> bool:
    """Whether a figure of output, trade or results goes on with the time that the one before was given for."""
    return ctx.ran is not None and c.event == "reported" and c.measure in _RAN and not c.sentence.title and not c.amount.per


def _span(row: Sentence, w: When, c: Claim, ctx: Context) -> Days | None:
    """The days of a time mention, or None where it is a dateline, a base of comparison or the day somebody spoke."""
    if w.first is None or w.last is None or w.grain == "plan":
        return None
    at = w.start - row.start
    before, after = row.text[max(0, at - 60) : at], row.text[w.end - row.start : w.end - row.start + 24]
    if w.grain == "day" and (_DATELINE.match(after) and at < 40 or _SAID.search(before) or _ISSUED.search(before) and c.event not in _TOLD):
        return None
    if any(t.start <= w.start < t.end or t.start < w.end <= t.end for t in row.of("bases")):
        return None
    if _SAME.search(before) and w.grain == "year" and ctx.ran and ctx.ran[0] and ctx.ran[1]:
        return _shifted(ctx.ran, w.first.year - ctx.ran[0].year)
    if c.statistic == "change" and _COMPARED.search(before) and w.end > c.amount.end and c.basis is None and w.grain != "range":
        return None
    if c.event in ("announced", "forecast") and ctx.published and w.last < ctx.published and c.statistic == "level":
        return None
    if _BEFORE.search(before) and w.grain == "year":
        return (date(w.first.year - 1, 12, 31),) * 2  # "before the year 2000"
    if _BY_THEN.search(before) and w.grain != "range":
        return (w.last, w.last)
    if _SINCE.search(before) and w.grain in ("day", "month", "year", "part") and not after.startswith(" to"):
        return (w.first, ctx.published)
    return (w.first, w.last)
