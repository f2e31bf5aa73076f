"""Which firm a heading is about, where it has its plant, and where a place stands for one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from potline import places
from potline.context import Context, Firm
from potline.frame import Claim
from potline.scan import Scan, Sentence


def begin(found: Scan, ctx: Context) -> None:
    """Learns where the firm of the headline has its plant: the only city of the first sentence that names the two together."""
    for name in [f.name for f in ctx.title_firms]:
        for row in found.sentences:
            if row.title or not any(t.entry.name == name for t in row.of("companies")):
                continue
            free = places.printed(row, [])
            spots = {w for t in free for w in places.listed(row, t, free, ctx.lexicon, ctx.text) if w.fine}
            if len(spots) == 1:
                ctx.home[name] = tuple(spots)
                break


_HEAD = re.compile(r"[A-Z][A-Z .&’'-]{2,50}(?: [–—-] |: )")


def headed(row: Sentence, found: Sequence[Firm]) -> tuple[Firm, ...]:
    """The firm in capitals that opens an item of a digest: "CHALCO SHANDONG - The city wants cuts of 30 percent"."""
    head = _HEAD.match(row.text)
    return tuple(f for f in found[:1] if head and f.end < row.start + head.end())


def truncated(c: Claim, found: list[Firm]) -> bool:
    """Whether a place stands where a list wants a firm: "800000 tons for Xinjiang and 800000 tons for Xinjiang Jiarun"."""
    a, row = c.amount, c.sentence
    slot = re.match(r"\s(?:for|of|at|by)\s", row.text[a.end - row.start :])
    at = a.end + slot.end() if slot else 0
    place = next((t for t in row.of("regions") if t.start == at), None) if slot else None
    listed = any(o.start != a.start and o.kind == a.kind for o in row.amounts)
    return bool(
        place
        and listed
        and re.match(r"\s?(?:,|and\b|;)", row.text[place.end - row.start :])
        and any(re.fullmatch(r"\s(?:for|of|at|by)\s", row.text[o.end - row.start : f.start - row.start]) for o in row.amounts for f in found)
    )
