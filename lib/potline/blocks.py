"""A text cut into title, meta, body, boilerplate, related news and adverts, by the look of its lines and the lexicon's copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from potline import adverts, edges, header, heading, inserts, lexicon, ruled
from potline.edges import Line, prose, same, size
from potline.header import Labels, Meta, plain
from potline.model import Block

LINE = re.compile(r"\S[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")
HEAD = 2_000  # characters of a line that are enough to know it by
YEAR = re.compile(r"(?:19|20)\d\d")
PARTED = re.compile(r"\s{2,}|\t|\s*[|•·]\s*")
CREDITED = re.compile(r"\b(?:Photo|Image|Picture|Pic)s?\s?(?:by\s|[:：/])\s?[A-Z][\w.’'/& -]{2,40}$")  # at the foot of a caption

GOODS = re.compile(r"^[•·*-]\s+[1-8]\d{3}(?=\s[A-Z])")  # "• 3105 Aluminum Coil": a shop's goods, named by alloy
SHOT = re.compile(r"(?<!\S)(?:REUTERS|AFP|EPA|AP|Bloomberg)/[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}(?:/File(?: Photo)?)?\.?$")  # "REUTERS/Ana Ruiz"


class Copy(NamedTuple):
    """The lexicon's boilerplate and adverts, compiled. `rules` maps a rule's name to (kind, closes)."""

    rules: Mapping[str, tuple[str, bool]]
    lines: Mapping[str, str]
    starts: Mapping[str, str]
    opening: re.Pattern[str]
    holds: AhoCorasick
    held: Sequence[str]
    labels: Labels
    words: lexicon.Lexicon


@lru_cache(maxsize=4)
def copy(words: lexicon.Lexicon) -> Copy:
    """What pages print around articles, ready to be looked up."""
    entries = words.entries["boilerplate"]
    rules = {key: (e.data["kind"], e.data.get("closes", False)) for key, e in entries.items()}
    column = {name: {form.casefold(): key for key, e in entries.items() for form in e.data.get(name, ())} for name in ("lines", "starts", "holds")}
    opening = "|".join(re.escape(f) + (r"(?![a-z])" if f[-1].isalpha() else "") for f in sorted(column["starts"], key=len, reverse=True))
    held = list(column["holds"])
    return Copy(
        rules, column["lines"], column["starts"], re.compile(opening), AhoCorasick(held), [column["holds"][f] for f in held],
        Labels(entries), words,
    )


@lru_cache(maxsize=1)
def _shipped() -> lexicon.Lexicon:
    return lexicon.load()


def lines(text: str, page: Copy) -> list[Line]:
    """Every line that is not blank, labelled where its own look tells what it is."""
    found = []
    for m in LINE.finditer(text):
        start, end = m.span()
        head = text[start:min(end, start + HEAD)].rstrip()
        end = start + len(head) if end - start <= HEAD else start + len(m[0].rstrip())
        found.append(_label(Line(start, end, head), page))
    for i, line in enumerate(found[:-1]):  # a label alone on its line names what the next one holds
        small, after = plain(line.head).rstrip(": "), found[i + 1]
        named = "source" in small and small in page.labels.source and not after.kind and page.labels.name(after.head)
        if named:
            found[i + 1] = after._replace(kind="meta", reason="dates and source", meta=Meta(source=after.head))
        if line.kind and "|" in line.head and header.heads(line.head, after.head):
            found[i] = Line(line.start, line.end, line.head)
        if named or (small in page.labels.published and after.meta and after.meta.date):
            found[i] = line._replace(kind="meta", reason="dates and source", meta=Meta(), closes=False)
    return _unwrapped(text, found)


def _unwrapped(text: str, found: list[Line]) -> list[Line]:
    """The lines with those joined that a narrow page broke in mid-sentence: "producers\\nin Yunnan must again\\nuse less power"."""
    out: list[Line] = []
    page = edges.width(text, 0, len(text))
    for line in found:
        last = out[-1] if out else None
        if last and not last.kind and not line.kind and edges.wrapped(text, last, line, page):
            out[-1] = last._replace(end=line.end, head=text[last.start : min(line.end, last.start + HEAD)])
        else:
            out.append(line)
    return out


def _label(line: Line, page: Copy) -> Line:
    small = plain(line.head[:400])
    long = line.end - line.start > 240
    reason = page.lines.get(small)
    if not reason and (m := page.opening.match(small)):
        reason = page.starts[m[0]]
        kind, closes = page.rules[reason]
        wordy = long or len(small.split()) > 14
        if (long and reason == "caption") or (wordy and reason not in ("legal", "cookies", "nag", "contact") and not m[0].endswith(":")):
            reason = None
    reason = reason or page.lines.get(small.rstrip(" :.…|>»")) or ("caption" if size(line) <= 60 and _credited(line.head) else None)
    if not reason and (hits := [page.held[hit[0]] for hit in page.holds.find_matches_as_indexes(line.head.lower())]):
        reason = hits[0]
        if size(line) > 14 and (reason not in ("legal", "cookies") or re.search(r"\d", YEAR.sub("", line.head))):
            reason = None  # a paragraph with figures of its own speaks of something else too
    if reason:
        meta = page.labels.read(line.head) if not long else None
        if meta and meta.date:
            return line._replace(kind="meta", reason="dates and source", meta=meta)
        kind, closes = page.rules[reason]
        return line._replace(kind=kind, reason=reason, closes=closes)
    if long or edges.bullet(line):
        return line
    if meta := page.labels.read(line.head):
        return line._replace(kind="meta", reason="dates and source", meta=meta)
    if ruled := _row(line.head, page):
        return line._replace(kind=page.rules[ruled][0], reason=ruled, closes=page.rules[ruled][1])
    kind, reason, closes = header.shape(line.head, small)
    return line._replace(kind=kind, reason=reason, closes=closes)


def _credited(head: str) -> bool:
    """Whether a line ends with an agency's photographer, or one without figures with who took its picture."""
    return bool(SHOT.search(head)) or (bool(CREDITED.search(head)) and not re.search(r"\d", YEAR.sub("", head)))


def _row(head: str, page: Copy) -> str:
    """The rule of a line that is a row of words each of which is the page's own: `About us | Terms | Cookies`."""
    parts = [plain(part) for part in PARTED.split(head) if part.strip()]
    rules = [page.lines.get(p) or ((m := page.opening.match(p)) and len(p.split()) <= 5 and page.starts[m[0]]) for p in parts]
    return next((r for r in rules if page.rules[r][1]), rules[0]) if len(rules) > 1 and all(rules) else ""


def cut(text: str, words: lexicon.Lexicon | None = None, title: str = "") -> tuple[tuple[Block, ...], list[Meta]]:
    """Blocks that cover the text, in order, and what its lines of meta say, the head's before the foot's.

    >>> blocks, _ = cut("Smelter restarts\\n\\nPublished: Jul 28, 2020\\nThe smelter at Korba runs again, its owner said on Monday.\\nTags: India")
    >>> [(b.kind, b.start, b.end) for b in blocks]
    [('title', 0, 16), ('meta', 18, 41), ('body', 42, 100), ('boilerplate', 101, 112)]
    """
    page = copy(words or _shipped())
    found = inserts.pointed(text, inserts.crumbed(lines(text, page)))
    found = heading.retold(found)
    first = heading.paragraph(found)
    headline = heading.find(found, first, title)
    if headline is None and not title and (path := heading.in_path(found[:first])):
        headline, first = path[0] + 1, first + 1
        found = _parted(found, *path)
    found = inserts.boxes(text, found, first)
    found, start = _tabled(text, found, first, headline)
    end = _close(found, start, first)
    end = start + edges.last(text, found[start:end])
    top = None if headline is None else found[headline]
    marked = [*_above(found, start, headline), *_inside(found[start:end], end < len(found), top), *_below(found[end:])]
    marked = _edges(text, marked, page)
    opening = next((text[line.start:line.start + 600] for line in marked if line.kind == "body"), "")
    titled = next((i for i, line in enumerate(marked) if line.kind == "title"), 0)
    begun = next((i for i, line in enumerate(marked) if line.kind == "body" and i > titled), titled)
    nearest = [*marked[titled:begun], *marked[:titled], *marked[begun:]]  # a page's clock stands above the headline
    metas = [line.meta for kind in ("meta", "title") for line in nearest if line.meta and line.kind == kind]
    return tuple(adverts.out(text, _join(marked), page.words)), [*metas, page.labels.dateline(opening)]


def foot(found: Sequence[Block]) -> int | None:
    """Where related news begin below the article's last paragraph, if any do: days printed there are not its own."""
    below = takewhile(lambda b: b.kind != "body", reversed(found))
    return min((b.start for b in below if b.reason == "related"), default=None)


def _tabled(text: str, found: list[Line], first: int, headline: int | None) -> tuple[list[Line], int]:
    """The lines with those of tables freed of what their look seemed to tell, and the line with which the article starts: no later than its table."""
    runs = ruled.tables(text, found, 0 if headline is None else headline + 1, len(found))
    free = {i for low, high in runs for i in range(low, high) if found[i].kind == "meta"}
    found = [line._replace(kind="", reason="", meta=None) if i in free else line for i, line in enumerate(found)]
    return found, min([edges.start(text, found, first, headline), *(low for low, high in runs if low < first)])


def _parted(found: list[Line], i: int, at: int) -> list[Line]:
    """The lines with one of them in two, cut at a character of it."""
    line = found[i]
    upper = line._replace(end=line.start + at, head=line.head[:at].rstrip())
    return [*found[:i], upper, Line(line.start + at, line.end, line.head[at:]), *found[i + 1 :]]


def _close(found: Sequence[Line], start: int, first: int) -> int:
    """Index of the line with which the page's foot begins."""
    left = total = sum(line.end - line.start for line in found[start:] if prose(line))
    for i in range(start, len(found)):
        line = found[i]
        goes_on = line.closes and any(after.reason == "continues" for after in found[i + 1 : i + 4])
        if not goes_on and line.closes and i > first and (left <= 0.7 * total or (line.kind == "related" and left < total)):
            return i
        left -= (line.end - line.start) if prose(line) else 0
    return len(found)


def _above(found: Sequence[Line], start: int, headline: int | None) -> Iterator[Line]:
    for i, line in enumerate(found[:start]):
        if i == headline:
            yield line._replace(kind="title", reason="headline")
        elif headline is not None and same(line, found[headline]):
            yield line._replace(kind="boilerplate", reason="headline repeated")
        elif not line.kind and line.head[0] in "-•" and size(line) < 7 and found[i + 1].kind == "meta" and found[i + 1].head[0] in "-•":
            yield line._replace(kind="meta", reason="dates and source", meta=Meta(source=line.head.strip("-• ")))
        elif not line.kind and headline is not None and i > headline and edges.credit(line):
            yield line._replace(kind="meta", reason="dates and source")
        elif not line.kind and headline is not None and i > headline and (size(line) >= 5 or edges.trails(line)):
            yield line._replace(kind="title", reason="standfirst")
        else:
            yield line if line.kind else line._replace(kind="boilerplate", reason="navigation")


def _inside(body: Sequence[Line], footed: bool, headline: Line | None) -> Iterator[Line]:
    """The article's lines; headings with nothing below them but the foot, and headlines with dates, are not its own."""
    free = [i for i, line in enumerate(body) if not line.kind]
    while footed and len(free) > 1 and size(body[free[-1]]) < 5 and not re.search(r"\d|[.!?。]\W*$", GOODS.sub("", body[free[-1]].head)):
        free.pop()
    last = max((i for i in free if prose(body[i])), default=len(body))
    listed = [line.kind for line in body[last + 1:]]
    news = listed.count("meta") >= 2 and listed.count("") >= 2
    signed = last + 1 + listed.index("meta") if "meta" in listed else len(body)
    for i, line in enumerate(body):
        if news and i > last:
            yield line._replace(kind="related", reason="headlines")
        elif line.kind:
            yield line
        elif 0 < i < free[-1] and inserts.points(line):
            yield line._replace(kind="related", reason="headlines")
        elif headline and len(line.head) > 20 and same(line, headline):
            yield line._replace(kind="boilerplate", reason="headline repeated")
        elif i > signed or i > free[-1]:
            yield line._replace(kind="boilerplate", reason="below the article")
        else:
            yield line._replace(kind="body")


def _below(foot: Sequence[Line]) -> Iterator[Line]:
    related = ""
    for line in foot:
        related = related or (line.reason if line.kind == "related" else "")
        if related:
            yield line._replace(kind="related", reason=related)
        else:
            yield line if line.kind else line._replace(kind="boilerplate", reason="below the article")


def _edges(text: str, marked: Sequence[Line], page: Copy) -> list[Line]:
    """The lines with what runs into the article's first and last line cut off: the day and agency, the editor's name."""
    marked = list(marked)
    body = [i for i, line in enumerate(marked) if line.kind == "body"]
    if not body:
        return marked
    last = marked[body[-1]]
    for m in re.compile(r"(?<=[.!?。)])\s+(?=\S)|\s*(?=[(\[【])").finditer(text, max(last.start + 1, last.end - 400), last.end):
        opening = page.opening.match(plain(text[m.end():m.end() + 80]))
        rule = page.starts[opening[0]] if opening else ""
        if rule == "legal" or (rule in ("filing", "contact") and (opening[0].endswith(":") or opening[0][0] in "([")):
            noted = header.NOTE.fullmatch(text, last.start, m.start())  # a rate of exchange between the text and who wrote it
            tail = last._replace(start=last.start if noted else m.end(), kind="boilerplate", reason=rule)
            marked[body[-1]:body[-1] + 1] = [tail] if noted else [last._replace(end=m.start()), tail]
            break
    line = marked[body[0]]
    if (m := header.PREFIX.match(text, line.start, line.end)) and m.end() < line.end:
        above = line._replace(end=len(text[:m.end()].rstrip()), kind="meta", reason="dates and source", meta=page.labels.dateline(m[0]))
        marked[body[0]:body[0] + 1] = [above, line._replace(start=m.end())]
    return marked


def _join(marked: Sequence[Line]) -> Iterator[Block]:
    for (kind, reason), group in groupby(marked, key=lambda line: (line.kind, line.reason if line.kind != "body" else "")):
        run = list(group)
        yield Block(kind, run[0].start, run[-1].end, reason)
