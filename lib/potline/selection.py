"""Which rows may be added and which never: a total or its parts, a claim once, a stage of the chain alone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

CLAIM = ["event", "measure", "statistic", "low", "high", "unit", "product", "company", "region", "period_start", "period_end"]
UP = ("commissioned", "restarted")
PLANNED = ("under_construction", "announced")
DOWN = ("shut", "project_halted", "curtailed", "found_illegal")
TOTALS = 3  # stated totals that a chart sets against their parts
ENOUGH = 0.01  # parts within one percent of a stated total add up
ANSWERS = 16  # selections kept
SAME = ("same_fact", "contradiction")  # kinds of finding that call several facts one claim, or a range of it


_made: OrderedDict[tuple[Any, ...], tuple[tuple[Any, ...], pd.DataFrame]] = OrderedDict()  # the latest answers, with the tables that they are of


def once(select: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """A selection that is made once of the same tables: a report asks some thirty times, and of a large archive each takes a second.

    Who changes a table hands in another: one that is edited in its place is taken for what it was.
    """

    @wraps(select)
    def selected(*given: Any, **named: Any) -> pd.DataFrame:
        asked = (*given, *(value for value in named.values() if value is not None))
        key = (select, *(id(value) if isinstance(value, pd.DataFrame) else value for value in asked))
        if key not in _made:
            _made[key] = asked, select(*given, **named)
            while len(_made) > ANSWERS:
                _made.popitem(last=False)
        _made.move_to_end(key)
        return _made[key][1].copy(deep=False)

    return selected


@once
def claims(facts: pd.DataFrame, checks: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row a claim, with its `sources`: the fact_ids of all rows that make it, its own first.

    A lead repeated in the text, or a claim in several articles, is one claim, and where articles contradict each other a range; equal
    items of one sentence are several. A claim that is a part of a total anywhere is `part`, unless the total was filtered out.
    """
    if facts.empty:
        return facts.assign(sources=pd.Series(dtype=object), part=pd.Series(dtype=bool))
    group = _groups(facts, checks)
    count = group.max() + 1
    said = pd.factorize(facts["article_id"])[0] * (len(facts) + 1) + pd.factorize(facts["sentence"])[0]  # a number for each sentence
    first = said[np.unique(group, return_index=True)[1]]
    own = first[group] == said
    items = (np.bincount(group[own], minlength=count) > 1)[group]  # equal items of one sentence: each its own source alone
    part = np.isin(group, group[among(facts["part_of"], facts["fact_id"])])
    low, high = np.full(count, np.nan), np.full(count, np.nan)
    np.fmin.at(low, group, facts["low"])
    np.fmax.at(high, group, facts["high"])
    sources = _sources(facts["fact_id"].to_list(), group.tolist(), own.tolist(), items.tolist())
    return facts.assign(low=low[group], high=high[group])[own].assign(sources=sources, part=part[own])


def _sources(ids: list[str], group: list[int], own: list[bool], items: list[bool]) -> list[list[str]]:
    """For each row that stands for a claim the facts that make it, its own first."""
    made: dict[int, list[str]] = {}
    found = []
    for i, g, mine, item in zip(ids, group, own, items, strict=True):
        if item:
            found += [[i]] if mine else []
        elif mine:
            found.append(made.setdefault(g, [i]))
        else:
            made[g].append(i)
    return found


def among(column: pd.Series, values: pd.Series) -> np.ndarray:
    """Which texts of a column are among these texts; an empty one is not. Of many values a twentieth of the time of `isin`."""
    return pc.is_in(pa.array(column, pa.string()), pa.array(values.dropna(), pa.string()), skip_nulls=True).to_numpy(zero_copy_only=False)


@once
def _alike(facts: pd.DataFrame) -> pd.DataFrame:
    """A number per row in the column `group`, equal for rows that say the same."""
    nobody = facts["company"].isna() & facts["region"].isna()
    columns = [facts["article_id"].where(nobody), facts["place"].where(facts["company"].isna()), *(facts[c] for c in CLAIM)]
    group = np.zeros(len(facts), np.int64)
    for column in columns:  # a tenth of the time of a groupby by as many keys
        codes = pd.factorize(column)[0] + 1
        group = pd.factorize(group * (codes.max() + 1) + codes)[0]
    return pd.DataFrame({"group": group})


def _groups(facts: pd.DataFrame, checks: pd.DataFrame | None) -> np.ndarray:
    """A number per row, below their count, equal for rows that make the same claim."""
    group = _alike(facts)["group"].to_numpy()
    if checks is None or checks.empty:
        return group
    at = dict(zip(facts["fact_id"], group.tolist(), strict=True))
    lead = list(range(len(facts)))

    def least(g: int) -> int:
        """The first of the groups that are one with this."""
        while lead[g] != g:
            lead[g] = g = lead[lead[g]]
        return g

    for ids in checks.loc[checks["kind"].isin(SAME), "fact_ids"]:
        one = {least(at[i]) for i in ids if i in at}
        for g in one:
            lead[g] = min(one)
    return pd.factorize(np.array([least(g) for g in group.tolist()]))[0]


def addable(facts: pd.DataFrame, *events: str, unit: str = "t", checks: pd.DataFrame | None = None) -> pd.DataFrame:
    """Claims of these events in this unit, largest first, without parts of a total and rates per month or day: of one stage and event a sum.

    Capacity, and output where it was cut; amounts above zero in `low` and `high`.
    """
    rows = _tonnages(facts, checks=checks)
    return rows[rows["event"].isin(events) & rows["unit"].eq(unit)]


@once
def _tonnages(facts: pd.DataFrame, *, checks: pd.DataFrame | None = None) -> pd.DataFrame:
    """What `addable` takes of all events and units."""
    rows = claims(facts, checks=checks)
    counted = rows["measure"].eq("capacity") | (rows["measure"].eq("output") & rows["event"].eq("curtailed"))
    yearly = rows["per"].isna() | rows["per"].eq("year")
    change = rows["statistic"].eq("level") | rows["event"].isin(["curtailed", "shut"])
    counted &= rows["low"].notna() & rows["stage"].ne("other")
    rows = rows[counted & yearly & change & ~rows["part"]]
    ends = rows[["low", "high"]].abs()
    rows = rows.assign(low=ends.min(axis=1), high=ends.max(axis=1))
    return rows.sort_values(["high", "fact_id"], ascending=[False, True], kind="stable")


def parts(facts: pd.DataFrame, total: str) -> pd.DataFrame:
    """The rows that are parts of a stated total, as printed, largest first."""
    rows = facts[facts["part_of"].eq(total) & facts["low"].notna()]
    return rows.sort_values(["high", "start"], ascending=[False, True], kind="stable")


@once
def totals(facts: pd.DataFrame) -> pd.DataFrame:
    """Stated totals that have at least one part among the rows, largest first, each claim once."""
    rows = claims(facts)
    rows = rows[among(rows["fact_id"], facts["part_of"])]
    rows = rows[rows["low"].notna()]
    return rows.sort_values(["unit", "high", "fact_id"], ascending=[False, False, True], kind="stable")


@once
def pairs(facts: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Levels of a measure beside the yearly change stated of them: the level's columns, `change`, `change_unit`, `change_ids`, `open`.

    `open`: whether percent or points is meant is not certain.
    """
    rows = claims(facts)
    rows = rows[rows["measure"].eq(measure) & rows["event"].isin(["reported", "operating"]) & rows["low"].notna()]
    same = ["article_id", "product", "region", "company", "period_start", "period_end"]
    levels = rows[rows["statistic"].eq("level") & rows["qualifier"].ne("at_most")]
    changes = rows[rows["statistic"].eq("change") & rows["unit"].isin(["percent", "pp"]) & rows["basis"].eq("yoy")]
    changes = changes.assign(open=["pp_or_percent" in f for f in changes["flags"]])
    changes = changes.rename(columns={"low": "change", "unit": "change_unit", "sources": "change_ids"})
    changes = changes[[*same, "change", "change_unit", "change_ids", "open"]].drop_duplicates(same)
    found = levels.astype({"product": object}).merge(changes.astype({"product": object}), how="left", on=same, validate="many_to_one")
    return found.sort_values(["change", "high", "fact_id"], ascending=[False, False, True], na_position="last", kind="stable")


@once
def closures(facts: pd.DataFrame) -> pd.DataFrame:
    """Enterprises shut beside the enterprises that exist, same article, region and product: `shut`, `existing` (may be empty), `facts`."""
    rows = claims(facts)
    rows = rows[rows["measure"].eq("enterprises") & rows["unit"].eq("enterprise") & rows["statistic"].eq("level") & rows["low"].notna()]
    same = ["article_id", "region", "product"]
    rows = rows.astype({"product": object})
    existing = rows[rows["event"].eq("operating")].drop_duplicates(same)[[*same, "low", "sources"]]
    shut = rows[rows["event"].eq("shut") & ~rows["part"]]
    found = shut.merge(existing, how="left", on=same, suffixes=("", "_existing"), validate="many_to_one")
    found["existing"] = found["low_existing"].where(found["low_existing"] >= found["high"])
    sources = [s + (e if isinstance(e, list) else []) for s, e in zip(found["sources"], found["sources_existing"], strict=True)]
    found = found.assign(facts=pd.Series(sources, index=found.index, dtype=object))
    return found.sort_values(["high", "fact_id"], ascending=[False, True], kind="stable")


def campaigns(facts: pd.DataFrame) -> pd.DataFrame:
    """Inspections and penalties by article, event, region and period; claims with and without a number; earliest first."""
    rows = claims(facts)
    rows = rows[rows["event"].isin(["inspected", "penalised"])]
    keys = ["article_id", "event", "region", "period_start", "period_end"]
    found = rows.groupby(keys, dropna=False, observed=True, sort=False).agg(rows=("fact_id", list), facts=("sources", "sum")).reset_index()
    return found.sort_values(["period_start", "period_end", "event"], na_position="last", kind="stable")


@once
def provinces(facts: pd.DataFrame) -> pd.DataFrame:
    """Claims by place and side: `region`, `region_code`, `side` (extension or crackdown), `claims`; a claim of several places counts in each."""
    rows = claims(facts)
    side = rows["theme"].astype(object).map({"chain_extension": "extension", "crackdown": "crackdown"})
    rows = rows.assign(side=side)[side.notna() & rows["region"].notna() & ~rows["part"]]
    counted = rows.assign(code=rows["region_code"].fillna("")).groupby(["region", "code", "side"], sort=False, observed=True).size()
    found: dict[tuple[str, str, str], int] = {}
    for (regions, codes, way), n in counted.items():  # some hundred, whatever the number of claims
        names, known = regions.split("; "), codes.split("; ")
        for name, code in zip(names, known if len(known) == len(names) else [""] * len(names), strict=True):
            found[name, code, way] = found.get((name, code, way), 0) + n
    return pd.DataFrame([(*key, n) for key, n in sorted(found.items())], columns=["region", "region_code", "side", "claims"])


def bases(level: Any) -> list[tuple[float, str]]:
    """The values a year before that a level of `pairs` implies, each with the reading in words where percent or points is open.

    >>> from types import SimpleNamespace as Row
    >>> [(round(v, 1), how) for v, how in bases(Row(low=47.4, high=47.4, unit="percent", change=9.3, change_unit="percent", open=True))]
    [(38.1, ', if points'), (43.4, ', if percent')]
    """
    if pd.isna(level.change) or level.low != level.high:
        return []
    points, percent = level.low - level.change, level.low / (1 + level.change / 100) if level.change > -100 else None
    if level.open is True and percent is not None:
        return [(points, ", if points"), (percent, ", if percent")]
    if level.change_unit == "pp":
        return [(points, "")]
    return [] if percent is None else [(percent, "")]
