"""Prices: the tonne of a sum of money, from the prices around it or by the custom of the trade."""

from __future__ import annotations

import re

from potline.grammar import Amount
from potline.neighbours import BY, PRICED
from potline.scan import Sentence
from potline.vocabulary import either

_MARKET = re.compile(
    r"\b(?:pric\w+|quot\w+|premiums?|futures|spot|tenders?|freight|fees?|charges?|closed|settled|opened|trad\w+|averag\w+|costs?|cif|fob|ex-works|margins?"
    r"|lme|shfe|main contract|benchmark|cash|metal|a00|alumina|ingot|anodes?|per ton|by the ton(?:ne)?|scrap|fluoride|soda|coke|pitch|profit|loss"
    r"|spread"
    r"|discount)\b",
    re.I,
)
PAID = r"fin(?:e|es|ed|ing)|subsid\w+|wages?|salar\w+|rewards?|rent\w*|shares?|compensat\w+|bonus\w*|dividend|deposit|loan"  # sums for no goods
_NO_PRICE = re.compile(
    rf"\b(?:{PAID}|stocks? of|person|month|pay\b|paid|tax|electricity|power|kwh|mu\b|per worker|household|worth)\b",
    re.I,
)


_POWER = re.compile(r"\b(?:power|electric\w*|grid|kwh|kilowatt\w*|degrees? of|tariffs?|hydropower|per unit)\b", re.I)  # India's unit
_SHARE = re.compile(r"\b(?:dividends?|shares?|shareholders?|earnings)\b", re.I)  # what a power company pays its owners
_KWH = {"CNY": 2.0, "USD": 0.3, "other:EUR": 0.4, "other:INR": 12.0}  # below this a sum beside power is what a kilowatt-hour costs


_PAID_IN_MILLS = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|rates?|costs?|charg\w+|asks?|price|at|to|compared with|against|from|than|is|was|were)\s(?:about |some |only )?$", re.I
)


def mills(rows: list[Sentence]) -> None:
    """Give the mills of a text on power their kilowatt-hour: "pays 17 mills per kWh against 5 mills before"."""
    told = any(a.noun.lower().startswith(("mill ", "mills ")) and a.kind == "price" for row in rows for a in row.amounts)
    for row in rows:
        for j, a in enumerate(row.amounts):
            before = row.text[max(0, a.start - row.start - 30) : a.start - row.start]
            paid = _PAID_IN_MILLS.search(before) and (told or (a.low % 1 and _POWER.search(row.text)))
            if paid and a.noun.lower() in ("mill", "mills") and not a.word and a.kind != "price":
                row.amounts[j] = a._replace(unit="other:USD/kWh", kind="price", noun="mills per kWh", low=a.low / 1000, high=a.high / 1000)


def price(rows: list[Sentence]) -> None:
    """Give sums of money the tonne that the prices around them are for: "alumina fell 280 yuan to 3,150 yuan/ton"."""
    known = {b.unit: b for r in reversed(rows) for b in reversed(r.amounts) if b.kind == "price" and b.unit.endswith("/t")}  # the first in each coin
    for i, row in enumerate(rows):
        near = [b for r in rows[max(0, i - 2) : i + 2] for b in r.amounts if b.kind == "price" and b.unit.endswith("/t")] + list(known.values())
        for j, a in enumerate(row.amounts):
            if a.kind != "money" or a.scale != 1.0 or a.start in row.cells:
                continue
            if 0 < a.low < _KWH.get(a.unit, 0) and _POWER.search(row.text) and not _SHARE.search(row.text):
                row.amounts[j] = a._replace(unit=f"other:{a.unit.removeprefix('other:')}/kWh", kind="price")
            if a.low < 2:
                continue
            last = row.amounts[j - 1] if j else None
            if (
                last
                and last.kind == "price"
                and last.unit.endswith("/t")
                and row.text[last.end - row.start : a.start - row.start] in (" (", "(", " ($", " / ")
            ):
                unit: str | None = f"{a.unit}/t" if a.unit.startswith("other:") or len(a.unit) == 3 else None
            else:
                unit = (near and _tonne(row, a, near)) or _metal(row, a)
            if unit:
                row.amounts[j] = a._replace(unit=unit, kind="price")


_TRADE = re.compile(
    r"\b(?:alumini?um|alumina|ingots?|billets?|anodes?|coke|pitch|caustic|a00|adc12|bauxite|ore|scrap|liquid|molten|melt|metal|lme|shfe|changjiang|nanhai"
    r"|shanghai|three-months?|cash|spot|premiums?|upcharges?|futures|contract|index|midwest|quota|rods?|foil|sheet|profiles?|sections|conversion"
    r"|full costs?"
    r"|average costs?|operating costs?|unit price|market price|processing fees?|offers?|fob|cif|f\.o\.b|c\.i\.f|tonne|ton)\b",
    re.I,
)
_COMPARED = re.compile(rf"\s(?:{either('comparisons')})\b|\s?[,;)]|\s?$")
_QUOTED = re.compile(
    r"\b(?:prices?|premiums?|full cost|margins?|quotations?|bids?|closed?|close|realised|contango|backwardation|discount|support|resistance|median"
    r"|rotterdam|freight"
    r"|duty-(?:un)?paid|over lme|at an average|on average|carriage|three months|refin\w+|smelters?)\b",
    re.I,
)
_NO_METAL = re.compile(
    rf"\b(?:{PAID}|electricity|power|kwh|mwh|mu\b|per worker|per person|household|workers?|people|families|tickets?|a month|earns?|per piece"
    rf"|a piece|each piece|apiece|wheels|box|litre|barrel|penalt\w+|violations?)\b",
    re.I,
)
_LEVELS = {"USD": (8.0, 9_999.0), "CNY": (20.0, 99_999.0)}  # what a tonne of ore, alumina or metal, and what is added to it, may cost


def _metal(row: Sentence, a: Amount) -> str | None:
    """The tonne of a price, a premium or a cost where the text prints none, by the goods it stands with: "cash aluminium settled at $2,221"."""
    at = a.start - row.start
    before, after = row.text[max(0, at - 90) : at], row.text[a.end - row.start :][:45]
    least, most = _LEVELS.get(a.unit, (1.0, 0.0))
    if not least <= a.low <= most or before.endswith("every ") or _NO_METAL.search(before[-45:] + "|" + after[:22]):
        return None
    traded = _TRADE.search(before) or _TRADE.search(after) or (_QUOTED.search(before[-60:] + "|" + after) and a.low >= 20 * least)
    fits = traded and (PRICED.search(before) or BY.search(before) or _COMPARED.match(after))
    return f"{a.unit}/t" if fits else None


def _tonne(row: Sentence, a: Amount, near: list[Amount]) -> str | None:
    at = a.start - row.start
    before, after = row.text[max(0, at - 60) : at], row.text[a.end - row.start :][:40]
    like = next((b for b in near if b.unit.removeprefix("other:").split("/")[0] == a.unit.removeprefix("other:")), None)
    if like is None or _NO_PRICE.search(before + "|" + after) or not _MARKET.search(row.text[max(0, at - 120) : at]):
        return None
    level = 0.2 < a.low / like.low < 5
    moved = a.low < like.low and bool(BY.search(before) or re.match(r"\s(?:less|more|higher|lower|up|down|dearer|cheaper|above|below)\b", after))
    return like.unit if level or moved else None
