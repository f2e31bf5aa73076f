"""Files as the web, a crash or an enemy leaves them: real articles cut, spliced, spoilt, under odd names; the same for the same seed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from random import Random

GOLD = Path(__file__).parent / "gold"
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "cp1252", "big5", "shift_jis", "koi8-r", "latin-1", "utf-7")
CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\u200d\ufeff\x00\x07\x08\x1b\x85\u2028\u2029\x0c\x0b\ud7ff\ufffe"
NESTS = ("()", "[]", "{}", "“”", "【】", "<>", '""', "（）")
UNITS = ("1 ", "50 kt, ", "5%", "3,00,000 tonnes; ", "US$5 ", "May 2017, ", "Shandong ", "Xinfa 5 t and ", "x", "\n", "| 1 ", "from 5 to ", "铝")
NAMES = (
    "{} a b", "{}'q'", '{}"q"', "{}\nline", "{} 铝电解", "-{}", "{}\x1b[31m", "{};rm -rf", "{}$(id)", "{}%n", "{}\u202egpj", "..{}", "{}" + "x" * 240,
    "{}\udcff", "{}|", "{}*?",
)
Change = Callable[[Random, bytes], bytes]


def _cut(rng: Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[start:start + rng.randrange(len(data))] if rng.random() < 0.5 else data[:start]


def _spliced(rng: Random, data: bytes) -> bytes:
    other = rng.choice(SOURCES)
    at, to = rng.randrange(len(data)), rng.randrange(len(other))
    return data[:at] + other[to:to + rng.randrange(2000)] + data[at:]


def _flipped(rng: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 10, 200))):
        spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt)


def _encoded(rng: Random, data: bytes) -> bytes:
    wrong = data.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")
    return wrong + data[:rng.randrange(300)] if rng.random() < 0.3 else wrong


def _controls(rng: Random, data: bytes) -> bytes:
    text = list(data.decode("utf-8", "replace"))
    for _ in range(rng.choice((1, 20, 300))):
        text.insert(rng.randrange(len(text) + 1), rng.choice(CONTROLS))
    return "".join(text).encode("utf-8", "surrogatepass")


def _one_line(rng: Random, data: bytes) -> bytes:
    return data.replace(b"\n", b" ") * rng.choice((1, 3, 8))


def _repeated(rng: Random, data: bytes) -> bytes:
    return (rng.choice(UNITS) * rng.randrange(1, 4000))[: rng.choice((2000, 2000, 2000, 20_000))].encode() + _cut(rng, data)


def _nested(rng: Random, data: bytes) -> bytes:
    opening, closing = rng.choice(NESTS)
    depth = rng.choice((10, 1000, 5000))
    return (opening * depth + data.decode("utf-8", "replace")[:500] + closing * rng.choice((0, depth))).encode()


def _numbers(rng: Random, data: bytes) -> bytes:
    digits = "".join(rng.choice("0123456789.,-/ ½٣") for _ in range(rng.randrange(3000)))
    return data.replace(b"000", digits.encode()[:rng.randrange(1, 400)]) + digits.encode()


def _page(rng: Random, data: bytes) -> bytes:
    tags = "".join(f"<{rng.choice(('p', 'div', 'svg', 'script', 'style', 'b', '!--', '/p', 'meta charset=x', 'a href=x'))}>" for _ in range(99))
    return _flipped(rng, b"<html><body>" + data.replace(b"\n", b"</p><p>") + tags.encode() + data + b"</html>")


def _lines(rng: Random, data: bytes) -> bytes:
    record = {"text": data.decode("utf-8", "replace"), "title": rng.choice(("", 5, None, "=1+1")), "published": rng.choice(("x", 1e99, "2017"))}
    line = json.dumps(record).encode()
    return b"\n".join((line, _cut(rng, line), b"[" * rng.choice((1, 100_000)), b'{"text": "\\ud800 5 t"}', b"9" * 5000, b"NaN", b"\x00"))


CHANGES: tuple[Change, ...] = (_cut, _spliced, _flipped, _encoded, _controls, _one_line, _repeated, _nested, _numbers, _page, _lines)
STRETCH = 1500  # bytes of an article, of which four files in five are made: ten thousand whole ones would be read for half an hour
SOURCES = [path.read_bytes() for path in sorted(GOLD.glob("*/*.txt"))]


def made(number: int, seed: int = 6) -> tuple[str, bytes]:
    """Name and bytes of one file, by one to three changes of an article or a stretch of one."""
    rng = Random(seed * 1_000_003 + number)
    first, whole = CHANGES[number % len(CHANGES)], rng.choice(SOURCES)
    at = rng.randrange(max(1, len(whole) - STRETCH)) if rng.random() < 0.8 else None
    data = first(rng, whole if at is None else whole[at : at + STRETCH])
    for change in rng.choices(CHANGES[:-2], k=rng.choice((0, 0, 1, 2))):
        data = change(rng, data) if data else data
    suffix = {_page: ".html", _lines: ".jsonl"}.get(first, rng.choice((".txt", ".txt", ".md", ".html", ".jsonl", ".TXT", "")))
    stem = rng.choice(NAMES).format(f"{number:05}") if rng.random() < 0.3 else f"{number:05}"
    return os.fsdecode(os.fsencode(stem)[: 255 - len(suffix)]) + suffix, data


def write(folder: Path, numbers: range) -> dict[bytes, bytes]:
    """The files in a folder: their bytes by name (as the file system has it)."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {os.fsencode(name): data for name, data in map(made, numbers)}
    for name, data in files.items():
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(data)
    return files
