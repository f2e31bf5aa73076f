"""Which firm a heading is about, and where it has its plant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from potline import places
from potline.context import Context, Firm
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
