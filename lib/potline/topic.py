"""What an article tells of as a whole: the cue words of its title, its lead, its paragraphs and all of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from potline.scan import Sentence
from potline.words import named_cues


def _strong(row: Sentence) -> list[tuple[int, str]]:
    """Where the events of a sentence are told, and which; weak words left out."""
    return [(t.start, name) for t, name in named_cues(row, "events") if not name.endswith("~")]


class Topic:
    """The events and measures that an article speaks of, in order."""

    def __init__(self, rows: Sequence[Sentence]) -> None:
        told = [(at, row.paragraph, name, row.title) for row in rows for at, name in _strong(row)]
        self.rows = rows
        self.paragraphs: dict[int, dict[str, None]] = {}
        for _, paragraph, name, _ in told:
            self.paragraphs.setdefault(paragraph, {})[name] = None
        self.starts = [row.start for row in rows]
        self.told = [(at, paragraph, name) for at, paragraph, name, _ in told]
        self.title = list(dict.fromkeys(name for _, _, name, title in told if title))
        self.lead = list(dict.fromkeys(name for row in [r for r in rows if not r.title][:2] for _, name in _strong(row)))
        self.events = _commonest(name for _, _, name, title in told for _ in range(3 if title else 1))
        self.measures = _commonest(str(t.entry.name) for row in rows for t in row.of("measures"))

    def row(self, at: int) -> Sentence:
        """The sentence that a place stands in."""
        return self.rows[max(0, bisect_right(self.starts, at) - 1)]

    def clues(self, kind: str, at: int) -> Iterator[str]:
        """The clues that the article gives for an amount of a class of unit that stands at a place."""
        for side, names in (("title tells", self.title), ("lead tells", self.lead), ("told most", self.events), ("measured most", self.measures)):
            for name in names:
                yield f"{kind} {side} {name}"
        row, i = self.row(at), bisect_left(self.told, (at,))
        if i:
            start, paragraph, name = self.told[i - 1]
            yield f"{kind} last told {name} {'here' if start >= row.start else 'in the paragraph' if paragraph == row.paragraph else 'before'}"
        if i < len(self.told):
            start, paragraph, name = self.told[i]
            yield f"{kind} next told {name} {'here' if start < row.end else 'in the paragraph' if paragraph == row.paragraph else 'behind'}"
        for name in self.paragraphs.get(row.paragraph, ()):
            yield f"{kind} paragraph tells {name}"


def _commonest(names: Iterator[str]) -> list[str]:
    """The two commonest names, each with its rank."""
    return [f"{rank} {name}" for rank, (name, _) in enumerate(sorted(Counter(names).items(), key=lambda x: (-x[1], x[0]))[:2])]
