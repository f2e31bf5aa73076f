"""The notebooks' parameters: read from the cell tagged `parameters`, checked before anything runs."""

from __future__ import annotations

import ast
import calendar
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from potline.corpus import called
from potline.lexicon import Lexicon
from potline.model import STAGES, PotlineError

TYPES: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "float": (int, float), "bool": (bool,), "list[str]": (list,)}
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class ParameterError(PotlineError):
    """A parameter that cannot be: unknown, of the wrong type, or naming what does not exist."""


@dataclass(frozen=True)
class Parameter:
    """One line of the parameters cell, `since: str = ""  # first day`."""

    name: str
    kind: str  # a key of TYPES
    default: Any


def declared(source: str) -> dict[str, Parameter]:
    """The parameters that a cell declares, by name; a line without a type has that of its default.

    >>> declared("regions: list[str] = []  # names or codes")
    {'regions': Parameter(name='regions', kind='list[str]', default=[])}
    """
    found = {}
    for node in ast.parse(source).body:
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Name) and node.value is not None:
            default = ast.literal_eval(node.value)
            own = "list[str]" if isinstance(default, list) else type(default).__name__
            kind = ast.unparse(node.annotation) if isinstance(node, ast.AnnAssign) else own
            found[target.id] = Parameter(target.id, kind, default)
    return found


def settings(given: Iterable[str]) -> dict[str, str | list[str]]:
    """What `-p NAME=VALUE` says, still as text; a name given twice is a list.

    >>> settings(["since=2017-01-01", "regions=Xinjiang", "regions=Hebei"])
    {'since': '2017-01-01', 'regions': ['Xinjiang', 'Hebei']}
    """
    found: dict[str, str | list[str]] = {}
    for setting in given:
        name, equals, value = setting.partition("=")
        if not equals:
            raise ParameterError(f"-p {setting}: write it as NAME=VALUE, for example -p since=2017-01-01.")
        before = found.get(name)
        found[name] = value if before is None else [*([before] if isinstance(before, str) else before), value]
    return found


def from_file(path: Path) -> dict[str, Any]:
    """The parameters that a YAML file sets."""
    import yaml

    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ParameterError(f"{path}: this is no YAML: {error}") from error
    if not isinstance(content, dict | None):
        raise ParameterError(f"{path}: a file of parameters has lines such as `regions: [Xinjiang, Hebei]`.")
    return {str(name): value.isoformat() if isinstance(value, date) else value for name, value in (content or {}).items()}


def typed(given: Mapping[str, Any], known: Mapping[str, Parameter]) -> dict[str, Any]:
    """The given values in their declared types; ParameterError names an unknown name's nearest right one."""
    for name in given:
        if name not in known:
            raise ParameterError(f"There is no parameter {name!r}{_nearest(name, known)}. The parameters are {', '.join(known)}.")
    return {name: _typed(value, known[name]) for name, value in given.items()}


def _typed(value: Any, parameter: Parameter) -> Any:
    kind = parameter.kind
    if kind == "list[str]" and isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    elif isinstance(value, str) and kind in ("int", "float", "bool"):
        value = _number(value, kind)
    right = isinstance(value, TYPES.get(kind, (object,))) and (kind == "bool" or not isinstance(value, bool))
    if not right or (kind == "list[str]" and not all(isinstance(part, str) for part in value)):
        raise ParameterError(f"The parameter {parameter.name} is {kind}, not {value!r}{' (given twice?)' if isinstance(value, list) else ''}.")
    return value


def _number(text: str, kind: str) -> Any:
    """The value of a text, or the text where it is none."""
    try:
        return TRUTH.get(text.lower(), text) if kind == "bool" else int(text) if kind == "int" else float(text)
    except ValueError:
        return text


def meant(values: Mapping[str, Any], lexicon: Lexicon, firms: Collection[str] = ()) -> dict[str, Any]:
    """The values with names made canonical and days whole; ParameterError where one does not exist.

    `firms` are the companies that the articles name beside those of the lexicon.
    """
    entries = lexicon.entries
    regions = {form: e.name for e in entries.get("regions", {}).values() for form in (*e.forms, e.name, e.data.get("code") or e.name)}
    companies = {firm: firm for firm in firms} | {name: e.name for e in entries.get("companies", {}).values() for name in called(e)}
    names = {"regions": regions, "products": {p: p for p in STAGES}, "companies": companies}
    out = dict(values)
    for parameter in names.keys() & values.keys():
        out[parameter] = [_named(value, names[parameter], parameter) for value in values[parameter]]
    for parameter in {"since", "until"} & values.keys():
        out[parameter] = _day(values[parameter], parameter) if values[parameter] else ""
    if out.get("since") and out.get("until") and out["since"] > out["until"]:
        raise ParameterError(f"The period ends before it begins: since {out['since']}, until {out['until']}.")
    return out


def _named(value: str, names: Mapping[str, str], parameter: str) -> str:
    folded = {_fold(name): canonical for name, canonical in names.items()}
    if _fold(value) not in folded:
        singular = {"companies": "company"}.get(parameter, parameter[:-1])
        raise ParameterError(f"There is no {singular} {value!r}{_nearest(_fold(value), folded, folded)}.")
    return folded[_fold(value)]


def _fold(name: str) -> str:
    return name.lower().replace("_", " ").replace("-", " ").replace("aluminum", "aluminium").strip()


def _nearest(name: str, known: Iterable[str], shown: Mapping[str, str] | None = None) -> str:
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; the nearest is {(shown or {}).get(close[0], close[0])}" if close else ""


def _day(text: str, parameter: str) -> str:
    """A day as ISO 8601; a year or month alone is its first day as `since`, its last as `until`.

    >>> _day("2017-02", "since"), _day("2017-02", "until"), _day("2017", "until")
    ('2017-02-01', '2017-02-28', '2017-12-31')
    """
    parts = text.split("-")
    try:
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12 if parameter == "until" else 1
        last = calendar.monthrange(year, month)[1] if parameter == "until" else 1
        return date(year, month, int(parts[2]) if len(parts) > 2 else last).isoformat()
    except (ValueError, IndexError):
        raise ParameterError(f"{parameter} is a day such as 2017-05-31, a month or a year, not {text!r}.") from None
