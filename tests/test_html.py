import base64
import functools
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

import trial
from potline import markup
from potline.drawing import legible
from potline.evidence import evidence_html
from potline.exporters.html import HTMLExporter

ALL = "\n\n".join(trial.ATTACKS)
LOADS = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "archive", "code", "codebase", "longdesc"}


@functools.cache
def report(word="Weiqiao"):
    return HTMLExporter().from_notebook_node(trial.notebook(word))[0]


@functools.cache
def evidence(word="Weiqiao"):
    return evidence_html(trial.corpus(word))


PAGES = {"report": report, "evidence": evidence}


@pytest.fixture(params=[(kind, word) for kind in PAGES for word in ("Weiqiao", ALL)], ids=lambda p: f"{p[0]}, {p[1][:8]}")
def page(request):
    kind, word = request.param
    return PAGES[kind](word)


def test_nothing_is_fetched_from_anywhere(page):
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.find_all(True):
        for name in LOADS & set(tag.attrs):
            assert str(tag[name]).startswith("data:"), (tag.name, name)
        assert not [a for a in tag.attrs if a.startswith("on") or a == "style"], tag.name
    assert not soup.find_all(["link", "iframe", "object", "embed", "base", "form", "audio", "video", "foreignobject", "animate", "set"])
    assert not [url for style in soup.find_all("style") for url in re.findall(r"url\((?!data:)", style.text)]
    assert "@import" not in page.split("</style>")[0]


def test_links_lead_within_the_page_or_to_the_web(page):
    soup = BeautifulSoup(page, "html.parser")
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    for link in soup.find_all(["a", "use"], href=True):
        assert link["href"][1:] in ids if link["href"].startswith("#") else link["href"].startswith("https://"), link["href"]


def test_every_id_stands_once(page):
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_the_policy_lets_in_this_style_and_this_script_alone(page):
    soup = BeautifulSoup(page, "html.parser")
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "http" not in policy
    blocks = soup.find_all(["style", "script"])
    assert [b.name for b in blocks] in (["style"], ["style", "script"])
    for block in blocks:
        digest = base64.b64encode(hashlib.sha256(block.string.encode()).digest()).decode()
        assert f"{block.name}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("attack", trial.ATTACKS)
def test_an_attack_stays_text(attack):
    for make in (report, evidence):
        assert legible(attack) in BeautifulSoup(make(ALL), "html.parser").get_text()


def test_hostile_words_make_no_element_that_harmless_words_do_not():
    def elements(page):
        tree = BeautifulSoup(page, "html.parser")
        return {t.name for t in tree.find_all(True)}, {name for t in tree.find_all(True) for name in t.attrs}

    markdown = {"blockquote", "hr", "pre", "code", "em", "ol"}  # what a Markdown cell may make of its own words
    assert elements(report(ALL))[0] - elements(report())[0] <= markdown
    assert elements(report(ALL))[1] - elements(report())[1] <= {"rel"}
    assert elements(evidence(ALL)) == elements(evidence())


def test_marks_and_evidence_lead_to_each_other():
    soup = BeautifulSoup(report(), "html.parser")
    marks = soup.select("a.mark")
    assert len(marks) >= 10
    for mark in marks:
        quote = soup.find(id=mark["href"][1:])
        assert quote.name == "mark" and quote["class"][0] in ("crackdown", "extension")
        back = [a["href"].removeprefix("#") for a in quote.find_next_sibling("sup").find_all("a")]
        assert mark["id"] in back or (len(back) == markup.BACK and all(marks.index(soup.find(id=use)) < marks.index(mark) for use in back))


def test_a_figure_has_its_words_and_number():
    soup = BeautifulSoup(report(), "html.parser")
    assert soup.select_one("figure svg[role=img]")["aria-label"] == "One bar, Weiqiao: 50 kt."
    assert soup.select_one("figcaption").text.startswith("Figure 1. Bars of Weiqiao")
    assert "Weiqiao" in [t.text for t in soup.select("figure svg text")]
    assert all(img["alt"] for img in soup.find_all("img"))


def test_structure_for_those_who_listen():
    soup = BeautifulSoup(report(), "html.parser")
    assert soup.html["lang"] == "en" and soup.title.text == "Briefing Weiqiao"
    assert soup.find("a", class_="skip")["href"] == "#main" and soup.main["id"] == "main"
    levels = [int(h.name[1]) for h in soup.main.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    for table in soup.select("table"):
        assert table.parent["tabindex"] == "0" and table.parent["aria-label"]
        assert all(th["scope"] in ("col", "row") for th in table.find_all("th"))


def test_sources_lead_to_whole_articles_where_a_report_stands_beside_them():
    page = BeautifulSoup(HTMLExporter(evidence="evidence.html").from_notebook_node(trial.notebook())[0], "html.parser")
    whole = BeautifulSoup(evidence(), "html.parser")
    links = page.select(".source cite a")
    assert [a["href"] for a in links] == ["evidence.html#source-1", "evidence.html#source-2"]
    assert [whole.find(id=a["href"].split("#")[1]).h2.text[3:] for a in links] == [a.text for a in links]


def test_evidence_shows_the_article_whole():
    shown = trial.corpus()
    soup = BeautifulSoup(evidence_html(shown), "html.parser")
    for tag in soup.select("sup, sub, summary"):
        tag.decompose()
    assert [t.text for t in soup.select(".text")] == list(shown.texts.values())


def test_evidence_colours_facts_greys_what_was_set_aside_folds_the_rest():
    soup = BeautifulSoup(evidence(), "html.parser")
    first = soup.select_one("#source-1")
    assert first.select_one("mark.crackdown#q-1-1").text == "50, 000 tons"
    assert first.select_one("details").text == "Left out, advert: Weiqiaoadvert Weiqiao"
    assert "seeds/" not in soup.text and "Weiqiao.bin: binary" in soup.text


def test_evidence_marks_what_is_unexplained():
    shown = trial.corpus()
    shown.numbers["status"] = shown.numbers["status"].mask(shown.numbers["status"] == "set_aside", "unexplained")
    soup = BeautifulSoup(evidence_html(shown), "html.parser")
    assert [u.text for u in soup.select(".text .unexplained")] == []  # the fact "3 lines" covers its own number
    soup = BeautifulSoup(evidence_html(replace(shown, facts=shown.facts.head(0))), "html.parser")
    assert [u.text for u in soup.select(".text .unexplained")] == ["3", "3"]
