"""Whose, of what, where and when: the owner, product, region and period of a claim, from its sentence or its clear antecedent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from potline.frame import FAR, Claim, Ruler, nearest
from potline.grammar import Amount
from potline.lexicon import Entry, Lexicon, Term
from potline import places
from potline.periods import When
from potline.places import Where
from potline.scan import Scan, Sentence

_SUFFIX = (
    r"(?:Aluminum|Aluminium|Alumina|Group|Holdings?|Company|Corporation|Corp|Co|Ltd|Limited|Inc|LLC|PLC|plc|AG|GmbH|SA|S\.A|SpA|ASA|AS|NV|BV|Pty|Industry|Industries|Industrial|Metals?|Nonferrous|"
    r"Resources|Energy|Smelter|Refinery|Materials?|Technology|Carbon|Castings?|Wheels?|Extrusions?|Foils?|Rolling|Alloys?|Enterprises?|Electric|Power|Mining|Recycling|Products|Steel|Cement|Chemicals?|Branch|Works|Ventures?|Partners|Capital|Investment)"
)
FIRM = re.compile(
    rf"\b[A-Z][\w&'’-]*(?:[ -](?:and |& |of |de |do )?(?:[A-Z][\w&'’-]*|\([A-Z][a-z]+\)))*?[ -]{_SUFFIX}\b(?:,?\s?(?:{_SUFFIX})\b\.?|\s?\([A-Z][a-z]+\))*(?:,?\s?Co\.?,?\s?Ltd\.?)?"
)
SLOT = re.compile(r"\sof\s((?:[A-Z][a-z]+\s){1,3}[A-Z]?[a-z]*?)(?=\s?[,;.]|\sand\s|$)")
_STRIP = re.compile(r"(?:,?\s(?:Co|Ltd|Limited|Inc|LLC|PLC|plc|Corp|Corporation|Company|Group|Industry|AG|GmbH|SA|S\.A|ASA|Holdings?|Pty|Private)\b\.?,?)+$|^The\s|['’]s$")
_NOT_FIRM = re.compile(
    r"^(?:The|In|On|At|From|For|And|But|This|That|These|Chinese|China['’]?s?|Global|World|Indian|European|US|U\.S|Primary|Secondary|Electrolytic|Recycled|National|International|State|Ministry|London|Shanghai|North|South|East|West|"
    r"Green|New|Its|Their|Our|All|Some|Most|Many|Other|Home|News|Total|Domestic|Imported|High|Low|Central|Local|Western|Eastern|Northern|Southern|No|If|As|While|After|Since|Both|Each|Two|Three|Four|Scrap|Waste|Non|Used|Raw|Ferrous|January|February|March|April|May|June|July|August|September|October|November|December|Bauxite|Smelter|Rio)"
    rf"(?:\s(?:{_SUFFIX}|Aluminum|Aluminium|Alumina))*$|\b(?:Association|Bureau|Department|Ministry|Commission|Exchange|Institute|Conference|Plan|Act|Agreement|Park|Zone|Development Zone|Standard|Statistics|Office|Committee|Agency|Authority|Congress|Council|University|Forum|Summit|Day|Market|Decision)\b"
)
NONE_OF = frozenset(("people", "power"))  # classes of unit that carry no product


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
    label: str | None = None
    fabricated: bool = False  # bare "aluminum" means fabricated products here
    product: str | None = None
    regions: tuple[Where, ...] = ()
    firms: tuple[Firm, ...] = ()
    period: tuple[date | None, date | None] | None = None
    paragraph: int = -1
    only: dict[str, Where] = field(default_factory=dict)  # province -> the one place in it that the article names
    lead: tuple[Where, ...] = ()  # where the first sentences are set
    spoken: int = -1  # the paragraph that `regions` stood in
    country: tuple[Where, ...] = ()  # that most places of the article lie in
    home: dict[str, tuple[Where, ...]] = field(default_factory=dict)
    surface: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)  # class of unit -> what was last measured in it
    price: tuple[str, str] | None = None  # measure and unit of the last price
    period_events: set[str] = field(default_factory=set)  # what happened in that period
    project: str | None = None  # what the paragraph last said of a project
    end: int = 0  # where the last sentence ends


def firms(row: Sentence, lexicon: Lexicon, known: dict[str, Firm]) -> list[Firm]:
    """The firms of a sentence: those of the lexicon, and capitalised names that end like a firm's; sources and authorities are none."""
    found = [
        Firm(t.start, t.end, t.entry.name, row.text[t.start - row.start : t.end - row.start], str(t.entry.data.get("home", "")), t.entry, t.form)
        for t in row.of("companies") if not t.entry.data.get("role")
    ]
    roles = [(t.start, t.end) for t in row.of("companies") if t.entry.data.get("role")]
    for m in FIRM.finditer(row.text):
        start, end = row.start + m.start(), row.start + m.end()
        inner = [f for f in found if f.start < end and f.end > start]
        if inner:  # the lexicon's name with its suffix: "East Hope (Sanmenxia) Aluminium"
            longest = max(inner, key=lambda f: f.end - f.start)
            if len(inner) == 1 and (longest.start, longest.end) != (start, end) and longest.start == start:
                found[found.index(longest)] = longest._replace(end=max(end, longest.end), printed=m.group())
            continue
        if any(s < end and e > start for s, e in roles) or _NOT_FIRM.search(m.group()):
            continue
        name = canonical(m.group())
        if not re.fullmatch(rf"(?:{_SUFFIX}|\s)*", name):
            found.append(Firm(start, end, name, m.group(), ""))
    for m in SLOT.finditer(row.text) if not row.title else ():
        start, end = row.start + m.start(1), row.start + m.end(1)
        if not any(f.start < end and f.end > start for f in found) and _listed(row, start) and not any(t.start < end and t.end > start for t in [*row.of("regions"), *row.of("companies")]):
            found.append(Firm(start, end, m.group(1).strip(), m.group(1), ""))
    for name, firm in known.items():  # a short form of a firm named in full before
        for m in re.finditer(rf"\b{re.escape(name)}\b", row.text) if len(name) > 4 else ():
            start, end = row.start + m.start(), row.start + m.end()
            if not any(f.start < end and f.end > start for f in found):
                found.append(firm._replace(start=start, end=end, printed=name))
    return sorted(_placed(row, f) for f in found)


def _placed(row: Sentence, f: Firm) -> Firm:
    """The firm with the province printed right before its name: "Shandong Weiqiao entrepreneurship Group"."""
    t = next((t for t in row.of("regions") if t.end == f.start - 1 and row.text[t.end - row.start : f.start - row.start] == " " and not t.weak), None)
    return f._replace(start=t.start, printed=row.text[t.start - row.start : f.end - row.start]) if t else f


def _listed(row: Sentence, start: int) -> bool:
    """Whether a capitalised name stands behind an amount and its product: "400000 tons of strip processing of Jinning Juke"."""
    before = [a for a in row.amounts if a.end < start and a.kind in ("mass", "piece")]
    return bool(before) and "," not in row.text[before[-1].end - row.start : start - row.start] and any(before[-1].end <= t.start < start for t in row.of("products"))


def canonical(printed: str) -> str:
    """A firm's name without the words every firm has.

    >>> canonical("Xindian Aluminum Co., Ltd."), canonical("Jinchuang Aluminum Industry")
    ('Xindian Aluminum', 'Jinchuang Aluminum')
    """
    name = re.sub(r"\s+", " ", printed).strip(" ,.")
    for _ in range(3):
        name = _STRIP.sub("", name).strip(" ,.")
    return name


# ---- product ---------------------------------------------------------------------------------------------------------

_OF = re.compile(r"^[\s-]*(?:(?:per year|a year|per annum|per month|a month|annually|each year|yearly|annual|of|in|new|the|its|worth of|extra|total|additional|capacity|production|output|ordinary|high-end|high-precision|green|domestic|light vehicle|rated|existing|idle|illegal)[\s-]+)*$", re.I)


def product(c: Claim, ruler: Ruler, ctx: Context) -> str | None:
    """The product of a claim: in its own words, its clause, its paragraph's label, the sentence before, the title."""
    a, row = c.amount, c.sentence
    if a.kind in NONE_OF or (a.kind == "inspection" and c.measure != "duration"):
        return None
    terms = row.of("products")

    def weight(t: Term) -> float:
        extra = 5.0 if t.entry.data.get("weak") else 0.0
        if a.start <= t.start < a.end:
            return extra - 20.0
        if t.start >= a.end and _OF.match(row.text[a.end - row.start : t.start - row.start]):
            return extra - 12.0
        return extra + (4.0 if t.entry.name == "other" else 0.0)
    cost, best = nearest(ruler, a, terms, right=4.0, extra=weight)
    if a.kind in ("count", "area", "volume", "length", "") and (best is None or cost > 4.0) and c.event == "reported":
        return None
    if best is not None and cost <= (14.0 if a.kind in ("enterprise", "time", "case") else FAR):
        return _meant(best, ctx)
    if a.kind in ("enterprise", "time", "case", "coal") and not ctx.label:
        return _meant(best, ctx) if best and cost < 14.0 else None
    return ctx.label or (_meant(best, ctx) if best else None) or ctx.product or ctx.title_product


def _meant(t: Term, ctx: Context) -> str:
    """What a product's word means in this article: "aluminum" alone is the metal unless the article is about products of it."""
    if t.entry.data.get("weak") and ctx.fabricated:
        return "semis"
    return str(t.entry.name)


# ---- company ---------------------------------------------------------------------------------------------------------

_BEHIND = re.compile(r"^[^,;:.()]{0,70}\b(?:of|at|by|for|from|in|between|among)\s(?:the\s|its\s|each of\s|two\s)?$|^[\s-]*$|^\s?\([^)]*$|^[\s-]*[a-z ]{0,30}\b(?:project|plant|smelter|refinery|line)\s(?:of|at|by)\s$", re.I)
_BACK = re.compile(r"\b(?:[Ii]ts|[Ii]t|[Tt]he (?:company|group|firm|producer|plant|smelter|refinery|project|unit|works|division|recycler|maker|entity|facility|mill|enterprise|miner|order|fine|line)|[Tt]hey|[Tt]heir|[Tt]here|[Oo]ur|[Ww]e|[Tt]his project|both|[Hh]ere|this)\b")
_WHOLE = re.compile(r"\b(?:[Nn]ationwide|[Nn]ational|the (?:country|nation|region|province|industry|market|sector|world|whole)|[Dd]omestic|[Gg]lobal|[Ww]orldwide|China['’]s|India['’]s|in China|China)\b")


def company(c: Claim, ruler: Ruler, ctx: Context, found: list[Firm]) -> tuple[Firm, ...]:
    """The owners of a claim; several where they share the number."""
    a, row = c.amount, c.sentence
    best: tuple[float, Firm | None] = (float("inf"), None)
    behind = bool(found) and a.kind == "mass" and any(o.kind == a.kind and o.end <= found[0].start for o in row.amounts)  # "N tons of FIRM, M tons of FIRM"
    for f in found:
        cost = ruler.cost(a, f, 6.0)  # type: ignore[arg-type]
        if f.start >= a.end:
            cost -= 14.0 if _BEHIND.match(row.text[a.end - row.start : f.start - row.start]) else 0.0
            cost += 14.0 * any(a.end <= o.start < f.start for o in row.amounts if o.kind) + 14.0 * _taken(row, a, f)
        elif behind and "," in row.text[f.end - row.start : a.start - row.start] and any(o.end <= f.start for o in row.amounts if o.kind == a.kind):
            cost += 60.0
        if a.start <= f.start < a.end:
            cost = -10.0
        if cost < best[0]:
            best = (cost, f)
    if best[1] is not None and best[0] < 45.0:
        return _together(row, best[1], found, a.start)
    if found or a.kind in ("inspection", "enterprise") or _WHOLE.search(row.text) and not _BACK.search(row.text):
        return ()
    if ctx.firms and _BACK.search(row.text):
        return ctx.firms
    return ctx.title_firms if ctx.title_firms and not row.of("regions") else ()


def _taken(row: Sentence, a: Amount, f: Firm) -> bool:
    """Whether a firm behind an amount stands nearer before another: of "1.07 Mt, respectively A 800000 tons" A has 800000."""
    after = next((o for o in row.amounts if o.start >= f.end and o.kind == a.kind), None)
    return after is not None and after.start - f.end < 6 and f.start - a.end > 6


def truncated(c: Claim, found: list[Firm]) -> bool:
    """Whether a place stands where a list wants a firm: "800000 tons for Xinjiang and 800000 tons for Xinjiang Jiarun"."""
    a, row = c.amount, c.sentence
    slot = re.match(r"\s(?:for|of|at|by)\s", row.text[a.end - row.start :])
    at = a.end + slot.end() if slot else 0
    place = next((t for t in row.of("regions") if t.start == at), None) if slot else None
    listed = any(o.start != a.start and o.kind == a.kind for o in row.amounts)
    return bool(place and listed and re.match(r"\s?(?:,|and\b|;)", row.text[place.end - row.start :]) and any(re.fullmatch(r"\s(?:for|of|at|by)\s", row.text[o.end - row.start : f.start - row.start]) for o in row.amounts for f in found))


def _together(row: Sentence, best: Firm, found: list[Firm], before: int) -> tuple[Firm, ...]:
    """The firms that share a number with the nearest one: "East Hope, Qiya and Jiarun … together hold 41%"."""
    if best.end > before or not re.search(r"\b(?:together|jointly|combined|both|in total|between them|pair)\b", row.text):
        return (best,)
    chain = [best]
    for f in reversed([f for f in found if f.end <= best.start]):
        if not re.fullmatch(r"\s?(?:,|and|, and|&)\s?", row.text[f.end - row.start : chain[-1].start - row.start]):
            break
        chain.append(f)
    return tuple(reversed(chain))


# ---- region ----------------------------------------------------------------------------------------------------------

_RESULTS = ("revenue", "profit")


def regions(c: Claim, ruler: Ruler, ctx: Context, owners: tuple[Firm, ...], found: list[Firm]) -> tuple[Where, ...]:
    """Where a claim holds: the most specific place of its clause, its owner's, its antecedent's."""
    a, row = c.amount, c.sentence
    if a.kind == "people" and c.event == "inspected" and not owners:
        return ()
    free = places.printed(row, [(f.start, f.end) for f in found])
    if a.unit in ("province", "city"):
        free = [t for t in free if t.end <= a.start or re.match(r"\s?(?:of|in|across|:)\s", row.text[a.end - row.start :])]
    owned = [t for t in row.of("regions") if any(f.start <= t.start < f.end for f in owners)]
    if owned and ctx.title_region and not any(f.entry for f in owners):
        return ctx.title_region  # "Qinghai Aluminum" of an article about Ningxia
    cost, best = places.near(c, ruler, free)
    town = min((((s - a.end if s > a.end else a.start - e) / 10, w) for s, e, w in places.towns(row, ctx.regions or ctx.title_region)), default=None)
    if town and (best is None or town[0] < cost - 1.0 or best.entry.data.get("level") not in places.FINE):
        return (town[1],)
    if owned and (best is None or cost > 14.0):
        return places.finer((places.where(owned[0], ctx.lexicon, ctx.text),), ctx.title_region + ctx.regions + tuple(ctx.only.values()))
    if best is not None and cost < (9.0 if a.unit in ("province", "city") else 14.0 if owners and c.measure in _RESULTS else 60.0):
        return places.listed(row, best, free, ctx.lexicon, ctx.text)
    return _antecedent(c, ctx, owners, found)


def _antecedent(c: Claim, ctx: Context, owners: tuple[Firm, ...], found: list[Firm]) -> tuple[Where, ...]:
    """Where a claim holds whose sentence names no place."""
    a, row = c.amount, c.sentence
    if a.unit in ("province", "city", "team") or owners and c.measure in _RESULTS or "LME" in row.text:
        return ()
    if places.NATION.search(row.text):
        return ctx.country
    if owners:
        known = next((ctx.home[f.name] for f in owners if f.name in ctx.home), ())
        own = ctx.country if not known and not ctx.title_region and ctx.title_firms and owners[0].name == ctx.title_firms[0].name else ()
        return places.finer(known or _title(ctx) or own, tuple(ctx.only.values()))
    if found:
        return ()
    if row.paragraph == ctx.spoken and ctx.regions:
        return ctx.regions
    return places.finer(_title(ctx), tuple(ctx.only.values())) or ctx.lead or ctx.regions or ctx.country


def _title(ctx: Context) -> tuple[Where, ...]:
    """The place of the headline, or the finer one of the lead that lies in the same country."""
    head, lead = ctx.title_region, ctx.lead
    if head and lead and not head[0].fine and len(head[0].code) == 2 and len(lead) == 1 and lead[0].code[:2] == head[0].code and lead[0].fine:
        return lead
    return head


# ---- period ----------------------------------------------------------------------------------------------------------

_SAID = re.compile(r"\b(?:said|says|told|announced|reported|reports|according to|published|released|statement|disclosed|issued|quoted|wrote|posted|data)\b[^,;]{0,40}\s(?:on|of|in|dated|at)?\s?$|\b(?:dated|date)\s$", re.I)
_COMPARED = re.compile(r"(?:\b(?:than|from|over|on|versus|against|compared (?:with|to)|vs\.?|relative to|up on|down on|of)\s(?:in\s|the\s|that\s|that of\s|those of\s)?(?:same (?:period|month|quarter|time) (?:of|in)\s)?)$", re.I)
_BY_THEN = re.compile(r"\b(?:by|before|until|till)\s(?:the year\s|around\s|about\s|late\s)?$", re.I)
_SINCE = re.compile(r"\b(?:[Ss]ince|[Ff]rom)\s(?:the\s|early\s|late\s|about\s|the trial production of\s|the start of\s|the beginning of\s|the end of\s)?$")
_DATELINE = re.compile(r"^\s?\((?:[A-Z][A-Za-z.]+)\)|^\s?(?:\(|--|—|–)")


def period(c: Claim, ruler: Ruler, ctx: Context) -> tuple[date | None, date | None] | None:
    """The time that a claim speaks of; None where it names none."""
    a, row = c.amount, c.sentence
    best: tuple[float, tuple[date | None, date | None] | None, When | None] = (float("inf"), None, None)
    for w in row.whens:
        s = _span(row, w, c, ctx)
        cost = ruler.cost(a, w, 3.0)  # type: ignore[arg-type]
        if s is not None and cost < best[0]:
            best = (cost, s, w)
    days = best[1]
    if days is None:
        return ctx.period if _goes_on(c, ctx) else None
    day = next((w for w in row.whens if w.grain == "day" and w is not best[2] and w.first and days[0] and days[1] and days[0] < w.first <= days[1]), None)
    if day and re.match(r".{0,80}\b(?:launched|began|started|kicked off)\b", row.text[day.end - row.start :], re.S):
        return (day.first, days[1])  # "On February 15 … launched an inspection in the first quarter"
    return days


_TOLD = {"shut", "project_halted", "curtailed", "inspected", "found_illegal", "penalised"}


def _goes_on(c: Claim, ctx: Context) -> bool:
    """Whether a claim without a time of its own goes on with what the sentence before told: closures and inspections in a list."""
    return ctx.period is not None and c.event in _TOLD and bool(ctx.period_events & _TOLD)


def _span(row: Sentence, w: When, c: Claim, ctx: Context) -> tuple[date | None, date | None] | None:
    """The days of a time mention, or None where it is a dateline, a base of comparison or the day somebody spoke."""
    if w.first is None or w.grain == "plan":
        return None
    at = w.start - row.start
    before, after = row.text[max(0, at - 60) : at], row.text[w.end - row.start : w.end - row.start + 24]
    if w.grain == "day" and (_DATELINE.match(after) or _SAID.search(before)) and c.event not in ("project_halted",):
        return None
    if any(t.start <= w.start < t.end or t.start < w.end <= t.end for t in row.of("bases")):
        return None
    if c.statistic == "change" and _COMPARED.search(before) and w.end > c.amount.end and c.basis is None and w.grain != "range":
        return None
    if _BY_THEN.search(before) and w.grain != "range":
        return (w.last, w.last)
    if _SINCE.search(before) and w.grain in ("day", "month", "year", "part") and not row.text[w.end - row.start :].startswith(" to"):
        return (w.first, ctx.published)
    return (w.first, w.last)
