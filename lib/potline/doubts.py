"""What wants an analyst's decision, most doubtful and most consequential first, and what a decision does; no widgets here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from potline import corpus as corpora
from potline import corrections, sheet, tables
from potline.corrections import CORRECTABLE, Correction
from potline.lexicon import Lexicon
from potline.markup import THEMES, escape
from potline.model import FLAGS, REASONS, Fact, Parsed, PotlineError
from potline.reconcile import WEIGHT
from potline.tables import Corpus

SETTLED = {"accepted", "corrected"}
COLUMNS = tuple(c for c in CORRECTABLE if c not in ("region_code", "part_of"))  # the code follows the region; a part follows its total
SAYS = {"total_of_parts": "parts_exceed_total", "implied_base": "pp_or_percent"}  # kind of a finding -> the flag that says the same
MENTIONS = ("companies", "regions", "products")
Layer = tuple[int, int, str]  # start, end, class


class Spot(NamedTuple):
    """A number, or the words of a claim without one: `quote` at `start` of an article; `fact_id` is empty where it is no fact."""

    article_id: str
    start: int
    end: int
    quote: str
    fact_id: str


class Doubt(NamedTuple):
    """Something that wants a decision: `kind` of a check, `flag` or `unexplained`; `text` says it in words."""

    kind: str
    severity: str  # "fault", "look", "flag", "unexplained"
    text: str
    spots: tuple[Spot, ...]

    @property
    def key(self) -> tuple[str, str, int]:
        """What stays the same when the facts are read again."""
        return (self.kind, self.spots[0].article_id, self.spots[0].start)


def doubts(parsed: Iterable[Parsed], checks: pd.DataFrame) -> list[Doubt]:
    """Findings that do not add up, findings to look at, facts with flags, numbers no rule explains; what is decided is left out."""
    parsed = list(parsed)
    facts = {f.fact_id: f for p in parsed for f in p.facts}
    wanted = list(_findings(checks, facts))
    told = {spot.fact_id for doubt in wanted for spot in doubt.spots}
    flagged = sorted((f for f in facts.values() if f.flags and not _settled(f) and f.fact_id not in told), key=_rank)
    wanted += [Doubt("flag", "flag", f"“{f.quote}”: {'; '.join(FLAGS.get(word, word) for word in f.flags)}.", (_spot(f),)) for f in flagged]
    odd = [Spot(n.article_id, n.start, n.end, n.quote, "") for p in parsed for n in p.numbers if n.status == "unexplained"]
    return wanted + [Doubt("unexplained", "unexplained", f"No rule explains “{spot.quote}”.", (spot,)) for spot in odd]


def _findings(checks: pd.DataFrame, facts: Mapping[str, Fact]) -> Iterator[Doubt]:
    for check in checks[checks["severity"].isin(("fault", "look"))].itertuples():
        held = [facts[i] for i in check.fact_ids]
        if not all(map(_settled, held)):
            yield Doubt(check.kind, check.severity, check.text, tuple(map(_spot, held)))


def _settled(f: Fact) -> bool:
    return not SETTLED.isdisjoint(f.flags)


def _spot(f: Fact) -> Spot:
    return Spot(f.article_id, f.start, f.end, f.quote, f.fact_id)


def _rank(f: Fact) -> tuple[float, ...]:
    """Most flags first, then the largest amount."""
    return -len(f.flags), -abs(f.low or 0) * WEIGHT.get((f.unit or "").split("/")[0], 1.0)


@dataclass
class Desk:
    """A corpus and the decisions on it. `now` gives the time of a decision: the desk is the one place that takes the time."""

    corpus: Corpus
    who: str
    now: Callable[[], datetime]
    parsed: dict[str, Parsed] = field(init=False)
    wanted: list[Doubt] = field(init=False)
    done: list[tuple[bytes, bytes, set[str]]] = field(init=False, default_factory=list)  # the file before and after each decision, whose articles

    def __post_init__(self) -> None:
        if not self.corpus.folder:
            raise PotlineError("This corpus was not read from a folder: hand over what potline.load() gave.")
        self.file = corpora.decisions_file(Path(self.corpus.folder))
        self.lexicon = corpora.words(Path(self.corpus.folder))
        self._take(self.corpus)

    def _take(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.parsed = {p.article.article_id: p for p in tables.nouns(corpus)[0]}
        self.wanted = doubts(self.parsed.values(), corpus.checks)

    def fact(self, spot: Spot) -> Fact:
        """The fact there; of a number that is none, the fact that its quote alone would make."""
        parsed = self.parsed[spot.article_id]
        return next((f for f in parsed.facts if f.start == spot.start), None) or corrections.added(parsed.article, self._row(spot, "add"))

    def reading(self, spot: Spot) -> dict[str, str]:
        """Every column that can be corrected as the corrections file would write it; empty for none."""
        fact = self.fact(spot)
        return {name: _written(getattr(fact, name)) for name in COLUMNS}

    def also(self, doubt: Doubt) -> list[str]:
        """What else a decision on all numbers of a doubt settles: flags of theirs, and what else wants a decision on them."""
        others = [d for d in self.wanted if d.key != doubt.key and {*d.spots} & {*doubt.spots}]
        said = {word for d in (doubt, *others) for word in (d.kind, SAYS.get(d.kind))}
        facts = [f for f in map(self.fact, doubt.spots) if not _settled(f) and doubt.kind not in ("flag", "unexplained")]
        return [d.text for d in others] + [f"“{f.quote}”: {FLAGS.get(word, word)}." for f in facts for word in f.flags if word not in said]

    def accept(self, spots: Sequence[Spot], why: str = "") -> None:
        """Let these readings stand: those that are facts and not decided yet."""
        self._decide([self._row(s, "accept", why=why) for s in spots if s.fact_id and not _settled(self.fact(s))])

    def correct(self, spot: Spot, values: Mapping[str, str], why: str = "") -> None:
        """Write the columns in which `values` differ from the reading; a number that is no fact is made one.

        An amount that was no range stays none: its other end moves along. PotlineError names what cannot be written.
        """
        before = self.reading(spot)
        changed = {k: v.strip() for k, v in values.items() if v.strip() != before[k]}
        ends = changed.keys() & {"low", "high"}
        if len(ends) == 1 and before["low"] == before["high"]:
            changed |= dict.fromkeys(("low", "high"), changed[ends.pop()])
        wrong = [f"{k}: {complaint}" for k, v in changed.items() if (complaint := corrections.complaint(k, v))]
        if wrong or (spot.fact_id and not changed):
            raise PotlineError(" ".join(wrong) or "Nothing is changed: choose another value, or accept the reading.")
        action = "correct" if spot.fact_id else "add"
        rows = [self._row(spot, action, column, value, why) for column, value in changed.items()]
        self._decide(rows if spot.fact_id else [self._row(spot, "add", why=why), *rows])

    def set_aside(self, spot: Spot, reason: str = "analyst", why: str = "") -> None:
        """Take a number out of the facts, for one of model.REASONS."""
        if reason not in REASONS:
            raise PotlineError(f"{reason!r} is no reason to set a number aside; known are {', '.join(REASONS)}.")
        self._decide([self._row(spot, "drop", value=reason, why=why)])

    def _row(self, spot: Spot, action: str, column: str = "", value: str = "", why: str = "") -> Correction:
        sha = self.parsed[spot.article_id].article.sha256
        moment = self.now().isoformat(timespec="milliseconds")  # of two decisions on one number the later stands, also within a second
        return Correction(spot.article_id, sha, spot.start, spot.quote, action, column, value, self.who.strip(), moment, why.strip())

    def _decide(self, rows: Sequence[Correction]) -> None:
        """Into the file at once, then the articles concerned anew."""
        if not self.who.strip():
            raise PotlineError("Say who decides: a name goes with every decision.")
        before, articles = self._bytes(), {row.article_id for row in rows}
        if rows:
            corrections.append(self.file, *rows)
            self.done.append((before, self._bytes(), articles))
        self._take(corpora.renewed(self.corpus, articles))

    def _bytes(self) -> bytes:
        return self.file.read_bytes() if self.file.is_file() else b""

    def undo(self) -> None:
        """Take the last decision of this desk out of the file; PotlineError where there is none, or where the file was changed since."""
        if not self.done:
            raise PotlineError("There is no decision of this desk left to take back; older ones are rows of the file, to be deleted there.")
        before, after, articles = self.done[-1]
        if self._bytes() != after:
            raise PotlineError(f"{self.file.name} was changed since: delete the row there, and show the desk anew.")
        sheet.write(self.file, after, before)
        self.done.pop()
        self._take(corpora.renewed(self.corpus, articles))

    def article(self, spot: Spot, others: Collection[Spot] = ()) -> str:
        """The spot's article as HTML, see `article_html`."""
        return article_html(self.parsed[spot.article_id], self.lexicon, spot, others)


def _written(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else value.isoformat() if isinstance(value, date) else str(value)


def article_html(parsed: Parsed, lexicon: Lexicon, spot: Spot, others: Collection[Spot] = ()) -> str:
    """An article with every text escaped: the spot marked `now`, the `others` of its finding, facts by theme, firms, places, products."""
    article = parsed.article
    layers = [(t.start, t.end, t.entry.kind) for t in lexicon.find(article.text, MENTIONS)]
    layers += [(f.start, f.end, f"fact {THEMES.get(f.theme, 'neutral')}") for f in parsed.facts]
    layers += [(n.start, n.end, n.status) for n in parsed.numbers if n.status != "fact"]
    layers += [(s.start, s.end, "other") for s in others if s.article_id == spot.article_id and s.start != spot.start]
    layers.append((spot.start, spot.end, "now"))
    parts, at = [], 0
    for block in article.blocks:
        drawn = _drawn(article.text, block.start, block.end, layers)
        if block.kind not in ("title", "body"):
            shown = " open" if block.start <= spot.start < block.end else ""
            drawn = f"<details{shown}><summary>Left out: {escape(block.kind)}</summary>{drawn}</details>"
        parts += [_drawn(article.text, at, block.start, layers), f"<b>{drawn}</b>" if block.kind == "title" else drawn]
        at = block.end
    return "".join([*parts, _drawn(article.text, at, len(article.text), layers)])


def _drawn(text: str, start: int, end: int, layers: Iterable[Layer]) -> str:
    """`text[start:end]` cut where a layer begins or ends, each piece in one element with the classes of all layers over it.

    >>> _drawn("a <b> c", 0, 7, [(2, 5, "fact"), (3, 4, "now")])
    'a <mark class="fact">&lt;</mark><mark class="fact now">b</mark><mark class="fact">&gt;</mark> c'
    """
    inside = [layer for layer in layers if layer[0] < end and layer[1] > start]
    cuts = sorted({start, end, *(min(max(edge, start), end) for layer in inside for edge in layer[:2])})
    parts = []
    for first, last in pairwise(cuts):
        names = " ".join(name for s, e, name in inside if s <= first and last <= e)
        tag = "mark" if "fact" in names or "now" in names else "span"
        parts.append(f'<{tag} class="{names}">{escape(text[first:last])}</{tag}>' if names else escape(text[first:last]))
    return "".join(parts)
