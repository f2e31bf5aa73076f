"""Every number that stands in a rendered report, HTML or PDF, comes from rows; every source mark leads to a quote that stands at its span."""

from __future__ import annotations

import io
import itertools
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import nbformat
import pandas as pd
import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner

import generated
from potline import cite, datanotes, selection, tables, wording
from potline.cite import GATHERED
from potline.cli import main
from potline.corpus import load
from potline.exporters.html import HTMLExporter
from potline.exporters.pdf import PDFExporter
from potline.show import MIME
from potline.wording import SMALL

GOLD = Path(__file__).parent / "gold" / "seeds"
NAMES = ("01_sources", "02_chain_extension", "03_environmental_crackdown", "04_briefing")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{MONTHS}|{SHORT}) (?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b|\b(?P<alone>(?:19|20)\d\d)\b"
)
BARE = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{MONTHS})(?= to )")  # of "15 February to 31 March 2017"
WORDS = {word: n for n, word in enumerate(SMALL) if n > 1}
NUMBER = re.compile(
    rf"(?P<about>about )?(?<![\w.,])(?P<low>-?\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(WORDS)})\b)(?: to (?P<high>-?\d[\d,]*(?:\.\d+)?))?"
    r"(?: (?P<scale>kt|Mt|t|million|billion|kW|MW|GW|percent|points)\b)?",
    re.I,
)
NAMED = re.compile(rf"\b(\d+|{'|'.join(WORDS)}) named (part|firm)s\b", re.I)
SCALE = {"t": 1.0, "kt": 1e3, "Mt": 1e6, "million": 1e6, "billion": 1e9, "kW": 1e3, "MW": 1e6, "GW": 1e9}
DIMENSION = {"t": ("t",), "kt": ("t",), "Mt": ("t",), "percent": ("percent", "pp"), "points": ("pp", "percent")}
REST = re.compile(r"(?:and|capacity:|lines:) ([\d,]+) (?:more [^:;.]*|rows): (?:([\d.,]+) (kt|Mt|t|million pieces) together|not drawn|(?=up to))")
DRAWN = re.compile(r": (?:about |at least |at most )?([\d.,]+) (kt|Mt|t|million)(?= ?(?:pieces)?[;.])")
TOGETHER = ("event", "stage", "region", "measure", "product")  # what sums of claims are made by
LISTED = 8  # findings that the briefing tells before it counts the rest
FEW = 8  # rows up to which any two of a sentence may be held against each other
MARKED = "\ue000"  # stands for a source mark
UNTOLD = re.compile(rf"; (\w+) more (?={MARKED})")  # claims of a list that are cited, not told: fewer than the facts behind the piece
SHORTENED = re.compile(r"(?<=, )[A-Z][\w ]* and (\w+) more (?=\d)")  # of a card's places two are named: with the rest a count of places
TOKEN = re.compile(r"\d+(?:[.,]\d+)*")


# reports as they are run

@dataclass(frozen=True)
class Run:
    """Reports of one corpus, and the corpus as the package loads it."""

    reports: Path
    corpus: tables.Corpus

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label of a source mark -> fact_id."""
        return {label: i for i, label in cite.number(self.corpus).labels.items()}

    @cached_property
    def claims(self) -> dict[str, pd.Series]:
        rows = selection.claims(self.corpus.facts, checks=self.corpus.checks)
        return {r["fact_id"]: r for _, r in rows.iterrows()}

    @cached_property
    def rows(self) -> dict[str, pd.Series]:
        return {r["fact_id"]: r for _, r in self.corpus.facts.iterrows()}

    @cached_property
    def counts(self) -> set[float]:
        return counts(self.corpus)

    @cached_property
    def words(self) -> list[str]:
        """The articles' own words, on one line each, as a report prints them."""
        own = (*self.corpus.texts.values(), *self.corpus.articles["path"], *self.corpus.articles["title"])
        return [wording.name(text) for text in own]

    @cached_property
    def said(self) -> dict[frozenset[str], tuple[Rows, Days]]:
        return {}

    def of(self, facts: frozenset[str]) -> tuple[Rows, Days]:
        """What may be said of these facts."""
        if facts not in self.said:
            self.said[facts] = Rows(self, facts), Days(self, facts)
        return self.said[facts]

    def page(self, name: str) -> str:
        return (self.reports / f"{name}.html").read_text("utf-8")

    def print(self, name: str) -> bytes:
        return (self.reports / f"{name}.pdf").read_bytes()

    def notebook(self, name: str) -> nbformat.NotebookNode:
        return nbformat.read(self.reports / "notebooks" / f"{name}.ipynb", as_version=4)

    def gathered(self, name: str) -> dict[tuple[str, str], set[str]]:
        """Facts behind marks such as "+4 more", by words and target."""
        found: dict[tuple[str, str], set[str]] = {}
        for mark in _marks([o.data.get(MIME) for c in self.notebook(name).cells for o in c.get("outputs", []) if "data" in o]):
            found.setdefault((mark["mark"][0], mark["target"]), set()).update(mark["facts"])
        return found


def _marks(node: object) -> Iterator[dict]:
    if isinstance(node, dict):
        if "mark" in node:
            yield node
        for value in node.values():
            yield from _marks(value)
    elif isinstance(node, list):
        for value in node:
            yield from _marks(value)


def ran(root: Path, *arguments: str, **filters: list[str]) -> Run:
    """Reports of root/seeds as the command makes them, narrowed by these filters."""
    given = [f"-p{name}={','.join(values)}" for name, values in filters.items()]
    result = CliRunner().invoke(main, ["report", "--seeds", str(root / "seeds"), "--output", str(root / "reports"), *arguments, *given])
    assert result.exit_code == 0, result.output
    return Run(root / "reports", load(root / "seeds", **filters))


def seeds_of(name: str, folder: Path) -> Path:
    if name in ("seeds", "filtered"):
        shutil.copytree(GOLD, folder, ignore=shutil.ignore_patterns("*.json"))
        return folder
    made = generated.articles(60)
    return generated.write(folder, made if name == "sixty" else [next(a for a in made if a.fault)])


CORPORA = {"seeds": NAMES, "sixty": NAMES, "one": NAMES[3:], "filtered": NAMES[3:]}
FILTERS = {"filtered": {"regions": ["Tibet"]}}  # leaves nothing
CASES = [(corpus, name) for corpus, names in CORPORA.items() for name in names]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Run]:
    done: dict[str, Run] = {}

    def run(name: str) -> Run:
        if name not in done:
            root = tmp_path_factory.mktemp(name)
            seeds_of(name, root / "seeds")
            done[name] = ran(root, *(f"--only={n}" for n in CORPORA[name]), **FILTERS.get(name, {}))
        return done[name]

    return run


# what a page prints, piece by piece

class Piece(NamedTuple):
    """A stretch of a report with the facts that it cites; `where` says what it is."""

    where: str
    text: str
    facts: frozenset[str]
    column: str = ""  # of a table; of a chart, which


def named(run: Run, gathered: dict[tuple[str, str], set[str]], mark: Tag) -> frozenset[str]:
    """The facts that a source mark names: of "[2.5]", of "[2.5–8 e]", of "[+4 more]"."""
    if more := re.match(r"\[(\+(\d+) more)", mark.text):
        found = gathered[more[1], mark["href"].removeprefix("#q-").replace("-", ".")]
        assert len(found) >= min(int(more[2]), GATHERED), "all of the rest, or as many as are cited"
        return frozenset(found)
    first, _, last = mark.text.strip("[]").split(" ")[0].partition("–")
    source, low = first.split(".")
    return frozenset(run.labels[f"{source}.{n}"] for n in range(int(low), int(last or low) + 1))


def cited(run: Run, gathered: dict[tuple[str, str], set[str]], element: Tag) -> frozenset[str]:
    """The facts that all source marks of an element name."""
    return frozenset().union(*(named(run, gathered, mark) for mark in element.select(".mark")))


def without_marks(element: Tag) -> str:
    """Its text with a private character for each source mark."""
    words = copy(element)
    for mark in words.select(".mark"):
        mark.replace_with(MARKED)
    return " ".join(words.get_text(" " if element.name == "li" else "").split())


def pieces(run: Run, name: str, page: str) -> Iterator[Piece]:
    """All that a report prints above its evidence: paragraphs, points, cards, captions, charts with their words, cells."""
    gathered = run.gathered(name)
    body = BeautifulSoup(page, "html.parser").main
    body.select_one(".evidence").decompose()
    for number in body.select("figcaption > b, caption > b, a[href^='#figure-'], a[href^='#table-']"):
        number.decompose()
    for figure in body.select("figure"):
        facts = cited(run, gathered, figure)
        yield Piece("caption", without_marks(figure.figcaption), facts)
        for size in (".wide", ".narrow"):
            column = figure["id"] + size
            yield Piece("alternative text", figure.select_one(f"{size} svg")["aria-label"], facts, column)
            yield from (Piece("chart", t.get_text(), facts, column) for t in figure.select(f"{size} svg text"))
        figure.decompose()
    for table in body.select("table"):
        yield Piece("caption", without_marks(table.caption), cited(run, gathered, table.caption))
        heads = [th.get_text() for th in table.select("thead th")]
        for row in table.select("tbody tr"):
            facts = cited(run, gathered, row)
            yield from (Piece("cell", without_marks(c), facts, head) for c, head in zip(row.find_all(["td", "th"]), heads, strict=True))
        table.decompose()
    for element in body.select("p.subtitle, .headline li, .card, h2, h3, pre, p:not(.card p):not(.subtitle)"):
        marks = [named(run, gathered, mark) for mark in element.select(".mark")]
        facts: frozenset[str] = frozenset()
        for text in reversed(sentences(without_marks(element))):  # one without a mark goes on in the next
            count = text.count(MARKED)
            facts = frozenset().union(*marks[len(marks) - count :]) if count else facts
            marks = marks[: len(marks) - count]
            yield Piece("card" if "card" in element.get("class", ()) else element.name, text, facts)


def sentences(text: str) -> list[str]:
    """A paragraph cut at its full stops, those within a quotation left alone."""
    stops = [m.end() for m in re.finditer(r"\. (?=[A-Z\d“])", text) if text.count("“", 0, m.start()) == text.count("”", 0, m.start())]
    return [text[a:b].strip() for a, b in itertools.pairwise([0, *stops, len(text)])]


# where a number may come from

def unresolved(run: Run, shown: Iterator[Piece]) -> list[tuple[str, str, str]]:
    """Numbers that no row explains: what the piece is, the number, the piece's text."""
    shown = list(shown)
    drawn = {p.column: p for p in shown if p.where == "alternative text"}
    missing = []
    for piece in shown:
        wrong = drawn_only(run, piece, drawn) if piece.where == "chart" else explained(run, piece)
        missing += [(piece.where, number, piece.text) for number in wrong]
    return missing


def drawn_only(run: Run, piece: Piece, drawn: dict[str, Piece]) -> list[str]:
    """Numbers of a chart's words that its alternative text, which is checked, does not have, and that are no date on its axis."""
    told = Counter(TOKEN.findall(drawn[piece.column].text))
    if tick := re.fullmatch(rf"(?:(\d{{1,2}}) )?(?:({SHORT}) )?(\d{{4}})", piece.text):
        _, days = run.of(piece.facts)
        return [] if days.first.year <= int(tick[3]) <= (days.last + pd.Timedelta(days=1)).year else [piece.text]
    words = re.sub(r"\d[\d.,]*…$", "", piece.text)
    return [token for token in TOKEN.findall(words) if token not in told]


class Days:
    """The days that facts speak of, with those of their articles."""

    def __init__(self, run: Run, facts: frozenset[str]) -> None:
        rows = run.corpus.facts[run.corpus.facts["fact_id"].isin(facts)] if facts else run.corpus.facts
        articles = run.corpus.articles[run.corpus.articles["article_id"].isin(rows["article_id"]) | (not facts)]
        own = pd.concat([rows["period_start"], rows["period_end"]]).dropna()
        self.days = set(own) | set(articles["published"].dropna())
        self.years = {d.year for d in self.days} | set(articles["reference_year"].dropna())
        self.first, self.last = (min(own), max(own)) if len(own) else (None, None)

    def has(self, date: re.Match[str]) -> bool:
        if date["iso"]:
            return pd.Timestamp(date["iso"]) in self.days
        if date["alone"]:
            return int(date["alone"]) in self.years
        month = (SHORT.split("|").index(date["month"][:3])) + 1
        return any(d.year == int(date["year"]) and d.month == month and (not date["day"] or d.day == int(date["day"])) for d in self.days)

    def bare(self, date: re.Match[str]) -> bool:
        month = MONTHS.split("|").index(date["month"]) + 1
        return any((d.month, d.day) == (month, int(date["day"])) for d in self.days)


def explained(run: Run, piece: Piece) -> list[str]:
    """Numbers of a piece that are neither quoted, nor a date, nor an amount or a count of the rows it cites."""
    text = "" if piece.column in STRUCTURE else unquoted(run, piece)
    rows, days = run.of(piece.facts)
    wrong = [m[0] for m in DATE.finditer(text) if not days.has(m)]
    text = DATE.sub(" ", text)
    wrong += [m[0] for m in BARE.finditer(text) if not days.bare(m)]
    text = BARE.sub(" ", text)
    text, more = rest_of_panels(rows, text) if piece.where == "alternative text" else (text, [])
    wrong += more
    wrong += [m[0] for m in NAMED.finditer(text) if MARKED in text and WORDS.get(m[1].lower(), m[1]) not in rows.named(m[2])]
    everything = run.counts if not piece.facts or MARKED not in piece.text else set()
    text = UNTOLD.sub(lambda m: " " if WORDS.get(m[1], 0) + text[: m.start()].count(";") < len(rows.rows) else m[0], text)
    text = SHORTENED.sub(lambda m: " " if WORDS.get(m[1], 0) + 2 in rows.counts else m[0], text)
    for m in NUMBER.finditer(text):
        sides = [side for side in ("low", "high") if m[side]]
        wrong += [m[0].strip() for side in sides if not rows.give(m, side) and not (not m["scale"] and _value(m, side) in everything)]
    return wrong


def _value(m: re.Match[str], side: str) -> float:
    word = m[side].lower()
    return WORDS[word] if word in WORDS else float(word.replace(",", ""))


STRUCTURE = ("No.",)  # columns that number what the source marks name
QUOTED = ("Title", "Publisher", "The first begins", "Number", "In", "Article", "File", "Reason")  # columns that hold an article's own words


def unquoted(run: Run, piece: Piece) -> str:
    """The text without the words of articles and the names that its rows hold; words that no article has stay."""

    def stands(words: str) -> bool:
        return any(words.strip(" …") in s for s in run.words)

    if piece.column in QUOTED and not re.fullmatch(r"[\d,]+", piece.text) and stands(piece.text):
        return ""
    if piece.column == "Number":
        return "" if piece.text in set(run.corpus.numbers["quote"]) else piece.text
    text = piece.text
    if piece.column == "As printed":
        for quote in sorted(set(run.corpus.numbers["quote"]), key=len, reverse=True):
            text = text.replace(" ".join(quote.split()), " ")
    text = re.sub(r"“([^”]*)”", lambda m: " " if stands(m[1]) else m[0], text)
    cited = run.corpus.facts[run.corpus.facts["fact_id"].isin(piece.facts)]
    names = set(cited["article_id"]) | {n for column in ("company", "region", "place") for value in cited[column].dropna() for n in value.split("; ")}
    for named in sorted((n for n in names if re.search(r"\d", n)), key=len, reverse=True):
        text = text.replace(named, " ")
    return text


class Rows:
    """What may be said of some facts: their values, sums of claims that go together, what totals and parts leave, the base that a change implies."""

    def __init__(self, run: Run, facts: frozenset[str]) -> None:
        self.run, self.rows = run, [run.rows[f] for f in facts]
        named = [c for c in run.claims.values() if facts & set(c["sources"])]
        self.amounts: dict[str, set[float]] = {}
        self.counts: set[float] = set()
        for group in (self.rows, named):
            self._sums(group)
            self._counted(group)
        self._bases()
        self._totals()
        if len(facts) <= FEW:
            self._pairs()
        self.counts |= {float(len(facts & set(c["fact_ids"]))) for _, c in run.corpus.checks.iterrows()}

    def _add(self, unit: object, *values: float) -> None:
        self.amounts.setdefault(str(unit), set()).update(abs(float(v)) for v in values if pd.notna(v))

    def _sums(self, group: list[pd.Series]) -> None:
        for r in group:
            self._add(r["unit"], r["low"], r["high"])
        for n in range(len(TOGETHER) + 1):
            for keys in itertools.combinations(TOGETHER, n):
                sums: dict[tuple, list[float]] = {}
                for r in group:
                    if pd.notna(r["low"]):
                        ends = sorted((abs(r["low"]), abs(r["high"])))
                        for whole in {True, pd.isna(r["part_of"]) and not r.get("part")}:
                            held = sums.setdefault((whole, r["unit"], *(str(r[k]) for k in keys)), [0.0, 0.0])
                            held[0], held[1] = held[0] + ends[0], held[1] + ends[1]
                for (_, unit, *_), ends in sums.items():
                    self._add(unit, *ends)

    def _counted(self, group: list[pd.Series]) -> None:
        """How many rows, firms and places there are, together and by what rows have in common."""
        keys = (*TOGETHER, "part_of", "theme", "flags")
        for n in range(3):
            for chosen in itertools.combinations(keys, n):
                held: dict[tuple, list[pd.Series]] = {}
                for r in group:
                    held.setdefault(tuple(str(r[k]) for k in chosen), []).append(r)
                self.counts.add(float(len(held)))
                for rows in held.values():
                    self.counts.add(float(len(rows)))
                    self.counts |= {float(len({r[c] for r in rows if pd.notna(r[c])})) for c in ("company", "region", "article_id")}
        self.counts.add(float(len({tuple(str(r[k]) for k in ("unit", "region", "stage", "event")) for r in group})))
        self.counts.add(float(sum(not (r["measure"] == "enterprises" and r["event"] == "operating") for r in group)))
        undated = [r for r in group if pd.isna(r["period_start"]) and pd.isna(r["period_end"])]
        self.counts |= {float(len(undated)), float(sum(r["event"] != "operating" for r in undated))}
        places = Counter((name, r["theme"]) for r in group if pd.notna(r["region"]) for name in r["region"].split("; "))
        self.counts |= set(map(float, places.values()))

    def _bases(self) -> None:
        by = lambda kind: [r for r in self.rows if r["statistic"] == kind and pd.notna(r["low"])]  # noqa: E731
        for level, change in itertools.product(by("level"), by("change")):
            if level["article_id"] == change["article_id"] and change["unit"] in ("percent", "pp") and change["low"] > -100:
                self._add(level["unit"], level["low"] / (1 + change["low"] / 100))
                if level["unit"] == "percent":
                    self._add("percent", level["low"] - change["low"])

    def _totals(self) -> None:
        """What named parts come to, and what that leaves of their total or is over it."""
        parts: dict[str, list[pd.Series]] = {}
        for r in self.rows:
            if isinstance(r["part_of"], str) and pd.notna(r["low"]):
                parts.setdefault(r["part_of"], []).append(r)
        for whole, rows in parts.items():
            come = sum(abs(r["low"]) for r in rows)
            self._add(rows[0]["unit"], come)
            if whole in self.run.rows:
                total = self.run.rows[whole]
                self._add(rows[0]["unit"], come - total["low"], total["high"] - come)

    def _pairs(self) -> None:
        for unit, values in [(u, sorted(v)) for u, v in self.amounts.items()]:
            for a, b in itertools.permutations(values, 2):
                self._add(unit, a - b)
                self._add("percent", *([100 * a / b, 100 * (a / b - 1)] if b else []))

    def named(self, what: str) -> set[float]:
        """How many parts of each total, or firms, these rows have."""
        if what == "firm":
            return {len({r["company"] for r in self.rows if pd.notna(r["company"])})}
        return set(Counter(r["part_of"] for r in self.rows if isinstance(r["part_of"], str)).values())

    def give(self, m: re.Match[str], side: str) -> bool:
        """Whether a printed number is one of the amounts in its unit, or without a unit also a count."""
        printed, scale = abs(_value(m, side)), m["scale"] or ""
        units = DIMENSION.get(scale) or [u for u in self.amounts if u != "t" or not scale]
        value = printed * SCALE.get(scale, 1.0)
        due = [v for u in units for v in self.amounts.get(u, ())]
        near = any(abs(value - v) <= 6e-4 * v for v in due) or (m["about"] and any(abs(float(f"{v:.3g}") - value) <= 1e-9 * v for v in due))
        near = near or (scale in ("percent", "points") and any(abs(float(f"{v:.3g}") - value) <= 1e-9 for v in due))
        return bool(near) or (not scale and value in self.counts)


def rest_of_panels(rows: Rows, text: str) -> tuple[str, list[str]]:
    """A chart's words without "and 4 more lines: 120 kt together", and those of them that do not fit what its panel prints.

    Of "and 4 more lines: up to 30 kt" the amount is left to be found among the rows.
    """
    wrong, sums = [], [v for values in rows.amounts.values() for v in values]
    for m in REST.finditer(text):
        all_of = sum(_scaled(n, s) for n, s in DRAWN.findall(_panel(text, m.start()))) + (_scaled(m[2], m[3]) if m[2] else 0)
        fits = not m[2] or any(abs(all_of - v) <= 2e-3 * v for v in sums)
        # totals that are not drawn are not cited: there can be no more than the articles state
        most = len({r["part_of"] for r in rows.run.rows.values() if isinstance(r["part_of"], str)}) if "more total" in m[0] else len(rows.rows)
        wrong += [] if fits and float(m[1].replace(",", "")) < most else [m[0]]
    return REST.sub(" ", text), wrong


def _scaled(number: str, scale: str) -> float:
    return float(number.replace(",", "")) * SCALE[scale.split()[0]]


def _panel(text: str, end: int) -> str:
    """The words of the panel before this place."""
    start = max(text.rfind(". ", 0, end), text.rfind("lines: ", 0, end), text.rfind("capacity: ", 0, end))
    return text[start:end]


def counts(corpus: tables.Corpus) -> set[float]:
    """What a sentence without a source may count: rows of the tables, by their columns, and characters."""
    found: set[float] = set()
    grouped = {
        "articles": ["status", "published"], "blocks": ["kind", "reason", "article_id"], "numbers": ["status", "reason"], "facts": [],
        "checks": ["severity"],
    }
    for name, columns in grouped.items():
        table = getattr(corpus, name)
        found.add(len(table))
        for keys in (k for n in (1, 2) for k in itertools.combinations(columns, n)):
            for _, rows in table.astype(object).groupby(list(keys)):
                found |= {len(rows), rows["article_id"].nunique() if "article_id" in rows else 0}
                found |= {int((rows["end"] - rows["start"]).sum())} if name == "blocks" else set()
    doubts = corpus.checks["severity"].isin(["fault", "look"]).sum()
    found |= {corpus.articles["published"].notna().sum(), doubts, doubts - LISTED}
    found |= {*corpus.articles["body_characters"], *corpus.articles["dropped_characters"]}
    kinds = corpus.numbers.groupby(corpus.numbers["reason"].astype(object))["quote"].nunique()
    return set(map(float, found | set(kinds - datanotes.EXAMPLES)))


# the same in print

def squeezed(text: str) -> str:
    """Words without what a line's end may add or take: spaces, hyphens, bullets, arrows back, the pages in a table of contents."""
    return re.sub(r"[\s\u00ad\ufffe\u2060\u2191\u2022-]+", "", re.sub(r"\u2060\d+(?!\S)", "", text))


def blocks(page: str) -> list[str]:
    """Everything that a page prints, a paragraph, a row or a word of a chart each, the longest first."""
    body = BeautifulSoup(page, "html.parser").main
    found = body.select("p, .headline li, .evidence li, h1, h2, h3, tr, caption, figcaption, .wide svg text, pre")
    return sorted((squeezed(e.get_text()) for e in found if not e.select_one("p")), key=len, reverse=True)


def differs(page: str, pdf: bytes) -> tuple[list[str], list[str]]:
    """What of a page the PDF does not print, and what with a figure the PDF prints beside it."""
    sheets = printed(pdf, squeezed(BeautifulSoup(page, "html.parser").h1.text))
    missing = [block for block in filter(None, blocks(page)) if not (taken(block, sheets) or torn(block, sheets))]
    return missing, [line for sheet in sheets for line in sheet.split("\n") if re.search(r"\d", line)]


def taken(block: str, sheets: list[str]) -> bool:
    """Whether a page prints the words, which are then cut out of it."""
    for n, sheet in enumerate(sheets):
        if block in sheet:
            sheets[n] = sheet.replace(block, "\n", 1)
            return True
    return False


def torn(block: str, sheets: list[str]) -> bool:
    """Whether one page ends with the beginning of the words and the next prints the rest, be it below a figure; both are cut out."""
    for n, (sheet, other) in enumerate(itertools.pairwise(sheets)):
        for at in range(len(block) - 1, 0, -1):
            if sheet.rstrip("\n").endswith(block[:at]) and block[at:] in other:
                sheets[n] = sheet.rstrip("\n").removesuffix(block[:at])
                sheets[n + 1] = other.replace(block[at:], "\n", 1)
                return True
    return False


def printed(pdf: bytes, title: str) -> list[str]:
    """The text of each page of a PDF without its running head and page number."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [squeezed(document[n].get_textpage().get_text_range()) for n in range(len(document))]
    return [re.sub(rf"{n}/{len(pages)}$", "", page.removeprefix(title if n > 1 else "")) for n, page in enumerate(pages, start=1)]


@pytest.mark.parametrize(("corpus", "name"), CASES)
def test_every_number_of_a_page_comes_from_rows(runs: Callable[[str], Run], corpus: str, name: str) -> None:
    run = runs(corpus)
    assert unresolved(run, pieces(run, name, run.page(name))) == []


@pytest.mark.parametrize(("corpus", "name"), CASES)
def test_the_pdf_prints_what_the_page_prints_and_no_other_number(runs: Callable[[str], Run], corpus: str, name: str) -> None:
    assert differs(runs(corpus).page(name), runs(corpus).print(name)) == ([], [])


@pytest.mark.parametrize(("corpus", "name"), CASES)
def test_every_mark_leads_to_a_quote_that_stands_at_its_span(runs: Callable[[str], Run], corpus: str, name: str) -> None:
    run = runs(corpus)
    page = BeautifulSoup(run.page(name), "html.parser")
    quotes = {mark["id"]: mark for mark in page.select(".evidence mark[id]")}
    marks = [mark for mark in page.select(".mark") if not mark.find_parent(class_="evidence")]
    assert marks or corpus == "filtered"
    assert all(mark.name == "a" and mark["href"][1:] in quotes for mark in marks)
    cites = frozenset().union(*(named(run, run.gathered(name), mark) for mark in marks))
    assert cites == {run.labels[place[2:].replace("-", ".")] for place in quotes}
    for place, mark in quotes.items():
        stands(run, run.rows[run.labels[place[2:].replace("-", ".")]], mark)


def stands(run: Run, fact: pd.Series, mark: Tag) -> None:
    """Holds a quote, and the sentence round it, against the article: letter by letter at its offsets."""
    text = run.corpus.texts[fact["article_id"]]
    assert mark.text == fact["quote"] == text[fact["start"] : fact["end"]]
    entry = mark.find_parent("li")
    words = [n for n in entry.descendants if isinstance(n, str) and not n.find_parent("sup")]
    before = sum(map(len, itertools.takewhile(lambda n: mark not in n.parents, words)))
    assert text[fact["start"] - before :].startswith("".join(words))


@pytest.mark.parametrize("corpus", ["seeds", "sixty"])
def test_the_page_of_evidence_has_every_fact_in_the_article_at_its_span(runs: Callable[[str], Run], corpus: str) -> None:
    run = runs(corpus)
    page = BeautifulSoup(run.page("evidence"), "html.parser")
    for note in page.select("sup, sub, summary"):
        note.decompose()
    shown = dict(zip(run.corpus.texts, page.select("section.article .text"), strict=True))
    assert {a: part.get_text().split() for a, part in shown.items()} == {a: text.split() for a, text in run.corpus.texts.items()}
    for label, fact in run.labels.items():
        assert page.find(id="q-" + label.replace(".", "-")).text == run.rows[fact]["quote"]


@pytest.mark.parametrize(("corpus", "name"), CASES)
def test_every_link_of_the_pdf_leads_somewhere(runs: Callable[[str], Run], corpus: str, name: str) -> None:
    with pikepdf.open(io.BytesIO(runs(corpus).print(name))) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link" and "/URI" not in a.get("/A", {})]
        places = set(pdf.Root.Names.Dests.Names[::2]) if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names else set()
        pages = {page.obj.objgen for page in pdf.pages}
        targets = [a.Dest if "/Dest" in a else a.A.D for a in links]
        assert all(t[0].objgen in pages if isinstance(t, pikepdf.Array) else t in places for t in targets)
    marks = BeautifulSoup(runs(corpus).page(name), "html.parser").select("a.mark")
    assert len(links) >= len(marks)


# the tests find what they are for

PLANTS = {  # kind of display, and what of it
    "p": ("prose", ["runs"]), "li": ("headline", ["items"]), "card": ("cards", ["cards"]), "caption": ("figure", ["caption"]),
    "alternative text": ("figure", ["alt"]), "chart": ("figure", ["svg"]), "cell": ("table", ["body"]),
}


def planted(run: Run, name: str, where: str, true: str, false: str) -> nbformat.NotebookNode:
    """The executed notebook with every payload of this kind falsified."""
    kind, keys = PLANTS[where]
    node = run.notebook(name)
    for payload in (o.data[MIME] for c in node.cells for o in c.get("outputs", []) if o.get("data", {}).get(MIME, {}).get("kind") == kind):
        payload.update({key: _mapped(payload[key], lambda text: text.replace(true, false)) for key in keys})
    return node


def _mapped(node: object, change: Callable[[str], str]) -> object:
    if isinstance(node, dict):
        return {k: v if k in ("mark", "facts", "target") else _mapped(v, change) for k, v in node.items()}
    return [_mapped(v, change) for v in node] if isinstance(node, list) else change(node) if isinstance(node, str) else node


@pytest.mark.parametrize("where", PLANTS)
def test_a_figure_of_nobody_is_found_wherever_it_is_planted(runs: Callable[[str], Run], where: str) -> None:
    run, name = runs("seeds"), NAMES[2] if where == "cell" else NAMES[3]
    node = planted(run, name, where, *(("Period: May", "1.08 Mt. Period: May") if where == "caption" else ("1.07", "1.08")))
    page, pdf = (exporter().from_notebook_node(node)[0] for exporter in (HTMLExporter, PDFExporter))
    found = unresolved(run, pieces(run, name, page))
    assert {place for place, _, _ in found} >= {where}
    assert any("1.08" in number for _, number, _ in found)
    assert where == "alternative text" or differs(run.page(name), pdf) != ([], [])


@pytest.mark.parametrize(
    ("true", "false"),
    [("in May 2017", "in May 2014"), ("four named parts", "five named parts"), ("22 percent more", "23 percent more"),
     ("about 227 kt", "about 228 kt"),
     ("400 kt more", "410 kt more"), ("Of 61 numbers", "Of 64 numbers"), ("164 of 167", "164 of 168"), ("43.4 percent if", "43.5 percent if"),
     ("“a huge amount of sewage fines", "“3 huge amounts of sewage fines")],
)  # fmt: skip
def test_a_date_a_count_or_a_difference_of_nobody_is_found(runs: Callable[[str], Run], true: str, false: str) -> None:
    run = runs("seeds")
    page = run.page(NAMES[3])
    assert true in page
    assert unresolved(run, pieces(run, NAMES[3], page.replace(true, false)))


def test_the_pdf_of_another_report_is_told_apart(runs: Callable[[str], Run]) -> None:
    missing, more = differs(runs("seeds").page(NAMES[3]), runs("one").print(NAMES[3]))
    assert missing and more


def test_the_articles_made_up_are_the_same_for_the_same_seed_and_have_every_trouble() -> None:
    made = generated.articles(60)
    assert made == generated.articles(60) != generated.articles(60, seed=2)
    assert len({a.name for a in made}) == 60
    assert all(sum(map(has, made)) >= 3 for has in (
        lambda a: a.fault, lambda a: bool(a.reprint), lambda a: any(advert in a.text for advert in generated.ADVERTS),
        lambda a: any(footer in a.text for footer in generated.FOOTERS),
    ))  # fmt: skip


# nothing to report of

def test_without_an_article_the_run_says_where_they_go_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    result = CliRunner().invoke(main, ["report", "--seeds", str(tmp_path / "seeds"), "--output", str(tmp_path / "reports")])
    assert result.exit_code == 1
    assert re.search(r"No articles could be read in .*seeds: put \.txt, \.md, \.html or \.jsonl files there", result.stderr)
    assert not [p for p in (tmp_path / "reports").rglob("*") if p.is_file() and ".potline" not in p.parts]
