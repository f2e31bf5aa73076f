"""A report's kernel, started as `python -m potline.kernel -f FILE`: ipykernel without the TCP port that it opens for forked children's output."""

from __future__ import annotations

import sys
from pathlib import Path

from ipykernel import iostream, kernelapp


def _closed(thread: iostream.IOPubThread) -> None:
    """In the place of the port: forked children print as any process does."""
    thread._pipe_flag = False


if __name__ == "__main__":
    if Path(sys.path[0]) == Path.cwd():  # the notebook's folder comes after the libraries, as in JupyterLab
        del sys.path[0]
    iostream.IOPubThread._setup_pipe_in = _closed
    kernelapp.launch_new_instance()
