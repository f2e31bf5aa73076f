"""A claim in the making, and the ruler that says how far its words are apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from potline.grammar import Amount
from potline.lexicon import Term
from potline.scan import Sentence

_BOUNDARY = re.compile(
    r"(?P<w14>[;；])|(?P<w6>:\s|：|\s[–—-]\s|—)|(?P<w3>[()])|(?P<w2>[,，、]|\sand\s)|(?P<w7>\s(?:but|while|whereas|although|though|however|yet)\s)"
    r"|(?P<w4>\s(?:which|who|whose|where|that|after|before|because|since|as|when|if|unless|until|so|compared|against|versus|than)\s)"
)
_WEIGHT = {"w14": 14.0, "w6": 6.0, "w3": 3.0, "w2": 2.5, "w7": 7.0, "w4": 3.0}


@dataclass(slots=True)
class Claim:
    """An amount with what it says so far; `why` collects the rules that decided, for a reader of the decision."""

    amount: Amount
    sentence: Sentence
    measure: str = "other"
    event: str = "reported"
    statistic: str = "level"
    basis: str | None = None
    sign: float = 1.0
    qualifier: str = "exact"
    sure: float = 1.0  # the probability of the reading
    why: list[str] = field(default_factory=list)
    others: tuple[str, ...] = ()  # readings that are nearly as likely
    repeats: bool = False  # it is the sum before it in another coin


class Ruler:
    """Measures how far two places of a sentence are apart: characters, clause boundaries and amounts in between."""

    def __init__(self, row: Sentence) -> None:
        marks = [(row.start + m.start(), _WEIGHT[m.lastgroup or "w2"]) for m in _BOUNDARY.finditer(row.text)]
        marks += [(a.start, 4.0) for a in row.amounts if a.kind]
        marks.sort()
        self.at = [p for p, _ in marks]
        self.sums = [0.0]
        for _, w in marks:
            self.sums.append(self.sums[-1] + w)

    def between(self, low: int, high: int) -> float:
        """The cost from the end of one mention to the start of a later one."""
        crossed = self.sums[bisect_left(self.at, high)] - self.sums[bisect_right(self.at, low - 1)]
        return (high - low) / 10 + crossed

    def cost(self, a: Amount, t: Term, right: float = 2.0) -> float:
        """The cost of binding a term to an amount; `right` is the price of standing behind it."""
        if t.end <= a.start:
            return self.between(t.end, a.start)
        if t.start >= a.end:
            return self.between(a.end, t.start) + right
        return 0.0


def nearest(
    ruler: Ruler, a: Amount, terms: Iterable[Term], right: float = 2.0, extra: Callable[[Term], float] = lambda t: 0.0
) -> tuple[float, Term | None]:
    """The cheapest term for an amount with its cost; (inf, None) where there is none."""
    best: tuple[float, Term | None] = (float("inf"), None)
    for t in terms:
        cost = ruler.cost(a, t, right) + extra(t)
        if cost < best[0]:
            best = (cost, t)
    return best
