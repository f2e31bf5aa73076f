"""What ties a claim to the places of its sentence: the word before them, their turn among the amounts, the list they stand in, the whole world."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from potline import pairs, places
from potline.candidates import Ballot, Mention
from potline.context import Context
from potline.lexicon import Term
from potline.scan import Sentence

_AREAS = ("ports", "places", "regions", "districts", "counties")
_AWAY = ("exports", "sales", "price", "premium")
_PREPOSITION = re.compile(r"\b(from|to|in|by|for|via|at|of|between|into|[Ff]rom|[Ii]n)\s(?:the\s)?$")
_TRADE = re.compile(r"\b(import|export|arriv|ship|deliver|suppl)", re.I)
_ORIGIN = re.compile(r"(?:\sof(?:\s[a-z-]+){1,3}?)?\sfrom\s(?:the\s)?")  # "12,400 tonnes of scrap from Canada"
_MORE = re.compile(r"\s?(?:,|/|and|or)\s?(?:and\s|the\s)*[A-Z]")
_EXCHANGE = re.compile(r"\b(?:LME|London Metal Exchange|COMEX|Comex)\b")
_PEOPLE = re.compile(r"\s([A-Z][a-z]+)s\b")
_MOSTLY = re.compile(r"\b(?:mostly|mainly|chiefly|largely|primarily|especially|notably|including|such as|led by|above all)\b", re.I)
_NESTED = re.compile(r"\b(?:in|of)\b|['’]s\b")
_ITS_PROVINCE = re.compile(r"\b(?:the|whole|entire) (?:province|state)\b(?! of)", re.I)
_OPENS = re.compile(r"\W*(?:(?:The|But|And|Total|In the same period|Meanwhile|However),?\s)?")


def ties(row: Sentence, t: Term, measure: str, firms: Sequence[tuple[int, int]]) -> list[str]:
    """Clues of the word before a place to what is traded, and of a firm right behind it: "imported … from Canada", "Korea's Daeyang Corp"."""
    m, owns = _PREPOSITION.search(row.text, 0, t.start - row.start), t.end + 3
    return [
        *([f"region {m[1].lower()}, trade {_trade(row.text)}", f"region {m[1].lower()} {measure}"] if m else ()),
        *(["region of a firm"] if any(start in (owns, owns - 2) for start, _ in firms) else ()),
    ]


@lru_cache(maxsize=16)
def _trade(text: str) -> str:
    return " ".join(sorted({word.lower() for word in _TRADE.findall(text)}))


def gathered(ballot: Ballot, mentions: Sequence[Mention], free: Sequence[Term], ctx: Context) -> set[Any]:
    """Adds lists of places, settles on the place that an amount is bound to, and returns places that it cannot hold at alone."""
    _bound(ballot, mentions, ctx)
    return _lists(ballot, places.named(ballot.claim.sentence) if ballot.claim.measure == "imports" else free, ctx)


def settled(ballot: Ballot, owned: bool, merged: set[Any]) -> list[str]:
    """Takes off the places that a claim cannot hold at, and returns the clue of a word for the whole world."""
    for value in (merged | _later(ballot)) - ballot.only:
        ballot.candidates.pop(value, None)
    return _worldly(ballot, owned)


def seated(ballot: Ballot, here: int, ctx: Context, owners: Sequence[str]) -> None:
    """Adds to each place whether the owner is at home there, and whether the sentence names the owner or others."""
    seats = {places.home(ctx.cast.homes[name], ctx.lexicon).region for name in owners if name in ctx.cast.homes}
    own, others = [f for f in ballot.words.firms if f.name in owners], bool(ballot.words.firms)
    who = ("known" if all(f.name in ctx.owners for f in own) else "new") if own else "others" if others else "carried" if owners else "none"
    for value, said in ballot.candidates.items():
        seat = "unknown" if not seats else "none" if not value else "in it" if value[0].region in seats else "out of it"
        what = f"region {ballot.kind(value, ())}"
        said += (f"{what} seat {seat}", f"{what} firms {who}", f"{what} firms {who} {bool(here)} {ballot.claim.measure}")


def _lists(ballot: Ballot, free: Sequence[Term], ctx: Context) -> set[Any]:
    """Adds the places that stand side by side; those that a count of places tells one by one go before any: "three ports, Kobe, Nagoya and Osaka".
    Returns the members that a claim cannot hold at alone: "demand in Germany and Austria totaled 2.9 million tons".
    """
    c, merged = ballot.claim, set[Any]()
    for t in free:
        several = places.listed(c.sentence, t, list(free), ctx.lexicon, ctx.text)
        if len(several) > 1:
            alone = {(w,) for w in several} if len(c.sentence.amounts) == 1 and _level(c.sentence, free, several, ctx) else set()
            nearest = next((told for value, told in ballot.candidates.items() if value in alone), None)
            ballot.candidates.setdefault(several, list(nearest or ballot.bearing(t.start, t.end))).append("region a list")
            merged |= alone
        if len(several) == c.amount.low > 1 and (c.amount.kind == "inspection" or c.amount.noun in _AREAS):
            ballot.only.add(several)
    return merged


def _level(row: Sentence, free: Sequence[Term], several: tuple[places.Where, ...], ctx: Context) -> bool:
    """Whether the places of a list stand beside each other, none in another, and are all that is spoken of: not "Zouping, Binzhou"."""
    terms = [t for t in free if places.where(t, ctx.lexicon, ctx.text) in several]
    keys, between = {t.entry.key for t in terms}, row.text[terms[0].start - row.start : terms[-1].end - row.start]
    return not (_MOSTLY.search(row.text) or _NESTED.search(between) or any(t.entry.data.get("within") in keys for t in terms))


def _bound(ballot: Ballot, mentions: Sequence[Mention], ctx: Context) -> None:
    """Leaves the place that an amount stands right beside, where amounts and places take turns; goods on their way there come from elsewhere.
    Adds the land of the people counted: "120,000 Mexicans".
    """
    c, row = ballot.claim, ballot.claim.sentence
    spans = [(s, e) for s, e in ballot.spans if not any(f.start <= s < f.end for f in ballot.words.firms)]  # not "Haitian Industry 730 kt"
    span = pairs.bound(row, c.amount, spans) if c.measure not in _AWAY else None
    if c.measure == "imports" and (m := _ORIGIN.match(row.text, c.amount.end - row.start)):
        span = next(((s, e) for s, e in spans if s == row.start + m.end() and not _MORE.match(row.text, e - row.start)), span)
    ballot.only |= {value for start, end, value, _ in mentions if (start, end) == span}
    if c.amount.unit in ("person", "other:unit") and (m := _PEOPLE.match(row.text, c.amount.end - row.start)):
        for t in [t for t in ctx.lexicon.find(m[1], ("regions",)) if t.weak][:1]:
            value = (places.where(t, ctx.lexicon),)
            ballot.candidates.setdefault(value, ["region not in the sentence"]).append("region people")


def around(row: Sentence, free: Sequence[Term], ctx: Context) -> tuple[places.Where, ...]:
    """The province of the town of the sentence, else of the one spoken of, where it says "the province" or "the state"."""
    if not _ITS_PROVINCE.search(row.text):
        return ()
    w = next((w for w in (*(places.where(t, ctx.lexicon) for t in free), *ctx.regions[:1]) if w.fine and len(w.code) > 2), None)
    return (places.Where(w.region, w.region, w.code),) if w else ()


def _later(ballot: Ballot) -> set[Any]:
    """Places that only a later item of a numbered digest names: they tell nothing of those above it."""
    cast, i = ballot.cast, ballot.row
    if cast.listed != "numbered" or not cast.items or not cast.items[i]:
        return set()
    first = {value: cast.first("region", value) for value in ballot.absent}
    return {value for value, n in first.items() if n is not None and cast.items[n] > cast.items[i]}


def _worldly(ballot: Ballot, owned: bool) -> list[str]:
    """The clue of a word for the whole world before an amount. Where it opens the sentence and no place or firm is named, there is none:
    "Global demand grew by 5%".
    """
    row, at = ballot.claim.sentence, ballot.claim.amount.start
    told = [t for t in row.of("regions") if t.entry.key == "world" and t.start < at]
    exchange = [f"the LME, {ballot.claim.measure}"] if _EXCHANGE.search(row.text, 0, at - row.start) else []  # its sheds are all over the world
    if not told:
        return exchange
    opens = len(told) == 1 and bool(_OPENS.fullmatch(row.text[: told[0].start - row.start])) and row.text[told[0].end - row.start] not in "'’"
    if opens and not owned and not ballot.only and len(ballot.spans) == 1:
        ballot.candidates.setdefault((), ["region not in the sentence"])
        ballot.only.add(())
    return [f"the world {'opens' if opens else 'before'}", *exchange]
