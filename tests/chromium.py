"""A Chromium to test with: the one that is there, or one that is installed now. No test is skipped for want of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_MAC = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")


@cache
def chromium() -> str:
    """Path of an executable. Raises RuntimeError, saying what to do, where none is and none can be installed."""
    found = next(_present(), None)
    if found:
        return found
    for install in (_install_with_playwright, _install_with_apt):
        install()
        found = next(_present(), None)
        if found:
            return found
    raise RuntimeError("the browser tests need Chromium: install it, or name one in the variable CHROMIUM")


def _present() -> Iterator[str]:
    named = os.environ.get("CHROMIUM")
    candidates = [Path(named)] if named else []
    candidates += [Path(path) for command in _COMMANDS if (path := shutil.which(command))]
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        candidates += [Path(os.environ[variable]) / name for name in _WINDOWS if variable in os.environ]
    candidates += [Path("/Applications") / name for name in _MAC]
    with sync_playwright() as playwright:
        candidates.append(Path(playwright.chromium.executable_path))
    yield from (str(candidate) for candidate in candidates if candidate.is_file())


def _install_with_playwright() -> None:
    # The libraries a browser needs come along only where this user may install them.
    libraries = ["--with-deps"] if _is_root() else []
    command = [sys.executable, "-m", "playwright", "install", *libraries, "chromium"]
    subprocess.run(command, check=False, stdin=subprocess.DEVNULL)


def _install_with_apt() -> None:
    """On Debian and its kin, where this user may install; elsewhere nothing happens."""
    apt = shutil.which("apt-get")
    if not apt:
        return
    rights = [] if _is_root() else ["sudo", "--non-interactive"]
    for arguments in (["update", "--quiet"], ["install", "--yes", "--quiet", "--no-install-recommends", "chromium"]):
        subprocess.run([*rights, apt, *arguments], check=False, stdin=subprocess.DEVNULL)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
