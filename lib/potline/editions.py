"""Editions: what a report was made of, kept as a manifest with its facts beside it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date as day
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from potline import rows, tables
from potline.changes import Manifest, changes_frame, diff
from potline.corrections import Correction
from potline.model import PotlineError
from potline.tables import Corpus

FORMAT = 2  # 1 had the facts in manifest.json, as rows
NAME, FACTS = "manifest.json", "facts.parquet"
OUTPUT = "POTLINE_OUTPUT"  # environment of a notebook's kernel: where its report goes
FILTERS = ("since", "until", "regions", "products", "companies")  # the parameters that decide which facts there are
DAYS = ("period_start", "period_end")


def manifest(
    corpus: Corpus, *, parameters: Mapping[str, Any] | None = None, versions: Mapping[str, str] | None = None,
    corrections: Iterable[Correction] = (), date: str = "",
) -> Manifest:  # fmt: skip
    """What an edition is made of: hashes of the articles, filters, versions, decisions that hold, `facts` (pa.Table); `edition` is their hash.

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
    facts = rows.arrow(corpus.facts)
    head = json.loads(_json({"format": FORMAT, "edition": _digest(made, facts), "date": date, "count": len(facts), **made}))
    return head | {"facts": facts}


def _digest(made: Mapping[str, Any], facts: pa.Table) -> str:
    """A hash of all that an edition is made of; of the facts some thousand at a time, so that memory stays flat."""
    digest = sha256(_json(made).encode())
    for start in range(0, len(facts), rows.BATCH):
        for column in facts.slice(start, rows.BATCH).columns:
            digest.update(_joined(column))
    return digest.hexdigest()[:12]


def _joined(column: pa.ChunkedArray) -> bytes:
    """The cells of a column as one text, what is empty marked."""
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, "\x1f")
    cells = pc.fill_null(column.cast(pa.large_string()), "\0").combine_chunks()
    return pc.binary_join(pa.ListArray.from_arrays([0, len(cells)], cells), pa.scalar("\x1e", pa.large_string()))[0].as_buffer().to_pybytes()


def _json(noun: Any) -> str:
    return json.dumps(noun, ensure_ascii=False, sort_keys=True, indent=1, default=str)


def write(folder: str | Path, made: Manifest, *, facts: bool = True) -> Path:
    """The manifest as `folder`/manifest.json, written in one step, and before it its facts as `folder`/facts.parquet if they are wanted."""
    path = Path(folder) / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    if facts:
        draft = path.with_name(f".{FACTS}.new")
        pq.write_table(made["facts"], draft, compression="zstd")
        os.replace(draft, path.with_name(FACTS))
    draft = path.with_name(f".{NAME}.new")
    draft.write_text(_json({k: v for k, v in made.items() if k != "facts"}) + "\n", "utf-8")
    os.replace(draft, path)
    return path


def of(corpus: Corpus) -> Manifest:
    """The manifest of a corpus as it was loaded."""
    latest = corpus.articles["published"].max()
    date = "" if pd.isna(latest) else latest.date().isoformat()
    return manifest(corpus, parameters=corpus.filters, versions=corpus.versions, corrections=corpus.decisions, date=date)


def since(corpus: Corpus, baseline: str = "", output: str | Path = "", made: Manifest | None = None) -> pd.DataFrame | None:
    """What changed since an earlier edition of `output`, a row a change: since `baseline`, else since the one before; None without one.

    `made` is the manifest of the corpus where it is known. Without `output`, the folder that a report run names to its notebooks, else reports/ here
    or above.
    """
    here = Path.cwd()
    near = next((folder / "reports" for folder in (here, *here.parents) if (folder / "reports").is_dir()), Path("reports"))
    output, made = Path(output or os.environ.get(OUTPUT, near)), made or of(corpus)
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
        if made["format"] == FORMAT:
            return made | {"facts": _facts(path, made)}
        if made["format"] == 1:
            dated = ({**row, **{name: row[name] and day.fromisoformat(row[name]) for name in DAYS}} for row in made["facts"])
            return made | {"facts": pa.Table.from_pylist(list(dated), rows.schema(list(tables.FACTS), plain=True))}
    except (ValueError, KeyError, TypeError) as error:
        raise PotlineError(f"{path} is no manifest of an edition ({error}): name another, or run the report again.") from error
    raise PotlineError(f"{path} was written by another version of Potline (format {made['format']}): run the report again.")


def _facts(path: Path, made: Manifest) -> pa.Table:
    """The facts of a manifest, which lie beside it, or with the edition of the same hash below it; ValueError where they do not."""
    for place in (path.parent, *(e for e in editions(path.parent) if _hash(e) == made["edition"])):
        with suppress(FileNotFoundError):
            found = pq.read_table(place / FACTS, schema=rows.schema(list(tables.FACTS), plain=True))
            if len(found) == made["count"]:
                return found
    raise ValueError(f"the {made['count']:,} facts of edition {made['edition']} are not in {FACTS} beside it")


def _found(where: Path, output: str | Path) -> Path:
    kept = [e for e in editions(output) if str(where) in (e.name, *e.name.split("-"), str(int(e.name.split("-")[0])))]
    for path in (where, where / NAME, *(e / NAME for e in (*reversed(editions(where)), *kept))):
        if path.is_file():
            return path
    names = [e.name for e in editions(output)]
    near = get_close_matches(str(where), names, 1)
    hint = f"{near[0]!r} was meant?" if near else f"there are {', '.join(names)}." if names else f"none is kept in {Path(output) / 'editions'} yet."
    raise PotlineError(f"There is no edition {str(where)!r}: {hint}")
