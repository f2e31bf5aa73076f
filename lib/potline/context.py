"""What an article has said so far, for sentences that leave it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from potline.lexicon import Entry, Lexicon
from potline.places import Where

Days = tuple[date | None, date | None]


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
    figured: int = -1  # the paragraph of that figure
    compared: set[int] = field(default_factory=set)  # where levels of a year or a month before stand
    order: Days | None = None  # when the last closure was ordered or carried out
    stood: Days | None = None  # the day for which the sentence before gave a capacity
    season: Days | None = None  # the heating season that the article speaks of
    sole: Days | None = None  # the only time that the article prints
    paragraph: int = -1
    only: dict[str, Where] = field(default_factory=dict)  # province -> the one place in it that the article names
    lead: tuple[Where, ...] = ()  # where the first sentences are set
    spoken: int = -1  # the paragraph that `regions` stood in
    country: tuple[Where, ...] = ()  # that most places of the article lie in
    home: dict[str, tuple[Where, ...]] = field(default_factory=dict)
    surface: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)  # measure -> what its first change was held against
    counted: dict[str, str] = field(default_factory=dict)  # class of unit -> what last happened to things counted in it
    topics: dict[str, str] = field(default_factory=dict)  # class of unit -> what was last measured in it
    begun: str | None = None  # whether the project that the title or the lead tells of is built or being built
    headed: tuple[int, str] = (-1, "")  # paragraph, and what a short sentence without figures says it is about
    told_of: str | None = None  # what the last figure with a word for it measured
    price: tuple[str, str] | None = None  # measure and unit of the last price
    period_events: set[str] = field(default_factory=set)  # what happened in that period
    project: str | None = None  # what the paragraph last said of a project
    end: int = 0  # where the last sentence ends
    dirty: bool = False  # the article is about environmental enforcement
    told: str | None = None  # what happened to the capacity spoken of last
    told_in: int = -9  # the paragraph that it was told in
    main_event: str | None = None  # what the headline tells to happen
