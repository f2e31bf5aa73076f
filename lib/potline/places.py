"""Where a claim holds: the most specific printed place of its clause, of its owner, of its antecedent."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from potline import vocabulary
from potline.lexicon import Entry, Lexicon, Term
from potline.scan import Scan, Sentence

FINE = ("prefecture", "county", "city")
# "SHANGHAI, Jan 19 (SMM)", "PERTH (Jan. 9) -", "Bhubaneswar, Nov 10:": where a report was sent from is not where it happened
HEAD = 4  # paragraphs, the headline among them, in which a place in capitals before a dash is where the report was sent from, not a label
_FIRST = 8  # sentences that may have the dateline
_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATELINE = re.compile(
    rf"^\W*(?:[A-Z][A-Za-z.]+(?:[ /-][A-Z][A-Za-z.]+)?)(?:,\s[A-Z][\w.]+)?,?\s?\(?(?:{_MONTH}[a-z]*\.?\s\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})"
    r"|^\W*[A-Z][A-Za-z.]+\s?\((?:SMM|Reuters|Xinhua|Bloomberg|AP|PTI|Yicai|Metal)"
)
_CAPITALS = re.compile(r"^\W*[A-Z]{3,}(?:\s[A-Z]{3,})?(?:,\s[A-Z][\w.]+)?\s?(?:\(|--|—|–|-\s|:)")
_NO_PLACE = re.compile(
    r"^(?:['’]s\s(?:\w+[- ])?(?:largest|biggest|top|leading|first|second|third|main|state|ministry|National|Ministry|cabinet)|\$"
    r"|-(?:based|listed|backed|born)|\s(?:dollars?|Metal Exchange|Futures|Stock Exchange|cents|Securities))"
)
# "Beijing puts the brake on": the government, not the city; "the Chinese producer": where a firm is from
_STANDS_FOR = re.compile(
    r"^\s(?:puts|says|said|orders|ordered|wants|tells|told|moves|moved|vows|steps|tightens|blames|pledged|asks|urges|launched"
    r"|has (?:ordered|told|asked|pledged))\b"
)
_SURNAME = re.compile(rf"\b(?:{vocabulary.either('surnames')}) $")  # "Wang Dehui said"
_BASED = re.compile(r"\s?[-‐‑–]\s?based\b")
_DESKS = frozenset(word.lower() for word in vocabulary.listed("desks"))
_SEATS = {"beijing", "moscow", "jakarta", "delhi", "brussels"}  # of governments
_RULES = re.compile(
    r"^(?:['’]s (?:drive|campaign|crackdown|curbs?|ban|push|polic\w+|orders?|efforts?|government|clampdown|decision)"
    r"|\s(?!does|has\b)[a-z]{3,}(?:s|ed|de)\b)"
)
# in a line of meta "Neuss (12.05.2004)", "Columbia Falls, Montana | March 5", but not "By John London, Staff Writer"; "Gladstone Observer"
_DATED = re.compile(rf"(?:,\s[A-Z][\w.]+)?[,.]?\s?[(|/–—-]?\s?(?:\d|{_MONTH}[a-z]*\.?\s\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\n|$)")
_PAPER = re.compile(
    r"\s(?:Metal Bulletin|(?:Evening\s|Morning\s)?(?:Daily|Observer|Times|Post|Chronicle|Herald|Gazette|Tribune|Star|Press|Journal|News|Evening))\b"
)
_WRITER = re.compile(r"\b(?:[Bb]y(?:\s[A-Z][\w'’-]+){0,2}|[Ii]n|[Ff]rom|[Oo]ur|[Oo]f|[Oo]n)\s$")
# who speaks or writes from there
_SPEAKS = re.compile(
    r"^(?:-based)?\s(?:trader|analyst|broker|brokerage|consultant|consultancy|correspondent|desk|bourse|paper|newspaper|daily|office|court)s?\b|^['’]?s?\s(?:commercial|district|high|supreme|federal)\scourts?\b"
)
_FROM_THERE = re.compile(
    r"^[- ](?:producer|company|firm|group|maker|owner|smelter group|giant|conglomerate|trader|investor|parent|miner|buyers?|government"
    r"|law|rules?|officials?|customs|consultancy|analysts?)\b"
)
_ABROAD = re.compile(
    r"\b(?:[Ii]mport(?:ed|s)? from|[Ii]mported (?:bauxite |ore )+from"
    r"|[Bb]ought (?:it )?(?:in|from)|made in|[Ee]xport(?:ed|s)? to|higher than|lower than|cheaper than"
    r"|trucks from|supplies from|arrivals from|shipped to|sent to|go(?:es)? to|all of it to|travels? to|(?:told|said)(?: \w+)? in"
    r"|bound for|cargoes to|equipment from|technology from|[Oo]utside(?: of)?"
    r"|[Ee]xcluding|[Ee]x-?|[Aa]part from|[Ee]xcept(?: for)?|rest of|compared (?:with|to)|CIF"
    r"|(?:Inc|Corp|Co|Ltd|Company)\.? of|headquartered in|[Bb]ased in|listed in|incorporated in|based)\s(?:the\s)?$"
)
# "the mills were built by Danli Machines of Germany", not "ordered by the government of Henan"
_MAKER = re.compile(
    r"\b(?:built|supplied|made|delivered|designed|manufactured|bought|ordered) (?:by|from) (?:the )?(?:[A-Z][\w&.’'-]* ){1,6}(?:of|from) $"
)
# "the Brazilian state of Para", "the southwestern province": not a place by itself
_INNER = re.compile(r"\s(?:\w+ern )?(?:state|province|region|city|town|port|island) of\s[A-Z]")
_SIDE = re.compile(r"\s(?:province|region|city|county|state|municipality)\b(?! of)")
# "using Guinea bauxite"
_USES, _ORE = re.compile(r"\b[Uu]s(?:e[sd]?|ing)\s(?:\w+ed\s)?$"), re.compile(r"\s(?:bauxite|ore)\b")
# "the second largest wheel maker in Europe": how great a firm is, not where it built
_RANKED = re.compile(
    r"\b(?:largest|biggest|leading|top|number one)\s(?:[\w-]+\s){0,3}(?:makers?|producers?|company|firm|group|supplier|manufacturer|miner|extruder"
    r"|recycler|player|exporter)\s(?:in|of)\s(?:the\s)?$"
)
_JOINT = re.compile(
    r"(?:\s\([^()\d]{2,30}\))?"  # "Sao Luis (Alumar) and Pocos de Caldas"
    r"\s?(?:,|and|, and|&|/|、|-|or|as well as|,? in|,? in the|,? in the \w+ state of|province of|of|'s|’s|\()\s?|'s |’s |,? (?:city "
    r"|county |prefecture )?(?:in|of) (?:the )?(?:southwestern |eastern |western |northern |southern |northwestern |northeastern "
    r"|central |southwest |northwest |coastal )*"
)
_MONEY = {
    "CNY": "CN", "INR": "IN", "RUB": "RU", "NOK": "NO", "SEK": "SE", "BRL": "BR", "ZAR": "ZA", "JPY": "JP", "MYR": "MY", "IDR": "ID", "AED": "AE",
    "BHD": "BH", "QAR": "QA", "SAR": "SA", "GHS": "GH", "KRW": "KR", "TRY": "TR", "ISK": "IS", "UAH": "UA", "KZT": "KZ", "EGP": "EG",
}  # countries of which an article may speak without naming them


class Where(NamedTuple):
    """A province or country, the place as it is printed, the ISO code of the first, and whether the place is a city or county."""

    region: str
    place: str
    code: str
    fine: bool = False


def _plain(words: str) -> str:
    """Words in lower case and without accents: "São Luís" and "Sao Luis" are one."""
    return "".join(ch for ch in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(ch))


def _shown(t: Term, words: str) -> str:
    """A place as it is printed; of a city the name alone."""
    name = t.entry.name
    if t.entry.data.get("level") not in FINE or not words:
        return words.strip(", ").removeprefix("state of ") or name  # ", La."
    if words[0].islower():
        return name  # "the guests", as a machine puts Laibin
    words = words.strip(", ").split(",")[0]
    if _plain(words) == _plain(name):
        return words
    return name if words.lower().startswith(name.lower()) else words


def where(t: Term, lexicon: Lexicon, text: str = "") -> Where:
    """The province or country that a place lies in, and the place as `text` prints it; an area within one of more provinces lies in that."""
    e = t.entry
    inside, area = _around(e, lexicon), lexicon.entries["regions"].get(str(e.data.get("within", "")))
    if area and (e.data.get("level"), area.data.get("level"), inside.data.get("level")) == ("area", "area", "country"):
        return Where(area.name, text[t.start : t.end] or e.name, str(inside.data.get("code", "")))
    if inside.data.get("level") in ("province", "country"):
        return Where(inside.name, _shown(t, text[t.start : t.end]), str(inside.data.get("code", "")), e.data.get("level") in FINE)
    return Where(e.name, text[t.start : t.end] or e.name, str(e.data.get("code", "")))


def _around(e: Entry, lexicon: Lexicon) -> Entry:
    """The province or country of an entry; the entry where the lexicon knows none."""
    table = lexicon.entries["regions"]
    for _ in range(4):
        up = table.get(str(e.data.get("within", "")))
        if up is None or e.data.get("level") in ("province", "country"):
            break
        e = up
    return e


def home(key: str, lexicon: Lexicon) -> Where:
    """Where an entry of the lexicon lies that another entry names as its home."""
    e = lexicon.entries["regions"][key]
    inside = _around(e, lexicon)
    return Where(inside.name, e.name, str(inside.data.get("code", "")), e.data.get("level") in FINE)


def _dateline(row: Sentence) -> re.Match[str] | None:
    """What opens a sentence like a dateline: a place with a day or an agency, or one in capitals before a dash."""
    return _opening(row.text, row.paragraph <= HEAD)


@lru_cache(maxsize=64)  # asked again for each claim of a sentence
def _opening(text: str, capitals: bool) -> re.Match[str] | None:
    return _DATELINE.match(text) or (_CAPITALS.match(text) if capitals else None)


def _sent(row: Sentence, t: Term) -> bool:
    """Whether a place stands in a dateline."""
    head = _dateline(row)
    return bool(head) and t.start - row.start < min(head.end(), 30)


def desk(w: Where) -> bool:
    """Whether agencies sit in a town: as the dateline alone it is not where things happen."""
    return _plain(w.place) in _DESKS


def named(row: Sentence, towns: Sequence[tuple[int, int, Where]] = ()) -> list[Term]:
    """The places of a sentence but those that say only where a firm sits, or a town: "Pittsburgh-based Alcoa", ", Ill." in "Zion, Ill."."""
    ends = {end for _, end, _ in towns}
    return [t for t in row.of("regions") if not _seat(row, t) and not (t.start in ends and t.form.startswith(",")) and not _person(row, t)]


def _seat(row: Sentence, t: Term) -> bool:
    """Whether a place is none by itself: "Pittsburgh-based Alcoa", "Japan Metal Bulletin", "the Brazilian state of Para", "the eastern province"."""
    at = t.end - row.start
    side = t.form[0].islower() and _SIDE.match(row.text, at)
    return bool(side or _BASED.match(row.text, at) or (not row.title and _PAPER.match(row.text, at)) or (t.weak and _INNER.match(row.text, at)))


def _person(row: Sentence, t: Term) -> bool:
    """Whether a town of China is somebody's given name: "Wang Dehui said"."""
    return t.entry.data.get("level") in FINE and bool(_SURNAME.search(row.text, max(0, t.start - row.start - 12), t.start - row.start))


def printed(row: Sentence, inside: list[tuple[int, int]]) -> list[Term]:
    """The places of a sentence outside firms' names, datelines and bases left out."""
    out, away = list[Term](), None  # the last place that goods come from or go to
    firms = [(t.start, t.end) for t in row.of("companies") if not t.entry.data.get("role")]
    for t in row.of("regions"):
        if t.entry.data.get("level") == "country" and any(s <= t.start and t.end <= e for s, e in firms):
            continue
        at = t.start - row.start
        if any(s <= t.start < e for s, e in inside) or _NO_PLACE.match(row.text[t.end - row.start :]) or t.entry.name.startswith(("World", "2+26")):
            continue
        after = row.text[t.end - row.start :]
        if (t.entry.key in _SEATS and _RULES.match(after)) or _SPEAKS.match(after) or _seat(row, t) or _person(row, t):
            continue
        if (t.entry.key == "beijing" and _STANDS_FOR.match(after)) or (t.weak and _FROM_THERE.match(after)):
            continue
        if _sent(row, t):
            continue
        if _abroad(row.text[max(0, at - 120) : at], after) or (away and _level(away) == _level(t) and _side_by_side(row, away, t)):
            away = t
            continue
        if _RANKED.search(row.text, max(0, at - 200), at) or _MAKER.search(row.text, max(0, at - 90), at):
            continue
        out.append(t)
    return out


def _level(t: Term) -> str:
    return str(t.entry.data.get("level"))


def _abroad(before: str, after: str) -> bool:
    """Whether goods only come from a place or go there: "imports from", "using Guinea bauxite"."""
    return bool(_ABROAD.search(before) and not after.startswith(", where")) or bool(_USES.search(before) and _ORE.match(after))


def country(found: Scan, lexicon: Lexicon) -> tuple[Where, ...]:
    """The country that most places of an article lie in; where it names none, that of its money, else of its authorities."""
    codes, desks = Counter[str](), Counter[str]()
    for row in found.sentences:
        for t in row.of("regions"):
            w = where(t, lexicon)
            if w.code and not _ABROAD.search(row.text[: t.start - row.start]) and not _seat(row, t):
                (desks if _sent(row, t) and desk(w) else codes)[w.code[:2]] += 1
    if any("domestic" in r.text for r in found.sentences):
        codes += desks
    money = Counter(_MONEY.get(a.unit.removeprefix("other:")[:3], "") for r in found.sentences for a in r.amounts if a.kind in ("money", "price"))
    named = (t.entry.data for r in found.sentences for t in r.of("companies") if t.entry.data.get("role") and t.entry.data.get("home"))
    seats = Counter(home(str(data["home"]), lexicon).code[:2] for data in named)  # "the EPA fined it"
    for told in (codes,) if codes else (money, seats):
        best = next((c for c, n in told.most_common(1) if n * 2 > told.total()), "")
        entry = next((e for e in lexicon.entries["regions"].values() if e.data.get("code") == best and e.data.get("level") == "country"), None)
        if entry:
            return (Where(entry.name, entry.name, best),)
    return ()


def listed(row: Sentence, best: Term, free: list[Term], lexicon: Lexicon, text: str) -> tuple[Where, ...]:
    """The place nearest to a claim with those it is listed with; of "Binzhou, Shandong" and "Jiaozuo in Henan" only the city."""
    i = free.index(best)
    low = high = i
    while low > 0 and _side_by_side(row, free[low - 1], free[low]):
        low -= 1
    while high + 1 < len(free) and _side_by_side(row, free[high], free[high + 1]):
        high += 1
    places = [where(t, lexicon, text) for t in free[low : high + 1]]
    fine = [p for p in places if p.fine]
    outer = {p.region for p in fine} | {p.code[:2] for p in places if len(p.code) > 2}
    kept = [p for p in places if p in fine or (p.region not in outer and p.code not in outer)]
    return tuple(dict.fromkeys(kept or places))


def _side_by_side(row: Sentence, a: Term, b: Term) -> bool:
    """Whether nothing but a comma, "and" or "in" stands between two places; ", Ore." brings its own."""
    gap = row.text[a.end - row.start : b.start - row.start]
    return bool(_JOINT.fullmatch(gap)) or (not gap and b.form.startswith(","))


def lead(found: Scan, lexicon: Lexicon, text: str) -> tuple[Where, ...]:
    """The first place that the body speaks of in its first two sentences."""
    for row in [r for r in found.sentences if not r.title][:2]:
        free = [t for t in printed(row, []) if not t.weak]
        if free:
            return listed(row, free[0], free, lexicon, text)
    return ()


def sent_from(found: Scan, lexicon: Lexicon, text: str) -> tuple[Where, ...]:
    """The place of the dateline: it is not where things happen by itself, yet a report may be sent from where the plant is."""
    for row in found.sentences[:_FIRST]:
        for t in row.of("regions"):
            if _sent(row, t):
                return (where(t, lexicon, text),)
    for kind, start, end, _ in found.article.blocks:
        if kind == "body":
            break
        head = text[start:end] if kind == "meta" else ""
        for t in lexicon.find(head, ("regions",)):
            own = (_DATED.match(head, t.end) or _PAPER.match(head, t.end)) and not _WRITER.search(head[: t.start])
            if own and t.entry.data.get("level") != "country":
                return (where(t, lexicon, head),)
    return ()


def only(found: Scan, lexicon: Lexicon, text: str) -> dict[str, Where]:
    """For a province in which an article names just one city or county, that place."""
    fine: dict[str, set[Where]] = {}
    for row in found.sentences:
        for t in printed(row, []):
            w = where(t, lexicon, text)
            if w.fine:
                fine.setdefault(w.region, set()).add(w)
    return {region: next(iter(ws)) for region, ws in fine.items() if len(ws) == 1}
