"""Counted things: enterprises, people, teams, cities, lines, pots, kilowatts, months."""

from __future__ import annotations

import re

from potline.cues import DEFAULT
from potline.frame import Claim
from potline.ledger import COUNTED

_NEUTRAL = {"departments", "department", "ministries", "agencies", "meetings", "countries", "nations", "universities", "banks", "shareholders", "investors", "experts", "analysts"}


def settle_count(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Counted things take the event nearest to them; what merely exists is operating, what is merely said reported."""
    kind, near = c.amount.kind, cue_cost < 18
    if kind in ("count", "enterprise", "people", "inspection", "case", "pot", "area", "volume", "length", "coal", "emission", "other", ""):
        c.measure = DEFAULT.get(kind, "other")
    if c.amount.noun.lower() in _NEUTRAL:
        c.event = "reported"
        return
    if c.event is None or not near:
        c.event = {"enterprise": "reported", "inspection": "reported", "pot": "operating"}.get(kind, "reported")
    if kind == "people" and c.event == "found_illegal":
        c.event = "penalised"
    if kind == "inspection" and c.event not in ("inspected",):
        c.measure = "other"
    if kind == "people" and c.event not in ("penalised", "inspected") and not (c.event in ("shut", "curtailed", "restarted", "commissioned") and cue_cost < 9):
        c.event = "forecast" if ahead else "reported"
    if kind in COUNTED:
        c.statistic, c.sign, c.basis = "level", 1.0, None
    if kind == "people" and c.event in ("reported", "forecast"):
        noun = c.amount.noun.lower().lstrip("?")
        c.event = "forecast" if noun in ("job", "jobs", "posts", "positions") and not re.search(r"(?:added|created|provid(?:ed|es)|has|employs?)\s(?:\w+\s){0,3}$", c.sentence.text[: c.amount.start - c.sentence.start]) else c.event
    if kind == "power" and c.event in ("reported", "found_illegal", "inspected", "announced") and c.amount.unit in ("other:kW", "other:MW", "other:GW") and not ahead:
        c.event = "operating" if c.event == "reported" else c.event
    if c.event == "curtailed" and kind == "power":
        c.statistic, c.sign = "change", -1.0
    if kind == "case" and c.event == "reported":
        c.event = "found_illegal"
    if kind == "time" and c.event not in ("curtailed", "shut", "inspected", "penalised", "under_construction", "project_halted"):
        c.event = "reported"
    if c.measure == "inventory" and kind == "time":
        c.event = "reported"
    if c.amount.noun in ("pieces", "piece", "pcs") and not c.sentence.of("products"):
        c.measure, c.event = "other", "reported"
