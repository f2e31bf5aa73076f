"""An article in, its facts and its ledger out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from potline import candidates, dating, grid, lists, owners, places, products, resolve, settings, strangers, twins, units, weigh, years
from potline import lexicon as lexicons
from potline.carry import main_event, weighed
from potline.cast import Cast
from potline.context import Context, Days, Firm
from potline.finish import booked, finish
from potline.frame import Claim, Ruler
from potline.grammar import Spans
from potline.ledger import aside, bare, counted
from potline.lexicon import Lexicon
from potline.model import STAGES, Article, Fact, Number, Parsed
from potline.read import article as read_article
from potline.reference import PRINTED, WEIGHED
from potline.scan import Scan, Sentence, scan
from potline.told import setting, told
from potline.topic import Topic
from potline.weigh import Judge
from potline.words import Words

Slots = tuple[tuple[str, ...], str | None, tuple[places.Where, ...], Days]
FACTUAL = (
    "mass", "piece", "percent", "pp", "money", "price", "people", "enterprise", "inspection", "case", "time",
    "power", "coal", "emission", "pot", "count", "area", "volume", "length", "other",
)  # fmt: skip


@lru_cache(maxsize=1)
def _standard() -> Lexicon:
    return lexicons.load()


def parse(text_or_article: str | Article, lexicon: Lexicon | None = None, judge: Judge | None = None) -> Parsed:
    """The facts and the ledger of an article, in order of `start`; `judge` weighs the clues, by default with the weights of Potline.

    >>> [(f.quote, f.event, f.company) for f in parse("In May Xinfa shut 50, 000 tons of smelting capacity.").facts]
    [('50, 000 tons', 'shut', 'Xinfa')]
    """
    lexicon, judge = lexicon or _standard(), judge or weigh.standard()
    article = _dated(read_article(text_or_article) if isinstance(text_or_article, str) else text_or_article, judge)
    found = scan(article, lexicon)
    ctx = _context(found, lexicon)
    facts: list[Fact] = []
    numbers = [Number(article.article_id, s, e, article.text[s:e], "set_aside", reason) for s, e, reason in found.asides]
    grid.tabulate(found.sentences, lexicon, article.published or article.reference_year)
    lists.listed(found.sentences, lexicon)
    ctx.printed = {a.start: a for row in found.sentences for a in row.amounts}
    counted(found.sentences, article.text)
    firms = _firms(found, lexicon)
    ctx.cast = Cast(found.sentences, firms, lexicon, article.text, ctx.title_region or ctx.lead or ctx.country)
    ctx.end = max((r.end for r in found.sentences), default=0)
    for i, named in enumerate(firms):
        _sentence(found.sentences, i, ctx, named, facts, numbers, judge)
    facts = finish(article, found, twins.settle(found, sorted(facts, key=lambda f: f.start)))
    return Parsed(article, tuple(facts), tuple(booked(article, numbers)))


def _dated(article: Article, judge: Judge) -> Article:
    """The article with the year that it speaks from; the last in which something has happened need not be it where it prints no day of issue."""
    if article.reference_how != PRINTED or article.reference_year is None:
        return article
    body = "\n".join(article.text[start:end] for start, end in article.spans("title", "body"))
    past = article.reference_year
    return replace(article, reference_year=max(judge.year(years.years(body, past)), years.least(body, past)), reference_how=WEIGHED)


def _context(found: Scan, lexicon: Lexicon) -> Context:
    ctx = Context(lexicon, found.article.article_id, found.article.text, found.article.published)
    ctx.year = found.article.reference_year
    rows = found.sentences
    titles = [r for r in rows if r.title]
    names = [t for r in rows for t in r.of("products")]
    ctx.fabricated = any(t.entry.key == "semis" for r in titles for t in r.of("products")) and any(t.entry.key == "primary" for t in names)
    for row in titles:
        strong = [t for t in row.of("products") if not t.entry.data.get("weak")]
        ctx.title_product = ctx.title_product or (strong[0].entry.name if strong else None)
        named = owners.firms(row, lexicon, owners.Known())
        ctx.title_firms = ctx.title_firms or tuple(named[:1])
        free = places.printed(row, [(f.start, f.end) for f in named])
        free = [t for t in free if not t.weak] or free
        ctx.title_region = ctx.title_region or (places.listed(row, free[0], free, lexicon, ctx.text) if free else ())
    ctx.dirty = sum(bool(r.of("themes")) for r in rows) * 3 >= len(rows) or any(r.title and r.of("themes") for r in rows)
    ctx.country, ctx.lead, ctx.only = places.country(found, lexicon), places.lead(found, lexicon, ctx.text), places.only(found, lexicon, ctx.text)
    ctx.desk = places.sent_from(found, lexicon, ctx.text)
    ctx.main_event = main_event(rows)
    ctx.topic = Topic(rows)
    dating.begin(found, ctx)
    resolve.begin(found, ctx)
    ctx.focus, ctx.main = products.focus(names), owners.main(rows, lexicon)
    if not ctx.title_product and names:
        counts: dict[str, int] = {}
        for t in names:
            counts[t.entry.name] = counts.get(t.entry.name, 0) + (1 if t.entry.data.get("weak") else 3)
        ctx.title_product = max(counts, key=lambda k: counts[k])
    return ctx


_LABEL = re.compile(r"^\W*(?P<label>[A-Za-z][\w\s/,&-]{2,50}?)\s?(?::|：|\s[–—-]\s)")


def _firms(found: Scan, lexicon: Lexicon) -> list[list[Firm]]:
    """The firms of each sentence; a short form counts once the full name was printed."""
    known = owners.Known()
    out = []
    for row in found.sentences:
        out.append(owners.firms(row, lexicon, known))
        owners.learn(out[-1], known, lexicon)
    return out


def _settled(rows: list[Sentence], i: int, ctx: Context, found: list[Firm], judge: Judge) -> tuple[Words, dict[int, str | None]]:
    """The words of a sentence once it is settled what its amounts count, and why those that claim nothing do not, by their start."""
    row, words, why = rows[i], Words(rows[i], found), dict[int, str | None]()
    kinds = [a.kind for a in row.amounts]
    for j, a in enumerate(row.amounts):
        reason = None if a.start in row.cells else aside(row, a, ctx.text, ctx.end) or (None if a.kind else bare(row, a))
        if units.asked(a, row, reason):
            chosen = judge.pick("unit", Claim(a, row), units.units(rows, i, j, reason, words, ctx))
            if chosen and chosen.unit != a.unit:
                ctx.lent.add(a.start)
            row.amounts[j], reason = (chosen, None) if chosen else (a, reason or ("reference" if a.kind else None))
        why[a.start] = reason
    return words if kinds == [a.kind for a in row.amounts] else Words(row, found), why


def _sentence(rows: list[Sentence], i: int, ctx: Context, found: list[Firm], facts: list[Fact], numbers: list[Number], judge: Judge) -> None:
    """The claims of one sentence, added to the facts and the ledger; what it says becomes context for the next."""
    row = rows[i]
    if row.paragraph != ctx.paragraph:
        m = _LABEL.match(row.text)
        labels = [t for t in row.of("products") if m and t.end <= row.start + m.end()]
        ctx.label = labels[0].entry.name if labels else None
        if row.paragraph != ctx.paragraph:
            ctx.period = None
        ctx.firms = resolve.headed(row, found) or ctx.firms
        ctx.paragraph = row.paragraph
    ruler = Ruler(row)
    words, why = _settled(rows, i, ctx, found, judge)
    made: list[Claim] = []
    for a in row.amounts:
        reason = why[a.start]
        if a.kind in FACTUAL and not reason:
            made.append(grid.claim(row, a) if a.start in row.cells else weighed(row, a, ruler, words, ctx, made, judge))
        elif reason or not a.word:
            numbers.append(Number(ctx.article_id, a.start, a.end, ctx.text[a.start : a.end], "set_aside" if reason else "unexplained", reason))
    here: list[Fact] = []
    names = strangers.bare(row, found, ctx) if made else []
    for c in made:
        here.append(_fact(c, words, ctx, names, here[-1] if here else None, judge))
    numbers += [Number(f.article_id, f.start, f.end, f.quote, "fact", None, f.fact_id) for f in here]
    facts += here
    untold = told(row, made, bool(row.of("regions")), found, ctx.dirty or bool(row.of("themes")))
    taken = Spans([(f.start, f.end) for f in here])
    facts += [_fact(c, words, ctx, names, None, judge) for c in untold if not taken.hit(c.amount.start, c.amount.end)]
    _remember(row, ctx, found, here)


def _remember(row: Sentence, ctx: Context, found: list[Firm], made: list[Fact]) -> None:
    products.remember(row, ctx, found)
    dating.remember(row, ctx, made)
    owners.remember(row, ctx, found)
    free = [t for t in places.printed(row, [(f.start, f.end) for f in found]) if not t.weak]
    spots: tuple[places.Where, ...] = ()
    if free:
        spots = places.listed(row, free[-1], free, ctx.lexicon, ctx.text)
        ctx.regions = spots[-1:]
    new = [w for _, _, w in ctx.cast.towns[row.start] if not w.place.isupper()]  # the town of a dateline is not where things happen
    if new:
        ctx.regions = (new[-1],)
    for f in found:
        inner = next((t for t in row.of("regions") if f.start <= t.start < f.end), None)
        if inner and f.entry and inner.entry.data.get("level") != "country" and not inner.entry.name.startswith("World"):
            ctx.home.setdefault(f.name, (places.where(inner, ctx.lexicon, ctx.text),))
    for f in found[:1]:
        old = ctx.home.get(f.name)
        if (
            ctx.regions
            and (len(free) == 1 or new or len(spots) == 1)
            and (old is None or (not old[0].fine and old[0].region == ctx.regions[0].region))
        ):
            ctx.home[f.name] = ctx.regions


def _fact(c: Claim, words: Words, ctx: Context, bare_names: list[tuple[int, int, str, int]], last: Fact | None, judge: Judge) -> Fact:
    """The fact that a claim makes once firm, product, place and time are chosen."""
    a, row, found = c.amount, c.sentence, words.firms
    cut = resolve.truncated(c, found)
    firms, what, held, days = _slots(c, words, ctx, bare_names, last, judge) if a.kind else setting(c, words, ctx)
    firms = () if cut else firms
    low, high = ((a.low, a.high) if c.sign > 0 else (-a.high, -a.low)) if a.kind else (None, None)
    fact = Fact(
        fact_id=f"{ctx.article_id}:{a.start}",
        article_id=ctx.article_id,
        start=a.start,
        end=a.end,
        quote=ctx.text[a.start : a.end],
        sentence=row.text,
        event=c.event,
        measure=c.measure,
        statistic=c.statistic,
        basis=c.basis if c.statistic == "change" else None,
        low=low,
        high=high,
        qualifier=c.qualifier,
        unit=a.unit or None,
        per=a.per or None,
        product=what,
        stage=STAGES.get(what) if what else None,
        company="; ".join(firms) or None,
        region="; ".join(dict.fromkeys(w.region for w in held)) or None,
        place="; ".join(dict.fromkeys(w.place for w in held)) or None,
        region_code="; ".join(dict.fromkeys(w.code for w in held if w.code)) or None,
        period_start=days[0],
        period_end=days[1],
        flags=_flags(c, ctx, [f for f in found if f.name in firms], cut),
        candidates=c.others,
        rule="; ".join(c.why),
    )
    if a.kind:
        ctx.stated(fact, held)
    return fact


def _slots(c: Claim, words: Words, ctx: Context, bare_names: list[tuple[int, int, str, int]], last: Fact | None, judge: Judge) -> Slots:
    """Firms, product, places and time of a claim; what a table's heads say stands."""
    if c.repeats and last is not None:
        return ctx.slots(last)
    cell = c.sentence.cells.get(c.amount.start)
    firms = judge.pick("company", c, candidates.companies(c, words, ctx, last, bare_names))
    what = cell.product if cell and cell.product else judge.pick("product", c, candidates.products(c, words, ctx, last, firms))
    held = ctx.title_region if cell and cell.total else judge.pick("region", c, settings.regions(c, words, ctx, last, firms))
    days = (cell.days or settings.NEVER) if cell else judge.pick("period", c, settings.periods(c, words, ctx, last))
    return firms, what, held, days


def _flags(c: Claim, ctx: Context, owners: list[Firm], cut: bool) -> tuple[str, ...]:
    """Why a careful reader would look twice at a claim."""
    flags = ["truncated_name"] * cut + ["unit_inherited"] * (c.amount.start in ctx.lent) + ["unsure"] * bool(c.others)
    if c.measure in RATES and c.amount.kind == "percent" and c.statistic == "change" and c.basis:
        flags.append("pp_or_percent")
    for f in owners:
        seen = ctx.surface.setdefault(f.name, f.form)
        if f.form and seen and _other_name(seen, f.form):
            flags.append("alias")
    return tuple(dict.fromkeys(flags))


RATES = ("processing_rate", "operating_rate", "ratio")
_EVERY_FIRM = {
    "group",
    "co",
    "ltd",
    "limited",
    "company",
    "corp",
    "corporation",
    "inc",
    "aluminum",
    "aluminium",
    "industry",
    "the",
    "entrepreneurship",
    "venture",
    "holdings",
    "plc",
}


def _other_name(a: str, b: str) -> bool:
    """Whether two forms of a firm are two names, not a long and a short one.

    >>> _other_name("Dongfang Hope", "Oriental Hope"), _other_name("Xinfa", "Xinfa Group")
    (True, False)
    """
    one, two = (set(re.findall(r"\w+", x.lower())) - _EVERY_FIRM for x in (a, b))
    return bool(one - two and two - one)
