"""Seed files as articles: text, saved web pages and lines of JSON, whatever their encoding; what cannot be read says why."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from charset_normalizer import from_bytes

from potline import blocks, header, opening, reference
from potline.lexicon import Lexicon
from potline.model import Article, PotlineError, Unread

PAGES, LINES, KINDS = {".html", ".htm"}, {".jsonl"}, {".txt", ".md", ".html", ".htm", ".jsonl"}
IGNORED = {".toml", ".csv", ".bak"}  # lexicons, corrections and their backup, which live beside the seeds
LIMIT, PAGE_LIMIT, LINE_LIMIT = 32 << 20, 16 << 20, 32 << 20  # bytes: what is longer is no article, and would be read for half an hour
ELEMENTS, TAG = 12_000, re.compile("<[A-Za-z]")  # trafilatura takes a second for 4,000 of them side by side, half a minute for 18,000
FORMATS = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip or office file", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"\x1f\x8b": "a gzip file"}
MARKS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"), (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class Unreadable(PotlineError):
    """Why a seed cannot be read, and what to do about it."""


class Seed(NamedTuple):
    """The bytes of one article as they lie in a file: not yet decoded, so that they can be looked up or read elsewhere."""

    article_id: str
    path: str
    kind: str  # the suffix; a .jsonl gives a seed for each of its lines
    data: bytes


def article(text: str, article_id: str = "text", lexicon: Lexicon | None = None, **meta: Any) -> Article:
    """A text as an Article: cut into blocks, with title, day and source as it prints them; `meta` goes before what it prints.

    >>> a = article("Smelter restarts\\n\\nPublished: Jul 28, 2020\\nThe smelter at Korba runs again, its owner said.")
    >>> a.title, str(a.published), a.reference_year
    ('Smelter restarts', '2020-07-28', 2020)
    """
    cut, printed = blocks.cut(text, lexicon, str(meta.get("title") or ""))
    title = " ".join(next((text[b.start:b.end].strip("#* \t") for b in cut if b.kind == "title"), "").splitlines())
    body = [text[b.start:b.end] for b in cut if b.kind in ("title", "body")]
    issue = opening.issue(printed, text[: blocks.foot(cut)], "\n".join(body), meta.pop("published", None))
    source = next((m.source for m in printed if m.source), "")
    year, how = reference.reference_year("\n".join(body), issue)
    known = {"title": title, "published": issue.date, "source": source, "reference_year": year, "reference_how": how}
    return Article(article_id=article_id, text=text, blocks=cut, **known | {k: v for k, v in meta.items() if v})


def locate(folder: str | Path = "seeds") -> Path:
    """The folder, from here or from the nearest folder above that holds it; PotlineError where there is none."""
    wanted = Path(folder)
    for base in (Path(), *Path.cwd().parents):
        if (base / wanted).exists():
            return base / wanted
    raise PotlineError(f"{folder}: no such file or folder here or above; put articles (.txt, .md, .html, .jsonl) into it and run again.")


def read(path: str | Path) -> Iterator[Article | Unread]:
    """Every article of a file, or of a folder at any depth, in the order of the paths; Unread for what cannot be read."""
    for seed in seeds(path):
        yield seed if isinstance(seed, Unread) else opened(seed)


def seeds(path: str | Path, only: Mapping[str, str] | None = None) -> Iterator[Seed | Unread]:
    """What `read` reads, as bytes; Unread for what cannot be opened. `only`: these of its `files`."""
    for file, article_id in files(path) if only is None else only.items():
        yield from _file(file, article_id, str(path))


def files(path: str | Path) -> Iterator[tuple[str, str]]:
    """Path and article's id of every file that `read` tries, in their order; PotlineError where there is nothing of that name."""
    root = Path(path)
    if not os.path.lexists(root):
        raise PotlineError(f"{path}: no such file or folder; name a file (.txt, .md, .html, .jsonl) or a folder of them.")
    if not root.is_dir():
        yield str(root), root.stem
        return
    for file, own in _walk(str(root)):
        yield file, own[len(os.path.join(root, "")):].replace(os.sep, "/").encode("utf-8", "backslashreplace").decode()


def opened(seed: Seed) -> Article | Unread:
    """The article that a seed holds; Unread with the reason where it holds none."""
    try:
        return held(seed)
    except Unreadable as error:
        return unread(seed, str(error))


def held(seed: Seed) -> Article:
    """The article that a seed holds; Unreadable with the reason where it holds none."""
    return (_record if seed.kind in LINES else _article)(seed)


def unread(seed: Seed, reason: str) -> Unread:
    """The seed's file as one that cannot be read; of a .jsonl the line is named."""
    return Unread(seed.path, f"line {seed.article_id.rpartition(':')[2]}: {reason}" if seed.kind in LINES else reason)


def _walk(root: str) -> Iterator[tuple[str, str]]:
    """Path of every file below a folder that may be a seed, and its path without suffix, where no other has that."""
    folders = [iter([(root, root)])]
    while folders:
        path, own = next(folders[-1], ("", ""))
        if not path:
            folders.pop()
        elif path == root or (os.path.isdir(path) and not os.path.islink(path)):
            try:
                folders.append(iter(_listed(path)))
            except OSError:
                yield path, own
        else:
            yield path, own


def _listed(folder: str) -> list[tuple[str, str]]:
    """The entries of a folder by name, each as its path and as its path without suffix, unless another could have that."""
    names = sorted(name for name in os.listdir(folder) if not name.startswith((".", "README")) and name != "lexicon")
    parted = [(name, *_parted(name)) for name in names]
    parted = [(name, stem, suffix) for name, stem, suffix in parted if suffix not in IGNORED]
    stems = Counter(stem for _, stem, suffix in parted if suffix in KINDS or not suffix)
    clear = {stem for stem in stems if stems[stem] == 1 and ":" not in stem and _parted(stem)[1] not in KINDS}
    return [(os.path.join(folder, name), os.path.join(folder, stem if stem in clear else name)) for name, stem, _ in parted]


def _parted(name: str) -> tuple[str, str]:
    """Stem and small suffix; many times faster than pathlib, which counts where files are many."""
    stem, suffix = os.path.splitext(name)
    return (stem, suffix.lower()) if suffix != "." else (name, "")


def _file(path: str, article_id: str, root: str) -> Iterator[Seed | Unread]:
    shown = path.encode("utf-8", "backslashreplace").decode()
    try:
        kind = _kind(path, root)
        if kind in LINES:
            yield from (Seed(f"{article_id}:{number}", shown, kind, line) for number, line in _lines(path))
            return
        yield Seed(article_id, shown, kind, Path(path).read_bytes())
    except Unreadable as error:
        yield Unread(shown, str(error))
    except OSError as error:
        yield Unread(shown, f"cannot be opened ({error.strerror}): check that it is there and that you may read it")


def _kind(path: str, root: str) -> str:
    """The suffix of a file that can be read; Unreadable with what to do for any other."""
    if os.path.islink(path) and os.path.isdir(root) and not os.path.realpath(path).startswith(os.path.join(os.path.realpath(root), "")):
        raise Unreadable("a link that leads out of the folder or nowhere: put the file itself here")
    found, suffix = os.stat(path), _parted(path)[1]
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable("a link to a folder, or a folder that may not be opened: put a folder of your own here")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("not a regular file (a pipe, socket or device): save its text as a file")
    if suffix not in KINDS:
        raise Unreadable(f"unknown kind {suffix or 'without suffix'}: save the text as .txt, .md, .html or .jsonl")
    if found.st_size == 0:
        raise Unreadable("empty: save the article's text into it or remove it")
    if suffix not in LINES and found.st_size > (PAGE_LIMIT if suffix in PAGES else LIMIT):
        raise Unreadable(f"too large ({found.st_size >> 20} MB): split it into one file an article, or lines of a .jsonl")
    return suffix


def _article(seed: Seed) -> Article:
    text, encoding = decode(seed.data)
    if not text.strip():
        raise Unreadable("empty: holds nothing but blanks; save the article's text into it or remove it")
    origin = {"path": seed.path, "sha256": hashlib.sha256(seed.data).hexdigest(), "encoding": encoding}
    if seed.kind in PAGES or re.match(r"\s*(?:<!doctype html|<html)\b", text, re.I):
        text, meta = _page(text)
        return article(text, seed.article_id, **meta, **origin)
    return article(text, seed.article_id, **origin)


def _page(markup: str) -> tuple[str, dict[str, Any]]:
    """The main text of a saved web page, its title on top, and what the page says of itself."""
    import trafilatura  # loads for a second, and only pages need it

    if len(markup) > PAGE_LIMIT:
        raise Unreadable("too large for a page: save the article's text as .txt")
    if len(TAG.findall(markup)) > ELEMENTS:
        raise Unreadable(f"more than {ELEMENTS:,} elements in a page: save the article's text as .txt")
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}  # by default the clock would decide
    try:
        found = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False, date_extraction_params=dates)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(f"no page that can be taken apart ({type(error).__name__}): save the article's text as .txt") from None
    if found is None or not (found.text or "").strip():
        raise Unreadable("no article found in the page: save the article's text as .txt")
    meta = {"title": found.title or "", "published": _day(found.date), "source": found.sitename or "", "url": found.url or ""}
    return _titled(found.text, meta["title"]), meta


def _titled(text: str, title: str) -> str:
    """The text with its title on top, unless it stands there already."""
    opening = " ".join(text[: len(title) + 200].split()).casefold()
    return text if not title or " ".join(title.split()).casefold() in opening else f"{title}\n\n{text}"


def _day(value: Any) -> date | None:
    found = header.days(str(value or "").replace("T", " "))
    return found[0].date if found else None


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers; Unreadable where all are."""
    blank = True
    with open(path, "rb") as file:
        wide = iter(decode(file.read(LIMIT))[0].encode().splitlines()) if file.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff") else None
        for number, line in enumerate(wide or iter(lambda: file.readline(LINE_LIMIT), b""), 1):
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                blank = False
                yield number, line
    if blank:
        raise Unreadable("empty: write an article a line, each an object with \"text\"")


def _record(seed: Seed) -> Article:
    text, encoding = decode(seed.data)
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"no JSON ({error}): write one object a line") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or not record["text"].strip():
        raise Unreadable('no article: write an object with "text", and if known "title", "published", "source", "url"')
    said = {key: str(record.get(key) or "").encode("utf-8", "replace").decode() for key in ("text", "title", "source", "url")}
    meta = {key: said[key].strip() for key in ("title", "source", "url")} | {"published": _day(record.get("published"))}
    origin = {"path": seed.path, "sha256": hashlib.sha256(seed.data).hexdigest(), "encoding": encoding}
    return article(_titled(said["text"], meta["title"]), seed.article_id, **meta, **origin)


def decode(data: bytes) -> tuple[str, str]:
    """Text without byte order mark, newlines as they are, and the name of its encoding; Unreadable where it is no text.

    >>> decode("电解铝 50 万吨".encode("gb18030"))
    ('电解铝 50 万吨', 'gb18030')
    >>> decode("“2+26” cities".encode("cp1252"))[1], decode("Rio".encode("utf-16"))[1]
    ('windows-1252', 'utf-16-le')
    """
    for magic, what in FORMATS.items():
        if data.startswith(magic):
            raise Unreadable(f"binary: {what}; save the article's text as .txt")
    text, encoding = _decoded(data)
    sample = text[:100_000]
    odd = sum(c < " " and c not in "\t\n\r\f\v\x1a\x1b" for c in sample)
    if "\0" in text or odd > len(sample) // 100:
        raise Unreadable("binary: holds bytes that no text has; save the article's text as .txt in UTF-8")
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark):].decode(name, "replace"), name
    if b"\0" in data[:4096]:
        return _wide(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    if sum(c > "\x7f" for c in text) > 5 * text.count("\ufffd") or text.find("\ufffd") >= len(text) - 2:
        return text, "utf-8, damaged"
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", data[:200_000])]
    even, single = sum(n % 2 == 0 for n in runs) / (len(runs) or 1), runs.count(1) / (len(runs) or 1)
    likely = ["gb18030"] if even > 0.8 else ["windows-1252"] if single > 0.8 else []
    guess = None if likely else from_bytes(data[:100_000]).best()
    for name in [*likely, *([guess.encoding.replace("cp125", "windows-125")] if guess else []), "gb18030"]:
        try:
            return data.decode(name), name
        except (UnicodeDecodeError, LookupError):
            continue
    raise Unreadable("undecodable: in no encoding known here; save it as UTF-8")


def _wide(data: bytes) -> tuple[str, str]:
    """UTF-16 without its mark: the NULs of its Latin letters stand on one side."""
    sample = data[:4096]
    name = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        raise Unreadable("binary: holds NUL bytes; save the article's text as .txt in UTF-8") from None
    if sum(c.isprintable() or c.isspace() for c in text[:2000]) < 0.95 * len(text[:2000]):
        raise Unreadable("binary: holds NUL bytes; save the article's text as .txt in UTF-8")
    return text, name
