"""A notebook in a real JupyterLab: Run All shows figures and tables without an error, and another parameter another result."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

import lab

ROOT = Path(__file__).parents[1]
NOTEBOOKS = {"01_sources": False, "02_chain_extension": True, "03_environmental_crackdown": True, "04_briefing": True}  # whether it draws
pytestmark = lab.NEEDED


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A project's folder, the address of a lab on it, and a browser's page."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(ROOT / "tests" / "gold" / "seeds", root / "seeds", ignore=shutil.ignore_patterns("*.json"))
    with lab.lab(root) as address, lab.browser() as page:
        yield root, address, page


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_run_all_and_again_with_another_parameter(opened, name):
    root, address, page = opened
    path = root / "notebooks" / f"{name}.ipynb"
    lab.open_notebook(page, address, f"notebooks/{name}.ipynb")
    lab.run_all(page)
    whole = told(page)
    drawn = page.locator(".jp-OutputArea .potline figure .wide svg")
    boxes = [d.bounding_box() for d in drawn.all()]
    assert bool(boxes) == NOTEBOOKS[name] and all(box["width"] > 300 and box["height"] > 60 for box in boxes)
    rows = page.locator(".jp-OutputArea .potline table tbody tr")
    assert rows.count() > 3 or name == "04_briefing"
    assert all(row.bounding_box()["height"] > 10 for row in rows.all()[:3])
    assert not overflowing(page), "something shown is wider than the notebook"
    write(page, "regions: list[str]", 'regions: list[str] = ["Hebei"]')
    lab.run_all(page)
    narrow = told(page)
    assert narrow != whole and ("Xinjiang" not in narrow or name in ("01_sources", "04_briefing"))  # the map names every province
    lab.save(page)
    outputs = [o for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code" for o in c.outputs]
    assert outputs and not [o for o in outputs if o.output_type in ("error", "stream")]


def told(page) -> str:
    """All that stands in outputs, none of them an error."""
    assert page.locator('.jp-OutputArea [data-mime-type*="stderr"], .jp-OutputArea [data-mime-type*="error"]').count() == 0
    return "\n".join(page.locator(".jp-OutputArea .potline").all_inner_texts())


def write(page, beginning: str, line: str) -> None:
    """A line of the notebook that begins so, typed anew."""
    page.locator(".cm-line", has_text=beginning).first.click()
    page.keyboard.press("End")
    page.keyboard.press("Shift+Home")
    page.keyboard.insert_text(line)


def overflowing(page) -> bool:
    shown = "[...document.querySelectorAll('.jp-OutputArea-output > .potline')]"
    return page.evaluate(f"{shown}.some(e => e.scrollWidth > e.parentElement.clientWidth + 1)")
