"""What a claim takes over: from its list, its neighbour, the project and the topic that the sentences before spoke of."""

from __future__ import annotations

import re

from potline.change import running
from potline.claims import beside, claim, follows, like
from potline.context import Context
from potline.counts import handed_on
from potline.cues import tensed
from potline.frame import Claim, Ruler
from potline.grammar import Amount
from potline.percent import used
from potline.scan import Sentence


def carried(row: Sentence, a: Amount, ruler: Ruler, ctx: Context, made: list[Claim]) -> Claim:
    """The claim of an amount, with what its list, its neighbour and the sentences before hand on to it."""
    c = claim(row, a, ruler)
    alike = next((m for m in reversed(made[-3:]) if m.amount.kind == a.kind), None)
    if made and _converted(row, made[-1], c):
        c = like(c, made[-1])
    elif alike and follows(row, alike, c):
        c = like(c, alike)
    elif made:
        c = beside(row, made[-1], c)
    topic(c, ctx, made[-1] if made else None)
    handed_on(c, ctx.main_event, ctx.counted)
    if c.basis and c.statistic == "change":
        ctx.bases.setdefault(c.measure, c.basis)
    else:
        c.basis = running(c, ctx.bases)
    return c


_FIGURES = ("output", "sales", "imports", "exports", "inventory", "consumption", "revenue", "profit", "price", "premium", "cost", "operating_rate", "processing_rate")
_LOST = {"percent": ("operating_rate", "processing_rate"), "pp": ("operating_rate", "processing_rate"), "mass": ("inventory", "imports", "exports", "capacity", "sales"), "money": ("revenue", "profit")}


_NAMED = re.compile(r"(?:Named|Among (?:them|these|those)|Of (?:these|them|this|which)|They (?:are|include)|These (?:are|include)|Including|Affected (?:are|were)|The (?:largest|biggest|first|rest|other|remaining)|(?:[\w-]+\s){1,4}(?:accounts? for|makes? up|shares?) (?:it|this|them|that|the total))\b")
# "Xinfa, 530,000 tons; Jiarun, 150,000 tons": a sentence without a verb goes on with what was told right before
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|can|may|must|could|would|should|did|do|does|stands?|stood|holds?|owns?|sa(?:id|ys?)|think|makes?|made|tops?|comes?|came|gives?|gave|[a-z]{3,}ed)\b"
)


def _converted(row: Sentence, last: Claim, c: Claim) -> bool:
    """Whether an amount of money is the one before in another currency: "RMB4.4 billion (USD0.62 billion)"."""
    gap = row.text[last.amount.end - row.start : c.amount.start - row.start]
    return c.amount.kind in ("money", "price") and last.amount.kind in ("money", "price") and bool(re.fullmatch(r"\s?(?:\w+\s)?(?:a|per)?\s?(?:tonne|ton)?\s?[(（/]\s?(?:about |around |or |some |nearly )?", gap))


_YEARLY = re.compile(r"\b(?:annual(?:ly)?|yearly|produce per year|per year|a year|designed)\b", re.I)
_BUILDING_TIME = re.compile(r"\b(?:construction|built|building) period\b")
UP = ("announced", "under_construction", "commissioned", "restarted")


def _project(c: Claim, ctx: Context) -> None:
    """A project's tonnage, money and equipment take what the paragraph last said of it, where their own sentence has no verb for it."""
    weak = c.cue is None or bool(c.cue.entry.data.get("weak"))
    known = ctx.begun if ctx.begun and c.measure == "investment" and ctx.project in (None, "announced") else ctx.project
    if known and weak and "list" not in c.why:
        yearly = c.measure == "output" and _YEARLY.search(c.sentence.text) and c.event == "reported" and not c.sentence.whens
        if (c.measure == "investment" and c.event == "announced") or (c.measure == "capacity" and c.event == "announced") or yearly or (c.amount.kind in ("area", "count") and c.event == "reported") or (c.amount.kind == "time" and c.event == "reported" and _BUILDING_TIME.search(c.sentence.text)):
            c.measure, c.event = "capacity" if yearly else c.measure, known
            c.why.append("goes on with the project")
    if c.cue is not None and c.event in UP and (not weak or ctx.project is None):
        ctx.project = c.event


def main_event(rows: list[Sentence]) -> str | None:
    """What an article is about: what its headline tells to happen, else its first sentence; None where neither has a verb for it."""
    for row in [r for r in rows if r.title] + [r for r in rows if not r.title and len(r.text) > 60][:2]:
        told = [tensed(row, t) for t in row.of("events") if not t.entry.data.get("weak")]
        if told:
            return next((e for e in told if e in UP), told[0])
    return None


# "At full load the works can cast 36,000 tonnes", "Its first line rolls": the article's own project, not another plant
_OWN = re.compile(
    r"^(?:(?:When|Once|After|As soon as|At|By|In|With|And|But|Then|Altogether|Together)\b[^;]{0,40}?,?\s)?(?:(?:[Tt]he|[Ii]ts|[Tt]his)\s(?:[\w-]+\s){0,3}?"
    r"(?:plant|project|refinery|smelter|line|mill|factory|works|furnaces?|phase|stage|unit|complex|potline|expansion|extension|facility|workshop|base|series)|It|Phase\s\w+)\b[^;]{0,60}$"
)


def _own(c: Claim, ctx: Context) -> None:
    """Capacity of the plant that the article is about takes the article's event, where its own sentence tells nothing of it."""
    held = ("good for", "with a capacity", "total ahead")  # "is built for": the verb belongs to the construction
    bare = not any(
        t.form.lower() != "adds" and t.entry.name != "operating" and not t.entry.data.get("weak") and not (c.why and c.why[0] in held and 0 <= c.amount.start - t.end < 12) for t in c.sentence.of("events")
    )
    if c.measure == "capacity" and c.statistic == "level" and ctx.main_event in UP and not c.sentence.title and bare and c.event in (*UP, "operating", "forecast"):
        if "total ahead" not in c.why and "list" not in c.why and ("apiece" in c.why or _OWN.match(c.sentence.text[: c.amount.start - c.sentence.start])):
            c.event = ctx.main_event
            c.why.append("the article's project")


def _spent(c: Claim, ctx: Context) -> None:
    """Money without a word of its own, or the cost of the thing itself, is what the project of the article takes."""
    if c.amount.kind != "money" or c.amount.scale <= 1 or ctx.main_event not in UP or "list" in c.why:
        return
    bill = c.measure == "cost" and c.of is not None and re.match(r"(?i)(?:cost|bill|price tag)", c.of.form)
    if (c.measure == "other" and c.of is None) or bill:
        own = c.event if c.event in UP and c.cue and not c.cue.entry.data.get("weak") else ctx.main_event
        c.measure, c.event = "investment", str(own)
        c.why.append("what the article's project takes")


_SHIPS_FROM = re.compile(r"\bship\w*\s[^;.]*\b(?:from|out of)\s(?:the\s)?$", re.I)


def _abroad(c: Claim) -> bool:
    """Whether it is a country that ships: "Guinea ships 48.6 million tons", "the country shipped 18 million tons of ore"."""
    before = c.sentence.text[: c.amount.start - c.sentence.start]
    named = any(t.entry.data.get("level") == "country" and c.of and 0 <= c.of.start - t.end < 12 for t in c.sentence.of("regions"))
    left = any(t.entry.data.get("level") == "country" and _SHIPS_FROM.search(c.sentence.text[: t.start - c.sentence.start]) for t in c.sentence.of("regions"))
    return named or left or bool(re.search(r"\b(?:the country|the nation|the island|the kingdom)\s(?:has\s|had\s)?ship\w*\s[^,;.]*$", before))


_MOVED = ("exports", "imports", "inventory")
_AFLOAT = re.compile(r"(?i)ship")


def headed(row: Sentence, ctx: Context) -> None:
    """Remember what a sentence without figures speaks of: "Exports were brisk. They came to 51,200 t"."""
    began = next((tensed(row, t) for t in row.of("events") if t.entry.name in ("under_construction", "commissioned") and not t.entry.data.get("weak")), None)
    if began in UP and not row.amounts:
        ctx.project = began
    if began in UP and ctx.begun is None and ctx.paragraph <= 3:
        ctx.begun = began
    named = {t.entry.name for t in row.of("measures")} & set(_FIGURES)
    moved = {("exports" if _AFLOAT.match(t.form) and row.of("regions") else t.entry.name) for t in row.of("measures")} & set(_MOVED)
    if row.title and len(moved) == 1 and "mass" not in ctx.topics:
        ctx.topics["mass"] = moved.pop()
    if not row.title and not row.amounts and len(named) == 1 and len(row.text) < 90:
        ctx.told_of = named.pop()
        ctx.headed = (row.paragraph, ctx.told_of)


_OVERSEAS = re.compile(r"\b(?:abroad|overseas)\b")
_THAT = re.compile(r"(?:That|This|It|The (?:closures?|cuts?|shutdowns?|halts?|suspensions?|move|total|amount))\b[^,;]{0,40}\b(?:is|was|equals?|equalled|represents?|represented|amounts to|accounts? for|accounted for|makes)\b")


def _stored(c: Claim, running: str | None) -> None:
    """Tonnage that a place holds, gains or gives up while stocks are spoken of: "Hai Phong added 2,000 tonnes"."""
    if running == "inventory" and c.of is None and c.measure == "capacity" and c.amount.kind == "mass" and not c.amount.per:
        c.statistic = "change" if c.cue and c.cue.form.lower() in ("added", "adds") else c.statistic
        c.measure, c.event, c.cue = "inventory", "reported", None
        c.why.append("topic")


_GOAL = re.compile(r"\b(?:wants|goal|target|aims?)\b[^,;.]{0,60}$")


def _noted(c: Claim, ctx: Context) -> None:
    """Remember what a claim measures, for those behind it that do not say."""
    kind = c.amount.kind
    told = c.measure == "capacity" and kind == "mass" and c.cue is not None and not c.cue.entry.data.get("weak")
    if c.of is not None or "list" in c.why or "beside" in c.why or told:
        for k in (kind, "pp" if kind == "percent" else kind):
            if c.measure not in ("share", "ratio", "other") and (k != "percent" or c.measure in _LOST["percent"]):
                ctx.topics[k] = c.measure
    if (c.of is not None or {"list", "beside", "topic"} & set(c.why)) and c.measure in _FIGURES:
        ctx.told_of = c.measure
    if c.amount.kind == "price":
        ctx.price = (c.measure, c.amount.unit)


def topic(c: Claim, ctx: Context, last: Claim | None) -> None:
    """What a claim measures where its sentence does not say: what the sentences before measured in the same class of unit."""
    kind, running = c.amount.kind, ctx.topics.get(c.amount.kind)
    if ctx.headed[0] == ctx.paragraph and kind in ("mass", "percent", "pp"):
        running = ctx.headed[1]
    _own(c, ctx)
    if c.firm and not (c.event == "curtailed" and c.of is None and running == "inventory"):
        ctx.topics[kind] = c.measure if c.measure not in ("ratio", "other", "capacity") else running or "output"
        return
    _project(c, ctx)
    _spent(c, ctx)
    listed = _NAMED.match(c.sentence.text) or (c.sentence.paragraph - ctx.told_in in (0, 1) and not c.sentence.title and not _VERB.search(c.sentence.text))
    if listed and ctx.told and c.measure == "capacity" and (c.cue is None or c.cue.entry.data.get("weak")) and "list" not in c.why:
        c.event = ctx.told
    if c.measure == "capacity" and c.amount.kind == "mass":
        ctx.told, ctx.told_in = c.event, c.sentence.paragraph
    if kind == "percent" and c.statistic == "level" and c.measure == "share" and c.event == "reported" and ctx.told in ("shut", "curtailed", "project_halted") and _THAT.match(c.sentence.text):
        c.event = ctx.told  # "That was a sixth of its capacity."
    _stored(c, running)
    if c.of is None and kind in ("mass", "percent", "pp") and running in _LOST[kind] and c.measure in ("share", "other", "output") and "beside" not in c.why and c.event in ("reported", "forecast", "operating", "curtailed") and "list" not in c.why and not (running == "capacity" and c.event == "forecast" and not _GOAL.search(c.sentence.text[: c.amount.start - c.sentence.start])):
        c.measure = running
        c.event = "operating" if running == "capacity" and c.event == "reported" else c.event if c.event == "forecast" or running == "capacity" else "reported"
        c.why.append("topic")
    elif c.of is None and kind == "money" and running in _LOST["money"] and re.search(r"\bfigure|\bthat\b|\bit\b|compares", c.sentence.text) and c.measure in ("other", "investment") and c.amount.scale > 1:
        c.measure, c.event = running, c.event if c.event in ("reported", "forecast") else "reported"
    elif c.statistic == "change" and kind in ("percent", "pp") and c.event in ("reported", "forecast") and ctx.told_of and c.measure in ("output", "share", "other") and (c.of is None) and not {"list", "beside", "topic"} & set(c.why):
        c.measure = ctx.told_of  # "That is 8% more than a year before": what the figure before measured
        c.why.append("topic")
    elif c.measure == "sales" and c.of and c.of.form.lower().startswith(("ship", "suppl", "deliver", "sold")) and running in ("imports", "exports"):
        c.measure = str(running)
    elif c.measure == "sales" and kind == "mass" and c.of and c.of.form.lower().startswith(("buy", "bought", "purchas")) and _OVERSEAS.search(c.sentence.text):
        c.measure = "imports"
    elif c.measure == "sales" and kind == "mass" and c.of and c.of.form.lower().startswith("ship") and _abroad(c):
        c.measure = "exports"
    elif c.amount.kind == "money" and c.amount.scale == 1.0 and last is None and ctx.price and ctx.price[1].removeprefix("other:").startswith(c.amount.unit.removeprefix("other:")) and c.measure in ("other", "investment") and c.amount.high < 1e5:
        c.measure, c.event = ctx.price[0], "reported"
        c.amount = c.amount._replace(unit=ctx.price[1], kind="price")
        c.why.append("topic")
    elif c.amount.kind == "money" and c.amount.scale == 1.0 and last and last.amount.kind == "price" and last.amount.unit.removeprefix("other:").startswith(c.amount.unit.removeprefix("other:").split("/")[0]) and c.amount.high < 1e5:
        c.measure, c.amount = last.measure, c.amount._replace(unit=last.amount.unit, kind="price")
        c.event = last.event
    if c.measure == "operating_rate" and c.event == "reported" and c.statistic == "level" and c.amount.high <= 60 and ctx.main_event == "shut" and used(c):
        c.event = "curtailed"  # in a report of closures: "the works runs at a third of capacity"
    _noted(c, ctx)
