"""Counted things: enterprises, people, teams, cities, lines, pots, kilowatts, months."""

from __future__ import annotations

import re

from potline.cues import DEFAULT
from potline.frame import Claim
from potline.ledger import COUNTED

_KINDS = ("count", "enterprise", "people", "inspection", "case", "pot", "area", "volume", "length", "coal", "emission", "other", "")
_NEUTRAL = frozenset(
    [
        "departments",
        "department",
        "ministries",
        "agencies",
        "meetings",
        "countries",
        "nations",
        "universities",
        "banks",
        "shareholders",
        "investors",
        "experts",
        "analysts",
        "vessels",
        "ships",
        "cargoes",
        "ports",
    ]
)
_HAS = re.compile(
    r"\b(?:has|have|had|owns?|owned|operates?|runs?|ran|there (?:are|were)|home to|houses|consists? of|made up of|network counts|run by|held by|at)"
    r"\s(?:about |around |some |over |more than |only |a total of |in all |all |altogether )*$", re.I
)  # fmt: skip
_EXISTS = re.compile(
    r"^\s(?:(?:are|were|is)\s)?(?:now\s|already\s)?(?:gathered|located|situated|based|lie|lies|stand|stands|exist|exists|run by|owned by|belong"
    r"|in operation|of its own)\b"
)
_AFTER_NOUN = ("households", "sets", "set")  # "has aluminum processing enterprises 23 households"
_ARE = re.compile(r"\b(?:has|have|are|were|is|number(?:s|ed)?)\s(?:[a-z-]+\s){0,3}$")
_CUT_TO = re.compile(r"\b(?:back to|down to|left with|reduced to|cut to|went on[^,;.]{0,24} with)\s(?:only |just )?$")
_AT_HALF = re.compile(
    r"[^,;.]{0,24}\b(?:runs?|ran|running|work(?:s|ing)?|operat(?:es?|ing)) at"
    r" (?:half|a third|a quarter|reduced|low|\d+\s?(?:%|per))"
)
_SEEN = re.compile(r"\b(?:look(?:s|ed|ing)? into|visit(?:s|ed)?|been to|went to|gone to|spot[- ]check\w*|check\w* on)\s(?:\w+\s){0,2}$", re.I)
_INSPECTORS = re.compile(r"\b[Ii]nspect(?:ors|ion teams?)\s(?:have\s)?(?:stayed|called|went|came|spent|worked|turned up)\b[^;.]*$")
_JOBLESS = re.compile(
    r"^\s?(?:\w+\s){0,3}?(?:(?:will|may|would|could|are to|must|have to)\s(?:go|leave|be (?:left|sent home|laid off|dismissed|let go|made redundant))"
    r"|(?:los[et]|lose)\stheir (?:jobs|posts)|(?:were|was|have been) (?:laid off|dismissed|sent home|furloughed|made redundant)|redundan\w+)\b"
)
_YEARLY = re.compile(r"\b(?:annual|yearly) (?:output|production|capacity)(?: of)? (?:is |reaches )?$")
_LAID_OFF = re.compile(
    r"\b(?:laid off|dismissed|made redundant|sent home|furloughed|let go|sacked)(?:\s(?:would be|will be|are|were|is|was))?"
    r"(?:\s(?:about|some|around|nearly))?\s$",
    re.I,
)
_JOBS = ("job", "jobs", "posts", "positions", "hires", "new hires", "vacancies", "roles", "new jobs")
_CREATED = re.compile(r"\s(?:have|has|had|were|was)\s(?:already\s)?(?:been\s)?(?:created|added|filled)")
_FOR_INSPECTION = re.compile(r"\b(?:for|to)\s(?:[a-z]+\s){0,2}inspect")
_EMPLOYED = re.compile(r"(?:added|created|provid(?:ed|es)|has|employs?)\s(?:\w+\s){0,3}$")
_BUILDING_TIME = re.compile(r"\b(?:construction|building|built|build)\s(?:period|time|cycle)\b", re.I)
_COMES_BACK = re.compile(r"\s(?:of\s\w+\s)?to (?:be back|come back|restart|return|resume|get [^,;.]{0,40}back|bring [^,;.]{0,40}back)\b")
_RESTART = re.compile(r"\b[Rr]estart(?:ing)?\b[^,;.]{0,30}\b(?:takes?|last|needs?|requires?)\s(?:about |some |up to |around |at least )?$")
_MOVED_IN = re.compile(r"(?:\b(?:percent|per cent|pct|points?)|%)\s(?:in|over|within)\s(?:the past |only |just |about )?$")
_DOWN_FOR = re.compile(
    r"\b(?:was|were|been|stood|lay|is|are)\s(?:down|out|off line|offline|idle|dark|closed|cold)\s(?:for\s)"
    r"(?:about |some |nearly )?$"
)
_TO_PAY = re.compile(r"\b(?:pay|hand over|fined?|penalty)\b[^;.]{0,60}\b(?:within|in)\s$")
_TERM = re.compile(r"\b(?:jail|jailed|prison|imprison\w*|sentenced|detention|detained)\b")
_OVER = re.compile(r"\b(?:limit|limits|standards?|permitted|allowed|ceiling)\b")
_WASTE = re.compile(r"\b(?:mud|residues?|waste\w*|slag|sewage|effluents?|sludge|leachate|ash|dross|exhaust|tailings)\b")
_TOLD = ("curtailed", "shut", "inspected", "penalised", "under_construction", "project_halted")


def settle_count(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Counted things take the event nearest to them; what merely exists is operating, what is merely said reported."""
    a, row = c.amount, c.sentence
    before, after = row.text[: a.start - row.start], row.text[a.end - row.start :]
    if a.kind in _KINDS:
        c.measure = DEFAULT.get(a.kind, "other")
    if a.noun.lower() in _NEUTRAL:
        c.event = "reported"
        return
    if c.cue and c.cue.end == a.end and c.cue.start > a.start:  # "140 presses": the noun itself is no cue
        c.event, c.cue = None, None  # type: ignore[assignment]
    if c.cue and row.text[c.cue.end - row.start :].startswith("-time"):  # "zero lost-time incidents"
        c.event, c.cue = None, None  # type: ignore[assignment]
    if c.event is None or cue_cost >= 18:
        behind = a.noun.lower() in _AFTER_NOUN or a.noun[:1] == "?"
        exists = a.kind in ("enterprise", "count") and (_HAS.search(before) or _EXISTS.match(after) or (behind and _ARE.search(before)))
        c.event = "operating" if exists or a.kind == "pot" else "reported"
    if a.kind in COUNTED:
        c.statistic, c.sign, c.basis = "level", 1.0, None
    if a.kind in ("count", "pot", "enterprise") and not ahead and (_CUT_TO.search(before) or _AT_HALF.match(after)):
        c.event = "curtailed"
    if a.unit == "other:fine":
        c.measure, c.event = "other", "penalised"
    if a.kind == "count" and _YEARLY.search(before) and not a.unit.startswith("other:time"):
        c.measure = "capacity"
    if a.kind in ("enterprise", "inspection") and c.event in ("reported", "operating") and _SEEN.search(before):
        c.event = "inspected"
    if a.kind in ("enterprise", "time") and _INSPECTORS.search(before):
        c.event = "inspected"
    _of_people(c, before, after, cue_cost, ahead)
    _of_offences(c, before, after)
    _of_time(c, before, after, cue_cost, ahead)
    _of_power(c, ahead)
    if a.noun in ("pieces", "piece", "pcs") and not row.of("products"):
        c.measure, c.event = "other", "reported"


def _of_people(c: Claim, before: str, after: str, cue_cost: float, ahead: bool) -> None:
    """People are penalised, inspected, or move with the capacity beside them; jobs promised are a forecast, jobs cut a cut."""
    if c.amount.kind != "people":
        return
    if c.event == "found_illegal":
        c.event = "penalised"
    if c.cue and (c.cue.form.lower().startswith(("creat", "found", "transfer")) or c.event == "commissioned") and not ahead:
        c.event = "inspected" if _FOR_INSPECTION.search(after[:110]) else "reported"
    if _JOBLESS.match(after) or _LAID_OFF.search(before):
        c.event = "curtailed"
    elif c.event not in ("penalised", "inspected") and not (c.event in ("shut", "curtailed", "restarted", "commissioned") and cue_cost < 9):
        c.event = "forecast" if ahead else "reported"
    promised = c.event == "reported" and c.amount.noun.lower().lstrip("?") in _JOBS
    if promised and not (_EMPLOYED.search(before) or _CREATED.match(after)):
        c.event = "forecast"


def _of_offences(c: Claim, before: str, after: str) -> None:
    """Cases, teams and checks are inspections; waste dumped and limits passed are emissions."""
    kind, noun = c.amount.kind, c.amount.noun.lower().lstrip("?")
    if c.amount.unit == "team":
        c.event = "inspected" if c.event in ("reported", "operating", "announced") else c.event
    elif kind == "inspection" and c.event != "inspected":
        c.measure = "other"
    elif kind == "count" and c.event == "inspected":
        c.measure = "inspections"
    if kind == "case" and (
        c.event == "reported" or (noun in ("case", "cases", "violations", "problems", "issues", "clues") and c.event in ("announced", "penalised"))
    ):
        c.event = "found_illegal"
    if noun == "times" and (_OVER.search(before[-40:]) or _OVER.search(after[:40])):
        c.measure, c.event = "emissions", "found_illegal"
    if kind == "volume" and (_WASTE.search(after[:40]) or c.event == "found_illegal"):
        c.measure, c.event = "emissions", c.event if c.event in ("found_illegal", "reported", "forecast") else "reported"


def _of_time(c: Claim, before: str, after: str, cue_cost: float, ahead: bool) -> None:
    """A duration takes the event of the project, curb or penalty that it measures."""
    if c.amount.kind != "time":
        return
    if _TERM.search(before[-60:]):
        c.event = "penalised"
    elif _DOWN_FOR.search(before):
        c.event = "shut"
    elif _BUILDING_TIME.search(before[-40:]) or re.match(r"\sof (?:building|construction)\b", after):
        planned = ahead or c.event == "announced" or any(t.entry.name == "announced" for t in c.sentence.of("events"))
        c.event = "announced" if planned else "under_construction"
    elif _COMES_BACK.match(after) or _RESTART.search(before):
        c.event = "restarted"
    elif _TO_PAY.search(before):
        c.event = "penalised"
    elif c.cue and "rectif" in c.cue.form.lower():
        c.event = "inspected"
    elif re.search(r"\bafter\s$", before) and c.event == "shut" and c.cue and c.cue.end <= c.amount.start and c.amount.unit == "year":
        c.event = "reported"  # "to idle the refinery after 60 years"
    elif c.event not in _TOLD and not (c.event in ("restarted", "announced") and cue_cost < 14):
        c.event = "reported"
    if c.amount.unit == "hour" and c.amount.low >= 1e4:
        c.measure, c.event = "other", "reported"  # hours worked
    if c.measure == "inventory" or _MOVED_IN.search(before):
        c.event = "reported"


def _of_power(c: Claim, ahead: bool) -> None:
    """A load that merely stands is operating; one that is cut is a negative change."""
    if c.amount.kind == "power" and c.event == "reported" and c.amount.unit in ("other:kW", "other:MW", "other:GW") and not ahead:
        c.event = "operating"
    if c.event == "curtailed" and c.amount.kind == "power":
        c.statistic, c.sign = "change", -1.0


_OF_THESE = re.compile(r"\s(?:out )?of (?:these|them|those|which)\b")
_AMONG = re.compile(r"(?:Among|Of) (?:these|them|those|the (?:stopped|halted|closed|banned|shut))\b")
_WILL_TAKE = re.compile(
    r"\b(?:should|will|may|is to|are to|could|would)\s(?:[a-z]+\s){0,2}?(?:take|last|over inside|over within|over in"
    r"|done in|done within)\s(?:\w+\s)?$"
)
_DOWN = ("shut", "curtailed")


def handed_on(c: Claim, main_event: str | None, counted: dict[str, str]) -> None:
    """What counted things take from the article: staff cut go with the plant, "nine of these" with those counted, a time to come with the news."""
    kind, before, after = c.amount.kind, c.sentence.text[: c.amount.start - c.sentence.start], c.sentence.text[c.amount.end - c.sentence.start :]
    if kind == "people" and c.event in _DOWN and main_event in _DOWN:
        c.event = str(main_event)
    if kind in ("enterprise", "count", "pot") and c.cue is None and c.event in ("reported", "operating") and kind in counted:
        if _OF_THESE.match(after) or _AMONG.match(c.sentence.text):
            c.event = counted[kind]
    if kind == "time" and c.event == "reported" and main_event and _WILL_TAKE.search(before):
        c.event = main_event
    if kind in COUNTED and c.event not in ("reported", "operating", "forecast"):
        counted[kind] = c.event
