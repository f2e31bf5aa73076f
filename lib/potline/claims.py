"""The claim that an amount makes, and what it takes from the list or the neighbour it stands with."""

from __future__ import annotations

import re
from collections.abc import Callable

from potline.change import BY, TO, basis, change, multiple
from potline.counts import settle_count
from potline.cues import BY_KIND, PASSIVE, SUPPLY, event, expected, measure
from potline.frame import Claim, Ruler
from potline.grammar import Amount, qualifier
from potline.ledger import COUNTED
from potline.mass import OUT_OF, reported, settle_mass, settle_power
from potline.money import settle_money
from potline.percent import settle_percent, settle_use, used
from potline.scan import Sentence


def claim(row: Sentence, a: Amount, ruler: Ruler) -> Claim:
    """The claim that an amount makes: measure, event, statistic, basis, sign and qualifier."""
    a = multiple(row, a)
    c = Claim(a, row, qualifier=qualifier(row.text, a.start - row.start, a.end - row.start))
    c.measure, c.of, of_cost = measure(row, a, ruler)
    c.event, c.cue, cue_cost = event(row, a, ruler)  # type: ignore[assignment]
    turn = change(row, a, c)
    c.basis = basis(row, a, ruler) if a.kind in _CHANGES else None
    if turn:
        c.statistic, c.sign = "change", -1.0 if turn == "down" else 1.0
        c.basis = basis(row, a, ruler)
    if used(c):
        settle_use(c, expected(row, a, ruler))
        return c
    if a.kind == "mass" and OUT_OF.search(row.text[: a.start - row.start]):
        c.measure, c.event, c.statistic, c.sign = "capacity" if c.measure == "capacity" or c.event in SUPPLY else c.measure, "operating", "level", 1.0
        return c if c.measure == "capacity" else reported(c)
    settle = _SETTLE.get(a.kind, settle_count)
    settle(c, of_cost, cue_cost, expected(row, a, ruler))
    return c


# "the 400,000-tonne units": a plant is named by what it can make


_SETTLE: dict[str, Callable[[Claim, float, float, bool], None]] = {
    "mass": settle_mass, "piece": settle_mass, "power": settle_power, "percent": settle_percent, "pp": settle_percent, "money": settle_money, "price": settle_money,
}


def follows(row: Sentence, last: Claim, c: Claim) -> bool:
    """Whether a claim goes on with the list that the last one stands in: same class of unit, no word of its own between."""
    low, high, a = last.amount.end, c.amount.start, c.amount
    gap = row.text[low - row.start : high - row.start]
    if c.firm or (last.firm and last.measure in ("ratio", "consumption", "other")) or last.amount.kind != a.kind or re.search(r"[;；]", gap) or len(gap) > 160:
        return False
    after = row.text[high + a.end - a.start - row.start :]
    if a.kind == "percent" and last.statistic == "change" and c.statistic == "level" and re.match(r"\s(?:of|went to|goes to|came from|comes from)\b", after):
        return False  # "down 11% to 8.2 Mt, 44% of it from Guinea"
    if a.kind == "percent" and c.statistic == last.statistic == "level" and len(gap) < 30 and _AGAINST.search(gap):
        return True
    if a.kind == "percent" and last.measure == "operating_rate" and not any(low <= t.start < high and t.entry.name != "capacity" for t in row.of("measures")) and c.statistic == last.statistic == "level" and len(gap) < 60 and re.search(r"\b(?:to|at)\s(?:\w+\s)?$", gap):
        return True  # "one plant runs at 64% of its capacity, the other to 80%"
    if _AGAINST.search(gap) and c.statistic == "level" and a.kind not in COUNTED and not any(low <= t.start < high for t in row.of("measures") if t.entry.name != "share"):
        return True
    if last.statistic == "change" and BY.search(gap) and not any(low <= t.start < high for t in row.of("directions")) and (
        re.search(r"\bby\b", gap) or not any(low <= t.start < high for t in row.of("measures"))
    ):
        return True  # "emissions fall by 24,000 pounds, hydrogen chloride by up to 870,000"
    if a.kind in ("money", "mass") and re.match(r"\sof (?:it|that|which|them|this)\b", after):
        return True
    if c.statistic == "change" or TO.search(gap):
        return False
    if a.kind in COUNTED and c.cue and c.cue.start >= a.end and PASSIVE.match(row.text[a.end - row.start : c.cue.start - row.start]):
        return False
    if a.kind == "mass" and any(not t.entry.data.get("weak") and t.start >= a.end and _ITS_VERB.fullmatch(row.text[a.end - row.start : t.start - row.start]) for t in row.of("events")):
        return False  # "…, where a line of 30,000 tonnes a year is rising"
    kinds = ("events", "directions") if a.kind == "count" else ("events", "measures", "directions", "modals")
    return not any(low <= t.start < high for kind in kinds for t in row.of(kind) if not t.entry.data.get("noun"))


_ITS_VERB = re.compile(r"(?:\s(?:a|per|each)\s(?:year|annum))?(?:\sof\s[\w\s-]{1,30})?\s(?:(?:is|are|was|were|has|have|been|being|now|still|already|to|will|be)\s?)*")
_COMPARED = re.compile(r"\b(?:against|compared (?:with|to)|versus|up from|down from|from)\b")
_AGAINST = re.compile(r"\b(?:(?:up|down|off)?\s?from|against|compared (?:with|to)|versus|out of)\s(?:about |around |some |only |the |a |an )*$")


def like(c: Claim, last: Claim) -> Claim:
    """The claim with what the last one of its list says."""
    gap = c.sentence.text[last.amount.end - c.sentence.start : c.amount.start - c.sentence.start]
    compared = _AGAINST.search(gap) or (last.statistic == "level" and _COMPARED.search(gap))
    if compared:
        c.measure, c.event, c.of = last.measure, "reported" if last.event == "forecast" or last.measure == "operating_rate" else last.event, last.of
        if last.event == "curtailed" and not compared.group().endswith("from"):
            c.statistic, c.sign = last.statistic, last.sign
        c.why.append("compared")
        return c
    c.measure, c.event, c.statistic, c.basis, c.sign, c.cue, c.of = last.measure, last.event, last.statistic, c.basis or last.basis, last.sign, last.cue, last.of
    c.why.append("list")
    return c


# "by 15% in January 2022, or roughly 3,600 tonnes a month"
_OR = re.compile(r"^[^;.]{0,40}[,(]\s?(?:or|equal to|equivalent to|which equals|that is|i\.e\.|about|roughly|some)\s(?:about |roughly |around |some |nearly |almost )?$")
# "4 enterprises with a combined capacity of 420,000 tons are in this line"
_WITH = re.compile(r"^[^,;.]{0,30}[,(]?\s?(?:with|and|of|whose|involving|representing|having|totall?ing|capacity|covering|holding)\b(?:(?!\b(?:is|are|was|were|has|have|had|will)\b)[^,;.]){0,50}$")
_CHANGES = ("percent", "pp")
PAID = ("price", "cost", "premium", "profit", "revenue", "subsidy", "sales", "imports", "exports", "investment", "fine", "other")
_LIKEWISE = re.compile(r"(?:\s(?:year[- ]on[- ]year|on the year|on the month|month[- ]on[- ]month))?,?(?:\sand|\swhile|\swith|,|;)(?:\s(?!(?:is|was|are|were|to|of|at|made|makes|accounted|accounts|accounting|share|stake|which|by|rate|up|down|from|than|held|stood|or|only|reached|remained|ran|operates?)\b)[\w'’-]+){1,6}\s")
DOWN = ("shut", "curtailed", "project_halted")
_EQUALS = re.compile(r"(?:\s\w+){0,5},?\s\(?(?:or|equal(?:ling|s)? to|equivalent to|that is|which is|i\.e\.)\s(?:\w+\s){0,2}")


def beside(row: Sentence, last: Claim, c: Claim) -> Claim:
    """A level and its change stand side by side and measure the same: "338,000 mt, up 17.4%", "lose 0.2 points, to 58.7%"."""
    gap = row.text[last.amount.end - row.start : c.amount.start - row.start]
    if c.firm:
        return c
    if last.amount.kind == "enterprise" and c.measure == "capacity" and c.event in ("operating", "inspected") and last.event not in ("reported", "forecast") and _WITH.match(gap):
        c.event = last.event
        c.why.append("of the firms counted")
        return c
    if last.event == "forecast" and c.event == "reported" and c.amount.kind in ("money", "people", "mass", "percent") and not re.search(r"[;.]|\bwas\b|\bwere\b|\bhas\b|\bhad\b", gap) and len(gap) < 80:
        c.event = "forecast"
        c.why.append("goes on with a forecast")
    if last.event == "curtailed" and last.statistic == "change" and last.amount.kind == "percent" and c.amount.kind == "mass" and _OR.search(gap):
        c.measure, c.event, c.statistic, c.sign, c.basis = last.measure, last.event, last.statistic, last.sign, None
        c.why.append("in other words")
        return c
    if c.amount.kind == last.amount.kind == "percent" and last.statistic == "change" and c.statistic == "level" and _LIKEWISE.fullmatch(gap) and not re.match(r"\sof\b", row.text[c.amount.end - row.start :]):
        c.statistic, c.sign, c.basis, c.event = "change", last.sign, c.basis or last.basis, last.event
        c.measure = str(c.of.entry.name) if c.of and c.of.start >= last.amount.end else last.measure
        c.why.append("likewise")
        return c  # "sales volume grew 14% and its export volume 9%"
    if len(gap) > 60 or ";" in gap or c.amount.kind in COUNTED or any(last.amount.end <= t.start < c.amount.start for t in row.of("measures") if t.entry.name not in ("share",)):
        return c
    if c.amount.kind == "percent" and c.statistic == "level" and last.event in ("curtailed", "shut", "project_halted") and last.amount.kind == "mass" and len(gap) < 45 and re.match(r"\sof\s", row.text[c.amount.end - row.start :]):
        c.measure, c.event = "share", last.event
        c.why.append("share of what was cut")
        return c
    if c.amount.kind == "percent" and c.statistic == "level" and last.amount.kind in ("mass", "power") and last.event in DOWN and _EQUALS.fullmatch(gap):
        c.measure, c.event = "share", last.event
        c.why.append("share of what was cut")
        return c
    if c.statistic == last.statistic == "change" and c.amount.kind in _CHANGES and last.amount.kind in _CHANGES and (c.of is None or c.of.start < last.amount.start):
        c.measure, c.event = last.measure, last.event if last.event == "forecast" else c.event
        c.why.append("beside")
        return c  # "down 2% on the month but up 6% on the year"
    one_changes = (c.statistic == "change") != (last.statistic == "change")
    if c.amount.kind in ("price", "money") and last.measure not in PAID:
        return c
    if one_changes and (last.measure != "other" or last.of is not None) and last.measure not in ("share", "duration", "investment", "enterprises", "people") and ((c.statistic == "change" and c.amount.kind in _CHANGES) or (last.amount.kind in _CHANGES and TO.search(gap)) or last.amount.unit == c.amount.unit):
        c.measure = BY_KIND.get((last.measure, c.amount.kind), last.measure)
        c.event = last.event if last.event in ("reported", "forecast") else c.event
        c.why.append("beside")
    return c


def whole(first: Claim, second: Claim) -> None:
    """Of "167 enterprises … have shut down 164" the first number is what exists."""
    a, b, cue = first.amount, second.amount, second.cue
    if a.unit == b.unit and b.noun.startswith("?") and b.low < a.low and first.event == second.event in ("shut", "curtailed", "inspected", "penalised") and cue and first.cue == cue and a.end <= cue.start < b.start:
        first.event = "operating"
        first.why.append("whole")
    gap = first.sentence.text[a.end - first.sentence.start : b.start - first.sentence.start]
    if a.kind == b.kind in ("enterprise", "pot", "count") and a.unit == b.unit and a.low < b.low and _PART_OF.fullmatch(gap) and second.event in _DONE:
        second.event = "operating"  # "three of the five potlines stand idle"
        second.why.append("whole")


_PART_OF = re.compile(r"\s(?:of|out of)\s(?:its|the|their|some|about|a total of|[\w'’]+)?\s?")
_DONE = ("shut", "curtailed", "restarted", "penalised", "project_halted", "found_illegal")
