"""Whether an amount is a level or a change, which way, and against what."""

from __future__ import annotations

import re
from datetime import date

from potline.frame import Claim, Ruler, nearest
from potline.grammar import Amount
from potline.lexicon import Term
from potline.periods import When
from potline.scan import Sentence

_ADVERB = (
    r"(?:sharply|slightly|only|just|merely|about|around|nearly|almost|some|roughly|approximately|more than|over|"
    r"another|further|an? (?:average|estimated|additional|further|total)(?: of)?|as much as|up to|at least|"
    r"less than|close to|under|well over|even|likewise|again|significantly|markedly|a mere|annually|year-on-year|"
    r"yearly|in total|still|much|close|modest|robust|strong|probably|possibly)"
)
LINK = re.compile(
    rf"^[\s(]*(?:{_ADVERB}\s)*(?:(?:by|of|at|"
    rf"by between|between|in a range of|with|was|is|reached|being|hit)\s)?(?:a |an |the )?(?:{_ADVERB}\s)*[~(+-]?$",
    re.I,
)
BY = re.compile(rf"\b(?:by|of)\s(?:a |an )?(?:{_ADVERB}\s)*(?:between\s)?[~-]?$", re.I)
TO = re.compile(
    rf"\b(?:to|at|from|stood at|reached)\s(?:a |an |the )?(?:(?:record|level|new high|high|low|total)\s(?:of\s)?)?(?:{_ADVERB}\s)*$", re.I
)
_BEHIND = re.compile(
    r"^[\s,(-]*(?:\(?(?:year[- ]on[- ]year|year[- ]over[- ]year|y[/-]?o?[/-]?y|yoy|on the year|on year|m-?o-?m|mom|"
    r"month[- ]on[- ]month|q-?o-?q|annual|annually|per year|a year|each|percentage|of)\)?\s)*"
    r"(?P<dir>increase|rise|rises|growth|jump|gain|surge|climb|higher|up\b(?!\sto)|more\b|above\b|over\b|expansion|"
    r"dearer|better\b|increment|leap|hike|boost|ahead(?=\sof\b)|"
    r"decrease|decline|fall|drop|lower|down\b|less\b|below\b|under\b|fewer|reduction|cut\b|cuts\b|slump|dip|slide|"
    r"cheaper|shortfall|curtailment|off\b|contraction|short of)",
    re.I,
)
_FALLING = re.compile(
    r"decrease|decline|fall|drop|lower|down|less|below|under|fewer|reduc|cut|slump|dip|slid|cheap|short|curtail|off|contract|halv", re.I
)


def change(row: Sentence, a: Amount, c: Claim) -> str | None:
    """`up` or `down` where an amount is a change, by the words right before or behind it; None where it is a level."""
    told = _printed(row, a) or _behind(row, a)
    if told:
        return told
    text, base = row.text, row.start
    tail = text[a.end - base : a.end - base + 80]
    for t in reversed([t for t in row.of("directions") if t.end <= a.start]):
        gap = text[t.end - base : a.start - base]
        if _small(a) and LINK.match(gap) and "to" not in gap and _ON_TO.match(tail):
            return str(t.entry.name)  # "alumina added $8 to $363/t"
        if len(gap) > (140 if gap.endswith("by ") else 60) or any(t.end <= o.start < a.start for o in row.amounts if o.kind):
            break
        if a.kind == "percent" and re.match(r"\sat\s", gap) and _YEARLY.match(tail):
            return str(t.entry.name)  # "will grow at 9% annually"
        if a.kind in ("money", "price") and t.form.lower().startswith("add") and LINK.match(gap) and _TO_COST.match(tail):
            return "up"
        put_in = t.form.lower() in ("sank", "sink") and re.match(r"\s(?:more\s)?in(?:to)?\b", tail)
        lost = a.kind in ("money", "price") and (t.form.lower() in ("lost", "lose", "loses", "losing", "advance", "boost") or put_in)
        if lost or (TO.search(gap) and not BY.search(gap)):
            return None
        if a.kind == "percent" and re.search(r"\b(?:is|are|was|were|equals?|represents?)\b", gap) and tail.startswith(" of "):
            return None
        if _bound(a, t, gap):
            if t.form.lower() in ("less", "lower", "higher", "more") and re.search(r"than\s", gap):
                return None
            c.why.append(f"change: {t.form}")
            return str(t.entry.name)
    return None


def _printed(row: Sentence, a: Amount) -> str | None:
    """The direction that the amount itself prints: a sign before it, "halved", "three times"."""
    before, said = row.text[max(0, a.start - row.start - 3) : a.start - row.start], row.text[a.start - row.start :]
    if a.kind in ("percent", "pp") and (m := re.search(r"(?:^|[\s(,:])([+\-−–])\s?$", before)):
        return "up" if m[1] == "+" else "down"
    if a.kind in ("price", "money", "mass") and (m := re.search(r"[\s(,:]([+\-−])$", before)):
        return "up" if m[1] == "+" else "down"  # "4,320 yuan/t, -80 yuan/t"
    if a.noun == "times":
        return "up"
    if a.noun == "" and a.kind == "percent" and a.word and re.match(r"(?i)halv|doubled|tripl|trebl|quadr", said):
        return "down" if said[0] in "hH" else "up"
    return None


def _behind(row: Sentence, a: Amount) -> str | None:
    """The direction right behind an amount: "5% less than", "a 3% rise"."""
    tail = row.text[a.end - row.start : a.end - row.start + 80]
    behind = _BEHIND.match(tail)
    if behind is None or ("," in behind.group() and any(0 < o.start - a.end < 40 for o in row.amounts)):
        return None  # "3.1 million tonnes, up 6 percent": the direction is the next amount's
    if not _counts(a, behind["dir"].lower(), tail[behind.end() :]):
        return None
    return "down" if _FALLING.match(behind["dir"]) else "up"


def _small(a: Amount) -> bool:
    return a.kind in ("price", "money") and a.scale == 1.0 and a.high < 1e5


def _bound(a: Amount, t: Term, gap: str) -> bool:
    """Whether the words between a word of direction and an amount make the amount its measure."""
    linked = bool(LINK.match(gap))
    if a.kind in ("percent", "pp") and (linked or (BY.search(gap) and not re.search(r",.*\bof\b", gap))):
        return True
    if BY.search(gap) and not re.search(r"[;:]|\bto\b|,.*\bof\b", gap):
        return True
    return linked and a.kind not in ("time", "enterprise", "people") and not t.form.startswith(("add", "expan", "raise", "lift", "boost", "extra"))


_ON_TO = re.compile(r"\s?(?:a tonne |per tonne |a ton |per ton |/t )?to\s[^\s]*\d")
_TO_COST = re.compile(r"\s(?:a tonne |per tonne )?to\s(?:the |its |their )?(?:\w+\s)?(?:costs?|price|profits?|bill|earnings)\b")
_YEARLY = re.compile(r"\s(?:annually|a year|per year|per annum|each year|every year|yearly|CAGR|compound|on average)\b")
_BASE = re.compile(
    r"\s?(?:than\b|those\b(?!\s(?:months|weeks|days|years|quarters))|the (?:\w+ )?(?:market|average|figure|price|"
    r"record|value|norm|target|plan|limit|prior|"
    r"same|corresponding|month|quarter|week)|levels?\b|forecasts?\b|expectations\b|normal\b|average\b|the (?:\d|"
    r"level|year|previous)|last|the same|a year|what|its|their|that of|in (?:19|20)\d\d|(?:19|20)\d\d|the previous|"
    r"on|from|year)",
    re.I,
)


def _counts(a: Amount, word: str, rest: str) -> bool:
    """Whether a word of direction behind an amount makes it a change: "5% above last year", not "5% above"."""
    if word == "expansion":
        return a.kind == "percent"
    if word == "ahead":
        return bool(
            re.match(
                r"\sof\s(?:last|the (?:same|previous|year|figure|level|target|plan)|a year|target|plan|schedule|its|their|what|(?:19|20)\d\d)", rest
            )
        )
    if word in ("above", "below", "off", "short of", "under", "over"):
        return bool(_BASE.match(rest))
    if word == "more" and re.match(r"\sthan\s", rest) and a.kind in ("money", "price"):
        return True
    return word not in ("more", "up", "cut", "cuts") or a.kind in ("percent", "pp", "mass")


_THAN = re.compile(
    r"\b(?P<word>than|ahead of|short of|from|over|on|against|compared (?:with|to)|versus|above|below|under|since|of)\s(?P<of>[^,;()]{0,48})$", re.I
)
_SAME = re.compile(r"\b(?:same|corresponding|like|equivalent)\s(?:\w+\s){0,2}(?:months?|periods?|quarter|half|time|stage)\b", re.I)


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
                and not _SAME.search(m["of"])
                and not re.search(r"(?:figure|level|record|total|sum|average|high|low|peak|result) of\s$", gap)
            ):
                return None, None
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
