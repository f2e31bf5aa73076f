"""Facts, numbers and findings as a table to look at, JSON Lines, CSV or Parquet: row by row, so that memory stays flat."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import date
from glob import escape
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from potline import model
from potline.locks import held
from potline.model import PotlineError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FORMATS = ("table", "jsonl", "csv", "parquet")
BATCH = 10_000  # rows held at a time for Parquet
PART = 20 * BATCH  # rows of a file, where a folder of parts is written
FORMULA = r"^[=+\-@\t\r\n]"  # what a text begins with that a spreadsheet takes for a formula
SHOWN: dict[type, tuple[tuple[str, int], ...]] = {  # columns of the table to look at, with their widths
    model.Fact: (("quote", 24), ("event", 18), ("measure", 15), ("value", 22), ("product", 17), ("company", 20), ("region", 14), ("period", 22)),
    model.Number: (("quote", 28), ("status", 12), ("reason", 14), ("fact_id", 40)),
    model.Check: (("severity", 8), ("kind", 20), ("text", 400)),
}


def columns(noun: type) -> list[str]:
    """The columns of a noun's table, in order.

    >>> columns(model.Number)
    ['article_id', 'start', 'end', 'quote', 'status', 'reason', 'fact_id']
    """
    return [f.name for f in fields(noun)]


def schema(names: list[str], *, plain: bool = False) -> pa.Schema:
    """The Arrow schema of the declared table that has these columns; categories are dictionaries, days are timestamps; if `plain` texts and days."""
    import pyarrow as pa

    from potline import tables

    kinds = next(k for k in (tables.FACTS, tables.NUMBERS, tables.CHECKS, tables.ARTICLES, tables.BLOCKS) if list(k) == names)
    text = pa.string()
    types = {
        "str": text, "category": text if plain else pa.dictionary(pa.int16(), text), "int": pa.int64(), "Int64": pa.int64(), "float": pa.float64(),
        "date": pa.date32() if plain else pa.timestamp("us"), "list": pa.list_(text),
    }
    return pa.schema([(name, types[kind]) for name, kind in kinds.items()])


def arrow(frame: pd.DataFrame) -> pa.Table:
    """A declared table as Arrow, what is empty null, categories as texts, times of day as days."""
    import pyarrow as pa

    found = pa.Table.from_pandas(frame, schema=schema(list(frame.columns)), preserve_index=False)
    return found.cast(schema(list(frame.columns), plain=True)).replace_schema_metadata()


def write(nouns: Iterable[Any], noun: type, form: str, out: IO[bytes]) -> int:
    """Write these nouns in one of FORMATS, UTF-8, as they come; returns how many."""
    return {"table": _table, "jsonl": _jsonl, "csv": _csv, "parquet": _parquet}[form](nouns, noun, out)


@contextmanager
def opened(path: Path | None, standard: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file to write to, put in place only when all is written; `standard` without a path."""
    if path is None:
        yield standard
        standard.flush()
        return
    if path.exists() and not path.is_file():  # /dev/stdout, a pipe
        with path.open("wb") as out:
            yield out
        return
    for left in path.parent.glob(f".{escape(path.name)}.*.part"):  # by runs that were killed; those at work hold theirs
        with suppress(PotlineError, OSError), held(left, "at work"):
            left.unlink()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with held(part, f"{part} is held by another run: try again.") as out:
            yield out
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def parts(folder: Path) -> Iterator[Callable[[], Path]]:
    """Names for the parts of a table, one at a call, in a folder that is put in place only when all are written.

    PotlineError if the folder holds anything but parts, which a run before wrote.
    """
    strange = next((p.name for p in sorted(folder.glob("*")) if not re.fullmatch(r"part-\d{5}\.parquet", p.name)), None)
    if strange or (folder.exists() and not folder.is_dir()):
        raise PotlineError(f"{folder} holds {strange or 'no folder of parts'}: name a new folder, or one that holds parts of an earlier run alone.")
    new, old = (folder.with_name(f".{folder.name}.{word}") for word in ("new", "old"))
    if old.exists() and not folder.exists():  # a run was killed between its two last steps
        os.replace(old, folder)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    numbers = iter(range(100_000))
    try:
        yield lambda: new / f"part-{next(numbers):05}.parquet"
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            os.replace(folder, old)
        os.replace(new, folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def plain(text: str) -> str:
    r"""The text on one line with nothing that steers a terminal: controls and directional marks are spelled out.

    >>> plain("50 kt\x1b[2J\nShandong\u202e")
    '50 kt\\x1b[2J Shandong\\u202e'
    """
    text = re.sub(r"\s+", " ", text)
    return text if text.isprintable() else "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def unformula(text: str) -> str:
    """A spreadsheet takes what starts like this for a formula; an apostrophe makes it text again.

    >>> unformula("=1+1"), unformula("-3%"), unformula("50 kt")
    ("'=1+1", "'-3%", '50 kt')
    """
    return "'" + text if re.match(FORMULA, text) else text


def flat(value: Any) -> Any:
    """A value as one CSV cell: lists joined, dates as ISO 8601, text that is no formula."""
    if isinstance(value, str):
        return unformula(value)
    if isinstance(value, tuple | list):
        return unformula("; ".join(value))
    return value.isoformat() if isinstance(value, date) else value


def line(row: dict[str, Any]) -> str:
    r"""A row as a line of JSON, days as ISO 8601; what JSON leaves as it is and a terminal or browser may obey is escaped.

    >>> print(line({"day": date(2017, 5, 31), "text": "50\u202e kt", "place": None}))
    {"day": "2017-05-31", "text": "50\u202e kt", "place": null}
    """
    text = json.dumps(row, ensure_ascii=False, default=date.isoformat)
    return re.sub("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def _jsonl(nouns: Iterable[Any], noun: type, out: IO[bytes]) -> int:
    count = 0
    for count, item in enumerate(nouns, 1):  # noqa: B007
        out.write(line(model.row(item)).encode() + b"\n")
    return count


def _csv(nouns: Iterable[Any], noun: type, out: IO[bytes]) -> int:
    count, buffer = 0, io.StringIO()
    writer = csv.writer(buffer)  # CRLF: a return inside a cell is quoted only then
    writer.writerow(columns(noun))
    for count, item in enumerate(nouns, 1):  # noqa: B007
        writer.writerow(map(flat, model.row(item).values()))
        _drain(buffer, out)
    _drain(buffer, out)
    return count


def _drain(buffer: io.StringIO, out: IO[bytes]) -> None:
    out.write(buffer.getvalue().encode(errors="replace"))
    buffer.seek(0)
    buffer.truncate()


def _parquet(nouns: Iterable[Any], noun: type, out: IO[bytes]) -> int:
    import pyarrow as pa

    found, kinds = map(model.row, nouns), schema(columns(noun))
    days = schema(columns(noun), plain=True)
    return parquet((pa.Table.from_pylist(batch, schema=days) for batch in iter(lambda: list(islice(found, BATCH)), [])), kinds, lambda: out)


def parquet(tables: Iterable[pa.Table], kinds: pa.Schema, opening: Callable[[], Any], most: int | None = None) -> int:
    """Write tables, cut or joined into groups of BATCH rows, to the file that `opening` gives, and to a new one after `most` rows.

    Returns how many rows; without any there is one file all the same.
    """
    import pyarrow.parquet as pq

    count, writer = 0, None
    for group in chain(_groups(tables), [kinds.empty_table()]):
        if writer is None or (most and len(group) and count % most == 0 and count):
            if writer:
                writer.close()
            writer = pq.ParquetWriter(opening(), kinds)
        if len(group):
            writer.write_table(group.cast(kinds))
        count += len(group)
    if writer:
        writer.close()
    return count


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The rows of the tables in tables of BATCH rows, but for the last."""
    import pyarrow as pa

    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        while sum(map(len, waiting)) >= BATCH:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, BATCH).combine_chunks()
            waiting = [whole.slice(BATCH)]
    if sum(map(len, waiting)):
        yield pa.concat_tables(waiting).combine_chunks()


def _table(nouns: Iterable[Any], noun: type, out: IO[bytes]) -> int:
    count, article, shown = 0, None, SHOWN[noun]
    for count, item in enumerate(nouns, 1):
        if count == 1:
            out.write(_line([name for name, _ in shown], shown))
        if getattr(item, "article_id", None) != article:
            article = item.article_id
            out.write(f"\n{plain(article)}\n".encode(errors="replace"))
        out.write(_line([_cell(item, name) for name, _ in shown], shown))
    return count


def _line(cells: list[str], shown: tuple[tuple[str, int], ...]) -> bytes:
    padded = (_fit(plain(cell), width) for cell, (_, width) in zip(cells, shown, strict=True))
    return ("  ".join(padded).rstrip() + "\n").encode(errors="replace")


def _fit(text: str, width: int) -> str:
    """The text cut or filled to a width in columns of the screen; 铝 takes two.

    >>> _fit("capacity", 5), _fit("铝", 4)
    ('capa…', '铝  ')
    """
    widths = [2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text]
    if sum(widths) <= width:
        return text + " " * (width - sum(widths))
    while sum(widths) > width - 1:
        widths.pop()
    return text[: len(widths)] + "…" + " " * (width - 1 - sum(widths))


def _cell(item: Any, name: str) -> str:
    if name == "value":
        return _value(item)
    if name == "period":
        days = (item.period_start, item.period_end)
        return "/".join(day.isoformat() if day else ".." for day in days) if any(days) else ""
    return str(getattr(item, name) or "")


def _value(fact: model.Fact) -> str:
    """The value with its unit: "+22 percent yoy", "100,000–200,000 t/year".

    >>> _value(model.Fact("a:1", "a", 1, 2, "", "", "reported", "output", "change", "yoy", 22.0, 22.0, unit="percent"))
    '+22 percent yoy'
    """
    if fact.low is None:
        return ""
    sign = "+" if fact.statistic == "change" else ""
    number = f"{fact.low:{sign},.15g}" + (f"–{fact.high:{sign},.15g}" if fact.high not in (None, fact.low) else "")
    unit = "/".join(filter(None, ((fact.unit or "").removeprefix("other:"), fact.per)))
    return " ".join(filter(None, (number, unit, fact.basis)))
