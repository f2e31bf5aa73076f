"""Lists that go together by their order: "A, B and C made 1.6, 0.8 and 0.75 million tons respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from potline.numerals import Amount
from potline.scan import Sentence

Span = tuple[int, int]
# what stands between two members of a list: ", ", " and about ", ", and by ", " (ABC) and more than ", " Port and " of "Kamsar Port and Conakry Port"
_NEXT = re.compile(
    r"(?:\s\([A-Z]\w{1,7}\)|\s(?:[Pp]orts?|[Cc]ity|[Pp]rovince|[Cc]ounty|plants?|smelters?|refiner(?:y|ies)|mills?|mines?))?"
    r"\s?(?:[,;、/&]|,?\s?\b(?:and|or|as well as)\b)\s?(?:and\s)?"
    r"(?:(?:the|about|some|around|nearly|almost|roughly|approximately|just|only|over|under|by|to|at|of|up|down|(?:more|less) than)\s){0,2}[+−-]?"
)
# what binds an amount to the place right ahead of it, "Detroit 2,075t", "Fiji (12,000 tons)", and to the one behind: "1,100 roles in Perth"
_AHEAD, _BEHIND = re.compile(r":?\s?\(?"), re.compile(r"(?:\s(?!and\b|to\b|by\b)[a-z-]+){0,3}?\s(?:in|at)\s(?:the\s)?")


def partner(row: Sentence, amount: Amount, mentions: Iterable[Span]) -> tuple[Span, Sequence[Span]] | None:
    """The mention that an amount goes with by its place in a list, and the list of mentions; None where no list is as long as the amounts'.

    >>> from types import SimpleNamespace as Row
    >>> a, b = (Amount(s, e, 1.0, 1.0, 1.0, "t", "mass", "", "", e, False) for s, e in ((22, 25), (30, 33)))
    >>> partner(Row(text="Weiqiao and Xinfa run 6 t and 3 t respectively.", start=0, amounts=[a, b]), b, [(0, 7), (12, 17)])
    ((12, 17), [(0, 7), (12, 17)])
    """
    named = sorted(set(mentions))
    if len(named) < 2 or len(row.amounts) < 2:
        return None
    amounts = next((run for run in _runs(row, _like(row, amount)) if any(start == amount.start for start, _ in run)), [])
    lists = [run for run in _runs(row, named) if len(run) == len(amounts) > 1]
    ahead = [run for run in lists if run[-1][1] <= amounts[0][0]]
    chosen = ahead[-1:] or [run for run in lists if run[0][0] >= amounts[-1][1]][:1]
    return (chosen[0][[start for start, _ in amounts].index(amount.start)], chosen[0]) if chosen else None


def turn(row: Sentence, amount: Amount, mentions: Sequence[Span]) -> tuple[Span | None, Span | None]:
    """The mentions right ahead of an amount and right behind it where amounts and mentions take turns: "80 kt of A, 60 kt of B, 40 kt of C"."""
    amounts = _like(row, amount)
    if len(amounts) < 2 or not mentions:
        return None, None
    edges = [row.start - 1, *(start for start, _ in amounts), row.end + 1]
    between = [[m for m in mentions if low < m[0] < high] for low, high in pairwise(edges)]
    k = first = last = [start for start, _ in amounts].index(amount.start)
    while first and len(between[first]) == 1:
        first -= 1
    while last < len(amounts) - 1 and len(between[last + 1]) == 1:
        last += 1
    if first == last:  # "4,500 jobs, among them 1,100 in Perth and 900 in Gladstone": the sum takes no turn
        return None, None
    return (between[k][-1] if between[k] else None), (between[k + 1][0] if between[k + 1] else None)


def bound(row: Sentence, amount: Amount, mentions: Sequence[Span]) -> Span | None:
    """The mention that an amount stands right beside where it takes turns with others: "1,100 roles in Perth and another 900 in Gladstone".

    >>> from types import SimpleNamespace as Row
    >>> a, b = (Amount(s, e, 1.0, 1.0, 1.0, "t", "mass", "", "", e, False) for s, e in ((6, 9), (22, 25)))
    >>> bound(Row(text="Fiji (6 t) and Ghana (3 t)", start=0, end=26, amounts=[a, b]), b, [(0, 4), (15, 20)])
    (15, 20)
    """
    ahead, behind = turn(row, amount, mentions)
    if ahead and _AHEAD.fullmatch(row.text[ahead[1] - row.start : amount.start - row.start]):
        return ahead
    return behind if behind and _BEHIND.fullmatch(row.text[amount.end - row.start : behind[0] - row.start]) else None


def _like(row: Sentence, amount: Amount) -> list[Span]:
    """The amounts of a sentence in the unit of one, that one among them: "3 times" may have become a percentage since."""
    return [(a.start, a.end) for a in row.amounts if a.unit == amount.unit or a.start == amount.start]


def ordered(row: Sentence, many: int) -> bool:
    """Whether a sentence says that its lists go together, and no list of measures may be what is meant: "output and sales rose …"."""
    measures = _runs(row, [(t.start, t.end) for t in row.of("measures")])
    return "respectively" in row.text and all(len(run) != many for run in measures)


def _runs(row: Sentence, spans: Sequence[Span]) -> list[list[Span]]:
    """Spans that stand side by side, together."""
    out = [list(spans[:1])]
    for a, b in pairwise(spans):
        if _NEXT.fullmatch(row.text[a[1] - row.start : b[0] - row.start]):
            out[-1].append(b)
        else:
            out.append([b])
    return out
