"""What was read and what was not, every number accounted for, what a careful reader would doubt: sentences from the tables alone."""

from __future__ import annotations

import pandas as pd

from potline.model import FLAGS
from potline.tables import Corpus
from potline.wording import Sentence, count, listed, mark, name

KINDS = {"advert": "adverts", "related": "related news of the site", "boilerplate": "the site's own text"}
FIRST, SHORT, AROUND = 14, 8, 30  # words quoted of a dropped stretch and of a change, characters either side of a number
EXAMPLES, LISTED = 4, 60  # numbers shown for a reason; unexplained numbers, unread files and findings listed
CONVENTIONS = (
    "Tonnes are metric: t, kt for a thousand, Mt for a million; capacity without a printed rate is read as tonnes a year, as the trade does.",
    "Stages of the chain are never added together, nor a total and its parts, nor a level and a change; a claim made twice counts once.",
    "A figure worked out here, such as the level a year before, is called implied; a range is never averaged.",
)
LIMITS = (
    "The articles are what was put into the folder: a region without a claim is a region they do not speak of, not one where nothing happened.",
    "Capacity shut, halted, cut and found illegal may be the same pots at different times; they stand beside each other and are not summed.",
)


def read(corpus: Corpus) -> list[Sentence]:
    """How many articles were read and from when; each file that could not be read with its reason."""
    done, left = (corpus.articles[corpus.articles["status"].eq(s)] for s in ("read", "unread"))
    if corpus.articles.empty:
        return [Sentence("No article was found.")]
    days = done["published"].dropna()
    carry = "none of them carries" if days.empty else count(len(days), "of them carries", "of them carry")
    dated = f"; {carry if len(done) > 1 else 'it carries' if len(days) else 'it does not carry'} a date of publication" if len(done) else ""
    unread = f"; {count(len(left), 'file')} could not be read" if len(left) else ", every file of the folder"
    told = [Sentence.of(f"{count(len(done), 'article was', 'articles were')} read{unread}{dated}.")]
    files = zip(left["path"], left["reason"], strict=True)
    told += _few([Sentence(f"{name(path)} was not read: {name(reason).rstrip('.')}.") for path, reason in files])
    return told + [Sentence(f"{name(problem).rstrip('.')}.") for problem in corpus.problems]


def _few(told: list[Sentence]) -> list[Sentence]:
    """The first sentences, and how many more files were not read."""
    rest = told[LISTED:]
    return told[:LISTED] + (
        [Sentence.of(f"{count(len(rest), 'further file was', 'further files were')} not read: the table of articles names each.")] if rest else []
    )


def ledger(corpus: Corpus) -> Sentence:
    """Numbers found, and how many of them are facts, set aside by reason, or unexplained."""
    n = corpus.numbers
    if n.empty:
        return Sentence("No number stands in the titles and bodies of the articles.")
    aside = n.loc[n["status"].eq("set_aside"), "reason"].astype(object).value_counts().sort_index()
    aside = aside.sort_values(ascending=False, kind="stable")
    reasons = f" ({listed(f'{reason} {k:,}' for reason, k in aside.items())})" if len(aside) else ""
    facts, unexplained = (int(n["status"].eq(s).sum()) for s in ("fact", "unexplained"))
    if len(n) == 1:
        return Sentence(
            f"The one number in titles and bodies {'is a fact' if facts else 'was set aside' if len(aside) else 'stayed unexplained'}{reasons}."
        )
    left = f"{aside.sum():,} {'was' if aside.sum() == 1 else 'were'}" if len(aside) else "none was"
    words = (
        f"Of {len(n):,} numbers in titles and bodies, {facts:,} {'is a fact' if facts == 1 else 'are facts'} and {left} set aside with a "
        f"reason{reasons}"
    )
    return Sentence(f"{words}; {count(unexplained, 'number') if unexplained else 'none'} stayed unexplained.")


def dropped(corpus: Corpus) -> list[Sentence]:
    """What stood in the files and is not the article: by kind, how much, and how it begins."""
    told = []
    for kind, words in KINDS.items():
        rows = corpus.blocks[corpus.blocks["kind"].eq(kind)]
        if len(rows):
            size = int((rows["end"] - rows["start"]).sum())
            begins = listed([f"“{_begin(text)}”" for text in dict.fromkeys(rows["text"])], most=3)
            told.append(Sentence.of(f"Set aside as {words}: {count(len(rows), 'stretch', 'stretches')}, {size:,} characters: {begins}."))
    return told or [Sentence("Nothing in the files was set aside as an advert, related news or the site's own text.")]


def _begin(text: str, most: int = FIRST) -> str:
    words = name(text).strip("“”\"'() ").split()
    return " ".join(words[:most]) + " …" * (len(words) > most)


def doubts(corpus: Corpus) -> list[Sentence]:
    """What machine translation or copying may have bent: a sentence a flag, the most frequent first."""
    found = corpus.facts[["fact_id", "flags"]].explode("flags").dropna()
    if found.empty:
        return [Sentence("No fact carries a flag of doubt.")]
    by = sorted(found.groupby("flags"), key=lambda pair: (-len(pair[1]), pair[0]))
    return [Sentence.of(f"{FLAGS.get(flag, str(flag).replace('_', ' '))}: {count(len(g), 'fact')}{mark(g['fact_id'])}.") for flag, g in by]


def disagreements(corpus: Corpus, most: int = LISTED) -> list[Sentence]:
    """What does not add up and what wants a decision, gravest first, in the words of the findings; and how many more there are."""
    rows = corpus.checks[corpus.checks["severity"].isin(["fault", "look"])]
    if corpus.facts.empty or rows.empty:
        return [Sentence("There is no figure to check." if corpus.facts.empty else "Nothing that could be checked fails to add up.")]
    known = set(corpus.facts["fact_id"])
    shown = rows.head(most)
    pairs = zip(shown["text"], shown["fact_ids"], strict=True)
    told = [Sentence.of(f"{name(text).rstrip('.')}{mark(i for i in ids if i in known)}.") for text, ids in pairs]
    rest = len(rows) - len(shown)
    return told + [Sentence.of(f"{count(rest, 'further finding stands', 'further findings stand')} in the table of checks.")] * bool(rest)


def conventions(corpus: Corpus) -> list[Sentence]:
    """Units and sums, said once."""
    return [Sentence(text) for text in CONVENTIONS] if len(corpus.facts) else []


def limits(corpus: Corpus) -> list[Sentence]:
    """What the articles cannot tell."""
    return [Sentence(text) for text in LIMITS] if len(corpus.facts) else []


def changed(changes: pd.DataFrame | None, most: int = 8) -> list[Sentence]:
    """What changed since the last edition, counted by kind and cause; plainly that there is none to compare with."""
    if changes is None:
        return [Sentence("There is no earlier edition to compare with.")]
    if changes.empty:
        return [Sentence("No fact changed since the last edition.")]
    groups = list(changes.groupby(["change", "cause"], sort=True))
    told = [Sentence.of(f"{count(len(g), 'fact')} {change}: {name(cause)}{mark(filter(None, g['fact_id']))}.") for (change, cause), g in groups]
    return told[:most]


def changes(found: pd.DataFrame | None, most: int = 12) -> pd.DataFrame:
    """The changes as a table for a reader, so many at most: what changed and why, the words, before and after; `facts` for the marks."""
    rows = (found if found is not None else pd.DataFrame(columns=["change", "cause", "quote", "before", "after", "fact_id"])).head(most)
    what = rows["change"].str.capitalize() + ": " + rows["cause"]
    quotes = rows["quote"].map(lambda q: _begin(str(q), SHORT))
    ids = [[i] if i else [] for i in rows["fact_id"]]
    return pd.DataFrame({"Change": what, "Words": quotes, "Before": rows["before"], "After": rows["after"], "facts": ids}).replace({"": "–"})


def articles(corpus: Corpus) -> pd.DataFrame:
    """The files as a table for a reader: number of the source, title or path, date, publisher, characters of the article and of the rest."""
    a = corpus.articles
    done = a["status"].eq("read")
    shown = {
        "No.": done.cumsum().where(done).map("{:.0f}".format, na_action="ignore"), "Title": a["title"].where(a["title"].ne(""), a["path"]).map(name),
        "Published": a["published"], "Publisher": a["source"].map(name), "Year": a["reference_year"],
        "Article": a["body_characters"], "Set aside": a["dropped_characters"],
    }
    return pd.DataFrame(shown)


def blocks(corpus: Corpus) -> pd.DataFrame:
    """Stretches that are not the article, by kind and reason: how many, in how many articles, characters, how the first begins."""
    b = corpus.blocks[~corpus.blocks["kind"].isin(["title", "body", "meta"])]
    shown = [
        (kind, reason, len(g), g["article_id"].nunique(), int((g["end"] - g["start"]).sum()), _begin(g["text"].iloc[0]))
        for (kind, reason), g in b.groupby([b["kind"].astype(object), "reason"], sort=True)
    ]
    return pd.DataFrame(shown, columns=["Kind", "Reason", "Stretches", "Articles", "Characters", "The first begins"])


def reasons(corpus: Corpus) -> pd.DataFrame:
    """Numbers that are no facts by reason, most first, with the first few as printed."""
    n = corpus.numbers[corpus.numbers["status"].ne("fact")]
    why = n["reason"].astype(object).where(n["reason"].notna(), "unexplained")
    groups = sorted(n.groupby(why), key=lambda pair: (-len(pair[1]), pair[0]))
    shown = [(reason, len(g), listed(dict.fromkeys(g["quote"].map(name)), most=EXAMPLES)) for reason, g in groups]
    return pd.DataFrame(shown, columns=["Reason", "Numbers", "As printed"])


def unexplained(corpus: Corpus) -> pd.DataFrame:
    """Numbers that nothing explains, first come first, with the words around them."""
    n = corpus.numbers[corpus.numbers["status"].eq("unexplained")].head(LISTED)
    return pd.DataFrame({"Number": n["quote"].map(name), "In": _around(corpus, n), "Article": n["article_id"]})


def aside(corpus: Corpus) -> pd.DataFrame:
    """Numbers that are no facts, the first of them in the order of the text, with the reason and the words around them."""
    n = corpus.numbers[corpus.numbers["status"].eq("set_aside")].head(LISTED)
    return pd.DataFrame({"Number": n["quote"].map(name), "Reason": n["reason"].astype(object).map(name), "In": _around(corpus, n)})


def _around(corpus: Corpus, n: pd.DataFrame) -> list[str]:
    """Each number with the whole words that stand within so many characters of it."""
    found = []
    for a, start, end in zip(n["article_id"], n["start"], n["end"], strict=True):
        text = corpus.texts[a]
        before = text[max(0, start - AROUND) : start].partition(" ")[2] if start > AROUND else text[:start]
        found.append(name(f"… {before}{text[start:end]}{text[end : end + AROUND].rpartition(' ')[0]} …"))
    return found
