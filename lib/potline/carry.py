"""The claim that an amount makes, with what it takes over from the claims and sentences before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from potline.change import basis, multiple, running
from potline.clues import clues
from potline.context import Context
from potline.cues import tensed
from potline.directed import direct, repeated
from potline.frame import Claim, Ruler
from potline.grammar import Amount, qualifier
from potline.scan import Sentence
from potline.weigh import Judge
from potline.words import Words

UP = ("announced", "under_construction", "commissioned", "restarted")
_CHANGES = ("percent", "pp")
# "$50 million over five years", not "for over five years"
_ACROSS = re.compile(
    r"\b(?!(?:for|is|are|was|were|be|been|takes?|took|lasts?|lasted|after|well|just|already|some)\s)[\w%]+\sover\s(?:the\s)?$"
    r"|\bover\sthe\s$", re.I
)
_LOSS = re.compile(r"\S{0,3}[$€£]\s?\(")  # accountants' minus: "$(9) million"


def weighed(row: Sentence, a: Amount, ruler: Ruler, words: Words, ctx: Context, made: Sequence[Claim], judge: Judge) -> Claim:
    """The claim of an amount; `judge` settles measure, event and statistic by the clues."""
    a = multiple(row, a)
    c = Claim(a, row, qualifier=qualifier(row.text, a.start - row.start, a.end - row.start))
    if a.kind == "time" and c.qualifier == "at_least" and _ACROSS.search(row.text[: a.start - row.start]):
        c.qualifier = "exact"
    said = clues(c, words, made, ctx)
    judge.settle(c, said)
    c.measure = next((clue.split()[1] for clue in said if clue.startswith("paired: ") and clue.endswith(" True")), c.measure)
    direct(c, _LOSS.match(ctx.text, a.start) is not None)
    repeated(c, made)
    c.basis = basis(row, a, ruler) if a.kind in _CHANGES or c.statistic == "change" else None
    if c.basis and c.statistic == "change":
        ctx.bases.setdefault(c.measure, c.basis)
    else:
        c.basis = running(c, ctx.bases)
    if a.kind == "price":
        ctx.price = (c.measure, a.unit)
    ctx.claimed(c)
    return c


def main_event(rows: list[Sentence]) -> str | None:
    """What an article is about: what its headline tells to happen, else its first sentence; None where neither has a verb for it."""
    for row in [r for r in rows if r.title] + [r for r in rows if not r.title and len(r.text) > 60][:2]:
        told = [e for t in row.of("events") if not t.entry.data.get("weak") and (e := tensed(row, t)) != "reported"]
        if told:
            return next((e for e in told if e in UP), told[0])
    return None
