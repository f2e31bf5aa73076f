"""Clues of grammar around an amount: what moved by it or to it, whose size it is, what it is held against."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from potline.frame import Claim
from potline.vocabulary import either
from potline.words import AUXILIARIES, SMALL, STOPS, Words

_MOVE = re.compile(r"\s(?:[\w'’-]+\s){0,3}")  # "a 33 percent | year-on-year | growth"
_IN = re.compile(r"\s(?:in|of|to|for|on)\s(?:[\w'’-]+\s){0,4}")
_BY = re.compile(r"\s(?P<to>(?:(?:by|to|of|from|about|some|around|nearly|another|an?|more|less|than|only|just|over|almost|further)\s)*)\S{0,3}")
_SUBJECT = re.compile(r"[^,;:()]{1,60}")
_OBJECT = re.compile(r"\s(?:[\w'’-]+\s){0,2}by\s(?:(?:about|some|around|up|to|more|than|nearly|at|least)\s)*")
_PART = re.compile(  # "8 percent of its | total | staff", "half the work force", not "20 percent in"
    r"\s(?:of\s(?:(?:the|its|their|his|our|all)\s)?|(?:the|its|their|his|our)\s)(?:(?!(?:in|of|to|for|and|or|by|on|at|from)\b)[\w'’-]+\s){0,2}"
)
_SITES = re.compile(rf"\b(?:{either('sites')})$", re.I)
_PACE = re.compile(r"(?i)(?:narrow|widen|slow|accelerat|decelerat|eas|quicken)")
_ARTICLES = frozenset("a an the its their his our this that one , -".split())
_AGAINST = frozenset("than versus vs against compared".split())
_NOW = frozenset("currently now presently existing already today".split())


def moved(c: Claim, words: Words) -> Iterator[str]:
    """What moved by an amount or to it, and what it is a part of: "output rose by 6%", "a 44% rise in group revenue", "8% of its staff"."""
    a, text, base = c.amount, c.sentence.text, c.sentence.start
    measures = [(t, name) for t, name in words.cues["measures"] if a.kind in t.entry.data.get("of", ())]
    left = next(((t, name) for t, name in reversed(measures) if t.end <= a.start), None)
    right = next(((t, name) for t, name in measures if t.start >= a.end), None)
    if left and _OBJECT.fullmatch(text, left[0].end - base, a.start - base):
        yield f"{a.kind} moved by: {left[1]}"  # "cut output by 18%"
    for t, way in words.cues["directions"]:
        if right and a.end <= t.start < right[0].start and _MOVE.fullmatch(text, a.end - base, t.start - base):
            if _IN.fullmatch(text, t.end - base, right[0].start - base):
                yield f"{a.kind} moved by: {right[1]}"
        elif t.end <= a.start and (m := _BY.fullmatch(text, t.end - base, a.start - base)):
            subject = next(((s, name) for s, name in reversed(measures) if s.end <= t.start), None)
            if subject and _SUBJECT.fullmatch(text, subject[0].end - base, t.start - base):
                crossed = any(subject[0].end <= o.start < t.start for o in c.sentence.amounts)
                yield f"{a.kind} moved {'to' if 'to ' in m['to'] else 'by'}: {subject[1]}{' #' * crossed}"
            yield f"{a.kind} moved {way} {m['to'].strip()}"
            if _PACE.match(t.form):  # "the decline in output narrowed to 16%"
                yield f"{a.kind} pace of {next((w for s, w in reversed(words.cues['directions']) if s.end <= t.start), '')}"
    if right and _PART.fullmatch(text, a.end - base, right[0].start - base):
        yield f"{a.kind} part of: {right[1]}"


def sized(c: Claim, words: Words, before: list[str], behind: list[str]) -> Iterator[str]:
    """Whose size an amount is, what holds it up for comparison, and what its own verb says beyond an aside."""
    kind = c.amount.kind
    at = bisect_left(words.starts, c.amount.end)
    for start, end, w in words.tokens[at : at + 4]:
        if w in SMALL or w in _ARTICLES or w in STOPS:
            break
        if _SITES.search(c.sentence.text, start - c.sentence.start, end - c.sentence.start):
            head = next((x for x in before if x not in _ARTICLES), "^")
            yield f"{kind} size of works"
            yield f"{kind} size of works {head}"
            break
    near = before[: next((i for i, w in enumerate(before[:12]) if w in STOPS or w.startswith("AMOUNT")), 12)]
    if not _AGAINST.isdisjoint(near[near[:1] == ["than"] :]):  # not "more than 5 percent"
        yield f"{kind} held against"
    if not _NOW.isdisjoint(near[:5]):
        yield f"{kind} now"
    if behind[:1] in ([","], ["("]):
        classes = [w for s, _, w in words.classes[bisect_left(words.classes, (c.amount.end, 0, "")) :][1:16]]
        close = next((i for i, w in enumerate(classes) if w in (",", ")")), len(classes))
        verb = next((w for w in classes[close + 1 : close + 5] if w.startswith("E:")), "")
        if verb and not AUXILIARIES.isdisjoint(classes[close + 1 : close + 3]):
            yield f"{kind} beyond an aside {verb}"
