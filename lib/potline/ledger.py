"""Amounts that claim nothing, with the reason; bare numbers that take their unit from what was counted before or beside them."""

from __future__ import annotations

import re

from potline.grammar import Amount
from potline.numerals import WORDS
from potline.scan import Sentence

COUNTED = ("enterprise", "people", "pot", "count", "case", "inspection")
_GOES_ON = re.compile(
    r"^(?:\s?[),;]|\s(?:many\b|of\s(?:them|these|those|which|whom|its|the(?:m|se)?\b|\d)|were|was|are|is|have|has|had|being|got|at present|in\s"
    r"|and\b|belong|others?\b"
    r"|more\b(?!\sthan)|remain|still|stopped|shut|closed|went|that\s(?:remain|are|were|have|stand|run|still)|who\b|must\b|may\b|can\b"
    r"|(?!hundred|need|red\b|speed|united)[a-z]+ed\b|sealed|on\s|could|did|do\b|already"
    r"|failed|fell|under\b|not\b|will|would"
    r"|put\b|sent\b|kept\b|held\b|left\b|met\b|found\b|ran\b|run\b|made\b|began\b|stood\b|stand\b|lost\b|took\b|start\b|at\s(?:half|full)"
    r"|an?\s(?:year|month|week)\s(?:later|earlier)|for\s(?:not|failing|breach|lack)|new\b|alone))|^\s?\.(?:\s|$)|^$|^\s?(?:--|—|–|:)"
)
_OUT_OF_THEM = re.compile(r"\s(?:out\s)?of\s(?:the|its|their|those|some|about|\w+)?(?:\s[\w'’]+)?\s?")
_ANAPHOR = re.compile(
    r"\b(?:the|this|these|those|such|said|both|other|former|latter|above)\s(?:other\s|said\s|above\s|former\s|latter\s|next\s|last\s|added\s"
    r"|German\s|Chinese\s)?$",
    re.I,
)
_THE_OTHER = re.compile(r"\b(?:the\s(?:other|remaining)|another|(?:and|while)\sthe\srest)\s$", re.I)
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
    r"^\s?(?:Al\b|Al[₂2]|Si\b|SiO|Fe\b|purity|pure\b|grade|alumina (?:content|grade)|silica|alumini?um content|moisture|P1020|ingot grade|min\b)"
)
_CONTENT = re.compile(
    r"\b(?:(?:alumina|silica|silicon|iron|alumini?um|sulphur|sulfur|moisture|ash|sodium|magnesium) contents?|reactive silica|purity|moisture)"
    r"\s(?:(?:is|was|are|of|at|above|over|reach\w*|with|about|more than|up to)\s)*$",
    re.I,
)
_CLASS = re.compile(
    r"\b(?:smelters|refineries|plants|producers|enterprises|makers|lines|cells|furnaces|those|mills|projects|units|firms|companies|boilers"
    r"|ones)\b(?:(?!\bhad\b|\bran\b)[^,.;]){0,48}"
    r"\b(?:of|with|below|under|above|over|than|between|reach|reaches|exceeding|at)\s(?:an?\s|the\s|annual\s|a capacity of\s|least\s|\()*$"
    r"|\b(?:those|each) (?:above|below|under|over)\s$",
    re.I,
)
_LIMIT = re.compile(r"\b(?:more|less|below|under|above|over|between|exceeding|least|smaller)\b|\($")
_AND_UP = re.compile(r"^\s?(?:or|and) (?:more|above|below|less|over|smaller|larger|up)\b", re.I)
_MACHINE = re.compile(
    r"^\s(?:\w+\s){0,3}(?:press|presses|squeezing machines?|extruders?|extrusion machines?|forging|hydraulic|crane|bulk carriers?|vessels?|ships?"
    r"|trucks?|dwt)\b"
)
_NAMED = re.compile(r"(?:[,;:]|\b(?:and|while|with|but))\s(?:[A-Z][\w'’.-]+\s){1,4}(?:with\s|has\s|at\s|:\s?)?$|^(?:[A-Z][\w'’.-]+\s){1,3}$")
_MOVED = re.compile(r"\b(?:at|to|from|near|below|above|against|versus)\s(?:about |around |some |nearly |only )?$")
_POSTS = re.compile(
    r"\b(?:work posts|posts|jobs|employees|workers|staff|personnel|headcount|workforce)\s(?:of\s|about\s|nearly\s|some\s|reach(?:es|ed)?\s"
    r"|total\w*\s)?$",
    re.I,
)
_SEIZED = re.compile(
    r"\b(?:arrested|detained|killed|injured|hurt|jailed|hired|employs|employed|dismissed|sacked|rescued)\s(?:about |some |another |at least )?$"
)
_SENTENCED = re.compile(r"^[^,;.]{0,40}\b(?:detention|detained|sentenced|arrested|jail\w*|probation|injured|hospital\w*|died|laid off|dismissed)\b")
_RAN = re.compile(
    r"\b(?:ran|flow\w*|spread\w*|travell?\w*|stretch\w*|extend\w*|laid|canal|conveyor|belt|railway|road|pipeline|length)\b[^,;.]{0,30}$"
)


_LISTED_BEFORE = re.compile(r"\s[a-z]+(?:-[a-z]+)?\s(?:and|or)\s")  # "7 low-pressure and 2 gravity casting lines"
_NUMBERED = re.compile(
    r"\b(?P<noun>enterprises|producers|smelters|refineries|manufacturers|companies|factories|firms|plants)\b[^,;.:\d]{0,40}"
    r"\s(?:were|are|was|is|number(?:s|ed)?|total(?:s|led)?|c[ao]me to|reach(?:ed)?)\s(?:about |around |some |over |more than |nearly |only )?$"
)


def counted(rows: list[Sentence], text: str) -> None:
    """Bare numbers given the unit of what was counted before: "167 enterprises … have shut down 164"; of a title, after."""
    last: tuple[Amount, int] | None = None
    people: Amount | None = None
    for i, row in enumerate(rows):
        for j, a in enumerate(row.amounts):
            if not a.kind:
                row.amounts[j] = _owned(rows, i, j, last)
                if people and row.amounts[j].noun.startswith("?") and _SENTENCED.match(row.text[a.end - row.start :]):
                    row.amounts[j] = _as(a, people)
            if row.amounts[j].kind in COUNTED and a.unit != "other:time" and not row.amounts[j].noun.startswith("?"):
                last = (row.amounts[j], row.paragraph)
                people = row.amounts[j] if row.amounts[j].kind == "people" else people


def _owned(rows: list[Sentence], i: int, j: int, last: tuple[Amount, int] | None) -> Amount:
    """A bare number with the unit that it leaves out, if any."""
    row, a = rows[i], rows[i].amounts[j]
    at = a.start - row.start
    before, behind = row.text[max(0, at - 40) : at], row.amounts[j + 1] if j + 1 < len(row.amounts) else None
    if _SEIZED.search(before) and a.scale == 1.0:
        return a._replace(unit="person", kind="people", noun="?persons")
    if _POSTS.search(before) and a.low >= 10 and a.scale == 1.0:
        return a._replace(unit="person", kind="people", noun="?posts")
    if behind and behind.kind in COUNTED and _OUT_OF_THEM.fullmatch(row.text[a.end - row.start : behind.start - row.start]):
        return _as(a, behind)
    if behind and behind.kind in COUNTED and not a.word and _LISTED_BEFORE.fullmatch(row.text[a.end - row.start : behind.start - row.start]):
        return _as(a, behind)
    if a.scale == 1.0 and (m := _NUMBERED.search(row.text[:at])) and not 1900 <= a.low <= 2100:
        return a._replace(unit="enterprise", kind="enterprise", noun="?" + m["noun"])
    if like := _printed_before(rows, i, j):
        return a._replace(
            unit=like.unit.split("/")[0] if a.scale >= 1e3 else like.unit,
            kind="money" if like.kind == "price" and a.scale >= 1e3 else like.kind,
            noun=like.noun,
        )
    if (
        last
        and row.paragraph - last[1] in (0, 1)
        and a.scale == 1.0
        and (_goes_on(row, a) or _THE_OTHER.search(before))
        and a.low <= 30 * max(last[0].high, 20)
    ):
        return _as(a, last[0])
    if row.title and not a.word:
        twin = next((b for r in rows if not r.title for b in r.amounts if b.low == a.low and b.high == a.high and b.kind in COUNTED), None)
        return _as(a, twin) if twin else a
    return a


def _as(a: Amount, b: Amount) -> Amount:
    return a._replace(unit=b.unit, kind=b.kind, noun="?" + b.noun.lstrip("?"))


def _printed_before(rows: list[Sentence], i: int, j: int) -> Amount | None:
    """The amount whose unit a bare number leaves out: "A has 21,000 tons, B 50,000", "6,000 yuan … closed at 8,150"."""
    row, a = rows[i], rows[i].amounts[j]
    before, after = row.text[max(0, a.start - row.start - 60) : a.start - row.start], row.text[a.end - row.start :]
    earlier = [
        b for b in reversed(row.amounts[:j]) if row.text[max(0, b.start - row.start - 1)] not in "(（" and b.kind not in ("time", "specification")
    ]
    if a.scale < 1e3:
        return _plainly(row, a, earlier, before, after)
    if (re.match(r"\s?[A-Za-z]", after) and not _LEFT_OUT.match(after)) or re.search(r"\b(?:volumes?|traded|turnover)\b", before):
        return None
    kinds = ("money",) if _MONEY.search(before[-40:]) else ("mass", "money", "piece", "price", "power")
    here = next((b for b in earlier if b.kind in kinds), None)
    if here or not i or not _MATERIAL.search(before):
        return here
    return next((b for r in rows[i - 1 : i - 3 : -1] for b in reversed(r.amounts) if b.kind == "mass" and b.scale >= 1e3), None)


_LEFT_OUT = re.compile(r"\s?(?:in|a|for|last|the|and|on|from|to|over|at|per|as|while|but|is|was|will|of)\b")
_MONEY = re.compile(r"\b(?:revenues?|profits?|sales|costs?|loss|losses|investment|earnings|income)\b")
_MATERIAL = re.compile(r"\b(?:stocks?|inventor(?:y|ies)|output|production|capacity|exports|imports|demand|consumption|deficit|surplus)\b")
_LISTED = re.compile(r"^(?:\s(?:in|from|for|at|last|this|to|by)\b|\s?[,.;)]|$)")
_LESS = re.compile(r"^\s(?:less|more|fewer|higher|lower|short|above|below|up|down)\s(?:than|of|from|on)\b")
_AGAINST = re.compile(r"\b(?:compared? (?:with|to)|against|versus|from)\s(?:about |around |some |nearly |only )?$")


def _plainly(row: Sentence, a: Amount, earlier: list[Amount], before: str, after: str) -> Amount | None:
    """The same for a number without a multiplier: "52,000 in 2019", "150 less than a year ago", "of which 300", "compare with 16.7"."""
    near = next((b for b in earlier if b.kind not in ("", "percent", "pp")), None)
    if near is None or a.word or not near.low or (1900 <= a.low <= 2100 and a.low == int(a.low)):
        return None
    ratio = a.low / near.low
    if near.kind in ("mass", "power", "piece", "area", "pot", "emission") and (
        (_LESS.match(after) and ratio < 1) or (re.search(r"\bof which\s$", before) and ratio < 1)
    ):
        return near
    if near.kind == "emission" and _AGAINST.search(before) and 0.1 < ratio < 10:
        return near
    near = next((b for b in earlier if b.kind in ("mass", "money", "price", "power")), None)
    if near is None or not near.low or not 0.01 <= a.low / near.low <= 100:
        return None
    if near.kind == "mass" and near.scale == 1.0 and near.low < 100 and a.low != int(a.low) and re.match(r"\sof\s[a-z]", after):
        return near  # "1.93 tonnes of alumina, 0.45 of anodes"
    latest = next((b for b in earlier if b.kind not in ("percent", "pp", "")), None)
    if a.low >= 100 and near.kind in ("mass", "power") and (_NAMED.search(before) or (a.low >= 1000 and latest is near and _LISTED.match(after))):
        return near
    return (
        near
        if near.kind in ("price", "money") and near.scale == 1.0 and a.low >= 100 and 0.2 < a.low / near.low < 5 and _MOVED.search(before)
        else None
    )


def _goes_on(row: Sentence, a: Amount) -> bool:
    after, before = row.text[a.end - row.start :][:40], row.text[max(0, a.start - row.start - 12) : a.start - row.start].lower()
    if a.word and a.low == 1 and not re.match(r"\s(?:was|shut|sealed|closed|[a-z]+ed\b)", after):
        return False
    if a.word and re.search(r"\b(?:the|these|those|any|no|each|which|this|that)\s$", before):
        return False
    return bool(_GOES_ON.match(after)) and not (not a.word and 1900 <= a.low <= 2100)


def aside(row: Sentence, a: Amount, text: str, end_of_text: int) -> str | None:
    """Why an amount is no claim: a class's bound, a thing named before, a grade; None where it may be one."""
    at, after = a.start - row.start, row.text[a.end - row.start :]
    before = row.text[max(0, at - 70) : at]
    rest = text[a.end : end_of_text].strip()
    if a.kind == "specification":
        return "bound" if re.search(r"\b(?:above|below|over|under)\s$", before) and re.match(r"\s(?:are|were)\b", after) else "specification"
    if a.kind == "length":
        return None if _RAN.search(before) else "reference"
    if not a.kind or a.noun.startswith("?"):
        cut = (rest.strip(" .…") == "" and rest != ".") or (not a.kind and len(rest) < 4 and rest[-1:] not in ".!)")
        return "truncated" if cut else "reference" if not a.kind and a.word and _ANAPHOR.search(before) else None
    if (
        a.kind in COUNTED
        and a.low <= (12 if a.kind == "count" else 20)
        and a.kind != "people"
        and _ANAPHOR.search(before)
        and not re.search(r"\bof the $", before)
        and not _first_told(a, text, after)
    ):
        return "reference"
    if a.kind == "count" and a.low <= 10 and a.noun.split()[-1].lower() in _ABSTRACT and " more " not in text[a.start : a.end]:
        return "reference"
    if a.kind == "percent" and (_QUALITY.match(after) or _CONTENT.search(before)):
        return "specification"
    if a.kind == "mass":
        return _weighed(a, before, after)
    return "reference" if a.kind == "power" and a.low == 1 and a.scale == 1.0 and re.match(r"\sof\s", after) else None


_DAILY = re.compile(r"\b(?:output|ingots?|production|day|daily)\b[^,;]{0,30}\b(?:is|was|reach\w*|makes?)\s(?:about |around |some )?$")


_WHICH = re.compile(r"\s(?:of|in|which|that|tracked|surveyed|covered|polled|under|where)\b")


def _first_told(a: Amount, text: str, after: str) -> bool:
    """Whether "the eight markets tracked by SMM" are told of for the first time: their number stands nowhere before."""
    forms = [f"{a.low:g}", *(w for w, n in WORDS.items() if n == a.low)]
    return a.low > 2 and bool(_WHICH.match(after)) and not re.search(rf"(?i)\b(?:{'|'.join(forms)})\b(?![.,]\d)", text[: a.start])


def _weighed(a: Amount, before: str, after: str) -> str | None:
    """Why a tonnage is no claim: the tonne that a price is for, a machine's size, a table's unit, the bound of a class."""
    if (a.low == a.high == 1 and a.scale == 1.0 and a.unit == "t" and not _DAILY.search(before)) or re.search(r"\b[Uu]nit\s?[:：]?\s?$", before):
        return "reference"
    if _MACHINE.match(after):
        return "specification"
    return "bound" if _CLASS.search(before) and (_LIMIT.search(before[-26:]) or _AND_UP.match(after)) else None


_PAID = re.compile(r"\b(?:costs?|costing|worth|invest\w*|revenues?|profits?|spends?|spent|fine of|valued at|loan of)\s(?:\w+\s){0,2}$")
_MEASURED = ("capacity", "output", "investment", "revenue", "profit", "price", "processing_rate", "imports", "exports")


def bare(row: Sentence, a: Amount) -> str | None:
    """What a number without a unit may be: its unit lost ("garbled"), or nothing known (None)."""
    before = row.text[max(0, a.start - row.start - 60) : a.start - row.start]
    if re.search(r"\b(?:yuan|tons|tonnes|dollars|percent|rmb|rupees)\s(?:of\s)?$", before, re.I) or re.match(
        r"\sinto\b", row.text[a.end - row.start :]
    ):
        return "garbled"
    if _NAMED.search(before) and any(b.kind == "mass" and b.end <= a.start for b in row.amounts):
        return "garbled"
    if re.match(r"\s?[x×]\s?\d", row.text[a.end - row.start :]):
        return "reference"
    if re.search(r"\b(?:factory|plant|line|project|refinery|smelter|mill)\sof\s$", before) or (a.scale >= 1e6 and _PAID.search(before)):
        return "garbled"
    close = any(0 <= a.start - t.end < 26 or 0 <= t.start - a.end < 12 for t in row.of("measures") if t.entry.name in _MEASURED)
    return "garbled" if close else None
