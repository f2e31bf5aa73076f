"""Amounts as print leaves them: what was printed, and the stretch it may have been rounded from."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from potline.model import Check, Fact

EVENT_WORDS = {
    "under_construction": "under construction", "project_halted": "halted in construction", "found_illegal": "found illegal", "reported": "",
}
MEASURE_WORDS = {"processing_rate": "processing rate", "operating_rate": "operating rate", "other": "count"}
SCALED = {"t": ((1e6, "Mt"), (1e3, "kt")), "W": ((1e9, "GW"), (1e6, "MW"), (1e3, "kW"))}
COUNTED = ("enterprise", "person", "team", "city", "province")  # printed in full: not rounded
ABOUT = 0.05  # "about 5,000" is taken for anything within five percent
ROUND = 0.01  # "2 million" is not taken for 2.4 million, though it may round to it


class Amount(NamedTuple):
    """`low` to `high` as printed, in the fact's unit; `least` to `most` with the rounding that print allows."""

    low: float
    high: float
    least: float
    most: float


def amount(f: Fact) -> Amount:
    """The amount of a fact that has a value.

    >>> amount(Fact("a:1", "a", 0, 1, "", "", "shut", "capacity", low=2e6, high=2e6, unit="t"))
    Amount(low=2000000.0, high=2000000.0, least=1980000.0, most=2020000.0)
    """
    return _amount(float(f.low or 0), float(f.high or 0), f.unit or "", f.qualifier)


@lru_cache(1 << 16)
def _amount(low: float, high: float, unit: str, qualifier: str) -> Amount:
    least, most = low - _rounding(low, unit, qualifier), high + _rounding(high, unit, qualifier)
    if qualifier == "at_least":
        return Amount(low, high, least if low >= 0 else -math.inf, math.inf if low >= 0 else most)
    if qualifier == "at_most":
        return Amount(low, high, min(least, 0.0), max(most, 0.0))
    return Amount(low, high, least, most)


def _rounding(value: float, unit: str, qualifier: str) -> float:
    """Half of the last digit that was printed, in the fact's unit; capped for round tonnages and sums of money."""
    about = ABOUT * abs(value) if qualifier == "about" else 0.0
    if unit in COUNTED or (unit.startswith("other:") and value == int(value)):
        return about
    exponent = int(Decimal(repr(value)).normalize().as_tuple().exponent)
    if unit in ("percent", "pp"):
        return max(about, 0.5 * 10.0 ** min(exponent, 0))
    return max(about, min(0.5 * 10.0**exponent, ROUND * abs(value)))


def plus(*amounts: Amount) -> Amount:
    """The sum, bound by bound."""
    return Amount(*(math.fsum(bounds) for bounds in zip(*amounts, strict=True)))


def minus(a: Amount, b: Amount) -> Amount:
    """`a - b`: a low bound less a high one."""
    return Amount(a.low - b.high, a.high - b.low, a.least - b.most, a.most - b.least)


def ratio(a: Amount, b: Amount) -> Amount:
    """`a / b` of amounts above zero."""
    return Amount(a.low / b.high, a.high / b.low, a.least / b.most, a.most / b.least if b.least > 0 else math.inf)


def percent(a: Amount, less: float = 0) -> Amount:
    """A ratio as percent; `less=1` for a change."""
    return Amount(*(100 * (bound - less) for bound in a))


def meets(a: Amount, b: Amount) -> bool:
    """Whether the two may be the same amount."""
    slip = 1e-9 * max(abs(a.low), abs(b.low))
    return a.least <= b.most + slip and b.least <= a.most + slip


def finding(
    kind: str, facts: Iterable[Fact], text: str, severity: str, stated: Amount | None = None, expected: Amount | None = None, unit: str | None = None
) -> Check:
    """A check with an id made of kind and facts; of a range the bound nearest to the other side; difference = expected - stated."""
    articles = {f.fact_id: f.article_id for f in facts}
    ids = tuple(articles)
    said = _nearest(stated, expected)
    due = _nearest(expected, stated)
    gap = None if said is None or due is None else round(due - said, 9)
    key = sha256("|".join(sorted(ids)).encode()).hexdigest()[:10]
    return Check(f"{kind}-{key}", kind, tuple(dict.fromkeys(articles.values())), ids, said, due, gap, unit, text, severity)


def _nearest(a: Amount | None, b: Amount | None) -> float | None:
    if a is None:
        return None
    return round(min(max(b.low if b else a.low, a.low), a.high), 9)


def grouped(facts: Iterable[Fact], key: Callable[[Fact], Any]) -> dict[Any, list[Fact]]:
    """Facts by key, both in the order they came."""
    groups: dict[Any, list[Fact]] = {}
    for f in facts:
        groups.setdefault(key(f), []).append(f)
    return groups


def thing(f: Fact) -> tuple[Any, ...]:
    """What a figure is of: measure, product, firm, region."""
    return (f.measure, f.product, f.company, f.region)


@lru_cache(1 << 16)
def say(value: float, unit: str | None, digits: int = 5) -> str:
    """A value in words of the trade.

    >>> say(1070000, "t"), say(164, "enterprise"), say(-9.3, "pp"), say(4.4e9, "CNY"), say(1, "other:line")
    ('1.07 Mt', '164 enterprises', '-9.3 points', '4.4 billion CNY', '1 line')
    """
    for size, name in SCALED.get(unit or "", ()):
        if abs(value) >= size:
            return f"{_plain(value / size, digits)} {name}"
    if unit and unit[:3] in ("CNY", "USD"):
        size, word = next(((s, w) for s, w in ((1e9, " billion"), (1e6, " million")) if abs(value) >= s), (1.0, ""))
        return f"{_plain(value / size, digits)}{word} {unit}"
    name = {"percent": "percent", "pp": "points", None: ""}.get(unit, (unit or "").removeprefix("other:"))
    plural = unit in COUNTED or ((unit or "").startswith("other:") and name.islower())
    name = re.sub(r"y$", "ie", name) + "s" if plural and abs(value) != 1 else name
    return f"{_plain(value, digits)} {name}".strip()


def _plain(value: float, digits: int) -> str:
    whole = round(value, max(0, digits - 1 - math.floor(math.log10(abs(value))))) if value else 0
    return f"{whole:,.{digits}f}".rstrip("0").rstrip(".")


def stated(f: Fact) -> str:
    """A fact's value with its qualifier, a range as a range."""
    head = {"about": "about ", "at_least": "at least ", "at_most": "at most "}.get(f.qualifier, "")
    low, high = say(f.low or 0, f.unit), say(f.high or 0, f.unit)
    return head + (low if f.low == f.high else f"{low} to {high}")


def subject(f: Fact, *, dated: bool = True) -> str:
    """What a fact speaks of, to begin a sentence with; with its own place and period where it has them, unless several facts are meant.

    >>> f = Fact("a:1", "a", 0, 1, "", "", "shut", "capacity", product="foil", company="Juke", region="Henan", period_start=date(2017, 5, 1),
    ...          period_end=date(2017, 5, 31))
    >>> subject(f)
    "Juke's foil capacity shut in Henan, May 2017"
    """
    near = f.place if dated and not (f.place or "").startswith(f.region or " ") else None  # "Xinjiang Autonomous Region" is Xinjiang
    where = near or f.region
    product = (f.product or "").removeprefix("other:").replace("_", " ")
    words = [f"{f.company}'s" if f.company else "", product, MEASURE_WORDS.get(f.measure, f.measure), EVENT_WORDS.get(f.event, f.event)]
    text = " ".join(w for w in words if w) + (f" in {where}" if where else "")
    return text[:1].upper() + text[1:] + (f", {when(f)}" if dated and f.period_start and f.period_end else "")


def when(f: Fact) -> str:
    """A fact's period: "May 2017", "January to June 2020", "2016", "14 April 2017"; otherwise the two dates."""
    a, b = f.period_start, f.period_end
    if a is None or b is None:
        return "no date"
    whole = a.day == 1 and (b + timedelta(days=1)).day == 1
    if a == b:
        return f"{a.day} {a:%B %Y}"
    if whole and a.year == b.year:
        return f"{a.year}" if (a.month, b.month) == (1, 12) else f"{a:%B %Y}" if a.month == b.month else f"{a:%B} to {b:%B %Y}"
    return f"{a.isoformat()} to {b.isoformat()}"


def shifted(day: date, months: int) -> date:
    """The first of a month, moved by months; a later day of the month is cut to the 28th at most.

    >>> shifted(date(2020, 1, 1), -1)
    datetime.date(2019, 12, 1)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))
