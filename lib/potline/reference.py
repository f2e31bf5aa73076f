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
    r"\b(?:(?:since|than|against|versus|compared (?:with|to)|founded|established|set up|built|dating|back|over|created|born|listed)"
    r"(?:\s(?:in|to|that|the|end|of|early|late|" + MONTH_NAME + r"\.?))*|from)\s?$|\[$|\bno\.\s?$", re.I)
BY = re.compile(
    r"\b(?:(?:by|before|until|till|beyond|towards?|for|(?:each|every|a|per) year (?:from|after))\s(?:at least\s)?(?:the\s)?"
    r"(?:(?:year-?\s?)?end\sof\s|early\s|late\s|mid-?\s?|" + MONTH_NAME + r"\.?\s|fiscal\s)*"
    r"|(?:until|till)\s(?:the\s)?(?:(?:first|second|third|fourth)\s(?:quarter|half)|spring|summer|autumn|fall)\s(?:of\s)?)$",
    re.I)
FORWARD = re.compile(
    r"\b(?:will|would|shall|(?-i:may)|might(?! have)|could(?! not)|should|expect\w*|plan(?:s|ned|ning)?|target\w*|aim\w*|forecasts?|predict\w*"
    r"|(?:is|are|was|were) to"
    r"|hopes?|go(?:es)? on|intends?|goals?|schedul\w*|slated|due|wants?|reckons? with|counts? on|estimated to(?! have)|expires?|expiring"
    r"|runs? (?:out|until|to)|contract \w+ ends"
    r"|ends? (?:in|with|on|at)|safe until|notice for|deadline(?! was| had)|can (?:run|go|start|begin)|(?:be|being) carbon)\b", re.I)
# "120,000 tons in 2013 and 150,000 in " 2014, behind "expects 95,000 tons this year"
_LISTED = re.compile(r"(?:(?:and\s)?[\d.,]+\s?[a-z]*(?:\s[a-z]+)?\s(?:in|by|for)\s(?:(?:19|20)\d\d\s)?)+")
_NAMED = re.compile(r"\s(?:\w+\s){0,8}(?:plan|action plan|programme|catalogue|exhibition|conference|edition)\b", re.I)
QUARTER = re.compile(r"\b(?:[1-4]Q|[12]H|Q[1-4][ -]?|H[12][ -]?)['’]?(?P<year>[0-3]\d)\b")  # 1Q17
THAN_PART = re.compile(  # "12 percent more than in Q3 of 2020" was written in 2021
    r"\b(?:than|versus|compared (?:with|to)|against)\s(?:in\s|the\s|that of\s|during\s){0,3}"
    r"(?:Q[1-4]|(?:first|second|third|fourth) (?:quarter|half)|same (?:period|quarter|months?|half))(?:\s(?:of|in))?\s$", re.I)
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
    if known is None:
        quarter = None if printed else QUARTER.search(text)
        return (max(printed), PRINTED) if printed else (2000 + int(quarter["year"]), "printed quarter") if quarter else (None, "")
    old = printed and max(printed) <= known - 2 and printed[max(printed)]
    if old and not (issue.date and any(_fresh(m, issue.date) for m in _MONTHDAY.finditer(text))):
        return max(printed), "printed years, as the page is dated later"
    return known, issue.how


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
        clauses = re.split(r",\s", re.split(r"[.;]\s", before)[-1])
        while len(clauses) > 1 and _LISTED.fullmatch(clauses[-1]):
            clauses[-2:] = [", ".join(clauses[-2:])]
        clause = clauses[-1]
        ahead = re.split(r"[.;,]\s", after.lstrip(", "))[0]
        named = (clause.endswith("the ") and _NAMED.match(after)) or _LAW.search(before)
        forward = BY.search(clause) or FORWARD.search(clause) or FORWARD.search(ahead)
        if begun or not (forward or named or (AGAINST.search(clause) and not through)):
            yield int(m[0]) + (text.count(m[0]) == 1 and bool(THAN_PART.search(clause))), bool(MONTH.search(clause))


def _fresh(m: re.Match[str], published: date) -> bool:
    """Whether a day without a year lies in the two months before publication."""
    day = day_of(m.groupdict() | {"year": str(published.year)})[0]
    return day is not None and (published - day).days % 365 <= 60
