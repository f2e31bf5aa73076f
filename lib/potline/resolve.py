"""Where a claim holds: its place, from its sentence or its clear antecedent."""

from __future__ import annotations

import re

from potline import places
from potline.context import Context, Firm
from potline.frame import Claim, Ruler
from potline.lexicon import Term
from potline.places import Where
from potline.scan import Scan

_RESULTS = ("revenue", "profit", "sales")
_EXCHANGE = re.compile(r"\b(?:LME|London Metal Exchange|London(?=['’]s? (?:aluminium|aluminum|price|market|metal)| aluminium| aluminum))\b")
_BACK = re.compile(
    r"\b(?:the|its|this|that) (?P<level>province|region|city|county|prefecture|state|country|nation)(?:['’]s)?\b(?! (?:that|where|which"
    r"|council|council's))",
    re.I,
)
_NATIONAL = re.compile(
    r"\b[Nn]ational (?:output|production|capacity|inventory|stocks|total|average)|\b[Nn]ationwide\b|\b[Dd]omestic (?:output|production"
    r"|capacity|demand|consumption)\b"
)
_PROJECT = re.compile(
    r"\b(?:project|once (?:complete|built)|reaching production|put into (?:production|operation)|completion|it is (?:reckoned"
    r"|expected))\b",
    re.I,
)
FAR = 45.0  # a place beyond this cost says nothing of an amount
_COUNTED = ("province", "city")


def begin(found: Scan, ctx: Context) -> None:
    """Learns where the firm of the headline has its plant: the only city of the first sentence that names the two together."""
    for name in [f.name for f in ctx.title_firms]:
        for row in found.sentences:
            if row.title or not any(t.entry.name == name for t in row.of("companies")):
                continue
            free = places.printed(row, [])
            spots = {w for t in free for w in places.listed(row, t, free, ctx.lexicon, ctx.text) if w.fine}
            if len(spots) == 1:
                ctx.home[name] = tuple(spots)
                break


def regions(c: Claim, ruler: Ruler, ctx: Context, owners: tuple[Firm, ...], found: list[Firm]) -> tuple[Where, ...]:
    """Where a claim holds: the most specific place of its clause, its owner's, its antecedent's."""
    a, row = c.amount, c.sentence
    if a.kind == "people" and c.event == "inspected" and not owners:
        return ()
    taken = [(f.start, f.end) for f in found]
    free = places.printed(row, taken)
    if a.unit in _COUNTED:
        free = [t for t in free if t.end <= a.start or re.match(r"\s?(?:of|in|across|:)\s", row.text[a.end - row.start :])]
    if (turn := _respectively(c, free, ctx)) is not None:
        return turn
    owned = [
        t
        for t in row.of("regions")
        if any(f.start <= t.start < f.end for f in owners) and t.entry.data.get("level") != "country" and not t.entry.name.startswith("World")
    ]
    if owned and ctx.title_region and (not any(f.entry for f in owners) or _elsewhere(owned[0], ctx)):
        owned = []  # "Qinghai Aluminum" of an article about Ningxia
    cost, best = places.near(c, ruler, free)
    if _traded(c, ruler, cost):
        return ()
    back = _back(c, ruler, ctx, cost)
    if back:
        return back
    new = places.towns(row, ctx.regions or ctx.title_region, ctx.lexicon, taken)
    town = min((((s - a.end if s > a.end else a.start - e) / 10, w) for s, e, w in new), default=None)
    if town and (best is None or town[0] < cost - 1.0 or best.entry.data.get("level") not in places.FINE):
        return (town[1],)
    if owned and (best is None or cost > 14.0):
        return places.finer((places.where(owned[0], ctx.lexicon, ctx.text),), ctx.title_region + ctx.regions + tuple(ctx.only.values()))
    if best is not None and cost < (9.0 if a.unit in _COUNTED else 14.0 if owners and c.measure in _RESULTS else FAR):
        return places.finer(places.listed(row, best, free, ctx.lexicon, ctx.text), _title(ctx) + tuple(ctx.only.values()))
    return _antecedent(c, ctx, owners, found)


def _elsewhere(named: Term, ctx: Context) -> bool:
    """Whether a firm's name holds another province than the one that the headline names."""
    home = places.where(named, ctx.lexicon)
    return len(ctx.title_region) == 1 and len(ctx.title_region[0].code) > 2 and home.region != ctx.title_region[0].region


def _respectively(c: Claim, free: list[Term], ctx: Context) -> tuple[Where, ...] | None:
    """The place that comes in the same order as the amount: "A in Ningxia, B in Inner Mongolia … by 70,000 and 50,000 tons respectively"."""
    row = c.sentence
    if "respectively" not in row.text or c.amount.kind == "":
        return None
    alike = [o for o in row.amounts if o.kind == c.amount.kind]
    groups: list[list[Term]] = []
    for t in free:
        gap = row.text[groups[-1][-1].end - row.start : t.start - row.start] if groups else ""
        nested = (
            groups
            and re.fullmatch(r",\s|\sin\s(?:the\s)?|['’]s\s|\s", gap)
            and (t.entry.data.get("level") in ("province", "country") or groups[-1][-1].entry.data.get("level") == "province")
        )
        if nested:
            groups[-1].append(t)
        else:
            groups.append([t])
    if len(groups) != len(alike) or len(alike) < 2 or (groups[-1][-1].end > alike[0].start and groups[0][0].start < alike[-1].end):
        return None
    group = groups[alike.index(c.amount)] if c.amount in alike else []
    fine = [t for t in group if t.entry.data.get("level") in places.FINE] or group
    return tuple(places.where(t, ctx.lexicon, ctx.text) for t in fine[:1]) or None


def _traded(c: Claim, ruler: Ruler, cost: float) -> bool:
    """Whether a price or a stock is that of the London exchange, which lies nowhere."""
    a, row = c.amount, c.sentence
    if a.kind not in ("price", "money", "percent", "mass") or c.measure not in ("price", "premium", "inventory", "output"):
        return False
    spots = [(row.start + m.start(), row.start + m.end()) for m in _EXCHANGE.finditer(row.text)]
    near = min((ruler.between(e, a.start) if e <= a.start else ruler.between(a.end, s) + 4.0 for s, e in spots), default=99.0)
    return near < min(cost, 30.0)


def _back(c: Claim, ruler: Ruler, ctx: Context, cost: float) -> tuple[Where, ...]:
    """The place that "the province's output" or "national output" speaks of, where no printed place is nearer."""
    a, row = c.amount, c.sentence
    spots: list[tuple[float, tuple[Where, ...]]] = []
    for pattern in (_BACK, _NATIONAL):
        for m in pattern.finditer(row.text):
            s, e = row.start + m.start(), row.start + m.end()
            level = m.groupdict().get("level") or "country"
            if s > a.end + 4 or (
                level.lower() in ("country", "nation") and "level" in m.groupdict() and m.group()[-2:] not in ("'s", "’s") and m.start()
            ):
                continue
            if s >= a.end:
                e = a.start  # "19 of the province's 21 cities"
            spots.append((ruler.between(e, a.start), ctx.country if level.lower() in ("country", "nation") else _spoken_of(ctx, level.lower())))
    near, place = min(spots, key=lambda x: x[0], default=(99.0, ()))
    return place if near < min(cost, 14.0) else ()


def _spoken_of(ctx: Context, level: str) -> tuple[Where, ...]:
    """The province or the city that was last spoken of, or that the article is about."""
    known = [w for w in (*ctx.regions, *ctx.title_region, *ctx.lead) if w.region and len(w.code) != 2]
    if level in ("city", "county", "prefecture"):
        return next(((w,) for w in known if w.fine), ())
    return next(((Where(w.region, w.region, w.code),) for w in known), ())


def _antecedent(c: Claim, ctx: Context, owners: tuple[Firm, ...], found: list[Firm]) -> tuple[Where, ...]:
    """Where a claim holds whose sentence names no place."""
    a, row = c.amount, c.sentence
    planned = c.event == "forecast" or _PROJECT.search(row.text)
    if (a.unit in _COUNTED or a.kind == "time") and c.event == "inspected":
        return ()
    if owners and not planned and (c.measure in ("revenue", "profit") or (c.measure == "other" and a.kind == "money" and c.event == "reported")):
        return ()
    if places.NATION.search(row.text) or a.unit in _COUNTED:
        return ctx.country
    scene = _title(ctx)
    if c.measure in ("price", "premium") and scene and scene[0].fine and row.paragraph != ctx.spoken:
        return ()
    more = tuple(ctx.only.values())
    if owners:
        known = next((ctx.home[f.name] for f in owners if f.name in ctx.home), ())
        known = () if known and scene and _apart(known[0], scene) else known
        here = ctx.regions if row.paragraph == ctx.spoken and ctx.regions and (ctx.regions[0].fine or len(ctx.regions[0].code) > 2) else ()
        return places.finer(known or here or scene or _seat(owners, ctx), ctx.title_region + ctx.lead + _seat(owners, ctx) + more)
    if any(f.end <= a.start for f in found):
        homes = {ctx.home[f.name] for f in found if f.name in ctx.home}
        return places.finer(homes.pop(), more) if len(homes) == 1 else ()
    if row.paragraph == ctx.spoken and ctx.regions:
        return ctx.regions
    return places.finer(scene, more) or ctx.lead or ctx.regions or ctx.country


def _seat(owners: tuple[Firm, ...], ctx: Context) -> tuple[Where, ...]:
    """Where the lexicon has the one plant of the first owner that it knows; a group's province or country says nothing of its plants."""
    table = ctx.lexicon.entries["regions"]
    key = next((str(f.entry.data["home"]) for f in owners if f.entry and f.entry.data.get("home")), "")
    home = places.where(Term(0, 0, table[key], ""), ctx.lexicon) if key in table else None
    return (home,) if home and home.fine else ()


def _apart(home: Where, scene: tuple[Where, ...]) -> bool:
    """Whether a firm's province is bare and not the one province that the article is about."""
    return not home.fine and len(scene) == 1 and len(scene[0].code) > 2 and home.region != scene[0].region


def _title(ctx: Context) -> tuple[Where, ...]:
    """The place of the headline, or the finer one of the lead that lies in the same country."""
    head, lead = ctx.title_region, ctx.lead
    if head and lead and not head[0].fine and len(head[0].code) == 2 and len(lead) == 1 and lead[0].code[:2] == head[0].code and lead[0].fine:
        return lead
    return head or (lead if lead and lead[0].fine else ())
