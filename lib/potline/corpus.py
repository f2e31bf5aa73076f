"""Many articles as one object: read, parse, correct, reconcile, filter."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from potline import __version__, corrections, intake, lexicon, pack, renewal, rows, snapshot, tables
from potline.cache import parser_hash
from potline.corrections import Correction
from potline.crew import Crew, crew
from potline.intake import Batch
from potline.lexicon import Entry, Lexicon
from potline.model import Fact, PotlineError, Unread
from potline.pack import Place
from potline.parse import parse
from potline.read import locate
from potline.reconcile import reconcile
from potline.snapshot import Near
from potline.tables import Corpus


def words(seeds: Path) -> Lexicon:
    """The lexicon of the package, with the analysts' own files in `seeds/lexicon/` added where there are any."""
    return lexicon.build(intake.words(seeds))


def decisions_file(seeds: Path) -> Path:
    """Where the analyst's decisions on these articles stand, whether there are any or not."""
    return (seeds if seeds.is_dir() else seeds.parent) / "corrections.csv"


def decisions(seeds: Path) -> tuple[list[Correction], list[str]]:
    """The analyst's corrections beside the articles, and what is wrong with that file in words."""
    return corrections.load(decisions_file(seeds))


def batches(seeds: Path, crew: Crew, problems: list[str], only: Mapping[str, str] | None = None) -> Iterator[Batch]:
    """Every article of a file or folder, corrected, some hundred at a time; problems with the corrections are added, in words.

    `only`: the files to read, path and article's id, among them all whose articles are decided on.
    """
    decided, wrong = decisions(seeds)
    problems += wrong
    waiting: dict[str, list[Correction]] = {}
    for c in decided:
        waiting.setdefault(c.article_id, []).append(c)
    for batch in intake.batches(seeds, crew, only):
        yield _decided(batch, {p.article_id: waiting.pop(p.article_id) for p in batch.places if p.article_id in waiting}, problems)
    problems += [
        f"corrections.csv: there is no article {name} any more: its decisions wait. Put it back or delete the rows."
        for name in (sorted(waiting) if seeds.is_dir() else ())
    ]


def _decided(batch: Batch, decided: Mapping[str, Sequence[Correction]], problems: list[str]) -> Batch:
    """The batch with these decisions applied; what is stale is a problem."""
    at = [n for n, place in enumerate(batch.places) if place.article_id in decided]
    if not at:
        return batch
    order, made = np.arange(len(batch.places)), []
    for parsed in pack.nouns(batch.packed.take(at), [batch.places[n] for n in at]):
        one, stale = corrections.apply(parsed, decided[parsed.article.article_id])
        made.append(pack.row(one))
        problems += [
            f"corrections.csv: the correction of {s.quote!r} in {s.article_id} is stale: the article has changed. Decide anew or delete the row."
            for s in stale
        ]
    order[at] = len(order) + np.arange(len(at))
    return replace(batch, packed=pa.concat_tables([batch.packed, pack.table(made)]).combine_chunks().take(order))


def load(
    seeds: str | Path = "seeds", *, since: str | date | None = None, until: str | date | None = None,
    regions: Sequence[str] = (), products: Sequence[str] = (), companies: Sequence[str] = (), jobs: int = 1, cluster: str = "",
) -> Corpus:
    """The tables of a folder of articles: `articles`, `blocks`, `numbers`, `facts`, `checks`, and `texts` by article.

    `since` and `until` (ISO dates) keep the facts whose period touches the stretch, and those without a period; `regions` (names or
    codes), `products` and `companies` keep the facts that name one of them. The articles, blocks and the ledger stay whole.
    What the cache does not know is read by `jobs` processes, or by the Dask cluster at this address.
    PotlineError where there are no articles.
    """
    folder, problems = locate(seeds), list[str]()
    asked = {"since": since, "until": until, "regions": regions, "products": products, "companies": companies}
    filters = {k: v for k, v in asked.items() if v}
    told = snapshot.told(folder, words(folder), filters)
    with crew(jobs, cluster) as workers, _unswept():
        kept = snapshot.handed(told)
        state = None if kept else snapshot.listing(folder, told, decisions_file(folder))
        if kept := kept or (snapshot.load(state) if state else None):
            made = _made(filters, folder) | {"decisions": kept.decisions}
            return replace(kept, **made, cached=len(kept.texts), copy=state.name if state else "")
        near = snapshot.near(state, {d.article_id for d in decisions(folder)[0]}) if state else None
        listed = {path: own for path, (own, _) in state.files.items()} if state else None
        reading = batches(folder, workers, problems, near.read if near else listed)
        found = _updated(near, reading, filters, folder) if near else _corpus(reading, filters, folder)
    if not found.texts:
        reasons = found.articles.head(5).itertuples()
        raise PotlineError(
            f"No articles could be read in {folder}: put .txt, .md, .html or .jsonl files there, or name another folder."
            + "".join(f" {u.path}: {u.reason}." for u in reasons)
        )
    found = replace(found, problems=tuple(problems), copy=state.name if state else "")
    if state:
        snapshot.save(state, found)
    return found


@contextmanager
def _unswept() -> Iterator[None]:
    """Without the search for circles among objects: over millions of facts without any it takes a quarter of the time, now and later."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def _made(filters: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What a corpus is made of, besides its articles."""
    versions = {"potline": __version__, "parser": parser_hash(), "lexicon": words(folder).hash}
    return {"filters": filters, "folder": str(folder), "versions": versions, "decisions": tuple(decisions(folder)[0])}


def renewed(old: Corpus, articles: Collection[str]) -> Corpus:
    """The corpus after a decision on these articles: they are parsed and corrected anew, and reconciled with all others."""
    folder, known = Path(old.folder), old.articles["article_id"].to_list()
    terms, decided = words(folder), decisions(folder)[0]
    few = {name: frame[frame["article_id"].isin(articles)] for name in ("articles", "blocks", "numbers", "facts") for frame in [getattr(old, name)]}
    again = [parse(p.article, terms) for p in tables.nouns(replace(old, **few))[0]]
    places = [Place(p.article.article_id, p.article.path) for p in again]
    own = {name: [d for d in decided if d.article_id == name] for name in articles}
    batch = _decided(Batch(pack.table(map(pack.row, again)), places, [], 0), own, [])
    new = _gathered([batch], old.filters, folder, moved=False)
    was = [-1 if name in articles else n for n, name in enumerate(known)]
    made = renewal.renewed(old, new, was, [known.index(p.article_id) for p in places])
    return replace(made, **_made(old.filters, folder), cached=old.cached, problems=old.problems)


def _updated(near: Near, found: Iterable[Batch], filters: Mapping[str, Any], folder: Path) -> Corpus:
    """The corpus of nearly the same files brought up to date by those that are read."""
    old, new = near.corpus, _gathered(found, filters, folder)
    place = {_below(path, folder): n for n, path in enumerate(near.files)}
    gone = {_below(path, folder) for path in near.gone}
    was = [-1 if path in gone else place[path] for path in old.articles["path"]]
    made = renewal.renewed(old, new, was, [place[path] for path in new.articles["path"]])
    return replace(made, **_made(filters, folder), cached=len(made.texts) - len(new.texts) + new.cached)


def _corpus(found: Iterable[Batch], filters: Mapping[str, Any], folder: Path) -> Corpus:
    """The tables of all these articles with their findings."""
    made = _gathered(found, filters, folder)
    checks = tables.checks_frame(reconcile(pack.claims(rows.arrow(made.facts), Fact)))
    return replace(made, checks=checks, **_made(filters, folder))


def _gathered(found: Iterable[Batch], filters: Mapping[str, Any], folder: Path, moved: bool = True) -> Corpus:
    """The tables of what passes the filters, without findings.

    Reports name no folder of this machine, so that paths are `moved` below that of the seeds.
    """
    named = _canonical(filters.get("companies", ()), words(folder))
    keep = _filter(_day(filters.get("since")), _day(filters.get("until")), set(filters.get("regions", ())), set(filters.get("products", ())), named)
    pieces: dict[str, list[pa.Table]] = {name: [table] for name, table in pack.declared(pack.table([]), []).items()}
    unread, texts, cached = list[Unread](), dict[str, str](), 0
    for batch in found:
        places = [p._replace(path=_below(p.path, folder)) for p in batch.places] if moved else batch.places
        unread += [replace(u, path=_below(u.path, folder)) for u in batch.unread] if moved else batch.unread
        made = pack.declared(batch.packed, places)
        if filters:
            made["facts"] = made["facts"].filter(pa.array(map(keep, pack.claims(made["facts"], Fact)), pa.bool_()))
        cached += batch.cached
        texts |= zip([p.article_id for p in places], batch.packed["text"].to_pylist(), strict=True)
        for name, table in made.items():
            pieces[name].append(table)
    return replace(tables.joined(pieces, texts, unread, tables.checks_frame([])), cached=cached)


def _below(path: str, folder: Path) -> str:
    """A path as seen from the folder that holds the seeds.

    >>> _below("/mnt/ann/seeds/a/b.txt", Path("/mnt/ann/seeds")), _below("./b.txt", Path("."))
    ('seeds/a/b.txt', 'b.txt')
    """
    own, root, name = (text.encode("utf-8", "backslashreplace").decode() for text in (path, str(folder), folder.name))
    return os.path.normpath(f"./{name}{own.removeprefix(root)}")


def called(entry: Entry) -> list[str]:
    """What a firm may be asked for by: its forms, its name, and the name without what stands in brackets: "Vale (CVRD)" is "Vale"."""
    return [*entry.forms, *entry.data.get("exact", ()), entry.name.partition(" (")[0], entry.name]


def _canonical(companies: Iterable[str], terms: Lexicon) -> set[str]:
    """Firms by the names that the tables give them: "Vale" is Vale (CVRD); a name that no lexicon has stays."""
    names = {name.lower(): e.name for e in terms.entries["companies"].values() for name in called(e)}
    return {names.get(c.lower(), c) for c in companies}


def _day(value: str | date | None) -> date | None:
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PotlineError(f"{value!r} is no date: write it as 2017-05-31.") from error


def _filter(since: date | None, until: date | None, regions: set[str], products: set[str], companies: set[str]):
    def keep(f: Fact) -> bool:
        """Whether a fact passes every filter that is set."""
        late = since and (f.period_end or f.period_start) and (f.period_end or f.period_start) < since
        early = until and f.period_start and f.period_start > until
        places = {*_parts(f.region), *_parts(f.region_code), *_parts(f.place)}
        return (
            not late
            and not early
            and (not regions or bool(regions & places))
            and (not products or f.product in products)
            and (not companies or bool(companies & _parts(f.company)))
        )

    return keep


def _parts(joined: str | None) -> set[str]:
    return set((joined or "").split("; ")) - {""}
