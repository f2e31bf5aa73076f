"""The day of publication that a text opens with, where no line of meta says it: a dateline, a day before a dash, a site's stamp."""

from __future__ import annotations

import re
from datetime import date

from potline.header import TIME, Day, days

LINES = 8  # in which a text may say its day
_LONGEST = 200  # characters of a line that is a stamp: "Hubei green watch 2021.8.5", not a sentence that ends with a day
_ISO = re.compile(r"(?:19|20)\d\d[-/.年]")
_WIDE = re.compile(r"(?:\s\s|[|>»·•]|--|[–—])\W*$")  # parts a site's name from a day: "nonferrous window   2016-07-27"
_SMALL = frozenset("of on news report date posted published updated time released".split())  # beside names: "News of July 21, 2009:"
_FAR = 80  # characters that may stand before a day
_BEHIND = re.compile(r"\W?\s*(?:$|[.:|)(–—]|--|-\s|\s\s)|,\s[A-Z][\w.]+(?:\s[A-Z]\w+)*(?:\s\([A-Z]\w+\))?\s?[:.–—-]|\s\d{3,4}\s[ap]m\b")
_ISSUED = re.compile(r"(?:,|\b(?:posted|published|dated|updated|issued|released))$", re.I)  # "Binzhou bureau notice, posted"


def day(text: str) -> date | None:
    """The first full date in the first lines that stands like a dateline or a stamp.

    >>> [str(day(t)) for t in ("Foil at last\\nStockholm, 11 September 2020. Gränges buys a mill.", "Hubei green watch 2021.8.5\\nPaint had been",
    ...     "Smelter shut\\nThe smelter closed on March 5, 2019, its owner said.", "2017-5-16  aluminum daily remark")]
    ['2020-09-11', '2021-08-05', 'None', '2017-05-16']
    """
    for line in [line.strip() for line in text[:4000].splitlines() if line.strip()][:LINES]:
        for found in days(line)[:2]:
            if found.date and (_stamp(line, found) or _dateline(line, found)):
                return found.date
    return None


def _stamp(line: str, found: Day) -> bool:
    """Whether a line is a site's own: short, no sentence, with a day in figures at one of its ends, or one that is said to be of its issue."""
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
