"""The words around a time that say what it has to do with a claim: a base of comparison, the day somebody spoke, another clause."""

from __future__ import annotations

import re

SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|reports|according to|statement|disclosed|quoted|wrote|posted|learned|learnt|data|survey"
    r"|filing|website|site|show|shows|showed|warned)\b(?:(?!that\b)[^,;]){0,40}\s(?:on|of|in|dated|at)?\s?$"
    r"|\b(?:dated|date)\s$",
    re.I,
)
PLANNED = re.compile(r"\b(?:plan|proposal|survey|forecast|estimate) of\s$|\b(?:said|announced|told|unveiled)(?: \w+)? in\s$", re.I)
# "In June the company said it would idle": the day of the saying, not of the idling
THEN_SAID = re.compile(
    r"^,?\s(?!.*\b(?:ordered|order|orders|notice)\b)[^,;]{0,60}\b(?:said|announced|told|warned|unveiled)\b[^;]{0,60}\b(?:would|will|to"
    r"|plans?|expects?|may|could|should)\b"
)
ISSUED = re.compile(r"\b(?:published|released|issued|notice|document|circular)\b[^,;]{0,40}\s(?:on|of|in|dated|at)?\s?$|^\W*[Oo]n\s$", re.I)
ISSUED_AFTER = re.compile(r"^[^;.]{0,60}\b(?:were|was|are|is)\s(?:issued|published|released)\b")
COMPARED = re.compile(
    r"(?:\b(?:than|from|over|on|versus|against|compared (?:with|to)|vs\.?|relative to|up on|down on|of)\s(?:in\s|the\s|that\s|that of\s"
    r"|those of\s)?(?:same (?:period|month|quarter|time) (?:of|in)\s)?)$",
    re.I,
)
THAN = re.compile(
    r"\bthan\s(?:(?:same (?:period|quarter|months?|half) of|in|at|during|for|the|that|of|those|old|previous|last|record|same time|same period|high|low)\s)*$"
)
IN_FORCE = re.compile(r"\bin (?:force|effect|place) since\s$")
BY_THEN = re.compile(r"\b(?:by|until|till)\s(?:the year\s|the\s|around\s|about\s|late\s)?$", re.I)
BEFORE = re.compile(r"\bbefore\s(?:the year\s)?$", re.I)
SINCE = re.compile(
    r"\b(?:[Ss]ince|[Ff]rom)\s(?:the\s|early\s|late\s|about\s|the trial production of\s|the start of\s|the beginning of\s"
    r"|the end of\s)?$"
)
AHEAD = re.compile(r"\b(?:will|to be|expected|planned|plans|scheduled|due|slated|set to|targets?|aims?)\b[^;.]*$")
SO_FAR = re.compile(r"\b(?:so far|to date)\s(?:in\s)?$")
FROM = re.compile(r"\bfrom\s(?:the\s)?$", re.I)
SAME = re.compile(r"\bsame (?:\w+ )?(?:months?|period|quarter|time|half)(?: of| in)?\s$", re.I)
YEAR_AFTER = re.compile(
    r"^[\s,(]*(?:in\s|for\s|of\s|during\s)?(?:the\s|an?\s)?(?:(?:same|corresponding)\s(?:period|quarter|months?|time"
    r"|half)\s(?:of\s)?(?:last year|the (?:previous|prior) year|the year before|a year (?:ago|earlier|before))|year before|year earlier"
    r"|year ago|previous year|prior year|year-ago|year-earlier)\b",
    re.I,
)
YEAR_AHEAD = re.compile(r"\b(?:year-earlier|year-ago|previous year['’]s|prior[- ]year|last year['’]s)\s[^,;.]{0,40}$", re.I)
MONTH_AFTER = re.compile(r"^[\s,(]*(?:in\s)?(?:the\s|a\s)?(?:month (?:before|earlier|ago)|(?:previous|prior|preceding) month)\b", re.I)
THEN = re.compile(
    r"\b(?:in|over|during|for|of|throughout) (?:the|that|this) (?:whole |full |entire |same )?(?P<what>period|quarter|month|half|year"
    r"|season|(?:two|three|four|six|nine|ten|eleven) months)\b(?!-| (?:ago|before|earlier|of|to))",
    re.I,
)
DATELINE = re.compile(r"^\s?\((?:[A-Z][A-Za-z.]+)\)|^\s?(?:\(|--|—|–|-\s|:)")
LATER = re.compile(
    r"\b(?:days?|weeks?|months?|years?) (?:later|after|before|earlier)\b|\b(?:[Ll]ater|[Aa]fterwards|since then|[Bb]esides|[Ss]eparately"
    r"|[Aa]t present|[Nn]ow|[Cc]urrently|[Tt]oday)\b|\bsince[,.]"
)
ORDER = re.compile(
    r"\b(?:the|this|that|these|its) (?:notices?|orders?|documents?|circulars?|decisions?|lists?)\b|\b[Nn]amed\b|\baltogether\b"
    r"|\b(?:[Tt]hese|[Tt]hose|[Tt]he) (?:closures?|cuts?|stops?|halts?|suspensions?)\b"
)
PRESENT = re.compile(
    r"\b(?:is|are|has|have|holds?|gives?|makes|accounts? for|takes?|now|at present|currently|can|will|would|may|produces|employs|runs?"
    r"|owns?|belongs?|must|makes? up|point|fetch|reckons?|should|ask|asks|every|each|per ton|[Ee]ach|goes?|comes?|works|stands?"
    r"|needs?)\b"
)
STANDING = re.compile(r"\b(?:is|are|must|may|can|now|at present|will|would|should|stay)\b(?! (?:shut|closed|ordered|sealed|banned|fined)\b)")
RELATIVE = re.compile(r"(?:,\s|\s)(?:which|whose|who|whom|where|now that|because|as long as|since)\s")
INSERTED = re.compile(r",\s(?:which|whose|who|where)\s(?:[^,]|,(?=\d))*$")
BECAUSE = re.compile(r"\bbecause\b")
MEANS_TO = re.compile(r"\band (?:plans|expects|wants|aims|hopes|intends|means) to\b")
OUT_OF = re.compile(r"\bout of\s(?:a total of\s|about\s|its\s)*$")
AGAINST = re.compile(
    r"\b(?:from|against|than|versus|compared (?:with|to)|after)\s(?:a |an |the |about |around |just |only |some |record |high of "
    r"|low of |of |over |more than |nearly )*$",
    re.I,
)
NEXT_CLAUSE = re.compile(r"\b(?:and|but|while|though|although) (?:that|its|the|will|should|would|has|have|it|he|they)\b|;")
OWN = re.compile(r"^\s?(?:\w+\s){0,3}?(?:in|on|at|as of|for|by|of|during|from)?\s?(?:the\s)?$")
