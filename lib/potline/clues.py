"""The clues that say what an amount counts and what happened to it: its unit, the words around it, the claims before it, the article.

A clue is a short text that an analyst can read: `mass left: idl`, `events left 0: shut`, `behind: a year`. What a clue weighs for or
against each reading is data (`weights.tsv`), learnt from annotated articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from potline import moves, pairs
from potline.context import Context
from potline.frame import Claim
from potline.lexicon import Term
from potline.periods import When
from potline.scan import Sentence
from potline.words import AUXILIARIES, STOPS, Words, stem

_NEAR, _FAR = 14, (2, 12, 30, 60, 120)


def clues(c: Claim, words: Words, seen: Sequence[Claim], ctx: Context) -> list[str]:
    """The clues of a claim whose amount, sentence and qualifier are known; `seen` are the claims before it in the sentence."""
    a, row = c.amount, c.sentence
    before, behind = words.before(a.start), words.behind(a.end)
    return [
        *itself(c),
        *around(a.kind, before, behind),
        *_clause(a.kind, before, behind),
        *(x for kind, cues in words.cues.items() for x in _cues(kind, cues, c)),
        *_names(row, c, words),
        *_frame(c, words),
        *dict.fromkeys(moves.moved(c, words)),
        *moves.sized(c, words, before, behind),
        *_times(c, words, ctx),
        *_opening(c, words),
        *_list(c, seen),
        *_article(c, seen, ctx),
    ]


def itself(c: Claim) -> Iterator[str]:
    """What the amount itself shows: unit, noun, size, how many figures are printed, how exactly it is stated."""
    a, kind = c.amount, c.amount.kind
    size = len(f"{a.high:.0f}") if a.high >= 1 else 0
    figures = min(len(f"{a.high:.8e}".split("e")[0].replace(".", "").rstrip("0")), 4)
    yield f"kind: {kind}"
    yield f"unit: {a.unit} {a.per}"
    yield f"noun: {stem(a.noun.split()[-1].lower()) if a.noun else ''}"
    yield f"{kind} {c.qualifier}"
    yield f"{kind} {'large' if a.scale > 1 else 'plain'}{' range' if a.low != a.high else ''}{' word' if a.word else ''}"
    yield f"{kind} of {size} digits"
    yield f"{kind} of {figures} figures"
    yield f"{a.unit} of {size} digits, {figures} figures"
    if kind == "percent":
        yield f"percent {'all' if a.low == 100 else 'over' if a.low > 100 else 'small' if a.low < 15 else 'part' if a.low < 60 else 'most'}"
    if c.sentence.title:
        yield f"{kind} in a title"


def around(kind: str, before: list[str], behind: list[str]) -> Iterator[str]:
    """The three words on either side, alone and together."""
    left, right = [*before[:3], "^", "^", "^"], [*behind[:3], "$", "$", "$"]
    for i in range(3):
        yield f"{i + 1} before: {left[i]}"
        yield f"{i + 1} behind: {right[i]}"
    yield f"before: {left[1]} {left[0]}"
    yield f"behind: {right[0]} {right[1]}"
    yield f"between: {left[0]} _ {right[0]}"
    yield f"{kind} behind {left[0]}"
    yield f"{kind} before {right[0]}"


def _clause(kind: str, before: list[str], behind: list[str]) -> Iterator[str]:
    """The stems of the clause on either side."""
    for side, words in (("left", before), ("right", behind)):
        cut = next((i for i, w in enumerate(words) if w in STOPS), len(words))
        for w in dict.fromkeys(map(stem, words[:cut])):
            yield f"{side}: {w}"
            yield f"{kind} {side}: {w}"


def _cues(kind: str, cues: list[tuple[Term, str]], c: Claim) -> Iterator[str]:
    """The nearest cue words of a kind on either side: what they say, in which form, and what stands between."""
    a, row = c.amount, c.sentence
    if kind == "measures":
        cues = [(t, name) for t, name in cues if a.kind in t.entry.data.get("of", ())]
        pair = pairs.partner(row, a, [(t.start, t.end) for t, _ in cues])  # "profit and revenue were 2 and 90 million"
        yield from (f"paired: {name} {'respectively' in row.text}" for t, name in cues if pair and (t.start, t.end) == pair[0])
    for side, near in (("left", [x for x in reversed(cues) if x[0].end <= a.start]), ("right", [x for x in cues if x[0].start >= a.end])):
        if not near:
            yield f"no {kind} {side}"
        for i, (t, name) in enumerate(near[:2]):
            low, high = (t.end, a.start) if side == "left" else (a.end, t.start)
            gap, undone = row.text[low - row.start : high - row.start], kind == "events" and name == "operating" != t.entry.name
            form = "not " * undone + t.form.lower()  # "did not cut output"
            apart = ("," if not STOPS.isdisjoint(gap) else "") + ("#" if any(o.kind and low <= o.start < high for o in row.amounts) else "")
            yield f"{kind} {side} {i}: {name}"
            yield f"{kind} {side} {i}: {name} {apart} {bisect_left(_FAR, len(gap))}"
            yield f"{kind} {side} {i}: {form}"
            yield f"{kind} {side} {i}: {form} {apart}"
            yield f"{a.kind} {kind} {side}: {name} {apart}"
        if kind == "events":
            yield f"{a.kind} verb {side}: {next((name for _, name in near if not name.endswith('~')), '')}"
    for name in dict.fromkeys(name for _, name in cues):
        yield f"{a.kind} {kind}: {name}"


def _names(row: Sentence, c: Claim, words: Words) -> Iterator[str]:
    """The goods on either side, where firms stand, and the amount that comes next."""
    a = c.amount
    left = next((str(t.entry.name) for t in reversed(row.of("products")) if t.end <= a.start), "")
    right = next((str(t.entry.name) for t in row.of("products") if t.start >= a.end), "")
    yield f"{a.kind} goods left: {left}"
    yield f"{a.kind} goods right: {right}"
    sides = ["left"] * any(f.end <= a.start for f in words.firms) + ["right"] * any(f.start >= a.end for f in words.firms)
    yield f"{a.kind} firm {' '.join(sides)}"
    follows = next((o for o in row.amounts if o.start >= a.end), None)
    if follows:
        yield f"next: {'same' if follows.unit == a.unit else follows.kind} {_gap(row, a.end, follows.start)}"


def _frame(c: Claim, words: Words) -> Iterator[str]:
    """The clause as classes of words: "MEASURE of GOODS was _", the verbs in it, the auxiliary before."""
    a, row = c.amount, c.sentence
    left = [w for s, e, w in reversed(words.classes) if row.start <= s and e <= a.start]
    right = [w for s, _, w in words.classes if s >= a.end]
    cut = next((i for i, w in enumerate(left) if w in STOPS or w == "."), len(left))
    for n in (2, 3, 4):
        if len(left) >= n:
            yield f"way in: {' '.join(left[:n][::-1])}"
        if len(right) >= n:
            yield f"way out: {' '.join(right[:n])}"
    yield f"{a.kind} clause: {' '.join(left[: min(cut, 6)][::-1])}"
    yield f"through: {' '.join(left[:2][::-1])} _ {' '.join(right[:1])}"
    yield f"through: {' '.join(left[:1])} _ {' '.join(right[:2])}"
    verbs = [w for w in left[:cut] if w.startswith(("E:", "D:", "M:")) or w in AUXILIARIES]
    auxiliary = next((w for w in left if w in AUXILIARIES), "")
    yield f"{a.kind} heads: {' '.join(verbs[:3][::-1])}"
    yield f"{a.kind} auxiliary: {auxiliary}"
    yield f"{a.kind} auxiliary: {auxiliary} with {next((w for w in left if w.startswith('E:')), '')}"


def _times(c: Claim, words: Words, ctx: Context) -> Iterator[str]:
    """Whether the times beside it lie ahead of the article or behind."""
    a, row = c.amount, c.sentence
    left = [w for w in row.whens if w.end <= a.start and w.first][-1:]
    right = [w for w in row.whens if w.start >= a.end and w.first][:1]
    for side, near in (("left", left), ("right", right)):
        for w in near:
            gap = row.text[w.end - row.start : a.start - row.start] if side == "left" else row.text[a.end - row.start : w.start - row.start]
            tense, head = _tense(w, ctx), (words.before(w.start)[:1] or ["^"])[0]
            yield f"{a.kind} time {side} {tense}"
            yield f"{a.kind} time {side} {tense} {head} {'' if STOPS.isdisjoint(gap) else ','}"
            yield f"time {side} {tense} {w.grain} {head}"
        if not near:
            yield f"{a.kind} no time {side}"
    if left or right:
        ctx.tense = _tense((left or right)[0], ctx)
    elif ctx.tense:
        yield f"{a.kind} time before {ctx.tense}"


def _tense(w: When, ctx: Context) -> str:
    """Whether a time lies ahead of the article, behind, or holds while it is written."""
    if not w.first or not w.last:
        return "unknown"
    if ctx.published:
        return "ahead" if w.first > ctx.published else "behind" if w.last < ctx.published else "running"
    if not ctx.year:
        return "unknown"
    return "ahead" if w.last.year > ctx.year else "behind" if w.last.year < ctx.year else "same year"


def _opening(c: Claim, words: Words) -> Iterator[str]:
    """How the sentence opens, and the label before its first colon."""
    opens = [w for _, _, w in words.tokens[:3]]
    yield f"opens: {' '.join(opens[:1])}"
    yield f"opens: {' '.join(opens[:2])}"
    yield f"{c.amount.kind} opens: {' '.join(opens[:2])}"
    yield f"opens: {' '.join(opens[:3])}"
    label = [w for _, e, w in words.tokens[:9] if e <= c.amount.start]
    for w in label[: label.index(":")] if ":" in label else ():
        yield f"label: {stem(w)}"


def _gap(row: Sentence, low: int, high: int) -> str:
    """What stands between two amounts: its words where they are few, else how far and over which stops."""
    gap = row.text[low - row.start : high - row.start].strip().lower()
    return " ".join(gap.split()) if len(gap) < _NEAR else f"{bisect_left(_FAR, len(gap))}{',' * (',' in gap)}{';' * (';' in gap)}"


def _list(c: Claim, seen: Sequence[Claim]) -> Iterator[str]:
    """What the claims before it in the sentence say."""
    a, row = c.amount, c.sentence
    if not seen:
        yield f"{a.kind} comes first"
        return
    last = seen[-1]
    same = "=" if last.amount.unit == a.unit else "~" if last.amount.kind == a.kind else "/"
    gap, said = _gap(row, last.amount.end, a.start), f"{last.measure} {last.event} {way(last)}"
    yield f"after {said} {same}"
    yield f"after {said} {same} {gap}"
    yield f"{a.kind} after {last.measure} {same}"
    yield f"{a.kind} after {last.event} {same}"
    yield f"after {way(last)} {same}"
    yield f"after {gap} {same}"
    yield f"after {last.event} {same} {gap}"
    like = next((m for m in reversed(seen) if m.amount.unit == a.unit), None)
    if like:
        yield f"like {like.measure} {like.event} {way(like)}"
        yield f"{a.kind} like {like.event}"
        yield f"{a.kind} like {like.measure}"


def way(c: Claim) -> str:
    """Whether a claim is a level, one below nothing, a rise or a fall: `level`, `minus`, `up` or `down`."""
    return ("minus" if c.sign < 0 else "level") if c.statistic == "level" else "down" if c.sign < 0 else "up"


def _article(c: Claim, seen: Sequence[Claim], ctx: Context) -> Iterator[str]:
    """What the article is about, and what it said before."""
    a, kind, row = c.amount, c.amount.kind, c.sentence
    yield f"{kind} in an article of {ctx.main_event}"
    if ctx.dirty:
        yield f"{kind} in an article of enforcement"
    if ctx.topic is not None:
        yield from ctx.topic.clues(kind, a.start)
    for said, often in ctx.often.get(kind, {}).items():
        yield f"{kind} {'often' if often > 1 else 'once'} {said}"
    twin = ctx.amounts.get((a.unit, a.high)) if a.high > 9 else None
    if twin is not None:
        yield f"same amount as {twin.measure} {twin.event} {twin.statistic}"
        yield f"same amount as {twin.event}"
        yield f"same amount as {twin.measure}"
    last, like = ctx.last, ctx.same.get(kind)
    if last and not seen:
        yield f"{kind} after a sentence of {last.measure} {last.event} {way(last)}"
        yield f"{kind} after a sentence of {last.event}"
        yield f"{kind} after a sentence of {last.measure}"
    if like and like.sentence is not row:
        yield f"{kind} last {like.measure} {like.event} {way(like)}"
        yield f"{kind} last {like.event}"
        yield f"{kind} last {like.measure}"
