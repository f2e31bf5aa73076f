"""Editions: a manifest survives its file, and two of them tell what changed and why."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from potline import editions, tables
from potline.changes import Manifest, changes_frame, diff
from potline.corrections import Correction, apply
from potline.editions import keep, load, manifest, previous, write
from potline.model import Article, Block, Fact, Number, Parsed, PotlineError

VERSIONS = {"potline": "0.1.0", "lexicon": "aa"}
LINES = {
    "henan": ("Henan shut 400000 tons of smelting in May.", "It keeps 80 kt running.", "Some 164 firms were visited."),
    "juke": ("Juke built 150000 tons of foil lines.",),
}
QUOTES = {
    "400000 tons": ("shut", "capacity", 400_000.0, "t"), "80 kt": ("operating", "capacity", 80_000.0, "t"),
    "164": ("inspected", "enterprises", 164.0, "enterprise"), "150000 tons": ("commissioned", "capacity", 150_000.0, "t"),
}  # fmt: skip


def parsed(name: str, lines: Sequence[str] = (), **quotes: tuple[str, str, float, str]) -> Parsed:
    """An article of these sentences, with a fact for each quote that stands in it."""
    lines = lines or LINES[name]
    text = " ".join(lines)
    facts = []
    for quote, (event, measure, value, unit) in (QUOTES | quotes).items():
        if (start := text.find(quote)) >= 0:
            sentence = next(line for line in lines if quote in line)
            key = (f"{name}:{start}", name, start, start + len(quote), quote, sentence)
            facts.append(Fact(*key, event, measure, low=value, high=value, unit=unit, period_start=date(2017, 5, 1), period_end=date(2017, 5, 31)))
    article = Article(name, text, (Block("body", 0, len(text)),), sha256=sha256(text.encode()).hexdigest())
    facts.sort(key=lambda f: f.start)
    return Parsed(article, tuple(facts), tuple(Number(name, f.start, f.end, f.quote, "fact", None, f.fact_id) for f in facts))


def edition(*articles: Parsed, **made: object) -> Manifest:
    return manifest(tables.corpus(articles), **({"versions": VERSIONS} | made))


BASE = (parsed("henan"), parsed("juke"))


def told(old: Manifest, new: Manifest) -> list[tuple[str, str, str]]:
    return [(c.change, c.cause, (c.after or c.before or {})["quote"]) for c in diff(old, new)]


def test_a_manifest_survives_its_file_and_is_the_same_bytes_twice(tmp_path):
    made = edition(*BASE, parameters={"since": date(2017, 1, 1), "regions": ("Henan",), "title": "Any"}, date="2024-05-02")
    path = write(tmp_path / "out", made)
    first = path.read_bytes()
    assert load(tmp_path / "out") == load(path) == made and write(tmp_path / "out", made).read_bytes() == first
    assert made["parameters"] == {"regions": ["Henan"], "since": "2017-01-01"}
    assert made["facts"]["fact_id"].to_pylist() == [f.fact_id for p in BASE for f in p.facts]
    assert made["facts"]["period_start"][0].as_py() == date(2017, 5, 1) and made["facts"]["company"][0].as_py() is None


def test_a_manifest_of_the_first_format_is_compared_as_it_was(tmp_path):
    made = edition(*BASE)
    rows = [{k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in made["facts"].to_pylist()]
    (tmp_path / "manifest.json").write_text(json.dumps({k: v for k, v in made.items() if k != "count"} | {"format": 1, "facts": rows}))
    assert load(tmp_path)["facts"].equals(made["facts"]) and diff(load(tmp_path), made) == []
    assert told(load(tmp_path), edition(BASE[0])) == [("withdrawn", "removed article", "150000 tons")]


def test_facts_that_are_gone_or_of_another_edition_are_told(tmp_path):
    kept = keep(tmp_path, edition(*BASE))
    write(tmp_path, edition(*BASE), facts=False)
    assert load(tmp_path) == load(kept)
    shutil.copy(keep(tmp_path / "other", edition(BASE[0])) / "facts.parquet", kept)
    for gone in (False, True):
        if gone:
            (kept / "facts.parquet").unlink()
        with pytest.raises(PotlineError, match=r"the 4 facts of edition .* are not in facts\.parquet"):
            load(tmp_path)
    (kept / "facts.parquet").write_bytes(b"PAR1")
    with pytest.raises(PotlineError, match="no manifest"):
        load(kept)


def test_the_date_and_the_title_make_no_other_edition():
    assert edition(*BASE, date="2024-05-02", parameters={"title": "A"})["edition"] == edition(*BASE)["edition"]
    assert edition(*BASE)["edition"] != edition(BASE[0])["edition"]
    assert diff(edition(*BASE), edition(*BASE)) == []


def test_a_new_and_a_removed_article():
    assert told(edition(BASE[0]), edition(*BASE)) == [("new", "new article", "150000 tons")]
    assert told(edition(*BASE), edition(BASE[0])) == [("withdrawn", "removed article", "150000 tons")]


def test_an_article_under_another_name_is_no_change():
    moved = parsed("2017/juke", LINES["juke"])
    assert diff(edition(*BASE), edition(BASE[0], moved)) == []


def test_a_changed_article_is_matched_by_quote_and_sentence():
    lines = ("In May Henan shut 450000 tons of smelting.", "News: it keeps 80 kt running.", "And 20 kt more were cut.")
    now = parsed("henan", lines, **{"450000 tons": ("shut", "capacity", 450_000.0, "t"), "20 kt": ("curtailed", "capacity", 20_000.0, "t")})
    found = diff(edition(*BASE), edition(now, BASE[1]))
    assert {c.cause for c in found} == {"changed article"}
    revised, new, withdrawn = found
    assert (revised.change, revised.before["low"], revised.after["low"], revised.columns) == ("revised", 4e5, 450_000.0, ("quote", "low", "high"))
    assert (new.change, new.after["quote"], withdrawn.change, withdrawn.before["quote"]) == ("new", "20 kt", "withdrawn", "164")


def test_equal_numbers_of_a_changed_article_keep_their_sentences():
    was = ("Dongfang shut 80 kt of its pots.",)
    other = ("Qiya has long run 80 kt there.", "Dongfang shut 80 kt of its pots.")
    old, new = parsed("henan", was), parsed("henan", other)
    start = new.article.text.rindex("80 kt")
    second = replace(new.facts[0], fact_id=f"henan:{start}", start=start, end=start + 5, sentence=other[1])
    found = diff(edition(old), edition(replace(new, facts=(replace(new.facts[0], event="reported"), second))))
    assert [(c.change, c.after["sentence"]) for c in found] == [("new", other[0])]


def decided(article: Parsed, quote: str, action: str, column: str = "", value: str = "") -> tuple[Parsed, list[Correction]]:
    row = Correction(article.article.article_id, article.article.sha256, article.article.text.index(quote), quote, action, column, value)
    done, stale = apply(article, [row])
    assert not stale
    return done, [row]


@pytest.mark.parametrize(
    ("action", "column", "value", "expected"),
    [("correct", "event", "curtailed", "corrected"), ("drop", "", "", "withdrawn"), ("accept", "", "", None)],
)
def test_a_decision_and_its_undoing_are_the_cause(action, column, value, expected):
    done, rows = decided(BASE[0], "400000 tons", action, column, value)
    plain, corrected = edition(*BASE), edition(done, BASE[1], corrections=rows)
    assert told(plain, corrected) == ([(expected, "correction", "400000 tons")] if expected else [])
    undone = {"corrected": "corrected", "withdrawn": "new"}.get(expected)
    assert told(corrected, plain) == ([(undone, "correction", "400000 tons")] if undone else [])


def test_an_added_fact_is_new_by_correction():
    bare = replace(BASE[0], facts=BASE[0].facts[:2])
    done, rows = decided(bare, "164", "add", "event", "inspected")
    assert told(edition(bare), edition(done, corrections=rows)) == [("new", "correction", "164")]


def test_a_stale_decision_is_no_decision():
    row = Correction("henan", "0" * 64, 0, "Henan", "drop")
    assert edition(*BASE, corrections=[row])["decisions"] == {} and edition(*BASE, corrections=[row]) == edition(*BASE)


CAUSES = [
    ({"versions": VERSIONS | {"potline": "0.2.0"}}, "parser version", "parser version"),
    ({"versions": VERSIONS | {"lexicon": "bb"}}, "lexicon", "lexicon"),
    ({"parameters": {"regions": ["Hebei"]}}, "parameter", "parameter"),
    ({"parameters": {"since": "2018-01-01"}, "versions": VERSIONS | {"lexicon": "bb"}}, "lexicon", "parameter or lexicon"),
    ({"versions": {"potline": "0.2.0", "lexicon": "bb"}}, "parser version or lexicon", "parser version or lexicon"),
]


@pytest.mark.parametrize(("made", "revised", "gone"), CAUSES, ids=[c[2] for c in CAUSES])
def test_the_same_bytes_read_otherwise(made, revised, gone):
    first, second, _ = BASE[0].facts
    now = edition(replace(BASE[0], facts=(replace(first, event="curtailed"), second)), **made)
    assert told(edition(BASE[0]), now) == [("revised", revised, "400000 tons"), ("withdrawn", gone, "164")]
    assert diff(edition(BASE[0]), now)[0].columns == ("event",)


def test_editions_are_numbered_and_a_rerun_keeps_none_twice(tmp_path):
    one, two = edition(BASE[0]), edition(*BASE)
    assert previous(tmp_path) is None
    first = keep(tmp_path, one)
    assert keep(tmp_path, one) == first and first.name == f"0001-{one['edition']}"
    assert previous(tmp_path, one) is None and previous(tmp_path, two) == first
    second = keep(tmp_path, two)
    assert second.name == f"0002-{two['edition']}" and editions.editions(tmp_path) == [first, second]
    assert previous(tmp_path, two) == first and previous(tmp_path) == second
    for name in (second.name, "0002", "2", two["edition"], str(second), second / "manifest.json"):
        assert load(name, tmp_path) == two
    assert load(tmp_path, tmp_path) == two


def test_an_edition_that_is_not_there_or_not_one_is_told(tmp_path):
    with pytest.raises(PotlineError, match="none is kept"):
        load("0001", tmp_path)
    kept = keep(tmp_path, edition(*BASE))
    with pytest.raises(PotlineError, match=f"'{kept.name}' was meant"):
        load(kept.name[:-1], tmp_path)
    for text in ("{", "[]", '{"format": 1}'):
        (kept / "manifest.json").write_text(text)
        with pytest.raises(PotlineError, match="no manifest"):
            load(kept, tmp_path)
    (kept / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(PotlineError, match="format 99"):
        load(kept, tmp_path)


def test_changes_as_a_table():
    done, rows = decided(BASE[0], "400000 tons", "correct", "low", "350000")
    frame = changes_frame(diff(edition(*BASE), edition(done, corrections=rows)))
    assert list(frame.columns) == ["change", "cause", "fact_id", "old_fact_id", "article_id", "quote", "before", "after"]
    assert frame.iloc[0].tolist() == ["corrected", "correction", "henan:11", "henan:11", "henan", "400000 tons", "400 kt", "350 to 400 kt"]
    assert frame.iloc[1][["change", "fact_id", "old_fact_id", "after"]].tolist() == ["withdrawn", "", "juke:11", ""]
    assert list(changes_frame([]).columns) == list(frame.columns) and changes_frame([]).empty
