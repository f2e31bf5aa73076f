"""Weights of clues learnt from annotated articles: logistic regressions, written as a table that can be read. Needs scikit-learn."""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from potline import lexicon as lexicons
from potline.clues import way
from potline.dating import TOLD
from potline.evaluate import Gold, same_firm
from potline.frame import Claim
from potline.lexicon import Lexicon
from potline.model import PotlineError
from potline.parse import parse
from potline.periods import When, whens
from potline.read import article
from potline.weigh import ALWAYS, READ, SLOTS, Judge, Scales, given_event, given_measure, lines

RARE = 11  # a clue that is seen less often is left out
STRENGTH = 0.0015  # of scikit-learn: the smaller, the more weights are held back
# the same for candidates: the larger, the more
HELD = {"unit": 256.0, "product": 1024.0, "company": 512.0, "region": 256.0, "period": 1024.0, "year": 256.0}
FRANK = 0.25  # how much less the weights of rare clues are held back than those of common ones, which seldom tell much
# what "none" weighs the less than was learnt: careful readers carry a place on, and the day of a raid or an order through all that it brought
# (a plant shut, a fine), where the hastier writers of many lessons left them out
CARRIED = {"region none": 0.4, **{f"period none {event}": 0.5 for event in TOLD}}
NEVER = -9.0  # the weight of an answer that no lesson has
LEAST = 0.065  # weights below are not written, but for a table of fewer clues than MANY: few lessons teach small weights
MANY = 10_000
BESIDE = 200  # characters between a claim and the time that it is told with, at most
PARTS = 2  # of the articles: each is read once by what the others teach
ROUNDS = 150  # of the solver of readings, at most
TURNS = 400  # of the solver of candidates, which needs some 350 to come to rest
# the clues that hang on how the claims before were read
_CARRIED = re.compile(r"after |like |\S* ?(?:after|like) |\S* (?:often|once) |\S* last (?!told)|same amount as")
_OTHERS = ("count", "enterprise", "piece", "case", "inspection", "other", "pot")  # what annotators may call by another noun
_SIZE = re.compile(r"\s(?:city|county|prefecture|district|town|township|province|state)$")


Weights = dict[str, dict[str, float]]  # clue -> answer -> weight


class Lesson(NamedTuple):
    """A claim of an annotated article: its clues and its right reading."""

    clues: list[str]
    measure: str
    event: str
    way: str


class Choice(NamedTuple):
    """The candidates of a slot of an annotated claim: the clues of each, and whether it is right."""

    slot: str
    candidates: list[tuple[list[str], bool]]


class Teacher(Judge):
    """Reads every claim as it is annotated, and notes the clues that were seen."""

    def __init__(self, gold: Gold) -> None:
        self.gold = gold
        self.lessons: list[Lesson] = []
        self.choices: list[Choice] = []

    def settle(self, c: Claim, clues: Sequence[str]) -> None:
        """Gives the claim its annotated reading; one that is not annotated stays as it is."""
        right = self._record(c)
        if right is not None:
            c.measure, c.event, c.statistic = right["measure"], right["event"], right["statistic"]
            c.sign = -1.0 if right["low"] < 0 else 1.0
            self.lessons.append(Lesson(_once(clues), c.measure, c.event, way(c)))

    def pick(self, slot: str, c: Claim, candidates: Mapping[Any, Sequence[str]]) -> Any:
        """The first candidate that is right by the annotation, else the first of all."""
        wanted = self._record(c)
        right = [value for value in candidates if _right(slot, value, wanted)]
        if slot not in self.gold.unlearnt and 0 < len(right) < len(candidates):
            self.choices.append(Choice(slot, [(_once(clues), value in right) for value, clues in candidates.items()]))
        return right[0] if right else next(iter(candidates))

    def year(self, candidates: Mapping[int, Sequence[str]]) -> int:
        """The year in which most of the times that print none are those of annotated claims beside them, else the first of all."""
        first = next(iter(candidates))
        printed = {_iso(w) for w in whens(self.gold.text, first) if w.printed}
        fits = {year: sum(self._fits(w) for w in whens(self.gold.text, year) if not w.printed and _iso(w) not in printed) for year in candidates}
        right = [year for year, n in fits.items() if n == max(fits.values())]
        if len(right) == 1 and "period" not in self.gold.unlearnt:
            self.choices.append(Choice("year", [(_once(clues), year in right) for year, clues in candidates.items()]))
        return right[0] if len(right) == 1 else first

    def _fits(self, w: When) -> bool:
        """Whether a claim close by in the same line is annotated with these very days."""
        text, near = self.gold.text, [r for r in self.gold.facts if abs(r["start"] - w.start) < BESIDE]
        return any(
            (r["period_start"], r["period_end"]) == _iso(w) and "\n" not in text[min(r["start"], w.start) : max(r["start"], w.start)] for r in near
        )

    def _record(self, c: Claim) -> dict[str, Any] | None:
        return next((r for r in self.gold.facts if r["start"] < c.amount.end and c.amount.start < r["end"]), None)


def _iso(w: When) -> tuple[str | None, str | None]:
    first, last = (d.isoformat() if d else None for d in (w.first, w.last))
    return first, last


def _once(clues: Sequence[str]) -> list[str]:
    """The clues, each text held once in memory: articles by the thousand say the same ones again and again."""
    return [sys.intern(clue) for clue in clues]


def _right(slot: str, value: Any, wanted: dict[str, Any] | None) -> bool:
    """Whether a candidate is what the annotation says; an amount that is not annotated claims nothing."""
    if wanted is None or (value is None and slot == "unit"):
        return wanted is None and value is None and slot == "unit"
    if slot == "unit":
        alike = value.unit == wanted["unit"] or (wanted["unit"].startswith("other:") and value.kind in _OTHERS and value.noun != "?enterprise")
        return alike and all(math.isclose(abs(x), abs(y), rel_tol=1e-6) for x, y in ((value.low, wanted["low"]), (value.high, wanted["high"])))
    if slot == "product":
        return value == wanted["product"]
    if slot == "company":
        printed = wanted["company"] or ""
        return same_firm("; ".join(value), printed) or any(_called(name.strip()) in value for name in printed.split(";"))
    if slot == "region":
        named = {_SIZE.sub("", x.lower()) for w in value for x in (w.region, w.place)}
        asked = {_SIZE.sub("", x.strip().lower()) for x in (wanted["region"] or "").split(";")} - {""}
        return bool(asked & named) if asked else not value
    return tuple(d.isoformat() if d else None for d in value) == (wanted["period_start"], wanted["period_end"])


@lru_cache(maxsize=1)
def _terms() -> Lexicon:
    return lexicons.load()


@lru_cache(maxsize=100_000)
def _called(printed: str) -> str:
    """The firm that a whole name is a form of; "Aluminum Corp of China" and "Chalco" have no telling word in common."""
    found = _terms().find(printed, ("companies",))
    return found[0].entry.name if found and (found[0].start, found[0].end) == (0, len(printed)) else ""


class Pupil(Teacher):
    """Reads every claim by weights, and notes the clues that were seen and what would have been right; it is told the year."""

    def __init__(self, gold: Gold, judge: Judge) -> None:
        super().__init__(gold)
        self.judge = judge

    def settle(self, c: Claim, clues: Sequence[str]) -> None:
        """Gives the claim the likeliest reading."""
        self.judge.settle(c, clues)

    def pick(self, slot: str, c: Claim, candidates: Mapping[Any, Sequence[str]]) -> Any:
        """The candidate whose clues weigh most; which one is right is noted."""
        super().pick(slot, c, candidates)
        return self.judge.pick(slot, c, candidates)


def heard(teacher: Teacher, terms: Lexicon | None = None) -> Teacher:
    """The teacher with what was seen while it read its article."""
    parse(article(teacher.gold.text), terms, teacher)
    return teacher


def learn(golds: Sequence[Gold], terms: Lexicon | None = None) -> Weights:
    """What each clue weighs for which answers; PotlineError without scikit-learn.

    Readings are learnt as they are annotated, once with the readings of the claims before and once without: one misread claim is not to
    mislead the next ones. Candidates are learnt from articles read as annotated and once more from articles read by weights that were
    learnt from the others: what was taken wrongly before is to be doubted as it deserves.
    """
    teachers = [heard(Teacher(gold), terms) for gold in golds]
    lessons, choices = [x for t in teachers for x in t.lessons], [x for t in teachers for x in t.choices]
    names = list(dict.fromkeys(gold.name for gold in golds))
    for k in range(PARTS if len(names) > PARTS else 0):
        apart = set(names[k::PARTS])
        others = [t for t in teachers if t.gold.name not in apart]
        judge = Judge(scales(_weights([x for t in others for x in t.lessons], [x for t in others for x in t.choices], ROUNDS // 3)))
        choices += [x for gold in golds if gold.name in apart for x in heard(Pupil(gold, judge), terms).choices]
    return _weights(lessons, choices)


def scales(weights: Weights) -> Scales:
    """The scales with these weights."""
    return Scales.table("\n".join(lines(weights)).encode())


def _weights(lessons: Sequence[Lesson], choices: Sequence[Choice], rounds: int = ROUNDS) -> Weights:
    """What these lessons and choices come to."""
    lessons = [*lessons, *(x._replace(clues=[clue for clue in x.clues if not _CARRIED.match(clue)]) for x in lessons)]
    weights: Weights = {}
    for question, clues, answers in (
        ("measure", [x.clues for x in lessons], [x.measure for x in lessons]),
        ("event", [[*x.clues, *given_measure(x.clues, x.measure)] for x in lessons], [x.event for x in lessons]),
        ("way", [[*x.clues, *given_event(x.measure, x.event)] for x in lessons], [x.way for x in lessons]),
    ):
        for clue, answer, weight in _regression(clues, answers, rounds):
            weights.setdefault(clue, {})[f"{question} {answer}"] = weight
        for answer in set(READ[question]) - set(answers):
            weights.setdefault(ALWAYS, {})[f"{question} {answer}"] = NEVER  # that nothing was learnt of is not to be read
    for slot in SLOTS:
        for clue, weight in _ranking([x.candidates for x in choices if x.slot == slot], HELD[slot]):
            weights.setdefault(clue, {})[slot] = weight
    for clue, less in CARRIED.items():
        answers, slot = weights.setdefault(clue, {}), clue.split()[0]
        answers[slot] = answers.get(slot, 0.0) - less
    least = LEAST if len(weights) >= MANY else 0.01
    kept = ((clue, {answer: w for answer, w in said.items() if abs(w) >= least}) for clue, said in weights.items())
    return {clue: said for clue, said in kept if said}


def _common(said: Iterable[Iterable[str]]) -> dict[str, int]:
    """The clues that are not rare, numbered in order."""
    often = Counter(x for clues in said for x in set(clues))
    return {clue: i for i, clue in enumerate(sorted(c for c, n in often.items() if n >= RARE))}


def _table(said: Sequence[Iterable[str]], column: Mapping[str, int]) -> tuple[Any, np.ndarray]:
    """A row for each set of clues, in the column of each clue its scale; and the scales: the rarer a clue, the larger.

    What is learnt of a scaled clue is to be multiplied by its scale. Holding back the learnt weights then holds back a clue seen in one row
    of 10,000 ten times less than one seen in all, much as leaving out clues at random while learning would (Wager et al. 2013).
    """
    from scipy import sparse

    places = [sorted({column[x] for x in clues if x in column}) for clues in said]
    ends = np.cumsum([0, *map(len, places)]).astype(np.int32)
    flat = np.array([p for row in places for p in row], dtype=np.int32)
    scale = (np.bincount(flat, minlength=len(column)).clip(1) / len(said)) ** -FRANK
    return sparse.csr_matrix((scale[flat].astype(np.float32), flat, ends), shape=(len(said), len(column))), scale


def _regression(said: Sequence[list[str]], answers: Sequence[str], rounds: int) -> Iterator[tuple[str, str, float]]:
    """Clue, answer and weight of a multinomial logistic regression."""
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise PotlineError("Learning needs scikit-learn: pip install scikit-learn.") from error
    if len(set(answers)) < 2:
        yield from ((ALWAYS, answer, 1.0) for answer in set(answers))
        return
    column = _common(said)
    table, scale = _table(said, column)
    model = LogisticRegression(C=STRENGTH, max_iter=rounds, tol=1e-3).fit(table, answers)
    two = len(model.classes_) == 2  # then one row of weights speaks for the second answer
    for j, answer in enumerate(model.classes_):
        row, sign = (0, 0.5 if j else -0.5) if two else (j, 1.0)
        yield ALWAYS, str(answer), sign * float(model.intercept_[row])
        for clue, i in column.items():
            yield clue, str(answer), sign * float(model.coef_[row, i] * scale[i])


def _ranking(asked: Sequence[list[tuple[list[str], bool]]], held: float) -> Iterator[tuple[str, float]]:
    """Clue and weight of a conditional logistic regression: of each ballot a right candidate is to weigh more than the others."""
    from scipy.optimize import minimize

    if not asked:
        return
    said = [clues for candidates in asked for clues, _ in candidates]
    right = np.array([ok for candidates in asked for _, ok in candidates], dtype=float)
    starts = np.cumsum([0, *map(len, asked)])[:-1]
    group = np.repeat(np.arange(len(asked)), [len(candidates) for candidates in asked])
    column = _common(said)
    table, scale = _table(said, column)
    turned = table.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = table @ weights
        shares = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        every, good = np.add.reduceat(shares, starts), np.add.reduceat(shares * right, starts)
        wrong = shares / every[group] - shares * right / good[group]
        return float(np.log(every / good).sum() + held / 2 * weights @ weights), turned @ wrong + held * weights

    found = minimize(loss, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": TURNS})
    yield from ((clue, float(found.x[i] * scale[i])) for clue, i in column.items())
