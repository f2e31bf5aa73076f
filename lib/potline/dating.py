"""When a claim holds: the time of its clause, of what it goes on with, of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from potline import timelinks
from potline.context import Context, Days
from potline.frame import Claim, Ruler
from potline.model import Fact
from potline.periods import When, month_end
from potline.scan import Scan, Sentence

TOLD = {"shut", "project_halted", "curtailed", "inspected", "found_illegal", "penalised"}
RAN = {"output", "sales", "revenue", "profit", "imports", "exports", "consumption", "inventory"}
_SHARED = {"share", "operating_rate", "ratio", "processing_rate"}
_AVERAGE = re.compile(r"\b(?:averaged?|average|reali[sz]ed|fetched)\b")
_FIGURES = {"month", "months", "quarter", "half"}
_OF_FIGURES = re.compile(
    r"\b(?:imports?|exports?|output|produc\w+|sales|sold|profits?|revenue|loss|earned|made"
    r"|turned out|shipp\w+|results?|net|turnover|bought|refined|consumption)\b",
    re.I,
)
LIMIT = {"reported": 34.0, "operating": 16.0, "announced": 14.0, "under_construction": 14.0}


def begin(found: Scan, ctx: Context) -> None:
    """Notes what times the article goes by: its heating season, and the only time it prints."""
    spans: list[Days] = []
    fine = False
    for row in found.sentences:
        for w in row.whens:
            at = w.start - row.start
            if not w.first or not w.last or w.grain in ("plan", "year", "years") or _said(row, w, "shut") or row.title:
                continue
            span = (w.first, w.last)
            if span not in spans:
                spans.append(span)
                fine = w.grain in ("day", "range", "part", "season") and not re.search(r"\b[Ss]ince\b", row.text[:at])
            if ctx.season is None and _winter(span) and not re.search(r"\blast (?:winter|season)\b", row.text[max(0, at - 20) : at + 20]):
                ctx.season = span
    ctx.told_for = ctx.ran = _spoken_for(found)
    ctx.sole = spans[0] if len(spans) == 1 and fine else None


def _spoken_for(found: Scan) -> Days | None:
    """The month, quarter or half that a headline of figures, or the sentence after it, prints."""
    for row in [*(r for r in found.sentences if r.title), *[r for r in found.sentences if not r.title][:2]]:
        for w in row.whens:
            before = row.text[max(0, w.start - row.start - 60) : w.start - row.start]
            if w.grain not in _FIGURES or not w.first or not w.last or timelinks.THAN.search(before) or timelinks.COMPARED.search(before):
                continue
            if _OF_FIGURES.search(row.text) and not _said(row, w, "reported"):
                return w.first, w.last
    return None


def _winter(span: tuple[date, date]) -> bool:
    """Whether a time is a heating season: from October or November into the next year's March."""
    first, last = span
    return first.month in (10, 11) and last.month in (3, 4) and last.year == first.year + 1


def remember(row: Sentence, ctx: Context, made: Sequence[Fact]) -> None:
    """Keeps the time that a sentence told of for those that go on with it."""
    dated = [f for f in made if f.period_start and f.start not in ctx.compared]
    if dated:
        ctx.period, ctx.period_events = (dated[-1].period_start, dated[-1].period_end), {f.event for f in dated}
    elif (last := next((w for w in reversed(row.whens) if w.first and not _said(row, w, "shut")), None)) is not None:
        ctx.period, ctx.period_events = (
            (last.first, last.last),
            {"inspected", "shut", "penalised", "found_illegal"} if last.grain in ("day", "range", "part") else set(),
        )
    stood = [f for f in dated if f.event == "operating" and f.measure == "capacity" and f.period_start == f.period_end]
    ctx.stood = (stood[-1].period_start, stood[-1].period_end) if stood else None
    ordered = [f for f in dated if f.event in TOLD and f.statistic == "level"]
    if ordered and not row.title:
        ctx.order = (ordered[-1].period_start, ordered[-1].period_end)
    figures = [f for f in dated if f.event == "reported" and f.measure in RAN and f.statistic == "level"] or [
        f for f in dated if f.event == "reported" and f.measure in RAN
    ]
    if figures and not row.title:
        ctx.ran = (figures[0].period_start, figures[0].period_end)
        ctx.figured = row.paragraph


def period(c: Claim, ruler: Ruler, ctx: Context, last: Fact | None = None) -> Days | None:
    """The time that a claim speaks of; `last` is its neighbour. None where it names none."""
    row = c.sentence
    base = (last.period_start, last.period_end) if last and last.period_start and last.period_end else ctx.ran
    if timelinks.AGAINST.search(row.text[: c.amount.start - row.start]):
        ctx.compared.add(c.amount.start)
    if base and (before := _earlier(c, base)):
        ctx.compared.add(c.amount.start)
        return before
    cost, days, w = _nearest(c, ruler, ctx)
    then = _then(c, ctx, base)
    if then and (days is None or cost > 4.0):
        return then
    if days is None or cost > LIMIT.get(c.event, 60.0):
        return _listed(c, last) or _carried(c, ctx)
    day = next((v for v in row.whens if v.grain == "day" and v is not w and v.first and days[0] and days[1] and days[0] < v.first <= days[1]), None)
    if day and re.match(r".{0,80}\b(?:launched|began|started|kicked off)\b", row.text[day.end - row.start :], re.S):
        return (day.first, days[1])  # "On February 15 … launched an inspection in the first quarter"
    return days


def _listed(c: Claim, last: Fact | None) -> Days | None:
    """The time of the neighbour that a state is listed with: "at the end of 2012 alumina capacity reached 6,700 kt/a, aluminium 870 kt/a"."""
    if (
        last is None
        or not last.period_start
        or (last.event, last.measure) != (c.event, c.measure)
        or c.event != "operating"
        or c.statistic != last.statistic
    ):
        return None
    gap = c.sentence.text[last.end - c.sentence.start : c.amount.start - c.sentence.start]
    return (last.period_start, last.period_end) if len(gap) < 50 and not re.search(r"[;:]|\bof (?:which|them)\b|\bnow\b", gap) else None


def _nearest(c: Claim, ruler: Ruler, ctx: Context) -> tuple[float, Days | None, When | None]:
    """The cheapest time of the sentence for a claim, with its cost and its days."""
    a, row = c.amount, c.sentence
    best: tuple[float, Days | None, When | None] = (float("inf"), None, None)
    for w in row.whens:
        days = _span(row, w, c, ctx)
        if days is None:
            continue
        cost = ruler.cost(a, w, 3.0) + _apart(c, w)  # type: ignore[arg-type]
        if cost < best[0]:
            best = (cost, days, w)
    return best


def _apart(c: Claim, w: When) -> float:
    """What more it costs to take a time that stands in a relative clause or right behind another amount."""
    a, row = c.amount, c.sentence
    text, base, cost = row.text, row.start, 0.0
    if w.start >= a.end and timelinks.RELATIVE.search(text[a.end - base : w.start - base]):
        cost += 12.0
    if w.end <= a.start and timelinks.INSERTED.search(text[: w.start - base]) and "," in text[w.end - base : a.start - base]:
        cost += 60.0  # "Pingguo, whose first potline was completed in 1995, is spending 4.3 billion yuan"
    if w.end <= a.start and (
        timelinks.BECAUSE.search(text[w.end - base : a.start - base]) or (c.event == "operating" and timelinks.OUT_OF.search(text[: a.start - base]))
    ):
        cost += 100.0
    if w.start >= a.end and (
        timelinks.MEANS_TO.search(text[a.end - base : w.start - base])
        or (text[a.end - base : w.start - base].rstrip().endswith(",") and re.match(r"\s[a-z]", text[w.end - base :]))
    ):
        cost += 30.0
    for o in row.amounts:
        if o.start == a.start or not o.kind or o.end > w.start or not timelinks.OWN.match(text[o.end - base : w.start - base]):
            continue
        if timelinks.AGAINST.search(text[: o.start - base]):
            cost += 100.0  # "running now against 3.26 million mt on June 12"
        elif a.start > w.start and a.kind == o.kind:
            cost += 9.0
        elif a.end <= o.start and timelinks.NEXT_CLAUSE.search(text[a.end - base : o.start - base]):
            cost += 15.0
    return cost


def _earlier(c: Claim, base: Days) -> Days | None:
    """The time of a level that is compared: that of its neighbour, a year or a month before."""
    a, row = c.amount, c.sentence
    if c.statistic != "level" or not (base[0] and base[1]) or c.event not in ("reported", "operating", "curtailed"):
        return None
    after, before = row.text[a.end - row.start :], row.text[: a.start - row.start]
    if timelinks.YEAR_AFTER.match(after) or (timelinks.YEAR_AHEAD.search(before) and c.measure in RAN):
        return shifted(base, -12)
    if timelinks.MONTH_AFTER.match(after) and (base[1] - base[0]).days < 31:
        return shifted(base, -1)
    return None


def shifted(days: Days, months: int) -> Days:
    """A time moved by months; whole months stay whole."""
    first, last = days
    assert first and last

    def moved(d: date) -> date:
        at = d.year * 12 + d.month - 1 + months
        end = month_end(at // 12, at % 12 + 1)
        return end if (d + timedelta(days=1)).month != d.month and d.day > 27 else d.replace(year=end.year, month=end.month, day=min(d.day, end.day))

    return moved(first), moved(last)


def _then(c: Claim, ctx: Context, base: Days | None) -> Days | None:
    """The time that "in the period", "over the year" means: the year or the stretch spoken of."""
    a, row = c.amount, c.sentence
    if not base or not base[0] or not base[1] or c.event not in ("reported", "forecast", "curtailed"):
        return None
    low, high = a.start - row.start, a.end - row.start
    m = next((m for m in timelinks.THEN.finditer(row.text) if 0 <= low - m.end() < 60 or 0 <= m.start() - high < 30), None)
    if m is None:
        return None
    if m["what"].lower() == "year":
        return date(base[0].year, 1, 1), date(base[0].year, 12, 31)
    return base


def _carried(c: Claim, ctx: Context) -> Days | None:
    """The time that a claim without one of its own goes on with."""
    row = c.sentence
    if row.title:
        return None
    if ctx.season and c.event in ("curtailed", "shut") and c.amount.kind and not row.whens and not c.amount.per:
        return ctx.season
    if c.event in TOLD and not timelinks.LATER.search(row.text) and not _now(c, timelinks.STANDING):
        if ctx.period is not None and ctx.period_events & TOLD:
            return ctx.period
        if ctx.order and timelinks.ORDER.search(row.text):
            return ctx.order
        if ctx.sole and c.event in ("shut", "found_illegal", "penalised"):
            return ctx.sole
    if (
        ctx.stood
        and row.paragraph == ctx.paragraph
        and (c.event, c.measure) in (("operating", "capacity"), ("reported", "share"))
        and re.search(r"\bhave (?:completed|built)\b", row.text)
    ):
        return ctx.stood
    figures = c.measure in RAN or (c.measure in ("price", "premium") and bool(_AVERAGE.search(row.text)))
    figures = figures or (row.paragraph == ctx.figured and (c.measure in _SHARED or (c.measure == "other" and c.amount.kind == "money")))
    carried = ctx.told_for if ctx.told_for and row.paragraph != ctx.figured else ctx.ran
    return carried if c.event == "reported" and figures and not c.amount.per and (c.statistic == "change" or not _now(c, timelinks.PRESENT)) else None


def _now(c: Claim, present: re.Pattern[str]) -> bool:
    """Whether the clause of a claim speaks of what is, not of what was."""
    a, row = c.amount, c.sentence
    before = re.split(r"[,;:.]\s", row.text[: a.start - row.start])[-1]
    after = re.split(r"[,;:.](?:\s|$)", row.text[a.end - row.start :])[0]
    return bool(present.search(before) or present.search(after[:40]))


def _said(row: Sentence, w: When, event: str) -> bool:
    """Whether a time only says when something was said, or where a report was sent from."""
    at = w.start - row.start
    before, after = row.text[max(0, at - 60) : at], row.text[w.end - row.start :]
    if (w.grain == "day" and timelinks.SAID.search(before)) or (
        w.grain in ("day", "month") and (timelinks.PLANNED.search(before) or timelinks.THEN_SAID.match(after))
    ):
        return True
    if w.grain != "day":
        return False
    if at < 40 and timelinks.DATELINE.match(after):
        return True
    return event not in TOLD and bool(
        timelinks.ISSUED.search(before) and (not re.match(r"^\W*[Oo]n\s$", before) or timelinks.ISSUED_AFTER.match(after))
    )


def _span(row: Sentence, w: When, c: Claim, ctx: Context) -> Days | None:
    """The days of a time mention, or None where it is a dateline, a base of comparison or the day somebody spoke."""
    if w.first is None or w.last is None or w.grain == "plan" or _said(row, w, c.event):
        return None
    at = w.start - row.start
    before, after = row.text[max(0, at - 60) : at], row.text[w.end - row.start : w.end - row.start + 24]
    since = bool(timelinks.SINCE.search(before)) and w.grain in ("day", "month", "year", "part") and not after.startswith(" to")
    if not since and any(t.start <= w.start < t.end or t.start < w.end <= t.end for t in row.of("bases")):
        return None
    if timelinks.SAME.search(before) and w.grain == "year" and ctx.ran and ctx.ran[0] and ctx.ran[1]:
        return shifted(ctx.ran, 12 * (w.first.year - ctx.ran[0].year))
    starts = timelinks.FROM.search(before) and c.event in ("curtailed", "shut", "commissioned", "restarted", "inspected", "project_halted")
    if c.statistic == "change" and not starts and timelinks.COMPARED.search(before) and w.end > c.amount.end and w.grain != "range":
        return None
    if timelinks.THAN.search(before) or (since and timelinks.IN_FORCE.search(before)):
        return None
    first, last = w.first, w.last
    if c.event in ("announced", "forecast") and ctx.published and last < ctx.published and c.statistic == "level":
        ahead = w.grain not in ("year", "years") and not w.printed and timelinks.AHEAD.search(before)
        return shifted((first, last), 12) if ahead else None
    if w.grain == "year" and timelinks.SO_FAR.search(before):
        return (first, ctx.published)
    if timelinks.BEFORE.search(before) and w.grain == "year":
        return (date(first.year - 1, 12, 31),) * 2  # "before the year 2000"
    if timelinks.BY_THEN.search(before) and w.grain != "range":
        return (last, last)
    if since:
        return (
            None
            if timelinks.FROM.search(before) and w.grain == "year" and re.search(r"\d\S*\s(?:\w+\s)?from\s(?:the\s)?$", before)
            else (first, None if starts else ctx.published)
        )
    return (first, last)
