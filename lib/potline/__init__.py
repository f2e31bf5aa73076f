"""Potline: a folder of trade-press articles about aluminium in, sourced fact tables and a briefing out."""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {
    "read": "read", "parse": "parse", "load": "corpus", "quantities": "grammar", "periods": "periods", "publish": "publish", "PotlineError": "model",
}
__all__ = sorted(_HOMES)
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: `potline facts` need not wait for the charts."""
    if name in _HOMES:
        found = getattr(importlib.import_module(f"potline.{_HOMES[name]}"), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module 'potline' has no attribute {name!r}")
