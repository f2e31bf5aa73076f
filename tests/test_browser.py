"""The pages in a real Chromium: nothing hostile runs, nothing is fetched, axe finds no fault. Skipped where no browser is installed."""

import functools
import shutil
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

import pages
import potline
import trial
from potline.evidence import evidence_html
from potline.exporters.html import HTMLExporter

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
GOLD = Path(__file__).parent / "gold" / "seeds"
ALL = "\n\n".join(trial.ATTACKS)


@functools.cache
def briefing():
    """The briefing of the two articles, as it goes out."""
    return HTMLExporter(evidence="evidence.html").from_notebook_node(pages.executed(potline.load(GOLD)))[0]


@functools.cache
def written(kind, word):
    return HTMLExporter().from_notebook_node(trial.notebook(word))[0] if kind == "report" else evidence_html(trial.corpus(word))


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def shown(browser, tmp_path):
    """Opens a page; what it logged and asked for comes with it."""
    contexts = []

    def open_page(html, width=1280, scheme="light", **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)
        contexts.append(context)
        page, said, asked = context.new_page(), [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_text(html, "utf-8")
        page.goto(path.as_uri())
        return page, said, [url for url in asked if not url.startswith(("data:", path.as_uri()))]

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", ["report", "evidence"])
def test_nothing_hostile_runs_and_nothing_is_fetched(shown, kind):
    page, said, asked = shown(written(kind, ALL))
    assert page.title() != "owned" and page.locator("main").is_visible()
    assert (said, asked) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["report", "evidence"])
def test_axe_finds_no_fault(shown, kind, scheme):
    page, *_ = shown(written(kind, "Weiqiao"), scheme=scheme)
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("word", ["Weiqiao", ALL], ids=["harmless", "hostile"])
@pytest.mark.parametrize("kind", ["report", "evidence"])
def test_a_phone_shows_it_without_scrolling_sideways(shown, kind, word):
    page, *_ = shown(written(kind, word), width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_mark_leads_to_its_quote_and_back(shown):
    page, *_ = shown(written("report", "Weiqiao"), java_script_enabled=False)
    page.locator("a.mark").first.click()
    assert page.url.endswith("#q-1-1")
    page.locator("#q-1-1 + sup a").first.click()
    assert page.url.endswith("#use-1")


def test_controls_can_be_hit_and_seen(shown):
    page, *_ = shown(HTMLExporter().from_notebook_node(_long())[0])
    for control in page.locator("button, input, summary, nav a").all():
        box = control.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] > 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_long_table_sorts_and_filters(shown):
    page, said, _ = shown(HTMLExporter().from_notebook_node(_long())[0])
    column = page.locator("tbody tr:visible td:last-child")
    page.get_by_role("button", name="t").click()
    assert [t.split("/")[0] for t in column.all_inner_texts()] == ["1", "2", "3", "10", "20", "30", "100", "200", "–"]
    page.get_by_role("button", name="t").click()
    assert column.first.inner_text() == "–"
    page.get_by_label("Filter").fill("firm 4")
    assert column.count() == 1
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_fault_in_the_briefing(shown, width, scheme):
    page, said, asked = shown(briefing(), width=width, scheme=scheme)
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
    assert (said, asked) == ([], [])


@pytest.mark.parametrize(("width", "size", "other"), [(360, "narrow", "wide"), (1280, "wide", "narrow")])
def test_each_screen_gets_the_charts_that_fit_it(shown, width, size, other):
    page, *_ = shown(briefing(), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    charts = page.locator(f".{size} svg").all()
    assert len(charts) == 6 and all(chart.is_visible() for chart in charts)
    assert not any(chart.is_visible() for chart in page.locator(f".{other} svg").all())
    assert page.evaluate(OUTSIDE, f".{size} svg text") == []
    assert min(page.evaluate(SIZES, f".{size} svg text")) >= (8 if size == "narrow" else 9.5)


OUTSIDE = """chosen => [...document.querySelectorAll(chosen)].filter(text => {
  const box = text.getBoundingClientRect(), frame = text.ownerSVGElement.getBoundingClientRect();
  return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 4;
}).map(text => text.textContent)"""
SIZES = """chosen => [...document.querySelectorAll(chosen)].map(text => {
  const svg = text.ownerSVGElement;
  return parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
})"""


def test_the_printed_page_ends_on_a_page_that_is_filled(shown):
    page, *_ = shown(briefing())
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    last = np.asarray(sheets[len(sheets) - 1].render(scale=0.3).to_pil().convert("L")).min(axis=1) < 200
    assert len(sheets) <= 5
    assert np.flatnonzero(last[: int(0.92 * len(last))])[-1] > 0.3 * len(last)


def _long():
    rows = "".join(f"<tr><td>firm {n}</td><td>{t}</td></tr>" for n, t in enumerate([100, 3, "–", 20, 1, 200, 10, 2, 30]))
    html = f"<table><thead><tr><th>name</th><th>t</th></tr></thead><tbody>{rows}</tbody></table>"
    heads = [trial.v4.new_markdown_cell(f"## Part {n}") for n in range(4)]
    return trial.v4.new_notebook(cells=[*heads, trial._cell(trial.v4.new_output("display_data", data={"text/html": html}))])
