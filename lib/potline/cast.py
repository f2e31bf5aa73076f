"""Who and what an article names, and where: its firms, products, places and times in order of the sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from potline import places, towns
from potline.context import Firm
from potline.grammar import Amount
from potline.items import Items
from potline.lexicon import Lexicon
from potline.places import Where
from potline.scan import Sentence

_BREAK = re.compile(r"\W")
_COMMON = {"", "percent", "pp", "time"}  # kinds of amounts of which the same value may be another
KNOWN = 2  # values that a sentence may go on with
_BACK = (0, 1, 2, 4, 8)  # sentences
_MANY = (0, 1, 2, 3, 5, 9)  # mentions


class Cast:
    """For each slot what is named, and in which sentences."""

    def __init__(self, rows: Sequence[Sentence], firms: Sequence[Sequence[Firm]], lexicon: Lexicon, text: str, home: tuple[Where, ...] = ()) -> None:
        self.starts = [row.start for row in rows]
        self._sentence, self._told = -1, dict[Any, list[str]]()
        self.rows = rows
        items = Items(text)
        self.items, self.listed = [items.of(row.start) for row in rows] if items.starts else [], items.kind
        self.named: dict[str, dict[Any, list[int]]] = {slot: {} for slot in ("product", "company", "region", "period")}
        self.homes = {f.name: f.home for found in firms for f in found if f.home}  # by the lexicon
        # what a firm does: one that only buys the metal or builds plants owns few claims, and hands on none
        self.trades = {f.name: str(f.entry.data.get("trade", "metal")) for found in firms for f in found if f.entry}
        self.inner: dict[str, list[int]] = {}  # region -> where a place in it is named
        self.values: dict[Any, tuple[Any, ...]] = {}
        self.amounts: dict[tuple[str, float], list[int]] = {}  # unit and value -> the sentences that print them
        self.spots: dict[int, list[tuple[Where]]] = {}  # places of each sentence
        self.seats: list[tuple[Where]] = []  # towns named as no scene alone: "Iralco, based in Arak"
        self.towns: dict[int, list[tuple[int, int, Where]]] = {}  # start of a sentence -> places in it that no lexicon has
        taken = [[(f.start, f.end) for f in found] for found in firms]
        self._settle(home, lexicon, taken)
        for i, (row, found) in enumerate(zip(rows, firms, strict=True)):
            for f in found:
                self._add("company", (f.name,), i)
            for t in row.of("products"):
                self._add("product", str(t.entry.name), i)
            for w in (*(places.where(t, lexicon, text) for t in places.printed(row, taken[i])), *(w for _, _, w in self.towns[row.start])):
                self._add("region", (w,), i)
                self.spots.setdefault(i, []).append((w,))
                if w.fine:
                    self.inner.setdefault(w.region, []).append(i)
            for a in row.amounts:
                if a.kind not in _COMMON:
                    self.amounts.setdefault((a.unit, a.high), []).append(i)
            for when in row.whens:
                if when.first or when.last:
                    self._add("period", (when.first, when.last), i)
        every = [(places.where(t, lexicon, text),) for row in rows for t in places.named(row)]
        self.seats = [w for w in every if w[0].fine and _key("region", w) not in self.named["region"]]
        self.ranks = {slot: _ranked(named) for slot, named in self.named.items()}
        self.last = {slot: _lasts(named, len(rows)) for slot, named in self.named.items()}

    def _settle(self, home: tuple[Where, ...], lexicon: Lexicon, taken: Sequence[list[tuple[int, int]]]) -> None:
        """Finds the towns that no lexicon has: by their form in one sentence, then by their name in all."""
        self.towns = {row.start: towns.towns(row, home, lexicon, t) for row, t in zip(self.rows, taken, strict=True)}
        found = [w for spots in self.towns.values() for *_, w in spots if not w.place.isupper()]
        often = Counter(w.place for w in found)
        known = {w.place: w for w in sorted(found, key=lambda w: len(w.code)) if len(w.code) > 2 or often[w.place] > 1}  # the one whose state is told
        opened: dict[str, list[str]] = {}
        for name in known:
            opened.setdefault(_BREAK.split(name)[0], []).append(name)
        for row, t in zip(self.rows, taken, strict=True) if known else ():
            own = [(s, e, known.get(w.place, w)) for s, e, w in self.towns[row.start]]
            more = towns.again(row, known, opened, [*t, *((s, e) for s, e, _ in own)])
            self.towns[row.start] = sorted((*own, *more), key=lambda x: x[:2])

    def _add(self, slot: str, value: Any, i: int) -> None:
        key = _key(slot, value)
        self.values.setdefault((slot, key), value)
        self.named[slot].setdefault(key, []).append(i)

    def tells_of(self, value: tuple[Where, ...]) -> bool:
        """Whether anything is said to be at a place: a dateline alone says nothing."""
        return _key("region", value) in self.named["region"]

    def first(self, slot: str, value: Any) -> int | None:
        """The sentence that names a value first, if any does."""
        return next(iter(self.named[slot].get(_key(slot, value), ())), None)

    def row(self, at: int) -> int:
        """The number of the sentence that a place stands in."""
        return bisect_right(self.starts, at) - 1

    def alike(self, a: Amount, i: int) -> Iterator[tuple[str, int]]:
        """Other sentences that print an amount again, the next before one and the first behind it: the body tells what a headline leaves out."""
        at = self.amounts.get((a.unit, a.high), ()) if a.kind not in _COMMON else ()
        low, high = bisect_left(at, i), bisect_right(at, i)
        if low:
            yield "with the same amount, before", at[low - 1]
        if high < len(at):
            yield "with the same amount, behind", at[high]

    def known(self, slot: str, i: int) -> Iterator[tuple[str, Any]]:
        """The two values that are named most, and the two named last before a sentence."""
        for rank, key in enumerate(islice(self.ranks[slot], KNOWN)):
            yield f"named most, {rank}", self.values[slot, key]
        for n, key in enumerate(self.last[slot][i]):
            yield f"named last, {n}", self.values[slot, key]
        if slot == "region":
            for value in self.spots.get(i + 1, ())[:1]:
                yield "named next", value
            yield from (("only the seat of a firm", value) for value in self.seats[:1])

    def clues(self, slot: str, value: Any, i: int) -> list[str]:
        """How often a candidate is named, how far back and how far ahead of a sentence; kept for the claims of one sentence."""
        if i != self._sentence:
            self._sentence, self._told = i, {}
        same = _key(slot, value)
        key = slot, same if same in self.named[slot] or slot == "region" else None  # of all that is nowhere named the same is told
        if key not in self._told:
            self._told[key] = list(self._tell(slot, value, i))
        return self._told[key]

    def unsaid(self, slot: str, i: int) -> list[str]:
        """Whether the item of a digest that a sentence belongs to names any so far."""
        if not self.items or not self.items[i]:
            return []
        first = bisect_left(self.items, self.items[i])
        own = any(bisect_left(at, first) < bisect_right(at, i) for at in self.named[slot].values())
        return [f"{slot} none in a {self.listed} item that names {'some' if own else 'none'}"]

    def _tell(self, slot: str, value: Any, i: int) -> Iterator[str]:
        key = _key(slot, value)
        at = self.named[slot].get(key, ())
        many, rank = bisect_left(_MANY, len(at)), min(self.ranks[slot].get(key, 9), 3)
        n, m = bisect_left(at, i), bisect_right(at, i)
        back = bisect_left(_BACK, i - at[n - 1]) if n else "never"
        ahead = bisect_left(_BACK, at[m] - i) if m < len(at) else "never"
        here = m > n
        same = n and self.rows[at[n - 1]].paragraph == self.rows[i].paragraph
        yield f"{slot} named {many} times"
        yield f"{slot} rank {rank}"
        yield f"{slot} rank {rank} here {here}"
        yield f"{slot} here {here} named {back} back"
        yield f"{slot} here {here} named {ahead} ahead"
        yield f"{slot} here {here} named {'in the paragraph' if same else 'before' if n else 'not before'}"
        if at and self.rows[at[0]].title:
            yield f"{slot} in the title here {here}"
        if slot == "company" and value:
            yield f"company in {self.trades.get(value[0], 'unknown')}, here {here}"
        if self.items:
            its = {self.items[n] for n in at}
            where = "here" if self.items[i] in its else "in the head" if 0 in its else "elsewhere" if its else "nowhere"
            yield f"{slot} {self.listed} item, named {where}"
        if slot == "region" and value:
            w = value[0]
            size = "fine" if w.fine else "wide"
            inner = self.inner.get(w.region, [])
            k = bisect_right(inner, i)
            where = ("here" if k and inner[k - 1] == i else "before" if k else "behind") if inner else "none"
            yield f"region {size} with inner ones {where}"
            yield f"region {size} rank {rank}"
            yield f"region {size} named {back} back here {here}"


def _key(slot: str, value: Any) -> Any:
    if slot == "region" and value:
        return (value[0].region, value[0].place if value[0].fine else "")
    return value


def _ranked(named: dict[Any, list[int]]) -> dict[Any, int]:
    """The rank of each value by how often it is named."""
    return {key: rank for rank, key in enumerate(sorted(named, key=lambda k: -len(named[k])))}


def _lasts(named: dict[Any, list[int]], rows: int) -> list[tuple[Any, ...]]:
    """The values named last before each sentence, the latest first."""
    here: list[list[Any]] = [[] for _ in range(rows)]
    for key, at in named.items():
        for i in dict.fromkeys(at):
            here[i].append(key)
    out: list[tuple[Any, ...]] = [()]
    for keys in here[:-1]:
        out.append(tuple(dict.fromkeys([*keys, *out[-1]]))[:KNOWN] if keys else out[-1])
    return out
