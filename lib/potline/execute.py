"""One notebook run by papermill in a kernel of its own, that talks over sockets of this user alone."""

from __future__ import annotations

import logging
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL
from typing import Any, ClassVar

import nbformat
import papermill
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError
from papermill.exceptions import PapermillExecutionError
from papermill.iorw import LocalHandler, papermill_io

from potline.model import PotlineError
from potline.show import MIME

ENVIRONMENT = {"PYTHONHASHSEED": "0"}  # the order of a set is part of the bytes
logging.getLogger("papermill").setLevel(logging.CRITICAL)  # what it says is said again, with the cell


class Still(LocalHandler):
    """Files where their paths say. papermill's own moves the whole process to a folder and back, and two notebooks
    in their threads leave it elsewhere.
    """

    def cwd(self, new_path: str | None) -> None:
        """Stays where it is."""


papermill_io.register("local", Still())


class Kernel(AsyncKernelManager):
    """A kernel of this very Python, whatever the machine has registered, on local sockets (TCP where the system has none)."""

    running: ClassVar[list[Kernel]] = []
    sockets: ClassVar[str]  # the folder that holds them
    environment: ClassVar[dict[str, str]]

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.connection_file = f"{self.sockets}/k.json"
        if sys.platform != "win32":
            self.transport = "ipc"
        self.running.append(self)

    @property
    def kernel_spec(self) -> KernelSpec:
        command = [sys.executable, "-m", "potline.kernel", "-f", "{connection_file}"]
        return KernelSpec(argv=command, language="python", env=ENVIRONMENT | self.environment)

    async def start_kernel(self, **options: Any) -> None:
        await self._async_start_kernel(stdout=DEVNULL, stderr=DEVNULL, **options)


def stop_all() -> None:
    """End every kernel at once, so that the notebooks in their threads end too."""
    for kernel in Kernel.running:
        process = getattr(kernel.provisioner, "process", None)
        if process and process.poll() is None:
            process.kill()


def run(
    notebook: Path, output: Path, parameters: dict[str, Any], environment: dict[str, str], timeout: int, tick: Callable[[], object]
) -> nbformat.NotebookNode:
    """The executed notebook, also written to `output`; PotlineError names the cell that failed, with `output` kept as far as it came.

    The kernel works in the notebook's folder, as JupyterLab's does; `timeout` is seconds a cell, `tick` is called after each.
    """
    at: list[Any] = [0, None]

    def started(cell: Any, cell_index: int) -> None:
        at[:] = at[0] + ("injected-parameters" not in cell.metadata.get("tags", [])), cell

    try:
        with tempfile.TemporaryDirectory(prefix="potline") as sockets:  # of this user alone, and short: a socket's path may have 100 characters
            return papermill.execute_notebook(
                _literal(notebook), _literal(output), parameters, progress_bar=False, kernel_name="python3", language="python",
                execution_timeout=timeout, iopub_timeout=timeout,
                kernel_manager_class=type("Kernel", (Kernel,), {"sockets": sockets, "environment": environment}),
                resources={"metadata": {"path": str(notebook.parent)}}, record_timing=False,
                on_cell_start=started, on_cell_complete=lambda cell, cell_index: tick(),
            )
    except PapermillExecutionError as error:
        trouble = "failed with " + re.sub(r"\x1b\[[0-9;]*m", "", f"{error.ename}: {error.evalue}")
    except CellTimeoutError:
        trouble = f"ran longer than {timeout} seconds; --timeout sets another limit"
    except RuntimeError:  # DeadKernelError, and what a kernel that does not start raises
        trouble = "lost its kernel, for want of memory or by a fault in a library"
    line = next((line for line in at[1].source.splitlines() if line.strip()), "") if at[1] else ""
    raise PotlineError(f"{notebook.name}, cell {at[0]} ({line[:80]}): {trouble}.")


def _literal(path: Path) -> str:
    """papermill formats paths with the parameters."""
    return str(path).replace("{", "{{").replace("}", "}}")


def cleaned(node: nbformat.NotebookNode) -> tuple[nbformat.NotebookNode, list[str]]:
    """The notebook without times, random ids and the machine's paths; and the warnings that its cells printed."""
    warnings = []
    for name in ("papermill", "widgets"):
        node.metadata.pop(name, None)
    node.metadata.get("language_info", {}).pop("version", None)
    for cell in node.cells:
        cell.metadata.pop("papermill", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
            own = re.compile(r'^((?:seeds|baseline) = ")(?:/|[A-Z]:\\)[^"]*[/\\]', re.M)  # seeds = "/mnt/ann/seeds"
            cell.source = own.sub(r"\1", cell.source)
        if cell.cell_type == "code":
            warnings += [line for out in cell.outputs if out.get("name") == "stderr" for line in out.text.strip().splitlines() if line]
            cell.outputs = [out for out in cell.outputs if out.get("name") != "stderr"]
    return node, warnings


def cited(node: nbformat.NotebookNode) -> set[str]:
    """The articles whose sentences stand in the evidence of an executed notebook."""
    shown = [out.get("data", {}).get(MIME, {}) for cell in node.cells if cell.cell_type == "code" for out in cell.outputs]
    sources = [source for payload in shown if payload.get("kind") == "evidence" for source in payload["sources"]]
    return {run["fact"].rpartition(":")[0] for source in sources for entry in source["entries"] for run in entry if "fact" in run}
