"""Numbers that count nothing, found by their own print: names, codes, grades, ordinals, clocks, idioms; each rule says what it must not take."""

from __future__ import annotations

import re

from potline.codes import CODES
from potline.numerals import GROWTH, PART_OF, Rule
from potline.timewords import LASTING
from potline.vocabulary import either, listed

_N = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SPAN = rf"(?:\d{{1,3}}|{_N})\s(?:years|months|weeks|days)"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth)"
_UNIT = r"(?:tonnes|tons|million|billion|thousand|hundred|ten thousand|%|percent|per cent|pct|kt|mt|yuan|kW|MW|enterprises)"
_STAFF = r"(?:pots|cells|furnaces|people|workers|employees|enterprises)\b"
_PREFIXED = (  # letters that stand before the digits of an alloy, a standard, a molecule, a cell technology
    r"A(?!\s)|AA|ADC|AC|LM|EN|ISO|IATF|GB/T|GB|YS/T|PM|AlSi|ZL|Al|SiO|CO|SO|NO|H|F|L|P|T|Fe|Si|G|COP|B|K|ME|S|MT|AP|HAL|RA|SY|GAMI|SAMI|NEUI|QY|GP"
    "|EGA|DX|C|D|R|HS|V|X|M|JIS|ASTM|DIN"
)
_MONTH = "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_NOT_PARTS = "".join(rf"(?<!\b{w}[ -])" for w in "one two three four five six seven eight nine".split())  # "one-fifth", "two thirds"
_NO_PART = "".join(rf"(?<!\b{w} )" for w in ("an", "a", "a good", "a full", "a bare", "a mere"))  # "a good third"
_A_DAY = "".join(f"(?<!{w} 24 hours)" for w in "for For after After over Over in".split())
_NUMBER = (  # "shed number 5"; "workers number 48", "workers at the plant number 480"
    r"(?<!s )(?<!year )(?<!to )number(?=\s\d\b(?!,\d))|" + "".join(f"(?<!{w} )" for w in "s year to ed plant far now".split()) + "number"
)
_NO_WEEK = "".join(rf"(?<!\b{w} week)" for w in "this This last Last next Next each".split())  # "this week 140 workers"
_MADE_IN = "|".join(rf"(?<=\b{w} in )" for w in listed("made_in_months"))  # "4,100 tons in seven months"
_NOT_HAD = "".join(f"(?<!{w} )" for w in "has have had with are were of built put and into".split())  # "has three ports and two railways"
_NO_AGE = "".join(rf"(?<!\b{w} )" for w in listed("before_an_age"))  # "built 56 years ago" says how old a plant is
_NO_RAND = "".join(rf"(?<!\bR{d}\.\d\d)" for d in (r"\d", r"\d\d", r"\d\d\d"))  # "R2.55" is a price
_NO_HALF = r"(?<!\bH[12])(?<!\bH[12]-\d\d)"  # of a year
_LASTS = LASTING.replace(" )", " last )")
_NOT_BY = "".join(f"(?<!{w} a )" for w in listed("before_a_part"))  # "over a third"

_ALLOYS = (  # of the register, those that the trade names by their number alone
    "1050|1060|1070|1100|1145|1235|3003|3004|3102|3104|3105|5005|5042|5052|5083|5086|5182|5454|5754|6005|6013|6016|6060|6061|6063|6082|6101"
    "|6201|6463|7003|7050|7075|8006|8011|8021|8079|8176"
)

RULES: tuple[tuple[str, Rule], ...] = (  # reason, rule; where two overlap the longer counts, of equal ones the one named first
    ("name", Rule(
            "plan_of_cities",
            r"[\"“'‘]?[ ]?(?<![\d.,])\d[ ]?\+[ ]?\d+[ ]?['\"”’]?(?:\scities)?|(?<=[\"“'‘])226(?=['\"”’]\s?cities)",
            ('"2+26" cities', "2 + 26", 'the "226" cities'), ("2,600 t", "226 cities"),
    )),
    ("name", Rule(
            "plan_of_a_year",
            r"(?:19|20)\d\d(?=\s(?:\w+\s){0,6}(?:work\s)?(?:action\s)?(?:plan|scheme|programme|program)\s(?:for|on|of)\b)",
            ("2017 air pollution prevention and control work plan for",), ("2017 output",),
    )),
    ("name", Rule(
            "contract",
            r"(?i:\b(?:three|3|fifteen|15)(?:\s|\s?-\s?)months?(?=\s(?:alumini?um|price|contract|futures|metal|copper|delivery|LME|forward|bid|offer"
            r"|target|quot(?:e|ation)|Asian)))|\bcash to three months\b"
            r"|\bChapter\s(?:7|11)\b",
            ("three-month aluminium", "Chapter 11"), ("three months of output", "Chapter 3"),
    )),
    ("specification", Rule(
            "grade",
            r"\bADC\s?\d+|(?<![\d,.$€£₹])\b[1-8]\d{3}[- ]?(?:series|alloys?|T\d)\b|\b[1-8]xxx\b"
            r"|(?<![\d,.$€£₹])\b(?!20[0-3]\d)[1-8]0\d\d\b(?=\s(?:alloy|alumini?um|billets?|extrusion|sheet|foil|profiles?))"
            r"|(?i:\bdouble[- ](?:chamber|zero|roll))|\b\d+N\d?\b|\b\d{2,3}\s?(?:kA|kilo[- ]?amp(?:ere)?s?)\b|[Φφø]\s?\d+"
            r"|(?i:\b(?:\d{1,3}|two|three|four|six|twelve)-(?:wheelers?|piece|stand|high|chamber|roll|tier|axis|storey|seater|strand|cavity|by-\d+-foot))\b"
            r"|\b\d{1,2}-(?:inch|foot|ton|tonne)\b(?=\s(?:\w+\s){0,2}(?:press|presses|furnaces?|pieces?|mill|crane|truck|hammer))|\b1:[1-9](?:\.\d+)?\b(?!\d)"
            r"|\b\d[\d,.]{0,12}[\s-]?(?:tons?|tonnes?|t|kN|MN)\s(?:of\s)?(?:clamping|locking|pressing|press)\sforce\b"
            r"|(?<=\bforce of )\d[\d,.]*\s?(?:tons?|tonnes?|kN|MN|(?:mega|kilo)newtons?)(?:\s(?:and|to)\s\d[\d,]*\s?(?:tons?|tonnes?|kN|MN))?\b"
            r"(?:\s\([^()]{1,24}\))?"
            r"|\b[1-8](?:[-–/]\d)?[- ]series\b(?=\s(?:alumini?um|alloys?|extrusions?|sheet|plate|strip|coil|foil|profiles?))"
            rf"|(?<![\d,.$€£₹])\b(?:{_ALLOYS})\b(?!,\d|\.\d|\s?(?:{_UNIT}|t|[mb]ln|people|workers|dollars|rupees|sets|pieces|units|jobs|roles|positions|redundancies|homes|employees|posts|staff|men|cells|pots|residents|families|households|MW|kWh|hectares)\b)"
            r"|\b\d{1,2}(?:\.\d+|-\d/\d)?\s?[”″](?=\s?(?:circles?|diameters?|billets?|logs?|wide|rods?|wheels?|containers?|rounds?)\b)"
            r"|(?:(?<=\b[3-8]\d\d\d, )|(?<=\b[3-8]\d\d\d and )|(?<=\b[3-8]\d\d\d or ))2024\b(?!,\d|\.\d)|\b2024(?=-T\d|\salloys?\b"
            rf"|(?:,|,? and|,? or)\s(?:{_ALLOYS})\b(?!,\d|\s(?:{_UNIT})))"
            r"|\b(?:alumini?um|alumina)[- ]to[- ]silicon ratio\s(?:of\s|is\s|at\s)?\d+(?:\.\d+)?"
            r"|\b[1-8]A\d\d\b|(?<![$€£])\b[1-9]\d{2,3}\s[CF]\b(?!\.)"
            r"|\b[234]W\b(?=\s(?:alloy|wheels|segment|vehicles))|\b\d(?:\.\d)?\s?M[Ww] earthquake(?! early| warning|-)"
            rf"|\b\d{{1,3}}-digit\b|\b(?:\d{{1,3}}|{_N})-(?:day)?(?:(?:,|\sand|,\sand)\s(?:\d{{1,3}}|{_N})-(?:day)?)*\s"
            r"(?:simple |exponential )?moving average"
            r"|\b\d(?:\.\d)? magnitude\b|\bmagnitude \d\.\d\b|\bAa\s?[:：]\s?\d+%"
            r"|\bA/S\s?(?:ratio\s)?(?:of\s|at\s|[:：]\s?)?\d+(?:\.\d)?(?:\s?[-–~]\s?\d+(?:\.\d)?)?"
            r"|\b(?:alumin\w* silicon|alumina[- ]silica|[Aa]l/[Ss]i|silica) ratio\s(?:of\s|is\s)?\d+(?:\.\d+)?|\bratio of 1 to 1\b"
            r"|\b(?!50:50\b)(?:(?:2[5-9]|[3-9]\d):\d\d?|\d\d?:[6-9]\d)\b(?!:)",
            ("ADC12", "6063 alloy", "6063 billet", "double-zero", "400kA", "Φ120", "A/S of 4.5-5", "3003 and 8011",
             "3,500 tons of clamping force", "force of 3,500 tons and 5,000 tons", "force of 5 meganewtons (1.12 million lb.)", "14” billet"),
            ("6063 tons", "double output", "3003 tonnes"),
    )),
    *CODES,
    ("exchange_rate", Rule(
            "exchange",
            r"(?:US)?[$€£]\s?1(?:\.0+)?\s?=\s?[^)\s]+(?:\s\S?\d[\d.,]*)?(?:\s(?:yuan|rupees|rmb|forints|pesos|euros))?"
            r"|\b\d+(?:\.\d+)?\s(?:yuan|rupees|lira|roubles|reais|rand)\s(?:per|to the|to a|a)\s(?:US\s)?dollar\b|\b\d+\.\d+ to the (?:US )?dollar\b"
            r"|(?:\b[A-Z]{3}\s?|[₽¥₹]\s?|(?<![\d.,]))\d+(?:\.\d+)?(?:\s(?:yuan|rupees|roubles|rubles|rupiah|reais|ringgit|dinars))?\s?(?:/|per)\s?(?:1\s(?:US\s)?dollar|1\sUSD|(?:USD|US\$)\s?1(?!\d|[.,]\d))\b"
            r"|(?<=exchange rate of )[A-Za-z$]{1,3}\s?\d[\d,.]*\)?\s(?:per|to the|to a|a)\s(?:US\s?)?(?:\$|dollar|USD)"
            r"|(?<=dollar at about )\d\.\d+|(?<=dollar at )\d\.\d+"
            r"|\b1\s(?:USD|US dollar|dollar|euro|pound|yuan)\s?(?:=|equals)\s?(?:RMB\s?)?[\d.]+(?:\s\w+)?|\([^()]{0,30}\b1\s?=\s?[^()]{1,40}\)",
            ("$1 = 6.9 yuan", "1 USD = 6.5 yuan", "($1 = 218.06 forints)"), ("$1.5 million",),
    )),
    ("date", Rule(
            "numeric_date",
            r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}-\d{1,2}-\d{4}\b|\b\d{1,2}\.\d{2}\.(?:\d{4}|\d\d)\b(?!\.\d)|\b(?:[12]?\d|3[01])\.[1-9]\.(?:19|20)\d\d\b"
            r"|\b20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\b"
            r"|(?m:^)(?:1[0-2]|[1-9])\.(?:[12]?\d|3[01])(?=\s(?:SMM|[Mm]inutes of|[Mm]orning)\b)"
            r"|(?<=As of )(?:1[0-2]|[1-9])\.(?:[12]?\d|3[01])(?=\s(?:the\b|[A-Z][a-z]{3}))"
            r"|\((?:1[0-2]|[1-9])\.[0-3]?\d\s?[-–~]\s?(?:1[0-2]|[1-9])\.[0-3]?\d\)"
            rf"|\b{_MONTH}\.?\s\d{{1,2}}\s?(?:to|and|-|–|~)\s?(?:[12]?\d|3[01])\b(?![,.]?\d|,\s\d{{3}}\s(?:tons|tonnes|yuan|people)\b|\s?(?:%|{_UNIT})"
            r"|\s(?:months|years|weeks|days|hours)\b)",
            ("12/11/2017", "27.02.15", "20250811", "(3.18-3.22)"), ("12.11 t", "1.2.3.4"),
    )),
    ("date", Rule(
            "months_of",
            r"(?:(?<=calendar year )1[34]\d\d\b|(?:first|early|middle|mid|last|late|final)[- ]ten[- ]days\b|"
            rf"(?<=same )(?:\d{{1,2}}|{_N})\smonths|(?<=the )(?:\d{{1,2}}|{_N})\smonths(?=\sof\s(?:19|20)\d\d|,?\s(?:together|combined|taken)\b)"
            rf"|(?:\d{{1,2}}|{_N})-months?(?=\s(?:figures?|totals?|tall(?:y|ies)|output|production"
            rf"|imports?|exports?|profits?|sales|results?|revenues?|periods?|numbers?))"
            rf"|(?:(?<=\bOver )|(?<=\bFor )|(?<=\bIn ))(?:\d{{1,2}}|{_N})\smonths(?=,?\s(?:the\s)?(?:sales|output"
            rf"|production|imports|exports|profit|revenue|it|total|figure|shipments)\b)"
            rf"|(?:{_MADE_IN})(?:\d{{1,2}}|{_N})\smonths(?=\s?[,.;(]|\sof\b|\s\d)"
            rf"|(?<=\bin the )(?:\d{{1,2}}|{_N})\s(?:months|years|quarters|weeks)(?!\s(?:to come|ahead|after|following))"
            rf"|(?:(?<=\bFor )|(?<=\bOver )|(?<=\bOf )|(?<=\bof )|(?<=\bbefore ))(?:{_N}"
            rf"|\d{{1,2}})\smonths(?=\s(?:the|sales|it took|output|is let|adds|figures))"
            rf"|\b(?:{_N}|\d{{1,2}})-?\s(?:to|or)\s(?:{_N}|\d{{1,2}})-(?:year|month|week|day)\s(?:period|window|span)\b"
            rf"|\b1-\d{{1,2}}[- ]months?\b|\((?:28|29|30|31) days\)|\bin last (?:\d{{1,2}}|{_N}) (?:months|years)"
            rf"|(?<=\bnext )(?:{_N}|\d{{1,2}}), (?:{_N}|\d{{1,2}}) and (?:{_N}|\d{{1,2}}) months"
            rf"|(?:(?<=\blast )|(?<=\bnext ))(?:{_N}|\d{{1,2}})-and-a-half (?:months|years)|\bthree-quarter(?=\s(?:report|profit|result|figure))"
            rf"|(?:(?<=\bpast )|(?<=\blast ){_LASTS}|(?<=\bprevious )|(?<=\bpreceding ))(?:\d{{1,2}}|{_N})(?:\sand\sa\shalf)?\s(?:months|years"
            rf"|quarters|weeks|days)"
            rf"|(?:\d{{1,2}}|{_N})\smonths(?=\s(?:to|through|ended|ending)\s(?:end-?\s?)?[A-Z][a-z]{{2}}))",
            ("six months to June", "15- to 18-month period", "the two months of 2014", "same two months", "11-month figures", "middle ten days"),
            ("took six months to build", "need two months", "may last ten months"),
    )),
    ("ordinal", Rule(
            "ordinal",
            rf"\b\d{{1,3}}(?:st|nd|rd|th)\b(?:-\w+)?"
            rf"|\b(?<!-)(?i:No|{_NUMBER}|{either('numbered_things')}){_NO_WEEK}\s?(?:(?<=[Nn][Oo])\.|(?<=[Nn][Oo] )\.)?\s?(?:#\s?)?(?:\d{{1,3}}[A-D]?"
            rf"|[IVX]+)(?![\d,.]?\d|(?<!\W\d),\s(?:\d{{3}}(?!,)|000)\b|\s?-?{_UNIT}|\s(?:lakh|crore|mln|mn|bn|sets)\b)\b"
            r"|\b(?:top|Top)[- ](?:\d+|ten|five|three|two|four|twenty|six|eight)\b(?![,.]\d|\s?(?:[mb]illion|thousand|[mb]ln|tons|%|percent))",
            ("6th", "No. 1", "Phase 2", "top five"),
            ("may top 10 million", "C-class 71", "line of 380,000", "Line 5 million", "phase 6 ten thousand tons"),
    )),
    ("ordinal", Rule(
            "ordinal_word",
            rf"(?=[FSTENfsten])(?i:{_NO_PART}{_NOT_PARTS}\b(?!(?<=remaining )\w+ of\b){_ORDINAL}\b|(?<=\ba ){_NOT_BY}{_ORDINAL}\b(?!{PART_OF}))"
            r"(?i:[- ](?:largest|biggest|highest|batch|round|phase|place|time|half-year))?",
            ("third batch", "second", "remaining third line"), ("seconds", "one fifth", "a third of its", "remaining third of"),
    )),
    ("ordinal", Rule(
            "named_in_words",
            r"\b(?:[Pp]hase|[Ss]tage|[Ss]eries|[Pp]otline)\s(?:one|two|three|four|five|six)\b(?!\s(?:million|thousand|hundred|ten|potlines|series)\b)"
            r"|\b(?:[Ll]ine|[Pp]otroom|[Hh]all|[Tt]rain|(?:(?<=in )|(?<=from )|(?<=of ))building)\s(?:one|two|three|four|five|six)\b(?=\s?[.,;:)]"
            r"|\s(?:is|was|has|had|can|will|went|goes|remains?|stays?|at)\b|\sof\s(?:its|the)\s(?:\w+\s){0,2}(?:smelter|plant|works|refinery)\b)"
            rf"|\b(?:[Ll]ines|[Pp]hases|[Ww]orkshops?|[Uu]nits|[Pp]otlines|[Pp]otrooms)\s(?:Nos?\.?\s)?\d{{1,2}}(?:\s?(?:,\s?and|to|and|&|-|–|,)\s?\d{{1,2}}\b(?![.,]?\d|\s?-?{_UNIT}|\s(?:people|workers|jobs|pots|cells)\b)){{1,5}}|\b[Yy]ard\s\d\b(?![,.]?\d|\s?-?(?:%|[a-z]+s\b))",
            ("phase two", "series two", "Lines 1 to 4", "yard 1", "in building three.", "line two is"),
            ("lines 2 furnaces", "phase two million", "is building three.", "line three plants"),
    )),
    ("ordinal", Rule(
            "numbered_works",
            rf"(?!(?:In|At|Of|And|The|With|For|From|All|Its|To|By|{_MONTH})\b)\b[A-Z]\w+\s[2-9](?=\s(?:[a-z]+\s){{0,3}}(?:plant|smelter|refinery|mine|station)"
            r"(?:\sproject|\sexpansion)?(?:,\s[a-z]|\s(?:project|expansion|is|was|will|has|had|would|can|which)\b))",
            ("Sohar 2 aluminum plant project", "Nalco 2 alumina refinery, which"), ("In 2 smelter project is", "Line 2 smelters", "Henan 2 plants"),
    )),
    ("ordinal", Rule(
            "heading", rf"(?m:^[^\S\n]{{0,40}}(?:{_N.title()}|\d{{1,2}})\s?[,、.)](?:(?=\s\S)(?!\s\d)|(?=[A-Z])))",
            ("One , output increases", "2. The"), ("One plant", "2.5 t"),
    )),
    ("ordinal", Rule(
            "one_of",
            r"\b(?:One|Two|Three|Four|Five|one|two|three|four|five)(?=\sis\s(?:that|to|the|because)\b)"  # "One is that ... Two is that ..."
            rf"|\bone of (?:the |its |[A-Z][a-z]+'s )?(?:\d{{1,2}}|{_N})\s(?:big|biggest|largest|top|major|leading)\b"
            rf"|(?<=among )(?:(?:the|its) )?(?:[A-Za-z]+'s )?(?:\d{{1,2}}|{_N})\s(?:big|biggest|largest|top|major|leading)\b"
            r"|(?<=among the )first \d{1,3}\b(?![.,]\d|\s(?:to|of)\b|\s?(?:%|percent|per cent))"
            r"|one among \d{1,2} big",
            ("one of 5 big", "Two is that"), ("one plant", "Two is one"),
    )),
    ("time", Rule(
            "clock",
            r"\b(?:[01]?\d|2[0-4]):[0-5]\d(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?\b|\b\d{1,2}\s?(?:a\.m\.|p\.m\.|A\.M\.|P\.M\.|AM|PM|am|pm|o'clock|o’clock|hrs|GMT)(?!\w)"
            r"|\b[0-2]\d[0-5]\d\s(?:GMT|UTC)\b|\b(?:[01]?\d|2[0-4])：\s?[0-5]\d\b"
            r"|(?:(?<=\bat )|(?<=\bby )|(?<=\bof )|(?<=\bfrom ))(?:[01]?\d|2[0-4]):\s[0-5]\d\b(?![.,]?\d|\s(?:in|[a-z]+s)\b)"  # "at 18: 00"
            r"|\b(?:half|quarter) past (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon)\b"
            rf"|\b24[- ]hours?\b(?!\s(?:\w+\s)?(?:{either('stops_of_a_day')})\b)(?:(?=\s(?:a|per)\sday\b)|{_A_DAY})|\baround the clock\b"
            r"|\b(?:[Oo]nce|[Tt]wice|[Tt]hrice)(?=\s(?:an?|per|each|every)\s(?:year|month|week|day|shift)\b)"
            rf"|\b(?:{_N}\sor\s)?{_N}\sin the (?:early |late )?(?:morning|afternoon|evening|night)\b",
            ("13:09", "10 a.m.", "24 hours", "at 18: 00", "20：30"), ("10 tons", "24-hour stoppage", "for 24 hours"),
    )),
    ("identifier", Rule(
            "alloy",
            rf"(?<![\w.])#\s?\d+\b|(?<![\w.,$])\d+#|\b(?:{_PREFIXED})[- ]?\d+(?:[.-]\d+)?[A-Z]?(?:O\d)?\b{_NO_HALF}{_NO_RAND}"
            r"(?![.,]\d|[\s-]?(?:tons|tonnes|million|billion"
            rf"|percent|%|[mb]n|crore|a (?:ton|month|kilo|kWh))|(?:(?<=[A-Z] \d\d)|(?<=[A-Z] \d{{3}}))\s{_STAFF})|\bAl[₂2]O[₃3]|\bCO[₂2]|\bSO[₂2]",
            ("PM2.5", "#1", "A356", "AP60", "ISO 14001"), ("2.5 million", "A$500"),
    )),
    ("idiom", Rule(
            "idiom",
            rf"(?=[A-Za-z2]){_NOT_HAD}\b(?i:{_N})\s(?P<a>(?!(?:{either('no_slogans')})\b)[a-z]+(?:s|ions?|ings?))"
            rf"(?:,\s(?:and\s)?|\sand\s){_N}\s(?!million|thousand|hundred|tons|tonnes|plants"
            rf"|enterprises|smelters|lines|refineries|provinces|cities|pots|months"
            r"|days|weeks|years|hours|minutes|seconds|people|workers|projects|firms|companies|in\b|of\b|at\b|from\b|to\b|more\b|were\b|was\b|are\b)[a-z]+(?:s|ions?"
            r"|ings?)\b"
            r"|(?i:\btwo sessions\b|\bthree wastes\b|\bthree simultaneous(?:es|ly)?\b|\btwo highs?\b(?!-)|\bthree lines and one list\b"
            r"|\b(?:whether|if|when) one (?:counts|looks|takes|wants|adds|considers|sees|thinks|asks|speaks)\b"
            r"|\bone size fits all\b|\bone[- ]stop\b|\ball[- ]in[- ]one\b"
            r"|\bat sixes and sevens\b|\bback to square one\b|\bone after another\b|\bone by one\b|\bsecond to none\b|\bsecond[- ]hand\b|\b24/7\b"
            r"|\b(?:at|from) (?:one|a) hundred percent effort\b|\b(?:in|from) one piece\b)",
            ("two interruptions and three cleanings", "two sessions"), ("two plants and three lines of", "Two firms, one in Dhanbad",
             "two mills two metres wide", "five workers and nine shifts"),
    )),
    ("garbled", Rule(
            "comma_astray",
            r"(?<![\d.,])\b\d{1,3},(?!(?:19|20)\d\d\b)\d{4}\b(?![.,]?\d)"
            r"|(?<![\d.,])\b[1-9]\d{0,2},\d{1,2}(?=\s(?:people|persons|workers|employees|staff|jobs|pots|cells|furnaces|enterprises|plants)\b)",
            ("9,3730 MT", "1,25 people"), ("9,373 MT", "Nov 6,2017", "1,2345,000", "1,250 people", "3, 25 people"),
    )),
    ("reference", Rule(
            "footnote",
            rf"(?<=[a-z]{{3}})(?<!about)(?<!reached)(?<!over)(?<!was)[1-9]\d?(?=,(?!\d{{3}})|[;:)]|\.?(?:\s(?!{_UNIT}|yuan)[a-z]|\s?$))",
            ("total production2 in May", "of ore6."), ("about50 tons", "CO2", "output9 tons", "km2", "produced3,000 tons"),
    )),
    ("garbled", Rule("lost_multiplier", r"\bmany yuan \d[\d.,]*|(?<!\d)\d{1,3} many yuan", ("many yuan 70",), ("70 million yuan",))),
    ("indefinite", Rule(
            "indefinite",
            rf"(?i:\b(?:first(?:[- ]round)?\sdoubling|(?!{GROWTH})(?:doubling|tripling)|several\s(?:hundred"
            r"|thousand|ten thousand|million|billion|dozen)"
            r"|(?:dozens|hundreds|thousands|millions|billions|scores) of|tens of (?:thousands|millions|billions)(?: of)?|several \d[\d,]*"
            r"|a couple of|a few (?:hundred|thousand|million|dozen))\b)"
            r"(?!-zero| zero|-roll|[- ]chamber)",
            ("several hundred", "tens of thousands of", "first doubling", "by doubling"), ("doubled", "several plants", "doubling of output"),
    )),
    ("identifier", Rule(
            "span_plan",
            rf"(?i:\b(?:(?:{_N}|\d{{1,2}})-?\s(?:to|or|and)\s)?(?:{_N}|\d{{1,2}})[- ]year (?:action |development |work |rolling |environmental )*"
            r"(?:plan|programme|program|campaign|scheme|strategy|bond|notes|action))",
            ("three-year action plan", "three- to five-year plan"), ("three years", "two-year stop"),
    )),
    ("reference", Rule(
            "look_back",
            rf"(?i:\b(?:{either('superlatives')})\b"
            r"(?:(?:\s[a-z-]+){0,4}\s(?:in|since)|(?:\s(?!shut\b|\w+ed\b)[a-z-]+){0,2}\sfor)\s(?:(?:nearly|more than|almost|over|about|at least)\s)?"
            rf"(?:{_SPAN}|\d{{1,2}}-\d/\d\syears|an?\s(?:year|month|decade)(?:\sand\sa\shalf)?)\b|\b(?:once|twice|thrice) in (?:\d{{1,3}}|{_N}) years"
            rf"|\b(?:\d+(?:-\d/\d)?|{_N}|multi)[- ](?:year|month|week|day)[- ](?:highs?|lows?|peaks?|troughs?|records?|average|span|stretch)\b"
            rf"|\b{_NO_AGE}{_SPAN}(?:\sago|\sback|\sfrom now)\b"
            rf"|(?:(?<=west in )|(?<=ghest in )|(?<=best in )|(?<=worst in )|(?<=most in ))(?:nearly\s|more than\s|almost\s|over\s)?{_SPAN}"
            rf"|(?<=time in )(?:nearly\s|more than\s|almost\s|over\s|late\s|the last\s|the past\s)?{_SPAN}|\brecent\s{_SPAN}"
            rf"|(?:(?<=est for )|(?<=est since )|(?<=dearest in ))(?:nearly\s|more than\s|almost\s|over\s)?{_SPAN}"
            rf"|(?:(?<=than )|(?<=from )|(?<=were )|(?<=was )){_SPAN}(?=\s(?:before|earlier)\b)"
            rf"|{_SPAN}(?=\sless\b|\sfewer\b|\solder\b)|\bdate back (?:\d{{1,3}}|{_N}) years)",
            ("9-1/2-year high", "lowest in more than a year", "two-year average", "lowest in eleven weeks", "two years ago", "recent 15 years"),
            ("two years later", "stopped for 11 days", "largest smelter stopped for a month"),
    )),
    ("reference", Rule(
            "terms_of_payment", r"\b(?:BL|B/L|M|QP|bill of lading)\s?(?:plus|\+)\s?\d{1,2}\sdays\b", ("BL plus 15 days",), ("plus 15 days",),
    )),
    ("reference", Rule("table_unit", r"['’]000\s(?:t|tonnes|tons|mt|units|pieces)\b", ("'000 t",), ("5,000 t",))),
    ("reference", Rule(
            "whereabouts",
            r"(?i:\b\d+(?:[.,]\d+)?[\s-]?(?:km|kilomet(?:er|re)s?|miles?)\s(?:from|(?:north|south)(?:east|west)?|east|west|away|off|outside|(?:down|up)stream|inland)\b)",
            ("30 km from", "20 miles north"), ("30 km of road",),
    )),
    ("reference", Rule(
            "sources",
            rf"(?=[\dOTFSENotfsen])(?i:(?:(?<=survey of )|(?<=poll of ))\d{{1,3}}\s(?:analysts|economists|traders|participants|respondents)"
            rf"|\b(?:\d{{1,3}}|{_N})\s(?:market )?(?:participants|analysts|respondents)(?=\s(?:on average\s|had\s){{0,2}}(?:gave|polled|forecast"
            rf"|predicted|surveyed))|\b(?:{_N}|\d{{1,2}})\s(?:people|persons|sources|traders|officials|executives|analysts|delegates|insiders)\s(?:familiar"
            rf"|said|close to|with (?:direct )?knowledge|with the matter|told|briefed|involved"
            rf"|who (?:know|take part|took part|declined|asked not)|in the (?:industry|market|trade)\b(?=[\s,](?:said|say|called|told|who)|\.))\b"
            rf"|(?:(?<=sources at )|(?<=fficials at )|(?<=nalysts at )|(?<=raders in )|(?<=raders at )|(?<=anagers at ))(?:{_N}|\d{{1,2}})\s"
            rf"(?:\w+\s)?(?:companies|firms|smelters|producers|plants|traders|mills|banks|cities)(?=\s(?:said|say|told)|,|\sand\b)|\b(?:{_N}|\d{{1,2}})\ssources\b)",
            ("two people familiar", "sources at three companies said"), ("two people died",),
    )),
)
_BEGINS = r"(?=[^\sA-Za-z]|\b[A-Za-z]|(?m:^))"  # no rule begins in mid-word; to say so saves a third of the time
_FOUND = [(reason, re.compile(rf"{_BEGINS}(?:{rule.pattern})"), rule.name in ("look_back", "months_of")) for reason, rule in RULES]
_PARAGRAPHS = re.compile(r"\n\s*\n")  # "Print this article", and below it "31 die in accident"
_TIMES = re.compile(r"(?i)year|month|week|day|quarter")
BEFORE, BEHIND = 90, 60  # characters beside a unit of time in which the slow rules look for what is said of it


def asides(text: str) -> list[tuple[int, int, str]]:
    """Start, end and reason of every number that counts nothing, in order; they may overlap.

    >>> asides("Phase 2 of the A356 line, two years ago")
    [(0, 7, 'ordinal'), (15, 19, 'identifier'), (26, 39, 'reference')]
    """
    windows, whole = _windows(text), [(0, len(text))]
    return sorted(
        (m.start(), m.end(), reason)
        for reason, pattern, timed in _FOUND
        for low, high in (windows if timed else whole)
        for m in pattern.finditer(text, low, high)
        if not _PARAGRAPHS.search(m.group())
    )


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches around units of time, those that meet joined."""
    out: list[tuple[int, int]] = []
    for m in _TIMES.finditer(text):
        low, high = max(0, m.start() - BEFORE), min(len(text), m.end() + BEHIND)
        out[-1:] = [(out[-1][0], high)] if out and low <= out[-1][1] else [*out[-1:], (low, high)]
    return out
