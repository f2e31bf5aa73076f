"""Facts of all articles -> checks: what agrees, what contradicts, what wants a decision; nothing is filled in or averaged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, takewhile
from typing import Any

from potline.amounts import amount, finding, grouped, meets, say, stated, subject, when
from potline.arithmetic import arithmetic, totals
from potline.limits import dates_out_of_order, impossible
from potline.model import EVENTS, Check, Fact

SEVERITY = ("fault", "look", "note")
WATTS = {"other:W": 1, "other:kW": 1e3, "other:MW": 1e6, "other:GW": 1e9}
# what a unit weighs against a tonne when findings are put in order
WEIGHT = {"t": 1.0, "W": 1e-3, "CNY": 1e-4, "USD": 7e-4, "piece": 0.01, "enterprise": 1e4, "percent": 1e4, "pp": 1e4}
SAME_TIME = 92  # days: one event that one article dates to April and another to May
REPRINT = 0.8  # share of words two sentences have in common, from which one is taken for a copy of the other
TOLD = 6  # articles, and amounts, that a sentence names one by one
LOOSE = ("duration", "other", "people", "inspections", "ratio", "share")  # measures that one key does not tell apart


def reconcile(facts: Sequence[Fact], names: Mapping[str, Sequence[str]] | None = None) -> list[Check]:
    """Every finding over the facts of all articles, the most doubtful and most consequential first.

    `names` gives the printed forms of a firm by its canonical name, so that an alias can be told in words.
    What an analyst has decided on, all facts of it, wants no further look; what does not add up stays a fault.
    """
    known = [_in_watts(f) for f in facts]
    valued = [f for f in known if f.low is not None and f.high is not None]
    alone = [*arithmetic(valued), *impossible(valued), *dates_out_of_order(known)]
    checks = [*alone, *across(valued), *truncated_names(valued), *aliases(known, names or {})]
    seen = {f.fact_id for f in known if {"accepted", "corrected"} & {*f.flags}}
    unique = {c.check_id: replace(c, severity="note") if c.severity == "look" and seen.issuperset(c.fact_ids) else c for c in reversed(checks)}
    return sorted(unique.values(), key=order)


def _in_watts(f: Fact) -> Fact:
    """Loads in one unit, so that watts and kilowatts can be set against each other."""
    k = WATTS.get(f.unit or "")
    return replace(f, unit="W", low=f.low * k, high=f.high * k) if k and f.low is not None and f.high is not None else f


def order(c: Any) -> tuple[int, float, str, str]:
    """What findings, or rows of their table, are sorted by: the most doubtful first, then the most consequential."""
    size = next((abs(n) for n in (c.difference, c.stated) if n and n == n), 0.0)  # a table's nothing is no number
    weight = WEIGHT.get((c.unit if isinstance(c.unit, str) else "").split("/")[0], 1.0)
    return SEVERITY.index(c.severity), -size * weight, c.kind, c.check_id


def across(facts: Sequence[Fact]) -> Iterator[Check]:
    """The same claim in several articles, merged with its sources counted; and claims of the same thing that differ."""
    sums = {total.fact_id: (sum(p.low or 0 for p in parts) - (total.low or 0), total.low or 0) for total, parts, _ in totals(facts)}
    whole = (f for f in facts if (f.company or f.region) and (f.company or not f.part_of) and f.measure not in LOOSE)
    for group in grouped(whole, lambda f: (f.event, f.measure, f.statistic, f.basis, f.product, f.company, f.region, f.unit)).values():
        if len({f.article_id for f in group}) > 1:
            for cluster in _by_time(group):
                values = _by_value(cluster)
                yield from (_same(v, sums) for v in values if len({f.article_id for f in v}) > 1)
                yield from _contradictions(values, sums)


def _by_time(group: list[Fact]) -> list[list[Fact]]:
    """Facts that speak of the same time: the same period of a statistic, periods within three months of an event."""
    dated = sorted((f for f in group if f.period_start and f.period_end), key=lambda f: (f.period_start, f.period_end, f.fact_id))
    undated = [f for f in group if not (f.period_start and f.period_end)]
    if EVENTS[group[0].event] == "state":
        clusters = list(grouped(dated, lambda f: (f.period_start, f.period_end)).values())
    else:
        clusters = _events(dated)
        if len(clusters) == 1:
            return [[*clusters[0], *undated]]
    return [*clusters, undated] if undated else clusters


def _events(dated: list[Fact]) -> list[list[Fact]]:
    clusters: list[list[Fact]] = []
    for f in dated:
        earliest = (f.period_start or date.max) - timedelta(days=SAME_TIME)
        recent = takewhile(lambda c, earliest=earliest: c[0].period_start >= earliest, reversed(clusters))
        fitting = next((c for c in recent if _apart(c[0], f) <= SAME_TIME), None)
        if fitting:
            fitting.append(f)
        else:
            clusters.append([f])
    return clusters


def _apart(a: Fact, b: Fact) -> int:
    """Days by which two periods differ at their start or their end, the larger."""
    day = date.min
    return max(abs(((a.period_start or day) - (b.period_start or day)).days), abs(((a.period_end or day) - (b.period_end or day)).days))


def _by_value(cluster: list[Fact]) -> list[list[Fact]]:
    """Facts whose values may be the same, lowest first."""
    ordered = sorted(cluster, key=lambda f: (f.low or 0, f.high or 0, f.article_id, f.start))
    values = [ordered[:1]]
    for before, f in pairwise(ordered):
        if meets(amount(before), amount(f)):
            values[-1].append(f)
        else:
            values.append([f])
    return values


def _same(members: list[Fact], sums: Mapping[str, tuple[float, float]]) -> Check:
    """One claim in several articles; a reprint is not a second source."""
    articles = list(dict.fromkeys(f.article_id for f in members))
    origins = sources(members)
    told = _dated({f.article_id: f for f in members}.values())
    text = f"{subject(members[0], dated=False)}: {len(articles)} articles give the same {stated(members[0])}: {told}"
    text += f"; counted as {len(origins)} source{'s'[: len(origins) != 1]}" + (", the others are reprints." if len(origins) < len(articles) else ".")
    fit = {f.article_id: sums[f.fact_id][0] for f in members if f.fact_id in sums}
    if len(fit) > 1 and len({abs(gap) < 0.02 * abs(members[0].low or 1) for gap in fit.values()}) > 1:
        good = [a for a, gap in fit.items() if abs(gap) < 0.02 * abs(members[0].low or 1)]
        bad = [f"{say((members[0].low or 0) + gap, members[0].unit)} in {a}" for a, gap in fit.items() if a not in good]
        text += f" The named parts add up only in {', '.join(good)}; they come to {', '.join(bad)}."
    return finding("same_fact", members, text, "note", amount(members[0]), amount(members[-1]), members[0].unit)


def _dated(members: Iterable[Fact]) -> str:
    """Articles with the dates they give, the first few."""
    told = list(dict.fromkeys(f"{f.article_id} ({when(f)})" for f in members))
    return ", ".join(told[:TOLD]) + (f" and {len(told) - TOLD} more" if len(told) > TOLD else "")


def sources(members: Sequence[Fact]) -> list[str]:
    """Ids of the articles that are sources of their own: one for each wording, a near-identical sentence is a copy.

    Sentences so much alike share one of their rarest words, so that only those are compared.
    """
    wordings = {f.article_id: frozenset(re.findall(r"\w+", f.sentence.lower())) for f in reversed(members)}
    common = Counter(word for words in wordings.values() for word in words)
    origins: dict[str, frozenset[str]] = {}
    by_word: dict[str, list[frozenset[str]]] = {}
    for article in dict.fromkeys(f.article_id for f in members):
        words = wordings[article]
        rare = sorted(words, key=lambda word: (common[word], word))[: len(words) - int(REPRINT * len(words)) + 1]
        if not any(len(words & w) >= REPRINT * len(words | w) for word in rare for w in by_word.get(word, ())):
            origins[article] = words
            for word in rare:
                by_word.setdefault(word, []).append(words)
    return list(origins)


def _contradictions(values: list[list[Fact]], sums: Mapping[str, tuple[float, float]]) -> Iterator[Check]:
    """Articles that each give one value for the same thing, and not the same: a range with both sources."""
    given: dict[str, set[int]] = {}
    for i, facts in enumerate(values):
        for f in facts:
            given.setdefault(f.article_id, set()).add(i)
    single = [[f for f in facts if len(given[f.article_id]) == 1] for facts in values]
    single = [facts for facts in single if facts]
    if len(single) < 2 or (EVENTS[single[0][0].event] == "state" and not single[0][0].period_start):
        return
    low, high = single[0][0], single[-1][-1]
    told = "; ".join(f"{stated(v[0])} in {_dated(v)}" for v in single[:TOLD]) + ("; and more" if len(single) > TOLD else "")
    text = f"{subject(low, dated=False)}: {told}. To be shown as {say(low.low or 0, low.unit)} to {say(high.high or 0, high.unit)}, with each source."
    gap = (high.high or 0) - (low.low or 0)
    if high.part_of in sums and abs(sums[high.part_of][0] - gap) < 0.01 * gap:
        text += f" With the lower figure the parts in {high.article_id} would come to the stated total."
    yield finding("contradiction", [f for v in single for f in v], text, "look", amount(low), amount(high), low.unit)


def truncated_names(facts: Sequence[Fact]) -> Iterator[Check]:
    """Parts whose owner is missing, with the firms it may be: offered, never filled in."""
    named = grouped((f for f in facts if f.company and ";" not in f.company), lambda f: (f.event, f.measure, f.product, f.region))
    for f in (f for f in facts if "truncated_name" in f.flags and not f.company):
        same = named.get((f.event, f.measure, f.product, f.region), [])
        taken = {n.company for n in same if n.article_id == f.article_id}
        event = [n for n in same if n.company not in taken]
        like = [n for n in event if meets(amount(n), amount(f)) and (not f.period_start or not n.period_start or _apart(f, n) <= SAME_TIME)]
        firms = sorted({n.company or "" for n in like})
        text = f"{subject(f)}: the owner of {stated(f)} is cut off in the text"
        if firms:
            articles = ", ".join(sorted({n.article_id for n in like}))
            text += f"; most likely {' or '.join(firms)}, named with the same amount in {articles}. Not filled in."
        else:
            firms = sorted(_elsewhere(f, named) - taken)
            text += f"; it may be {' or '.join(firms)}. Not filled in." if firms else "; no candidate stands in these articles."
        yield finding("truncated_name", [f, *like], text, "look", amount(f), None, f.unit)


def _elsewhere(f: Fact, named: Mapping[tuple[str, str, str | None, str | None], list[Fact]]) -> set[str | None]:
    """Firms that the same article names for another event of the same product and region."""
    groups = (named.get((event, f.measure, f.product, f.region), []) for event in EVENTS)
    return {n.company for group in groups for n in group if n.article_id == f.article_id}


def aliases(facts: Sequence[Fact], names: Mapping[str, Sequence[str]]) -> Iterator[Check]:
    """One firm under several printed names in one article."""
    firms = (f for f in facts if f.company and ";" not in f.company)
    for (article, company), group in grouped(firms, lambda f: (f.article_id, f.company)).items():
        printed = _printed(names.get(company, ()), {f.sentence for f in group})
        if len(printed) > 1 or any("alias" in f.flags for f in group):
            told = " and ".join(f"“{n}”" for n in printed) if len(printed) > 1 else "more than one name"
            yield finding("alias", group, f"{company} stands as {told} in {article}: taken for one firm.", "note")


def _printed(forms: Sequence[str], sentences: set[str]) -> list[str]:
    """The forms that the sentences print, without those that are a stretch of another."""
    text = "\n".join(sorted(sentences)).lower()
    found = sorted((form for form in forms if form.lower() in text), key=lambda form: (-len(form), form))
    kept: list[str] = []
    for form in found:
        if not any(form.lower() in k.lower() for k in kept):
            kept.append(form)
    return sorted(kept)
