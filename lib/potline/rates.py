"""Rates behind an amount: its denominator ("a tonne", "/lb") and the time it is counted by, also over a product ("tonnes of bauxite a year")."""

from __future__ import annotations

import re

from potline.numerals import Amount
from potline.vocabulary import either

_PER = re.compile(
    r"(?:\s?\([^()]{1,24}\)|\))?\s?(?:/\s?|per\s|an?\s|each\s|every\s)\s?"
    r"(?:(?:common|diluted|equity|ordinary|basic)\s){0,2}(?P<unit>dry metric tonne|dmtu?|short ton|metric ton(?:ne)?|tonne|ton|t"
    r"|mt|lb|pound|kg|kilogram(?:me)?|kilo|year|yr|annum|month|day|week|hour|吨|person|share|mwh|kwh|kilowatt[- ]hour|mega[- ]?watt[- ]?hour"
    r"|mmbtu|watt)(?![A-Za-z])(?!-)(?!\s(?:before|earlier|ago|later|back|prior)\b)",
    re.I,
)
_TIMES = {"year": "year", "yr": "year", "annum": "year", "month": "month", "day": "day", "week": "week", "hour": "hour"}
_MASSES = dict.fromkeys(("ton", "tonne", "t", "mt", "metric ton", "metric tonne", "dmt", "吨", "dry metric tonne"), "t") | {
    "pound": "lb", "short ton": "st", "mmbtu": "MMBtu", **dict.fromkeys(("kilo", "kilogram", "kilogramme"), "kg"),
    **dict.fromkeys(("kilowatt-hour", "kilowatt hour", "kwh"), "kWh"),
    **{f"mega{a}watt{b}hour": "MWh" for a in ("", "-", " ") for b in ("", "-", " ")}, "mwh": "MWh",
}  # fmt: skip


def denominator(text: str, end: int, unit: str) -> tuple[str, str, int]:
    """Unit, rate and end once "/mt", "a lb" or "per year" behind a unit is read: ("CNY/t", "", 20)."""
    m = _PER.match(text, end)
    if not m:
        return unit, "", end
    what = m["unit"].lower()
    if what in _TIMES:
        return unit, _TIMES[what], m.end() if text[end : end + 2].strip()[:1] == "/" else end
    if unit in ("t", "kWh") or (unit.startswith("other:") and unit[6:] in ("lb", "kg", "kW", "MW", "W")):
        return unit, "", end
    below, stop = _MASSES.get(what, what), end if ")" in m.group() else m.end()
    if below == "t":
        return f"{unit}/t", "", stop
    return f"other:{unit.removeprefix('other:')}/{below}", "", stop


_RATED = ("mass", "money", "piece", "emission", "power", "coal", "volume")
_WORD = rf"(?:\s(?!(?:{either('no_rate_over')})\b)[A-Za-z][\w'’-]*)"
_LEADS = rf"(?:\s(?:value|{either('leads_to_an_amount')})){{0,3}}\s\S?$"


def _rated(often: str, time: str, said: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells behind an amount that it is by the year or day ("tonnes of bauxite annually", "-a-year payroll"), and what before it."""
    measures = rf"(?:{often})\s(?:[a-z-]+\s){{0,3}}?(?:{either('told_by_the_year')})\b"
    behind = (
        rf"{_WORD}{{0,5}}?\s(?:{said}|(?:per|each|every|an?)\s(?:{time})\b(?!\s(?:before|earlier|ago|prior|later|back|of|served|after)\b|[-'’]))"
        rf"|-a-(?:{time})\b|(?:\sof)?(?:\sits|\stheir)?\s{measures}(?!\s(?:of|to)\b)"
    )
    return re.compile(behind), re.compile(rf"\b{measures}{_LEADS}", re.I)


_RATES = {
    "year": _rated("annual|yearly", "year|annum", r"annually\b|yearly\b(?!\s[a-z])|p\.\s?a\."),
    "day": _rated("daily average|average daily|daily", "day", r"daily\b(?!\s[a-z])"),
}


def rated(text: str, a: Amount) -> Amount:
    """The amount by the year or day where that stands behind its product or is its measure's: "160 kt of it each year", "daily output of 2 kt"."""
    for per, (behind, before) in _RATES.items() if a.kind in _RATED and not a.per else ():
        if behind.match(text, a.end) or before.search(text, max(0, a.start - 70), a.start):
            return a._replace(per=per)
    return a
