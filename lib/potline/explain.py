"""Why a number was read as it was: for each sentence its mentions, the readings weighed, and the clues that spoke for the one chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from potline import weigh
from potline.frame import Claim
from potline.lexicon import Lexicon
from potline.lexicon import load as lexicon
from potline.model import Article, Fact, Parsed
from potline.numerals import Amount
from potline.parse import parse
from potline.scan import Sentence, scan
from potline.weigh import Judge, given_measure

KINDS = ("events", "measures", "directions", "bases", "modals", "products", "companies", "regions")
SHOWN = 3  # readings and candidates listed for a number, the likeliest first


class Witness(Judge):
    """A judge who notes what was weighed: place of the amount -> lines that tell it."""

    def __init__(self, judge: Judge) -> None:
        super().__init__(judge.scales)
        self.notes: dict[int, list[str]] = {}
        self.spoken = ""  # the year that the article speaks from, where it is weighed

    def settle(self, c: Claim, clues: Sequence[str]) -> None:
        super().settle(c, clues)
        tried = self.scales.readings(clues)[:SHOWN]
        notes = ["readings: " + ", ".join(f"{x.measure} {x.event} {x.way} {x.sure:.2f}" for x in tried)]
        for answer, said in ((f"measure {c.measure}", clues), (f"event {c.event}", [*clues, *given_measure(clues, c.measure)])):
            notes.append(f"{answer}: " + _spoken(self.scales.speaking(said, answer)))
        self.notes.setdefault(c.amount.start, []).extend(notes)

    def pick(self, slot: str, c: Claim, candidates: Mapping[Any, Sequence[str]]) -> Any:
        chosen = super().pick(slot, c, candidates)
        self.notes.setdefault(c.amount.start, []).append(self._weighed(slot, candidates, chosen, self.lean(slot, c)))
        return chosen

    def year(self, candidates: Mapping[int, Sequence[str]]) -> int:
        chosen = super().year(candidates)
        self.spoken = self._weighed("year", candidates, chosen)
        return chosen

    def _weighed(self, slot: str, candidates: Mapping[Any, Sequence[str]], chosen: Any, lean: float = 0.0) -> str:
        """The likeliest candidates of a slot, and the clues that spoke for the one chosen."""
        weights = self.scales.slots[slot]
        sums = {value: sum(weights.get(clue, 0.0) for clue in clues) - lean * (value is None) for value, clues in candidates.items()}
        told = ", ".join(f"{_name(value)} {sums[value]:.1f}" for value in sorted(sums, key=lambda value: -sums[value])[:SHOWN])
        return f"{slot}: {told}; by {_spoken(self.scales.speaking(candidates[chosen], slot, SHOWN))}"


def _spoken(said: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"[{clue}] {weight:+.1f}" for clue, weight in said) or "no clue"


def _name(value: Any) -> str:
    """A candidate as a reader knows it."""
    if isinstance(value, Amount):
        return f"{value.low:g} {value.unit}"
    parts = value if isinstance(value, tuple) else (value,)
    return "; ".join(getattr(x, "place", None) or str(x) for x in parts if x is not None) or "none"


def explain(article: Article, terms: Lexicon | None = None) -> Iterator[str]:
    """Lines that tell how each number of an article was read: what was weighed, and which clues spoke for it, with their weights; before them
    the year that it speaks from, where that is weighed.

    >>> from datetime import date
    >>> from potline.read import article
    >>> told = article("In May 2017 Xinfa shut 50, 000 tons of smelting capacity.", published=date(2017, 6, 2))
    >>> print(*list(explain(told))[:2], sep="\\n")
    In May 2017 Xinfa shut 50, 000 tons of smelting capacity.
      times: May 2017 = 2017-05-01 to 2017-05-31
    """
    terms = terms or lexicon()
    witness = Witness(weigh.standard())
    parsed = parse(article, terms, witness)
    facts = {f.start: f for f in parsed.facts}
    if witness.spoken:
        yield witness.spoken
    for row in scan(parsed.article, terms).sentences:
        here = [facts[s] for s in sorted(facts) if row.start <= s < row.end]
        if row.amounts or here:
            yield from _sentence(row, parsed, here, witness.notes)


def _sentence(row: Sentence, parsed: Parsed, here: list[Fact], notes: Mapping[int, list[str]]) -> Iterator[str]:
    """A sentence, the times and words found in it, and its numbers with what became of them."""
    yield " ".join(row.text.split())
    times = [f"{row.text[w.start - row.start : w.end - row.start]} = {w.first or '?'} to {w.last or '?'}" for w in row.whens]
    if times:
        yield "  times: " + "; ".join(times)
    words = [
        f"{kind}: " + ", ".join(dict.fromkeys(f"{t.entry.name} by {row.text[t.start - row.start : t.end - row.start]!r}" for t in row.of(kind)))
        for kind in KINDS
        if row.of(kind)
    ]
    yield from (f"  {line}" for line in words)
    for f in here:
        yield f"  {f.quote}  = {_claim(f)}"
        yield from (f"    {line}" for line in notes.get(f.start, [f"because {f.rule}"]))
    for n in parsed.numbers:
        if row.start <= n.start < row.end and n.status != "fact":
            yield f"  {n.quote}  {n.status.replace('_', ' ')}{f' as {n.reason}' if n.reason else ''}"
            yield from (f"    {line}" for line in notes.get(n.start, ()))


def _claim(f: Fact) -> str:
    amount = "no number" if f.low is None else f"{f.low:g}" if f.low == f.high else f"{f.low:g} to {f.high:g}"
    head = " ".join(str(x) for x in (amount, f.unit, f.per and f"a {f.per}", f"{f.event} {f.measure} {f.statistic}", f.basis, f.product) if x)
    days = f"{f.period_start or '?'} to {f.period_end or '?'}" if f.period_start or f.period_end else None
    return "; ".join(str(x) for x in (head, f.company, f.place, days, ", ".join(f.flags)) if x)
