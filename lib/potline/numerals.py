"""Printed numbers: digits as copy editors and translators leave them, number words, fractions, multiples, multipliers and currencies."""

from __future__ import annotations

import re
from typing import NamedTuple

from potline.coins import SIGNS
from potline.vocabulary import either, listed


class Rule(NamedTuple):
    """A pattern with the examples that it must and must not match; one test checks every rule against both."""

    name: str
    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


class Amount(NamedTuple):
    """A printed number with what is attached to it: value, unit entry, rate, and where the unit's word stands."""

    start: int
    end: int
    low: float
    high: float
    scale: float  # the printed multiplier, 1.0 where there is none
    unit: str
    kind: str  # the class of the unit; "" for a bare number
    per: str
    noun: str  # the unit as printed
    number_end: int
    word: bool = False  # printed as a word


WORDS = {w: float(i) for i, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
     "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
)} | {w: 10.0 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}  # fmt: skip
_PLAIN = str.maketrans("ſıİ\u212a", "siik")  # letters that a pattern takes for others where case does not count
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
BELOW = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12,
}  # fmt: skip
_FOLD = {"halv": 50.0, "doubl": 100.0, "redoubl": 100.0, "tripl": 200.0, "trebl": 200.0, "quadrupl": 300.0, "quintupl": 400.0}
# as a change in percent; "halved" is a fall
MULTIPLES = {"twice": 100.0} | {stem + end: worth for stem, worth in _FOLD.items() for end in ("e", "es", "ed", "ing")}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "thousands": 1e3, "thous": 1e3, "ten thousand": 1e4, "hundred thousand": 1e5, "million": 1e6, "millions": 1e6,
    "ten million": 1e7, "hundred million": 1e8, "billion": 1e9, "billions": 1e9, "trillion": 1e12, "quadrillion": 1e15, "million thousand": 1e9,
    "thousand million": 1e9, "mln": 1e6, "mn": 1e6, "mio": 1e6, "mil": 1e6, "milion": 1e6, "millon": 1e6, "bln": 1e9, "bn": 1e9, "tn": 1e12,
    "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7, "lakh crore": 1e12, "万": 1e4, "亿": 1e8, "wan": 1e4,
    "yi": 1e8, "bil": 1e9, "k": 1e3, "m": 1e6, "b": 1e9,
}  # fmt: skip


def _any(forms: list[str]) -> str:
    """A pattern for any of the forms, the longest first; a space may be a hyphen."""
    return "|".join(re.escape(f).replace("\\ ", r"[\s-]") for f in sorted(forms, key=len, reverse=True))


_SIGNS = _any(SIGNS)
_LARGE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d[\d.]*\s?(?i:million|billion|trillion|[mb]n|[mb]ln|m)(?![A-Za-z]|\s(?:wide|long|high|for)\b))"
# "from dollars 1,210"
_TOLD = "(?:" + "|".join(rf"(?<=\b{w}\s)" for w in listed("before_a_coin")) + r")(?:[Dd]ollars|[Pp]ounds)(?=\s\d)"
_LETTER_BEFORE_SUMS = rf"`(?=\d[\d,.]*\s?(?:lakh|crore|cr)\b)|[NPY](?={_LARGE})|(?:KM|Ft)(?=\s?{_LARGE})|{_TOLD}"


def _broken(form: str) -> str:
    """A pattern for a long word that a line's end may have cut: "mi-llion"."""
    return "[\\s-]".join("-?".join(word) if len(word) > 5 else word for word in form.split())


# "296 . 5 ten thousand tons": a point that a machine set apart, known by what follows
_COUNTED = (
    r"(?=\s?(?:hundred|thousand|ten thousand|[mb]illion|[mb]ln|bn|lakh|crore|yuan|fen|cents|tons?|tonnes?|dollars|(?:US|U\.S\.) dollars|euros?|mu|kWh"
    r"|kt|mt|MW|kW|times|percent(?:age points)?|per cent|pct)\b|\s?%)"
)
SPACED_POINT = rf"\s\.\s?\d+{_COUNTED}"
# "capacity of 44. 3 million tons", not "1. 45 million tons ..." in a list, "line 3. 200 tons were lost", "in 2016. 3 million tons ..."
_NOT_NUMBERED = "".join(rf"(?<!\b{w}\s)(?<!\b{w.title()}\s)" for w in listed("before_no_point"))
LOOSE_POINT = (
    rf"(?:(?<=[^\W\d_][\s(]){_NOT_NUMBERED}|(?<=,\s)|(?<=[$¥€£+−-])|(?<=[+−]\s)|(?<=RMB))\d{{1,3}}\.\s\d{{1,2}}(?!\d|[.,]\d)" + _COUNTED
    + r"(?!\s?[\w%]+\sof\s(?:them|these|those)\b)"
)
# "lines of 120, 150, 200 tons", "100, 101, 102 ...": a list, no digits in groups
_NO_LIST = (
    r"(?<!\D\d{3},\s\d{3},\s)(?<!\D\d{3},\d{3},)(?!\d{3},\s\d{3},\s(?!000)\d{3}(?!\d))"
    r"(?!(?<=\D\d{3},\s)\d{3},\s(?!000)\d{3}(?!\d))"
)
_ENDS = r"(?!\d|,\s?\d{3}(?!\d))"  # no digit and no further group behind
_WEIGHED = either("weighed_in_groups")
_ALONE = "(?<=[a-z] )" + "".join(f"(?<!{w} )" for w in "and or hase tage ine nit hall series quarter half line room".split())  # no "Phase 2 500 kt"
# each alternative with the print it is for; the order matters
DIGITS = (
    r"\d{1,2}(?:,\d{2}){1,6},\d{3}(?!,?\d)(?:\.\d{1,2})?"  # "3,00,000": the Indian grouping
    rf"|{_NO_LIST}\d{{1,3}}(?:,\d{{3}}){{1,5}}(?!\d|,\s?000\b|,\d{{3}}(?!\d))(?:\.\d+)?"
    rf"|{_NO_LIST}\d{{1,3}}(?:,\s?\d{{3}}){{1,5}}{_ENDS}(?:\.\d+)?"  # "50, 000 tons": copy editors' spaces survive translation
    r"|\d{1,3}(?:\s,\s?000){1,4}(?![\d.])|[1-9]\d?\s,\s\d{3}(?=\s?(?:yuan|tons?|tonnes?|t|mt|dollars)\b)"  # "500 , 000 tons", "13 , 650 yuan"
    r"|[1-9]\d{0,2}\s,\d{3}(?=\s?(?:yuan|tons?|tonnes?|t|mt|dollars|people)\b)"  # "1 ,260 tons"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,5}(?!\d)"
    r"|(?<=[$€£¥₹B])[1-9]\d{0,2}(?:(?:\s\d{3}){1,5}(?:\.\d\d)?|\s,\s\d{3})(?![\d.,]\d|\d)"  # "RMB5 900"
    rf"|[1-9]\d{{0,2}}[ \u00a0]\d{{3}}(?=\s?(?:{either('grouped_by_spaces')})\b)|[1-9]\d{{1,2}}[ \u00a0]\d{{3}}(?=\s?(?:{_WEIGHED})\b)"
    rf"|{_ALONE}[1-9][ \u00a0]\d{{3}}(?=\s?(?:{_WEIGHED})\b(?!\s?(?:{either('rated')})\b))"  # "17 910 yuan"
    r"|[1-9]\d{0,2}(?:['’]\d{3})+(?!\d)"  # "3'400 new jobs"
    rf"|[1-9]\d{{0,2}}(?:[ \u00a0]\d{{3}}){{2,3}}(?=\s?(?:{either('grouped_by_spaces')}|{_WEIGHED})\b)"  # "1 023 135 tons"
    r"|\d{1,3}\s(?:0000?(?!\d)|0\d\d(?=\s[a-z]|[,;.](?:\s|$)))"  # "61 0000 tons", "1 030 workers", "at 4 021, "
    r"|(?<![\d/])\d/\d(?![\d/])(?=\s[a-z])|(?<!/)\d+[- ]\d/\d(?!\d)|\d*[½¼¾⅓⅔]"
    r"|\d{1,3},\d{1,2}(?=\s?(?:%|per\s?cent|pct|[mb]illion|[mb]ln|bn|thousand|thous"
    r"|[Mk]?tpa|[Mkm]?t(?:/[ay])?|tonnes|tons|[GTMk]Wh?|cents?|euros?|km|kg|ha|hectares|lb)(?!\w))(?!,)"  # "3,5 percent", "15,97 Mt"
    r"|0,\d{1,3}(?![\d,])"  # "0,023": a decimal comma
    rf"|(?<=[$€£])\.\d\d(?!\d)|{LOOSE_POINT}|\d+(?:\.\d+|{SPACED_POINT})?"  # "4 . 4 billion"
)
_GLUED = r"(?<=\dx)|(?<=[a-z]{3})(?=\d{1,3}(?:,\d{3})+\s?(?:tons|tonnes|t|mt|yuan)\b)"
_GLUED += r"|(?<=[a-z]{3}\.)|(?<=\bUS)(?=[\d.]+\s?¢)|" + "|".join(rf"(?<=\b{w})" for w in "of to by is was at about reached over with".split())
_NINE = "one|two|three|four|five|six|seven|eight|nine"
_WORD, _TENS = _any(list(WORDS)), _any([word for word, worth in WORDS.items() if worth >= 20])
_ONE_WORD = rf"(?:{_TENS})[- ](?:{_NINE})|{_WORD}|an?(?=\shundred\sand\s(?:{_WORD})\b)"
_HUNDREDS = rf"(?:{_NINE}) hundred(?: and (?:{_ONE_WORD}))?|and (?:{_ONE_WORD})"
WORD_NUMBER = rf"(?:{_ONE_WORD}) thousand (?:{_HUNDREDS})(?![A-Za-z-]|\s(?:thousand|million))"
WORD_NUMBER += rf"|(?:{_ONE_WORD})(?: hundred(?: (?:and )?(?:{_WORD})(?:[- ](?:{_WORD}))?(?![A-Za-z-]))?)?"
_SCALE = "|".join(_broken(s) for s in sorted((s for s in SCALES if len(s) > 1 and s != "bil"), key=len, reverse=True))
SCALE = r"mill\.(?=\s(?:[A-Z]{3}\b|t\b|tons?\b|tonnes?\b))"  # "89 mill. EUR", not "2 mills"
SCALE += rf"|(?:thous|mln|bln)\.(?=\s(?:t|tons?|tonnes?)\b)|(?:{_SCALE})(?![A-Za-z])|[万亿]"
SCALE += r"|(?!mtons?\b)[kmb](?=(?:\s?[-–~]\s?\d[\d.]*[kmb])?"
SCALE += r"(?:\s?(?:(?:metric\s)?(?:tonnes?|tons?)|lbs?|pounds?|[wd]mt|sq)\b|\s(?:t|tpa|tpy)\b))"
SCALE += r"|(?<=\d)[kmb](?=\s(?:cubic|gallons|lit(?:er|re)s|barrels|cans|wheels|people|shares)\b)"
_NO_GRADE = r"\s(?-i:[MB])(?=\s?[,.;)]|\s(?!grade|class|shares)[a-z])"  # "$425 M"
MONEY_SCALE = re.compile(  # "$5m", "€3.2bn", "$520-M"
    rf"\s?(?:mill\.?|[bm]il|(?-i:MM))(?![A-Za-z])|[kmb]n?(?![A-Za-z])|-(?-i:[MB])n?(?![A-Za-z])|{_NO_GRADE}", re.I
)
_TIMES = r"(?:day|week|fortnight|month|quarter|year)"
_BEFORE_ONE = "|".join(rf"(?<={w} )" for w in listed("before_a_time"))
_APPROX = "|".join(
    rf"(?<={w} )"
    for w in (
        "by about nearly almost than over around some roughly just only least approximately to of holds held owns "
        "at owned loses lost takes took fell rose dropped grew climbed jumped slid gained up down shed account uses use used"
    ).split()
) + r"|(?<=\d, )|(?<=[a-z], )|(?<=; )"  # "need: 1.05 billion yuan, a fifth thereof subsidies"
_THEN = (  # "by a third in May", not "by a third party"
    r"\s(?:of|in|from|this|last|since|on|to|and|or|less|more|lower|higher|year|at|between|among|within|during|over|until|till|by|every|each|compared|below|above|as|when|while|with|for|after"
    r"|before|so|c[ao]mes?|goes|went|was|is|were|are|left|thereof)\b"
    r"|\s?[^\w\s]|\s*\n|\s?$"
)
PART_OF = (  # "a third below the estimate", "a fifth heavier": a part, not the third of several
    r"\s(?:of(?!\san?\s)|less|more|below|above|under|over|off|beyond|short|as\s(?:much|many)|than|or\s(?:so|nearly|thereabouts)|for\s(?:export|sale)"
    r"|thereof|(?:for|from)\s(?-i:[A-Z])\w*"
    r"|(?:low|high|cheap|dear|heav|light|small|larg|bigg|short|long|weak|strong|thinn|fatt|slow|fast|few|poor|rich)i?er)\b"
    r"|,\smore\sor\sless|\ssince\b|\s?[.;]"
)
FRACTION = (
    rf"(?P<part>(?i:half|(?!(?:two|four|five|six|seven|eight|nine)[-\s]quarters)(?:one|two|three|four|five|six|seven|eight|nine)[-\s](?:{_any(list(BELOW))})s?"
    rf"|an?\s(?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?={PART_OF})"
    r"|a\s(?:(?:good|full|bare|mere)\s(?:half|third|fifth|sixth|tenth)|(?:bare|mere)\squarter)"
    r"(?!\s(?:quarter|half|year|hour|day|shift|month|(?:pot|pot\s)?line|potroom|point|place|plant|party|in\sthe)\b)"
    r"|(?<=\bremaining )(?:third|quarter|fourth|fifth|sixth|eighth|tenth)(?=\sof\s)"
    r"|a\squarter(?=\s(?:goes|went|comes|came|is\s(?:exported|shipped|sold))\b)"
    rf"|(?:{_APPROX})an?\s(?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?={_THEN})))"
    r"(?![A-Za-z-]|(?i:\s(?:million|billion|miles?|empty|open|production|full)\b"
    r"|\s(?:of\s)?an?\s(?:tonne|ton|million|billion|month|year|day|hour|dozen|percent|per\scent|cent|kilo|pound|US|U\.S)))"
)
_FEW = rf"{_NINE}|ten|[1-9](?=\sin\severy)"
_OF_SOME = (  # "one pot in eight" before a verb or at the end, not "two lines in three cities"
    rf"(?<!\bto\s)(?<!\band\s)(?<!\bor\s)(?<!-)(?i:{_NINE})\s(?i:{either('parted')})\s(?:in|out\sof)\s(?:every\s)?"
    rf"(?i:(?!one\b)(?:{_NINE})|ten|twelve|twenty|thirty|fifty|a\shundred|[2-9]|[1-9]\d)"
    rf"(?=\s?(?:[.,;:)](?!\d)|$)|\s(?:of\s(?:it|them|this|that|what)|[a-z]+ed|{either('after_a_share')})\b)"
)
# "about 1/4, ", "only 1/3.", "by 1/2 to 2/3": no date and no "1/2 cent"
_PART = "(?:1/[2-9]|2/[35]|3/[458]|4/5)"
_NEARLY, _MOVES_BY = "about nearly almost over than around some only roughly".split(), "by is was are were reached to between".split()
_UP_TO = rf"(?:\s(?:to|and|-)\s|[-–~]){_PART}"
_SLASHED = (
    "(?:" + "|".join(rf"(?<=\b{w}\s)" for w in _NEARLY)
    + rf"){_PART}(?=\s?[.,;:)]|\s?$|{_UP_TO}|\s(?:more|less|higher|lower|in|from|since|as|than)\b)"
    "|(?:" + "|".join(rf"(?<=\b{w}\s)" for w in _MOVES_BY) + rf"){_PART}(?={_UP_TO}|\s(?:more|less|higher|lower)\b)"
    "|(?:" + "|".join(rf"(?<=\b{w}\s\d/\d{by})" for w in (*_NEARLY, *_MOVES_BY) for by in (r"\sto\s", r"\sand\s", r"\s-\s", "[-–~]")) + f"){_PART}"
)
_NO_SHARE, _NO_MULTIPLE = either("no_shares"), either("no_multiples")
GROWTH = rf"(?:doubl|tripl|trebl|quadrupl|quintupl)ing(?=\s(?:of\s)?(?:[\w'’-]+\s){{0,4}}?(?:{either('told_by_the_year')})\b)"
AMOUNT = Rule(
    "amount",
    rf"(?<![A-Za-z-]){FRACTION}|(?<![A-Za-z])(?P<dozen>(?i:(?:a|one|two|three|four|five|six|ten|several)\sdozen))(?![A-Za-z]|\sof\s(?!them|its|those|these))"
    rf"|(?<![A-Za-z])(?P<multiple>(?i:halved?|(?<!\b[bi][yn]\s)halves|halving|(?:re)?doubled"
    rf"|doubles?(?![- ](?:{_NO_MULTIPLE}))|triples?|tripled|trebled|trebles?|{GROWTH}"
    rf"|quadrupled?|quadruples|quintupled?|twice(?=\s(?:as|the|that|what|its"
    rf"|last|of)\b)|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?<![\d.])\d{{1,2}}(?:\.\d)?)"
    rf"[-\s]?fold))(?![A-Za-z])|(?<![A-Za-z])(?P<often>[Tt]wice|[Tt]hrice)(?![A-Za-z])"
    rf"|(?<![A-Za-z\d.,])(?P<tenths>(?:[1-9](?:\.5)?|(?i:{_NINE}))\s(?:become|tenths?)(?=\sof\b(?!\san?\s)|\s?[.;)]))"
    rf"|(?<![A-Za-z.,])(?P<outof>{_OF_SOME}|(?i:{_FEW})\sin\s(?:every\s)?(?:{_FEW}|[1-9]\d{{0,2}})|(?i:{_FEW})\s(?:out\sof|of\severy)\s(?:every\s)?(?:ten|10)(?=\s[A-Za-z])"
    rf"|(?i:{_FEW})\s(?:out\s)?of\severy\s(?:{_FEW})(?=\s[A-Za-z])|(?<![\d/]\s)(?<![\d/])[1-9]/[2-9](?=\sof\s)|{_SLASHED})(?!(?!-{_PART})[\d.,-]*\d|\s?%|[-\s](?:{_NO_SHARE}))"
    rf"|(?<![\d.:/])(?P<even>50\s?[:/-]\s?50)(?![\d/:]|\s?(?:yuan|tons?|tonnes?|kt|dollars?)\b)"
    rf"|(?:(?<![A-Za-z])(?P<currency>{_SIGNS}|{_LETTER_BEFORE_SUMS})\s?(?P<loss>(?<=[$€£])\((?=[\d.,]+\)))?|(?<![A-Za-z\d.])(?<![a-z]\d,)(?<![a-z]\d\d,)(?<![a-z]\d{{3}},)|(?:{_GLUED})(?=\d))(?P<number>{DIGITS}|(?<![A-Za-z-])(?i:{WORD_NUMBER})(?![A-Za-z]))(?(loss)\))"
    rf"(?P<half>[-\s]and[-\s](?:a|one)[-\s](?:half|quarter)(?![A-Za-z]|\sof\b))?(?:\s?[×x]\s?10\^?(?P<power>\d)(?!\d)"
    rf"|(?P<sep>\s?-?\s?)(?P<scale>(?!MN\b(?!\s?[tT]))(?i:{SCALE})))?"
    r"(?(scale)(?:\s(?P<more>\d{1,3})\s(?P<morescale>thousand|million)(?:\sand\s(?P<last>\d{1,3})(?=\s(?:tons|tonnes)\b))?(?!\w)|(?<=\d\sthousand)\s(?P<rest>\d{3}(?![\d.,]*\d|\w)|and\s\d{1,3}(?=\s(?:tons|tonnes|yuan|people)\b)))?)"
    rf"|(?<![A-Za-z])(?P<article>(?:{_BEFORE_ONE})an?|(?:an?|A)(?=\sfortnight\b(?!\s(?:ago|earlier|before|later)))|(?:an?|A)(?=\s{_TIMES}\sand\sa\shalf\b))\s(?={_TIMES}\b(?![-\s]?(?:earlier|ago|end|before|later|on|of\sa\s[mb]illion)))"
    r"|(?<![A-Za-z])(?P<halfa>(?i:half)(?:\s(?:of\s)?(?i:an?)\s|[-\s](?=(?i:[mb])illion))|(?i:a)\squarter\sof\sa\s(?=[mb]illion))"
    r"(?P<halfscale>(?i:million|billion)|dozen|(?=tonne|ton|month|year|day|hour|percentage point|per cent"
    r"|percent|cent\b|kilo\b|pound|US cent|U\.S\. cent))"
    r"|(?<![A-Za-z])[Aa]n?\s(?P<one>million|billion|trillion|hundred thousand|thousand|hundred|lakh|crore)"
    r"(?P<plushalf>\sand\sa\shalf\b)?(?=\s(?:and\s)?(?:a\s)?[a-z]|-t)",
    yes=(
        "1.07 million", "2million", "50, 000", "3,00,000", "RMB4 . 4 billion", "45 mi-llion", "2 million 406 thousand", "₹5,477 crore", "5.7×104",
        "twenty-three", "two-thirds", "9-1/2", "2½", "500 , 000", "HUF 135.1 billion", "two and a half", "one fifth", "3,5 percent", "15,97 Mt",
        "0,023", "2.3-fold", "three of every four cells", "89 mill. EUR", "9.3 yi", "RMB1 , 370", "of 44. 3 million", "QR151 million",
        "two hundred and ten", "10 hundred million", "by 1/4-1/3",
    ),
    no=("A356", "H1N1x", "Boeing"),
)  # fmt: skip
FOUND = re.compile(rf"(?=[^\sA-Za-z,;:()'’\"“”-]|(?<![A-Za-z])[A-Zadefhnopqrstz])(?:{AMOUNT.pattern})")  # tried only where one can begin


def value(printed: str) -> float:
    """What a printed numeral is worth.

    >>> [value(x) for x in ("50, 000", "3,00,000", "4 . 4", "1-1/2", "twenty-three", "two thousand one hundred", "3,5", "2½")]
    [50000.0, 300000.0, 4.4, 1.5, 23.0, 2100.0, 3.5, 2.5]
    """
    if printed[-1] in GLYPHS:
        return float(printed[:-1] or 0) + GLYPHS[printed[-1]]
    if printed[0].isdigit() or printed[0] == ".":
        mixed = re.fullmatch(r"(?:(\d+)[- ])?(\d)/(\d)", printed)
        if mixed:
            whole, top, bottom = map(int, mixed.groups("0"))
            return whole + top / (bottom or 1)
        if re.fullmatch(r"\d{1,3},\d{1,2}|0,\d+", printed):
            return float(printed.replace(",", "."))
        return float(re.sub(r"[,\s'’]", "", printed))
    thousands, thousand, rest = printed.translate(_PLAIN).lower().partition(" thousand ")
    if thousand:  # "two thousand one hundred"
        return value(thousands) * 1000 + value(rest.removeprefix("and "))
    head, hundred, tail = thousands.partition("hundred")
    total = sum(WORDS.get(w, 1) for w in re.split(r"[-\s]+", head.strip()) if w)  # "a hundred and five"
    return total * 100 + sum(WORDS.get(w, 0) for w in re.split(r"[-\s]+", tail)) if hundred else total


def tidy(worth: float) -> float:
    """A product without the noise of binary fractions.

    >>> 2.07 * 1e6, tidy(2.07 * 1e6)
    (2069999.9999999998, 2070000.0)
    """
    return float(f"{worth:.15g}")


def multiple(printed: str) -> float:
    """A multiple as a change in percent.

    >>> multiple("doubled"), multiple("six-fold"), multiple("Twofold"), multiple("2.5-fold")
    (100.0, 500.0, 100.0, 150.0)
    """
    word = printed.lower()
    return MULTIPLES[word] if word in MULTIPLES else round(100.0 * (value(re.sub(r"[-\s]?fold", "", word)) - 1), 9)


def out_of(printed: str) -> float:
    """A share in words as percent.

    >>> out_of("nine in ten"), out_of("one in every 5"), out_of("1/4"), out_of("Two cans in three")
    (90.0, 20.0, 25.0, 66.66666666666667)
    """
    top, bottom = re.split(r"\s(?:in|(?:out\s)?of)\s(?:every\s)?|/", printed.lower())
    return 100.0 * value(top.partition(" ")[0]) / value(bottom)


def scaled(printed: str) -> float:
    """What a printed multiplier is worth, cut or not.

    >>> scaled("mi-llion"), scaled("ten-thousand"), scaled("Hundred  million")
    (1000000.0, 10000.0, 100000000.0)
    """
    key = re.sub(r"\s+", " ", printed.lower().rstrip("."))
    key = "million" if key == "mill" else key
    return SCALES.get(key) or SCALES.get(key.replace("-", " ")) or SCALES[key.replace("-", "")]


def fraction(printed: str) -> float:
    """A fraction in words as percent.

    >>> fraction("half"), fraction("three-quarters"), fraction("a fifth"), fraction("a good third")
    (50.0, 75.0, 20.0, 33.333333333333336)
    """
    top, _, bottom = re.sub(r"(?:\s+|-)(?:(?:good|full|bare|mere)\s+)?", " ", printed.lower()).rpartition(" ")
    return 100.0 * WORDS.get(top, 1) / BELOW[bottom if bottom in BELOW else bottom.removesuffix("s")]
