"""Adverts that copy machines paste into an article: found by clauses that sell other goods and say nothing of the trade."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from potline.lexicon import Lexicon
from potline.model import Block

PIECE = 1_000_000  # characters searched at once
REACH = 1_000  # characters a sentence is looked for to each side
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
STOP = re.compile(r"[.!?。！？](?=\s|$)\s*")
ABBREVIATED = re.compile(r"(?:\b(?:Co|Ltd|Inc|Corp|No|Mr|Ms|Dr|St|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]|\b[ap]\.m)$", re.I)
CLAUSE = re.compile(r"(?<!Co)[,;:：]\s+|\s(?=\()|\)\s*,?\s*")  # "Co., Ltd." is one name
SOLID = re.compile(r"\S")
Hit = tuple[int, int, str]  # start, end, key of the lexicon entry


def out(text: str, blocks: Iterable[Block], words: Lexicon) -> Iterator[Block]:
    """The blocks, a body cut wherever an advert stands in it."""
    for block in blocks:
        at = block.start
        for start, end in _pasted(text, block, words) if block.kind == "body" else ():
            start = SOLID.search(text, start).start()
            if text[at:start].strip():
                yield block._replace(start=at, end=at + len(text[at:start].rstrip()))
            yield Block("advert", start, end, "other goods in the text")
            at = more.start() if (more := SOLID.search(text, end, block.end)) else block.end
        if at < block.end:
            yield block._replace(start=at)


def _pasted(text: str, block: Block, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Start and end of every advert in a stretch of text."""
    end = block.start
    for piece in range(block.start, block.end, PIECE):
        hits = [(t.start + piece, t.end + piece, t.entry.key) for t in words.find(text[piece:min(piece + PIECE, block.end)], ("adverts",))]
        rest = deque(hit for hit in hits if hit[0] >= end)
        while rest:
            start, end = _sentence(text, rest[0][0], end, block.end)
            group = [rest.popleft()]
            while rest and rest[0][0] < end:
                group.append(rest.popleft())
            yield from _clauses(text, (start, end), group, _trade(words))


def _sentence(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """Start and end of the sentence around a place, a line's end being one; between low and high, within reach."""
    low, high = max(low, at - REACH), min(high, at + REACH)
    low = max(low, *(text.rfind(stop, low, at) + 1 for stop in "\n\r"))
    high = min([high, *(n for n in (text.find(stop, at, high) for stop in "\n\r") if n >= 0)])
    stops = [m for m in STOP.finditer(text, low, high) if not ABBREVIATED.search(text[max(low, m.start() - 8):m.start()])]
    start = max((m.end() for m in stops if m.end() <= at), default=low)
    return start, min((m.start() + 1 for m in stops if m.start() >= at), default=high)


def _clauses(text: str, sentence: tuple[int, int], hits: list[Hit], trade: frozenset[str]) -> Iterator[tuple[int, int]]:
    start, end = sentence
    letters = [h[0] for h in hits if h[2] == "newsletter"]
    bounds = sorted({start, *(m.end() for m in CLAUSE.finditer(text, start, end)), *letters, end})
    spans = [(a, b) for a, b in pairwise(bounds) if text[a:b].strip()]
    rows = [(a, b, [h for h in hits if a <= h[0] < b], not trade.isdisjoint(WORD.findall(text[a:b].casefold()))) for a, b in spans]
    cued = [i for i, row in enumerate(rows) if row[2]]
    if letters and letters[0] - start <= 3:
        yield start, start + len(text[start:end].rstrip())
    elif not any(row[3] for row in rows) and _sells(hits):
        yield rows[cued[0]][0], rows[cued[-1]][0] + len(text[rows[cued[-1]][0]:rows[cued[-1]][1]].rstrip())
    else:
        kept = {i for i in cued if not rows[i][3] and _sells(rows[i][2])}
        for step in (1, -1):
            for i in sorted(kept, reverse=step < 0):
                while 0 <= (i := i + step) < len(rows) and rows[i][2] and not rows[i][3]:
                    kept.add(i)
        for _, run in groupby(sorted(kept), key=lambda i: i - sorted(kept).index(i)):
            ids = list(run)
            yield rows[ids[0]][0], rows[ids[0]][0] + len(text[rows[ids[0]][0]:rows[ids[-1]][1]].rstrip())


@lru_cache(maxsize=4)
def _trade(words: Lexicon) -> frozenset[str]:
    return frozenset(words.entries["adverts"]["trade"].data["words"])


def _sells(hits: Sequence[Hit]) -> bool:
    kinds = [key for *_, key in hits]
    goods, gauge = kinds.count("goods"), kinds.count("gauge")
    return "newsletter" in kinds or goods >= 3 or (gauge >= 1 and goods + gauge >= 2) or (goods + gauge >= 1 and "brochure" in kinds)
