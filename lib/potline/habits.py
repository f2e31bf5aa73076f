"""How a text prints its figures: its comma and point, what it means by mt, whose money its ¥ is."""

from __future__ import annotations

import re
from functools import lru_cache

_DEFINED = re.compile(r"(?i)\bmillion (?:metric |dry |wet )?tonn?e?s? \(mt\)")  # "385 million tonnes (mt) of bauxite"
_MANY_MT = re.compile(r"\d{3}(?:\.\d+)?\s?mt\b|/mt\b|\b(?:a|per) mt\b")
_BESIDE = re.compile(r"\b\d{1,2}(?:\.\d+)?\s(?:million|mln|mn)\s(?:tonnes|tons)\b(?:[^.;]|\.\d){0,90}?(?<![\d.,])\d{1,2}\.\d{1,3}$")
_SIZED = re.compile(r"\s(?:of\s)?(?:furnace|coil|pot|ladle|crucible|press|truck|batch|scrap|dross|fluoride|dust|slag|spill|load)")
_MADE = re.compile(
    r"(?i)\b(?:capacity|output|production|produc\w+|make\w*|exports?|imports?|supply|demand|refinery|smelter)\b[^.;]{0,40}?(?<![\d.,])\d{1,2}\.\d{1,3}$"
)


@lru_cache(maxsize=8)
def _in_yen(text: str) -> bool:
    """Whether the sign that yuan and yen share stands for yen: the text speaks of Japan and not of China."""
    told = re.search(r"\b(?:yen|Japan\w*|JPY)\b", text)
    return bool(told) and not re.search(r"\b(?:yuan|RMB|CNY|renminbi|China|Chinese|Shanghai|SHFE|Beijing|Guangdong|Henan|Shandong)\b", text)


_US = re.compile(r"US\$|\bUSD\b|\bU\.?S\.? dollars?\b")
_OWN = re.compile(r"\b(?:AU?|CA?|CAN|NZ)\$|\$A|\b(?:AUD|CAD|NZD)\b|\b(?:Australian|Canadian|New Zealand) dollars?\b")
_WORLD = re.compile(r"\b(?:LME|Metal Exchange|China|Chinese|Pittsburgh|Kentucky|Texas|Washington|American?|United States|Alcoa Corp)\b|\bU\.S\.")
_HOMES = {
    "other:AUD": re.compile(r"\b(?:Australian?|Queensland|New South Wales|NSW|Tasmania|Gladstone|Melbourne|Sydney|Brisbane|Perth|ASX)\b"),
    "other:NZD": re.compile(r"\b(?:New Zealand|Tiwai|Invercargill|Southland)\b"),
    "other:CAD": re.compile(r"\b(?:Canad(?:a|ian)|Qu[eé]bec|British Columbia|B\.C\.|Montr[eé]al|Kitimat|Saguenay|Ottawa|TSX)\b"),
}


@lru_cache(maxsize=8)
def _dollar(text: str) -> str:
    """Whose dollar a bare $ is where a text speaks of one of these lands alone and of no world market; Canada's papers must print US$ besides."""
    if _WORLD.search(text):
        return "USD"
    named = {code: len(home.findall(text)) for code, home in _HOMES.items()}
    code = max(named, key=lambda c: named[c])
    alone = named[code] >= 2 and sum(named.values()) == named[code] and not _OWN.search(text)
    return code if alone and (code != "other:CAD" or _US.search(text)) else "USD"


def coin(text: str, sign: str, unit: str) -> str:
    """The unit with the money that the sign before a sum stands for in this text; a price with its tonne in $ is one of the world's market."""
    if sign in ("¥", "￥") and _in_yen(text):
        return "other:JPY" + unit.removeprefix("other:").removeprefix("CNY")
    unit = native(text, unit)
    return _dollar(text) if sign == "$" and unit == "USD" else unit


_COINS = {  # what a word for money stands for by itself, the land of that, and other lands that have the word
    "other:AED": (r"UAE|Emirat\w+|Dubai|Abu Dhabi|Sharjah", {"other:MAD": r"Morocc\w+|Casablanca|Tangier|Rabat"}),
    "other:BHD": (r"Bahrain\w*", {
        "other:KWD": r"Kuwait\w*", "other:RSD": r"Serbia\w*|Belgrade", "other:DZD": r"Algeria\w*|Algiers", "other:JOD": r"Jordan\w*",
        "other:IQD": r"Iraq\w*|Baghdad", "other:TND": r"Tunisia\w*",
    }),
    "other:INR": (r"Indian?|Delhi|Mumbai|Odisha|Orissa|Gujarat|Nalco|Hindalco|Vedanta", {
        "other:PKR": r"Pakistan\w*|Karachi|Lahore", "other:LKR": r"Sri Lankan?|Colombo", "other:NPR": r"Nepal\w*|Kathmandu",
    }),
}  # fmt: skip


@lru_cache(maxsize=64)
def _coined(text: str, unit: str) -> str:
    own, others = _COINS[unit]
    named = [code for code, land in others.items() if re.search(rf"\b(?:{land})\b", text)]
    return named[0] if len(named) == 1 and not re.search(rf"\b(?:{own})\b", text) else unit


def native(text: str, unit: str) -> str:
    """The unit with the money that a word of several lands stands for in a text of one of them alone: dirhams in Morocco."""
    money, slash, weight = unit.partition("/")
    return _coined(text, money) + slash + weight if money in _COINS else unit


_A_POUND = r"\s?(?:/|per|a)\s?(?:lb|pound|kilo|kg|share|security|unit)\b"
_CHEAP = re.compile(  # "brings nearly 10c"
    r"\b(?:than|at|of|to|from|by|nearly|only|costs?|gained|lost|rose|fell)\s\d\d?(?:\.\d)?[cp]?$"
)
_HOT = re.compile(r"\b(?:heat\w*|cool\w*|temperatures?|degrees?|bath|molten|water|melt\w*)\b")
_FOR_A_POUND, _CENTS = re.compile(_A_POUND), re.compile(r"\d[cp]" + _A_POUND)


def in_cents(text: str, m: re.Match[str]) -> bool:
    """Whether the letter c or p, the match of a unit, is that of cents or pence: "20c a share, up from 15c"."""
    if m["unit"].isupper() or _FOR_A_POUND.match(text, m.end()):
        return m["unit"].islower()  # "900 C" is hot
    before = text[max(0, m.start() - 60) : m.start() + 1]
    cheap = _CHEAP.search(before) and not _HOT.search(text, max(0, m.start() - 60), m.end() + 40)
    return not m["gap"] and bool(_CENTS.search(before) or cheap)


@lru_cache(maxsize=8)
def _mt_told(text: str) -> bool | None:
    """Whether a text says that by mt it means millions; None where it does not say and prints no large figure in mt."""
    return (True if _DEFINED.search(text) else None) if not _MANY_MT.search(text) else False


def in_millions(text: str, m: re.Match[str]) -> bool:
    """Whether a small figure in mt, the match of its unit, is one of million tonnes: "capacity of 1.05 mt", where no "100,000 mt" stands."""
    told = _mt_told(text) if m["unit"].lower().startswith("mt") else False
    if told is None and m["unit"].startswith("mt") and _BESIDE.search(text, max(0, m.start() - 130), m.start()):
        return True
    if told is False or _SIZED.match(text, m.end()):
        return False
    return bool(told) or (m["unit"].startswith("mt") and bool(_MADE.search(text, max(0, m.start() - 60), m.start())))


_SWAPPED = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}\s?(?:%|pct|per\s?cent|Mt|mln|million|billion|bn|t\b|tonnes)")
_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,]\d)(?!\s?Mt)")
_POINTED = re.compile(r"(?<![\d.,])\d+\.\d{1,2}(?![\d.])|\d\.\d{3}\s?(?:%|pct|percent|per\s?cent|Mt|mln|million|billion|bn)")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_FINE = re.compile(r"\d\.\d\d[1-9](?!\d)")  # three decimals
_THOUSANDS = re.compile(r"\s(?:tons|tonnes|t|people|workers|employees|pieces|units|cars|passenger|jobs|m2|m²|square|hectares|euros?)\b")
_HUGE = re.compile(r"\s?(?:Mt|million|mln|billion|bn)\b")


@lru_cache(maxsize=8)
def _with_commas(text: str) -> bool:
    """Whether a text prints the comma where English has the point: "1,6 Mt", "6,6 %", and no "12,500"."""
    return bool(_SWAPPED.search(text)) and not _GROUPED.search(text) and not _POINTED.search(text)


def unswapped(text: str, m: re.Match[str]) -> str:
    """The digits of a number in English print: "2,936 Mt" as 2.936 and "3.400 m²" as 3400 in a text of decimal commas."""
    digits = m["number"]
    if not digits[0].isdigit():
        return digits
    many = _THOUSANDS.match(text, m.end("number"))
    if digits.endswith(".000") and many and not _FINE.search(text):
        return digits.replace(".", "")
    if ("," not in digits and "." not in digits) or not _with_commas(text):
        return digits
    if _DOTTED.fullmatch(digits):
        return digits.replace(".", "") if many else digits
    return digits.replace(",", ".") if digits.count(",") == 1 and _HUGE.match(text, m.end("number")) else digits
