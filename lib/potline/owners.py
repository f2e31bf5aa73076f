"""Whose a number is: firms known and unknown, and which of them a claim belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from potline.context import Context, Firm
from potline.lexicon import Lexicon, Term
from potline.places import FINE
from potline.scan import Sentence
from potline.vocabulary import either, listed

_SUFFIX = f"(?:{either('firm_suffixes')})"
_NAME = r"[A-Z][\w&'’]*(?:-(?![A-Z])[\w&'’]*)*"  # a hyphen before a capital parts two: each text is read in one way alone
_DAY_NAME = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
_SHORT = r"\s?\([A-Z]{3,6}\)"  # the letters of a name behind it
FIRM = re.compile(
    # Indonesian firms say in front that they are firms; "2 p.m. PT" is the Pacific's time
    rf"(?<![ap]\.m\. )(?<![ap]m )(?<!\d )\bPT\.? (?!{_DAY_NAME}){_NAME}(?: (?!{_DAY_NAME}){_NAME}){{0,5}}(?:{_SHORT})?"
    rf"|(?<!\d-)\b(?:St\. )?{_NAME}(?:[ -](?:and |& |of |de |do )?(?:{_NAME}|\([A-Z][a-z]+\))|\sAl\.){{0,9}}?[ -]{_SUFFIX}\b"
    rf"(?:,?\s?(?:{_SUFFIX})\b\.?|\s?\([A-Z][a-z]+\))*(?:,?\s?Co\.?,?\s?Ltd\.?)?"
    # "Sandvik Minerals Group Surinam Inc", "Slovak Alumina Refining and Marketing Company"
    rf"(?:(?:(?: {_NAME}){{1,2}}|(?: {_NAME})? and (?:{either('second_trades')})) (?:{either('legal_forms')})\b\.?)?(?:{_SHORT})?"
)
# "Will Aluminum", "At Qimei Aluminum", "Hunan's Zhenxing Alumina": what stands in a headline, or whose it is, before a name
_BEFORE_NAME = re.compile(rf".*(?:\b(?:{either('no_words_of_names')}|\w+-based)\s|(?<!People)(?<!Lloyd)(?<!Workers)['’]s\s)")
# "Laikesen holding company", "Liaoyuan Yinyuan aluminum alloy": engines leave the suffix in small letters
_SMALL = re.compile(rf"\b((?:[A-Z][a-z]+ ){{1,3}})(?:{either('small_firm_suffixes')})\b")
# "Société Minière de Boké (SMB)": initials in brackets
_INITIALS = re.compile(r"\b((?:[A-ZÀ-Ý][\w’'-]+\s(?:de\s|of\s|du\s|and\s|la\s|des\s)?){2,6})\(([A-Z]{3,6})\)")
SLOT = re.compile(r"\sof\s((?:[A-Z][a-z]+\s){1,3}[A-Z]?[a-z]*?)(?=\s?[,;.]|\sand\s|$)")
_STRIP = re.compile(rf"(?:,?\s(?:{either('dropped_endings')})\b\.?,?)+$|^The\s|['’]s$|{_SHORT}$")
_NOT_FIRM = re.compile(
    rf"^(?:China['’]?s?|{either('no_names_alone')})(?:\s(?:and\s)?(?:{_SUFFIX}|{either('no_names_alone')}))*$"
    rf"|\b(?:{either('authorities')})\b"
)
_ENDED = re.compile(rf"\b{_SUFFIX}$")
_GOODS = re.compile(
    r"(?: (?:Primary|Rolled|Bauxite|Alumin(?:i?um|a)|Metals?|Smelters?|Wheels?|Foils?|Castings?|Extrusions?))+"
    r"(?: (?:Manufacturing|Processing|Industry|Output))*"
)
_PLANT = re.compile(r"(?: Aluminum| Aluminium| Alumina)? (?:Smelter|Refinery|(?:Rolling )?Mills?)| Bauxite")
# "Xindian Aluminum deep processing Industrial Park", "Bohai Aluminum Industry Chain Development Forum", "Shengli Power Plant"
_RUNS_ON = re.compile(
    rf"\s(?:(?:(?:[a-z]+\s)?processing\s)?(?:Industr\w+\s)?(?:{either('sites_behind_names')})"
    rf"|(?:(?:and )?[A-Z]\w+\s){{0,3}}(?:{either('authorities_behind_names')})|(?<=[a-z] Power )(?:Plant|Station))\b"
)
# "Wenshan aluminum industry", "Wenshan Aluminum Producers"; but "Wenshan Aluminum Industry", "Wenshan aluminum industry Co."
_TRADE = re.compile(
    rf" (?:(?i:alumin(?:i?um|a) (?:{either('trade_of_places')}))|alumin(?:i?um|a) (?:{either('trade_in_small_letters')}))\b"
    r"(?!,?\s(?:[Cc]o|[Cc]ompany|[Gg]roup|Ltd|Limited|Corp)\b)"
)


class Known:
    """The firms that an article has named, by name; found again by the first word of the name."""

    def __init__(self) -> None:
        self.firms: dict[str, Firm] = {}
        self._opened: dict[str, list[tuple[int, str]]] = {}

    def add(self, name: str, firm: Firm) -> None:
        """Remembers a name; one that is known stays what it was."""
        word = _FIRST.match(name)
        if name not in self.firms and word and (len(name) > 4 or name.isupper()):
            self._opened.setdefault(word.group(), []).append((len(self.firms), name))
        self.firms.setdefault(name, firm)

    def names(self, text: str) -> list[str]:
        """The names whose first word stands in a text, in the order in which they became known."""
        return [name for _, name in sorted(x for word in set(_FIRST.findall(text)) for x in self._opened.get(word, ()))]


_FIRST = re.compile(r"\w+")


def firms(row: Sentence, lexicon: Lexicon, known: Known) -> list[Firm]:
    """The firms of a sentence: those of the lexicon, and capitalised names that end like a firm's; sources and authorities are none."""
    roles = [(t.start, t.end) for t in row.of("companies") if t.entry.data.get("role") or _is_trade(row, t)]
    found = [
        Firm(t.start, t.end, t.entry.name, row.text[t.start - row.start : t.end - row.start], str(t.entry.data.get("home", "")), t.entry, t.form)
        for t in row.of("companies") if (t.start, t.end) not in roles
    ]
    for start, end in _ended(row):
        printed = row.text[start - row.start : end - row.start]
        inner = [f for f in found if f.start < end and f.end > start]
        if inner:  # the lexicon's name with its suffix: "East Hope (Sanmenxia) Aluminium"
            longest = max(inner, key=lambda f: f.end - f.start)
            if len(inner) == 1 and (longest.start, longest.end) != (start, end) and longest.start == start:
                found[found.index(longest)] = longest._replace(end=max(end, longest.end), printed=printed)
            continue
        if any(s < end and e > start for s, e in roles) or _RUNS_ON.match(row.text, end - row.start) or _NOT_FIRM.search(printed):
            continue
        if any(_is_place(t, start, end, printed) or (t.start == start and _TRADE.match(row.text, t.end - row.start)) for t in row.of("regions")):
            continue
        name = canonical(printed)
        if not re.fullmatch(rf"(?:{_SUFFIX}|\s)*", name):
            found.append(Firm(start, end, name, printed, ""))
    for start, end, name in [*_small(row), *_initialled(row), *_listed_with(row), *_provincial(row, lexicon)]:
        if not any(f.start < end and f.end > start for f in found) and not any(s < end and e > start for s, e in roles):
            found.append(Firm(start, end, name, row.text[start - row.start : end - row.start], ""))
    for m in SLOT.finditer(row.text) if not row.title else ():
        start, end = row.start + m.start(1), row.start + m.end(1)
        taken = any(x.start < end and x.end > start for x in (*found, *row.of("regions"), *row.of("companies")))
        if not taken and _listed(row, start):
            found.append(Firm(start, end, m.group(1).strip(), m.group(1), ""))
    for name in known.names(row.text):  # a short form of a firm named in full before
        firm = known.firms[name]
        for m in re.finditer(rf"\b{re.escape(name)}\b", row.text):
            start, end = row.start + m.start(), row.start + m.end()
            beside = firm.entry and name != firm.name and (_AHEAD.search(row.text, 0, m.start()) or _BEHIND.match(row.text, m.end()))
            if not beside and not any(f.start < end and f.end > start for f in found):
                found.append(firm._replace(start=start, end=end, printed=name))
    return sorted(_placed(row, f) for f in found)


# "Lake Superior", "21st Century", "Superior Court"; not "The Superior plant", "At Superior"
_AHEAD = re.compile(rf"(?<!\w)(?!(?:{either('openers')}|{either('words_before_names')}) )(?:[A-Z]\w*|\d+st) $")
_BEHIND = re.compile(r" [A-Z]")


def _ended(row: Sentence) -> Iterator[tuple[int, int]]:
    """Where names stand that end like a firm's, without the words of a headline before them."""
    for m in FIRM.finditer(row.text):
        before = _BEFORE_NAME.match(m.group())
        yield row.start + m.start() + (before.end() if before else 0), row.start + m.end()


def _is_trade(row: Sentence, t: Term) -> bool:
    """Whether what is the name of a firm elsewhere is a place and its metal before words of trade: "Wenshan aluminum producers"."""
    place = next((r for r in row.of("regions") if r.start == t.start and r.end < t.end), None)
    metal = place and _TRADE.match(row.text, place.end - row.start)
    return bool(metal and t.end < row.start + metal.end())


def _is_place(t: Term, start: int, end: int, printed: str) -> bool:
    """Whether what ends like a firm's name is a place, "Nhan Co", or the goods of one, "Japan Alumina", or one of its plants, "Utah Smelter"."""
    level = t.entry.data.get("level")
    behind = _GOODS if t.weak or level in ("country", "area") else None if level in FINE else _PLANT
    return bool((behind and t.start == start and behind.fullmatch(printed, t.end - start)) or (t.end == end and _ENDED.search(printed)))


def learn(found: Sequence[Firm], known: Known, lexicon: Lexicon) -> None:
    """Adds the names of firms to what is known, and the first word that is theirs alone: "Sherwin Alumina" is "Sherwin" afterwards."""
    for f in found:
        known.add(f.name, f)
        if letters := _LETTERS_BEHIND.search(f.printed):
            known.add(letters[1], f)
        own = _own(f.name, lexicon)
        first = own[0] if own else ""
        plain = len(first) <= 4 or _PLAIN.fullmatch(first)
        short = f.entry is None or own != f.name.split() or (len(own) > 1 and all(_ENDING.fullmatch(w) for w in own[1:]))
        if not plain and short and not lexicon.find(first, ("regions", "products", "companies")):
            known.add(first, f)


def _own(name: str, lexicon: Lexicon) -> list[str]:
    """The words of a firm's name behind the place that opens it."""
    words = name.split()
    while len(words) > 1 and any(t.end - t.start == len(words[0]) for t in lexicon.find(words[0], ("regions",))):
        words = words[1:]
    return words


_LETTERS_BEHIND = re.compile(r"\(([A-Z]{3,6})\)$")
_ENDING = re.compile(_SUFFIX)
_PLAIN = re.compile(rf"{_SUFFIX}|{either('plain_words')}")


def _small(row: Sentence) -> Iterator[tuple[int, int, str]]:
    """Names with a suffix in small letters, of which something stays when places are taken away."""
    for m in _SMALL.finditer(row.text):
        start = row.start + m.start()
        own = [w for w in re.finditer(r"[A-Z][a-z]+", m.group(1)) if not any(t.start <= start + w.start() < t.end for t in row.of("regions"))]
        alone = (m.start() == 0 and m.group(1).count(" ") == 1) or all(_ENDING.fullmatch(w.group()) for w in own)
        if not alone and not _NOT_FIRM.search(m.group(1).strip()) and m.group(1).split()[0] not in _OPENERS:
            yield start, row.start + m.end(), m.group()


def _initialled(row: Sentence) -> Iterator[tuple[int, int, str]]:
    """Names whose initials follow in brackets, authorities left out."""
    for m in _INITIALS.finditer(row.text):
        heads = "".join(w[0] for w in m.group(1).split() if w[0].isupper())
        if heads == m.group(2) and not _NOT_FIRM.search(m.group(1).strip()):
            yield row.start + m.start(), row.start + m.end(), m.group().strip()


# "Jinyi with 90,000 tons", "Qimingxing holds 115,000 tons": a name in a list of firms and their amounts
_WITH = re.compile(
    r"(?:[,;:]\s|\sand\s)((?:[A-Z][a-z]{3,}\s){1,2})(?:with|holds?|has|runs?|owns?|makes?|stopped)\s(?:also\s|another\s|about\s|some\s)?(?=\d)"
)


def _listed_with(row: Sentence) -> Iterator[tuple[int, int, str]]:
    """Names of one or two words that a list gives amounts to."""
    for m in _WITH.finditer(row.text):
        start, end = row.start + m.start(1), row.start + m.end(1) - 1
        taken = any(t.start < end and t.end > start for kind in ("regions", "products", "companies") for t in row.of(kind))
        if not taken and not _NOT_FIRM.search(m.group(1).strip()) and m.group(1).split()[0] not in _OPENERS:
            yield start, end, m.group(1).strip()


def _provincial(row: Sentence, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Names of Chinese firms that stand bare behind their province: "the Hubei Hangte chassis project"."""
    for t in row.of("regions"):
        m = re.match(r"\s([A-Z][a-z]{4,})\b(?!['’]s|\s[A-Z])", row.text[t.end - row.start :])
        own = m and t.entry.data.get("level") == "province" and str(t.entry.data.get("code", "")).startswith("CN-") and not (row.title or t.weak)
        if m and own and not lexicon.find(m.group(1)) and not _PLAIN.fullmatch(m.group(1)) and not _NOT_PLACED.fullmatch(m.group(1)):
            yield t.start, t.end + m.end(), row.text[t.start - row.start : t.end - row.start] + m.group()


_NOT_PLACED = re.compile(either('no_firms_behind_provinces'))
_OPENERS = frozenset(listed("openers"))


def _placed(row: Sentence, f: Firm) -> Firm:
    """The firm with the province printed right before its name: "Shandong Weiqiao entrepreneurship Group"."""
    t = next((t for t in row.of("regions") if t.end == f.start - 1 and row.text[t.end - row.start : f.start - row.start] == " " and not t.weak), None)
    return f._replace(start=t.start, printed=row.text[t.start - row.start : f.end - row.start]) if t else f


def _listed(row: Sentence, start: int) -> bool:
    """Whether a capitalised name stands behind an amount and its product: "400000 tons of strip processing of Jinning Juke"."""
    before = [a for a in row.amounts if a.end < start and a.kind in ("mass", "piece")]
    return (
        bool(before)
        and "," not in row.text[before[-1].end - row.start : start - row.start]
        and any(before[-1].end <= t.start < start for t in row.of("products"))
    )


def canonical(printed: str) -> str:
    """A firm's name without the words every firm has.

    >>> canonical("Xindian Aluminum Co., Ltd."), canonical("Jinchuang Aluminum Industry")
    ('Xindian Aluminum', 'Jinchuang Aluminum')
    """
    name = re.sub(r"\s+", " ", printed).strip(" ,.")
    for _ in range(3):
        name = _STRIP.sub("", name).strip(" ,.")
    return name


# "Yunnan Aluminum, which is under Chinalco group", "Hirakud Rolling, a Birla company": the parent is not the owner where its unit is named
_PARENT = re.compile(rf"\b(?:{either('ties_to_parents')})\s(?:the\s)?(?:\w+\s)?$")
_CALLED = r"[A-Z(][\w.()&-]*(?:\s(?:of\s)?[A-Z(][\w.()&-]*){0,7}"
_FOUNDERS = re.compile(  # "set up by Chalco, CNMC and East Hope, it has", not "owned by Alcoa, Rusal and Hydro met"
    rf"\b(?:{either('ties_to_founders')})\s(?:the\s)?{_CALLED}(?:,\s{_CALLED}){{0,5}}(?:,?\sand\s(?:the\s)?{_CALLED})?(?=\s?[,.;:)]|$|\s(?:which|with|that|in|at)\b)"
)
_A_PARENT = re.compile(r"[A-Z][\w.()&’'-]*,\s(?:an?)\s$")  # not "Unlike Rio Tinto, the Rusal company"
_ITS_UNIT = re.compile(r"(?:['’]s)?\s(?:[Gg]roup\s)?(?:company|subsidiary|unit|affiliate|arm|firm|branch|enterprise)\b")


def owning(row: Sentence, found: Sequence[Firm]) -> list[Firm]:
    """The firms of a sentence without the parents of others in it; all where only parents are named."""
    return [f for f in found if not parent(row.text, f.start - row.start, f.end - row.start)] or list(found)


@lru_cache(maxsize=64)
def parent(text: str, start: int, end: int) -> bool:
    """Whether a name says whose unit another firm is, or who is left out."""
    before = text[max(0, start - 120) : start]
    founded = any(m.start() < start and end <= m.end() for m in _FOUNDERS.finditer(text))
    return bool(_PARENT.search(before) or founded or (_A_PARENT.search(before) and _ITS_UNIT.match(text, end)))


def main(rows: Sequence[Sentence], lexicon: Lexicon) -> tuple[Firm, ...]:
    """The firm that an article is about: named in its title or its first sentences, and by half of its mentions of firms at least."""
    found = [firms(row, lexicon, Known()) for row in rows]
    named = [f for group in found for f in group]
    counts = Counter(f.name for f in named)
    first = next((f for group in found[:3] for f in group), None)
    return (first,) if first and counts[first.name] >= 0.35 * len(named) else ()


def remember(row: Sentence, ctx: Context, found: list[Firm]) -> None:
    """Whom the next sentences may mean by "it", "the company", "both"."""
    found = owning(row, found)
    if found and not (ctx.firms and row.amounts and found[0].start > row.amounts[0].end):
        ctx.firms, ctx.group = (found[0],), tuple(_chain(row, found) or {f.name: f for f in found}.values())
    elif _placed_first(row):
        ctx.firms = ctx.group = ()  # "Xinjiang has grown": the province is "it"


def _placed_first(row: Sentence) -> bool:
    """Whether a place is the subject of a sentence: "Xinjiang has grown"."""
    return any(t.start == row.start and not t.weak and re.match(r"['’]?s?\s[a-z]", row.text[t.end - row.start :]) for t in row.of("regions"))


def _chain(row: Sentence, found: list[Firm]) -> list[Firm]:
    """The firms that stand side by side from the first on: "East Hope, Qiya and Jiarun"."""
    chain = found[:1]
    for f in found[1:]:
        if not re.fullmatch(r"\s?(?:,|and|, and|&)\s?(?:[a-z-]+\s){0,3}", row.text[chain[-1].end - row.start : f.start - row.start]):
            break
        chain.append(f)
    return chain if len(chain) > 1 else []
