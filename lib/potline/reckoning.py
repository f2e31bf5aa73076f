"""Times that no word of a sentence prints: reckoned from the day of publication, from the last claim, or by a count of days, months or years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from potline import almanac, dating
from potline.almanac import month_end
from potline.context import Context, Days
from potline.model import Fact
from potline.periods import When
from potline.scan import Sentence
from potline.timewords import COUNTS, OF_FIGURES

FROM_LAST = "months from the last"  # how the times are called that are reckoned from the last claim's
_SPANS = {"month": 1, "quarter": 3, "half": 6}  # that a sentence may speak of without saying which: "in the quarter"
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_N = {**COUNTS, "a": 1, "an": 1, "half a dozen": 6, "fifteen": 15, "twenty": 20, "thirty": 30}
_COUNT = re.compile(  # "nine months", not "a quarter of its capacity", "twenty five days", "half a year"
    rf"(?<![\w.,$–-])(?<!half )(?<!twenty )(?<!and )(?P<n>\d{{1,2}}|{'|'.join(sorted(_N, key=len, reverse=True))})[\s-](?:full |whole )?"
    rf"(?P<unit>day|week|month|quarter|year)s?\b(?!\sof\s(?:its|their|the|all)\b)(?:\W{{1,3}}(?P<behind>\w{{1,20}}))?", re.I | re.A,
)  # fmt: skip
_ALIKE = re.compile(  # "in the same nine-month period of", "the corresponding quarter"
    r"\b(?:same|corresponding|comparable|comparative|equivalent|like|prior-year)\s(?:[\w-]+\s)?(?:period|quarter|half|months?)"
    r"(?:\s(?:of|in|during|for))?\s(?:the\s)?$|\bYTD[\s-]$"
)
_LAST_WORD = re.compile(r"(\w+)\W{0,3}$")
_MANY = 4  # counts, and times, of a sentence that are looked at
_WORDS = re.compile(r"\b(month|quarter|half|week|winter|heating|fiscal|financial year|FY|WoW\b|w-o-w\b|w/w\b)", re.I)  # also in "monthly"
_YEARS = range(1800, 2200)  # of a day that times can be reckoned from: none of them may leave the calendar


class Reckoned(NamedTuple):
    """A time, how it was reckoned, and the clues of its own."""

    source: str
    days: Days
    own: tuple[str, ...] = ()


def reckoned(row: Sentence, last: Fact | None, ctx: Context) -> Iterator[Reckoned]:
    """The times that a claim of a sentence may speak of though nothing prints them; `last` is the claim before it there."""
    spoken, counts = _spoken(row.text)
    base = (last.period_start, last.period_end) if last else (None, None)
    first, end = base if all(base) else next((d for d in ctx.recent if all(d)), (None, None))
    if first and end:
        yield from _from_last(first, end)
    day = ctx.published if ctx.published and ctx.published.year in _YEARS else None
    if (year := day.year if day else ctx.year) in _YEARS:
        yield from _years(year, "dated" if day else "of a year", spoken)
    if day:
        yield from _from_day(day, spoken)
    for n, unit, around in counts:
        months = n * _MONTHS.get(unit, 0)
        for w in row.whens[:_MANY] if 0 < months < 12 else ():  # "in ten months of 2024"
            if w.grain == "year" and w.first and w.first.month == 1:
                yield Reckoned("the first of a printed year", (w.first, month_end(w.first.year, months)))
        for w in row.whens[:_MANY]:
            for source, days in _lasting(n, unit, w.first, w.last):
                yield Reckoned(source, days, tuple(f"period {source} {where}" for where in around))
        if day is None and 0 < months < 12 and year in _YEARS:
            yield Reckoned("months of the year", (date(year, 1, 1), month_end(year, months)))  # type: ignore[arg-type]
        for source, days in _counted(n, unit, day, (first, end)):
            yield Reckoned(source, days, tuple(f"period {source} {where}" for where in around))
    for n, w in enumerate(row.whens[:_MANY]):
        if days := _alike(row, w, row.whens[:n], (first, end)):
            yield Reckoned("the same months of a year here", days)
    for a, b in pairwise(row.whens[:_MANY]):
        if a.first and b.last and a.first < b.last:
            yield Reckoned("from one to the next", (a.first, b.last))


@lru_cache(maxsize=16)
def _spoken(text: str) -> tuple[frozenset[str], tuple[tuple[int, str, tuple[str, ...]], ...]]:
    """Which stretches of time a sentence speaks of, and what it counts: how many, of what, the words beside; each count once.

    >>> _spoken("In nine months of 2012 and before")
    (frozenset({'month'}), ((9, 'month', ('after in', 'before of')),))
    """
    counts = dict[tuple[int, str], tuple[str, ...]]()
    for m in islice(_COUNT.finditer(text), _MANY):
        before = _LAST_WORD.search(text, max(0, m.start() - 20), m.start())
        around = f"after {before[1].lower() if before else '^'}", f"before {(m['behind'] or '$').lower()}"
        counts.setdefault((_N.get(m["n"].lower()) or int(m["n"]), m["unit"].lower()), around)
    return frozenset(word.lower() for word in _WORDS.findall(text)), tuple((n, unit, around) for (n, unit), around in counts.items())


def _years(year: int, known: str, spoken: frozenset[str]) -> Iterator[Reckoned]:
    """The article's year and those beside it: the calendar's, and where a sentence speaks of them heating seasons and fiscal years."""
    for away, name in ((-1, "the year before"), (0, "this year"), (1, "next year")):
        yield Reckoned(name, (date(year + away, 1, 1), date(year + away, 12, 31)), (f"period {name} {known}",))
    if spoken & {"winter", "heating"}:
        for away, name in ((-1, "the season before"), (0, "the season of the year")):
            yield Reckoned(name, (date(year + away, 11, 15), date(year + away + 1, 3, 15)))
    if spoken & {"fiscal", "financial year", "fy"}:
        for away, name in ((-1, "the fiscal year before"), (0, "the fiscal year to March"), (1, "the fiscal year from April")):
            yield Reckoned(name, (date(year + away - 1, 4, 1), date(year + away, 3, 31)))


def _from_last(first: date, last: date) -> Iterator[Reckoned]:
    """Times around the last claim's: a year, a quarter, a month before or after, its year, its last day."""
    for months in (-12, -1, -3, 12, 1, 3):
        yield Reckoned(f"{months} {FROM_LAST}", dating.shifted((first, last), months))
    yield Reckoned("the year of the last", (date(first.year, 1, 1), date(first.year, 12, 31)))
    yield Reckoned("the end of the last", (last, last))


def _from_day(day: date, spoken: frozenset[str]) -> Iterator[Reckoned]:
    """Times around the day of publication."""
    yield Reckoned("the day itself", (day, day))
    yield Reckoned("the day before", (day - timedelta(days=1), day - timedelta(days=1)))
    yield Reckoned("its month", (day.replace(day=1), month_end(day.year, day.month)))
    yield Reckoned("its year so far", (date(day.year, 1, 1), day))
    for word, months in _SPANS.items():
        if word in spoken:
            yield Reckoned(f"the {word} before", _whole(day, months, -1))
            if months > 1:
                yield Reckoned(f"this {word}", _whole(day, months, 0))
            yield Reckoned(f"the next {word}", _whole(day, months, 1))
    if spoken & {"week", "wow", "w-o-w", "w/w"}:
        monday = day - timedelta(days=day.weekday())
        for weeks, name in ((-1, "the week before"), (0, "its week"), (1, "the next week")):
            first = monday + timedelta(weeks=weeks)
            yield Reckoned(name, (first, first + timedelta(days=6)))
        yield Reckoned("the seven days to it", (day - timedelta(days=6), day))


def _whole(day: date, months: int, away: int) -> Days:
    """The calendar's month, quarter or half that a day lies in, or one so many before or after.

    >>> [str(day) for day in _whole(date(2024, 2, 9), 3, -1)]
    ['2023-10-01', '2023-12-31']
    """
    first = ((12 * day.year + day.month - 1) // months + away) * months  # counted from the year 0
    last = first + months - 1
    return date(first // 12, first % 12 + 1, 1), month_end(last // 12, last % 12 + 1)


def _lasting(n: int, unit: str, first: date | None, last: date | None) -> Iterator[tuple[str, Days]]:
    """What lasts "three months from April 15" or "six years, until the end of 2021": whole, and short of the day that comes round again.

    >>> [str(days[1]) for _, days in _lasting(3, "month", date(2016, 4, 15), None)]
    ['2016-07-14', '2016-07-15']
    """
    months, days, one = _MONTHS.get(unit, 0) * n, _DAYS.get(unit, 0) * n, timedelta(days=1)
    if not 0 < months + days <= 480 or not all(d is None or d.year in _YEARS for d in (first, last)):
        return
    if first:
        end = _moved(first, months) + timedelta(days=days)
        yield f"{unit}s from a time here", (first, end - one)
        yield f"{unit}s from a time here, the day that comes round", (first, end)
    if last:
        yield f"{unit}s to a time here", (_moved(last + one, -months) - timedelta(days=days), last)


def _alike(row: Sentence, w: When, told: list[When], base: Days) -> Days | None:
    """The months of a year that are held against those told before: in "9 t in May 2019, 8 t in the same month of 2018" May 2018."""
    at = w.start - row.start
    if w.grain not in ("year", "years") or not w.first or not _ALIKE.search(row.text, max(0, at - 60), at):
        return None
    first, last = next(((v.first, v.last) for v in reversed(told) if v.grain in OF_FIGURES), base)
    if not first or not last or not 0 <= last.year - first.year <= 1 or almanac.months(first, last) > 11:
        return None
    fourth = w.grain == "years" and last.month < 4  # January to March are those of the fiscal year's second
    return dating.shifted((first, last), 12 * (w.first.year + fourth - last.year) if w.printed else -12)


def _moved(day: date, months: int) -> date:
    """A day so many months on."""
    return dating.shifted((day, day), months)[0]  # type: ignore[return-value]


def _counted(n: int, unit: str, day: date | None, base: Days) -> Iterator[tuple[str, Days]]:
    """What "two years", "ten days" or "nine months" may count: ago, until now, ahead (a day, or a whole month or year), from the year's first
    day, from the last claim's time.

    >>> [str(day) for day in dict(_counted(9, "month", date(2024, 10, 20), (None, None)))["months of the year"]]
    ['2024-01-01', '2024-09-30']
    """
    months, days = _MONTHS.get(unit, 0) * n, _DAYS.get(unit, 0) * n
    if months > 1200 or not n:
        return
    if months and all(base):
        for sign, name in ((-1, "before the last"), (1, "after the last")):
            yield f"{unit}s {name}", dating.shifted(base, sign * months)
    if day is None:
        return
    back, ahead = (_moved(day, sign * months) + timedelta(days=sign * days) for sign in (-1, 1))
    yield f"{unit}s until now", (back, day)
    if days:
        yield f"{unit}s ago", (back, back)
        yield f"{unit}s ahead", (ahead, ahead)
        return
    yield f"{unit}s ago, the month", (back.replace(day=1), month_end(back.year, back.month))
    yield f"{unit}s to the last month's end", (_moved(day.replace(day=1), -months), day.replace(day=1) - timedelta(days=1))
    if unit == "year":
        yield "years ago, the year", (date(back.year, 1, 1), date(back.year, 12, 31))
        yield "years ahead", (date(ahead.year, 1, 1), date(ahead.year, 12, 31))
        yield "years ahead, its end", (date(ahead.year, 12, 31), date(ahead.year, 12, 31))
    elif months < 12:
        year = day.year - (month_end(day.year, months) > day)
        yield f"{unit}s of the year", (date(year, 1, 1), month_end(year, months))
        yield f"{unit}s ahead", (ahead.replace(day=1), month_end(ahead.year, ahead.month))
