"""Clues weighed: the reading of a claim, and the candidates of its slots, for which their clues speak most.

The scales are log-linear: each clue speaks with a weight for or against each answer, the weights of all clues are added up, and
their exponentials, made to sum to one, say how sure the answer is. Measure first, then the event given the measure, then level,
rise or fall given both. The weights are data: `weights.tsv`, a line a clue, learnt from annotated articles by `potline learn`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from potline.frame import Claim
from potline.model import EVENTS, MEASURES

HOME = Path(__file__).parent / "weights.tsv"
WAYS = ("level", "minus", "up", "down")  # "minus" is a level below nothing: a loss, a discount
READ: dict[str, tuple[str, ...]] = {"measure": MEASURES, "event": tuple(EVENTS), "way": WAYS}
SLOTS = ("unit", "product", "company", "region", "period", "year")
ANSWERS = [f"{question} {answer}" for question, answers in READ.items() for answer in answers]
COLUMNS = [*ANSWERS, *SLOTS]
PLACES = {answer: i for i, answer in enumerate(ANSWERS)}
PART = {question: slice(PLACES[f"{question} {answers[0]}"], PLACES[f"{question} {answers[-1]}"] + 1) for question, answers in READ.items()}
ALWAYS = "always"  # the clue that every claim has
SURE = 0.5  # a reading below is marked
_NOTHING = repeat(0.0)  # what a clue weighs that is not listed
# what a number must weigh the less to claim nothing: one wrongly set aside is lost, one wrongly taken is seen; a duration is lost most readily
_LEAN, _LASTING = 0.5, 2.0
_TRIED = 3  # answers followed up at each step
_WITH = (
    "kind: ",
    "1 before: ",
    "events left 0: ",
    "events right 0: ",
    "no events",
    "unit: ",
)  # clues that speak of the event differently for each measure


class Reading(NamedTuple):
    """What a claim says, and the probability of it, 0 to 1."""

    measure: str
    event: str
    way: str
    sure: float


def given_measure(clues: Iterable[str], measure: str) -> list[str]:
    """The clues that a measure adds for the event."""
    return [f"measure {measure}", *(f"{measure} with {clue}" for clue in clues if clue.startswith(_WITH))]


def given_event(measure: str, event: str) -> list[str]:
    """The clues that measure and event add for level, rise or fall."""
    return [f"measure {measure}", f"event {event}"]


class Scales:
    """Weights of clues; a clue that is not listed weighs nothing."""

    def __init__(self, clues: Sequence[str], weights: np.ndarray) -> None:
        read = weights[:, : len(ANSWERS)]
        lines = np.flatnonzero(read.any(axis=1))
        self.weights = read[lines].astype(np.float32)
        self.at = {clues[line]: i for i, line in enumerate(lines)}
        self.ways: dict[tuple[str, str], np.ndarray] = {}
        self.slots: dict[str, dict[str, float]] = {}
        for column, slot in enumerate(SLOTS, len(ANSWERS)):
            lines = np.flatnonzero(weights[:, column])
            self.slots[slot] = dict(zip([clues[line] for line in lines], weights[lines, column].tolist(), strict=True))

    @classmethod
    def table(cls, text: bytes) -> Scales:
        """The scales of a table with a line for each weight: clue, answer, weight; a clue is written in its first line alone."""
        import pyarrow as pa
        import pyarrow.compute as pc
        from pyarrow import csv

        form = csv.ParseOptions(delimiter="\t", quote_char=False)
        kinds = {"clue": pa.string(), "answer": pa.dictionary(pa.int32(), pa.string()), "weight": pa.float32()}
        read = csv.read_csv(io.BytesIO(text), csv.ReadOptions(use_threads=False), form, csv.ConvertOptions(column_types=kinds)).combine_chunks()
        first = pc.not_equal(read["clue"], "")
        answers = read["answer"].unify_dictionaries().chunk(0)
        column = np.array([COLUMNS.index(answer) for answer in answers.dictionary.to_pylist()])
        weights = np.zeros((pc.sum(first).as_py(), len(COLUMNS)), dtype=np.float32)
        weights[np.cumsum(first.to_numpy()) - 1, column[answers.indices.to_numpy()]] = read["weight"].to_numpy()
        return cls(read["clue"].filter(first).to_pylist(), weights)

    def readings(self, clues: Sequence[str]) -> list[Reading]:
        """The readings of a claim worth looking at, the likeliest first."""
        total = self._sum([ALWAYS, *clues])
        spoken = [clue for clue in clues if clue.startswith(_WITH)]
        out = []
        for i, p in _likeliest(total[PART["measure"]]):
            events = total[PART["event"]] + self._sum(given_measure(spoken, MEASURES[i]))[PART["event"]]
            for j, q in _likeliest(events):
                event = READ["event"][j]
                ways = total[PART["way"]] + self._way(MEASURES[i], event)
                k, r = _likeliest(ways)[0]
                out.append(Reading(MEASURES[i], event, WAYS[k], p * q * r))
        return sorted(out, key=lambda x: -x.sure)

    def _way(self, measure: str, event: str) -> np.ndarray:
        """What measure and event weigh for level, rise or fall; added up once."""
        if (measure, event) not in self.ways:
            self.ways[measure, event] = self._sum(given_event(measure, event))[PART["way"]]
        return self.ways[measure, event]

    def _sum(self, clues: Iterable[str]) -> np.ndarray:
        at = self.at
        return self.weights[[at[clue] for clue in clues if clue in at]].sum(axis=0)

    def best(self, slot: str, candidates: Mapping[Any, Sequence[str]], lean: float = 0.0) -> Any:
        """The candidate of a slot whose clues weigh most, None by `lean` less; of equals the first."""
        weight = self.slots[slot].get
        return max(candidates, key=lambda value: sum(map(weight, candidates[value], _NOTHING), -lean if value is None else 0.0))

    def speaking(self, clues: Iterable[str], answer: str, most: int = 5) -> list[tuple[str, float]]:
        """The clues that speak most for an answer such as "event shut", with their weights."""
        if answer in PLACES:
            known = [clue for clue in dict.fromkeys(clues) if clue in self.at]
            said = zip(known, self.weights[[self.at[clue] for clue in known], PLACES[answer]].tolist(), strict=True)
        else:
            said = [(clue, self.slots[answer].get(clue, 0.0)) for clue in dict.fromkeys(clues)]
        return sorted(((clue, w) for clue, w in said if w > 0), key=lambda x: -x[1])[:most]


def _likeliest(weights: np.ndarray) -> list[tuple[int, float]]:
    """The places of the largest weights with their probabilities, those of a tenth of the first at least."""
    shares = np.exp(weights - weights.max())
    shares /= shares.sum()
    order = shares.argsort()[::-1][:_TRIED]
    return [(int(i), float(shares[i])) for i in order if shares[i] > shares[order[0]] / 10]


def lines(weights: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The lines of a table of weights, in order of the clues and of the answers.

    >>> list(lines({"before: shut": {"measure capacity": 0.5, "event shut": 1.25}}))
    ['clue\\tanswer\\tweight', 'before: shut\\tevent shut\\t1.25', '\\tmeasure capacity\\t0.50']
    """
    yield "clue\tanswer\tweight"
    for clue, said in sorted(weights.items()):
        for i, (answer, weight) in enumerate(sorted(said.items())):
            yield f"{'' if i else clue}\t{answer}\t{weight:.2f}"


class Judge:
    """Settles what a claim says by weighing its clues."""

    def __init__(self, scales: Scales) -> None:
        self.scales = scales

    def settle(self, c: Claim, clues: Sequence[str]) -> None:
        """Gives the claim the likeliest reading of its clues, and keeps the next one where it is not sure."""
        best, *others = self.scales.readings(clues)
        c.measure, c.event, c.sure = best.measure, best.event, best.sure
        c.statistic, c.sign = "change" if best.way in ("up", "down") else "level", -1.0 if best.way in ("minus", "down") else 1.0
        c.others = tuple(f"{x.measure} {x.event} {x.way}" for x in others[:1]) if best.sure < SURE else ()
        said = [clue for clue, _ in self.scales.speaking([*clues, *given_measure(clues, best.measure)], f"event {best.event}", 3)]
        c.why = [f"{best.measure} {best.event} {best.way} at {best.sure:.2f}", *said]

    def pick(self, slot: str, c: Claim, candidates: Mapping[Any, Sequence[str]]) -> Any:
        """The candidate of a slot for which its clues speak most."""
        return self.scales.best(slot, candidates, self.lean(slot, c))

    def lean(self, slot: str, c: Claim) -> float:
        """What the candidate None of a slot weighs the less."""
        return 0.0 if slot != "unit" else _LASTING if c.amount.kind == "time" else _LEAN

    def year(self, candidates: Mapping[int, Sequence[str]]) -> int:
        """The year for which its clues speak most, of those that an article without a day of issue may speak from."""
        return self.scales.best("year", candidates)


@lru_cache(maxsize=1)
def standard() -> Judge:
    """The judge with the weights that come with Potline."""
    return Judge(Scales.table(HOME.read_bytes()))
