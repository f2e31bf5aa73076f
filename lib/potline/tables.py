"""Declared tables: every DataFrame of Potline has these columns, in this order, with these types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from potline import model
from potline.model import Article, Block, Check, Fact, Number, Parsed, PotlineError, Unread

CATEGORY = {
    "event": list(model.EVENTS), "measure": list(model.MEASURES), "statistic": list(model.STATISTICS), "basis": list(model.BASES),
    "qualifier": list(model.QUALIFIERS), "per": list(model.PERS), "product": list(model.STAGES), "theme": list(model.THEMES),
    "status": list(model.STATUSES), "reason": list(model.REASONS), "kind": list(model.BLOCK_KINDS),
    "stage": list(dict.fromkeys(model.STAGES.values())),
}
ARTICLES = {
    "article_id": "str", "path": "str", "sha256": "str", "encoding": "str", "title": "str", "published": "date", "source": "str",
    "url": "str", "reference_year": "Int64", "reference_how": "str", "characters": "int", "body_characters": "int",
    "dropped_characters": "int", "status": "str", "reason": "str",
}  # status "read", or "unread" with its reason
BLOCKS = {"article_id": "str", "kind": "category", "start": "int", "end": "int", "reason": "str", "text": "str"}
NUMBERS = {
    "article_id": "str", "start": "int", "end": "int", "quote": "str", "status": "category", "reason": "category", "fact_id": "str",
}
FACTS = {
    "fact_id": "str", "article_id": "str", "start": "int", "end": "int", "quote": "str", "sentence": "str", "event": "category",
    "measure": "category", "statistic": "category", "basis": "category", "low": "float", "high": "float", "qualifier": "category",
    "unit": "str", "per": "category", "product": "category", "stage": "category", "company": "str", "region": "str", "place": "str",
    "region_code": "str", "period_start": "date", "period_end": "date", "theme": "category", "part_of": "str", "flags": "list",
    "candidates": "list", "rule": "str",
}
CHECKS = {
    "check_id": "str", "kind": "str", "article_ids": "list", "fact_ids": "list", "stated": "float", "expected": "float",
    "difference": "float", "unit": "str", "text": "str", "severity": "str",
}


@dataclass(frozen=True)
class Corpus:
    """The five tables of a set of articles, and the articles themselves by id."""

    articles: pd.DataFrame
    blocks: pd.DataFrame
    numbers: pd.DataFrame
    facts: pd.DataFrame
    checks: pd.DataFrame
    texts: dict[str, str]
    problems: tuple[str, ...] = ()  # what a run wants to warn of, in words
    filters: Mapping[str, Any] = field(default_factory=dict)  # what it was narrowed to
    versions: Mapping[str, str] = field(default_factory=dict)  # of the parser, and the hash of its lexicon
    decisions: tuple[Any, ...] = ()  # the analyst's corrections
    folder: str = ""  # where the articles lie, and the corrections beside them
    cached: int = 0  # articles that were parsed by an earlier run
    copy: str = ""  # what its copy in the cache is called, if there is one


def conform(rows: Iterable[dict[str, Any]], columns: dict[str, str], key: str | None = None) -> pd.DataFrame:
    """Rows as a DataFrame of exactly these columns and types; PotlineError on a stray column or a repeated key."""
    frame = pd.DataFrame(list(rows))
    stray = set(frame.columns) - set(columns)
    if stray:
        raise PotlineError(f"A table has the stray columns {', '.join(sorted(stray))}: declare them in tables.py or drop them.")
    frame = frame.reindex(columns=list(columns))
    for name, kind in columns.items():
        frame[name] = _typed(frame[name], name, kind)
    if key and frame[key].duplicated().any():
        raise PotlineError(f"The table's key {key} repeats: {frame.loc[frame[key].duplicated(), key].iloc[0]}.")
    return frame


def _typed(column: pd.Series, name: str, kind: str) -> pd.Series:
    if kind == "category":
        values = CATEGORY[name] + sorted(set(column.dropna()) - set(CATEGORY[name])) if name == "product" else CATEGORY[name]
        return pd.Series(pd.Categorical(column, categories=values), index=column.index)
    if kind == "date":
        return pd.to_datetime(column)
    if kind == "list":
        return column.map(list).astype(object)
    return column.astype(kind)


def frame(found: pa.Table, columns: dict[str, str]) -> pd.DataFrame:
    """The DataFrame that `conform` makes of the same rows, from Arrow: categories as texts there, dates as days."""
    return pd.DataFrame({name: _pandas(found[name], name, kind) for name, kind in columns.items()})


def _pandas(column: pa.ChunkedArray, name: str, kind: str) -> Any:
    if kind == "category":
        known = CATEGORY[name]
        known = known + sorted(set(column.unique().to_pylist()) - {*known, None}) if name == "product" else known
        return pd.Categorical.from_codes(pc.fill_null(pc.index_in(column, pa.array(known)), -1).to_numpy(), known)
    if kind == "list":
        return pd.Series(column.to_pylist(), dtype=object)
    if kind == "Int64":
        return pd.array(column.to_pylist(), "Int64")
    return column.cast(pa.timestamp("s")).to_pandas() if kind == "date" else column.to_pandas().astype(kind)


def facts_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """The table `facts`: one row a claim, key `fact_id`."""
    return conform(map(model.row, facts), FACTS, key="fact_id")


def numbers_frame(numbers: Iterable[Number]) -> pd.DataFrame:
    """The table `numbers`, the ledger: one row a number of title or body."""
    return conform(map(model.row, numbers), NUMBERS)


def checks_frame(checks: Iterable[Check]) -> pd.DataFrame:
    """The table `checks`: one row a finding, key `check_id`."""
    return conform(map(model.row, checks), CHECKS, key="check_id")


def articles_frame(articles: Iterable[Article | Unread]) -> pd.DataFrame:
    """The table `articles`: one row a seed file, read or not, with its reason."""
    return conform(map(_article_row, articles), ARTICLES)


def _article_row(a: Article | Unread) -> dict[str, Any]:
    if isinstance(a, Unread):
        return {
            "article_id": "",
            "path": a.path,
            "characters": 0,
            "body_characters": 0,
            "dropped_characters": 0,
            "status": "unread",
            "reason": a.reason,
        }
    kept = sum(e - s for s, e in a.spans("title", "body"))
    plain = {k: v for k, v in model.row(a).items() if k in ARTICLES}
    return plain | {"characters": len(a.text), "body_characters": kept, "dropped_characters": len(a.text) - kept, "status": "read", "reason": ""}


def blocks_frame(articles: Iterable[Article]) -> pd.DataFrame:
    """The table `blocks`: every stretch of every article, with its kind and the reason."""
    rows = ({"article_id": a.article_id, **b._asdict(), "text": a.text[b.start:b.end]} for a in articles for b in a.blocks)
    return conform(rows, BLOCKS)


def corpus(parsed: Iterable[Parsed], unread: Iterable[Unread] = (), checks: Iterable[Check] = ()) -> Corpus:
    """All tables of these parsed articles."""
    parsed = list(parsed)
    articles = [p.article for p in parsed]
    return Corpus(
        articles=articles_frame([*articles, *unread]),
        blocks=blocks_frame(articles),
        numbers=numbers_frame(n for p in parsed for n in p.numbers),
        facts=facts_frame(f for p in parsed for f in p.facts),
        checks=checks_frame(checks),
        texts={a.article_id: a.text for a in articles},
    )


def joined(found: Mapping[str, Iterable[pa.Table]], texts: Mapping[str, str], unread: Iterable[Unread], checks: pd.DataFrame) -> Corpus:
    """The corpus of the Arrow tables `articles`, `blocks`, `numbers` and `facts`, each in pieces, and of `checks`; unread files stand last."""
    whole = {name: pa.concat_tables(pieces) for name, pieces in found.items()}
    frames = {name: frame(whole[name], kinds) for name, kinds in (("blocks", BLOCKS), ("numbers", NUMBERS), ("facts", FACTS))}
    articles = [frame(whole["articles"], ARTICLES), articles_frame(unread)]
    if frames["facts"]["fact_id"].duplicated().any():
        raise PotlineError("Two facts of the corpus have one id: give the files other names.")
    return Corpus(
        articles=pd.concat([a for a in articles if len(a)] or articles[:1], ignore_index=True),
        checks=checks,
        texts=dict(texts),
        **frames,
    )


def nouns(tables: Corpus) -> tuple[list[Parsed], list[Unread]]:
    """What the tables were made of, in their order: `corpus(*nouns(c))` has the same articles, blocks, numbers and facts as `c`."""
    rows = {name: _by_article(getattr(tables, name)) for name in ("blocks", "numbers", "facts")}
    made: list[Parsed] = []
    for a in _records(tables.articles):
        if a["status"] == "read":
            name = a["article_id"]
            blocks = tuple(Block(b["kind"], b["start"], b["end"], b["reason"] or "") for b in rows["blocks"].get(name, ()))
            known = {k: v for k, v in a.items() if k in Article.__dataclass_fields__ and v is not None}
            article = Article(**known | {"text": tables.texts[name], "blocks": blocks})
            facts = (Fact(**f | {k: tuple(f[k]) for k in ("flags", "candidates")}) for f in rows["facts"].get(name, ()))
            made.append(Parsed(article, tuple(facts), tuple(Number(**n) for n in rows["numbers"].get(name, ()))))
    return made, [Unread(a["path"], a["reason"]) for a in _records(tables.articles) if a["status"] != "read"]


def _records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows with dates for timestamps and None for what is empty."""
    for row in frame.to_dict("records"):
        yield {k: v if isinstance(v, list) else None if pd.isna(v) else v.date() if isinstance(v, pd.Timestamp) else v for k, v in row.items()}


def _by_article(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _records(frame):
        found.setdefault(row["article_id"], []).append(row)
    return found
