"""Tonnage and pieces: capacity where something is built, shut or held; output and trade where something is made or moved."""

from __future__ import annotations

import re

from potline.constructions import constructions
from potline.counts import settle_count
from potline.cues import SUPPLY, tensed
from potline.frame import Claim
from potline.lexicon import Term
from potline.turns import QUALIFIED, Construction

ORDERED = re.compile(r"\b(?:must|have to|has to|had to|told to|ordered to|required to|asked to|obliged to|order|quota|curbs?)\b", re.I)
# "729,000 tons of primary aluminum capacity": the noun behind governs whatever verb stands nearer
_OF_NOUN = re.compile(
    r"^(?:\s(?:a|per|each) (?:year|month|annum))?\s(?:of|in)\s(?:(?!to\b|from\b|in\b|into\b|and\b|for\b|is\b|was\b|are\b|were\b|at\b|by\b|on\b|with\b|out\b)[\w'’-]+\s){0,5}?"
    r"(?P<noun>capacit(?:y|ies)|(?:output|production)(?!\scapacit)|exports?|imports?|(?<!can\s)(?<!fin\s)(?<!foil\s)stocks?|inventor(?:y|ies)|demand|consumption|sales|shipments|deliveries)\b"
)
_OF_PROJECT = re.compile(r"^\sof\s(?:(?!to\b|for\b|by\b|from\b|at\b|in\b|and\b)[\w-]+\s){1,5}?projects?\b")
_YEARLY_BEHIND = re.compile(r"^\sof\s[\w\s-]{2,45}?\s(?:(?:a|per|each|every)\s(?:year|annum)|annually|yearly)\b")
# "after all is finished the annual output is …": the project has yet to be finished
_COMPLETION = re.compile(
    r"\b(?:[Aa]fter|[Oo]nce|[Ww]hen|[Uu]pon|[Oo]n)\s(?:(?:the|its|their|all|both|it|this|full|whole|project|plant|line|phases?|is|are|being|been|has|have|fully|put|construction|of)\s){0,6}"
    r"(?:building|completion|completed|built|finished|done|construction|into (?:operation|production|use)|ready|up and running|commissioned|commissioning)\b(?![^.;]*\b(?:was|were|had)\b)[^.;]*$"
)
_PLANT = re.compile(r"^(?:[- ](?:a|per)[- ]year)?\s(?:(?:new|second|first|aluminium|aluminum|alumina|electrolytic|primary|smelting|green|idle|recycled|high-precision)\s){0,3}(?:projects?|plants?|smelters?|lines?|units?|refiner(?:y|ies)|potlines?|mills?|facilit(?:y|ies)|expansion|stream|series|extension)\b")
_MOVED_TO = re.compile(r"\b(?:fell|falls?|rose|rises?|down|up|dropped|slipped|climbed|edg\w+|grew|increas\w+|decreas\w+|declin\w+|came|amounted|totall?ed|reached)\b[^,;]{0,24}\bto\s(?:about |around |some |a |an |nearly |over |almost |record )*$", re.I)
YEARLY = re.compile(r"\b(?:annual(?:ly)?|yearly|per year|a year|each year|every year|per annum)\b", re.I)
_PROJECT = re.compile(r"\b(?:plant|project|factory|line|facility|mill|smelter|refinery)\b", re.I)
OUT_OF = re.compile(r"\b(?:out of|of a total(?: of)?|of the total)\s(?:its\s|their\s|the\s|some\s|about\s|a\s|total\s)*$", re.I)


def reported(c: Claim) -> Claim:
    c.event = "reported"
    return c


_GUILT = re.compile(r"\b(?:dump|spil[lt]|fill(?:ed|ing) in|bur(?:y|ied)|pil(?:ed|ing)|leak|pour|flood|sw[ea]pt|escap|tipp|hidden|heap|lawyer|fine[sd]?|court|trial|authority|prosecut)\w*", re.I)
_MOVED = ("inventory", "imports", "exports", "sales", "consumption", "emissions", "other", "ratio")
# "ALDEL, able to make 110,000 tonnes a year, stopped in October": the plant's whole predicate, not a cut of a part
_PREDICATE = re.compile(r"^[^,;.]{0,50},\s(?:which\s)?(?:(?:has|have|had|was|were|is|are|will|be|been|being|now|also|already|completely|fully|told|ordered|asked|forced|made|to|in \w+|on \w+)\s){0,6}$")


def predicate(c: Claim) -> str | None:
    """What became of a plant that an amount is set beside in commas, where the verb behind tells of it whole; None otherwise."""
    row, end = c.sentence, c.amount.end - c.sentence.start
    for t in row.of("events"):
        if t.start >= c.amount.end and not t.entry.data.get("weak") and _PREDICATE.match(row.text[end : t.start - row.start]):
            rest = row.text[t.end - row.start :]
            return None if re.match(r"\s(?:(?:\w+\s){0,3}by\s|(?:load|output|production|runs|rates|power|a|one|two|\d)\b)", rest) else str(t.entry.name)
    return None


def _open_event(c: Claim, ahead: bool, beside: bool) -> str:
    """The event where a construction leaves it open: of capacity what became of its plant, else what is expected or reported."""
    if c.measure == "emissions" and (_GUILT.search(c.sentence.text) or any(t.entry.name in ("found_illegal", "penalised") for t in c.sentence.of("events"))):
        return "found_illegal"
    if c.measure != "capacity":
        return "forecast" if ahead and c.measure != "emissions" else "reported"
    if ahead and (_COMPLETION.search(_before(c)) or re.search(r"\b[Pp]rojects?\b", _before(c))):
        return "announced"
    row = c.sentence
    if whole := predicate(c):
        return whole
    for t in reversed(row.of("events")):
        if t.entry.name in _UP and not row.text[: t.start - row.start].lower().endswith("the ") and not t.entry.data.get("weak") and t.end < c.amount.start and _WHICH_CAN.search(row.text[t.end - row.start : c.amount.start - row.start]):
            return tensed(row, t)  # "will open a foundry, able to cast"
    return "forecast" if ahead and not beside else "operating"


_WHICH_CAN = re.compile(r"^[^;]*?(?:,|\b(?:which|that|with|where))\s(?:(?:is|are|will|would|shall|be|has|have|the|it)\s)*(?:able|capable|can|could|designed|good|built|rated|room|fit|sized)\b[^;,]*$")
_UP = ("announced", "under_construction", "commissioned", "restarted")
_CAN_TURN = re.compile(rf"\b(?:can|could|able to|capable of)\s\w+\s{QUALIFIED}")
_BESIDE = ("with a year", "with a capacity", "apposition")  # set beside its plant: what the plant may do is not said of it


def construed(c: Claim, found: Construction, ahead: bool) -> bool:
    """Settle a claim as the construction it stands in says; False where its class or its measure does not admit it."""
    moved = c.measure in _MOVED and c.of is not None
    if found.measure == "?capacity" and c.measure != "capacity" and c.amount.per != "year" and c.of is not None:
        return False
    if found.measure is None and found.event == "curtailed":
        if moved and found.name != "cap":
            return False
        c.measure = "energy" if c.amount.kind == "power" else c.measure if c.measure in ("capacity", "energy") or c.of else "capacity" if c.amount.per == "year" else "output"
    elif found.name == "stands idle" and c.event == "restarted" and c.cue and c.cue.end <= c.amount.start:
        return False  # "fires up 12,000 tonnes that lay cold"
    elif found.name == "waste" and _governing(c):
        return False
    elif found.name == "turned into" and _CAN_TURN.search(_before(c)):
        c.measure, c.firm = "capacity", True
        c.event = _open_event(c, ahead, False)  # type: ignore[assignment]
        c.why.append(found.name)
        return True
    elif found.measure == "other" and c.of and c.of.entry.name == "other":
        return False
    elif found.name == "drawn from" and c.measure != "capacity" and not re.search(r"\b(?:capacit|quota|swap|smelter|indicator|line|out of)", c.sentence.text):
        return False
    elif found.measure in ("capacity", "?capacity") and moved and not (found.name in ("good for", "with a year", "whole", "drawn from") or c.amount.per == "year"):
        return False
    elif found.measure:
        c.measure = found.measure.lstrip("?")
    if found.event == "?stated":
        if any(not t.entry.data.get("weak") and t.end <= c.amount.start and "," not in c.sentence.text[t.end - c.sentence.start : c.amount.start - c.sentence.start] for t in c.sentence.of("events")):
            return False
        c.event, c.statistic, c.sign, c.firm = "forecast" if ahead else "operating", "level", 1.0, True
        c.why.append(found.name)
        return True
    if found.event == "?project":
        c.event, c.cue = "announced", None
        c.why.append(found.name)
        return True
    c.event = found.event if found.event != "?" else _open_event(c, ahead, found.name in _BESIDE)  # type: ignore[assignment]
    if found.statistic:
        c.statistic, c.sign = found.statistic, -1.0 if found.statistic == "change" else 1.0
    c.why.append(found.name)
    c.firm = True
    return True


_DRAWS = re.compile(rf"\b(?:draws?|drew|drawn|uses?|used|using|consum\w+|needs?|requires?|burn\w*|eats?|ate|tak(?:es?|ing)|took)\s(?:up\s|in\s)?{QUALIFIED}")


def settle_power(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Power and energy: a load cut or shed, capacity to generate, a consumption per tonne."""
    found = [k for k in constructions(c) if k.measure in (None, "ratio")]
    if _DRAWS.search(c.sentence.text[: c.amount.start - c.sentence.start]) and not found and c.event not in ("curtailed", "shut"):
        c.measure, c.event = "energy", "forecast" if ahead else "reported"
    elif not any(construed(c, k, ahead) for k in found):
        settle_count(c, of_cost, cue_cost, ahead)


def _governing(c: Claim) -> Term | None:
    """The verb of making or moving whose object an amount is: "sold 2.5 million tonnes of cast metal"."""
    for t in c.sentence.of("measures"):
        if 0 < c.amount.start - t.end < 30 and c.amount.kind in t.entry.data.get("of", ()) and t.entry.name in _MOVED[:5] and _OBJECT.match(c.sentence.text[t.end - c.sentence.start : c.amount.start - c.sentence.start]):
            return t
    return None


_OBJECT = re.compile(rf"^\s{QUALIFIED}")


def settle_mass(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Tonnage: capacity where something is built, shut or holds; output and trade where something is made or moved."""
    if any(construed(c, found, ahead) for found in constructions(c)):
        return
    weak = bool(c.cue and c.cue.entry.data.get("weak") and c.event == "curtailed")
    of_cost = _governed(c, of_cost)
    if c.measure in ("output", "capacity") and c.event in (None, "commissioned") and _COMPLETION.search(_before(c, c.amount.end)):
        c.measure, c.event, c.cue = "capacity", "announced", None
        c.why.append("on completion")
        return
    _capacity_or_not(c, of_cost, cue_cost, weak)
    if c.measure in ("output", "capacity") and c.statistic == "change" and c.sign < 0 and ORDERED.search(_before(c)):
        c.event = "curtailed"
        return
    if c.measure == "output" and ahead and c.event in ("announced", "under_construction") and YEARLY.search(c.sentence.text) and _PROJECT.search(c.sentence.text):
        c.measure = "capacity"
    if c.measure == "capacity":
        _settle_capacity(c, cue_cost, ahead)
    elif c.measure == "output" and _MOVED_TO.search(_before(c)):
        c.event = "forecast" if ahead else "reported"
    elif c.measure == "output" and c.event == "curtailed" and not weak and cue_cost < 16 and cue_cost < of_cost + 8:
        _settle_cut(c)
    elif c.measure == "emissions":
        c.event = "found_illegal" if c.event in ("found_illegal", "penalised") else "forecast" if ahead else "reported"
    elif c.measure == "output" and c.event == "shut" and cue_cost < 9 and cue_cost < of_cost + 6:
        c.event = "curtailed"
    elif c.event == "found_illegal" and c.measure in ("sales", "exports", "imports", "inventory") and cue_cost < 14 and not (c.cue and c.cue.entry.data.get("weak")):
        c.statistic, c.sign = "level", 1.0
    else:
        c.event = "forecast" if ahead else "reported"


def _before(c: Claim, end: int = 0) -> str:
    """The sentence up to the amount, or up to `end`."""
    return c.sentence.text[: (end or c.amount.start) - c.sentence.start]


def _governed(c: Claim, of_cost: float) -> float:
    """What it costs to bind the measure, once a noun right behind the amount or the verb right before it has been given its due."""
    at = c.amount.end - c.sentence.start
    noun = _OF_NOUN.match(c.sentence.text[at : at + 90])
    if noun and (term := next((t for t in c.sentence.of("measures") if t.start <= c.sentence.start + at + noun.start("noun") < t.end), None)):
        c.measure, c.of, of_cost = str(term.entry.name), term, 0.0
    elif direct := _governing(c):
        c.measure, c.of, of_cost = str(direct.entry.name), direct, 0.0
    elif c.of is None and not c.amount.per and _YEARLY_BEHIND.match(c.sentence.text[at : at + 70]):
        c.amount = c.amount._replace(per="year")
    if (_PLANT.match(c.sentence.text[at : at + 60]) or _OF_PROJECT.match(c.sentence.text[at : at + 90])) and c.measure in ("output", "other"):
        c.measure = "capacity"
    return of_cost


def _capacity_or_not(c: Claim, of_cost: float, cue_cost: float, weak: bool) -> None:
    """Whether what is built, shut or held is capacity, though another word of measure stands near, or none."""
    supply = c.event in SUPPLY or c.event in ("found_illegal", "operating")
    if c.of is None:
        c.measure = "capacity" if (supply and cue_cost < 20 and not weak) or c.amount.per == "year" else "output"
    elif c.measure == "output" and c.event in ("announced", "under_construction", "commissioned", "restarted", "project_halted", "found_illegal", "shut") and cue_cost < 18:
        if re.search(r"annual|yearly|per year|a year|produce per", c.sentence.text[max(0, c.of.start - c.sentence.start - 14) : c.of.end - c.sentence.start + 12]) or c.amount.per == "year":
            c.measure = "capacity"
            c.why.append("a project's annual output is capacity")
    elif c.measure in ("imports", "exports", "sales", "inventory", "consumption") and supply and (of_cost > 12 and cue_cost < 8 or cue_cost < 0.5 and c.cue and c.cue.end < c.amount.start and c.event == "shut"):
        c.measure = "capacity"
    if c.measure == "output" and c.of and supply and c.event != "found_illegal" and cue_cost + 4 < of_cost and c.statistic == "level":
        c.measure = "capacity"


_TOTAL_AHEAD = re.compile(r"\b(?:pass|reach|exceed|total|stand at|rise to|increase to|grow to|come to|expand to|to|be|top|close to)\s(?:a total of |an annual |about |around |over |more than |nearly |some |almost |as much as )*$", re.I)
_FROM = re.compile(r"\bfrom\s(?:the |its |an? |current |existing |present |about |around |some )*$", re.I)
_WHICH_IS = re.compile(r"\bcapacit(?:y|ies),? (?:of|which (?:is|was|totals|stands at))\s$", re.I)


def _settle_capacity(c: Claim, cue_cost: float, ahead: bool) -> None:
    before = c.sentence.text[: c.amount.start - c.sentence.start][-60:]
    if re.search(r"which (?:is|was|totals|stands at)\s$", before) and _WHICH_IS.search(before):
        c.event, c.statistic, c.sign = "operating", "level", 1.0
        return
    if (c.event == "announced" and c.statistic == "level") or (c.event == "announced" and _FROM.search(before)):
        if _FROM.search(before):
            c.event, c.statistic, c.sign = "operating", "level", 1.0
            return
        if c.sentence.text.startswith(("If ", "Were ", "Should ")) or _TOTAL_AHEAD.search(before) and not re.search(r"\b(?:output|project|of)\s\w*\s?$", before):
            c.event = "forecast"
            return
    if c.event is None or cue_cost > 24 or c.event in ("reported", "penalised", "inspected"):
        c.event = "forecast" if ahead else "operating"
    if c.event == "curtailed":
        _settle_cut(c)
    elif c.statistic == "change" and c.event in ("announced", "commissioned", "under_construction", "restarted", "shut", "project_halted", "found_illegal"):
        c.statistic, c.sign = "level", 1.0
    elif c.event == "operating" and ahead and c.statistic == "level":
        c.event = "forecast"
    elif c.event == "operating" and c.statistic == "level" and re.search(r"\b(?:additional|extra|another|new|further)\s(?:about |some )?$", before):
        c.event = "announced"


def _settle_cut(c: Claim) -> None:
    """A cut by an amount is a negative change, a cut to an amount or a limit on it a level."""
    row, a = c.sentence, c.amount
    if c.statistic == "change":
        return
    before = row.text[max(0, a.start - row.start - 40) : a.start - row.start]
    form = c.cue.form.lower() if c.cue else ""
    loss = any(re.match(r"(?i)lose|lost|loss|cut|reduc|curtail", t.form) and 0 <= a.start - t.end < 60 for t in row.of("events") if t.entry.name == "curtailed")
    to = re.search(r"\b(?:to|below|under|exceed|above)\s(?:a |an |the |about |around |just |only |some )*$", before)
    if to or (not loss and re.search(r"\bat\s(?:about |around |some )*$", before)) or (not loss and form.startswith(("limit", "restrict", "affect", "may not", "must", "not go", "keep", "curbs", "hit", "stay", "partial", "partly", "disrupt", "interrupt", "hamper", "throttle", "ration"))):
        c.statistic, c.sign = "level", 1.0
    else:
        c.statistic, c.sign = "change", -1.0
