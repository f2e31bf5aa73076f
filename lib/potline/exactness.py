"""How exactly print states an amount: at least, at most, about."""

from __future__ import annotations

import re

_BEFORE = (
    (
        "at_most",  # "may not exceed", "was no more than"
        r"(?:not|never|cannot|n['’]t)\s(?:to\s)?(?:be\s|go\s|rise\s)?(?:exceed(?:ed|ing)?|surpass|pass|top|above|over|(?:more|higher|greater) than)"
        r"|no (?:more|higher|greater|larger|longer) than|not exceeding",
    ),
    (
        "at_least",
        r"(?:not|never|n['’]t)\s(?:be\s|fall\s|drop\s|go\s)?(?:below|under|lower than)|better than|"
        r"more than|over|(?<!the )above|at least|exceed(?:s|ed|ing)?|upwards of|in excess of|greater than|no less than|not less than|no fewer than"
        r"|not lower than|surpass(?:es|ed|ing)?|pass(?:es|ed|ing)?|top(?:s|ped|ping)?|well over|beyond|minimum of|a minimum|north of|go past"
        r"|higher than",
    ),
    (
        "at_most",
        r"up to|as much as|at most|less than|under|below|no more than|not more than|fewer than|within|not exceed(?:ing)?|not go above"
        r"|a maximum of|maximum of|maximum"
        r"|(?:not|never|fail\w* to|without) reach(?:ed|ing)?(?: even)?|no higher than|not higher than|capped at|lower than",
    ),
    (
        "about",
        r"about|around|approximately|approx\.?|roughly|some|nearly|almost|close to|circa|near|an estimated|estimated|just over|just under|or so"
        r"|in the region of|more or less|nearly|probably|likely|towards",
    ),
)
_NO_DATE = "".join(rf"(?<!\b[A-Z][a-z]{{{n}}} {day})" for n in range(2, 9) for day in (r"\d", r"\d\d"))  # "on June 15 over 300 struck"
_COMPARED = re.compile(  # "3,845 crore over Rs 2,414 crore", "166 per cent higher than the Dh653m reported"
    rf"(?:\d(?<!\b(?:19|20)\d\d){_NO_DATE}|%|\b(?:per\s?cent|pct|percent|crore|lakh|million|billion|tons|tonnes|mt|yuan|dollars|points?|cents"
    r"|higher|lower|increase|rise|gain|decline))"
    r"\s(?:over|(?:(?:higher|lower|less|fewer|greater)\s)than)\s(?:the\s)?$"
)
_QUALIFIED = [(q, re.compile(rf"(?:^|[^A-Za-z])(?:{words})\s?(?:a |an |the |another |at |by |to )?[(~]?$", re.I)) for q, words in _BEFORE]
_AFTER = (
    ("at_least", re.compile(r"\s?(?:\+|or more|or above|and above|above(?![- ](?:last|the|an?|what|its|county|city|town\w*|designated"
    r"|scale|average|[A-Z]))"
    r"|plus(?=\W*$|[,.;:)]|\s(?:people|workers|of|in|a\syear|per)\b)|and more|upwards)", re.I)),
    ("about", re.compile(r"\s?(?:or so|or thereabouts|approximately\b|around\b(?=[,.]))", re.I)),
    ("at_most", re.compile(r"\s?(?:or less|or below|and below|at most|or fewer)", re.I)),
)


def qualifier(text: str, start: int, end: int) -> str:
    """How exactly an amount is stated: `exact`, `about`, `at_least` or `at_most`.

    >>> [qualifier(f"{before}90 t", len(before), len(before) + 4) for before in ("over ", "no more than ", "6% over ", "not reach ", "the above ")]
    ['at_least', 'at_most', 'exact', 'at_most', 'exact']
    """
    before = text[max(0, start - 40) : start]
    if _COMPARED.search(before):
        return "exact"
    for name, pattern in _QUALIFIED:
        if pattern.search(before):
            return name
    if re.search(r"[~≈]\s?$", before):
        return "about"
    if "-plus " in text[start:end]:
        return "at_least"  # "70,000-plus tonnes"
    return next((name for name, pattern in _AFTER if pattern.match(text, end)), "exact")
