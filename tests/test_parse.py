"""The parser against the annotated articles, and over any text: provenance, ledger, the same for the same bytes."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from potline import evaluate, owners, pairs, parse, places, read, resolve, scan, strangers, towns
from potline.context import Context
from potline.lexicon import load
from potline.model import EVENTS, FLAGS, MEASURES, REASONS, THEMES, Article, Parsed
from potline.read import article as read_text

GOLD = Path(__file__).parent / "gold"
ARTICLES = sorted(GOLD.glob("*/*.txt"))
SEEDS = sorted((GOLD / "seeds").glob("*.json"))


@cache
def parsed(path: Path) -> Parsed:
    [article] = read(path)
    assert isinstance(article, Article)
    return parse(article)


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_a_seed_is_read_exactly_as_annotated(path: Path) -> None:
    found = parsed(path.with_suffix(".txt"))
    facts, gold = {f.start: f for f in found.facts}, json.loads(path.read_text("utf-8"))
    wrong = []
    for record in gold["facts"]:
        got = asdict(facts[record["start"]]) if record["start"] in facts else {}
        for column, value in record.items():
            have = got.get(column)
            have = have.isoformat() if isinstance(have, date) else list(have) if isinstance(have, tuple) else have
            if column == "part_of" and have:
                have = int(have.rpartition(":")[2])
            if have != value:
                wrong.append((record["quote"], record["start"], column, value, have))
    assert not wrong
    assert sum(f.low is not None for f in found.facts) == len(gold["facts"])


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_every_other_number_of_a_seed_is_set_aside_for_the_annotated_reason(path: Path) -> None:
    gold, found = json.loads(path.read_text("utf-8")), parsed(path.with_suffix(".txt")).numbers
    for record in gold["set_aside"]:
        rows = [n for n in found if n.start < record["end"] and n.end > record["start"]]
        assert {(n.status, n.reason) for n in rows} == {("set_aside", record["reason"])}, record["quote"]
    assert not [n for n in found if n.status == "unexplained"]


def test_claims_without_a_number_are_facts_too() -> None:
    told = {(f.event, f.region) for f in parsed(GOLD / "seeds" / "004_abf670c63f52963b.txt").facts if f.low is None}
    assert {("inspected", "Guangdong"), ("inspected", "Hebei; Guangdong"), ("curtailed", "Henan; Shandong")} <= told
    fines = [f for f in parsed(GOLD / "seeds" / "004_abf670c63f52963b.txt").facts if f.low is None and f.event == "penalised"]
    assert any(f.company == "Xinfa" and "sewage fines" in f.quote for f in fines)


@pytest.mark.parametrize(("text", "events"), [
    ("In May Chinalco opened a foundry in Henan.", ["commissioned"]),
    ("Xinfa was restarted last week, and its workers came back.", ["restarted"]),
    ("Chalco resumed production at its refinery in Shanxi.", ["restarted"]),
    ("The expansion of Chalco in Henan broke ground in May.", ["under_construction"]),
    ("The expansion plan of Chalco was born in a crisis.", []),
    ("Chinalco has released its interim report.", []),
    ("Chalco also expanded cooperation with makers of cars.", []),
    ("Local people had been subsidising Rio Tinto since the smelter opened.", []),
    ("Upon completion of this deal Novelis will be larger.", []),
    ("The processes at the plants of Chalco in Henan are designed to reduce pollution.", []),
    ("Chalco sees signs of revival in the economy.", []),
    ("Chalco is to resume shipments of coke to its plant in Shanxi.", []),
    ("Chalco announced plans for expanded capacity.", []),
    ("Pollution is heavy; the sale of Chalco has been stalled over a row with the county.", []),
    ("Alcoa makes profiles used mainly in construction.", []),
    ("Chalco is the first aluminum producer of the province.", []),
    ("Henan limits pollution: the province is exempted from the inspection of smelters.", []),
    ("As part of efforts to fight the smog Xinfa shut a smelter in Henan.", ["shut"]),
    ("Chalco made efforts to cut dust and shut kilns in Henan.", []),
    ("Chalco opened its subsidiary smelter in May.", ["commissioned"]),
    ("Chalco opened a press conference in May.", []),
])
def test_what_happens_to_works_is_told_without_a_number_and_nothing_else(text: str, events: list[str]) -> None:
    assert [f.event for f in parse(text).facts] == events


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_every_row_leads_to_its_span(path: Path) -> None:
    found = parsed(path)
    text = found.article.text
    for row in (*found.facts, *found.numbers):
        assert text[row.start : row.end] == row.quote
    for f in found.facts:
        assert f.event in EVENTS and f.measure in MEASURES and f.theme in THEMES and set(f.flags) <= set(FLAGS)
        assert f.rule, "a fact names the rule that made it"
        assert (f.low is None) == (f.high is None) and (f.low is None or f.low <= f.high)
    assert len({f.fact_id for f in found.facts}) == len(found.facts)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_the_ledger_has_each_number_once(path: Path) -> None:
    found = parsed(path)
    assert all(a.end <= b.start for a, b in pairwise(found.numbers)), "rows overlap"
    assert {n.fact_id for n in found.numbers if n.status == "fact"} == {f.fact_id for f in found.facts if f.low is not None}
    assert all((n.status == "set_aside") == (n.reason in REASONS) for n in found.numbers)
    inside = found.article.spans("title", "body", "advert")
    digits = [i for s, e in inside for i in range(s, e) if found.article.text[i].isdigit() and found.article.text[i].isascii()]
    held = {i for n in found.numbers for i in range(n.start, n.end)}
    assert not [found.article.text[max(0, i - 20) : i + 20] for i in digits if i not in held], "a digit that no row holds"


FLOORS = {  # value and unit, loose and core F1 of each folder; raised as they rise. Nothing was learnt from the last four
    "dev": (0.99, 0.985, 0.98), "china": (0.99, 0.985, 0.98), "world": (0.99, 0.985, 0.985), "press": (0.99, 0.985, 0.98),
    "unseen": (0.99, 0.92, 0.845), "heldout": (0.967, 0.79, 0.705), "fresh": (0.97, 0.775, 0.725), "retold": (0.975, 0.83, 0.795),
}


SLOTS = {  # product, company, region and period
    "dev": (0.97, 0.93, 0.94, 0.94), "unseen": (0.89, 0.97, 0.895, 0.755), "heldout": (0.81, 0.875, 0.825, 0.76),
    "fresh": (0.825, 0.88, 0.81, 0.79), "retold": (0.875, 0.875, 0.80, 0.855),
}


@pytest.mark.parametrize("folder", FLOORS)
def test_the_figures_on_annotated_articles_keep_their_floor(folder: str) -> None:
    total = evaluate.Score()
    for _, score in evaluate.evaluate(GOLD / folder, parsed):
        total += score
    figures = total.figures()
    for name, floor in zip(("value_unit_f1", "loose_f1", "core_f1"), FLOORS[folder], strict=True):
        assert figures[name] >= floor, name
    for name, floor in zip(("product", "company", "region", "period"), SLOTS.get(folder, ()), strict=False):
        assert figures[f"slot_{name}"] >= floor, name
    assert figures["unexplained"] <= 0.01 * figures["ledger"], "numbers left unexplained"


@pytest.mark.parametrize(("text", "year"), [
    ("In 2021 the works made 131,500 tonnes, 35 percent less than in 2020. For this year 190,000 tonnes are planned.", 2022),
    ("In the first nine months imports reached 766,000 tonnes, compared with 297,000 tonnes in the same period of 2018.", 2019),
    ("The company said on September 17 that it would miss its target of 800,000 tonnes for this year. It now looks for about 2.36 million tonnes "
     "in 2017, against 2.4 million tonnes in 2016.", 2017),
    pytest.param("It said that it would miss 800,000 tonnes this year. It looks for 2.36 million tonnes in 2017, against 2.4 in 2016.", 2017,
                 marks=pytest.mark.xfail(strict=True, reason="read wrongly so far")),
    ("The smelter was stopped, the commission said on Thursday, June 22. It cast 210,000 tons in 2016.", 2017),
    ("Output of the first half grew 40%, the base of 2009 being low. Judged by the first half of 2010 it will pass 28 million tons.", 2010),
])
def test_an_article_without_a_day_of_issue_speaks_from_a_year(text: str, year: int) -> None:
    assert parse(f"Pots in the valley\n\n{text}").article.reference_year == year


def test_the_same_bytes_give_the_same_rows() -> None:
    assert parsed.__wrapped__(ARTICLES[3]) == parsed.__wrapped__(ARTICLES[3])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(
    ["In", "May", "2017", ",", ".", ";", "(", ")", "\n\n", "1.07", "million", "tons", "of", "aluminium", "Xinfa", "Shandong", "shut", "3,00,000",
     "tonnes", "respectively", "22", "percent", "up", "from", "-", "铝", "and", "capacity", "RMB4", ".", "4", "billion", "half", "two", "enterprises",
     "a", "month", "yuan/mt", "by", "at", "the", '"', "2+26", "1e9", "٣", "½", "No.", "1", "0x1F", "99999999999999999999", "Q3", "FY24", "-5", "%"]
), max_size=60).map(" ".join))
def test_any_text_is_read_with_true_spans(text: str) -> None:
    found = parse(text)
    assert all(found.article.text[row.start : row.end] == row.quote for row in (*found.facts, *found.numbers))


LONG = (
    "x", "1 ", "1,", "12/", "50 kt ", "5%", "Xinfa 50 kt, ", "Shandong, ", "A ", "May ", "U.S. ", "(1)", "!", "\n", "\r\n", "\u200b", "铝", "a@b",
    "Q1-Q", "A-", "1.2.", "the Abcd plant ", "Abcd, Ind., ", "lines 1, ",
)  # fmt: skip


@pytest.mark.parametrize("unit", LONG)
def test_time_is_linear_whatever_a_text_repeats(unit: str) -> None:
    def seconds(size: int) -> float:
        text, start = unit * (size // len(unit)), time.process_time()
        found = parse(text)
        spent = time.process_time() - start
        assert all(text[n.start : n.end] == n.quote for n in (*found.facts, *found.numbers))
        return spent

    seconds(1000)
    assert seconds(12_000) < 8 * seconds(3_000) + 0.5


@pytest.mark.parametrize("unit", LONG)
def test_no_sentence_is_so_long_that_its_parts_outgrow_each_other(unit: str) -> None:
    text = unit * (6000 // len(unit))
    rows = scan.scan(read_text(text), load()).sentences
    assert all(len(row.text) <= scan.LONGEST and len(row.amounts) <= scan.MOST for row in rows)
    assert "".join("".join(row.text for row in rows).split()) == "".join(text.split()) or not rows


@pytest.mark.parametrize(("text", "slot", "wanted"), [
    ("The capacity of East Hope, Qiya and Jiarun is 1.6 million tons, 800,000 tons and 750,000 tons respectively.", "company",
     ["East Hope", "Xinjiang Qiya", "Xinjiang Jiarun"]),
    ("Qiya (QYA), Jiarun (JRN) and Xinfa made over 30,000 tons, more than 20,000 tons and 10,000 tons respectively.", "company",
     ["Xinjiang Qiya", "Xinjiang Jiarun", "Xinfa"]),
    ("Stocks in Foshan and Chongqing grew by 3,000 mt and 4,000 mt respectively.", "place", ["Foshan", "Chongqing"]),
    ("China's alumina, electrolytic aluminum and scrap imports came to 3, 2 and 1 million tons, changing by +3.8%, +2.1% and -1.4% respectively.",
     "product", ["alumina", "primary_aluminium", "scrap"] * 2),
    ("The scope covers three channel cities: Jinan, Zibo and Heze.", "place", ["Jinan; Zibo; Heze"]),
    ("Sheds at Kamsar Port and Conakry Port hold 3,000 t and 4,000 t respectively.", "place", ["Kamsar", "Conakry"]),
    ("Demand in Germany and Austria came to 2.9 million tonnes.", "place", ["Germany; Austria"]),
    ("Demand for foil in Japan, Europe and Oceania fell by 3 percent.", "place", ["Japan; Europe; Oceania"]),
    ("It has 1,100 jobs in Queensland and another 900 or so in Perth.", "place", ["Queensland", "Perth"]),
    ("Stocks: Detroit 2,075 t, Long Beach 900 t and Toledo 250 t.", "place", ["Detroit", "Long Beach", "Toledo"]),
    ("Bauxite came from Turkey (80,000 t), Solomon (44,000 t) and Ghana (2,000 t).", "place", ["Turkey", "Solomon", "Ghana"]),
    ("It made 10,000 tons and 20,000 tons of foil in 2016 and 2017 respectively.", "period_start", [date(2016, 1, 1), date(2017, 1, 1)]),
])  # fmt: skip
def test_lists_go_together_by_their_order(text: str, slot: str, wanted: list[object]) -> None:
    assert [getattr(f, slot) for f in parse(text).facts] == wanted


def test_where_measures_are_listed_too_no_list_is_taken_for_sure() -> None:
    [row] = rows_of("Output and sales of Chalco and Weiqiao rose 5% and 6% respectively.")
    [other] = rows_of("Output of Chalco and Weiqiao rose 5% and 6% respectively.")
    assert not pairs.ordered(row, 2) and pairs.ordered(other, 2)


def rows_of(text: str) -> list[scan.Sentence]:
    return [row for row in scan.scan(read_text(f"News of the valley\n\n{text}\n"), load()).sentences if not row.title]


NAMES = [  # a text, the firms that it names
    ("Will Aluminum Prices Hold?", []),
    ("It halted Haitian Industry 730 kt, as Indian Aluminum Processing Industry news said.", ["Haitian"]),
    ("Court Orders Four To Close Illegal Aluminum Works", []),
    ("Pots Go Dark As Owner Blames Low Aluminum Prices", []),
    ("At Haldor Aluminum he asked what the pots lack.", ["Haldor Aluminum"]),
    ("Tamil Nadu's Kolar Castings Limited paid 4,000 dollars.", ["Kolar Castings"]),
    ("Sumner Minerals Group Surinam Inc. lit a kiln.", ["Sumner Minerals Group Surinam"]),
    ("Volta Integrated Aluminium Development Corp (VIADEC) has 30 percent. VIADEC signed.", ["Volta Integrated Aluminium Development"] * 2),
    ("St. Elmo Alumina Partners loaded a ship.", ["St. Elmo Alumina Partners"]),
    ("PT Borobudur Alumina Sentosa (PBS) has a permit. PBS begins in May.", ["PT Borobudur Alumina Sentosa"] * 2),
    ("Forests and Natural Resources Minister Lim spoke.", []),
    ("Works at Tan Rai and Nhan Co run.", []),
    ("Brazilian Alumina is dear again.", []), ("Guinea Bauxite Exports Rise", []), ("Odisha Bauxite sells well.", []),
    ("Guizhou Smelter cut a third.", []),
    ("Shares of Chenhe Industries rose.", ["Chenhe Industries"]),
    ("The Kilns Emissions Trading System (KETS) costs them more.", []),
    ("It lies in Haldor Industrial park beside Kolar Industrial Estate.", []),
    ("A mill in Haldor Aluminum deep processing Industrial Park stopped.", []),
    ("They met at the Haldor Aluminum Industry Chain Growth Forum.", []),
    ("The Haldor Energy and Waters Cabinet fined it; a Captive Power Plant ran on.", []),
    ("Best Available Control Technology (BACT) is asked of them.", []),
    ("Council Curbing New Aluminum Works And Using Aluminium Scrap", []),
    ("Exports of Unwrought Aluminum Alloy fell.", []),
    ("Haldor Keep Al. Industrial Corp. has 300 pots.", ["Haldor Keep Al. Industrial"]),
    ("A US-based Haldor Holdings unit signed.", ["Haldor"]),
    ("Sanmenxia aluminum industry plans, Wenshan Aluminum Producers and Wenshan aluminum output are spoken of.", []),
    ("Sanmenxia Aluminum Industry Co., Ltd. and Wenshan Aluminum stopped.", ["Kaiman Aluminium (Cayman)", "Wenshan Aluminium"]),
    ("Alcoa's Warrick Operations and Century's Hawesville smelter run.", ["Alcoa", "Alcoa", "Century Aluminum", "Century Aluminum"]),
    ("Haldor to Add 3,300-Ton Extrusion Press And Triple Aluminum Sales", []),
    ("Japan Rolled Aluminium Shipment Keeps Weak", []), ("Ohio Aluminum Firm Opens A Line", []),
    ("The Indian Aluminum Processing Industry Advanced", []), ("Big and Green Aluminum Processing Industry", []),
    ("Haldor Railway Equipment and Kolar Foundry lay off 22 men.", ["Haldor Railway Equipment", "Kolar Foundry"]),
    ("Kolar Alumina Refining and Marketing Company and Haldor Foil sold it.", ["Kolar Alumina Refining and Marketing", "Haldor Foil"]),
    ("Sherwin Alumina stopped. Sherwin has no gas.", ["Sherwin Alumina"] * 2),
    ("Superior Industries shipped wheels over Lake Superior, said the Superior Court.", ["Superior Industries"]),
    ("Superior Industries casts wheels. The Superior plant runs. At Superior all is well.", ["Superior Industries"] * 3),
    ("Contact Energy sold it. Contact the desk.", ["Contact Energy"]),
    ("Mr. Kaiser shook hands.", []),
    ("Kaiser ships from Port Kaiser; India's National Aluminum and Det.Al do not.",
     ["Kaiser Aluminum", "National Aluminium (Nalco)", "Azeraluminium (Det.Al)"]),
    ("The 20th Century ended before Century lit its Sebree pots.", ["Century Aluminum"]),
    ("Baise Yinhai and Yangxi Hongjun Aluminium Co wait for Chalco (Shanxi).", ["Baise Yinhai", "Yangxin Hongjun", "Chalco Shanxi"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_a_firm_is_named_whole_and_nothing_else_is_one(text: str, names: list[str]) -> None:
    known, found = owners.Known(), []
    for row in rows_of(text):
        firms = owners.firms(row, load(), known)
        owners.learn(firms, known, load())
        found += [f.name for f in firms]
    assert found == names


@pytest.mark.parametrize(("text", "names"), [
    ("Hindalco, an Aditya Birla Group company, sold more.", ["Hindalco Industries"]),
    ("Zunyi Aluminum is a subsidiary of Chalco.", ["Zunyi Aluminium"]),
    ("Zunyi Aluminum, jointly set up by Guiyang Holdings, Chalco and East Hope, has 300 pots.", ["Zunyi Aluminium"]),
    ("Chalco and Zunyi Aluminum signed.", ["Chalco", "Zunyi Aluminium"]),
    ("It is part of Chalco.", ["Chalco"]),
    ("All but Chalco sell, except Zunyi Aluminum.", ["Chalco"]),
])  # fmt: skip
def test_a_parent_does_not_own_what_its_unit_has(text: str, names: list[str]) -> None:
    row = rows_of(text)[0]
    assert [f.name for f in owners.owning(row, owners.firms(row, load(), owners.Known()))] == names


@pytest.mark.parametrize(("text", "name"), [
    ("The Minister for Mines, Kofi Mensah, spoke of 40 tonnes.", "Kofi Mensah"),
    ("A works (in Hayle, Cornwall) has 30 men.", "Cornwall"), ("Net profit was 40 million dollars.", "Net"),
    ("It has, Ramgarh's Kolar Castings said, 30 men.", "Ramgarh"),
    ("-- Surplus melting halls of 30,000 tons will go.", "Surplus"), ('By the "Covenant" it has 5 years.', "Covenant"),
    ("Regulators Order Smelters Across Brynmoor To Idle 30 Percent", "Brynmoor"),
    ("Under what Berg said, 30 men go. Ana Berg, head of sales and manager of the press, left.", "Berg"),
    ("They go, Berg said, 30 of them. The chairman, Tor Berg, said it twice.", "Berg"),
])  # fmt: skip
def test_a_person_an_office_and_a_county_own_nothing(text: str, name: str) -> None:
    row = rows_of(text)[0]
    found = owners.firms(row, load(), owners.Known())
    assert name not in [x[2] for x in strangers.bare(row, found, Context(load(), "", text, None))]


def test_letters_in_brackets_belong_to_the_name_before_them() -> None:
    row = rows_of("By then Almex (ALX) and Brunco (BRX) shipped 30 and 40 tonnes, respectively.")[0]
    assert [x[2] for x in strangers.bare(row, [], Context(load(), "", row.text, None))] == ["Almex", "Brunco"]
    assert [f.company for f in parse(f"Ships\n\n{row.text}\n").facts] == ["Almex", "Brunco"]


def test_an_item_that_opens_with_a_firm_in_capitals_is_about_it() -> None:
    known = owners.Known()
    for text, names in (("CHALCO SHANDONG - The city wants 30 percent less.", ["Chalco Shandong"]), ("Chalco - as ever - waits.", [])):
        row = rows_of(text)[0]
        assert [f.name for f in resolve.headed(row, owners.firms(row, load(), known))] == names


@pytest.mark.parametrize(("text", "names"), [
    ("The third largest wheel maker in Europe builds in Mexico.", ["Mexico"]),
    ("The largest smelter in Guinea opened.", ["Guinea"]),
    ("JAKARTA - Malaysia stops exports of bauxite.", ["Malaysia"]),
    ("Pittsburgh-based engineers drew the works at Portovesme.", ["Portovesme"]),
    ("The refinery at Portovesme runs on imported bauxite from Guinea and Brazil.", ["Portovesme"]),
    ("The lines at Portovesme were laid out using Guinea bauxite.", ["Portovesme"]),
    ("A kiln in Changsha Village, Heshun Town went cold.", []),
    ("Shanghai Nonferrous Metals News writes that a kiln went cold.", []),
    ("Bose in Guangxi has more kilns than Bose makes loudspeakers.", ["Baise", "Guangxi", "Baise"]),
    ("Zunyi's Bozhou has kilns.", ["Zunyi", "Bozhou"]),
    ("Presses built by Danli Machines of Germany run in Qinghai.", ["Qinghai"]),
    ("The curbs ordered by the bureau of Henan bite.", ["Henan"]),
    ("It costs 500 million Yuan Baotou says.", ["Baotou"]),
    ("A reader of Japan Metal Bulletin saw kilns in Ghana.", ["Ghana"]),
    ("The mine in the Brazilian state of Para rests.", ["Para"]),
    ("The curb in the southwestern province hits smelters of Guizhou.", ["Guizhou"]),
    ("Kilns in Jilin went cold, Wang Dehui said; those of Dehui too.", ["Jilin", "Dehui"]),
    ("It paid US$250 million and US $40 million in Ghana.", ["Ghana"]),
    ("Marseille's commercial court sold the kilns at Gardanne.", ["Gardanne"]),
    ("Apart from Mianyang and Zigong, kilns went cold in Dazhou.", ["Dazhou"]),
    ("Perth, 22nd May, 2024 (Wire) - Kilns went cold in Ghana.", ["Ghana"]),
])  # fmt: skip
def test_a_rank_and_a_dateline_are_no_scene(text: str, names: list[str]) -> None:
    assert [t.entry.name for t in places.printed(rows_of(text)[0], [])] == names


def test_a_report_sent_from_a_desk_tells_nothing_of_that_town() -> None:
    london = "London, 14 December 2017 (Wire) - "
    for dateline, region in (("MOSCOW (Metal Wire) - ", None), (london, None), ("Bhubaneswar, Feb 27: ", None), ("KUALA LUMPUR (Sept 18): ", None)):
        facts = parse(f"Pots in the valley\n\n{dateline}The owner said on Monday that it sent home 326 men.\n").facts
        assert [f.region for f in facts] == [region]


def test_places_with_the_names_of_their_works_in_brackets_stand_side_by_side() -> None:
    row = rows_of("Alcoa cut 90,000 tonnes at São Luís (Alumar) and Poços de Caldas.")[0]
    free = places.printed(row, [])
    assert [w.region for w in places.listed(row, free[0], free, load(), "")] == ["Maranhao", "Minas Gerais"]


@pytest.mark.parametrize(("text", "names"), [
    ("A mill of 30,000 tons rises in Wanfu Economic and Technological Development Zone.", ["Wanfu"]),
    ("A mill of 30,000 tons rises in Tai'ao National High-tech Industrial Development Zone.", ["Tai'ao"]),
    ("A mill of 30,000 tons rises in Baise Industrial Park.", ["Baise"]),
    ("A mill of 30,000 tons rises in a green Economic industrial park.", []),
    ("All 30,000 tons went into quotas used in New Projects.", []),
    ("A mill of 30,000 tons rises in Changsha Village.", ["Changsha"]),
    ("A mill of 30,000 tons rises in Lingbei City, Guizhou.", ["Lingbei", "Guizhou"]),
    ("A mill of 30,000 tons rises in Eureka, La., by May.", ["Eureka", "La."]),
    ("A mill of 30,000 tons rises in the Pacific Free Zone in Tecate, Mexico.", ["Mexico", "Tecate"]),
    ("A mill of 30,000 tons rises in Vienna, Va., by May.", ["Va.", "Vienna"]),
    ("A mill of 30,000 tons rises in Athens, Ohio, by May.", ["Athens", "Ohio"]),
    ("A mill of 30,000 tons rises in Kansas City, Kan., by May.", ["Kan.", "Kansas City"]),
    ("A mill of 30,000 tons rises in Hanover, N.H., by May.", ["Hanover", "N.H."]),
    ("A mill of 30,000 tons rises in Athens, Greece, by May.", ["Athens", "Greece"]),
    ("Mills of 30,000 tons rise in Dubai, Texas and Utah.", ["Dubai", "Texas", "Utah"]),
    ("A mill of 30,000 tons rises in City of Commerce, Calif., by May.", ["Calif.", "City of Commerce"]),
    ("The smelter of 30,000 tons remains in Loss Territory.", []),
])  # fmt: skip
def test_a_zone_a_village_and_a_city_are_places_by_their_names(text: str, names: list[str]) -> None:
    found = scan.scan(read_text(f"News of the valley\n\n{text}\n"), load())
    row = found.sentences[-1]
    known = [places.where(t, load(), found.article.text) for t in places.printed(row, [])]
    assert sorted(w.place for w in [*known, *(w for *_, w in towns.towns(row, (), load(), []))]) == sorted(names)


def test_a_state_behind_its_town_and_the_seat_of_a_firm_name_no_place() -> None:
    row = rows_of("Memphis-based Kolar fined a yard in Eureka, Ill., and one in Iowa.")[0]
    assert [t.entry.name for t in places.named(row, towns.towns(row, (), load(), []))] == ["Iowa"]


def test_limited_in_a_name_is_no_limit() -> None:
    assert not rows_of("Kolar Energy Limited won a block of coal.")[0].of("events")
    assert [t.entry.name for t in rows_of("Output was limited in winter.")[0].of("events")] == ["curtailed"]


@pytest.mark.parametrize("text", [
    "Output of alumina rose 3 times, of bauxite 20 percent and of foil 30 percent.",
    "Sales in Shandong rose 5 percent, in Henan 6 percent and in Gansu grew by 2 times.",
    "HONG KONG, SHANGHAI, June 3 - Stocks of 3,000 tonnes and 5,000 tonnes respectively were held in sheds.",
    "SHANGHAI, BEIJING - Sales of 3,000 tonnes and 5,000 tonnes respectively were told of.",
])
def test_lists_that_other_rules_have_changed_are_read(text: str) -> None:
    assert len(parse(text).facts) >= 2
