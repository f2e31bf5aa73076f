"""The times that are told from the day of writing: "last month", "this winter", "the week before", "at year-end"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from potline.almanac import four, span, thirds
from potline.timewords import AHEAD, WEEK


class When(NamedTuple):
    """A time mention: its days (None: open), how fine it is, and whether its year is printed."""

    start: int
    end: int
    first: date | None
    last: date | None
    grain: str  # day, week, part, month, months, quarter, half, year, years, range, season, plan
    printed: bool


COMING = re.compile(r"\b(?:[Bb]y|[Uu]ntil|[Tt]ill|to|from|for|next)\s(?:the\s)?$")
_NOT_PAST = r"(?:(?!(?<!\bbe )\b(?:\w+ed|fell|rose|ran)\b)(?:[^.,;]|[.,](?=\d)))"  # but "will be restarted on Aug. 20"
_AHEAD = re.compile(  # "will end in December", written in October, "expects to open a mill for 50,000 tonnes of foil by June"
    r"\b(?:will|shall|(?:is|are) (?:set|due|expected|scheduled|slated|planned) to|plans? to|(?:can |may )?expects?)\b"
    rf"(?:{_NOT_PAST}{{0,30}}|{_NOT_PAST}{{0,70}}\b(?:by|from|after|until|before|starting|beginning|effective)\s(?:the\s)?)$"
)
_WILL = re.compile(  # "prices in H2 would ease"
    r"(?:\s(?!(?:said|told|says|announced)\b)[\w'’-]+){0,3}?\s(?:will|would|shall|should|(?:is|are) (?:expected|set|due|likely|forecast) to)\s"
    r"(?!have\b)"
)


_DONE = re.compile(  # "the line that was shut in November will be restarted"
    r"\b(?<!\bbe )(?:\w{2,}ed|shut|cut|built|beg[au]n|made|bought|sold|lost|hit|fell|rose|came|went|broke|off|down)\s(?:[\w'’-]+\s){0,4}?"
    r"(?:in|on|since|from|during|at)\s(?:the\s|early\s|mid-|late\s)*$"
)


def ahead(g: dict) -> bool:
    """Whether the words before or behind a time say that it is still to come."""
    return bool(_AHEAD.search(g["before"] or "")) or foretold(g)


def foretold(g: dict) -> bool:
    """Whether the words behind a time say that it is still to come, and those before it tell of nothing done in it."""
    return bool(_WILL.match(g["behind"]) and not _DONE.search(g["before"] or ""))


class Today:
    """Reads what is measured from a day of writing, or from the year where no day is known."""

    day: date | None
    year: int | None
    told: list[When]  # the mentions so far

    def named(self) -> int | None:
        """The year that was printed last."""
        raise NotImplementedError

    def relative(self, words: str | None) -> int | None:
        """The year that "last year" and its like mean."""
        w = (words or "").lower()
        if w in ("that year", "the same year") and (named := self.named()):
            return named
        if self.year is None or not w:
            return self.year
        return self.year + (-1 if w.startswith(("last", "the previous", "the prior")) else 1 if w.startswith("next") else 0)

    def _yend(self, g: dict) -> tuple | None:
        year = four(g["yendy"]) if g["yendy"] else self.year
        if year and self.day and self.day.month < 3 and not (g["yendy"] or ahead(g) or COMING.search(g["before"])):
            year -= 1  # "year-end stocks", told in January
        return (date(year, 12, 31), date(year, 12, 31), bool(g["yendy"])) if year else None

    def _season(self, g: dict) -> tuple | None:
        year = four(g["seasony"]) if g["seasony"] else self.year
        if year is None:
            return None
        year -= bool(self.day and self.day.month < 6 and not g["seasony"]) + ("last " in g["season"].lower())
        return date(year, 11, 15), date(year + 1, 3, 15), bool(g["seasony"])

    def _fall(self, g: dict) -> tuple | None:
        v, first = g["fallv"], {"spring": 3, "summer": 6}.get(g["fallw"] or g["fallx"], 9)
        if v:
            year = four(v) if v[-1].isdigit() else self.relative(v)
            return (*span(year, first, first + 2), v[-1].isdigit()) if year else None
        if not self.day:
            return None
        word, month = (g["fallr"] or "").lower(), self.day.month  # "last autumn" is over, "in spring" has come
        away = -(first + 2 >= month) if word == "last" else first <= month if word == "next" else 0
        away -= not word and first > month + 1 and not (_AHEAD.search(g["before"]) or COMING.search(g["before"]))
        return (*span(self.day.year + away, first, first + 2), False)

    def _wd(self, g: dict) -> tuple | None:
        if not self.day:
            return None
        day = self.day - timedelta(days=(self.day.weekday() - WEEK.index(g["wdw"])) % 7 - 7 * bool(AHEAD.search(g["before"])))
        return day, day, False

    def _relm(self, g: dict) -> tuple | None:
        if not self.day:
            return None
        at = self.day.year * 12 + self.day.month - 1 + {"l": -1, "t": 0, "n": 1}[g["relm"][0].lower()]
        return (*span(at // 12, at % 12 + 1, at % 12 + 1), False)

    def _relw(self, g: dict) -> tuple | None:
        if not self.day:
            return None
        told = next((w.first for w in reversed(self.told[-3:]) if w.grain == "week" and w.first), None)
        this = self.day - timedelta(days=self.day.weekday())
        if g["relww"]:
            monday = this + timedelta(weeks={"last": -1, "this": 0, "next": 1}[g["relww"].lower()])
        else:  # "5,000 t last week, from 4,000 t the previous week"
            monday = (told or this) - timedelta(weeks=1) if g["relwb"] != "before last" else this - timedelta(weeks=2)
        return monday, monday + timedelta(days=6), False

    def _relp(self, g: dict) -> tuple | None:
        month = self._relm({"relm": g["relpm"]})
        if month is None:
            return None
        return (*thirds(month[0].year, month[0].month, g["relpw"]), False)

    def _rely(self, g: dict) -> tuple | None:
        year = self.relative(g["rely"]) if self.year else None
        return (date(year, 1, 1), date(year, 12, 31), False) if year else None

    def _reld(self, g: dict) -> tuple | None:
        if not self.day:
            return None
        day = self.day - timedelta(days=1) if g["reld"].lower() == "yesterday" else self.day
        return day, day, False
