"""Where and when a claim may hold: its candidates for place and time, with their clues."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

from potline import antecedents, dating, places, spots, timelinks
from potline.candidates import Ballot, Candidates, Mention
from potline.clues import way
from potline.context import Context
from potline.frame import Claim
from potline.lexicon import Term
from potline.model import Fact
from potline.periods import When
from potline.reckoning import FROM_LAST, reckoned
from potline.scan import Sentence
from potline.words import Words

NEVER = (None, None)
_TENSES = frozenset("is are was were has have had will would may can could should must now last this currently".split())
_UNTIL = frozenset("until till by before to through".split())  # a time may be over with the one behind them
_SUMMED = ("month", "months", "quarter", "half")
_SO_FAR = re.compile(r"\b(?:ac?cumulat\w+|cumulative\w*|so far|to date|year[ -]to|ytd|first|this year|the year)\b", re.I)
_LAST_WORD = re.compile(r"(\w+)\W*$")


def regions(c: Claim, words: Words, ctx: Context, last: Fact | None, owners: Sequence[str]) -> Candidates:
    """The places that a claim may hold at, each a tuple of places; () for none."""
    ballot, row = Ballot("region", c, words, ctx), c.sentence
    free = places.printed(row, [(f.start, f.end) for f in words.firms])
    mentions = _sites(c, words, ctx, free)
    here = ballot.mentions(mentions)
    merged = spots.gathered(ballot, mentions, free, ctx)
    homes = next((ctx.home[name] for name in owners if name in ctx.home), ())
    for source, value in (
        ("spoken of", ctx.regions), ("of the title", ctx.title_region), ("of the lead", ctx.lead), ("the country", ctx.country),
        ("of the dateline", ctx.desk), ("the owner's", homes), ("around what is spoken of", spots.around(row, free, ctx)),
        *(("the only one of its province", (w,)) for w in list(ctx.only.values())[:4]),
    ):  # fmt: skip
        if value:
            ballot.known(value, source)
    for key in dict.fromkeys(ctx.cast.homes[name] for name in owners if name in ctx.cast.homes):
        w = places.home(key, ctx.lexicon)
        ballot.known((w,), f"the owner's home, printed {w.place in ctx.text}")
    ballot.before(ctx, last, lambda f: ctx.spots.get(f.fact_id, ()), owners)
    for source, n in ctx.cast.alike(c.amount, ballot.row):
        for value in ctx.cast.spots.get(n, ())[:2]:
            ballot.known(value, f"of a sentence {source}")
    for source, value in ballot.cast.known("region", ballot.row):
        ballot.known(value, source)
    antecedents.whose(ballot, ctx, owners, ())
    worldly = spots.settled(ballot, bool(owners), merged)
    out = _seen(ballot.asked((), here), ctx)
    spots.seated(ballot, here, ctx, owners)
    spoken = ballot.stems()
    for value, said in out.items():
        said += [f"region {ballot.kind(value, ())}, {w}" for w in worldly]
        said += _placed(value, c, ctx, bool(owners))
        if value and not value[0].fine and len(value[0].code) == 2:
            said += [f"region country with {w}" for w in spoken]
    return out


def _sites(c: Claim, words: Words, ctx: Context, free: Sequence[Term]) -> list[Mention]:
    """The places that the sentence names, `free` those outside names of firms."""
    row, taken = c.sentence, [(f.start, f.end) for f in words.firms]
    found: list[Mention] = []
    for t in places.named(row, ctx.cast.towns[row.start]):
        level = str(t.entry.data.get("level"))
        kind = "in a name" if any(s <= t.start < e for s, e in taken) else "free" if t in free else "no scene"
        own = [
            f"region {level} {kind}", f"region {level} {kind} {c.measure}", f"region {level} {c.amount.kind}",
            f"region {'demonym' if t.weak else 'place'} {kind} {c.measure}", *spots.ties(row, t, c.measure, taken),
        ]  # fmt: skip
        found.append((t.start, t.end, (places.where(t, ctx.lexicon, ctx.text),), own))
    return [*found, *((s, e, (w,), ["region town by its form"]) for s, e, w in ctx.cast.towns[row.start])]


def _seen(found: Candidates, ctx: Context) -> Candidates:
    """The candidates without the town where the article was only sent from."""
    if len(found) > 1 and ctx.desk and places.desk(ctx.desk[0]) and not ctx.cast.tells_of(ctx.desk):
        found.pop(ctx.desk, None)
    return found


def _placed(value: tuple[places.Where, ...], c: Claim, ctx: Context, owned: bool) -> Iterator[str]:
    """The clues of a place's size, and of where it lies to the article's country and title."""
    if not value:
        yield f"region none owner {owned}"
        yield f"region none owner {owned} {c.measure}"
        return
    w = value[0]
    size = "fine" if w.fine else "province" if len(w.code) > 2 else "country"
    yield f"region {size} {c.measure}"
    yield f"region {size} {c.amount.kind}"
    yield f"region {size} {c.event}"
    yield f"region {len(value) > 1} several {c.amount.kind}"
    yield f"region owner {owned} {size}"
    yield f"region {'in' if ctx.country and w.code[:2] == ctx.country[0].code[:2] else 'out of'} the country of the article"
    if ctx.title_region:
        yield f"region {'same as' if ctx.title_region[0].region == w.region else 'other than'} the title's {size}"


def periods(c: Claim, words: Words, ctx: Context, last: Fact | None) -> Candidates:
    """The times that a claim may speak of, each a first and a last day; (None, None) for none."""
    ballot, row = Ballot("period", c, words, ctx), c.sentence
    ballot.mentions(m for w in row.whens for m in _shapes(w, c, words, ctx))
    for source, value in (
        ("spoken of", ctx.period), ("of the last figures", ctx.ran), ("that the article tells of", ctx.told_for), ("of the order", ctx.order),
        ("the season", ctx.season), ("the only one", ctx.sole), ("of the state", ctx.stood),
    ):  # fmt: skip
        if value:
            ballot.known(value, source)
    ballot.before(ctx, last, _days)
    for n, value in enumerate(ctx.recent[:4]):
        ballot.known(value, f"of the claims before, number {n}")
    if c.event in ctx.latest and ctx.latest[c.event].period_start:
        ballot.known(_days(ctx.latest[c.event]), "of the last such event")
    for source, value, own in _around(row, c, ctx):
        ballot.known(value, source)
        ballot.candidates[value] += own
    for source, value in _spanned(row, ctx):
        ballot.known(value, source)
    if last and last.period_start and last.period_end and _bracketed(last, c, ctx.text):
        ballot.known(dating.shifted(_days(last), -12), "a year before what stands before its bracket")
    moved: dict[Any, list[str]] = {}
    for source, value, said in reckoned(row, last, ctx):
        ballot.known(value, source)
        ballot.candidates[value] += said
        if source.endswith(FROM_LAST):
            moved.setdefault(value, []).append(source)
    out = ballot.asked(NEVER, len(row.whens))
    _tensed(ballot, c, moved)
    return out


@lru_cache(maxsize=16)
def _so_far(text: str) -> bool:
    """Whether a sentence tells of what has come together since the year began."""
    return bool(_SO_FAR.search(text))


def _days(f: Fact) -> tuple[date | None, date | None]:
    return f.period_start, f.period_end


def _bracketed(last: Fact, c: Claim, text: str) -> bool:
    """Whether an amount stands alone in brackets behind another in its unit: "a profit of Rs 41 crore (Rs 36 crore)"."""
    between, behind = text[last.end : c.amount.start].strip(), text[c.amount.end : c.amount.end + 1]
    return between == "(" and behind == ")" and last.unit == c.amount.unit


def _spanned(row: Sentence, ctx: Context) -> Iterator[tuple[str, Any]]:
    """Times that begin with one that is known and end with one of the sentence, today or not at all: "The teams came on July 6. By August 20 …"."""
    recent = [(f"of the claims before, number {n}", days) for n, days in enumerate(ctx.recent[:3])]
    known = (("spoken of", ctx.period), ("of the order", ctx.order), *recent)
    begun: dict[date, str] = {}
    for source, days in known:
        if days and days[0]:
            begun.setdefault(days[0], source)
    for first, source in begun.items():
        season = ctx.season[1] if ctx.season else None
        for last, until in (*((w.last, "a time here") for w in row.whens[:3]), (ctx.published, "now"), (season, "the season's end")):
            if last and first < last:
                yield f"from the start {source} to {until}", (first, last)
        yield f"from the start {source} on", (first, None)
    if _so_far(row.text):
        for source, days in known:
            if days and days[1]:
                yield f"the year's sum to the end {source}", (date(days[1].year, 1, 1), days[1])
    for v, w in pairwise(row.whens):
        if v.first and w.first and w.last and v.first < w.first:
            yield "from a time here to the next", (v.first, w.last)


def _shapes(w: When, c: Claim, words: Words, ctx: Context) -> Iterator[Mention]:
    """What a time of the sentence may mean: all of it, its last day, from it on, until it or the article's day, a year before or after."""
    if w.first is None and w.last is None:
        return
    head, link, side = words.before(w.start)[:2], dating.link(c.sentence, w), "behind" if w.start >= c.amount.end else "before"
    ahead = bool(ctx.published and w.first and w.first > ctx.published)
    common = [
        f"period {w.grain}", f"period {w.grain} {c.event}", f"period {w.grain} {c.measure}", f"period said {dating.said(c.sentence, w, c.event)}",
        f"period ahead {ahead} {c.event}", f"period {link}", f"period {link} {c.event}", f"period {link} {w.grain}",
        f"period a base {any(t.start <= w.start < t.end for t in c.sentence.of('bases'))} {way(c)}", f"period printed {bool(w.printed)}",
    ]  # fmt: skip
    held, (led, own) = _held(c), (timelinks.lag(c.sentence.text, at - c.sentence.start) for at in (w.start, c.amount.start))
    common += [f"period {link} of a {c.statistic}", f"period led by {led} of an amount led by {own}", f"period {w.grain} {side} one {held}"]
    shapes: dict[Any, str] = {}
    if w.first and w.last and not w.printed and not (w.grain in ("year", "week") and ctx.published):  # "this year", "last week" leave no choice
        moved = {months: dating.shifted((w.first, w.last), months) for months in (-12, 12)}
        shapes = {days: f"moved by {months}" for months, days in moved.items()}
        shapes |= {(days[0], None): f"from it on, moved by {months}" for months, days in moved.items()}
    if w.first and w.last and w.printed and link == "compared" and len(c.sentence.whens) == 1:  # "$2,963 from $2,031 in the first half of 2021"
        shapes |= {dating.shifted((w.first, w.last), n): f"{n} from what it is held against" for n in ((12, 3) if w.grain == "quarter" else (12,))}
    shapes |= {(w.first, None): "from it on", (w.first, ctx.published): "until now"}
    if w.first != w.last:
        shapes |= {(w.first, w.first): "its start", (w.last, w.last): "its end"}
    shapes |= _fiscal(w)
    shapes[w.first, w.last] = "whole"
    if w.grain == "day" and w.first and w.first.toordinal() > 6 and "week" in c.sentence.text:
        shapes.setdefault((w.first - timedelta(days=6), w.first), "the week to it")
    if w.first and ctx.season and ctx.season[1] and w.grain == "day" and 0 < (ctx.season[1] - w.first).days < 200:
        shapes.setdefault((w.first, ctx.season[1]), "from it to the season's end")
    if w.last and w.grain in _SUMMED and _so_far(c.sentence.text):
        shapes.setdefault((date(w.last.year, 1, 1), w.last), "the year's sum to it")
    if w.last and (_UNTIL.intersection(head) or {"until", "till"}.intersection(words.before(w.start)[2:6])):
        shapes |= {(None, w.last): "until it", (date(w.last.year, 1, 1), w.last): "the year until it"}
        if w.first:
            shapes |= {(None, w.first - timedelta(days=1)): "before it"}
    for v in c.sentence.whens:  # "On February 15 … launched the first quarter's inspection": from that day to the quarter's end
        if v.grain == "day" and w.grain != "day" and v.first and w.first and w.last and w.first < v.first <= w.last:
            shapes.setdefault((v.first, w.last), "from a day in it")
    dated = "dated" if ctx.published else "of a year" if ctx.year else "undated"  # how the article's own time is known
    for days, shape in shapes.items():
        own = [
            *common, f"period {shape}", f"period {shape} after {head[0] if head else '^'}", f"period {shape} after {' '.join(head[::-1])}",
            f"period {shape} {w.grain} {c.event}", f"period {shape} {c.measure} {c.event}", f"period {shape} {w.grain}",
            f"period {shape} {dated}", f"period {shape} {link} {c.event}", f"period {shape} beside one {held}",
        ]  # fmt: skip
        yield w.start, w.end, days, own


def _held(c: Claim) -> str:
    """What the words beside its amount say of a claim's time."""
    at, text = c.amount.start - c.sentence.start, c.sentence.text
    return (said := timelinks.held(text[max(0, at - 60) : at], text[c.amount.end - c.sentence.start :][:60])) and f"{said} {c.statistic}"


def _fiscal(w: When) -> dict[Any, str]:
    """The fiscal years that "2012/13" or "FY2013" may mean, beside a heating season or the year to March; not where it is known whose it is."""
    if w.grain not in ("years", "year") or not w.first or not w.last or w.last.year != w.first.year + 1 or w.first.month == 7 or not w.printed:
        return {}
    a, b = w.first.year, w.last.year
    years = {(date(a, 4, 1), date(b, 3, 31)): "a year to March", (date(a, 7, 1), date(b, 6, 30)): "a year to June"}
    if w.grain == "year":
        years |= {(date(a, 10, 1), date(b, 9, 30)): "a year to September", (date(b, 1, 1), date(b, 12, 31)): "the calendar's year"}
    return years


def _around(row: Sentence, c: Claim, ctx: Context) -> Iterator[tuple[str, Any, list[str]]]:
    """The times of the sentences around: the two before, the one behind, the title, the first."""
    for where, other in _neighbours(row, c, ctx):
        for w in other.whens[:2]:
            if w.first is None or w.last is None or dating.said(other, w, c.event):
                continue
            at = w.start - other.start
            m = _LAST_WORD.search(other.text, max(0, at - 60), at) if at < 400 else None
            head, link = m[1].lower() if m else "^", dating.link(other, w)
            for shape, value in {"whole": (w.first, w.last), "its end": (w.last, w.last)}.items():
                if shape != "its end" or w.grain != "day":
                    source = f"{shape} of a sentence {where}"
                    yield source, value, [
                        f"period {source} after {head}", f"period {source} {w.grain} {c.event}", f"period {source} {link} {c.event}",
                    ]  # fmt: skip


def _neighbours(row: Sentence, c: Claim, ctx: Context) -> Iterator[tuple[str, Sentence]]:
    """The sentences around a claim's, by where they stand."""
    rows, i = ctx.topic.rows, bisect_right(ctx.topic.starts, row.start) - 1
    first = next((n for n, r in enumerate(rows) if not r.title), 0)
    seen = {i}
    titles = [("in the title", n) for n in range(min(first, 2))]
    headed = [("that heads it", n) for n in range(i - 1, max(i - 15, first), -1) if not rows[n].amounts and rows[n].whens and len(rows[n].text) < 90]
    for where, n in (("1 before", i - 1), ("2 before", i - 2), *headed[:1], ("1 behind", i + 1), *titles, ("that opens the article", first)):
        if 0 <= n < len(rows) and n not in seen:
            seen.add(n)
            yield where + (" in the title" if rows[n].title and "before" in where else ""), rows[n]
    yield from ((where, rows[n]) for where, n in ctx.cast.alike(c.amount, i))


def _tensed(ballot: Ballot, c: Claim, moved: Mapping[Any, Sequence[str]]) -> None:
    """Adds the tense of the clause and the words beside the amount to each time; `moved` are those reckoned by months from the last."""
    before, behind = ballot.words.before(c.amount.start), ballot.words.behind(c.amount.end)[:3]
    tense = next((w for w in before if w in _TENSES), "")
    beside = (f"behind {' '.join(behind)}", f"before {' '.join(before[:1])}", f"before {' '.join(before[:2][::-1])}")
    spoken, held = [f"period here with {w}" for w in ballot.stems()], _held(c)
    for value, said in ballot.candidates.items():
        what = "none" if value == NEVER else "known" if value in ballot.absent else "here"
        reckoned = [f"period {source} {words}" for source in moved.get(value, ()) for words in (*beside, f"where it is {held}")]
        reckoned.append(f"period {what} where it is {held}")
        said += (
            f"period {what} tense {tense}", f"period {what} tense {tense} {c.event}", f"period {what} behind {' '.join(behind[:2])}",
            f"period {what} before {' '.join(before[:2][::-1])}", *reckoned, *(spoken if what == "here" else ()),
        )  # fmt: skip
