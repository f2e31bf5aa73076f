"""The tables as files: one workbook, Parquet, CSV. A text of an article never becomes a formula or a link."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xlsxwriter
from pyarrow import csv
from xlsxwriter.worksheet import Worksheet

from potline import rows, tables
from potline.tables import Corpus

TABLES = {
    "facts": tables.FACTS, "numbers": tables.NUMBERS, "checks": tables.CHECKS, "articles": tables.ARTICLES, "blocks": tables.BLOCKS,
}
ROWS = 20_000  # of a sheet; Excel opens twenty times as many, but not in a time that anyone waits
SAMPLE = 2_000  # rows of a longer table, which is whole only in Parquet and CSV
CELL = 32_767  # characters, a limit of the format
LINKS = 65_000  # links of a sheet, a limit of the format
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # the library escapes these in cells, not in links
WIDTHS = {"sentence": 60, "text": 60, "quote": 24, "title": 50, "path": 40, "meaning": 90, "fact_id": 26, "article_id": 24, "sha256": 16}


@cache
def meanings() -> dict[str, dict[str, str]]:
    """What each column of each table means, as the sheet `dictionary` and the README say it."""
    return tomllib.loads(Path(__file__).with_name("dictionary.toml").read_text("utf-8"))


def save(corpus: Corpus, folder: Path, link: Callable[[str], str] | None = None) -> list[Path]:
    """Write potline.xlsx and each table as Parquet and CSV into a folder; `link` gives a fact's address in the evidence."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "potline.xlsx"]
    _workbook(corpus, written[0], link)
    for name, kinds in TABLES.items():
        frame = getattr(corpus, name)
        written += [folder / f"{name}.parquet", folder / f"{name}.csv"]
        pq.write_table(pa.Table.from_pandas(frame, schema=rows.schema(list(kinds)), preserve_index=False), written[-2])
        _csv(frame, written[-1])
    return written


def _csv(frame: pd.DataFrame, path: Path) -> None:
    table = rows.arrow(frame)
    csv.write_csv(pa.table({name: _cells(table[name]) for name in table.column_names}), path, csv.WriteOptions(quoting_style="needed"))


def _cells(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as `rows.flat` makes its cells: lists joined, text that is no formula."""
    if pa.types.is_list(column.type):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), "; ")
    if not pa.types.is_string(column.type):
        return column
    return pc.if_else(pc.match_substring_regex(column, rows.FORMULA), pc.binary_join_element_wise("'", column, ""), column)


def _workbook(corpus: Corpus, path: Path, link: Callable[[str], str] | None) -> None:
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
    held = io.BytesIO()  # on a full disk a half-written archive would complain once more when it is dropped
    with xlsxwriter.Workbook(held, plain) as book:
        book.set_properties({"title": "Potline tables", "created": datetime(2000, 1, 1)})  # a clock would change the bytes
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8E8E8"}), "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "whole": book.add_format({"num_format": "#,##0"}), "decimal": book.add_format({"num_format": "#,##0.00####"}),
            "link": book.add_format({"font_color": "#0B5394", "underline": 1}),
        }
        places = {article: row for row, article in enumerate(_shown(corpus.articles)["article_id"], 2) if article}
        for name in TABLES:
            sheet = book.add_worksheet(name)
            frame = getattr(corpus, name)
            _sheet(sheet, rows.arrow(_shown(frame)), styles, _links(name, places, link))
            if len(frame) > ROWS:
                sheet.write_string(SAMPLE + 1, 0, _first(name, len(frame)), styles["head"])
        _sheet(book.add_worksheet("dictionary"), pa.Table.from_pylist(_dictionary(corpus)), styles, {})
    path.write_bytes(held.getbuffer())


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table that stand in its sheet."""
    return frame if len(frame) <= ROWS else frame.head(SAMPLE)


def _first(name: str, count: int) -> str:
    return f"The first {SAMPLE:,} of {count:,} rows; all are in {name}.parquet and {name}.csv."


def _links(table: str, places: dict[str, int], link: Callable[[str], str] | None) -> dict[str, Callable[[str], str]]:
    """For the columns that lead somewhere, the address a value leads to; empty where it has none."""
    if table == "articles":
        return {}
    to_article = {"article_id": lambda article: f"internal:'articles'!A{places[article]}" if article in places else ""}
    return to_article | ({"fact_id": link} if link and table == "facts" else {})


def _dictionary(corpus: Corpus) -> list[dict[str, str]]:
    lines = [(table, column, kind, meanings()[table][column]) for table, kinds in TABLES.items() for column, kind in kinds.items()]
    long = {name: len(getattr(corpus, name)) for name in TABLES if len(getattr(corpus, name)) > ROWS}
    lines = [*((name, "", "", _first(name, count)) for name, count in long.items()), *lines]
    return [dict(zip(("table", "column", "type", "meaning"), line, strict=True)) for line in lines]


def _sheet(sheet: Worksheet, table: pa.Table, styles: dict[str, Any], links: dict[str, Callable[[str], str]]) -> None:
    """One table: head frozen, every column to be filtered, cells written by their type."""
    for number, name in enumerate(table.column_names):
        sheet.set_column(number, number, WIDTHS.get(name, 14))
        sheet.write_string(0, number, name, styles["head"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(table)), len(table.column_names) - 1)
    linked = [links.get(name) for name in table.column_names]
    room = LINKS // max(1, len(links))
    for line, row in enumerate(zip(*(column.to_pylist() for column in table.columns), strict=True), 1):
        for number, value in enumerate(row):
            address = linked[number](value) if linked[number] and line <= room and value else ""
            _write(sheet, line, number, value, styles, address)


def _write(sheet: Worksheet, line: int, number: int, value: Any, styles: dict[str, Any], address: str) -> None:
    if isinstance(value, list):
        value = "; ".join(value)
    if value is None or value == "":
        return
    if address:
        sheet.write_url(line, number, address, styles["link"], NO_XML.sub("\ufffd", value))
    elif isinstance(value, str):
        sheet.write_string(line, number, value[:CELL] if value.isascii() else re.sub("[\ufffe\uffff]", "\ufffd", value[:CELL]))
    elif isinstance(value, date):
        sheet.write_datetime(line, number, value, styles["date"])
    else:
        sheet.write_number(line, number, value, styles["whole" if float(value).is_integer() else "decimal"])
