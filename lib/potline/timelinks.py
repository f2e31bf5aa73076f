"""The words around a time that say what it has to do with a claim: a base of comparison, the day somebody spoke, another clause."""

from __future__ import annotations

import re
from functools import lru_cache

SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|reports|according to|statement|disclosed|quoted|wrote|posted|learned|learnt|data|survey"
    r"|filing|website|site|show|shows|showed|warned)\b(?:(?!that\b)[^,;]){0,40}\s(?:on|of|in|dated|at)?\s?$"
    r"|\b(?:dated|date)\s$",
    re.I,
)
PLANNED = re.compile(r"\b(?:plan|proposal|survey|forecast|estimate) of\s$|\b(?:said|announced|told|unveiled)(?: \w+)? in\s$", re.I)
# "In June the company said it would idle": the day of the saying, not of the idling
THEN_SAID = re.compile(
    r"^,?\s(?!.*\b(?:ordered|order|orders|notice)\b)[^,;]{0,60}\b(?:said|announced|told|warned|unveiled)\b[^;]{0,60}\b(?:would|will|to"
    r"|plans?|expects?|may|could|should)\b"
)
ISSUED = re.compile(r"\b(?:published|released|issued|notice|document|circular)\b[^,;]{0,40}\s(?:on|of|in|dated|at)?\s?$|^\W*[Oo]n\s$", re.I)
ISSUED_AFTER = re.compile(r"^[^;.]{0,60}\b(?:were|was|are|is)\s(?:issued|published|released)\b")
_BASE = r"(?:in\s|the\s|that\s|that of\s|those of\s)?(?:same (?:period|month|quarter|time) (?:of|in)\s)?$"
_CHANGED = (
    r"\b(?:f[ae]ll\w*|rise\w*|rose|drop\w*|increas\w*|decreas\w*|declin\w*|grew|growth|gain\w*|jump\w*|slip\w*|eased?|dip\w*|climb\w*|edg(?:ed|es|ing)|slid\w*"
    r"|surg\w*|plung\w*|up|down|higher|lower|more|less|fewer|better|worse|unchanged|changed?|improv\w*|recover\w*|rebound\w*|halved|doubled|cut)\b"
)
_CLAUSE = r"(?:[^.,;]|[.,](?=\d))"  # "fell 6.1% from"
COMPARED = re.compile(  # "less than in April", "up on June", "fell 4 percent from May", not "a notice on April 14", "made 300 t from May"
    rf"(?:\b(?:than|over|versus|against|compared (?:with|to)|vs\.?|relative to|(?:up|down|increase|rise|fall|drop|gain|growth) on)\s"
    rf"|{_CHANGED}{_CLAUSE}{{0,50}}\sfrom\s|(?:{_CHANGED}{_CLAUSE}{{0,30}}|%|\b(?:percent|per cent|pct))\son\s){_BASE}",
    re.I,
)
_HELD_AGAINST_DAYS = re.compile(rf"\b(?:than|over|versus|against|compared (?:with|to)|vs\.?|relative to|(?:up|down) (?:on|from))\s{_BASE}", re.I)
THAN = re.compile(
    r"\bthan\s(?:(?:same (?:period|quarter|months?|half) of|in|at|during|for|the|that|of|those|old|previous|last|record|same time|same period|high"
    r"|low)\s)*$"
)
DATELINE = re.compile(r"^\s?\((?:[A-Z][A-Za-z.]+)\)|^\s?(?:\(|--|—|–|-\s|:)")
ORDERED = re.compile(
    r"\b(?:order(?:ed|s|ing)?|instruct\w*|directives?|decree\w*|notices?|circulars?|notif\w+|requir\w+"
    r"|(?:was|were|been|be|state|government|authorities|ministry|province|city|officials) (?:told|asked|urged)"
    r"|ruling|ruled|decisions?|documents?|meeting|mandate\w*)\b[^,;]{0,60}$",
    re.I,
)


_HELD = (  # what beside an amount says that it is of the time before, or of more than the last time told: "last year's figure of 40,100"
    ("of the year before", re.compile(
        r"\b(?:last year['’]s|a year (?:ago|earlier|before)|year-(?:ago|earlier)|previous year|prior[- ]year|year before|"
        r"(?:same|corresponding) (?:\w+ )?(?:period|months?|quarter|half|time) (?:of |in |a )?(?:last|the previous|the prior) year)\b", re.I)),
    ("of the quarter before", re.compile(
        r"\b(?:(?:previous|prior|preceding|sequential) quarter|sequential period|quarter (?:earlier|before|ago)|last quarter['’]s)\b", re.I)),
    ("of the month before", re.compile(r"\b(?:(?:previous|prior|preceding) month|month (?:earlier|before|ago)|last month['’]s)\b", re.I)),
    ("of the week before", re.compile(r"\b(?:(?:previous|prior|preceding) week|week (?:earlier|before|ago|prior)|last week['’]s)\b", re.I)),
    ("of the whole year", re.compile(r"\b(?:full|whole|entire|calendar)[- ]year|annual\b", re.I)),
    ("of the year so far", re.compile(r"\b(?:ac?cumulat\w+|cumulative\w*|so far|to date|ytd|year-to-date)\b", re.I)),
)
_AGAINST = re.compile(r"\b(?:compared? (?:with|to)|versus|vs\.?|against|from|than)\s(?:[A-Za-z-]+\s){0,4}$", re.I)
_AFTER = re.compile(r"\b(?:after|following|despite|since|before|prior to|having|because of|due to)\s(?!which\b)[^,;.]*$", re.I)


@lru_cache(maxsize=64)  # asked for each slot
def held(before: str, behind: str) -> str:
    """What the words of its own clause on either side of an amount say of its time.

    >>> held("41,500 t, surpassing last year's figure of ", "."), held("made ", " in the same period last year, 4 t"), held("made ", "")
    ('of the year before', 'of the year before', '')
    >>> held("third quarter results compare to net income of ", " in the second quarter")
    'what another is held against'
    """
    near = re.split(r"[,;]\s|\bfrom\b|\band\b", before)[-1] + " | " + re.split(r"[,;.]\s|\sfrom\b|\sand\b|\d", behind)[0]
    return next((what for what, pattern in _HELD if pattern.search(near)), "what another is held against" if _AGAINST.search(before) else "")


def lag(text: str, at: int) -> str:
    """The word, such as "after" or "despite", that leads on what stands at a place of a sentence.

    >>> lag("It closed in May after a fire in April", 33), lag("It closed in May after a fire", 10)
    ('after', '')
    """
    m = _AFTER.search(text, max(0, at - 60), at)
    return m[0].split()[0].lower() if m else ""


@lru_cache(maxsize=256)  # asked again for each claim of a sentence
def link(before: str, after: str, day: bool = False) -> str:
    """What a time has to do with its clause, by the words around it; `day` where the time is one. Things happen on a day and from a day on,
    while figures are held against those of a month or a year.

    >>> link("The province published a notice on ", "", True), link("The plant was shut in ", ""), link("Output fell on ", "", True)
    ('ordered', 'plain', 'plain')
    >>> link("Output fell 4 percent on ", ""), link("More than in ", ""), link("It made 300 t from ", ""), link("The firm said on ", "", True)
    ('compared', 'compared', 'plain', 'said')
    """
    if len(before) < 40 and DATELINE.match(after):
        return "dateline"
    if (_HELD_AGAINST_DAYS if day else COMPARED).search(before) or THAN.search(before):
        return "compared"
    if ORDERED.search(before):
        return "ordered"
    if PLANNED.search(before):
        return "planned"
    if SAID.search(before):
        return "said"
    return "then said" if THEN_SAID.match(after) else "issued" if ISSUED_AFTER.match(after) else "plain"
