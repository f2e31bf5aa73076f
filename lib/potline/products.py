"""Of what a number is: the product in the claim's own words, its clause, its paragraph's label, the sentence before, the title."""

from __future__ import annotations

import re

from potline.context import Context
from potline.frame import FAR, Claim, Ruler, nearest
from potline.lexicon import Term

NONE_OF = frozenset(("people", "power"))  # classes of unit that carry no product
_OF = re.compile(r"^[\s-]*(?:(?:per year|a year|per annum|per month|a month|annually|each year|yearly|annual|of|in|new|the|its|worth of|extra|total|additional|capacity|production|output|ordinary|high-end|high-precision|green|domestic|light vehicle|rated|existing|idle|illegal)[\s-]+)*$", re.I)


def product(c: Claim, ruler: Ruler, ctx: Context) -> str | None:
    """The product of a claim: in its own words, its clause, its paragraph's label, the sentence before, the title."""
    a, row = c.amount, c.sentence
    if a.kind in NONE_OF or (a.kind == "inspection" and c.measure != "duration"):
        return None
    terms = row.of("products")

    def weight(t: Term) -> float:
        extra = 5.0 if t.entry.data.get("weak") else 0.0
        if a.start <= t.start < a.end:
            return extra - 20.0
        if t.start >= a.end and _OF.match(row.text[a.end - row.start : t.start - row.start]):
            return extra - 12.0
        return extra + (4.0 if t.entry.name == "other" else 0.0)
    cost, best = nearest(ruler, a, terms, right=4.0, extra=weight)
    if a.kind in ("count", "area", "volume", "length", "") and (best is None or cost > 4.0) and c.event == "reported":
        return None
    if best is not None and cost <= (14.0 if a.kind in ("enterprise", "time", "case") else FAR):
        return _meant(best, ctx)
    if a.kind in ("enterprise", "time", "case", "coal") and not ctx.label:
        return _meant(best, ctx) if best and cost < 14.0 else None
    return ctx.label or (_meant(best, ctx) if best else None) or ctx.product or ctx.title_product


def _meant(t: Term, ctx: Context) -> str:
    """What a product's word means in this article: "aluminum" alone is the metal unless the article is about products of it."""
    if t.entry.data.get("weak") and ctx.fabricated:
        return "semis"
    return str(t.entry.name)
