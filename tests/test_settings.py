"""Which places and times a claim is offered: what is not among its candidates no weight can choose."""

from __future__ import annotations

from datetime import date

import pytest

from potline import weigh
from potline.header import days
from potline.parse import parse
from potline.periods import periods
from potline.read import article


class Listener(weigh.Judge):
    """Chooses as ever, and keeps what a slot of each claim was offered, with the clues, by the amount's start."""

    def __init__(self, slot: str) -> None:
        super().__init__(weigh.standard().scales)
        self.slot, self.offered = slot, dict[int, dict]()

    def pick(self, slot, c, candidates):
        if slot == self.slot:
            self.offered[c.amount.start] = candidates
        return super().pick(slot, c, candidates)


def heard(slot: str, text: str) -> dict[int, dict]:
    judge = Listener(slot)
    parse(text, judge=judge)
    return judge.offered


def offered(slot: str, text: str) -> list:
    """What the last claim was offered."""
    claims = heard(slot, text)
    return list(claims[max(claims)]) if claims else []


@pytest.mark.parametrize(("text", "place", "region"), [
    ("Police of Majiang county in Guizhou found 45 tons of ingot from scrap aluminium.", "Majiang", "Guizhou"),
    ("A new rolling mill opened.\n\nThe mill in Jamestown, Ohio, makes 30,000 tons of aluminium sheet a year.", "Jamestown", "Ohio"),
    ("The smelter cut 3,000 tons of aluminium a month in Kravitsa", "Kravitsa", "Kravitsa"),
    ("Pots go out\nKRAVITSA, Slovenia - The owner of the smelter spoke.\n\nHe said that it shut 40 pots.", "KRAVITSA", "Slovenia"),
    ("Pots go out\nGOLDENDALE (AP) -- The union spoke on Monday.\n\nThe company said that its smelter shut 40 pots.", "GOLDENDALE", "Washington"),
    ("Henan smelters rest\n\nPolice of Majiang county in Guizhou found 45 tons of ingot.", "Majiang", "Guizhou"),
    ("The spot price of alumina was 2,830 yuan per ton.", "China", "China"),
    ("Valco rests\n\nTwo lines of Valco's smelter, 80,000 tonnes a year, were shut.", "Tema", "Ghana"),
    ("Half a continent's strip\nBy Michael Brandt, Neuss (12.05.2004)\n\nThe joint mill rolled 1.43 million tonnes last year.", "Neuss", "Germany"),
    ("Pots rest\n\nReynolds' Kravitsa smelter was cut by 40 pots.", "Kravitsa", "Kravitsa"),
    ("Pots rest\n\nGuinea is glad of the Kravitsa mine. It yields 2 million tons of bauxite.", "Kravitsa", "Guinea"),
    ("Pots rest\n\nGuinea is glad of the Va Kravit mine. It yields 2 million tons of bauxite.", "Va Kravit", "Guinea"),
    ("Wheels for Brelwick\n\nA caster in Brelwick, Ind., grows. The town spoke. They want Brelwick to have 40 jobs.", "Brelwick", "Indiana"),
    ("Brelwick casters grow by 40 jobs\n\nThe caster stands in Brelwick, Indiana.", "Brelwick", "Indiana"),
    ("Pots rest\n\nThe firm shut 40 pots.\n\nIts smelter in Korba is old.", "Korba", "Chhattisgarh"),
    ("Pots rest\n\nIralco of Iran, based in Arak, spoke. The talks were long. It was late. It shut 40 pots.", "Arak", "Iran"),
    ("Pots rest\n\nPolice in Kravitsa Province found 45 tons of ingot.", "Kravitsa", "Kravitsa"),
    ("Recycler pays\n\nThe recycler has to pay 5 million dollars, the EPA said.", "United States", "United States"),
    ("Recycler pays\n\nThe recycler has to pay 5 million rupees, the Ministry of Commerce said.", "India", "India"),
    ("Exports rest\n\nSHANGHAI, Jan 19 (Wire) - Domestic stocks fell, and domestic exports of foil were 3,000 tons.", "China", "China"),
    ("Guinea rests\n\nThe world's top producer shut 40 pots.", "Guinea", "Guinea"),
    ("Wires are made abroad by 120,000 Mexicans, says a paper.", "Mexico", "Mexico"),
    ("A smelter rises\n\nWith the smelter in Luzhou the province has 40 pots.", "Sichuan", "Sichuan"),
    ("Pots rest\n\nThe firm opened a works in Casablanca with 40 pots.", "Casablanca", "Morocco"),
    ('Curbs loom\n\nIn the "2+26" cities smelters have to cut output by 30 percent.', '"2+26" cities', "Beijing-Tianjin-Hebei"),
])
def test_a_place_that_is_printed_is_offered(text: str, place: str, region: str) -> None:
    assert (place, region) in {(w.place, w.region) for value in offered("region", text) for w in value}


@pytest.mark.parametrize(("printed", "shown"), [
    ("Taoyuan County", "Taoyuan"), ("Xing County", "Xing County"), ("Binzhou City", "Binzhou"), ("Xin'an County", "Xin'an"),
    ("Anyang County", "Anyang County"), ("Yiyang County", "Yiyang"),
])
def test_a_chinese_place_goes_without_its_kind_where_the_lexicon_names_it_so(printed: str, shown: str) -> None:
    assert shown in {w.place for value in offered("region", f"A plant in {printed} made 3,000 tons of alumina in May.") for w in value}


@pytest.mark.parametrize("text", [
    "Pollution in Shandong\n\nThe county shut 40 pots of a smelter, the town 20 more.", "Smelters rest\n\nUPDATE (SMM) - Smelters shut 40 pots.",
    "LAYOFFS—Smelters rest\n\nSmelters shut 40 pots.",
    "Smelters rest\n\nThis plant in China shut 40 pots. Because of Covid, 40 rest. Each smelter waits, said a head of Operations, in Shandong.",
    "Smelters rest\nBy John London, Staff Writer\n\nThe smelter has been cut by 40 pots in Shandong.",
    "Smelters rest\n\nHowever, China shut 40 pots of its smelters.", "Smelters rest\n\nZhongta, China's largest smelter, shut 40 pots.",
])
def test_a_word_that_is_no_place_is_not_offered(text: str) -> None:
    assert {w.place for value in offered("region", text) for w in value} <= {"Shandong", "China"}


@pytest.mark.parametrize(("text", "places"), [
    ("Demand in Germany and Austria came to 2.9 million tonnes.", ["", "Germany; Austria"]),
    ("Chinese demand grew by 6%. Global demand for foil grew by 5%.", [""]),
    ("Week\n\n(1) The smelter shut 40 pots.\n\n(2) Guinea waits.\n\n(3) Foil rests.", [""]),
    ("In May Japan imported 12,400 tonnes of aluminium scrap from Canada.", ["Canada"]),
])
def test_where_language_leaves_no_choice_nothing_else_is_offered(text: str, places: list[str]) -> None:
    assert sorted("; ".join(w.place for w in value) for value in offered("region", text)) == places


def test_a_town_in_the_other_stands_beside_it_in_no_list() -> None:
    alone = {"Zouping", "Binzhou"}
    for text, found in (("Eight projects for Zouping of Binzhou.", alone), ("Eight projects for Zouping and Laiwu.", set())):
        assert {w.place for value in offered("region", text) for w in value if len(value) == 1} & alone == found


def test_what_is_traded_and_the_word_before_a_place_tell_where_goods_are_from() -> None:
    told = heard("region", "China used to import over 15% of its bauxite from Malaysia.")
    assert {"region from, trade import"} <= {clue for offers in told.values() for value, said in offers.items() if value for clue in said}


@pytest.mark.parametrize(("text", "first", "last"), [
    ("It promised not to sell more than 500 MW of power to the smelter until October 2023.", None, "2023-10-31"),
    ("The 464 pots of the smelter are to be dismantled before October 2019.", None, "2019-09-30"),
    ("Output value of aluminium from January to June 31.26 billion yuan, up 11.8 percent.", "2024-01-01", "2024-06-30"),
    ("The refinery made 181,000 tonnes of alumina last quarter.", "2024-04-01", "2024-06-30"),
    ("Smelters lit 560,000 tons of new capacity in the quarter.", "2024-04-01", "2024-06-30"),
    ("In the half year 17,400 tons of foil were rolled.", "2024-01-01", "2024-06-30"),
    ("Nalco thinks of 400,000 tonnes of aluminium for 2012/13.", "2012-04-01", "2013-03-31"),
    ("From November 8 to 26 its groups shut 19 scrap aluminium furnaces.", "2023-11-08", "2023-11-26"),
    ("The smelter was built in the 1960s at a cost of 40 million dollars.", "1960-01-01", "1969-12-31"),
    ("For next year it plans an aluminium output of 1.95 million tons.", "2025-01-01", "2025-12-31"),
    ("On December 31,2018 the smelter ran 300 pots.", "2018-12-31", "2018-12-31"),
    ("The company will idle 80,000 tonnes of smelting capacity from January.", "2025-01-01", None),
    ("Aluminium exports of six months were 3.1 million tons.", "2024-01-01", "2024-06-30"),
    ("Aluminium exports were up 17 percent in ten months of 2023.", "2023-01-01", "2023-10-31"),
    ("Accounts of three quarters: a profit of 12 million yuan.", "2023-01-01", "2023-09-30"),
    ("A year ago a third of the smelter's 300 pots were switched off.", "2023-07-01", "2023-07-31"),
    ("Six years ago one ton of bauxite cost 320 yuan.", "2018-01-01", "2018-12-31"),
    ("In five years the smelter should make 200,000 tonnes.", "2029-01-01", "2029-12-31"),
    ("What began ten days ago as a cut of 10% is now an order.", "2024-07-08", "2024-07-08"),
    ("Eleven of 26 rod casters have closed in two years.", "2022-07-18", "2024-07-18"),
    ("Since April all 900,000 tons of stopped aluminium capacity were resumed by June.", "2024-04-01", "2024-06-30"),
    ("The smelter has connected 40 pots to the grid.", "2024-07-01", "2024-07-31"),
    ("Aluminium stocks lost 13,000 tons in the week.", "2024-07-15", "2024-07-21"),
    ("Last winter the losses were 80,000 tons of aluminium.", "2023-11-15", "2024-03-15"),
    ("The teams came to the smelter on July 6. By July 16 they had found 12 leaks.", "2024-07-06", "2024-07-16"),
    ("The teams came to the smelter on July 6. They have found 12 leaks.", "2024-07-06", "2024-07-18"),
    ("Pots were idled from July 6. The cut of 12,000 tons a month stays.", "2024-07-06", None),
    ("The drive began on March 3 and ended by May 20 with 12 plants shut.", "2024-03-03", "2024-05-20"),
    ("The smelter will restart 40 pots on Monday.", "2024-07-22", "2024-07-22"),
    ("Its owner said on Monday that 40 pots will restart.", "2024-07-15", "2024-07-15"),
    ("On Friday, 300 pots of the smelter froze.", "2024-07-12", "2024-07-12"),
    ("From June 1 to 30, 240 pots of the smelter rested.", "2024-06-01", "2024-06-30"),
    ("Orders in Q2 38,000 tons of foil.", "2024-04-01", "2024-06-30"),
    ("On July 6 and 40 pots of the smelter went out.", "2024-07-06", "2024-07-06"),
    ("Last fiscal the smelter made 9.4 lakh tonnes.", "2023-04-01", "2024-03-31"),
    ("The mine must rest for three months from April 15, 40 pots as well.", "2024-04-15", "2024-07-14"),
    ("The smelter is cut by 40 pots for two weeks from July 22 on.", "2024-07-22", "2024-08-04"),
    ("For six years, until the end of 2021, the plant of 40 pots was spared.", "2016-01-01", "2021-12-31"),
    ("The smelters have cut 40 pots since September 20, before the heating season (November 15 to March 15, 2024).", "2023-09-20", "2024-03-15"),
    ("The drive of the heating season lasts from November 15, 2023 to March 15, 2024. On December 20 the smelters shut 43 pots.",
     "2023-12-20", "2024-03-15"),
    ("Output of primary aluminium in June was 1.4 million tons, and accumulated 8.19 million tons.", "2024-01-01", "2024-06-30"),
    ("Last autumn aluminium cost 1,840 dollars a tonne.", "2023-09-01", "2023-11-30"),
    ("The plant was opened in spring with 40 pots.", "2024-03-01", "2024-05-31"),
    ("Wheels will be cast from next autumn on, 1.7 million pieces a year.", "2024-09-01", None),
    ("In fiscal 2015-16 Egypt sold 158,400 tons of aluminium.", "2015-07-01", "2016-06-30"),
    ("Sales of foil in 9M 2023 were 38,000 tons.", "2023-01-01", "2023-09-30"),
    ("Sales of foil in 1-3Q 2022 were 38,000 tons.", "2022-01-01", "2022-09-30"),
    ("Sales of foil in Q1-Q3 2022 were 38,000 tons.", "2022-01-01", "2022-09-30"),
    ("Sales of foil in 9M FY21 were 38,000 tons.", "2020-04-01", "2020-12-31"),
    ("Sales of foil in the last half of 2023 were 38,000 tons.", "2023-07-01", "2023-12-31"),
])
def test_a_time_that_is_printed_is_offered(text: str, first: str | None, last: str | None) -> None:
    times = {tuple(str(day) if day else None for day in value) for value in offered("period", f"Smelters\nPublished: Jul 18, 2024\n\n{text}")}
    assert (first, last) in times


@pytest.mark.parametrize("text", [
    "In 00 months it lost 40 pots.", "In 0 quarters of 2023 it lost 40 pots.", "For 99 years and 99 weeks it ran 40 pots.",
])
def test_a_count_without_sense_does_no_harm(text: str) -> None:
    assert offered("period", f"Smelters\nPublished: Jul 18, 2024\n\n{text}")


@pytest.mark.parametrize("head", ["Tokyo (Platts)--19Feb2009", "London (Platts)--19Feb2009/542 am EDT/942 GMT", "LONDON, Feb 19, 2009 -"])
def test_a_dateline_tells_the_day_of_publication(head: str) -> None:
    assert str(article(f"Japan's ingot stocks\n{head}\nWarehouses around Yokohama held 240,000 tonnes.").published) == "2009-02-19"


def test_letters_that_are_small_only_by_their_case_are_read() -> None:
    assert offered("period", "Smelters\nPublished: Jul 18, 2024\n\nThe smelter, \u017feven days ago and fIve years before, lost 40 pots.")


@pytest.mark.parametrize("text", ["COVID-19March 2020", "H2Dec2019", "0.5Dec 2013", "$10May 2011"])
def test_a_day_is_not_torn_from_a_word_or_a_number(text: str) -> None:
    assert not days(text)


def test_the_last_winter_is_the_one_before_wherever_it_stands() -> None:
    told = [periods(f"{last} winter the losses were 80,000 tons.", date(2024, 7, 18))[0] for last in ("Last", "The last")]
    assert {(str(w.first), str(w.last)) for w in told} == {("2023-11-15", "2024-03-15")}


@pytest.mark.parametrize("published", [date(1, 1, 1), date(2, 3, 3), date(99, 1, 1), date(9999, 12, 31)])
def test_a_day_at_the_end_of_the_calendar_stops_nothing(published: date) -> None:
    text = "The smelter lost 40 pots 99 years and seven days ago, in the fiscal year, the winter and the week, and 30 pots in nine months."
    text += " It lost 9 pots yesterday, 8 last week, 7 next week, 6 on Monday, 5 last month and 4 from today to September."
    assert parse(article(text, published=published)).facts


@pytest.mark.parametrize(("text", "last"), [
    ("It will end production by December.", "2017-12-31"), ("It is due to start in November.", "2017-11-30"),
    ("Output fell due to power cuts in December.", "2016-12-31"), ("Higher than expected stocks were seen in November.", "2016-11-30"),
    ("Prices fell by December 20.", "2016-12-20"), ("About half ran early this month.", "2017-02-10"), ("It rose late last month.", "2017-01-31"),
    ("The cuts came to an end in December.", "2016-12-31"), ("It fell early in March 2016.", "2016-03-10"),
    ("It was shut last autumn.", "2016-11-30"), ("It fell in summer.", "2016-08-31"), ("It will open in summer.", "2017-08-31"),
    ("It opens next spring.", "2017-05-31"), ("It rose last month.", "2017-01-31"), ("It is due next month.", "2017-03-31"),
    ("The firm expects to finish its new foil mill of 60,000 tonnes by June.", "2017-06-30"),
    ("The line will be restarted on Aug. 3.", "2017-08-03"), ("Users can expect to pay 40 percent more for power after Oct. 1.", "2017-10-01"),
    ("It will, the firm feared, be as it was on Aug. 3.", "2016-08-03"),
    ("Prices in H2 would ease.", "2017-12-31"), ("Prices in H2 eased.", "2016-12-31"), ("In November the smelter will open.", "2017-11-30"),
    ("Year-end stocks were low.", "2016-12-31"), ("By year-end stocks will be low.", "2017-12-31"), ("Last month it fell.", "2017-01-31"),
    ("The line that was shut in November will be restarted.", "2016-11-30"), ("Workers laid off on Oct. 3 will return.", "2016-10-03"),
    ("The 200 pots cut in the fourth quarter will stay idle.", "2016-12-31"),
    ("It will cut the output of its pots by a tenth from October.", "2017-10-31"), ("It fell last week.", "2017-02-12"),
    ("It is idle this week.", "2017-02-19"),
    ("It was idle the week before last.", "2017-02-05"), ("In November the owner said it would open.", "2016-11-30"),
])
def test_a_month_to_come_is_told_from_one_that_is_past(text: str, last: str) -> None:
    assert [str(p.last) for p in periods(text, date(2017, 2, 14))] == [last]


@pytest.mark.parametrize(("text", "day", "days"), [
    ("Profit for the third quarter ended Sept. 30, 2018 fell.", date(2018, 11, 2), "2018-07-01 2018-09-30"),
    ("It lost Rs 4 crore in the first quarter ended June 30.", date(2018, 8, 2), "2018-04-01 2018-06-30"),
    ("Sales in the third quarter (Q3) of its 2019 fiscal year, ended December 31, 2018, rose.", None, "2018-10-01 2018-12-31"),
    ("It was the second quarter of the fiscal year ended March 31, 2018.", None, "2018-03-31 2018-03-31"),
    ("Nine months ended September 30, 2018:", None, "2018-01-01 2018-09-30"),
    ("The half year ended 30 June 2018 was good.", None, "2018-01-01 2018-06-30"),
    ("Bayside cast 40,000 tonnes in the December 2018 quarter.", None, "2018-10-01 2018-12-31"),
    ("It was better than the June 2018 half.", None, "2018-01-01 2018-06-30"),
    ("It sold 4 lakh tonnes in the first nine months of 2018-19.", None, "2018-04-01 2018-12-31"),
    ("Output fell in the fourth quarter of 2018/19.", None, "2019-01-01 2019-03-31"),
    ("Output of Q2-2018 was higher.", None, "2018-04-01 2018-06-30"),
    ("It made more in Q1 2018-35 kt.", None, "2018-01-01 2018-03-31"),
    ("The smelter told of a second quarter net loss.", date(2018, 8, 2), "2018-04-01 2018-06-30"),
    ("The 2000-2001 drought idled pots.", None, "2000-01-01 2001-12-31"),
    ("The winter heating of 2018-2019 was mild.", None, "2018-11-15 2019-03-15"),
    ("In 2009 a line was rebuilt. The work was over in May that year.", date(2018, 8, 2), "2009-05-01 2009-05-31"),
    ("In 2009 the trade was put in order. In May a line closed.", 2011, "2009-05-01 2009-05-31"),
    ("In 2009 the trade was put in order. In May a line closed.", date(2011, 8, 2), "2011-05-01 2011-05-31"),
    ("It was a good third quarter of 2018. For the nine-month period sales rose.", None, "2018-01-01 2018-09-30"),
    ("It was a good third quarter of 2018. For the three-month period sales rose.", None, "2018-07-01 2018-09-30"),
    ("In Japan cans came back in fiscal 2009.", None, "2009-04-01 2010-03-31"),
    ("In India cans came back in fiscal 2009.", None, "2008-04-01 2009-03-31"),
    ("The Tokyo mill ran in the first half of fiscal 2022.", None, "2022-04-01 2022-09-30"),
    ("It was sold in fiscal 2009 ended in June 2009.", None, "2008-07-01 2009-06-30"),
    ("It hopes for the financial year 2026 (ending June 30, 2026).", None, "2025-07-01 2026-06-30"),
    ("Iran made foil in the first eight months of its year, which began on March 20, 2024.", None, "2024-03-20 2024-11-19"),
    ("It fell in the ten months to January 20, 2023.", None, "2022-03-21 2023-01-20"),
    ("It sold 900 tonnes in the month to January 20.", date(2024, 1, 22), "2023-12-21 2024-01-20"),
    ("It ran on 28-3 June 2023.", None, "2023-05-28 2023-06-03"), ("It ran on June 28-3, 2023.", None, "2023-06-28 2023-07-03"),
    ("It fell in the month to May 21.", 2024, "2024-04-22 2024-05-21"),
    ("For the quarter to Dec 31 it earned more.", date(2018, 2, 14), "2017-10-01 2017-12-31"),
    ("Nine months ended September 28, 2018:", None, "2018-01-01 2018-09-30"), ("It shipped more from 1 to June 2014.", None, "2014-01-01 2014-06-30"),
    ("Until about 1984-'85 pots ran.", None, "1984-01-01 1985-12-31"), ("It rolls 7075 and 2024 since 2018.", None, "2018-01-01 2018-12-31"),
    ("Stocks fell last week after a rise the previous week.", date(2018, 8, 2), "2018-07-16 2018-07-22"),
    ("Foil by 2019\n- Jun 12, 2018 -", None, "2018-06-12 2018-06-12"),
    ("It told of a six-month profit of 2017.", date(2018, 8, 2), "2017-01-01 2017-06-30"),
    ("It earned less than in the 1997 third quarter.", date(1998, 10, 20), "1997-07-01 1997-09-30"),
    ("Sales for the 1997 nine-month period were higher.", date(1998, 10, 20), "1997-01-01 1997-09-30"),
    ("FY24 Q2 was better.", date(2024, 6, 1), "2023-07-01 2023-09-30"),
    ("Fourth Quarter 2017 Highlights:", None, "2017-10-01 2017-12-31"),
    ("RESULTS FOR THE FIRST NINE MONTHS OF 2014", None, "2014-01-01 2014-09-30"),
    ("Q2 Fiscal Year 2024 Highlights", date(2023, 11, 6), "2023-07-01 2023-09-30"),
    ("It earned less than in Q2 FY'22.", date(2022, 10, 20), "2021-07-01 2021-09-30"),
    ("It made 4 lakh tonnes in the October-December quarter of FY2021-22.", None, "2021-10-01 2021-12-31"),
    ("It made 4 lakh tonnes in the January-March period of 2021-22.", None, "2022-01-01 2022-03-31"),
    ("Imports were up in the Jan-Oct period of 2021.", date(2022, 3, 1), "2021-01-01 2021-10-31"),
    ("Imports fell in Jan-Oct 2021, by 9 percent in October.", 2022, "2021-10-01 2021-10-31"),
    ("Profit for 4QFY23 (October-December 2023) rose.", None, "2023-10-01 2023-12-31"),
    ("It will spend Rs 900 crore in the current fiscal.", date(2023, 2, 14), "2022-04-01 2023-03-31"),
    ("It made 7 lakh tonnes in 2018-19, beating 6 in the previous fiscal.", date(2019, 4, 2), "2017-04-01 2018-03-31"),
    ("South32 made 900,000 tonnes in FY24.", None, "2023-07-01 2024-06-30"),
    ("South32 made 900,000 tonnes in FY24 and sold half of it to Japan.", None, "2023-07-01 2024-06-30"),
    ("India buys less coal from BHP. It made 4 Mt in FY24.", None, "2023-04-01 2024-03-31"),
    ("Alba sold 9,000 tonnes to Hindalco in the third quarter.", date(2024, 1, 20), "2023-07-01 2023-09-30"),
    ("In 2024 alloy ingot cost more.", date(2025, 1, 20), "2024-01-01 2024-12-31"),
    ("It earned less than in H1-22.", date(2024, 1, 20), "2022-01-01 2022-06-30"),
    ("It spent Rs 900 crore in the last fiscal.", date(2023, 5, 14), "2022-04-01 2023-03-31"),
    ("Egyptalum earned more in the first half (H1) of FY23/24 than in H1-22/23.", date(2024, 2, 14), "2022-07-01 2022-12-31"),
    ("Nalco's Q3 profit rose.", date(2026, 1, 30), "2025-10-01 2025-12-31"),
    ("Nalco's fourth quarter was better.", date(2026, 5, 30), "2026-01-01 2026-03-31"),
    ("Alba's Q3 profit rose.", date(2026, 1, 30), "2025-07-01 2025-09-30"),
    ("Rusal HY NET PROFIT $420 MILLION", date(2023, 8, 3), "2023-01-01 2023-06-30"),
])
def test_a_stretch_runs_to_the_time_that_is_printed_or_told_before(text: str, day: date | int | None, days: str) -> None:
    last = periods(text, day)[-1]
    assert f"{last.first} {last.last}" == days


@pytest.mark.parametrize("text", [
    "The firm praised this fiscal stimulus.", "It sold them the week before it was closed.", "Shares of HY fell.",
    "The vice Mayor of Hejin came.", "The AGIDEC mine waits.", "Most was lost in a second quarter of rain.", "Maybe it opens.",
])
def test_no_month_or_quarter_stands_in_another_word(text: str) -> None:
    assert not periods(text, date(2017, 2, 14))


@pytest.mark.parametrize(("sentence", "amount", "days"), [
    ("In the third quarter of 2018 it sold 9,000 tonnes, against 8,000 tonnes in the same period of 2017.", "8,000", "2017-07-01 2017-09-30"),
    ("In the first half of 2018-19 sales were 9,000 tonnes, against 8,000 in the corresponding period of 2017-18.", "8,000", "2017-04-01 2017-09-30"),
    ("In the first half of 2018 it sold 9,000 tonnes, more than the 8,000 tonnes of YTD 2017.", "8,000", "2017-01-01 2017-06-30"),
])
def test_the_same_months_of_another_year_are_offered(sentence: str, amount: str, days: str) -> None:
    text = f"Sales\nPublished: Nov 2, 2018\n\n{sentence}"
    clues = heard("period", text)[text.index(amount)]
    assert days in {f"{a} {b}" for (a, b), said in clues.items() if "period the same months of a year here" in said}


def test_an_amount_in_brackets_may_be_of_the_year_before() -> None:
    text = "Results\nPublished: Nov 2, 2018\n\nIn the third quarter of 2018 revenue was Rs 900 crore (Rs 800 crore)."
    clues = heard("period", text)[text.index("Rs 800")]
    assert "period a year before what stands before its bracket" in clues[date(2017, 7, 1), date(2017, 9, 30)]


def test_an_amount_converted_in_brackets_has_the_time_of_the_one_before() -> None:
    text = "Results\nPublished: Nov 2, 2018\n\nIn Q3 profit was BD17 million ($45 million), against BD9 million ($24 million) a year ago."
    days = [(f.period_start, f.period_end) for f in parse(text).facts]
    assert days[0] == days[1] and days[2] == days[3]


@pytest.mark.parametrize("text", ["The last fall in prices hurt.", "It shared in the fall to 1,800 dollars.", "It makes this spring steel."])
def test_a_fall_or_a_spring_is_not_always_a_season(text: str) -> None:
    assert not periods(text, date(2017, 2, 14))


def test_a_headline_takes_the_time_and_place_of_the_sentence_that_prints_its_amount_again() -> None:
    text = (
        "Smelters must stop 320,000 tons\n\nThe ministry has sent teams to the provinces. Many plants have been seen.\n\n"
        "A notice of April 14, 2017 stops 320,000 tons of smelting capacity in Changji, Xinjiang."
    )
    at, day = text.index("320"), date(2017, 4, 14)
    assert "period whole of a sentence with the same amount, behind" in heard("period", text)[at][day, day]
    told = {value[0].place: clues for value, clues in heard("region", text)[at].items() if value}
    assert "region of a sentence with the same amount, behind" in told["Changji"]


def test_a_dateline_without_a_year_is_a_day_of_the_year_that_the_article_speaks_from() -> None:
    text = "Output up\nDELHI, Jan 18 (Pot Wire) - Output rose 4% to 3.9 million tonnes in 2021. For December smelters told of 340,000 tonnes."
    at = text.index("340,000")
    assert next(f.period_end for f in parse(text).facts if f.start == at) == date(2021, 12, 31)


@pytest.mark.parametrize(("sentence", "amount", "clue"), [
    ("In June 2023 it made 41,500 tons, more than last year's figure of 40,100 tons.", "40,100",
     "period -12 months from the last where it is of the year before"),
    ("It shut a kiln in February 2016, cutting 52 jobs after a fire in May 2015.", "52", "period led by after of an amount led by "),
    ("Orders fell 6.1% from September 2016.", "6.1%", "period compared of a change"),
    ("Revenue was $40 million, versus $30 million in Q3 2016.", "$30", "period quarter behind one what another is held against level"),
])
def test_the_words_that_tell_of_a_time_before_are_clues(sentence: str, amount: str, clue: str) -> None:
    clues = heard("period", sentence)[sentence.index(amount)]
    assert any(c.startswith(clue) for said in clues.values() for c in said)
