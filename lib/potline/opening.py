"""The day of publication that a text opens with, where no line of meta says it: a dateline, a day before a dash, a site's stamp."""

from __future__ import annotations

import re
from datetime import date

from potline.header import TIME, Day, days

LINES = 8  # in which a text may say its day
_LONGEST = 200  # characters of a line that is a stamp: "Hubei green watch 2021.8.5"
_ISO = re.compile(r"(?:19|20)\d\d[-/.年]")
_WIDE = re.compile(r"(?:\s\s|[|>»·•]|--|[–—])\W*$")  # parts a site's name from a day: "nonferrous window   2016-07-27"
_SMALL = frozenset("of on news report date posted published updated time released".split())  # beside names: "News of July 21, 2009:"
_FAR = 80  # characters that may stand before a day
_BEHIND = re.compile(r"\W?\s*(?:$|[.:|)(–—]|--|-\s|\s\s)|,\s[A-Z][\w.]+(?:\s[A-Z]\w+)*(?:\s\([A-Z]\w+\))?\s?[:.–—-]|[\s/]\d{3,4}\s[ap]m\b")
# "Prices as of 2018-03-05", "Begin: Oct 17, 2005": a day of something else
_TIED = re.compile(
    r"\b(?:as (?:of|at|on)|until|till|by|since|from|before|after|to|end(?:ed|ing)?|effective|begins?|deadline|due|valid|conference|founded)\W*$", re.I
)
_ISSUED = re.compile(r"(?:,|\b(?:posted|published|dated|updated|issued|released))$", re.I)  # "Binzhou bureau notice, posted"


def day(text: str) -> date | None:
    """The one full date of the first lines that stands like a dateline or a stamp; None where several do, as in a chronicle.

    >>> [str(day(t)) for t in ("Foil at last\\nStockholm, 11 September 2020. Gränges buys a mill.", "Hubei green watch 2021.8.5\\nPaint had been",
    ...     "Smelter shut\\nThe smelter closed on March 5, 2019, its owner said.", "2017-5-16  aluminum daily remark")]
    ['2020-09-11', '2021-08-05', 'None', '2017-05-16']
    """
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:LINES]
    found = [next((d.date for d in days(line)[:2] if d.date and _told(line, d)), None) for line in lines]
    told = set(found) - {None}
    return told.pop() if len(told) == 1 else None


def _told(line: str, found: Day) -> bool:
    """Whether a day of a line is that of its issue."""
    return not _TIED.search(line, max(0, found.start - 20), found.start) and (_stamp(line, found) or _dateline(line, found))


def _stamp(line: str, found: Day) -> bool:
    """Whether a line is a site's own: short, with a day in figures at one of its ends, or with one behind a comma or "posted" at its end."""
    if len(line) > _LONGEST:
        return False
    before, behind = line[: found.start].strip(" \t([:：|-"), TIME.sub("", line[found.end :]).strip(" \t)]|-")
    last = not behind and len(before.split()) <= 10
    return (not before or last) if _ISO.match(line, found.start) else last and bool(_ISSUED.search(before))


def _dateline(line: str, found: Day) -> bool:
    """Whether names alone, or what a gap parts from it, stand before a day, and a stop behind it: "Kuala Lumpur, Nov 26, 2013 -"."""
    before, behind = line[: found.start], TIME.sub("", line[found.end : found.end + _LONGEST], count=1)
    words = re.findall(r"\w+", before[:_FAR])
    named = len(words) <= 8 and not any(w[0].islower() and w not in _SMALL for w in words)
    return len(before) <= _FAR and (named or bool(_WIDE.search(before))) and bool(_BEHIND.match(behind))
