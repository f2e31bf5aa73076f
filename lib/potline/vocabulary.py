"""Lists of words that rules name, from vocabulary.toml: as they stand there, or as alternatives of a pattern."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from potline.model import PotlineError

HOME = Path(__file__).with_name("vocabulary.toml")


@cache
def _lists() -> dict[str, list[str]]:
    try:
        return {name: entry["words"] for name, entry in tomllib.loads(HOME.read_text("utf-8-sig")).items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise PotlineError(f"{HOME}: {error}; mend the TOML there: a list is a heading, words and why") from None


def listed(name: str) -> tuple[str, ...]:
    """The words of a list, in their order."""
    return tuple(_lists()[name])


def either(name: str) -> str:
    """A pattern for any word of a list, the first that fits; "(s)" is an s or none.

    >>> re.findall(either("goods_by_the_piece"), "wheels, a piston, trays")
    ['wheels', 'trays']
    """
    return "|".join(re.escape(word).replace(r"\(s\)", "s?").replace(r"\ ", " ") for word in listed(name))
