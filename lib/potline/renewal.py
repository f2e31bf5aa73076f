"""A corpus brought up to date: the rows of articles that changed are new, the others stand, and only findings that may differ are made anew.

A finding is either of one article alone, or of facts that share product and measure, in whatever articles. So it can differ only if its
article changed, or if a changed article says or said anything of that measure of that product.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from potline import pack, rows, tables
from potline.model import Fact
from potline.reconcile import order, reconcile
from potline.tables import Corpus

TABLES = ("articles", "blocks", "numbers", "facts")
LOCAL = ("total_of_parts", "shut_of_existing", "impossible_unit", "alias")  # kinds of finding that are of one article alone
MIX = "\x1f"


def renewed(old: Corpus, new: Corpus, was: Sequence[int], now: Sequence[int]) -> Corpus:
    """The corpus of the articles of `old` that stay and of those of `new`, as loading all of them would make it; `new` needs no findings.

    `was` and `now` give each row of the two tables `articles` its place, below zero where it goes.
    """
    before, after = ({name: rows.arrow(getattr(c, name)) for name in TABLES} for c in (old, new))
    left = pa.array(np.array(was, np.int64) < 0)
    gone, come = before["articles"]["article_id"].filter(left), after["articles"]["article_id"]
    changed = pa.chunked_array([*gone.chunks, *come.chunks], pa.string()).combine_chunks()
    whole = pa.concat_tables([before["articles"].filter(pc.invert(left)), after["articles"]])
    at = np.array([n for n in (*was, *now) if n >= 0], np.int64)
    whole = whole.take(np.lexsort((at, pc.equal(whole["status"], "unread").to_numpy())))
    ids = whole["article_id"].combine_chunks()
    made = {"articles": whole} | {name: _joined(before[name], after[name], changed, ids) for name in TABLES[1:]}
    texts, checks = old.texts | new.texts, _findings(old.checks, before["facts"], made["facts"], changed)
    return tables.joined({k: [v] for k, v in made.items()}, {i: texts[i] for i in ids.to_pylist() if i}, (), checks)


def _joined(was: pa.Table, now: pa.Table, changed: pa.Array, ids: pa.Array) -> pa.Table:
    """The rows of a table, those of changed articles from `now`, in the order of the articles."""
    found = pa.concat_tables([was.filter(pc.invert(pc.is_in(was["article_id"], changed))), now])
    at = pc.index_in(found["article_id"], ids).to_numpy()
    return found if (np.diff(at) >= 0).all() else found.take(np.argsort(at, kind="stable"))


def _findings(checks: pd.DataFrame, was: pa.Table, now: pa.Table, changed: pa.Array) -> pd.DataFrame:
    """The findings over the facts `now`: those over `was` that cannot differ, the others made anew."""
    touched = pa.concat_arrays([_topic(t.filter(pc.is_in(t["article_id"], changed))).combine_chunks() for t in (was, now)])
    made = tables.checks_frame(reconcile(pack.claims(now.filter(_bearing(now, touched)), Fact)))
    kept, made = checks[~_concerned(checks, was, touched, changed)], made[_concerned(made, now, touched, changed)]
    found = pd.concat([c for c in (kept, made) if len(c)] or [made], ignore_index=True)
    keys = [*map(order, found.itertuples())]
    return found.iloc[sorted(range(len(keys)), key=keys.__getitem__)].reset_index(drop=True)


def _topic(facts: pa.Table) -> pa.ChunkedArray:
    """Product and measure of each fact as one text."""
    return pc.binary_join_element_wise(pc.fill_null(facts["product"], ""), facts["measure"], MIX)


def _bearing(facts: pa.Table, touched: pa.Array) -> pa.ChunkedArray:
    """Which facts bear on the findings of these topics: their own, what an article sets a share against, and totals with their parts."""
    own = pc.is_in(_topic(facts), touched)
    near = pc.binary_join_element_wise(facts["article_id"], pc.fill_null(facts["product"], ""), MIX)
    shares = near.filter(pc.equal(facts["measure"], "share"))
    own = pc.or_(own, pc.and_(pc.is_in(near, near.filter(own)), pc.is_in(near, shares)))
    own = pc.or_(own, pc.is_in(facts["fact_id"], facts["part_of"].filter(own).drop_null()))
    group = pc.binary_join_element_wise(facts["article_id"], _topic(facts), MIX)  # other amounts of it may add up to a total as well
    own = pc.or_(own, pc.is_in(group, group.filter(own)))
    return pc.or_(own, pc.is_in(facts["part_of"], facts["fact_id"].filter(own)))


def _concerned(checks: pd.DataFrame, facts: pa.Table, touched: pa.Array, changed: pa.Array) -> np.ndarray:
    """Which findings are of a changed article, or of a topic that it touches; the last fact of a finding tells the topic."""
    last = pa.array([ids[-1] for ids in checks["fact_ids"]], pa.string())
    first = pa.array([articles[0] for articles in checks["article_ids"]], pa.string())
    topics = _topic(facts).take(pc.index_in(last, facts["fact_id"]))
    own = checks["kind"].isin(LOCAL).to_numpy()
    return np.where(own, pc.is_in(first, changed).to_numpy(False), pc.is_in(topics, touched).to_numpy(False))
