"""Items of a digest: stories or points under numbers or bullets, each with firms, places and times of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

_NUMBER = re.compile(r"^[^\S\n]*(?:[(（【\[]\s?(\d{1,2})\s?[)）】\]]|(\d{1,2})[.、:)](?=\s))(?=\s*\S)", re.M)  # "(1)", "2."
_BULLET = re.compile(r"^[^\S\n]*([●•▪◆■*·–—-])\s(?=\S)", re.M)


class Items:
    """Where the items of a text begin; what stands above the first is its head, of number 0."""

    def __init__(self, text: str) -> None:
        numbers = [(int(m[1] or m[2]), m.start()) for m in _NUMBER.finditer(text)]
        counted: list[int] = []
        for n, at in numbers:
            if n == len(counted) + 1:
                counted.append(at)
        bullets = [(m[1], m.start()) for m in _BULLET.finditer(text)]
        most = Counter(mark for mark, _ in bullets).most_common(1)
        self.starts = counted if len(counted) > 1 else [at for mark, at in bullets if mark == most[0][0]]
        self.kind = "numbered" if len(counted) > 1 else "bulleted"
        if len(self.starts) < 2:
            self.starts = []

    def of(self, at: int) -> int:
        """The number of the item that a place of the text belongs to.

        >>> items = Items("News\\n(1) Xinfa shut 20 kt.\\n(2) Output in Guangxi rose.")
        >>> items.kind, items.of(0), items.of(10), items.of(35)
        ('numbered', 0, 1, 2)
        """
        return bisect_right(self.starts, at)
