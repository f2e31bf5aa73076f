"""Times as the trade prints them: days, months, quarters, halves, fiscal years, heating seasons, and stretches between two of them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from potline.model import Period

MONTHS = {m.lower(): i for i in range(1, 13) for m in (calendar.month_name[i], calendar.month_abbr[i])} | {"sept": 9}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4, "final": 4}
COUNTS = {w: i for i, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}

_M = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_Y = r"(?:(?:19|20)\d\d(?![\d%])|['’]\d\d(?!\d))"
_REL = r"(?:last year|this year|next year|the previous year|the prior year|the current year|that year|the same year|the year)"
_YEAR = rf"(?:,?\s?(?:of\s|in\s|for\s)?(?:(?P<{{0}}y>{_Y})|(?P<{{0}}r>{_REL})))?"
_FY = r"(?:FY|fy|[Ff]iscal(?: year)?|[Ff]inancial [Yy]ear)[- ]?(?P<{0}y>(?:20|19)?\d\d)(?:[-/–](?P<{0}z>(?:20)?\d\d))?(?!\d)"


def _y(prefix: str) -> str:
    return _YEAR.replace("{0}", prefix)


_DAY = r"(?<![\d.,])\d{1,2}(?:st|nd|rd|th)?"
_PATTERN = re.compile(
    rf"(?P<iso>(?<!\d)(?:19|20)\d\d(?P<isosep>[-/.])\d{{1,2}}(?P=isosep)\d{{1,2}}(?!\d))"
    rf"|(?P<md>(?P<mdm>{_M})\s?(?P<mdd>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,.]\d|\d|:|\s?(?:million|thousand|percent|%|tons|tonnes))(?:\s?[-–]\s?(?P<mde>\d{{1,2}})(?!\d))?{_y('md')})"
    rf"|(?P<dm>(?P<dmd>{_DAY})(?:\s?[-–]\s?(?P<dme>\d{{1,2}}))?(?:\s|-|\sof\s)(?P<dmm>{_M})(?:-(?P<dmyy>\d{{4}}|\d\d))?{_y('dm')})"
    rf"|(?P<mm>(?P<mma>{_M})(?:\s?[-–]\s?|\s(?:to|through|and)\s)(?P<mmb>{_M})(?!\s?\d{{1,2}}(?!\d)){_y('mm')})"
    rf"|(?P<part>\b(?:[Tt]he\s)?(?P<partw>[Ee]arly|[Mm]id|[Ll]ate|[Bb]eginning of|[Ss]tart of|[Ee]nd of|[Ee]nd|[Mm]iddle of|as of the end of)[-\s](?P<partm>{_M}){_y('part')})"
    rf"|(?P<m>(?P<mmm>{_M})(?!\s?\d{{1,2}}(?!\d)){_y('m')})"
    rf"|(?P<q>(?P<qw>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal|1st|2nd|3rd|4th)(?:\sfiscal)?[-\s]quarter(?!s)(?:\s(?:of\s)?{_FY.format('qf')})?{_y('q')})"
    rf"|(?P<qn>(?<![\w.])(?:Q(?P<qna>[1-4])|(?P<qnb>[1-4])Q)(?:\s?(?P<qnfy>FY)\s?(?P<qnfyy>(?:20)?\d\d)|[\s-]?(?P<qny2>\d\d)(?!\d))?{_y('qn')}(?!\w))"
    rf"|(?P<h>(?P<hw>[Ff]irst|[Ss]econd|[Ll]atter|1st|2nd)[-\s]half(?!\w){_y('h')})"
    rf"|(?P<hn>(?<![\w.])(?:H(?P<hna>[12])|(?P<hnb>[12])H)(?:\s?(?P<hnfy>FY)\s?(?P<hnfyy>(?:20)?\d\d)|(?P<hny2>\d\d)(?!\d))?{_y('hn')}(?!\w))"
    rf"|(?P<fm>(?:[Ff]irst|[Oo]pening|[Pp]ast|[Ll]ast|[Pp]revious)\s(?P<fmn>\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|eleven)[\s-](?P<fmu>months|quarters){_y('fm')})"
    rf"|(?P<fy>\b{_FY.format('fy')})"
    rf"|(?P<yy>(?<![\d.,$])(?P<yya>(?:19|20)\d\d)\s?[-–/]\s?(?P<yyb>(?:20)?\d\d)(?![\d%])(?P<yys>\s(?:winter\s)?(?:heating season|winter|season))?)"
    rf"|(?P<ye>\b(?P<yew>[Ee]nd of|[Ee]nd|[Cc]lose of|[Bb]eginning of|[Ss]tart of|[Ee]arly|[Mm]id|[Ll]ate|[Mm]iddle of)[-\s](?:of\s)?(?P<yev>{_Y}|{_REL}))"
    rf"|(?P<yend>\b(?:year-end|the year's end|the end of the year|end of the year|year's end|end-year)(?:\s(?P<yendy>{_Y}))?)"
    rf"|(?P<season>\b(?:the\s)?(?P<seasony>{_Y})?\s?(?:winter\s)?heating season|\bthis winter\b|\bthe winter season\b|\bthe coming winter\b)"
    rf"|(?P<fall>\b(?:the\s)?(?P<fallw>spring|summer|autumn|fall)\s(?:of\s)?(?P<fallv>{_Y}|last year|this year|next year))"
    rf"|(?P<wd>(?<=[Oo]n )(?P<wdw>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    rf"|(?P<relm>\b(?:last|this|next)\smonth\b)"
    rf"|(?P<rely>\b(?:[Ll]ast|[Tt]his|[Nn]ext)\s(?:calendar\s)?year\b(?!['’-])|\bthe (?:previous|current) year\b)"
    rf"|(?P<reld>\b(?:[Yy]esterday|[Tt]oday)\b)"
    rf"|(?P<plan>\b(?:the\s)?(?:\"|“|'|‘)?\d{{1,2}}(?:st|nd|rd|th)\s?five[-\s]year(?:\s?plan)?(?i:)|\b\d{{1,2}}(?:st|nd|rd|th) Five[-\s]?Year)"
    rf"|(?P<y>(?<![\d.,$€£₹¥/+-])(?<!No\. )(?<!RMB)(?P<yv>(?:19|20)\d\d)(?:['’]?s(?!\w))?(?![\d,]\d|\d|%|\.\d|\s?(?:tons?|tonnes?|t|mt|kt|yuan|percent|per cent|kw|mw|people|persons|workers|enterprises|pots|jobs|dollars|million|series|/t)\b|[A-Za-z+-]))",
)
_YEARLESS = re.compile(rf"\s?(?:,\s?)?(?:of\s)?(?P<r>{_REL})")


class When(NamedTuple):
    """A time mention: its days (None: open), how fine it is, and whether its year is printed."""

    start: int
    end: int
    first: date | None
    last: date | None
    grain: str  # day, part, month, months, quarter, half, year, years, season, plan
    printed: bool


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def span(year: int, first: int, last: int) -> tuple[date, date]:
    """First and last day of the months `first` to `last`; a stretch over the new year begins in the year before."""
    return date(year - (first > last), first, 1), month_end(year, last)


def thirds(year: int, month: int, word: str) -> tuple[date, date]:
    """Early, mid and late month are ten-day thirds; beginning and end of it are days."""
    end = month_end(year, month)
    word = word.lower().removesuffix(" of").removeprefix("as of the ")
    ends = {"early": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (21, end.day), "beginning": (1, 1), "start": (1, 1), "end": (end.day, end.day)}
    low, high = ends[word]
    return date(year, month, low), date(year, month, high)


class Reader:
    """Reads the times of a text against a reference: its date of publication or the year it speaks of."""

    def __init__(self, reference: date | int | None) -> None:
        self.day = reference if isinstance(reference, date) else None
        self.year = reference.year if isinstance(reference, date) else reference

    def relative(self, words: str | None) -> int | None:
        """The year that "last year" and its like mean."""
        if self.year is None or words is None:
            return self.year
        w = words.lower()
        return self.year + (-1 if w.startswith(("last", "the previous", "the prior")) else 1 if w.startswith("next") else 0)

    def pick(self, g: dict[str, str | None], key: str, month: int = 0) -> tuple[int | None, bool]:
        """The year of a mention and whether it is printed; a month after the day of publication lies in the year before."""
        printed = g.get(f"{key}y")
        if printed:
            return _four(printed), True
        if g.get(f"{key}r"):
            return self.relative(g[f"{key}r"]), False
        if self.day and month > self.day.month + 1:
            return self.day.year - 1, False
        return self.year, False

    def read(self, m: re.Match[str]) -> When | None:
        """The mention that a match prints; None where it is no time or its year cannot be known."""
        g, name = m.groupdict(), m.lastgroup or ""
        name = next(n for n in _NAMES if g[n])
        try:
            days = getattr(self, f"_{name}")(g)
        except ValueError:  # "February 31"
            return None
        if days is None:
            return When(m.start(), m.end(), None, None, _GRAIN[name], False)
        first, last, printed = days
        return When(m.start(), m.end(), first, last, _GRAIN[name], printed)

    def _iso(self, g: dict) -> tuple:
        y, mo, d = map(int, re.split(r"[-/.]", g["iso"]))
        return date(y, mo, d), date(y, mo, d), True

    def _md(self, g: dict, key: str = "md") -> tuple | None:
        month = _month(g[f"{key}m"])
        year, printed = (_four(g["dmyy"]), True) if key == "dm" and g["dmyy"] else self.pick(g, key, month)
        if year is None:
            return None
        low = int(re.match(r"\d+", g[f"{key}d"]).group())
        return date(year, month, low), date(year, month, int(g[f"{key}e"] or low)), printed

    def _dm(self, g: dict) -> tuple | None:
        return self._md(g, "dm")

    def _mm(self, g: dict) -> tuple | None:
        a, b = _month(g["mma"]), _month(g["mmb"])
        year, printed = self.pick(g, "mm", 0)
        return (*span(year + (a > b and not printed and 0), a, b), printed) if year else None

    def _part(self, g: dict) -> tuple | None:
        month = _month(g["partm"])
        year, printed = self.pick(g, "part", month if g["partw"].lower() not in ("end of", "end") else 0)
        return (*thirds(year, month, g["partw"]), printed) if year else None

    def _m(self, g: dict) -> tuple | None:
        month = _month(g["mmm"])
        year, printed = self.pick(g, "m", month)
        return (*span(year, month, month), printed) if year else None

    def _q(self, g: dict) -> tuple | None:
        quarter = ORDINALS[g["qw"].lower()]
        if g["qfy"]:
            return (*_fiscal(_four(g["qfz"] or g["qfy"]), 3 * quarter - 2, 3 * quarter), True)
        return self._months(g, "q", 3 * quarter - 2, 3 * quarter)

    def _qn(self, g: dict) -> tuple | None:
        quarter = int(g["qna"] or g["qnb"])
        if g["qnfy"]:
            return (*_fiscal(_four(g["qnfyy"]), 3 * quarter - 2, 3 * quarter), True)
        return self._months(g | ({"qny": g["qny2"]} if g["qny2"] else {}), "qn", 3 * quarter - 2, 3 * quarter)

    def _h(self, g: dict) -> tuple | None:
        second = g["hw"].lower() not in ("first", "1st")
        return self._months(g, "h", 7 if second else 1, 12 if second else 6)

    def _hn(self, g: dict) -> tuple | None:
        half = int(g["hna"] or g["hnb"])
        if g["hnfy"]:
            return (*_fiscal(_four(g["hnfyy"]), 6 * half - 5, 6 * half), True)
        return self._months(g | ({"hny": g["hny2"]} if g["hny2"] else {}), "hn", 6 * half - 5, 6 * half)

    def _months(self, g: dict, key: str, first: int, last: int) -> tuple | None:
        year, printed = self.pick(g, key)
        return (*span(year, first, last), printed) if year else None

    def _fm(self, g: dict) -> tuple | None:
        n = COUNTS.get(g["fmn"]) or int(g["fmn"])
        if g["fm"][:4].lower() not in ("firs", "open"):
            return None  # "the last three months": measured from a day that is not printed
        return self._months(g, "fm", 1, min(12, n * (3 if g["fmu"] == "quarters" else 1)))

    def _fy(self, g: dict) -> tuple:
        year = _four(g["fyz"] or g["fyy"])
        return (*_fiscal(year, 1, 12), True)

    def _yy(self, g: dict) -> tuple | None:
        a, b = int(g["yya"]), g["yyb"]
        b = int(b) if len(b) == 4 else a // 100 * 100 + int(b)
        if b <= a:
            return None
        if g["yys"] or b == a + 1:
            return date(a, 11, 15), date(b, 3, 15), True
        return date(a, 1, 1), date(b, 12, 31), True

    def _ye(self, g: dict) -> tuple | None:
        v, word = g["yev"], g["yew"].lower().removesuffix(" of")
        year = self.relative(v) if not v[-1].isdigit() else _four(v)
        if year is None:
            return None
        ends = {"end": ((12, 31), (12, 31)), "close": ((12, 31), (12, 31)), "beginning": ((1, 1), (1, 1)), "start": ((1, 1), (1, 1)), "early": ((1, 1), (4, 30)), "mid": ((5, 1), (8, 31)), "middle": ((5, 1), (8, 31)), "late": ((9, 1), (12, 31))}
        low, high = ends[word]
        return date(year, *low), date(year, *high), v[-1].isdigit()

    def _yend(self, g: dict) -> tuple | None:
        year = _four(g["yendy"]) if g["yendy"] else self.year
        return (date(year, 12, 31), date(year, 12, 31), bool(g["yendy"])) if year else None

    def _season(self, g: dict) -> tuple | None:
        year = _four(g["seasony"]) if g["seasony"] else self.year
        if year is None:
            return None
        year -= bool(self.day and self.day.month < 6 and not g["seasony"])
        return date(year, 11, 15), date(year + 1, 3, 15), bool(g["seasony"])

    def _fall(self, g: dict) -> tuple | None:
        v = g["fallv"]
        year = self.relative(v) if not v[-1].isdigit() else _four(v)
        first = {"spring": 3, "summer": 6}.get(g["fallw"], 9)
        return (*span(year, first, first + 2), v[-1].isdigit()) if year else None

    def _wd(self, g: dict) -> tuple | None:
        if not self.day:
            return None
        day = self.day - timedelta(days=(self.day.weekday() - _WEEK.index(g["wdw"])) % 7)
        return day, day, False

    def _relm(self, g: dict) -> tuple | None:
        if not self.day:
            return None
        start = self.day.replace(day=1)
        if g["relm"].startswith("last"):
            start = (start - timedelta(days=1)).replace(day=1)
        elif g["relm"].startswith("next"):
            start = (start + timedelta(days=32)).replace(day=1)
        return start, month_end(start.year, start.month), False

    def _rely(self, g: dict) -> tuple | None:
        year = self.relative(g["rely"]) if self.year else None
        return (date(year, 1, 1), date(year, 12, 31), False) if year else None

    def _reld(self, g: dict) -> tuple | None:
        if not self.day:
            return None
        day = self.day - timedelta(days=1) if g["reld"].lower() == "yesterday" else self.day
        return day, day, False

    def _plan(self, g: dict) -> None:
        return None

    def _y(self, g: dict) -> tuple:
        year = int(g["yv"])
        return date(year, 1, 1), date(year, 12, 31), True


_WEEK = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_GRAIN = {
    "iso": "day", "md": "day", "dm": "day", "mm": "months", "part": "part", "m": "month", "q": "quarter", "qn": "quarter", "h": "half", "hn": "half", "fm": "months",
    "fy": "year", "yy": "years", "ye": "part", "yend": "part", "season": "season", "fall": "quarter", "wd": "day", "relm": "month", "rely": "year", "reld": "day", "plan": "plan", "y": "year",
}
_NAMES = tuple(_GRAIN)


def _month(printed: str) -> int:
    return MONTHS[printed.rstrip(".").lower()]


def _four(printed: str) -> int:
    """The year that two or four printed digits mean: "'18" is 2018, "95" 1995."""
    digits = printed.lstrip("'’")
    return int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) < 70 else 1900)


def _fiscal(year: int, first: int, last: int) -> tuple[date, date]:
    """Months of the Indian fiscal year, which runs from April to March and is named for the year it ends in."""
    at = [(year - (m + 3 <= 12), (m + 2) % 12 + 1) for m in (first, last)]
    return date(*at[0], 1), month_end(*at[1])


_TO = re.compile(r"\s?(?:to|through|till|until|-|–|—|up to|and)\s?(?:the\s)?", re.I)
_NO_MONTH = re.compile(r"\b(?:[Tt]hey|[Ww]e|[Ii]t|which|that|who|[Yy]ou|government|[Pp]rices?|capacity|company|companies|smelters?|production|output|and|or|he|she|this)\s$")


def whens(text: str, reference: date | int | None = None) -> list[When]:
    """Every time mention of a text in order; stretches between two of them joined."""
    reader, out = Reader(reference), []
    for m in _PATTERN.finditer(text):
        w = reader.read(m)
        if w is None or (m.group() in ("May", "March") and not _month_like(text, m)):
            continue
        prior = out[-1] if out else None
        joined = prior and prior.grain not in ("plan", "years") and _TO.fullmatch(text[prior.end : w.start]) and _stretch(text, prior, w)
        if joined:
            out[-1] = joined
        else:
            out.append(w)
    return out


def _month_like(text: str, m: re.Match[str]) -> bool:
    """Whether "May" or "March" is the month: "in May", "May and June", not "may rise" or a march."""
    before, after = text[max(0, m.start() - 14) : m.start()], text[m.end() : m.end() + 12]
    if m.group() == "May" and re.match(r"\s(?:be|have|also|not|cause|well|lead|reduce|rise|fall|see|affect|still|continue|help|need|result)\b", after):
        return False
    return not (m.group() == "May" and _NO_MONTH.search(before) and not re.match(r"[,.;\s]", after))


def _stretch(text: str, a: When, b: When) -> When | None:
    """From a to b as one time; a's year follows b's: "Nov. 15 to March 15, 2018" begins in 2017."""
    before, gap = text[max(0, a.start - 9) : a.start].lower(), text[a.end : b.start].strip().lower()
    if gap == "and" and not re.search(r"between\s?(?:the\s)?$", before):
        return None
    if a.grain == "year" and b.grain == "year" and gap in ("to", "-") and re.search(r"(?:rose|fell|grew|up|down|increased?|decreased?)\b.{0,20}$", before):
        return None
    if a.first is None or b.last is None:
        return When(a.start, b.end, a.first, b.last, "plan" if b.grain == "plan" else "range", b.printed)
    first = a.first
    if b.printed and not a.printed:
        first = _in_year(first, b.last.year) if _in_year(first, b.last.year) <= b.last else _in_year(first, b.last.year - 1)
    last = b.last
    if last < first:
        last = _in_year(last, first.year) if _in_year(last, first.year) >= first else _in_year(last, first.year + 1)
    return When(a.start, b.end, first, last, "range", a.printed or b.printed)


def _in_year(d: date, year: int) -> date:
    return date(year, d.month, min(d.day, calendar.monthrange(year, d.month)[1]))


def periods(text: str, reference_date: date | int | None = None) -> list[Period]:
    """Every time that a string prints, with first and last day; None where the year cannot be known.

    `reference_date` is the day of publication, or a year, that "last year" and a bare month are measured from.

    >>> periods("In the first half of 2020, and from Nov. 15 to March 15, 2018")[1]
    Period(start=35, end=60, first=datetime.date(2017, 11, 15), last=datetime.date(2018, 3, 15))
    """
    return [Period(w.start, w.end, w.first, w.last) for w in whens(text, reference_date)]
