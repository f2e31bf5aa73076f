"""Rates behind an amount: its denominator ("a tonne", "/lb") and the time it is counted by, also over a product ("tonnes of bauxite a year")."""

from __future__ import annotations

import re
from itertools import pairwise

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
_OF_WHAT = r"(?:\sof\s(?:(?:the|its)\s[\w'’-]+|[A-Z][\w'’-]+)(?=\s(?:to|by|from|at|is|was|will)\b))?"  # "annual capacity of Valco to 310,000mt"


def _rated(often: str, time: str, said: str, adverb: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells behind an amount that it is by the year or day ("tonnes of bauxite annually", "-a-year payroll"), and what before it."""
    measures = rf"(?:{often})\s(?:[a-z-]+\s){{0,3}}?(?:{either('told_by_the_year')})\b"
    behind = (
        rf"{_WORD}{{0,5}}?(?:,?\s(?:{said})(?!\s[\d$])"
        rf"|\s(?:per|each|every|an?)\s(?:{time})\b(?!\s(?:before|earlier|ago|prior|later|back|of|served|after)\b|[-'’]))"
        rf"|-a-(?:{time})\b|(?:\sof)?(?:\sits|\stheir)?\s{measures}(?!\s(?:of|to)\b)"
    )
    return re.compile(behind), re.compile(rf"\b{measures}{_OF_WHAT}{_LEADS}|\b(?:{adverb})\s$", re.I)


_RATES = {
    "year": _rated("annual|yearly", "year|annum", r"annually\b|yearly\b(?!\s[a-z])|p\.\s?a\.", "annually|yearly"),
    "month": _rated("monthly", "month", r"monthly\b(?!\s[a-z])", "monthly"),
    "day": _rated("daily average|average daily|daily", "day", r"daily\b(?!\s[a-z])", "daily"),
}


def rated(text: str, a: Amount) -> Amount:
    """The amount by the year or day where that stands behind its product or is its measure's: "160 kt of it each year", "daily output of 2 kt"."""
    for per, (behind, before) in _RATES.items() if a.kind in _RATED and not a.per else ():
        if behind.match(text, a.end) or before.search(text, max(0, a.start - 70), a.start):
            return a._replace(per=per)
    if a.kind == "money" and a.scale == 1.0 and "/" not in a.unit and _OF_A_SHARE.search(text, max(0, a.start - 40), a.start):
        return a._replace(unit=f"other:{a.unit.removeprefix('other:')}/share", kind="price")
    return a


_OF_A_SHARE = re.compile(r"\bper\s(?:\w+\s){0,2}share\s(?:of|was|were|at|to|came\sto)\s$")
_PAIR = re.compile(  # "from 120,000t to 260,000t a year", "9,000 tons a year from 4,000 tons", "22 million pounds a year by between 9 million"
    r"(?:\s(?:a|per|each)\s(?:year|annum|month|day))?,?\s(?:(?:up|down)\sfrom|from|to|by|against|compared\swith)"
    r"\s(?:(?:about|around|some|nearly|only|between|just)\s)?"
)


_APART = 30.0  # "67,900 mt/day, compared with 18.6 million mt" is no pair


def paired(text: str, found: list[Amount]) -> list[Amount]:
    """The amounts with the time by which the one of a pair is told that goes from the one to the other."""
    out = list(found)
    for i, (a, b) in enumerate(pairwise(found)):
        pair = _PAIR.fullmatch(text, a.end, b.start) or (text[a.end : b.start] == " and " and "respectively" in text[b.end : b.end + 60])
        if a.unit == b.unit and a.kind in _RATED and bool(a.per) != bool(b.per) and pair and 1 / _APART < a.high / (b.high or 1) < _APART:
            out[i], out[i + 1] = a._replace(per=a.per or b.per), b._replace(per=b.per or a.per)
    return out
