"""The facts, numbers or findings of files and folders, written as they are found, with little in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tqdm import tqdm

from potline import corpus, lexicon, pack, rows
from potline.crew import Crew
from potline.intake import Batch
from potline.model import Check, Fact, Number, Parsed, Unread
from potline.reconcile import reconcile

KINDS = {Fact: "facts", Number: "numbers"}


@dataclass
class Listing:
    """What these files and folders hold, and once it is written what it was made of."""

    paths: Iterable[Path]
    crew: Crew
    articles: int = 0
    cached: int = 0  # of these, parsed by an earlier run
    rows: int = 0
    unread: list[Unread] = field(default_factory=list)

    def batches(self) -> Iterator[Batch]:
        """Every article, corrected; what cannot be read, or be corrected, is gathered in `unread`."""
        for path in self.paths:
            problems: list[str] = []
            for batch in corpus.batches(path, self.crew, problems):
                self.articles += len(batch.places)
                self.cached += batch.cached
                self.unread += batch.unread
                yield batch
            file = corpus.decisions_file(path)
            self.unread += [Unread(str(file), problem.removeprefix(f"{file.name}: ")) for problem in problems]

    def parsed(self) -> Iterator[Parsed]:
        """Every article as it was parsed and corrected."""
        for batch in self.batches():
            yield from pack.nouns(batch.packed, batch.places)

    def found(self, noun: type) -> Iterator[Any]:
        """Every Fact or Number; or every Check, once all facts are known."""
        if noun is Check:
            names = {entry.name: entry.forms for entry in lexicon.load().entries["companies"].values()}
            yield from reconcile(list(self.found(Fact)), names)
            return
        for batch in self.batches():
            yield from pack.claims(pack.declared(batch.packed, batch.places)[KINDS[noun]], noun)

    def write(self, noun: type, form: str, output: Path | None, standard: IO[bytes]) -> None:
        """Write all of one noun in one of rows.FORMATS; Parquet into one file, or into a folder of parts if `output` does not end so."""
        if form == "parquet" and output and output.suffix != ".parquet":
            with rows.parts(output) as opening:
                self.rows = rows.parquet(self._tables(noun), rows.schema(rows.columns(noun)), opening, rows.PART)
            return
        with rows.opened(output, standard) as out:
            if form == "parquet" and noun in KINDS:
                self.rows = rows.parquet(self._tables(noun), rows.schema(rows.columns(noun)), lambda: out)
            else:
                self.rows = rows.write(self.found(noun), noun, form, out)

    def _tables(self, noun: type) -> Iterator[Any]:
        with tqdm(desc="Articles", unit="", disable=None, leave=False) as bar:  # on a terminal only
            for batch in self.batches():
                yield pack.declared(batch.packed, batch.places)[KINDS[noun]]
                bar.update(len(batch.places))

    def told(self) -> str:
        """What was read, in words.

        >>> Listing([], None, articles=1200, cached=1199, rows=7000).told()
        '1,200 articles, 1,199 of them from the cache: 7,000 rows'
        """
        taken = f", {self.cached:,} of them from the cache" if self.cached else ""
        return f"{self.articles:,} article{'s' * (self.articles != 1)}{taken}: {self.rows:,} row{'s' * (self.rows != 1)}"
