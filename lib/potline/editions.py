"""Editions: what a report was made of, kept as a manifest; two manifests compared, each change with its cause."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd

from potline import wording
from potline.corrections import Correction
from potline.model import PotlineError
from potline.tables import Corpus

FORMAT = 1
NAME = "manifest.json"
OUTPUT = "POTLINE_OUTPUT"  # environment of a notebook's kernel: where its report goes
FILTERS = ("since", "until", "regions", "products", "companies")  # the parameters that decide which facts there are
CLAIM = (
    "quote", "event", "measure", "statistic", "basis", "low", "high", "qualifier", "unit", "per", "product", "company", "region", "place",
    "region_code", "period_start", "period_end", "theme",
)  # fmt: skip
ALIKE = 0.5  # share of words that two versions of a sentence have in common at least
Row = dict[str, Any]
Manifest = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that is `new`, `revised`, `withdrawn` or `corrected`, with the cause, and the fact before and after as rows."""

    change: str
    cause: str  # "new article", "removed article", "changed article", "correction", "parser version", "lexicon", "parameter"; "A or B" if both may be
    before: Row | None
    after: Row | None
    columns: tuple[str, ...] = ()  # of a fact before and after: what differs


def manifest(
    corpus: Corpus, *, parameters: Mapping[str, Any] | None = None, versions: Mapping[str, str] | None = None,
    corrections: Iterable[Correction] = (), date: str = "",
) -> Manifest:  # fmt: skip
    """What an edition is made of, ready for JSON: hashes of the articles, filters, versions, decisions that hold, facts; `edition` is their hash.

    `versions` names at least `potline` and `lexicon` (its hash). `date` is written down and counts for nothing.
    """
    read = corpus.articles[corpus.articles["status"].eq("read")]
    articles = dict(sorted(zip(read["article_id"], read["sha256"], strict=True)))
    decisions: dict[str, list[list[str]]] = {}
    for c in sorted(corrections, key=lambda c: (c.start, c.action, c.column, c.value)):
        if articles.get(c.article_id) == c.sha256:
            decisions.setdefault(f"{c.article_id}:{c.start}", []).append([c.action, c.column, c.value])
    filters = {k: v for k, v in sorted((parameters or {}).items()) if k in FILTERS and v}
    made = {"articles": articles, "parameters": filters, "versions": dict(sorted((versions or {}).items())), "decisions": decisions}
    made["facts"] = [_plain(row) for row in corpus.facts.to_dict("records")]
    return json.loads(_json({"format": FORMAT, "edition": sha256(_json(made).encode()).hexdigest()[:12], "date": date, **made}))


def _plain(row: Row) -> Row:
    """A row with None for what is empty, dates as ISO 8601, lists as lists."""
    return {k: _cell(v) for k, v in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return list(value)
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def _json(noun: Any) -> str:
    return json.dumps(noun, ensure_ascii=False, sort_keys=True, indent=1, default=str)


def write(folder: str | Path, made: Manifest) -> Path:
    """The manifest as `folder`/manifest.json, written in one step."""
    path = Path(folder) / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{NAME}.new")
    draft.write_text(_json(made) + "\n", "utf-8")
    os.replace(draft, path)
    return path


def of(corpus: Corpus) -> Manifest:
    """The manifest of a corpus as it was loaded."""
    latest = corpus.articles["published"].max()
    date = "" if pd.isna(latest) else latest.date().isoformat()
    return manifest(corpus, parameters=corpus.filters, versions=corpus.versions, corrections=corpus.decisions, date=date)


def since(corpus: Corpus, baseline: str = "", output: str | Path = "") -> pd.DataFrame | None:
    """What changed since an earlier edition of `output`, a row a change: since `baseline`, else since the one before; None without one.

    Without `output`, the folder that a report run names to its notebooks, else reports/ here or above.
    """
    here = Path.cwd()
    near = next((folder / "reports" for folder in (here, *here.parents) if (folder / "reports").is_dir()), Path("reports"))
    output, made = Path(output or os.environ.get(OUTPUT, near)), of(corpus)
    before = load(baseline, output) if baseline else previous(output, made)
    return changes_frame(diff(before if isinstance(before, dict) else load(before), made)) if before else None


def place(output: str | Path, made: Manifest) -> Path:
    """The folder under `output`/editions where this edition is kept: a new one with the next number, or the last if that is the same."""
    known = editions(output)
    if known and _hash(known[-1]) == made["edition"]:
        return known[-1]
    number = int(known[-1].name.split("-")[0]) + 1 if known else 1
    return Path(output) / "editions" / f"{number:04d}-{made['edition']}"


def keep(output: str | Path, made: Manifest) -> Path:
    """Write the edition into its place, unless it stands there already; returns its folder."""
    folder = place(output, made)
    return folder if (folder / NAME).exists() else write(folder, made).parent


def editions(output: str | Path) -> list[Path]:
    """The folders of all editions kept, the oldest first."""
    found = (p.parent for p in (Path(output) / "editions").glob(f"*/{NAME}"))
    return sorted((p for p in found if re.fullmatch(r"\d+-\w+", p.name)), key=lambda p: (int(p.name.split("-")[0]), p.name))


def _hash(edition: Path) -> str:
    return edition.name.split("-")[1]


def previous(output: str | Path, made: Manifest | None = None) -> Path | None:
    """The last edition kept that is not this one, so that a rerun compares with the same edition as the run before; None without."""
    known = [e for e in editions(output) if made is None or _hash(e) != made["edition"]]
    return known[-1] if known else None


def load(where: str | Path, output: str | Path = "reports") -> Manifest:
    """The manifest of an output folder, an edition's folder, a manifest file, or an edition of `output` by its name, number or hash.

    PotlineError names what there is if nothing of that name is, or if the file is no manifest.
    """
    path = _found(Path(where), output)
    try:
        made = json.loads(path.read_text("utf-8"))
        if made["format"] == FORMAT and made["facts"] is not None:
            return made
    except (ValueError, KeyError, TypeError) as error:
        raise PotlineError(f"{path} is no manifest of an edition ({error}): name another, or run the report again.") from error
    raise PotlineError(f"{path} was written by another version of Potline (format {made['format']}): run the report again.")


def _found(where: Path, output: str | Path) -> Path:
    kept = [e for e in editions(output) if str(where) in (e.name, *e.name.split("-"), str(int(e.name.split("-")[0])))]
    for path in (where, where / NAME, *(e / NAME for e in (*reversed(editions(where)), *kept))):
        if path.is_file():
            return path
    names = [e.name for e in editions(output)]
    near = get_close_matches(str(where), names, 1)
    hint = f"{near[0]!r} was meant?" if near else f"there are {', '.join(names)}." if names else f"none is kept in {Path(output) / 'editions'} yet."
    raise PotlineError(f"There is no edition {str(where)!r}: {hint}")


def diff(old: Manifest, new: Manifest) -> list[Change]:
    """What became of each fact from one edition to the other, in the order of the new one; withdrawn facts last."""
    changes: list[Change] = []
    was = _by_article(old)
    names = _same_articles(old["articles"], new["articles"])
    now = _by_article(new)
    for article in new["articles"]:
        before, after = names.get(article), now.get(article, [])
        if before is None:
            changes += [Change("new", "new article", None, row) for row in after]
        elif old["articles"][before] == new["articles"][article]:
            changes += _reread(old, new, was.get(before, []), after)
        else:
            changes += (_change(a, b, "changed article") for a, b in _rewritten(was.get(before, []), after))
    gone = set(old["articles"]) - set(names.values())
    changes += [Change("withdrawn", "removed article", row, None) for article in sorted(gone) for row in was.get(article, [])]
    return sorted((c for c in changes if c.change), key=lambda c: c.after is None)


def _by_article(made: Manifest) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in made["facts"]:
        rows.setdefault(row["article_id"], []).append(row)
    return rows


def _same_articles(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """New article -> the old one it is: the same name, or the same bytes under another name."""
    moved = {hashed: name for name, hashed in old.items() if name not in new}
    return {name: name for name in new if name in old} | {n: moved.pop(h) for n, h in new.items() if n not in old and h in moved}


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
    first, last = (pd.Timestamp(row[c]) if row.get(c) else None for c in ("period_start", "period_end"))
    sized = row.get("low") is not None and row.get("high") is not None
    low, high = sorted(abs(row[c]) if row.get("event") in ("shut", "curtailed") else row[c] for c in ("low", "high")) if sized else (0.0, 0.0)
    said = {
        ("quote",): f"“{wording.name(row.get('quote'))}”" * bool(columns),
        ("event",): wording.EVENTS.get(str(row.get("event")), str(row.get("event")).replace("_", " ")),
        ("low", "high", "qualifier", "unit", "per"): (
            wording.amount(low, high, row.get("unit"), row.get("qualifier") or "exact", 12) + f" a {row['per']}" * bool(row.get("per"))
            if sized else "no number"
        ),
        ("product",): wording.product(row.get("product"), "no product"), ("company",): wording.names(row.get("company"), "no firm"),
        ("region",): wording.names(row.get("region"), "no place"), ("period_start", "period_end"): wording.period(first, last) or "no period",
        **{(c,): f"{c.replace('_', ' ')} {row.get(c) or 'none'}" for c in ("measure", "statistic", "basis", "place", "region_code", "theme")},
    }
    if columns:
        return ", ".join(text for names, text in said.items() if set(names) & set(columns))
    return ", ".join(text for names, text in list(said.items())[1:6] if not text.startswith("no "))
