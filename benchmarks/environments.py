"""Virtual environments of their own for tools that the project doesn't depend on, made once and kept."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.process import FailedError

_READY = ".ready"


def default_folder() -> Path:
    """Where environments and results are kept: below the system's folder for caches, else for what is temporary."""
    caches = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    home = Path.home() / ".cache"
    return Path(caches or (home if home.is_dir() else tempfile.gettempdir())) / "generator-benchmarks"


def tool(folder: Path, package: str) -> Path:
    """The command of a package from PyPI that is called as the package is, installed if it isn't yet.

    Raises FailedError with what pip said where it can't be installed.
    """
    home = folder / package
    found = _bin(home) / (f"{package}.exe" if os.name == "nt" else package)
    if (home / _READY).is_file() and found.is_file():
        return found
    shutil.rmtree(home, ignore_errors=True)
    home.parent.mkdir(parents=True, exist_ok=True)
    for command in (
        [sys.executable, "-m", "venv", str(home)],
        [str(_bin(home) / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package],
    ):
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if line.startswith(("ERROR", "Error"))]
            raise FailedError(f"{package} can't be installed: {(errors or ['no message'])[-1]}")
    (home / _READY).touch()
    return found


def version(folder: Path, package: str) -> str:
    """The version that was installed."""
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    python = str(_bin(folder / package) / "python")
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def _bin(home: Path) -> Path:
    return home / ("Scripts" if os.name == "nt" else "bin")
