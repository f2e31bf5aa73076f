"""Percent and points: a change, a rate, or a share of something."""

from __future__ import annotations

import re

from potline.frame import Claim, Ruler, nearest
from potline.mass import ORDERED

RATES = ("processing_rate", "operating_rate", "ratio")
_ADVERBS = (
    r"(?:about |around |some |only |just |nearly |almost |roughly |over |under |below |above |less than |more than |"
    r"up to |a mere |barely |an average (?:of )?|between )*"
)
_WORKS = re.compile(
    r"\b(?:run|runs|running|ran|operat(?:e[sd]?|ing)|works?|"
    rf"worked|working|loaded|utilised|utilized)\b[^;.]{{0,40}}?\b(?:at|with|to|on)\s{_ADVERBS}$",
    re.I,
)
_MAKES = re.compile(
    r"\b(?:run|runs|running|ran|operat\w+|work\w*|output|produc\w+|turned out|made|lift\w*|rais\w+|restor\w+|"
    r"restart\w*|ramp\w*|brought|bring\w*|back|down|slow\w*|cut|reduced|lowered|kept?|h[eo]lds?|went on|goes on)\b[^;]{0,80}$",
    re.I,
)
_OF_USE = re.compile(
    r"^\s?(?:of|for)\s(?:(?:its|the|their|total|rated|nameplate|name-plate|installed|full|design(?:ed)?|annual|"
    r"smelting|normal|usual|production|operating|aggregate|possible|maximum)\s)*(?:capacity|capacities|pots|cells|nameplate|"
    r"capability|rate|rates|load|potential|design|speed|throughput|(?:what|that which)\s(?:it|they|he|"
    r"(?:the\s)?\w+)\s(?:can|could|is|are|was|were|has|had)\s(?:be\s|been\s)?(?:do|make|produce|turn out|run|smelt|refine|handle|able|"
    r"designed|built|laid out|rated|meant|made))\b"
    r"|^\s(?:its|their|the)\s(?:usual\s|normal\s|full\s)?(?:rate|speed|load|pace)\b|^\s(?:operating rate|utili[sz]ation|"
    r"capacity utili[sz]ation|operating rates)\b"
)
# "held at a third of its rate", "stuck at 70%", "back to 95 percent": a plant, not a figure
_PACE = re.compile(r"^[\s-](?:rate|speed|pace|load|throttle|tilt|steam|strength)\b", re.I)
_STAYS = re.compile(
    r"\b(?:keeps?|kept|keeping|holds?|held|holding|stays?|stayed|staying|idl(?:e|es|ed|ing)|limp(?:s|ed|ing)?|stuck|limited|capped|restricted|"
    rf"confined|pinned|back)\s(?:(?!rate|share|price|cost|stake)[\w’']+\s){{0,3}}?(?:at|to)\s{_ADVERBS}$",
    re.I,
)
_IN_USE = re.compile(
    r"^\sof\s(?:it|them|that|which|the (?:capacity|total)|(?:its |the )?capacity)\s"
    r"(?:is|are|was|were|being)\s(?:\w+\s)?(?:used|in use|utili[sz]ed|running)\b"
)
_HELD = re.compile(
    r"\b(?:down|reduced|cut|slowed|lowered|throttled|curtailed|back|kept|keeps?|held|holds?|stays?|stayed|stuck|limited|"
    r"capped|restricted|confined|pinned)\s"
    rf"(?:(?!at\s|to\s|theirs|its\s(?:rate|load))[\w’']+\s){{0,3}}?(?:to|at)\s{_ADVERBS}$",
    re.I,
)


def used(c: Claim) -> bool:
    """Whether a percent that is no change says how much of a plant runs: "operates at three quarters of that", "94% of rated capacity"."""
    before, after = c.sentence.text[: c.amount.start - c.sentence.start], c.sentence.text[c.amount.end - c.sentence.start :]
    if c.amount.kind != "percent" or c.statistic != "level":
        return False
    loss = re.search(
        r"\b(?:cut|cuts|cutting|reduc\w+|curtail\w+|clos\w+|shut\w*|idl\w+|lose|lost|halt\w*|suspend\w*|stop\w*|press\w*)\s(?:\w+\s)?$", before, re.I
    )
    free = c.of is None or c.measure in ("share", "output", "capacity", "consumption", "operating_rate")
    paced = _PACE.match(after) or (free and not after.startswith(" of ") and _STAYS.search(before)) or _IN_USE.match(after)
    return bool(paced or _WORKS.search(before) or (_OF_USE.match(after) and not loss and _MAKES.search(before)))


def settle_use(c: Claim, ahead: bool) -> None:
    """A rate of use: restarted and curtailed where the words beside it say so."""
    c.measure = "operating_rate"
    before = c.sentence.text[: c.amount.start - c.sentence.start]
    full = c.amount.low >= 100
    if _HELD.search(before) and not full:
        c.event = "curtailed"
    elif re.search(r"\bto\s(?:\w+\s)?$", before) and any(t.entry.name == "restarted" for t in c.sentence.of("events")):
        c.event = "restarted"
    else:
        c.event = "forecast" if ahead else "reported"


def settle_percent(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Percent: a change, a rate, or a share of something."""
    if c.statistic == "change" or c.amount.kind == "pp":
        _settle_change(c, of_cost, cue_cost, ahead)
        return
    before, after = c.sentence.text[: c.amount.start - c.sentence.start], c.sentence.text[c.amount.end - c.sentence.start :]
    ahead = ahead and not _FROM.search(before) and not _TOLD.search(before)
    if _DONE.match(after):
        c.measure, c.event = "share", "under_construction"
        return
    if _SAVE.search(before) and _OF_POWER.match(after):
        c.measure, c.event, c.statistic, c.sign, c.firm = "energy", "forecast" if ahead else "reported", "change", -1.0, True
        return
    if c.measure == "people":
        c.measure = "share"
    if c.of and c.of.form.lower() in ("yield", "yields"):
        c.measure = "ratio"
    if (c.of and c.of.entry.key == "share_price") or (_A_SHARE.match(c.sentence.text[c.amount.end - c.sentence.start :]) and c.measure not in RATES):
        c.measure = "share"
    if (
        c.measure in RATES
        or (c.measure in ("profit", "emissions", "price", "premium", "subsidy") and of_cost < 12)
        or (c.of and c.of.entry.key == "other_rate" and of_cost < 14)
    ):
        c.event = "forecast" if ahead else "reported"
        return
    if c.event in ("curtailed", "shut") and cue_cost < 10 and c.cue and c.cue.end <= c.amount.start and _cut(c):
        return
    c.measure = "share"
    if c.event in ("curtailed", "shut", "project_halted") and cue_cost < 16 and not _another(c):
        return
    if _MEANT.match(after) and c.event not in _HALTED:
        ahead = True
    c.event = "announced" if _stake(c) else "forecast" if ahead else "reported"


# "buys 60% of Lonsdale Rolling", "will own a third of a new mill"
_TAKES = re.compile(
    r"\b(?:(?:will|would|shall|is to|are to|to)\s(?:\w+ly\s)?(?:own|hold|take|buy|acquire|have)|takes|buys|acquires|taking|buying|acquiring)\s"
    rf"(?:over\s)?(?:the\s(?:other|remaining|rest of)\s|another\s|a\s|an\s|its\s)?{_ADVERBS}$",
    re.I,
)
_OF_FIRM = re.compile(
    r"^\s(?:of\s(?:an?\s(?:new|planned)\b|(?:the\s|[a-z]+\s)?(?!China|Guinea|India|Japan|Europe|Russia)[A-Z][a-z]*)|"
    r"(?:stakes?|shares?|interests?|equity|holding)\b)"
)
_CLAUSE = re.compile(r"[,;]|\b(?:and|with|while|but|as)\b")


def _stake(c: Claim) -> bool:
    """Whether a share is what somebody takes of a company."""
    text, at = c.sentence.text, c.sentence.start
    return bool(_TAKES.search(text[: c.amount.start - at]) and _OF_FIRM.match(text[c.amount.end - at :]))


def _another(c: Claim) -> bool:
    """Whether the word for a closure is of another clause than the share: "Japan takes 40%, while the mine is closing"."""
    assert c.cue is not None
    text, base = c.sentence.text, c.sentence.start
    if c.cue.start >= c.amount.end:
        return bool(_CLAUSE.search(text[c.amount.end - base : c.cue.start - base]))
    takes = c.of and c.of.form.lower().startswith("take") and c.cue.end <= c.of.start < c.amount.start
    return bool(takes and c.of and re.search(r"[,;]", text[c.cue.end - base : c.of.start - base]))


# "the working rate was 62%" is no forecast, whatever the clause before expects
_TOLD = re.compile(
    rf"\b(?:was|were|stood at|came to|(?:has|have|had)\s(?:already\s)?"
    rf"(?:arrived at|reached|risen to|fallen to|climbed to|grown to|come to|been)|today|currently)\s{_ADVERBS}$",
    re.I,
)
_DONE = re.compile(r"^[\s-](?:built|completed?|finished|done|erected|ready)\b")
# "half of the metal is meant for a mill next door"
_MEANT = re.compile(r"^\sof\s[^,;.]{2,40}?\s(?:is|are)\s(?:to\s(?:go|be)|meant|intended|destined|earmarked|bound|reserved)\b")
_HALTED = ("curtailed", "shut", "project_halted")
_SAVE = re.compile(rf"\bsav(?:e|es|ed|ing)\s{_ADVERBS}$", re.I)
_OF_POWER = re.compile(r"^\s(?:of\s)?(?:the\s|its\s)?(?:power|energy|electricity)\b")
_FROM = re.compile(rf"\bfrom\s(?:the current |currently |today's |now )?{_ADVERBS}$", re.I)
_A_SHARE = re.compile(
    r"^\sof\s(?:it|its|them|which|that|these|those|whom|all|the (?:total|world|country|nation|national|global|"
    r"whole)|total|world|global|national|China|China's|China’s|domestic)\b"
)


def _cut(c: Claim) -> bool:
    """Whether a level of percent behind a cut is the size of the cut; made so if it is."""
    after = c.sentence.text[c.amount.end - c.sentence.start :][:60]
    if c.cue and re.search(
        r"\b(?:is|was|are|were|equals?|represents?|means?|makes)\b", c.sentence.text[c.cue.end - c.sentence.start : c.amount.start - c.sentence.start]
    ):
        return False  # "the cut is a tenth of its capacity"
    cuts = c.cue and re.match(r"(?i)(?:the |a )?(?:cut|reduc|curtail)", c.cue.form)
    idles = (
        c.cue
        and re.match(r"(?i)idl(?:e|es|ing)$|halt|suspend|stop|take|close$", c.cue.form)
        and re.match(r"\sof\s(?:its |their |the |all )?(?:\w+\s){0,2}(?:capacity|output|production|pots|cells)", after)
    )
    if not idles and (c.event != "curtailed" or not (c.measure in ("output", "capacity") or re.match(r"\sof\s", after) or cuts)):
        return False
    c.measure = c.measure if c.measure in ("output", "capacity") else "capacity" if "capacity" in after else "output"
    c.event, c.statistic, c.sign = "curtailed", "change", -1.0
    return True


_POWER = re.compile(r"load|power|power supply|electricity|energy use")


_FOR_THE = re.compile(r"\b(?:in|for|over|of|during) (?:the|its) (?:first |last |past |latest )?$")


def _settle_change(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    c.statistic = "change" if (c.amount.kind == "pp" and c.measure not in RATES) or c.statistic == "change" else "level"
    before = c.sentence.text[: c.amount.start - c.sentence.start]
    if c.of and c.of.form.lower() == "three months" and _FOR_THE.search(c.sentence.text[: c.of.start - c.sentence.start]):
        c.of, c.measure = None, _changed(c)  # a time, no contract
    if c.event == "curtailed" and c.cue and c.cue.start >= c.amount.end and c.cue.form.lower() == "lower":
        c.event = "reported"  # "settled 0.8 percent lower"
    if priced(before) and (c.of is None or (c.measure in ("share", "output", "profit") and of_cost > 3)):
        c.measure, c.event = "price", "reported"
    elif c.event == "curtailed" and cue_cost < 8 and c.sign < 0 and c.measure == "share":
        c.measure = "output"
    elif c.measure == "share" and c.amount.kind == "percent":
        c.measure = "price" if c.of is None and _MARKET.search(c.sentence.text) else _changed(c)
    made = c.measure in ("output", "capacity") or (c.measure == "energy" and c.of is not None and bool(_POWER.fullmatch(c.of.form.lower())))
    ordered = c.sign < 0 and made and ORDERED.search(before)
    cut = c.amount.kind != "pp" and (ordered or (c.event == "curtailed" and c.sign < 0 and cue_cost < 12 and made))
    ahead = ahead or (c.measure in ("energy", "emissions") and bool(ORDERED.search(before)))
    c.event = "curtailed" if cut and (ordered or not c.basis) else "forecast" if ahead else "operating" if c.measure == "capacity" else "reported"
    if c.measure in RATES and c.amount.kind == "percent" and c.basis:
        c.flags.append("pp_or_percent")


_MARKET = re.compile(r"\b(?:LME|SHFE|futures|spot|contract|Shanghai alumini?um|three[- ]months?|a tonne|per tonne|per ton|yuan/mt|Comex)\b")
_PRICED = re.compile(
    r"\b(?:(?:LME|SHFE|Shanghai|London|Comex|MCX|spot|futures|benchmark|cash|three[- ]months?|most[- ]active|"
    r"front[- ]month)\s(?:\w+\s){0,3}?(?:alumini?um|alumina|metal|contracts?|futures|ingots?|scrap|bauxite)|"
    r"(?:alumini?um|alumina) (?:futures|contracts?|on the (?:LME|London|Shanghai)[^,;]{0,20}|in (?:London|"
    r"Shanghai))|[Ss]hares"
    r"|(?:^|[:;,]\s|\b(?:while|as|but|and|after|when)\s)(?:The metal|(?:[Pp]rimary |[Ss]econdary |"
    r"[Ss]pot )?[Aa]lumini?um|[Aa]lumina|Prices|(?:[Pp]etroleum |[Pp]et |[Cc]alcined )?[Cc]oke|[Cc]austic soda|"
    r"(?:[Tt]hermal |[Ss]team )?[Cc]oal|(?:[Cc]oal tar )?[Pp]itch|[Aa]nodes?|[Ss]crap|[Bb]illets?|[Ii]ngots?|ADC12|"
    r"A356|[Bb]auxite|[Ff]luoride)(?= (?:has |had |have )?(?:f[ae]ll|rose|ris|gain|add|los|shed|slip|slid|climb|"
    r"jump|drop|declin|advanc|surg|soar|plung|tumbl|eas|edg|dip|firm|rebound|ralli|slump|retreat|settl|clos)))"
    r"[^,;]{0,30}?\s(?:was |were |had |has |have )?(?:f[ae]ll\w*|r[oi]se\w*|gain\w*|add\w*|los[et]\w*|shed|slip\w*|"
    r"slid\w*|climb\w*|jump\w*|dropp?\w*|declin\w*|advanc\w*|surg\w*|soar\w*|plung\w*|tumbl\w*|eas\w+|edg\w+|dip\w*|"
    r"firm\w*|up|down|increas\w*|decreas\w*|rebound\w*|ralli\w*|slump\w*|retreat\w*|higher|lower|off|settled|closed|"
    r"ended|finished)\b[^,;]{0,24}$"
)


def priced(before: str) -> bool:
    """Whether the words before a change speak of a market: "Shanghai aluminium fell".

    >>> priced("but LME aluminium has shed "), priced("smelters in Shanghai raised output by ")
    (True, False)
    """
    return bool(_PRICED.search(before))


def _changed(c: Claim) -> str:
    """What a percentage change is of, where only a share word stood near: the nearest other measure of the sentence."""
    ruler = Ruler(c.sentence)
    cost, t = nearest(
        ruler,
        c.amount,
        [
            t
            for t in c.sentence.of("measures")
            if t.entry.name not in ("share", "ratio") and t.form.lower() != "three months" and "percent" in t.entry.data.get("of", ())
        ],
        right=4.0,
    )
    return str(t.entry.name) if t and cost < 40 else "output"
