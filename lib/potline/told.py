"""Claims without a number: what an article tells of enforcement and of lines started, where no amount carries it."""

from __future__ import annotations

import re

from potline import dating, places
from potline.context import Context, Days
from potline.cues import tensed
from potline.frame import Claim, Ruler, nearest
from potline.grammar import Amount
from potline.lexicon import Term
from potline.places import Where
from potline.scan import Sentence
from potline.vocabulary import either
from potline.words import Words

MEASURES = {
    "inspected": "inspections",
    "penalised": "fine",
    "found_illegal": "inspections",
    "shut": "capacity",
    "curtailed": "capacity",
    "project_halted": "capacity",
    "commissioned": "capacity",
    "restarted": "capacity",
    "under_construction": "capacity",
}
_JOINED = re.compile(r"\s*(?:(?:and|but|or|so that|so|while|that|as|which)\s+)*")
_EDGE = re.compile(r"(?:,(?!\s(?:19|20)\d\d\b|\s?(?:Ltd|Inc|LLC|Limited)\b)|[;:，；：()])")  # not "Feb. 20, 2006", "Co., Ltd"
# "whether capacity will be shut", "so as to avoid checks", "failed to close it": nothing of the kind was done
_UNREAL = re.compile(rf"\b(?:{either('unreal')})\b(?:\s[\w'’-]+){{0,9}}\s$|n[o'’]t\s(?!only|just|merely)(?:\w+\s){{0,2}}$")


def told(row: Sentence, made: list[Claim], places: bool, firms: bool, dirty: bool) -> list[Claim]:
    """One claim for each thing that happened in a sentence and that no amount of it tells.

    Enforcement and closures count where the article speaks of the environment; lines started where a firm is named.
    """
    if row.title or not (places or firms):
        return []
    said, out = {c.event for c in made}, []
    for t in row.of("events"):
        event = tensed(row, t)
        enforced = event in ("inspected", "penalised", "found_illegal", "shut", "curtailed", "project_halted")
        if _UNREAL.search(row.text[: t.start - row.start]):
            continue
        if event not in MEASURES or event in said or t.entry.data.get("weak") or (enforced and not dirty) or (not enforced and not firms):
            continue
        said.add(event)
        start, end = _clause(row, t)
        out.append(Claim(Amount(start, end, 0.0, 0.0, 1.0, "", "", "", "", end), row, MEASURES[event], event, why=["told without a number"]))
    return out


def _clause(row: Sentence, t: Term) -> tuple[int, int]:
    """The words around a cue up to the next comma on either side."""
    low, high = 0, len(row.text.rstrip(" ."))
    for m in _EDGE.finditer(row.text):
        if row.start + m.end() <= t.start:
            low = m.end()
        elif row.start + m.start() >= t.end:
            high = m.start()
            break
    low += _JOINED.match(row.text, low, high).end() - low  # type: ignore[union-attr]
    piece = row.text[low:high]
    return row.start + low, row.start + low + len(piece.strip())


def setting(c: Claim, words: Words, ctx: Context) -> tuple[tuple[str, ...], str | None, tuple[Where, ...], Days]:
    """Firms, product, places and time of a claim without a number: what stands nearest to its words, else what was spoken of."""
    row, a, ruler = c.sentence, c.amount, Ruler(c.sentence)
    firms = [f for f in words.firms if f.start < a.end][-1:]
    free = places.printed(row, [(f.start, f.end) for f in words.firms])
    _, place = nearest(ruler, a, free)
    held = places.listed(row, place, free, ctx.lexicon, ctx.text) if place else ctx.regions or ctx.title_region or ctx.country
    _, goods = nearest(ruler, a, row.of("products"))
    whens = [w for w in row.whens if w.first and w.grain != "plan" and not dating.said(row, w, c.event)]
    when = min(whens, key=lambda w: ruler.cost(a, w), default=None)  # type: ignore[arg-type]
    days = (when.first, when.last) if when else ctx.period or (None, None)
    return tuple(f.name for f in firms), str(goods.entry.name) if goods else ctx.title_product, held, days
