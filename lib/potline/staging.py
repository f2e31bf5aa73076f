"""The output folder: one run at a time, and its files all together or not at all."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from potline.locks import held

DESK = ".potline"  # in the output folder: the lock, and new files until all are written


@dataclass
class Stage:
    """Where a run writes: `new` is laid over the output at the end, and the files of the output named in `drop` go."""

    new: Path
    drop: list[str] = field(default_factory=list)


@contextmanager
def staged(output: Path) -> Iterator[Stage]:
    """A folder to write into, moved over `output` file by file when the block ends well; dropped when it fails.

    The move is noted before it starts, so that the next run ends what a killed one began.
    """
    desk = output / DESK
    desk.mkdir(parents=True, exist_ok=True)
    with held(desk / "lock", f"Another run is writing {output}: wait for it, or name another folder with --output."):
        _move(desk, output)
        stage = Stage(desk / "new")
        shutil.rmtree(stage.new, ignore_errors=True)
        stage.new.mkdir()
        try:
            yield stage
            (desk / "note").write_text(json.dumps(stage.drop), "utf-8")
            os.replace(desk / "note", desk / "ready")
            _move(desk, output)
        finally:
            if not (desk / "ready").exists():
                shutil.rmtree(stage.new, ignore_errors=True)


def _move(desk: Path, output: Path) -> None:
    ready, new = desk / "ready", desk / "new"
    if not ready.exists():
        return
    for path in sorted(path for path in new.rglob("*") if path.is_file()):
        target = output / path.relative_to(new)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
    for name in json.loads(ready.read_text("utf-8")):
        (output / name).unlink(missing_ok=True)
    ready.unlink()
    shutil.rmtree(new, ignore_errors=True)
