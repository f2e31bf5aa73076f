"""One pass over an article: sentences, and in each the amounts, times, names and cue words, in order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date

from potline import grammar
from potline.grammar import Amount, Rule, Spans
from potline.lexicon import Lexicon, Term
from potline.model import Article
from potline.periods import When, whens

KINDS = ("products", "events", "measures", "directions", "bases", "modals", "themes", "companies", "regions")

ASIDES = (  # reason, pattern, with examples: numbers that count nothing
    ("name", Rule("plan_of_cities", r"[\"“'‘]?\s?\d\s?\+\s?\d+\s?['\"”’]?(?:\scities)?", ('"2+26" cities', "2 + 26"), ("2,600 t",))),
    ("name", Rule("plan_of_a_year", r"(?:19|20)\d\d(?=\s(?:\w+\s){0,6}(?:work\s)?(?:action\s)?(?:plan|scheme|programme|program)\s(?:for|on|of)\b)", ("2017 air pollution prevention and control work plan for",), ("2017 output",))),
    ("identifier", Rule("address", r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", ("www.a1.com",), ("at 5",))),
    ("exchange_rate", Rule("exchange", r"(?:US)?[$€£]\s?1(?:\.0+)?\s?=\s?[^)\s]+(?:\s\S?\d[\d.,]*)?(?:\s(?:yuan|rupees|rmb))?|\b1\s(?:USD|US dollar|dollar|euro|pound|yuan)\s?(?:=|equals)\s?(?:RMB\s?)?[\d.]+(?:\s\w+)?|\([^()]{0,30}\b1\s?=\s?[^()]{1,40}\)", ("$1 = 6.9 yuan", "1 USD = 6.5 yuan"), ("$1.5 million",))),
    ("identifier", Rule("stock", r"\(?\b\d{3,6}\.(?:HK|SS|SZ|SH|KS|T|NS|BO|AX|SA|L|N|O|OL)\b\)?|\b(?:SEHK|HKEX|HKG|NYSE|NSE|BSE|ASX|LSE|SHA|SHE|SZSE|SSE|Nasdaq|TSX|code|Code)\s?[::]\s?\d{3,6}\b", ("1378.HK", "601600.SS", "SHA: 601600"), ("1378 tons",))),
    ("ordinal", Rule("ordinal", r"\b\d{1,3}(?:st|nd|rd|th)\b(?:-\w+)?|\b(?i:No|number|phase|stage|unit|line|series|article|chapter|section|round|item|batch|document|circular|appendix|table|figure|potline|block|level|tier|scope|category|class|grade)\s?\.?\s?(?:#\s?)?(?:\d{1,3}|[IVX]+)(?![\d,.]?\d|\s?(?:tonnes|tons|million|%|percent|kt|mt|yuan|billion|enterprises))\b|\b(?:top|Top)[- ](?:\d+|ten|five|three|two|four|twenty|six|eight)\b", ("6th", "No. 1", "Phase 2", "top five"), ("line of 380,000", "Line 5 million"))),
    ("ordinal", Rule("ordinal_word", r"(?i:\b(?!(?<=\ba )(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:\s(?:of|less|more|from|in|to|higher|lower|above|below|since|this|last|and|as|at|on|by|each|after|because|when|while|for|off|over|under|down|up|between|or)\b|[,.;)])|(?<=\b(?:one|two)[ -])(?:third|fifth|sixth|seventh|eighth|ninth|tenth)\b)(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth)\b(?:[- ](?:largest|biggest|highest|batch|round|phase|place|time|half-year))?)", ("third batch", "second"), ("seconds", "a third of which", "one-fifth"))),
    ("ordinal", Rule("one_of", r"(?<=one of )(?:the\s)?\d{1,2}\s(?:big|largest|top|major|leading)|(?<=among )\d{1,2}\s(?:big|largest|top|major|leading)|one among \d{1,2} big", ("one of 5 big",), ("one plant",))),
    ("time", Rule("clock", r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?\b|\b\d{1,2}\s?(?:a\.m\.|p\.m\.|am|pm|o'clock|o’clock|hrs|GMT)(?!\w)|\b24[- ]hours?\b|\baround the clock\b", ("13:09", "10 a.m."), ("10 tons",))),
    ("identifier", Rule("alloy", r"(?<![\w.])#\s?\d+\b|(?<![\w.,$])\d+#|\b(?:A|AA|ADC|AC|LM|EN|ISO|IATF|GB/T|GB|YS/T|PM|AlSi|ZL|Al|SiO|CO|SO|NO|H|F|L|P|T|Fe|Si|G|COP|B|K|ME|S|MT|AP|HAL|RA|SY|GAMI|SAMI|NEUI|QY|GP|EGA|DX|C|D|R|HS|V|X|M)[- ]?\d+(?:[.-]\d+)?[A-Z]?(?:O\d)?\b(?!\s?(?:tons|tonnes|million|billion|percent|%|[mb]n|crore))|\bAl[₂2]O[₃3]|\bCO[₂2]|\bSO[₂2]|(?<![\d,.$€£₹])\b[1-8]\d{3}[- ]?(?:series|alloy|alloys)\b|\b[1-8]xxx\b|\b[56]0\d\d\b(?=\s(?:alloy|aluminium|aluminum))|\b\d+N\d?\b", ("PM2.5", "#1", "A356", "ADC12", "6063 alloy", "AP60", "ISO 14001"), ("A 356", "2.5 million", "A$500"))),
    ("identifier", Rule("code", r"\b(?:Tel|Fax|Phone|tel|QQ|ICP|hotline|Hotline|WeChat|ISSN|Doc|document|Order)\b\W{0,3}[\d() +\-]{4,}|\b(?!(?:USD|RMB|CNY|AED|EUR|INR|GBP|NOK|SAR|AUD|CAD|QAR|BHD|IDR|JPY|RUB|BRL|MYR|ISK|KRW|FY|US|RM|BD|DM)\d)[A-Z]{2,}[-/]?\d+[A-Z\d/-]*\b(?!\.\d|,\d|\s?(?:million|billion|bn|mln|crore|lakh))|\(?\[20\d\d\]\)?\s?(?:No\.\s?)?\d*", ("Tel: 0571-00001111", "[2017] No. 656"), ("tel 5 t", "USD 5 million"))),
    ("idiom", Rule("idiom", r"(?i:\b(?:two|three|four|five|six|seven|one|eight)\s\w+(?:,)?\s(?:and\s)?(?:one|two|three|four|five|six|seven|eight|nine)\s(?!million|thousand|hundred|tons|tonnes|plants|enterprises|smelters|lines|refineries|provinces|cities|pots|months|days|weeks|years|people|workers|projects)[a-z]+s?\b|\btwo sessions\b|\bthree wastes\b|\bthree simultaneous(?:es|ly)?\b|\btwo highs?\b|\bthree lines and one list\b|\bone size fits all\b|\bone[- ]stop\b|\ball[- ]in[- ]one\b|\bat sixes and sevens\b|\bback to square one\b|\bone after another\b|\bone by one\b|\bsecond to none\b|\btwenty-four seven\b|\bsecond[- ]hand\b|\b24/7\b)", ("two interruptions and three cleanings", "two sessions"), ("two plants and three lines of",))),
    ("indefinite", Rule("indefinite", r"(?i:\b(?:double|doubles|doubling|triples?|tripling|twofold|threefold|tenfold|several\s(?:hundred|thousand|ten thousand|million|billion|dozen)|(?:dozens|hundreds|thousands|millions|billions|scores) of|tens of (?:thousands|millions|billions)(?: of)?|several \d[\d,]*|a couple of|a few (?:hundred|thousand|million|dozen))\b)(?!-zero| zero|-roll)", ("doubles", "several hundred", "tens of thousands of"), ("doubled",))),
    ("identifier", Rule("span_plan", r"(?i:\b(?:one|two|three|four|five|six|seven|ten|\d{1,2})[- ]year (?:action |development |work |rolling |environmental )*(?:plan|programme|program|campaign|scheme|strategy|contract|bond|agreement|notes))|\bdouble[- ](?:chamber|zero|roll)\b", ("three-year action plan",), ("three years",))),
    ("reference", Rule("look_back", r"(?i:\b\d+(?:-\d/\d)?[- ](?:year|month|week|day)[- ](?:high|low|peak|trough|record|highs|lows)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|multi)[- ](?:year|month|week|day)[- ](?:high|low|peak|trough|highs|lows)|\b\d+(?:\.\d+)?\s?(?:km|kilomet(?:er|re)s?|miles?)\s(?:from|north|south|east|west|away|off|outside|northwest|northeast|southwest|southeast|downstream|upstream|inland)\b)", ("9-1/2-year high", "30 km from"), ("30 km of road",))),
    ("identifier", Rule("scrip", r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}-\d{1,2}-\d{4}\b|\(\d{1,2}\)(?=\s?[A-Z])|(?m:^\s?\d{1,2}[.)、]\s(?=[A-Z]))|\b\d{6,}(?=\s(?:views|hits))", ("12/11/2017", "(1) The"), ("(12 t)",))),
)
_ASIDES = [(reason, re.compile(rule.pattern)) for reason, rule in ASIDES]
_ABBREVIATION = re.compile(r"(?:\b(?:Co|Ltd|Inc|Corp|No|Nos|St|Mr|Mrs|Ms|Dr|vs|approx|Rs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|a\.m|p\.m|est|cf|e\.g|i\.e|etc|Mt|Prof|Gen|Gov|Va|Ky|Ind|Tenn|Wash|Mo|Ala|fig|Bros|pct|mln|ca|al)|\b[A-Z])$")
_OPENS = re.compile(r"(?<=pct)\.\s+(?:It|The|This|That|But|In|At|He|She|They|An?|Its|For|On)\s")
_BREAK = re.compile(r"(?!(?<=\d\s)\.\s?\d+\s(?:[mb]illion|[mb]ln|bn|%|percent))[.!?。！？]+[\"”’')\]]*(?:\s+|(?=[A-Z][a-z]))|\n\s*\n\s*|\n\s*|[;；]\s+(?=[A-Z][a-z]+ (?:said|has|will|is|was)\b)|(?<=\.)(?=In\s)")


@dataclass(slots=True)
class Sentence:
    """A sentence with everything that was found in it; all offsets are the article's."""

    start: int
    end: int
    text: str
    paragraph: int
    title: bool = False
    amounts: list[Amount] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)
    terms: dict[str, list[Term]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Term]:
        """The terms of a kind, in order."""
        return self.terms.get(kind, [])


@dataclass(slots=True)
class Scan:
    """An article's sentences in order, and the numbers that count nothing, with their reasons."""

    article: Article
    sentences: list[Sentence]
    asides: list[tuple[int, int, str]]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Start and end of each sentence of `text[start:end]`, and whether a paragraph begins with it.

    >>> [(s, e) for s, e, _ in sentences("Xindian Co., Ltd. built it. It runs.", 0, 36)]
    [(0, 27), (28, 36)]
    """
    out, low, fresh = [], start, True
    for m in _BREAK.finditer(text, start, end):
        newline = "\n" in m.group()
        if not newline and (_ABBREVIATION.search(text, max(low, m.start() - 6), m.start()) and not _OPENS.match(text, m.start()) or not re.match(r"[\"“‘'(\[]?[A-Z0-9₹$€£#“]", text[m.end() : m.end() + 2])):
            continue
        if newline and text[m.end() : m.end() + 1].islower() and m.group().count("\n") == 1 and text[m.start() - 1 : m.start()] not in ".!?:;。":
            continue  # a line wrapped in mid-sentence
        stop = m.end() if not newline else m.start()
        stop = low + len(text[low:stop].rstrip())
        if stop > low:
            out.append((low, stop, fresh))
            fresh = newline
        low = m.end()
    stop = low + len(text[low:end].rstrip())
    if stop > low:
        out.append((low, stop, fresh))
    return out


def scan(article: Article, lexicon: Lexicon) -> Scan:
    """Everything found in the title and the body of an article, adverts left out."""
    text, spoken = article.text, article.spans("title", "body", "advert")
    reference: date | int | None = article.published or article.reference_year
    times, asides = whens(text, reference), _find_asides(text)
    asides += [(w.start, w.end, "ordinal" if w.grain == "plan" else "date") for w in times]
    blocked = Spans([(s, e) for s, e, _ in asides])
    amounts = grammar.amounts(text, lexicon, blocked.hit)
    terms = lexicon.find_all(text, KINDS)
    goods = [t for t in terms.get("products", []) if not t.entry.data.get("weak")]
    terms["measures"] = [m for m in terms.get("measures", []) if m.entry.name != "output" or not _covered(m, goods)]  # "cast alloy ingots" are not cast
    rows = _rows(article, text)
    for row in rows:
        row.amounts, row.whens = _within(amounts, row), _within(times, row)
        row.terms = {kind: found for kind in KINDS if (found := _within(terms.get(kind, []), row))}
    inside = Spans(spoken)
    return Scan(article, rows, sorted(a for a in set(asides) if inside.hit(a[0], a[1])))


def _covered(term: Term, others: list[Term]) -> bool:
    """Whether a term stands wholly inside one of the others, which are in order."""
    i = bisect_right(others, term.start, key=lambda o: o.start) - 1
    return i >= 0 and others[i].end >= term.end


def _rows(article: Article, text: str) -> list[Sentence]:
    rows, paragraph = [], 0
    for kind, start, end, _ in article.blocks:
        if kind in ("title", "body"):
            for s, e, fresh in sentences(text, start, end):
                paragraph += fresh
                rows.append(Sentence(s, e, text[s:e], paragraph, kind == "title"))
    return rows


def _within(found: list, row: Sentence) -> list:
    """The mentions of a sorted list that lie in a sentence."""
    low = bisect_left(found, row.start, key=lambda x: x.start)
    high = bisect_left(found, row.end, lo=low, key=lambda x: x.start)
    return found[low:high]


def _find_asides(text: str) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for reason, pattern in _ASIDES:
        out += [(m.start(), m.end(), reason) for m in pattern.finditer(text)]
    return out
