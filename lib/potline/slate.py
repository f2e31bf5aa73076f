"""What a claim may say in one slot: candidates and their clues."""

from __future__ import annotations

from typing import Any

from potline.context import Context
from potline.frame import Claim
from potline.words import Words

Candidates = dict[Any, list[str]]


class Slate:
    """The candidates of one slot of a claim, each with its clues, and what stands around the claim."""

    def __init__(self, slot: str, c: Claim, words: Words, ctx: Context) -> None:
        self.slot, self.claim, self.words, self.cast = slot, c, words, ctx.cast
        self.row = self.cast.row(c.sentence.start)
        self.candidates: Candidates = {}
        self.absent: set[Any] = set()  # those that do not stand in the sentence
        self.spans: list[tuple[int, int]] = []  # where the sentence names any
        self.only: set[Any] = set()  # what goes with the amount by "respectively"

    def stems(self) -> list[str]:
        """The stems of the words beside the amount, up to the stops on either side."""
        return self.words.beside(self.claim.amount.start, self.claim.amount.end)

    def kind(self, value: Any, none: Any) -> str:
        """Whether a candidate is none, stands in the sentence, or is known from elsewhere."""
        return "none" if value == none else "known" if value in self.absent else "here"
