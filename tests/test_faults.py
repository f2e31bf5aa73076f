"""Killed at any moment, a full disk, a folder that may not be written, files that vanish, two runs at once: what stood is whole, the message clear."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from potline import corrections, staging
from test_publish import project

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork or kill as these tests do")
KILLED = Path(__file__).with_name("killed.py")
POINTS = {"report": (14, 6), "facts": (8, 7), "review": (8, 7)}  # steps at which, and moments after which, a run is killed: 50 together
MORE = "Smelter shut\n\nIn June 2017, Lanhe Aluminum in Henan shut 70,000 tons of electrolytic aluminum capacity.\n"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that stands in the project for its user: not what a run is about to write."""
    files = (p for p in folder.rglob("*") if p.is_file() and staging.DESK not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if not p.name.endswith((".part", ".new"))}


def restore(root: Path, kept: Path) -> None:
    """The project as it was, in the folder that the runner stands in."""
    for path in root.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(kept, root, dirs_exist_ok=True)


class Runner:
    """A command run in a project, whole or killed."""

    def __init__(self, command: str, root: Path) -> None:
        self.process = subprocess.Popen([sys.executable, KILLED, command], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, how: str) -> list[str]:
        """Exit status (-9: killed) and what the run answered."""
        self.process.stdin.write(how + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().split()


@pytest.fixture(params=POINTS)
def killed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path, Runner]]:
    """A project that a first run has left, then changed, so that the next run has something to write anew."""
    root = project(tmp_path / "project")
    if request.param == "report":
        subprocess.run([sys.executable, "-m", "potline.cli", "report"], cwd=root, check=True, capture_output=True)
        shutil.copytree(root / "reports" / "notebooks", tmp_path / "executed")
    runner = Runner(request.param, root)
    assert runner("whole")[0] == "0"
    if request.param != "review":
        (root / "seeds" / "more.txt").write_text(MORE, "utf-8")
    yield request.param, root, runner
    runner.process.stdin.close()
    runner.process.wait()


def test_a_kill_at_any_moment_leaves_what_stood_and_the_next_run_completes_it(killed: tuple[str, Path, Runner], tmp_path: Path) -> None:
    command, root, run = killed
    stood, kept = contents(root), tmp_path / "kept"
    shutil.copytree(root, kept)
    status, steps, seconds = run("whole")
    wanted, chance, cut = contents(root), random.Random(6), 0
    assert status == "0" and wanted != stood
    points = [f"step {n}" for n in sorted(chance.sample(range(1, int(steps) + 1), min(POINTS[command][0], int(steps))))]
    points += [f"after {chance.uniform(0, float(seconds)):.3f}" for _ in range(sum(POINTS[command]) - len(points))]
    for point in points:
        restore(root, kept)
        cut += run(point)[0] == "-9"
        left = contents(root)
        assert {n for n, data in left.items() if data not in (stood.get(n), wanted.get(n))} == set(), point
        assert stood.keys() <= left.keys() | (stood.keys() - wanted.keys()), point
        if command == "review":
            assert corrections.load(root / "seeds" / "corrections.csv")[1] == []
        if command != "review" or left == stood:
            assert run("whole")[0] == "0"
            assert contents(root) == wanted, point
    assert cut >= len(points) * 2 // 3  # the others had ended before they were to be killed
