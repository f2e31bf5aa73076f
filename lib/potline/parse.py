"""An article in, its facts and its ledger out."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from potline import lexicon as lexicons
from potline import read, resolve
from potline.frame import Claim, Ruler, claim, follows, like
from potline.lexicon import Lexicon
from potline.model import EVENTS, STAGES, Article, Fact, Number, Parsed
from potline.resolve import Context, Firm, Where
from potline.scan import Scan, Sentence, scan

FACTUAL = ("mass", "piece", "percent", "pp", "money", "price", "people", "enterprise", "inspection", "case", "time", "power", "coal", "emission", "pot", "count", "area", "volume", "other")


@lru_cache(maxsize=1)
def _standard() -> Lexicon:
    return lexicons.load()


def parse(text_or_article: str | Article, lexicon: Lexicon | None = None) -> Parsed:
    """The facts and the ledger of an article, in order of `start`.

    >>> [(f.quote, f.event, f.company) for f in parse("In May Xinfa shut 50, 000 tons of smelting capacity.").facts]
    [('50, 000 tons', 'shut', 'Xinfa')]
    """
    article = read.article(text_or_article) if isinstance(text_or_article, str) else text_or_article
    lexicon = lexicon or _standard()
    found = scan(article, lexicon)
    ctx = _context(found, lexicon)
    facts: list[Fact] = []
    numbers = [Number(article.article_id, s, e, article.text[s:e], "set_aside", reason) for s, e, reason in found.asides]
    known: dict[str, Firm] = {}
    for row in found.sentences:
        _sentence(row, ctx, known, facts, numbers)
    numbers += _adverts(article, numbers)
    return Parsed(article, tuple(sorted(facts, key=lambda f: f.start)), tuple(sorted(set(numbers), key=lambda n: (n.start, n.end))))


def _context(found: Scan, lexicon: Lexicon) -> Context:
    ctx = Context(lexicon, found.article.article_id, found.article.text, found.article.published)
    rows = found.sentences
    titles = [r for r in rows if r.title]
    printed = {t.form.lower() for r in rows for t in r.of("products")}
    names = [t for r in rows for t in r.of("products")]
    ctx.fabricated = any(t.entry.key == "semis" for r in titles for t in r.of("products")) and any(t.entry.key == "primary" for t in names)
    for row in titles:
        strong = [t for t in row.of("products") if not t.entry.data.get("weak")] or row.of("products")
        ctx.title_product = strong[0].entry.name if strong else None
        ctx.title_firms = tuple(resolve.firms(row, lexicon, {}))[:1]
        places = [t for t in row.of("regions") if not t.weak] or row.of("regions")
        ctx.title_region = (resolve.where(places[0], lexicon),) if places else ()
    del printed
    if not ctx.title_product and names:
        counts: dict[str, int] = {}
        for t in names:
            counts[t.entry.name] = counts.get(t.entry.name, 0) + (1 if t.entry.data.get("weak") else 3)
        ctx.title_product = max(counts, key=lambda k: counts[k])
    return ctx


_LABEL = re.compile(r"^\W*(?P<label>[A-Za-z][\w\s-]{2,40}?)\s?(?::|：|\s[–—-]\s)")


def _sentence(row: Sentence, ctx: Context, known: dict[str, Firm], facts: list[Fact], numbers: list[Number]) -> None:
    """The claims of one sentence, added to the facts and the ledger; what it says becomes context for the next."""
    if row.paragraph != ctx.paragraph:
        m = _LABEL.match(row.text)
        labels = [t for t in row.of("products") if m and t.end <= row.start + m.end()]
        ctx.label = labels[0].entry.name if labels else None
        if row.paragraph != ctx.paragraph:
            ctx.period = None
        ctx.paragraph = row.paragraph
    found = resolve.firms(row, ctx.lexicon, known)
    for f in found:
        first = f.name.split()[0]
        known.setdefault(f.name, f)
        if f.entry is None and len(first) > 4:
            known.setdefault(first, f)
    ruler = Ruler(row)
    made: list[tuple[Claim, Fact]] = []
    for a in row.amounts:
        if a.kind in FACTUAL:
            c = claim(row, a, ruler)
            if made and follows(row, made[-1][0], a) and c.statistic == "level":
                c = like(c, made[-1][0])
            fact = _fact(c, ruler, ctx, found)
            made.append((c, fact))
            numbers.append(Number(fact.article_id, fact.start, fact.end, fact.quote, "fact", None, fact.fact_id))
        elif a.kind in ("specification", "length"):
            numbers.append(Number(ctx.article_id, a.start, a.end, ctx.text[a.start : a.end], "set_aside", "specification" if a.kind == "specification" else "reference"))
        elif not a.word:
            numbers.append(Number(ctx.article_id, a.start, a.end, ctx.text[a.start : a.end], "unexplained"))
    facts += [f for _, f in made]
    _remember(row, ctx, found, [f for _, f in made])


def _remember(row: Sentence, ctx: Context, found: list[Firm], made: list[Fact]) -> None:
    strong = [t for t in row.of("products") if not t.entry.data.get("weak") and t.entry.name != "other"]
    if strong:
        ctx.product = strong[-1].entry.name
    if found:
        ctx.firms = (found[0],)
    places = [t for t in row.of("regions") if not any(f.start <= t.start < f.end for f in found) and not t.weak]
    if places:
        ctx.regions = (resolve.where(places[-1], ctx.lexicon),)
        for f in found[:1]:
            if len(places) == 1:
                ctx.home.setdefault(f.name, ctx.regions)


def _fact(c: Claim, ruler: Ruler, ctx: Context, found: list[Firm]) -> Fact:
    a, row = c.amount, c.sentence
    what = resolve.product(c, ruler, ctx)
    owners = resolve.company(c, ruler, ctx, found)
    places = resolve.regions(c, ruler, ctx, owners, found)
    days = resolve.period(c, ruler, ctx)
    article_id = ctx.article_id
    return Fact(
        fact_id=f"{article_id}:{a.start}", article_id=article_id, start=a.start, end=a.end, quote=ctx.text[a.start : a.end], sentence=row.text, event=c.event, measure=c.measure,
        statistic=c.statistic, basis=c.basis if c.statistic == "change" else None, low=a.low * c.sign, high=a.high * c.sign, qualifier=c.qualifier, unit=a.unit, per=a.per or None, product=what,
        stage=STAGES.get(what) if what else None, company="; ".join(dict.fromkeys(f.name for f in owners)) or None, region="; ".join(dict.fromkeys(p.region for p in places)) or None,
        place="; ".join(dict.fromkeys(p.place for p in places)) or None, region_code="; ".join(dict.fromkeys(p.code for p in places if p.code)) or None,
        period_start=days[0] if days else None, period_end=days[1] if days else None, rule="; ".join(c.why),
    )


def _adverts(article: Article, numbers: list[Number]) -> list[Number]:
    return []
