"""Turns of phrase of tonnage that moves or is lost: ratios, waste, trade, surplus, losses, cuts and caps."""

from __future__ import annotations

from potline.turns import EAT, GOODS, QUALIFIED, RATE, UNIT, WASTE, Construction

MOTIONS = (
    Construction(
        "ratio",
        rf"(?:\b1\s?{UNIT}|\b(?:[Ee]very|[Ee]ach|[Pp]er|[Oo]ne|[Aa])\s(?:\w+\s){{0,2}}?{UNIT})\b[^,;.]{{0,60}}\b{EAT}\s(?:it\s|in\s|away\s)*{QUALIFIED}",
        "", "ratio", "reported", "level", "Every ton of metal eats ⟦1.9 tons⟧ of alumina.",
    ),
    Construction(
        "ratio", "", rf"^\sof\s[^,;.:\d]{{2,40}}\s(?:for|to|per|in)\s(?:make\s)?(?:every|each|one|1|an?|the)\s(?:single\s)?{UNIT}\b", "ratio",
        "reported", "level", "It takes ⟦1.925 mt⟧ of alumina for 1 mt of aluminum.",
    ),
    Construction(
        "ratio of energy", "", r"^\s(?:of\s\w+\s)?(?:of\s)?(?:(?:a|per|for each|for every|to the)\s)(?:metric\s)?(?:tonne|ton|mt|t)\b", None,
        "reported", "level", "They use up ⟦18,000 kilowatt-hours⟧ of power a ton.",
    ),
    Construction(
        "waste",
        rf"\b{WASTE}\s(?:(?:of|is|was|are|were|spit out|spat out|has|had|been|being|thrown|made|as|many|in the amount of|totall?ing|comes to|came "
        rf"to|reach(?:es|ed)?|put at|amounts? to)\s)*{QUALIFIED}",
        "", "emissions", "?", None, "Aluminum ash of ⟦320 tons⟧ was piled at the river bank.",
    ),
    Construction(
        "waste", "", rf"^{RATE}\s(?:of\s)?(?:[\w-]+\s){{0,3}}?{WASTE}\b", "emissions", "?", "level",
        "It reckoned with ⟦1,876,622 tonnes⟧ of mud and lye.",
    ),
    Construction(
        "waste",
        rf"\b{WASTE}\b[^;.]*\b(?:filled in|dumped|buried|poured|piled|spilt|spilled|leaked|discharged|tipped|hidden|stacked|heaped|escaped|swept "
        rf"out|flooded)\s(?:\w+\s){{0,2}}?{QUALIFIED}",
        "", "emissions", "?", "level", "They pulled the slag to sand pits, filled in accumulatively ⟦2300 tons⟧.",
    ),
    Construction(
        "came in", rf"\b(?:entered|came in|arrived|flowed in|landed|poured in|was brought in|were brought in)\s(?:the country\s|China\s)?{QUALIFIED}",
        "", "imports", "?", "level", "Bauxite and alumina entered ⟦81.5 million tons⟧.",
    ),
    Construction(
        "came in", "", rf"^{GOODS}\s(?:came|flowed|poured|were brought|was brought|arrived|entered|landed)\s(?:in\b|from\b|at\b|into\b|the country)",
        "imports", "?", "level", "Alumina moved the other way: ⟦90,600 t⟧ came in.",
    ),
    Construction(
        "went out", "",
        rf"^{GOODS}\s(?:went out|left the country|left [\w'’-]+ (?:ports?|shores)|flowed out|went abroad|was shipped out|were shipped out|sailed|was sent abroad|were sent abroad)\b",
        "exports", "?", "level", "And ⟦101,500 t⟧ went out.",
    ),
    Construction(
        "bought abroad", rf"\b(?:bought|buys|buy|purchased|ordered|took|takes)\s(?:in\s)?{QUALIFIED}", rf"^{GOODS}\s(?:abroad|overseas|from abroad|from overseas)\b",
        "imports", "?", "level", "The country bought ⟦40,200 tons⟧ of ingot abroad.",
    ),
    Construction(
        "came in", "", rf"^{GOODS}\s(?:had to be|has to be|have to be|was|were|is|are|must be)\s(?:imported|bought abroad|shipped in|brought in from)\b", "imports", "?", "level",
        "Another ⟦2.1 million tons⟧ had to be imported.",
    ),
    Construction("instead of", r"\binstead of\s" + QUALIFIED, "", None, "reported", "level", "The smelter draws 200 MW instead of ⟦540 MW⟧."),
    Construction(
        "instead of", "", rf"^{RATE}{GOODS},?\s(?:instead of|rather than|where it used to)\b", None, "curtailed", "level",
        "The smelter draws ⟦200 MW⟧ instead of 540 MW.",
    ),
    Construction(
        "surplus",
        rf"\b(?:[Dd]eficit|[Ss]urplus|[Ss]hortage|[Gg]lut|[Oo]versupply|[Ss]upply gap|[Gg]ap|[Ss]hort)\s(?:\w+\s){{0,4}}?(?:of|at|by|to|is|was|reach(?:es|ed)?)\s{QUALIFIED}",
        "", "other", "?", "level", "The market is left with a deficit of ⟦1.1 mln t⟧.",
    ),
    Construction(
        "eaten", "",
        rf"^{RATE}\sof\s(?:[\w-]+\s){{0,3}}?(?:bauxite|ore|alumina|scrap|anodes?|coke|coal|pitch|soda|metal){RATE}\s(?:will|must|is to|are to|shall|would|has to|have to)\s(?:be\s)?(?:digested|charged|found|fed|eaten|consumed|"
        rf"used up|swallowed|burnt|brought in|bought in|needed|refined|melted)\b",
        "consumption", "forecast", "level", "Some ⟦240,000 tonnes⟧ of alumina must be found each year.",
    ),
    Construction(
        "turned into",
        rf"\b(?:turn|turns|turned|convert|converts|converted|process|processes|processed|transform|transforms|make|makes)\s{QUALIFIED}",
        r"^\sof\s[\w\s-]{2,30}?\s(?:a year |annually |every year )?into\b", "consumption", "?", "level",
        "It is to turn ⟦3.3 million tons⟧ of bauxite into alumina.",
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
        "has to go", "", rf"^{RATE}{GOODS}\s(?:has to|have to|had to|must|is to|are to)\s(?:go|be cut|be pressed|be saved|be taken out)\b", None,
        "curtailed", "change", "Of it ⟦2.5 million tonnes⟧ must go.",
    ),
    Construction(
        "lost",
        r"\b(?:cost|costs|costing|loses?|lost|losing|forgo|forgoes|forfeits?|shaves? off|deprives?|robs?|robbed)\s(?:it|them|him|us|the \w+|smelters?|"
        r"the \w+ of|\w+ of|off)?\s?" + QUALIFIED,
        rf"^{RATE}(?:\s(?:of|in)\b|[,.;]|\s(?:this|last|a|per|so|by|in|and|to|over|since|from|during)\b|$)", None, "curtailed", "change",
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
        rf"^{RATE}{GOODS}\s(?:of\s)?(?:is|are|was|were|has been|have been|will be|would be|may be|being|gets?|got)\s(?:being\s|thus\s|also\s)?(?:lost|"
        rf"pressed(?: down)?|shed|cut(?: back)?|curtailed|removed from the market|taken out|sacrificed|trimmed|saved|shaved off|reduced)\b",
        None, "curtailed", "change", "Some ⟦138,000 mt⟧ of anode output is lost per month.",
    ),
    Construction(
        "pressed down",
        r"\b(?:press|presses|pressed|pressing|squeez\w+|compress\w*|shed|sheds|shedding|dial\w* back|pull\w* back)\s(?:down\s|off\s|back\s)?(?:the\s|"
        r"its\s)?(?:[\w-]+\s){0,7}?" + QUALIFIED,
        rf"^(?!{RATE}\sof\s(?:stock|inventor))", None, "curtailed", "change",
        "They pressed down running capacity of electrolytic aluminum ⟦2.3 million tons⟧.",
    ),
)
