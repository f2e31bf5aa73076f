"""What speaks for a candidate in what stands before its claim: the claim before, whose it was, and how the sentence opens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from potline.carry import UP
from potline.context import Context
from potline.dating import TOLD
from potline.model import Fact
from potline.slate import Slate
from potline.words import STOPS, stem

_BACK = (0, 1, 2, 4, 8)  # sentences
_OPENING = 6  # characters before a name that a sentence opens with: "In ", "The "
_QUOTED = "\"“'‘(-$€£¥"  # what text may open with; another mark opens an item of a list


def within(ballot: Slate, last: Fact) -> Iterator[str]:
    """What lies between the claim before it in the sentence and this one: how many new mentions, which stops, which words."""
    c, slot, a, tokens, at = ballot.claim, ballot.slot, ballot.claim.amount, ballot.words.tokens, ballot.words.starts
    between = [t[2] for t in tokens[bisect_left(at, last.end) : bisect_left(at, a.start)]]
    new = min(sum(last.end <= start < a.start for start, _ in ballot.spans), 2)
    ahead = min(sum(start >= a.end for start, _ in ballot.spans), 2)
    said = f"{slot} of the claim before"
    yield f"{said}, {new} since"
    yield f"{said}, {new} since, {ahead} behind"
    yield f"{said}, {new} since over {''.join(sorted(STOPS.intersection(between)))}"
    yield f"{said}, {new} since, {last.event} {c.event}"
    yield f"{said}, {last.measure} {c.measure}"
    yield f"{said}, {_kin(last.event)} to {_kin(c.event)}"
    if len(between) <= 3:
        yield f"{said} by: {' '.join(between)}"
    else:
        yield f"{said}, next to it {between[-1]}"
        yield f"{said}, behind it {between[0]}"


def beyond(ballot: Slate, last: Fact) -> Iterator[str]:
    """How far back the last claim of an earlier sentence stands, and what the two have in common."""
    c, cast = ballot.claim, ballot.cast
    i = cast.row(last.start)
    back, same = bisect_left(_BACK, ballot.row - i), cast.rows[i].paragraph == c.sentence.paragraph
    alike = "=" if (last.measure, last.event) == (c.measure, c.event) else "~" if last.measure == c.measure else "/"
    said = f"{ballot.slot} of the sentence before"
    yield f"{said}, {back} back {same}"
    yield f"{said}, {'=' if last.unit == c.amount.unit else '/'}{alike}"
    yield f"{said}, {back} back {same} {alike}"
    yield f"{said}, {_kin(last.event)} to {_kin(c.event)}"
    yield f"{said}, opens with {_first(ballot)}"


def owner(ballot: Slate, last: Fact, owners: Sequence[str], here: bool) -> str:
    """Whether the claim before has the same owner."""
    then, now = last.company or "", "; ".join(owners)
    how = ("the same" if then == now else "another" if then and now else "one now" if now else "none now") if then or now else "none"
    return f"{ballot.slot} of the claim {'in it' if here else 'before'}, owner {how}"


def opened(ballot: Slate, none: Any) -> None:
    """Adds to each candidate what the sentence opens with, and whether that opens a paragraph or an item of a list."""
    row, before = ballot.claim.sentence, ballot.cast.rows[ballot.row - 1 : ballot.row]
    new = not before or before[0].paragraph != row.paragraph
    place = ("first" if row.text[:1].isalnum() or row.text[:1] in _QUOTED else "an item") if new else "later"
    word, name = _first(ballot), _named(ballot)
    for value, told in ballot.candidates.items():
        what = f"{ballot.slot} {ballot.kind(value, none)}"
        told += (f"{what} where it opens with {word}", f"{what} where {name} opens it", f"{what} {place} in its paragraph")


def whose(ballot: Slate, ctx: Context, owners: Sequence[str], none: Any) -> None:
    """Adds to each candidate whether it was told of these owners before, or of others alone."""
    now = "; ".join(owners)
    for value, told in ballot.candidates.items():
        if value != none:
            of = ctx.whose.get((ballot.slot, value), ())
            how = "nobody yet" if not of else "the owner" if now in of else "others"
            told.append(f"{ballot.slot} {ballot.kind(value, none)} told of {how} {bool(now)}")


def _first(ballot: Slate) -> str:
    """The word that the sentence opens with, with the next one behind "the": "the central"."""
    first, *rest = [t[2] for t in ballot.words.tokens[:2]] or [""]
    return f"the {stem(rest[0])}" if first == "the" and rest else first


def _named(ballot: Slate) -> str:
    """What the sentence opens with: a firm, a place, a product, a time, or none of them."""
    row = ballot.claim.sentence
    found = [(f.start, "a firm") for f in ballot.words.firms[:1]]
    found += [(t.start, name) for kind, name in (("regions", "a place"), ("products", "a product")) for t in row.of(kind)[:1]]
    found += [(w.start, "a time") for w in row.whens[:1]]
    start, name = min(found, default=(row.end, ""))
    return name if start - row.start <= _OPENING else "no name"


def _kin(event: str) -> str:
    """What events have in common: an enforcement, or what it leads to; a plant that comes; a state."""
    return "down" if event in TOLD else "up" if event in UP else "state"
