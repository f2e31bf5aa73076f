"""Amounts that claim nothing, with the reason."""

from __future__ import annotations

import re

from potline.ellipsis import COUNTED, NAMED, counted
from potline.grammar import Amount
from potline.numerals import WORDS
from potline.scan import Sentence
from potline.vocabulary import either

__all__ = ["aside", "bare", "counted"]
_ANAPHOR = re.compile(
    r"\b(?:the|this|these|those|such|said|both|other|former|latter|above)\s(?:other\s|said\s|above\s|former\s|latter\s|next\s|last\s|added\s"
    r"|German\s|Chinese\s)?$",
    re.I,
)
_ABSTRACT = frozenset(
    "phase phases stage stages part parts step steps batch batches aspect aspects way ways half halves section sections category categories kind "
    "kinds type types side"
    " sides front fronts direction directions point points round rounds period periods reason reasons condition conditions goal goals target "
    "targets principle"
    " principles pillar pillars link links path paths colour colours color colors cent cents fold generation generations decade decades minute "
    "minutes quarter"
    " quarters session sessions occasion occasions respect respects word words question questions hand hands".split()
)
_QUALITY = re.compile(
    r"^\+?\s?(?:%?\s?(?:&|and|or|to)\s\d[\d.]*\+?%\s)?(?:%\s)?"
    r"(?:Al\b|Al[₂2]|Si\b|SiO|Fe\b|purity|pure\b|grade|alumina (?:content|grade)|silica|alumini?um content|moisture|P1020|ingot grade|min\b)"
)
_CONTENT = re.compile(
    r"\b(?:(?:alumina|silica|silicon|iron|alumini?um|sulphur|sulfur|moisture|ash|sodium|magnesium) contents?|reactive silica|purity|moisture)"
    r"\s(?:(?:is|was|are|of|at|above|over|reach\w*|with|about|more than|up to)\s)*$",
    re.I,
)
_BOUND = (
    r"\b(?:smelters|refineries|plants|producers|enterprises|makers|lines|cells|furnaces|those|mills|projects|units|firms|companies|boilers"
    r"|ones)\b(?:(?!{0})[^,.;]){{0,48}}"
    r"\b(?:of|with|below|under|above|over|than|between|reach|reaches|exceeding|at)\s(?:an?\s|the\s|annual\s|a capacity of\s|least\s|\()*$"
    r"|\b(?:those|each) (?:above|below|under|over)\s$"
)
_DID, _DID_ALONE = rf"\b(?:{either('no_bounds')})\b", rf"(?<!that )(?<!which )(?<!who )\b(?:{either('no_bounds_alone')})\b(?! into| down| with)"
_CLASS, _RULED_CLASS = re.compile(_BOUND.format(f"{_DID}|{_DID_ALONE}"), re.I), re.compile(_BOUND.format(_DID), re.I)
_MUST = re.compile(r"^[^.;]{0,40}\b(?:must|gets?|ha(?:ve|s) to|are to|shall|may not)\b")  # "... of over 500,000 tons must pay"
_LIMIT = re.compile(r"\b(?:more|less|below|under|above|over|between|exceeding|least|smaller)\b|\($")
_AND_UP = re.compile(r"^\s?(?:or|and) (?:more|above|below|less|over|smaller|larger|up)\b", re.I)
_MACHINE = re.compile(
    r"^\sof\s(?:[\w-]+\s){0,4}?(?:extrusion\s)?press(?:es)?\b(?!\s(?:scrap|residue|metal))"
    r"|^\s(?:(?!(?:because|and|as|while|when|after|by|for|in|of|on|to|with)\b)[\w-]+\s){0,3}"
    r"(?:(?i:press|presses)|squeezing machines?|extruders?|extrusion machines?|forging|hydraulic|crane|bulk carriers?|vessels?|ships?"
    r"|trucks?|dwt)\b"
)
_RAN = re.compile(
    r"\b(?:ran|flow\w*|spread\w*|travell?\w*|stretch\w*|extend\w*|laid|canal|conveyor|belt|railway|road|pipeline|length)\b[^,;.]{0,30}$"
)


def aside(row: Sentence, a: Amount, text: str, end_of_text: int) -> str | None:
    """Why an amount is no claim: a class's bound, a thing named before, a grade; None where it may be one."""
    at, after = a.start - row.start, row.text[a.end - row.start :]
    before = row.text[max(0, at - 70) : at]
    rest = text[a.end : end_of_text].strip()
    if a.kind == "ordinal":
        return "ordinal"
    if a.kind == "specification":
        return "bound" if re.search(r"\b(?:above|below|over|under)\s$", before) and re.match(r"\s(?:are|were)\b", after) else "specification"
    if a.kind == "length":
        return None if a.unit not in ("other:km", "other:mile", "other:li") or _RAN.search(before) or _ROAD.match(after) else "reference"
    if a.kind in ("mass", "power", "time", "pot", "money") and _RULED.search(before):
        return "bound"
    if a.kind in ("mass", "power", "money") and re.search(r"\b[Ee]very\s$", before):
        return "reference"
    if a.unit in ("city", "province") and a.low >= 5 and re.search(r"\d of (?:its|the \w+['’]s)\s$", before):
        return "reference"
    if a.kind == "people" and re.search(r"\bper\s$", before):
        return "reference"
    if a.kind == "percent" and (why := _rated(a, before, after)):
        return why
    if not a.kind or a.noun.startswith("?"):
        cut = (rest.strip(" .…") == "" and rest != ".") or (not a.kind and len(rest) < 4 and rest[-1:] not in ".!)")
        return "truncated" if cut else "reference" if not a.kind and a.word and _ANAPHOR.search(before) else None
    if (
        a.kind in COUNTED
        and a.low <= (12 if a.kind == "count" else 20)
        and a.kind != "people"
        and _ANAPHOR.search(before)
        and not re.search(r"(?i)\b(?:\d+|half|most|some|none|any|two|three|four|five|six|seven|eight|nine|ten|eleven|one) of the $", before)
        and not _first_told(a, text, after)
    ):
        return "reference"
    if a.kind == "count" and a.low <= 10 and a.noun.split()[-1].lower() in _ABSTRACT and " more " not in text[a.start : a.end]:
        return "reference"
    if a.kind == "mass":
        return _weighed(a, before, after)
    return "reference" if a.kind == "power" and a.low == 1 and a.scale == 1.0 and re.match(r"\sof\s", after) else None


_SIZED = re.compile(
    r"\b(?:furnaces?|press(?:es)?|ladles?|slabs?|barges|cranes?|trucks?|crucibles?|extruders?|holders?|melters?|hammers?|wagons|casters?|vats?|loads?)\b"
    r"(?:,\s|\s)(?:of|with rated \w+ of|weighing|weigh as much as)\s(?:about\s)?(?:\d[\d,]*\s(?:and|or|to)\s)?$|\b(?:more|less) by one $"
)
_DAILY = re.compile(r"\b(?:output|ingots?|production|day|daily)\b[^,;]{0,30}\b(?:is|was|reach\w*|makes?)\s(?:about |around |some )?$")


_WHICH = re.compile(r"\s(?:of|in|which|that|tracked|surveyed|covered|polled|under|where)\b")


def _first_told(a: Amount, text: str, after: str) -> bool:
    """Whether "the eight markets tracked by SMM" are told of for the first time: their number stands nowhere before."""
    forms = [f"{a.low:g}", *(w for w, n in WORDS.items() if n == a.low)]
    return a.low > 2 and bool(_WHICH.match(after)) and not re.search(rf"(?i)\b(?:{'|'.join(forms)})\b(?![.,]\d)", text[: a.start])


_ROAD = re.compile(
    r"\s(?:of\s(?:new\s)?(?:road|rail|pipe|line|overhead|cable|conveyor|canal|river|track|belt|power|transmission|coast|fence)|long\b)"
)
_NOT_IN = "".join(rf"(?<!\b{w} )" for w in "in into of for at from on to".split())  # "a site in which over 17 million tonnes lie"
_RULED = re.compile(
    r"\b(?:benchmark|baseline|grading standard|threshold)\s(?:of|is|was|at|drops? to)\s$"
    rf"|\b(?:{_NOT_IN}[Ww]hich|(?:[Tt]hat|[Tt]hose that)(?=\s(?:must|us|pay|consum|emit|bur|delay))|who(?:ever)?|anyone|those|smelters|enterprises"
    r"|firms|plants|projects|each)\s(?:must be |that |who |which |delays? |pay(?:s|ment)? |payment |us(?:e|es|ing) |buries |consum\w+ |with "
    r"|emit\w* ){0,3}"
    r"(?:over|above|exceeding|more than|less than|no more than|fewer than|below|under|upward of)\s$"
)
_COINS = re.compile(
    r"\b(?:[Rr]ouble|[Rr]uble|lira|rand|yuan|rupee|real|krona|kwacha)\s(?:that\s|has\s|had\s)?(?:appreciat\w+|depreciat\w+|los\w+|weaken\w*|strengthen\w*)"
    r"\s(?:by\s)?$"
)
_LYE = re.compile(
    r"\b(?:caustic soda|soda|alkali|lye)\s?(?:of\s|\(|at\s)?$|\b(?:Al|Si|Fe|Al2O3|SiO2|alumina|sulphur|sulfur)\s?[:：]\s?$"
    r"|\b(?:ore|bauxite) (?:with|of) $",
    re.I,
)
_TAXED = re.compile(r"\s(?:VAT\b|notes\b|bonds?\b|coupon|IACS|basis\b|alumina\b|tax rate)")


def _rated(a: Amount, before: str, after: str) -> str | None:
    """Why a percentage is no claim: a grade, a tax, a currency's move."""
    if _QUALITY.match(after) or _CONTENT.search(before) or _LYE.search(before) or _TAXED.match(after):
        return "specification"
    return "exchange_rate" if _COINS.search(before) else None


def _weighed(a: Amount, before: str, after: str) -> str | None:
    """Why a tonnage is no claim: the tonne that a price is for, a machine's size, a table's unit, the bound of a class."""
    if (a.low == a.high == 1 and a.scale == 1.0 and a.unit == "t" and not _DAILY.search(before)) or re.search(
        r"\b(?:[Uu]nits?\s?[:：]?\s?|[Ff]igures\s(?:are\s)?in\s)$", before
    ):
        return "reference"
    if (_MACHINE.match(after) and a.low <= 5e5) or (a.low <= 2e4 and a.unit == "t" and _SIZED.search(before)):
        return "specification"
    if _TOTALLED.search(before):
        return None
    classed = (_RULED_CLASS if _MUST.search(after) else _CLASS).search(before)
    return "bound" if classed and (_LIMIT.search(before[-26:]) or _AND_UP.match(after)) else None


_TOTALLED = re.compile(  # "capacity of new billet projects is more than 2 million tons": no class
    r"\b(?:[Cc]apacity|[Oo]utput|[Pp]roduction)\sof\s(?:\w+\s){1,8}(?:is|was|were|reach\w*|total\w*|exceeds?)\s(?:(?:more|less)\sthan\s|over\s|about\s)?$"
)
_PAID = re.compile(r"\b(?:costs?|costing|worth|invest\w*|revenues?|profits?|spends?|spent|fine of|valued at|loan of)\s(?:\w+\s){0,2}$")
_MEASURED = ("capacity", "output", "investment", "revenue", "profit", "price", "processing_rate", "imports", "exports")


def bare(row: Sentence, a: Amount) -> str | None:
    """What a number without a unit may be: its unit lost ("garbled"), or nothing known (None)."""
    before = row.text[max(0, a.start - row.start - 60) : a.start - row.start]
    if re.search(r"\b(?:yuan|tons|tonnes|dollars|percent|rmb|rupees)\s(?:of\s)?$", before, re.I) or re.match(
        r"\sinto\b", row.text[a.end - row.start :]
    ):
        return "garbled"
    if NAMED.search(before) and any(b.kind == "mass" and b.end <= a.start for b in row.amounts):
        return "garbled"
    if re.match(r"\s?[x×]\s?\d", row.text[a.end - row.start :]):
        return "reference"
    if re.search(r"\b(?:factory|plant|line|project|refinery|smelter|mill)\sof\s$", before) or (a.scale >= 1e6 and _PAID.search(before)):
        return "garbled"
    close = any(0 <= a.start - t.end < 26 or 0 <= t.start - a.end < 12 for t in row.of("measures") if t.entry.name in _MEASURED)
    return "garbled" if close else None
