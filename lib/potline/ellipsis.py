"""Units that a number leaves out: taken from what was counted or measured before it, beside it, behind it."""

from __future__ import annotations

import re

from potline import readings
from potline.grammar import Amount
from potline.lists import noun_before
from potline.neighbours import lend, people, share
from potline.prices import mills, price
from potline.scan import Sentence
from potline.vocabulary import either

COUNTED = ("enterprise", "people", "pot", "count", "case", "inspection")
_GOES_ON = re.compile(
    r"^(?:\s?[),;]|\s(?:many\b|of\s(?:them|these|those|which|whom|its|the(?:m|se)?\b|\d"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)|were|was|are|is|have|has|had|being|got|at present|in\s"
    r"|and\b|belong|others?\b"
    r"|more\b(?!\sthan)|remain|still|stopped|shut|closed|went|that\s(?:remain|are|were|have|stand|run|still)|who\b|must\b|may\b|can\b"
    r"|(?!hundred|need|red\b|speed|united)[a-z]+ed\b|sealed|on\s|could|did|do\b|already"
    r"|failed|fell|under\b|not\b|will|would"
    r"|put\b|sent\b|kept\b|held\b|left\b|met\b|found\b|ran\b|run\b|made\b|began\b|stood\b|stand\b|lost\b|took\b|start\b|at\s(?:half|full)"
    r"|per\s|an?\s(?:day|week|month|year)\b|running|go(?:es)?\sout|hang\b|make\b|(?:more|fewer|less)\sthan\s(?:in|a|an|the|last)\b|fewer\b"
    r"|at\s[A-Z]|an?\s(?:year|month|week)\s(?:later|earlier)|for\s(?:not|failing|breach|lack)|new\b|alone))|^\s?\.(?:\s|$)|^$|^\s?(?:--|—|–|:)"
)
_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s)?")
_OUT_OF_THEM = re.compile(r"\s(?:out\s)?of\s(?:the|its|their|those|some|about|[\w'’]+)?(?:\s[\w'’]+)?\s?")
_THE_OTHER = re.compile(r"\b(?:the\s(?:other|remaining)|another|(?:and|while)\sthe\srest)\s$", re.I)
NAMED = re.compile(r"(?:[,;:]|\b(?:and|while|with|but))\s(?:[A-Z][\w'’.-]+\s){1,4}(?:with\s|has\s|at\s|:\s?)?$|^(?:[A-Z][\w'’.-]+\s){1,3}$")
_MOVED = re.compile(r"\b(?:at|to|from|near|below|above|against|versus)\s(?:about |around |some |nearly |only )?$")
_POSTS = re.compile(
    r"\b(?:work posts|posts|jobs|employees|workers|staff|personnel|headcount|workforce)\s(?:of\s|about\s|nearly\s|some\s|reach(?:es|ed)?\s"
    r"|total\w*\s)?$",
    re.I,
)
_SEIZED = re.compile(
    rf"\b(?:{either('done_to_people')})\s(?:about |some |another |at least )?$"
)
_SENTENCED = re.compile(r"^[^,;.]{0,40}\b(?:detention|detained|sentenced|arrested|jail\w*|probation|injured|hospital\w*|died|laid off|dismissed)\b")

_LISTED_BEFORE = re.compile(r"\s[a-z]+(?:-[a-z]+)?\s(?:and|or)\s")  # "7 low-pressure and 2 gravity casting lines"
_NUMBERED = re.compile(
    r"\b(?P<noun>enterprises|producers|smelters|refineries|manufacturers|companies|factories|firms|plants)\b[^,;.:\d]{0,40}"
    r"\s(?:were|are|was|is|number(?:s|ed)?|total(?:s|led)?|c[ao]me to|reach(?:ed)?)\s(?:about |around |some |over |more than |nearly |only )?$"
)


def counted(rows: list[Sentence], text: str) -> None:
    """Bare numbers given the unit of what was counted before: "167 enterprises … have shut down 164"; of a title, after."""
    readings.read(rows)
    mills(rows)
    for row in rows:
        row.amounts[:] = [a for j, a in enumerate(row.amounts) if not _article(row, j)]
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
    price(rows)
    lend(rows)


_SPEAKS = re.compile(r"\s(?:in\s[A-Z]\w+\s)?(?:said|says|told|thinks|reckons|judged|explained|noted|estimated|with capacity)\b|,?[\"”]")
_LASTED = re.compile(r"\b(?:for|within|in|lasted|than|only|just|about|another)\s$")  # "stopped for one day"
_ONE_OF = re.compile(
    r"one of (?:the |its |his |their )?(?:cases|compan\w+|firms|officials|plants|factories|producers|smelters|largest|biggest|cities|projects)",
    re.I,
)


def _article(row: Sentence, j: int) -> bool:
    """Whether "one" is an article or a pronoun, or "zero" a figure of speech: "one trader said", "one of the firms", "one day"."""
    a = row.amounts[j]
    printed = row.text[a.start - row.start : a.end - row.start].lower()
    if a.word and a.low == 0 and printed == "zero":
        return True
    if not a.word or a.low != 1 or not printed.startswith("one") or a.kind not in (*COUNTED, "time", ""):
        return False
    if a.kind == "time":
        lasted = _LASTED.search(row.text, 0, a.start - row.start)
        return a.unit in ("day", "other:night") and not lasted and not any(b.kind == "time" for b in row.amounts if b is not a)
    if _ONE_OF.match(row.text, a.start - row.start):
        return True
    if a.kind not in ("enterprise", "people") or printed.startswith("one other"):
        return False
    others = any(b is not a and b.kind == a.kind and b.low > 1 for b in row.amounts)
    return bool(_SPEAKS.match(row.text[a.end - row.start :])) or (a.kind == "enterprise" and not others)


def _owned(rows: list[Sentence], i: int, j: int, last: tuple[Amount, int] | None) -> Amount:
    """A bare number with the unit that it leaves out, if any."""
    row, a = rows[i], rows[i].amounts[j]
    at = a.start - row.start
    before, behind = row.text[max(0, at - 40) : at], row.amounts[j + 1] if j + 1 < len(row.amounts) else None
    if not (a.word and a.low < 20) and (told := people(row, a)):
        return told
    if _SEIZED.search(before) and a.scale == 1.0:
        return a._replace(unit="person", kind="people", noun="?persons")
    if _POSTS.search(before) and a.low >= 10 and a.scale == 1.0:
        return a._replace(unit="person", kind="people", noun="?posts")
    ahead = row.amounts[j - 1] if j else None
    if ahead and ahead.kind in COUNTED and _OF.fullmatch(row.text[ahead.end - row.start : at]) and a.low > ahead.low:
        return _as(a, ahead)
    if behind and behind.kind in COUNTED and _OUT_OF_THEM.fullmatch(row.text[a.end - row.start : behind.start - row.start]):
        return _as(a, behind)
    if behind and behind.kind in COUNTED and not a.word and _LISTED_BEFORE.fullmatch(row.text[a.end - row.start : behind.start - row.start]):
        return _as(a, behind)
    if told := noun_before(row.text[max(0, at - 90) : at], row.text[a.end - row.start :][:20], a):
        return told
    if a.scale == 1.0 and (m := _NUMBERED.search(row.text[:at])) and not 1900 <= a.low <= 2100:
        return a._replace(unit="enterprise", kind="enterprise", noun="?" + m["noun"])
    if like := _printed_before(rows, i, j):
        return a._replace(
            unit=like.unit.split("/")[0] if a.scale >= 1e3 else like.unit,
            kind="money" if like.kind == "price" and a.scale >= 1e3 else like.kind,
            noun=like.noun,
        )
    if not a.word and (like := share(row, j)):
        return a._replace(unit=like.unit, kind=like.kind, noun="?" + like.noun.lstrip("?"))
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
    if _MONEY.search(before[-40:]):
        return next((b for r in rows[i::-1] for b in reversed(r.amounts) if b.kind == "money" and (r is not row or b.end <= a.start)), None)
    here = next((b for b in earlier if b.kind in ("mass", "money", "piece", "price", "power")), None)
    if here or not i or not _MATERIAL.search(before):
        return here
    return next((b for r in rows[i - 1 : i - 3 : -1] for b in reversed(r.amounts) if b.kind == "mass" and b.scale >= 1e3), None)


_LEFT_OUT = re.compile(r"\s?(?:in|a|for|last|the|and|on|from|to|over|at|per|as|while|but|is|was|will|of)\b")
_MONEY = re.compile(
    r"\b(?:revenues?|profits?|sales|costs?|loss|losses|investments?|earnings|income|budget\w*|spen[dt]\w*|values?|worth|tax(?:es)?|loans?|bonds?|fund(?:s|ing)"
    r"|money|turnover|sold for|bought for|prices?|paid|debts?)\b(?!.*\b(?:capacity|output|production|tons?|tonnes?)\b)"
)
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
    if a.low >= 100 and near.kind in ("mass", "power") and (NAMED.search(before) or (a.low >= 1000 and latest is near and _LISTED.match(after))):
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
