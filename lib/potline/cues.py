"""The words that say what is measured and what happened, and how far they reach."""

from __future__ import annotations

import re

from potline.frame import FAR, Ruler, nearest
from potline.grammar import Amount
from potline.ledger import COUNTED
from potline.lexicon import Term
from potline.model import EVENTS
from potline.scan import Sentence

DEFAULT = {
    "mass": "output",
    "percent": "share",
    "pp": "other",
    "money": "investment",
    "price": "price",
    "people": "people",
    "enterprise": "enterprises",
    "inspection": "inspections",
    "case": "inspections",
    "time": "duration",
    "power": "energy",
    "coal": "energy",
    "emission": "emissions",
    "piece": "output",
    "pot": "capacity",
}
BY_KIND = {("sales", "money"): "revenue", ("inventory", "money"): "price", ("exports", "money"): "exports", ("ratio", "mass"): "ratio"}
SUPPLY = {e for e, family in EVENTS.items() if family in ("supply_up", "supply_down")}


_OVER = re.compile(r"\s(?:over|to|above|on|against|below|under)\s(?:the\s)?(?:\w+\s){0,3}$")
_QUOTED = {
    "quoted",
    "quotes",
    "traded",
    "trading at",
    "settled at",
    "closed at",
    "fetch",
    "fetched",
    "offered",
    "offers",
    "trades at",
    "spot",
    "futures",
    "lme",
    "three-month",
    "three months",
    "cif",
    "fob",
    "exw",
    "ex-works",
    "bids",
    "bid",
    "priced",
    "worth",
}


def measure(row: Sentence, a: Amount, ruler: Ruler) -> tuple[str, Term | None, float]:
    """What an amount counts, by the nearest word that can govern its class of unit."""
    if a.kind in ("people", "enterprise", "inspection", "case", "emission"):
        return DEFAULT[a.kind], None, 0.0
    def weight(t: Term) -> float:
        name, form = t.entry.name, t.form.lower()
        extra = 0.0
        if a.kind == "money" and ((name == "sales" and form != "sales") or (t.entry.key == "share_price" and a.scale > 1)):
            extra += 30.0  # sums are paid for what is sold; large ones are not the price of a share
        if (
            name == "profit"
            and a.kind == "percent"
            and re.match(r"los[eti]|earn|net up|net down", form)
            and form not in ("loss", "losses", "earnings")
        ):
            extra += 30.0  # "15 percent of the staff will lose their jobs"
        if name == "price" and any(
            p.entry.name == "premium" and 0 <= t.start - p.end < 26 and _OVER.match(row.text[p.end - row.start : t.start - row.start])
            for p in row.of("measures")
        ):
            extra += 10.0  # "the premium over the LME price"
        if form in _QUOTED and a.kind in ("money", "price", "percent"):
            extra += 8.0  # "the premium was settled at": the noun tells
        if t.end <= a.start and form in ("stock", "use", "used", "made", "make", "makes"):
            extra += 1.0
        if t.start >= a.end and name in ("output", "consumption", "sales") and a.kind == "mass":
            extra += 1.5
        if t.start >= a.end and re.match(
            r"^\s(?:of\s|off\s|in\s|to\s)?(?:the\s|its\s|their\s)?(?:new\s|annual\s|total\s|installed\s|idle\s)*$",
            re.sub(r"^\s?\([^)]*\)", "", row.text[a.end - row.start : t.start - row.start]),
        ):
            extra -= 6.0
        elif t.start >= a.end and re.search(r"[,;]", row.text[a.end - row.start : t.start - row.start]):
            extra += 40.0 if ";" in row.text[a.end - row.start : t.start - row.start] else 20.0
        return extra
    stops = [e for e in row.of("events") if e.entry.name in ("shut", "restarted", "project_halted")]
    words = [
        t
        for t in row.of("measures")
        if a.kind in t.entry.data.get("of", ()) and not a.start <= t.start < a.end and not any(e.start <= t.start and t.end <= e.end for e in stops)
    ]
    cost, t = nearest(ruler, a, words, right=3.0, extra=weight)
    if t is None or cost > FAR or (a.kind == "time" and t.entry.name == "consumption" and (cost > 5.0 or t.form not in ("uses", "use", "consumes"))):
        return DEFAULT.get(a.kind, "other"), None, FAR
    return BY_KIND.get((t.entry.name, a.kind), t.entry.name), t, cost



_PENALTY = {  # class of unit -> event -> price of binding it; absent means none
    "mass": {"penalised": 40.0, "inspected": 14.0, "found_illegal": 3.0},
    "percent": {"penalised": 40.0, "inspected": 20.0, "found_illegal": 10.0, "announced": 4.0, "commissioned": 6.0},
    "money": {"inspected": 30.0, "curtailed": 12.0, "shut": 12.0, "found_illegal": 8.0},
    "price": dict.fromkeys(EVENTS, 40.0),
    "people": {"curtailed": 6.0, "operating": 8.0},
    "inspection": {"commissioned": 20.0, "announced": 20.0, "under_construction": 20.0, "restarted": 20.0, "operating": 10.0},
    "power": {"penalised": 20.0, "inspected": 20.0},
    "piece": {"penalised": 40.0, "inspected": 30.0},
}
_FUTURE = re.compile(
    r"(?:\b(?:will|would|to|shall|may|can|could|should|is expected to|are expected to|plans? to|due to|scheduled to|set to|be|planned to|aims? to|hopes? to|expects? to|going to)\s(?:be\s|have\s|fully\s|also\s|then\s|officially\s|start\s|soon\s)*)$",
    re.I,
)
_BUILT = ("under_construction", "commissioned", "restarted", "project_halted")
_UNLAWFUL = re.compile(
    r"\s(?:[\w.,-]+\s){0,8}?(?:without|illegally|in violation|before approval|ahead of approval|in breach|unlawfully|despite (?:the|a) ban)\b"
)
_UNLAWFULLY = re.compile(
    r"\b(?:[Ii]n violation|[Ii]llegally|[Ww]ithout (?:approval|permission|permits?)|[Uu]nlawfully|[Aa]gainst the (?:rules|law))\b[^.;]{0,60}$"
)
_NEGATED = re.compile(
    r"\b(?:not|never|cannot|no plans? to|refus\w+ to|nobody (?:is going|wants) to|unable to|too dear to|too costly to)\s(?:\w+\s){0,2}$"
)
_STOPS = re.compile(r"\b(?:stop(?:ping|s|ped)?|halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|ban(?:s|ned)?)\b[^,;.]{0,60}$", re.I)
_STOPPED = re.compile(r"\b(?:stopped|halted|suspended|ceased|called off|banned|frozen|shelved|cancelled)\b")
_BUILDING = re.compile(r"\b(?:construction|project|projects|being built|to be built|under construction|building|expansion|[Ww]ork on)\b", re.I)


_PASSIVE_VERB = re.compile(r"\b(?:are|were|was|is|been|be|being)\s(?:\w+ly\s|also\s|now\s|already\s|all\s)?$")
PASSIVE = re.compile(
    r"^\s?(?:\(?of (?:them|these|those|which|its own)\)?\s|others?\s|already\s|are\s|were\s|was\s|have\s|has\s|had\s|been\s|being\s|got\s|at\s|already\s|to be\s|to\s|must\s|will be\s|production lines?\s|companies\s|under\s|on the spot\s)*$"
)
# "the compliance capacity is still 6.46 Mt": a state, whatever the clause before it tells
_STATED = re.compile(r"\b[Cc]apacit(?:y|ies)\b[^,;]{0,70}\b(?:is|are|was|were|stands?|stood|totals?|totall?ed|amounts?|amounted|came)\b[^,;]{0,25}$")


def event(row: Sentence, a: Amount, ruler: Ruler) -> tuple[str | None, Term | None, float]:
    """What happened to an amount, by the nearest word for it that its class of unit admits."""
    prices = _PENALTY.get(a.kind, {})

    def weight(t: Term) -> float:
        extra = prices.get(t.entry.name, 0.0)
        extra += 9.0 if t.entry.data.get("weak") else 10.0 if t.entry.name == "announced" and firmer else 0.0
        if a.start <= t.start < a.end:
            extra += 4.0
        if t.start >= a.end and a.kind in COUNTED and PASSIVE.match(row.text[a.end - row.start : t.start - row.start]):
            extra -= 8.0
        if t.start >= a.end and _PASSIVE_VERB.search(row.text[: t.start - row.start]):
            extra -= 6.0
        if clause and (t.end < clause or t.start >= a.end):
            extra += 12.0
        if a.kind in ("enterprise", "count", "people") and t.form in ("opened", "opens", "opening of", "launched", "launches", "created", "finished"):
            extra += 10.0
        return extra
    firmer = any(t.entry.name in ("under_construction", "commissioned") for t in row.of("events"))
    stated = _STATED.search(row.text[: a.start - row.start]) if a.kind == "mass" else None
    clause = row.start + stated.start() if stated else 0
    cost, t = nearest(ruler, a, row.of("events"), right=2.0, extra=weight)
    if t is None or cost > FAR:
        return None, None, FAR
    if t.entry.data.get("weak") and t.entry.name in (
        "announced",
        "operating",
    ):  # "project … broke ground, its total investment is": the verb before tells
        firm = [(ruler.cost(a, s, 2.0), s) for s in row.of("events") if s.end <= a.start and s.entry.name in _BUILT and not s.entry.data.get("weak")]
        if firm and min(firm)[0] < FAR:
            cost, t = min(firm)
    if (
        t.entry.name == "shut"
        and re.match(r"(?i)idled?$|shuttered|mothballed", t.form)
        and any(s.entry.name == "restarted" and s.start < t.start for s in row.of("events"))
    ):
        return "restarted", t, cost  # "will bring back two idle potlines"
    return tensed(row, t), t, cost


_YET = re.compile(r"\s(?:is\s|are\s|was\s|being\s)?(?:expected|due|planned|scheduled|looked for|foreseen|slated|likely)\b")
_DECIDED = re.compile(r"\b(?:decided|decides|plans?|planned|agreed|agrees|intends?|signed|going|wants?|hopes?|will)\b[^;.]{0,36}$")


def tensed(row: Sentence, t: Term) -> str:
    """The event of a cue once its tense is read: capacity "to be commissioned" is announced; a stop of building halts a project."""
    name = str(t.entry.name)
    before, after = row.text[max(0, t.start - row.start - 40) : t.start - row.start], row.text[t.end - row.start :]
    if name == "under_construction" and _STOPS.search(row.text[: t.start - row.start]):
        return "project_halted"
    if name == "under_construction" and _STOPPED.search(re.split(r"[,;.]", after)[0]):
        return "project_halted"
    if name == "commissioned" and (_UNLAWFUL.match(after) or _UNLAWFULLY.search(row.text[: t.start - row.start])):
        return "found_illegal"  # "3.4 million tons built without permits"
    if name == "restarted" and _NEGATED.search(before):
        return "shut"
    if name == "commissioned" and (_FUTURE.search(before) or _YET.match(after)):
        return "announced"
    if name == "commissioned" and re.match(r"\s(?:once\s)?(?:again|anew|back on)\b", after):
        return "restarted"
    if name == "under_construction" and re.match(r"(?i)\w+ing\b", t.form) and _DECIDED.search(before):
        return "announced"  # "agreed to settle in the park, building a rod mill"
    if name == "commissioned" and re.match(r"(?:If|Were|Should|Had)\b", row.text) and re.search(r"\b(?:would|could|might)\b", row.text):
        return "announced"
    if name == "announced" and t.form.lower() == "adds" and row.whens:
        return "commissioned"  # "adds 260,000 tons in first half"
    if name == "shut" and t.form.lower().startswith(("stop", "halt", "suspend", "ban", "cease", "standstill", "freez", "froze")):
        near = row.text[max(0, t.start - row.start - 60) : t.end - row.start + 40]
        if _BUILDING.search(near) and not re.search(r"production lines?|operating|existing", near):
            return "project_halted"
    return name


# "the country wants 40,000 tonnes", "is to turn 120,000 tonnes of scrap into"
_TO_COME = re.compile(
    r"\b(?:wants?|sees|envisages|(?:is|are|aims?|plans?)\sto\s(?!have\b|do\b)[a-z]+(?:\s(?:down|out|up|in))?)\s(?:about |around |some |nearly |almost |over |up to |at least |more than |between |another |a further )*$"
)
# "able to smelt 90,000 tonnes": what can be done now
_ABLE = re.compile(r"\b(?:able|capable|enough|equipped|suited|rated)\s$")


def expected(row: Sentence, a: Amount, ruler: Ruler) -> bool:
    """Whether an amount is expected, aimed at or not yet there."""
    words = [t for t in row.of("modals") if not _ABLE.search(row.text[: t.start - row.start])]
    words = [
        t
        for t in words
        if t.start < a.start
        or (
            "," not in row.text[a.end - row.start : t.start - row.start]
            and t.form.lower() not in ("point to", "points to", "to reach", "will reach", "looks for", "look for")
        )
    ]
    if _TO_COME.search(row.text[: a.start - row.start]):
        return True
    cost, t = nearest(ruler, a, words, right=8.0)
    return t is not None and cost < 13.0
