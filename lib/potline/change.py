"""Against what a change is measured, and multiples as the percent they grew by."""

from __future__ import annotations

import re
from datetime import date

from potline.frame import Claim, Ruler, nearest
from potline.grammar import Amount
from potline.periods import When
from potline.scan import Sentence

_THAN = re.compile(
    r"\b(?P<word>than|ahead of|short of|from|over|on|against|compared (?:with|to)|versus|above|below|under|since|of)\s(?P<of>[^,;()]{0,48})$", re.I
)
_SAME = re.compile(r"\b(?:same|corresponding|like|equivalent)\s(?:\w+\s){0,2}(?:months?|periods?|quarter|half|time|stage)\b", re.I)

_CUTS = re.compile(
    r"\b(?:will|would|shall|must|to)\s(?:\w+ly\s)?(?:cut|reduce|curtail|lower|raise|lift|increase|scale back|slash)\s(?!from\b|by\b)(?:[\w-]+\s){1,5}"
    r"(?:about\s|around\s|at least\s|up to\s)?$"
)


def basis(row: Sentence, a: Amount, ruler: Ruler) -> str | None:
    """What a change is measured against: the time behind its "than", else the nearest words for a base in reach."""
    cost, t = nearest(ruler, a, row.of("bases"), right=0.0)
    w, how = _base(row, a)
    if w and how and not (t and t.end <= w.start and t.start >= a.end):
        return how
    if t is None and re.search(r"\bcompared\W*$", row.text[a.end - row.start :]):
        return "yoy"  # a headline cut after "compared"
    return t.entry.name if t and cost < 14 else None


def _base(row: Sentence, a: Amount) -> tuple[When | None, str | None]:
    """The time a change counts from, printed behind it, and the basis that follows: "9% less than in January" of February is mom."""
    for w in row.whens:
        gap = row.text[a.end - row.start : w.start - row.start]
        if w.start >= a.end and len(gap) < 70 and (m := _THAN.search(gap)) and w.grain != "plan":
            if (
                m["word"].lower() in ("of", "on")
                and not (gap.strip() == "on" and w.grain in ("quarter", "half") and a.kind == "percent")  # "up 10 pct on Q1"
                and not _SAME.search(m["of"])
                and not re.search(r"(?:figure|level|record|total|sum|average|high|low|peak|result) of\s$", gap)
            ):
                return None, None
            if m["word"].lower() == "from" and not m["of"] and w.grain != "year" and _CUTS.search(row.text[: a.start - row.start]):
                return None, None  # "will cut output by 40 percent from October"
            if m["word"].lower() == "from" and w.grain in ("range", "years") and w.first and w.last and w.last.year > w.first.year + 1:
                return w, "since"  # "rose 12% from 2015 to 2019"
            if m["word"].lower() in ("from", "on") and w.grain in ("day", "part"):
                return None, None  # "run at half speed from October 9"
            if _SAME.search(m["of"]):
                return w, "yoy"
            own = next((o for o in reversed(row.whens) if o.end <= a.start and o.first), None) or next(
                (o for o in row.whens if o.start > w.end and o.first), None
            )
            return w, "since" if m["word"].lower() == "since" or w.grain in ("day", "part") else _apart(w.first, own.first if own else None, w)
    return None, None


_STEP = {
    "year": ((12, "yoy"),),
    "half": ((12, "yoy"),),
    "quarter": ((3, "qoq"), (12, "yoy")),
    "month": ((1, "mom"), (12, "yoy")),
    "months": ((12, "yoy"),),
    "range": ((12, "yoy"),),
}


def _apart(base: date | None, own: date | None, w: When) -> str:
    """What a base is called, by the months between it and the claim's own time; without one by its grain: the year, month or quarter before."""
    steps = _STEP.get(w.grain, ())
    if own is None or base is None or own <= base:
        return steps[-1 if w.printed else 0][1] if steps else "since"
    months = (own.year - base.year) * 12 + (0 if w.grain == "year" else own.month - base.month)
    return next((name for step, name in steps if step == months), "since")


_RATES = ("operating_rate", "processing_rate", "share", "ratio")
_TIMES = re.compile(
    r"^\s(?:as (?:much|many|high|large)|(?:the|its|their|his) (?:figure|level|amount|sum|result|output|volume|"
    r"profit|price|number|size|cost|value|capacity)|that of|those of|what|more than|higher than|last year|a year|"
    r"year[- ]on[- ]year)\b",
    re.I,
)
_LIMIT = re.compile(
    r"\s(?:(?:over|above)\s)?(?:(?:the|its|their)\s(?:\w+\s){0,2}(?:limits?|standards?|norms?|ceiling|threshold)"
    r"|what\s(?:is|was|the\s\w+)\s(?:allow|permi))",
    re.I,
)
_OFTEN = re.compile(  # "revised up four times"
    r"\b(?:revis|amend|extend|postpon|delay|chang|adjust)(?:ed|ing)\s(?:up|down|upwards?|downwards?)?\s?$", re.I
)
_GREW = re.compile(
    r"\b(?:increas\w+|r[io]se\w?|gr[eo]w\w*|jump\w*|surg\w+|soar\w*|up|expand\w*|climb\w*|higher)\s(?P<by>by\s|of\s|"
    r"to\s)?(?:about |around |nearly |almost |more than |over )*$",
    re.I,
)


def multiple(row: Sentence, a: Amount) -> Amount:
    """Points of a rate as such; a multiple as the percent it grew by; other amounts as they are.

    "Increased by 1.3 times" is +130 percent, "twice the figure of 2004" +100.
    """
    if a.noun.lower() in ("point", "points") and any(t.entry.name in _RATES for t in row.of("measures")):
        return a._replace(unit="pp", kind="pp")
    if a.unit.removeprefix("other:") not in ("time", "times"):
        return a
    if _OFTEN.search(row.text[: a.start - row.start]):
        return a
    if _LIMIT.match(row.text[a.end - row.start :]):
        return a._replace(unit="other:times")
    grew, behind = _GREW.search(row.text[: a.start - row.start]), _TIMES.match(row.text[a.end - row.start :])
    if not grew and not behind:
        return a
    less = 0.0 if grew and (grew["by"] or "").strip() != "to" and not behind else 1.0
    return a._replace(low=(a.low - less) * 100, high=(a.high - less) * 100, unit="percent", kind="percent", noun="times")


_TOLD = ("output", "revenue", "profit", "imports", "exports", "sales", "consumption", "cost", "emissions", "investment")
_LONG = ("year", "half", "months", "range", "years")


def running(c: Claim, first: dict[str, str]) -> str | None:
    """The basis of a change that prints none: what its measure's first change in the article was held against, else the year before.

    Prices move from day to day, cuts are ordered: without words they have no base.
    """
    if c.statistic != "change" or c.event not in ("reported", "forecast") or (c.sentence.title and not first and c.measure == "price"):
        return None
    long = any(w.grain in _LONG for w in c.sentence.whens)
    told = first.get(c.measure)
    if c.amount.kind not in ("percent", "pp"):
        return told if c.measure == "inventory" else None
    if c.measure in ("operating_rate", "processing_rate", "inventory", "premium"):
        return told
    if c.measure in _TOLD:
        return (
            "qoq"
            if told is None and not long and set(first.values()) == {"qoq"}
            else told
            if told == "qoq" and not long
            else "yoy"
            if c.measure != "emissions"
            else None
        )
    return "yoy" if c.measure == "price" and long and re.search(r"\baverag", c.sentence.text) else None
