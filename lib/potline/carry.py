"""The claim that an amount makes, with what it takes over from the claims and sentences before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from potline.change import basis, multiple, running
from potline.clues import clues
from potline.context import Context
from potline.cues import tensed
from potline.frame import Claim, Ruler
from potline.grammar import Amount, qualifier
from potline.prices import PAID
from potline.scan import Sentence
from potline.weigh import Judge
from potline.words import Words

UP = ("announced", "under_construction", "commissioned", "restarted")
_CHANGES = ("percent", "pp")


def weighed(row: Sentence, a: Amount, ruler: Ruler, words: Words, ctx: Context, made: Sequence[Claim], judge: Judge) -> Claim:
    """The claim of an amount; `judge` settles measure, event and statistic by the clues."""
    a = _priced(row, multiple(row, a), made, ctx)
    c = Claim(a, row, qualifier=qualifier(row.text, a.start - row.start, a.end - row.start))
    judge.settle(c, clues(c, words, made, ctx))
    c.basis = basis(row, a, ruler) if a.kind in _CHANGES or c.statistic == "change" else None
    if c.basis and c.statistic == "change":
        ctx.bases.setdefault(c.measure, c.basis)
    else:
        c.basis = running(c, ctx.bases)
    if a.kind == "price":
        ctx.price = (c.measure, a.unit)
    ctx.claimed(c)
    return c


_A_TONNE = re.compile(r"\b(?:a|per|each|every)\s(?:metric\s)?(?:tonne|ton|mt)\b")


_PAID_OUT = re.compile(rf"\b(?:{PAID})\b[^.;]{{0,20}}$", re.I)


def _priced(row: Sentence, a: Amount, made: Sequence[Claim], ctx: Context) -> Amount:
    """A small sum as a price where its tonne is printed apart ("a tonne fetched 4,800 yuan") or with the price before ("up from 4,700 yuan")."""
    if a.kind != "money" or a.scale > 1 or a.high >= 1e5:
        return a
    at = a.start - row.start
    if _PAID_OUT.search(row.text[max(0, at - 45) : at]):
        return a
    known = made[-1].amount.unit if made and made[-1].amount.kind == "price" else ctx.price[1] if ctx.price and not made else ""
    if known and known.split("/")[0] == a.unit:
        return a._replace(unit=known, kind="price")
    if _A_TONNE.search(row.text[max(0, at - 60) : at + 60]) and not a.unit.startswith("other"):
        return a._replace(unit=f"{a.unit}/t", kind="price")
    return a


def main_event(rows: list[Sentence]) -> str | None:
    """What an article is about: what its headline tells to happen, else its first sentence; None where neither has a verb for it."""
    for row in [r for r in rows if r.title] + [r for r in rows if not r.title and len(r.text) > 60][:2]:
        told = [tensed(row, t) for t in row.of("events") if not t.entry.data.get("weak")]
        if told:
            return next((e for e in told if e in UP), told[0])
    return None
