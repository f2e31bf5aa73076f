"""Levels and changes, ups and downs where the words beside an amount leave no choice: "halved", "to 80 kt", "20 yuan less than"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from potline.frame import Claim

_HALVED, _GROWN = re.compile(r"(?i)halv(?:e[ds]?|ing)$"), re.compile(r"(?i)(?:(?:re)?doubl|tripl|trebl|quadrupl|quintupl)(?:ed|ing)$")
_BRACKET = r"(?:\s?\([^()]{2,30}\))?"
_LESS = re.compile(rf"{_BRACKET}(?:\s(?:per|an?)\s\w+)?\s(?:less|lower|fewer|cheaper)\sthan\b", re.I)
_OWED = re.compile(r"\b(?:deficits?|shortfalls?|shortages?|short|lack\w*|loss(?:es)?|minus)\b", re.I)
_LOST_BEHIND = re.compile(rf"{_BRACKET}\s(?:(?:net|operating|pre-?tax|gross|annual|quarterly|after-tax)\s)?(?:loss(?:es)?|deficit)\b", re.I)
_EARNED_BEHIND = re.compile(rf"{_BRACKET}\s(?:(?:net|operating|pre-?tax|gross|annual|quarterly|after-tax)\s)?profits?\b(?!\swarning)", re.I)
_SAID = r"(?:(?:about|around|some|nearly|almost|over|only|just|roughly|more\sthan)\s)*(?:[A-Z]{0,3}[$€£₹]?)$"
_LOST_BEFORE = re.compile(rf"\bloss(?:es)?\s(?:of|was|were|is|at)\s{_SAID}", re.I)
_SHORT = re.compile(r"[\s-](?:(?:supply|market|global|world)\s)?(?:deficit|shortfall)\b", re.I)
_NO_TO = "".join(rf"(?<!{w} )" for w in "close due owing thanks addition contrast".split())  # "fell, due to 20,000 tonnes of lost sales"
_MOVED_TO = re.compile(
    r"\b(?:increas\w+|rais\w+|lift\w*|boost\w*|expand\w*|r[io]se[sn]?|grew|grow\w*|reduc\w+|cuts?|cutting|lower\w*|f[ae]ll\w*|drop\w*|declin\w+|slip\w*"
    r"|climb\w*|jump\w*)\b(?![^.;]*\b(?:amount\w*|c[ao]me\w*|equal|up|held)\sto\b)"
    rf"[^.;]{{0,60}}{_NO_TO}\bto\s(?:(?:about|around|some|nearly|almost|only|just|between)\s)*[A-Z]{{0,3}}\s?[$€£₹]?$",
    re.I,
)
_NOUN_OF_IT = re.compile(
    r"\b(?:(?:the|an?|this|its|their|total|combined)\s(?:\w+\s)?(?:cuts?|reductions?|declines?|increases?|rises?)|shortfalls?|losses|discounts?)\b"
    r"[^.;]{0,40}\bto\b[^.;]{0,20}$",
    re.I,
)
_NOUNED = re.compile(
    r"\s(?:[a-z-]+\s|\([^()]{2,12}\)\s){0,3}?"
    r"(?P<way>fall|drop|decline|decrease|reduction|slump|slide|plunge|rise|increase|growth|jump|gain|hike|surge)\b(?!-)"
)
_STOP = re.compile(r"(?<![\w-])(?:of|in|from|on|by|after|is|was|to|and|than|less|which|before)(?![\w-])")
_RECYCLED = re.compile(r"\s(?:recycled|post-consumer|pre-consumer|scrap content)\b")
_SUPPLIED = ("output", "consumption", "imports", "exports", "sales")
_BELOW_NOTHING = ("profit", "premium", "price", "ratio", "other")  # what may be a level below nothing
_RISES = ("rise", "increase", "growth", "jump", "gain", "hike", "surge")


def direct(c: Claim, bracketed: bool = False) -> None:
    """Set the claim's way where print says it; `bracketed` is accountants' minus: "$(9) million"."""
    a, row = c.amount, c.sentence
    at = a.start - row.start
    before, printed, after = row.text[max(0, at - 120) : at], row.text[at : a.end - row.start], row.text[a.end - row.start :][:60]
    way = "minus" if bracketed else _counted(c, before, after) if a.kind not in ("percent", "pp") else _shared(c, printed, before, after)
    owed = c.measure in _BELOW_NOTHING or _OWED.search(before[-40:] + after[:20])
    if way is None and c.statistic == "level" and c.sign < 0 and (_supplied(c) or not owed):
        way = "level"
    if way:
        c.statistic, c.sign = "change" if way in ("up", "down") else "level", -1.0 if way in ("minus", "down") else 1.0


def _shared(c: Claim, printed: str, before: str, after: str) -> str | None:
    """The way of a percentage: "halved", "doubling", "a 12% fall", "70% recycled metal"."""
    if _HALVED.match(printed):
        return "down"
    if _GROWN.match(printed):
        return "up"
    if c.amount.word and c.statistic == "change" and _MOVED_TO.search(before):
        return "level"  # "lowered output to a quarter"
    if _RECYCLED.match(after):
        c.measure = "share"
        return "level"
    m = _NOUNED.match(after)
    if m and not _STOP.search(m.group()) and (c.sentence.title or re.search(r"(?i)\b(?:an?|the|its|this)\s$", before)):
        return "up" if m["way"] in _RISES else "down"
    return "down" if _LESS.match(after) and c.sign > 0 else None


def _counted(c: Claim, before: str, after: str) -> str | None:
    """The way of what is counted, weighed or paid: "a loss of $9 million", "to 80,000 tonnes", "20 yuan less than"."""
    if c.measure == "profit" and c.statistic == "level":
        lost = _LOST_BEHIND.match(after) or (_LOST_BEFORE.search(before) and not _EARNED_BEHIND.match(after))
        return "minus" if lost else "level" if _EARNED_BEHIND.match(after) and not _OWED.search(before[-20:]) else None
    if c.measure == "other" and c.amount.kind == "mass" and _SHORT.match(after):
        return "minus"
    if _LESS.match(after) and c.sign > 0 and c.measure != "profit":
        return "down"
    moved = c.statistic == "change" and c.measure not in ("profit", "premium") and c.amount.kind in ("mass", "price", "money", "people", "pot")
    return "level" if moved and _MOVED_TO.search(before) and not _NOUN_OF_IT.search(before) else None


def _supplied(c: Claim) -> bool:
    """Whether a tonnage is of what was made or used, told behind a deficit: "a deficit of 420 kt and consumption at 61.5 Mt"."""
    a, row = c.amount, c.sentence
    lost = [m.end() for m in _OWED.finditer(row.text[: a.start - row.start])]
    measures = [t for t in row.of("measures") if t.end <= a.start and t.entry.name in _SUPPLIED]
    told = bool(c.measure == "other" and lost and measures) and measures[-1].start > row.start + lost[-1]
    return told and any(o.end < measures[-1].start for o in row.amounts)


_OPENS = re.compile(r"\s?\((?:(?:about|around|some|or|nearly|approximately|equivalent\sto|equal\sto|equals)\s)*(?:US\s?)?$")
_CLOSES = re.compile(r"[^()\d]{0,16}\)")


def repeated(c: Claim, made: Sequence[Claim]) -> None:
    """Let a sum that a bracket repeats in another coin claim what the sum before it does: "a loss of $12 million (EUR11 million)"."""
    a, row = c.amount, c.sentence
    last = made[-1] if made else None
    if last is None or {a.kind, last.amount.kind} - {"money", "price"} or a.unit.split("/")[0] == last.amount.unit.split("/")[0]:
        return
    gap = row.text[last.amount.end - row.start : a.start - row.start]
    if _OPENS.fullmatch(gap) and _CLOSES.match(row.text, a.end - row.start):
        c.measure, c.event, c.statistic, c.sign, c.others = last.measure, last.event, last.statistic, last.sign, last.others
        c.repeats = True
