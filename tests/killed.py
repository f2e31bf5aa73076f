"""Runs a command again and again in children of one warm process, and kills each at the step or the moment it is told.

    python killed.py COMMAND    in a project's folder; a line of standard input is one run:
    whole                       runs to its end; answers how many steps it took that change files here, and how long it took
    step 17                     killed as it is about to take step 17
    after 0.25                  killed after so many seconds

COMMAND is report (its notebooks are not run anew: those that stand beside the project are taken), facts or review.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat

from potline import cli, corpus, execute, publish  # noqa: F401  (what is loaded here need not be loaded by each child)
from potline.doubts import Desk

ROOT = Path.cwd()
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.utime"}


class Steps:
    """Counts the steps that change files below the project, and ends the process at one."""

    def __init__(self, last: int | None) -> None:
        self.taken, self.last = 0, last

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            changes = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        else:
            changes = event in CHANGES
        if changes and isinstance(arguments[0], str | os.PathLike) and Path(os.path.abspath(arguments[0])).is_relative_to(ROOT):
            self.taken += 1
            if self.taken == self.last:
                os.kill(os.getpid(), signal.SIGKILL)


def executed(notebook: Path, output: Path, *_: Any) -> nbformat.NotebookNode:
    """What stands in for a kernel: the notebook as an earlier run executed it."""
    shutil.copy(ROOT.parent / "executed" / notebook.name, output)
    return nbformat.read(output, as_version=4)


def run(command: str) -> None:
    if command == "review":
        desk = Desk(corpus.load("seeds"), "A. Müller", lambda: datetime(2024, 5, 2, tzinfo=UTC))
        desk.accept(desk.wanted[0].spots)
    else:
        execute.run = executed
        cli.main(["facts", "seeds", "-o", "facts.csv"] if command == "facts" else ["report"], standalone_mode=False)


def child(command: str, last: int | None, answer: int) -> None:
    steps, begun = Steps(last), time.perf_counter()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.addaudithook(steps)
    run(command)
    os.write(answer, f"{steps.taken} {time.perf_counter() - begun:.3f}".encode())


def main(command: str) -> None:
    run_once = {"whole": lambda _: None, "step": int, "after": lambda _: None}
    for line in sys.stdin:
        how, _, value = line.strip().partition(" ")
        there, here = os.pipe()
        pid = os.fork()
        if not pid:
            status = 1
            try:
                child(command, run_once[how](value), here)
                status = 0
            finally:
                os._exit(status)
        os.close(here)
        if how == "after":
            time.sleep(float(value))
            os.kill(pid, signal.SIGKILL)
        said = os.read(there, 100).decode()
        os.close(there)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(status, said, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
