"""Converting, building and exporting ask nobody: all works where there is no network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

# Python runs it at the start of every process. An exception could be silenced, the end of the process can't; a socket
# of the system's own, between processes, is no network.
_GUARD = """
import os, sys

def refuse(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        asks = not isinstance(args[1], (str, bytes))
    else:
        asks = event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "ftplib.connect")
    if asks:
        sys.stderr.write(f"asks the network: {event} {args[1:]}\\n")
        sys.stderr.flush()
        os._exit(97)

sys.addaudithook(refuse)
"""


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """Variables of processes that end when they ask the network."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard/sitecustomize.py").write_text(_GUARD, "utf-8")
    path = os.pathsep.join([str(tmp_path / "guard"), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path}


def run(folder: Path, variables: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_nothing_asks_the_network(tmp_path: Path, guarded: dict[str, str]) -> None:
    root = tmp_path / "archive"
    for name in ("docs_src", "seeds", "site_templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy2(ROOT / "mkdocs.yml", root)
    shutil.rmtree(root / "docs_src/articles")
    for command in (
        *(["generator", "convert"], ["generator", "check"], ["generator", "review"], ["generator", "export", "vault"]),
        *(["generator", "split", "parts"], ["mkdocs", "build", "--strict", "--quiet"]),
    ):
        done = run(root, guarded, "-m", *command)
        assert done.returncode == 0, (command, done.stderr)
    assert len(list((root / "site/articles").glob("*/index.html"))) == 5


@pytest.mark.parametrize(
    "code",
    [
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('vi.du', 80)",
        "import contextlib, socket\nwith contextlib.suppress(BaseException): socket.socket().connect(('127.0.0.1', 9))",
    ],
)
def test_the_guard_sees_who_does(tmp_path: Path, guarded: dict[str, str], code: str) -> None:
    done = run(tmp_path, guarded, "-c", code)
    assert done.returncode == 97
    assert "asks the network" in done.stderr
