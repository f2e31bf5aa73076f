"""Parsed articles as rows of Arrow, an article a row with its blocks, numbers and facts as lists: what workers send and the cache keeps.

A row knows nothing of the place where its article lies: id and path are put in when it is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from potline import model, rows, tables
from potline.model import Article, Block, Fact, Number, Parsed

OWN = [f.name for f in fields(Article) if f.name not in ("article_id", "path", "blocks")]
IDS = ("fact_id", "part_of")  # columns that begin with the article's id
KEPT = pa.array(["title", "body"])  # kinds of block that are the article


class Place(NamedTuple):
    """Where an article of a pack lies."""

    article_id: str
    path: str


def _plain(declared: dict[str, str], names: Iterable[str]) -> list[pa.Field]:
    """Columns of a declared table with texts for categories and days for times of day."""
    found = []
    for field in rows.schema(list(declared)):
        kind = pa.string() if pa.types.is_dictionary(field.type) else pa.date32() if pa.types.is_timestamp(field.type) else field.type
        found += [pa.field(field.name, kind)] if field.name in names else []
    return found


COLUMNS = {
    "blocks": _plain(tables.BLOCKS, Block._fields),
    "numbers": _plain(tables.NUMBERS, set(tables.NUMBERS) - {"article_id"}),
    "facts": _plain(tables.FACTS, set(tables.FACTS) - {"article_id"}),
}
DECLARED = {
    name: pa.schema(_plain(columns, columns))
    for name, columns in (("articles", tables.ARTICLES), ("blocks", tables.BLOCKS), ("numbers", tables.NUMBERS), ("facts", tables.FACTS))
}
SCHEMA = pa.schema([
    *_plain(tables.ARTICLES, OWN), ("text", pa.large_string()), ("unread", pa.string()),
    *((name, pa.large_list(pa.struct(columns))) for name, columns in COLUMNS.items()),
])  # fmt: skip


def row(parsed: Parsed) -> dict[str, Any]:
    """An article as a row of SCHEMA, without its place."""
    article = parsed.article
    nouns = {"numbers": [*map(model.row, parsed.numbers)], "facts": [*map(model.row, parsed.facts)]}
    for values in (*nouns["numbers"], *nouns["facts"]) if article.article_id else ():
        values.update({name: values[name].removeprefix(article.article_id) for name in IDS if values.get(name)})
    return {name: getattr(article, name) for name in OWN} | {"blocks": [b._asdict() for b in article.blocks]} | nouns


def table(made: Iterable[dict[str, Any]]) -> pa.Table:
    """Rows of SCHEMA as a table; what a row does not say is empty."""
    return pa.Table.from_pylist(list(made), schema=SCHEMA)


def sent(packed: pa.Table) -> bytes:
    """The table as bytes, compressed."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, SCHEMA, options=pa.ipc.IpcWriteOptions(compression="zstd")) as out:
        out.write_table(packed)
    return sink.getvalue().to_pybytes()


def received(data: bytes) -> pa.Table:
    """The table that `sent` made; pa.ArrowInvalid for other bytes."""
    found = pa.ipc.open_stream(data).read_all()
    if found.schema != SCHEMA:
        raise pa.ArrowInvalid("another layout")
    return found


def nouns(packed: pa.Table, places: Sequence[Place]) -> Iterator[Parsed]:
    """The articles of a pack, at these places, as they were parsed."""
    found = declared(packed, places)
    kinds = {name: _parted(claims(found[name], noun), packed[name]) for name, noun in (("numbers", Number), ("facts", Fact))}
    cut = packed["blocks"].to_pylist()
    for n, (values, place) in enumerate(zip(packed.select(OWN).to_pylist(), places, strict=True)):
        blocks = tuple(Block(**block) for block in cut[n])
        yield Parsed(Article(**values, **place._asdict(), blocks=blocks), *(tuple(kinds[name][n]) for name in ("facts", "numbers")))


def _parted(nouns: list[Any], lists: pa.ChunkedArray) -> list[list[Any]]:
    """Nouns in the lists that they come from."""
    ends = list(accumulate(pc.list_value_length(lists).to_pylist(), initial=0))
    return [nouns[start:end] for start, end in pairwise(ends)]


def claims(found: pa.Table, noun: type) -> list[Any]:
    """The rows of a declared table as the nouns they were, Fact or Number."""
    columns = [column.to_pylist() for column in found.columns]
    for name in {"flags", "candidates"} & set(found.column_names):
        at = found.column_names.index(name)
        columns[at] = [tuple(value) for value in columns[at]]
    return [noun(*values) for values in zip(*columns, strict=True)]


def declared(packed: pa.Table, places: Sequence[Place]) -> dict[str, pa.Table]:
    """The tables `articles`, `blocks`, `numbers`, `facts` with their declared columns, categories as texts and dates as days."""
    ids = pa.array([p.article_id for p in places], pa.string())
    found = {name: _flat(packed[name], ids, [f.name for f in COLUMNS[name]]) for name in COLUMNS}
    owner = found["blocks"].pop("row").to_numpy()
    texts, starts, ends = packed["text"].to_pylist(), found["blocks"]["start"].to_pylist(), found["blocks"]["end"].to_pylist()
    found["blocks"]["text"] = pa.array([texts[n][start:end] for n, start, end in zip(owner.tolist(), starts, ends, strict=True)], pa.string())
    kept = np.zeros(len(packed), np.int64)
    sizes = np.where(
        pc.is_in(found["blocks"]["kind"], KEPT).to_numpy(False), pc.subtract(found["blocks"]["end"], found["blocks"]["start"]).to_numpy(), 0
    )
    np.add.at(kept, owner, sizes)
    long = np.array([len(text) for text in texts], np.int64)
    found["articles"] = {name: packed[name] for name in OWN if name != "text"} | {
        "article_id": ids, "path": pa.array([p.path for p in places], pa.string()), "characters": long, "body_characters": kept,
        "dropped_characters": long - kept, "status": ["read"] * len(packed), "reason": [""] * len(packed),
    }  # fmt: skip
    return {name: pa.table({c: found[name][c] for c in schema.names}, schema) for name, schema in DECLARED.items()}


def _flat(lists: pa.ChunkedArray, ids: pa.Array, names: list[str]) -> dict[str, pa.Array]:
    """The columns of a list of structs, with the articles' ids, and `row`, the article that each comes from."""
    whole = lists.combine_chunks()
    owner = pc.list_parent_indices(whole)
    inner = pc.list_flatten(whole)
    article = ids.take(owner)
    flat = {name: pc.struct_field(inner, [name]) for name in names} | {"article_id": article, "row": owner}
    return flat | {name: pc.binary_join_element_wise(article, flat[name], "") for name in IDS if name in flat}
