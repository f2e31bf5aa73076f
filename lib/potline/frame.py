"""From the mentions of a sentence to claims: what each amount measures, what happened, level or change."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from potline.grammar import Amount, qualifier
from potline.ledger import COUNTED
from potline.lexicon import Term
from potline.model import EVENTS
from potline.scan import Sentence

_BOUNDARY = re.compile(
    r"(?P<w14>[;；])|(?P<w6>:\s|：|\s[–—-]\s|—)|(?P<w3>[()])|(?P<w2>[,，、]|\sand\s)|(?P<w7>\s(?:but|while|whereas|although|though|however|yet)\s)"
    r"|(?P<w4>\s(?:which|who|whose|where|that|after|before|because|since|as|when|if|unless|until|so|compared|against|versus|than)\s)"
)
_WEIGHT = {"w14": 14.0, "w6": 6.0, "w3": 3.0, "w2": 2.5, "w7": 7.0, "w4": 3.0}
FAR = 30.0  # a cue beyond this cost says nothing of an amount


@dataclass(slots=True)
class Claim:
    """An amount with what it says so far; `why` collects the rules that decided, for a reader of the decision."""

    amount: Amount
    sentence: Sentence
    measure: str = "other"
    event: str = "reported"
    statistic: str = "level"
    basis: str | None = None
    sign: float = 1.0
    qualifier: str = "exact"
    cue: Term | None = None  # the word that says what happened
    of: Term | None = None  # the word that says what is measured
    why: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


class Ruler:
    """Measures how far two places of a sentence are apart: characters, clause boundaries and amounts in between."""

    def __init__(self, row: Sentence) -> None:
        marks = [(row.start + m.start(), _WEIGHT[m.lastgroup or "w2"]) for m in _BOUNDARY.finditer(row.text)]
        marks += [(a.start, 4.0) for a in row.amounts if a.kind]
        marks.sort()
        self.at = [p for p, _ in marks]
        self.sums = [0.0]
        for _, w in marks:
            self.sums.append(self.sums[-1] + w)

    def between(self, low: int, high: int) -> float:
        """The cost from the end of one mention to the start of a later one."""
        crossed = self.sums[bisect_left(self.at, high)] - self.sums[bisect_right(self.at, low - 1)]
        return (high - low) / 10 + crossed

    def cost(self, a: Amount, t: Term, right: float = 2.0) -> float:
        """The cost of binding a term to an amount; `right` is the price of standing behind it."""
        if t.end <= a.start:
            return self.between(t.end, a.start)
        if t.start >= a.end:
            return self.between(a.end, t.start) + right
        return 0.0


def nearest(ruler: Ruler, a: Amount, terms: Iterable[Term], right: float = 2.0, extra: Callable[[Term], float] = lambda t: 0.0) -> tuple[float, Term | None]:
    """The cheapest term for an amount with its cost; (inf, None) where there is none."""
    best: tuple[float, Term | None] = (float("inf"), None)
    for t in terms:
        cost = ruler.cost(a, t, right) + extra(t)
        if cost < best[0]:
            best = (cost, t)
    return best


# ---- change or level -------------------------------------------------------------------------------------------------

_ADVERB = r"(?:sharply|slightly|only|just|merely|about|around|nearly|almost|some|roughly|approximately|more than|over|another|further|an? (?:average|estimated|additional|further|total)(?: of)?|as much as|up to|at least|less than|close to|under|well over|even|likewise|again|significantly|markedly|a mere|annually|year-on-year|yearly|in total|still|much|close|modest|robust|strong|probably|possibly)"
_LINK = re.compile(rf"^[\s(]*(?:{_ADVERB}\s)*(?:(?:by|of|at|in a range of|with|was|is|reached|being|hit)\s)?(?:a |an |the )?(?:{_ADVERB}\s)*[~(+-]?$", re.I)
_BY = re.compile(rf"\b(?:by|of)\s(?:a |an )?(?:{_ADVERB}\s)*(?:between\s)?[~-]?$", re.I)
_TO = re.compile(rf"\b(?:to|at|from|stood at|reached)\s(?:a |an |the )?(?:(?:record|level|new high|high|low|total)\s(?:of\s)?)?(?:{_ADVERB}\s)*$", re.I)
_BEHIND = re.compile(
    r"^[\s,(-]*(?:\(?(?:year[- ]on[- ]year|year[- ]over[- ]year|y[/-]?o?[/-]?y|yoy|on the year|on year|m-?o-?m|mom|month[- ]on[- ]month|q-?o-?q|annual|annually|per year|a year|each|percentage|of)\)?\s)*"
    r"(?P<dir>increase|rise|rises|growth|jump|gain|surge|climb|higher|up\b(?!\sto)|more\b|above\b|over\b|expansion|dearer|increment|leap|hike|boost|"
    r"decrease|decline|fall|drop|lower|down\b|less\b|below\b|under\b|fewer|reduction|cut\b|cuts\b|slump|dip|slide|cheaper|shortfall|curtailment|off\b|contraction|short of)",
    re.I,
)
_FALLING = re.compile(r"decrease|decline|fall|drop|lower|down|less|below|fewer|reduc|cut|slump|dip|slid|cheap|short|curtail|off|contract|halv", re.I)


def change(row: Sentence, a: Amount, c: Claim) -> str | None:
    """`up` or `down` where an amount is a change, by the words right before or behind it; None where it is a level."""
    text, base = row.text, row.start
    if text[max(0, a.start - base - 2) : a.start - base].strip()[-1:] in "+-−–" and a.kind in ("percent", "pp") and re.search(r"(?:^|[\s(,:])[+\-−–]\s?$", text[max(0, a.start - base - 3) : a.start - base]):
        return "up" if "+" in text[max(0, a.start - base - 2) : a.start - base] else "down"
    if a.noun == "" and a.kind == "percent" and a.word and re.match(r"(?i)halv|doubled|tripl|trebl|quadr", text[a.start - base :]):
        return "down" if text[a.start - base : a.start - base + 1] in "hH" else "up"
    tail = text[a.end - base : a.end - base + 80]
    behind = _BEHIND.match(tail)
    if behind and "," in behind.group() and any(0 < o.start - a.end < 40 for o in row.amounts):
        behind = None  # "27.86 million tonnes, up 4.2 percent": the direction is the next amount's
    if behind and _counts(a, behind["dir"].lower(), tail[behind.end() :]):
        return "down" if _FALLING.match(behind["dir"]) else "up"
    for t in reversed([t for t in row.of("directions") if t.end <= a.start]):
        gap = text[t.end - base : a.start - base]
        if len(gap) > (140 if gap.endswith("by ") else 60) or any(t.end <= o.start < a.start for o in row.amounts if o.kind):
            break
        if _TO.search(gap) and not _BY.search(gap) or a.kind in ("money", "price") and t.form.lower() in ("lost", "lose", "loses", "losing", "advance", "boost"):
            return None
        if a.kind == "percent" and re.search(r"\b(?:is|are|was|were|equals?|represents?)\b", gap) and tail.startswith(" of "):
            return None
        if a.kind in ("percent", "pp") and (_LINK.match(gap) or _BY.search(gap) and not re.search(r",.*\bof\b", gap)) or _BY.search(gap) and not re.search(r"[;:]|\bto\b|,.*\bof\b", gap) or (a.kind not in ("time", "enterprise", "people") and _LINK.match(gap) and not t.form.startswith(("add", "expan", "raise", "lift", "boost", "extra"))):
            if t.form.lower() in ("less", "lower", "higher", "more") and re.search(r"than\s", gap):
                return None
            c.why.append(f"change: {t.form}")
            return t.entry.name
    return None


_BASE = re.compile(r"\s?(?:than\b|the (?:\d|level|year|previous)|last|the same|a year|what|its|their|that of|in (?:19|20)\d\d|(?:19|20)\d\d|the previous|on|from|year)", re.I)


def _counts(a: Amount, word: str, rest: str) -> bool:
    """Whether a word of direction behind an amount makes it a change: "5% above last year", not "5% above"."""
    if word == "expansion":
        return a.kind == "percent"
    if word in ("above", "below", "off", "short of", "under", "over"):
        return bool(_BASE.match(rest))
    return word not in ("more", "up", "cut", "cuts") or a.kind in ("percent", "pp", "mass")


def basis(row: Sentence, a: Amount, ruler: Ruler) -> str | None:
    """What a change is measured against, by the nearest words for it in reach."""
    cost, t = nearest(ruler, a, row.of("bases"), right=0.0)
    if t is None and re.search(r"\bcompared\W*$", row.text[a.end - row.start :]):
        return "yoy"  # a headline cut after "compared"
    return t.entry.name if t and cost < 14 else None


# ---- what is measured ------------------------------------------------------------------------------------------------

DEFAULT = {
    "mass": "output", "percent": "share", "pp": "other", "money": "investment", "price": "price", "people": "people", "enterprise": "enterprises", "inspection": "inspections",
    "case": "inspections", "time": "duration", "power": "energy", "coal": "energy", "emission": "emissions", "piece": "output", "pot": "capacity",
}
BY_KIND = {("sales", "money"): "revenue", ("inventory", "money"): "price", ("exports", "money"): "exports", ("ratio", "mass"): "ratio"}
_SUPPLY = {e for e, family in EVENTS.items() if family in ("supply_up", "supply_down")}


def measure(row: Sentence, a: Amount, ruler: Ruler) -> tuple[str, Term | None, float]:
    """What an amount counts, by the nearest word that can govern its class of unit."""
    if a.kind in ("people", "enterprise", "inspection", "case", "emission"):
        return DEFAULT[a.kind], None, 0.0
    def weight(t: Term) -> float:
        name, form = t.entry.name, t.form.lower()
        extra = 0.0
        if t.end <= a.start and form in ("stock", "use", "used", "made", "make", "makes"):
            extra += 1.0
        if t.start >= a.end and name in ("output", "consumption", "sales") and a.kind == "mass":
            extra += 1.5
        if t.start >= a.end and re.match(r"^\s(?:of\s)?(?:the\s)?(?:new\s|annual\s|total\s|installed\s|idle\s)*$", re.sub(r"^\s?\([^)]*\)", "", row.text[a.end - row.start : t.start - row.start])):
            extra -= 6.0
        elif t.start >= a.end and re.search(r"[,;]", row.text[a.end - row.start : t.start - row.start]):
            extra += 40.0 if ";" in row.text[a.end - row.start : t.start - row.start] else 20.0
        return extra
    stops = [e for e in row.of("events") if e.entry.name in ("shut", "restarted", "project_halted")]
    words = [t for t in row.of("measures") if a.kind in t.entry.data.get("of", ()) and not any(e.start <= t.start and t.end <= e.end for e in stops)]
    cost, t = nearest(ruler, a, words, right=3.0, extra=weight)
    if t is None or cost > FAR or a.kind == "time" and t.entry.name == "consumption" and (cost > 5.0 or t.form not in ("uses", "use", "consumes")):
        return DEFAULT.get(a.kind, "other"), None, FAR
    return BY_KIND.get((t.entry.name, a.kind), t.entry.name), t, cost


# ---- what happened ---------------------------------------------------------------------------------------------------

_PENALTY = {  # class of unit -> event -> price of binding it; absent means none
    "mass": {"penalised": 40.0, "inspected": 14.0, "found_illegal": 3.0},
    "percent": {"penalised": 40.0, "inspected": 20.0, "found_illegal": 10.0, "announced": 4.0, "commissioned": 6.0},
    "money": {"inspected": 30.0, "curtailed": 12.0, "shut": 12.0, "found_illegal": 8.0},
    "price": {e: 40.0 for e in EVENTS},
    "people": {"curtailed": 6.0, "operating": 8.0},
    "inspection": {"commissioned": 20.0, "announced": 20.0, "under_construction": 20.0, "restarted": 20.0, "operating": 10.0},
    "power": {"penalised": 20.0, "inspected": 20.0},
    "piece": {"penalised": 40.0, "inspected": 30.0},
}
_FUTURE = re.compile(r"(?:\b(?:will|would|to|shall|may|can|could|should|is expected to|are expected to|plans? to|due to|scheduled to|set to|be|planned to|aims? to|hopes? to|expects? to|going to)\s(?:be\s|have\s|fully\s|also\s|then\s|officially\s|start\s|soon\s)*)$", re.I)
_BUILT = ("under_construction", "commissioned", "restarted", "project_halted")
_STOPS = re.compile(r"\b(?:stop(?:ping|s|ped)?|halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|ban(?:s|ned)?)\b[^,;.]{0,60}$", re.I)
_STOPPED = re.compile(r"\b(?:stopped|halted|suspended|ceased|called off|banned|frozen|shelved|cancelled)\b")
_BUILDING = re.compile(r"\b(?:construction|project|projects|being built|to be built|under construction|building|expansion)\b", re.I)


_PASSIVE_VERB = re.compile(r"\b(?:are|were|was|is|been|be|being)\s(?:\w+ly\s|also\s|now\s|already\s|all\s)?$")
_PASSIVE = re.compile(r"^\s?(?:\(?of (?:them|these|those|which|its own)\)?\s|others?\s|already\s|are\s|were\s|was\s|have\s|has\s|had\s|been\s|being\s|got\s|at\s|already\s|to be\s|to\s|must\s|will be\s|production lines?\s|companies\s|under\s|on the spot\s)*$")
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
        if t.start >= a.end and a.kind in COUNTED and _PASSIVE.match(row.text[a.end - row.start : t.start - row.start]):
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
    if t.entry.data.get("weak") and t.entry.name in ("announced", "operating"):  # "project … broke ground, its total investment is": the verb before tells
        firm = [(ruler.cost(a, s, 2.0), s) for s in row.of("events") if s.end <= a.start and s.entry.name in _BUILT and not s.entry.data.get("weak")]
        if firm and min(firm)[0] < FAR:
            cost, t = min(firm)
    if t.entry.name == "shut" and re.match(r"(?i)idled?$|shuttered|mothballed", t.form) and any(s.entry.name == "restarted" and s.start < t.start for s in row.of("events")):
        return "restarted", t, cost  # "will bring back two idle potlines"
    return tensed(row, t), t, cost


def tensed(row: Sentence, t: Term) -> str:
    """The event of a cue once its tense is read: capacity "to be commissioned" is announced; a stop of building halts a project."""
    name = str(t.entry.name)
    before, after = row.text[max(0, t.start - row.start - 40) : t.start - row.start], row.text[t.end - row.start :]
    if name == "under_construction" and _STOPS.search(row.text[: t.start - row.start]):
        return "project_halted"
    if name == "under_construction" and _STOPPED.search(re.split(r"[,;.]", after)[0]):
        return "project_halted"
    if name == "commissioned" and _FUTURE.search(before):
        return "announced"
    if name == "shut" and t.form.lower().startswith(("stop", "halt", "suspend", "ban", "cease")):
        near = row.text[max(0, t.start - row.start - 60) : t.end - row.start + 40]
        if _BUILDING.search(near) and not re.search(r"production lines?|operating|existing", near):
            return "project_halted"
    return name


def expected(row: Sentence, a: Amount, ruler: Ruler) -> bool:
    """Whether an amount is expected, aimed at or not yet there."""
    cost, t = nearest(ruler, a, row.of("modals"), right=8.0)
    return t is not None and cost < 13.0


# ---- the claim -------------------------------------------------------------------------------------------------------


def claim(row: Sentence, a: Amount, ruler: Ruler) -> Claim:
    """The claim that an amount makes: measure, event, statistic, basis, sign and qualifier."""
    c = Claim(a, row, qualifier=qualifier(row.text, a.start - row.start, a.end - row.start))
    c.measure, c.of, of_cost = measure(row, a, ruler)
    c.event, c.cue, cue_cost = event(row, a, ruler)  # type: ignore[assignment]
    turn = change(row, a, c)
    if turn:
        c.statistic, c.sign = "change", -1.0 if turn == "down" else 1.0
        c.basis = basis(row, a, ruler)
    if a.kind == "percent" and c.statistic == "level" and _OF_CAPACITY.match(row.text[a.end - row.start :]) and _RUNS.search(row.text[: a.start - row.start]):
        c.measure, of_cost = "operating_rate", 0.0
        if re.search(r"\b(?:down to|only|reduced to|cut to|slowed to|just)\s(?:\w+\s)?$", row.text[: a.start - row.start]):
            c.event = "curtailed"
            return c
    if a.kind == "mass" and _OUT_OF.search(row.text[: a.start - row.start]):
        c.measure, c.event, c.statistic, c.sign = "capacity" if c.measure == "capacity" or c.event in _SUPPLY else c.measure, "operating", "level", 1.0
        return c if c.measure == "capacity" else _reported(c)
    settle = _SETTLE.get(a.kind, _settle_count)
    settle(c, of_cost, cue_cost, expected(row, a, ruler))
    return c


# "the 400,000-tonne units": a plant is named by what it can make
_PLANT = re.compile(r"^(?:[- ](?:a|per)[- ]year)?\s(?:(?:new|second|first|aluminium|aluminum|alumina|electrolytic|primary|smelting|green|idle|recycled|high-precision)\s){0,3}(?:projects?|plants?|smelters?|lines?|units?|refiner(?:y|ies)|potlines?|mills?|facilit(?:y|ies)|expansion|stream|series|extension)\b")
_MOVED_TO = re.compile(r"\b(?:fell|falls?|rose|rises?|down|up|dropped|slipped|climbed|edg\w+|grew|increas\w+|decreas\w+|declin\w+|came|amounted|totall?ed|reached)\b[^,;]{0,24}\bto\s(?:about |around |some |a |an |nearly |over |almost |record )*$", re.I)
_YEARLY = re.compile(r"\b(?:annual(?:ly)?|yearly|per year|a year|each year|every year|per annum)\b", re.I)
_PROJECT = re.compile(r"\b(?:plant|project|factory|line|facility|mill|smelter|refinery)\b", re.I)
_OF_CAPACITY = re.compile(r"^\s?(?:of|for)\s(?:its\s|the\s|their\s|total\s|rated\s|nameplate\s|installed\s|full\s|design(?:ed)?\s|annual\s|smelting\s)*(?:capacity|capacities|pots|nameplate|capability|rate)\b|^\s(?:its|their|the)\s(?:usual\s|normal\s|full\s)?rate\b")
_RUNS = re.compile(r"\b(?:run|runs|ran|running|operat\w+|works?|working|worked|utilis\w+|utiliz\w+|output|production|turned out|back (?:up )?to|down to|up to|lifts?|lifted|plant)\b[^;.]{0,60}$", re.I)
_OUT_OF = re.compile(r"\b(?:out of|of a total(?: of)?|of the total)\s(?:its\s|their\s|the\s|some\s|about\s|a\s|total\s)*$", re.I)


def _reported(c: Claim) -> Claim:
    c.event = "reported"
    return c


def _settle_mass(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Tonnage: capacity where something is built, shut or holds; output and trade where something is made or moved."""
    supply = c.event in _SUPPLY or c.event in ("found_illegal", "operating")
    at = c.amount.end - c.sentence.start
    if _PLANT.match(c.sentence.text[at : at + 60]) and c.measure in ("output", "other"):
        c.measure = "capacity"
    weak = bool(c.cue and c.cue.entry.data.get("weak") and c.event == "curtailed")
    if c.of is None:
        c.measure = "capacity" if supply and cue_cost < 20 and not weak or c.amount.per == "year" else "output"
    elif c.measure == "output" and c.event in ("announced", "under_construction", "commissioned", "restarted", "project_halted", "found_illegal", "shut") and cue_cost < 18:
        if re.search(r"annual|yearly|per year|a year|produce per", c.sentence.text[max(0, c.of.start - c.sentence.start - 14) : c.of.end - c.sentence.start + 12]) or c.amount.per == "year":
            c.measure = "capacity"
            c.why.append("a project's annual output is capacity")
    elif c.measure in ("imports", "exports", "sales", "inventory", "consumption") and supply and of_cost > 12 and cue_cost < 8:
        c.measure = "capacity"
    if c.measure == "output" and c.of and supply and c.event != "found_illegal" and cue_cost + 4 < of_cost and c.statistic == "level":
        c.measure = "capacity"
    if c.measure in ("output", "capacity") and c.statistic == "change" and c.sign < 0 and _ORDERED.search(c.sentence.text[: c.amount.start - c.sentence.start]):
        c.event = "curtailed"
        return
    if c.measure == "output" and ahead and c.event in ("announced", "under_construction") and _YEARLY.search(c.sentence.text) and _PROJECT.search(c.sentence.text):
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
    if c.event == "announced" and c.statistic == "level" or c.event == "announced" and _FROM.search(before):
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
    if to or not loss and re.search(r"\bat\s(?:about |around |some )*$", before) or not loss and form.startswith(("limit", "restrict", "affect", "may not", "must", "not go", "keep", "curbs", "hit", "stay")):
        c.statistic, c.sign = "level", 1.0
    else:
        c.statistic, c.sign = "change", -1.0


_ORDERED = re.compile(r"\b(?:must|have to|has to|had to|told to|ordered to|required to|asked to|obliged to|order|quota|curbs?)\b", re.I)


def _settle_percent(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Percent: a change, a rate, or a share of something."""
    rates = ("processing_rate", "operating_rate", "ratio")
    if c.statistic == "change" or c.amount.kind == "pp":
        c.statistic = "change" if c.amount.kind == "pp" and c.measure not in rates or c.statistic == "change" else "level"
        if c.event == "curtailed" and cue_cost < 8 and c.sign < 0 and c.measure not in ("capacity", "emissions", "energy"):
            c.measure = "output"
        elif c.measure == "share":
            c.measure = "price" if c.of is None and _MARKET.search(c.sentence.text) else _changed(c)
        ordered = c.sign < 0 and c.measure in ("output", "capacity") and _ORDERED.search(c.sentence.text[: c.amount.start - c.sentence.start])
        cut = ordered or c.event == "curtailed" and c.sign < 0 and cue_cost < 12 and c.measure in ("output", "capacity")
        if c.amount.kind == "pp":
            cut = False
        c.event = "curtailed" if cut and not c.basis else "forecast" if ahead else "operating" if c.measure == "capacity" and c.sign > 0 else "reported"
        if c.measure in rates and c.amount.kind == "percent" and c.basis:
            c.flags.append("pp_or_percent")
        return
    if c.measure in rates or c.measure in ("profit", "emissions", "price", "premium", "subsidy") and of_cost < 12:
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


_A_TONNE = re.compile(r"\b(?:one|every|each|per|a|1)\s(?:1\s)?(?:metric\s)?(?:ton|tonne|mt)\b", re.I)


def _settle_money(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    a, at = c.amount, c.amount.start - c.sentence.start
    if a.kind == "money" and a.scale == 1.0 and a.high < 1e5 and c.measure in ("price", "profit", "cost", "premium", "subsidy", "other", "investment") and _A_TONNE.search(c.sentence.text[max(0, at - 60) : at + 60]):
        c.amount = a._replace(unit=f"{a.unit}/t" if not a.unit.startswith("other") else a.unit, kind="price")
    if c.amount.kind == "price" and c.measure not in ("cost", "premium", "profit", "subsidy"):
        c.measure = "price"
    if c.measure in ("revenue", "profit") and not ahead and _YEARLY.search(c.sentence.text[max(0, at - 40) : at + 40]) and re.search(r"\b(?:project|complet|after|production|will|once)\b", c.sentence.text[:at]) and not c.sentence.whens:
        ahead = True
    if c.of is None:
        c.measure = "fine" if c.event == "penalised" and cue_cost < 16 else "price" if c.amount.kind == "price" else "investment" if c.event else "other"
    if c.measure == "profit" and c.of and re.match(r"(?i)loss|losing|lost", c.of.form) and c.statistic == "level":
        c.sign = -1.0
    if c.measure == "cost" and a.kind == "money" and a.scale > 1 and c.of and re.match(r"(?i)cost|costs|costing|bill", c.of.form) and (c.event in _SUPPLY or any(t.entry.name in ("announced", "under_construction", "commissioned", "restarted") for t in c.sentence.of("events"))):
        c.measure = "investment"
    if c.measure == "fine":
        c.event = "penalised"
    elif c.measure == "investment":
        c.event = c.event if c.event in ("announced", "under_construction", "commissioned", "project_halted", "restarted") and cue_cost < 24 else "announced"
    else:
        c.event = "forecast" if ahead else "reported"


_NEUTRAL = {"departments", "department", "ministries", "agencies", "meetings", "countries", "nations", "universities", "banks", "shareholders", "investors", "experts", "analysts"}


def _settle_count(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
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


_SETTLE: dict[str, Callable[[Claim, float, float, bool], None]] = {
    "mass": _settle_mass, "piece": _settle_mass, "percent": _settle_percent, "pp": _settle_percent, "money": _settle_money, "price": _settle_money,
}


def follows(row: Sentence, last: Claim, c: Claim) -> bool:
    """Whether a claim goes on with the list that the last one stands in: same class of unit, no word of its own between."""
    low, high, a = last.amount.end, c.amount.start, c.amount
    gap = row.text[low - row.start : high - row.start]
    if last.amount.kind != a.kind or re.search(r"[;；]", gap) or len(gap) > 160:
        return False
    if _AGAINST.search(gap) and c.statistic == "level" and a.kind not in COUNTED and not any(low <= t.start < high for t in row.of("measures")):
        return True
    if last.statistic == "change" and _BY.search(gap) and not any(low <= t.start < high for t in row.of("directions")):
        return True  # "emissions fall by 24,000 pounds, hydrogen chloride by up to 870,000"
    if c.statistic == "change" or _TO.search(gap):
        return False
    if a.kind in COUNTED and c.cue and c.cue.start >= a.end and _PASSIVE.match(row.text[a.end - row.start : c.cue.start - row.start]):
        return False
    kinds = ("events", "directions") if a.kind == "count" else ("events", "measures", "directions", "modals")
    return not any(low <= t.start < high for kind in kinds for t in row.of(kind) if not t.entry.data.get("noun"))


_AGAINST = re.compile(r"\b(?:(?:up|down|off)?\s?from|against|compared (?:with|to)|versus|out of)\s(?:about |around |some |only |the |a |an )*$")


def like(c: Claim, last: Claim) -> Claim:
    """The claim with what the last one of its list says."""
    compared = re.search(r"\b(?:against|compared (?:with|to)|versus|up from|down from|from)\b", c.sentence.text[last.amount.end - c.sentence.start : c.amount.start - c.sentence.start])
    if compared:
        c.measure, c.event, c.of = last.measure, "reported" if last.event == "forecast" else last.event, last.of
        c.why.append("compared")
        return c
    c.measure, c.event, c.statistic, c.basis, c.sign, c.cue, c.of = last.measure, last.event, last.statistic, last.basis, last.sign, last.cue, last.of
    c.why.append("list")
    return c


_CHANGES = ("percent", "pp")


def beside(row: Sentence, last: Claim, c: Claim) -> Claim:
    """A level and its change stand side by side and measure the same: "338,000 mt, up 17.4%", "lose 0.2 points, to 58.7%"."""
    gap = row.text[last.amount.end - row.start : c.amount.start - row.start]
    if last.event == "forecast" and c.event == "reported" and c.amount.kind in ("money", "people", "mass", "percent") and not re.search(r"[;.]|\bwas\b|\bwere\b|\bhas\b|\bhad\b", gap) and len(gap) < 80:
        c.event = "forecast"
        c.why.append("goes on with a forecast")
    if len(gap) > 60 or ";" in gap or any(last.amount.end <= t.start < c.amount.start for t in row.of("measures") if t.entry.name not in ("share",)):
        return c
    if c.amount.kind == "percent" and c.statistic == "level" and last.event in ("curtailed", "shut", "project_halted") and last.amount.kind == "mass" and len(gap) < 45 and re.match(r"\sof\s", row.text[c.amount.end - row.start :]):
        c.measure, c.event = "share", last.event
        c.why.append("share of what was cut")
        return c
    one_changes = (c.statistic == "change") != (last.statistic == "change")
    if one_changes and last.measure not in ("share", "other", "duration", "investment", "enterprises", "people") and (c.statistic == "change" and c.amount.kind in _CHANGES or last.amount.kind in _CHANGES and _TO.search(gap) or last.amount.unit == c.amount.unit):
        c.measure = last.measure
        c.event = last.event if last.event in ("reported", "forecast") else c.event
        c.why.append("beside")
    return c


def whole(first: Claim, second: Claim) -> None:
    """Of "167 enterprises … have shut down 164" the first number is what exists."""
    a, b, cue = first.amount, second.amount, second.cue
    if a.unit == b.unit and b.noun.startswith("?") and b.low < a.low and first.event == second.event in ("shut", "curtailed", "inspected", "penalised") and cue and first.cue == cue and a.end <= cue.start < b.start:
        first.event = "operating"
        first.why.append("whole")
