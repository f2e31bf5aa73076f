"""Percent and points: a change, a rate, or a share of something."""

from __future__ import annotations

import re

from potline.frame import Claim, Ruler, nearest
from potline.mass import ORDERED


def settle_percent(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Percent: a change, a rate, or a share of something."""
    rates = ("processing_rate", "operating_rate", "ratio")
    if c.statistic == "change" or c.amount.kind == "pp":
        c.statistic = "change" if (c.amount.kind == "pp" and c.measure not in rates) or c.statistic == "change" else "level"
        if c.event == "curtailed" and cue_cost < 8 and c.sign < 0 and c.measure not in ("capacity", "emissions", "energy"):
            c.measure = "output"
        elif c.measure == "share":
            c.measure = "price" if c.of is None and _MARKET.search(c.sentence.text) else _changed(c)
        ordered = c.sign < 0 and c.measure in ("output", "capacity") and ORDERED.search(c.sentence.text[: c.amount.start - c.sentence.start])
        cut = ordered or (c.event == "curtailed" and c.sign < 0 and cue_cost < 12 and c.measure in ("output", "capacity"))
        if c.amount.kind == "pp":
            cut = False
        c.event = "curtailed" if cut and not c.basis else "forecast" if ahead else "operating" if c.measure == "capacity" and c.sign > 0 else "reported"
        if c.measure in rates and c.amount.kind == "percent" and c.basis:
            c.flags.append("pp_or_percent")
        return
    if c.measure in rates or (c.measure in ("profit", "emissions", "price", "premium", "subsidy") and of_cost < 12):
        c.event = "forecast" if ahead else "reported"
        return
    if c.event in ("curtailed", "shut") and cue_cost < 10 and c.cue and c.cue.end <= c.amount.start:
        after = c.sentence.text[c.amount.end - c.sentence.start :][:60]
        if c.event == "curtailed" and (c.measure in ("output", "capacity") or re.match(r"\sof\s", after) or re.match(r"(?i)(?:the |a )?(?:cut|reduc|curtail)", c.cue.form)):
            c.measure = c.measure if c.measure in ("output", "capacity") else "capacity" if "capacity" in after else "output"
            c.statistic, c.sign = "change", -1.0
            return
    c.measure = "share"
    c.event = c.event if c.event in ("curtailed", "shut", "project_halted") and cue_cost < 16 else "forecast" if ahead else "reported"


_MARKET = re.compile(r"\b(?:LME|SHFE|futures|spot|contract|Shanghai alumini?um|three[- ]months?|a tonne|per tonne|per ton|yuan/mt|Comex)\b")


def _changed(c: Claim) -> str:
    """What a percentage change is of, where only a share word stood near: the nearest other measure of the sentence."""
    ruler = Ruler(c.sentence)
    cost, t = nearest(ruler, c.amount, [t for t in c.sentence.of("measures") if t.entry.name not in ("share", "ratio") and "percent" in t.entry.data.get("of", ())], right=4.0)
    return str(t.entry.name) if t and cost < 40 else "output"
