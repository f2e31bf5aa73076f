"""Articles of the trade made up at random, the same for the same seed: lists under a total, lines, output, campaigns, prices; some that
do not add up, reprints under another name, adverts within a sentence, and the site's own text around it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

PROVINCES = ("Shandong", "Henan", "Xinjiang", "Inner Mongolia", "Guangxi", "Yunnan", "Gansu", "Qinghai", "Guizhou", "Shanxi", "Ningxia", "Hebei")
FIRMS = (
    "Lanhe Aluminum", "Qinghe Industry", "Beishan Metal", "Tianyun Aluminum", "Jiahua Group", "Yongfeng Aluminum", "Xinglong Metal",
    "Hengrui Aluminum", "Wanhe Industry", "Longquan Aluminum", "Shuangfeng Group", "Mingda Metal", "Ruifeng Aluminum", "Haitian Industry",
    "Dingsheng Metal", "Guangyuan Aluminum",
)
SHAPES = ("strip", "foil", "sheet and plate", "profile", "rod", "bar", "wire and cable")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
PAPERS = ("Metal Courier", "Light Metal Daily", "Northern Smelter News", "")
ADVERTS = (
    "let's talk about the tensile testing machine of Lixin Instrument Co., Ltd.: the rated speed is 040 cycles/min (settable)",
    "the water-cooled vacuum pump of Kaida Machinery Co., Ltd. has a power of 75 kW and a warranty of 18 months",
)
FOOTERS = (
    "Disclaimer: the above is reproduced for information only and is no advice to invest. Contact us: 0531-8888 1234.",
    "Copyright 2018. All rights reserved. Service line 400-600-1234. Editor: Wang.",
)


@dataclass(frozen=True)
class Made:
    """One article as a file of the seeds folder; `fault`: a stated total is not what its parts come to; `reprint`: of the article of that name."""

    name: str
    text: str
    fault: bool = False
    reprint: str = ""


def articles(count: int = 60, seed: int = 1) -> list[Made]:
    """So many articles; about a sixth reprint an earlier one, about a fifth of those with a list carry a fault."""
    rng = Random(seed)
    made: list[Made] = []
    for n in range(count):
        old = rng.choice(made) if made and rng.random() < 0.16 else None
        name = f"{n:03}_{rng.choice(('report', 'brief', 'review'))}.{rng.choice(('txt', 'txt', 'txt', 'md'))}"
        made.append(_reprint(rng, name, old) if old else _article(rng, name))
    return made


def stream(count: int, seed: int = 1, first: int = 0) -> Iterator[Made]:
    """So many short pieces of news as they come off a wire, one held at a time: each depends on its number and the seed alone.

    Of ten about six have one sentence, three have several, one reprints a piece of the hundred before it.
    """
    for n in range(first, first + count):
        rng = Random(f"{seed}:{n}")
        name = f"{n // 1000:04}/{n:07}.txt"
        kind = rng.random()
        if kind < 0.6:
            yield _flash(rng, name)
        elif kind < 0.9 or n < 100:
            yield _article(rng, name)
        else:
            at = n - rng.randrange(1, 100)
            old = Random(f"{seed}:{at}")
            yield _reprint(rng, name, (_flash if old.random() < 0.6 else _article)(old, f"{at // 1000:04}/{at:07}.txt"))


def _flash(rng: Random, name: str) -> Made:
    year, place = rng.randrange(2016, 2022), rng.choice(PROVINCES)
    told = rng.choice((*SENTENCES, *WIRE))(rng, place, year)
    day = f"{rng.choice(MONTHS)} {rng.randrange(1, 29)}, {year}"
    return Made(name, f"Aluminum market of {place}\n\n{day}\n\n{told}\n")


def write(folder: Path, made: Iterable[Made]) -> Path:
    """The articles as files of a folder, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in made:
        path = folder / article.name
        path.parent.mkdir(exist_ok=True)
        path.write_text(article.text, "utf-8")
    return folder


def _reprint(rng: Random, name: str, old: Made) -> Made:
    return Made(name, f"{old.text.rstrip()}\n\n{rng.choice(FOOTERS)}\n", old.fault, old.reprint or old.name)


def _article(rng: Random, name: str) -> Made:
    year, place, fault = rng.randrange(2016, 2022), rng.choice(PROVINCES), rng.random() < 0.2
    listed, title = _listed(rng, place, year, fault)
    others = [rng.choice(SENTENCES)(rng, place, year) for _ in range(rng.randrange(1, 5))]
    if rng.random() < 0.15:
        at = rng.randrange(len(others))
        others[at] = f"{others[at].rstrip('.')} ({rng.choice(ADVERTS)})."
    has_list = rng.random() < 0.7
    sentences = [listed, *others] if has_list else others
    day = f"{rng.choice(MONTHS)} {rng.randrange(1, 29)}, {year}"
    paper = rng.choice(PAPERS)
    head = [title if has_list else f"Aluminum in {place}: what the month brought", *([f"{day} Source: {paper}"] if paper else [])]
    tail = [rng.choice(FOOTERS)] if rng.random() < 0.3 else []
    return Made(name, "\n\n".join([*head, " ".join(sentences), *tail]) + "\n", fault and has_list)


def _tonnes(rng: Random, thousands: int) -> str:
    """An amount as one of the trade's writers would print it."""
    tons = thousands * 1000
    forms = [f"{tons} tons", f"{tons:,} tons", f"{thousands} kt"]
    return rng.choice([*forms, f"{tons / 1e6:g} million tons"] if thousands >= 1000 else forms)


def _when(rng: Random, year: int) -> str:
    return f"In {rng.choice(MONTHS)} {year}"


def _listed(rng: Random, place: str, year: int, fault: bool) -> tuple[str, str]:
    """A stated total with its parts by firm, and the title that goes with it."""
    parts = [rng.randrange(2, 90) * 10 for _ in range(rng.randrange(2, 6))]
    stated = sum(parts) + fault * rng.choice((-1, 1)) * max(10, sum(parts) // rng.choice((4, 5, 8)) // 10 * 10)
    firms = rng.sample(FIRMS, len(parts))
    named = [f"{firm} {_tonnes(rng, part)}" for firm, part in zip(firms, parts, strict=True)]
    items = f"{', '.join(named[:-1])} and {named[-1]}"
    told, title = rng.choice((
        ("electrolytic aluminum capacity of {} was shut down in {}, including {}.", "shuts smelters"),
        ("{} of electrolytic aluminum capacity under construction was halted in {}, namely {}.", "halts smelters being built"),
        ("aluminum processing lines with an annual capacity of {} were put into operation in {}: {}.", "starts processing lines"),
    ))  # fmt: skip
    return f"{_when(rng, year)}, " + told.format(_tonnes(rng, stated), place, items), f"{place} {title}"


def _line(rng: Random, place: str, year: int) -> str:
    size = _tonnes(rng, rng.randrange(1, 40) * 10)
    return f"{_when(rng, year)}, {rng.choice(FIRMS)} in {place} put into operation a {rng.choice(SHAPES)} line with an annual output of {size}."


def _planned(rng: Random, place: str, year: int) -> str:
    size = _tonnes(rng, rng.randrange(1, 40) * 10)
    return f"{rng.choice(FIRMS)} plans to build an aluminum {rng.choice(SHAPES)} project of {size} a year in {place} by the end of {year + 1}."


def _output(rng: Random, place: str, year: int) -> str:
    made, more = _tonnes(rng, rng.randrange(100, 900)), rng.randrange(20, 400) / 10
    return f"In the first half of {year}, {place} produced {made} of aluminum products, a year-on-year increase of {more} percent."


def _rate(rng: Random, place: str, year: int) -> str:
    share, more = rng.randrange(300, 800) / 10, rng.randrange(10, 120) / 10
    return f"The local processing rate of {place} reached {share} percent in {year}, a year-on-year increase of {more} percent."


def _campaign(rng: Random, place: str, year: int) -> str:
    return f"{_when(rng, year)}, environmental inspectors visited {rng.randrange(20, 6000)} enterprises in {place}."


def _closed(rng: Random, place: str, year: int) -> str:
    all_of = rng.randrange(20, 300)
    return f"At present, {rng.randrange(5, all_of)} of {all_of} aluminum alloy ingot enterprises in {place} have been shut down."


def _stock(rng: Random, place: str, year: int) -> str:
    before, gain = rng.randrange(300, 900), rng.randrange(5, 90)
    return f"Social inventories of aluminum ingot rose from {before},000 tons to {before + gain},000 tons in {rng.choice(MONTHS)} {year}."


def _price(rng: Random, place: str, year: int) -> str:
    return f"The spot price of A00 aluminum stood at {rng.randrange(110, 200) * 100} yuan per ton at the end of {rng.choice(MONTHS)} {year}."


SENTENCES = (_line, _planned, _output, _rate, _campaign, _closed, _stock, _price)


def _respectively(rng: Random, place: str, year: int) -> str:
    firms, sizes = rng.sample(FIRMS, 3), [rng.randrange(2, 90) for _ in range(3)]
    return (
        f"electrolytic aluminum: {_when(rng, year).lower()}, {firms[0]}, {firms[1]} and {firms[2]} in {place} stopped production of "
        f"{sizes[0]}0,000 tons, {sizes[1]}0, 000 tons and {sizes[2]}0000 tons respectively."
    )


def _range(rng: Random, place: str, year: int) -> str:
    low = rng.randrange(10, 60) * 10
    return f"Smelters in {place} may cut output by {low}-{low + rng.randrange(1, 9) * 10} kt/a from Nov. 15, {year} to March 15, {year + 1}."


def _restart(rng: Random, place: str, year: int) -> str:
    return (
        f"{rng.choice(FIRMS)} restarted {rng.randrange(20, 400)} pots in {place} on {rng.choice(MONTHS)} {rng.randrange(1, 29)}, "
        f"with {rng.randrange(1, 40)}0, 000 t/a still idle."
    )


def _invested(rng: Random, place: str, year: int) -> str:
    return (
        f"With a total investment of {rng.randrange(10, 900) / 10} billion yuan, {rng.choice(FIRMS)} will build {rng.choice(('two', 'three', '4'))} "
        f"{rng.choice(SHAPES)} lines in {place}; construction began in {rng.choice(MONTHS)} {year}."
    )


def _month(rng: Random, place: str, year: int) -> str:
    return (
        f"{place}'s alumina output was {rng.randrange(50, 900) / 100} million tonnes in {rng.choice(MONTHS)} {year}, down "
        f"{rng.randrange(1, 200) / 10}% "
        f"month on month and up {rng.randrange(1, 200) / 10}% from a year earlier."
    )


def _trade(rng: Random, place: str, year: int) -> str:
    sold = rng.randrange(200, 700)
    return (
        f"China exported {sold},000 tonnes of unwrought aluminium and products in {rng.choice(MONTHS)} {year}, "
        f"against {sold - rng.randrange(1, 90)},000 tonnes in the month before."
    )


def _fined(rng: Random, place: str, year: int) -> str:
    return (
        f"{rng.choice(FIRMS)} of {place} was fined {rng.randrange(1, 90)}0,000 yuan for excess emissions in {year}; "
        f"{rng.randrange(2, 40)} enterprises were told to rectify."
    )


def _illegal(rng: Random, place: str, year: int) -> str:
    return (
        f"{_when(rng, year)}, {place} found {rng.randrange(10, 300) / 100} million tons of illegal electrolytic aluminum capacity, "
        f"of which {rng.randrange(1, 9)}0,000 tons were being built."
    )


WIRE = (_respectively, _range, _restart, _invested, _month, _trade, _fined, _illegal)


if __name__ == "__main__":  # python tests/generated.py FOLDER 100000 [SEED]
    write(Path(sys.argv[1]), stream(*map(int, sys.argv[2:])))
