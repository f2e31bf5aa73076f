"""Whether an amount is a level or a change, which way, and against what."""

from __future__ import annotations

import re

from potline.frame import Claim, Ruler, nearest
from potline.grammar import Amount
from potline.scan import Sentence

_ADVERB = r"(?:sharply|slightly|only|just|merely|about|around|nearly|almost|some|roughly|approximately|more than|over|another|further|an? (?:average|estimated|additional|further|total)(?: of)?|as much as|up to|at least|less than|close to|under|well over|even|likewise|again|significantly|markedly|a mere|annually|year-on-year|yearly|in total|still|much|close|modest|robust|strong|probably|possibly)"
LINK = re.compile(rf"^[\s(]*(?:{_ADVERB}\s)*(?:(?:by|of|at|in a range of|with|was|is|reached|being|hit)\s)?(?:a |an |the )?(?:{_ADVERB}\s)*[~(+-]?$", re.I)
BY = re.compile(rf"\b(?:by|of)\s(?:a |an )?(?:{_ADVERB}\s)*(?:between\s)?[~-]?$", re.I)
TO = re.compile(rf"\b(?:to|at|from|stood at|reached)\s(?:a |an |the )?(?:(?:record|level|new high|high|low|total)\s(?:of\s)?)?(?:{_ADVERB}\s)*$", re.I)
_BEHIND = re.compile(
    r"^[\s,(-]*(?:\(?(?:year[- ]on[- ]year|year[- ]over[- ]year|y[/-]?o?[/-]?y|yoy|on the year|on year|m-?o-?m|mom|month[- ]on[- ]month|q-?o-?q|annual|annually|per year|a year|each|percentage|of)\)?\s)*"
    r"(?P<dir>increase|rise|rises|growth|jump|gain|surge|climb|higher|up\b(?!\sto)|more\b|above\b|over\b|expansion|dearer|increment|leap|hike|boost|"
    r"decrease|decline|fall|drop|lower|down\b|less\b|below\b|under\b|fewer|reduction|cut\b|cuts\b|slump|dip|slide|cheaper|shortfall|curtailment|off\b|contraction|short of)",
    re.I,
)
_FALLING = re.compile(r"decrease|decline|fall|drop|lower|down|less|below|fewer|reduc|cut|slump|dip|slid|cheap|short|curtail|off|contract|halv", re.I)


def change(row: Sentence, a: Amount, c: Claim) -> str | None:
    """`up` or `down` where an amount is a change, by the words right before or behind it; None where it is a level."""
    text, base = row.text, row.start
    if text[max(0, a.start - base - 2) : a.start - base].strip()[-1:] in "+-−–" and a.kind in ("percent", "pp") and re.search(r"(?:^|[\s(,:])[+\-−–]\s?$", text[max(0, a.start - base - 3) : a.start - base]):
        return "up" if "+" in text[max(0, a.start - base - 2) : a.start - base] else "down"
    if a.noun == "" and a.kind == "percent" and a.word and re.match(r"(?i)halv|doubled|tripl|trebl|quadr", text[a.start - base :]):
        return "down" if text[a.start - base : a.start - base + 1] in "hH" else "up"
    tail = text[a.end - base : a.end - base + 80]
    behind = _BEHIND.match(tail)
    if behind and "," in behind.group() and any(0 < o.start - a.end < 40 for o in row.amounts):
        behind = None  # "27.86 million tonnes, up 4.2 percent": the direction is the next amount's
    if behind and _counts(a, behind["dir"].lower(), tail[behind.end() :]):
        return "down" if _FALLING.match(behind["dir"]) else "up"
    for t in reversed([t for t in row.of("directions") if t.end <= a.start]):
        gap = text[t.end - base : a.start - base]
        if len(gap) > (140 if gap.endswith("by ") else 60) or any(t.end <= o.start < a.start for o in row.amounts if o.kind):
            break
        if (TO.search(gap) and not BY.search(gap)) or (a.kind in ("money", "price") and t.form.lower() in ("lost", "lose", "loses", "losing", "advance", "boost")):
            return None
        if a.kind == "percent" and re.search(r"\b(?:is|are|was|were|equals?|represents?)\b", gap) and tail.startswith(" of "):
            return None
        if (a.kind in ("percent", "pp") and (LINK.match(gap) or (BY.search(gap) and not re.search(r",.*\bof\b", gap)))) or (BY.search(gap) and not re.search(r"[;:]|\bto\b|,.*\bof\b", gap)) or (a.kind not in ("time", "enterprise", "people") and LINK.match(gap) and not t.form.startswith(("add", "expan", "raise", "lift", "boost", "extra"))):
            if t.form.lower() in ("less", "lower", "higher", "more") and re.search(r"than\s", gap):
                return None
            c.why.append(f"change: {t.form}")
            return t.entry.name
    return None


_BASE = re.compile(r"\s?(?:than\b|the (?:\d|level|year|previous)|last|the same|a year|what|its|their|that of|in (?:19|20)\d\d|(?:19|20)\d\d|the previous|on|from|year)", re.I)


def _counts(a: Amount, word: str, rest: str) -> bool:
    """Whether a word of direction behind an amount makes it a change: "5% above last year", not "5% above"."""
    if word == "expansion":
        return a.kind == "percent"
    if word in ("above", "below", "off", "short of", "under", "over"):
        return bool(_BASE.match(rest))
    return word not in ("more", "up", "cut", "cuts") or a.kind in ("percent", "pp", "mass")


def basis(row: Sentence, a: Amount, ruler: Ruler) -> str | None:
    """What a change is measured against, by the nearest words for it in reach."""
    cost, t = nearest(ruler, a, row.of("bases"), right=0.0)
    if t is None and re.search(r"\bcompared\W*$", row.text[a.end - row.start :]):
        return "yoy"  # a headline cut after "compared"
    return t.entry.name if t and cost < 14 else None
