"""What an amount counts where print leaves it open, and whether it claims anything: candidates, each with the clues for and against it.

Rules propose (`ledger`, `ellipsis`, `neighbours`, `prices`), as do the amounts around: "we rang 14: 9 at full pot", "11 cents a year
ago, and 20.25 today". None stands for an amount that claims nothing: "within a month", "the other two". `weights.tsv` says what the
clues weigh.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from potline.candidates import Candidates
from potline.clues import around, itself
from potline.context import Context
from potline.frame import Claim
from potline.neighbours import alike, weight_of_one, year
from potline.numerals import Amount
from potline.prices import PAID
from potline.scan import Sentence
from potline.vocabulary import listed
from potline.words import STOPS, Words, stem

_ASKED = ("", "time", "enterprise", "people", "pot", "count", "case", "inspection", "money", "price")
_OPEN = (None, "reference", "garbled")  # the reasons of rules that may be wrong; a bound or a grade stays one
_PRICED = re.compile(r"/|\b(?:per|a|an|each)\s\w+$")  # the denominator is printed
_A_TONNE = re.compile(r"\b(?:a|per|each|every)\s(?:metric\s)?(?:tonne|ton|mt)\b")
_PAID_OUT = re.compile(rf"\b(?:{PAID})\b[^.;]{{0,20}}$", re.I)
_ALONE = {"person": "people", "enterprise": "enterprise", "percent": "percent", "other:unit": "count"}
_HURT = frozenset(listed("hurt_people"))
_EITHER = {"people": ("enterprise", "enterprise"), "enterprise": ("person", "people")}  # "28 miners"
_RATIO = (0.003, 0.03, 0.2, 0.5, 0.9, 1.1, 2.0, 5.0, 30.0, 300.0)
_MILLIONS, _IN_MILLIONS = 1e4, ("mass", "money", "price", "power", "piece", "volume")  # what is told in millions
_NEAR = 3  # amounts before it that may lend their unit, and behind it


def asked(a: Amount, row: Sentence, reason: str | None) -> bool:
    """Whether it is open what an amount counts, or whether it claims anything."""
    if a.start in row.cells or reason not in _OPEN or (not a.kind and year(a, row)):
        return False
    return a.kind in _ASKED or a.noun.startswith("?") or reason is not None


def units(rows: Sequence[Sentence], i: int, j: int, reason: str | None, words: Words, ctx: Context) -> Candidates:
    """The readings that the amount `j` of sentence `i` may have, as amounts; None for one that claims nothing. `reason` is the rules'."""
    row, a = rows[i], rows[i].amounts[j]
    out: Candidates = {}
    if a.kind:
        out[a] = [f"unit as the rules have it {a.kind}", f"unit as the rules have it {a.kind} {reason} {a.noun[:1] == '?'}"]
    c = Claim(a, row)
    before, behind = words.before(a.start), words.behind(a.end)
    printed = ctx.printed.get(a.start, a)
    if not printed.kind or a.noun.startswith("?"):
        lead = row.text[max(0, a.start - row.start - 70) : a.start - row.start]
        for source, b in _lenders(rows, i, j):
            if a.scale >= _MILLIONS and (b.kind not in _IN_MILLIONS or weight_of_one(b)):
                continue  # "1,200 mu, cost 1.85 billion"
            if b.kind in ("percent", "pp") and printed.low >= 1000:
                continue  # "1,021, of whom 65% are local"
            clues = [*_lent(a, b, source, words)]
            for how, value in _readings(printed, b, lead):
                _add(out, value, [*clues, f"unit {how}", f"unit {how} {source.split()[0]} {b.kind}"])
        for unit, kind in _ALONE.items() if a.scale < _MILLIONS else ():
            if kind != "percent" or printed.low < 1000:
                _add(out, printed._replace(unit=unit, kind=kind, noun="?" + unit), [f"unit by itself {kind}"])
    elif a.kind in _EITHER and a.noun.lower() not in _HURT:
        unit, kind = _EITHER[a.kind]
        _add(out, a._replace(unit=unit, kind=kind), [f"unit other than the rules {kind}", f"unit other than the rules {kind} {_noun(a)}"])
    elif a.kind in ("money", "price"):
        for source, unit in _prices(rows, i, j, ctx):
            _add(out, a._replace(unit=unit, kind="price" if "/" in unit else "money"), [f"unit {source}", f"unit {source} as the rules {a.kind}"])
    if len(out) > 1:
        near = [b for r in rows[max(0, i - 2) : i + 2] for b in r.amounts if b is not a]
        for value, said in out.items():
            said += _fits(value, before, behind, near)
    out[None] = [f"unit none: {x}" for x in (*itself(c), *around(a.kind, before, behind), *_nothing(c, reason, before, behind, len(out)))]
    return out


def _add(out: Candidates, value: Amount, clues: list[str]) -> None:
    same = next((x for x in out if x is not None and (x.unit, x.low) == (value.unit, value.low)), value)
    out.setdefault(same, []).extend(clues)


def _lenders(rows: Sequence[Sentence], i: int, j: int) -> Iterator[tuple[str, Amount]]:
    """The amounts around that may lend their unit, the nearest first, and the article's first of each kind."""
    row = rows[i]
    yield from ((f"left {n}", b) for n, b in enumerate([b for b in reversed(row.amounts[:j]) if b.kind][:_NEAR]))
    yield from ((f"right {n}", b) for n, b in enumerate([b for b in row.amounts[j + 1 :] if b.kind][:2]))
    earlier = [b for r in reversed(rows[max(0, i - 2) : i]) for b in reversed(r.amounts) if b.kind]
    yield from ((f"before {n}", b) for n, b in enumerate(earlier[: _NEAR + 1]))
    kinds: dict[str, Amount] = {}
    for r in rows if len(rows) < 60 else rows[max(0, i - 20) : i + 20]:
        for b in r.amounts:
            if b.kind in ("mass", "money", "power", "price") and not b.noun.startswith("?"):
                kinds.setdefault(b.kind, b)
    yield from (("of the article", b) for b in kinds.values())


def _readings(a: Amount, b: Amount, lead: str) -> Iterator[tuple[str, Amount]]:
    """A bare number with the unit of another amount: as the rules take it over, with its multiplier or without, each once."""
    first = alike(a, b, lead)
    yield "as lent", first
    for how, times in (("plain", 1.0), ("with the multiplier", b.scale)):
        if times * a.low != first.low and (times == 1.0 or a.scale == 1.0):
            yield how, first._replace(low=a.low * times, high=a.high * times, scale=a.scale * times)


def _lent(a: Amount, b: Amount, source: str, words: Words) -> Iterator[str]:
    """The clues of a lender: where it stands, what is between, how the two sizes go together."""
    low, high = (b.end, a.start) if b.end <= a.start else (a.end, b.start)
    at = words.starts
    between = [t[2] for t in words.tokens[bisect_left(at, low) : bisect_left(at, high)]] if source[:4] in ("left", "righ") else []
    yield f"unit {source}"
    yield f"unit {source} {b.kind} {a.word}"
    yield f"unit {source} lent {b.noun.startswith('?')}"
    if between or source[:4] in ("left", "righ"):
        side = source.split()[0]
        yield f"unit {side} {b.kind} over {''.join(sorted(STOPS.intersection(between)))} {min(len(between), 8) // 2}"
        yield f"unit {side} by: {' '.join(between)}" if len(between) <= 3 else f"unit {side} over {between[0]} and {between[-1]}"


def _prices(rows: Sequence[Sentence], i: int, j: int, ctx: Context) -> Iterator[tuple[str, str]]:
    """What a sum of money may be paid for, by the tonne or the pound where print does not say: from the prices around it, or by custom."""
    row, a = rows[i], rows[i].amounts[j]
    at = a.start - row.start
    printed = row.text[at : a.end - row.start]
    coin = a.unit.split("/")[0]
    if _PRICED.search(printed) or a.scale > 1e3 or a.unit.endswith("/share"):
        return
    if a.kind == "price":
        yield "of a sum", coin
    known = [b.unit for r in (row, *reversed(rows[max(0, i - 3) : i])) for b in reversed(r.amounts) if b is not a and b.kind == "price"]
    every = [b.unit for r in rows[max(0, i - 20) : i + 20] for b in r.amounts if b is not a and b.kind == "price"]
    for source, units in (("of the price before", known[:1]), ("of a price near", known[1:3]), ("of a price of the article", every[:8])):
        for unit in dict.fromkeys(units):
            if unit.removeprefix("other:").split("/")[0] == coin.removeprefix("other:"):
                yield source, unit
    if ctx.price and ctx.price[1].split("/")[0] == coin:
        yield "of the last price told", ctx.price[1]
    if _PAID_OUT.search(row.text[max(0, at - 45) : at]):
        return  # "is fining the smelter $5,000"
    if _A_TONNE.search(row.text[max(0, at - 60) : at + 60]):
        yield "with a tonne near", f"{coin}/t"
    yield "by custom", f"{coin}/t"
    if coin == "USD" and a.high < 10:
        yield "by custom in cents", "other:USD/lb"


def _fits(value: Amount, before: list[str], behind: list[str], near: Sequence[Amount]) -> Iterator[str]:
    """How a reading goes with its size, the words beside it and the amounts around it."""
    kind, unit = value.kind, value.unit
    left, right = [*before[:2], "^", "^"], [*behind[:2], "$", "$"]
    like = next((b for b in near if b.unit == unit and b.low > 0), None)
    size = math.floor(math.log10(value.high)) if value.high > 0 else "nothing"
    yield f"unit {unit} of {size}"
    yield f"unit {kind} of {size} {value.word}"
    yield f"unit {kind} whole {value.low == int(value.low)}"
    yield f"unit {kind} ratio {bisect_left(_RATIO, value.low / like.low) if like else 'none'}"
    yield f"unit {kind} before: {left[0]}"
    yield f"unit {kind} before: {left[1]} {left[0]}"
    yield f"unit {kind} behind: {right[0]}"
    yield f"unit {kind} behind: {right[0]} {right[1]}"
    yield f"unit {kind} between: {left[0]} _ {right[0]}"
    for side, words in (("left", before[:12]), ("right", behind[:8])):
        cut = next((n for n, w in enumerate(words) if w in STOPS), len(words))
        for w in dict.fromkeys(map(stem, words[:cut])):
            yield f"unit {kind} {side}: {w}"


def _noun(a: Amount) -> str:
    return stem(a.noun.split()[-1].lower()) if a.noun else ""


def _nothing(c: Claim, reason: str | None, before: list[str], behind: list[str], many: int) -> Iterator[str]:
    """What speaks for or against no claim at all: the reason of the rules, the noun, its article, how small the number is."""
    a = c.amount
    noun = _noun(a)
    value = f"{a.low:g}" if a.low == int(a.low) and a.low < 13 else "more"
    left, right = (before[:1] or ["^"])[0], (behind[:1] or ["$"])[0]
    yield f"rules {reason}"
    yield f"rules {reason} {a.kind} {a.word}"
    for x in (noun, left, right, f"{value} {a.kind}", f"{a.kind} {left}"):
        yield f"rules {reason} {x}"
    yield f"{noun} after {left}"
    yield f"{noun} after {' '.join(before[:2])}"
    yield f"{noun} before {right}"
    yield f"{value} {noun}"
    yield f"{value} {noun} {left}"
    yield f"{left} {value} {a.word} {a.kind}"
    yield f"{a.kind} {left} _ {right} {noun}"
    yield f"{a.kind} of {min(len(c.sentence.amounts), 5)}"
    yield f"{a.kind} {a.word} {c.sentence.title}"
    yield f"{a.kind} {many} readings"
