"""A CSV file as some spreadsheet saved it: its encoding, its delimiter, its cells, and rows more."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from potline.locks import replaced, turn
from potline.model import PotlineError


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file as some spreadsheet saved it."""

    text: str
    encoding: str
    delimiter: str

    @classmethod
    def of(cls, data: bytes) -> Sheet:
        """Encoding by byte order mark, then UTF-8, then the likelier of what spreadsheets write; delimiter by the header."""
        marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
        encoding = next((name for mark, name in marks.items() if data.startswith(mark)), "utf-8")
        if encoding == "utf-8" and b"\0" in data[:2]:
            encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            best = from_bytes(data, cp_isolation=["cp1252", "gb18030"]).best()
            encoding = best.encoding if best else "cp1252"
            text = data.decode(encoding, "replace")
        header = text.split("\n", 1)[0]
        return cls(text, encoding, max(",;\t", key=header.count))

    def rows(self) -> list[list[str]]:
        """Cells, the header first; empty rows are kept, so that an index is a row of the spreadsheet less one."""
        return list(csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter))


def append(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows (value by column) at the end of the file, all or none, as the file is written; a new file is UTF-8.

    The bytes that stood are kept as `.bak`. PotlineError if the file's first row lacks a column that has a value, or its encoding a letter.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with turn(path.parent):
        _append(path, rows)


def _append(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    old = path.read_bytes() if path.is_file() and path.read_bytes().strip() else b""
    sheet = Sheet.of(old) if old else Sheet("", "utf-8-sig", ",")
    names = [n.strip().lower() for n in sheet.rows()[0]] if old else list(rows[0])
    if missing := sorted({name for row in rows for name, value in row.items() if value and name not in names}):
        raise PotlineError(f"{path}: the columns {', '.join(missing)} are missing from its first row; add them, then decide again.")
    out = io.StringIO()
    out.write("\n" if old and not sheet.text.endswith("\n") else "")
    writer = csv.writer(out, delimiter=sheet.delimiter, lineterminator="\r\n" if "\r\n" in sheet.text else "\n")
    writer.writerows([*([] if old else [names]), *([row.get(name, "") for name in names] for row in rows)])
    tail = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le" if old[:1] == b"\xff" else "utf-16-be"}  # no second byte order mark
    encoding = tail.get(sheet.encoding, sheet.encoding) if old else sheet.encoding
    try:
        write(path, old, old + out.getvalue().encode(encoding))
    except UnicodeEncodeError as error:
        lost = out.getvalue()[error.start]
        raise PotlineError(f"{path}: its encoding {sheet.encoding} has no {lost!r}; save it as CSV UTF-8, then decide again.") from error


def write(path: Path, old: bytes, new: bytes) -> None:
    """The new bytes in one step, after the old ones are safe."""
    if old:
        replaced(path.with_name(path.name + ".bak"), old)
    replaced(path, new)
