"""Constructions: turns of phrase around an amount that say by themselves what it counts or what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from potline.frame import Claim

# "some", "nearly", "a further": what may stand between a construction and its number
QUALIFIED = (
    r"(?:(?:about|around|some|nearly|almost|over|more than|up to|at least|at most|as much as|as many as|only|just|roughly|approximately|close to|another|further|extra|additional|total|total of"
    r"|combined|estimated|all|the|a|an|its|their|his|well|no|not|more|less|than|fewer|under|altogether|between|full|already|still|also|now|yearly|annually|today|currently|at present)\s)*[~(]?$"
)
_RATE = r"(?:\s?(?:/|\(|a\s|per\s|each\s|every\s)\s?(?:year|yr|annum|month|day|week)\)?)?"
_GOODS = r"(?:\s(?:of|in)\s(?:(?!\sand\s)[^,;.:]){1,50}?)?"
_MAKE = (
    r"(?:mak(?:e|es|ing)|produc(?:e|es|ing)|turn(?:s|ing)? out|smelt(?:s|ing)?|refin(?:e|es|ing)|cast(?:s|ing)?|roll(?:s|ing)?|process(?:es|ing)?|treat(?:s|ing)?|handl(?:e|es|ing)|melt(?:s|ing)?"
    r"|extrud(?:e|es|ing)|tak(?:e|es|ing)(?: in)?|yield(?:s|ing)?|deliver(?:s|ing)?|supply(?:ing)?|churn(?:s|ing)? out|recycl(?:e|es|ing)|remelt(?:s|ing)?|fabricat(?:e|es|ing)|generat(?:e|es|ing))"
)
_EAT = (
    r"(?:eats?|takes?|needs?|requires?|consumes?|uses?|swallows?|burns?|calls? for|gives?|leaves?|emits?|spits? out|creates?|throws? off|comes? with|costs?)"
)
_UNIT = r"(?:tonnes?|tons?|t|mt|metric tons?|[GMk]Wh?|kilowatt[- ]hours?|cars?|vehicles?|wheels?|lb|pounds?|kg)"
_PUT = (
    r"\b(?:put|puts|putting|bring|brings|bringing|brought|place|placed|set|sets|got|get|gets|start|started|starts|fired|took|take|takes|taking|"
    r"switch|switched|switches|turn|turned|carry|carried|has|have|had|keeps?|kept|with|leaves?|left|move|moved)\s(?:the\s|its\s)?"
)
_STOOD = (
    r"(?:\s(?:has|have|had|was|were|is|are|been|being|still|now|already|currently|to be|will be|yet|lying|lies|lie|sits?|stands?|stood|remains?|remained|kept|left))*\s"
)


_WASTE = (
    r"(?:ash|dross|slag|sludge|(?:red )?mud|lye|residues?|tailings|pot ?lining|(?:anode )?butts|carbon dust|hazardous waste|dangerous waste|"
    r"solid waste|waste|tar|soot|effluent|slurry|leachate|dioxide)"
)


class Construction(NamedTuple):
    """What stands before an amount and after it, and what that makes of the amount; None leaves a column to the cue words."""

    name: str
    before: str
    after: str
    measure: str | None
    event: str | None
    statistic: str | None
    yes: str  # an example, the amount between marks


CONSTRUCTIONS = (
    Construction(
        "ratio",
        rf"(?:\b1\s?{_UNIT}|\b(?:[Ee]very|[Ee]ach|[Pp]er|[Oo]ne|[Aa])\s(?:\w+\s){{0,2}}?{_UNIT})\b[^,;.]{{0,60}}\b{_EAT}\s(?:it\s|in\s|away\s)*{QUALIFIED}",
        "", "ratio", "reported", "level", "Every ton of metal eats ⟦1.9 tons⟧ of alumina.",
    ),
    Construction(
        "ratio", "", rf"^\sof\s[^,;.:\d]{{2,40}}\s(?:for|to|per|in)\s(?:make\s)?(?:every|each|one|1|an?|the)\s(?:single\s)?{_UNIT}\b", "ratio",
        "reported", "level", "It takes ⟦1.925 mt⟧ of alumina for 1 mt of aluminum.",
    ),
    Construction(
        "ratio of energy", "", r"^\s(?:of\s\w+\s)?(?:of\s)?(?:(?:a|per|for each|for every|to the)\s)(?:metric\s)?(?:tonne|ton|mt|t)\b", None,
        "reported", "level", "They use up ⟦18,000 kilowatt-hours⟧ of power a ton.",
    ),
    Construction(
        "waste",
        rf"\b{_WASTE}\s(?:(?:of|is|was|are|were|spit out|spat out|has|had|been|being|thrown|made|as|many|in the amount of|totall?ing|comes to|came "
        rf"to|reach(?:es|ed)?|put at|amounts? to)\s)*{QUALIFIED}",
        "", "emissions", "?", "level", "Aluminum ash of ⟦320 tons⟧ was piled at the river bank.",
    ),
    Construction(
        "waste", "", rf"^{_RATE}\s(?:of\s)?(?:[\w-]+\s){{0,3}}?{_WASTE}\b", "emissions", "?", "level",
        "It reckoned with ⟦1,876,622 tonnes⟧ of mud and lye.",
    ),
    Construction(
        "waste",
        rf"\b{_WASTE}\b[^;.]*\b(?:filled in|dumped|buried|poured|piled|spilt|spilled|leaked|discharged|tipped|hidden|stacked|heaped|escaped|swept "
        rf"out|flooded)\s(?:\w+\s){{0,2}}?{QUALIFIED}",
        "", "emissions", "?", "level", "They pulled the slag to sand pits, filled in accumulatively ⟦2300 tons⟧.",
    ),
    Construction(
        "came in", rf"\b(?:entered|came in|arrived|flowed in|landed|poured in|was brought in|were brought in)\s(?:the country\s|China\s)?{QUALIFIED}",
        "", "imports", "?", "level", "Bauxite and alumina entered ⟦81.5 million tons⟧.",
    ),
    Construction(
        "came in", "", rf"^{_GOODS}\s(?:came|flowed|poured|were brought|was brought|arrived|entered|landed)\s(?:in\b|from\b|at\b|into\b|the country)",
        "imports", "?", "level", "Alumina moved the other way: ⟦90,600 t⟧ came in.",
    ),
    Construction(
        "went out", "",
        rf"^{_GOODS}\s(?:went out|left the country|flowed out|went abroad|was shipped out|were shipped out|sailed|was sent abroad|were sent abroad)\b",
        "exports", "?", "level", "And ⟦101,500 t⟧ went out.",
    ),
    Construction("instead of", r"\binstead of\s" + QUALIFIED, "", None, "reported", "level", "The smelter draws 200 MW instead of ⟦540 MW⟧."),
    Construction(
        "instead of", "", rf"^{_RATE}{_GOODS},?\s(?:instead of|rather than|where it used to)\b", None, "curtailed", "level",
        "The smelter draws ⟦200 MW⟧ instead of 540 MW.",
    ),
    Construction(
        "surplus",
        rf"\b(?:[Dd]eficit|[Ss]urplus|[Ss]hortage|[Gg]lut|[Oo]versupply|[Ss]upply gap|[Gg]ap|[Ss]hort)\s(?:\w+\s){{0,4}}?(?:of|at|by|to|is|was|reach(?:es|ed)?)\s{QUALIFIED}",
        "", "other", "?", "level", "The market is left with a deficit of ⟦1.1 mln t⟧.",
    ),
    Construction(
        "turned into",
        rf"\b(?:turn|turns|turned|convert|converts|converted|process|processes|processed|transform|transforms|make|makes)\s{QUALIFIED}",
        r"^\sof\s[\w\s-]{2,30}?\s(?:a year |annually |every year )?into\b", "consumption", "?", "level",
        "It is to turn ⟦3.3 million tons⟧ of bauxite into alumina.",
    ),
    Construction(
        "whole",
        rf"(?:%|percent|per cent|pct|half|third|thirds|quarter|quarters|pots|potlines?|lines?|part|most|much|all)\sof\s(?:the|its|their|a|an)\s(?:[\w'’]+['’]s?\s)?{QUALIFIED}",
        r"^[^,;.]{0,40}\bcapacit", "capacity", "operating", "level", "They shut 45% of the ⟦1.62 million tons⟧ of engineered capacity.",
    ),
    Construction(
        "cap",
        rf"\b(?:may|can|must|should|shall|is|are|was|were|been)\s(?:not\s|now\s|only\s)?(?:(?:draw|use|take|consume|make|produce|run|operate)\s(?:no "
        rf"more than|at most|not more than|only)|exceed|surpass|go above|go over|go beyond|top|rise above|held to|kept to|limited to|capped at|held "
        rf"at|kept below|kept under|kept within|restricted to|confined to|allotted|allowed|rationed to|stay below|stay under|stay within|be held "
        rf"to|be kept to|be kept below|be kept under|be limited to|be capped at)\s{QUALIFIED}",
        "", None, "curtailed", "level", "It may draw no more than ⟦32.5 million kilowatt-hours⟧ per day.",
    ),
    Construction(
        "moved",
        rf"\b(?:has|have|had|hence|already|which|been)\s(?:[\w-]+\s){{0,6}}(?:moved|relocated|transferred|shifted)\s[^,;.]{{0,60}}?{QUALIFIED}", "",
        "?capacity", "reported", "level", "The group has moved to Yunnan capacity of ⟦3.96 million tons⟧.",
    ),
    Construction(
        "moved", rf"^(?:(?!\bwill\b|\bto be\b).)*$", rf"^{_RATE}{_GOODS}\s(?:which|that)\s[^,;.]{{0,40}}\s(?:moved|relocated|transferred|shifted)\b",
        "capacity", "reported", "level", "Add ⟦900,000 tons⟧ which Shenhuo moved to Funing.",
    ),
    Construction(
        "drawn from",
        rf"\b(?:bought|buys?|buying|purchas\w+|acquir\w+|draws?|drew|transfers?|transferring|relocates?|relocating|moves?|moving|shifts?|obtains?|"
        rf"obtained|took over|takes over|swaps?|swapped)\s{QUALIFIED}",
        rf"^{_RATE}(?:\s(?:of|in)\s[^,;.:]{{1,50}}?)?\s(?:from|out of)\s(?:[\w'’-]+\s){{0,4}}?(?:smelter|smelters|plant|plants|capacity|quota|province|"
        rf"producers?|(?:Henan|Shandong|Gansu|Shanxi|Xinjiang|Guizhou|Sichuan|Hunan|Liaoning|Qinghai|Hubei|Chongqing|Inner Mongolia|Ningxia))\b",
        "capacity", "announced", "level", "Baiyinhua bought ⟦100,000 tonnes⟧ from a closed smelter.",
    ),
    Construction(
        "drawn from",
        rf"\b(?:bought|buys?|buying|purchas\w+|acquir\w+|draws?|drew|transfers?|transferring|relocates?|relocating|moves?|moving|shifts?|obtains?|"
        rf"obtained|took over|takes over|swaps?|swapped)\s[^;.]{{5,110}}\sand\s{QUALIFIED}",
        rf"^{_RATE}(?:\s(?:of|in)\s[^,;.:]{{1,50}}?)?\s(?:from|out of)\s(?:[\w'’-]+\s){{0,4}}?(?:smelter|smelters|plant|plants|capacity|quota|province|"
        rf"producers?|(?:Henan|Shandong|Gansu|Shanxi|Xinjiang|Guizhou|Sichuan|Hunan|Liaoning|Qinghai|Hubei|Chongqing|Inner Mongolia|Ningxia))\b",
        "capacity", "announced", "level", "It bought 100,000 tonnes from a closed smelter and ⟦81,500 tonnes⟧ from Gansu.",
    ),
    Construction(
        "stated",
        rf"\b[Cc]apacit(?:y|ies)\b[^,;.]{{0,70}}\b(?:is|are|was|were|stands? at|stood at|totals?|totall?ed|amounts? to|amounted to|came to|comes to)\s{QUALIFIED}",
        rf"^(?!{_GOODS}\s(?:is|are|was|were|has|have|had|will|shut|closed|idle|under)\b)", "capacity", "?stated", "level",
        "Anode capacity of Henan is ⟦2.35 million tons⟧, after the limit it goes down.",
    ),
    Construction(
        "with a year", rf",\swith\s{QUALIFIED}", r"^\s?(?:/\s?(?:year|yr)|(?:a|per)\s(?:year|annum))(?=\s?[,;.)]|\sof\s|$)", "capacity", "?", "level",
        "The plant, with ⟦250,000 tonnes⟧ a year, had cut load by 30%.",
    ),
    Construction(
        "good for",
        rf"\b(?:able to|capable of|can|can now|could|capacity to|designed to|enough to|equipped to|built to|meant to|fit to)\s(?:now\s|also\s|together\s|"
        rf"annually\s|\w+ly\s)?{_MAKE}\s(?:as much as\s|out\s)?{QUALIFIED}",
        "", "capacity", "?", None, "It can make ⟦300,000 tonnes⟧ of alumina a year.",
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
        rf"^(?:\sof)?(?:\s[\w-]+){{0,3}}?\s(?:will|shall|is to|are to|would|can)\s(?:be\s)?(?:born|made|produced|turned out|rolled out|manufactured|"
        rf"cast|rolled|come out|roll off|come off)\s[^,;.]{{0,30}}\b(?:every|each|a|per)\s(?:year|annum)",
        "capacity", "?project", "level", "⟦10 million wheel hubs⟧ will be born every year.",
    ),
    Construction(
        "good for",
        rf"\b(?:(?:is|are|was|were)\s)?(?:built for|designed for|rated at|rated for|good for|sized for|laid out for|dimensioned for|licensed for|permitted for)\s{QUALIFIED}",
        "", "capacity", "?", None, "The refinery is built for ⟦1.4 million tonnes⟧ a year.",
    ),
    Construction(
        "apposition", rf"[a-zA-Z)'’],\s(?:or\s)?{QUALIFIED}",
        r"^\s?(?:/\s?(?:year|yr)|(?:a|per)\s(?:year|annum)),\s(?:which\s)?(?:has|have|had|was|were|is|are|will|stopped|closed|shut|went|lies|stands|ran|runs)\b",
        "capacity", "?", "level", "The last line of Alumar, ⟦74,000 tonnes⟧ a year, is being curtailed.",
    ),
    Construction(
        "put on", rf"{_PUT}{QUALIFIED}",
        rf"^{_RATE}{_GOODS}\s(?:\w+\s)?(?:into|in|on|to)\s(?:commercial\s|trial\s|full\s)*(?:operation|production|service|use|stream|line)\b",
        "capacity", "commissioned", "level", "The base put ⟦260,000 tons⟧ of recycled capacity into operation.",
    ),
    Construction(
        "put on", rf"{_PUT}{QUALIFIED}", rf"^{_RATE}{_GOODS}\s(?:online|onstream|on-stream)\b", "capacity", "commissioned", "level",
        "Xinfa brought ⟦200,000 t⟧ of capacity online.",
    ),
    Construction(
        "taken off", rf"{_PUT}{QUALIFIED}",
        rf"^{_RATE}{_GOODS}\s(?:off|offline|off line|off-line|down(?!\s(?:by|to))|idle|shut|closed|out of (?:service|operation|use|production|action)|"
        rf"off stream|mothballed|in mothballs|standing still)\b",
        "capacity", "shut", "level", "Reynolds has ⟦88,000 tpy⟧ down.",
    ),
    Construction(
        "being built", rf"{_PUT}{QUALIFIED}", rf"^{_RATE}{_GOODS}\s(?:under construction|being built|in the works|in building|under way)\b",
        "capacity", "under_construction", "level", "Huafon has ⟦30,000 t⟧ under construction.",
    ),
    Construction(
        "running", rf"{_PUT}{QUALIFIED}", rf"^{_RATE}{_GOODS}\s(?:in operation|running|at work|in use|on line|in service|alive)\b", "capacity",
        "operating", "level", "Alba has ⟦500,000 t⟧ running.",
    ),
    Construction(
        "still runs", "", rf"^{_RATE}{_GOODS}{_STOOD}(?:running|in operation|operating|at work|breathing|alive|producing|in service|functioning)\b",
        "capacity", "operating", "level", "Only ⟦700,000 tons⟧ are still breathing.",
    ),
    Construction(
        "stands idle", "",
        rf"^{_RATE}{_GOODS}{_STOOD}(?:off ?line|off-line|idle|shut|silent|dark|cold|out of (?:service|operation|use|action)|off stream|mothballed|"
        rf"closed|dead|asleep|down(?!\s(?:by|to)))\b",
        "capacity", "shut", "level", "Some ⟦1 million tonnes⟧ of annual capacity has gone offline.",
    ),
    Construction(
        "has to stop", "",
        rf"^{_RATE}{_GOODS}\s(?:has to|have to|had to|must|is to|are to|was to|will|would|received (?:the|a) (?:notice|order)s? to|(?:was|were|is|"
        rf"are|has been|have been) (?:told|ordered|asked|forced|made) to|went|goes|gone)\s(?:be\s)?(?:lie down|stop|close|shut|halt|go cold|go dark|"
        rf"cease|come off|rest|stand still|disappear|leave|be eliminated|vanish|retire|withdraw)\b",
        "capacity", "shut", "level", "Another ⟦320,000 tons⟧ has to lie down.",
    ),
    Construction(
        "has to go", "", rf"^{_RATE}{_GOODS}\s(?:has to|have to|had to|must|is to|are to)\s(?:go|be cut|be pressed|be saved|be taken out)\b", None,
        "curtailed", "change", "Of it ⟦2.5 million tonnes⟧ must go.",
    ),
    Construction(
        "under threat", "",
        rf"^(?:\smore)?{_RATE}{_GOODS}\s(?:more\s)?(?:is|are|was|were|remains?)\s(?:still\s)?(?:under threat|at risk|in danger|threatened|in doubt|in question)\b",
        "capacity", "forecast", "level", "Another ⟦500,000 tonnes⟧ is under threat.",
    ),
    Construction(
        "lost",
        r"\b(?:cost|costs|costing|loses?|lost|losing|forgo|forgoes|forfeits?|shaves? off|deprives?|robs?|robbed)\s(?:it|them|him|us|the \w+|smelters?|"
        r"the \w+ of|\w+ of|off)?\s?" + QUALIFIED,
        rf"^{_RATE}(?:\s(?:of|in)\b|[,.;]|\s(?:this|last|a|per|so|by|in|and|to|over|since|from|during)\b|$)", None, "curtailed", "change",
        "The stop costs it ⟦7,300 tonnes⟧ of metal.",
    ),
    Construction(
        "loss of",
        r"\b(?:[Ll]oss|losses|shortfall in output|[Ll]ost output|[Ll]ost production)\b(?:\sof\s(?:\w+\s){0,4})?\s?(?:of|at|is|was|to be|amounts? "
        r"to|comes? to|came to|reach(?:es|ed)?|totals?|totalled|runs? to|some)?\s" + QUALIFIED,
        "", None, "curtailed", "change", "Analysts put the loss at ⟦1.8 Mt⟧.",
    ),
    Construction(
        "is lost", "",
        rf"^{_RATE}{_GOODS}\s(?:of\s)?(?:is|are|was|were|has been|have been|will be|would be|may be|being|gets?|got)\s(?:being\s|thus\s|also\s)?(?:lost|"
        rf"pressed(?: down)?|shed|cut(?: back)?|curtailed|removed from the market|taken out|sacrificed|trimmed|saved|shaved off|reduced)\b",
        None, "curtailed", "change", "Some ⟦138,000 mt⟧ of anode output is lost per month.",
    ),
    Construction(
        "pressed down",
        r"\b(?:press|presses|pressed|pressing|squeez\w+|compress\w*|shed|sheds|shedding|dial\w* back|pull\w* back)\s(?:down\s|off\s|back\s)?(?:the\s|"
        r"its\s)?(?:[\w-]+\s){0,7}?" + QUALIFIED,
        rf"^(?!{_RATE}\sof\s(?:stock|inventor))", None, "curtailed", "change",
        "They pressed down running capacity of electrolytic aluminum ⟦2.3 million tons⟧.",
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
)
_COMPILED = [(c, re.compile(c.before) if c.before else None, re.compile(c.after) if c.after else None) for c in CONSTRUCTIONS]


def constructions(c: Claim) -> Iterator[Construction]:
    """The constructions that an amount stands in, the telling ones first."""
    at, end = c.amount.start - c.sentence.start, c.amount.end - c.sentence.start
    before, after = c.sentence.text[max(0, at - 140) : at], c.sentence.text[end : end + 140]
    if c.amount.per == "year" and not re.match(r"\s?(?:/|(?:a|per|each|every)\s)", after):
        after = f" a year{after}"  # the rate is the amount's own: "250,000 tpy"
    for found, left, right in _COMPILED:
        if (left is None or left.search(before)) and (right is None or right.match(after)):
            yield found
