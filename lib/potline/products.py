"""What products an article speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from potline.context import Context, Firm
from potline.lexicon import Term
from potline.scan import Sentence

_SHARE = 0.6  # of an article's words for products, from which on it is about one of them


def focus(names: Sequence[Term]) -> str | None:
    """The product that an article is about, by its words for products; None where there are several or few words."""
    counts = Counter(t.entry.name for t in names if not t.entry.data.get("weak"))
    name, most = counts.most_common(1)[0] if counts else ("", 0)
    return name if name and most >= 3 and most >= _SHARE * sum(counts.values()) else None


def remember(row: Sentence, ctx: Context, found: Sequence[Firm]) -> None:
    """What the next sentences go on with where they name no product."""
    mixed = [t for t in row.of("products") if t.entry.data.get("mixed")]
    strong = [
        t
        for t in row.of("products")
        if not t.entry.data.get("weak") and t.entry.name != "other" and not any(f.start <= t.start < f.end for f in found)
    ]
    if mixed:
        ctx.product = ""  # what comes next goes on with several products together
    elif strong:
        ctx.product = strong[0].entry.name
