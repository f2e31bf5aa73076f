"""The corrections file: read however it was saved, applied where its key fits, told where it does not, only ever added to."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from potline.corrections import COLUMNS, Correction, append, apply, apply_all, load
from potline.model import Article, Block, Fact, Number, Parsed, PotlineError

TEXT = "Two firms stopped work. Juke shut 400000 tons in May; 新疆 kept 80 kt running.\nThe mill is 1850 t heavy."
SHA = "ab" * 32
FIRST, SECOND, MILL = TEXT.index("400000"), TEXT.index("80 kt"), TEXT.index("1850")


@pytest.fixture
def parsed() -> Parsed:
    article = Article("juke", TEXT, (Block("body", 0, len(TEXT)),), sha256=SHA)
    shut = Fact(
        f"juke:{FIRST}", "juke", FIRST, FIRST + 11, "400000 tons", TEXT[24:78], "shut", "capacity", low=4e5, high=4e5, unit="t",
        product="primary_aluminium", stage="smelting", region="Henan", region_code="CN-HA", flags=("region_inherited", "year_inferred"),
    )  # fmt: skip
    kept = replace(shut, fact_id=f"juke:{SECOND}", start=SECOND, end=SECOND + 5, quote="80 kt", event="operating", part_of=shut.fact_id, flags=())
    ledger = [("juke", f.start, f.end, f.quote, "fact", None, f.fact_id) for f in (shut, kept)]
    return Parsed(article, (shut, kept), (*(Number(*n) for n in ledger), Number("juke", MILL, MILL + 6, "1850 t", "unexplained")))


def decision(action: str = "accept", column: str = "", value: str = "", **other: object) -> Correction:
    base = {"article_id": "juke", "sha256": SHA, "start": FIRST, "quote": "400000 tons"}
    base |= {"who": "A. Müller", "when": "2024-05-02", "why": "seen in print"}
    return Correction(**(base | {"action": action, "column": column, "value": value} | other))


def cells(*decisions: Correction, **replaced: str) -> list[list[str]]:
    return [list(COLUMNS), *([replaced.get(n, str(getattr(d, n))) for n in COLUMNS] for d in decisions)]


def saved(folder: Path, rows: list[list[str]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path = folder / "corrections.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


SAVED = [
    ("utf-8", ",", "A. Müller"), ("utf-8-sig", ",", "A. Müller"), ("utf-8-sig", ";", "王"), ("utf-16", "\t", "王"), ("utf-16-le", ",", "A. Müller"),
    ("utf-16-be", ";", "A. Müller"), ("cp1252", ",", "José Peña"), ("cp1252", ";", "A. Müller"), ("gb18030", ",", "王小明 刘洋 审核"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "delimiter", "who"), SAVED, ids=[f"{e} {d!r}" for e, d, _ in SAVED])
def test_a_file_reads_the_same_however_a_spreadsheet_saved_it(tmp_path, encoding, delimiter, who):
    wanted = [decision("correct", "event", "curtailed", who=who), decision("drop", start=MILL, quote="1850 t", value="specification", who=who)]
    read, problems = load(saved(tmp_path, cells(*wanted), encoding, delimiter))
    assert not problems and read == wanted and [c.row for c in read] == [2, 3]


def test_no_file_and_an_empty_one_hold_no_decisions(tmp_path):
    assert load(tmp_path / "none.csv") == ([], [])
    (tmp_path / "empty.csv").write_text("\n")
    assert load(tmp_path / "empty.csv") == ([], [])


WRONG = [
    ({"column": "evnt", "value": "shut"}, "column column: 'evnt' is unknown; 'event' was meant?"),
    ({"column": "event", "value": "shutt"}, "column value: 'shutt' is no event; 'shut' was meant?"),
    ({"column": "event", "value": ""}, "column value: an empty value"),
    ({"column": "unit", "value": "tons"}, "column value: 'tons' is no unit; 't' was meant?"),
    ({"column": "product", "value": "Primary aluminium"}, "'primary_aluminium' was meant?"),
    ({"column": "low", "value": "1.07 million"}, "write 1070000 for 1.07 million"),
    ({"column": "period_end", "value": "31/05/2017"}, "write it as 2017-05-31"),
    ({"action": "acept"}, "column action: 'acept' is unknown; 'accept' was meant?"),
    ({"action": "drop", "value": "specificaton"}, "'specification' was meant?"),
    ({"start": "twelve", "column": "event", "value": "shut"}, "column start: 'twelve' is no offset"),
    ({"quote": "", "column": "event", "value": "shut"}, "column quote: is empty"),
]


@pytest.mark.parametrize(("replaced", "words"), WRONG, ids=[w for _, w in WRONG])
def test_a_cell_that_cannot_be_used_is_named_and_the_rest_applied(tmp_path, replaced, words):
    rows = cells(decision("correct"), **replaced) + cells(decision("correct", "event", "curtailed"))[1:]
    read, problems = load(saved(tmp_path, rows))
    assert [c.value for c in read] == ["curtailed"]
    assert len(problems) == 1 and problems[0].startswith("corrections.csv, row 2, column ") and words in problems[0]


def test_an_unknown_column_is_named_and_a_missing_one_stops_the_file(tmp_path):
    rows = [[*r, "x"] for r in cells(decision())]
    rows[0][-1] = "wye"
    read, problems = load(saved(tmp_path, rows))
    assert read == [decision()] and problems == ["corrections.csv, row 1: unknown column 'wye'; 'why' was meant?"]
    rows[0][0] = "article"
    read, problems = load(saved(tmp_path, rows))
    assert not read and "article_id are missing" in problems[-1] and "'article_id' was meant?" in problems[0]


def test_characters_a_spreadsheet_lost_are_named(tmp_path):
    read, problems = load(saved(tmp_path, cells(decision("correct", "company", "J\ufffdke"))))
    assert not read and "row 2, column value" in problems[0] and "save the file as UTF-8" in problems[0]


def test_two_rows_that_decide_one_column_differently_are_both_left_out(tmp_path):
    rows = cells(decision("correct", "event", "shut"), decision("correct", "measure", "output"), decision("correct", "event", "curtailed"))
    read, problems = load(saved(tmp_path, rows))
    assert [c.column for c in read] == ["measure"]
    assert len(problems) == 1 and "rows 2 and 4, column event" in problems[0]


def test_a_later_decision_stands_for_an_earlier_one_and_a_repeated_one_is_no_fault(tmp_path):
    events = decision("correct", "event", "shut"), decision("correct", "event", "curtailed", when="2024-06-01")
    read, problems = load(saved(tmp_path, cells(*events, decision("drop"), decision("drop"))))
    assert not problems and [(c.action, c.value) for c in read] == [("correct", "curtailed"), ("drop", "")]


def test_a_decimal_comma_where_semicolons_part_the_cells(tmp_path):
    read, problems = load(saved(tmp_path, cells(decision("correct", "low", "400000,5")), delimiter=";"))
    assert not problems and read[0].value == "400000.5"
    assert load(saved(tmp_path, cells(decision("correct", "low", "400000,5"))))[1]


def test_a_correction_changes_its_column_and_leaves_its_mark(parsed):
    rows = [decision("correct", "region", "Xinjiang"), decision("correct", "low", "450000"), decision("correct", "product", "foil")]
    rows += [decision("correct", "period_start", "2017-05-01"), decision("correct", "company", "Juke")]
    done, stale = apply(parsed, rows)
    fact = done.facts[0]
    assert not stale and (fact.low, fact.high, fact.product, fact.stage, fact.company) == (450_000, 400_000, "foil", "fabrication", "Juke")
    assert (fact.region, fact.region_code, fact.period_start) == ("Xinjiang", "CN-XJ", date(2017, 5, 1))
    assert fact.flags == ("corrected",)
    assert done.facts[1] == parsed.facts[1] and done.numbers == parsed.numbers


def test_accepted_is_marked_and_nothing_else_changes(parsed):
    done, stale = apply(parsed, [decision("accept")])
    assert not stale and replace(done.facts[0], flags=parsed.facts[0].flags) == parsed.facts[0] and done.facts[0].flags[-1] == "accepted"


def test_dropped_leaves_the_facts_and_stays_in_the_ledger(parsed):
    done, _ = apply(parsed, [decision("drop", value="reference")])
    assert [f.start for f in done.facts] == [SECOND] and done.facts[0].part_of is None
    assert (done.numbers[0].status, done.numbers[0].reason, done.numbers[0].fact_id) == ("set_aside", "reference", None)
    assert apply(parsed, [decision("drop")])[0].numbers[0].reason == "analyst"


def test_a_number_that_is_no_fact_is_set_aside_with_the_reason_given(parsed):
    done, stale = apply(parsed, [decision("drop", start=MILL, quote="1850 t", value="specification")])
    assert not stale and done.facts == parsed.facts
    assert (done.numbers[-1].status, done.numbers[-1].reason) == ("set_aside", "specification")


def test_added_makes_a_fact_of_a_number_in_the_ledger(parsed):
    key = {"start": MILL, "quote": "1850 t"}
    rows = [decision("add", "event", "operating", **key), decision("correct", "measure", "capacity", **key), decision("add", "unit", "t", **key)]
    done, stale = apply(parsed, rows)
    fact = done.facts[-1]
    assert not stale and (fact.fact_id, fact.event, fact.measure, fact.low, fact.unit) == (f"juke:{MILL}", "operating", "capacity", 1850, "t")
    assert fact.sentence == "The mill is 1850 t heavy." and TEXT[fact.start : fact.end] == fact.quote and fact.flags == ("corrected",)
    again = replace(parsed, article=replace(parsed.article, text=TEXT.replace("1850 t", "1850 x")))
    assert apply(again, [decision("add", start=MILL, quote="1850")])[0].facts[-1].low == 1850
    assert (done.numbers[-1].status, done.numbers[-1].reason, done.numbers[-1].fact_id) == ("fact", None, fact.fact_id)


def test_a_changed_article_makes_its_decisions_stale_even_where_the_quote_still_stands(parsed):
    changed = replace(parsed, article=replace(parsed.article, sha256="cd" * 32))
    done, stale = apply(changed, [decision("drop")])
    assert done == changed and stale == [decision("drop")]


STALE = {"offset": {"start": FIRST + 1}, "quote": {"quote": "400,000 tons"}, "no fact there": {"start": 0, "quote": "Two"}}


@pytest.mark.parametrize("key", STALE.values(), ids=STALE)
def test_a_key_that_does_not_fit_is_stale(parsed, key):
    row = decision("correct", "event", "curtailed", **key)
    assert apply(parsed, [row]) == (parsed, [row])


def test_decisions_for_an_article_that_is_gone_are_stale(parsed):
    gone = decision("drop", article_id="gone")
    done, stale = apply_all([parsed], [decision("accept"), gone])
    assert stale == [gone] and done[0].facts[0].flags[-1] == "accepted"


def test_a_second_run_gives_the_same(parsed):
    rows = [decision("correct", "event", "curtailed"), decision("add", start=MILL, quote="1850 t")]
    assert apply(parsed, rows) == apply(parsed, rows)


@pytest.mark.parametrize(("encoding", "delimiter", "who"), SAVED, ids=[f"{e} {d!r}" for e, d, _ in SAVED])
def test_appending_keeps_every_byte_and_a_copy(tmp_path, encoding, delimiter, who):
    path = saved(tmp_path, cells(decision(who=who)), encoding, delimiter)
    before = path.read_bytes()
    append(path, decision("drop", start=SECOND, quote="80 kt", who=who))
    assert path.read_bytes().startswith(before) and path.with_name("corrections.csv.bak").read_bytes() == before
    assert load(path) == ([decision(who=who), decision("drop", start=SECOND, quote="80 kt", who=who)], [])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["corrections.csv", "corrections.csv.bak"]


def test_appending_makes_the_file_and_mends_a_last_line_without_its_end(tmp_path):
    path = tmp_path / "seeds" / "corrections.csv"
    append(path, decision(why='a comma, a "quote"'))
    path.write_bytes(path.read_bytes().rstrip())
    append(path, decision("drop", start=SECOND, quote="80 kt"))
    assert load(path) == ([decision(why='a comma, a "quote"'), decision("drop", start=SECOND, quote="80 kt")], [])


def test_what_the_file_cannot_hold_is_refused_and_the_file_left_as_it_was(tmp_path):
    path = saved(tmp_path, cells(decision()), "cp1252")
    before = path.read_bytes()
    with pytest.raises(PotlineError, match="save it as CSV UTF-8"):
        append(path, decision(who="王"))
    narrow = saved(tmp_path, [r[:-1] for r in cells(decision())])
    with pytest.raises(PotlineError, match="columns why are missing"):
        append(narrow, decision())
    assert before.decode("cp1252") and not path.with_name("corrections.csv.bak").exists()
