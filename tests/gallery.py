"""Corpora made up to try the story on: none to six hundred facts, long and Chinese names, a tonne to ten million, a month to ten years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from potline import narrative, tables
from potline.maps import NAME
from potline.model import STAGES, Article, Block, Fact, Number, Parsed

LONG = "Inner Mongolia Huomei Hongjun Aluminium & Electricity Co. Ltd."  # sixty characters or a little more
CHINESE = (
    "新疆东方希望有色金属有限公司", "新疆嘉润资源控股有限公司", "山东魏桥创业集团有限公司", "宁夏锦宁巨科新材料科技有限公司铝板带箔深加工项目指挥部",
)
ABROAD = [
    ("India", "IN"), ("Guinea", "GN"), ("United States", "US"), ("United Arab Emirates", "AE"), ("Bosnia and Herzegovina", "BA"), ("China", "CN"),
]
PROVINCES = [(name, f"CN-{code}") for code, name in NAME.items()]
EVENTS = (
    "commissioned", "announced", "under_construction", "restarted", "shut", "project_halted", "curtailed", "found_illegal", "inspected", "penalised",
)


def corpus(facts: list[Fact]) -> tables.Corpus:
    """Facts as a corpus: each article's text is made of its facts' sentences, so that every quote stands where its offsets say."""
    articles: dict[str, list[Fact]] = {}
    for f in facts:
        articles.setdefault(f.article_id, []).append(f)
    return tables.corpus([_parsed(a, group) for a, group in articles.items()] or [_parsed("empty", [])])


def _parsed(article: str, facts: list[Fact]) -> Parsed:
    text = f"What {article} says\n"
    placed, ids = [], {}
    for f in facts:
        start = len(text) + f.sentence.index(f.quote)
        ids[f.fact_id] = f"{article}:{start}"
        placed.append(replace(f, fact_id=ids[f.fact_id], start=start, end=start + len(f.quote)))
        text += f.sentence + "\n"
    placed = [replace(f, part_of=ids.get(f.part_of)) for f in placed]
    head = text.index("\n")
    blocks = (Block("title", 0, head, "first line"), Block("body", head, len(text)))
    numbers = tuple(Number(article, f.start, f.end, f.quote, "fact", None, f.fact_id) for f in placed if f.low is not None)
    return Parsed(Article(article, text, blocks, title=text[:head], reference_year=2017, path=f"{article}.txt"), tuple(placed), numbers)


def fact(n: int, event: str, tonnes: float | None, **more: object) -> Fact:
    """One fact whose sentence prints its number, so many tonnes unless `unit` says otherwise."""
    value = "" if tonnes is None else f"{tonnes:g} t" if tonnes < 1e6 else f"{tonnes:,.0f} tons"
    quote = value or "strict inspections"
    base = Fact(f"new:{n}", f"article{n % 60:02}", 0, 0, quote, f"Claim {n}: {quote} here.", event, "capacity", low=tonnes, high=tonnes, unit="t")
    theme = "chain_extension" if event in EVENTS[:4] else "crackdown"
    product = str(more.get("product", "primary_aluminium"))
    return replace(base, theme=theme, **{"product": product, "stage": STAGES.get(product), **more})


def many(count: int, seed: int = 1, names: tuple[str, ...] = (), most: float = 1e7, places: list = PROVINCES, days: int = 3650) -> list[Fact]:
    """So many facts of all events, stages and places at random, the same for the same seed."""
    rng = Random(seed)
    products = [p for p, stage in STAGES.items() if stage != "other"]
    found = []
    for n in range(count):
        event, (region, code) = rng.choice(EVENTS), rng.choice(places)
        first = date(2010, 1, 1) + timedelta(days=rng.randrange(days))
        last = first + timedelta(days=rng.randrange(1, max(2, min(days, 120))))
        tonnes = None if event in ("inspected", "penalised") and rng.random() < 0.5 else float(round(10 ** rng.uniform(0, len(str(int(most))) - 1)))
        company = rng.choice([*names, None]) if names else f"Firm number {rng.randrange(count)}"
        more = {"company": company, "region": region, "region_code": code, "product": rng.choice(products), "period_start": first, "period_end": last}
        if event in ("inspected", "penalised"):
            more |= {"measure": "enterprises", "unit": "enterprise"}
        if rng.random() < 0.1:
            more |= {"period_start": None, "period_end": None}
        if rng.random() < 0.1:
            more |= {"high": tonnes * 1.5 if tonnes else None}
        found.append(fact(n, event, tonnes, **more))
    return found


def total(parts: int, event: str = "shut", gap: float = 0.0, name: str = "Firm {}") -> list[Fact]:
    """A stated total of Xinjiang with so many parts that come to it, or to `gap` tonnes more."""
    where = {"region": "Xinjiang", "region_code": "CN-XJ", "period_start": date(2017, 5, 1), "period_end": date(2017, 5, 31), "article_id": "total"}
    whole = fact(10_000, event, 1000.0 * parts - gap, **where)
    rest = [fact(10_001 + i, event, 1000.0, company=name.format(i), part_of=whole.fact_id, **where) for i in range(parts)]
    return [whole, *rest]


def measured() -> list[Fact]:
    """Output, a processing rate that may be read in two ways, enterprises shut of existing."""
    place = {"region": "Ningxia", "region_code": "CN-NX", "period_start": date(2020, 1, 1), "period_end": date(2020, 6, 30), "article_id": "rates"}
    rate = {"unit": "percent", "measure": "processing_rate", "event": "reported", "statistic": "change", "basis": "yoy"}
    made = fact(20_000, "commissioned", 277000.0, product="semis", **place)
    share = fact(20_001, "commissioned", 47.4, **place)
    facts = [
        replace(made, event="reported", measure="output"),
        replace(made, fact_id="new:b", low=22.0, high=22.0, **{**rate, "measure": "output"}),
        replace(share, **{**rate, "statistic": "level", "basis": None}),
        replace(share, fact_id="new:c", low=9.3, high=9.3, flags=("pp_or_percent",), **rate),
    ]
    plants = {"measure": "enterprises", "unit": "enterprise", "region": "Hebei", "region_code": "CN-HE", "article_id": "plants"}
    plants["product"] = "secondary_aluminium"
    return [*facts, fact(20_010, "operating", 167.0, **plants), fact(20_011, "shut", 164.0, **plants)]


def sizes() -> list[Fact]:
    """A tonne, ten thousand and ten million of every event, in one place."""
    values = [(event, tonnes) for event in EVENTS[:8] for tonnes in (1.0, 1e4, 1e7)]
    return [fact(n, event, tonnes, region="Hebei", region_code="CN-HE") for n, (event, tonnes) in enumerate(values)]


def totals(count: int) -> list[Fact]:
    """So many stated totals, each of a place of its own."""
    found = []
    for i in range(count):
        whole, *rest = total(3, gap=i)
        place = {"article_id": f"total{i}", "region": f"Place {i}"}
        found += [replace(f, fact_id=f"{f.fact_id}-{i}", part_of=f.part_of and f"{whole.fact_id}-{i}", **place) for f in (whole, *rest)]
    return found


def ours(count: int) -> list[Fact]:
    """Lines, closures and the rest of the two themes in one story, the first so many of it."""
    return [*measured(), *total(4), *total(3, "project_halted", gap=-400.0), *many(60)][:count]


HEBEI = {"region": "Hebei", "region_code": "CN-HE"}
CASES = {
    "none": [],
    "one": many(1),
    "two": many(2, seed=3),
    "story": ours(40),
    "sixty": many(60, seed=2) + measured(),
    "six hundred": many(600),
    "long names": many(60, names=(LONG, LONG[:58] + " II", "W" * 60)) + total(8, name=LONG + " {}"),
    "chinese names": many(60, names=CHINESE) + total(5, name=CHINESE[3] + "{}"),
    "a tonne to ten million": sizes(),
    "zero and missing": [fact(0, "shut", 0.0, **HEBEI), fact(1, "inspected", None, **HEBEI)],
    "abroad": many(80, places=PROVINCES[:5] + ABROAD),
    "every province": many(300, seed=5),
    "one month": many(60, days=28),
    "one day": many(20, days=1),
    "sixty parts": total(60, gap=5000.0),
    "many totals": totals(12),
}


@cache
def made(case: str) -> tables.Corpus:
    """The corpus of a case, made once for all tests."""
    return corpus(CASES[case])


@cache
def heading(case: str, kind: str) -> narrative.Heading:
    """Title and caption of a chart of a case."""
    return narrative.heading(made(case), kind)
