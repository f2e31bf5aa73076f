"""Many articles as one object: read, parse, correct, reconcile, filter."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from potline import __version__, corrections, lexicon, tables
from potline.corrections import Correction
from potline.lexicon import Lexicon
from potline.model import Article, Check, Fact, Parsed, PotlineError, Unread
from potline.parse import parse
from potline.read import locate, read
from potline.reconcile import reconcile
from potline.tables import Corpus

_TELLING = {  # rooms that read nothing: they tell, draw, run and write
    "arithmetic",
    "bars",
    "canvas",
    "charts",
    "cite",
    "cli",
    "corpus",
    "crackdown",
    "datanotes",
    "desk",
    "doubts",
    "drawing",
    "editions",
    "evaluate",
    "evidence",
    "execute",
    "explain",
    "extension",
    "maps",
    "markup",
    "narrative",
    "parameters",
    "phrases",
    "publish",
    "rows",
    "selection",
    "show",
    "staging",
    "timeline",
    "wording",
    "workbook",
    "__init__",
}


def words(seeds: Path) -> Lexicon:
    """The lexicon of the package, with the analysts' own files in `seeds/lexicon/` added where there are any."""
    own = (seeds if seeds.is_dir() else seeds.parent) / "lexicon"
    return lexicon.load((str(own),) if own.is_dir() else ())


@cache
def parser_hash() -> str:
    """A hash of the code that reads articles: another parser may read the same article otherwise."""
    rooms = sorted(p for p in Path(__file__).parent.glob("*.py") if p.stem not in _TELLING)
    return hashlib.sha256(b"".join(p.read_bytes() for p in rooms)).hexdigest()


def decisions_file(seeds: Path) -> Path:
    """Where the analyst's decisions on these articles stand, whether there are any or not."""
    return (seeds if seeds.is_dir() else seeds.parent) / "corrections.csv"


def decisions(seeds: Path) -> tuple[list[Correction], list[str]]:
    """The analyst's corrections beside the articles, and what is wrong with that file in words."""
    return corrections.load(decisions_file(seeds))


def parsed(seeds: Path) -> tuple[list[Parsed], list[Unread], list[str]]:
    """Every article of a file or folder, corrected; the files that could not be read; problems in words."""
    terms = words(seeds)
    found = [replace(one, path=os.path.relpath(one.path, seeds.parent)) for one in read(seeds)]  # reports name no folder of this machine
    decided, problems = decisions(seeds)
    out: list[Parsed] = []
    for article in found:
        if isinstance(article, Article):
            one, stale = _decided(article, terms, decided)
            out.append(one)
            problems += [
                f"corrections.csv: the correction of {s.quote!r} in {s.article_id} is stale: the article has changed. Decide anew or delete the row."
                for s in stale
            ]
    gone = sorted({d.article_id for d in decided} - {p.article.article_id for p in out})
    problems += [f"corrections.csv: there is no article {name} any more: its decisions wait. Put it back or delete the rows." for name in gone]
    return out, [u for u in found if isinstance(u, Unread)], problems


def load(
    seeds: str | Path = "seeds", *, since: str | date | None = None, until: str | date | None = None,
    regions: Sequence[str] = (), products: Sequence[str] = (), companies: Sequence[str] = (),
) -> Corpus:
    """The tables of a folder of articles: `articles`, `blocks`, `numbers`, `facts`, `checks`, and `texts` by article.

    `since` and `until` (ISO dates) keep the facts whose period touches the stretch, and those without a period; `regions` (names or
    codes), `products` and `companies` keep the facts that name one of them. The articles, blocks and the ledger stay whole.
    PotlineError where there are no articles.
    """
    folder = locate(seeds)
    articles, unread, problems = parsed(folder)
    if not articles:
        raise PotlineError(
            f"No articles could be read in {folder}: put .txt, .md, .html or .jsonl files there, or name another folder.{_reasons(unread)}"
        )
    asked = {"since": since, "until": until, "regions": regions, "products": products, "companies": companies}
    return _corpus(articles, unread, {k: v for k, v in asked.items() if v}, folder, problems)


def renewed(old: Corpus, articles: Collection[str]) -> Corpus:
    """The corpus after a decision on these articles: they are parsed and corrected anew, and everything is reconciled."""
    folder = Path(old.folder)
    terms, decided = words(folder), decisions(folder)[0]
    held, unread = tables.nouns(old)
    again = [_decided(p.article, terms, decided)[0] if p.article.article_id in articles else p for p in held]
    return _corpus(again, unread, old.filters, folder, old.problems)


def _decided(article: Article, terms: Lexicon, decided: Sequence[Correction]) -> tuple[Parsed, list[Correction]]:
    return corrections.apply(parse(article, terms), [d for d in decided if d.article_id == article.article_id])


def _corpus(articles: Iterable[Parsed], unread: Iterable[Unread], filters: Mapping[str, Any], folder: Path, problems: Iterable[str]) -> Corpus:
    """The tables of what passes the filters."""
    named = _canonical(filters.get("companies", ()), words(folder))
    keep = _filter(_day(filters.get("since")), _day(filters.get("until")), set(filters.get("regions", ())), set(filters.get("products", ())), named)
    kept = [replace(p, facts=tuple(f for f in p.facts if keep(f))) for p in articles]
    checks: list[Check] = reconcile([f for p in kept for f in p.facts])
    return replace(
        tables.corpus(kept, unread, checks), problems=tuple(problems), filters=filters, folder=str(folder),
        versions={"potline": __version__, "parser": parser_hash(), "lexicon": words(folder).hash}, decisions=tuple(decisions(folder)[0]),
    )


def _canonical(companies: Iterable[str], terms: Lexicon) -> set[str]:
    """Firms by the names that the tables give them: "EGA" is Emirates Global Aluminium (EGA); a name that no lexicon has stays."""
    names = {form.lower(): e.name for e in terms.entries["companies"].values() for form in (*e.forms, *e.data.get("exact", ()), e.name)}
    return {names.get(c.lower(), c) for c in companies}


def _reasons(unread: Iterable[Unread]) -> str:
    return "".join(f" {u.path}: {u.reason}." for u in list(unread)[:5])


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
