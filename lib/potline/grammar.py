"""Numbers, units and amounts, built small to large; every pattern says what it must and must not match."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import NamedTuple

from potline.lexicon import Entry, Lexicon, load
from potline.model import Quantity


class Rule(NamedTuple):
    """A pattern with the examples that it must and must not match; one test checks every rule against both."""

    name: str
    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


# "50, 000 tons": copy editors' spaces survive translation; "3,00,000": the Indian grouping; "4 . 4 billion": a spaced decimal point
DIGITS = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])|\d{1,3}(?:,\s?\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)"
    r"|\d{1,3}\s0000(?!\d)|\d+[- ]\d/\d(?!\d)|\d+(?:\.\d+|\s\.\s?\d+(?=\s?(?:[mb]illion|[mb]ln|bn|%|percent)))?"
)
WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
WORD_NUMBER = rf"(?:{_WORD})(?:[- ](?:{_WORD}))*(?: hundred(?: and (?:{_WORD})(?:[- ](?:{_WORD}))?)?)?"
PARTS = {
    "half": 50.0, "one half": 50.0, "one-half": 50.0, "one third": 100 / 3, "one-third": 100 / 3, "a third": 100 / 3, "two thirds": 200 / 3,
    "two-thirds": 200 / 3, "one quarter": 25.0, "one-quarter": 25.0, "a quarter": 25.0, "three quarters": 75.0, "three-quarters": 75.0,
    "one fifth": 20.0, "one-fifth": 20.0, "a fifth": 20.0, "two-fifths": 40.0, "two fifths": 40.0, "three-fifths": 60.0, "a tenth": 10.0,
    "one tenth": 10.0, "one-tenth": 10.0, "four-fifths": 80.0, "one-sixth": 100 / 6, "a sixth": 100 / 6,
}
MULTIPLES = {"halved": 50.0, "halve": 50.0, "halves": 50.0, "halving": 50.0, "doubled": 100.0, "tripled": 200.0, "trebled": 200.0, "quadrupled": 300.0}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "ten thousand": 1e4, "ten-thousand": 1e4, "hundred thousand": 1e5, "million": 1e6, "millions": 1e6,
    "mi-llion": 1e6, "mil-lion": 1e6, "milli-on": 1e6, "hundred million": 1e8, "ten million": 1e7, "billion": 1e9, "bil-lion": 1e9, "bi-llion": 1e9, "trillion": 1e12,
    "mln": 1e6, "mn": 1e6, "mio": 1e6, "bln": 1e9, "bn": 1e9, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7, "lakh crore": 1e12,
    "万": 1e4, "亿": 1e8, "k": 1e3, "m": 1e6, "b": 1e9, "thousands": 1e3, "tn": 1e12, "mil": 1e6, "milion": 1e6,
    "million thousand": 1e9,
}
_SCALE = "|".join(re.escape(s).replace("\\ ", r"\s") for s in sorted((s for s in SCALES if len(s) > 1), key=len, reverse=True))
SCALE = rf"(?:{_SCALE})(?![A-Za-z])|[万亿]|[kmb](?=\s?(?:tonnes?|tons?|lbs?|pounds?)\b|\st\b)"
MONEY_SCALE = r"[kmb]n?(?![A-Za-z])"  # "$5m", "€3.2bn"
CURRENCIES = {
    "US$": "USD", "U.S.$": "USD", "USD": "USD", "US $": "USD", "A$": "other:AUD", "AU$": "other:AUD", "C$": "other:CAD", "CA$": "other:CAD", "HK$": "other:HKD", "S$": "other:SGD",
    "R$": "other:BRL", "NT$": "other:TWD", "$": "USD", "RMB": "CNY", "Rmb": "CNY", "Dhs": "other:AED", "Dh": "other:AED", "CNY": "CNY", "Yuan": "CNY", "¥": "CNY", "￥": "CNY", "₹": "other:INR", "Rs.": "other:INR", "Rs": "other:INR", "INR": "other:INR",
    "€": "other:EUR", "EUR": "other:EUR", "£": "other:GBP", "GBP": "other:GBP", "AED": "other:AED", "SAR": "other:SAR", "NOK": "other:NOK", "DM": "other:DEM",
    "JPY": "other:JPY", "RUB": "other:RUB", "₽": "other:RUB", "A dlrs": "other:AUD", "AUD": "other:AUD", "CAD": "other:CAD", "BHD": "other:BHD", "BD": "other:BHD", "QAR": "other:QAR", "MYR": "other:MYR", "RM": "other:MYR", "IDR": "other:IDR", "Rp": "other:IDR", "ISK": "other:ISK", "R": "other:ZAR", "₩": "other:KRW", "KRW": "other:KRW", "VND": "other:VND", "GNF": "other:GNF", "HUF": "other:HUF", "MXN": "other:MXN", "CHF": "other:CHF", "SEK": "other:SEK", "PLN": "other:PLN", "CZK": "other:CZK", "RON": "other:RON", "TRY": "other:TRY", "THB": "other:THB", "PHP": "other:PHP", "KZT": "other:KZT", "UAH": "other:UAH", "NZD": "other:NZD", "OMR": "other:OMR", "KWD": "other:KWD", "EGP": "other:EGP", "ARS": "other:ARS", "CLP": "other:CLP", "NGN": "other:NGN", "GHS": "other:GHS", "ZAR": "other:ZAR", "TWD": "other:TWD", "SGD": "other:SGD", "HKD": "other:HKD", "DKK": "other:DKK", "IRR": "other:IRR", "ITL": "other:ITL", "FRF": "other:FRF",
}
_CURRENCY = "|".join(re.escape(c).replace("\\ ", r"\s") for c in sorted(CURRENCIES, key=len, reverse=True))
_PART = "|".join(p.replace(" ", r"\s") for p in sorted(PARTS, key=len, reverse=True))
AMOUNT = Rule(
    "amount",
    rf"(?<![A-Za-z-])(?P<part>(?i:{_PART}))(?![A-Za-z-]|\sa\s(?:million|billion|month|year|day|hour|dozen|percentage|percent|per))|(?<![A-Za-z])(?P<dozen>(?i:(?:a|one|two|three|four|five|six|several)\sdozen))(?![A-Za-z]|\sof\s)|(?:(?<![A-Za-z])(?P<currency>{_CURRENCY})\s?|(?<![A-Za-z\d.]))(?P<number>{DIGITS}|(?<![A-Za-z-])(?i:{WORD_NUMBER})(?![A-Za-z]))"
    rf"(?:\s?[×x]\s?10\^?(?P<power>\d)(?!\d)|(?P<sep>\s?-?\s?)(?P<scale>(?i:{SCALE})))?(?:\s(?P<more>\d{{1,3}})\s(?P<morescale>thousand)(?!\w))?"
    rf"|(?<![A-Za-z])(?P<multiple>(?i:halve[ds]?|halving|doubled|tripled|trebled|quadrupled))(?![A-Za-z])"
    rf"|(?<![A-Za-z])(?P<article>(?<=for )an?|(?<=about )an?|(?<=nearly )an?|(?<=almost )an?|(?<=than )an?|(?<=lasted )an?|(?<=within )an?|(?<=over )an?|(?<=around )an?|(?<=by )an?)\s(?=(?:day|week|month|quarter|year)\b(?![-\s]?(?:earlier|ago|end|before)))|(?<![A-Za-z])(?P<halfa>half\s(?:of\s)?an?\s)(?P<halfscale>million|billion|dozen|(?=month|year|day|hour|percentage point|per cent|percent))",
    yes=("1.07 million", "2million", "50, 000", "3,00,000", "RMB4 . 4 billion", "45 mi-llion", "2 million 406 thousand", "₹5,477 crore", "5.7×104", "twenty-three", "two-thirds", "9-1/2"),
    no=("A356", "H1N1x", "Boeing"),
)
_AMOUNT = re.compile(AMOUNT.pattern)
_SPACES = re.compile(r"\s+")
STOP = frozenset(
    "of in at by for from with to and or the a an were was are is have has had will would that which who than on as per be been under it its their this these those"
    " but while after before during since until about around over above below between through into out off up down not no now being could can may might must should"
    " did does do said says each every both all other such so if when where because compared against last next respectively including include includes more less"
    " located built building closed shut stopped halted remain remained operating put went came made took annually yearly also only still already just alone again often here there them they he she we it even altogether respectively said says".split()
)


class Amount(NamedTuple):
    """A printed number with what is attached to it: value, unit entry, rate, and where the unit's word stands."""

    start: int
    end: int
    low: float
    high: float
    scale: float  # the printed multiplier, 1.0 where there is none
    unit: str
    kind: str  # the class of the unit; "" for a bare number
    per: str
    noun: str  # the unit as printed
    number_end: int
    word: bool = False  # printed as a word


@functools.lru_cache(maxsize=8)
def _units(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Entry], dict[str, Entry]]:
    """The pattern of unit words, and their entries by printed form where case matters, and by lower-case form."""
    exact = {f: e for e in lexicon.entries["units"].values() for f in e.forms if e.data.get("case")}
    lower = {f.lower().replace("-", " "): e for e in lexicon.entries["units"].values() for f in e.forms if not e.data.get("case")}
    forms = sorted({*exact, *lower}, key=len, reverse=True)
    body = "|".join(re.escape(f).replace("\\ ", r"[-\s]") for f in forms)
    return re.compile(rf"(?P<gap>\s?-?\s?)(?P<unit>{body})(?![A-Za-z])", re.IGNORECASE), exact, lower


def unit_entry(form: str, lexicon: Lexicon) -> Entry | None:
    """The unit that a printed form names; case decides between "Mt" and "mt"."""
    _, exact, lower = _units(lexicon)
    form = _SPACES.sub(" ", form)
    return exact.get(form) or lower.get(form.lower().replace("-", " "))


def value(printed: str) -> float:
    """What a printed numeral is worth.

    >>> value("50, 000"), value("3,00,000"), value("4 . 4"), value("1-1/2"), value("twenty-three"), value("two hundred and ten")
    (50000.0, 300000.0, 4.4, 1.5, 23.0, 210.0)
    """
    if printed[0].isdigit():
        mixed = re.fullmatch(r"(\d+)[- ](\d)/(\d)", printed)
        if mixed:
            whole, top, bottom = map(int, mixed.groups())
            return whole + top / (bottom or 1)
        return float(re.sub(r"[,\s]", "", printed))
    head, hundred, tail = printed.lower().partition("hundred")
    total = sum(WORDS[w] for w in re.split(r"[-\s]+", head.strip()) if w)
    return float(total * 100 + sum(WORDS.get(w, 0) for w in re.split(r"[-\s]+", tail)) if hundred else total)


def amounts(text: str, lexicon: Lexicon, taken: Callable[[int, int], bool] = lambda s, e: False) -> list[Amount]:
    """Every amount of a text in order, ranges joined and shared units handed on; spans that `taken` claims are left out."""
    found = [a for m in _AMOUNT.finditer(text) if not taken(m.start(), m.end()) and (a := _read(text, m, lexicon))]
    return _share(text, _join(text, found))


def _read(text: str, m: re.Match[str], lexicon: Lexicon) -> Amount | None:
    g = m.groupdict()
    if g["part"] or g["multiple"]:
        worth = PARTS[_SPACES.sub(" ", g["part"].lower())] if g["part"] else MULTIPLES[g["multiple"].lower()]
        if g["part"] and re.match(r"\s(?:of\s)?(?:of\s)?(?:the\s)?(?:year|quarter|month|season|fiscal)", text[m.end() : m.end() + 24]):
            return None  # "first half of the year" is a time
        if g["part"] and g["part"].lower() == "a quarter" and re.search(r"\b(?:in|per|for|each|of|within)\s$", text[max(0, m.start() - 8) : m.start()]):
            return None
        return Amount(m.start(), m.end(), worth, worth, 1.0, "percent", "percent", "", "", m.end(), True)
    if g["article"] or g["halfa"]:
        return _with_unit(text, m.start(), m.end() - bool(g["article"]), 1.0 if g["article"] else 0.5 * SCALES.get(g["halfscale"], 1.0), "", lexicon, True)
    if g["dozen"]:
        return _counted(text, m.start(), m.end(), 12.0 * WORDS.get(g["dozen"].split()[0].lower(), 1), lexicon, True, 1.0)
    number, scale, end = value(g["number"]), 1.0, m.end("number")
    if g["scale"]:
        key = _SPACES.sub(" ", g["scale"].lower())
        scale, end = SCALES[key], m.end("scale")
    elif g["currency"] and (s := re.compile(MONEY_SCALE, re.I).match(text, end)):
        scale, end = SCALES[s.group().lower()], s.end()
    elif g["power"]:
        scale, end = 10.0 ** int(g["power"]), m.end("power")
    worth = number * scale
    if g["more"]:
        worth, end = worth + float(g["more"]) * 1e3, m.end()
    return _with_unit(text, m.start(), end, worth, g["currency"] or "", lexicon, not g["number"][0].isdigit(), scale)


def _with_unit(text: str, start: int, end: int, worth: float, currency: str, lexicon: Lexicon, word: bool, scale: float = 1.0) -> Amount | None:
    """The amount with the unit, count noun or currency attached to it, and its rate."""
    if currency:
        money = CURRENCIES[_SPACES.sub(" ", currency)]
        unit, per, stop = _denominator(text, end, money, lexicon)
        return Amount(start, stop, worth, worth, scale, unit, "price" if "/" in unit else "money", per, currency, end, word)
    pattern, _, _ = _units(lexicon)
    m = pattern.match(text, end)
    if m and m["unit"] == "m" and not m["gap"] and scale == 1.0 and worth < 100 and re.match(r"\s?(?:t|mt|tonnes?|tons?)\b", text[m.end() : m.end() + 8]):
        m = None
    if whole := re.compile(r"\sof\s(?:a|one)\s(?:percentage point|per cent|percent)\b").match(text, end):
        return Amount(start, whole.end(), worth, worth, scale, "pp", "pp", "", "percentage point", end, word)
    entry = unit_entry(m["unit"], lexicon) if m else None
    if entry and entry.key == "cent" and m and m["unit"] == "c" and not re.match(r"\s?(?:/|per|a)\s?lb", text[m.end() : m.end() + 8]):
        entry = None
    if entry is None:
        return _counted(text, start, end, worth, lexicon, word, scale)
    assert m is not None
    kind, size = entry.data["class"], float(entry.data.get("scale", 1))
    if entry.key in ("million_tonne_a_year", "megatonne") and worth >= 1e4:
        size = 1.0  # "250,000 mtpa", "700,000 Mt": metric tons
    if kind in ("enterprise", "people", "count", "piece", "inspection", "case", "pot"):
        return _counted(text, start, end, worth, lexicon, word, scale)
    worth *= size
    unit, per, stop = _denominator(text, m.end(), entry.name, lexicon) if kind in ("money", "mass", "emission", "power", "coal") else (entry.name, "", m.end())
    if kind == "money" and "/" in unit:
        kind = "price"
    return Amount(start, stop, worth, worth, scale, unit, kind, str(entry.data.get("per", "")) or per, m["unit"], end, word)


_PER = re.compile(r"(?:\s?\([^()]{1,24}\)|\))?\s?(?:/\s?|per\s|an?\s|each\s|every\s)\s?(?P<unit>dry metric tonne|dmtu?|short ton|metric ton(?:ne)?|tonne|ton|t|mt|lb|pound|kg|year|yr|annum|month|day|week|hour|吨|person|share|mwh|kwh|kilowatt[- ]hour|mega[- ]?watt[- ]?hour|watt)(?![A-Za-z])(?!-)(?!\s(?:before|earlier|ago|later)\b)", re.I)
_TIMES = {"year": "year", "yr": "year", "annum": "year", "month": "month", "day": "day", "week": "week", "hour": "hour"}
_MASSES = {"ton": "t", "tonne": "t", "t": "t", "mt": "t", "metric ton": "t", "metric tonne": "t", "dmt": "t", "吨": "t", "pound": "lb", "short ton": "st", "dry metric tonne": "t"}


def _denominator(text: str, end: int, unit: str, lexicon: Lexicon) -> tuple[str, str, int]:
    """Unit, rate and end once "/mt", "a lb" or "per year" behind a unit is read: ("CNY/t", "", 20)."""
    m = _PER.match(text, end)
    if not m:
        return unit, "", end
    what = m["unit"].lower()
    if what in _TIMES:
        return unit, _TIMES[what], m.end() if text[end : end + 2].strip()[:1] == "/" else end
    if unit in ("t", "kWh") or unit.startswith("other:") and unit[6:] in ("lb", "kg", "kW", "MW", "W"):
        return unit, "", end
    below, stop = _MASSES.get(what, what), end if ")" in m.group() else m.end()
    if below == "t":
        return f"{unit}/t", "", stop
    return f"other:{unit.removeprefix('other:')}/{below}", "", stop


_NEXT = re.compile(r"[\s-]+((?:[A-Za-z][\w.&'’]*-?)+)")


def _counted(text: str, start: int, end: int, worth: float, lexicon: Lexicon, word: bool, scale: float) -> Amount:
    """The amount with its count noun, adjectives in between: "167 aluminum alloy ingot enterprises"."""
    best: tuple[Entry, int, str] | None = None
    pos, lower = end, _units(lexicon)[2]
    for _ in range(7):
        m = _NEXT.match(text, pos)
        if not m or "\n" in m.group() and best is None and "\n\n" in m.group():
            break
        token = m.group(1).strip(".'’-")
        if token.lower() in STOP or (best and token.lower() not in lower):
            break
        pair = lower.get(f"{text[pos:m.start(1)].strip() or ''}{token.lower()}") or lower.get(token.lower())
        stopped = m.group(1).endswith((".", "'s", "’s"))
        if pair and pair.data["class"] in ("enterprise", "people", "count", "piece", "inspection", "case", "pot") and not (stopped and m.group(1)[-1] == "s" and m.group(1)[-2] in "'’"):
            best = (pair, m.start(1) + len(token), token)
        elif pair and pair.data["class"] in ("mass", "percent", "money"):
            break
        if stopped and (best or m.group(1)[-1] == "." and len(token) > 3):
            break
        pos = m.end()
    if best is None:
        return Amount(start, end, worth, worth, scale, "", "", "", "", end, word)
    entry, stop, noun = best
    two = re.compile(r"\s(in charge)\b").match(text, stop)
    return Amount(start, two.end() if two else stop, worth, worth, scale, entry.name, entry.data["class"], "", noun, end, word)


_RANGE = re.compile(r"\s?(?:-|–|—|~|～|to)\s?")
_LIST = re.compile(r"\s?(?:,|，|、|and|, and|or|&|versus|from|up from|down from|compared with|against)\s?")


def _join(text: str, found: list[Amount]) -> list[Amount]:
    """Ranges joined: "400-500 kt" is one amount, "from 116 to 217 mln t" two that share multiplier and unit."""
    out: list[Amount] = []
    for b in found:
        a = out[-1] if out else None
        b = _same_money(text, a, b) if a else b
        if a and not a.noun.startswith("?") and _ranged(text, a, b):
            before = text[max(0, a.start - 24) : a.start].lower()
            if re.search(r"\bfrom\s?(?:about |around |some |an? |less than |more than |over |nearly )*$", before) and "to" in text[a.end : b.start]:
                out[-1] = _like(a, b)
            else:
                low = _like(a, b).low
                out[-1] = b._replace(start=a.start, low=min(low, b.high), high=max(low, b.high), word=a.word)
                continue
        out.append(b)
    return out


_TIGHT = re.compile(r"\s?(?:-|–|—|~|～)\s?|\sto\s")


def _same_money(text: str, a: Amount, b: Amount) -> Amount:
    """The bare upper end of a range of money with the currency printed before its lower end: "$155-160 per tonne"."""
    gap = text[a.end : b.start]
    if a.kind != "money" or b.kind or a.end != a.number_end or a.scale > 1 or not _TIGHT.fullmatch(gap) or b.high < a.low and b.scale == 1.0:
        return b
    if "to" in gap and not (b.scale > 1 and re.search(r"\b(?:of|at|cost|about|around|between|for|is|was)\s(?:\w+\s)?$", text[max(0, a.start - 24) : a.start])):
        return b
    unit, per, stop = _denominator(text, b.end, a.unit, load())
    return b._replace(unit=unit, kind="price" if "/" in unit else "money", per=per, end=stop, noun=a.noun)


def _ranged(text: str, a: Amount, b: Amount) -> bool:
    """Whether b is the upper end of a range that a opens."""
    gap = text[a.end : b.start]
    if _RANGE.fullmatch(gap):
        if a.kind and "to" in gap and re.search(r"(?:\bby|\bof|up|down|rose|fell|gained|added|lost|grew|dropped|climbed|slipped|jumped|shed)\s?(?:about |around |some |another |a further |an? )?[$€£₹¥]?$", text[max(0, a.start - 30) : a.start].lower()):
            return False
        return (not a.kind or a.unit == b.unit or a.unit.removeprefix("other:") == b.unit.split("/")[0].removeprefix("other:")) and not (a.kind == "" and b.kind == "")
    between = re.search(r"\bbetween\s?$", text[max(0, a.start - 9) : a.start])
    return bool(between and re.fullmatch(r"\s?and\s?", gap) and (not a.kind or a.unit == b.unit))


def _like(a: Amount, b: Amount) -> Amount:
    """The amount a with the multiplier and the unit that only its neighbour b prints."""
    factor = b.high / b.scale and b.scale if a.scale == 1.0 and b.scale > 1.0 and a.low * b.scale <= 50 * max(b.high, 1) else 1.0
    if not a.kind:
        size = _size(b) if b.kind == "mass" else 1.0
        factor = factor * size if a.low * factor * size <= 50 * max(b.high, 1) else factor
    unit = a if a.kind else a._replace(unit=b.unit, kind=b.kind, per=b.per, noun=b.noun)
    return unit._replace(low=a.low * factor, high=a.high * factor)


def _size(b: Amount) -> float:
    return {"k": 1e3, "M": 1e6}.get(b.noun[:1], 1.0) if b.noun.lower().startswith(("kt", "mt")) and b.noun[:2] in ("kt", "Mt", "KT") else 1.0


def _share(text: str, found: list[Amount]) -> list[Amount]:
    """Bare numbers of a list take the unit that only its last member prints: "20, 30 and 40 tons"."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        a, b = out[i], out[i + 1]
        if not a.kind and b.kind and not a.word and _LIST.fullmatch(text[a.end : b.start]) and b.kind in ("mass", "percent", "pp", "price", "money", "power") and (a.scale == 1.0 or a.scale == b.scale):
            out[i] = _like(a, b)
    return out


_BEFORE = (
    ("at_least", r"more than|over|above|at least|exceed(?:s|ed|ing)?|upwards of|in excess of|greater than|no less than|not less than|no fewer than|not lower than|surpass(?:es|ed|ing)?|pass(?:es|ed|ing)?|top(?:s|ped|ping)?|well over|beyond|minimum of|a minimum|north of|go past|higher than"),
    ("at_most", r"up to|as much as|at most|less than|under|below|no more than|not more than|fewer than|within|not exceed(?:ing)?|not go above|a maximum of|maximum of|maximum|as high as|no higher than|not higher than|capped at|lower than"),
    ("about", r"about|around|approximately|approx\.?|roughly|some|nearly|almost|close to|circa|near|an estimated|estimated|just over|just under|or so|in the region of|more or less|nearly|probably|likely|towards"),
)
_QUALIFIED = [(q, re.compile(rf"(?:^|[^A-Za-z])(?:{words})\s?(?:a |an |the |another |at |by |to )?[(~]?$", re.I)) for q, words in _BEFORE]
_AFTER = (
    ("at_least", re.compile(r"\s?(?:\+|or more|or above|and above|above(?![- ](?:last|the|a|what|its))|plus\b|and more|upwards)", re.I)),
    ("about", re.compile(r"\s?(?:or so|or thereabouts|approximately\b|around\b(?=[,.]))", re.I)),
    ("at_most", re.compile(r"\s?(?:or less|or below|and below|at most|or fewer)", re.I)),
)


def qualifier(text: str, start: int, end: int) -> str:
    """How exactly an amount is stated: `exact`, `about`, `at_least` or `at_most`."""
    before = text[max(0, start - 26) : start]
    for name, pattern in _QUALIFIED:
        if pattern.search(before):
            return name
    if re.search(r"[~≈]\s?$", before):
        return "about"
    return next((name for name, pattern in _AFTER if pattern.match(text, end)), "exact")


def quantities(text: str, reference_date: object = None) -> list[Quantity]:
    """Every amount with a unit in any string: spans with low, high, unit, per and qualifier.

    >>> quantities("about 50, 000 tons of bars, 400-500 kt/a more")
    [Quantity(start=6, end=18, low=50000.0, high=50000.0, unit='t', per='', qualifier='about'), Quantity(start=28, end=40, low=400000.0, high=500000.0, unit='t', per='year', qualifier='exact')]
    """
    from potline.periods import periods  # dates are not amounts

    dates = [(p.start, p.end) for p in periods(text, reference_date)]
    taken = Spans(dates)
    return [Quantity(a.start, a.end, a.low, a.high, a.unit, a.per, qualifier(text, a.start, a.end)) for a in amounts(text, load(), taken.hit) if a.kind and a.kind != "specification"]


class Spans:
    """Spans in order, asked whether one overlaps."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [s for s, _ in self.spans]

    def hit(self, start: int, end: int) -> bool:
        """Whether any span overlaps `[start, end)`."""
        import bisect

        i = bisect.bisect_left(self.starts, end)
        return any(e > start for _, e in self.spans[max(0, i - 3) : i])
