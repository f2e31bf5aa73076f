"""The crackdown in time: campaigns as bars, events as points sized by tonnage, a row each with its label beside it."""

from __future__ import annotations

from typing import Any, NamedTuple

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from potline import selection, wording
from potline.canvas import (
    CRACKDOWN,
    GAP,
    HALO,
    LINE,
    NEUTRAL,
    RULE,
    SLIP,
    STYLE,
    column,
    describe,
    fitted,
    place,
    plain,
    room,
    sheet,
    width,
    wrapped,
    write,
)

MOST, TALLEST = 18, 4.2  # rows of one chart, inches of them
SMALL, LARGE = 10.0, 130.0  # square points of a dot
HOW = ("month", "day", "year", "person")  # says how long or by how many was inspected, not what
HIGH = (0.165, 0.285)  # inches of a row whose label takes one line, or two
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 480)  # months between ticks


class Row(NamedTuple):
    """A campaign (no tonnage) or an event, with the first and last day, and whether the end is open."""

    label: str
    text: str
    first: pd.Timestamp
    last: pd.Timestamp
    size: float | None
    campaign: bool


@fitted
def timeline(facts: pd.DataFrame, title: str, checks: pd.DataFrame | None = None) -> Figure:
    """Campaigns of inspection as bars, capacity shut, halted, cut or found illegal as dots, earliest first; what has no date is counted below."""
    campaigns, events = selection.campaigns(facts), selection.addable(facts, *selection.DOWN, checks=checks)
    inspected, stopped = _dated(campaigns), _dated(events)
    kept = _rows(facts, inspected, stopped, MOST)
    most = MOST
    while sum(_heights(kept)) > TALLEST:
        kept, most = _rows(facts, inspected, stopped, most - 1), most - 1
    kept.sort(key=lambda r: (r.first, r.last, r.label))
    more, undated = len(inspected) + len(stopped) - len(kept), len(campaigns) + len(events) - len(inspected) - len(stopped)
    if not kept:
        return plain(title, "No claim dates an inspection or a closure.")
    said = [f"{more:,} smaller or later ones"] * bool(more) + [f"{undated:,} without a date"] * bool(undated)
    return _draw(title, kept, f"Not drawn: {' and '.join(said)}." if said else "")


def _rows(facts: pd.DataFrame, inspected: pd.DataFrame, stopped: pd.DataFrame, most: int) -> list[Row]:
    """The largest events and the first campaigns, a third of the rows at least where there are so many."""
    largest = stopped.head(most - min(len(inspected), most // 3))
    first = inspected.head(most - len(largest))
    return [*map(_event, largest.itertuples()), *(_campaign(facts, r) for r in first.itertuples())]


def _heights(kept: list[Row]) -> list[float]:
    """Inches of each row: of one line, or of two where its label needs them."""
    left = column([r.label for r in kept], 0.36) if kept else 0.0
    return [HIGH[len(wrapped(r.label, left - GAP)) > 1] for r in kept]


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["period_start"].notna() | rows["period_end"].notna()]


def _span(r: Any) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day; an end that is open or unknown is the day that is known."""
    first = r.period_end if pd.isna(r.period_start) else r.period_start
    return first, max(first, first if pd.isna(r.period_end) else r.period_end)


def _campaign(facts: pd.DataFrame, r: Any) -> Row:
    rows = facts[facts["fact_id"].isin(r.rows) & facts["low"].notna()]
    said = ", ".join(wording.amount(f.low, f.high, f.unit, f.qualifier) for f in rows.itertuples() if f.unit not in HOW)
    where, rest = (wording.names(r.region), said) if wording.names(r.region) else (said or "Place not stated", "")
    text = rest + ("; end open" if pd.isna(r.period_end) else "")
    return Row(f"{where[:1].upper()}{where[1:]}: {wording.EVENTS[r.event]}", text.strip("; "), *_span(r), None, True)


def _event(r: Any) -> Row:
    who = wording.names(r.company) or wording.names(r.region, "place not stated")
    happened = wording.EVENTS[r.event].replace("while being built", "in construction")
    return Row(f"{who}: {happened}", wording.amount(r.low, r.high, "t", r.qualifier), *_span(r), r.high, False)


def _draw(title: str, kept: list[Row], note: str) -> Figure:
    left = column([r.label for r in kept], 0.36)
    labels = [wrapped(r.label, left - GAP) for r in kept]
    heights = _heights(kept)
    figure, top = sheet(sum(heights) + 0.24 + 0.18 * bool(note), title)
    bottom = top - sum(heights)
    places = [top - sum(heights[:i]) - high / 2 for i, high in enumerate(heights)]
    with mpl.rc_context(STYLE):
        axes = place(figure, left, bottom, room() - left - 0.3, sum(heights))
        axes.set_ylim(bottom, top)
        first, last = min(r.first for r in kept), max(r.last for r in kept) + pd.Timedelta(days=1)
        _ticks(figure, axes, left, bottom, first, last)
        _marks(axes, kept, places)
        for row, lines, y in zip(kept, labels, places, strict=True):
            for k, line in enumerate(lines):
                write(figure, line, 0, y + LINE * ((len(lines) - 1) / 2 - k))
            _beside(figure, axes, row, y, left)
        if note:
            write(figure, note, 0, 0.08, color=NEUTRAL)
    told = "; ".join(f"{r.label}, {wording.period(r.first, r.last)}" + f": {r.text}" * bool(r.text) for r in kept)
    return describe(figure, f"{title} Timeline: {told}. {note}".strip())


def _ticks(figure: Figure, axes: Axes, left: float, bottom: float, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Months or years under the axis, so many as have room; days where all lies within two months."""
    if last - first <= pd.Timedelta(days=62):
        step = next(d for d in (1, 2, 5, 7, 14) if (last - first).days / d <= 5)
        days = pd.date_range(first, last, freq=f"{step}D")
        ticks = [(d, f"{d.day} {d:%b %Y}") for d in days]
        start, end = first - pd.Timedelta(days=1), last
    else:
        start, end = first.replace(day=1), last
        span = (last.year - first.year) * 12 + last.month - first.month + 1
        step = next((s for s in STEPS if span / s <= 6), STEPS[-1])
        begin = pd.Timestamp(start.year, (start.month - 1) // step * step + 1 if step < 12 else 1, 1)
        months = [d for d in pd.date_range(begin, end, freq=f"{step}MS") if d >= start]
        ticks = [(d, f"{d:%Y}" if step >= 12 else f"{d:%b %Y}") for d in months]
    axes.set_xlim(mpl.dates.date2num(start), mpl.dates.date2num(end))
    area, low, high = room() - left - 0.3, *axes.get_xlim()
    taken = -1.0
    for day, text in ticks:
        x = left + area * (mpl.dates.date2num(day) - low) / (high - low)
        half = width(text) / 2
        if x - half > taken and x + half < room():
            axes.axvline(mpl.dates.date2num(day), color=RULE, lw=0.6, zorder=0)
            write(figure, text, x, bottom - 0.1, ha="center", color=NEUTRAL)
            taken = x + half + GAP


def _marks(axes: Axes, kept: list[Row], places: list[float]) -> None:
    """Bars and dots on the rows; an area in proportion to the tonnage, a small one where it would not be seen."""
    most = max((r.size or 0 for r in kept), default=0) or 1
    thin = 0.012 * (axes.get_xlim()[1] - axes.get_xlim()[0])  # a day among years is still seen
    for y, r in zip(places, kept, strict=True):
        if r.campaign:
            start, end = mpl.dates.date2num([r.first, r.last + pd.Timedelta(days=1)])
            start, end = min(start, (start + end - thin) / 2), max(end, (start + end + thin) / 2)
            axes.barh(y, end - start, left=start, height=0.06, color=CRACKDOWN, alpha=0.55, lw=0)
    sized = [(_middle(r), y, max(SMALL, LARGE * (r.size or 0) / most)) for y, r in zip(places, kept, strict=True) if not r.campaign]
    dots = pd.DataFrame(sized, columns=["x", "y", "s"])
    if len(dots):
        sns.scatterplot(dots, x="x", y="y", s=dots["s"].to_numpy(), color=CRACKDOWN, linewidth=0, legend=False, ax=axes, clip_on=False)


def _middle(r: Row) -> float:
    return float(mpl.dates.date2num(r.first + (r.last - r.first) / 2))


def _beside(figure: Figure, axes: Axes, r: Row, y: float, left: float) -> None:
    """The amount right of its mark, or left of it where the frame ends."""
    low, high = axes.get_xlim()
    area = room() - left - 0.3
    ends = [_middle(r)] * 2 if not r.campaign else mpl.dates.date2num([r.first, r.last + pd.Timedelta(days=1)])
    start, end = (left + area * (float(x) - low) / (high - low) for x in ends)
    pad = GAP + (0 if r.campaign else 0.1)
    right, before = room() - end - pad, start - pad - left
    text = wrapped(r.text, max(right, before), 1)[0]
    if width(text) + SLIP <= right:
        write(figure, text, end + pad, y, bbox=HALO)
    else:
        write(figure, text, start - pad, y, ha="right", bbox=HALO)
