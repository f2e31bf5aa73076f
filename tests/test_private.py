"""Nothing is fetched and nothing told: a report run without a network, with names and paths that must not show in any file it writes."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

import apart
from test_publish import COUNT, SETUP, contents, notebook, project

ROOT = Path(__file__).parents[1]
SECRET = "zq-secret-7741"  # stands in every place that a report might tell of
pytestmark = apart.NEEDED


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the real notebooks, reported in a name space without network, by a user and from a folder of that name."""
    root = project(tmp_path_factory.mktemp(SECRET) / "project")
    shutil.rmtree(root / "notebooks")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    environment = os.environ | {"USER": SECRET, "LOGNAME": SECRET, "HOME": str(root.parent / "home"), "POTLINE_TOKEN": SECRET, "HOSTNAME": SECRET}
    alone = "ip addr 2>/dev/null | grep -q 'state UP' && exit 99; true"
    result = apart.run(root, sys.executable, "-m", "potline.cli", "report", first=f"({alone})", env=environment)
    assert result.returncode == 0, result.stderr
    return root


def opened(name: str, data: bytes) -> bytes:
    """All that a file holds, unpacked."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(BytesIO(data)) as book:
            return b"\n".join(book.read(part) for part in book.namelist())
    if name.endswith(".pdf"):
        plain = BytesIO()
        with pikepdf.open(BytesIO(data)) as document:
            document.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
        return data + plain.getvalue()
    return data


def test_a_report_needs_no_network(reported: Path) -> None:
    names = {"index.html", "evidence.html", "manifest.json", "tables/potline.xlsx", *(f"{p.stem}.pdf" for p in (ROOT / "notebooks").glob("*.ipynb"))}
    assert names <= contents(reported / "reports").keys()


def test_no_file_of_a_report_tells_of_the_machine_or_its_user(reported: Path) -> None:
    told = [SECRET, str(reported.parent), str(ROOT), sys.prefix, os.uname().nodename, "site-packages"]
    found = {name: opened(name, data) for name, data in contents(reported / "reports").items()}
    assert found and not [(name, word) for name, data in found.items() for word in told if len(word) > 4 and word.encode() in data]


def test_the_sockets_of_a_kernel_are_its_users_alone(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    code = (
        "import json, os, ipykernel.connect\nfile = ipykernel.connect.get_connection_file()\nfolder = os.path.dirname(file)\n"
        "print(json.load(open(file))['transport'], oct(os.stat(folder).st_mode & 0o777), os.stat(folder).st_uid == os.getuid())"
    )
    listening = "print(open('/proc/net/tcp').read().count(' 0A '))" if sys.platform == "linux" else "print(0)"
    notebook(root / "notebooks" / "01_one.ipynb", SETUP, code, listening, COUNT)
    result = apart.run(root, sys.executable, "-m", "potline.cli", "report", "--only", "01")
    assert result.returncode == 0, result.stderr
    page = (root / "reports" / "01_one.html").read_text("utf-8")
    assert "ipc 0o700 True" in page and ">0</pre>" in page  # a folder of the user's own, and nothing listens on TCP
