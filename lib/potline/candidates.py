"""What a claim's product, firms, place or time may be: candidates, each with the clues for and against it.

A candidate stands in the sentence, or comes from what the article said before. Its clues say where it stands to the amount and what
is between them, where else it comes from, and what kind of claim asks. `weights.tsv` says what the clues weigh.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from potline import antecedents, pairs, places
from potline.clues import way
from potline.context import Context
from potline.frame import Claim
from potline.model import Fact
from potline.owners import owning, parent
from potline.slate import Candidates, Slate
from potline.words import STOPS, Words, stem

COMMON = ("primary_aluminium", "alumina", "semis", "secondary_aluminium", "other")  # products that an article may mean without a word for them
_FAR = (1, 2, 4, 7, 12, 20)
Mention = tuple[int, int, Any, list[str]]  # start, end, value, clues of its own


class Ballot(Slate):
    """The candidates of one slot of a claim, gathered with the clues for and against each."""

    def mentions(self, found: Iterable[Mention]) -> int:
        """Adds what the sentence names, the nearest mention of each value with its clues; returns how many values."""
        a, slot, measure = self.claim.amount, self.slot, self.claim.measure
        near = sorted(found, key=lambda m: (a.start - m[1]) if m[1] <= a.start else 3 + m[0] - a.end if m[0] >= a.end else -1)
        self.spans = [(start, end) for start, end, *_ in near]
        rank = {"left": 0, "right": 0, "inside": 0}
        many, paired = min(len(near), 4), pairs.partner(self.claim.sentence, a, self.spans)
        ahead, behind = pairs.turn(self.claim.sentence, a, sorted(set(self.spans)))
        for n, (start, end, value, own) in enumerate(near):
            side = "left" if end <= a.start else "right" if start >= a.end else "inside"
            pair = self.paired(paired, start, end) if paired else []
            if (start, end) in (ahead, behind):
                pair.append(f"{slot} in turn {'ahead' if (start, end) == ahead else 'behind'} {bool(ahead)} {bool(behind)}")
            if paired and (start, end) == paired[0] and pairs.ordered(self.claim.sentence, len(paired[1])):
                self.only.add(value)
            if value in self.candidates:
                self.candidates[value] += (f"{slot} again {side}", *pair)
                continue
            self.candidates[value] = [
                *self.bearing(start, end), *own, *pair,
                f"{slot} number {min(n, 3)}",
                f"{slot} number {min(n, 3)} of {many} {a.kind}",
                f"{slot} number {min(rank[side], 3)} on the {side}",
                f"{slot} number {min(rank[side], 3)} on the {side} {measure}",
            ]  # fmt: skip
            rank[side] += 1
        return len(self.candidates)

    def paired(self, found: tuple[pairs.Span, Sequence[pairs.Span]], start: int, end: int) -> list[str]:
        """Whether a mention has the place in its list that the amount has in the amounts'."""
        own, every = found
        place = "with it" if (start, end) == own else "with another" if (start, end) in every else "with none"
        return [f"{self.slot} paired {place}", f"{self.slot} paired {place} {'respectively' in self.claim.sentence.text}"]

    def bearing(self, start: int, end: int) -> Iterator[str]:
        """Where a mention stands to the amount, how far, what is between and beside it."""
        a, slot, tokens, at = self.claim.amount, self.slot, self.words.tokens, self.words.starts
        low, high = bisect_left(at, start), bisect_left(at, end)
        if end <= a.start:
            side, between = "left", [t[2] for t in tokens[high : bisect_left(at, a.start)]]
        elif start >= a.end:
            side, between = "right", [t[2] for t in tokens[bisect_left(at, a.end) : low]]
        else:
            side, between = "inside", []
        stops = "".join(sorted(STOPS.intersection(between)))
        counts = min(sum(w.startswith("AMOUNT ") and w != "AMOUNT " for w in between), 2)
        far = bisect_left(_FAR, len(between))
        before, behind = tokens[low - 1][2] if low else "^", tokens[high][2] if high < len(tokens) else "$"
        yield f"{slot} {side}"
        yield f"{slot} {side} {far}"
        yield f"{slot} {side} over {stops} {counts}"
        yield f"{slot} {side} {far} over {stops} {counts}"
        yield f"{slot} {side} {a.kind}"
        yield f"{slot} {side} after {before}"
        yield f"{slot} {side} before {behind}"
        yield f"{slot} between {before} and {behind}"
        if len(between) <= 3:
            yield f"{slot} {side} by: {' '.join(between)}"
        else:
            yield f"{slot} {side} next to it: {between[-1] if side == 'left' else between[0]}"
            yield f"{slot} {side} behind it: {between[0] if side == 'left' else between[-1]}"
        if low == 0:
            yield f"{slot} opens the sentence {a.kind}"

    def known(self, value: Any, source: str) -> None:
        """Adds what the article said before, or marks the candidate that is there."""
        c, slot = self.claim, self.slot
        if value not in self.candidates:
            self.candidates[value] = [f"{slot} not in the sentence"]
            self.absent.add(value)
        where = "far" if value in self.absent else "here"
        self.candidates[value] += (
            f"{slot} {source}", f"{slot} {source} {c.amount.kind}", f"{slot} {source} {c.measure}", f"{slot} {source} {c.event}",
            f"{slot} {source} {where} {c.sentence.title}",
        )  # fmt: skip

    def before(self, ctx: Context, last: Fact | None, value: Callable[[Fact], Any], owners: Sequence[str] | None = None) -> None:
        """Adds the values of the claims before: the last of sentence or article, of the owner, of the unit, of the measure, of the amount."""
        c, slot = self.claim, self.slot
        if last is not None:
            same = "=" if last.unit == c.amount.unit else "/"
            alike = "=" if (last.measure, last.event) == (c.measure, c.event) else "~" if last.measure == c.measure else "/"
            self.known(value(last), f"of the claim before {same}{alike}")
            self.candidates[value(last)].append(f"{slot} of the claim before, {'all the same' if same + alike == '==' else 'other'}")
            self.candidates[value(last)] += antecedents.within(self, last)
        elif ctx.facts:
            self.known(value(ctx.facts[-1]), "of the sentence before")
            self.candidates[value(ctx.facts[-1])] += antecedents.beyond(self, ctx.facts[-1])
        latest = last or (ctx.facts[-1] if ctx.facts else None)
        if latest is not None and owners is not None:
            self.candidates[value(latest)].append(antecedents.owner(self, latest, owners, last is not None))
        owner = "of the owner's last" if owners else "of the last without an owner"
        for source, key in (
            *(((owner, ("owner", "; ".join(owners))),) if owners is not None else ()),
            ("of the last in this unit", c.amount.unit),
            ("of the last of this measure", c.measure),
            ("of the same amount", (c.amount.unit, c.amount.high)),
            *((("of the last such event", c.event), (f"of the {owner} last such event", (c.event, "; ".join(owners)))) if owners is not None else ()),
        ):
            like = ctx.latest.get(key)
            if like is not None:
                self.known(value(like), source)

    def asked(self, none: Any, here: int, many: int | None = None) -> Candidates:
        """The candidates and none at all. What kind of claim asks speaks for or against none, and how many candidates there are: by default
        those that are there now, `many` where some were added that go without saying.
        """
        c, a, slot = self.claim, self.claim.amount, self.slot
        if self.only:
            self.candidates = {value: told for value, told in self.candidates.items() if value in self.only}
        for value, told in self.candidates.items():
            if value != none:
                told += self.cast.clues(slot, value, self.row)
        if self.only:
            return self.candidates
        said = self.candidates.setdefault(none, [f"{slot} not in the sentence"])
        antecedents.opened(self, none)
        here, many = min(here, 3), min(len(self.candidates) if many is None else many, 6)
        said += (
            f"{slot} none", f"{slot} none {a.kind}", f"{slot} none {c.measure}", f"{slot} none {c.event}", f"{slot} none {c.measure} {c.event}",
            f"{slot} none {a.unit}", f"{slot} none {here} here {a.kind}", f"{slot} none {here} here {c.event}",
            f"{slot} none {c.sentence.title}", f"{slot} none {way(c)} {c.measure}", f"{slot} none of {many}",
            *self.cast.unsaid(slot, self.row), *(f"{slot} none with {w}" for w in self.stems()),
        )  # fmt: skip
        return self.candidates


def products(c: Claim, words: Words, ctx: Context, last: Fact | None, owners: Sequence[str]) -> Candidates:
    """The products that a claim of these owners may be of; None for none."""
    ballot, row = Ballot("product", c, words, ctx), c.sentence
    here = ballot.mentions(
        (t.start, t.end, str(t.entry.name), [
            f"product word {t.form.lower()}", f"product word {t.form.lower()} {c.measure}",
            f"product {'weak' if t.entry.data.get('weak') else 'strong'} "
            f"{'in a name' if any(f.start <= t.start < f.end for f in words.firms) else ''}",
            f"product {'weak' if t.entry.data.get('weak') else 'strong'} {'right behind' if 0 <= t.start - c.amount.end < 3 else 'elsewhere'}",
        ])
        for t in row.of("products")
    )  # fmt: skip
    fabricated = "semis" if ctx.fabricated else None
    for source, value in (
        ("of the title", ctx.title_product), ("of the label", ctx.label), ("in focus", ctx.focus), ("spoken of", ctx.product),
        ("in an article of products", fabricated),
    ):  # fmt: skip
        if value:
            ballot.known(value, source)
    ballot.before(ctx, last, lambda f: f.product, owners)
    for source, value in ballot.cast.known("product", ballot.row):
        ballot.known(value, source)
    antecedents.whose(ballot, ctx, owners, None)
    many = len(ballot.candidates)
    for value in COMMON:
        if value not in ballot.candidates:
            ballot.known(value, "unnamed")
    out, spoken = ballot.asked(None, here, many), [f"with {w}" for w in words.stems]
    spoken += [f"of {name}" for name in owners] + ([f"noun {stem(c.amount.noun.split()[-1].lower())}"] if c.amount.noun else [])
    for value, said in out.items():
        said += (
            *(f"product {value} {told}" for told in spoken),
            f"product {value} {c.amount.kind}", f"product {value} {c.measure}", f"product {value} {c.amount.unit}",
            f"product {value} in focus {ctx.focus}", f"product {value} in title {ctx.title_product}",
        )  # fmt: skip
    return out


SUBJECTS = (
    "the company", "it ", "the group", "its ", "the plant", "the project", "the smelter", "the refinery", "they ", "the firm", "the producer",
    "the industry", "china", "the country", "the province",
)  # fmt: skip


def companies(c: Claim, words: Words, ctx: Context, last: Fact | None, bare: Sequence[tuple[int, int, str, int]]) -> Candidates:
    """The owners that a claim may have, each a tuple of firms' names; () for none. `bare` are names of the sentence that nobody knows."""
    ballot, row, found = Ballot("company", c, words, ctx), c.sentence, words.firms
    mentions: list[Mention] = [
        (
            f.start,
            f.end,
            (f.name,),
            [
                f"company known {f.entry is not None}", f"company owner {row.text[f.end - row.start :][:2] in (chr(39) + 's', '’s')}",
                f"company a parent {parent(row.text, f.start - row.start, f.end - row.start)} of {min(len(found), 3)}",
            ],
        )
        for f in found
    ]  # fmt: skip
    mentions += [
        (s, e, (name,), ["company a bare name", f"company a bare name {min(often, 4)} times", f"company a bare name of {len(name.split())}"])
        for s, e, name, often in bare
    ]
    here = ballot.mentions(mentions)
    chain = _chain(row.text, [(f.start - row.start, f.end - row.start, f.name) for f in owning(row, found)])
    if len(chain) > 1:
        value = tuple(dict.fromkeys(name for _, _, name in chain))
        ballot.candidates.setdefault(value, list(ballot.bearing(row.start + chain[0][0], row.start + chain[-1][1]))).append("company a list")
    for source, firms in (
        ("spoken of", ctx.firms),
        ("of the title", ctx.title_firms),
        ("of the article", ctx.main),
        ("spoken of together", ctx.group),
    ):
        if firms:
            ballot.known(tuple(dict.fromkeys(f.name for f in firms)), source)
    ballot.before(ctx, last, lambda f: tuple(f.company.split("; ")) if f.company else ())
    for source, value in ballot.cast.known("company", ballot.row):
        ballot.known(value, source)
    out = ballot.asked((), here)
    _settled(out, ballot, here, ctx)
    opens = next((s for s in SUBJECTS if row.text[:40].lower().startswith(s)), None)
    for value, said in out.items() if opens else ():
        said.append(f"company {'none' if value == () else 'before' if value in ballot.absent else 'here'} where the sentence opens with {opens}")
    return out


def _settled(found: Candidates, ballot: Ballot, here: int, ctx: Context) -> None:
    """Adds to each owner whether a place that the sentence names is one of its own: "In Henan 300,000 tons …" is not of a firm of Yunnan."""
    row = ballot.claim.sentence
    named = {places.where(t, ctx.lexicon, ctx.text).region for t in places.printed(row, [(f.start, f.end) for f in ballot.words.firms])}
    named |= {w.region for _, _, w in ctx.cast.towns[row.start]}
    for value, said in found.items():
        own = {w.region for name in value for w in ctx.home.get(name, ())}
        own |= {places.home(ctx.cast.homes[name], ctx.lexicon).region for name in value if name in ctx.cast.homes}
        at = "no place" if not named else "unknown" if not own else "its own" if own & named else "elsewhere"
        what = ballot.kind(value, ())
        said += (f"company {what} at {at}", f"company {what} at {at} {bool(here)}")


def _chain(text: str, firms: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The first firms that stand side by side: "East Hope, Qiya and Jiarun"."""
    chain: list[tuple[int, int, str]] = []
    for f in firms:
        gap = text[chain[-1][1] : f[0]] if chain else ""
        if chain and (gap.strip() in (",", "and", "&", ", and", "/", "、") or (gap.startswith((",", " and")) and len(gap) < 8)):
            chain.append(f)
        elif len(chain) > 1:
            break
        else:
            chain = [f]
    return chain
