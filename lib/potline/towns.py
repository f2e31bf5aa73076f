"""Places that no lexicon has, by their form and by their name where it stands again: "Huiguo Town", "Kendallville, Ind.", "its Mead smelter"."""

from __future__ import annotations

import re

from potline import vocabulary
from potline.lexicon import Lexicon, Term
from potline.places import HEAD, Where, where
from potline.scan import STATES, Sentence

# "Gongyi National Economic and Technological Development Zone": kinds of zones, no part of the name before them
_KIND = r"(?i:national|provincial|economic|industr(?:ial|y)|techn\w+|development|export|processing)"
_KIND_BEHIND = rf"(?:{_KIND}|(?i:high|hi|tech|free|trade))"
_ZONE = (
    rf"(?:(?:{_KIND_BEHIND}|[Nn]ew)(?:,? (?:and|&) |[ -]))*?"
    r"(?i:(?:industr(?:ial|y)|development|tech(?:nology)?|free|trade|processing) (?:zone|park|estate)|development area)"
)
_TOWN = re.compile(
    r"\b(?!(?:The|This|That|These|Each|Every|Another|Nearest|Last|Next|Both|All|No|Its|Their|Our|In|At|One|Two|Three|Four|Five|Six|Twelve|An?)\b)"
    rf"(?!{_KIND}\b)([A-Z][a-z]+(?:['’][a-z]{{2,}})?(?: (?!{_KIND_BEHIND}\b)[A-Z][a-z]+)?) (?:[Tt]own|[Cc]ounty|[Dd]istrict"
    rf"|[Tt]ownship|[Vv]illage|[Bb]anner|[Pp]rovince|Governorate|Parish|{_ZONE})\b"
)
_STATE = re.compile(rf"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?), (?:{STATES})\b\.?")
_AT = re.compile(
    r"\b(?:[Aa]t|[Ii]n|[Nn]ear|[Aa]round|[Oo]utside"
    r"|(?:smelter|refinery|plant|works|mill|mine|port|town|village|province|city|county|state|municipality)s?\sof)\s"
    r"((?:St\.?\s|Mt\.?\s|San\s|Al\s|Port\s|New\s)?[A-ZĐÅÖÉ][a-zà-ÿø]{3,}"
    r"(?:(?:\s|-)(?:(?:nad|de|do|da|la|al|el|sur|am|upon)\s)?[A-Z][a-zà-ÿø]+)?)"
    r"(?=[.,;)]|\s[a-z(]|$)"
)
# "Alcoa's Intalco plant", "Reynolds' Longview smelter", "the Bel Air mine": what stands between a firm or an article and the plant
_PLANT = re.compile(
    r"(?:(?<=[A-Za-z])['’]s?|\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]t|[Oo]ld|[Ii]dled?|[Cc]losed))\s"
    r"(?!(?:New|Old|Largest|Biggest|Primary|Second|First|Only|Main|Former|Own|Alumini?um|Company|Group)\b)"
    r"([A-Z][a-zà-ÿø]{3,}(?:[ -][A-Z][a-zà-ÿø]+)?|[A-Z][a-zà-ÿø]{1,2}[ -][A-Z][a-zà-ÿø]{2,})"
    r"(?=\s(?:(?:smelt|foil|hot|rolling|alumina|bauxite)\w*\s)?(?:smelter|refinery|plant|works|mill|mine|mines|foundry|pier|port)\b)"
)
# "Hannibal, Ohio" before a place that is known; "GOLDENDALE (AP) --", "KIDRICEVO, Slovenia, Sept 30 -": the town of a dateline
_BEFORE_ITS_PLACE = re.compile(r"\b[a-z]+\)? ([A-Z][a-zà-ÿø]+(?:[ -][A-Z][a-zà-ÿø]+)?), (?:\w+ )?$")
_SENT_FROM = re.compile(r"^\W*([A-Z]{3,}(?:[ -][A-Z]{3,})?)(?=,\s(?:[A-Z][\w.]+,?\s)?(?:[JFMASOND][a-z]{2}|\d|--?|—)|\s?\(|\s?(?:--|—|–|- ))")
# what a wire puts in a dateline's place
_LABELS = set(
    "EXCLUSIVE FACTBOX UPDATE CORRECTED FOCUS TABLE HIGHLIGHTS BREAKING ANALYSIS PREFECTURE NEWS INTERVIEW TIMELINE RPT WRAPUP LAYOFFS LAYOFF CLOSURE"
    " CLOSURES CLOSING STRIKE LOCKOUT CORRECTION EARNINGS RESULTS MARKETS METALS PRICES ALUMINUM ALUMINIUM ALUMINA BAUXITE SCRAP".split()
)
_KIND_OF_TOWN = re.compile(r" (?:Town|County|District|Township|Village|Banner|Province|Parish|Governorate)$")
_LIES = re.compile(r",?\s(?:in\s)?(?:the\s)?(?:\w+(?:ern|east|west)\s)?")
_WORD = re.compile(r"(?<![\w-])\w+")
_ALONE = re.compile(r"(?![\w-]|\s[A-Z][a-z]+ (?:Ltd|Inc|Corp|Co)\b)")
_IN_A_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Messrs)\.?\s$|[a-z] [A-Z][a-z]+ $")
_NO_TOWN = frozenset(vocabulary.listed("no_towns"))


def towns(row: Sentence, home: tuple[Where, ...], lexicon: Lexicon, taken: list[tuple[int, int]]) -> list[tuple[int, int, Where]]:
    """Places that no lexicon has, by their form: "Huiguo Town", "Kendallville, Ind."; else they lie where the article is."""
    base = home[0] if home else Where("", "", "")
    sure = [(m, _beside(row, m.end(1), lexicon) or Where("United States", "", "US")) for m in _STATE.finditer(row.text)]
    found = [(m, _beside(row, m.end(), lexicon) or base) for m in _TOWN.finditer(row.text)]
    for m in (*_AT.finditer(row.text), *_PLANT.finditer(row.text)):
        near = next((t for t in row.of("regions") if t.weak and t.entry.data.get("level") == "country"), None)
        found.append((m, _beside(row, m.end(1), lexicon) or (where(near, lexicon) if near else base)))
    for t in row.of("regions"):
        named = not t.weak and not row.text.startswith(("'s", "’s"), t.end - row.start)  # not "Zhongwang, China's largest extruder"
        if named and (m := _BEFORE_ITS_PLACE.search(row.text, 0, t.start - row.start)):
            sure.append((m, where(t, lexicon)))
    if row.paragraph <= HEAD and (m := _SENT_FROM.match(row.text)) and m[1] not in _LABELS:
        found.append((m, _beside(row, m.end(1), lexicon) or base))
    return [*_free(row, sure, []), *_free(row, found, [*taken, *((row.start + m.start(1), row.start + m.end(1)) for m, _ in sure)])]


def _free(row: Sentence, found: list[tuple[re.Match[str], Where]], taken: list[tuple[int, int]]) -> list[tuple[int, int, Where]]:
    """Of the towns of a sentence those that are nothing else, in order; one before its state may be a firm's short name besides."""
    known = _taken(row, taken)
    out: dict[int, tuple[int, Where]] = {}
    for m, w in found:
        start, end = row.start + m.start(1), row.start + m.end(1)
        if m[1] != "City" and not any(s < end and e > start for s, e in known) and not _NO_TOWN.intersection(m[1].split()):  # "City of Commerce"
            name = _KIND_OF_TOWN.sub("", m.group(1))
            name = name.removesuffix(" City") if w.code.startswith("CN") else name
            out.setdefault(start, (end, Where(w.region or name, name, w.code, True)))
    return [(s, e, w) for s, (e, w) in sorted(out.items())]


def _taken(row: Sentence, more: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What a sentence has of places, firms, goods and times, and what is taken besides."""
    return [(t.start, t.end) for kind in ("regions", "companies", "products") for t in row.of(kind)] + [(w.start, w.end) for w in row.whens] + more


def again(row: Sentence, known: dict[str, Where], opened: dict[str, list[str]], taken: list[tuple[int, int]]) -> list[tuple[int, int, Where]]:
    """The towns of an article that a sentence names once more without their form: "made Malvern one of the best plants". `opened` has the
    names by their first word; one in a longer name, or a person's, is none.
    """
    spans = ((at.start(), at.start() + len(name), name) for at in _WORD.finditer(row.text) for name in opened.get(at[0], ()))
    alone = [(s, e, name) for s, e, name in spans if row.text[s:e] == name and _ALONE.match(row.text, e) and not _IN_A_NAME.search(row.text[:s])]
    busy = _taken(row, taken) if alone else []
    return [(row.start + s, row.start + e, known[name]) for s, e, name in alone if not any(a < row.start + e and b > row.start + s for a, b in busy)]


def _beside(row: Sentence, at: int, lexicon: Lexicon) -> Where | None:
    """Where the place lies that stands right behind: "Majiang county in Guizhou"."""
    near = next((t for t in row.of("regions") if t.start - row.start >= at and _lies(row.text[at : t.start - row.start], t)), None)
    return where(near, lexicon) if near else None


def _lies(gap: str, t: Term) -> bool:
    """Whether what stands between a town and a place says that the one lies in the other; ", Ark." brings its own comma."""
    return bool(_LIES.fullmatch(gap)) if gap else t.form.startswith(",")
