"""A large corpus kept as it was loaded: for the kernels of one report, and for the next where no file has changed.

It is found by the names, sizes, inodes and times of all files, without reading them. A file touched within two seconds
before the corpus was loaded may change once more without its times telling, so that such files are read and compared.
Where few files have changed, the copy that was made of the others is brought up to date (`renewal`).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import astuple
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
from pyarrow import feather

from potline import cache, tables
from potline.corrections import Correction
from potline.lexicon import Lexicon
from potline.read import files
from potline.tables import Corpus

LEAST = 1000  # articles from which it pays
FEW = 0.2  # of the files: where more have changed, all are read
KEPT = 4  # corpora, the latest
HANDED = "POTLINE_CORPUS"  # environment of a report's kernel: the copy to take
TICK = 2_000_000_000  # nanoseconds that a file system's times may be behind
TABLES = {"articles": tables.ARTICLES, "blocks": tables.BLOCKS, "numbers": tables.NUMBERS, "facts": tables.FACTS, "checks": tables.CHECKS}


class Listing(NamedTuple):
    """All that decides what a corpus holds: hashes of all that is told beside the files, and of everything; the files and their states."""

    told: str
    key: str
    files: dict[str, tuple[str, str]]  # path: article's id, size and times
    fresh: list[str]  # those that were touched just now

    @property
    def name(self) -> str:
        """What the copy of this corpus is called."""
        return f"{self.told}-{self.key}"


class Near(NamedTuple):
    """A corpus of nearly the same files: those it has that are other or gone, and those to read instead, path and article's id."""

    corpus: Corpus
    files: dict[str, tuple[str, str]]
    gone: set[str]
    read: dict[str, str]


def told(seeds: Path, terms: Lexicon, filters: Mapping[str, Any]) -> str:
    """A hash of all that decides what a corpus holds, but for the files."""
    return _digest([cache.version(terms), cache.code_hash(), str(seeds.resolve()), json.dumps(filters, sort_keys=True, default=str)])


def handed(told: str) -> Corpus | None:
    """The corpus that a report hands its kernels, whatever has become of the files since."""
    name = os.environ.get(HANDED, "")
    return load(Listing(told, name.removeprefix(f"{told}-"), {}, []), sure=True) if name.startswith(f"{told}-") else None


def listing(seeds: Path, told: str, decisions: Path) -> Listing | None:
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
    found, fresh = dict[str, tuple[str, str]](), list[str]()
    for path, article_id in files(seeds):
        try:
            state = os.stat(path)
        except OSError as error:
            found[path] = article_id, str(error.errno)
            continue
        found[path] = article_id, f"{state.st_size},{state.st_mtime_ns},{state.st_ctime_ns},{state.st_ino}"
        if max(state.st_mtime_ns, state.st_ctime_ns) > now - TICK:
            fresh.append(path)
    decided = decisions.read_bytes().hex() if decisions.is_file() else ""
    return Listing(told, _digest([told, decided, *(word for path, state in found.items() for word in (path, *state))]), found, fresh)


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def load(state: Listing, *, sure: bool = False) -> Corpus | None:
    """The corpus as it was loaded from the same files; None where it was not, or where the copy is damaged. `sure`: fresh files are not compared."""
    folder = (cache.folder() or Path()) / f"corpus-{state.name}"
    with suppress(OSError, ValueError, KeyError, pa.ArrowInvalid):
        told = json.loads((folder / "corpus.json").read_text("utf-8"))
        return None if not sure and _rewritten(told) else _corpus(folder, told)
    return None


def near(state: Listing, decided: set[str]) -> Near | None:
    """The latest corpus of nearly the same files; those of articles that are or were `decided` on are read anew. None where there is none."""
    place = cache.folder() or Path()
    for folder in reversed(_copies(place, f"{state.told}-*")):
        with suppress(OSError, ValueError, KeyError, pa.ArrowInvalid):
            told = json.loads((folder / "corpus.json").read_text("utf-8"))
            columns = feather.read_table(folder / "files.arrow").to_pydict().values()
            known = {os.fsdecode(path): (own, stamp) for path, own, stamp in zip(*columns, strict=True)}
            decided = decided.union(values[0] for values in told["decisions"])
            names = {part for name in decided for part in (name, name.rpartition(":")[0])}  # also of the lines of a .jsonl
            again = {path for path in {*known, *state.files} if known.get(path) != state.files.get(path)} | _rewritten(told)
            again |= {path for path, (own, _) in state.files.items() if own in names}
            read = {path: own for path, (own, _) in state.files.items() if path in again}
            if len(read) <= FEW * len(state.files):
                return Near(_corpus(folder, told), state.files, again, read)
    return None


def _rewritten(told: Mapping[str, Any]) -> set[str]:
    """Files that were fresh when a corpus was loaded and are not what they were."""
    return {path for path, hashed in told["fresh"].items() if not os.path.isfile(path) or _hash(path) != hashed}


def _corpus(folder: Path, told: Mapping[str, Any]) -> Corpus:
    frames = {name: _frame(folder / f"{name}.arrow", kinds) for name, kinds in TABLES.items()}
    texts = feather.read_table(folder / "texts.arrow").to_pydict()
    os.utime(folder)
    decisions = tuple(Correction(*values) for values in told["decisions"])
    return Corpus(**frames, texts=dict(zip(*texts.values(), strict=True)), problems=tuple(told["problems"]), decisions=decisions)


def _frame(path: Path, kinds: Mapping[str, str]) -> pd.DataFrame:
    found = feather.read_table(path)
    frame = found.to_pandas()
    lists = {name: pd.Series(found[name].to_pylist(), dtype=object) for name, kind in kinds.items() if kind == "list"}
    return frame.assign(**lists)


def save(state: Listing, corpus: Corpus) -> None:
    """Keep a large corpus; if that fails, the next run loads it again."""
    place = cache.folder()
    if place and len(corpus.texts) >= LEAST:
        with suppress(OSError), _new(place / f"corpus-{state.name}") as folder:
            for name in TABLES:
                _write(pa.Table.from_pandas(getattr(corpus, name), preserve_index=False), folder / f"{name}.arrow")
            texts = pa.array(list(corpus.texts.values()), pa.large_string())
            _write(pa.table({"article_id": list(corpus.texts), "text": texts}), folder / "texts.arrow")
            ids, stamps = zip(*state.files.values(), strict=True)
            _write(pa.table({"path": [*map(os.fsencode, state.files)], "article_id": ids, "state": stamps}), folder / "files.arrow")
            told = {"problems": corpus.problems, "fresh": {path: _hash(path) for path in state.fresh}, "decisions": [*map(astuple, corpus.decisions)]}
            (folder / "corpus.json").write_text(json.dumps(told), "utf-8")


def _write(table: pa.Table, path: Path) -> None:
    feather.write_feather(table, path, "lz4")


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
    for old in _copies(folder.parent, "*")[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _copies(place: Path, names: str) -> list[Path]:
    """The folders of copies, the latest used last; another run may take any away."""
    found = list[tuple[int, Path]]()
    for folder in place.glob(f"corpus-{names}"):
        with suppress(OSError):
            found.append((folder.stat().st_mtime_ns, folder))
    return [folder for _, folder in sorted(found)]
