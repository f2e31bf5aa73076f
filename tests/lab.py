"""A real JupyterLab in a real Chromium, for the tests that need one; without either they are skipped and say why."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("jupyterlab", reason="jupyterlab is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NEEDED = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
LIB = Path(__file__).parents[1] / "lib"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
PATIENCE = 60_000  # milliseconds that a kernel may take on a busy machine


@contextmanager
def lab(folder: Path) -> Iterator[str]:
    """The address of a JupyterLab on this folder, with settings and kernels of its own."""
    home = folder / ".jupyter-home"
    places = {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = home / "JUPYTER_CONFIG_DIR" / "lab" / "user-settings" / "@jupyterlab"
    wanted = {"notebook-extension/tracker": '{"windowingMode": "none"}', "apputils-extension/notification": '{"fetchNews": "false"}'}
    for name, words in wanted.items():
        (settings / name).parent.mkdir(parents=True, exist_ok=True)
        (settings / f"{name}.jupyterlab-settings").write_text(words)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", f"--ServerApp.root_dir={folder}"]
    command += ["--IdentityProvider.token=potline", "--ServerApp.port_retries=0", "--LabApp.expose_app_in_browser=True"]
    env = os.environ | places | {"PYTHONPATH": str(LIB)}
    with subprocess.Popen(command, env=env, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/api/status?token=potline", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "JupyterLab ended before it answered"
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("JupyterLab did not answer within half a minute")


@contextmanager
def browser() -> Iterator[Any]:
    """A page of a Chromium without a window."""
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = opened.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(PATIENCE)
        yield page
        opened.close()


def open_notebook(page: Any, address: str, path: str) -> None:
    """The notebook at `path` open in the lab, and no other, its kernel at rest."""
    page.goto(f"{address}/lab/tree/{path}?reset&token=potline")
    page.wait_for_selector(".jp-Notebook-cell")
    page.wait_for_function(
        """() => { const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
        return kernel?.connectionStatus === 'connected' && kernel.status === 'idle' }"""
    )


def choose(page: Any, menu: str, command: str) -> None:
    """A command of a menu of the menu bar."""
    page.locator(".lm-MenuBar-itemLabel", has_text=menu).first.click()
    entry = page.locator(f'.lm-Menu-item[data-command="{command}"]').first
    entry.hover()
    entry.click()


PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent)"


def run_all(page: Any) -> None:
    """Run > Run All Cells, as by hand, until every code cell has its number."""
    before = page.evaluate(PROMPTS)
    choose(page, "Run", "runmenu:run-all")
    page.wait_for_function(f"before => JSON.stringify({PROMPTS}) !== before", arg=json.dumps(before, separators=(",", ":"), ensure_ascii=False))
    page.wait_for_function(f"() => {PROMPTS}.every(t => /\\[\\d+\\]/.test(t))")


def save(page: Any) -> None:
    """The notebook as it stands written to its file."""
    choose(page, "File", "docmanager:save")
    page.wait_for_function("() => !document.querySelector('.jp-mod-current.jp-mod-dirty')")
