"""Where the firms of a headline have their plants."""

from __future__ import annotations

from potline import places
from potline.context import Context
from potline.scan import Scan


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
