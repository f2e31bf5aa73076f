"""What an article has said so far, for sentences that leave it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from potline.frame import Claim
from potline.lexicon import Entry, Lexicon
from potline.model import Fact
from potline.numerals import Amount
from potline.places import Where

Days = tuple[date | None, date | None]
_RECENT = 50  # times of claims that are kept


class Firm(NamedTuple):
    """A firm's mention: the canonical name, and how it is printed."""

    start: int
    end: int
    name: str
    printed: str
    home: str
    entry: Entry | None = None
    form: str = ""


@dataclass(slots=True)
class Context:
    """What an article has said so far, for sentences that leave it out."""

    lexicon: Lexicon
    article_id: str
    text: str
    published: date | None
    title_product: str | None = None
    title_region: tuple[Where, ...] = ()
    title_firms: tuple[Firm, ...] = ()
    main: tuple[Firm, ...] = ()  # the firm that the article is about
    label: str | None = None
    fabricated: bool = False  # bare "aluminum" means fabricated products here
    product: str | None = None
    focus: str | None = None  # the product that the article is about
    regions: tuple[Where, ...] = ()
    firms: tuple[Firm, ...] = ()
    group: tuple[Firm, ...] = ()  # the firms that were last named side by side
    period: Days | None = None
    ran: Days | None = None  # what the last figure of output, trade or results was given for
    told_for: Days | None = None  # the month, quarter or half that the headline or the lead gives figures for
    order: Days | None = None  # when the last closure was ordered or carried out
    stood: Days | None = None  # the day for which the sentence before gave a capacity
    season: Days | None = None  # the heating season that the article speaks of
    sole: Days | None = None  # the only time that the article prints
    paragraph: int = -1
    only: dict[str, Where] = field(default_factory=dict)  # province -> the one place in it that the article names
    lead: tuple[Where, ...] = ()  # where the first sentences are set
    desk: tuple[Where, ...] = ()  # where the report was sent from, by its dateline
    country: tuple[Where, ...] = ()  # that most places of the article lie in
    home: dict[str, tuple[Where, ...]] = field(default_factory=dict)
    surface: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)  # measure -> what its first change was held against
    printed: dict[int, Amount] = field(default_factory=dict)  # start of an amount -> the amount as print has it
    lent: set[int] = field(default_factory=set)  # starts of amounts that were given a unit which neither print nor a rule gives
    price: tuple[str, str] | None = None  # measure and unit of the last price
    dirty: bool = False  # the article is about environmental enforcement
    main_event: str | None = None  # what the headline tells to happen
    end: int = 0  # where the last sentence ends
    year: int | None = None  # the article's own
    topic: Any = None  # topic.Topic: what the article tells of as a whole
    cast: Any = None  # cast.Cast: who and what it names, and where
    tense: str = ""  # whether the time spoken of last lies ahead
    names: dict[str, int] = field(default_factory=dict)  # a name that nobody knows -> how often it stands in mid-sentence
    capitals: dict[str, list[int]] = field(default_factory=dict)  # a capitalised word -> where it stands in mid-sentence
    last: Claim | None = None  # the claim before
    same: dict[str, Claim] = field(default_factory=dict)  # class of unit -> the last claim in it
    often: dict[str, dict[str, int]] = field(default_factory=dict)  # class of unit -> what its claims said, and how often
    amounts: dict[tuple[str, float], Claim] = field(default_factory=dict)  # unit and value -> the first claim of it
    facts: list[Fact] = field(default_factory=list)  # the claims so far
    latest: dict[Any, Fact] = field(default_factory=dict)  # owner, event and owner, unit, measure, event, unit and value -> the last
    recent: list[Days] = field(default_factory=list)  # the times of the claims so far, the latest first, each once
    spots: dict[str, tuple[Where, ...]] = field(default_factory=dict)  # where each claim holds
    owners: set[str] = field(default_factory=set)  # firms of the claims so far
    whose: dict[Any, set[str]] = field(default_factory=dict)  # slot and value -> owners of the claims that had it

    def claimed(self, c: Claim) -> None:
        """Remembers what a claim says."""
        a, said = c.amount, f"{c.measure} {c.event}"
        counts = self.often.setdefault(a.kind, {})
        counts[said] = counts.get(said, 0) + 1
        self.amounts.setdefault((a.unit, a.high), c)
        self.last = self.same[a.kind] = c

    def slots(self, f: Fact) -> tuple[tuple[str, ...], str | None, tuple[Where, ...], Days]:
        """Firms, product, places and time of an earlier claim."""
        return tuple(f.company.split("; ")) if f.company else (), f.product, self.spots.get(f.fact_id, ()), (f.period_start, f.period_end)

    def stated(self, f: Fact, spots: tuple[Where, ...]) -> None:
        """Remembers a claim with its slots filled."""
        self.facts.append(f)
        self.spots[f.fact_id] = spots
        owner, value = f.company or "", max(abs(f.low or 0.0), abs(f.high or 0.0))
        for key in (("owner", owner), (f.event, owner), f.unit, f.measure, f.event, (f.unit, value)):
            self.latest[key] = f
        self.owners.update(owner.split("; "))
        for said in (("product", f.product), ("region", spots)):
            self.whose.setdefault(said, set()).add(owner)
        days = (f.period_start, f.period_end)
        if any(days):
            self.recent = [days, *(d for d in self.recent if d != days)][:_RECENT]
