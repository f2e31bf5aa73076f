"""From the mentions of a sentence to claims: what each amount measures, what happened, level or change."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from potline.grammar import Amount, qualifier
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
    r"(?P<dir>increase|rise|rises|growth|jump|gain|surge|climb|higher|up\b(?!\sto)|more\b|above\b|expansion|dearer|increment|leap|hike|boost|"
    r"decrease|decline|fall|drop|lower|down\b|less\b|below\b|fewer|reduction|cut\b|cuts\b|slump|dip|slide|cheaper|shortfall|curtailment|off\b|contraction|short of)",
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
    if behind and _counts(a, behind["dir"].lower(), tail[behind.end() :]):
        return "down" if _FALLING.match(behind["dir"]) else "up"
    for t in reversed([t for t in row.of("directions") if t.end <= a.start]):
        gap = text[t.end - base : a.start - base]
        if len(gap) > 60 or any(t.end <= o.start < a.start for o in row.amounts if o.kind):
            break
        if _TO.search(gap) and not _BY.search(gap):
            return None
        if a.kind in ("percent", "pp") and (_LINK.match(gap) or _BY.search(gap)) or _BY.search(gap) and not re.search(r"[;:]|\bto\b", gap) or (a.kind not in ("time", "enterprise", "people") and _LINK.match(gap) and not t.form.startswith(("add", "expan", "raise", "lift", "boost", "extra"))):
            if t.form.lower() in ("less", "lower", "higher", "more") and re.search(r"than\s", gap):
                return None
            c.why.append(f"change: {t.form}")
            return t.entry.name
    return None


_BASE = re.compile(r"\s?(?:than\b|last|the same|a year|what|its|their|that of|in (?:19|20)\d\d|(?:19|20)\d\d|the previous|on|from|year)", re.I)


def _counts(a: Amount, word: str, rest: str) -> bool:
    """Whether a word of direction behind an amount makes it a change: "5% above last year", not "5% above"."""
    if word in ("above", "below", "off", "short of"):
        return bool(_BASE.match(rest))
    return word not in ("more", "up", "cut", "cuts") or a.kind in ("percent", "pp", "mass")


def basis(row: Sentence, a: Amount, ruler: Ruler) -> str | None:
    """What a change is measured against, by the nearest words for it in reach."""
    cost, t = nearest(ruler, a, row.of("bases"), right=0.0)
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
        if t.start >= a.end and re.match(r"^\s(?:of\s)?(?:the\s)?(?:new\s|annual\s|total\s|installed\s|idle\s)*$", row.text[a.end - row.start : t.start - row.start]):
            extra -= 6.0
        return extra
    words = [t for t in row.of("measures") if a.kind in t.entry.data.get("of", ())]
    cost, t = nearest(ruler, a, words, right=3.0, extra=weight)
    if t is None or cost > FAR:
        return DEFAULT.get(a.kind, "other"), None, FAR
    return BY_KIND.get((t.entry.name, a.kind), t.entry.name), t, cost


# ---- what happened ---------------------------------------------------------------------------------------------------

_PENALTY = {  # class of unit -> event -> price of binding it; absent means none
    "mass": {"penalised": 40.0, "inspected": 14.0, "found_illegal": 3.0},
    "percent": {"penalised": 40.0, "inspected": 20.0, "found_illegal": 10.0, "announced": 4.0, "commissioned": 6.0},
    "money": {"inspected": 30.0, "curtailed": 12.0, "shut": 12.0, "found_illegal": 8.0},
    "price": {e: 40.0 for e in EVENTS},
    "people": {"curtailed": 6.0, "operating": 8.0},
    "power": {"penalised": 20.0, "inspected": 20.0},
    "piece": {"penalised": 40.0, "inspected": 30.0},
}
_FUTURE = re.compile(r"(?:\b(?:will|would|to|shall|may|can|could|should|is expected to|are expected to|plans? to|due to|scheduled to|set to|be|planned to|aims? to|hopes? to|expects? to|going to)\s(?:be\s|have\s|fully\s|also\s|then\s|officially\s|start\s|soon\s)*)$", re.I)
_STOPPED = re.compile(r"\b(?:stopped|halted|suspended|ceased|called off|banned|frozen|shelved|cancelled)\b")
_BUILDING = re.compile(r"\b(?:construction|project|projects|being built|to be built|under construction|building|expansion)\b", re.I)


def event(row: Sentence, a: Amount, ruler: Ruler) -> tuple[str | None, Term | None, float]:
    """What happened to an amount, by the nearest word for it that its class of unit admits."""
    prices = _PENALTY.get(a.kind, {})

    def weight(t: Term) -> float:
        extra = prices.get(t.entry.name, 0.0)
        extra += 9.0 if t.entry.data.get("weak") else 0.0
        if a.start <= t.start < a.end:
            extra += 4.0
        return extra
    cost, t = nearest(ruler, a, row.of("events"), right=2.0, extra=weight)
    if t is None or cost > FAR:
        return None, None, FAR
    return _tensed(row, t), t, cost


def _tensed(row: Sentence, t: Term) -> str:
    """The event of a cue once its tense is read: capacity "to be commissioned" is announced; a stop of building halts a project."""
    name = str(t.entry.name)
    before, after = row.text[max(0, t.start - row.start - 40) : t.start - row.start], row.text[t.end - row.start :]
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
    settle = _SETTLE.get(a.kind, _settle_count)
    settle(c, of_cost, cue_cost, expected(row, a, ruler))
    return c


def _settle_mass(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Tonnage: capacity where something is built, shut or holds; output and trade where something is made or moved."""
    supply = c.event in _SUPPLY or c.event in ("found_illegal", "operating")
    if c.of is None:
        c.measure = "capacity" if supply and cue_cost < 20 else "output"
    elif c.measure == "output" and c.event in ("announced", "under_construction", "commissioned", "restarted", "project_halted", "found_illegal", "shut") and cue_cost < 18:
        if re.search(r"annual|yearly|per year|a year|produce per", c.sentence.text[max(0, c.of.start - c.sentence.start - 14) : c.of.end - c.sentence.start + 12]) or c.amount.per == "year":
            c.measure = "capacity"
            c.why.append("a project's annual output is capacity")
    elif c.measure in ("imports", "exports", "sales", "inventory", "consumption") and supply and of_cost > 12 and cue_cost < 8:
        c.measure = "capacity"
    if c.measure == "capacity":
        _settle_capacity(c, cue_cost, ahead)
    elif c.measure == "output" and c.event == "curtailed" and cue_cost < 16:
        _settle_cut(c)
    elif c.measure == "emissions":
        c.event = "found_illegal" if c.event in ("found_illegal", "penalised") else "forecast" if ahead else "reported"
    elif c.measure == "output" and c.event == "shut" and cue_cost < 9:
        c.event = "curtailed"
    else:
        c.event = "forecast" if ahead else "reported"


def _settle_capacity(c: Claim, cue_cost: float, ahead: bool) -> None:
    if c.event is None or cue_cost > 24 or c.event in ("reported", "penalised", "inspected"):
        c.event = "forecast" if ahead else "operating"
    if c.event == "curtailed":
        _settle_cut(c)
    elif c.statistic == "change" and c.event in ("announced", "commissioned", "under_construction", "restarted", "shut", "project_halted", "found_illegal"):
        c.statistic, c.sign = "level", 1.0
    elif c.event == "operating" and ahead and c.statistic == "level":
        c.event = "forecast"


def _settle_cut(c: Claim) -> None:
    """A cut by an amount is a negative change, a cut to an amount or a limit on it a level."""
    row, a = c.sentence, c.amount
    before = row.text[max(0, a.start - row.start - 40) : a.start - row.start]
    form = c.cue.form.lower() if c.cue else ""
    if re.search(r"\b(?:to|at|below|under|exceed|above)\s(?:a |an |the |about |around |just |only |some )*$", before) or form.startswith(("limit", "restrict", "affect", "may not", "must", "not go", "keep", "curbs", "hit", "stay")):
        c.statistic, c.sign = "level", 1.0
    else:
        c.statistic, c.sign = "change", -1.0


def _settle_percent(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Percent: a change, a rate, or a share of something."""
    rates = ("processing_rate", "operating_rate", "ratio")
    if c.statistic == "change" or c.amount.kind == "pp":
        c.statistic = "change" if c.amount.kind == "pp" and c.measure not in rates or c.statistic == "change" else "level"
        if c.measure in ("share", "ratio") and c.measure != "ratio":
            c.measure = _changed(c)
        cut = c.event == "curtailed" and c.sign < 0 and cue_cost < 12 and c.measure in ("output", "capacity")
        c.event = "curtailed" if cut and not c.basis else "forecast" if ahead else "operating" if c.measure == "capacity" and c.sign > 0 else "reported"
        if c.measure in rates and c.amount.kind == "percent" and c.basis:
            c.flags.append("pp_or_percent")
        return
    if c.measure in rates or c.measure in ("profit", "emissions", "price", "premium", "subsidy") and of_cost < 12:
        c.event = "forecast" if ahead else "reported"
        return
    if c.event in ("curtailed", "shut") and cue_cost < 10 and c.cue and c.cue.end <= c.amount.start:
        after = c.sentence.text[c.amount.end - c.sentence.start :][:60]
        if c.event == "curtailed" and (c.measure in ("output", "capacity") or re.match(r"\sof\s", after)):
            c.measure = c.measure if c.measure in ("output", "capacity") else "capacity" if "capacity" in after else "output"
            c.statistic, c.sign = "change", -1.0
            return
    c.measure = "share"
    c.event = c.event if c.event in ("curtailed", "shut", "project_halted") and cue_cost < 16 else "forecast" if ahead else "reported"


def _changed(c: Claim) -> str:
    """What a percentage change is of, where only a share word stood near: the nearest other measure of the sentence."""
    ruler = Ruler(c.sentence)
    cost, t = nearest(ruler, c.amount, [t for t in c.sentence.of("measures") if t.entry.name not in ("share", "ratio") and "percent" in t.entry.data.get("of", ())], right=4.0)
    return str(t.entry.name) if t and cost < 40 else "output"


def _settle_money(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    if c.amount.kind == "price" and c.measure not in ("cost", "premium", "profit", "subsidy"):
        c.measure = "price"
    if c.of is None:
        c.measure = "fine" if c.event == "penalised" and cue_cost < 16 else "price" if c.amount.kind == "price" else "investment" if c.event else "other"
    if c.measure == "profit" and c.of and re.match(r"(?i)loss|losing|lost", c.of.form) and c.statistic == "level":
        c.sign = -1.0
    if c.measure == "fine":
        c.event = "penalised"
    elif c.measure == "investment":
        c.event = c.event if c.event in ("announced", "under_construction", "commissioned", "project_halted", "restarted") and cue_cost < 24 else "announced"
    else:
        c.event = "forecast" if ahead else "reported"


def _settle_count(c: Claim, of_cost: float, cue_cost: float, ahead: bool) -> None:
    """Counted things take the event nearest to them; what merely exists is operating, what is merely said reported."""
    kind, near = c.amount.kind, cue_cost < 18
    if kind in ("count", "enterprise", "people", "inspection", "case", "pot", "area", "volume", "length", "coal", "emission", "other", ""):
        c.measure = DEFAULT.get(kind, "other")
    if c.event is None or not near:
        c.event = {"enterprise": "reported", "inspection": "reported", "pot": "operating"}.get(kind, "reported")
    if kind == "inspection" and c.event not in ("inspected",):
        c.measure = "other"
    if kind == "people" and c.event not in ("penalised", "inspected"):
        c.event = "forecast" if ahead else "reported"
    if kind == "people":
        c.statistic, c.sign = ("level", 1.0)
    if c.event == "curtailed" and kind == "power":
        c.statistic, c.sign = "change", -1.0
    if kind == "case" and c.event == "reported":
        c.event = "found_illegal"
    if kind == "time" and c.event not in ("curtailed", "shut", "inspected", "penalised", "under_construction", "project_halted"):
        c.event = "reported"
    if c.measure == "inventory" and kind == "time":
        c.event = "reported"


_SETTLE: dict[str, Callable[[Claim, float, float, bool], None]] = {
    "mass": _settle_mass, "piece": _settle_mass, "percent": _settle_percent, "pp": _settle_percent, "money": _settle_money, "price": _settle_money,
}


def follows(row: Sentence, last: Claim, a: Amount) -> bool:
    """Whether an amount goes on with the list that the last claim stands in: same class of unit, no word of its own between."""
    low, high = last.amount.end, a.start
    if last.amount.kind != a.kind or re.search(r"[;；]|\.\s", row.text[low - row.start : high - row.start]):
        return False
    return not any(low <= t.start < high for kind in ("events", "measures", "directions") for t in row.of(kind) if not t.entry.data.get("noun"))


def like(c: Claim, last: Claim) -> Claim:
    """The claim with what the last one of its list says."""
    c.measure, c.event, c.statistic, c.basis, c.sign, c.cue, c.of = last.measure, last.event, last.statistic, last.basis, last.sign, last.cue, last.of
    c.why.append("list")
    return c
