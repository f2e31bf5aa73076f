"""Many articles: what the cache keeps and when it is not believed, one code path for one process, several and a cluster, parts of a table."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import generated
import potline
from potline import cache, corpus, corrections, intake, rows, snapshot
from potline.cli import main
from potline.corrections import Correction
from potline.intake import Batch
from potline.model import PotlineError
from potline.tables import Corpus

TABLES = ("articles", "blocks", "numbers", "facts", "checks")
COMPANY = '[mine]\nname = "Lanhe of the East"\nforms = ["Lanhe Aluminum"]\n'


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Forty articles, one of a .jsonl, one that is none; with a cache of their own."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    folder = generated.write(tmp_path / "seeds", generated.articles(40))
    (folder / "more.jsonl").write_text('{"text": "Xinfa shut 50,000 tons of smelting capacity in May 2017."}\nnonsense\n', "utf-8")
    (folder / "blank.txt").write_text(" \n", "utf-8")
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are parsed from now on."""
    texts: list[str] = []

    def parse(article, lexicon):
        texts.append(article.text)
        return potline.parse(article, lexicon)

    monkeypatch.setattr(intake, "parse", parse)
    return texts


def same(one: Corpus, other: Corpus) -> bool:
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    return (one.texts, one.problems, one.versions, one.decisions) == (other.texts, other.problems, other.versions, other.decisions)


def files(folder: Path) -> list[Path]:
    return sorted((folder.parent / "cache").glob("articles-*.sqlite"))


def test_a_second_run_parses_nothing_and_says_the_same(seeds: Path, parsed: list[str]) -> None:
    first = potline.load(seeds)
    assert (len(set(parsed)), first.cached) == (40, 0)  # two articles have the same bytes
    parsed_once = len(parsed)
    second = potline.load(seeds)
    assert len(parsed) == parsed_once
    assert (len(set(parsed)), second.cached) == (40, 41)
    assert same(first, second)
    assert list(first.articles["reason"][-2:]) == list(second.articles["reason"][-2:]) and "line 2" in second.articles["reason"].iloc[-1]


def test_one_more_article_is_the_only_one_parsed_and_a_moved_one_is_known(seeds: Path, parsed: list[str]) -> None:
    potline.load(seeds)
    parsed.clear()
    (seeds / "000_a.txt").write_text("Smelter\n\nIn May 2017 Xinfa shut 70,000 tons of smelting capacity.\n", "utf-8")
    moved = next(seeds.glob("001_*"))
    moved.rename(seeds / "zzz.txt")
    found = potline.load(seeds)
    assert len(parsed) == 1 and "70,000" in parsed[0]
    assert found.cached == 41
    shutil.rmtree(seeds.parent / "cache")
    assert same(found, potline.load(seeds))
    assert set(found.facts["article_id"]) >= {"000_a", "zzz"} and found.facts["fact_id"].str.startswith("zzz:").any()


def test_a_changed_lexicon_and_a_changed_parser_count(seeds: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = potline.load(seeds)
    (seeds / "lexicon").mkdir()
    (seeds / "lexicon" / "companies_mine.toml").write_text(COMPANY, "utf-8")
    after = potline.load(seeds)
    assert (len(set(parsed)), after.cached) == (40, 0)
    assert "Lanhe of the East" in set(after.facts["company"]) - set(before.facts["company"])
    monkeypatch.setattr(cache, "parser_hash", lambda: "another")
    assert potline.load(seeds).cached == 0
    shutil.rmtree(seeds / "lexicon")
    monkeypatch.undo()
    monkeypatch.setenv(cache.VARIABLE, str(seeds.parent / "cache"))
    assert potline.load(seeds).cached == 41  # one may come back to what was


def test_a_correction_holds_whatever_is_cached(seeds: Path) -> None:
    fact = potline.load(seeds).facts.iloc[3]
    sha = potline.load(seeds).articles.set_index("article_id").loc[fact["article_id"], "sha256"]
    header = "article_id,sha256,start,quote,action,column,value,who,when,why\n"
    row = f'{fact["article_id"]},{sha},{fact["start"]},"{fact["quote"]}",correct,product,foil,me,now,\n'
    (seeds / "corrections.csv").write_text(header + row + row.replace(sha, "0" * 64).replace("foil", "rod"), "utf-8")
    found = potline.load(seeds)
    assert found.cached == 41
    assert found.facts.set_index("fact_id").loc[fact["fact_id"], ["product", "stage"]].tolist() == ["foil", "fabrication"]
    assert [problem for problem in found.problems if "is stale" in problem]
    (seeds / "corrections.csv").unlink()
    assert potline.load(seeds).facts.set_index("fact_id").loc[fact["fact_id"], "product"] == fact["product"]


def spoil_file(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def spoil_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    path.write_bytes(data)


def spoil_packs(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("UPDATE pack SET rows = substr(rows, 1, length(rows) / 2)")


def spoil_rows(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("UPDATE article SET row = (row + 1) % 40")


@pytest.mark.parametrize("spoil", [spoil_file, spoil_middle, spoil_packs, spoil_rows])
def test_a_damaged_cache_is_not_believed_and_heals(seeds: Path, spoil) -> None:
    right = potline.load(seeds)
    spoil(files(seeds)[0])
    found = potline.load(seeds)
    assert same(right, found) and found.cached < 5
    potline.load(seeds)  # where the file was given up in mid-run
    assert potline.load(seeds).cached == 41


@pytest.mark.parametrize("place", ["off", "file/in/the/way"])
def test_without_a_cache_all_is_read(seeds: Path, place: str, monkeypatch: pytest.MonkeyPatch, parsed: list[str]) -> None:
    (seeds.parent / "file").write_text("x")
    monkeypatch.setenv(cache.VARIABLE, place if place == "off" else str(seeds.parent / place))
    assert same(potline.load(seeds), potline.load(seeds))
    assert len(parsed) >= 80


def test_a_locked_cache_is_waited_for_no_longer_than_said(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = potline.load(seeds)
    monkeypatch.setattr(cache, "PATIENCE", 0.1)
    (seeds / "a.txt").write_text("Smelter\n\nXinfa shut 70,000 tons of smelting capacity in May 2017.\n", "utf-8")
    with sqlite3.connect(files(seeds)[0], isolation_level=None) as file:
        file.execute("BEGIN EXCLUSIVE")
        found = potline.load(seeds)
    assert found.cached == 0 and len(found.facts) == len(right.facts) + 1


def test_two_runs_at_once_give_the_same(seeds: Path) -> None:
    command = [sys.executable, "-m", "potline.cli", "facts", str(seeds), "--output"]
    outputs = [seeds.parent / f"{n}.csv" for n in range(3)]
    runs = [subprocess.Popen([*command, str(output)], stderr=subprocess.PIPE) for output in outputs]
    assert [run.wait(300) for run in runs] == [0, 0, 0]
    assert len({output.read_bytes() for output in outputs}) == 1
    assert potline.load(seeds).cached == 41


def test_only_the_latest_files_are_kept(seeds: Path) -> None:
    for n in range(cache.KEPT + 2):
        cache.Cache(str(n) * 64).close()
    assert [path.stem[-1] for path in files(seeds)] == [str(n) for n in range(2, cache.KEPT + 2)]


@pytest.fixture
def large(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every corpus counts as large; how often one is put together from its articles."""
    monkeypatch.setattr(snapshot, "LEAST", 1)
    made: list[int] = []
    batches = corpus.batches

    def counted(*arguments) -> Iterator[Batch]:
        made.append(1)
        return batches(*arguments)

    monkeypatch.setattr(corpus, "batches", counted)
    return made


def test_a_large_corpus_is_put_together_once(seeds: Path, large: list[int]) -> None:
    first, filtered = potline.load(seeds), potline.load(seeds, regions=["Henan"])
    assert same(first, potline.load(seeds)) and same(filtered, potline.load(seeds, regions=["Henan"]))
    assert len(large) == 2 and len(filtered.facts) < len(first.facts)
    assert potline.load(seeds).cached == 41
    (seeds / "new.txt").write_text("Smelter\n\nXinfa shut 70,000 tons of smelting capacity in May 2017.\n", "utf-8")
    assert len(potline.load(seeds).facts) == len(first.facts) + 1


def test_a_file_rewritten_in_the_same_tick_with_the_same_size_and_times_is_noticed(seeds: Path, large: list[int]) -> None:
    path, text = seeds / "a.txt", "Smelter\n\nXinfa shut {} tons of smelting capacity in May 2017.\n"
    path.write_text(text.format("70,000"), "utf-8")
    was = path.stat()
    potline.load(seeds)
    path.write_text(text.format("80,000"), "utf-8")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert "80,000 tons" in set(potline.load(seeds).facts["quote"])


def test_a_fresh_file_is_compared_by_its_bytes(seeds: Path, large: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    state = snapshot.listing(seeds, snapshot.told(seeds, corpus.words(seeds), {}), corpus.decisions_file(seeds))
    assert state and len(state.fresh) == 42
    potline.load(seeds)
    (next(seeds.glob("000_*"))).write_text("Smelter\n\nXinfa shut 70,000 tons.\n", "utf-8")
    assert snapshot.load(state) is None  # though all that is asked of the files but their bytes is the same


def test_a_kernel_takes_the_corpus_of_its_report_whatever_becomes_of_files(seeds: Path, large: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    first = potline.load(seeds)
    monkeypatch.setenv(snapshot.HANDED, first.copy)
    (seeds / "new.txt").write_text("Smelter\n\nXinfa shut 70,000 tons of smelting capacity in May 2017.\n", "utf-8")
    next(seeds.glob("000_*")).write_text("Smelter\n\nXinfa shut 80,000 tons of smelting capacity in May 2017.\n", "utf-8")
    assert same(first, potline.load(seeds))
    assert len(potline.load(seeds, products=["alumina"]).articles) == len(first.articles) + 1  # another corpus than the report's
    shutil.rmtree(seeds.parent / "cache")
    assert len(potline.load(seeds).articles) == len(first.articles) + 1


def test_a_decision_that_goes_with_its_article_leaves_nothing_to_read(seeds: Path, large: list[int]) -> None:
    first, file = potline.load(seeds), seeds / "corrections.csv"
    row = first.facts.iloc[0]
    sha = first.articles.set_index("article_id")["sha256"][row["article_id"]]
    corrections.append(file, Correction(row["article_id"], sha, int(row["start"]), row["quote"], "accept", who="ann"))
    next(seeds.glob(f"{row['article_id']}.*")).unlink()
    waiting = potline.load(seeds)
    file.unlink()
    freed = potline.load(seeds)
    assert len(waiting.problems) == 1 and not freed.problems and not freed.decisions
    pd.testing.assert_frame_equal(waiting.facts, freed.facts)
    assert same(freed, corpus.renewed(freed, set()))


def test_a_copy_that_goes_while_it_is_looked_for_is_done_without(seeds: Path, large: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    potline.load(seeds)
    glob = Path.glob
    monkeypatch.setattr(Path, "glob", lambda self, pattern: [*[self / "corpus-gone"] * pattern.startswith("corpus-"), *glob(self, pattern)])
    (seeds / "new.txt").write_text("Smelter\n\nXinfa shut 70,000 tons of smelting capacity in May 2017.\n", "utf-8")
    assert potline.load(seeds).cached == 41


def test_a_file_that_stands_there_only_while_others_are_read_is_not_missed(seeds: Path, large: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    brief = seeds / "brief.txt"
    with monkeypatch.context() as while_read:
        real = corpus.batches
        while_read.setattr(corpus, "batches", lambda *given: brief.write_text("Xinfa shut 50 kt.\n", "utf-8") and real(*given))
        potline.load(seeds)
    brief.unlink()
    (seeds / "new.txt").write_text("Smelter\n\nXinfa shut 70,000 tons of smelting capacity in May 2017.\n", "utf-8")
    assert len(potline.load(seeds).texts) == 42


def other(folder: Path, chance: Random) -> None:
    """One thing about a folder of articles is no longer as it was."""
    path, text = chance.choice(sorted(folder.glob("[0-9]*.*"))), generated.articles(1, chance.randrange(10**6))[0].text
    match chance.randrange(11):
        case 0 | 1:
            name = chance.choice(["0", "9", "z", os.fsdecode(b"\xff")])  # the last is no UTF-8
            (folder / f"{name}{chance.randrange(99)}.txt").write_text(text, "utf-8")
        case 2:
            path.unlink()
        case 3:
            path.write_text(text, "utf-8")
        case 4:
            path.rename(path.with_suffix(chance.choice([".txt", ".md"])))
        case 5:
            shutil.copy(path, path.with_suffix(".md"))  # two that would have one id
        case 6:
            with (folder / "more.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps({"text": text}) + "\n" * chance.randrange(1, 3))
        case 7:
            found = potline.load(folder)
            row = found.facts.iloc[chance.randrange(len(found.facts))]
            decision = chance.choice([("accept",), ("correct", "region", "Gansu"), ("drop",)])
            sha = found.articles.set_index("article_id")["sha256"][row["article_id"]]
            made = Correction(row["article_id"], sha, int(row["start"]), row["quote"], *decision)
            corrections.append(folder / "corrections.csv", replace(made, who="ann"))
        case 8:
            (folder / "corrections.csv").unlink(missing_ok=True)
        case 9:
            (folder / f"0{chance.randrange(9)}.xyz").write_text(text, "utf-8")  # of no known kind
        case 10:
            (folder / f"0{chance.randrange(9)}.txt").write_bytes(b"%PDF-1.7\n\0\0")  # refused once it is opened


@pytest.mark.parametrize("seed", range(5))
def test_a_corpus_brought_up_to_date_is_what_loading_it_all_gives(seeds: Path, large: list[int], monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance, asked = Random(seed), {"products": ["primary_aluminium", "alumina"]} if seed == 3 else {}
    monkeypatch.setattr(snapshot, "FEW", 1.0)
    brought = []
    monkeypatch.setattr(corpus, "_updated", lambda *given, real=corpus._updated: brought.append(1) or real(*given))
    potline.load(seeds, **asked)
    for _ in range(5):
        for _ in range(chance.randrange(1, 4)):
            other(seeds, chance)
        near = potline.load(seeds, **asked)
        with monkeypatch.context() as alone:
            alone.setattr(snapshot, "near", lambda *_: None)
            alone.setattr(snapshot, "load", lambda _: None)
            assert same(near, potline.load(seeds, **asked))
    assert brought


@pytest.mark.parametrize("name", ["corpus.json", "facts.arrow", "texts.arrow"])
def test_a_damaged_copy_of_a_corpus_is_not_believed(seeds: Path, large: list[int], name: str) -> None:
    right = potline.load(seeds)
    [path] = (seeds.parent / "cache").glob(f"corpus-*/{name}")
    path.write_bytes(path.read_bytes()[:100])
    assert same(right, potline.load(seeds))
    assert len(large) == 2


def facts(seeds: Path, output: Path, *more: str) -> str:
    result = CliRunner().invoke(main, ["facts", str(seeds), "--output", str(output), *more])
    assert result.exit_code == 0, result.stderr
    return result.stderr


def test_several_processes_give_the_rows_of_one(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "PIECE", 4)
    monkeypatch.setenv(cache.VARIABLE, "off")
    for jobs in ("1", "2"):
        facts(seeds, tmp_path / f"{jobs}.parquet", "--jobs", jobs)
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "2.parquet").read_bytes()
    assert len(pd.read_parquet(tmp_path / "1.parquet")) > 100


def test_the_processes_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, signal\nfrom potline.crew import crew\nif __name__ == '__main__':\n    with crew(2) as two:\n"
        "        print(two.submit(os.getpid).result(), flush=True)\n        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    (tmp_path / "run.py").write_text(code, "utf-8")
    process = int(subprocess.run([sys.executable, str(tmp_path / "run.py")], capture_output=True, text=True, check=False).stdout)
    for _ in range(600):
        if not Path(f"/proc/{process}").exists() or "Z" in Path(f"/proc/{process}/stat").read_text().split()[2]:
            return
        time.sleep(0.1)
    pytest.fail(f"process {process} is still there")


def test_parts_hold_the_rows_of_one_file(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = facts(seeds, tmp_path / "facts.parquet")
    assert told.startswith("41 articles: ")
    monkeypatch.setattr(rows, "BATCH", 50)
    monkeypatch.setattr(rows, "PART", 100)
    told = facts(seeds, tmp_path / "facts", "--format", "parquet")
    assert "41 of them from the cache" in told
    parts = sorted((tmp_path / "facts").iterdir())
    assert len(parts) > 2 and [pq.read_metadata(p).num_rows for p in parts[:-1]] == [100] * (len(parts) - 1)
    whole = pd.read_parquet(tmp_path / "facts.parquet")
    for frame in (pd.concat([pd.read_parquet(p) for p in parts], ignore_index=True), pd.read_parquet(tmp_path / "facts")):
        assert frame["fact_id"].tolist() == whole["fact_id"].tolist()


def test_parts_of_an_earlier_run_are_replaced_and_nothing_else(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "part-00007.parquet").write_bytes(b"of an earlier run")
    facts(seeds, folder, "--format", "parquet")
    assert [p.name for p in folder.iterdir()] == ["part-00000.parquet"]
    assert not list(tmp_path.glob(".facts*"))
    (folder / "notes.txt").write_text("mine")
    result = CliRunner().invoke(main, ["facts", str(seeds), "--output", str(folder), "--format", "parquet"])
    assert result.exit_code == 1 and "notes.txt" in result.stderr
    assert (folder / "notes.txt").read_text() == "mine" and (folder / "part-00000.parquet").exists()
    assert CliRunner().invoke(main, ["facts", str(seeds), "--output", str(folder)]).exit_code == 2


def test_without_dask_the_error_says_what_to_install(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PotlineError, match=r"pip install -r requirements-cluster\.txt"):
        potline.load(seeds, cluster="tcp://127.0.0.1:1")


def test_the_stream_of_articles_is_the_same_wherever_it_begins() -> None:
    made = list(generated.stream(300))
    assert made[120:] == list(generated.stream(180, first=120)) != list(generated.stream(180, seed=2, first=120))
    assert any(a.reprint for a in made) and len({a.name for a in made}) == 300
    assert all(potline.parse(a.text).facts for a in made)
