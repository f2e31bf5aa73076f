"""What the calendar has: the days of months, of fiscal years, of parts of a month and of a year."""

from __future__ import annotations

import calendar
from datetime import date

from potline.timewords import MONTHS

OF_YEAR = {  # parts of a year, as month and day
    **dict.fromkeys(("beginning", "start", "outset"), ((1, 1), (1, 1))), **dict.fromkeys(("end", "close"), ((12, 31), (12, 31))),
    "early": ((1, 1), (4, 30)), **dict.fromkeys(("mid", "middle"), ((5, 1), (8, 31))), "late": ((9, 1), (12, 31)),
}  # fmt: skip


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def span(year: int, first: int, last: int) -> tuple[date, date]:
    """First and last day of the months `first` to `last`; a stretch over the new year begins in the year before."""
    return date(year - (first > last), first, 1), month_end(year, last)


def months(first: date, last: date) -> int:
    """How many months two days lie in, those between them too."""
    return 12 * (last.year - first.year) + last.month - first.month + 1


def thirds(year: int, month: int, word: str) -> tuple[date, date]:
    """Early, mid and late month are ten-day thirds; beginning and end of it are days."""
    end = month_end(year, month)
    word = word.lower().removesuffix(" of").removeprefix("as of the ")
    last = end.day
    ends = {"early": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (21, last), "beginning": (1, 1), "start": (1, 1), "end": (last, last)}
    low, high = ends[word]
    return date(year, month, low), date(year, month, high)


def month_of(printed: str) -> int:
    """The number of a month by its name."""
    return MONTHS[printed.rstrip(".").lower()]


def four(printed: str) -> int:
    """The year that two or four printed digits mean: "'18" is 2018, "95" 1995."""
    digits = printed.lstrip("'’")
    return int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) < 70 else 1900)


def fiscal(year: int, first: int, last: int, begins: int = 4) -> tuple[date, date]:
    """Months of a fiscal year, named for the year it ends in: India's, which begins in April, or one that begins in another month.

    >>> [str(day) for day in fiscal(2024, 1, 6, 7)]
    ['2023-07-01', '2023-12-31']
    """
    at = [(year - (m + begins <= 13), (m + begins - 2) % 12 + 1) for m in (first, last)]
    return date(*at[0], 1), month_end(*at[1])


def in_fiscal(year: int, first: int, last: int, begins: int = 4) -> tuple[date, date]:
    """The calendar's months `first` to `last` of a fiscal year named for the year it ends in.

    >>> [str(day) for day in in_fiscal(2022, 10, 12)]
    ['2021-10-01', '2021-12-31']
    """
    return date(year - (first >= begins), first, 1), month_end(year - (last >= begins), last)


def ends_in(year: str | None, over: str | None) -> int | None:
    """The year that a fiscal year ends in: "2020-21" is that to March 2021.

    >>> ends_in("2020", "21"), ends_in("2020", "35")
    (2021, None)
    """
    return four(over) if year and over and four(over) == four(year) + 1 else None
