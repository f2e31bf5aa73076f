import json
import re
from dataclasses import replace

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure

import trial
from potline import cite, drawing, markup, show
from potline.model import PotlineError


@pytest.fixture
def shown(monkeypatch):
    found = []
    monkeypatch.setattr(show, "display", lambda data, raw: found.append(data))
    show.begin(trial.corpus(), "Title")
    return found


def marks(run_list):
    return [r["mark"][0] for r in run_list if "mark" in r]


def test_every_display_is_json_with_html_and_text():
    for data in trial.emitted():
        assert set(data) == {show.MIME, "text/html", "text/plain"}
        assert json.loads(json.dumps(data[show.MIME])) == data[show.MIME]
        assert data[show.MIME]["kind"] in markup.KINDS
        assert data["text/plain"].strip()


def test_labels_depend_on_the_corpus_alone():
    numbering = cite.number(trial.corpus())
    shuffled = replace(trial.corpus(), facts=trial.corpus().facts.sort_values("quote"))
    assert cite.number(shuffled).labels == numbering.labels
    assert sorted(numbering.labels.values()) == ["1.1", "1.2", "2.1", "2.2"]
    assert numbering.labels["a, b]]:0"] == "1.1"


def test_value_marks_say_inferred_corrected_and_irreconcilable(shown):
    at = trial.corpus().facts["fact_id"].tolist()
    assert [show.marks([f]) for f in at] == ["e", "c", "e?", "c"]
    assert show.marks(at) == "ec?"


@pytest.mark.parametrize("flag, mark", [
    ("unit_inherited", "e"), ("year_inferred", "e"), ("product_inherited", ""), ("region_inherited", ""), ("alias", ""),
])
def test_only_what_bears_on_value_or_period_is_inferred(flag, mark):
    assert cite._flags([flag], fault=False) == mark


def test_a_placeholder_becomes_marks_joined_to_its_value(shown):
    found = cite.runs(trial.sentence("50 kt [[a, b]]:0,c:0]] shut.", "a, b]]:0", "c:0"))
    assert markup.plain(found) == "50 kt\u00a0[1.1 e][2.1 e ?] shut."


def test_brackets_that_an_article_wrote_stay_text(shown):
    text = "The firm [[c:0]] shut 50 kt [[a, b]]:0]]."
    assert markup.plain(cite.runs(trial.sentence(text, "a, b]]:0"))) == "The firm [[c:0]] shut 50 kt\u00a0[1.1 e]."


def test_a_fact_that_is_not_there_is_refused(shown):
    with pytest.raises(PotlineError, match="No fact z:9"):
        show.prose(trial.sentence("1 [[z:9]]", "z:9"))


def test_nothing_is_shown_before_begin(monkeypatch):
    monkeypatch.setattr(cite, "_shown", [])
    with pytest.raises(PotlineError, match=r"show\.begin"):
        show.marks(["c:0"])


def test_neighbours_are_drawn_together_and_the_many_gathered(monkeypatch):
    labels = {f"x:{n}": f"1.{n}" for n in range(1, 41)}
    monkeypatch.setattr(cite, "_shown", [cite.Numbering(None, labels, dict.fromkeys(labels, ""))])
    assert marks(cite.marked(["x:1", "x:3", "x:4", "x:5", "x:9"])) == ["1.1", "1.3–5", "1.9"]
    many = cite.marked([f"x:{n}" for n in range(1, 41, 2)])
    assert marks(many) == ["1.1", "1.3", "1.5", "1.7", "+16 more"]
    assert [f for r in many for f in r["facts"]] == [f"x:{n}" for n in range(1, 41, 2)]  # none is lost


def test_once_many_are_cited_the_rest_is_counted_and_its_first_cited(monkeypatch):
    labels = {f"x:{n}": f"1.{n}" for n in range(1, 41)}
    monkeypatch.setattr(cite, "_shown", [cite.Numbering(None, labels, dict.fromkeys(labels, ""))])
    monkeypatch.setattr(cite, "_cited", {})
    monkeypatch.setattr(cite, "MOST", 1)
    many = cite.marked([f"x:{n}" for n in range(1, 41, 2)])
    assert marks(many) == ["1.1", "1.3", "1.5", "1.7", "+16 more"]
    assert cite.cited() == ["x:1", "x:3", "x:5", "x:7", "x:9"] == [f for r in many for f in r["facts"]]


def test_a_table_formats_aligns_and_tells_unknown_from_zero(shown):
    frame = pd.DataFrame({"Firm": ["A", None], "Tonnes": [1234.0, 0.0], "rows": [["a, b]]:0", "c:0"], "c:0"]})
    show.table(frame, "Caption", formats={"Tonnes": "{:,.0f}"}, align={"Firm": "center"}, facts="rows")
    payload = shown[-1][show.MIME]
    assert [[markup.plain(c["runs"]) for c in row] for row in payload["body"]] == [["A", "1,234", "[1.1 e][2.1 e ?]"], ["–", "0", "[2.1 e ?]"]]
    assert payload["align"] == ["center", "right", "left"]


def test_of_a_long_table_the_first_rows_are_shown_and_the_rest_is_counted(shown, monkeypatch):
    monkeypatch.setattr(show, "ROWS", 2)
    show.table(pd.DataFrame({"Firm": list("ABCD")}), "Firms.")
    payload = shown[-1][show.MIME]
    assert markup.plain(payload["caption"]) == "Firms. The first 2 rows, and 2 more." and len(payload["body"]) == 2
    show.table(pd.DataFrame({"Firm": list("AB")}), "Firms.")
    assert markup.plain(shown[-1][show.MIME]["caption"]) == "Firms."


def test_an_empty_table_says_none(shown):
    show.table(pd.DataFrame({"Firm": []}), "Nothing")
    assert "<em>none</em>" in shown[-1]["text/html"]


def test_a_figure_without_alternative_text_is_refused(shown):
    with pytest.raises(PotlineError, match="alt"):
        show.figure(Figure(), "Caption", " ")


def test_a_figure_is_the_same_bytes_twice_and_closed(shown):
    def draw():
        figure, axes = plt.subplots()
        axes.set_title("US$5 to $6, $\\foo")
        return show.svg(figure)

    assert draw() == draw()
    assert "US$5 to $6" in draw()
    assert not plt.get_fignums()


def test_evidence_quotes_each_sentence_once_with_its_number_marked(shown):
    show.evidence(trial.corpus())
    payload = shown[-1][show.MIME]
    assert [s["number"] for s in payload["sources"]] == [1, 2]
    assert payload["sources"][0]["origin"] == "Weiqiao, 2020-07-28, a, b]].txt"
    entries = [markup.plain(e) for e in payload["sources"][0]["entries"]]
    assert entries == ["50, 000 tons were shut by Weiqiao.", "Then 3 lines."]
    assert [r["quote"] for e in payload["sources"][0]["entries"] for r in e if "quote" in r] == ["50, 000 tons", "3 lines"]


def test_evidence_holds_what_was_cited_since_begin(shown):
    show.prose(trial.sentence("[[c:0]]", "c:0"))
    show.evidence()
    assert [s["number"] for s in shown[-1][show.MIME]["sources"]] == [2]


def test_a_drawing_lets_shapes_through_and_nothing_else():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" width="9pt" onload="x()">'
        '<script>x()</script><style>*{}</style><foreignObject><b>hi</b></foreignObject><g id="a" style="fill: #08457e; background: url(http://e.org/x)">'
        '<text style="font: bold 7.5px &quot;DejaVu Sans&quot;" onclick="x()">a &lt; b</text><use xlink:href="#a"/><use xlink:href="http://e.org/#a"/>'
        '<image xlink:href="file:///etc/passwd"/><a href="javascript:x()"><path d="M0 0"/></a></g></svg>'
    )
    drawn = drawing.inline(svg, 'say "so"', {"extension": "#08457e"})
    assert not re.search(r"script|on\w+=|style|foreign|e\.org|passwd", drawn)
    assert 'class="fill-extension"' in drawn and 'font-size="7.5px"' in drawn and 'font-weight="bold"' in drawn
    assert "a &lt; b" in drawn and "themed" in drawn and 'aria-label="say &quot;so&quot;"' in drawn
    inner = re.search(r'id="(d\w+-a)"', drawn)[1]
    assert f'href="#{inner}"' in drawn


def test_a_drawing_in_other_colours_keeps_its_paper():
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><path fill="#123456" d="M0 0"/></svg>'
    assert "themed" not in drawing.inline(svg, "a", {"ink": "#000000"})


def test_theme_colours_stand_on_paper_and_apart_in_grey():
    def light(colour):
        parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one, other):
        low, high = sorted([light(one), light(other)])
        return (high + 0.05) / (low + 0.05)

    for mode in ("light", "dark"):
        colours = markup.style()[mode]
        for name in ("extension", "crackdown", "neutral", "ink"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, (mode, name)
        for theme in ("extension", "crackdown", "neutral"):
            assert contrast(colours["ink"], colours[f"{theme}_tint"]) >= 7, (mode, theme)
    light_mode = markup.style()["light"]
    assert contrast(light_mode["extension"], light_mode["crackdown"]) >= 2
