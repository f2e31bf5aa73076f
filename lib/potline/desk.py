"""The review desk in JupyterLab: `potline.review(corpus)` shows what wants a decision, one thing after another, and writes each down at once.

By keyboard: Tab goes from the list (arrows choose) to Accept, Set aside, the columns, Correct and Take back; space or Enter presses a button.
After a decision the next thing is shown and the focus stays on the button. JupyterLab's own keys (which would move to another cell, or
delete this one) are off while the focus is inside the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import ipywidgets as widgets
from IPython.display import Javascript, display

from potline import corrections, markup
from potline.doubts import COLUMNS, Desk, Doubt, Spot
from potline.markup import escape
from potline.model import REASONS, PotlineError
from potline.show import LAB_DARK
from potline.tables import Corpus

OWN_KEYS = "addEventListener('focusin', e => e.target.closest('.potline-desk') && e.target.setAttribute('data-lm-suppress-shortcuts', 'true'))"
CLOCK = partial(datetime.now, UTC)
NAMES = {"low": "value, from", "high": "value, to", "period_start": "first day", "period_end": "last day"}
SEVERITY = {"fault": "Does not add up", "look": "To look at", "flag": "Flagged", "unexplained": "Unexplained"}
LABEL = {"description_width": "5.5rem"}
LEGEND = (
    '<p class="note"><mark class="fact now">this number</mark> <mark class="fact neutral other">of the same finding</mark> '
    '<mark class="fact extension">chain extension</mark> <mark class="fact crackdown">crackdown</mark> <mark class="fact neutral">other fact</mark> '
    '<span class="set_aside">set aside</span> <span class="unexplained">unexplained</span> '
    '<span class="companies">firm</span> <span class="regions">place</span> <span class="products">product</span></p>'
)
# The number is brought into view without a script: by `scroll-initial-target`, and where a browser does not know it by a snap point
# that lasts as long as the animation, after which the article scrolls freely.
STYLE = """
div.potline-desk { max-width: 84rem; }
.potline-desk .article { max-height: 34rem; overflow-y: auto; white-space: pre-wrap; border: 1px solid var(--rule); padding: .6rem .9rem;
  background: var(--paper); color: var(--ink); font: 14px/1.55 var(--sans); scroll-snap-type: y mandatory; }
.potline-desk .now { background: var(--ink) !important; color: var(--paper) !important; font-weight: 600;
  scroll-initial-target: nearest; animation: brought .5s; }
.potline-desk .note .now { scroll-initial-target: none; animation: none; }
@keyframes brought { from, to { scroll-snap-align: center; } }
.potline-desk .finding ul { margin: .2rem 0; padding-left: 1.2rem; }
.potline-desk .other { outline: 2px solid var(--ink); }
.potline-desk .set_aside { color: var(--neutral); font-style: italic; }
.potline-desk .unexplained { outline: 2px dashed var(--ink); }
.potline-desk .companies { text-decoration: underline 2px solid #9b5fc0; text-underline-offset: 3px; }
.potline-desk .regions { text-decoration: underline 2px dotted #2a9d6f; text-underline-offset: 3px; }
.potline-desk .products { text-decoration: underline 2px dashed #a8860b; text-underline-offset: 3px; }
.potline-desk .finding { margin: 0 0 .4rem; color: var(--ink); font: 15px/1.4 var(--sans); }
.potline-desk .note { margin: .3rem 0; line-height: 1.9; }
.potline-desk .note > * { margin-right: .7em; }
.potline-desk details { color: var(--neutral); }
.potline-desk select, .potline-desk input, .potline-desk button { font-size: 13px !important; }
.potline-desk :focus-visible { outline: 3px solid var(--jp-brand-color1, #1976d2) !important; outline-offset: 1px; }
"""


def review(corpus: Corpus, who: str = "", now: Callable[[], datetime] = CLOCK) -> Review:
    """The desk for what `potline.load` gave, to be shown as the last line of a cell; `.corpus` holds the tables as decided so far.

    `who` decides (a field asks where it is empty); `now` gives the time to write down, and nothing else in Potline asks for it. Decisions
    go to `corrections.csv` beside the articles. The desk takes its own back, the last first; to take back any other, delete its row there.
    """
    shown = Review(Desk(corpus, who, now))
    display(Javascript(OWN_KEYS))
    return shown


class Review(widgets.VBox):
    """The widgets of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.filling = desk, False
        self.head, self.finding, self.text, self.told = (widgets.HTML() for _ in range(4))
        self.who = widgets.Text(desk.who, description="Who decides", placeholder="your name", style=LABEL)
        self.why = widgets.Text(description="Why", placeholder="for colleagues; may stay empty", layout={"width": "auto"}, style=LABEL)
        self.list = widgets.Select(rows=9, description="To decide", layout={"width": "auto"}, style=LABEL)
        self.number = widgets.Dropdown(description="Number", layout={"width": "auto"}, style=LABEL)
        reasons = [("decided by hand", "analyst"), *((_words(r), r) for r in REASONS if r != "analyst")]
        self.reason = widgets.Dropdown(options=reasons, description="because", layout={"width": "14rem"}, style={"description_width": "4rem"})
        self.accept = self._button("Accept", lambda spot, why: desk.accept(self._doubt().spots, why), "success")
        self.drop = self._button("Set aside", lambda spot, why: desk.set_aside(spot, self.reason.value, why))
        self.correct = self._button("Correct", lambda spot, why: desk.correct(spot, {k: f.value for k, f in self.fields.items()}, why), "primary")
        self.back = widgets.Button(description="Take back", disabled=True, tooltip="Take back the last decision", layout={"width": "8rem"})
        self.back.on_click(lambda _: self._undone())
        self.fields = {name: self._field(name) for name in COLUMNS}
        self.list.observe(lambda _: self.filling or self._show_doubt(), "index")
        self.number.observe(lambda _: self.filling or self._show_number(), "index")
        super().__init__(self._rows())
        self.add_class("potline").add_class("potline-desk")
        self._fill(0)
        self._tell(" ".join(desk.corpus.problems[:3]))

    @property
    def corpus(self) -> Corpus:
        """The corpus as decided so far."""
        return self.desk.corpus

    def _rows(self) -> list[widgets.Widget]:
        style = widgets.HTML(f"<style>{markup.stylesheet('.potline-desk', LAB_DARK)}{STYLE}</style>", layout={"display": "none"})
        form = widgets.Box(list(self.fields.values()), layout={"flex_flow": "row wrap"})
        actions = widgets.HBox([self.accept, self.drop, self.reason])
        left = [self.head, self.who, self.list, self.number, actions, self.why, form, widgets.HBox([self.correct, self.back]), self.told]
        right = [self.finding, self.text, widgets.HTML(LEGEND)]
        wide = {"flex": "1 1 26rem", "min_width": "20rem", "padding": "0 0 0 1rem"}
        sides = [widgets.VBox(left, layout={"flex": "0 0 31rem"}), widgets.VBox(right, layout=wide)]
        return [style, widgets.Box(sides, layout={"flex_flow": "row wrap"})]

    def _button(self, name: str, decide: Callable[[Spot, str], None], style: str = "") -> widgets.Button:
        button = widgets.Button(description=name, button_style=style, layout={"width": "8rem"})
        button.on_click(lambda _: self._decided(button, decide))
        return button

    def _decided(self, button: widgets.Button, decide: Callable[[Spot, str], None]) -> None:
        """Do it, say it, and show what comes next: the same finding while it still wants a decision."""
        if not self.desk.wanted:
            return
        doubt, spot, place, done = self._doubt(), self._spot(), self.list.index or 0, button.description
        self.desk.who = self.who.value
        try:
            decide(spot, self.why.value)
        except (PotlineError, OSError) as error:
            return self._tell(str(error))
        self.why.value = ""
        self._fill(next((i for i, d in enumerate(self.desk.wanted) if d.key == doubt.key), place))
        self._tell(f"{done}, “{spot.quote}”: written to {self.desk.file.name}.")

    def _undone(self) -> None:
        """Take the last decision back and show what wants it again."""
        before = {d.key for d in self.desk.wanted}
        try:
            self.desk.undo()
        except (PotlineError, OSError) as error:
            return self._tell(str(error))
        self._fill(next((i for i, d in enumerate(self.desk.wanted) if d.key not in before), self.list.index or 0))
        self._tell(f"The last decision is taken back: {self.desk.file.name} is as it was.")

    def _doubt(self) -> Doubt:
        return self.desk.wanted[self.list.index or 0]

    def _spot(self) -> Spot:
        return self._doubt().spots[self.number.index or 0]

    def _tell(self, words: str) -> None:
        self.told.value = f'<p class="potline note" role="status">{escape(words)}</p>'

    def _fill(self, place: int) -> None:
        """The list anew, this place of it shown."""
        wanted = self.desk.wanted
        self.head.value = f"<b>{len(wanted)} {'thing wants' if len(wanted) == 1 else 'things want'} a decision</b>"
        options = [f"{n}. {SEVERITY[d.severity]}: {d.spots[0].quote}, {_words(d.kind)}" for n, d in enumerate(wanted, 1)]
        self._choose(self.list, options, min(place, len(wanted) - 1) if wanted else None)
        self.back.disabled = not self.desk.done
        self._show_doubt()

    def _choose(self, among: Any, options: list[str], index: int | None) -> None:
        """Other options and the one chosen of them, without an answer to each step."""
        self.filling = True
        among.options, among.index = options, index
        self.filling = False

    def _show_doubt(self) -> None:
        for button in (self.accept, self.drop, self.correct):
            button.disabled = not self.desk.wanted
        if not self.desk.wanted:
            self.finding.value, self.text.value = '<p class="finding">Nothing wants a decision.</p>', ""
            self._choose(self.number, [], None)
            return
        doubt = self._doubt()
        also = "".join(f"<li>{escape(words)}</li>" for words in self.desk.also(doubt))
        also = f'<div class="finding">Who accepts it also accepts:<ul>{also}</ul></div>' if also else ""
        self.finding.value = f'<p class="finding"><b>{SEVERITY[doubt.severity]}.</b> {escape(doubt.text)}</p>{also}'
        facts = [s for s in doubt.spots if s.fact_id]
        self.accept.description = "Accept" if len(facts) < 2 else f"Accept all {len(facts)}"
        self.accept.disabled = not facts
        self.correct.description = "Correct" if facts else "Take as a fact"
        self.number.layout.display = "none" if len(doubt.spots) == 1 else ""
        self._choose(self.number, [f"{n}. {s.quote} ({s.article_id})" for n, s in enumerate(doubt.spots, 1)], 0)
        self._show_number()

    def _show_number(self) -> None:
        if self.desk.wanted:
            spot = self._spot()
            title = self.desk.parsed[spot.article_id].article.title or spot.article_id
            article = self.desk.article(spot, self._doubt().spots)
            self.text.value = f'<div class="article" tabindex="0" role="region" aria-label="{escape(title)}">{article}</div>'
            near = list(filter(None, (f.company for f in self.desk.parsed[spot.article_id].facts)))
            for name, value in self.desk.reading(spot).items():
                self._set(name, value, near)

    def _field(self, name: str) -> Any:
        look: dict[str, Any] = {"description": NAMES.get(name, name), "layout": {"width": "15rem"}, "style": LABEL}
        if name in corrections.VOCABULARY:
            return widgets.Dropdown(**look)
        return widgets.Combobox(ensure_option=False, **look) if name in ("company", "region", "unit") else widgets.Text(**look)

    def _set(self, name: str, value: str, near: list[str]) -> None:
        """The field's choices, the firms of the article first, then what it holds now."""
        field = self.fields[name]
        if name in corrections.VOCABULARY:
            empty = [] if name in corrections.REQUIRED else [("–", "")]
            field.options = [*empty, *((_words(v), v) for v in dict.fromkeys((*corrections.VOCABULARY[name], *filter(None, [value]))))]
        elif name in ("company", "region", "unit"):
            kind = {"company": "companies", "region": "regions", "unit": "units"}[name]
            known = sorted(entry.name for entry in self.desk.lexicon.entries[kind].values())
            field.options = tuple(dict.fromkeys([*(near if name == "company" else ()), *known]))
        field.value = value


def _words(name: str) -> str:
    return name.replace("_", " ")
