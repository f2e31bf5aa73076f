"""Amounts side by side: ranges, lists that print unit or multiplier once, durations in two units."""

from __future__ import annotations

import re

from potline.numerals import Amount
from potline.vocabulary import either

_RANGE = re.compile(r"\s?(?:-|–|—|~|～|(?i:to))\s?")
_LIST = re.compile(r"\s?(?:,|，|、|and|, and|or|&|versus|from|up from|down from|compared with|against)\s?")
_SHARED = ("mass", "percent", "pp", "price", "money", "power", "area", "volume", "coal", "emission")
_MOVED = re.compile(
    rf"\b(?:by|of|{either('moves')})\s?(?:about |around |some |another |a further |only |just |an? )?[$€£₹¥]?$",
    re.I,
)
_RANGING = re.compile(r"\b(?:anywhere|rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)) from\s?(?:about |around |some )?$")
_FROM = re.compile(rf"\bfrom\s?(?:(?:{either('before_a_start')})\s)*$", re.I)
_BY = re.compile(r"\b(?:by|(?:range|growth|increase|decline) of)\s(?:about |around |some )?$")
_SUM_OF = re.compile(rf"\b(?:{either('ranged_sums')}) of (?:about |around |some )?$", re.I)
_BETWEEN = re.compile(r"\bbetween\s?(?:about |around |some |roughly )?$", re.I)
_TAGGED = re.compile(rf"\b(?:{either('price_tags')}) (?:of|at) (?:about |around |some )?$")
SMALL = {"cent": 0.01, "cents": 0.01, "us cents": 0.01, "u.s. cents": 0.01, "cts": 0.01, "¢": 0.01, "fen": 0.01, "sen": 0.01, "piastres": 0.01,
          "jiao": 0.1, "pence": 0.01, "paise": 0.01, "pfennigs": 0.01, "basis points": 0.01, "bps": 0.01,
          "mills per kwh": 0.001, "mills a kwh": 0.001, "mills/kwh": 0.001, "mills per kilowatt-hour": 0.001}  # fmt: skip
_TWELFTHS = {("year", "month"): 12.0, ("month", "day"): 30.0, ("year", "day"): 365.0, ("hour", "minute"): 60.0}
_AND_A_HALF = re.compile(r"\s(?:and|&)\s(?:a\s)?half(?![A-Za-z]|\s(?:of|the|its|their)\b)")


def join(text: str, found: list[Amount]) -> list[Amount]:
    """Ranges joined and units handed on: "400-500 kt" is one amount, "from 116 to 217 mln t" two, "20, 30 and 40 tons" three."""
    return _share(text, _ranges(text, _durations(text, found)))


def _durations(text: str, found: list[Amount]) -> list[Amount]:
    """Two units of time as one amount: "three years and six months" is 3.5 years, "and four months" 40 months; "a year and a half" 1.5."""
    out: list[Amount] = []
    for b in found:
        a = out[-1] if out else None
        gap = text[a.end : b.start] if a else ""
        if a and a.kind == b.kind == "time" and (a.unit, b.unit) in _TWELFTHS and re.fullmatch(r"\s?(?:,|and|, and)?\s?", gap):
            twelfths = _TWELFTHS[a.unit, b.unit]
            if 2 * b.low == twelfths:
                out[-1] = a._replace(end=b.end, low=a.low + 0.5, high=a.low + 0.5)
            else:
                out[-1] = a._replace(end=b.end, low=a.low * twelfths + b.low, high=a.low * twelfths + b.low, unit=b.unit, noun=b.noun)
        else:
            out.append(b)
    for i, a in enumerate(out):
        if a.kind == "time" and (m := _AND_A_HALF.match(text, a.end)):
            out[i] = a._replace(end=m.end(), low=a.low + 0.5, high=a.high + 0.5)
    return [a for i, a in enumerate(out) if not i or a.start >= out[i - 1].end]


def _ranges(text: str, found: list[Amount]) -> list[Amount]:
    out: list[Amount] = []
    for b in found:
        if out and _RANGE.fullmatch(text[out[-1].end : b.start]):
            out[-1] = _stepped(out[-1], b)
        a = out[-1] if out else None
        if a and _by_to(text, a, b):
            out[-1] = _like(a, b)
        elif a and not a.noun.startswith("?") and _ranged(text, a, b):
            before = text[max(0, a.start - 30) : a.start].lower()
            last = out[-2] if len(out) > 1 and out[-2].low < out[-2].high else None  # "rose to $240 to $245 from $210 to $220"
            two = last and _same_coin(b, last) and last.end > a.start - 16 and b.high <= 2 * a.low
            if _FROM.search(before) and "to" in text[a.end : b.start] and not _RANGING.search(before) and not two:
                out[-1] = _like(a, b)
            else:
                low = _like(a, b).low
                b = b if b.kind or not a.kind else _like(b, a)
                out[-1] = b._replace(start=a.start, low=min(low, b.high), high=max(low, b.high), word=a.word)
                continue
        elif (
            a
            and a.kind == "money"
            and b.kind == "price"
            and b.unit.split("/")[0] == a.unit
            and re.fullmatch(r"\s(?:to|from)\s", text[a.end : b.start])
        ):
            out[-1] = a._replace(unit=b.unit, kind="price")  # "added $8 to $363/t"
        out.append(b)
    return out


def _stepped(a: Amount, b: Amount) -> Amount:
    """The amount a with the multiplier below b's, where with none it is too small and with b's too large: "$500 to $1 billion"."""
    below, printed = b.scale / 1e3, b.high / b.scale
    small = a.kind in ("", b.kind) and a.scale == 1.0 and b.scale >= 1e6 and max(100, printed) <= a.low < 1000
    return a._replace(low=a.low * below, high=a.high * below, scale=below) if small and a.low * below < b.high else a


def _by_to(text: str, a: Amount, b: Amount) -> bool:
    """Whether a is what a stock or a price moved by and b what it came to: "fell 360 to 37,140 tonnes", no range."""
    scale = _scale(a, b) if a.high < 1000 else 1.0  # "rose some 200,000 to 1.2 million"
    moved = text[a.end : b.start] == " to " and b.low > 2 * a.high * scale and _MOVED.search(text[max(0, a.start - 30) : a.start])
    return bool(moved) and b.kind in ("mass", "money", "price") and a.kind in ("", b.kind)


def _ranged(text: str, a: Amount, b: Amount) -> bool:
    """Whether b is the upper end of a range that a opens."""
    gap = text[a.end : b.start]
    if gap in (" -", " –", " −") and b.low < a.low:
        return False  # "888.8 -2.2%": a sign
    if _leaps(text, a, b):
        return False
    if _tagged(text, a, b) or _sums(text, a, b):
        return True
    if _RANGE.fullmatch(gap):
        if a.kind and "to" in gap and _MOVED.search(text[max(0, a.start - 30) : a.start]):
            return _step(text, a, b)
        if a.kind == b.kind == "":
            return _bare(gap, a, b) or _spread(text, a, b)
        return not a.kind or _same_coin(a, b)
    if gap == " or " and a.word and b.word and not a.kind and b.low == a.low + 1:
        return True  # "three or four workers"
    if gap == " to " and _RANGING.search(text[max(0, a.start - 24) : a.start]):
        return not a.kind or _same_coin(a, b)
    between = _BETWEEN.search(text[max(0, a.start - 20) : a.start])
    return bool(between and re.fullmatch(r"\s?and\s?", gap) and (not a.kind or _same_coin(a, b)))


def _leaps(text: str, a: Amount, b: Amount) -> bool:
    """Whether two amounts are too far apart for a range that no word opens: "down $90 a tonne to $1,870 a tonne", "a second one to 250,000"."""
    apart = (a.kind == "price" and b.low > 8 * a.high) or (a.word and not b.word and b.low > 50 * a.high * _scale(a, b))
    return apart and "to" in text[a.end : b.start] and not re.search(r"\b(?:between|rang\w+|from)\b", text[max(0, a.start - 30) : a.start].lower())


def _tagged(text: str, a: Amount, b: Amount) -> bool:
    """Whether two prices are the ends of a range by the word before them: "premiums of $71 to $74"."""
    near = text[a.end : b.start] == " to " and a.low < b.low <= 2 * a.low and a.kind in ("money", "price") and _same_coin(a, b)
    return near and bool(_TAGGED.search(text[max(0, a.start - 40) : a.start]))


def _step(text: str, a: Amount, b: Amount) -> bool:
    """Whether what moved did so by a range: "up by 6% to 8%", not "up 6% to 40%"."""
    near = (a.kind == "percent" and a.low < b.low <= 5 * a.low) or (a.kind == "money" and a.scale == 1.0 < b.scale)
    return near and a.unit == b.unit and bool(_BY.search(text, max(0, a.start - 24), a.start))


def _same_coin(a: Amount, b: Amount) -> bool:
    """Whether two amounts have one unit, or a sum the currency of the price behind it."""
    return a.unit == b.unit or a.unit.removeprefix("other:") == b.unit.split("/")[0].removeprefix("other:")


def _bare(gap: str, a: Amount, b: Amount) -> bool:
    """Whether two numbers that print no unit are the ends of a range: "quotes 11-13"."""
    return len(gap) == 1 and not (a.word or b.word) and a.scale == b.scale == 1.0 and a.low < b.low <= 4 * a.low and not 1900 <= a.low <= 2100


def _scale(a: Amount, b: Amount) -> float:
    """The multiplier that a takes from b, of which alone it is printed: "5 to 8 billion"."""
    return b.scale if a.scale == 1.0 else 1.0


def _sums(text: str, a: Amount, b: Amount) -> bool:
    """Whether two sums are the ends of a range: "NOK 5 to 8 billion", "a loss of €90 million to €110 million", no step of a rise."""
    before, low = text[max(0, a.start - 30) : a.start], a.low * _scale(a, b)
    if a.kind != "money" or text[a.end : b.start] not in (" to ", "-", "–") or not low < b.low <= 3 * low or b.scale == 1.0:
        return False
    return bool(_SUM_OF.search(before)) if _MOVED.search(before) else not b.kind


def _spread(text: str, a: Amount, b: Amount) -> bool:
    """Whether two numbers without a unit are the ends of a range by their sizes: "13.1 to 13.3 million", "40 to 50 will stay"."""
    low = a.low * _scale(a, b)
    near = not (a.word or b.word) and low < b.low <= 2 * low and not 1900 <= a.low <= 2100
    before = text[max(0, a.start - 30) : a.start]
    return near and not _MOVED.search(before) and not _FROM.search(before)


def _like(a: Amount, b: Amount) -> Amount:
    """The amount a with the multiplier and the unit that only its neighbour b prints."""
    if not a.kind and a.scale == b.scale == 1.0 and a.low < 1000 and b.high >= 1e5 and 0.2 < a.low * 1000 / b.high < 1:
        a = a._replace(low=a.low * 1000, high=a.high * 1000)  # "700-800,000 tonnes"
    small = SMALL.get(b.noun.lower(), 1.0) if not a.kind else 1.0
    if small < 1.0 and a.scale == 1.0:
        return a._replace(low=a.low * small, high=a.high * small, unit=b.unit, kind=b.kind, per=b.per, noun=b.noun)
    factor = b.high / b.scale and b.scale if a.scale == 1.0 and b.scale > 1.0 and a.low * b.scale <= 50 * max(b.high, 1) else 1.0
    scale = factor if a.scale == 1.0 else a.scale
    unit = a if a.kind else a._replace(unit=b.unit, kind=b.kind, per=b.per, noun=b.noun)
    return unit._replace(low=a.low * factor, high=a.high * factor, scale=scale)


def _share(text: str, found: list[Amount]) -> list[Amount]:
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        a, b = out[i], out[i + 1]
        if a.kind or not b.kind or a.word or b.kind not in _SHARED or not _LIST.fullmatch(text[a.end : b.start]):
            continue
        if (a.scale == 1.0 or a.scale == b.scale) and (b.kind != "percent" or a.low < 1000):
            out[i] = _like(a, b)
    return out
