"""Time and memory over growing numbers of generated articles, and over one core and two: part of `make bench`, printed and never asserted.

Each figure is of a `potline facts` of its own, in a process of its own: cold with an empty cache, warm with a full one, and
after one more article. Peak memory is that of the largest process. For other numbers of articles: python tests/scale.py 100000
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import generated
from potline.crew import cores

COUNTS = (1_000, 10_000)
FULL, MILLION = 100_000, 1_000_000
PAIRED, ROUNDS = 6_000, 3  # articles, and times that one core and two are set against each other


def measured(*arguments: object, cache: Path | str) -> tuple[float, float, str]:
    """Seconds and peak MB of a potline command, and what it said."""
    command = [sys.executable, "-m", "potline.cli", *map(str, arguments)]
    begun = time.perf_counter()
    with subprocess.Popen(command, env=os.environ | {"POTLINE_CACHE": str(cache)}, stderr=subprocess.PIPE, text=True) as process:
        said = process.stderr.read() if process.stderr else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(said)
    return time.perf_counter() - begun, used.ru_maxrss / 1024, said.strip()


def growing(counts: tuple[int, ...], jobs: int) -> None:
    """The lines of the table, one a number of articles; the folder grows from line to line, the cache begins empty with each."""
    print(f"\nArticles, {jobs} processes     cold s   articles/s   warm s   one more s   peak MB   what the last run said")
    with tempfile.TemporaryDirectory(prefix="potline-scale") as home:
        seeds, done = Path(home, "seeds"), 0
        for count in counts:
            generated.write(seeds, generated.stream(count - done, first=done))
            done, cache, output = count, Path(home, f"cache{count}"), Path(home, "facts")
            run = ("facts", seeds, "--format", "parquet", "--output", output, "--jobs", jobs)
            cold, warm = measured(*run, cache=cache), measured(*run, cache=cache)
            more = seeds / "0000" / "more.txt"
            more.write_text("Smelter\n\nIn May 2017 Xinfa shut 70,000 tons of smelting capacity.\n", "utf-8")
            again = measured(*run, cache=cache)
            more.unlink()
            peak = max(cold[1], warm[1], again[1])
            print(f"{count:22,} {cold[0]:10.1f} {count / cold[0]:12.0f} {warm[0]:8.1f} {again[0]:12.1f} {peak:9.0f}   {again[2]}", flush=True)


def paired() -> None:
    """How many times faster two processes are than one, each round both, one after the other."""
    with tempfile.TemporaryDirectory(prefix="potline-scale") as home:
        seeds = generated.write(Path(home, "seeds"), generated.stream(PAIRED))
        rounds = [[measured("facts", seeds, "-o", Path(home, "x.parquet"), "-j", jobs, cache="off")[0] for jobs in (1, 2)] for _ in range(ROUNDS)]
    ratios = [one / two for one, two in rounds]
    print(f"\nTwo processes against one, {PAIRED:,} articles: {', '.join(f'{r:.2f}' for r in ratios)} times as fast, median {median(ratios):.2f}")


if __name__ == "__main__":  # python tests/scale.py [COUNT ...]
    paired()
    growing(tuple(map(int, sys.argv[1:])) or COUNTS, cores())
