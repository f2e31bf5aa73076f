"""Parsed articles kept from run to run, found by the bytes that they were parsed from; never the only copy of anything.

One SQLite file for each version of parser, lexicon and libraries, in the user's cache folder or where the environment's
POTLINE_CACHE says ("off": nowhere). A row that is damaged, or is of other bytes than it is asked for, counts as absent.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path

import platformdirs
import pyarrow as pa

from potline import pack
from potline.lexicon import Lexicon

VARIABLE = "POTLINE_CACHE"
LIBRARIES = ("ahocorasick_rs", "charset-normalizer", "trafilatura")  # another version may read an article otherwise
KEPT = 4  # files, the latest used: of other lexicons, and of versions that one may come back to
HELD = 8  # packs in memory
PATIENCE = 60.0  # seconds that another run may hold the file
ASKED = 500  # keys in one question
TABLES = """
CREATE TABLE IF NOT EXISTS pack (number INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS article (key BLOB PRIMARY KEY, pack INTEGER NOT NULL, row INTEGER NOT NULL) WITHOUT ROWID;
"""
TELLING = set(
    "arithmetic bars cache canvas changes charts cite cli corpus crackdown crew datanotes desk doubts drawing editions evaluate evidence execute "
    "explain extension intake kernel listing locks maps markup narrative parameters phrases publish renewal rows selection show snapshot staging "
    "timeline wording workbook __init__".split()
)  # rooms that read nothing: they tell, draw, run and write


@cache
def parser_hash() -> str:
    """A hash of the code, the words and the weights that read articles: another parser may read the same article otherwise."""
    here = Path(__file__).parent
    rooms = [*sorted(p for p in here.glob("*.py") if p.stem not in TELLING), here / "vocabulary.toml", here / "weights.tsv"]
    return hashlib.sha256(b"".join(p.read_bytes() for p in rooms)).hexdigest()


@cache
def code_hash() -> str:
    """A hash of all code: what another version finds in the same facts may be something else."""
    return hashlib.sha256(b"".join(p.read_bytes() for p in sorted(Path(__file__).parent.glob("*.py")))).hexdigest()


def version(terms: Lexicon) -> str:
    """A hash of all that decides how an article is read, but for its bytes."""
    libraries = [f"{name} {installed(name)}" for name in LIBRARIES]
    return hashlib.sha256("\n".join([parser_hash(), terms.hash, unicodedata.unidata_version, *libraries]).encode()).hexdigest()


def folder() -> Path | None:
    """Where the cache is kept; None where it is switched off."""
    asked = os.environ.get(VARIABLE) or str(platformdirs.user_cache_path("potline", appauthor=False))
    return None if asked == "off" else Path(asked)


class Cache:
    """Articles of one version of the parser. What goes wrong with the file costs time and nothing else."""

    def __init__(self, version: str) -> None:
        self._packs: OrderedDict[int, tuple[pa.Table, list[str]]] = OrderedDict()
        self._file: sqlite3.Connection | None = None
        if place := folder():
            self._path = place / f"articles-{version[:16]}.sqlite"
            with suppress(OSError, sqlite3.Error):
                self._open(place, self._path)

    def _open(self, place: Path, path: Path) -> None:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._file = self._connected(path)
        except sqlite3.OperationalError:  # locked, or not to be written
            raise
        except sqlite3.DatabaseError:  # no database, or a damaged one
            path.unlink(missing_ok=True)
            self._file = self._connected(path)
        os.utime(path)
        used = sorted(place.glob("articles-*.sqlite"), key=lambda p: p.stat().st_mtime_ns)
        for old in used[:-KEPT]:
            old.unlink(missing_ok=True)

    def _connected(self, path: Path) -> sqlite3.Connection:
        file = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        file.executescript(TABLES)
        return file

    def find(self, keys: Sequence[bytes], hashes: Sequence[str]) -> dict[bytes, tuple[pa.Table, int]]:
        """For the keys that are known, the pack and the row that hold the article; `hashes` are what its `sha256` must be."""
        wanted, found = dict(zip(keys, hashes, strict=True)), {}
        with self._forgiving():
            for key, number, row in self._places(list(wanted)):
                packed, own = self._pack(number)
                if row < len(own) and own[row] == wanted[key]:
                    found[key] = packed, row
        return found

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        """What cannot be read or kept is left; a damaged file is given up, and made anew by the next run."""
        try:
            yield
        except (pa.ArrowInvalid, OSError, sqlite3.OperationalError):
            return
        except sqlite3.DatabaseError:
            self.close()
            self._file = None
            self._path.unlink(missing_ok=True)

    def _places(self, keys: list[bytes]) -> Iterator[tuple[bytes, int, int]]:
        for start in range(0, len(keys) if self._file else 0, ASKED):
            some = keys[start:start + ASKED]
            yield from self._file.execute(f"SELECT * FROM article WHERE key IN ({','.join('?' * len(some))}) ORDER BY pack", some).fetchall()

    def _pack(self, number: int) -> tuple[pa.Table, list[str]]:
        if number not in self._packs:
            [data] = self._file.execute("SELECT rows FROM pack WHERE number = ?", [number]).fetchone() or [b""]
            packed = pack.received(data)
            self._packs[number] = packed, packed["sha256"].to_pylist()
            while len(self._packs) > HELD:
                self._packs.popitem(last=False)
        self._packs.move_to_end(number)
        return self._packs[number]

    def add(self, keys: Sequence[bytes], packed: bytes) -> None:
        """Keep a pack, its rows under these keys, all or nothing."""
        with self._forgiving():
            for file in [self._file] if self._file else []:
                with _whole(file):
                    number = file.execute("INSERT INTO pack (rows) VALUES (?)", [packed]).lastrowid
                    file.executemany("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", [(key, number, row) for row, key in enumerate(keys)])

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()


@contextmanager
def _whole(file: sqlite3.Connection) -> Iterator[None]:
    """All changes of the block, or none; one run at a time."""
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")
