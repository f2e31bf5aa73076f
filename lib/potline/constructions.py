"""Turns of phrase around an amount that say by themselves what it counts or what became of it: capacity first, then what moves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from potline.frame import Claim
from potline.lexicon import load
from potline.motions import MOTIONS
from potline.turns import GOODS, MAKE, PUT, QUALIFIED, RATE, STOOD, Construction

PROVINCES = "|".join(entry.name for entry in load().entries["regions"].values() if entry.data.get("code", "").startswith("CN-"))
TAKES = (
    r"\b(?:bought|buys?|buying|purchas\w+|acquir\w+|draws?|drew|transfers?|transferring|relocates?|relocating|moves?|moving|shifts?|obtains?|"
    r"obtained|took over|takes over|swaps?|swapped)"
)
# Goods are bought from a firm, capacity quota from a smelter or a province of China.
FROM_A_SELLER = (
    rf"^{RATE}(?:\s(?:of|in)\s[^,;.:]{{1,50}}?)?\s(?:from|out of)\s(?:[\w'’-]+\s){{0,4}}?"
    rf"(?:smelter|smelters|plant|plants|capacity|quota|province|producers?|{PROVINCES})\b"
)

CONSTRUCTIONS = (
    Construction(
        "whole",
        rf"(?:%|percent|per cent|pct|half|third|thirds|quarter|quarters|pots|potlines?|lines?|part|most|much|all)\sof\s(?:the|its|their|a|an)\s(?:[\w'’]+['’]s?\s)?{QUALIFIED}",
        r"^(?:[^,;.]{0,40}\bcapacit|\s(?:a|per)\s(?:year|annum)\b)", "capacity", "operating", "level",
        "They shut 45% of the ⟦1.62 million tons⟧ of engineered capacity.",
    ),
    Construction(
        "moved",
        rf"\b(?:has|have|had|hence|already|which|been)\s(?:[\w-]+\s){{0,6}}(?:moved|relocated|transferred|shifted)\s[^,;.]{{0,60}}?{QUALIFIED}", "",
        "?capacity", "reported", "level", "The group has moved to Yunnan capacity of ⟦3.96 million tons⟧.",
    ),
    Construction(
        "moved", r"^(?:(?!\bwill\b|\bto be\b).)*$", rf"^{RATE}{GOODS}\s(?:which|that)\s[^,;.]{{0,40}}\s(?:moved|relocated|transferred|shifted)\b",
        "capacity", "reported", "level", "Add ⟦900,000 tons⟧ which Shenhuo moved to Funing.",
    ),
    Construction(
        "drawn from",
        rf"{TAKES}\s{QUALIFIED}",
        FROM_A_SELLER,
        "capacity", "announced", "level", "Baiyinhua bought ⟦100,000 tonnes⟧ from a closed smelter.",
    ),
    Construction(
        "drawn from",
        rf"{TAKES}\s[^;.]{{5,110}}\sand\s{QUALIFIED}",
        FROM_A_SELLER,
        "capacity", "announced", "level", "It bought 100,000 tonnes from a closed smelter and ⟦81,500 tonnes⟧ from Gansu.",
    ),
    Construction(
        "newly there",
        rf"\b[Nn]ew(?:ly added|ly built|ly commissioned)?\s(?:[\w-]+\s){{0,3}}?capacity\b[^,;.]{{0,50}}\b(?:was|were|reached|totall?ed|came to|amounted "
        rf"to|stood at)\s{QUALIFIED}",
        "", "capacity", "commissioned", "level", "New capacity in the first half was ⟦1.2 million tons⟧.",
    ),
    Construction(
        "stated",
        rf"\b[Cc]apacit(?:y|ies)\b[^,;.]{{0,70}}\b(?:is|are|was|were|stands? at|stood at|totals?|totall?ed|amounts? to|amounted to|came to|comes to)\s{QUALIFIED}",
        rf"^(?!{GOODS}\s(?:is|are|was|were|has|have|had|will|shut|closed|idle|under)\b)", "capacity", "?stated", "level",
        "Anode capacity of Henan is ⟦2.35 million tons⟧, after the limit it goes down.",
    ),
    Construction(
        "with a year", rf",\swith\s{QUALIFIED}", r"^\s?(?:/\s?(?:year|yr)|(?:a|per)\s(?:year|annum))(?=\s?[,;.)]|\sof\s|$)", "capacity", "?", "level",
        "The plant, with ⟦250,000 tonnes⟧ a year, had cut load by 30%.",
    ),
    Construction(
        "good for",
        rf"\b(?:able to|capable of|can|can now|could|capacity to|designed to|enough to|equipped to|built to|meant to|fit to)\s(?:now\s|also\s|together\s|"
        rf"annually\s|\w+ly\s)?{MAKE}\s(?:as much as\s|out\s)?{QUALIFIED}",
        "", "capacity", "?", "level", "It can make ⟦300,000 tonnes⟧ of alumina a year.",
    ),
    Construction(
        "total ahead",
        rf"\b(?:will|would|shall|should|could|may|might|is to|are to|expected to|set to|due to|likely to|on course to|on track to|targets?|aims? "
        rf"to|goal of)\s(?:then\s|eventually\s|thus\s|thereby\s|have\s|soon\s)?(?:reach|total|exceed|stand at|come to|amount to|rise to|grow to|"
        rf"hit|surpass|pass|top|climb to|increase to|be raised to|be lifted to|be increased to)\s{QUALIFIED}",
        "", "?capacity", "forecast", "level", "It will reach ⟦220,000 tons⟧ a year in 2024.",
    ),
    Construction(
        "born", "",
        r"^(?:\sof)?(?:\s[\w-]+){0,3}?\s(?:will|shall|is to|are to|would|can)\s(?:be\s)?(?:born|made|produced|turned out|rolled out|manufactured|"
        r"cast|rolled|come out|roll off|come off)\s[^,;.]{0,30}\b(?:every|each|a|per)\s(?:year|annum)",
        "capacity", "?project", "level", "⟦10 million wheel hubs⟧ will be born every year.",
    ),
    Construction(
        "good for",
        rf"\b(?:(?:is|are|was|were)\s)?(?:built for|designed for|rated at|rated for|good for|sized for|laid out for|dimensioned for|licensed for|permitted for|room for)\s{QUALIFIED}",
        "", "capacity", "?", "level", "The refinery is built for ⟦1.4 million tonnes⟧ a year.",
    ),
    Construction(
        "apposition", rf"[a-zA-Z)'’],\s(?:or\s)?{QUALIFIED}",
        r"^\s?(?:/\s?(?:year|yr)|(?:a|per)\s(?:year|annum)),\s(?:which\s)?(?:has|have|had|was|were|is|are|will|stopped|closed|shut|went|lies|stands|ran|runs)\b",
        "capacity", "?", "level", "The last line of Alumar, ⟦74,000 tonnes⟧ a year, is being curtailed.",
    ),
    Construction(
        "put on", rf"{PUT}{QUALIFIED}",
        rf"^{RATE}{GOODS}\s(?:\w+\s)?(?:into|in|on|to)\s(?:commercial\s|trial\s|full\s)*(?:operation|production|service|use|stream|line)\b",
        "capacity", "commissioned", "level", "The base put ⟦260,000 tons⟧ of recycled capacity into operation.",
    ),
    Construction(
        "put on", rf"{PUT}{QUALIFIED}", rf"^{RATE}{GOODS}\s(?:online|onstream|on-stream)\b", "capacity", "commissioned", "level",
        "Xinfa brought ⟦200,000 t⟧ of capacity online.",
    ),
    Construction(
        "taken off", rf"{PUT}{QUALIFIED}",
        rf"^{RATE}{GOODS}\s(?:off|offline|off line|off-line|down(?!\s(?:by|to))|idle|shut|closed|out of (?:service|operation|use|production|action)|"
        rf"off stream|mothballed|in mothballs|standing still)\b",
        "capacity", "shut", "level", "Reynolds has ⟦88,000 tpy⟧ down.",
    ),
    Construction(
        "being built", rf"{PUT}{QUALIFIED}", rf"^{RATE}{GOODS}\s(?:under construction|being built|in the works|in building|under way)\b", "capacity",
        "under_construction", "level", "Huafon has ⟦30,000 t⟧ under construction.",
    ),
    Construction(
        "running", rf"{PUT}{QUALIFIED}", rf"^{RATE}{GOODS}\s(?:in operation|running|at work|in use|on line|in service|alive)\b", "capacity",
        "operating", "level", "Alba has ⟦500,000 t⟧ running.",
    ),
    Construction(
        "still runs", "", rf"^{RATE}{GOODS}{STOOD}(?:running|in operation|operating|at work|breathing|alive|producing|in service|functioning)\b",
        "capacity", "operating", "level", "Only ⟦700,000 tons⟧ are still breathing.",
    ),
    Construction(
        "stands idle", "",
        rf"^{RATE}{GOODS}{STOOD}(?:off ?line|off-line|idle|shut|silent|dark|cold|out of (?:service|operation|use|action)|off stream|mothballed|closed|"
        rf"dead|asleep|down(?!\s(?:by|to)))\b",
        "capacity", "shut", "level", "Some ⟦1 million tonnes⟧ of annual capacity has gone offline.",
    ),
    Construction(
        "has to stop", "",
        rf"^{RATE}{GOODS}\s(?:has to|have to|had to|must|is to|are to|was to|will|would|received (?:the|a) (?:notice|order)s? to|(?:was|were|is|"
        rf"are|has been|have been) (?:told|ordered|asked|forced|made) to|went|goes|gone)\s(?:be\s)?(?:lie down|stop|close|shut|halt|go cold|go dark|"
        rf"cease|come off|rest|stand still|disappear|leave|be eliminated|vanish|retire|withdraw)\b",
        "capacity", "shut", "level", "Another ⟦320,000 tons⟧ has to lie down.",
    ),
    Construction(
        "under threat", "",
        rf"^(?:\smore)?{RATE}{GOODS}\s(?:more\s)?(?:is|are|was|were|remains?)\s(?:still\s)?(?:under threat|at risk|in danger|threatened|in doubt|in question)\b",
        "capacity", "forecast", "level", "Another ⟦500,000 tonnes⟧ is under threat.",
    ),
    Construction(
        "from here",
        r"\b(?:enlarg|expand|extend|upgrad|lift|rais|increas|doubl|tripl|boost|step|grow|scal|gone|going|went|ris|rose|tak|brought|bring)\w*\b[^,;.\d]{0,70}\bfrom\s" + QUALIFIED,
        r"^[^,;.]{0,70}\bto\b", "?capacity", "operating", "level", "It is being enlarged from ⟦2 mtpa⟧ to 5 mtpa.",
    ),
    Construction(
        "from here", r"\b(?:enlarg|expand|extend|lift|rais|increas|boost)\w*\b[^;.]{0,80}\bby\b[^;.]{0,40}\bfrom\s" + QUALIFIED, "", "?capacity",
        "operating", "level", "It will lift the refinery by 1 million tonnes a year from ⟦2.2 million tonnes⟧.",
    ),
    Construction(
        "being enlarged to",
        r"\b(?:is|are|was|were|now)\sbeing\s(?:\w+ly\s)?(?:enlarged|expanded|extended|upgraded|lifted|raised|doubled|tripled|increased|scaled up|"
        r"built up)\b[^,;]{0,80}\b(?:to|by)\s" + QUALIFIED,
        "", "?capacity", "under_construction", "level", "It is being enlarged from 2 mtpa to ⟦5 mtpa⟧.",
    ),
    Construction(
        "has grown to",
        r"\b(?:has|have|had|was|were|been)\s(?:been\s)?(?:\w+ly\s)?(?:enlarged|expanded|extended|upgraded|doubled|scaled up|built up|gone (?:up "
        r")?from|debottlenecked)\b[^,;]{0,80}\bto\s" + QUALIFIED,
        "", "?capacity", "commissioned", "level", "The plant has been expanded to ⟦80,000 t⟧ a year.",
    ),
    Construction(
        "with a capacity", rf",\s(?:and\s)?(?:with|having|boasting)\s(?:an?\s|its\s)?(?:[\w-]+\s){{0,4}}?capacity\s(?:of\s)?{QUALIFIED}",
        rf"^{RATE}{GOODS},\s(?:was|were|is|are|has|have|had|will|may|must|can|would)\b", "capacity", "?", "level",
        "Alunorte, with a capacity of ⟦6.3 million tonnes⟧, was ordered to halve output.",
    ),
    Construction(
        "good for",
        rf"\b(?:built|designed|rated|sized|equipped|planned)\s(?:for|with|to)\s(?:an?\s)?(?:[\w-]+\s){{0,3}}?(?:output|production|throughput|capacity)\sof\s{QUALIFIED}",
        "", "capacity", "?", "level", "The line is designed for an annual output of ⟦45,000 tonnes⟧.",
    ),
    Construction(
        "to be enlarged", rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|existing)\s{QUALIFIED}",
        rf"^{RATE}\s?(?:[\w-]+\s){{0,4}}?(?:plant|smelter|refinery|line|mill|facility)\b[^,;.]{{0,40}}\b(?:enlarged|expanded|extended|upgraded|raised|doubled)\b",
        "capacity", "operating", "level", "The ⟦600,000 t/a⟧ plant will be enlarged.",
    ),
    Construction(
        "running total",
        rf"\b(?:[Rr]unning|[Oo]perating|[Ee]xisting|[Ii]nstalled|[Bb]uilt|[Aa]ctive)\s(?:[\w-]+\s){{0,4}}?capacity\b[^,;.]{{0,60}}\b(?:to|at|was|"
        rf"is|reached|totall?ed)\s{QUALIFIED}",
        "", "capacity", "?stated", "level", "Running capacity climbed to ⟦5.65 million tons⟧ after the restart.",
    ),
    Construction(
        "apiece", r"\b(?:furnaces?|pots|casters|presses|kilns|ovens|lines|units|cells)\s(?:of|with)\s" + QUALIFIED, r"^\s(?:each|apiece)\b", "capacity", "?", "level",
        "Three melting furnaces of ⟦25 tonnes⟧ each are in place.",
    ),
    Construction(
        "can be made", "", rf"^{RATE}{GOODS}\s(?:can|could)\s(?:now\s|already\s)?be\s(?:refined|smelted|made|produced|cast|rolled|extruded|processed|melted|recycled)\b",
        "capacity", "operating", "level", "In the old works ⟦80,000 tonnes⟧ of slab can be cast now.",
    ),
    Construction(
        "beside its", rf"\b(?:next to|beside|alongside|near|adjoining|at)\s(?:its|the|their)\s(?:existing\s|older?\s|present\s|first\s)?{QUALIFIED}",
        rf"^{RATE}\s(?:[\w-]+\s){{0,3}}?(?:smelter|refinery|plant|mill|works)\b", "capacity", "operating", "level", "It builds a rod mill next to its ⟦70,000-tonne⟧ smelter.",
    ),
    Construction(
        "ran", rf"\bran\s(?:at\s)?{QUALIFIED}", r"^(?:\s(?:a|per)\s(?:year|month))?(?:\s(?:in|last|this|of\s[a-z\s]{3,30})\b|[,.;])", "output", "reported", "level", "The mill ran ⟦31,000 tons⟧, a tenth more.",
    ),
    Construction(
        "ceiling", rf"\b(?:[Cc]eiling|[Cc]ap|[Rr]ed line|upper limit)\b[^,;.]{{0,40}}\b(?:at|of|is)\s{QUALIFIED}", r"^\s?(?:/|(?:a|per)\s)(?:year|yr|annum|a)\b", "capacity", "curtailed",
        "level", "With the ceiling for smelters at ⟦38 million tons⟧ a year demand stands still.",
    ),
    Construction(
        "will make",
        rf"\b(?:plant|line|project|factory|mill|smelter|refinery|facility|works|[Pp]hase|unit|complex|park|base)\b[^,;.]{{0,60}}\b(?:will|shall|would|"
        rf"is to|are to|is due to|is expected to)\s(?:be able to\s|eventually\s)?{MAKE}\s{QUALIFIED}",
        r"^[^,;.]{0,50}\b(?:(?:a|per|each|every)\s(?:year|annum)|annually|yearly)\b", "capacity", "?project", "level",
        "The wheel plant will turn out ⟦6 million wheels⟧ a year.",
    ),
    Construction(
        "running part", rf"[,;]\s(?:and\s|of which\s|with\s)?(?:running|operating|actually running|now running)\s(?:is\s|are\s)?{QUALIFIED}", "",
        "capacity", "operating", "level", "It has built 300,000 tons, running ⟦250,000 tons⟧.",
    ),
)
_COMPILED = [(c, re.compile(c.before) if c.before else None, re.compile(c.after) if c.after else None) for c in (*MOTIONS, *CONSTRUCTIONS)]


_POINT = re.compile(r"(?<=\d)[.,](?=\d)")  # "1.7 million" ends no clause


def constructions(c: Claim) -> Iterator[Construction]:
    """The constructions that an amount stands in, the telling ones first."""
    at, end = c.amount.start - c.sentence.start, c.amount.end - c.sentence.start
    before, after = (_POINT.sub("·", t) for t in (c.sentence.text[max(0, at - 140) : at], c.sentence.text[end : end + 140]))
    if c.amount.per == "year" and not re.match(r"\s?(?:/|(?:a|per|each|every)\s)", after):
        after = f" a year{after}"  # the rate is the amount's own: "250,000 tpy"
    for found, left, right in _COMPILED:
        if (left is None or left.search(before)) and (right is None or right.match(after)):
            yield found
