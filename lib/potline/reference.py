"""The year that a text speaks from: that of its day of issue, else the last of those in which something has happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from potline.header import DAY_OF, MONTH_NAME, UNIT, Issue, day_of

YEAR = re.compile(r"(?<![\d.,$¥€£₹/])(?:(?:19|20)\d\d)(?![\d,.]*\d)(?!\s?(?:" + UNIT + "))", re.I)
_TO = re.compile(
    r"\s?(?:-|–|—|/|to|until|through)\s?(?:the\s)?(?:end\sof\s)?(?:" + MONTH_NAME + r"\.?\s?(?:\d\d?,?\s)?)?"
    r"(?P<end>(?:19|20)?\d\d)(?!\d)(?P<unit>\s?(?:" + UNIT + "))?", re.I)
_BEGINS = re.compile(r"[^.]{0,20}\b(?:begins?|began|starts?|started|kicks? off|opening year)\b", re.I)
MONTH = re.compile(MONTH_NAME + r"\.?(?:\s\d\d?(?:st|nd|rd|th)?)?,?\s?$", re.I)
AGAINST = re.compile(  # years a story looks back to, or that name something
    r"\b(?:(?:since|than|against|versus|compared (?:with|to)|founded|established|set up|built|dating|back|over|created|born|listed"
    r"|incorporated|partnered|merged)"
    r"(?:\s(?:in|to|that|the|end|of|early|late|" + MONTH_NAME + r"\.?(?:\s\d\d?)?))*|from)\s?$|\[$|\bno\.\s?$"
    r"|\b(?:founded|incorporated|established) in (?:the )?(?:spring|summer|autumn|fall|winter)(?: of)?\s$", re.I)
BY = re.compile(
    r"\b(?:(?:by|before|until|till|beyond|towards?|for|(?:each|every|a|per) year (?:from|after))\s(?:at least\s)?(?:the\s)?"
    r"(?:(?:year-?\s?)?end\sof\s|early\s|late\s|mid-?\s?|" + MONTH_NAME + r"\.?\s(?:\d\d?\s)?|fiscal\s)*"
    r"|(?:until|till)\s(?:the\s)?(?:(?:first|second|third|fourth)\s(?:quarter|half)|spring|summer|autumn|fall)\s(?:of\s)?)$",
    re.I)
FORWARD = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might(?! have)|could(?! not)|should|expect\w*|plan(?:s|ned|ning)?|target\w*|aim\w*|forecasts?|predict\w*"
    r"|(?:is|are|was|were) (?:going )?to"
    r"|hopes?|go(?:es)? on|intends?|goals?|schedul\w*|slated|due|wants?|reckons? with|counts? on|estimated to(?! have)|expires?|expiring"
    r"|runs? (?:out|until|to)|contract \w+ ends"
    r"|ends? (?:in|with|on|at)|safe until|notice for|deadline(?! was| had)|can (?:run|go|start|begin)|(?:be|being) carbon)\b", re.I)
# "120,000 tons in 2013 and 150,000 in " 2014, behind "expects 95,000 tons this year"
_LISTED = re.compile(r"(?:(?:and\s)?[\d.,]+\s?[a-z]*(?:\s[a-z]+)?\s(?:in|by|for)\s(?:(?:19|20)\d\d\s)?)+")
_NAMED = re.compile(r"\s(?:\w+\s){0,8}(?:plan|action plan|programme|catalogue|exhibition|conference|edition)\b", re.I)
_AIM = re.compile(  # "its 2030 strategy", "a 2027 surplus of"
    r"\s(?:[\w-]+\s){0,2}(?:strateg(?:y|ies)|visions?|ambitions?|road\s?maps?|agenda|projections?|guidance|estimates?|pledges?|surplus"
    r"|deficit)\b", re.I)
_OWNED = re.compile(r"\b(?:the|its|their|our|an?|\w+['’]s|\w+s['’])\s$", re.I)
_WITH = re.compile(  # ", with production in January 2014"
    rf"(?:and\s)?(?:with|followed by)\s(?:(?!\w+ed\b)[\w-]+\s){{1,8}}(?:{MONTH_NAME}\.?\s)?$", re.I)
_SPOKE = re.compile(  # "In January 2016 Ormet said it would": the day of the saying is past
    r"\b(?:said|told|announced|unveiled|warned|decided|agreed|signed|reported|stated|approved|revealed|won|got|received|published|issued"
    r"|laid)\b", re.I)
_OUTRIGHT = re.compile(r"\b(?:is|are|was|were|be|been|to|will|would)\s(?:\w+ly\s)?$", re.I)  # "to be announced"
_HAD = re.compile(r"\bhad\s(?!to\b)[^,;]*$"), re.compile(r",?\s(?:[\w'’-]+\s){1,4}had\s(?!to\b)")  # "It had 400 workers by 2019"
_DAY = re.compile(rf"{MONTH_NAME}\.?\s\d\d?(?:st|nd|rd|th)?,\s$", re.I)  # its comma parts no clauses: "on May 5, 2027"
_ALLOY = (  # "7075 and 2024", "2024-T3"
    re.compile(r"\b(?:[3-8]\d|1[0-4])\d\d,?\s(?:(?:and|or)\s)?$|\balloys?\s$"),
    re.compile(r"(?:,|,? and|,? or)\s(?:[3-8]\d|1[0-4])\d\d\b(?!,\d|\s(?:" + UNIT + r"))|-T\d|\salloys?\b"))
_BEGUN = re.compile(rf"\b(?:launched|opened|started|beg[au]n|commissioned|inaugurated)\b[^,;]{{0,40}}\sin\s(?:{MONTH_NAME}\.?\s)?$", re.I)
QUARTER = re.compile(r"\b(?:[1-4]Q|[12]H|Q[1-4][ -]?|H[12][ -]?)['’]?(?P<year>[0-3]\d)\b")  # 1Q17
THAN_PART = re.compile(  # "12 percent more than in Q3 of 2020" was written in 2021
    r"\b(?:than|versus|compared (?:with|to)|against)\s(?:in\s|the\s|that of\s|during\s){0,3}"
    r"(?:Q[1-4]|(?:first|second|third|fourth) (?:quarter|half)|same (?:period|quarter|months?|half))(?:\s(?:of|in))?\s$", re.I)
_MORE_THAN = re.compile(r"\b(?:than|compared (?:with|to)|up on|down on)\s(?:in\s|that of\s|those of\s)?$", re.I)  # written in a later year
_FINE = re.compile(rf"(?:{MONTH.pattern}|\b(?:quarter|half)\s(?:of\s)?$)", re.I)
_RISING = re.compile(r"\b(?:rising|growing|falling|expanding|shrinking|declining)\b[^;]{0,70}\s(?:up )?to\s$", re.I)  # "rising 4% a year to 2026"
_GUIDED = re.compile(r"\s(?:[\w-]+\s){0,2}(?:guidance|estimates?|forecasts?|budget)\b", re.I)  # "left its 2021 guidance alone"
_LAW = re.compile(r"\b(?:Act|Acts|Bill|Code|Law|Ordinance|Regulations?|Rules)(?:\s\([^()]{2,60}\))?,?\s(?:of\s)?$")  # "under the Rules, 2008"
_MONTHDAY = re.compile(rf"(?P<name>{MONTH_NAME})\.?\s{DAY_OF}(?!\d|,?\s?(?:19|20)\d\d)", re.I)


PRINTED, WEIGHED = "printed years", "printed years, weighed"  # how a year is known: the last past one, one of those around it


def reference_year(text: str, issue: Issue) -> tuple[int | None, str]:
    """The year a text speaks from, and how that is known; None where it cannot be.

    >>> reference_year("Output grew in 2016 and by 2020 will double. The ban runs from June 28, 2017 to March 31, 2018.", Issue())
    (2017, 'printed years')
    """
    text = text[:50_000]
    printed = dict(sorted(past_years(text)))
    known = issue.date.year if issue.date else issue.year
    if known is None and printed:
        return max(printed), PRINTED
    if known is None:
        quarter = QUARTER.search(text)
        year = _beside(text)
        return (2000 + int(quarter["year"]), "printed quarter") if quarter else (year, PRINTED) if year else (None, "")
    old = printed and max(printed) <= known - 2 and printed[max(printed)] and not _only_begun(text, max(printed))
    if old and not (issue.date and any(_fresh(m, issue.date) for m in _MONTHDAY.finditer(text))):
        return max(printed), "printed years, as the page is dated later"
    return known, issue.how


def _beside(text: str) -> int | None:
    """A year that a text without a past one may speak from: after the last it holds something against, else the first in which a month is to come
    or for which it gives guidance.
    """
    found = [(int(m[0]), clause_of(text[max(0, m.start() - 120) : m.start()]), text[m.end() : m.end() + 40]) for m in YEAR.finditer(text)]
    held = [year + 1 for year, clause, _ in found if _MORE_THAN.search(clause)]
    guided = [year for year, clause, after in found if _OWNED.search(clause) and _GUIDED.match(after)]
    soon = [year for year, clause, after in found if _FINE.search(clause) and to_come(clause, after)] + guided
    return max(held) if held else min(soon, default=None)


def _only_begun(text: str, year: int) -> bool:
    """Whether a year is printed once, as that in which something was opened: what stands today may tell of it."""
    found = [m for m in YEAR.finditer(text) if int(m[0]) == year]
    return len(found) == 1 and bool(_BEGUN.search(text, max(0, found[0].start() - 90), found[0].start()))


def past_years(text: str) -> Iterator[tuple[int, bool]]:
    """Years of what has happened, and whether a month stands by: no targets, no look-backs, no ends of ranges, no names."""
    last = 0
    for m in YEAR.finditer(text):
        before, after = text[max(last, m.start() - 120):m.start()], text[m.end():m.end() + 60]
        through = _TO.match(text, m.end())
        if m.start() < last or (through and through["unit"]):
            continue
        begun = bool(through and _BEGINS.match(text, through.end()))
        if through:
            last = through.end()
            end = int(through["end"]) if len(through["end"]) == 4 else int(m[0]) // 100 * 100 + int(through["end"])
            if end - int(m[0]) not in (0, 1) and not begun:
                continue
        clause = clause_of(before)
        ahead = re.split(r"[.;,]\s", after.removeprefix(", "))[0]
        named = (clause.endswith("the ") and _NAMED.match(after)) or _LAW.search(before) or _ALLOY[0].search(before) or _ALLOY[1].match(after)
        if begun or not (to_come(clause, ahead) or named or (AGAINST.search(clause) and not through)):
            yield int(m[0]) + (text.count(m[0]) == 1 and bool(THAN_PART.search(clause))), bool(MONTH.search(re.split(r",\s", before)[-1]))


def clause_of(before: str) -> str:
    """What stands before a year in its clause: a list, a day, and what "with" adds go on with it.

    >>> clause_of("It lost money. A start is expected in March 2012, with foil in January ")
    'A start is expected in March 2012, with foil in January '
    """
    sentence = re.split(r"[.;]\s", before)[-1]
    if _DAY.search(sentence):
        sentence = sentence[:-2] + " "
    clauses = re.split(r",\s", sentence)
    while len(clauses) > 1 and (_LISTED.fullmatch(clauses[-1]) or _WITH.fullmatch(clauses[-1])):
        clauses[-2:] = [", ".join(clauses[-2:])]
    return clauses[-1]


def to_come(clause: str, after: str) -> bool:
    """Whether a year is told as one to come, by its clause before it and after it.

    >>> to_come("It will double by ", ""), to_come("It had 400 workers by ", ""), to_come("In January ", " it said it would stop")
    (True, False, False)
    """
    if BY.search(clause) and not (_HAD[0].search(clause) or _HAD[1].match(after)):
        return True
    if FORWARD.search(clause) or _RISING.search(clause) or (_OWNED.search(clause) and _AIM.match(after)):
        return True
    m = FORWARD.search(after)
    return bool(m and not spoke(after[: m.start()]))


def spoke(words: str) -> bool:
    """Whether somebody says or settles something in these words."""
    m = _SPOKE.search(words)
    return bool(m and not _OUTRIGHT.search(words, 0, m.start()))


def _fresh(m: re.Match[str], published: date) -> bool:
    """Whether a day without a year lies in the two months before publication."""
    day = day_of(m.groupdict() | {"year": str(published.year)})[0]
    return day is not None and (published - day).days % 365 <= 60
