"""One pass over an article: sentences, and in each the amounts, times, names and cue words, in order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from potline import edges, grammar, ladder, opening
from potline.asides import RULES, asides
from potline.grammar import Amount, Spans
from potline.lexicon import Lexicon, Term
from potline.model import Article
from potline.numerals import LOOSE_POINT, SPACED_POINT
from potline.periods import When, whens

MOST, LONGEST = 60, 1200  # numbers and characters of a sentence; the longest known has 10 and 572
KINDS = ("products", "events", "measures", "directions", "bases", "modals", "themes", "companies", "regions")

_ABBREVIATION = re.compile(
    r"(?:\b(?:Co|Ltd|Inc|Corp|No|Nos|St|Mr|Mrs|Ms|Dr|vs|approx|Rs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|a\.m|p\.m|est|cf"
    r"|e\.g|i\.e|etc|Mt|Prof|Gen|Gov|Va|Ky|Ind|Tenn|Wash|Mo|Ala|fig|Bros|pct|mln|ca|al|Al|Det)|\b[A-Z])$"
)
STATES = (
    r"Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Iowa|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|N\.?[CDHJMY]|Ohio|Okla|Ore|Pa"
    r"|R\.?I|S\.?[CD]|Tenn|Tex|Texas|Utah|Vt|Va|Wash|W\.? ?Va|Wis|Wyo"
)
_IN_A_STATE, _CITIES = re.compile(rf",\s(?:{STATES})\."), ("Washington", "New York")  # "London, Washington"
_ONE_OF_SEVERAL = re.compile(r",\s[A-Z][\w.]+(?: [A-Z]\w+)?,?\s(?:and|or)\b")  # "in Dubai, Texas and Iceland"
_OPENS = re.compile(
    r"(?:(?<=pct)|(?<=mln)|(?<=bln)|(?<= Mt)|(?<= lb)|(?<=Ltd)|(?<=Inc)|(?<= Al))\.\s+(?:It|The|This|That|But|In|At|He|She|They|An?|Its|For|On)\s"
)
_BREAK = re.compile(
    r"(?<![.!?。！？])[.!?。！？]+[\"”’')\]]*(?:\s+|(?=[A-Z][a-z]))|\n\s*\n\s*|\n\s*"
    r"|[;；]\s+(?=[A-Z][a-z]+ (?:said|has|will|is|was)\b)|(?<=\.)(?=In\s)"
)
_POINT = re.compile(rf"\d{SPACED_POINT}|{LOOSE_POINT}")  # "4 . 4 billion", "44. 3 million": no sentence ends there
_ANOTHER = re.compile(r" (?:Village|Township|Town)\b")  # "Xiangyang Village" lies elsewhere than the city of that name
_TABULAR = re.compile(r"[^\n]*\S(?:[ ]{2,}|\t|[ ]?\|[ ]?)[+-]?\d|[^\n.]{2,45}(?:: [+-]?\d[\d,.]*%?| \d[\d,.]* \([+−-]\d[\d.]*%\))[ ]*(?:\n|$)")


class Cell(NamedTuple):
    """What a table says of the number in one of its cells, by caption, unit line, column head and row label."""

    measure: str
    event: str
    change: bool  # the column holds changes
    days: tuple[date, date] | None
    product: str | None
    total: bool  # a sum over the other rows


@dataclass(slots=True)
class Sentence:
    """A sentence with everything that was found in it; all offsets are the article's."""

    start: int
    end: int
    text: str
    paragraph: int
    title: bool = False
    amounts: list[Amount] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)
    terms: dict[str, list[Term]] = field(default_factory=dict)
    cells: dict[int, Cell] = field(default_factory=dict)  # start of a number in a table -> what the table says of it

    def of(self, kind: str) -> list[Term]:
        """The terms of a kind, in order."""
        return self.terms.get(kind, [])


@dataclass(slots=True)
class Scan:
    """An article's sentences in order, and the numbers that count nothing, with their reasons."""

    article: Article
    sentences: list[Sentence]
    asides: list[tuple[int, int, str]]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Start and end of each sentence of `text[start:end]`, and whether a paragraph begins with it.

    >>> [(s, e) for s, e, _ in sentences("Xindian Co., Ltd. built it. It runs.", 0, 36)]
    [(0, 27), (28, 36)]
    """
    out, low, fresh, page = [], start, True, edges.width(text, start, end)
    for m in _BREAK.finditer(text, start, end):
        newline = "\n" in m.group()
        if not newline and (
            _in_number(text, low, m)
            or (_ABBREVIATION.search(text, max(low, m.start() - 6), m.start())
            and not _OPENS.match(text, m.start()))
            or not re.match(r"[\"“‘'(\[]?[A-Z0-9₹$€£#“]", text[m.end() : m.end() + 2])
        ):
            continue
        wrapped = (
            newline and text[m.end() : m.end() + 1].islower() and m.group().count("\n") == 1 and text[m.start() - 1 : m.start()] not in ".!?:;。"
        )
        wrapped = wrapped or (m[0][:1] == "\n" and m.end() < end and edges.unended(text, m.start(), m.end(), page))
        if wrapped and not _TABULAR.match(text, m.end()):
            continue  # a line wrapped in mid-sentence
        stop = m.end() if not newline else m.start()
        stop = low + len(text[low:stop].rstrip())
        if stop > low:
            out.append((low, stop, fresh))
            fresh = newline
        low = m.end()
    stop = low + len(text[low:end].rstrip())
    if stop > low:
        out.append((low, stop, fresh))
    return out


def _in_number(text: str, low: int, m: re.Match[str]) -> bool:
    """Whether a full stop is a decimal point set apart."""
    around = max(low, m.start() - 6), m.end() + 24
    return text[m.end() : m.end() + 1].isdigit() and any(p.start() < m.start() < p.end() for p in _POINT.finditer(text, *around))


def scan(article: Article, lexicon: Lexicon) -> Scan:
    """Everything found in the title and the body of an article, adverts left out."""
    text, spoken = article.text, article.spans("title", "body", "advert")
    reference: date | int | None = article.published or opening.sent(text, article.reference_year) or article.reference_year
    times = whens(text, reference)
    adverts = article.spans("advert")
    aside = settled(asides(text) + [(w.start, w.end, "ordinal" if w.grain == "plan" else "date") for w in times], adverts)
    blocked = Spans([(s, e) for s, e, _ in aside])
    amounts = grammar.amounts(text, lexicon, blocked.over)
    sold = Spans(adverts)
    aside += [(a.start, a.end, "advert") for a in amounts if sold.hit(a.start, a.end)]
    terms = lexicon.find_all(text, KINDS)
    goods = [t for t in terms.get("products", []) if not t.entry.data.get("weak")]
    terms["measures"] = [
        m for m in terms.get("measures", []) if m.entry.name != "output" or not _covered(m, goods)
    ]  # "cast alloy ingots" are not cast
    terms["regions"] = _at_home(text, terms.get("regions", []), lexicon)
    rows = _rows(article, text, amounts)
    for row in rows:
        row.amounts, row.whens = _within(amounts, row), _within(times, row)
        row.terms = {kind: found for kind in KINDS if (found := _within(terms.get(kind, []), row))}
    inside = Spans(spoken)
    return Scan(article, rows, sorted(a for a in aside if inside.hit(a[0], a[1])))


def _at_home(text: str, found: list[Term], lexicon: Lexicon) -> list[Term]:
    """The places without those that only share a name with what is printed: "Athens, Ohio" is not in Greece, "Kansas City, Kan." not in Missouri."""
    kept, table = [], lexicon.entries["regions"]
    states = {t.start: str(t.entry.data.get("code", "")) for t in found if not t.weak and t.entry.name not in _CITIES}
    for t in found:
        level, e = t.entry.data.get("level"), t.entry
        for _ in range(4):
            e = e if not e or e.data.get("code") else table.get(str(e.data.get("within", "")))
        if level == "city" and e and e.data.get("code") and text[max(0, t.start - 2) : t.start] != ", " and not _ONE_OF_SEVERAL.match(text, t.end):
            own, state = str(e.data["code"]), states.get(t.end) or (states.get(t.end + 2, "") if text.startswith(", ", t.end) else "")
            if (state.startswith("US-") and state != own) or (not state and own[:2] != "US" and _IN_A_STATE.match(text, t.end)):
                continue
        if level != "prefecture" or not _ANOTHER.match(text, t.end):
            kept.append(t)
    return kept


def settled(found: list[tuple[int, int, str]], adverts: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Asides with overlaps settled, the longer one kept, of equal ones the one that comes first; those in adverts are adverts.

    >>> settled([(0, 13, "date"), (0, 5, "ordinal"), (20, 22, "time")], [(18, 30)])
    [(0, 13, 'date'), (20, 22, 'advert')]
    """
    rank = {reason: i for i, reason in enumerate(dict.fromkeys(r for r, _ in RULES))}
    kept: list[tuple[int, int, str]] = []
    for start, end, reason in sorted(found, key=lambda a: (a[0], -a[1], rank.get(a[2], 99))):
        last = kept[-1] if kept else None
        if last and start < last[1]:
            if end - start > last[1] - last[0]:
                kept[-1] = (start, end, reason)
            continue
        kept.append((start, end, reason))
    return [(s, e, "advert" if any(low <= s < high for low, high in adverts) else r) for s, e, r in kept]


def _covered(term: Term, others: list[Term]) -> bool:
    """Whether a term stands wholly inside one of the others, which are in order."""
    i = bisect_right(others, term.start, key=lambda o: o.start) - 1
    return i >= 0 and others[i].end >= term.end


def _rows(article: Article, text: str, amounts: list[Amount]) -> list[Sentence]:
    rows, paragraph = [], 0
    for kind, start, end, _ in article.blocks:
        if kind in ("title", "body"):
            for s, e, fresh in _laddered(text, sentences(text, start, end)):
                paragraph += fresh
                rows += (Sentence(low, high, text[low:high], paragraph, kind == "title") for low, high in _pieces(text, s, e, amounts))
    return rows


def _laddered(text: str, found: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """The sentences with the rows of a table joined whose cells stand on lines of their own."""
    for low, high in reversed(ladder.rows([text[s:e] for s, e, _ in found])):
        found[low:high] = [(found[low][0], found[high - 1][1], True)]
    return found


def _pieces(text: str, start: int, end: int, amounts: list[Amount]) -> Iterator[tuple[int, int]]:
    """A sentence whole, or in pieces where nobody wrote it so: each rule weighs all that stands in a sentence against all else in it."""
    while start < end:
        first = bisect_left(amounts, start, key=lambda a: a.start)
        crowd = amounts[first + MOST].start if first + MOST < len(amounts) else end
        stop = min(end, start + LONGEST, max(crowd, start + 1))
        if stop < end:
            stop = max(text.rfind(" ", start, stop) + 1, start + LONGEST // 2) if stop == start + LONGEST else stop
        yield start, stop
        start = stop


def _within(found: list, row: Sentence) -> list:
    """The mentions of a sorted list that lie in a sentence."""
    low = bisect_left(found, row.start, key=lambda x: x.start)
    high = bisect_left(found, row.end, lo=low, key=lambda x: x.start)
    return found[low:high]
