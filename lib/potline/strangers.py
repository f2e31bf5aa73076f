"""Capitalised names that nobody knows: a firm among them may own what a claim tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from potline.context import Context, Firm
from potline.scan import Sentence
from potline.vocabulary import either, listed

# capitalised words that no lexicon holds: "Norsk", "KAP", "Dagang Petrochemical"
_NAME = re.compile(r"(?<![\w'’-])(?:[A-Z][a-z]+(?:[A-Z][a-z]+)?|[A-Z]{3,6})(?:[ -](?:[A-Z][a-z]+|[A-Z]{3,6}))*(?![\w-])")
_NO_NAME = frozenset(listed("no_names"))
# "the Minister for Mines, Kofi Mensah", "President Kofi Mensah", "the Ministry of Economy"; "(in Hayle, Cornwall)": a county behind its town
_NO_FIRM_BEHIND = re.compile(
    rf"\b(?:{either('titles_of_people')})(?:(?:\s(?:of|for)\s[A-Za-z ]{{3,40}})?,)?\s$|\b(?:{either('offices')})\s(?:of|for)\s$"
)
_BRACKETED = re.compile(r"\s\([A-Z][A-Za-z]{1,7}\)")  # "Almex (ALX)": a name and its letters are one
_TITLE = f"(?:{either('titles_of_people')})"
# "Ana Berg, head of sales and manager of", "Mr Berg", "the director, Ana Berg,": whoever is called so later, "Berg said", is no firm
_OF_IT = r"(?:(?!(?:according|said|says|tell|told|who|which|where|its\b|their|but|has|plan|will))[a-z][\w’'-]* ){0,5}"
_PERSON = re.compile(
    rf"(?<![\w’'-])(?P<one>[A-Z][\w’'-]+(?: [A-Z]\w*\.?){{0,3}} [A-Z][\w’'-]+), {_OF_IT}(?i:{_TITLE})\b"
    rf"|\b(?:{_TITLE},?|M(?:r|rs|s)\.?|Dr\.?) (?P<two>[A-Z][\w’'-]+(?: [A-Z][\w’'-]*)?)(?=,? (?:said|says|told|added|noted|has said)\b|,)"
)
_TOWN = re.compile(r"\b[Ii]n [A-Z][a-z]+(?: [A-Z][a-z]+)?, $")
_CLOSED = re.compile(r"\s?[).;]|,\s")


def bare(row: Sentence, found: Sequence[Firm], ctx: Context) -> list[tuple[int, int, str, int]]:
    """Capitalised names that are no place, product or firm that is known: start, end, name, how often the article prints it in mid-sentence."""
    known = [(t.start, t.end) for kind in ("regions", "products", "companies") for t in row.of(kind)]
    known += [(x.start, x.end) for group in (found, row.whens, row.amounts) for x in group]
    out = []
    opened = len(row.text) if headlined(row.text) else _OPENED.match(row.text).end()
    nobody = _people(ctx.text)
    for m in _NAME.finditer(row.text):
        start, end, name = row.start + m.start(), row.start + m.end(), m.group()
        if name.split()[0] in _NO_NAME or any(s < end and e > start for s, e in known) or _elsewise(row, m.start(), m.end(), found):
            continue
        if name in nobody or (out and end <= out[-1][1]):
            continue
        letters = _BRACKETED.match(row.text, m.end())
        end += len(letters.group()) if letters else 0
        if name not in ctx.names:
            ctx.names[name] = _often(name, ctx)
        if ctx.names[name] or m.start() >= max(opened, 1):
            out.append((start, end, name, ctx.names[name]))
    return out


@lru_cache(maxsize=4)
def _people(text: str) -> frozenset[str]:
    """The people that an article gives a title, by their names in full and by their last ones.

    >>> sorted(_people("Ana Berg, manager of sales, spoke. Managing director Kofi Boateng said it pays."))
    ['Ana Berg', 'Berg', 'Boateng', 'Kofi Boateng']
    >>> _people("Output at Norsk Fabrik, according to director Marko, rose. " + "A'" * 20_000)
    frozenset({'Marko'})
    """
    named = [m["one"] or m["two"] for m in _PERSON.finditer(text)]
    return frozenset(name for full in named for name in (full, full.split()[-1]))


def _elsewise(row: Sentence, start: int, end: int, found: Sequence[Firm]) -> bool:
    """Whether the words around a name make it a person, an office or a place."""
    before = row.text[max(0, start - 90) : start]
    known = [x.end - row.start for x in (*found, *row.of("regions"))]
    county = _TOWN.search(before) and _CLOSED.match(row.text, end) and start - 2 not in known
    whose = row.text.startswith(("'s ", "’s "), end) and any(f.start - row.start == end + 3 for f in found if not f.entry)  # "Hayle's Tamar Castings"
    quoted = before.endswith(("the “", 'the "')) and row.text.startswith(("”", '"'), end)  # the "Decision"
    letters = before.endswith(" (") and row.text.startswith(")", end) and any(f.end - row.start == start - 2 for f in found)  # "Qiya (QYA)"
    return bool(county or whose or quoted or letters or _NO_FIRM_BEHIND.search(before))


_OPENED = re.compile(r"[*•·–—\s-]*(?:\w(?=[\w-]*\s[a-z]))?")  # "Obsolete cells", "-- Obsolete cells": any word has a capital there
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]{4,}")


def headlined(text: str) -> bool:
    """Whether a line gives all its words capitals, so that they make no name: "Regulators Order Further Cuts"."""
    words = _WORD.findall(text)
    return len(words) > 4 and sum(w[0].isupper() for w in words) > 0.8 * len(words) and text.count(",") < 2


_CAPITAL = re.compile(r"(?<=[a-z,;(] )[A-Z][A-Za-z]*")


def _often(name: str, ctx: Context) -> int:
    """How often an article prints a name in mid-sentence."""
    if not ctx.capitals:
        for line in _LINE.finditer(ctx.text):
            for m in () if headlined(line.group()) else _CAPITAL.finditer(ctx.text, line.start(), line.end()):
                ctx.capitals.setdefault(m.group(), []).append(m.start())
    first = _LETTERS.match(name)
    ends = (at + len(name) for at in ctx.capitals.get(first.group(), ()) if ctx.text.startswith(name, at)) if first else ()
    return sum(not (ctx.text[end : end + 1].isalnum() or ctx.text[end : end + 1] == "_") for end in ends)


_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[A-Za-z]+")
