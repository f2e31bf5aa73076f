"""A large corpus kept as it was loaded: for the kernels of one report, and for the next where no file has changed.

It is found by the names, sizes, inodes and times of all files, without reading them. A file touched within two seconds
before the corpus was loaded may change once more without its times telling, so that such files are read and compared.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
from pyarrow import feather

from potline import cache, tables
from potline.lexicon import Lexicon
from potline.read import files
from potline.tables import Corpus

LEAST = 1000  # articles from which it pays
KEPT = 4  # corpora, the latest
TICK = 2_000_000_000  # nanoseconds that a file system's times may be behind
TABLES = {"articles": tables.ARTICLES, "blocks": tables.BLOCKS, "numbers": tables.NUMBERS, "facts": tables.FACTS, "checks": tables.CHECKS}


class Listing(NamedTuple):
    """All that decides what a corpus holds, as a hash; and the files that were touched just now."""

    key: str
    fresh: list[str]


def listing(seeds: Path, terms: Lexicon, filters: Mapping[str, Any]) -> Listing | None:
    """The state of these articles; None where the cache is off or cannot be written."""
    place = cache.folder()
    if place is None:
        return None
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as clock:
            now = os.fstat(clock.fileno()).st_mtime_ns
    except OSError:
        return None
    own = (seeds if seeds.is_dir() else seeds.parent) / "corrections.csv"
    told = [cache.version(terms), str(seeds), json.dumps(filters, sort_keys=True, default=str), own.read_bytes().hex() if own.is_file() else ""]
    digest, fresh = hashlib.sha256("\0".join(told).encode()), list[str]()
    for path, article_id in files(seeds):
        try:
            found = os.stat(path)
        except OSError as error:
            digest.update(f"\0{article_id}\0{error.errno}".encode())
            continue
        digest.update(f"\0{path}\0{article_id}\0{found.st_size},{found.st_mtime_ns},{found.st_ctime_ns},{found.st_ino}".encode("utf-8", "replace"))
        if max(found.st_mtime_ns, found.st_ctime_ns) > now - TICK:
            fresh.append(path)
    return Listing(digest.hexdigest()[:32], fresh)


def load(state: Listing) -> Corpus | None:
    """The corpus as it was loaded from the same files; None where it was not, or where the copy is damaged."""
    folder = (cache.folder() or Path()) / f"corpus-{state.key}"
    with suppress(OSError, ValueError, KeyError, pa.ArrowInvalid):
        told = json.loads((folder / "corpus.json").read_text("utf-8"))
        if all(_hash(path) == hashed for path, hashed in told["fresh"].items()):
            frames = {name: _frame(folder / f"{name}.arrow", kinds) for name, kinds in TABLES.items()}
            texts = feather.read_table(folder / "texts.arrow").to_pydict()
            os.utime(folder)
            return Corpus(**frames, texts=dict(zip(*texts.values(), strict=True)), problems=tuple(told["problems"]))
    return None


def _frame(path: Path, kinds: Mapping[str, str]) -> pd.DataFrame:
    found = feather.read_table(path)
    frame = found.to_pandas()
    lists = {name: pd.Series(found[name].to_pylist(), dtype=object) for name, kind in kinds.items() if kind == "list"}
    return frame.assign(**lists)


def save(state: Listing, corpus: Corpus) -> None:
    """Keep a large corpus; if that fails, the next run loads it again."""
    place = cache.folder()
    if place and len(corpus.texts) >= LEAST:
        with suppress(OSError), _new(place / f"corpus-{state.key}") as folder:
            for name in TABLES:
                feather.write_feather(pa.Table.from_pandas(getattr(corpus, name), preserve_index=False), folder / f"{name}.arrow", "lz4")
            texts = pa.table({"article_id": list(corpus.texts), "text": pa.array(list(corpus.texts.values()), pa.large_string())})
            feather.write_feather(texts, folder / "texts.arrow", "lz4")
            fresh = {path: _hash(path) for path in state.fresh}
            (folder / "corpus.json").write_text(json.dumps({"problems": corpus.problems, "fresh": fresh}), "utf-8")


def _hash(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _new(folder: Path) -> Iterator[Path]:
    """A folder that takes its name when it is whole; of older ones the latest few are left."""
    made = Path(tempfile.mkdtemp(prefix=".corpus-", dir=folder.parent))
    try:
        yield made
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    for old in sorted(folder.parent.glob("corpus-*"), key=lambda p: p.stat().st_mtime_ns)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
