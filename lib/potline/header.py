"""What stands around an article's text: printed days, lines of meta, the day of publication, the source, the year it speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
DAY_OF = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
DAYS = tuple(re.compile(p, re.I) for p in (
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d\d?)[-/.月](?P<day>\d\d?)(?!\d)",  # 2020-06-04
    rf"(?P<name>{MONTH_NAME})\.?[\s-]{{0,2}}{DAY_OF}\s?[,-]?\s?{_YEAR}",  # Nov 5, 2020; Sep 9,2019; Dec-19-2017
    rf"(?<!\d){DAY_OF}[.,]?[\s-](?:of\s)?(?P<name>{MONTH_NAME})\.?,?[\s-]?{_YEAR}",  # 14 December 2017; 04, Mar. 2020
    rf"(?<![\w.,$])(?<!\w-){DAY_OF}(?P<name>{MONTH_NAME})\.?{_YEAR}",  # --22Jul2013/542 am, not COVID-19March 2020
    rf"(?<![\d.])(?P<one>\d\d?)(?P<sep>[-/.])(?P<two>\d\d?)[-/.]{_YEAR}",  # 28/11/2018
))
SHORT = tuple(re.compile(p, re.I) for p in (  # how lines of meta alone print a day
    r"(?<![\d.,/])(?P<one>\d\d)(?P<sep>[/.])(?P<two>\d\d)[/.](?P<short>\d\d)(?![\d./%]|,\d)",  # 27.02.15
    rf"(?<!\d){DAY_OF}(?:-(?P<name>{MONTH_NAME})-|\s(?P<name2>{MONTH_NAME})\.?,?\s['’])(?P<short>\d\d)(?!\d)",  # 27-Feb-15, 27 Feb '15
    r"(?<![\d-])(?P<day>\d\d?)\s?[-/]?\s(?P<year>(?:19|20)\d\d)\s?[-/]\s?(?P<month>\d\d)(?![\d-])",  # 02 - 2021 - 07
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[-/.]\s?(?P<month>\d\d?)\s?[-/.]\s?(?P<day>\d\d?)(?!\d)",  # 2021 - 07 - 02
))
CENTURY = re.compile(r"(?:19|20)\d\d")
SAYS = re.compile(r"\d|[:：]|^by\s", re.I)  # every line of meta holds one of these
TIME = re.compile(r"\d\d?:\d\d(?::\d\d(?:\.\d\d)?)?(?:\s?[ap]\.?m\b\.?)?|\b\d\d?(?:\.\d\d)?\s?[ap]\.?m\b\.?|[+-]\d\d?:?\d\d\b", re.I)
COUNT = re.compile(
    r"\(\d+\)|\b\d[\d,]*\s?(?:views?|hits?|reads?|clicks?|comments?|shares?|visits?|min(?:ute)?s?(?:\sread)?"
    r"|(?:hour|day|month|year)s?(?:\(s\))? ago)\b|[👁🕑]\ufe0f?\s?\d[\d,]*", re.I)
BYLINE = re.compile(r"(?i:by):?\s(?:[A-Z][\w.'’-]*|and|&|in|of|for|the|[|/-])(?:[ ,]+(?:[A-Z][\w.'’-]*|and|with|&|in|of|for|the|[|/-])){0,24}")
# " date 2017-10-19 (Reuters) - Industry", not "SHANGHAI, Jan 19 (SMM) - Prices": a reporter's place and day belong to the story
PREFIX = re.compile(r"(?:date:?\s)?(?:19|20)\d\d[-.]\d\d?[-.]\d\d?(?:[T\s]\d\d?:\d\d(?::\d\d)?)?\s+(?:\([^()\n]{2,30}\)\s?[-–—]+\s*)?", re.I)
# "By our Budapest correspondent", "Posted on ... in Commodities"
SIGNED = re.compile(r"(?:by|our|posted|published|filed|in)\b|.*(?:desk|correspondent|bureau|report(?:er)?|writer)$", re.I)
# "Beijing September 8, 2016 news,"
WIRED = re.compile(rf"(?:[A-Z][a-z]+,?\s){{0,5}}(?:on\s)?{MONTH_NAME}\s\d\d?,\s(?:19|20)\d\d,?\s(?:news|dispatch|report|telegram|message)\b")
DATELINE = re.compile(r"(?:[A-Z][^\n()/]{0,70}|date[ \d-]*)[(/](?P<agency>[A-Z][\w &.-]{1,25})[)/]\s?[-–—:]")
UNIT = (
    r"(?:tons?|tonnes?|t|mt|kt|yuan|rmb|usd|dollars?|people|workers|employees|jobs|enterprises|companies|firms|pieces|sets|pots|cells|points?"
    r"|percent|million|billion|mln|kw|mw|mm|m2|met(?:er|re)s?|square|households|alloys?|series|aluminiu?m alloys?)\b|%"
)
NOTE = re.compile(r"\(\s?[^()\n=]{1,12}=[^()\n=]{1,40}\)\s*")  # ($1 = 206 forints)
CRUMB = re.compile(r"(?:you are here|(?:your )?(?:current )?(?:location|position))\s?[:：>]|home(?: ?page)?\s?(?:>|»|›|/|\||-|–|→|::)")
ABOUT = re.compile(r"(?:About|ABOUT)(?: [A-Z][\w&.'’-]*){1,4}:?")
MENU = re.compile(r"[^\d.!?>»›|·•]{0,42}(?:[>»›|·•][^\d.!?>»›|·•]{1,42}){2,}")  # no space that two parts could take
PAGES = re.compile(r"(?:page\s)?\d+\s?(?:of|/)\s?\d+(?:\s?pages?)?|(?:prev(?:ious)?\W*)?\[?1\]?\s\[?2\]?(?:\s\[?\d+\]?)*(?:\W*next\W*)?|\W*", re.I)
TICKER = re.compile(r".{0,60}[▲▼△▽↑↓].{0,40}")
DOMAIN = re.compile(r"\w[\w-]*(?:\.\w[\w-]*)*\.(?:com|cn|net|org|in|info|co)(?:\.\w\w)?")
SITE = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://\S+|www\.\S+")
PHONE = re.compile(r"[^\d:+(]{0,40}:?\s*(?:\+\d|\(\d{2,5}\)\s?\d)[\d\s()./-]{6,}\d(?:\s?(?:ext\.?|x)\s?\d+)?")
HOLDER = re.compile(r"\{\{?[^{}]{1,60}\}?\}|\[/?[a-z]+(?:_[a-z]+)+[^\[\]]{0,80}\]|%%\w+%%|<[a-z/!][^<>]{0,80}>")  # what a template left unfilled
OFFER = re.compile(  # "Like what you read? Subscribe to ..."
    r"[^.!?]{3,60}\?\s+(?:sign[ -]?up|subscribe|register|join (?:us|our|the)|click|download|contact|call us|follow us|log ?in)\b.*"
    r"|(?:billed as\s)?(?:[a-z]{2,3}|[$€£₹])\s?\d[\d.,]*(?:\s?(?:/|per|a)\s?(?:month|year|week)| only| for the (?:1st|first) (?:month|year)\b.*)"
    r"|(?:get|save)\s(?:up to\s)?\d+\s?%(?:\soff)?\s.{0,40}\b(?:plan|subscription|membership)s?\W*")  # "RM9.73/month"
REMARKS = re.compile(r"(?:\d+|one|two|three|no)\s(?:thoughts?|comments?|responses?|replies|reply|opinions?)\s(?:on|to)\s[“\"‘'].*")
FILED = re.compile(r"\d{4,8}\s[A-Z].{10,120}\s[a-z][\w-]+\.(?:com|net|org|cn)")  # "700321 Loxal Announces a Closing glassonline.com"
KEYS = re.compile(r"(?:[A-Z][A-Za-z-]*(?: [A-Z][A-Za-z-]*){0,4},){2,}[A-Z][A-Za-z-]*(?: [A-Z][A-Za-z-]*){0,4}")  # "Grinding Tools,Angle Grinder,Saw"
FIGURE = re.compile(r"(?:Figure|Fig\.?|Chart)\s?\d{1,2}\s?[.:]\s?[^\d.!?]{5,120}(?:(?:19|20)\d\d)?")  # "Figure 1. Imports of bauxite in 2019"
OTHERS = re.compile(  # "More popular news"
    r"(?:(?:(?:more|other|latest|most|hot|top|recent|related|popular|recommended|trending|featured|similar|further|read|viewed|today's)\s){1,3})"
    r"(?:news|articles?|stor(?:y|ies)|posts?|headlines?|reading|reads|information|products?|reports?|updates?|topics?|coverage|content|links?)"
    r"(?:\s(?:on|about|in|from|for)\s(?:this|the same|our|the)\s(?:topic|subject|section|category|author|site|website|company|issue))?\s?[:>»…]*"
    r"|next in (?:\w+ ){1,2}news|(?:related|more) (?:\w+ ){1,3}news(?: stories)?")
# "Today's view: prices should stay near 13,900 yuan.", "At issue: power. Or, rather, the lack of it."
TOLD = re.compile(r"(?:\S+\s+){12,}\S.*|(?:\S+\s+){5,}[^\d\s]*\d[^\s:]*\s.*[a-z][.。]|[^:]*[a-z]{3}\.\s[A-Z][a-z]+,?\s[a-z][^:]*[.。]")
class Day(NamedTuple):
    """A day printed at `text[start:end]`; `date` is None where day and month cannot be told apart or do not exist."""

    start: int
    end: int
    date: date | None
    year: int


def days(text: str) -> list[Day]:
    """Full dates with a year, in order.

    >>> [str(d.date) for d in days("Published: Jul 28, 2020 13:09, first 14 December 2017, Post Time: 2018/11/28, 03/04/2019")]
    ['2020-07-28', '2017-12-14', '2018-11-28', 'None']
    """
    if not CENTURY.search(text):
        return []
    return sorted(Day(*m.span(), *day_of(m.groupdict())) for pattern in DAYS for m in pattern.finditer(text))


def day_of(part: Mapping[str, str]) -> tuple[date | None, int]:
    """The day, None where there is no such or it may be two, and the year that the groups of a pattern print."""
    year = int(part["year"]) if "year" in part else int(part["short"]) + (2000 if int(part["short"]) < 70 else 1900)
    if "one" in part:
        one, two = int(part["one"]), int(part["two"])
        day, month = (one, two) if one > 12 or (part["sep"] != "/" and two <= 12) else (two, one)
        if one <= 12 and two <= 12 and one != two and part["sep"] == "/":
            return None, year
    else:
        day, month = int(part["day"]), MONTHS.index(part["name"][:3].lower()) + 1 if "name" in part else int(part["month"])
    try:
        return date(year, month, day), year
    except ValueError:
        return None, year


def _short(line: str) -> list[Day]:
    """The day that a line of meta prints in few digits.

    >>> [str(_short(line)[0].date) for line in ("Published 27.02.15, 12:00 AM", "02 - 2021 - 07", "3-Mar-09")]
    ['2015-02-27', '2021-07-02', '2009-03-03']
    """
    m = next((m for pattern in SHORT if (m := pattern.search(line))), None)
    part = {k: v for k, v in m.groupdict().items() if v} if m else {}
    if "name2" in part:
        part["name"] = part["name2"]
    return [Day(*m.span(), *day_of(part))] if m else []


def plain(head: str) -> str:
    """A line as the lexicon spells it: small, single spaces, no bullet, no space before a colon.

    >>> plain(" -  Related  News :")
    'related news:'
    """
    return " ".join(head.split()).casefold().replace(" :", ":").replace("：", ":").lstrip("-–—•*·|>#»》▶►→※★☆○●◆■□ ")


def shape(head: str, small: str) -> tuple[str, str, bool]:
    """Kind, reason and whether nothing follows, of a short line whose look tells that the page's own hand wrote it.

    >>> shape("Press service: +7 (495) 000-0000", "press service: +7 (495) 000-0000")
    ('boilerplate', 'contact', True)
    """
    if OTHERS.fullmatch(small):
        return "related", "related", True
    if REMARKS.fullmatch(small):
        return "boilerplate", "filing", True
    if FILED.fullmatch(head) or KEYS.fullmatch(head):
        return "related", "headlines", False
    if FIGURE.fullmatch(head):
        return "boilerplate", "caption", False
    if ABOUT.fullmatch(head):
        return "boilerplate", "about the company", True
    if PHONE.fullmatch(head):
        return "boilerplate", "contact", True
    if CRUMB.match(small) or MENU.fullmatch(small) or HOLDER.fullmatch(head) or (SITE.search(small) and len(small.split()) <= 14):
        return "boilerplate", "navigation", False
    if PAGES.fullmatch(small) or TICKER.fullmatch(small):
        return "boilerplate", "counter", False
    return ("boilerplate", "nag", False) if OFFER.fullmatch(small) else ("", "", False)


def heads(head: str, after: str) -> bool:
    """Whether a row of words heads a table: the next row has as many cells, with figures."""
    cells = after.split("|")
    return head.count("|") == len(cells) - 1 and any(re.fullmatch(r"\s*[-+]?\d[\d,.]*\s?(?:%|[a-z/]{1,3})?\s*", c) for c in cells)


class Meta(NamedTuple):
    """What a line of meta says; `rank` of its day: 0 named as published, 1 bare, 2 named as updated, 3 none."""

    rank: int = 3
    date: date | None = None
    year: int | None = None
    source: str = ""


class Issue(NamedTuple):
    """When a text was issued, its year where the day cannot be told, and how that is known."""

    date: date | None = None
    year: int | None = None
    how: str = "published"


class Labels:
    """The words of lines of meta, from the lexicon entries `boilerplate`."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        words = {name: frozenset(entries[key].data.get(name, ())) for key, name in (
            ("published", "published"), ("published", "later"), ("source", "source"), ("extras", "words"), ("agencies", "agencies"))}
        self.published, self.later, self.source = words["published"], words["later"], words["source"]
        self.extras, self.agencies = words["words"], words["agencies"]
        every = {*entries["labels"].data["labels"], *self.published, *self.later, *self.source}
        label = "|".join(sorted(map(re.escape, every), key=len, reverse=True))
        label = rf"(?<![A-Za-z])(?P<label>{label})\s?[:：]"
        self.pattern = re.compile(rf"{label}\s*(?P<value>.*?)(?=\s*(?:\s\s|[|\t•·]|$|{label.replace('?P<label>', '?:')}))", re.I)

    def read(self, line: str) -> Meta | None:
        """What a line of meta says, or None for a line of anything else."""
        line = line.strip(" \t-–—•*·|>#").replace("\xa0", " ")
        alone = line.strip("()[]. ")
        if (agency := next((a for a in (alone, alone.title()) if a in self.agencies and (a == alone or alone.isupper())), "")):
            return Meta(source=agency)
        if len(line) > 240 or not SAYS.search(line):
            return Meta() if line and len(line) < 60 and not self._clean(line) else None
        named = list(self.pattern.finditer(line)) if ":" in line or "：" in line else []
        printed = days(line) or _short(line)
        if not (named or printed or COUNT.search(line)):
            byline = BYLINE.fullmatch(line) and not re.search(r"\d", line)
            return Meta(source=next((word for word in line.split() if word in self.agencies), "")) if byline or not self._clean(line) else None
        rest = self.pattern.sub(" | ", line) if named else line
        for pattern in (*DAYS, *SHORT, TIME, COUNT) if printed or not named else (TIME, COUNT):
            rest = pattern.sub(" | ", rest)
        left = [part for part in map(self._clean, re.split(r"[|•·\t/]|\s\s|\s-\s", rest)) if part]
        if any(TOLD.fullmatch(m["value"]) for m in named) or not (all(map(self.name, left)) or (printed and line[0] + line[-1] == "()")):
            return None
        source = next((self._source(m) for m in named if self._source(m)), "") or next((part for part in left if part in self.agencies), "")
        ranked = sorted((self._rank(day, line, named), i) for i, day in enumerate(printed))
        rank, day = (ranked[0][0], printed[ranked[0][1]]) if ranked else (3, None)
        return Meta(rank, day and day.date, day and day.year, source)

    def _source(self, m: re.Match[str]) -> str:
        """The source that a label names; an author counts where it is an agency."""
        label, value = m["label"].lower(), m["value"]
        if label in self.source or (label in ("by", "author") and (value in self.agencies or re.fullmatch("[A-Z]{2,6}", value))):
            return re.sub(r"\s*\[[^\]]*\]$", "", value).strip(" ,;:()[]-–—|*_")
        return ""

    def dateline(self, opening: str) -> Meta:
        """What the opening of a story says before its dash: "SHANGHAI, Jan 19 (SMM) -", "date 2017-10-19 (Reuters) -"."""
        lines = [line.strip() for line in opening.splitlines()[:5]]
        m = next((m for line in lines if (m := DATELINE.match(line) or WIRED.match(line))), None) or PREFIX.match(opening.lstrip())
        day = next(iter(days(m[0])), None) if m else None
        agency = m["agency"] if m and m.re is DATELINE and m["agency"] in self.agencies else ""
        return Meta(1 if day else 3, day and day.date, day and day.year, agency)

    def _clean(self, part: str) -> str:
        """A part of a line without brackets and without words such as `print`, `IST`, `Monday` around it."""
        words = part.strip(" ,;:()[]-–—|*_").split()
        while words and words[0].lower().strip(".,[]()") in self.extras:
            words.pop(0)
        while words and words[-1].lower().strip(".,[]()") in self.extras:
            words.pop()
        return " ".join(words).strip(" ,;:()[]-–—|*_")

    def name(self, part: str) -> bool:
        """Whether what is left of a line looks like a name or a place, not like a headline."""
        words = part.split()
        named = [w for w in words if w not in ("of", "and", "&")]
        return part in self.agencies or bool(DOMAIN.fullmatch(part)) or (len(words) <= 6 and bool(SIGNED.match(part))) or (
            len(named) <= 3 and all(w[0].isupper() or w[0] > "\u2e80" for w in named)
        )

    def _rank(self, day: Day, line: str, named: list[re.Match[str]]) -> int:
        bare = "updated" if "updat" in line[:day.start].lower() else ""
        label = next((m["label"].lower() for m in named if m.start() <= day.start < m.end()), bare)
        return 0 if label in self.published else 2 if label in self.later else 1
