"""A kill, a full disk, a folder that may not be written, files that vanish, two runs at once: what stood is whole, the message clear."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import apart
import potline
from potline import corrections, staging
from potline.model import Article, Unread
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
    assert cut >= sum(point.startswith("step") for point in points)  # a run may end before the moment at which it was to be killed


POTLINE = (sys.executable, "-m", "potline.cli")


def disk(folder: str, size: str) -> str:
    """A disk of this size over a folder, with what stood in it."""
    return f"rm -rf kept && mkdir -p {folder} kept && cp -a {folder}/. kept && mount -t tmpfs -o size={size} none {folder} && cp -a kept/. {folder}"


def after(folder: str) -> tuple[str, ...]:
    """The command as a line of shell after which the folder's contents are copied out of the name space: its status is kept."""
    return ("sh", "-c", f'"$@"; status=$?; rm -rf left; mkdir left; cp -a {folder}/. left; exit $status', "sh")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


@apart.NEEDED
@pytest.mark.parametrize("size", ["40k", "300k"])
def test_a_full_disk_is_said_and_what_stood_stays(here: Path, size: str) -> None:
    (here / "reports").mkdir()
    (here / "reports" / "index.html").write_text("what stood", "utf-8")
    result = apart.run(here, *after("reports"), *POTLINE, "report", first=disk("reports", size))
    assert (result.returncode, "No space left on device" in result.stderr, "Traceback" in result.stderr) == (1, True, False), result.stderr
    assert contents(here / "left") == {"index.html": b"what stood"}


@apart.NEEDED
def test_a_full_disk_leaves_the_facts_that_stood_and_every_decision(here: Path) -> None:
    (here / "out").mkdir()
    (here / "out" / "facts.csv").write_text("what stood", "utf-8")
    result = apart.run(here, *after("out"), *POTLINE, "facts", "seeds", "-o", "out/facts.csv", first=disk("out", "8k"))
    assert (result.returncode, "No space left on device" in result.stderr, "Traceback" in result.stderr) == (1, True, False), result.stderr
    assert contents(here / "left") == {"facts.csv": b"what stood"}
    desk = "from potline.corrections import *\nfor n in range(999): append('seeds/corrections.csv', Correction('a', 'ab', n, 'q', 'accept'))"
    result = apart.run(here, *after("seeds"), sys.executable, "-c", desk, first=disk("seeds", "40k"))
    assert result.returncode and "No space left on device" in result.stderr
    decided, problems = corrections.load(here / "left" / "corrections.csv")
    assert [c.start for c in decided] == list(range(len(decided))) and decided and not problems
    assert {p.name for p in (here / "left").iterdir() if p.suffix != ".txt"} == {"corrections.csv", "corrections.csv.bak"}


def test_a_device_that_is_full_is_said(here: Path) -> None:
    result = subprocess.run([*POTLINE, "facts", "seeds", "-o", "/dev/full"], cwd=here, capture_output=True, text=True, check=False)
    assert (result.returncode, "No space left on device" in result.stderr, "Traceback" in result.stderr) == (1, True, False)


@apart.NEEDED
@pytest.mark.parametrize("command", [["report"], "facts seeds -o reports/facts.csv".split(), "facts seeds --format parquet -o reports/parts".split()])
def test_a_folder_that_may_not_be_written_is_named(here: Path, command: list[str]) -> None:
    (here / "reports").mkdir()
    result = apart.run(here, *POTLINE, *command, first="mount --bind reports reports && mount -o remount,ro,bind reports")
    assert (result.returncode, "Read-only file system" in result.stderr, "reports" in result.stderr) == (1, True, True), result.stderr
    assert "Traceback" not in result.stderr


def test_a_seed_that_vanishes_while_the_others_are_read_is_named(here: Path) -> None:
    reading = potline.read(here / "seeds")
    first = next(reading)
    for path in (here / "seeds").glob("*.txt"):
        path.unlink()
    assert isinstance(first, Article)
    assert [(type(one), "cannot be opened" in one.reason) for one in reading] == [(Unread, True)]


def test_two_runs_into_one_file_leave_the_rows_of_one(here: Path) -> None:
    runs = [subprocess.Popen([*POTLINE, "facts", "seeds", "-o", "facts.csv"], cwd=here, stderr=subprocess.PIPE) for _ in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    found = contents(here)["facts.csv"]
    subprocess.run([*POTLINE, "facts", "seeds", "-o", "alone.csv"], cwd=here, check=True, capture_output=True)
    assert contents(here)["alone.csv"] == found and not list(here.glob(".*"))


def test_decisions_from_two_desks_are_all_kept(tmp_path: Path) -> None:
    code = "import sys; from potline.corrections import *\nfor n in range(30): append('c.csv', Correction('a', 'ab', n, sys.argv[1], 'accept'))"
    desks = [subprocess.Popen([sys.executable, "-c", code, who], cwd=tmp_path) for who in "xyz"]
    assert [desk.wait() for desk in desks] == [0, 0, 0]
    decided, problems = corrections.load(tmp_path / "c.csv")
    assert not problems and {(c.quote, c.start) for c in decided} == {(who, n) for who in "xyz" for n in range(30)}
