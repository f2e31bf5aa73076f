"""Lengths and degrees that happened: rain, a wall of mud, a pit; not how large a machine or a product is."""

from __future__ import annotations

import re

from potline.grammar import Amount
from potline.scan import Sentence
from potline.vocabulary import either

_HEIGHT = re.compile(r"\s?(?:of rain|deep|thick|high|higher|tall|lower|of water|of mud|of snow|long\b|below|under the|above the|from the sea)")
_DEPTH = re.compile(
    r"\b(?:deep|depth|rain\w*|deepest|pit|mud|dyke|dam|wall|embankment|stack|pile|layer|residue|stacks|opened|breach\w*)\b[^.;]{0,60}$",
    re.I,
)
_MADE_OF = re.compile(rf"\b(?:{either('sized_goods')})\b", re.I)
_DEGREES = re.compile(r"degree|°|℃", re.I)


def read(rows: list[Sentence]) -> None:
    """Make lengths of what happened, and degrees of electricity, amounts that may be claims."""
    for row in rows:
        for j, a in enumerate(row.amounts):
            if a.kind == "specification" and a.start not in row.cells:
                at = a.start - row.start
                if _measured(a, row.text[max(0, at - 90) : at], row.text[a.end - row.start :][:60]):
                    degrees = bool(_DEGREES.search(a.noun)) and a.low >= 1000
                    row.amounts[j] = a._replace(unit="kWh", kind="power") if degrees else a._replace(unit="other:" + a.noun.lower(), kind="length")


def _measured(a: Amount, before: str, after: str) -> bool:
    """Whether a length is something that happened: rain, a wall of mud, a deep pit."""
    unit = a.noun.lower()
    if _DEGREES.search(unit):
        return a.low >= 1000 and bool(re.search(r"\bpower\b|\belectric", before))
    if unit not in ("mm", "cm", "millimeters", "millimetres", "m", "metre", "metres", "meter", "meters", "feet", "ft"):
        return False
    if re.match(r"\s?of rain", after):
        return True
    return unit not in ("mm", "cm") and bool(_HEIGHT.match(after) or _DEPTH.search(before)) and not _MADE_OF.search(before[-40:] + after[:30])
