"""Ten thousand bad files (a sample by default, all by `make fuzz`): each is read or named with its reason, none stops or hangs the run."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import mutants
import potline
from potline import rows
from potline.cli import main
from potline.model import Article, Fact, Number, Unread

COUNT = int(os.environ.get("POTLINE_MUTANTS", "110"))
SHARE = 500  # files of one test
PATIENCE = 120  # seconds that a file of some kilobytes never takes, however slow the machine
CASES = sorted((Path(__file__).parent / "cases" / "fuzzed").glob("*"))
SMELTER = b"The smelter at Korba shut 250,000 tonnes of capacity on Monday, its owner said.\n"


@contextmanager
def watched(name: object) -> Iterator[None]:
    """The block fails when it hangs."""
    def hung(*_: object) -> None:
        raise AssertionError(f"{name!r} is not done after {PATIENCE} seconds")

    before = signal.signal(signal.SIGALRM, hung)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def read(path: Path) -> Counter[str]:
    """How often each file of a folder came back, as its name; every span true, every reason one that says what to do."""
    found: Counter[str] = Counter()
    reading = potline.read(path)
    while True:
        with watched(path):
            one = next(reading, None)
            if one is None:
                return found
            found[os.path.basename(one.path)] += 1
            if isinstance(one, Unread):
                assert ":" in one.reason and rows.plain(one.reason).isprintable()
                continue
            parsed = potline.parse(one)
            assert all(one.text[r.start : r.end] == r.quote for r in (*parsed.facts, *parsed.numbers))
            for noun, nouns in ((Fact, parsed.facts), (Number, parsed.numbers)):
                with open(os.devnull, "wb") as out:
                    assert [rows.write(nouns, noun, form, out) for form in ("table", "jsonl", "csv")] == [len(nouns)] * 3


@pytest.mark.parametrize("start", range(0, COUNT, SHARE))
def test_each_file_is_read_or_named(tmp_path: Path, start: int) -> None:
    files = mutants.write(tmp_path / "bad", range(start, min(COUNT, start + SHARE)))
    found = read(tmp_path / "bad")
    assert found.keys() == {os.fsdecode(n).encode("utf-8", "backslashreplace").decode() for n in files if not n.startswith(b".")}


def test_the_command_goes_through_them(tmp_path: Path) -> None:
    mutants.write(tmp_path / "bad", range(66))
    (tmp_path / "bad" / "good.txt").write_bytes(SMELTER)
    for command in ("facts", "numbers", "check"):
        result = CliRunner().invoke(main, [command, str(tmp_path / "bad"), "--format", "jsonl"])
        assert result.exit_code == 0, result.output[-500:]
        assert command == "check" or '"good"' in result.stdout
        assert "not read" in result.stderr and not set(result.stderr + result.stdout) & set("\x1b\x07\u202e\x9b")


@settings(max_examples=150 if COUNT < 10_000 else 3_000, deadline=None)
@given(st.one_of(
    st.binary(max_size=400), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")),
    st.text("1,./- %$tkMayof()\n", max_size=200).map(str.encode),
))  # fmt: skip
def test_whatever_hypothesis_makes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "made"
    folder.mkdir(exist_ok=True)
    for suffix in (".txt", ".html", ".jsonl"):
        (folder / f"one{suffix}").write_bytes(data)
        assert read(folder / f"one{suffix}")


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.name)
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    assert read(path)


def test_a_file_of_blank_lines_is_named(tmp_path: Path) -> None:
    (tmp_path / "blank.jsonl").write_bytes(b"\n \r\n\n")
    assert ["write an article a line" in one.reason for one in potline.read(tmp_path)] == [True]


def test_a_hundred_megabytes_on_one_line_are_named(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"5 t and " * (100 << 17))
    (tmp_path / "lines.jsonl").write_bytes(b'{"text": "' + b"5 t and " * (100 << 17) + b'"}')
    (tmp_path / "good.txt").write_bytes(SMELTER)
    with watched("100 MB"):
        found = list(potline.read(tmp_path))
    assert [type(one) for one in found if "good" in one.path] == [Article]
    assert all(isinstance(one, Unread) for one in found if "good" not in one.path)
    assert "too large (100 MB)" in next(one.reason for one in found if "long" in one.path)


@pytest.mark.parametrize("body", ["<b>x</b> ", "<a href=x>y</a>", "<div>", "<table><tr><td>"])
def test_a_page_of_many_elements_is_named(tmp_path: Path, body: str) -> None:
    body *= 15_000
    (tmp_path / "bomb.html").write_text(f"<html><body><p>{body}</p></body></html>", "utf-8")
    with watched(body[:20]):
        [found] = potline.read(tmp_path)
    assert isinstance(found, Unread) and "elements in a page" in found.reason


@pytest.mark.parametrize("page", [
    '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><html><body><p>&c;</p></body></html>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>&a;</p></body></html>', "<html><body>" + "<div>" * 11_000 + "x",
    '<html><body><iframe src="file:///etc/passwd"></iframe><link rel=import href="http://127.0.0.1:9/"><p>x</p></body></html>',
], ids=["entities", "a file", "deep", "frames"])  # fmt: skip
def test_a_page_expands_nothing_and_opens_nothing(tmp_path: Path, page: str) -> None:
    (tmp_path / "bomb.html").write_text(page, "utf-8")
    with watched(page[:20]):
        [found] = potline.read(tmp_path)
    assert isinstance(found, Unread) or (len(found.text) < 2000 and "root:" not in found.text)
