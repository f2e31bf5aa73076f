"""A real Dask cluster: scheduler and workers started by Dask's own commands; one worker is killed in mid-run."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import generated
import potline
from potline import cache, crew, intake
from potline.model import PotlineError

pytest.importorskip("distributed", reason="Dask is not installed: pip install -r requirements-cluster.txt")

DASK = [sys.executable, "-m", "dask"]
WORKER = ["--nthreads", "1", "--no-dashboard", "--memory-limit", "0"]
TABLES = ("articles", "blocks", "numbers", "facts", "checks")


def said(process: subprocess.Popen[str], pattern: str) -> str:
    """What matches the pattern in the lines that a process prints."""
    for line in process.stderr or ():
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"{process.args} ended without a line like {pattern}")


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """Processes to be ended with the test."""
    running: list[subprocess.Popen[str]] = []
    yield running
    for process in reversed(running):
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def start(started: list[subprocess.Popen[str]], *command: str, log: Path) -> subprocess.Popen[str]:
    started.append(subprocess.Popen([*DASK, *command], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=log))
    return started[-1]


def cluster(started: list[subprocess.Popen[str]], folder: Path) -> tuple[str, list[subprocess.Popen[str]]]:
    """Address of a scheduler, and its two workers, each one process without a nanny that would restart it."""
    scheduler = start(started, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", log=folder)
    address = said(scheduler, r"Scheduler at:\s+(tcp://\S+)")
    workers = [start(started, "worker", address, "--no-nanny", *WORKER, log=folder) for _ in range(2)]
    for worker in workers:
        said(worker, r"(Registered to)")
    return address, workers


def test_a_worker_killed_in_mid_run_changes_no_row(
    tmp_path: Path, started: list[subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, "off")
    monkeypatch.setattr(intake, "PIECE", 5)
    seeds = generated.write(tmp_path / "seeds", generated.articles(120, seed=3))
    (seeds / "blank.txt").write_text(" ", "utf-8")
    (seeds / "lexicon").mkdir()
    (seeds / "lexicon" / "companies_mine.toml").write_text('[mine]\nname = "Lanhe of the East"\nforms = ["Lanhe Aluminum"]\n', "utf-8")
    alone = potline.load(seeds)
    address, workers = cluster(started, tmp_path)
    answered, take = [0], intake._answered

    def kill_at_the_fourth(*arguments):
        answered[0] += 1
        if answered[0] == 4:
            workers[0].send_signal(signal.SIGKILL)
            workers[0].wait()
        return take(*arguments)

    monkeypatch.setattr(intake, "_answered", kill_at_the_fourth)
    together = potline.load(seeds, cluster=address)
    assert answered[0] > 20 and workers[0].returncode == -signal.SIGKILL and workers[1].poll() is None
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(alone, name), getattr(together, name))
    assert alone.texts == together.texts
    assert "Lanhe of the East" in set(together.facts["company"])  # the analysts' own words travel to the workers


def test_a_cluster_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert crew.PATIENCE <= 30
    monkeypatch.setattr(crew, "PATIENCE", 1)
    begun = time.monotonic()
    with pytest.raises(PotlineError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1 "):
        potline.load(Path(__file__).parent / "gold" / "seeds", cluster="tcp://127.0.0.1:1")
    assert time.monotonic() - begun < 30


def test_a_cluster_without_workers_is_said(tmp_path: Path, started: list[subprocess.Popen[str]]) -> None:
    scheduler = start(started, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", log=tmp_path)
    address = said(scheduler, r"Scheduler at:\s+(tcp://\S+)")
    with pytest.raises(PotlineError, match="has no workers"):
        potline.load(Path(__file__).parent / "gold" / "seeds", cluster=address)
