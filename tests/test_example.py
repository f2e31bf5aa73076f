"""The edition committed under reports/ is what the code makes of the two seeds; `.ci/run` also compares its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from potline import editions, load

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "reports"


@pytest.mark.skipif(not (REPORTS / "manifest.json").exists(), reason="reports/ was removed")
def test_the_committed_edition_is_of_these_seeds_and_this_parser() -> None:
    seeds = {path.name for path in (ROOT / "seeds").glob("*.txt")}
    committed = editions.load(REPORTS)
    if {f"{name}.txt" for name in committed["articles"]} != seeds or len(seeds) != 2:
        pytest.skip("seeds/ or reports/ are the user's own by now")
    made = editions.of(load(ROOT / "seeds"))
    assert made["facts"].to_pylist() == committed["facts"].to_pylist()
    assert made["versions"] == committed["versions"]
