"""Does an article's arithmetic hold: totals, changes, shares, sums over time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from potline.amounts import Amount, amount, finding, grouped, meets, minus, percent, plus, ratio, say, shifted, stated, subject, thing
from potline.model import EVENTS, Check, Fact

RATES = ("processing_rate", "operating_rate", "share", "ratio")
FLOWS = ("output", "consumption", "imports", "exports", "sales", "investment", "revenue", "profit", "emissions")  # a year's is the sum of its months'
OPEN_LIST = re.compile(r"\b(?:others?|including|includes?|such as|among|etc|of which|mainly|for example|led by)\b", re.I)
TRIED = 5  # differing amounts of other articles that a change or share is tried against
MONTHS_BACK = {"yoy": 12, "mom": 1, "qoq": 3}
BEFORE = {"yoy": "a year before", "mom": "a month before", "qoq": "a quarter before"}
FROM = re.compile(r"(?P<bare>\b(?:from|compared (?:with|to)|against|versus)\s+)(?:(?:about|around|some|nearly|roughly|over)\s+)?")


def arithmetic(facts: Sequence[Fact]) -> Iterator[Check]:
    """Every finding about sums, changes and shares; `facts` are those of all articles, each with a value."""
    for check in (total_of_parts, changes, shares, shut_of_existing, period_sums):
        yield from check(facts)


def totals(facts: Sequence[Fact]) -> Iterator[tuple[Fact, list[Fact], bool]]:
    """Each total with its parts, and whether the article says that they are its parts (else only their sum does)."""
    known = {f.fact_id: f for f in facts}
    for total_id, parts in grouped((f for f in facts if f.part_of), lambda f: f.part_of).items():
        same = [p for p in parts if total_id in known and p.unit == known[total_id].unit]
        if same:
            yield known[total_id], same, True
    loose = (f for f in facts if not f.part_of and f.statistic == "level" and EVENTS[f.event] != "state")
    for group in grouped(loose, lambda f: (f.article_id, f.event, f.measure, f.product, f.region, f.unit)).values():
        named = [f for f in group if f.company and ";" not in f.company]
        whole = [f for f in group if not f.company]
        if whole and len({f.company for f in named}) == len(named) > 1 and meets(amount(whole[-1]), plus(*map(amount, named))):
            yield whole[-1], named, False


def total_of_parts(facts: Sequence[Fact]) -> Iterator[Check]:
    """Stated totals against the sum of their parts."""
    for total, parts, said in totals(facts):
        whole, added = amount(total), plus(*map(amount, parts))
        names = " + ".join(say(p.low or 0, p.unit) for p in parts)
        text = f"{subject(total)}: the stated total is {stated(total)}, the named parts come to {names} = {say(added.low, total.unit)}"
        over = abs(added.low) - abs(whole.high)
        if meets(whole, added):
            text, severity = text + (": they add up." if said else ": they add up, though nothing calls them its parts."), "note"
        elif over > 0:
            text, severity = f"{text}, {say(over, total.unit)} more than the total.", "fault"
        else:
            rest = f"{text}, {say(-over, total.unit)} less than the total"
            listed = len(parts) == 1 or OPEN_LIST.search(" ".join({f.sentence for f in (total, *parts)}))
            text, severity = (f"{rest}; the text leaves room for others.", "note") if listed else (f"{rest}.", "look")
        yield finding("total_of_parts", [total, *parts], text, severity, whole, added, total.unit)


def changes(facts: Sequence[Fact]) -> Iterator[Check]:
    """Stated changes against the two levels, where both are known; else the base that they imply."""
    levels = grouped((f for f in facts if f.statistic == "level"), lambda f: (thing(f), f.period_start, f.period_end))
    sentences = grouped((f for f in facts if f.statistic == "level"), lambda f: (f.article_id, f.sentence, thing(f)))
    bases: dict[object, list[Fact]] = {}

    @cache
    def around(*key: object, events: tuple[str, ...]) -> Around:
        return _around([f for f in levels.get(key, ()) if f.event in events])

    for change in (f for f in facts if f.statistic == "change"):
        here = sentences.get((change.article_id, change.sentence, thing(change)), [])
        pairs = list(_from_to(change, here)) or list(_period_pairs(change, around))
        if pairs:
            yield _compared(change, *next((p for p in pairs if _fits(change, *p)), pairs[0]))
        elif change.basis in BEFORE and (level := _level_of(change, here, levels)):
            bases.setdefault((level.article_id, thing(level), level.low, change.low, change.basis, change.period_start), []).extend((level, change))
    yield from (_implied(members) for members in bases.values())


def _span(f: Fact) -> tuple[date | None, date | None]:
    return f.period_start, f.period_end


def _ambiguous(change: Fact) -> bool:
    return change.unit == "percent" and ("pp_or_percent" in change.flags or change.measure in RATES)


def _expected(change: Fact, then: Fact, now: Fact) -> dict[str, Amount]:
    """What the change from one level to the other comes to, by the readings that its unit allows."""
    before, after = amount(then), amount(now)
    by = {"percent": percent(ratio(after, before), less=1)} if change.unit == "percent" and before.low > 0 else {}
    if change.unit == now.unit or (change.unit == "pp" and now.unit == "percent"):
        by |= {"points": minus(after, before)} if change.unit != "percent" or _ambiguous(change) else {}
    return by


def _fits(change: Fact, then: Fact, now: Fact) -> bool:
    return any(meets(amount(change), e) for e in _expected(change, then, now).values())


def _from_to(change: Fact, levels: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """ "rose from 55 to 70, up 27%": the level after "from", and the one nearest to it."""
    for then in levels:
        if any(change.sentence.startswith(then.quote, end) for m in FROM.finditer(change.sentence) for end in (m.end("bare"), m.end())):
            dated = [f for f in levels if f is not then and f.unit == then.unit and _span(f) in (_span(then), _span(change))]
            others = [f for f in dated if _expected(change, then, f)]
            yield from ((then, now) for now in sorted(others, key=lambda f: abs(f.start - then.start))[:1])


def _period_pairs(change: Fact, around: Callable[..., Around]) -> Iterator[tuple[Fact, Fact]]:
    """The level of the change's period and that of the period it is measured from, its own article's first."""
    months, a, b = MONTHS_BACK.get(change.basis or ""), change.period_start, change.period_end
    if not months or not a or not b or a.day != 1 or (b + timedelta(days=1)).day != 1:
        return
    ends = (shifted(a, -months), shifted(b + timedelta(days=1), -months) - timedelta(days=1))
    nows = around(thing(change), a, b, events=(change.event,))
    thens = around(thing(change), *ends, events=(change.event, "reported", "operating"))
    for now in nows.of(change):
        yield from ((then, now) for then in thens.of(change) if then.unit == now.unit and _expected(change, then, now))


class Around(NamedTuple):
    """Facts of one thing and time by article, and one for each amount that they give, the first few."""

    own: dict[str, list[Fact]]
    few: list[Fact]

    def of(self, fact: Fact) -> list[Fact]:
        """The facts of a fact's own article; else the few."""
        return self.own.get(fact.article_id) or self.few


def _around(others: list[Fact]) -> Around:
    return Around(grouped(others, lambda f: f.article_id), list({(f.low, f.high, f.unit): f for f in reversed(others)}.values())[:TRIED])


def _compared(change: Fact, then: Fact, now: Fact) -> Check:
    readings = _expected(change, then, now)
    name, due = next(((n, e) for n, e in readings.items() if meets(amount(change), e)), next(iter(readings.items())))
    agrees, unit = meets(amount(change), due), "pp" if name == "points" and change.unit == "percent" else change.unit
    kind = "from_to" if change.sentence == then.sentence == now.sentence else "change_of_levels"
    text = f"{subject(now)}: from {stated(then)} to {stated(now)} is a change of {say(due.low, unit, 3)}; stated is {stated(change)}"
    text += (f", to be read as {name}." if _ambiguous(change) else ": they agree.") if agrees else ", which does not fit."
    severity = "note" if agrees else "fault" if {then.article_id, now.article_id} == {change.article_id} else "look"
    return finding(kind, [change, then, now], text, severity, amount(change), due, change.unit)


def _level_of(change: Fact, here: list[Fact], levels: dict[object, list[Fact]]) -> Fact | None:
    """The one level that a change belongs to: of its article, event and period, in its sentence where there are several."""
    dated = levels.get((thing(change), change.period_start, change.period_end), []) if change.period_start else []
    same = [f for f in dated if f.article_id == change.article_id and f.event == change.event]
    near = [f for f in here if f.event == change.event and f.period_start == change.period_start and f.period_end == change.period_end]
    for group in (near, same):
        if len({(f.low, f.high) for f in group}) == 1 and (change.unit == "percent" or change.unit in (group[0].unit, "pp")):
            return group[0]
    return None


def _implied(members: list[Fact]) -> Check:
    """The base under a level and its change: 47.4 percent, up 9.3: 38.1 before if points, 43.4 if percent."""
    level, change = members[0], members[1]
    now, by = amount(level), amount(change)
    points = minus(now, by)
    rise = Amount(*(1 + bound / 100 for bound in by))
    text = f"{subject(level)}: {stated(level)}, a change of {stated(change)}, makes "
    before = BEFORE[change.basis or "yoy"]
    if change.unit != "percent" or rise.least <= 0:
        return finding("implied_base", members, f"{text}{say(points.low, level.unit, 3)} {before}.", "note", None, points, level.unit)
    base = ratio(now, rise)
    head = {"at_least": "at most ", "at_most": "at least "}.get(change.qualifier, "about ")
    if not _ambiguous(change):
        return finding("implied_base", members, f"{text}{head}{say(base.low, level.unit, 3)} {before}.", "note", None, base, level.unit)
    text += f"{say(points.low, level.unit, 3)} {before} if points are meant, {say(base.low, level.unit, 3)} if percent: the text does not say which."
    return finding("implied_base", members, text, "look", points, base, level.unit)


def shares(facts: Sequence[Fact]) -> Iterator[Check]:
    """Percent shares against part and whole, where the text or another article gives both."""
    near = grouped(facts, lambda f: (f.article_id, f.product))
    states = [f for f in facts if f.statistic == "level" and f.event in ("operating", "reported")]
    wholes = grouped(states, lambda f: (f.article_id, *_scope(f))) | grouped(states, lambda f: (_span(f), *_scope(f)))
    for share in (f for f in facts if f.measure == "share" and f.unit == "percent" and f.statistic == "level" and f.low):
        parts = _parts(share, near[share.article_id, share.product])
        if not parts:
            continue
        part = plus(*map(_size, parts))
        pairs = [(w, percent(ratio(part, amount(w)))) for w in _wholes(share, parts, wholes) if (w.low or 0) > 0]
        fitting = [p for p in pairs if meets(p[1], amount(share))]
        pairs = [p for p in pairs if EVENTS[share.event] == "state" or p[0].event == "operating"]  # a year's output is not what a cut is a share of
        if not fitting and len({w.low for w, _ in pairs}) != 1:
            continue
        whole, due = (fitting or pairs)[0]
        text = f"{subject(share)}: {say(part.low, whole.unit)} of {stated(whole)} is {say(due.low, 'percent', 3)}; stated is {stated(share)}"
        severity = "note" if fitting else "fault" if whole.article_id == share.article_id else "look"
        text += ": they agree." if fitting else ", which does not fit."
        yield finding("share_of_whole", [share, *parts, whole], text, severity, amount(share), due, "percent")


def _parts(share: Fact, facts: list[Fact]) -> list[Fact]:
    """What the share is of: the nearest amount of the same firm and event before it, or one for each firm of a list."""
    state = EVENTS[share.event] == "state"
    fit = [
        f for f in facts
        if f.region == share.region and f.unit not in ("percent", "pp", None) and f.start < share.start and f.measure != "duration"
        and (EVENTS[f.event] == "state" and f.sentence == share.sentence if state else f.event == share.event)
    ]  # fmt: skip
    firms = (share.company or "").split("; ")
    chosen = [max((f for f in fit if (f.company or "") == firm), key=lambda f: f.start, default=None) for firm in firms]
    found = [f for f in chosen if f]
    return found if len(found) == len(firms) and len({(f.measure, f.unit) for f in found}) == 1 else []


def _size(f: Fact) -> Amount:
    """The amount of a cut as that of what was cut."""
    a = amount(f)
    return a if a.high >= 0 else Amount(-a.high, -a.low, -a.most, -a.least)


def _scope(f: Fact) -> tuple[object, ...]:
    return (f.measure, f.product, f.unit, f.company, f.region_code)


def _wholes(share: Fact, parts: list[Fact], index: dict[object, list[Fact]]) -> list[Fact]:
    """Candidates for the whole: a firm's own running capacity for what it shut, its region's figure, its country's; its own article's first."""
    p, code = parts[0], share.region_code
    scopes = [(None, code)] if share.company else [(None, code.split("-")[0])] if code and "-" in code else []
    scopes = scopes if EVENTS[share.event] == "state" else [(share.company, code), *scopes]
    keys = [(p.measure, p.product, p.unit, *scope) for scope in scopes]
    own = [f for key in keys for f in index.get((share.article_id, *key), []) if EVENTS[share.event] != "state" or _span(f) == _span(p)]
    others = [f for key in keys for f in index.get((_span(p), *key), []) if p.period_start]
    return _around([f for f in own or others if f not in parts]).of(share)


def shut_of_existing(facts: Sequence[Fact]) -> Iterator[Check]:
    """How many of the existing firms were shut or found at fault: 164 of 167."""
    counts = (f for f in facts if f.measure == "enterprises" and f.statistic == "level" and not f.part_of)
    for group in grouped(counts, lambda f: (f.article_id, f.sentence, f.product, f.company, f.region)).values():
        existing = [f for f in group if f.event == "operating"]
        for f in (f for f in group if EVENTS[f.event] in ("supply_down", "enforcement") and len(existing) == 1):
            whole, part = amount(existing[0]), amount(f)
            over = part.least > whole.most
            text = f"{subject(f)}: {part.low:,.10g} of {stated(existing[0])}, {say(100 * part.low / (whole.low or 1), 'percent', 3)}"
            text += ": more than there are." if over else f"; {whole.low - part.low:,.10g} left."
            yield finding("shut_of_existing", [f, existing[0]], text, "fault" if over else "note", part, whole, existing[0].unit)


def period_sums(facts: Sequence[Fact]) -> Iterator[Check]:
    """Months, quarters or a year to date with its last month, against the longer period they make up: within an article, else across them."""
    flows = (f for f in facts if f.measure in FLOWS and f.statistic == "level" and not f.per and f.period_start and f.period_end and not f.part_of)
    for group in grouped(flows, lambda f: (thing(f), f.unit, f.event)).values():
        summed: set[object] = set()
        distinct = list({(_span(f), f.low, f.high): f for f in reversed(group)}.values())
        for members in [*grouped(group, lambda f: f.article_id).values(), distinct]:
            starts, tiled = grouped(members, lambda f: f.period_start), dict[object, list[list[Fact]]]()
            for whole in (f for f in members if (_span(f), f.low) not in summed):
                if _span(whole) not in tiled:
                    tiled[_span(whole)] = [_tiling(whole, starts, longest) for longest in (False, True)]
                tilings = {tuple(f.fact_id for f in t): t for t in tiled[_span(whole)] if t}
                summed |= {(_span(whole), whole.low)} if tilings else set()
                yield from (_summed(whole, parts) for parts in tilings.values())


def _tiling(whole: Fact, starts: dict[date, list[Fact]], longest: bool) -> list[Fact]:
    """Facts that cover the whole's period day by day, by the shortest or the longest steps; empty if they leave a gap."""
    parts: list[Fact] = []
    day, last = whole.period_start, whole.period_end
    while day and last and day <= last:
        steps = [f for f in starts.get(day, []) if f.period_end and f.period_end <= last and _span(f) != _span(whole)]
        if not steps:
            return []
        step = (max if longest else min)(steps, key=lambda f: f.period_end or day)
        parts.append(step)
        day = (step.period_end or last) + timedelta(days=1)
    return parts


def _summed(whole: Fact, parts: list[Fact]) -> Check:
    added, agrees = plus(*map(amount, parts)), meets(amount(whole), plus(*map(amount, parts)))
    names = " + ".join(say(p.low or 0, p.unit) for p in parts)
    text = f"{subject(whole)}: stated is {stated(whole)}, its {len(parts)} periods come to {names} = {say(added.low, whole.unit)}"
    severity = "note" if agrees else "fault" if {p.article_id for p in parts} == {whole.article_id} else "look"
    text += ": they add up." if agrees else ", which does not add up."
    return finding("period_sums", [whole, *parts], text, severity, amount(whole), added, whole.unit)
