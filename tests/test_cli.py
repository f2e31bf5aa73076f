"""The command line: formats, exit status, pipes, and text that would steer a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from potline import evaluate, rows
from potline.cli import main
from potline.model import Check, Fact, Number

SEEDS = Path(__file__).parent / "gold" / "seeds"
FACT = Fact("a:5", "a", 5, 12, "50 tons", "It shut 50 tons.", "shut", "capacity", low=50.0, high=50.0, unit="t", period_start=date(2017, 5, 1))
HOSTILE = "=cmd|' /C calc'!A0\x1b[2J\x9b31m\u202e"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def written(nouns: list, noun: type, form: str) -> bytes:
    out = io.BytesIO()
    assert rows.write(iter(nouns), noun, form, out) == len(nouns)
    return out.getvalue()


@pytest.mark.parametrize(("command", "noun"), [("facts", Fact), ("numbers", Number), ("check", Check)])
def test_a_line_of_json_has_every_column_in_order(command: str, noun: type) -> None:
    result = run(command, SEEDS, "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert found
    assert all(list(row) == [f.name for f in fields(noun)] for row in found)


def test_facts_come_in_file_order_with_offsets_that_hold() -> None:
    found = [json.loads(line) for line in run("facts", SEEDS, "--format", "jsonl").stdout.splitlines()]
    assert [(row["article_id"], row["start"]) for row in found] == sorted((row["article_id"], row["start"]) for row in found)
    for row in found:
        text = (SEEDS / f"{row['article_id']}.txt").read_bytes().decode()
        assert text[row["start"]:row["end"]] == row["quote"]
        assert isinstance(row["flags"], list)
        assert row["period_start"] is None or date.fromisoformat(row["period_start"])


def test_every_format_holds_the_same_rows(tmp_path: Path) -> None:
    for name in ("facts.csv", "facts.parquet", "facts.jsonl"):
        result = run("facts", SEEDS, "--output", tmp_path / name)
        assert (result.exit_code, result.stdout) == (0, "")
    ids = [json.loads(line)["fact_id"] for line in (tmp_path / "facts.jsonl").read_text("utf-8").splitlines()]
    assert list(pd.read_csv(tmp_path / "facts.csv")["fact_id"]) == ids
    parquet = pd.read_parquet(tmp_path / "facts.parquet")
    assert list(parquet["fact_id"]) == ids
    assert parquet["period_start"].dtype.kind == "M"
    assert parquet["event"].dtype == "category"


def test_the_table_is_for_eyes() -> None:
    lines = run("facts", SEEDS / "004_abf670c63f52963b.txt").stdout.splitlines()
    assert lines[0].split() == [name for name, _ in rows.SHOWN[Fact]]
    assert any("1.07 million tons" in line and "1,070,000 t" in line and "Xinjiang" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["facts"], 2), (["facts", "nowhere"], 2), (["facts", SEEDS, "--format", "xml"], 2), (["facts", SEEDS, "--format", "parquet"], 2),
        (["nonsense"], 2), (["report", "--each", "product"], 2), (["diff", "1"], 2), (["--help"], 0), (["facts", "--help"], 0),
        (["evaluate", SEEDS.parents[1]], 1), (["facts", SEEDS, "-o", "/dev/null/x.jsonl"], 1),
    ],
)  # fmt: skip
def test_exit_status(arguments: list, status: int) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert status == 0 or result.stderr.strip()
    assert "Traceback" not in result.output


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Smelter\n\nThe smelter shut 50,000 tons of capacity in May 2017.\n", "utf-8")
    (tmp_path / "empty\x1b[31m.txt").write_bytes(b"")
    result = run("numbers", tmp_path, "--format", "jsonl")
    assert result.exit_code == 0
    assert {json.loads(line)["article_id"] for line in result.stdout.splitlines()} == {"good"}
    assert "1 file not read" in result.stderr
    assert "\x1b" not in result.stderr
    assert run("numbers", tmp_path, "--strict").exit_code == 1
    assert run("numbers", next(tmp_path.glob("empty*"))).exit_code == 1


def test_a_pipe_that_closes_early_is_no_error() -> None:
    command = f'"{sys.executable}" -m potline.cli numbers "{SEEDS.parent / "china"}" --format jsonl | head -n 1'
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=600, check=False)
    assert json.loads(result.stdout)
    assert result.stderr == ""


def test_help_does_not_wait_for_the_libraries_of_the_reports() -> None:
    code = "import sys, potline.cli; print([m for m in ('pandas', 'matplotlib', 'papermill', 'pyarrow') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_what_steers_a_terminal_is_spelled_out(form: str) -> None:
    out = written([replace(FACT, quote=HOSTILE, company="\x1b]0;x\x07", article_id="a\x1b[2J")], Fact, form).decode()
    assert not set(out) & set("\x1b\x9b\x07\u202e")
    if form == "jsonl":
        assert json.loads(out)["quote"] == HOSTILE


@pytest.mark.parametrize("start", ["=1+1", "+1", "-3 percent", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_of_csv_is_no_formula(start: str) -> None:
    [row] = csv.DictReader(io.StringIO(written([replace(FACT, quote=start, flags=(start,))], Fact, "csv").decode(), newline=""))
    assert row["quote"] == row["flags"] == "'" + start
    assert (row["low"], row["period_start"], row["company"]) == ("50.0", "2017-05-01", "")


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_a_row_is_written_before_the_next_is_asked_for(form: str) -> None:
    out, seen = io.BytesIO(), []

    def facts() -> Iterator[Fact]:
        for number in range(3):
            seen.append(out.getvalue().count(b"\n"))
            yield replace(FACT, fact_id=f"a:{number}")

    rows.write(facts(), Fact, form, out)
    assert seen[2] == seen[1] + 1


def test_a_failed_run_leaves_the_file_that_stood(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("what stood", "utf-8")
    with pytest.raises(ValueError, match="half way"), rows.opened(path, io.BytesIO()) as out:
        out.write(b"half")
        raise ValueError("half way")
    assert path.read_text("utf-8") == "what stood"
    assert list(tmp_path.iterdir()) == [path]


def record(**columns: object) -> dict:
    plain = {"start": 5, "end": 12, "quote": "50 tons", "low": 50, "high": 50, "unit": "t", "event": "shut", "measure": "capacity"}
    more = {"statistic": "level", "product": None, "company": None, "region": None, "period_start": None, "period_end": None}
    return plain | more | columns


@pytest.mark.parametrize(
    ("fact", "gold", "right"),
    [
        pytest.param(FACT, record(), {"value_unit", "loose", "core"}, id="all right"),
        pytest.param(FACT, record(low=51, high=51), set(), id="another value"),
        pytest.param(replace(FACT, unit="kg"), record(unit="other:kg"), {"value_unit", "loose", "core"}, id="a rare unit is forgiven"),
        pytest.param(FACT, record(event="curtailed"), {"value_unit", "loose"}, id="another event of the family"),
        pytest.param(FACT, record(event="announced"), {"value_unit"}, id="an event of another family"),
        pytest.param(replace(FACT, statistic="change"), record(statistic="change", low=-50, high=-50), {"value_unit", "loose"}, id="the sign"),
        pytest.param(FACT, record(start=0, end=5), set(), id="spans that only touch"),
    ],
)
def test_a_fact_is_judged(fact: Fact, gold: dict, right: set[str]) -> None:
    figures = evaluate.score(evaluate.Gold("a", Path("a.txt"), "", (gold,), ()), [fact]).figures()
    assert {k for k in ("value_unit", "loose", "core") if figures[f"{k}_f1"] == 1} == right
    assert {k for k in ("value_unit", "loose", "core") if figures[f"{k}_f1"] == 0} == {"value_unit", "loose", "core"} - right


def test_one_record_takes_one_fact_and_the_right_value_goes_first() -> None:
    twin = replace(FACT, fact_id="a:6", low=7.0, high=7.0)
    aside = {"start": 40, "end": 44, "reason": "date"}
    year = replace(FACT, fact_id="a:40", start=40, end=44)
    figures = evaluate.score(evaluate.Gold("a", Path("a.txt"), "", (record(),), (aside,)), [twin, FACT, year]).figures()
    assert (figures["extra"], figures["set_aside_as_fact"], figures["missed"], figures["found_value"]) == (1, 1, 0, 1.0)


def test_evaluate_prints_each_article_and_all_of_them() -> None:
    lines = [json.loads(line) for line in run("evaluate", SEEDS, "--format", "jsonl").stdout.splitlines()]
    assert [line["article"] for line in lines] == [*sorted(path.stem for path in SEEDS.glob("*.json")), None]
    assert lines[-1]["gold"] == lines[0]["gold"] + lines[1]["gold"]
    assert "core_f1" in run("evaluate", SEEDS).stdout
