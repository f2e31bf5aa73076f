"""Unit words and count nouns: which the lexicon holds, and the noun that a number counts, adjectives in between."""

from __future__ import annotations

import functools
import re

from potline.coins import CURRENCIES
from potline.lexicon import Entry, Lexicon
from potline.numerals import WORDS, Amount
from potline.vocabulary import either, listed

SPACES = re.compile(r"\s+")
_CODE = re.compile("[A-Z]{3}")  # of money, also behind a sum: "81 billion VND"
BRACKETED = re.compile(r"\s\((?:mt|MT|kt|t|tonnes|tons)\)")  # "4,576 (mt) more"
STOP = frozenset(listed("no_counted_nouns"))
# "made 50,000 tonnes a year earlier" has no rate
_NOT_AGO = (
    r"(?!(?:(?<=a year)(?<!half a year)|(?<=\ba month)|(?<=\ba day))"
    r"\s(?:ago\b|before(?=\W*$|[.,;:)]|\sand\b)|(?:earlier|later)\b(?!\s(?:this|in|on)\b)))"
)
VERBS = frozenset(listed("no_plurals"))


@functools.lru_cache(maxsize=8)
def units(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, Entry], dict[str, Entry]]:
    """The pattern of unit words, and their entries by printed form where case matters, and by lower-case form."""
    codes = {c: Entry("units", c, unit, (c,), {"class": "money", "case": True}) for c, unit in CURRENCIES.items() if _CODE.fullmatch(c)}
    exact = codes | {f: e for e in lexicon.entries["units"].values() for f in e.forms if e.data.get("case")}
    lower = {f.lower().replace("-", " "): e for e in lexicon.entries["units"].values() for f in e.forms if not e.data.get("case")}
    forms = sorted({*exact, *lower}, key=len, reverse=True)
    body = "|".join(re.escape(f).replace("\\ ", r"[-\s]") for f in forms)
    return re.compile(rf"(?P<gap>\s?-?\s?)(?P<unit>{body})(?:(?<=[%％])|(?![A-Za-z])){_NOT_AGO}", re.IGNORECASE), exact, lower


@functools.lru_cache(maxsize=8)
def _nouns(lexicon: Lexicon) -> re.Pattern[str]:
    """The pattern of count nouns, the longest form first."""
    forms = sorted({f for e in lexicon.entries["units"].values() if e.data["class"] in COUNTED for f in e.forms}, key=len, reverse=True)
    return re.compile(rf"(?P<unit>{'|'.join(re.escape(f).replace(chr(92) + ' ', '[-' + chr(92) + 's]') for f in forms)})(?![A-Za-z])", re.IGNORECASE)


def unit_entry(form: str, lexicon: Lexicon) -> Entry | None:
    """The unit that a printed form names; case decides between "Mt" and "mt"."""
    _, exact, lower = units(lexicon)
    form = SPACES.sub(" ", form)
    return exact.get(form) or lower.get(form.lower().replace("-", " "))


@functools.lru_cache(maxsize=8)
def _verbs(lexicon: Lexicon) -> frozenset[str]:
    """Single words that tell what happened or which way it went: no count nouns."""
    return frozenset(
        f.lower() for kind in ("events", "directions", "measures") for e in lexicon.entries[kind].values() for f in e.forms if " " not in f
    )


COUNTED = ("enterprise", "people", "count", "piece", "inspection", "case", "pot")
_NEXT = re.compile(r"(?:[\s-]+|(?<=\d)(?=[a-z]{4}))((?:[A-Za-z][\w.&'’]*-?)+)")
_OF_ITS = re.compile(
    r"\s(?:of\s(?:its|their|his|our|the|these|those|such|[A-Z]\w+['’]s|them)|many"
    r"|odd|such|laid[- ]off|other|more(?!\sthan)|or so|or more|plus)\s(?=[a-z])|\s?\+\s(?=[a-z])"
)
_OF_KA = re.compile(r"(?:\s?[x×])?\s?(?:\d{2,3}\s?(?:[kK][aA]|cl|ml)|\d{3,4}\s?mm)\s")  # "236 x 240 kA cells", "112 200 kA pots"
_PLURAL = re.compile(r"[\s-](?:of\s)?(?:(?:[a-z]|[A-Z][a-z]+-)[a-z-]+\s){0,2}?(?P<noun>[a-z][a-z-]*(?:[^\W\dsu]|[lnrt]u)s|[A-Z]{2,5}s)\b(?![-'’])")
_GOODS_OF = re.compile(
    rf"(?:[\s-](?!of\b)[a-z]+){{0,3}}?[\s-](?P<noun>{either('goods_by_the_piece')})(?=\s(?:\w+\s){{0,2}}(?:projects?|plants?|lines?|factory|works|workshop|base)\b)"
)
_TO, _RUN = re.compile(r"\s(?:to|up|out)\b"), ("operating", "running", "working", "idle", "idled")
_CAN = re.compile(r"\s(?:sheet|stock|plants?|makers?|lines?|body|end|lid)\b")
_NOUN = re.compile(r"\s?(?:[,.;:)]|of\b|in\b|at\b|from\b|since\b|were\b|are\b|have\b|had\b)")  # "two spills of caustic"
_SINGULAR = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", ""))


def counted(text: str, start: int, end: int, worth: float, lexicon: Lexicon, word: bool, scale: float) -> Amount:
    """The amount with its count noun, adjectives in between: "167 aluminum alloy ingot enterprises", "three of its refineries"."""
    if worth >= 1e4 and (goods := _GOODS_OF.match(text, end)):  # "a 3 million automobile wheel project"
        return Amount(start, goods.end(), worth, worth, scale, "piece", "piece", "", goods["noun"], end, word)
    best: tuple[Entry, int, str] | None = None
    of = _OF_ITS.match(text, end) or _OF_KA.match(text, end)
    pos = first = of.end() - 1 if of else end
    nouns = _nouns(lexicon)
    for _ in range(7):
        m = _NEXT.match(text, pos)
        if not m or "\n\n" in m.group() or ("\n" in m.group() and best):
            break
        noun, token = nouns.match(text, m.start(1)), m.group(1).strip(".'’-")
        if noun and best and noun["unit"] == "set" and _TO.match(text, noun.end()):
            break  # "four plants set to open"
        if noun and text[noun.end() : noun.end() + 2] not in ("'s", "’s") and (entry := unit_entry(noun["unit"], lexicon)):
            best, pos = (entry, noun.end(), noun["unit"]), noun.end()
            continue
        if token.lower() == "can" and _CAN.match(text, m.end()):
            pos = m.end()
            continue
        joined = token.lower() == "and" and pos > end and not best and not text[pos - 1 : pos + 1].startswith("s")
        if joined:  # "96 profile and melting-casting factories"
            pos = m.end()
            continue
        owner = m.group(1).endswith(("'s", "’s"))
        stops = token.lower() in WORDS or (token.lower() in STOP and not (token in _RUN and pos == first))
        if best or owner or stops or (m.group(1)[-1] == "." and len(token) > 3):
            break
        plain = unit_entry(token, lexicon)
        if plain and plain.data["class"] in ("mass", "percent", "money"):
            break
        pos = m.end()
    if best is None:
        return _plural(text, Amount(start, end, worth, worth, scale, "", "", "", "", end, word), _verbs(lexicon))
    entry, stop, noun = best
    if entry.key in ("set", "unit_sold"):
        entry, noun = _sets_of(text, start, stop, lexicon) or (entry, noun)
    if entry.key in ("set", "unit_sold", "person") and worth >= 1000 and noun.lower() in ("sets", "units", "bodies"):
        entry = unit_entry("pieces", lexicon) or entry  # goods by the thousand, not equipment
    if noun.lower() == "hands" and _TRADED.search(text, max(0, start - 100), stop + 40):
        return Amount(start, stop, worth, worth, scale, "other:lot", "count", "", noun, end, word)
    two = re.compile(r"\s(in charge)\b").match(text, stop)
    return Amount(start, two.end() if two else stop, worth, worth, scale, entry.name, entry.data["class"], "", noun, end, word)


_TRADED = re.compile(  # of which translators count hands: "positions decreased by 1,140 hands"
    r"\b(?:open interest|futures|the close|(?:long|short|net|open) positions?|warrants|main contract"
    r"|positions? (?:(?:de|in)creas\w+|declin\w+|dropped|fell|rose))\b", re.I
)
_OF_WHAT = re.compile(r"\sof\s(?:[\w.&-]+\s){0,3}?(?P<noun>cells?|pots?|furnaces|(?:rolling |foil )?mills|lines|presses|machines)\b")
_WHAT = re.compile(r"\b(?P<noun>cells|pots|furnaces)(?:\s[a-z]+){0,2}?(?:,|\s(?:are|were|is|was|has|have|of))?\s$")


def _sets_of(text: str, start: int, stop: int, lexicon: Lexicon) -> tuple[Entry, str] | None:
    """What sets are of, in the words of translators: "300 sets of 600 kA cells", "melting furnaces 47 sets"."""
    m = _OF_WHAT.match(text, stop) or _WHAT.search(text, max(0, start - 40), start)
    entry = (unit_entry(m["noun"], lexicon) or unit_entry(m["noun"] + "s", lexicon)) if m else None
    return (entry, m["noun"]) if m and entry and entry.data["class"] in ("pot", "count") else None


def _plural(text: str, a: Amount, verbs: frozenset[str]) -> Amount:
    """The amount with a plural noun that no lexicon holds: "17 storage sheds" counts `other:shed`."""
    m = _PLURAL.match(text, a.end)
    between = m.group().replace("-", " ").split() if m else []
    if (
        not m
        or a.low < 2
        or a.low != int(a.low)
        or m["noun"] in VERBS
        or (len(between) == 1 and m["noun"] in verbs and not _NOUN.match(text, m.end()))
        or any(w in STOP or w in WORDS or w.endswith(("ly", "ed")) for w in between if w != "of")
    ):
        return a
    ending, other = next((e, o) for e, o in _SINGULAR if m["noun"].endswith(e))
    return a._replace(end=m.end(), unit="other:" + m["noun"].removesuffix(ending) + other, kind="count", noun=m["noun"])
