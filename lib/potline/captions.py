"""Captions and heads: the unit that a line over figures gives them."""

from __future__ import annotations

import math
import re

from potline import grammar
from potline.grammar import Amount
from potline.lexicon import Lexicon

_PIECES = re.compile(r"\s?,(?:\s|$)|\s?[(（:：;)）|]\s?|\s/\s|\b[Ii]n\s|\b[Uu]nits?\s|^[Uu]nits?\b|\s(?=\S*(?:t/[a-z]+|[kmM]t|tp[ay])$)")
_OF_A_TIME = re.compile(r"\s(?:a|per|each)\s(?:year|annum|month|day|quarter)$|^(?:annual|monthly|daily)\s", re.I)
_POWER = re.compile(r"10+(?:,000)*(?![\d.,])")
_STATE = re.compile(r"[A-Z]{2}")  # "Columbia Falls, MT"
KINDS = ("mass", "money", "price", "percent", "pp", "power", "piece", "area", "coal", "emission")


def unit_of(text: str, lexicon: Lexicon, head: bool = False) -> Amount | None:
    """The unit that a line or a head gives, as the amount of one: "(thousand tonnes)" is 1000 t, "Output, kt" too, "Cells" in a head counts pots."""
    text = text.replace("'000", "1000").replace("’000", "1000")
    pieces = [p for p in (_OF_A_TIME.sub("", p.strip(" .*")) for p in _PIECES.split(text)) if p and (p == text or not _STATE.fullmatch(p))]
    whole, first = [text.strip()] if len(text) < 28 else [], None
    for words in [*whole, *pieces]:
        if (
            not 0 < len(words) <= 40
            or (words[0].isdigit() and not _POWER.match(words))
            or not re.search(r"[^\W\d]|[%$€£¥]", words)
            or (words.isupper() and len(words) > 3)
        ):
            continue
        money = re.fullmatch(r"(?P<sign>US\$|[$€£¥]|[A-Z]{3})\s?(?P<rest>(?:m|bn|mln|million|billion|thousand|/|per|a\s).*|)", words)
        if money and not (money["sign"].isalpha() and not money["rest"]):
            words = f"{money['sign']}1 {money['rest']}".replace(" /", "/")
        for printed in (words if words[0].isdigit() or money else f"1 {words}", f"1000 {words.removeprefix('1000').strip()}"):
            found = grammar.amounts(printed, lexicon)
            rest = 16 if found and not found[0].start and found[0].kind in ("mass", "price") else 1
            one = bool(found) and found[0].low > 0 and math.log10(found[0].low / found[0].scale).is_integer()  # not "(Dh2.7 billion, half built)"
            if one and found[0].kind in KINDS and found[0].end >= len(printed) - (12 if found[0].start else rest):
                first = first or found[0]
                if found[0].kind != "money" or found[0].scale != 1.0:
                    return _by_the_tonne(first if first.kind != "money" else found[0], text)
    if first:
        return _by_the_tonne(first, text)
    for piece in dict.fromkeys(pieces[:1] + pieces[-1:]) if head else ():
        noun = grammar.unit_entry(piece, lexicon) or (grammar.unit_entry(piece.split()[0], lexicon) if piece.count(" ") == 1 else None)  # "pots off"
        if noun and (noun.data["class"] in ("pot", "people") or (noun.data["class"] == "time" and piece in ("days", "weeks", "months", "hours"))):
            return Amount(0, 0, 1.0, 1.0, 1.0, noun.name, noun.data["class"], "", piece, 0)
    return None


_A_TONNE = re.compile(r"\b(?:a|per|each|every) (?:metric )?(?:tonne|ton|mt)\b", re.I)


def _by_the_tonne(a: Amount, text: str) -> Amount:
    """A sum as one for a tonne where the caption says so: "What a tonne of alumina costs (yuan)"."""
    fits = a.kind == "money" and a.scale == 1.0 and _A_TONNE.search(text) is not None
    return a._replace(unit=f"{a.unit}/t", kind="price") if fits else a
