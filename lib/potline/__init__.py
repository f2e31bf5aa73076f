"""Potline: a folder of trade-press articles about aluminium in, sourced fact tables and a briefing out."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from potline.grammar import quantities
from potline.model import PotlineError
from potline.parse import parse
from potline.periods import periods
from potline.read import read

__version__ = "0.1.0"
__all__ = ["PotlineError", "load", "parse", "periods", "quantities", "read", "review"]
_LATER = {"load": "corpus", "review": "desk"}  # these bring pandas and widgets: imported when first asked for


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'potline' has no attribute {name!r}")
    return getattr(import_module(f"potline.{_LATER[name]}"), name)
