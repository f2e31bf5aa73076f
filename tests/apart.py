"""Commands in a name space of their own: with a small disk, a folder that may not be written, or no network."""

from __future__ import annotations

import functools
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest


@functools.cache
def permitted() -> bool:
    """Whether this system lets us make name spaces."""
    asked = ["unshare", "--user", "--map-root-user", "--mount", "--net", "true"]
    return bool(shutil.which("unshare")) and subprocess.run(asked, capture_output=True, check=False).returncode == 0


NEEDED = pytest.mark.skipif("not apart.permitted()", reason="this system does not let us make name spaces (unshare)")


def run(where: Path, *command: object, first: str = "true", **options: object) -> subprocess.CompletedProcess[str]:
    """The command's end after the shell did `first` to a view of files and network that is the command's alone."""
    line = f"{first} && exec {shlex.join(map(str, command))}"
    call = ["unshare", "--user", "--map-root-user", "--mount", "--net", "sh", "-c", line]
    return subprocess.run(call, cwd=where, capture_output=True, text=True, check=False, **options)
