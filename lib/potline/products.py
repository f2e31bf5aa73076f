"""Of what a number is: the product in the claim's own words, its clause, its paragraph's label, the sentence before, the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from potline.context import Context, Firm
from potline.frame import FAR, Claim, Ruler, nearest
from potline.grammar import Amount
from potline.lexicon import Term
from potline.scan import Sentence

_NAMED = ("carbon_anode", "wheel", "foil", "profile", "wire_cable")  # of what a firm's name says, these are what it makes
_INGOT = ("aluminum ingot", "aluminum ingots", "hot metal", "molten aluminum", "liquid aluminum")
_SHARE = 0.6  # of an article's words for products, from which on it is about one of them
NONE_OF = frozenset(("people", "power"))  # classes of unit that carry no product
_OF = re.compile(
    r"^[\s-]*(?:(?:on|a|an|for|per year|a year|per annum|per month|a month|annually|each year|yearly|annual|of|in|new|the|its|worth of|extra|total|additional|capacity|production|output|ordinary|high-end|high-precision|green|domestic|light vehicle|rated|existing|idle|illegal)[\s-]+)*$",
    re.I,
)
# "Alumina refineries, which feed the aluminium smelters, must cut": what a relative clause names is not the subject
_ASIDE = re.compile(r",\s(?:which|who|whose|where)\s[^,;]{3,90},\s|\s\([^()]{3,80}\)")
_OVERALL = re.compile(r"\b(?:overall|as a whole|on average|all sectors|whole sector)\b", re.I)
_YEARLY = re.compile(r"\b(?:per year|every year|a year|yearly|annual)\b[^,;.]{0,24}$")
_RESULTS = ("profit", "revenue")
_PER_POWER = re.compile(r"/[kM]Wh$")
_OWNS = re.compile(
    r"\b(?:owns?|owned|holds?|held|keeps|stake|stakes|shareholder|shareholders|shareholding|equity|ownership|stock rights?|shares belong|the government|takes? each|alone will hold|the rest)\b[^.;]{0,50}$"
)
_OWNED = re.compile(
    r"^\)?\s(?:of which belongs|of which is owned|stake|stock right|interest in|owned|held|shareholding|equity|of (?:its|the) shares|of the (?:joint )?venture)\b"
)


def product(c: Claim, ruler: Ruler, ctx: Context, found: Sequence[Firm] = (), whose: Sequence[Firm] = ()) -> str | None:
    """The product of a claim: in its own words, its clause, its paragraph's label, the sentence before, the title."""
    a, row = c.amount, c.sentence
    if a.kind in NONE_OF or (a.kind == "inspection" and c.measure != "duration") or _PER_POWER.search(a.unit) or _owned(c):
        return None
    terms = [t for t in row.of("products") if t.entry.name in _NAMED or t.form == "cement" or not any(f.start <= t.start < f.end for f in found)]
    terms = [t for t in terms if not (t.entry.data.get("weak") and any(_one_name(row, t, u) for u in terms))]
    listed = _respectively(row, a, terms)
    if listed:
        return _meant(listed, ctx)
    clauses = [(row.start + m.start(), row.start + m.end() - 1) for m in _ASIDE.finditer(row.text)]

    def weight(t: Term) -> float:
        extra = 5.0 if t.entry.data.get("weak") and not t.entry.data.get("mixed") else 0.0
        if a.start <= t.start < a.end:
            return extra - 20.0
        if t.start >= a.end and _OF.match(re.sub(r"\([^()]*\)\s?", "", row.text[a.end - row.start : t.start - row.start])):
            return extra - 12.0
        if any(s <= t.start < e <= a.start or a.end <= s <= t.start < e for s, e in clauses):
            extra += 10.0
        return extra + (4.0 if t.entry.name == "other" else 0.0)
    cost, best = nearest(ruler, a, terms, right=4.0, extra=weight)
    if best is not None and a.kind in ("enterprise", "count") and best.entry.data.get("weak"):
        return ctx.focus  # "six aluminum projects" may be of anything
    if a.kind != "price" and not ctx.label and _of_none(c, cost, best, whose):
        return None
    if a.kind in ("percent", "pp") and cost > 6.0 and _OVERALL.search(row.text[: a.start - row.start]):
        return ctx.title_product
    if a.kind in ("count", "area", "volume", "length", "") and (best is None or cost > 8.0) and c.event == "reported":
        return None
    if best is not None and cost <= (18.0 if a.kind in ("enterprise", "time", "case") else FAR):
        return _meant(best, ctx)
    if a.kind in ("enterprise", "time", "case", "coal") and not ctx.label:
        return _meant(best, ctx) if best and cost < 14.0 else ctx.focus if a.kind != "time" or c.event != "reported" else None
    if ctx.product == "" and best is None:
        return None
    return ctx.label or (_meant(best, ctx) if best else None) or ctx.focus or ctx.product or ctx.title_product


def _owned(c: Claim) -> bool:
    """Whether a share is one of ownership: "Vedanta holds 51 per cent of Balco"."""
    text, a = c.sentence.text, c.amount
    start, end = a.start - c.sentence.start, a.end - c.sentence.start
    return a.kind == "percent" and c.measure == "share" and bool(_OWNS.search(text[max(0, start - 60) : start]) or _OWNED.match(text[end : end + 60]))


def _one_name(row: Sentence, t: Term, u: Term) -> bool:
    """Whether a word for the metal only opens the name of a product of it: "aluminum-magnesium castings"."""
    gap = row.text[t.end - row.start : u.start - row.start] if t.end <= u.start and not u.entry.data.get("weak") else ","
    return bool(re.fullmatch(r"[ -](?:(?!(?:and|or|of|in|to|for|by|from|on|at|as|with|is|was|are|were)\b)[a-z]+[ -])?", gap))


def _of_none(c: Claim, cost: float, best: Term | None, whose: Sequence[Firm]) -> bool:
    """Whether money is a company's or an industry's as a whole: its results and dividends, where no product is printed beside them."""
    a, before = c.amount, c.sentence.text[: c.amount.start - c.sentence.start]
    strong = best is not None and not best.entry.data.get("weak")
    if best is not None and strong and cost < (14.0 if best.start < a.start else 9.0):
        return False
    if c.measure in _RESULTS and whose:
        return c.event != "forecast" and not _YEARLY.search(before)
    return (c.measure == "revenue" and a.kind == "money" and not strong) or (
        c.measure == "other" and a.kind == "money" and c.event == "reported" and bool(whose) and not before.endswith("(")
    )


def focus(names: Sequence[Term]) -> str | None:
    """The product that an article is about, by its words for products; None where there are several or few words."""
    counts = Counter(t.entry.name for t in names if not t.entry.data.get("weak"))
    name, most = counts.most_common(1)[0] if counts else ("", 0)
    return name if name and most >= 3 and most >= _SHARE * sum(counts.values()) else None


def remember(row: Sentence, ctx: Context, found: Sequence[Firm]) -> None:
    """What the next sentences go on with where they name no product."""
    mixed = [t for t in row.of("products") if t.entry.data.get("mixed")]
    strong = [
        t
        for t in row.of("products")
        if not t.entry.data.get("weak") and t.entry.name != "other" and not any(f.start <= t.start < f.end for f in found)
    ]
    if mixed:
        ctx.product = ""  # what comes next goes on with several products together
    elif strong:
        ctx.product = strong[0].entry.name


def _respectively(row: Sentence, a: Amount, terms: Sequence[Term]) -> Term | None:
    """The product of the same place in its list: "alumina and aluminium were 96 and 44 million mt respectively"."""
    at = row.text.find("respectively")
    run = [o for o in row.amounts if o.kind == a.kind and o.unit == a.unit]
    if at < 0 or a not in run or len(run) < 2:
        return None
    before = [t for t in terms if t.end <= run[0].start]
    chain = before[-1:]
    for t in reversed(before[:-1]):
        if not re.fullmatch(r"\s?(?:,|and|, and|&)\s?(?:the\s)?", row.text[t.end - row.start : chain[0].start - row.start]):
            break
        chain.insert(0, t)
    return chain[run.index(a)] if len(chain) == len(run) else None


def _meant(t: Term, ctx: Context) -> str | None:
    """What a product's word means in this article: "aluminum" alone is the metal unless the article is about products of it."""
    if t.entry.data.get("mixed"):
        return None
    if t.entry.data.get("weak") and ctx.fabricated:
        return "semis"
    if "secondary_aluminium" in (ctx.focus, ctx.title_product) and (t.form in _INGOT or (t.entry.name == "bar" and "billet" in t.form)):
        return "secondary_aluminium"
    return str(t.entry.name)
