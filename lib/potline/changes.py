"""Two editions compared: each fact that is new, revised, withdrawn or corrected, with its cause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from potline import wording

CLAIM = (
    "quote", "event", "measure", "statistic", "basis", "low", "high", "qualifier", "unit", "per", "product", "company", "region", "place",
    "region_code", "period_start", "period_end", "theme",
)  # fmt: skip
ALIKE = 0.5  # share of words that two versions of a sentence have in common at least
Row = dict[str, Any]
Manifest = dict[str, Any]  # see editions.manifest


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that is `new`, `revised`, `withdrawn` or `corrected`, with the cause, and the fact before and after as rows."""

    change: str
    cause: str  # "new article", "removed article", "changed article", "correction", "parser version", "lexicon", "parameter"; "A or B" if both may be
    before: Row | None
    after: Row | None
    columns: tuple[str, ...] = ()  # of a fact before and after: what differs


def diff(old: Manifest, new: Manifest) -> list[Change]:
    """What became of each fact from one edition to the other, in the order of the new one; withdrawn facts last."""
    changes: list[Change] = []
    names = _same_articles(old["articles"], new["articles"])
    touched = _touched(old, new, names)
    gone = sorted(set(old["articles"]) - set(names.values()))
    was, now = _by_article(old["facts"], {*gone, *(names.get(a, a) for a in touched)}), _by_article(new["facts"], touched)
    for article in (a for a in new["articles"] if a in touched):
        before, after = names.get(article), now.get(article, [])
        if before is None:
            changes += [Change("new", "new article", None, row) for row in after]
        elif old["articles"][before] == new["articles"][article]:
            changes += _reread(old, new, was.get(before, []), after)
        else:
            changes += (_change(a, b, "changed article") for a, b in _rewritten(was.get(before, []), after))
    changes += [Change("withdrawn", "removed article", row, None) for article in gone for row in was.get(article, [])]
    return sorted((c for c in changes if c.change), key=lambda c: c.after is None)


def _same_articles(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """New article -> the old one it is: the same name, or the same bytes under another name."""
    moved = {hashed: name for name, hashed in old.items() if name not in new}
    return {name: name for name in new if name in old} | {n: moved.pop(h) for n, h in new.items() if n not in old and h in moved}


def _touched(old: Manifest, new: Manifest, names: Mapping[str, str]) -> set[str]:
    """The new articles that have other bytes, another name or any fact that claims otherwise: of a large archive few."""
    was, now = old["facts"], new["facts"]
    other = {a for a, sha in new["articles"].items() if names.get(a) != a or old["articles"][a] != sha}
    lost = was["article_id"].filter(pc.invert(pc.is_in(was["fact_id"], now["fact_id"])))
    at = pc.index_in(now["fact_id"], was["fact_id"])
    same, at = pc.is_valid(at), pc.fill_null(at, 0)
    for name in CLAIM if len(was) else ():
        a, b = was[name].take(at), now[name]
        same = pc.and_(same, pc.or_(pc.fill_null(pc.equal(a, b), False), pc.and_(pc.is_null(a), pc.is_null(b))))
    changed = now["article_id"].filter(pc.invert(same))
    return other | set(changed.unique().to_pylist()) | (set(lost.unique().to_pylist()) & set(new["articles"]))


def _by_article(facts: pa.Table, articles: set[str]) -> dict[str, list[Row]]:
    """The facts of these articles as rows."""
    found: dict[str, list[Row]] = {}
    for row in facts.filter(pc.is_in(facts["article_id"], pa.array(sorted(articles), pa.string()))).to_pylist():
        found.setdefault(row["article_id"], []).append(row)
    return found


def _reread(old: Manifest, new: Manifest, was: Sequence[Row], now: Sequence[Row]) -> Iterator[Change]:
    """Changes of an article whose bytes are the same: by the analyst, the parser, the lexicon or a parameter."""
    before, after = {r["start"]: r for r in was}, {r["start"]: r for r in now}
    for start in sorted({*before, *after}):
        a, b = before.get(start), after.get(start)
        decided = [made["decisions"].get(row["fact_id"] if row else _id(other, start)) for made, row, other in ((old, a, b), (new, b, a))]
        if decided[0] != decided[1]:
            yield _change(a, b, "correction")
        else:
            yield _change(a, b, _cause(old, new, both=bool(a and b)))


def _id(other: Row | None, start: int) -> str:
    return f"{other['article_id'] if other else ''}:{start}"


def _cause(old: Manifest, new: Manifest, *, both: bool) -> str:
    """What differs between the editions that may have made the difference; a filter makes facts come and go, it does not change them."""
    versions = [{k: v for k, v in made["versions"].items() if k != "lexicon"} for made in (old, new)]
    causes = ["parser version"] if versions[0] != versions[1] else []
    causes += ["lexicon"] if old["versions"].get("lexicon") != new["versions"].get("lexicon") else []
    filtered = old["parameters"] != new["parameters"] and not (both and causes)
    # same bytes, filters, lexicon and decisions: only the code is left, whatever version it calls itself
    return " or ".join([*(["parameter"] if filtered else []), *causes]) or "parser version"


def _change(before: Row | None, after: Row | None, cause: str) -> Change:
    """One change; its `change` is empty where the two facts claim the same."""
    if before is None or after is None:
        return Change("new" if after else "withdrawn", cause, before, after)
    columns = tuple(c for c in CLAIM if before.get(c) != after.get(c))
    return Change(("corrected" if cause == "correction" else "revised") if columns else "", cause, before, after, columns)


def _rewritten(was: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Facts of two versions of an article, paired: the same quote in the likest sentence, then the same measure in a sentence much alike."""
    left, paired = {r["fact_id"]: r for r in was}, {}
    for same, least in ((("quote", "measure"), 0.0), (("quote",), ALIKE), (("measure", "statistic", "unit"), ALIKE)):
        rows = [r for r in now if r["fact_id"] not in paired]
        pairs = [(_likeness(o, r), o, r) for r in rows for o in left.values() if all(o[c] == r[c] for c in same)]
        for likeness, before, after in sorted(pairs, key=lambda pair: -pair[0]):
            if likeness >= least and after["fact_id"] not in paired and before["fact_id"] in left:
                paired[after["fact_id"]] = left.pop(before["fact_id"])
    yield from ((paired.get(row["fact_id"]), row) for row in now)
    yield from ((row, None) for row in left.values())


def _likeness(a: Row, b: Row) -> float:
    """Words that two facts' sentences have in common, of all their words: 0 to 1."""
    one, other = (set(re.findall(r"\w+", (r["sentence"] or "").lower())) for r in (a, b))
    return len(one & other) / len(one | other) if one | other else 1.0


def changes_frame(changes: Iterable[Change]) -> pd.DataFrame:
    """One row a change: change, cause, fact_id (empty if withdrawn), old_fact_id, article_id, quote, and before and after in words."""
    columns = ["change", "cause", "fact_id", "old_fact_id", "article_id", "quote", "before", "after"]
    return pd.DataFrame([dict(zip(columns, _told(c), strict=True)) for c in changes], columns=columns)


def _told(c: Change) -> tuple[str, ...]:
    row = c.after or c.before or {}
    ids = tuple(r["fact_id"] if r else "" for r in (c.after, c.before))
    words = (_words(r, c.columns) if r else "" for r in (c.before, c.after))
    return (c.change, c.cause, *ids, row.get("article_id", ""), row.get("quote", ""), *words)


def _words(row: Row, columns: Sequence[str]) -> str:
    """A fact in a reader's words, or what these columns of it say: "shut, 400 kt, primary aluminium, Weiqiao, May 2017"."""
    plain = ("measure", "statistic", "basis", "place", "region_code", "theme")
    said: dict[tuple[str, ...], Callable[[], str]] = {
        ("quote",): lambda: f"“{wording.name(row.get('quote'))}”",
        ("event",): lambda: wording.EVENTS.get(str(row.get("event")), str(row.get("event")).replace("_", " ")),
        ("low", "high", "qualifier", "unit", "per"): lambda: _amount(row),
        ("product",): lambda: wording.product(row.get("product"), "no product"),
        ("company",): lambda: wording.names(row.get("company"), "no firm"),
        ("region",): lambda: wording.names(row.get("region"), "no place"),
        ("period_start", "period_end"): lambda: wording.period(row.get("period_start"), row.get("period_end")) or "no period",
        **{(c,): lambda c=c: f"{c.replace('_', ' ')} {row.get(c) or 'none'}" for c in plain},
    }
    if columns:
        return ", ".join(tell() for names, tell in said.items() if set(names) & set(columns))
    told = [tell() for tell in list(said.values())[1:6]]
    return ", ".join(text for text in told if not text.startswith("no "))


def _amount(row: Row) -> str:
    """What a fact counts; of capacity shut or cut the amount without its sign."""
    if row.get("low") is None or row.get("high") is None:
        return "no number"
    low, high = sorted(abs(row[c]) if row.get("event") in ("shut", "curtailed") else row[c] for c in ("low", "high"))
    return wording.amount(low, high, row.get("unit"), row.get("qualifier") or "exact", 12) + f" a {row['per']}" * bool(row.get("per"))
