"""Coverage-guided fuzzing of reading and parsing, by atheris, in a stretch of seconds; run by `make fuzz`, no part of the tests.

    python tests/fuzz.py 600 [folder of findings]

Bytes are read as a file is, parsed, and written as every format; spans must be true and the ledger whole. What fails is kept as
crash-*, what takes more than ten seconds as timeout-*, both to become cases of tests/cases.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["potline"]):
    from potline import intake, parse, rows  # noqa: F401
    from potline.model import Article, Unread
    from potline.read import Unreadable, decode
    from potline.read import article as read_text

HERE = Path(__file__).parent


def one(data: bytes) -> None:
    """One input: refused with a reason, or read with true spans."""
    try:
        text, _ = decode(data)
    except Unreadable as error:
        assert ":" in str(error)
        return
    found = parse(read_text(text, "fuzz"))
    assert isinstance(found.article, Article) and Unread
    for row in (*found.facts, *found.numbers):
        assert found.article.text[row.start : row.end] == row.quote, row
    assert len({n.start for n in found.numbers}) == len(found.numbers)
    for row in found.facts:
        rows.line({"quote": row.quote}).encode("ascii", "backslashreplace")


def main() -> None:
    """Fuzz for so many seconds, beginning with the annotated articles and all cases."""
    seconds, findings = int(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else HERE.parent / ".fuzz")
    corpus = findings / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for path in [*HERE.glob("gold/*/*.txt"), *HERE.glob("cases/*")]:
        for n, part in enumerate(path.read_bytes().split(b"\n\n")):
            (corpus / f"{path.stem}-{n}").write_bytes(part)
    words = HERE / "fuzz.dict"
    options = [f"-max_total_time={seconds}", "-max_len=3000", "-timeout=10", "-rss_limit_mb=3000", f"-artifact_prefix={findings}{os.sep}"]
    atheris.Setup([sys.argv[0], str(corpus), *options, *([f"-dict={words}"] if words.exists() else [])], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
