"""Money and prices: investment, results, fines, cost; and prices per unit."""

from __future__ import annotations

import re

from potline.cues import SUPPLY
from potline.frame import Claim
from potline.mass import YEARLY

_A_TONNE = re.compile(r"\b(?:one|every|each|per|a|1)\s(?:1\s)?(?:metric\s)?(?:ton|tonne|mt)\b", re.I)


def settle_money(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    a, at = c.amount, c.amount.start - c.sentence.start
    if a.kind == "money" and a.scale == 1.0 and a.high < 1e5 and c.measure in ("price", "profit", "cost", "premium", "subsidy", "other", "investment") and _A_TONNE.search(c.sentence.text[max(0, at - 60) : at + 60]):
        c.amount = a._replace(unit=f"{a.unit}/t" if not a.unit.startswith("other") else a.unit, kind="price")
    if c.amount.kind == "price" and c.measure not in ("cost", "premium", "profit", "subsidy"):
        c.measure = "price"
    if c.measure in ("revenue", "profit") and not ahead and YEARLY.search(c.sentence.text[max(0, at - 40) : at + 40]) and re.search(r"\b(?:project|complet|after|production|will|once)\b", c.sentence.text[:at]) and not c.sentence.whens:
        ahead = True
    if c.of is None:
        c.measure = "fine" if c.event == "penalised" and cue_cost < 16 else "price" if c.amount.kind == "price" else "investment" if c.event else "other"
    if c.measure == "profit" and c.of and re.match(r"(?i)loss|losing|lost", c.of.form) and c.statistic == "level":
        c.sign = -1.0
    if c.measure == "cost" and a.kind == "money" and a.scale > 1 and c.of and re.match(r"(?i)cost|costs|costing|bill", c.of.form) and (c.event in SUPPLY or any(t.entry.name in ("announced", "under_construction", "commissioned", "restarted") for t in c.sentence.of("events"))):
        c.measure = "investment"
    if c.measure == "fine":
        c.event = "penalised"
    elif c.measure == "investment":
        c.event = c.event if c.event in ("announced", "under_construction", "commissioned", "project_halted", "restarted") and cue_cost < 24 else "announced"
    else:
        c.event = "forecast" if ahead else "reported"
