"""Lexicons: TOML tables of names and the forms they are printed in, loaded, checked and found in text.

A file `companies_china.toml` holds entries of the kind `companies`: the stem up to its first underscore.

    [east_hope]
    name  = "East Hope"                        # canonical; the key is the default
    forms = ["East Hope", "Dongfang Hope"]     # any case; the name is the default, unless it is exact
    exact = ["Hope"]                           # forms found only as printed here (`case = true`: all forms are)
    why   = "where the choice is not obvious"

Columns every kind may have besides: `plural` (forms take s, es, ies too), `ambiguous` (forms may have other owners),
`stop` (longer forms that are something else: "Portland cement"), `only_with` (counts only where one of these words is in
the text), `demonyms` (weaker forms: "Chinese"). In forms "aluminium" is "aluminum", a hyphen is a space, é is e.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from potline.model import PotlineError

HOME = Path(__file__).parent / "lexicons"
LISTS = {"forms", "exact", "stop", "only_with", "demonyms"}
COMMON = LISTS | {"name", "why", "case", "plural", "ambiguous"}
COLUMNS = {  # kind -> its own columns; a kind that is not here may have any
    "companies": {"home", "role", "group", "trade"},
    "regions": {"code", "level", "within"},
}
REFERENCES = {"home": "regions", "within": "regions", "group": "companies"}  # column -> the kind whose key it names
_LETTERS = {c: unicodedata.normalize("NFKD", chr(c)) for c in range(0xC0, 0x250)}
FOLD = (  # one character for one, so that offsets stay
    {c: d[0] for c, d in _LETTERS.items() if d[0] < "\x7f" and all(map(unicodedata.combining, d[1:]))}
    | {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\t\n\r\v\f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000-‐‑‒–—―−"), " ")
    | dict.fromkeys(map(ord, "‘’‛′`´"), "'") | dict.fromkeys(map(ord, "“”„″"), '"') | dict(zip(map(ord, "øØłŁđĐ"), "oOlLdD", strict=True))
)
CJK = "\u2e80"  # from here on a letter is no part of a neighbouring Latin word
BLANKED = bytes(c if chr(c).isalnum() and c < 128 else 32 for c in range(256))


class LexiconError(PotlineError):
    """A lexicon file that cannot be used as it is."""


class Entry(NamedTuple):
    """One name; `data` holds every column but name and forms."""

    kind: str
    key: str
    name: str
    forms: tuple[str, ...]
    data: Mapping[str, Any]


class Term(NamedTuple):
    """A form found at `text[start:end]`; `weak` for a demonym, `others` what else an ambiguous form may be."""

    start: int
    end: int
    entry: Entry
    form: str
    weak: bool = False
    others: tuple[Entry, ...] = ()


class Owner(NamedTuple):
    """Whose a form is; `exact` where its case counts, `stop` where it keeps shorter forms away, `needs` words of the text."""

    entry: Entry
    form: str
    exact: str = ""
    weak: bool = False
    stop: bool = False
    needs: tuple[str, ...] = ()


def fold(text: str) -> str:
    """The text in plain letters, of the same length: accents off, every dash and white space a space.

    >>> fold("Boké–Weda\\nBay")
    'Boke Weda Bay'
    """
    if text.isascii() or len(text) < 1000:
        return text.translate(FOLD)
    for char in set(text):  # ten times faster than `translate` on a long text that is not ASCII
        if ord(char) in FOLD:
            text = text.replace(char, FOLD[ord(char)])
    return text


def spellings(form: str, plural: bool = False) -> Iterator[str]:
    """A folded form in both spellings of the metal, and in the plural if asked.

    >>> list(spellings("aluminium foundry", plural=True))
    ['aluminium foundry', 'aluminium foundries', 'aluminum foundry', 'aluminum foundries']
    """
    american = form.replace("luminium", "luminum").replace("LUMINIUM", "LUMINUM")
    british = american.replace("luminum", "luminium").replace("LUMINUM", "LUMINIUM")
    for word in dict.fromkeys((british, american)):
        yield word
        if plural and word[-1:] == "y" and word[-2:-1] not in "aeiou":
            yield word[:-1] + "ies"
        elif plural:
            yield word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def owners(entry: Entry) -> Iterator[tuple[str, Owner]]:
    """Every string that finds this entry, folded and small, with what it then says."""
    data = entry.data
    plural, needs = data.get("plural", False), tuple(fold(word).lower() for word in data.get("only_with", ()))
    for column in ("forms", "exact", "stop", "demonyms"):
        cased, weak, stop = column == "exact" or (column == "forms" and data.get("case", False)), column == "demonyms", column == "stop"
        for form in entry.forms if column == "forms" else data.get(column, ()):
            for word in spellings(fold(form), plural):
                yield word.lower(), Owner(entry, form, word if cased else "", weak, stop, () if stop else needs)


def words(small: str) -> str:
    """Folded small text with a blank for all but letters and digits, and one more at each end.

    >>> words("3.5 kt, boke")
    ' 3 5 kt  boke '
    """
    return f" {small.encode('ascii', 'replace').translate(BLANKED).decode()} "


def latin(char: str) -> bool:
    """Whether a neighbouring character would make a longer Latin word or number."""
    return char.isalnum() and char < CJK


class Scanner:
    """Some entries as two automata, for forms of plain words and for all others; each passes over the text once."""

    def __init__(self, table: Mapping[str, list[Owner]]) -> None:
        self.plain = [(word, table[word]) for word in table if f" {word} " == words(word)]
        self.other = [(word, table[word]) for word in table if f" {word} " != words(word)]
        self.plain_automaton = AhoCorasick([f" {word} " for word, _ in self.plain])
        self.other_automaton = AhoCorasick([word for word, _ in self.other])

    def hits(self, small: str) -> Iterator[tuple[int, int, list[Owner]]]:
        """Start, end and owners of every form in a folded text of small letters, neighbours minded."""
        for number, start, end in self.plain_automaton.find_matches_as_indexes(words(small), overlapping=True):
            word, held = self.plain[number]
            if " " not in word or small.startswith(word, start):  # "Korba, works" is words of "korba works", not the form
                yield start, end - 2, held
        for number, start, end in self.other_automaton.find_matches_as_indexes(small, overlapping=True):
            left, right = latin(small[start]) and latin(small[max(start - 1, 0):start]), latin(small[end - 1]) and latin(small[end:end + 1])
            if not left and not right:
                yield start, end, self.other[number][1]

    def terms(self, text: str) -> dict[str, list[Term]]:
        """Kind -> its leftmost longest terms in order, none over another; kinds without terms are absent."""
        plain = fold(text)
        small = plain.lower()
        found: dict[str, list[tuple[int, int, bool, int, Owner]]] = defaultdict(list)
        known: dict[tuple[str, ...], bool] = {}
        for count, (start, end, held) in enumerate(self.hits(small)):
            for owner in held:
                if owner.exact and plain[start:end] != owner.exact:
                    continue
                if owner.needs and owner.needs not in known:
                    known[owner.needs] = any(word in small for word in owner.needs)
                if not owner.needs or known[owner.needs]:
                    found[owner.entry.kind].append((start, -end, not owner.exact, count, owner))
        return {kind: terms for kind, hits in found.items() if (terms := _longest(hits))}


def _longest(hits: list[tuple[int, int, bool, int, Owner]]) -> list[Term]:
    """Of overlapping hits the leftmost, of those the longest; equal ones as one term with `others`."""
    terms: list[Term] = []
    kept, last = (-1, -1, True), -1  # the latest kept hit, a stop form too, and its end
    for start, end, cased, _, (entry, form, _, weak, stop, _) in sorted(hits, key=itemgetter(0, 1, 2, 3)):
        if start >= last:
            kept, last = (start, end, cased), -end
            if not stop:
                terms.append(Term(start, last, entry, form, weak))
        elif (start, end, cased) == kept and terms and terms[-1].start == start and entry != terms[-1].entry:
            terms[-1] = terms[-1]._replace(others=(*terms[-1].others, entry))
    return terms


class Lexicon:
    """All entries as `entries[kind][key]`, and what finds them."""

    def __init__(self, entries: Mapping[str, Mapping[str, Entry]], owned: Mapping[str, Mapping[str, list[Owner]]]) -> None:
        self.entries = entries
        rows = sorted((e.kind, e.key, e.name, e.forms, sorted(e.data.items())) for table in entries.values() for e in table.values())
        self.hash = hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()
        self._owned = owned
        self._scanners: dict[tuple[str, ...], Scanner] = {}

    def find_all(self, text: str, kinds: Sequence[str] | None = None) -> dict[str, list[Term]]:
        """Every kind's own terms, leftmost and longest within the kind: a firm keeps the place in its name."""
        wanted = tuple(self.entries if kinds is None else kinds)
        if wanted not in self._scanners:
            table: dict[str, list[Owner]] = defaultdict(list)
            for kind in wanted:
                for word, held in self._owned[kind].items():
                    table[word] += held
            self._scanners[wanted] = Scanner(table)
        return self._scanners[wanted].terms(text)

    def find(self, text: str, kinds: Sequence[str] | None = None) -> list[Term]:
        """Terms of all the kinds asked, leftmost and longest; of equal ones the kind asked first."""
        found, terms = self.find_all(text, kinds), list[Term]()
        for term in sorted((t for k in kinds or self.entries for t in found.get(k, ())), key=lambda t: (t.start, -t.end)):
            if not terms or term.start >= terms[-1].end:
                terms.append(term)
        return terms


def load(extra: Collection[str | Path] = ()) -> Lexicon:
    """The lexicon of the package, with every *.toml of the `extra` folders added; the same object for the same bytes.

    An analyst's entry whose key the package has adds its forms there and overrides other columns.
    """
    return build(files(extra))


def files(folders: Collection[str | Path]) -> tuple[tuple[str, bytes], ...]:
    """Path and bytes of every *.toml of these folders: with them the same lexicon can be built on another machine."""
    if missing := [f for f in folders if not Path(f).is_dir()]:
        raise LexiconError(f"{missing[0]}: no such folder of lexicon files; make it or leave it out")
    return tuple((str(path), path.read_bytes()) for folder in folders for path in sorted(Path(folder).glob("*.toml")))


def build(own: tuple[tuple[str, bytes], ...] = ()) -> Lexicon:
    """The lexicon of the package with these files added."""
    return _build((*files([HOME]), *own))


@lru_cache(maxsize=8)
def _build(files: tuple[tuple[str, bytes], ...]) -> Lexicon:
    rows: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}  # (kind, key) -> where, columns
    for path, content in files:
        kind, package = Path(path).stem.split("_")[0], Path(path).parent == HOME
        for key, columns in _read(path, content).items():
            where, held = rows.get((kind, key), (f"{path} [{key}]", {}))
            if held and package:
                raise LexiconError(f"{path} [{key}]: {where} is an entry of the same key; join the two or rename one")
            _check(f"{path} [{key}]", kind, columns)
            if not held and "name" in columns and columns["name"] not in columns.get("exact", ()):
                columns.setdefault("forms", [columns["name"]])
            rows[kind, key] = where, held | columns | {c: held.get(c, []) + v for c, v in columns.items() if c in LISTS}
    entries: dict[str, dict[str, Entry]] = defaultdict(dict)
    for (kind, key), (where, columns) in rows.items():
        for column in columns.keys() & REFERENCES.keys() if kind in COLUMNS else ():
            if (REFERENCES[column], columns[column]) not in rows:
                raise LexiconError(f"{where}: {column} = {columns[column]!r} is no key in {REFERENCES[column]}; name an entry or leave it out")
        data = {c: v for c, v in columns.items() if c not in ("name", "forms")}
        entries[kind][key] = Entry(kind, key, columns.get("name", key), tuple(columns.get("forms", ())), data)
    return Lexicon(dict(entries), {kind: _owned(table, kind, rows) for kind, table in entries.items()})


def _read(path: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}; mend the TOML there") from None


def _check(where: str, kind: str, columns: Any) -> None:
    if not isinstance(columns, dict):
        raise LexiconError(f"{where}: stands outside an entry; put it under a heading like [key]")
    for column, value in columns.items():
        if kind in COLUMNS and column not in COMMON | COLUMNS[kind]:
            raise LexiconError(f"{where}: unknown column {column!r}; {kind} may have {', '.join(sorted(COMMON | COLUMNS[kind]))}")
        if column in LISTS and not (isinstance(value, list) and value and all(isinstance(v, str) and v.strip() for v in value)):
            raise LexiconError(f"{where}: {column} must be a list of at least one text, none of them blank")


def _owned(table: Mapping[str, Entry], kind: str, rows: Mapping[tuple[str, str], tuple[str, Any]]) -> dict[str, list[Owner]]:
    """Form -> its owners within a kind: one, unless each of several says that it is ambiguous."""
    owned: dict[str, list[Owner]] = defaultdict(list)
    for entry in table.values():
        for word, owner in owners(entry):
            for other in owned[word]:
                differ = owner.exact != other.exact  # a form as printed goes before one in any case
                declared = entry.data.get("ambiguous") and other.entry.data.get("ambiguous")
                if other.entry.key != entry.key and not differ and not declared:
                    raise LexiconError(
                        f"{rows[kind, entry.key][0]}: the form {owner.form!r} belongs to {rows[kind, other.entry.key][0]} too; "
                        "take it from one of them, or say `ambiguous = true` in both"
                    )
            owned[word].append(owner)
    return owned
