"""The words of a sentence as clues are told in: names, times, goods and amounts by their class, cue words by what they say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache

from potline.context import Firm
from potline.cues import tensed
from potline.lexicon import Term
from potline.scan import Sentence

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?|\d[\d.,]*|[^\w\s]")
_ENDINGS = ("ization", "isation", "ation", "ing", "ed", "ies", "es", "s", "d")
CUES = ("events", "measures", "directions", "modals", "bases")
STOPS = frozenset(",;:()；：")
AUXILIARIES = frozenset("is are was were be been being has have had will would may can could should must".split())
SMALL = AUXILIARIES | frozenset(
    "of in at to by from for with and or but than as on per a an that which who where when if not no its their it this each every total further "
    "another new old existing first second third phase annual yearly while after before since until against between about only up down out".split()
)
Token = tuple[int, int, str]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending.

    >>> stem("suspended"), stem("capacities")
    ('suspend', 'capacit')
    """
    for ending in _ENDINGS:
        if len(word) - len(ending) >= 4 and word.endswith(ending):
            return word[: -len(ending)]
    return word


class Words:
    """The words of a sentence in order, each with its span."""

    def __init__(self, row: Sentence, firms: Sequence[Firm]) -> None:
        named = [(f.start, f.end, "FIRM") for f in firms]
        named += [(t.start, t.end, "PLACE") for t in row.of("regions")]
        named += [(w.start, w.end, f"TIME {w.grain}") for w in row.whens]
        named += [(t.start, t.end, f"GOODS {t.entry.name}") for t in row.of("products")]
        named += [(a.start, a.end, f"AMOUNT {a.kind}") for a in row.amounts]
        self.tokens: list[Token] = []
        at = row.start
        for start, end, name in sorted(named, key=lambda n: (n[0], -n[1])):
            if start >= at:
                self._plain(row, at, start)
                self.tokens.append((start, end, name))
                at = end
        self._plain(row, at, row.end)
        self.starts = [t[0] for t in self.tokens]
        self.firms = firms
        self.cues = {kind: named_cues(row, kind) for kind in CUES}
        self.classes = self._classes()
        self._beside: dict[tuple[int, int], list[str]] = {}

    def _plain(self, row: Sentence, low: int, high: int) -> None:
        for m in _WORD.finditer(row.text, low - row.start, high - row.start):
            self.tokens.append((row.start + m.start(), row.start + m.end(), m.group().lower()))

    def _classes(self) -> list[Token]:
        """The words with cue words by what they say and small words as they are, others left out."""
        marks = {t.start: (t.end, f"{kind[0].upper()}:{name}") for kind in reversed(CUES) for t, name in self.cues[kind]}
        out: list[Token] = []
        at = 0
        for start, end, word in self.tokens:
            if start < at:
                continue
            if word[:1].isupper():
                out.append((start, end, word.split()[0] if word.startswith("TIME") else word))
            elif start in marks:
                at, name = marks[start]
                out.append((start, at, name))
            elif word in SMALL or not word[0].isalnum():
                out.append((start, end, word))
        return out

    @cached_property
    def stems(self) -> list[str]:
        """The stems of the sentence's own words, each once; small words, names, numbers and stops left out."""
        return [w for w in dict.fromkeys(stem(word) for _, _, word in self.tokens if word not in SMALL and word[:1].islower()) if len(w) > 2]

    def beside(self, start: int, end: int) -> list[str]:
        """The stems of the words beside an amount, up to the stops on either side; kept for the slots of its claim."""
        if (start, end) not in self._beside:
            out = dict[str, None]()
            for side in (self.before(start)[:14], self.behind(end)[:10]):
                cut = next((i for i, w in enumerate(side) if w in STOPS), len(side))
                out |= dict.fromkeys(stem(w) for w in side[:cut] if w[0].islower())
            self._beside[start, end] = list(out)
        return self._beside[start, end]

    def before(self, at: int) -> list[str]:
        """The words before a place, the nearest first."""
        return [w for _, e, w in reversed(self.tokens[: bisect_left(self.starts, at)]) if e <= at]

    def behind(self, at: int) -> list[str]:
        """The words from a place on."""
        return [w for _, _, w in self.tokens[bisect_left(self.starts, at) :]]


def named_cues(row: Sentence, kind: str) -> list[tuple[Term, str]]:
    """The cue words of a kind with what they say; an event's tense is read, a weak one marked with `~`."""
    if kind == "events":
        return [(t, tensed(row, t) + "~" * bool(t.entry.data.get("weak"))) for t in row.of(kind)]
    return [(t, str(t.entry.name)) for t in row.of(kind)]
