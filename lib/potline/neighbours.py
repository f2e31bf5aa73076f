"""Units for numbers that print none and stand in no construction of their own: what the words beside them, else the amounts around them, count."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import NamedTuple

from potline.grammar import Amount
from potline.joins import SMALL
from potline.scan import Sentence
from potline.vocabulary import either

_PEOPLE = re.compile(
    r"\b(?:employ(?:s|ed|ing|ment)?|employees|jobs?|posts|staff|workforce|workers|head-?count|population|personnel|payroll|gives? work to"
    r"|gave work to"
    r"|work for|hires?|hired|recruits?|recruited|lays? off|laid off|dismiss\w*|sack(?:s|ed|ing)?|laying off|rehir\w+|axe[sd]?|detained|arrested|crew"
    r"|village of|town of)\b(?:\s?[:,]|\s(?:is|are|was|were|of|at|to|for|about"
    r"|around|some|just|under|over|more|than|nearly|only|another|now|went|rises|rose|fell|falls|grew"
    r"|peaks|peaked|stood|stands|by|from|numbers?|total\w*|came|comes|up|down"
    r"|went|when|the|year|began|there|in|all)){0,6}\s$",
    re.I,
)
_OF_PEOPLE = re.compile(
    r"\s(?:people\b|left\b|leave\b|stay\b|called to account|persons?\b|of whom\b|of them (?:lived|live|work)|(?:at|through|from) contractors"
    r"|contractors"
    r"|in construction|on the payroll|went home|go(?:es)? home|(?:will )?(?:lose|keep) their|have (?:taken|left|signed|gone)|return(?:ed)? to"
    r"|voted|retired?\b|dismissed|permanent\b|subcontracted|indirect\b|earn(?:ed)? (?:their|a) living|lost (?:their|work)|lose (?:their|work)"
    r"|face (?:lay-?offs?|dismissal)|at work\b"
    r"|or thereabouts\b|rallied|struck\b|walked out|on (?:the|its|their) (?:roll|books|payroll|site)|are employed|will be (?:on site|hired|employed)"
    r"|took part"
    r"|may (?:move|go|stay)|(?:more )?at an average of|for [A-Z]\w* nationals|employed\b|hurt\b|injured\b|killed\b|affected\b|residents\b|police\b"
    r"|(?:already )?(?:suspended|punished|sentenced))"
)
_AGED = re.compile(r"(?:\b(?:[Aa]ged?|male|female|man|woman|[A-Z][\w'’-]+)\s?,?\s)$")
_OF_AGE = re.compile(r"\s?(?:,\s(?:who|whose|a\b|an\b|said|has|is|was|in|old|from|the)|\)\s?(?:,|said|:)|,\s?$)")
_PAID = re.compile(
    r"\b(?:incomes?|revenues?|sales?|output value|tax(?:es)?|owed|owes?|saving|capital|outlay|expenditure|interest|claims|funds?|grants?"
    r"|dut(?:y|ies)|invest\w*|capex|spen[dt]\w*|costs?|debts?|guarantees?|values?|valued|appraised|profits?|paid|pays?|lends?"
    r"|loans?|provides?|raised?|plan is|fine[sd]?|punished|turnover|bonus\w*|loss(?:es)?|gains?|earn\w*|dividend|budget|for|worth)\b[^.;]{0,32}$",
    re.I,
)
PRICED = re.compile(
    r"\b(?:price[sd]?|asked|asks?|gave|gives|paid|pocket\w*|quot\w*|closed|opened|fetch\w*|cash|support|resistance|sold|offers?|bids?|costs?|pays?|mark|traded?|trading|hit|touch\w*|average\w*"
    r"|was|is|at|to|from|and|against|versus|with|than|above|below|in)\b[^.;]{0,30}$|[,:]\s[^,.;:]{2,24}\s$",
    re.I,
)
BY = re.compile(rf"\b(?:{either('moves_by')})\s?$", re.I)
_ONWARD = re.compile(
    r"\s?(?:,|to|and|or|-|–|vs\.?|against|than|;|/)\s(?:some |about |around |nearly |over |more than |less than |up to |just )?"
    r"|\s(?:out )?of(?: the)?\s", re.I
)
_MOST = {  # how far apart two amounts of a kind may be
    "mass": 400.0, "money": 2000.0, "price": 4.0, "power": 50.0, "area": 50.0, "volume": 50.0, "piece": 100.0, "emission": 50.0, "coal": 50.0,
    "pot": 60.0, "people": 200.0, "enterprise": 100.0, "count": 60.0, "case": 60.0, "inspection": 60.0, "time": 8.0,
}  # fmt: skip


def lend(rows: list[Sentence]) -> None:
    """Give bare numbers the unit of the words or the amounts around them, else of the same number or of the article's other sums."""
    told = _told(rows)
    for i, row in enumerate(rows):
        for j, a in enumerate(row.amounts):
            if not a.kind and (not a.word or a.scale >= 1e3 or a.low >= 20) and not year(a, row) and not _lost(a, row):
                row.amounts[j] = _lent(rows, i, j)
                if not row.amounts[j].kind and a.scale >= 1e4:
                    row.amounts[j] = _summed(row, a, told)


class Told(NamedTuple):
    """What an article's amounts are of: by value, the currency most used, the unit of mass most used."""

    twins: dict[float, Amount]
    coin: str
    mass: str
    most: float  # the largest tonnage or count


def _told(rows: list[Sentence]) -> Told:
    known = [a for r in rows for a in r.amounts if a.kind in ("mass", "money", "price", "piece", "power")]
    coins = Counter(a.unit.split("/")[0] if not a.unit.startswith("other:") else a.unit[:9] for a in known if a.kind in ("money", "price"))
    masses = Counter(a.unit for a in known if a.kind == "mass" and not weight_of_one(a))
    return Told(
        {a.low: a for a in known if a.low == a.high and a.scale >= 1e3},
        *(next((u for u, _ in c.most_common(1)), "") for c in (coins, masses)),
        max((a.low for a in known if a.kind in ("mass", "piece", "power")), default=0.0),
    )


def weight_of_one(a: Amount) -> bool:
    """Whether a mass is what one thing weighs: no millions are counted in its unit: "a wheel 2 kg lighter"."""
    return a.kind == "mass" and a.unit != "t" and a.high < 1000


def _summed(row: Sentence, a: Amount, told: Told) -> Amount:
    """A bare number of millions as the same number elsewhere, as a sum of money, as a tonnage, as the words beside it tell."""
    if a.low in told.twins:
        return alike(a, told.twins[a.low], "")
    at = a.start - row.start
    before, after = row.text[max(0, at - 60) : at], row.text[a.end - row.start :][:40]
    if before[-1:] in ("“", '"', "'", "‘"):
        return a  # a plan by its name
    if told.coin and (_PAID.search(before) or _SUM.match(after)):
        return a._replace(unit=told.coin, kind="money", noun="?" + told.coin)
    if told.coin and a.low >= max(1e8, 5 * told.most):
        return a._replace(unit=told.coin, kind="money", noun="?" + told.coin)  # no tonnage of the trade is so large
    if told.mass and _MADE.search(before) and not re.match(r"\s(?!in\b|a\b|this\b|last\b|by\b|at\b|from\b|and\b|of\b|to\b)[a-z]", after):
        return a._replace(unit=told.mass, kind="mass", noun="?tons")
    return a


_SUM = re.compile(
    r"\s(?:in|of)\s(?:dividends?|debts?|profits?|tax\w*|revenues?|sales|investment|fines?|subsid\w+|losses|loans?)\b"
    r"|\s(?:profit|loss|investment|revenue)\b"
)
_MADE = re.compile(
    r"\b(?:output|production|capacity|produc\w+|smelt\w*|alumina|electrolysis|bauxite|ore|imports?|exports?|stocks?|ceiling)\b[^.;:]{0,30}$",
    re.I,
)


def people(row: Sentence, a: Amount) -> Amount | None:
    """A bare number as people, or as a person's years, where the words beside it tell: "employs 85", "310 lose their work"."""
    at = a.start - row.start
    before, after = row.text[max(0, at - 70) : at], row.text[a.end - row.start :][:60]
    if a.low != int(a.low) or a.scale > 1e3 or a.low >= 1e6 or year(a, row):
        return None
    if 15 <= a.low <= 99 and not a.word and _AGED.search(before) and _OF_AGE.match(after):
        return a._replace(unit="year", kind="time", noun="?years")
    return a._replace(unit="person", kind="people", noun="?people") if _OF_PEOPLE.match(after) or _PEOPLE.search(before) else None


_GOODS = re.compile(
    rf"\b(?:{either('goods_by_the_piece')})\b"
    r"(?:\s(?:of|at|to|is|was|reach(?:es|ed)?|output|capacity|first period|second period|with|:))?[,:]?\s"
    r"(?:about |some |over |more than |nearly |almost |only )?$",
    re.I,
)


def _goods(a: Amount, before: str) -> Amount | None:
    """A bare number of some size as pieces where the goods stand before it: "wheel hubs 3 million"."""
    return a._replace(unit="piece", kind="piece", noun="?pieces") if a.scale >= 1e4 and _GOODS.search(before) else None


_CUT = re.compile(r"\s(?:into|become)\b|\s[a-z]{1,3}$")
_OF_A_WORKS = re.compile(r"\b(?:factory|plant|line|project|refinery|smelter|mill)\sof\s$|\bprofits and taxes\b[^,.;]{0,20}$")


def _lost(a: Amount, row: Sentence) -> bool:
    """Whether a number lost its unit in the copy, or what stands behind it: nothing is to be guessed."""
    return a.scale == 1.0 and bool(_CUT.match(row.text, a.end - row.start) or _OF_A_WORKS.search(row.text[: a.start - row.start]))


def year(a: Amount, row: Sentence) -> bool:
    """Whether a bare number may be a year, or no number at all: "2015", "00312"."""
    printed = row.text[a.start - row.start : a.end - row.start]
    return printed.isdigit() and (1900 <= a.low <= 2100 or len(printed) > 7 or (len(printed) > 1 and printed[0] == "0"))


def _lent(rows: list[Sentence], i: int, j: int) -> Amount:
    """A bare number with a unit, or as it is."""
    row, a = rows[i], rows[i].amounts[j]
    at = a.start - row.start
    before = row.text[max(0, at - 70) : at]
    if known := people(row, a) or _goods(a, before):
        return known
    if a.word and a.scale < 1e3:
        return a
    like = _bracketed(row, j) or share(row, j) or _neighbour(rows, i, j, before)
    return alike(a, like, before) if like else a


def _bracketed(row: Sentence, j: int) -> Amount | None:
    """The amount right before a change in brackets: "2,910 yuan/t (-15)", "stocks 61,300 t (+1,250)"."""
    at, last = row.amounts[j].start - row.start, row.amounts[j - 1] if j else None
    signed = last and last.kind and re.fullmatch(r"\s\((?:week |month )?[+−–-]?", row.text[last.end - row.start : at])
    return last if last and signed and row.text[at - 1] in "+−–-" and row.amounts[j].low < max(last.low, 100) else None


def share(row: Sentence, j: int) -> Amount | None:
    """The share beside which a number is one too: "45 pct of Portland, the state 35", "cut from 80 to less than 50 per cent"."""
    a = row.amounts[j]
    if a.low > 100 or a.scale != 1.0 or _lost(a, row):
        return None
    behind = row.amounts[j + 1] if j + 1 < len(row.amounts) else None
    listed = next((b for b in row.amounts[j + 1 :] if b.kind), None)
    if listed and listed.kind == "percent" and _HOLDERS.fullmatch(row.text[a.end - row.start : listed.start - row.start]):
        return listed  # "Hydro 50, Alcan 30 and the state 20 percent"
    if behind and behind.kind in ("percent", "pp") and _ONWARD.fullmatch(row.text[a.end - row.start : behind.start - row.start]):
        return behind
    last = row.amounts[j - 1] if j else None
    if not last or last.kind != "percent" or last.word or a.start - last.end > 60:
        return None
    gap = row.text[last.end - row.start : a.start - row.start]
    if re.fullmatch(r"[^,;]{0,40}?(?:,| and|, and)\s", gap) and last.low + a.low <= 100 and _SHARER.match(row.text, a.end - row.start):
        return last  # "61 percent went to China, 22 to Ukraine"
    return (
        last
        if re.search(r"\b(?:from|to|against|versus|in place of|instead of)\s(?:\w+\s)?$|(?:,|\band)\s[^,]{2,50}\s$", gap) and last.low < 100
        else None
    )


_HOLDERS = re.compile(r"(?:,| and|, and)(?: the)?(?:\s[\w'’&-]+){1,3}\s(?:\d[\d.]*(?:,| and|, and)(?: the)?(?:\s[\w'’&-]+){1,3}\s)*")
_SHARER = re.compile(r"\s(?:to|for|in|from|of|by|at)\s(?:the\s)?[A-Z]|\s[A-Z][\w'’]+\b(?!\s?\d)")


def _neighbour(rows: list[Sentence], i: int, j: int, before: str) -> Amount | None:
    """The nearest amount that a number may be another of: before it in the sentence, right behind it, in the two sentences before."""
    row, a = rows[i], rows[i].amounts[j]
    behind = row.amounts[j + 1] if j + 1 < len(row.amounts) else None
    near = [behind] if behind and _ONWARD.fullmatch(row.text[a.end - row.start : behind.start - row.start]) else []
    here = [*near, *reversed(row.amounts[:j]), *([behind] if behind and not near else [])]
    earlier = [b for r in rows[max(0, i - 1) : i - 4 if i > 3 else None : -1] for b in reversed(r.amounts)] if i else []
    for b in [*here, *earlier]:
        if b.kind in _MOST and _fits(a, b, before):
            return b
    return None


def _fits(a: Amount, b: Amount, before: str) -> bool:
    """Whether a number may be of the kind of an amount beside it."""
    if a.low <= 0 or b.low <= 0:
        return b.kind == "mass" and a.low == 0
    if (small := _small(a, b)) < 1.0:
        a = a._replace(low=a.low * small)
    if a.scale >= 1e4:
        if b.kind == "price":
            return False
        if b.kind == "money":
            return b.low >= 1e4 and bool(_PAID.search(before))
        if a.low >= 1e8 and b.kind == "mass" and b.low < 3e7:
            return False  # a sum of money rather
        return b.kind in ("mass", "piece", "power", "volume") and _apart(a.low, b.low) < 1000 and not _PAID.search(before)
    if b.kind == "price":
        return 0.3 < a.low / (b.low or 1) < 3 or (0.1 < a.low / (b.low or 1) < 10 and bool(PRICED.search(before))) or (
            a.low < b.low and bool(BY.search(before))
        )
    if b.kind in ("people", "enterprise", "pot", "count", "case", "inspection"):
        return a.low == int(a.low) and a.low < 30 * max(b.high, 20)
    return min(_apart(a.low, b.low), _apart(a.low * _times(a, b, before), b.low)) < _MOST[b.kind]


def _apart(a: float, b: float) -> float:
    return math.exp(abs(math.log(a / b))) if a > 0 and b > 0 else math.inf


def _small(a: Amount, b: Amount) -> float:
    """What a coin is worth that a number leaves out with its unit: in "36 cents a pound, now 33" the cent."""
    small = SMALL.get(b.noun.lstrip("?").lower(), 1.0)
    return small if a.scale == 1.0 and _apart(a.low * small, b.low) < _apart(a.low, b.low) else 1.0


_PAIRED = re.compile(  # "21.4 million in 2019 against 19", "from 12 to 15 million", "1.2 million; Henan 2"
    r"\b(?:from|to|against|versus|than|was|were|is|or|and|by|compared with|of which|in \d{4},?)\s(?:about |around |some |nearly |only )?[$€£₹¥]?$|\($"
    r"|(?:[,;]|\band)\s(?:[A-Z][\w'’.-]+\s){1,3}[$€£₹¥]?$"
)


def _times(a: Amount, b: Amount, before: str) -> float:
    """The multiplier that a number leaves out with its unit: in "4,369 ten thousand tons, the operation 3,673" the ten thousand."""
    if b.scale >= 1e6 and a.low == int(a.low) and not _PAIRED.search(before):
        return 1.0
    fits = (
        a.scale == 1.0
        and a.low < (1e4 if b.scale <= 1e4 else 1e3)
        and b.kind in ("mass", "money", "piece", "power")
        and _apart(a.low * b.scale, b.low) < 30
    )
    return b.scale if fits and _apart(a.low * b.scale, b.low) < _apart(a.low, b.low) else 1.0


def alike(a: Amount, b: Amount, before: str) -> Amount:
    """The amount with the unit of a neighbour, and with its multiplier where that brings the two together."""
    times = _times(a, b, before)
    times = _small(a, b) if times == 1.0 else times
    unit, kind = (b.unit.split("/")[0], "money") if b.kind == "price" and a.scale >= 1e4 else (b.unit, b.kind)
    return a._replace(low=a.low * times, high=a.high * times, scale=a.scale * max(times, 1.0), unit=unit, kind=kind, noun="?" + b.noun.lstrip("?"))
