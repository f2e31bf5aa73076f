"""How close the parser comes to articles annotated by hand: NAME.txt beside NAME.json, as in tests/gold."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from potline.model import EVENTS, Fact, Number, Parsed, PotlineError

SLOTS = ("product", "company", "region", "period", "basis")
CORE = ("measure", "event", "statistic")
COMMON = frozenset({  # words that two different firms may share
    "group", "company", "corp", "aluminum", "aluminium", "industry", "limited", "inc", "the", "and", "province", "city", "metal", "metals", "smelter",
    "refinery", "ltd", "llc", "plc", "new", "material", "materials", "resources", "nonferrous", "holdings", "energy", "china", "xinjiang", "shandong",
    "henan", "shanxi", "yunnan", "guizhou", "guangxi", "ningxia", "inner", "mongolia",
})


@dataclass(frozen=True)
class Gold:
    """One annotated article: facts with a value and numbers set aside, each with `start` and `end` into `text`."""

    name: str
    path: Path
    text: str
    facts: tuple[dict[str, Any], ...]
    set_aside: tuple[dict[str, Any], ...]
    unlearnt: tuple[str, ...] = ()  # slots whose annotation is not careful enough to teach


@dataclass
class Score:
    """Counts of one article, or of several added up."""

    counts: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)  # (wanted, got), each measure/event/statistic
    core_f1s: list[float] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        return Score(self.counts + other.counts, self.confusion + other.confusion, self.core_f1s + other.core_f1s)

    def f1(self, what: str) -> float:
        """Harmonic mean of precision and recall of the facts that are right in this respect, 0 to 1."""
        return 2 * self.counts[what] / max(1, self.counts["gold"] + self.counts["system"])

    def share(self, what: str, of: str = "found") -> float:
        """The part of the facts found that are right in this respect, 0 to 1."""
        return self.counts[what] / max(1, self.counts[of])

    def figures(self) -> dict[str, float | int]:
        """Every figure by name: counts as they are, rates from 0 to 1 with four digits."""
        c = self.counts
        out: dict[str, float | int] = {k: c[k] for k in ("gold", "system", "missed", "extra", "set_aside_as_fact")}
        out |= {f"{k}_f1": self.f1(k) for k in ("value_unit", "loose", "core")}
        out |= {"core_precision": c["core"] / max(1, c["system"]), "core_recall": c["core"] / max(1, c["gold"])}
        out |= {"core_f1_mean_of_articles": sum(self.core_f1s) / max(1, len(self.core_f1s))}
        out |= {f"found_{k}": self.share(k) for k in ("value", "value_unit", "family", *CORE)}
        out |= {f"slot_{k}": self.share(f"slot_{k}") for k in SLOTS}
        out |= {k: c[k] for k in ("ledger", "unexplained", "fact_set_aside")}
        return {k: round(v, 4) for k, v in out.items()}


def golds(place: str | Path) -> list[Gold]:
    """The annotated articles of a folder, by name, or of a file of them, a line each; PotlineError where there is none or one does not fit its text.

    In a folder an article is NAME.txt beside NAME.json; a line of a `.jsonl` file holds the same object with `id` and `text`.
    """
    place = Path(place)
    if place.suffix == ".jsonl":
        lines = (json.loads(line) for line in place.read_text("utf-8").splitlines() if line.strip())
        return [_gold(str(data["id"]), place, data["text"], data) for data in lines]
    found = []
    for path in sorted(place.glob("*.json")):
        beside = path.with_suffix(".txt")
        data = json.loads(path.read_text("utf-8")) if beside.exists() else None
        if isinstance(data, dict) and "facts" in data:
            found.append(_gold(path.stem, beside, beside.read_bytes().decode("utf-8"), data))
    if not found:
        raise PotlineError(f"{place} holds no annotated article: NAME.txt beside NAME.json with `facts` and `set_aside`.")
    return found


def _gold(name: str, path: Path, text: str, data: dict[str, Any]) -> Gold:
    try:
        facts = tuple(_placed(record, text) for record in data["facts"] if record.get("low") is not None)
        return Gold(name, path, text, facts, tuple(_placed(record, text) for record in data["set_aside"]), tuple(data.get("unlearnt", ())))
    except (ValueError, KeyError) as error:
        raise PotlineError(f"{path}: the annotation of {name} cannot be used: {error}.") from error


def _placed(record: dict[str, Any], text: str) -> dict[str, Any]:
    """The record with `start` and `end`, found by its quote and occurrence where it has none."""
    if "start" in record:
        return record
    start = -1
    for _ in range(record.get("occurrence", 1)):
        start = text.index(record["quote"], start + 1)
    return record | {"start": start, "end": start + len(record["quote"])}


def evaluate(folder: str | Path, read: Callable[[Path], Parsed]) -> Iterator[tuple[str, Score]]:
    """Name and score of each annotated article; `read` parses one file."""
    for gold in golds(folder):
        parsed = read(gold.path)
        yield gold.name, score(gold, parsed.facts, parsed.numbers)


def score(gold: Gold, facts: Sequence[Fact], numbers: Sequence[Number] = ()) -> Score:
    """One article's counts; a fact answers a gold record when their spans overlap, the one with the right value first."""
    result, left = Score(), [fact for fact in facts if fact.low is not None]
    result.counts.update(gold=len(gold.facts), system=len(left))
    for wanted in gold.facts:
        answers = [fact for fact in left if _overlap(fact, wanted) > 0]
        if not answers:
            result.counts["missed"] += 1
            continue
        best = max(answers, key=lambda fact: (_value_right(fact, wanted), _overlap(fact, wanted)))
        left.remove(best)
        _judge(best, wanted, result)
    for fact in left:
        result.counts["set_aside_as_fact" if any(_overlap(fact, record) > 0 for record in gold.set_aside) else "extra"] += 1
    _judge_ledger(gold, facts, numbers, result)
    result.core_f1s.append(result.f1("core"))
    return result


def _judge(fact: Fact, wanted: dict[str, Any], result: Score) -> None:
    """Count in what this fact agrees with the record it answers."""
    right = {k: getattr(fact, k) == wanted[k] for k in CORE}
    value, unit = _value_right(fact, wanted), fact.unit == wanted["unit"] or wanted["unit"].startswith("other")
    family = EVENTS.get(fact.event) == EVENTS[wanted["event"]]
    sign = wanted["statistic"] != "change" or (wanted["low"] < 0) == (fact.low < 0)
    core = value and unit and sign and all(right.values())
    right |= {"found": True, "value": value, "value_unit": value and unit, "family": family, "core": core}
    right |= {"loose": value and unit and right["measure"] and family} | {f"slot_{k}": ok for k, ok in _slots(fact, wanted).items()}
    result.counts.update(k for k, ok in right.items() if ok)
    if not core:
        result.confusion["/".join(wanted[k] for k in CORE), "/".join(str(getattr(fact, k)) for k in CORE)] += 1


def _slots(fact: Fact, wanted: dict[str, Any]) -> dict[str, bool]:
    """Whether product, company, region, period and basis agree; printed and canonical names both count."""
    regions = _places(fact.region) | _places(fact.place)
    days = tuple(day.isoformat() if day else None for day in (fact.period_start, fact.period_end))
    return {
        "product": fact.product == wanted["product"],
        "company": same_firm(fact.company or "", wanted["company"] or ""),
        "region": bool(_places(wanted["region"]) & regions) if wanted["region"] else not fact.region,
        "period": days == tuple(wanted[k][:10] if wanted[k] else None for k in ("period_start", "period_end")),
        "basis": (fact.basis or None) == (wanted.get("basis") or None),
    }


def _judge_ledger(gold: Gold, facts: Sequence[Fact], numbers: Sequence[Number], result: Score) -> None:
    aside = [number for number in numbers if number.status == "set_aside"]
    valued = [fact for fact in facts if fact.low is not None]
    lost = [g for g in gold.facts if any(_overlap(n, g) > 0 for n in aside) and not any(_overlap(f, g) > 0 for f in valued)]
    unexplained = sum(number.status == "unexplained" for number in numbers)
    result.counts.update(ledger=len(numbers), unexplained=unexplained, fact_set_aside=len(lost))


def _overlap(span: Fact | Number, record: dict[str, Any]) -> int:
    return min(span.end, record["end"]) - max(span.start, record["start"])


def _value_right(fact: Fact, wanted: dict[str, Any]) -> bool:
    high = fact.low if fact.high is None else fact.high
    return _close(fact.low, wanted["low"]) and _close(high, wanted["high"])


def _close(a: float, b: float) -> bool:
    """Equal but for the sign, which the core figures judge by itself."""
    return abs(abs(a) - abs(b)) <= 1e-6 * max(1, abs(a), abs(b))


def _places(names: str | None) -> set[str]:
    return {name.strip().lower() for name in (names or "").split(";")} - {""}


def same_firm(got: str, wanted: str) -> bool:
    """A telling word in common: "Xinjiang Dongfang hope" and "East Hope"; "Hongqiao" and "China Hongqiao".

    >>> same_firm("East Hope", "Xinjiang Dongfang hope"), same_firm("Yunnan Aluminum", "Henan Aluminum"), same_firm("", "")
    (True, False, True)
    """
    if not wanted:
        return not got
    words = [set(re.findall("[a-z]{3,}", name.lower())) - COMMON for name in (got, wanted)]
    return bool(words[0] & words[1]) or got.lower() == wanted.lower()


def line(name: str, score: Score, columns: Sequence[str]) -> str:
    """A score as a line of a table, under columns of these names."""
    figures = score.figures()
    cells = (f"{figures[c]:.4f}" if c.endswith("_f1") else str(figures[c]) for c in columns)
    return "  ".join([name.ljust(32), *(cell.rjust(len(column)) for cell, column in zip(cells, columns, strict=True))])
