"""Source marks: every fact of a corpus gets a label such as `2.5`, the fifth fact of the second article, and a place in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from pathlib import PurePath
from typing import Any

import pandas as pd

from potline import markup
from potline.markup import Run
from potline.model import PotlineError
from potline.tables import Corpus
from potline.wording import FACT_ID, MARK

SHOWN = 4  # marks printed after one sentence or row; the rest are gathered in one
GATHERED = 300  # of this rest, facts that are cited
BEARS = re.compile(r"(?!product|region|company).*_(inferred|inherited)")  # flags that bear on the value or its period
MOST = 600  # facts cited, after which one of the rest is: of a large corpus claims have thousands of sources, and the evidence is to be printed


@dataclass(frozen=True)
class Numbering:
    """Labels and value marks of every fact of a corpus: the same in every notebook that shows it."""

    corpus: Corpus
    labels: Mapping[str, str]  # fact_id -> "2.5", in the order of sources and quotes
    flags: Mapping[str, str]  # fact_id -> "e", "c", "?" or several

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The place of each fact in the order of sources and quotes."""
        return {fact: n for n, fact in enumerate(self.labels)}


_shown: list[Numbering] = []  # the corpus that begin() was handed; a kernel shows one
_cited: dict[str, None] = {}  # fact ids in order of first use


def begin(corpus: Corpus) -> None:
    """Number the sources of this corpus for all that is shown from now on."""
    _shown[:] = [number(corpus)]
    _cited.clear()


def known() -> Numbering:
    """The numbering in force; PotlineError before begin()."""
    if not _shown:
        raise PotlineError("Call show.begin(corpus, title) before anything is shown: it numbers the sources.")
    return _shown[-1]


def cited() -> list[str]:
    """The facts cited since begin(), in order of first use."""
    return list(_cited)


def number(corpus: Corpus) -> Numbering:
    """Sources in the order of `articles`, quotes of each in the order in which they stand in it."""
    read = corpus.articles.loc[corpus.articles["status"] == "read", "article_id"]
    facts = corpus.facts[["fact_id", "article_id", "start", "flags"]]
    facts = facts.assign(source=pd.Index(read).get_indexer(facts["article_id"]) + 1).sort_values(["source", "start", "fact_id"])
    rank = facts.groupby("source").cumcount() + 1
    ids = facts["fact_id"].to_list()
    labels = {f: f"{source}.{n}" for f, source, n in zip(ids, facts["source"].to_list(), rank.to_list(), strict=True)}
    faults = {f for ids in corpus.checks.loc[corpus.checks["severity"] == "fault", "fact_ids"] for f in ids}
    flags = {f: _flags(words, f in faults) for f, words in zip(ids, facts["flags"].to_list(), strict=True)}
    return Numbering(corpus, labels, flags)


def _flags(words: Iterable[str], fault: bool) -> str:
    inferred, corrected = any(map(BEARS.fullmatch, words)), "corrected" in words
    return "e" * inferred + "c" * corrected + "?" * fault


def marks(fact_ids: Iterable[str]) -> str:
    """The value marks that bear on any of these facts: `e`, `c`, `?`, several, or nothing."""
    flags = known().flags
    found = {flag for f in fact_ids for flag in flags.get(f, "")}
    return "".join(flag for flag in markup.MEANING if flag in found)


def runs(sentence: Any) -> list[Run]:
    """A sentence (anything with `.text`) or a string as runs, each `[[fact_id,fact_id]]` in it made source marks.

    Brackets round anything but the sentence's own facts are text that an article wrote, and stay so.
    """
    text = str(getattr(sentence, "text", sentence))
    if not hasattr(sentence, "text"):
        return [{"t": text}] if text else []
    own = set(getattr(sentence, "facts", ())) or known().labels
    found: list[Run] = []
    end = 0
    for place in MARK.finditer(text):
        ids = FACT_ID.findall(place[1])
        if all(i in own for i in ids):
            found += [{"t": text[end:place.start()].rstrip() + "\u00a0"}, *marked(ids)]
            end = place.end()
    return [r for r in [*found, {"t": text[end:]}] if r.get("t") not in ("", "\u00a0")]


def marked(fact_ids: Iterable[str]) -> list[Run]:
    """Source marks of these facts: neighbours in one source drawn together (`2.5–8`), the first few printed, the rest gathered.

    Of the rest the first GATHERED are cited, and shown in the evidence, once there are MOST the first alone; all are counted.
    """
    labels = known().labels
    ids = list(dict.fromkeys(fact_ids))
    for i in ids:
        if i not in labels:
            raise PotlineError(f"No fact {i} in this corpus: cite only rows of the corpus that show.begin() was handed.")
    order = sorted(ids, key=known().rank.__getitem__)
    first = [*islice(_neighbours(order), SHOWN + 2)]
    if len(first) == SHOWN + 2:
        del first[SHOWN:]
    rest = order[sum(map(len, first)):]
    rest, count = rest[: max(1, min(GATHERED, MOST - len(_cited)))], len(rest)
    chosen = {f for g in first for f in g} | {*rest}
    _cited.update(dict.fromkeys(i for i in ids if i in chosen))
    return [_mark(_span(g), g) for g in first] + ([_mark(f"+{count} more", rest)] if rest else [])


def _position(label: str) -> tuple[int, int]:
    source, _, quote = label.partition(".")
    return int(source), int(quote)


def _neighbours(ids: Sequence[str]) -> Iterator[list[str]]:
    def line(pair: tuple[int, str]) -> tuple[int, int, str]:
        source, quote = _position(known().labels[pair[1]])
        return source, quote - pair[0], known().flags[pair[1]]

    for _, group in groupby(enumerate(ids), key=line):
        yield [i for _, i in group]


def _span(ids: Sequence[str]) -> str:
    first, last = (known().labels[i] for i in (ids[0], ids[-1]))
    return first if len(ids) == 1 else f"{first}–{last.partition('.')[2]}"


def _mark(label: str, ids: Sequence[str]) -> Run:
    return {"mark": [label, ids[0]], "target": known().labels[ids[0]], "facts": list(ids), "flags": marks(ids)}


def sources(numbering: Numbering, ids: Iterable[str]) -> list[dict[str, Any]]:
    """One item an article that these facts come from, its sentences as runs with the quotes marked out."""
    facts, articles = numbering.corpus.facts, numbering.corpus.articles
    wanted: dict[str, list[dict[str, Any]]] = {}
    for row in facts[facts["fact_id"].isin(set(ids))].sort_values(["start", "end"]).to_dict("records"):
        wanted.setdefault(row["article_id"], []).append(row)
    rows = articles[articles["article_id"].isin(wanted)].to_dict("records")
    return [_source(numbering, article, wanted[article["article_id"]]) for article in rows]


def _source(numbering: Numbering, article: Mapping[str, Any], facts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    entries = [entry(numbering, list(group)) for _, group in groupby(facts, key=lambda f: sentence(numbering, f))]
    source, _ = _position(numbering.labels[facts[0]["fact_id"]])
    return {"number": source, "title": article["title"] or article["article_id"], "origin": origin(article), "entries": entries}


def origin(article: Mapping[str, Any]) -> str:
    """Publisher, date and file of a row of `articles`, what is not known said so."""
    day = "undated" if pd.isna(article["published"]) else article["published"].date().isoformat()
    return ", ".join([article["source"] or "publisher not named", day, PurePath(article["path"]).name])


def sentence(numbering: Numbering, fact: Mapping[str, Any]) -> tuple[int, int]:
    """Where the fact's sentence stands in its article; its quote alone if the sentence does not stand there letter by letter."""
    text, words = numbering.corpus.texts[fact["article_id"]], fact["sentence"]
    at = text.find(words, max(0, fact["end"] - len(words)), fact["start"] + len(words))
    return (at, at + len(words)) if at >= 0 else (fact["start"], fact["end"])


def entry(numbering: Numbering, facts: Sequence[Mapping[str, Any]]) -> list[Run]:
    """One sentence as runs, the quotes of these facts (in order of start, one sentence) marked out."""
    text = numbering.corpus.texts[facts[0]["article_id"]]
    at, end = sentence(numbering, facts[0])
    found: list[Run] = []
    for f in facts:
        start, stop = max(at, f["start"]), max(at, f["end"])
        theme, flags = str(f["theme"]), numbering.flags[f["fact_id"]]
        quote = {"quote": text[start:stop], "label": numbering.labels[f["fact_id"]], "fact": f["fact_id"], "theme": theme, "flags": flags}
        found += [{"t": text[at:start]}, quote]
        at = stop
    return [r for r in [*found, {"t": text[at:max(at, end)]}] if r.get("t") != ""]
