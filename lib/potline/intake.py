"""Seeds in, packs of parsed articles out, in the order of the seeds and with little in memory: from the cache, or read by a crew."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from potline import lexicon, pack
from potline.cache import Cache, version
from potline.crew import AHEAD, Crew
from potline.model import PotlineError, Unread
from potline.pack import Place
from potline.parse import parse
from potline.read import Seed, Unreadable, held, seeds, unread

PIECE, WEIGHT = 128, 1 << 18  # seeds, and bytes, that are read and kept together: some seconds of work
FIRST = 8  # seeds of the first piece, so that the first rows come soon; each next piece is twice as large


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles as rows of pack.SCHEMA with their places, and what could not be read; `cached`: how many an earlier run has parsed."""

    packed: pa.Table
    places: list[Place]
    unread: list[Unread]
    cached: int


class Piece(NamedTuple):
    """Seeds that are looked up together, and in their order what could not be opened."""

    found: list[Seed | Unread]

    @property
    def seeds(self) -> list[Seed]:
        return [seed for seed in self.found if isinstance(seed, Seed)]


class Asked(NamedTuple):
    """A piece with what the cache knew of it, and the rest being read."""

    piece: Piece
    keys: list[bytes]
    known: dict[bytes, tuple[pa.Table, int]]
    fresh: list[bytes]
    reading: Future[bytes] | None


def words(path: Path) -> tuple[tuple[str, bytes], ...]:
    """The analysts' own lexicon files beside these articles, as lexicon.build takes them."""
    own = (path if path.is_dir() else path.parent) / "lexicon"
    return lexicon.files([own] if own.is_dir() else [])


def batches(path: Path, crew: Crew, only: Mapping[str, str] | None = None) -> Iterator[Batch]:
    """Every article of a file or a folder, some hundred at a time; the same whoever reads them, and whatever the cache holds.

    `only`: of these files, path and article's id.
    """
    own = words(path)
    made = version(lexicon.build(own))
    cache, waiting = Cache(made), deque[Asked]()
    try:
        for piece in _pieces(seeds(path, only)):
            waiting.append(_asked(piece, cache, crew, own, made))
            if len(waiting) > AHEAD * crew.size:
                yield _answered(waiting.popleft(), cache)
        while waiting:
            yield _answered(waiting.popleft(), cache)
    finally:
        cache.close()


def _pieces(found: Iterable[Seed | Unread]) -> Iterator[Piece]:
    piece, weight, most = Piece([]), 0, min(FIRST, PIECE)
    for seed in found:
        piece.found.append(seed)
        weight += 0 if isinstance(seed, Unread) else len(seed.data)
        if len(piece.found) >= most or weight >= WEIGHT:
            yield piece
            piece, weight, most = Piece([]), 0, min(2 * most, PIECE)
    if piece.found:
        yield piece


def _asked(piece: Piece, cache: Cache, crew: Crew, own: tuple[tuple[str, bytes], ...], made: str) -> Asked:
    hashes = [hashlib.sha256(seed.data) for seed in piece.seeds]
    keys = [seed.kind.encode() + hashed.digest() for seed, hashed in zip(piece.seeds, hashes, strict=True)]
    known = cache.find(keys, [hashed.hexdigest() for hashed in hashes])
    fresh = {key: seed for key, seed in zip(keys, piece.seeds, strict=True) if key not in known}
    large = len(fresh) >= PIECE // 4 or sum(len(seed.data) for seed in fresh.values()) >= WEIGHT
    reading = crew.submit(work, [_bare(seed) for seed in fresh.values()], own, made, large=large) if fresh else None
    return Asked(piece, keys, known, list(fresh), reading)


def _bare(seed: Seed) -> Seed:
    """The seed without its place, which is no part of what it says."""
    return seed._replace(article_id="", path="")


def work(bare: Sequence[Seed], own: tuple[tuple[str, bytes], ...], made: str) -> bytes:
    """The seeds parsed, as a pack; done in this process or in another, which must be of the same version."""
    terms = lexicon.build(own)
    if version(terms) != made:
        raise PotlineError("A worker of the cluster has another version of Potline or of its libraries: install the same on all machines.")
    return pack.sent(pack.table(_row(seed, terms) for seed in bare))


def _row(seed: Seed, terms: lexicon.Lexicon) -> dict[str, object]:
    try:
        return pack.row(parse(held(seed), terms))
    except Unreadable as error:
        return {"sha256": hashlib.sha256(seed.data).hexdigest(), "unread": str(error)}


def _answered(asked: Asked, cache: Cache) -> Batch:
    """The piece's articles in its order, the newly read kept for the next run."""
    known = dict(asked.known)
    if asked.reading:
        data = asked.reading.result()
        cache.add(asked.fresh, data)
        made = pack.received(data)
        known |= {key: (made, row) for row, key in enumerate(asked.fresh)}
    packed = _taken([known[key] for key in asked.keys])
    reasons = packed["unread"].to_pylist()
    told, reason = list(zip(asked.piece.seeds, asked.keys, reasons, strict=True)), iter(reasons)
    answers = [(seed, None if isinstance(seed, Unread) else next(reason)) for seed in asked.piece.found]
    wrong = [seed if isinstance(seed, Unread) else unread(seed, why) for seed, why in answers if isinstance(seed, Unread) or why is not None]
    places = [Place(seed.article_id, seed.path) for seed, _, why in told if why is None]
    cached = sum(key in asked.known for _, key, why in told if why is None)
    return Batch(packed if len(places) == len(told) else packed.filter(packed["unread"].is_null()), places, wrong, cached)


def _taken(rows: list[tuple[pa.Table, int]]) -> pa.Table:
    """These rows of these tables, in this order, as one table."""
    tables = {id(table): table for table, _ in rows}
    start, at = dict[int, int](), 0
    for name, table in tables.items():
        start[name], at = at, at + len(table)
    whole = pa.concat_tables([pack.table([]), *tables.values()]).combine_chunks()
    return whole.take(pa.array([start[id(table)] + row for table, row in rows], pa.int64())).combine_chunks()
