"""One writer at a time: a lock on a file, which the system gives back when its owner ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from potline.model import PotlineError


@contextmanager
def held(path: Path, busy: str) -> Iterator[IO[bytes]]:
    """The file, made where it is missing, for this run alone; PotlineError with the words of `busy` where another run holds it."""
    with path.open("a+b") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise PotlineError(busy) from None
        yield file


def _lock(handle: int) -> None:
    with suppress(ImportError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt

    msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Writers of the files in a folder go one after the other; Windows, which locks no folder, lets them pass."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def replaced(path: Path, data: bytes) -> None:
    """The file holds these bytes, or what it held before: never a part of them, even where the machine stops."""
    draft = path.with_name(f".{path.name}.new")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
