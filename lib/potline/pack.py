"""Parsed articles as rows of Arrow, an article a row with its blocks, numbers and facts as lists: what workers send and the cache keeps.

A row knows nothing of the place where its article lies: id and path are put in when it is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
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
    kinds = listed(packed, places, "blocks"), listed(packed, places, "numbers"), listed(packed, places, "facts")
    own = packed.select(OWN).to_pylist()
    for values, place, blocks, numbers, facts in zip(own, places, *kinds, strict=True):
        yield Parsed(Article(**values, **place._asdict(), blocks=tuple(blocks)), tuple(facts), tuple(numbers))


def listed(packed: pa.Table, places: Sequence[Place], kind: str) -> Iterator[list[Any]]:
    """The blocks, numbers or facts of each article."""
    made = {"blocks": _block, "numbers": _number, "facts": _fact}[kind]
    for found, place in zip(packed[kind], places, strict=True):
        yield [made(values, place.article_id) for values in found.as_py()]


def _block(values: dict[str, Any], article_id: str) -> Block:
    return Block(**values)


def _number(values: dict[str, Any], article_id: str) -> Number:
    return Number(article_id, **values | ({"fact_id": article_id + values["fact_id"]} if values["fact_id"] else {}))


def _fact(values: dict[str, Any], article_id: str) -> Fact:
    values["flags"], values["candidates"] = tuple(values["flags"]), tuple(values["candidates"])
    for name in IDS:
        if values[name] is not None:
            values[name] = article_id + values[name]
    return Fact(article_id=article_id, **values)


def declared(packed: pa.Table, places: Sequence[Place]) -> dict[str, pa.Table]:
    """The tables `articles`, `blocks`, `numbers`, `facts` with their declared columns, categories as texts and dates as days."""
    ids = pa.array([p.article_id for p in places], pa.string())
    found = {name: _flat(packed[name], ids, [f.name for f in COLUMNS[name]]) for name in COLUMNS}
    owner = found["blocks"].pop("row").to_numpy()
    texts, starts, ends = packed["text"].to_pylist(), found["blocks"]["start"].to_pylist(), found["blocks"]["end"].to_pylist()
    found["blocks"]["text"] = pa.array([texts[n][start:end] for n, start, end in zip(owner.tolist(), starts, ends, strict=True)], pa.string())
    kept = np.zeros(len(packed), np.int64)
    sizes = np.where(pc.is_in(found["blocks"]["kind"], KEPT).to_numpy(False), pc.subtract(found["blocks"]["end"], found["blocks"]["start"]).to_numpy(), 0)
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
