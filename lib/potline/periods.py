"""Times as the trade prints them: days, months, quarters, halves, fiscal years, heating seasons, and stretches between two of them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from potline.almanac import month_end
from potline.days import Reader, When
from potline.model import Period
from potline.timewords import TIME, times
from potline.vocabulary import either

__all__ = ["When", "month_end", "periods", "whens"]

_TO = re.compile(r"(?!\n\s?[-–—])\s?(?:to|through|till|until|-|–|—|~|～|up to|and)\s?(?:the\s)?", re.I)
_FISCAL = re.compile(  # "Q1FY24", "first quarter of fiscal 2024"
    r"\b(?:Q[1-4]|[1-4]Q|H[12]|[12]H|[Qq]uarter|[Hh]alf)(?:\s\([HQ]\d\))?[- ]?(?:of\s|in\s)?(?:the\s|its\s|this\s)?"
    r"(?:FY|[Ff]iscal|[Ff]inancial [Yy]ear)\b\s?['’]?\d?\d?"
)
_BY_THE_WAY = "".join(rf"(?<!\b{w} )" for w in ("to", "with", "from", "than", "rival", "like", "supplier", "customer"))  # "sold it to Hindalco"
_APRIL = re.compile(rf"\b{_BY_THE_WAY}(?:{either('fiscal_from_april')})\b(?!['’]s? (?:rival|supplier|customer|partner))")
_JULY = re.compile(rf"\b(?:{either('fiscal_from_july')})\b")
_HEAD = 250  # letters in which an article names whom it is about
_JAPAN, _INDIA = re.compile(r"\b(?:Japan(?:ese)?|Tokyo|yen)\b"), re.compile(r"\b(?:India(?:n|'s|’s)?|crores?|Rs|rupees?)\b")
_NO_MONTH = re.compile(
    r"\b(?:[Tt]hey|[Ww]e|[Ii]t|which|that|who|[Yy]ou|government|[Pp]rices?|capacity|company|companies|smelters?|production|output|and|or"
    r"|he|she|this)\s$"
)


def _reader(text: str, reference: date | int | None) -> Reader:
    """A reader by whose fiscal years a text goes: an Indian firm's of its head, else a firm's or India's, as first named, else Japan's."""
    april, india, firm = bool(_APRIL.search(text, 0, _HEAD)), _INDIA.search(text), _JULY.search(text)
    july = firm is not None and not april and (india is None or firm.start() < india.start())
    japan = not (april or india or july) and bool(_JAPAN.search(text))
    return Reader(reference, april or bool(_FISCAL.search(text)), japan, 7 if july else 4)


def whens(text: str, reference: date | int | None = None) -> list[When]:
    """Every time mention of a text in order; stretches between two of them joined."""
    reader = _reader(text, reference)
    out = reader.told
    for m in times(text):
        w = reader.read(m)
        if w is None or (m.group() in ("May", "March") and not _month_like(text, m)):
            continue
        prior = out[-1] if out else None
        if prior and w.start == prior.start:  # "the 1997 third quarter"
            out[-1] = w
            continue
        if prior and w.grain in ("months", "range") and w.printed and text[prior.end : w.start] == " (" and text[w.end : w.end + 1] == ")":
            out[-1] = prior._replace(end=w.end, first=w.first, last=w.last, printed=True)  # "4QFY23 (October-December 2023)"
            continue
        joined = prior and prior.grain not in ("plan", "years") and _TO.fullmatch(text[prior.end : w.start]) and _stretch(text, prior, w)
        if joined:
            out[-1] = joined
        else:
            out.append(w)
    return out


def _month_like(text: str, m: re.Match[str]) -> bool:
    """Whether "May" or "March" is the month: "in May", "May and June", not "may rise" or a march."""
    before, after = text[max(0, m.start() - 14) : m.start()], text[m.end() : m.end() + 12]
    if m.group() == "May" and re.match(
        r"\s(?:be|have|also|not|cause|well|lead|reduce|rise|fall|see|affect|still|continue|help|need|result)\b", after
    ):
        return False
    return not (m.group() == "May" and _NO_MONTH.search(before) and not re.match(r"[,.;\s]", after))


def _stretch(text: str, a: When, b: When) -> When | None:
    """From a to b as one time; a's year follows b's: "Nov. 15 to March 15, 2018" begins in 2017."""
    before, gap = text[max(0, a.start - 9) : a.start].lower(), text[a.end : b.start].strip().lower()
    if gap.startswith("and") and not re.search(r"between\s?(?:the\s)?$", before):
        return None
    if (
        a.grain == "year"
        and b.grain == "year"
        and gap in ("to", "-")
        and re.search(r"(?:rose|fell|grew|up|down|increased?|decreased?)\b.{0,20}$", before)
    ):
        return None
    if a.first is None and a.grain != "plan" and b.last is not None:
        again = TIME.match(text, a.start)
        a = (again and Reader(b.last.year).read(again)) or a  # "from Nov. 15 to March 15, 2018", nobody knows when it was written
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
    year = min(max(year, 1), 9999)
    return date(year, d.month, min(d.day, calendar.monthrange(year, d.month)[1]))


def periods(text: str, reference_date: date | int | None = None) -> list[Period]:
    """Every time that a string prints, with first and last day; None where the year cannot be known.

    `reference_date` is the day of publication, or a year, that "last year" and a bare month are measured from.

    >>> periods("In the first half of 2020, and from Nov. 15 to March 15, 2018")[1]
    Period(start=36, end=61, first=datetime.date(2017, 11, 15), last=datetime.date(2018, 3, 15))
    """
    return [Period(w.start, w.end, w.first, w.last) for w in whens(text, reference_date)]
