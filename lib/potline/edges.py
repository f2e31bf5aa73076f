"""Where an article begins and ends among lines that no copy of the lexicon tells: credits above it, the page's last words below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from potline import header, vocabulary

CJK = re.compile(r"[\u2e80-\uffdf]")
WORDS = 16  # a longer line is a paragraph
SHORT = 5  # a line of so few words needs no word that tells it
LINES = 3  # as many lines of a page's foot may go without a word that tells them
_ENDS = re.compile(r"[.!?。！？…][\"'”’)\]*_]*$")
ENDS = re.compile(r"[.!?。！？…][\"'”’)\]]*$")  # of a sentence
_OPENS = re.compile(r"[-–•*■◆●·▪(（【\[]|\d{1,2}[.、)]|[QA]\s?[:：]|[IVX]{1,4}\.\s")
_CREDIT = re.compile(
    r"\s{2,}|\s[|·/•]\s|^\||^[/【]|\*\*|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s\d\d\b"
    r"|\b(?:hits?|reading|reader|reads?|views?|visits?|browse|clicks?|words?|page|collect|comments?|font|author|by|editor)\b\W{0,3}\d"
    r"|\[(?:print|close|visits|font)",
    re.I,
)
_YEAR, _VERB = re.compile(r"\b(?:19|20)\d\d\b"), re.compile(r"\b(?:was|were|is|are|has|have|had|will|would)\b")
_NUMBERED = re.compile(r"\d{1,2}[.、)]\s?[A-Z]")
_MARKS = re.compile(r"\W+")
_STAMP = re.compile(r"^date\b|^by\b|^from our\b|\b(?:19|20)\d\d-\d\d|\d\d?:\d\d|\s[|>/]\s|\s{2,}")
_LINKS = "of the a an in to and for at by with its their that which who said has have was were is are will would on from as but or into than".split()
_HANGS, _GOES_ON = re.compile(rf"(?:\b(?:{'|'.join(_LINKS)})|,)$"), re.compile(rf"(?:{'|'.join(_LINKS)})\s")
_UNENDED = re.compile(rf"\b(?:{vocabulary.either('words_that_hang')}|[A-Z][a-z]+-based)$")
_ITEM = re.compile(r"[-–•*■◆●·▪|>#(（【\[]|\d{1,2}[.)、]\s|[A-Z][A-Z ]+(?:,|\s?[-–—(:])|[^\n]{2,40}\s?[:：]\s?[\d+-]")  # of a list, a dateline, a row
_FULL = re.compile(r"^[^\n]{39,99}[^\n.!?:;。]\n[ \t]*(?=[a-z])", re.M)
_SENT = re.compile(r"[A-Z]{3,}[A-Za-z, ]{0,24}\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d")  # "BEIJING, Feb 20 (Reuters)"
_FIGURE = re.compile(rf"\d\s?(?:{header.UNIT})", re.I)  # "Exports, Q3 2023: 38,220 tonnes"
_PARTS = re.compile(r"\s[-|/·•>»]+\s|\bnewsletter$|^[》>#]", re.I)
_FOOT = re.compile(
    r"^\W*(?:more(?! than \d)|news|for more|related|previous|next(?! (?:year|month|week|quarter|spring|summer|autumn|winter)\b)"
    r"|recommended|follow|ads? by|adv|share|links?|friendly links|sponsor|host|annex|tags?|topics"
    r"|hot products|transfer please|export data|send|comments|copyright|what to read|read more|join|write|written by|edited|edit|reporter|contact"
    r"|net friends|advertise|download|print|region \d+ newsroom|conference call|service|platform|trending|tip line|as at the date|source)\b"
    r"|\b(?:hot ?lines?|tel|fax|whats ?app|wechat|weibo|qq|icp|newsletter|subscribe|sign up|editor|close window|error correction|members only"
    r"|enquiries"
    r"|last updated|donate|friendship links|in stock|factory link|please visit|moq|clients?,)(?!\w)|©|^\(c\)|^[\[－—-]{1,2}.*[\]－—-]{1,2}$|^[》>]"
    r"|\b0\d{2,3}-\d{6,8}\b|\S\s\|\s\D{2,20}\s\|\s|^[A-Z][\w .&]+, Ltd\. [A-Z]\w+ \d",
    re.I,
)  # fmt: skip
_ABOUT = re.compile(r"(?:About|ABOUT)(?:\s[A-Z][\w&.'’-]*){1,4}\s?[:：]\s")


_META = re.compile(r"(?i)\b(?:by [A-Z]|source|author|published|posted|updated|views)\b|\d:\d\d|[•|]")


class Line(NamedTuple):
    """A line of text, `text[start:end]`, with the first of its characters; `kind` is empty where the line may be anything."""

    start: int
    end: int
    head: str
    kind: str = ""
    reason: str = ""
    closes: bool = False
    meta: header.Meta | None = None


def size(line: Line) -> int:
    """Words of a line's head, two Chinese characters for one."""
    return len(line.head.split()) + (0 if line.head.isascii() else len(CJK.findall(line.head)) // 2)


def spaced(text: str, upper: Line, lower: Line) -> bool:
    """Whether an empty line stands between two lines.

    >>> from types import SimpleNamespace as L
    >>> spaced("One\\n \\nTwo", L(end=3), L(start=6))
    True
    """
    return text.count("\n", upper.end, lower.start) > 1 or text.count("\r", upper.end, lower.start) > 1


def wrapped(text: str, upper: Line, lower: Line, page: int = 0) -> bool:
    """Whether a narrow page broke a sentence between two lines: the upper is of some length and ends in mid-sentence, the lower begins small."""
    if unended(text, upper.end, lower.start, page):
        return True
    tail = text[max(upper.start, upper.end - 30) : upper.end]
    if len(tail) < 30 or "\n" in tail or _ENDS.search(tail) or tail[-1] in ":：" or not lower.head[0].islower() or spaced(text, upper, lower):
        return False
    told = (len(lower.head.split()) >= SHORT or _ENDS.search(lower.head)) and not _STAMP.search(lower.head)
    linked = _HANGS.search(tail) or _GOES_ON.match(lower.head) or _SENT.match(upper.head) or "\n" in upper.head
    return bool(told and linked)


def width(text: str, start: int, end: int) -> int:
    """Characters of the longest line of a narrow page, 0 where fewer than three lines end in mid-sentence."""
    broken = [len(m[0].rstrip()) for m in _FULL.finditer(text, start, end)]
    return max(broken) if len(broken) >= 3 else 0


def unended(text: str, end: int, low: int, page: int = 0) -> bool:
    """Whether a sentence goes on from a line that ends at `end` to one that begins at `low` with a capital or a figure: the upper ends in a word
    that ends none, or there was no room on a narrow `page` for the next word.

    >>> line = "The owner says it will cut its capacity by nearly"
    >>> unended(line + "\\n400,000 tonnes a year.", len(line), len(line) + 1), unended(line + " ten.\\nIt runs.", len(line) + 5, len(line) + 6)
    (True, False)
    """
    end -= len(text[max(0, end - 9) : end]) - len(text[max(0, end - 9) : end].rstrip())
    begun = text.rfind("\n", max(0, end - 120), end) + 1
    if text.count("\n", end, low) != 1 or _ENDS.search(text, end - 4, end) or text[end - 1 : end] in ":：>" or _ITEM.match(text, low):
        return False
    if text[low] == ",":
        return True
    hangs = _UNENDED.search(text, max(begun, end - 24), end)
    word = len(text[low : low + 24].split(maxsplit=1)[0]) if text[low : low + 24].strip() else 0
    return bool(hangs and (end - begun >= 20 or hangs[0].endswith("-based"))) or (begun > 0 and end - begun <= page < end - begun + 1 + word)


def prose(line: Line) -> bool:
    """Whether a line reads like a paragraph, not like a headline."""
    count = size(line)
    return not line.kind and (count >= 30 or (count >= 12 and bool(ENDS.search(line.head[-4:]))))


def bullet(line: Line) -> bool:
    """Whether a line is a wire's summary in a bullet: "* Power prices up by half since January 2014"."""
    return line.head.startswith(("* ", "• ")) and len(line.head.split()) > SHORT + 1 and not _META.search(line.head, 2)


def credit(line: Line) -> bool:
    """Whether a line above the text names where and when it came out, not what happened."""
    if bullet(line) or _NUMBERED.match(line.head):
        return False
    dated = _CREDIT.search(line.head) or (_YEAR.search(line.head) and not _VERB.search(line.head))
    dated = bool(dated) and not _FIGURE.search(line.head)
    return dated and len(line.head.split()) <= WORDS and not _ENDS.search(line.head) and not line.head.endswith((":", "："))


def opens(text: str, line: Line, after: Line) -> bool:
    """Whether a short line above the first paragraph belongs to the article: no credit, no second headline."""
    if not spaced(text, line, after) and (after.head[0].islower() or (line.head.count("|") == after.head.count("|") > 0)):
        return True  # a line wrapped in mid-sentence, a row of a table
    if credit(line):
        return False
    return spaced(text, line, after) or not (credit(after) or after.kind == "meta")


def parted(head: str) -> bool:
    """Whether a line is a page's path or a paper's name rather than a headline: "Gulf Letter - Metals - Brazil"."""
    return bool(_PARTS.search(head)) and not re.search(r"[a-z]{3,}s?\s(?:to|by|in|of|for|as|on)\s", head)


def start(text: str, found: Sequence[Line], first: int, headline: int | None) -> int:
    """Index of the line with which the article starts: the first of some length below headline and dates."""
    if headline is None:
        return first
    dated = max((i for i in range(headline, first) if found[i].kind == "meta"), default=headline)
    low = next((i for i in range(dated + 1, first) if _belongs(text, found, i, headline)), first)
    while low - 1 > dated and not found[low - 1].kind and found[low - 1].head.endswith((":", "：", "?")):  # "April 24:", "In brief:"
        low -= 1
    return low


def _belongs(text: str, found: Sequence[Line], i: int, headline: int) -> bool:
    line = found[i]
    return not line.kind and size(line) >= 5 and not same(line, found[headline]) and opens(text, line, found[i + 1])


def same(line: Line, headline: Line) -> bool:
    """Whether a line prints the headline again, in full or cut short."""
    small, whole = header.plain(line.head), header.plain(headline.head)
    if _MARKS.sub("", small) == _MARKS.sub("", whole) != "":  # "Smelter must re-tool", "smelter must retool"
        return True
    cut = len(small) > (20 if small.endswith(("...", "…")) else 40)
    return cut and whole.startswith(small.rstrip(".… "))


def trails(line: Line) -> bool:
    """Whether a line goes on with the headline above it: "…over 250 workers dismissed"."""
    return bool(re.match(r"(?:…|\.{2,4})\s?[a-z]", line.head))


def last(text: str, body: Sequence[Line]) -> int:
    """How many lines of a stretch are the article: less what a page says below it in short lines of its own."""
    free = [i for i, line in enumerate(body) if not line.kind]
    dropped = 0
    while len(free) > 1:
        line, above, count = body[free[-1]], body[free[-2]], len(body[free[-1]].head.split())
        told = _FOOT.search(line.head) or _ABOUT.match(line.head)
        told = told if count <= (2 * WORDS if _ABOUT.match(line.head) else WORDS) else None
        row = _OPENS.match(line.head) and not told
        bare = (
            count <= SHORT
            and not _ENDS.search(line.head)
            and not row
            and not re.search(r"\d", line.head)
            and bool(_ENDS.search(above.head) or dropped)
        )
        if not (dropped or spaced(text, above, line)) or not (told or bare) or dropped >= 2 * LINES or not any(_whole(body[i]) for i in free[:-1]):
            break
        free.pop()
        dropped += 1
    return free[-1] + 1 if dropped else len(body)


def _whole(line: Line) -> bool:
    return len(line.head.split()) > 7
