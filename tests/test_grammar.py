"""Numbers, units and what counts nothing: every rule against its examples, and sentences as the trade prints them."""

from __future__ import annotations

import re

import pytest

from potline import lexicon, parse, quantities
from potline.asides import RULES
from potline.grammar import amounts
from potline.numerals import AMOUNT, Rule, value
from potline.read import article
from potline.scan import settled

EVERY = [AMOUNT, *(rule for _, rule in RULES)]


def found(text: str) -> list[tuple[str, float, float, str]]:
    """Quote, low, high and unit of every fact with a value in a sentence under a headline."""
    facts = parse(article("Report on aluminium\n\n" + text, "x")).facts
    return [(f.quote, f.low, f.high, f.unit or "") for f in facts if f.low is not None and f.high is not None]


def left(text: str) -> list[tuple[str, str]]:
    """Quote and reason of every number that is no fact; "unexplained" where there is none."""
    numbers = parse(article("Report on aluminium\n\n" + text, "x")).numbers
    return [(n.quote, n.reason or n.status) for n in numbers if n.status != "fact"]


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in EVERY for e in r.yes], ids=lambda x: getattr(x, "name", x))
def test_a_rule_finds_what_it_must(rule: Rule, example: str) -> None:
    assert re.search(rule.pattern, example)


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in EVERY for e in r.no], ids=lambda x: getattr(x, "name", x))
def test_a_rule_leaves_what_it_must_not_take(rule: Rule, example: str) -> None:
    assert not re.search(rule.pattern, example)


def test_a_printed_numeral_is_worth_what_it_says() -> None:
    assert [value(x) for x in ("50, 000", "1,16,250", "17 910", "4 . 4", "9-1/2", "forty-two", "one hundred and five")] == [
        50000,
        116250,
        17910,
        4.4,
        9.5,
        42,
        105,
    ]


AMOUNTS = [  # sentence, (low, high, unit) of each amount, reason
    ("It shut 61 0000 tons.", [(610000, 610000, "t")], "ten thousands set apart by a machine"),
    ("It cost RMB4 . 4 billion.", [(4.4e9, 4.4e9, "CNY")], "a decimal point set apart"),
    ("Capacity was 44. 3 million tons, up 0. 8%.", [(44.3e6, 44.3e6, "t"), (0.8, 0.8, "percent")], "a decimal point with a blank behind"),
    ("The park has 9 plants in 2016. 3 million tons came.", [(9, 9, "other:plant"), (3e6, 3e6, "t")], "a year at a sentence's end"),
    ("What stands out: 1. 45 million tons rest; 2. 30 percent are out.", [(45e6, 45e6, "t"), (30, 30, "percent")], "a numbered list"),
    ("It burnt 1 ,260 tons.", [(1260, 1260, "t")], "a blank before the comma"),
    ("Two thousand one hundred people and three thousand and fifty tons.", [(2100, 2100, "person"), (3050, 3050, "t")], "thousands in words"),
    ("An increase of41.5% to2.8 million tons.", [(41.5, 41.5, "percent"), (2.8e6, 2.8e6, "t")], "a number that sticks to the word before"),
    ("Fines of VND30 million to 45 million per household.", [(30e6, 45e6, "other:VND")], "a range with its currency in front"),
    ("EBITDA growth of 6% to 8% is seen.", [(6, 8, "percent")], "growth of a range"),
    ("Ingot stood at Y248,000.", [(248000, 248000, "other:JPY")], "Y for yen before a sum"),
    ("Foil shrinks by a tenth every year.", [(10, 10, "percent")], "a tenth before every"),
    ("Output was 296 . 5 ten thousand tons.", [(2965000, 2965000, "t")], "a decimal point set apart before a translated scale"),
    ("It made 45 mi-llion pieces.", [(45e6, 45e6, "piece")], "a multiplier cut at a line's end"),
    ("The price was 17 910 yuan / ton.", [(17910, 17910, "CNY/t")], "thousands set apart by a blank"),
    ("Some 500 , 000 tons were stopped.", [(500000, 500000, "t")], "thousands set apart by a spaced comma"),
    ("It costs 13 , 650 yuan.", [(13650, 13650, "CNY")], "a spaced comma before a unit"),
    ("It invested 10 hundred million yuan.", [(1e9, 1e9, "CNY")], "a translated scale"),
    ("The output was 2 million 406 thousand tons.", [(2406000, 2406000, "t")], "a number in two scales"),
    ("It cast 3,00,000 tonnes for Rs 5,477 crore.", [(300000, 300000, "t"), (5.477e10, 5.477e10, "other:INR")], "the Indian grouping and scale"),
    ("Sales were 8 320 million euros.", [(8.32e9, 8.32e9, "other:EUR")], "blanks for thousands before a scale"),
    ("It rose 3,5 percent.", [(3.5, 3.5, "percent")], "a decimal comma"),
    ("Output was 58.84 , 29.15 and 44.78 million tons.", [(58.84e6, 58.84e6, "t"), (29.15e6, 29.15e6, "t"), (44.78e6, 44.78e6, "t")],
     "a scale printed once"),
    ("It rose from 116 to 217 mln t.", [(116e6, 116e6, "t"), (217e6, 217e6, "t")], "from A to B is two levels"),
    ("It adds 400-500 kt/a.", [(400000, 500000, "t")], "a range"),
    ("It goes from 0.46 to 0.92 mtpa.", [(460000, 460000, "t"), (920000, 920000, "t")], "a scale inside the unit serves both"),
    ("It is pegged at 1.35-1.40 MT.", [(1.35e6, 1.4e6, "t")], "capitals and a small figure are million tonnes"),
    ("Premiums are $155-160 per tonne.", [(155, 160, "USD/t")], "the currency before the lower end only"),
    ("It added $8 to $363/t.", [(8, 8, "USD/t"), (363, 363, "USD/t")], "the denominator printed once"),
    ("He was jailed for three years and six months.", [(3.5, 3.5, "year")], "a term in two units"),
    ("It lasted for a year and a half.", [(1.5, 1.5, "year")], "a half behind the unit"),
    ("Two and a half years passed.", [(2.5, 2.5, "year")], "a half before the unit"),
    ("It sold a million tonnes.", [(1e6, 1e6, "t")], "an article for one"),
    ("It sold half a million tonnes.", [(5e5, 5e5, "t")], "half a million"),
    ("It is 9-1/2 years and 1/2 ton.", [(9.5, 9.5, "year"), (0.5, 0.5, "t")], "fractions in figures"),
    ("A fall of a third in May.", [(100 / 3, 100 / 3, "percent")], "a fraction"),
    ("It was fined HUF 135.1 billion, or 400 million pesos.", [(1.351e11, 1.351e11, "other:HUF"), (4e8, 4e8, "other:MXN")],
     "currencies of the world"),
    ("The court fined it NOK 5 mill.", [(5e6, 5e6, "other:NOK")], "a Nordic million"),
    ("Seven inspection groups came.", [(7, 7, "team")], "the longest count noun"),
    ("Three of its refineries ran.", [(3, 3, "other:refinery")], "a noun behind of"),
    ("It counts 17 storage sheds.", [(17, 17, "other:shed")], "a noun that no lexicon holds"),
    ("There are 167 aluminum alloy ingot enterprises.", [(167, 167, "enterprise")], "adjectives before the noun"),
    ("Eskom may take 1 200 MW from 1 250 workers.", [(1200, 1200, "other:MW"), (1250, 1250, "person")], "blanks before what is counted"),
    ("It made 2,936 Mt in July, 6,6 % less.", [(2.936e6, 2.936e6, "t"), (6.6, 6.6, "percent")], "a decimal comma by the text's other figures"),
    ("The 3.400 m² hall took 3,5 million euros.", [(3400, 3400, "m2"), (3.5e6, 3.5e6, "other:EUR")], "points for thousands beside decimal commas"),
    ("It takes 85.000 tons of dross and salt.", [(85000, 85000, "t")], "a point and three noughts before tons"),
    ("There are 3'400 new jobs.", [(3400, 3400, "person")], "an apostrophe for thousands"),
    ("It shipped 1.2Mmt, or 3bnt in all, of 18 megatons.", [(1.2e6, 1.2e6, "t"), (3e9, 3e9, "t"), (18e6, 18e6, "t")], "rare forms of many tonnes"),
    ("It holds 385 million tonnes (mt); 13.5mt left.", [(385e6, 385e6, "t"), (13.5e6, 13.5e6, "t")], "mt as a text defines it"),
    ("Capacity in Yunnan alone grows by 1.05 mt.", [(1.05e6, 1.05e6, "t")], "a small mt where no large one stands"),
    ("It used 1.05 mt of coke for 120,000 mt.", [(1.05, 1.05, "t"), (120000, 120000, "t")], "a small mt beside large ones"),
    ("It rose from its present 42,000 tpy to 50,000 tons.", [(42000, 42000, "t"), (50000, 50000, "t")], "two levels with their owner between"),
    ("Sales decreased $7 million to $511 million.", [(7e6, 7e6, "USD"), (511e6, 511e6, "USD")], "a step and what it came to"),
    ("It fell by RMB 90 per tonne to RMB 12870 per tonne.", [(90, 90, "CNY/t"), (12870, 12870, "CNY/t")], "a step of a price"),
    ("It paid 81 billion VND and 27 bln XAF, 41 Hong Kong cents per share.",
     [(81e9, 81e9, "other:VND"), (27e9, 27e9, "other:XAF"), (0.41, 0.41, "other:HKD/share")], "codes behind a sum"),
    ("It cost RO 27 million, rmb 3,512/t, Yen 220/kg, N1.32 Bln and CAN$290 million.",
     [(27e6, 27e6, "other:OMR"), (3512, 3512, "CNY/t"), (220, 220, "other:JPY/kg"), (1.32e9, 1.32e9, "other:NGN"), (29e7, 29e7, "other:CAD")],
     "currencies before a sum"),
    ("In Japan the mill cost ¥11 billion.", [(11e9, 11e9, "other:JPY")], "a sign that yuan and yen share"),
    ("It must pay `45 lakh for 6,84,207.15 tonnes.", [(45e5, 45e5, "other:INR"), (684207.15, 684207.15, "t")],
     "India's groups with a fraction, an accent for ₹"),
    ("It generated 1,198 MU.", [(1.198e9, 1.198e9, "kWh")], "India's units of power"),
    ("That is 4,576 (mt) more.", [(4576, 4576, "t")], "a unit in brackets"),
    ("It costs 30 mill per kilowatt hour.", [(0.03, 0.03, "other:USD/kWh")], "a mill"),
    ("Output fell by about 1/4, then by 1/2 to 2/3.", [(25, 25, "percent"), (50, 200 / 3, "percent")], "slashed shares"),
    ("They saw five (5) channels.", [(5, 5, "other:channel")], "a number said twice"),
    ("A spill of 58,000 gallons (220,000 litres) at 75 ppb.", [(58000, 58000, "other:gal"), (220000, 220000, "other:l"), (75, 75, "other:ppb")],
     "no litre is a cubic metre"),
    ("It put back 236 x 240 kA cells.", [(236, 236, "pot")], "cells with their current"),
    ("There are 212 units of 600kA cell.", [(212, 212, "pot")], "units of cells"),
    ("Half a Million Tons, or a million and a half dollars.", [(5e5, 5e5, "t"), (1.5e6, 1.5e6, "USD")], "halves of a million"),
    ("Alma makes 438K metric tons; mines gave 3m tpa.", [(438000, 438000, "t"), (3e6, 3e6, "t")], "letters for multipliers"),
    ("It sold 2.07 million tons.", [(2070000, 2070000, "t")], "a product without noise"),
    ("On June 20 Alcoa workers struck; from November 15 plants rest.", [], "days before a plural"),
    ("The port seized 12.5 mt of scrap.", [(12.5, 12.5, "t")], "a small mt of scrap"),
    ("Output rose 1,5 percent to 2.345 million tonnes.", [(1.5, 1.5, "percent"), (2.345e6, 2.345e6, "t")], "one decimal comma by mistake"),
    ("It has 2 300 MW units.", [(2, 2, "other:unit"), (300, 300, "other:MW")], "things of a size, no blank for thousands"),
    ("Output dropped a quarter last year.", [(25, 25, "percent")], "a part of last year's"),
    ("Costs ranged from $200 per tonne to $2,000 per tonne.", [(200, 2000, "USD/t")], "a wide range that a word opens"),
    ("The plant at Linyi runs 96 180 kA pots.", [(96, 96, "pot")], "cells behind their current"),
    ("They took away 312 thousand and 500 tons.", [(312500, 312500, "t")], "thousands and some, as machines say it"),
    ("It will stop for up to a year, for at least a year.", [(1, 1, "year"), (1, 1, "year")], "a time with its bounds"),
    ("The works has run at a third since May.", [(100 / 3, 100 / 3, "percent")], "a rate as a part, no ordinal"),
    ("Positions fell by 1,320 hands to 451,000 hands. The shop, an old one by the river in which little has changed since then, employs 12 hands.",
     [(1320, 1320, "other:lot"), (451000, 451000, "other:lot"), (12, 12, "person")], "hands of a market, hands of a works"),
    ("It ships 1.1M-1.3M tons, 3,010.00 Kmt by 2030.", [(1.1e6, 1.3e6, "t"), (3.01e6, 3.01e6, "t")], "letters on both ends, thousands of mt"),
    ("Sales were down 7.4%compared to May.", [(7.4, 7.4, "percent")], "a sign glued to a word"),
    ("Some 12,000 units of power a tonne at Rs 3.1 per unit.", [(12000, 12000, "kWh"), (3.1, 3.1, "other:INR")], "India's unit"),
    ("It pays 22c a share, up from 17c.", [(0.22, 0.22, "other:USD/share"), (0.17, 0.17, "USD")], "cents by a letter"),
    ("It stores 4m cubic metres.", [(4e6, 4e6, "other:m3")], "a letter before cubic metres"),
    ("The refinery may go to 2.4 mt per annum.", [(2.4e6, 2.4e6, "t")], "no plant makes 2.4 tons a year"),
    ("It owes KM 345mn, Eur95 million, Ksh.1.2bn and $425 M.",
     [(345e6, 345e6, "other:BAM"), (95e6, 95e6, "other:EUR"), (1.2e9, 1.2e9, "other:KES"), (425e6, 425e6, "USD")], "currencies met now and then"),
    ("It earned $.17 per diluted share, and Rs 3 per equity share.", [(0.17, 0.17, "other:USD/share"), (3, 3, "other:INR/share")], "a share's part"),
    ("An old can brings nearly 10c.", [(0.1, 0.1, "USD")], "bare cents"),
    ("It starts with 4 mmtpy and 500 kilo tonne.", [(4e6, 4e6, "t"), (5e5, 5e5, "t")], "rare units"),
    ("The line was off for one and a quarter hours.", [(1.25, 1.25, "hour")], "a quarter behind a number"),
    ("They shut 3 million 207 thousand and 500 tons.", [(3207500, 3207500, "t")], "millions, thousands and some"),
    ("It has 4x150 MW and 21 2000mm mills.", [(600, 600, "other:MW"), (21, 21, "enterprise")], "sets by their size"),
    ("Some 1.1m people live there.", [(1.1e6, 1.1e6, "person")], "a letter before people"),
    ("It cost US$240 MM and took 18-22 Mos for 210,000 ft2.",
     [(240e6, 240e6, "USD"), (18, 22, "month"), (210000, 210000, "other:ft2")], "what American notes print"),
    ("It touched a quarter of a million tonnes, shared 50-50.", [(250000, 250000, "t"), (50, 50, "percent")], "a quarter of a multiplier"),
    ("It makes 90 million 33cl cans.", [(9e7, 9e7, "piece")], "cans of a size"),
    ("The kiln burns 2 units of power generation.", [(2, 2, "other:unit")], "sets are no kilowatt-hours"),
    ("It filled positions in Norway: 500 hands have come.", [(500, 500, "person")], "hands of a works beside positions"),
    ("It laid off 500 hands after contracts expired.", [(500, 500, "person")], "hands of a works beside contracts"),
    ("The furnace melts 60 mt per year.", [(60, 60, "t")], "a furnace melts no million tonnes"),
    ("It cost $50 B grade, with a price of 50-50 yuan.", [(50, 50, "USD"), (50, 50, "CNY")], "letters and dashes that multiply and share nothing"),
    ("It plans two 3 million tons / year lines.", [(2, 2, "other:line"), (3e6, 3e6, "t")], "things counted before their size in millions"),
    ("It shipped 4 218 350 tons, with 1 045 salaried workers.",
     [(4218350, 4218350, "t"), (1045, 1045, "person")], "thousands by blanks, twice or before an adjective"),
    ("Capacity rose some 200,000 to 1.2 million tonnes.", [(2e5, 2e5, "t"), (1.2e6, 1.2e6, "t")], "a step in full and where it led"),
    ("It adds two to 2.5 million tonnes.", [(2e6, 2.5e6, "t")], "a range from a word to digits"),
    ("The mine costs $600 to $1.1 billion.", [(6e8, 1.1e9, "USD")], "a range from the multiplier below"),
    ("A levy of $300 was paid to 1.5 million people.", [(300, 300, "USD"), (1.5e6, 1.5e6, "person")], "no range from money to people"),
    ("It rose from the initial three million tons to 7.5 million tons.", [(3e6, 3e6, "t"), (7.5e6, 7.5e6, "t")], "two levels, the first named so"),
    ("It wants 40 more megawatts and took 2,000 of those tonnes for three straight months.",
     [(40, 40, "other:MW"), (2000, 2000, "t"), (3, 3, "month")], "a word between a number and its unit"),
    ("Ore of 80, 000 mts, 2.5 MnT and 12 LMT for 7.2 billion Indian rupees and VND2 quadrillion.",
     [(80000, 80000, "t"), (2.5e6, 2.5e6, "t"), (1.2e6, 1.2e6, "t"), (7.2e9, 7.2e9, "other:INR"), (2e15, 2e15, "other:VND")],
     "rare units and a large scale"),
    ("Gas is $4.10/MMBTU.", [(4.1, 4.1, "other:USD/MMBtu")], "the gas trade's heat"),
    ("Stocks were 61,200 tons, against 58,900 tons a year earlier.", [(61200, 61200, "t"), (58900, 58900, "t")], "a year earlier is no rate"),
    ("Members voted 210-35 for it.", [(210, 210, "other:vote"), (35, 35, "other:vote")], "a ballot"),
    ("It has 30 Cape-size in house and hired 12 Panamax vessels.", [(30, 30, "other:unit"), (12, 12, "other:unit")], "ships by their size"),
    ("With a score of more than 80 it must close.", [(80, 80, "other:point")], "a score"),
    ("Scrap rose to $240 to $245 a ton from $210 to $220.", [(240, 245, "USD/t"), (210, 220, "USD")], "two ranges, the one from the other"),
    ("The $520-M refinery opens with2 million tonnes.", [(5.2e8, 5.2e8, "USD"), (2e6, 2e6, "t")], "a hyphen before M, a word glued to a figure"),
    ("They produce230,000 tons of 1,675, 000 t in 36aluminum profile companies.",
     [(230000, 230000, "t"), (1.675e6, 1.675e6, "t"), (36, 36, "enterprise")], "blanks lost and won"),
    ("It is worth pounds 2.5bn or N$130 million; scrap went from dollars 1,210 to dollars 1,340.",
     [(2.5e9, 2.5e9, "other:GBP"), (1.3e8, 1.3e8, "other:NAD"), (1210, 1210, "USD"), (1340, 1340, "USD")], "a coin before its sum"),
    ("It draws 1 250 megawatts; the crew peaked at 4 021, 65% of them local.",
     [(1250, 1250, "other:MW"), (65, 65, "percent")], "one digit before a blank"),
    ("A Casablanca mill cost 200 million dirhams.", [(2e8, 2e8, "other:MAD")], "a coin of several lands in a text of one"),
    ("It makes 1.2 million tonnes, compared to output of 1.1 mt a year before and 0.98 mt.",
     [(1.2e6, 1.2e6, "t"), (1.1e6, 1.1e6, "t"), (0.98e6, 0.98e6, "t")], "mt beside million tonnes"),
    ("Four plants set to open, 280 or so operating electrolysis baths, 130 75 Ka electrolyzers.",
     [(4, 4, "other:plant"), (280, 280, "pot"), (130, 130, "pot")], "what is counted"),
    ("A 3 million automobile wheel project and 4 billion UBCs.", [(3e6, 3e6, "piece"), (4e9, 4e9, "piece")], "goods by the piece"),
    ("It stood for a year and half; the remaining third of it and a quadrupling of auto sheet volume.",
     [(1.5, 1.5, "year"), (100 / 3, 100 / 3, "percent"), (300, 300, "percent")], "halves, thirds and growth in words"),
    ("The line features double pullers and runs by halves.", [], "no multiple"),
    ("Earnings per diluted share of $1.37.", [(1.37, 1.37, "other:USD/share")], "a share before its sum"),
    ("Hydro, with 3 mills near Berlin, pays 25 mills per kWh.", [(3, 3, "enterprise"), (0.025, 0.025, "other:USD/kWh")], "mills that roll"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want", "why"), AMOUNTS, ids=[a[2] for a in AMOUNTS])
def test_an_amount_is_read(text: str, want: list[tuple[float, float, str]], why: str) -> None:
    got = [(q.low, q.high, q.unit) for q in quantities(text)]
    assert [(pytest.approx(low), pytest.approx(high), unit) for low, high, unit in want] == got


WILD = [  # ⟦ ⟧ around what must be a fact, ⟪ ⟫ around what must be set aside, with its reason behind a bar
    ("Nanshan has ⟦21,000 tons⟧, Dingsheng ⟦50,000⟧ and Huafon ⟪1.5|garbled⟫.", "a list of firms, the last with its scale lost"),
    ("Inspectors checked ⟦1,120 firms⟧: ⟦340⟧ were fined, ⟦56⟧ closed.", "parts of what was counted before"),
    ("It made ⟦81,000 tonnes⟧ and will make ⟦65,000 to 68,000⟧ now; of ⟦560 workers⟧ ⟦40 to 50⟧ stay.", "ranges without a unit"),
    ("Alumina is seen at ⟦9.5 to 9.7 million tons⟧, shipments at ⟦13.1 to 13.3 million⟧.", "a range with its scale at the end"),
    ("Its staff went from ⟦40 people⟧ to ⟦50⟧.", "from A to B, the second without a unit"),
    ("The spot went up only ⟦150 yuan⟧ to ⟦16, 350 yuan per ton⟧.", "by A to B"),
    ("The plant pays ⟦17 mills per kWh⟧ against ⟦5 mills⟧ before.", "mills of a dollar"),
    ("The second stage of ⟦125, 000 tons⟧ and ⟪phase 2|ordinal⟫ with ⟦2 sets⟧ of scrubbers wait.", "no ordinal before a group or a count"),
    ("⟪Line 6|ordinal⟫, ⟦540,000 tonnes⟧ for ⟦$3 billion⟧, waits for ⟪unit 5|ordinal⟫, ⟦564 MW⟧.", "a numbered line before a group"),
    ("The bank has a document: ⟦500,000 tons⟧ and ⟦6.1 billion yuan⟧.", "a document with no number"),
    ("It sees EBITDA of ⟦NOK 5 to 8 billion⟧, a charge of ⟦$155 to $165 million⟧ and a loss of ⟦€90 million to €110 million⟧.", "ranges of sums"),
    ("They curtail anywhere from ⟦9% to 40%⟧ and pay ⟦R9.50 a kilogram⟧.", "anywhere from, and a letter for rand"),
    ("They closed ⟪line 3|ordinal⟫. ⟦200 tons⟧ were lost; of ⟦1,200 people⟧ ⟦800⟧ stay. ⟦30 percent⟧ of them rest.", "a number before a stop"),
    ("It raised its dividend of ⟦5 cents⟧ to ⟦8 cents⟧ and the loan of ⟦$50 million⟧ to ⟦$80 million⟧.", "steps of sums"),
    ("The firm's ⟦12 mills⟧ pay ⟦17 mills per kWh⟧ for power.", "mills that roll and mills of a dollar"),
    ("⟪No. 12|ordinal⟫ workers' village houses ⟦300 people⟧; ⟪B156|identifier⟫ cells leak.", "what is numbered, and a code"),
    ("In series B ⟦156 cells⟧ of ⟦264⟧ are alive, ⟦two potlines⟧ stand.", "no code before cells"),
    ("Orders cover ⟦14 months⟧; over ⟪the last two years|date⟫ they did not.", "cover, not over"),
    ("The mill, built ⟦56 years⟧ ago, was sold ⟪two years ago|reference⟫.", "an age, and when"),
    ("Hydro cut ⟦80⟧ of ⟦600 jobs⟧ and Alcoa a further ⟦120⟧.", "people without a noun of their own"),
    ("They sold ⟦45,000 tonnes⟧ in ⟪2018|date⟫, ⟦52,000⟧ in ⟪2019|date⟫ and ⟦61,000⟧ in ⟪2020|date⟫.", "a list by year that prints the unit once"),
    ("China took ⟦1.5 mln tons⟧ from Russia, ⟦300,000⟧ from India and ⟦120,000⟧ from Malaysia.", "a list by origin, a scale once and digits after"),
    ("Output fell to ⟦45,000 tonnes⟧ from ⟦60,000⟧.", "the level before, without its unit"),
    ("It makes ⟦1.2m tonnes⟧, against ⟦1.1m⟧ a year earlier.", "m is million beside tonnes"),
    ("It used ⟦13,450 kWh per tonne⟧, ⟦150⟧ less than a year ago.", "a difference without its unit"),
    ("The plant covers ⟦1,200 mu⟧, of which ⟦300⟧ are green, and cost ⟪1.85 billion|garbled⟫.", "a currency lost"),
    ("The ⟪18,000-ton|specification⟫ press was delivered by ⟦40 trucks⟧.", "a machine's size is no tonnage"),
    ("Capacity is ⟪3|reference⟫ x ⟦500,000 tonnes⟧.", "a factor"),
    ("Alumina content is ⟪65 percent|specification⟫ in ⟦34 million tonnes⟧ of bauxite.", "a grade is no share"),
    ("According to ⟪two people familiar|reference⟫ with it, ⟦two people⟧ died.", "sources are not counted"),
    ("Spot slid to ⟦210 yuan a tonne⟧, the lowest in ⟪eleven weeks|reference⟫.", "the look-back of a record"),
    ("The ⟪three-month|name⟫ aluminium price gained ⟦1.2%⟧.", "a contract's name"),
    ("Since it filed for ⟪Chapter 11|name⟫, ⟦15 plants⟧ were sold.", "a law's name"),
    ('The ⟪"2+26" cities|name⟫ cut ⟦30 percent⟧ of capacity.', "a plan's name is not a count"),
    ("Profit for the ⟪six months to June 30|date⟫ was ⟦$5 million⟧.", "months that are a time"),
    ("Henan supplies roughly ⟦one-fifth⟧ of the alumina of its ⟪third|ordinal⟫ line.", "a fraction beside an ordinal"),
    ("⟪Two|ordinal⟫ , stock of ingot fell to ⟦5 kt⟧.", "a heading's number"),
    ("It sold foil (⟪7607|identifier⟫) and ⟪ADC12|specification⟫ alloy for ⟦5 million yuan⟧.", "customs codes and alloys"),
    ("Sales income is ⟪many yuan 70|garbled⟫, profit ⟦400 million multivariate⟧.", "a Chinese yuan read as many"),
    ("⟦20 refineries⟧ have a capacity of more than ⟪2 million tons|bound⟫.", "the bound of a class"),
    ("Consumption per head is ⟦2.5 kg⟧ in India, against ⟦11⟧ in the world.", "small bare numbers behind a weight"),
    ("The tariff is ⟦Rs 4.85⟧, ⟦Rs 1.20⟧ more than the ⟦3.65⟧ it paid.", "a price without its currency"),
    ("⟦Eleven⟧ of ⟦17 smelters⟧ answered; ⟦5⟧ said yes and ⟦4⟧ no.", "parts by what they said"),
    ("Factories in ⟦19⟧ of the province's ⟪21 cities|reference⟫ were ordered to halt.", "a province has so many cities"),
    ("The first of ⟦three⟧ ⟦500,000-tonne⟧ lines runs.", "things counted and sized in one breath"),
    ("The ⟦15 plants⟧ ran while ⟪Two|ordinal⟫ is that the price is low.", "points counted by translators"),
    ("Presses with a ⟪force of 3,500 tons and 5,000 tons|specification⟫ cost ⟦$5 million⟧.", "a press's force"),
    ("The company reports ⟪twice|time⟫ a year and sold ⟦5 kt⟧.", "how often"),
    ("In the ⟪middle ten days|date⟫ of May it cut ⟦12,000 tons⟧.", "a third of a month"),
    ("The metal of ⟪building three|ordinal⟫ is ⟦a third⟧ of ⟦212,000 tonnes⟧.", "a building's number"),
    ("It stands along ⟪Interstate 20|identifier⟫ with ⟦170 people⟧.", "a road's number"),
    ("The ⟪5.1 magnitude|specification⟫ earthquake spared its ⟦two lines⟧.", "an earthquake"),
    ("The mills are to make no more than ⟦1.2mn mt⟧ in ⟪2020|date⟫.", "a cap is no bound of a class"),
    ("Its plants' output has decreased to below ⟦3,500 tonnes⟧.", "a level fallen to is no bound of a class"),
    ("In October ⟦20 enterprises⟧ agreed.", "no day of the month"),
    ("Output rose (YOY ⟦3.5%⟧) with ⟪RON95|identifier⟫ fuel.", "a change in brackets is no ticker"),
    ("The mine lies ⟪400 miles|reference⟫ to the sea, and ⟦20 miles⟧ of rail were laid.", "miles as kilometres: a way, and what was built"),
]  # fmt: skip
KNOWN = [  # what a careful reader gets right and the parser does not
    ("The project was divided into ⟪3 phases|reference⟫, with ⟦12 contracts⟧.", "parts that nothing is said of"),
    ("It runs ⟦288 cells⟧ at the ⟪60-year-old|reference⟫ plant.", "an age is no duration"),
]  # fmt: skip
_MARK = re.compile(r"⟦([^⟧]*)⟧|⟪([^|]*)\|([^⟫]*)⟫")


def marked(text: str) -> tuple[str, list[str], dict[str, str]]:
    """The sentence without marks, the facts in order, and what is set aside with its reason."""
    marks = list(_MARK.finditer(text))
    return _MARK.sub(lambda m: m[1] or m[2], text), [m[1] for m in marks if m[1]], {m[2]: m[3] for m in marks if m[2]}


def check(text: str) -> None:
    plain, facts, aside = marked(text)
    assert [quote for quote, *_ in found(plain)] == facts
    reasons = left(plain)
    for quote, reason in aside.items():
        assert any((q in quote or quote in q) and r == reason for q, r in reasons), (quote, reason, reasons)
    assert "unexplained" not in {r for _, r in reasons}


@pytest.mark.parametrize(("text", "rates"), [
    ("It ships 14 million tonnes of bauxite annually and 300 tons of gallium metal a year.", ["year", "year"]),
    ("The 90,000-tonne capacity per annum smelter has a $30 million-a-year payroll.", ["year", "year"]),
    ("It lost 70,000 tonnes of annual output, of an annual capacity of about 95,000 tonnes.", ["year", "year"]),
    ("It made 40,000 tonnes less than a year earlier, 2,000 tonnes within a year and 3,000 tons of foil a year ago.", [""] * 4),
    ("It paid $900 for each year of service.", [""]),
    ("The plant grows from 120,000t to 260,000t a year and to 9,000 tons of foil monthly.", ["year", "year", "month"]),
    ("It raised the annual production capacity of Valco to 9,000 tons from 4,000 tons.", ["year", "year"]),
    ("It can process 210,000mt of metal, annually, and ships monthly 120 tonnes.", ["year", "month"]),
    ("It shipped 20,000 tonnes, daily 700 tonnes.", ["", "day"]),
    ("They make 160,000 tonnes and 130,000 tonnes of it per year respectively.", ["year", "year"]),
    ("It made 160,000 tonnes and sold 130,000 tonnes of it a year.", ["", "year"]),
])
def test_a_rate_stands_behind_its_product_too(text: str, rates: list[str]) -> None:
    assert [q.per for q in quantities(text)] == rates


@pytest.mark.parametrize("text", [w[0] for w in WILD], ids=[w[1] for w in WILD])
def test_facts_and_reasons_of_a_sentence(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", [k[0] for k in KNOWN], ids=[k[1] for k in KNOWN])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(text: str) -> None:
    check(text)


@pytest.mark.parametrize(("text", "values"), [
    ("Lines of 120, 150, 200 and 50, 000 tons.", [120, 150, 200, 50_000]),
    ("In 2015, 50, 000 tons.", [2015, 50_000]),
    ("It paid 277, 431, 000 yuan.", [277_431_000]),
    ("Rows " + ", ".join(map(str, range(100, 140))) + ".", list(range(100, 140))),
    ("Rows " + ",".join(map(str, range(100, 140))) + ".", list(range(100, 140))),
])  # fmt: skip
def test_a_list_of_hundreds_is_no_number_in_groups(text: str, values: list[float]) -> None:
    assert [a.low for a in amounts(text, lexicon.load())] == values


@pytest.mark.parametrize("text", ["9" * 400 + " tons were made.", ", ".join(map(str, range(3, 900))) + " tons.", "1" + "0" * 30 + " million tons."])
def test_digits_beyond_all_sense_claim_nothing_and_stop_nothing(text: str) -> None:
    parsed = parse(article("Smelter\n\n" + text, "x"))
    assert parsed.numbers
    assert all(f.high is None or f.high < 1e18 for f in parsed.facts)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Output rose by 1.3 times.", 130.0), ("Profit was three times the figure of 2013.", 200.0), ("Revenue doubled.", 100.0),
        ("Exports tripled.", 200.0),
    ],
)  # fmt: skip
def test_a_multiple_is_a_change_in_percent(text: str, want: float) -> None:
    [(_, low, high, unit)] = found(text)
    assert (low, high, unit) == (want, want, "percent")


def test_overlapping_asides_keep_the_longer_and_adverts_go_before_reasons() -> None:
    assert settled([(0, 13, "date"), (0, 5, "ordinal"), (20, 24, "time")], [(19, 40)]) == [(0, 13, "date"), (20, 24, "advert")]


TABLE = """Imports of China in 2024

BEIJING - Customs figures came out on Friday.

Item           Volume, kt    y/y %    Value (million USD)
Bauxite        14,230        +21.3    1,020
Alumina        15.3          -90.1    8

Traders had hoped for more.
"""


def test_a_table_gives_each_cell_its_unit_measure_product_and_time() -> None:
    facts = parse(article(TABLE, "x")).facts
    assert [(f.low, f.unit, f.measure, f.statistic, f.product) for f in facts] == [
        (14230000.0, "t", "imports", "level", "bauxite"), (21.3, "percent", "imports", "change", "bauxite"),
        (1.02e9, "USD", "imports", "level", "bauxite"),
        (15300.0, "t", "imports", "level", "alumina"), (-90.1, "percent", "imports", "change", "alumina"),
        (8e6, "USD", "imports", "level", "alumina"),
    ]  # fmt: skip
    assert {(f.period_start.year, f.period_end.month) for f in facts if f.period_start and f.period_end} == {(2024, 12)}
    assert not [n for n in parse(article(TABLE, "x")).numbers if n.status == "unexplained"]


def test_a_table_with_the_unit_above_and_months_as_heads() -> None:
    text = (
        "Primary aluminium production by region\n\nFigures came out.\n\n(thousand tonnes)\n\nRegion     Jan 2015   Feb 2015\nAfrica     143        "
        "130\nTotal      143        130\n\nThe end.\n"
    )
    facts = parse(article(text, "x")).facts
    assert [(f.quote, f.low, f.region, str(f.period_end)) for f in facts] == [
        ("143", 143000.0, "Africa", "2015-01-31"), ("130", 130000.0, "Africa", "2015-02-28"), ("143", 143000.0, None, "2015-01-31"),
        ("130", 130000.0, None, "2015-02-28"),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), [
    ("Of the complaints nine in ten concern dust.", [(90, 90, "percent")], "a share in words"),
    ("One pot in eight was off line.", [(12.5, 12.5, "percent")], "a share with its thing between"),
    ("The works ran two lines in three cities.", [(2, 2, "other:line"), (3, 3, "city")], "no share: things at so many places"),
    ("Of the ingot 9 become of it goes by rail.", [(90, 90, "percent")], "tenths of a translator"),
    ("The province takes seven become of it, foil 7 tenths of that.", [(70, 70, "percent"), (70, 70, "percent")], "tenths of a translator"),
    ("Year output is two ten thousand tons.", [(20000, 20000, "t")], "a translated scale behind a word"),
    ("A hundred and five were on shift.", [(105, 105, "person")], "a hundred and some"),
    ("Four smelters in nine northern provinces cut.", [(4, 4, "enterprise"), (9, 9, "province")], "no share: places with their direction"),
    ("It sold 4 lakh tonnes, against 3 lakh tonnes a year ago.", [(4e5, 4e5, "t"), (3e5, 3e5, "t")], "no rate"),
    ("The line came half a year later.", [(0.5, 0.5, "year")], "half a year, which is no rate"),
    ("The works made 20,000 tons in a quarter.", [(20000, 20000, "t")], "a quarter that is a time"),
    ("Results reflect a full quarter of production.", [], "a quarter that is a time, in full"),
    ("A strike took a month or two-thirds of the output.", [(1, 1, "month"), (200 / 3, 200 / 3, "percent")], "a fraction behind a time"),
    ("Workers at the plant number 480, those of shed number 5 strike.", [(480, 480, "person")], "a verb and an ordinal"),
    ("The line ran 24 hours a day till a 24-hour warning strike.", [(24, 24, "hour")], "a strike of a day"),
    ("A good third of the cells was lit.", [(100 / 3, 100 / 3, "percent")], "a fraction made larger"),
    ("It takes a month or two.", [(1, 2, "month")], "a time or two"),
    ("Net profit rose more than fivefold in May.", [(400, 400, "percent")], "a multiple in one word"),
    ("Output of RUSAL was 328 thous. tons in May.", [(328000, 328000, "t")], "a cut multiplier"),
    ("The line cost about RM2bil to build.", [(2e9, 2e9, "other:MYR")], "a multiplier tied to money"),
    ("The premium slipped to 20.5-22 cents per lb.", [(0.205, 0.22, "other:USD/lb")], "cents on both ends of a range"),
    ("They work on 800,000, 400,000 and 300,000 tonnes.", [(800000, 800000, "t"), (400000, 400000, "t"), (300000, 300000, "t")],
     "a list is not one number"),
    ("Some 700-800,000 tonnes reached the West.", [(700000, 800000, "t")], "thousands printed once"),
    ("Dust at the stack was 212 mg/m3 in May.", [(212, 212, "other:mg/m3")], "a reading"),
    ("More than 200 mm of rain fell on the plant.", [(200, 200, "other:mm")], "rain is no gauge"),
    ("The market had a surplus of half a million tons.", [(5e5, 5e5, "t")], "half of a multiplier"),
    ("They shut over a quarter of a million tons.", [(250000, 250000, "t")], "a quarter of a multiplier, not of a year"),
    ("Ingot costs close to $US1950 a tonne.", [(1950, 1950, "USD/t")], "no year behind a currency"),
    ("The load was worth Rs. 6,38,400, no more.", [(638400, 638400, "other:INR")], "the Indian grouping before a comma"),
    ("Dealers pay between RM4.20 and RM4.80 a kilo.", [(4.2, 4.8, "other:MYR/kg")], "a price by the kilo"),
    ("Duty falls on foil sold below $3.46 per kilogram.", [(3.46, 3.46, "other:USD/kg")], "a price by the kilogram"),
    ("The smelter had sales of RON255M.", [(255e6, 255e6, "other:RON")], "a currency's code before the figure is no article's code"),
    ("The hall has 128 electrolysis tanks.", [(128, 128, "pot")], "a translator's cells"),
])
def test_amounts_that_reporters_print_now_and_then(text: str, wanted: list[tuple[float, float, str]], why: str) -> None:
    got = [(low, high, unit) for _, low, high, unit in found(text)]
    assert [unit for *_, unit in got] == [unit for *_, unit in wanted], why
    assert [x for low, high, _ in got for x in (low, high)] == pytest.approx([x for low, high, _ in wanted for x in (low, high)]), why


@pytest.mark.parametrize(("sentence", "unit"), [
    ("Gladstone in Queensland got $40 million, or US$26 million.", "other:AUD"),
    ("Gladstone in Queensland got $40 million.", "other:AUD"), ("Invercargill in New Zealand got $40 million.", "other:NZD"),
    ("Kitimat in British Columbia got $40 million.", "USD"), ("Gladstone in Queensland sells at $2,000 a tonne.", "USD/t"),
    ("Kitimat in British Columbia got $40 million, or US$26 million.", "other:CAD"),
    ("Gladstone in Queensland got $40 million, or A$60 million.", "USD"),
    ("Gladstone in Queensland got $40 million for Kitimat in British Columbia, or US$26 million.", "USD"),
    ("China bought Australian alumina for $200 million from Gladstone.", "USD"), ("Gladstone in Queensland got $40 million as the LME rose.", "USD"),
])
def test_a_bare_dollar_is_that_of_the_land_where_the_other_is_called_by_its_name(sentence: str, unit: str) -> None:
    assert quantities(sentence)[0].unit == unit


@pytest.mark.parametrize("text", [
    "Since May smelters in Henan took back over ⟦380,000 mt⟧ of production.", "It is a site in which over ⟦17 million tonnes⟧ of mud can be kept.",
    "Gulf smelters are expected to produce more than ⟦five million tonnes⟧ in all.", "This week ⟦140 workers⟧ returned to the smelter.",
    "Within eight days ⟦two deals⟧ in metal were announced.",
])
def test_what_works_did_is_no_bound(text: str) -> None:
    plain = text.replace("⟦", "").replace("⟧", "")
    assert text[text.index("⟦") + 1 : text.index("⟧")] in [f.quote for f in parse(article(plain, "x")).facts]


@pytest.mark.parametrize(("text", "wanted"), [
    ("The smelter has 1,200 people on site, plus 1,800 at contractors.", [(1200, "person"), (1800, "person")]),
    ("The firm lost two of four potlines in May.", [(2, "other:line"), (4, "other:line")]),
    ("Ingot closed at 20,455 yuan/ton and touched 20,600 in session.", [(20455, "CNY/t"), (20600, "CNY/t")]),
    ("Built capacity was 4,369.8 ten thousand tons, the operation 3,673.9.", [(43698000, "t"), (36739000, "t")]),
    ("Alcoa holds 45 pct of it, the Victorian government 35.", [(45, "percent"), (35, "percent")]),
    ("Alumina fell 280 yuan in November to 3,150 yuan/ton.", [(280, "CNY/t"), (3150, "CNY/t")]),
    ("The mill employs 540 against 310 in May.", [(540, "person"), (310, "person")]),
])
def test_a_bare_number_takes_the_unit_beside_it(text: str, wanted: list[tuple[float, str]]) -> None:
    assert [(abs(low), unit) for _, low, _, unit in found(text)] == [(pytest.approx(low), unit) for low, unit in wanted]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Output may not exceed ⟦54,000 tonnes⟧.", "at_most"), ("It was no more than ⟦90,000 tonnes⟧.", "at_most"),
    ("It did not reach ⟦90,000 tonnes⟧.", "at_most"), ("It must not fall below ⟦90,000 tonnes⟧.", "at_least"),
    ("Sales rose by better than ⟦40 percent⟧.", "at_least"), ("The ⟦70,000-plus tonne⟧ cargo left.", "at_least"),
    ("Revenue rose to Rs 3,845 crore over ⟦Rs 2,414 crore⟧.", "exact"), ("It was 66 per cent higher than the ⟦Dh653m⟧ of May.", "exact"),
    ("It has ⟦312 enterprises⟧ above designated size.", "exact"), ("It is ⟦$95-$97/mt⟧ plus LME cash.", "exact"),
    ("In 2016 over ⟦3,000 people⟧ worked there.", "at_least"),
    ("In 2017 less than ⟦30 percent⟧ of its pots ran.", "at_most"), ("On June 15 over ⟦500 workers⟧ struck.", "at_least"),
    ("Metal went as high as ⟦$1,720⟧ on Monday.", "exact"), ("Output rose by over ⟦40,000 tonnes⟧.", "at_least"),
])
def test_how_exactly_an_amount_is_stated(text: str, wanted: str) -> None:
    quote = text[text.index("⟦") + 1 : text.index("⟧")]
    found = {text.replace("⟦", "").replace("⟧", "")[q.start : q.end]: q.qualifier for q in quantities(text.replace("⟦", "").replace("⟧", ""))}
    assert found[quote] == wanted


@pytest.mark.parametrize(("text", "quote", "reason"), [
    ("Smelters that use over 13,650 kWh pay more.", "13,650 kWh", "bound"),
    ("It ordered two furnaces of 30 t in May.", "30 t", "specification"),
    ("The price was the highest close in nine months.", "highest close in nine months", "reference"),
    ("The dollar was bought at 7.21 yuan per dollar.", "7.21 yuan per dollar", "exchange_rate"),
    ("It was RUR61.2/1 US dollar in May.", "RUR61.2/1 US dollar", "exchange_rate"),
    ("The tariff covers HS codes 7604, 7608 and 7616 alike.", "HS codes 7604, 7608 and 7616", "identifier"),
    ("Foil of 7607 19 10 25 is exempt.", "7607 19 10 25", "identifier"), ("They own it in the ratio of 65:35.", "65:35", "specification"),
    ("Sohar 2 aluminum smelter project is late.", "Sohar 2", "ordinal"), ("Phase 3B is late.", "Phase 3B", "ordinal"),
    ("See pages 4 and 5 for details.", "pages 4 and 5", "identifier"), ("The shipments3 of ore were late.", "3", "reference"),
    ("The three - month quotation rose.", "three - month", "name"), ("It shipped 8,4520 MT in May.", "8,4520", "garbled"),
    ("It employed about 1,25 people.", "1,25", "garbled"), ("Loxley adds a 4,200-Ton Extrusion Press.", "4,200-Ton", "specification"),
    ("It bought 7,500 tons of double-acting hydraulic extrusion press.", "7,500 tons", "specification"),
    ("It has a force of 5 meganewtons (1.12 million lb.).", "5 meganewtons (1.12 million lb.)", "specification"),
    ("The shop has pots of 300 kilo ampere.", "300 kilo ampere", "specification"), ("It ships 70% & 72+% Al2O3 bauxite.", "70%", "specification"),
    ("It has a three- to five-year plan.", "three- to five-year plan", "identifier"), ("South 32 rose.", "South 32", "identifier"),
    ("It takes a 15- to 18-month period.", "15- to 18-month period", "date"), ("The terms are BL plus 15 days.", "BL plus 15 days", "reference"),
    ("It was the lowest in more than a year.", "lowest in more than a year", "reference"),
    ("It fell from six months earlier.", "six months", "reference"),
    ("Traders in four cities said so.", "four cities", "reference"), ("Alcoa is a fortune 500 company.", "fortune 500", "identifier"),
    ("8.14 SMM morning notes: as of 8.13 metal rose.", "8.14", "date"), ("As of 8.10 Antaike quoted less.", "8.10", "date"),
    ("It sees more in 2024.", "2024", "date"), ("It rolls 7075 and 2024.", "2024", "specification"), ("Prices rose in H2 again.", "H2", "date"),
    ("They got it on Oct. 9 and 12 months in jail.", "Oct. 9", "date"),
    ("It shipped 2A12 bar in May.", "2A12", "specification"),
    ("Yunlu (9.18, -0.21, -2.24%) sold 4,000 tons.", "(9.18, -0.21, -2.24%)", "identifier"),
    ("That is Rp 13.1 trillion (at an exchange rate of Rp 15,900 per US$).", "Rp 15,900 per US$", "exchange_rate"),
    ("Ore with an Al/Si ratio of 5.5 costs 400 yuan a tonne.", "Al/Si ratio of 5.5", "specification"),
    ("At 1415 GMT metal stood at $2,400 a tonne.", "1415 GMT", "time"),
    ("The mud ran out at half past four.", "half past four", "time"),
    ("Wheels for 4W vehicles go to Pune.", "4W", "specification"),
    ("It is one of the ten largest extruders.", "one of the ten largest", "ordinal"),
    ("The target for the next three, six and 12 months fell.", "three, six and 12 months", "date"),
    ("Plants that make less than 10,000 tons a year must close.", "10,000 tons a year", "bound"),
    ("Plants shut down with capacity below 90,000 tonnes get aid.", "90,000 tonnes", "bound"),
    ("The last phase 2 plant in Linyi waits.", "phase 2", "ordinal"), ("The remaining third line is cold.", "third", "ordinal"),
    ("Workers at a third smelter struck.", "third", "ordinal"),
    ("The factory of 400 was applied for in May.", "400", "garbled"),
    ("Reduction lines 1, 2 and 3 are cold.", "lines 1, 2 and 3", "ordinal"), ("It ran lines Nos 2 and 3 in May.", "lines Nos 2 and 3", "ordinal"),
    ("The codes are 7606.11.90 and 7607.19.90.", "7606.11.90 and 7607.19.90", "identifier"),
    ("It rested when Covid-19 came.", "Covid-19", "identifier"),
    ("Sales rose in 9M-20/21 at Nag Hammadi.", "9M-20/21", "date"), ("It was disclosed (July, 23.7.2020) in Kentucky.", "23.7.2020", "date"),
    ("Sections lay at 10681 Production Avenue in Fontana.", "10681", "identifier"), ("DOHA, JUNE 14 - The smelter spoke.", "JUNE 14", "date"),
])
def test_what_claims_nothing_is_set_aside(text: str, quote: str, reason: str) -> None:
    assert (quote, reason) in left(text)


TABLES = {
    "bars, text between": ("Seller | City | kA | cells | capacity (t/a)\n"
                           "Weiqiao | Zouping | 240kA | 176 | 116,000\nHuihong | Huimin | 330kA | 80 | 77,000",
                           [(176, "pot"), (116000, "t"), (80, "pot"), (77000, "t")]),
    "a unit below": ("Place | Feb 22 | Feb 8\nWuxi | 22.1 | 14.6\nFoshan | 20.5 | 13.4\nNote: figures are in 10,000 tons.",
                     [(221000, "t"), (146000, "t"), (205000, "t"), (134000, "t")]),
    "a unit beside the heads": ("kt            4QFY23   3QFY23\nLanjigarh     411      443\nBALCO         145      143",
                                [(411000, "t"), (443000, "t"), (145000, "t"), (143000, "t")]),
    "ranks": ("Rank / Province / Output / Growth\n1 Shandong 888.8 -2.2%\n2 Xinjiang 614.3 1.0%\nUnit: 10,000 tons.",
              [(8888000, "t"), (2.2, "percent"), (6143000, "t"), (1, "percent")]),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_gives_its_unit_to_its_cells(name: str) -> None:
    table, wanted = TABLES[name]
    text = (
        f"The association published the figures of the smelters and refineries on Monday, it said in a note.\n\n{table}\n\nThe figures are final, "
        f"it said."
    )
    assert [(abs(low), unit) for _, low, _, unit in found(text)] == [(pytest.approx(low), unit) for low, unit in wanted]
