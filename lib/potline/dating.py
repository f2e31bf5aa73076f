"""When a claim holds: the time of its clause, of what it goes on with, of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from potline import timelinks
from potline.context import Context, Days
from potline.model import Fact
from potline.periods import When, month_end
from potline.scan import Scan, Sentence

TOLD = {"shut", "project_halted", "curtailed", "inspected", "found_illegal", "penalised"}
RAN = {"output", "sales", "revenue", "profit", "imports", "exports", "consumption", "inventory"}
_LAST_SEASON = re.compile(r"\b[Ll]ast (?:heating season|winter|season)\b")
_FIGURES = {"month", "months", "quarter", "half"}
_OF_FIGURES = re.compile(
    r"\b(?:imports?|exports?|output|produc\w+|sales|sold|profits?|revenue|loss|earned|made"
    r"|turned out|shipp\w+|results?|net|turnover|bought|refined|consumption)\b",
    re.I,
)


def begin(found: Scan, ctx: Context) -> None:
    """Notes what times the article goes by: its heating season, and the only time it prints."""
    spans: list[Days] = []
    fine = printed = False
    for row in found.sentences:
        for w in row.whens:
            at = w.start - row.start
            if not w.first or not w.last or w.grain in ("plan", "year", "years") or said(row, w, "shut") or row.title:
                continue
            span = (w.first, w.last)
            if span not in spans:
                spans.append(span)
                fine = w.grain in ("day", "range", "part", "season") and not re.search(r"\b[Ss]ince\b", row.text[:at])
            if (ctx.season is None or (w.printed and not printed)) and _winter(span) and not _LAST_SEASON.search(row.text, max(0, at - 20), at + 20):
                ctx.season, printed = span, w.printed
    ctx.told_for = ctx.ran = _spoken_for(found)
    ctx.sole = spans[0] if len(spans) == 1 and fine else None


def _spoken_for(found: Scan) -> Days | None:
    """The month, quarter or half that a headline of figures, or the sentence after it, prints."""
    for row in [*(r for r in found.sentences if r.title), *[r for r in found.sentences if not r.title][:2]]:
        for w in row.whens:
            before = row.text[max(0, w.start - row.start - 60) : w.start - row.start]
            if w.grain not in _FIGURES or not w.first or not w.last or timelinks.THAN.search(before) or timelinks.COMPARED.search(before):
                continue
            if _OF_FIGURES.search(row.text) and not said(row, w, "reported"):
                return w.first, w.last
    return None


def _winter(span: tuple[date, date]) -> bool:
    """Whether a time is a heating season: from October or November into the next year's March."""
    first, last = span
    return first.month in (10, 11) and last.month in (3, 4) and last.year == first.year + 1


def remember(row: Sentence, ctx: Context, made: Sequence[Fact]) -> None:
    """Keeps the time that a sentence told of for those that go on with it."""
    dated = [f for f in made if f.period_start]
    if dated:
        ctx.period = (dated[-1].period_start, dated[-1].period_end)
    elif (last := next((w for w in reversed(row.whens) if w.first and not said(row, w, "shut")), None)) is not None:
        ctx.period = (last.first, last.last)
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


@lru_cache(maxsize=1024)
def shifted(days: Days, months: int) -> Days:
    """A time moved by months; whole months stay whole."""
    first, last = days
    assert first and last

    def moved(d: date) -> date:
        at = d.year * 12 + d.month - 1 + months
        end = month_end(min(max(at // 12, 1), 9999), at % 12 + 1)
        return end if d == month_end(d.year, d.month) else d.replace(year=end.year, month=end.month, day=min(d.day, end.day))

    return moved(first), moved(last)


def link(row: Sentence, w: When) -> str:
    """What a time of a sentence has to do with its clause, as `timelinks.link` names it."""
    at = w.start - row.start
    return timelinks.link(row.text[max(0, at - 80) : at], row.text[w.end - row.start :][:120], w.grain == "day")


def said(row: Sentence, w: When, event: str) -> bool:
    """Whether a time only says when something was said, or where a report was sent from."""
    at = w.start - row.start
    return _said(row.text[max(0, at - 60) : at], row.text[w.end - row.start :], w.grain, at < 40, event in TOLD)


@lru_cache(maxsize=256)  # asked again for each claim of a sentence
def _said(before: str, after: str, grain: str, opens: bool, told: bool) -> bool:
    if (grain == "day" and timelinks.SAID.search(before)) or (
        grain in ("day", "month") and (timelinks.PLANNED.search(before) or timelinks.THEN_SAID.match(after))
    ):
        return True
    if grain != "day":
        return False
    if opens and timelinks.DATELINE.match(after):
        return True
    return not told and bool(
        timelinks.ISSUED.search(before) and (not re.match(r"^\W*[Oo]n\s$", before) or timelinks.ISSUED_AFTER.match(after))
    )
