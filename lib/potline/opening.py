"""The day of issue that a text prints where no line of meta says it: a dateline, a stamp, a source in brackets, a foot, a day of speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from potline.header import DAY_OF, MONTH_NAME, TIME, Day, Issue, Meta, day_of, days
from potline.reference import past_years

LINES = 8  # in which a text may say its day
LAST = 2  # lines at the end of the article that may say it
_LONGEST = 200  # characters of a line that is a stamp: "Hubei green watch 2021.8.5"
_SHORT = 110  # of one that names a day and goes on: "Metals Price Report, November 27, 1996, p. 3"
_FAR = 80  # characters that may stand before a day
_ISO = re.compile(r"(?:19|20)\d\d[-/.年]")
_WIDE = re.compile(r"(?:\s\s|[|>»·•]|--|[–—]|\s[-/]\s)\W*$")  # parts a site's name from a day: "nonferrous window   2016-07-27"
# beside names: "News of July 21, 2009:", "Rio de Janeiro, 29.01.2001", "Aluminum net, edit 2017-08-25"
_SMALL = frozenset((
    "agency brief bulletin bureau compiled copy correspondent daily date dated desk digest edit edition express gazette issue issued journal letter "
    "magazine monthly net network newsletter newspaper news note notes notice online our own paper posted press published released report reporter "
    "reporting service text time translated translation updated version weekly wire "
    "morning evening afternoon mobile radio television business supplement client end media newsroom department ecology environment protection "
    "a an and am by da de del della der di do el english en for from in la le nad of on own the und"
).split())  # fmt: skip
_ACTS = frozenset("order regulation directive permit decision letter sanctions list law act v case judgment loan start-up startup".split())
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s)?"
_WORD = re.compile(r"[^\W_][\w'’.&-]*")
_BEHIND = re.compile(r"\W?\s*(?:$|[.:|\])(–—·]|--|-\s|/\s?[A-Z]|\s\s)|[\s/]\d{3,4}\s[ap]m\b")
# "2016, aladdiny.com --", "2011, from our desk."
_SIGNED = re.compile(r"\s?,?\s([A-Z][^.:–—]{0,50}?|[\w-]+\.\w+|from [^.:–—]{0,50}?)\s?(?:[:.–—]|--?\s)")
_CRUMB = re.compile(r"[>»›|·•]\s?$"), re.compile(r"\s?[>»›|·•]")  # "Notes » 2023-07-21 » Contracts"
_STORY = re.compile(r"\s*(?:[-–—]\s?)?[A-Z“\"](?![A-Z]?\d)")
_LONG = 90  # characters of a line that is a story's paragraph, not an entry of a chronicle
_CLOCK = re.compile(r",?\s\d\d?:\d\d")  # "Youjiang Daily mobile client 2021-10-22, 07:00"
_PRESS = frozenset("net news daily times network herald".split())  # "Huashang net November 25, 2014 At three"
# behind the day of a short line that goes on: "2013, 4th edition", "2020-02-27 A03:"
_ON = re.compile(
    r"\W?\s?[,;:/|(\])–—-]\W*+(?!(?:they|it|he|the|when|who|as|after|its?|an?|which|was|were|is|are|to|and|with)\b)"
    r"|(?P<page>\s[A-Z]\d{1,2}\W|\s\d{1,2}\sedition\b|\spage\s\d)"
)
# "Prices as of 2018-03-05", "Begin: Oct 17, 2005": a day of something else
_TIED = re.compile(
    r"\b(?:as (?:of|at|on)|until|till|by|since|from|before|after|to|(?<!client )end(?:ed|ing)?|effective|begins?|beg[au]n|started|deadline|due|valid"
    r"|conference|founded|(?:closing|due|start) date|clos(?:ed|ing)|open(?:ed|ing)|start-?up|completion|expir\w+|meeting|next|accessed"
    r"|retrieved|photo|sold)\W*$", re.I
)
_SPAN = re.compile(r"[A-Z][a-z]+\.?\s\d{1,2}\s?[-–]\s?$")  # "March 5 - March 7, 2018"
_ISSUED = re.compile(r"(?:[,/]|\b(?:posted|published|dated|updated|issued|released))$", re.I)  # "Binzhou bureau notice, posted"
# "a third rolls foil. Published Sep 21, 2023."
_SAYS_SO = re.compile(
    rf"(?:(?:^|\s)(?:Published|Posted|Issued|Released|Compiled)(?: on)?:?\s|\bUpdated\s?:\s?"
    rf"|(?:Post|Publish(?:ed)?|Update|Upload) (?:time|date)\s?[:：]\s?"
    rf"|Date of publication\s?[:：]\s?){_WEEKDAY}$"
)
_WRITER = re.compile(r"By (?:[A-Z][\w.'’-]+\s|[\w.'’-]+\s(?=-)){1,4}(?:[-–—]\s)?")
_COUNTED = re.compile(r"\s*(?:$|\d|[|•])")  # "By Ann Mensah January 16, 2020 980 41 comments"
# "(Odisha Sun Times, Aug 29, 2017)", "today (Jan 6, 2016)", and behind a headline "(June 21, 2021)"
_PAGE = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s"), re.compile(r"\s\d{1,3}")  # "Saturday, Aug. 27, 2022 3"
_STACKED = re.compile(r"(?m)^\s*(?P<day>\d{1,2})\n\s*(?P<year>20\d\d)\n\s*[-/]\n\s*(?P<month>\d\d)\s*$")  # each on a line of its own
# "KUALA LUMPUR (Nov 26): Press Metal", on a page with the clock of the day on which it was called up
_SENT = re.compile(rf"^[A-Z][A-Z ]{{2,30}}\((?P<name>{MONTH_NAME})\.?\s{DAY_OF}\)\s?[:–—-]", re.M)
_LINE = re.compile(  # "DELHI, Jan 18 (Reuters) - India's output", "OSLO, 9 March - Hydro"
    rf"^(?:[A-Z][A-Za-z.'’/ -]{{1,30}},\s(?:(?:[A-Z][A-Za-z.]{{1,20}}),\s)?|(?=\w+\.?\s\w+\s?\([A-Z]))"
    rf"(?:(?P<name>{MONTH_NAME})\.?\s(?P<day>\d\d?)|(?P<dayb>\d\d?)\s(?P<nameb>{MONTH_NAME})\.?)"
    r"(?!\d|,?\s(?:19|20)\d\d)\s?(?:\([A-Z][\w. &/-]{1,25}\)\s?(?:--?|[–—:])|--?\s|[–—])", re.M)
_CLOSE = re.compile(r"\bended\s(?:on\s)?$")
_WIRED = re.compile(rf"^date (?P<year>20\d\d)-\d\d (?P<name>{MONTH_NAME})\.? (?P<day>\d\d?) \(", re.M)  # "date 2023-08 Aug 11 (Reuters) -"
_BRACKETED = re.compile(r"[(\[][A-Z][\w .&'’-]{1,40}\s")  # a line of its own: "(Nippon News June 3, 2019)"
_CLOCK_AHEAD = 14  # days from which a page is taken for called up later
_CITED = re.compile(rf"(?:[(\[][A-Z][^()\[\]\d]{{2,60}}(?:,|\s[–—-])\s{_WEEKDAY}|\b(?:today|here)\s?\({_WEEKDAY})$")
_CLOSED = re.compile(r"[)\]]\s?(?:$|[.;–—]|--)")
_ALONE = re.compile(rf"[(\[]{_WEEKDAY}$")
_SPOKEN = re.compile(
    r"\b(?:(?:said|says|announced|reported|stated|explained|learn(?:ed|t)|warned|confirmed|disclosed|released|published|wrote|approved|unveiled|decided"
    r"|(?:became|made|making) known|gave out)(?:\s(?:here|in (?:a )?\w+|on the evening of))?"
    rf"|(?<!was )(?<!were )(?<!been )told\s(?!to )[^.;,()]{{1,50}}),?\s(?:on\s)?{_WEEKDAY}$", re.I
)  # fmt: skip
_SPEAKS = re.compile(
    r",?\s[^.;]{3,120}?\s(?:said|says|announced|reported|stated|made known|gave out|released|published|told|informed|disclosed|issued)\b"
)
_OPENS = re.compile(rf"(?:^|[.!?]\s|\n)(?:On\s)?{_WEEKDAY}$")  # "On Monday, October 30, 2017, the Department made known"
_FOOT = re.compile(r"(?:[.!?]\W*\s|--\s?|^)([^.!?]*)$")  # what stands before a day since the last stop: "Montreal, Oct 28, 1999."


def issue(printed: Sequence[Meta], text: str, body: str, known: date | None = None) -> Issue:
    """When a text was issued: as known, as a line of meta says, else as opening, foot or a speaker of the body say."""
    ranked = sorted((m for m in printed if m.year), key=lambda m: m.rank)
    clock = ranked[0].date if ranked and ranked[0].rank == 1 else None
    named = known or (clock and _sent(body, clock)) or next((_turned(m.date, text, body) for m in ranked if m.date), None)
    told = Issue(named) if named else day(text, body)
    return told._replace(year=named.year if named else ranked[0].year) if ranked else told


def _turned(on: date, text: str, body: str) -> date:
    """A day printed in six figures, the year first where the text tells of later years than the last two figures mean: "22/04/19" told of 2021."""
    if not re.search(rf"(?<!\d){on:%d[/.]%m[/.]%y}(?!\d)", text[:4000]):
        return on
    last, year = max((year for year, _ in past_years(body)), default=0), 2000 + on.day
    turned = day_of({"year": str(year), "month": str(on.month), "day": f"{on:%y}"})[0]
    return turned if turned and on.year < last <= year <= last + 1 else on


def _sent(body: str, clock: date) -> date | None:
    """The day of a dateline without a year, where the page shows a day well behind it: the last such day, or that of the text's own year."""
    if not (m := _SENT.search(body[:600])):
        return None
    told = max((year for year, _ in past_years(body)), default=clock.year)
    likely = (told,) if told < clock.year - 1 else (clock.year, clock.year - 1)
    on = next((d for year in likely if (d := day_of(m.groupdict() | {"year": str(year)})[0]) and d <= clock), None)
    ended = max((d.date for d in days(body[:4000]) if d.date and d.date <= clock and _CLOSE.search(body, 0, d.start)), default=None)
    if on and ended and on < ended and on.replace(year=on.year + 1, day=min(on.day, 28)) <= clock:
        on = day_of(m.groupdict() | {"year": str(on.year + 1)})[0]  # "KL (Feb 24): It lost money in the year ended Dec 31, 2019"
    return on if on and (clock - on).days > _CLOCK_AHEAD else None


def sent(text: str, year: int | None) -> date | None:
    """The day of the dateline of an article that prints no year beside it, in the year that the article speaks from.

    >>> sent("Output up\\nDELHI, Jan 18 (Reuters) - Output rose.", 2022)
    datetime.date(2022, 1, 18)
    """
    m = _LINE.search(text[:1500]) if year else None
    return day_of({"name": m["name"] or m["nameb"], "day": m["day"] or m["dayb"], "year": str(year)})[0] if m else None


def day(text: str, body: str = "") -> Issue:
    """When a text was issued: the one full date of the first lines that stands like a dateline or a stamp, else one at the foot of the
    body, else the latest full date of the body if somebody speaks on it. No day where lines disagree, as in a chronicle, and where day and
    month cannot be told apart.

    >>> [str(day(t).date) for t in ("Foil at last\\nStockholm, 11 September 2020. Gränges buys a mill.", "Hubei watch 2021.8.5\\nPaint had been",
    ...     "Smelter shut\\nThe smelter closed on March 5, 2019, its owner found.", "2017-5-16  aluminum daily remark")]
    ['2020-09-11', '2021-08-05', 'None', '2017-05-16']
    >>> day("Mines digest 12/03/2014\\nThe court gave a mine more time.")
    Issue(date=None, year=2014, how='published')
    >>> told = "Foil stands\\nThe smelter closed on March 5, 2019, its owner said on Friday, 8 March 2019. It had 90 pots. "
    >>> [str(day(t, t).date) for t in (told, told + "(March 9, 2019)", told + "It was to open again on May 2, 2020.")]
    ['2019-03-08', '2019-03-09', 'None']
    """
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:LINES]
    if (stacked := _STACKED.search(text[:4000]) or _WIRED.search(text[:1500])) and (on := day_of(stacked.groupdict())[0]):
        return Issue(on, on.year, "published")
    said = [(line, d) for i, line in enumerate(lines) if (d := next((d for d in days(line)[:2] if _told(line, d, i == 0)), None))]
    told = [d for line, d in said if _WRITER.fullmatch(line[: d.start])] or [d for _, d in said]  # a writer's day goes before a dateline's
    how = "published"
    if not told:
        told = _foot(body)
    if not told:
        told = [d for i, line in enumerate(lines) if (d := next((d for d in days(line)[:1] if _likely(line, d, i == 0)), None))]
    if not told:
        told, how = _spoken(body), "day of a statement"
    dates, years = {d.date for d in told if d.date}, {d.year for d in told}
    return Issue(dates.pop() if len(dates) == 1 else None, years.pop() if len(years) == 1 else None, how)


def _told(line: str, found: Day, first: bool) -> bool:
    """Whether a day of a line is that of its issue; `first` is a headline, as a rule."""
    tied = _TIED.search(line, max(0, found.start - 20), found.start) or _SPAN.search(line, max(0, found.start - 20), found.start)
    if tied or "~" in (line[found.end : found.end + 1], line[found.start - 1 : found.start]):
        return False
    head, behind = line[: found.start], line[found.end :]
    if found.start < 600 and _SAYS_SO.search(head):
        return True
    if _BRACKETED.fullmatch(head) and behind in (")", "]"):
        return True
    cited = found.start < 600 and _CLOSED.match(behind) and (_CITED.search(head) or (len(behind) == 1 and _ALONE.search(head)))
    return bool(cited) or _stamp(line, found) or _dateline(line, found) or (not first and _goes_on(line, found))


def _stamp(line: str, found: Day) -> bool:
    """Whether a line is a site's own: short, with a day in figures at one of its ends, or with one behind a comma or "posted" at its end."""
    if len(line) > _LONGEST:
        return False
    if _WRITER.fullmatch(line[: found.start]) and _COUNTED.match(line, found.end):
        return True
    if _PAGE[0].fullmatch(line[: found.start]) and _PAGE[1].fullmatch(line[found.end :]):
        return True
    if _CRUMB[0].search(line[: found.start]) and _CRUMB[1].match(line, found.end):
        return True
    before, behind = line[: found.start].strip(" \t([:：|-"), TIME.sub("", line[found.end :]).strip(" \t)]|-")
    if not before and not behind and line[:1] == line[-1:] == "-":  # "- Jun 12, 2018 -"
        return True
    last = not behind and len(before.split()) <= 10
    return (before.lower() in ("", "date") or last) if _ISO.match(line, found.start) else last and bool(_ISSUED.search(before))


def _dateline(line: str, found: Day) -> bool:
    """Whether names alone, or what a gap parts from it, stand before a day, and a stop behind it: "Kuala Lumpur, Nov 26, 2013 -"."""
    before, behind = line[: found.start], TIME.sub("", line[found.end : found.end + _LONGEST], count=1)
    if len(before) > _FAR or not (_named(before) or _WIDE.search(before)):
        return False
    bracket = before.rfind("(") > before.rfind(")") or before.rfind("[") > before.rfind("]")
    closed = bracket and re.match(r"[^()\[\]]{0,60}[)\]]", behind)  # "(Oslo, Feb 17 2010, own) Hydro"
    signed = _SIGNED.match(behind)  # "May 17, 2011, from our Beijing correspondent."
    return bool(closed or _BEHIND.match(behind) or (signed and _named(signed[1])))


def _likely(line: str, found: Day, first: bool) -> bool:
    """Whether a day stands as that of an issue may: before a clock, or with a story at once behind it; it counts where nothing surer is said.
    "Huashang net November 25, 2014 At three", "PODGORICA, July 8, 2013 A court ruled", "24 March 2022 The works at Korba, built for export, ..."
    """
    before = line[: found.start]
    if first or not _named(before) or _TIED.search(before[-20:]) or _SPAN.search(before[-20:]):
        return False
    alone = (not before and len(line) > _LONG) or (before.endswith(", ") and before.isupper()) or _WIDE.search(before)
    press = _PRESS.intersection(before.lower().replace(",", " ").split())
    return bool(_CLOCK.match(line, found.end) or ((alone or press) and _STORY.match(line, found.end)))


def _goes_on(line: str, found: Day) -> bool:
    """Whether a short line that is no sentence names a day: "Released 2016-02-19; Henan channel"; so may a page's number behind it."""
    on = _ON.match(line, found.end)
    return bool(on) and _named(line[: found.start]) and (len(line) <= _SHORT or bool(on["page"]))


def _named(words: str) -> bool:
    """Whether these are names and the small words beside them, no act of a court or an office with a day of its own."""
    said = _WORD.findall(words[:_FAR])
    if said and (said[0] in ("On", "In") or _ACTS.intersection(map(str.lower, said))):
        return False
    return len(said) <= 10 and not any(w[0].islower() and w.lower() not in _SMALL and "." not in w for w in said)


def _foot(body: str) -> list[Day]:
    """The day with which the article ends: "-- Packaging East, 14.04.2022", "(October 15, 2024)"."""
    for line in [line.strip() for line in body[-1000:].splitlines() if line.strip()][-LAST:]:
        found = days(line)[-1:]
        m = _FOOT.search(line[: found[0].start]) if found and not line[found[0].end :].strip(" .)]") else None
        if m and not _SPAN.search(m[1]) and (_named(m[1]) or m[1].endswith(" is dated ")):
            return [] if _TIED.search(m[1]) else found
    return []


def _spoken(body: str) -> list[Day]:
    """The latest full date of the article, if somebody speaks on it: "an official said on Wednesday, June 26, 1996"."""
    printed = [d for d in days(body[:4000]) if d.date]
    latest = max((d.date for d in printed if d.date), default=None)
    if latest is None or max((year for year, _ in past_years(body)), default=0) > latest.year:
        return []  # a look back
    return [d for d in printed if d.date == latest and (
        _SPOKEN.search(body, max(0, d.start - 120), d.start) or (_OPENS.search(body, max(0, d.start - 20), d.start) and _SPEAKS.match(body, d.end)))]
