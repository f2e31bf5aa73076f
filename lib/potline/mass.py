"""Tonnage and pieces: capacity where something is built, shut or held; output and trade where something is made or moved."""

from __future__ import annotations

import re

from potline.cues import SUPPLY
from potline.frame import Claim

ORDERED = re.compile(r"\b(?:must|have to|has to|had to|told to|ordered to|required to|asked to|obliged to|order|quota|curbs?)\b", re.I)
_PLANT = re.compile(r"^(?:[- ](?:a|per)[- ]year)?\s(?:(?:new|second|first|aluminium|aluminum|alumina|electrolytic|primary|smelting|green|idle|recycled|high-precision)\s){0,3}(?:projects?|plants?|smelters?|lines?|units?|refiner(?:y|ies)|potlines?|mills?|facilit(?:y|ies)|expansion|stream|series|extension)\b")
_MOVED_TO = re.compile(r"\b(?:fell|falls?|rose|rises?|down|up|dropped|slipped|climbed|edg\w+|grew|increas\w+|decreas\w+|declin\w+|came|amounted|totall?ed|reached)\b[^,;]{0,24}\bto\s(?:about |around |some |a |an |nearly |over |almost |record )*$", re.I)
YEARLY = re.compile(r"\b(?:annual(?:ly)?|yearly|per year|a year|each year|every year|per annum)\b", re.I)
_PROJECT = re.compile(r"\b(?:plant|project|factory|line|facility|mill|smelter|refinery)\b", re.I)
OF_CAPACITY = re.compile(r"^\s?(?:of|for)\s(?:its\s|the\s|their\s|total\s|rated\s|nameplate\s|installed\s|full\s|design(?:ed)?\s|annual\s|smelting\s)*(?:capacity|capacities|pots|nameplate|capability|rate)\b|^\s(?:its|their|the)\s(?:usual\s|normal\s|full\s)?rate\b")
RUNS = re.compile(r"\b(?:run|runs|ran|running|operat\w+|works?|working|worked|utilis\w+|utiliz\w+|output|production|turned out|back (?:up )?to|down to|up to|lifts?|lifted|plant)\b[^;.]{0,60}$", re.I)
OUT_OF = re.compile(r"\b(?:out of|of a total(?: of)?|of the total)\s(?:its\s|their\s|the\s|some\s|about\s|a\s|total\s)*$", re.I)


def reported(c: Claim) -> Claim:
    c.event = "reported"
    return c


def settle_mass(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Tonnage: capacity where something is built, shut or holds; output and trade where something is made or moved."""
    supply = c.event in SUPPLY or c.event in ("found_illegal", "operating")
    at = c.amount.end - c.sentence.start
    if _PLANT.match(c.sentence.text[at : at + 60]) and c.measure in ("output", "other"):
        c.measure = "capacity"
    weak = bool(c.cue and c.cue.entry.data.get("weak") and c.event == "curtailed")
    if c.of is None:
        c.measure = "capacity" if (supply and cue_cost < 20 and not weak) or c.amount.per == "year" else "output"
    elif c.measure == "output" and c.event in ("announced", "under_construction", "commissioned", "restarted", "project_halted", "found_illegal", "shut") and cue_cost < 18:
        if re.search(r"annual|yearly|per year|a year|produce per", c.sentence.text[max(0, c.of.start - c.sentence.start - 14) : c.of.end - c.sentence.start + 12]) or c.amount.per == "year":
            c.measure = "capacity"
            c.why.append("a project's annual output is capacity")
    elif c.measure in ("imports", "exports", "sales", "inventory", "consumption") and supply and of_cost > 12 and cue_cost < 8:
        c.measure = "capacity"
    if c.measure == "output" and c.of and supply and c.event != "found_illegal" and cue_cost + 4 < of_cost and c.statistic == "level":
        c.measure = "capacity"
    if c.measure in ("output", "capacity") and c.statistic == "change" and c.sign < 0 and ORDERED.search(c.sentence.text[: c.amount.start - c.sentence.start]):
        c.event = "curtailed"
        return
    if c.measure == "output" and ahead and c.event in ("announced", "under_construction") and YEARLY.search(c.sentence.text) and _PROJECT.search(c.sentence.text):
        c.measure = "capacity"
    if c.measure == "capacity":
        _settle_capacity(c, cue_cost, ahead)
    elif c.measure == "output" and _MOVED_TO.search(c.sentence.text[: c.amount.start - c.sentence.start]):
        c.event = "forecast" if ahead else "reported"
    elif c.measure == "output" and c.event == "curtailed" and not weak and cue_cost < 16 and cue_cost < of_cost + 8:
        _settle_cut(c)
    elif c.measure == "emissions":
        c.event = "found_illegal" if c.event in ("found_illegal", "penalised") else "forecast" if ahead else "reported"
    elif c.measure == "output" and c.event == "shut" and cue_cost < 9 and cue_cost < of_cost + 6:
        c.event = "curtailed"
    else:
        c.event = "forecast" if ahead else "reported"


_TOTAL_AHEAD = re.compile(r"\b(?:pass|reach|exceed|total|stand at|rise to|increase to|grow to|come to|expand to|to|be|top)\s(?:a total of |an annual |about |around |over |more than |nearly |some |almost |as much as )*$", re.I)
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
        if _TOTAL_AHEAD.search(before) and not re.search(r"\b(?:output|project|of)\s\w*\s?$", before):
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
    if to or (not loss and re.search(r"\bat\s(?:about |around |some )*$", before)) or (not loss and form.startswith(("limit", "restrict", "affect", "may not", "must", "not go", "keep", "curbs", "hit", "stay"))):
        c.statistic, c.sign = "level", 1.0
    else:
        c.statistic, c.sign = "change", -1.0
