"""The words around a time that say what it has to do with a claim: a base of comparison, the day somebody spoke, another clause."""

from __future__ import annotations

import re

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
COMPARED = re.compile(
    r"(?:\b(?:than|from|over|on|versus|against|compared (?:with|to)|vs\.?|relative to|up on|down on|of)\s(?:in\s|the\s|that\s|that of\s"
    r"|those of\s)?(?:same (?:period|month|quarter|time) (?:of|in)\s)?)$",
    re.I,
)
THAN = re.compile(
    r"\bthan\s(?:(?:same (?:period|quarter|months?|half) of|in|at|during|for|the|that|of|those|old|previous|last|record|same time|same period|high"
    r"|low)\s)*$"
)
DATELINE = re.compile(r"^\s?\((?:[A-Z][A-Za-z.]+)\)|^\s?(?:\(|--|—|–|-\s|:)")
ORDERED = re.compile(
    r"\b(?:order(?:ed|s|ing)?|instruct\w*|directives?|decree\w*|notices?|circulars?|notif\w+|told|asked|requir\w+|ruling|ruled|decisions?|documents?"
    r"|meeting|mandate\w*)\b[^,;]{0,60}$",
    re.I,
)


def link(before: str, after: str) -> str:
    """What a time has to do with its clause, by the words around it. "compared" is all that stands behind a word by which things are held
    against each other (than, from, on, of), though a day may follow it for itself.

    >>> link("A directive to stop three projects in ", ""), link("The plant was shut in ", ""), link("It was shut on ", "")
    ('ordered', 'plain', 'compared')
    """
    if len(before) < 40 and DATELINE.match(after):
        return "dateline"
    if COMPARED.search(before) or THAN.search(before):
        return "compared"
    if ORDERED.search(before):
        return "ordered"
    if PLANNED.search(before):
        return "planned"
    if SAID.search(before):
        return "said"
    return "then said" if THEN_SAID.match(after) else "issued" if ISSUED_AFTER.match(after) else "plain"
