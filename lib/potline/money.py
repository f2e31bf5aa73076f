"""Money and prices: investment, results, fines, cost; and prices per unit."""

from __future__ import annotations

import re

from potline.cues import SUPPLY, tensed
from potline.frame import Claim
from potline.mass import YEARLY

_A_TONNE = re.compile(r"\b(?:one|every|each|per|a|1)\s(?:1\s)?(?:metric\s)?(?:ton|tonne|mt)\b", re.I)
_ONCE = re.compile(
    r"\b(?:after|once|when|upon|on|with|following|as soon as)\s(?:\w+\s){0,6}?(?:complet\w+|finish\w*|production|"
    r"operation|built|building|reach\w*|commission\w*|construction|full capacity|put into)\b[^.;]{0,160}$",
    re.I,
)
_INTO = re.compile(
    r"\b(?:put|puts|putting|pour\w*|pump\w*|plough\w*|plow\w*|sink|sinks|sank|channel\w*|inject\w*|throw\w*|threw|commit\w*)\s(?:\w+\s){0,3}?$", re.I
)
_SAVES = re.compile(r"\b(?:sav(?:e|es|ed|ing|ings of)|economi[sz]\w+)\s(?:\w+\s){0,2}?$", re.I)
_TAKEOVER = re.compile(
    r"\b(?:for (?:its|the|their|a) (?:\w+\s){0,3}?(?:shares?|stake|holding|half|interest|business)|take ?over|acqui\w+|buys?|bought|purchase[sd]?)\b",
    re.I,
)
_PLANT = re.compile(
    r"[- ](?:(?!(?:on|in|for|to|of|at|from|by|and|with|into|after|over|per|a|the|its|"
    r"their)\b)[\w-]+\s){0,4}?(?:projects?|plants?|smelters?|refiner(?:y|ies)|mills?|factory|complex|facility|"
    r"expansion|upgrade|lines?|bases?|joint venture|park)\b",
    re.I,
)
_FOR_PLANT = re.compile(
    r"(?:\s(?:on|in|for|into|to build|to expand|to upgrade|to moderni[sz]e)\s(?:an?\s|the\s|its\s|their\s|this\s)?)?"
    r"[- ]?(?:(?!(?:on|in|for|to|of|at|from|by|and|with|into|after|over|per)\b)[\w-]+\s){0,5}?(?:projects?|plants?|"
    r"smelters?|refiner(?:y|ies)|mills?|factory|complex|facility|expansion|upgrade|lines?|bases?|joint venture|park|"
    r"workshops?|furnaces?|casthouse|cast house)\b",
    re.I,
)
UP = ("announced", "under_construction", "commissioned", "restarted")
_SOLD = re.compile(r"\b(?:sold|sells?|selling|divest\w*|offload\w*|paid|pays?|paying)\b[^;]{0,80}$", re.I)
_ASSET = re.compile(
    r"\b(?:stakes?|interests?|shares?|holdings?|mines?|smelters?|units?|plants?|business|refiner(?:y|ies)|subsidiary|assets|mills?|half)\b", re.I
)
_FORCED = re.compile(
    r"\b(?:court|ordered|fin(?:e|ed|es)|penalt\w+|compensat\w+|damages|settle\w*|violat\w+|pollut\w+|must|judge|illegal\w*|dump\w+)\b", re.I
)
_WORKS = ("announced", "under_construction", "commissioned", "project_halted", "restarted")
_AT_COST = re.compile(
    r"\b(?:at an? (?:\w+\s){0,2}(?:cost|price|investment|outlay|expense) of|for|worth|costing|"
    r"with an? (?:\w+\s){0,2}investment of|(?:in|for|on) which)\s(?:(?:about|around|some|nearly|over|almost|an?|estimated|total of)\s)*$",
    re.I,
)
_SPENDING = re.compile(
    r"\b(?:is|are|was|were)\s(?:now\s|currently\s|already\s|also\s)?(?:spending|investing|pouring|putting|pumping|"
    r"ploughing)\s(?:(?:about|around|some|nearly|over|almost|another|a|further|up|to)\s)*$",
    re.I,
)
_SPENT = re.compile(
    r"\b(?:(?:spent|invested|contributed|injected|poured|pumped|came to|amounted to|totall?ed|fell to|rose to)\s"
    r"(?:(?:about|around|some|nearly|over|almost|another|a|further|up|to|more|than)\s)*)$",
    re.I,
)
_BIG = 1e6
_ADV = (
    r"(?:(?:about|around|some|nearly|over|almost|another|a|further|up|to|more|than|only|just|approximately|roughly|at least|close|well|under|"
    r"as much as|an estimated)\s)*"
)
_SUNK = re.compile(rf"\b(?:sank|sunk)\s{_ADV}$", re.I)
# "made $40 million in the spring", "pockets 900 yuan on each ton"
_MADE = re.compile(rf"\b(?:made|netted|clear(?:s|ed)|pocket(?:s|ed)|bank(?:s|ed))\s{_ADV}$", re.I)
# "must hand over 3 million yuan", "the agency wants $90,000 from": what an authority takes
_TAKES_OFF = re.compile(
    rf"(?:\b(?:must|(?:ordered|told|made|has|have|had|forced|required|"
    r"obliged|sentenced) to)\s(?:now\s|also\s|immediately\s)?(?:pay|hand over|part with|surrender|forfeit|give up)\s{_ADV}"
    rf"|\b(?:EPA|agency|board|bureau|department|regulator|watchdog|court|"
    rf"prosecutors?|ministry|authorit(?:y|ies))\s(?:wants|demands|seeks|asks|claims)\s{_ADV})$",
    re.I,
)
_OFFENCE = re.compile(r"\b(?:violat\w+|pollut\w+|disobe\w+|breach\w*|non-?compliance|offence|illegal\w*|unlawful\w*|infring\w+)\b", re.I)
# "the first line is put at $400 million", "lays out 2 billion yuan for a mill"
_PUT_AT = re.compile(
    r"\b(?:plants?|projects?|smelters?|refiner(?:y|ies)|mills?|works|factory|complex|facility|expansion|upgrade|lines?|"
    r"phase(?:\s\w+)?|stage|job|first step|restart|furnaces?|venture)\b"
    rf"[^,;.]{{0,40}}?\b(?:(?:is|was|are|were)\s(?:put|estimated|reckoned|priced|costed|budgeted|calculated|seen)\sat|"
    rf"costs?|costing|(?:would|will|should|to) cost|comes? to|came to|takes|needs|requires)\s{_ADV}$",
    re.I,
)
_TAKES_OUT = re.compile(
    rf"\b(?:takes?|took|brings?|puts?|lays?|laid|coughs?|forks?|throws?)\s(?:out|in|up|down|on)\s{_ADV}$|"
    rf"\b(?:throw|throws|threw|sank|sinks?|sunk|plough\w*|pours?|poured)\s{_ADV}$",
    re.I,
)
_INTO_PLANT = re.compile(
    r"^\s(?:more\s|in all\s)?(?:(?:is|are|was|were|will|would|shall|should)\s(?:\w+\s){0,2}?(?:flow|go|be|needed|spent|sunk|put)\b|"
    r"(?:in|into|here|for)\b)",
    re.I,
)
_PAST_COST = re.compile(rf"(?<!to )(?<!will )(?<!would )(?<!could )(?<!should )(?<!may )(?<!of )(?<!the )(?<!its )\bcost\s{_ADV}$")


# "output value 900 million yuan, tax 50 million yuan"
_TAX = re.compile(
    rf"\b(?<!after )(?<!before )(?<!and )(?<!profit )(?<!profits )(?:tax|taxes|tax payments?|duties)\s(?:of\s|to\s|is\s|can be\s|reaches\s)?{_ADV}$|"
    rf",\s(?:and\s)?tax(?:es)?\sof\s{_ADV}$|\band tax of\s{_ADV}$",
    re.I,
)
# "by June has completed 120 million yuan": money already built in
_SO_FAR = re.compile(
    r"\b(?:has|have|had)\s(?:already\s|so far\s|accumulatively\s)?(?:completed|finished|accumulated)\s(?:[^.;]{0,60}?\sand\s)?"
    r"(?:an?\s)?(?:investment (?:of\s)?)?[^\s]*\s?[\d.,]+\s(?:\w+\s){0,2}(?:yuan|RMB|dollars)"
)


_STATED = re.compile(rf"\b(?:was|were|stood at|came to|quoted(?: at)?|at a record|closed at|settled at)\s{_ADV}(?:above\s|below\s)?$", re.I)
_MINUS = {
    "profit": re.compile(r"(?i)loss|losing|los[te]|deficit|net loss|(?:pre-tax|operating) loss|in the red"),
    "premium": re.compile(r"(?i)discount|backwardation"),
}


def settle_money(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Money: what it pays for or measures, and what happened with it."""
    a, at = c.amount, c.amount.start - c.sentence.start
    before = c.sentence.text[:at]
    ahead = ahead and not _STATED.search(before)
    _per_tonne(c, at)
    if c.amount.kind == "price" and c.measure not in ("cost", "premium", "profit", "subsidy"):
        c.measure = "price"
    _of_money(c, before, cue_cost)
    if c.measure in ("revenue", "profit") and not ahead:
        yearly = (
            YEARLY.search(c.sentence.text[max(0, at - 40) : at + 70])
            and re.search(r"\b(?:project|complet\w*|after|production|will|once|at full|full (?:stretch|load|capacity|swing))\b", before, re.I)
            and not c.sentence.whens
        )
        ahead = bool(yearly or _ONCE.search(before))
    if c.statistic == "level" and c.of and (m := _MINUS.get(c.measure)) and m.match(c.of.form):
        c.sign = -1.0
    if a.kind == "money" and _TAX.search(before) and c.measure in ("profit", "revenue", "other", "cost"):
        c.measure = "other"
    if c.measure == "fine":
        c.event = "penalised"
    elif c.measure == "investment":
        firm = [t for t in c.sentence.of("events") if t.end <= a.start and not t.entry.data.get("weak") and tensed(c.sentence, t) in _WORKS]
        if _SO_FAR.search(c.sentence.text):
            c.event = "under_construction"
            return
        if a.scale > 1 and _PAST_COST.search(before):
            c.event = "commissioned"
            return
        if firm and _AT_COST.search(before):
            c.event, c.cue, cue_cost = tensed(c.sentence, firm[-1]), firm[-1], 0.0
        elif _SPENDING.search(before):
            c.event = "under_construction"
            return
        elif not ahead and (_SPENT.search(before) or _SUNK.search(before)) and (c.event not in _WORKS or _SUNK.search(before)):
            c.event = "reported"
            return
        c.event = c.event if c.event in _WORKS and cue_cost < 24 else "announced"
    else:
        c.event = "forecast" if ahead else "reported"


_NOUN = re.compile(r"\b(?:the|its|their|an?|of|[Pp]roduction|power|cash|unit|average|total|in|at|energy|operating|making|it|It|this|that)\s$")


def _bought(c: Claim, before: str) -> bool:
    """Whether money is the price of a stake or a plant: "sold its stake for $115 million", "paid Rs 551 crore for 51 percent"."""
    after = c.sentence.text[c.amount.end - c.sentence.start :]
    return bool(re.search(r"\bfor\s(?:\w+\s)?$", before) and _ASSET.search(before)) or bool(
        re.match(r"\s(?:in cash\s)?for\s", after) and (_ASSET.search(after[:80]) or re.match(r"\s(?:in cash\s)?for\s(?:an?\s|the\s|its\s)?\d", after))
    )


def _verb(c: Claim, before: str) -> bool:
    """Whether "cost" is what a buyer pays: "alumina cost 2,900 yuan a tonne", but "it cost 14,800 yuan to make"."""
    assert c.of is not None
    gap = c.sentence.text[c.of.end - c.sentence.start : c.amount.start - c.sentence.start]
    makes = re.match(
        r"\s(?:a tonne\s|per tonne\s)?(?:to\s(?:make|produce|smelt|run)|for (?:making|producing))\b",
        c.sentence.text[c.amount.end - c.sentence.start :],
    )
    return (
        len(gap) < 16
        and not makes
        and not _NOUN.search(before[: c.of.start - c.sentence.start])
        and not re.search(r"\b(?:was|is|were|are|of|at|to)\b", gap)
    )


def _per_tonne(c: Claim, at: int) -> None:
    """The unit of a price whose tonne is printed apart: "a tonne fetched 4,800 yuan"."""
    a = c.amount
    if (
        a.kind == "money"
        and a.scale == 1.0
        and a.high < 1e5
        and c.measure in ("price", "profit", "cost", "premium", "subsidy", "other", "investment")
        and _A_TONNE.search(c.sentence.text[max(0, at - 60) : at + 60])
    ):
        c.amount = a._replace(unit=f"{a.unit}/t" if not a.unit.startswith("other") else a.unit, kind="price")


_PER_SHARE = re.compile(r"\b(?:per|every|each|a) share\b[^,;]{0,30}$")
# "the county government helped with 8 million yuan"
_HELPED = re.compile(
    r"\b(?:state|government|agency|province|city|county|federal|ministry)\b[^.;]{0,40}\b(?:helps?|helped|chipp?(?:s|ed) in|supports?|supported)"
    rf"\s(?:it\s)?with\s{_ADV}$",
    re.I,
)
_EQUIPMENT = re.compile(rf"\b(?:equipment\s(?:worth|valued at|costing|for)|by paying)\s{_ADV}$", re.I)
_COSTS = re.compile(rf"\bcosts?\s{_ADV}$")


def _by_verb(c: Claim, before: str, form: str, large: bool) -> bool:
    """Whether the verb before a sum tells what it is: saved, fined, earned or put into a plant; settled if so."""
    a, after = c.amount, c.sentence.text[c.amount.end - c.sentence.start :]
    savings = c.of is not None and c.of.end <= a.start and re.match(r"(?:cost )?savings?$", form)
    demanded = (_TAKES_OFF.search(before) and (form in ("", "pay") or c.measure == "other")) or (
        _OFFENCE.search(before[-60:]) and _COSTS.search(before)
    )
    plant = _PUT_AT.search(before) or (_TAKES_OUT.search(before) and _INTO_PLANT.match(after))
    if c.measure in ("cost", "investment", "other", "price") and (_SAVES.search(before) or savings):
        c.measure, c.statistic, c.sign = "cost", "change", -1.0
    elif large and _EQUIPMENT.search(before):
        c.measure = "investment"
    elif c.measure == "other" and _HELPED.search(before):
        c.measure = "subsidy"
    elif c.measure not in ("fine", "profit", "revenue") and a.kind == "money" and demanded:
        c.measure = "fine"
    elif _MADE.search(before) and not re.match(r"\s(?:of|worth)\b", after) and (large or a.kind == "price"):
        c.measure = "profit"
    elif large and plant and c.event != "penalised" and (c.measure in ("cost", "investment") or (c.measure == "other" and c.of is None)):
        c.measure, c.statistic, c.sign = "investment", "level", 1.0
    else:
        return False
    return True


def _of_money(c: Claim, before: str, cue_cost: float) -> None:
    """What a sum of money pays for or measures, where the nearest word alone does not tell."""
    a, form = c.amount, c.of.form.lower() if c.of else ""
    large = a.kind == "money" and (a.scale > 1 or a.high >= _BIG)
    building = c.event in UP or any(t.entry.name in UP and not t.entry.data.get("weak") for t in c.sentence.of("events"))
    if _by_verb(c, before, form, large):
        return
    if (a.kind == "money" and _INTO.search(before) and re.match(r"\s(?:more\s)?(?:in|into)\b", c.sentence.text[a.end - c.sentence.start :])) or (
        large
        and c.measure in ("fine", "other", "sales", "revenue", "investment")
        and (c.of is None or re.match(r"pa(?:y|id)|s[eo]l[dl]|shares", form))
        and _SOLD.search(before)
        and not _FORCED.search(c.sentence.text)
        and _bought(c, before)
    ):
        c.measure = "investment"
    elif a.kind == "price" and form in ("cost", "costs", "costing") and c.of and c.of.end <= a.start and _verb(c, before):
        c.measure = "price"
    elif (a.kind == "price" and a.unit.endswith("/share") and c.measure != "profit") or _PER_SHARE.search(before):
        c.measure = "other"
    elif (
        large and c.measure in ("other", "investment", "cost") and (_PLANT if c.of else _FOR_PLANT).match(c.sentence.text[a.end - c.sentence.start :])
    ):
        c.measure = "investment"
    elif c.of is None:
        c.measure = (
            "fine"
            if c.event == "penalised" and cue_cost < 16
            else "price"
            if a.kind == "price"
            else "investment"
            if c.event in SUPPLY or _TAKEOVER.search(before)
            else "other"
        )
    elif c.measure == "price" and large:
        c.measure = "cost" if form.startswith("cost") and not building else "investment" if building or form.startswith("cost") else "other"
    elif c.measure == "cost" and large and re.match(r"cost|costs|costing|bill", form):
        traded = next((t for t in c.sentence.of("measures") if t.entry.name in ("imports", "exports") and 0 <= c.of.start - t.end < 40), None)
        c.measure = str(traded.entry.name) if traded else "investment" if building else "cost"
