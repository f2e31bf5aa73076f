"""Amounts: a printed number with its unit, count noun or currency, its rate, and how exactly it is stated."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from itertools import pairwise

from potline import rates
from potline.coins import CURRENCIES
from potline.exactness import qualifier
from potline.habits import coin, in_cents, in_millions, native, unswapped
from potline.joins import join
from potline.lexicon import Lexicon, load
from potline.model import Quantity
from potline.nouns import BRACKETED, COUNTED, SPACES, counted, unit_entry, units
from potline.numerals import FOUND, GLYPHS, MONEY_SCALE, SCALES, WORDS, Amount, Rule, fraction, multiple, out_of, scaled, tidy, value
from potline.vocabulary import either

__all__ = ["Amount", "Rule", "Spans", "amounts", "qualifier", "quantities", "unit_entry", "value"]

BEYOND = 1e18  # nothing in the trade is so large: a code, or digits of no meaning


def amounts(text: str, lexicon: Lexicon, taken: Callable[[int, int], int | None] = lambda s, e: None) -> list[Amount]:
    """Every amount of a text in order, ranges joined and shared units handed on; spans that `taken` gives an end for are left out."""
    found: list[Amount] = []
    at = 0
    while m := FOUND.search(text, at):
        stop = taken(m.start(), m.end())
        if stop is not None and (stop >= m.end() or text[stop : stop + 1].isalnum()):
            at = max(m.end(), stop)
        elif stop is not None:
            at = max(stop, m.start() + 1)  # "phase 2 500 kt"
        else:
            at = m.end()
            if a := _read(text, m, lexicon):
                at = max(at, a.end)
                found.append(a if a.high < BEYOND else a._replace(low=0.0, high=0.0, unit="", kind="specification"))
    joined = rates.paired(text, [rates.rated(text, a) for a in join(text, _sized(text, _same_money(text, found, lexicon), lexicon))])
    return [_told(text, a) for a in joined]


_TIGHT = re.compile(r"\s?(?:-|–|—|~|～)\s?|\sto\s")
_SUM = re.compile(r"\b(?:of|at|cost|about|around|between|for|is|was)\s(?:\w+\s)?$")


def _same_money(text: str, found: list[Amount], lexicon: Lexicon) -> list[Amount]:
    """Ranges of money whose currency stands before the lower end only: "$155-160 per tonne"."""
    out = list(found)
    for i, (a, b) in enumerate(pairwise(found), 1):
        gap = text[a.end : b.start]
        if (
            a.kind != "money"
            or b.kind
            or a.end != a.number_end
            or a.scale > 1
            or not (_TIGHT.fullmatch(gap) or (gap == " and " and text[max(0, a.start - 8) : a.start] == "between "))
            or (b.high < a.low and b.scale == 1.0)
        ):
            continue
        lead = text[max(0, a.start - 24) : a.start]
        close = a.low < b.low / max(b.scale, 1.0) <= 1.6 * a.low and not lead.endswith("from ")  # "$68 to 70 a tonne", not "up $5 to 70"
        if "and" not in gap and "to" in gap and not close and not (b.scale > 1 and _SUM.search(lead)):
            continue
        unit, per, stop = rates.denominator(text, b.end, a.unit)
        out[i] = b._replace(unit=unit, kind="price" if "/" in unit else "money", per=per, end=stop, noun=a.noun)
    return out


def _sized(text: str, found: list[Amount], lexicon: Lexicon) -> list[Amount]:
    """Things counted and sized in one breath: in "two 300 MW units" the two are units."""
    out = list(found)
    for i, (a, b) in enumerate(pairwise(found)):
        if (
            not a.kind
            and a.low <= 100
            and a.scale == 1.0
            and b.kind in ("mass", "power", "specification", "volume")
            and re.fullmatch(r"\s|\s?[x×]\s?", text[a.end : b.start])
        ):
            if b.kind == "power" and text[a.end : b.start] in "x×" and b.scale == 1.0:
                out[i + 1] = b._replace(start=a.start, low=a.low * b.low, high=a.high * b.high)  # "4×150MW"
                continue
            n = counted(text, b.start, b.end, a.low, lexicon, a.word, 1.0)
            out[i] = a._replace(unit=n.unit, kind=n.kind, noun=n.noun)
    return [a for i, a in enumerate(out) if i + 1 == len(out) or out[i + 1].start >= a.end]


_SAID = {
    "vote": re.compile(r"\bvoted\s(?:by\s)?(?:\d+(?:-|–|\sto\s))?$"),
    "point": re.compile(r"\bscores?\sof\s(?:(?:more than|over|about|at least|above)\s)?$"),
}


def _told(text: str, a: Amount) -> Amount:
    """A bare number with the unit that a word before it tells: "members voted 323-24", "a score of more than 60"."""
    unit = "" if a.kind else next((unit for unit, said in _SAID.items() if said.search(text, max(0, a.start - 26), a.start)), "")
    return a._replace(unit=f"other:{unit}", kind="count", noun=f"{unit}s") if unit else a


_IN_TIME = re.compile(r"\s(?:of\s)?(?:of\s)?(?:the\s)?(?:year|quarter|month|season|fiscal)")
_ABOUT = re.compile(r"\b(?:by|some|nearly|almost|than|about|around|roughly)\s$")
_A_QUARTER = re.compile(r"(?i)a\s(?:(?:bare|mere)\s)?quarter")
_IN_A = re.compile(r"\b(?:in|per|for|each|of|within)\s$")
_OR_TWO = re.compile(r"\sor\stwo(?![\w-]|\s(?:[a-z]+s|hundred|third|ago|earlier|before|later|back)\b)")
_OF_A_YEAR = re.compile(
    r"(?i)\b(?:in|for|during|over|of) (?:the|this|last) (?:\w+ )?half$|\b(?:first[- ]three[- ]quarters?|(?:first|second|corresponding|same)[- ]half)$"
)


def _share(text: str, m: re.Match[str], g: Mapping[str, str | None]) -> float | None:
    """What a fraction, a multiple or a share in words is in percent; None where it is a time or no share."""
    if g["outof"]:
        return share if (share := out_of(g["outof"])) < 100 else None
    if not g["part"]:
        return multiple(g["multiple"]) if g["multiple"] else 10.0 * value(g["tenths"].split()[0]) if g["tenths"] else 50.0
    before, of = text[max(0, m.start() - 12) : m.start()], text.startswith(" of ", m.end())
    lead = text[max(0, m.start() - 24) : m.end()]
    if (not of and _OF_A_YEAR.search(lead)) or re.search(r"\b(?:corresponding|same)[- ]half$", lead):
        return None  # "in the half", "first three quarters"
    if _IN_TIME.match(text, m.end()) and not _ABOUT.search(before):
        return None  # "first half of the year" is a time
    return None if not of and _A_QUARTER.fullmatch(g["part"]) and _IN_A.search(before) else fraction(g["part"])


def _read(text: str, m: re.Match[str], lexicon: Lexicon) -> Amount | None:
    g = m.groupdict()
    if any(g[form] for form in ("part", "multiple", "outof", "even", "tenths")):
        worth = _share(text, m, g)
        return None if worth is None else Amount(m.start(), m.end(), worth, worth, 1.0, "percent", "percent", "", "", m.end(), True)
    if often := {"": 0.0, "twice": 2.0, "thrice": 3.0}[(g["often"] or "").lower()]:
        return Amount(m.start(), m.end(), often, often, 1.0, "other:time", "count", "", "times", m.end(), True)
    if g["one"]:
        scale = SCALES[g["one"]] * (1.5 if g["plushalf"] else 1.0)
        return _with_unit(text, m.start(), m.end(), scale, "", lexicon, True, scale if scale >= 1e3 else 1.0)
    if g["article"] or g["halfa"]:
        part = 0.25 if "quarter" in (g["halfa"] or "") else 0.5
        worth = 1.0 if g["article"] else part * SCALES.get(g["halfscale"].lower(), 12.0 if g["halfscale"] == "dozen" else 1.0)
        found = _with_unit(text, m.start(), m.end() - bool(g["article"]), worth, "", lexicon, True)
        two = _OR_TWO.match(text, found.end) if found and g["article"] else None
        return found._replace(high=2.0, end=two.end()) if found and two else found
    if g["dozen"]:
        return counted(text, m.start(), m.end(), 12.0 * WORDS.get(g["dozen"].split()[0].lower(), 1), lexicon, True, 1.0)
    more = {"": 0.0, "half": 0.5, "quarter": 0.25}[re.split(r"[-\s]", g["half"] or "")[-1]]
    number, scale, end = value(unswapped(text, m)) + more, 1.0, m.end("half") if more else m.end("number") + bool(g["loss"])
    if g["scale"] and not (g["scale"].lower() == "tn" and not g["currency"] and number >= 100):  # "4,300tn": tonnes
        scale, end = scaled(g["scale"]), m.end("scale")
    elif g["currency"] and (s := MONEY_SCALE.match(text, end)):
        scale, end = 1e6 if "mill" in s.group().lower() or "mm" in s.group().lower() else SCALES[s.group().lower().strip(" .-")], s.end()
    elif g["power"]:
        scale, end = 10.0 ** int(g["power"]), m.end("power")
    worth = tidy(number * scale)
    if g["more"]:
        worth, end = worth + float(g["more"]) * SCALES[g["morescale"]] + float(g["last"] or 0), m.end()
    elif g["rest"]:
        worth, end = worth + float(g["rest"].removeprefix("and ")), m.end()
    word = not g["number"][0].isdigit() and g["number"][0] not in GLYPHS
    if word and (again := _AGAIN.match(text, end)) and value(again[1]) == worth:
        end = again.end()
    return _with_unit(text, m.start(), end, worth, g["currency"] or "", lexicon, word, scale)


_AGAIN = re.compile(r"\s?\((\d{1,3})\)(?=\s(?!(?:million|billion|thousand|hundred|lakh|crore)\b)[a-z])")  # "five (5) channels"
_OF_A_POINT = re.compile(r"\sof\s(?:a|one)\s(?:percentage point|per cent|percent)\b")  # "0.3 of a percentage point"
_POINTS = re.compile(r"[\s-]points?\b(?! of)")  # of a rate: "77.3%, up 2.1 points"
_SHARES = re.compile(r"\d\s?(?:%|per cent|percent|pct)")
_IN_MILLIONS = re.compile(r"\dm\s(?:t|tonnes?|tons?)\b")  # "1.2m tonnes, against 1.1m a year earlier"
_WEIGHED = re.compile(r"\s?(?:t|mt|tonnes?|tons?)\b")
_MILLIONS = re.compile(r"MT\b|(?i:mtp)")
_OF_A_SET = re.compile(r"\s(?:generation|plants?|equipment|storage|sets)\b")
_WIDE = re.compile(r"\s(?:wide|long|high|deep|thick|tall|in diameter|a minute|per minute)\b")


def _with_unit(text: str, start: int, end: int, worth: float, currency: str, lexicon: Lexicon, word: bool, scale: float = 1.0) -> Amount | None:
    """The amount with the unit, count noun or currency attached to it, and its rate."""
    if currency:
        unit, per, stop = rates.denominator(text, end, CURRENCIES[SPACES.sub(" ", currency).replace("-", " ")])
        unit = coin(text, currency, unit)
        return Amount(start, stop, worth, worth, scale, unit, "price" if "/" in unit else "money", per, currency, end, word)
    points = _POINTS.match(text, end) if worth < 100 and _SHARES.search(text, max(0, start - 90), end + 70) else None
    if point := _OF_A_POINT.match(text, end) or points:
        return Amount(start, point.end(), worth, worth, scale, "pp", "pp", "", "points", end, word)
    m = units(lexicon)[0].match(text, end + 2 if BRACKETED.match(text, end) else end)
    if m and m["unit"] == "x" and (m["gap"] or text[m.end() : m.end() + 1].isdigit()):
        m = None
    if m and m["unit"].lower().startswith("units of") and (worth < 100 or _OF_A_SET.match(text, m.end())):
        m = None  # "two units of power generation"
    if m and m["unit"] == "m" and not m["gap"] and scale == 1.0:
        if _IN_MILLIONS.search(text, max(0, start - 200), m.end() + 200) and not _WIDE.match(text, m.end()):
            return Amount(start, m.end(), worth * 1e6, worth * 1e6, 1e6, "", "", "", "", m.end(), word)
        m = None if worth < 100 and _WEIGHED.match(text, m.end()) else m
    m = m or _over_a_word(text, end, lexicon)
    entry = unit_entry(m["unit"], lexicon) if m else None
    if m is None or entry is None or entry.data["class"] in COUNTED or (m["unit"].lower() in ("c", "p") and not in_cents(text, m)):
        return counted(text, start, end, worth, lexicon, word, scale)
    kind, size = entry.data["class"], float(entry.data.get("scale", 1))
    if entry.key in ("million_tonne_a_year", "megatonne") and worth >= 1e4:
        size = 1.0  # "250,000 mtpa", "700,000 Mt": metric tons
    if scale == 1.0 and ((worth < 100 and _MILLIONS.match(m["unit"])) or (worth < 1000 and in_millions(text, m))):
        size = 1e6  # a small figure: the Indian press's "5 MT", "1.3 mtpy"
    worth, scale = tidy(worth * size), scale * max(size, 1.0)
    rated = kind in ("money", "mass", "emission", "power", "coal")
    unit, per, stop = rates.denominator(text, m.end(), entry.name) if rated else (entry.name, "", m.end())
    kind, unit = "price" if kind == "money" and "/" in unit else kind, native(text, unit)
    stop += text[m.start() - 1 : m.start()] == "(" and text[stop : stop + 1] == ")"
    return Amount(start, stop, worth, worth, scale, unit, kind, str(entry.data.get("per", "")) or per, m["unit"], end, word)


_MORE = re.compile(rf"(?:\s(?:{either('before_a_unit')})|-plus)(?=\s)")


def _over_a_word(text: str, end: int, lexicon: Lexicon) -> re.Match[str] | None:
    """The unit behind a word that says which: "70 more megawatts", "two consecutive months", "3,000 of those tonnes"."""
    more = _MORE.match(text, end)
    m = units(lexicon)[0].match(text, more.end()) if more else None
    entry = unit_entry(m["unit"], lexicon) if m and len(m["unit"]) > 2 else None
    return m if entry and entry.data["class"] in ("mass", "power", "time") else None


def quantities(text: str, reference_date: object = None) -> list[Quantity]:
    """Every amount with a unit in any string: spans with low, high, unit, per and qualifier.

    >>> quantities("about 50, 000 tons of bars, 400-500 kt/a more")
    [Quantity(start=6, end=18, low=50000.0, high=50000.0, unit='t', per='', qualifier='about'),
     Quantity(start=28, end=40, low=400000.0, high=500000.0, unit='t', per='year', qualifier='exact')]
    """
    from potline.periods import periods  # dates are not amounts

    dates = [(p.start, p.end) for p in periods(text, reference_date)]
    taken = Spans(dates)
    return [
        Quantity(a.start, a.end, a.low, a.high, a.unit, a.per, qualifier(text, a.start, a.end))
        for a in amounts(text, load(), taken.over)
        if a.kind and a.kind != "specification"
    ]


class Spans:
    """Spans in order, asked whether one overlaps."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [s for s, _ in self.spans]

    def over(self, start: int, end: int) -> int | None:
        """The end of the last span that overlaps `[start, end)`; None where none does."""
        i = bisect_left(self.starts, end)
        return max((e for _, e in self.spans[max(0, i - 3) : i] if e > start), default=None)

    def hit(self, start: int, end: int) -> bool:
        """Whether any span overlaps `[start, end)`."""
        return self.over(start, end) is not None
