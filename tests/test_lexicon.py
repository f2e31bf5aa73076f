"""The lexicons load whole, refuse what is wrong with a word on how to mend it, and find forms as the trade prints them."""

import re
import tomllib
from pathlib import Path

import pytest

from potline import lexicon, vocabulary
from potline.lexicon import LexiconError, fold, load

REGIONS = """
[xinjiang]
name = "Xinjiang"
forms = ["Xinjiang", "新疆"]
[weda_bay]
name = "Weda Bay"
[boke]
name = "Boké"
[portland]
name = "Portland"
stop = ["Portland cement"]
[china]
name = "China"
demonyms = ["Chinese"]
[mali]
name = "Mali"
exact = ["Mali"]
[laibin]
name = "Laibin"
forms = ["the guests"]
only_with = ["Guangxi"]
[georgia_country]
name = "Georgia"
ambiguous = true
only_with = ["Tbilisi", "Savannah"]
[georgia_state]
name = "Georgia"
ambiguous = true
only_with = ["Savannah"]
"""
COMPANIES = """
[qiya]
name = "Xinjiang Qiya"
forms = ["Xinjiang Qiya", "Qiya Aluminium", "其亚"]
[guodian]
name = "Guodian"
exact = ["CE", "Guodian"]
[co]
name = "Aluminium Corp"
forms = ["Aluminium Corp", "Co., Ltd."]
case = true
"""
PRODUCTS = """
[foundry]
name = "foundry"
plural = true
[semis]
name = "wire rod"
plural = true
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> lexicon.Lexicon:
    """A lexicon of the three files above in place of the package's."""
    for name, text in (("regions_a", REGIONS), ("companies", COMPANIES), ("products", PRODUCTS)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lexicon, "HOME", tmp_path)
    return load()


FOUND = [
    ("⟦Xinjiang⟧'s pots", "a possessive is no part of a word"),
    ("(⟦xinjiang⟧)", "any case"),
    ("⟦Weda Bay⟧, ⟦Weda-Bay⟧, ⟦Weda\u00a0Bay⟧, ⟦Weda\nBay⟧, ⟦WEDA–BAY⟧", "hyphens, dashes, blanks and line ends are one"),
    ("⟦Boke⟧ and ⟦Boké⟧", "accents do not matter"),
    ("在⟦新疆⟧的", "Chinese has no blanks between words"),
    ("矿⟦Boke⟧矿", "a Chinese neighbour does not lengthen a Latin word"),
    ("⟦Portland⟧ makes Portland cement", "a longer form that is something else keeps the shorter away"),
    ("⟦Mali⟧, mali, MALI", "an exact form only as printed"),
    ("⟦the guests⟧ in Guangxi", "a form that needs a word beside it, with the word"),
    ("⟦Georgia⟧, near Savannah", "an ambiguous form is one term"),
]


@pytest.mark.parametrize(("marked", "why"), FOUND, ids=[why for _, why in FOUND])
def test_regions_are_found(small: lexicon.Lexicon, marked: str, why: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    spans = [text[t.start : t.end] for t in small.find(text, ("regions",))]
    assert spans == [part.split("⟧")[0] for part in marked.split("⟦")[1:]], why


REFUSED = [
    ("Xinjiang2 and newXinjiang, Xinjiangs", "a letter or digit beside it makes another word"),
    ("Weda, Bay", "a comma breaks a form"),
    ("the guests are here", "a form that needs a word beside it, without the word"),
    ("Portland-cement", "a form that is something else, with a hyphen"),
    ("Georgia", "neither owner's words are there"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_others_are_not(small: lexicon.Lexicon, text: str, why: str) -> None:
    assert small.find(text, ("regions",)) == [], why


def test_both_spellings_of_the_metal_and_plurals_are_one_form(small: lexicon.Lexicon) -> None:
    text = "Qiya aluminum, Aluminium Corp and Aluminum Corp; foundries, wire rods, a foundry; aluminum corp"
    names = [t.entry.name for t in small.find(text)]
    assert names == ["Xinjiang Qiya", "Aluminium Corp", "Aluminium Corp", "foundry", "wire rod", "foundry"]


def test_forms_with_points_and_commas_are_found_whole(small: lexicon.Lexicon) -> None:
    text = "X Co., Ltd., and XCo., Ltd."
    assert [(t.start, t.end) for t in small.find(text)] == [(2, 11)]


def test_a_firm_keeps_the_place_in_its_name_and_each_kind_its_own(small: lexicon.Lexicon) -> None:
    text = "Xinjiang Qiya in Xinjiang"
    assert [t.entry.key for t in small.find(text)] == ["qiya", "xinjiang"]
    apart = small.find_all(text)
    assert [t.entry.key for t in apart["companies"]] == ["qiya"]
    assert [t.start for t in apart["regions"]] == [0, 17]


def test_demonyms_are_weak_and_ambiguous_terms_keep_their_others(small: lexicon.Lexicon) -> None:
    weak, strong = small.find("Chinese smelters in China")
    assert (weak.weak, strong.weak) == (True, False)
    (term,) = small.find("Georgia, near Savannah")
    assert [e.key for e in (term.entry, *term.others)] == ["georgia_country", "georgia_state"]


def test_offsets_survive_what_lower_case_and_accents_do_elsewhere(small: lexicon.Lexicon) -> None:
    text = "İstanbul ﬁrst—ŁÓDŹ  Boké\u2009in\u3000China"
    assert len(fold(text)) == len(text) == len(fold(text).lower())
    assert [text[t.start : t.end] for t in small.find(text)] == ["Boké", "China"]
    long = f"{text} " * 100
    assert [long[t.start : t.end] for t in small.find(long)] == ["Boké", "China"] * 100


def test_an_analysts_file_adds_entries_and_forms(small: lexicon.Lexicon, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "regions.toml").write_text('[xinjiang]\nforms = ["West Land"]\n[odisha]\nname = "Odisha"\n', encoding="utf-8")
    more = load((str(folder),))
    assert [t.entry.name for t in more.find("West Land, Xinjiang, Odisha")] == ["Xinjiang", "Xinjiang", "Odisha"]
    assert more.hash != small.hash
    assert load((str(folder),)) is more and load() is small
    (folder / "regions.toml").write_text('[odisha]\nname = "Odisha"\nforms = ["Orissa"]\n', encoding="utf-8")
    assert [t.entry.name for t in load((str(folder),)).find("Orissa, West Land")] == ["Odisha"]


WRONG = [
    ("regions.toml", '[urumqi]\nforms = ["Xinjiang"]\n', ("Xinjiang", "urumqi", "regions_a.toml [xinjiang]", "ambiguous"), "two owners"),
    ("regions.toml", '[a]\nname = "A"\nlevle = "city"\n', ("regions.toml [a]", "levle", "level"), "an unknown column"),
    ("regions.toml", '[a]\nname = "A"\nforms = []\n', ("regions.toml [a]", "forms"), "an empty list of forms"),
    ("regions.toml", '[a]\nname = "A"\nforms = ["B", " "]\n', ("regions.toml [a]", "forms", "blank"), "a blank form"),
    ("regions.toml", '[a]\nname = "A"\nforms = "B"\n', ("regions.toml [a]", "list"), "a text where a list is meant"),
    ("regions.toml", '[a\nname = "A"\n', ("regions.toml", "line 1"), "bad TOML"),
    ("regions.toml", '[a]\nname = "A"\n[a]\nname = "B"\n', ("regions.toml", "line 3"), "an entry twice in a file"),
    ("regions.toml", 'name = "A"\n', ("regions.toml", "heading"), "a column outside an entry"),
    ("regions.toml", '[a]\nname = "A"\nwithin = "utopia"\n', ("regions.toml [a]", "within", "utopia"), "a place in no place"),
    ("companies.toml", '[a]\nname = "A"\nhome = "utopia"\n', ("companies.toml [a]", "home", "utopia"), "a home that is no place"),
]


@pytest.mark.parametrize(("name", "text", "words", "why"), WRONG, ids=[why for *_, why in WRONG])
@pytest.mark.usefixtures("small")
def test_what_is_wrong_stops_the_load_and_says_where(tmp_path: Path, name: str, text: str, words: tuple[str, ...], why: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load((str(folder),))
    assert all(word in str(caught.value) for word in words), (why, str(caught.value))


@pytest.mark.usefixtures("small")
def test_a_file_that_is_not_utf8_or_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        load((str(tmp_path / "nowhere"),))
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "regions.toml").write_bytes('[a]\nname = "新疆"\n'.encode("gb18030"))
    with pytest.raises(LexiconError, match="save the file as UTF-8"):
        load((str(folder),))


@pytest.mark.usefixtures("small")
def test_a_form_as_printed_goes_before_one_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text('[t]\nname = "t"\nforms = ["mt"]\n[million]\nname = "Mt"\nexact = ["Mt"]\n', encoding="utf-8")
    assert [t.entry.key for t in load().find("5 mt, 5 Mt, 5 MT", ("units",))] == ["t", "million", "t"]


def test_every_place_leads_to_a_code() -> None:
    regions = load().entries["regions"]
    for region in regions.values():
        place, steps = region, 0
        while "within" in place.data and "code" not in place.data:
            place, steps = regions[place.data["within"]], steps + 1
            assert steps < 6, region.key
        assert "code" in place.data or region.data["level"] == "area", region.key
        assert region.data["level"] in ("country", "province", "prefecture", "county", "city", "area"), region.key


def test_codes_are_those_of_iso_3166_and_no_two_places_share_one() -> None:
    regions = load().entries["regions"].values()
    codes = [r.data["code"] for r in regions if "code" in r.data]
    assert len(codes) == len(set(codes))
    for region in regions:
        code, parent = region.data.get("code", ""), region.data.get("within", "")
        if region.data["level"] == "country":
            assert len(code) == 2 and code.isupper(), region.key
        if region.data["level"] == "province":
            assert code.startswith(load().entries["regions"][parent].data["code"] + "-"), region.key
    assert len([c for c in codes if c.startswith("CN-")]) == 31


def test_every_firm_has_a_known_role_and_no_source_has_a_home() -> None:
    firms = load().entries["companies"]
    assert {f.data.get("role", "") for f in firms.values()} == {"", "source", "authority"}
    assert not [f.key for f in firms.values() if f.data.get("role") == "source" and "home" in f.data]
    for key, role in (("smm", "source"), ("cru", "source"), ("miit", "authority"), ("ndrc", "authority")):
        assert firms[key].data["role"] == role


FIRMS = [
    ("⟦Xinjiang Dongfang hope|East Hope⟧ 800000 tons", "a translated name"),
    ("⟦Dongfang hopes|East Hope⟧ to build", "a name with a verb's ending"),
    ("在⟦东方希望|East Hope⟧集团", "a Chinese name inside a longer one"),
    ("⟦Shandong Weiqiao entrepreneurship Group|Weiqiao⟧ Co., Ltd.", "pioneering as entrepreneurship"),
    ("⟦China Hongqiao|China Hongqiao⟧ near Hongqiao airport", "a firm and an airport"),
    ("a hydro plant for ⟦Hydro|Norsk Hydro⟧", "water power is no firm"),
    ("⟦Alba|Aluminium Bahrain (Alba)⟧'s sixth line; press metal parts", "words of their own in small letters"),
    ("a century of trade, ⟦Century Aluminum|Century Aluminum⟧", "a century is no firm"),
    ("Yunnan aluminum output; ⟦Yunnan Aluminum|Yunnan Aluminium⟧ said", "a province's metal is no firm"),
    ("China aluminium output; Chinese aluminium prices", "a country's metal is no firm"),
    ("a Chinese aluminum company, Shandong innovation-driven growth, northwest aluminum makers, the harbor", "words of any firm"),
    ("Portland cement, trimmed, crown, vale, ball, novel is", "words that only look like firms"),
]


@pytest.mark.parametrize(("marked", "why"), FIRMS, ids=[why for _, why in FIRMS])
def test_firms_of_the_package(marked: str, why: str) -> None:
    wanted = [tuple(part.split("⟧")[0].split("|")) for part in marked.split("⟦")[1:]]
    text = "".join(part.split("|")[0] + part.partition("⟧")[2] if i else part for i, part in enumerate(marked.split("⟦")))
    assert [(text[t.start : t.end], t.entry.name) for t in load().find(text, ("companies",))] == wanted, why


PLACES = [
    ("Shanxi and Shaanxi, Henan and Hainan Island", ["Shanxi", "Shaanxi", "Henan", "Hainan"], "near names"),
    ("Jilin City in Jilin", ["Jilin City", "Jilin"], "a city named as its province"),
    ("around Tianjin, Beijing and Hebei", ["Beijing-Tianjin-Hebei"], "an area printed as its parts"),
    ('"2+26" cities of the Fenwei Plain', ["2+26 cities", "Fenwei Plain"], "areas of the winter plans"),
    ("Inner Mongolia, not Mongolia", ["Inner Mongolia", "Mongolia"], "a region named as a country"),
    ("Guinea-Bissau, Equatorial Guinea, guinea pigs, Guinea", ["Guinea-Bissau", "Equatorial Guinea", "Guinea"], "four guineas"),
    ("tell us of the US, priced in US dollars; turkey in Turkey", ["United States", "Turkey"], "words and currencies"),
    ("a smelter in Georgia", [], "a name of two places with nothing to tell them apart"),
    ("a mill in Georgia, in the U.S.", ["Georgia", "United States"], "the state"),
    ("Greensboro, Georgia", ["Greensboro"], "a town with its state"),
    ("on the Shanghai Futures Exchange", [], "an exchange is no place of production"),
]


@pytest.mark.parametrize(("text", "names", "why"), PLACES, ids=[why for *_, why in PLACES])
def test_places_of_the_package(text: str, names: list[str], why: str) -> None:
    assert [t.entry.name for t in load().find(text, ("regions",))] == names, why


def test_every_list_of_words_has_a_reason_with_an_example_and_a_rule_that_names_it() -> None:
    lists = tomllib.loads(vocabulary.HOME.read_text("utf-8"))
    code = "".join(path.read_text("utf-8") for path in vocabulary.HOME.parent.glob("*.py"))
    assert set(re.findall(r"""(?:either|listed)\(["'](\w+)["']\)""", code)) == set(lists)
    for name, entry in lists.items():
        assert set(entry) == {"words", "why"} and '"' in entry["why"], name
        assert len(set(entry["words"])) == len(entry["words"]), name


def test_the_other_name_in_brackets_is_no_part_of_a_form() -> None:
    assert not [e.name for e in load().entries["companies"].values() if "(" in e.name and e.name in e.forms]
