"""What shows only once all claims of an article stand: themes, totals and their parts, years that nobody printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from potline.grammar import Spans
from potline.model import EVENTS, Article, Fact, Number
from potline.scan import Scan

_LISTS = re.compile(
    r"\b(?:respectively|which (?:were|are)|including|of which|of these|namely|among (?:them|which|these)|comprising|made up of|consist\w*|[Nn]amed"
    r"|that is)\b|[:：]"
)
_DOWN = {e for e, family in EVENTS.items() if family in ("supply_down", "enforcement")}
_UP = {e for e, family in EVENTS.items() if family == "supply_up"}
MOST = 100  # claims behind a total that are looked at
_MADE = ("output", "processing_rate", "capacity")


def finish(article: Article, found: Scan, facts: Sequence[Fact]) -> list[Fact]:
    """The facts with theme, part_of and the flags that need the whole article."""
    dirty = _environmental(found)
    years = set(re.findall(r"(?:19|20)\d\d", article.text))
    out = [replace(f, theme=_theme(f, f.sentence in dirty or "" in dirty), flags=_dated(f, years)) for f in facts]
    beside = {f.sentence for f in out if f.theme == "crackdown"}
    out = [replace(f, theme="crackdown") if f.sentence in beside and f.event in ("operating", "inspected") and f.theme == "other" else f for f in out]
    return _totals(article.text, out)


def _environmental(found: Scan) -> set[str]:
    """The sentences that speak of enforcement; the empty string too where the whole article does."""
    dirty = {r.text for r in found.sentences if r.of("themes")}
    whole = len(dirty) * 3 >= len(found.sentences) or any(r.title and r.of("themes") for r in found.sentences)
    return dirty | ({""} if whole else set())


def _theme(f: Fact, dirty: bool) -> str:
    """Extension, crackdown, market or other, by what happened to what."""
    if f.event in _DOWN:
        return "crackdown" if dirty or f.event in ("found_illegal", "inspected", "penalised") else "market"
    if f.event in _UP and f.stage != "other":
        return "chain_extension"
    if f.measure in ("price", "cost", "premium", "inventory", "imports", "exports", "consumption", "sales", "revenue", "profit", "operating_rate"):
        return "market"
    return "chain_extension" if f.measure in _MADE and f.stage not in (None, "other") else "other"


def _dated(f: Fact, years: set[str]) -> tuple[str, ...]:
    """The flags of a fact; `year_inferred` where no text prints the year of its period."""
    known = not f.period_start or str(f.period_start.year) in years
    return f.flags if known else (*f.flags, "year_inferred")


def _totals(text: str, facts: list[Fact]) -> list[Fact]:
    """Each part tied to the total that its list opens with, and totals flagged that their parts exceed."""
    out = {f.fact_id: f for f in facts}
    for i, total in enumerate(facts):
        parts = _parts(text, total, facts[i + 1 : i + MOST])
        if len(parts) < 2:
            continue
        if len({p.company for p in parts}) > 1:  # "1.35 Mt, including Wanhe 830 kt": Wanhe holds its own part
            out[total.fact_id] = replace(out[total.fact_id], company=None)
        for p in parts:
            out[p.fact_id] = replace(out[p.fact_id], part_of=total.fact_id)
        if sum(p.low or 0 for p in parts) > (total.high or 0) * 1.0001:
            out[total.fact_id] = replace(out[total.fact_id], flags=(*out[total.fact_id].flags, "parts_exceed_total"))
    return list(out.values())


def _parts(text: str, total: Fact, rest: Iterable[Fact]) -> list[Fact]:
    """The claims behind a total that share it out among firms: "2 Mt was stopped, which were 800 kt for A, 800 kt for B"."""
    if total.low is None or total.unit != "t" or total.statistic != "level":
        return []
    parts: list[Fact] = []
    for f in rest:
        same = f.unit == total.unit and f.event == total.event and f.measure == total.measure and f.statistic == "level" and f.low is not None
        if not same or f.start - total.end > 900 or f.low > total.high or not (f.company or "truncated_name" in f.flags):  # type: ignore[operator]
            break
        parts.append(f)
    if not parts:
        return []
    tail = text[parts[-1].end : parts[-1].end + 20] if parts[0].sentence == total.sentence else ""
    if not _LISTS.search(text[total.end : parts[0].start] + tail) or (total.company and total.company != parts[0].company):
        return []
    share = sum(p.low or 0 for p in parts) / (total.high or 1)
    return parts if 0.3 <= share <= 2.0 else []


_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def booked(article: Article, numbers: Iterable[Number]) -> list[Number]:
    """The ledger in order: of overlapping rows the fact, else the longer; every digit of title, body and adverts in some row."""
    kept: list[Number] = []
    for n in sorted(set(numbers), key=lambda n: (n.start, -n.end, n.reason == "date", n.reason or "")):
        if not kept or n.start >= kept[-1].end:
            kept.append(n)
        elif (n.status == "fact", n.end - n.start) > (kept[-1].status == "fact", kept[-1].end - kept[-1].start):
            kept[-1] = n
    held = Spans([(n.start, n.end) for n in kept])
    for kind in ("title", "body", "advert"):
        for start, end in article.spans(kind):
            for m in _DIGITS.finditer(article.text, start, end):
                if not held.hit(m.start(), m.end()):
                    why = ("set_aside", "advert") if kind == "advert" else ("unexplained", None)
                    kept.append(Number(article.article_id, m.start(), m.end(), m.group(), *why))
    return sorted(kept, key=lambda n: n.start)
