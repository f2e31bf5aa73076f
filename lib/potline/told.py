"""Claims without a number: what an article tells of enforcement and of lines started, where no amount carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from potline import dating, places
from potline.context import Context, Days, Firm
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
_MEANT = rf"\b(?:{either('purposes')})(?:\s[a-z][\w'’-]*){{0,3}}\s$"
_UNREAL = re.compile(rf"\b(?:{either('unreal')})\b(?:\s[\w'’-]+){{0,9}}\s$|{_MEANT}|n[o'’]t\s(?!only|just|merely)(?:\w+\s){{0,2}}$")
_SINCE = re.compile(r"(?:\b|^)(?:[Aa]fter|[Uu]pon|[Ss]ince|[Bb]efore|[Oo]nce|[Uu]ntil)\s(?:[\w'’-]+\s){0,4}$")
_RANKED = re.compile(r"\b(?:is|was|are|as|of)\s(?:\w+\s)?the\s$")
_WORKS = re.compile(rf"\b(?:{either('works')})\b(?! (?:conference|release)s?\b)", re.I)
_OTHER = re.compile(rf"\b(?:{either('no_works')}|{either('papers')})\b(?! (?:{either('sites')})\b)", re.I)  # not "its subsidiary smelter"
_REACH, _OBJECT = 80, 45  # characters of its clause in which a cue's works are looked for, and in which the thing done stands
_VERBS = re.compile(r"\s(?:(?:is|was|has|had|have|been|being|also|again|partly|fully)\s)*")
_STARTED = ("commissioned", "restarted", "under_construction")


def told(row: Sentence, made: list[Claim], places: bool, firms: Sequence[Firm], dirty: bool) -> list[Claim]:
    """One claim for each thing that happened in a sentence and that no amount of it tells.

    Enforcement and closures count where the article speaks of the environment; lines started where a firm is named.
    """
    if row.title or not (places or firms):
        return []
    said, out = {c.event for c in made}, []
    for t in row.of("events"):
        event = tensed(row, t)
        if event not in MEASURES:
            continue
        enforced = event in ("inspected", "penalised", "found_illegal", "shut", "curtailed", "project_halted")
        if _UNREAL.search(row.text[: t.start - row.start]) or not _of_works(row, t, event, firms):
            continue
        if event in said or t.entry.data.get("weak") or (enforced and not dirty) or (not enforced and not firms):
            continue
        said.add(event)
        start, end = _clause(row, t)
        out.append(Claim(Amount(start, end, 0.0, 0.0, 1.0, "", "", "", "", end), row, MEASURES[event], event, why=["told without a number"]))
    return out


def _of_works(row: Sentence, t: Term, event: str, firms: Sequence[Firm]) -> bool:
    """Whether what happened happened to works: a line opened, output was cut; not "completed the acquisition", "cutting emissions".

    What stands behind the cue counts before what stands before it. Where works neither stand there nor in the cue, a firm right before a
    verb does for them ("Xinfa was shut"); what authorities do and whatever stands still needs none.
    """
    if MEASURES[event] != "capacity":
        return True
    low, high = (at - row.start for at in _clause(row, t))
    start, end = t.start - row.start, t.end - row.start
    if t.form.lower().startswith("first ") and _RANKED.search(row.text, low, start):
        return False  # "is the first aluminum producer of the province"
    if event in _STARTED and _SINCE.search(row.text, low, start) and not any(low <= w.start - row.start < high for w in row.whens):
        return False  # "since the smelter opened, the state has paid"
    behind = _first(row.text, end, min(high, end + _OBJECT))
    said = behind if behind is not None else _first(row.text, max(low, start - _REACH), start, last=True)
    if said is not None:
        return said
    if event == "shut" or _WORKS.search(t.form) or (event == "project_halted" and re.search("buil|constru", t.form)):
        return True
    return any(0 <= t.start - f.end < 20 and _VERBS.fullmatch(row.text, f.end - row.start, start) for f in firms)


def _first(text: str, low: int, high: int, last: bool = False) -> bool | None:
    """Whether the first word for works or for other things is one for works, or the last one; None where there is neither."""
    found = [*((m.start(), True) for m in _WORKS.finditer(text, low, high)), *((m.start(), False) for m in _OTHER.finditer(text, low, high))]
    return (max(found) if last else min(found))[1] if found else None


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
