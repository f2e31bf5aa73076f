"""The days that a printed time means, reckoned from the day or the year that an article was written in."""

from __future__ import annotations

import re
from datetime import date, timedelta

from potline.almanac import OF_YEAR, ends_in, fiscal, four, in_fiscal, month_end, month_of, months, span, thirds
from potline.timewords import GRAIN, NAMES, OF_FIGURES, ORDINALS, PLANS, count
from potline.today import COMING, Today, When, ahead, foretold
from potline.vocabulary import either

_MIDDLE = 5, 24  # days of a month with which no month, quarter or 52 weeks end
_MANY = 8  # mentions before one that may say its year
_STOP = re.compile(r"[.!?]\s+(?=[A-Z\"“])|\n\s*")  # where a sentence ends
_SETS = re.compile(r"(?:^|[.!?:]\s|\n\s*)(?:In|During|Throughout)\s$")
_ABROAD = re.compile(r"\b(?:India|Vietnam|Bhutan|Nepal|Malaysia|Ethiopia)")  # they have plans of their own
_ANY = re.compile(r"\b[Aa]n?\s$")
_RESULT = re.compile(rf"\s(?:(?:{either('kinds_of_results')})\s)*(?:{either('results')})\b")  # "a third quarter net loss"
_BEFORE = re.compile(r"\b(?:previous|preceding)\b", re.I)
_LAST, _NEXT = re.compile(r"\b(?:last|previous|preceding)\b", re.I), re.compile(r"\b(?:next|coming)\b", re.I)
_BY = re.compile(r"\b(?:by|until|till|next)\s(?:the\s)?$")
_PARTS = ("q", "qn", "h", "hn", "fm", "mm", "nm")  # parts of a year
_WINTER = re.compile(r"\b(?:winters?|heating[- ]seasons?|autumn)\b", re.I)


def _lasting(first: date, n: int) -> tuple[date, date]:
    """The first and last day of so many months from a day on."""
    at = first.year * 12 + first.month - 1 + n
    return first, date(at // 12, at % 12 + 1, min(first.day, 28)) - timedelta(days=1)


class Reader(Today):
    """Reads the times of a text against a reference: its date of publication or the year it speaks of."""

    def __init__(self, reference: date | int | None, fiscal: bool = False, japan: bool = False, begins: int = 4) -> None:
        self.fiscal = fiscal  # bare quarters and halves are those of a fiscal year
        self.begins = begins  # the month that a fiscal year begins with
        self.japan = japan  # where fiscal 2010 is the year to March 2011
        self.day = reference if isinstance(reference, date) else None
        self.year = reference.year if isinstance(reference, date) else reference
        self.told: list[When] = []  # the mentions so far
        self.text, self.at = "", 0

    def named(self) -> int | None:
        """The year that this sentence or the one before it has printed last."""
        last = next((w for w in reversed(self.told[-_MANY:]) if w.printed and w.last), None)
        return last.last.year if last and len(_STOP.findall(self.text, last.end, self.at)) <= 1 else None  # type: ignore[union-attr]

    def set_in(self) -> int | None:
        """The year that an undated paragraph is set in: "In 2017 the trade was cleaned up. In May ..."."""
        low = self.text.rfind("\n", 0, self.at)
        said = [w for w in self.told[-_MANY:] if w.start > low and w.grain == "year" and w.printed and w.first]
        last = said[-1] if said and not self.day else None
        return last.first.year if last and _SETS.search(self.text, max(0, last.start - 12), last.start) else None  # type: ignore[union-attr]

    def within(self, month: int) -> int | None:
        """The year of the stretch a month lies in that an undated sentence has printed: "In Jan-Oct 2021 ..., and in October ..."."""
        w = self.told[-1] if self.told and month and not self.day else None
        if w is None or not w.printed or w.grain not in OF_FIGURES or not w.first or not w.last or _STOP.search(self.text, w.end, self.at):
            return None
        return w.last.year if w.first.year == w.last.year and w.first.month <= month <= w.last.month else None

    def ends(self, year: str, over: str | None = None) -> int:
        """The year in which a fiscal year ends that is named so."""
        return four(over) if over else four(year) + self.japan

    def pick(self, g: dict[str, str | None], key: str, month: int = 0) -> tuple[int | None, bool]:
        """The year of a mention and whether it is printed; a month after the day of publication lies in the year before."""
        printed = g.get(f"{key}y")
        if printed:
            return four(printed), True
        if g.get(f"{key}r"):
            return self.relative(g[f"{key}r"]), False
        if set_in := self.set_in() or self.within(month):
            return set_in, False
        if self.day and month > self.day.month + 1 and not ahead(g):
            return self.day.year - 1, False
        return self.year, False

    def read(self, m: re.Match[str]) -> When | None:
        """The mention that a match prints; None where it is no time or its year cannot be known."""
        g = m.groupdict()
        name = next(n for n in NAMES if g[n])
        self.text, self.at = m.string, m.start()
        if name in ("q", "h") and _ANY.search(self.text, max(0, self.at - 3), self.at) and not _RESULT.match(self.text, m.end()):
            return None  # "the most in a second quarter"
        start = self.fronted(name, g)
        g["before"], g["behind"] = self.text[max(0, self.at - 90) : self.at], self.text[m.end() : m.end() + 60]
        try:
            days = getattr(self, f"_{name}")(g)
        except (ValueError, OverflowError):  # "February 31", a week before the first of all
            return None
        if days is None:
            return When(self.at, m.end(), None, None, GRAIN[name], False)
        first, last, printed = days
        grain = "range" if g["fyem"] else GRAIN[name]
        over = g.get(f"{name}o")  # "Q1 2020-35 kt"
        end = m.end() if not over or ends_in(g[f"{name}y"], over) else m.start(f"{name}o") - 1
        return When(start, end, first, last, grain, printed)

    def fronted(self, name: str, g: dict) -> int:
        """Where a mention starts: with the year before it that it is a part of, which it takes: "the 1997 third quarter", "FY24 Q2"."""
        last = self.told[-1] if self.told else None
        own = any(g.get(f"{name}{k}") for k in ("y", "r", "Fy", "Fw", "y2"))
        if name not in _PARTS or own or last is None or last.grain != "year" or not last.printed or self.text[last.end : self.at] not in (" ", "-"):
            return self.at
        if self.text[last.start] in "Ff":
            g[f"{name}Fy"] = str(last.last.year - self.japan)  # type: ignore[union-attr]
        elif last.first.year != last.last.year:  # type: ignore[union-attr]
            return self.at
        g[f"{name}y"] = str(last.last.year)  # type: ignore[union-attr]
        return last.start

    def fiscal_year(self, words: str = "", spoken: str | None = None) -> int | None:
        """The year in which the fiscal year ends that was running on the day of writing, or that words call the last or next."""
        if self.year is None:
            return None
        year = self.day.year + (self.day.month >= self.begins) if self.day else self.year + 1
        year += -1 if _LAST.search(words) else 1 if _NEXT.search(words) else 0
        return year + ((self.relative(spoken) or self.year) - self.year if spoken else 0)

    def before_told(self) -> int | None:
        """The year in which the fiscal year ends before the one that was told last: "in 2018-19, beating 7 Mt in the previous fiscal"."""
        w = self.told[-1] if self.told else None
        if w is None or not w.printed or not w.first or not w.last or len(_STOP.findall(self.text, w.end, self.at)) > 1:
            return None
        year = w.last.year - (w.first.month == 1 and w.grain == "years") + (w.last.month >= self.begins)
        return year - 1 if w.grain != "year" or w.first.month == self.begins else None

    def _iso(self, g: dict) -> tuple:
        y, mo, d = map(int, re.split(r"[-/.]", g["iso"]))
        return date(y, mo, d), date(y, mo, d), True

    def _md(self, g: dict, key: str = "md") -> tuple | None:
        month = month_of(g[f"{key}m"])
        year, printed = (four(g["dmyy"]), True) if key == "dm" and g["dmyy"] else self.pick(g, key, month)
        if year is None:
            return None
        low = int(re.match(r"\d+", g[f"{key}d"]).group())
        high, at = int(g[f"{key}e"] or low), year * 12 + month - 1
        over = (at - 1, at) if key == "dm" else (at, at + 1)  # "28-3 June" began in May, "June 28-3" ends in July
        first, last = over if high < low else (at, at)
        return date(first // 12, first % 12 + 1, low), date(last // 12, last % 12 + 1, high), printed

    def _dm(self, g: dict) -> tuple | None:
        return self._md(g, "dm")

    def _mm(self, g: dict) -> tuple | None:
        a, b = 1 if g["mma"] == "1" else month_of(g["mma"]), month_of(g["mmb"])  # "1 to June", as engines translate
        over = self.ends(g["mmFy"], g["mmFz"]) if g["mmFy"] else self.fiscal_year(g["mmFw"]) if g["mmFw"] else ends_in(g["mmy"], g["mmo"])
        if over and (days := in_fiscal(over, a, b, self.begins))[0] < days[1]:
            return (*days, not g["mmFw"])  # "the October-December quarter of FY2021-22"
        year, printed = self.pick(g, "mm", 0 if a > b or g["mmr"] else b)
        winter = a > b and not printed and self.day is not None and self.day.month > 5  # "from November to March", written in autumn
        return (*span(year + winter, a, b), printed) if year else None

    def _part(self, g: dict) -> tuple | None:
        month = month_of(g["partm"])
        ahead = g["partw"].lower() in ("end of", "end") and re.search(r"\b(?:by|until|till|to|from)\s(?:the\s)?$", g["before"])
        year, printed = self.pick(g, "part", 0 if ahead else month)
        return (*thirds(year, month, g["partw"]), printed) if year else None

    def _m(self, g: dict) -> tuple | None:
        month = month_of(g["mmm"])
        year, printed = self.pick(g, "m", month)
        if year and self.day and not printed and g["before"].endswith("ast ") and (year, month) >= (self.day.year, self.day.month):
            year -= 1  # "last December"
        return (*span(year, month, month), printed) if year else None

    def _q(self, g: dict) -> tuple | None:
        quarter = ORDINALS[g["qw"].lower()]
        if g["qw"].lower() == "last" and self.day and not (g["qFy"] or g["qFw"] or g["qy"] or g["qr"] or g["before"].lower().endswith("the ")):
            quarter = (self.day.month - 1) // 3 or 4  # the one before the article's
            return (*span(self.day.year - (self.day.month < 4), 3 * quarter - 2, 3 * quarter), False)
        return self._months(g, "q", 3 * quarter - 2, 3 * quarter)

    def _qn(self, g: dict) -> tuple | None:
        quarter = int(g["qna"] or g["qnb"] or int(g["qnm"]) // 3)
        first = 1 if g["qnf"] or g["qnm"] else 3 * quarter - 2  # "Q1-Q3 2022", "9M 2022"
        return self._short(g, "qn", first, 3 * quarter)

    def _h(self, g: dict) -> tuple | None:
        second = g["hw"].lower() not in ("first", "1st")
        return self._months(g, "h", 7 if second else 1, 12 if second else 6)

    def _hn(self, g: dict) -> tuple | None:
        half = int(g["hna"] or g["hnb"] or 1)  # "HY net profit"
        return self._short(g, "hn", 6 * half - 5, 6 * half)

    def _short(self, g: dict, key: str, first: int, last: int) -> tuple | None:
        if g[f"{key}z"]:  # "H1-20/21"
            over = ends_in(g[f"{key}y2"], g[f"{key}z"][1:])
            return (*fiscal(over, first, last, self.begins), True) if over else None
        return self._months(g | ({f"{key}y": g[f"{key}y2"]} if g[f"{key}y2"] else {}), key, first, last)

    def _months(self, g: dict, key: str, first: int, last: int) -> tuple | None:
        if over := self.ends(g[f"{key}Fy"], g[f"{key}Fz"]) if g[f"{key}Fy"] else ends_in(g[f"{key}y"], g[f"{key}o"]):
            return (*fiscal(over, first, last, self.begins), True)
        words, ran = g[f"{key}Fw"], self.fiscal and self.day and key != "fm"
        if (words or ran) and not g[f"{key}y"] and (running := self.fiscal_year(words or "", g[f"{key}r"])):
            begun = not self.day or fiscal(running, first, last, self.begins)[0] <= self.day
            told = words or g[f"{key}r"] or begun or ahead(g) or _BY.search(g["before"])
            return (*fiscal(running if told else running - 1, first, last, self.begins), False)
        year, printed = self.pick(g, key)
        past = self.day is not None and first > self.day.month and not printed and not g.get(f"{key}r")
        past = past and not COMING.search(g["before"]) and not foretold(g)
        return (*span(year - past, first, last), printed) if year else None

    def _fm(self, g: dict) -> tuple | None:
        n = count(g["fmn"])
        if g["fmbm"] and g["fm"][:4].lower() != "last":
            return (*_lasting(date(four(g["fmby"]), month_of(g["fmbm"]), int(g["fmbd"] or g["fmbe"] or 1)), n), True)
        if g["fm"][:4].lower() not in ("firs", "open"):
            return None  # "the last three months": measured from a day that is not printed
        return self._months(g, "fm", 1, min(12, n * (3 if g["fmu"].lower() == "quarters" else 1)))

    def _back(self, g: dict, key: str, month: int, day: int = 32) -> tuple[int | None, bool]:
        """The year of a stretch that ends with a month or a day of it, and whether it is printed: one that is over before the day of publication."""
        year, printed = self.pick(g, key)
        over = self.day is None or printed or g.get(f"{key}r") or (month, day) <= (self.day.month, self.day.day) or COMING.search(g["before"])
        return (year if over or year is None or year < self.day.year else year - 1), printed  # type: ignore[union-attr]

    def _to(self, g: dict) -> tuple | None:
        month, word = month_of(g["tom"]), (g["tow"] or "").lower()
        day = int(g["tod"] or g["todd"] or 0)
        within = _MIDDLE[0] <= day <= _MIDDLE[1] and bool(g["ton"] or word == "month")  # "in the 10 months to January 20"
        year, printed = self._back(g, "to", month, day if within else 32)
        if year is None:
            return None
        n = count(g["ton"]) if g["ton"] else {"quarter": 3, "month": 1}.get(word, 6 if word.startswith("half") else 12)
        at = year * 12 + month - n
        if within:
            return date((at - 1) // 12, (at - 1) % 12 + 1, day + 1), date(year, month, day), printed
        return date(at // 12, at % 12 + 1, 1), month_end(year, month), printed

    def _mq(self, g: dict) -> tuple | None:
        month = month_of(g["mqm"])
        year, printed = (four(g["mqz"]), True) if g["mqz"] else self._back(g, "mq", month)
        return (*span(year, month - (5 if g["mqh"] else 2), month), printed) if year else None

    def _nm(self, g: dict) -> tuple | None:
        n = count(g["nma"] or g["nmb"])
        if not 1 < n < 12:
            return None
        for w in () if g.get("nmy") else reversed(self.told[-3:]):
            # behind a third quarter "the three-month period" is that, "the nine-month period" ends with it
            if w.first and w.last and w.grain in OF_FIGURES and n in (w.last.month, months(w.first, w.last)):
                return w.first if n != w.last.month else date(w.last.year, 1, 1), w.last, False
        if self.day is None and not g.get("nmy"):
            return None
        year, printed = self._back(g, "nm", n)
        return (*span(year or self.day.year, 1, n), printed)  # type: ignore[union-attr]

    def _fy(self, g: dict) -> tuple:
        year = self.ends(g["fyy"], g["fyz"])
        if g["fyem"]:
            month = month_of(g["fyem"])
            year = four(g["fyey"]) if g["fyey"] else year - (self.japan and month > 3)
            return (*span(year, month % 12 + 1, month), True)
        return (*fiscal(year, 1, 12, self.begins), True)

    def _fisc(self, g: dict) -> tuple | None:
        year = (_BEFORE.search(g["fisc"]) and self.before_told()) or self.fiscal_year(g["fisc"])
        return (*fiscal(year, 1, 12, self.begins), False) if year else None

    def _yy(self, g: dict) -> tuple | None:
        a, b = int(g["yya"]), g["yyb"]
        b = int(b) if len(b) == 4 else a // 100 * 100 + int(b)
        if b <= a:
            return None
        if g["yys"] or (b == a + 1 and _WINTER.search(self.text, max(0, self.at - 150), self.at + 80)):
            return date(a, 11, 15), date(b, 3, 15), True
        return date(a, 1, 1), date(b, 12, 31), True

    def _ye(self, g: dict) -> tuple | None:
        v, word = g["yev"], g["yew"].lower().removesuffix(" of")
        year = self.relative(v) if not v[-1].isdigit() else four(v)
        if year is None:
            return None
        low, high = OF_YEAR[word]
        return date(year, *low), date(year, *high), v[-1].isdigit()

    def _began(self, g: dict) -> tuple:
        day = date(four(g["begany"]), 1, 1)
        return day, day, True

    def _plan(self, g: dict) -> tuple | None:
        word = g["plann"].lower()
        if (word in PLANS and not re.search(r"(?i)plan|fyp|[\"”'’]", g["plan"])) or _ABROAD.search(g["before"]):
            return None  # "its tenth five-year contract", India's plans
        n = PLANS.get(word) or int(re.match(r"\d*", word).group() or 0)  # type: ignore[union-attr]
        return (date(1951 + 5 * n, 1, 1), date(1955 + 5 * n, 12, 31), True) if 6 <= n <= 16 else None

    def _y(self, g: dict) -> tuple:
        year = int(g["yv"])
        return date(year, 1, 1), date(year + 9 * (year % 10 == 0 and g["y"][-1] == "s" and g["y"][-2] not in "'’"), 12, 31), True  # "the 1960s"
