"""The notebooks over a corpus that is handed to them: their cells run here, without a kernel, and what they show is kept as a kernel keeps it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
import pandas as pd
from nbformat import v4

from potline import editions, show
from potline.tables import Corpus

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def executed(corpus: Corpus, name: str = "04_briefing", changes: pd.DataFrame | None = None) -> nbformat.NotebookNode:
    """The notebook with the outputs that it has over this corpus, whatever its parameters say."""
    node = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    shown: list[Any] = []
    scope: dict[str, Any] = {}
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(editions, "since", lambda *_: changes))
        stack.enter_context(mock.patch("potline.load", lambda *_, **__: corpus))
        stack.enter_context(mock.patch.object(show, "display", lambda data, raw: shown.append(data)))
        for cell in node.cells:
            if cell.cell_type == "code":
                shown.clear()
                exec(compile(cell.source, name, "exec"), scope)  # the project's own notebook
                cell.outputs = [v4.new_output("display_data", data=data) for data in shown]
    return node
