"""The nouns of Potline: what is read, what is found, what is claimed. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple

EVENTS = {  # event -> family
    "announced": "supply_up", "under_construction": "supply_up", "commissioned": "supply_up", "restarted": "supply_up",
    "project_halted": "supply_down", "shut": "supply_down", "curtailed": "supply_down",
    "found_illegal": "enforcement", "inspected": "enforcement", "penalised": "enforcement",
    "operating": "state", "reported": "state", "forecast": "state",
}
MEASURES = (
    "capacity", "output", "processing_rate", "operating_rate", "share", "ratio", "inventory", "price", "cost", "premium",
    "consumption", "imports", "exports", "sales", "investment", "revenue", "profit", "fine", "subsidy", "enterprises",
    "people", "inspections", "energy", "emissions", "duration", "other",
)
STAGES = {  # product -> stage of the industry chain
    "bauxite": "mining", "alumina": "refining", "primary_aluminium": "smelting",
    "scrap": "recycling", "secondary_aluminium": "recycling",
    **dict.fromkeys(("semis", "strip", "sheet_plate", "foil", "can_stock", "bar", "rod", "profile", "wire_cable", "casting", "wheel"), "fabrication"),
    "carbon_anode": "inputs", "other": "other",
}
STATISTICS = ("level", "change")
BASES = ("yoy", "mom", "qoq", "ytd", "since")
QUALIFIERS = ("exact", "about", "at_least", "at_most")
PERS = ("year", "month", "week", "day", "hour")
THEMES = ("chain_extension", "crackdown", "market", "other")
BLOCK_KINDS = ("title", "meta", "body", "boilerplate", "related", "advert")
STATUSES = ("fact", "set_aside", "unexplained")
REASONS = (
    "date", "time", "ordinal", "identifier", "name", "specification", "reference", "bound", "indefinite",
    "exchange_rate", "idiom", "garbled", "truncated", "advert",
    "analyst",  # set aside by an analyst's decision
)
FLAGS = {
    "alias": "the firm stands under another name elsewhere in the article",
    "truncated_name": "a place stands where a list of firms wants a firm: the name was cut",
    "parts_exceed_total": "the named parts come to more than the stated total",
    "pp_or_percent": "a change of a rate printed in percent may mean percentage points",
    "year_inferred": "the year is not printed: taken from the day of publication or from the other years of the text",
    "unit_inherited": "no unit is printed in full: the likeliest is taken from the words and the amounts around",
    "product_inherited": "the product is taken from the paragraph's label or the article",
    "region_inherited": "the region is taken from an earlier sentence or the title",
    "unsure": "the reading is less likely than not; `candidates` holds the next one",
    "corrected": "an analyst corrected the reading",
    "accepted": "an analyst looked at the reading and let it stand",
}


class PotlineError(Exception):
    """Something a user can mend; the message names the file, the thing and what to do."""


class Block(NamedTuple):
    """A stretch of an article's text, `text[start:end]`, and why it is taken for what it is."""

    kind: str  # one of BLOCK_KINDS
    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as decoded text, cut into blocks that do not overlap, in order of `start`."""

    article_id: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    published: date | None = None
    source: str = ""
    url: str = ""
    reference_year: int | None = None
    reference_how: str = ""  # "published", "printed years", ...
    path: str = ""
    sha256: str = ""
    encoding: str = ""

    def spans(self, *kinds: str) -> list[tuple[int, int]]:
        """Start and end of every block of these kinds, in order."""
        return [(b.start, b.end) for b in self.blocks if b.kind in kinds]


@dataclass(frozen=True, slots=True)
class Unread:
    """A seed file that could not be read, and why."""

    path: str
    reason: str


class Quantity(NamedTuple):
    """An amount: `text[start:end]` printed it; `low == high` unless a range was printed."""

    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    per: str = ""
    qualifier: str = "exact"


class Period(NamedTuple):
    """A time: `text[start:end]` printed it; `first` and `last` are its first and last day (None: open)."""

    start: int
    end: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of an article; the columns of the table `facts`."""

    fact_id: str
    article_id: str
    start: int
    end: int
    quote: str
    sentence: str
    event: str
    measure: str
    statistic: str = "level"
    basis: str | None = None
    low: float | None = None
    high: float | None = None
    qualifier: str = "exact"
    unit: str | None = None
    per: str | None = None
    product: str | None = None
    stage: str | None = None
    company: str | None = None
    region: str | None = None
    place: str | None = None
    region_code: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    theme: str = "other"
    part_of: str | None = None
    flags: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()  # the next reading where the first is not sure
    rule: str = ""  # the rule that made it


@dataclass(frozen=True, slots=True)
class Number:
    """One number of title or body and what became of it; the columns of the table `numbers`."""

    article_id: str
    start: int
    end: int
    quote: str
    status: str
    reason: str | None = None
    fact_id: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of the reconciliation; the columns of the table `checks`."""

    check_id: str
    kind: str
    article_ids: tuple[str, ...]
    fact_ids: tuple[str, ...]
    stated: float | None
    expected: float | None
    difference: float | None
    unit: str | None
    text: str  # the finding as a sentence
    severity: str = "look"  # "fault" does not add up, "look" wants a decision, "note" agrees or is said for the record


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one article says: its facts and its ledger, both in order of `start`."""

    article: Article
    facts: tuple[Fact, ...] = ()
    numbers: tuple[Number, ...] = field(default=())


def row(noun: Any) -> dict[str, Any]:
    """A noun's fields as a row of its table; shallow, unlike `dataclasses.asdict`.

    >>> row(Unread("a.txt", "empty"))
    {'path': 'a.txt', 'reason': 'empty'}
    """
    return {f.name: getattr(noun, f.name) for f in fields(noun)}
