"""Why a number was read as it was: for each sentence its mentions, the words tried with their cost, and the claim chosen."""

from __future__ import annotations

from collections.abc import Iterator

from potline.frame import FAR, Ruler
from potline.grammar import Amount
from potline.lexicon import Lexicon, Term
from potline.lexicon import load as lexicon
from potline.model import Article, Fact, Parsed
from potline.parse import parse
from potline.scan import Sentence, scan

TRIED = ("events", "measures", "directions", "bases", "modals", "products", "companies", "regions")
SHOWN = 4  # words of a kind listed for a number, cheapest first


def explain(article: Article, terms: Lexicon | None = None) -> Iterator[str]:
    """Lines that tell how each number of an article was read; a lower cost binds more closely, from 30 on a word is out of reach.

    >>> from potline.read import article
    >>> print(*list(explain(article("In May 2017 Xinfa shut 50, 000 tons of smelting capacity.")))[:3], sep="\\n")
    In May 2017 Xinfa shut 50, 000 tons of smelting capacity.
      times: May 2017 = 2017-05-01 to 2017-05-31
      50, 000 tons  = 50000 t shut capacity level primary_aluminium; Xinfa; 2017-05-01 to 2017-05-31
    """
    terms = terms or lexicon()
    parsed = parse(article, terms)
    facts = {f.start: f for f in parsed.facts}
    for row in scan(article, terms).sentences:
        here = [facts[s] for s in sorted(facts) if row.start <= s < row.end]
        if row.amounts or here:
            yield from _sentence(row, parsed, here)


def _sentence(row: Sentence, parsed: Parsed, here: list[Fact]) -> Iterator[str]:
    yield " ".join(row.text.split())
    times = [f"{row.text[w.start - row.start : w.end - row.start]} = {w.first or '?'} to {w.last or '?'}" for w in row.whens]
    if times:
        yield "  times: " + "; ".join(times)
    ruler, amounts = Ruler(row), {a.start: a for a in row.amounts}
    for f in here:
        yield f"  {f.quote}  = {_claim(f)}"
        yield f"    because {f.rule}"
        if f.start in amounts:
            yield from _tried(ruler, row, amounts[f.start])
    for n in parsed.numbers:
        if row.start <= n.start < row.end and n.status != "fact":
            yield f"  {n.quote}  {n.status.replace('_', ' ')}{f' as {n.reason}' if n.reason else ''}"


def _claim(f: Fact) -> str:
    amount = "no number" if f.low is None else f"{f.low:g}" if f.low == f.high else f"{f.low:g} to {f.high:g}"
    head = " ".join(str(x) for x in (amount, f.unit, f.per and f"a {f.per}", f"{f.event} {f.measure} {f.statistic}", f.basis, f.product) if x)
    days = f"{f.period_start or '?'} to {f.period_end or '?'}" if f.period_start or f.period_end else None
    return "; ".join(str(x) for x in (head, f.company, f.place, days, ", ".join(f.flags)) if x)


def _tried(ruler: Ruler, row: Sentence, a: Amount) -> Iterator[str]:
    """The words of each kind that could bind the amount, cheapest first."""
    for kind in TRIED:
        costs = sorted(((ruler.cost(a, t), t.start, t) for t in row.of(kind)), key=lambda c: c[:2])
        near: list[tuple[float, Term]] = [(cost, t) for cost, _, t in costs if cost <= FAR][:SHOWN]
        if near:
            yield f"    {kind}: " + ", ".join(
                f"{t.entry.name} by {row.text[t.start - row.start : t.end - row.start]!r} at {cost:.1f}" for cost, t in near
            )
