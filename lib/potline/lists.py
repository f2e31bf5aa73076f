"""Numbers behind the unit or the noun that heads them: "thousand tonnes a year: Korba 118, Mettur 72", "pots: 210", "furnaces, 9 of them"."""

from __future__ import annotations

import re

from potline.captions import unit_of
from potline.grammar import Amount
from potline.lexicon import Lexicon
from potline.scan import Sentence
from potline.vocabulary import either

LONGEST = 12  # lines of a list below its unit
_NOUNS = {
    ("enterprise", "enterprise"): either("firms_counted"),
    ("person", "people"): either("people_counted"),
    ("pot", "pot"): "pots|cells|electroly[sz]ers", ("furnace", "pot"): "furnaces|kilns|ovens",
}  # fmt: skip
_NOUN = "|".join(f"(?P<{kind}{n}>{words})" for n, ((_, kind), words) in enumerate(_NOUNS.items()))
_SAID = r"(?:about |around |some |over |more than |nearly |only |just |now |now at )?"
_MOVES = (
    r"(?:\s(?:has |have |had |was |were |is |are )?(?:rose|risen|fell|fallen|dropped|grew|grown|shrunk|shrank|declined|increased|decreased|down|up"
    r"|went|gone|cut|reduced|numbered|total\w*|number))"
)
_HEADED = re.compile(
    rf"\b(?:{_NOUN})(?:[^,;.:\d]{{0,36}}[:：]\s?|,?\s(?:in|by|of) \d{{4}}[:,]?\s|,?\s(?:now|today|altogether)\s|,\s|\s"
    rf"|{_MOVES}?[^,;.:\d]{{0,20}}\b(?:from|to|by|at|are|were|is|was)\s(?:\d[\d,]*\s(?:\([^()]*\)\s)?to\s)?){_SAID}$",
    re.I,
)
_DAY = re.compile(r"\s(?:to|and|-) \d{1,2} [A-Z][a-z]{2}")  # "ovens from 3 to 9 May"
_CLOSED = re.compile(r"\s?(?:[,.;)(]|$)|\sin\s(?:all|number|total|\d{4})|\s(?:of them|to|are|were|now|and|at|this|last|a year|within)\b")
_ITEM = re.compile(r"(?:^|[,;:.]\s|\band\s|\bwhile\s|\bof\s)[^,;:\d]{2,40}?\s$|^\W*[A-Z][^.;\d]{1,50}\s$|\bof\s$|[,;]\s[a-z ]{0,12}$")


def noun_before(before: str, after: str, a: Amount) -> Amount | None:
    """A number with the unit of the noun in front of it: "rod plants 12", "enterprises rose from 61 to 74", "workers wanted: 240"."""
    if a.kind or a.scale != 1.0 or a.word or a.low != int(a.low) or a.low >= 1e6 or not _CLOSED.match(after) or _DAY.match(after):
        return None
    m = _HEADED.search(before)
    if m is None:
        return None
    group = next(k for k, v in m.groupdict().items() if v)
    unit, kind = list(_NOUNS)[int(group[-1])]
    return a._replace(unit=unit, kind=kind, noun="?" + m[group])


def listed(rows: list[Sentence], lexicon: Lexicon) -> None:
    """Give the numbers of a list the unit that heads it, in the sentence or in a line of its own above it."""
    head: tuple[Amount, int] | None = None
    for i, row in enumerate(rows):
        colon = row.text.find(":")
        first = next((a for a in row.amounts if not a.kind), None)
        if (
            0 < colon < len(row.text) - 1
            and colon < 90
            and first
            and first.start - row.start > colon
            and (unit := _headed(row.text[:colon], lexicon))
        ):
            _spread(row, unit, row.start + colon)
        elif head and i - head[1] <= LONGEST and first and _ITEM.match(row.text[: first.start - row.start]) and row.text[0].isupper():
            _spread(row, head[0], row.start)
        elif row.text.endswith((":", "：")) and len(row.text) < 120 and (unit := _headed(row.text.rstrip(":："), lexicon)):
            head = unit, i
        elif head and first is None and not row.cells:
            head = None


def _headed(text: str, lexicon: Lexicon) -> Amount | None:
    unit = unit_of(text, lexicon)
    return (
        unit
        if unit and unit.kind in ("mass", "money", "price", "percent", "power") and not re.search(r"\d[.,]?\d* ?(?:%|million|tons|tonnes)", text)
        else None
    )


def _spread(row: Sentence, unit: Amount, start: int) -> None:
    for j, a in enumerate(row.amounts):
        before = row.text[: a.start - row.start]
        if a.kind or a.word or a.start < start or a.scale != 1.0 or (1900 <= a.low <= 2100 and unit.scale != 1.0) or not _ITEM.search(before):
            continue
        row.amounts[j] = a._replace(
            low=a.low * unit.low, high=a.high * unit.low, scale=unit.low, unit=unit.unit, kind=unit.kind, per=unit.per, noun=unit.noun
        )
