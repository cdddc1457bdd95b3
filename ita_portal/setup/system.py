"""What the operating system must give: found by looking for the thing itself, not for a package."""

import ctypes
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ita_portal.setup.shell import SetupFailed, answers, run, say


@dataclass(frozen=True)
class Need:
    """One thing from the system; `package` is its name in Debian and Ubuntu.

    What is only welcome is installed where the system has such a package, and else left out.
    """

    package: str
    what: str
    is_there: Callable[[], bool]
    is_only_welcome: bool = False


def library(name: str) -> Callable[[], bool]:
    """Whether the dynamic linker finds a shared library."""

    def is_there() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return is_there


def program(*names: str) -> Callable[[], bool]:
    """Whether one of several programs is on the path."""
    return lambda: any(shutil.which(name) for name in names)


def file(path: str) -> Callable[[], bool]:
    return Path(path).is_file


RUN = (
    Need("libpango-1.0-0", "the text layout of PDFs", library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", "the fonts of PDFs", library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", "small fonts in PDFs", library("libharfbuzz-subset.so.0")),
    Need("libthai0", "Thai word breaks", library("libthai.so.0")),
    Need(
        "libthai-data", "the dictionary of Thai word breaks", file("/usr/share/libthai/thbrk.tri")
    ),
)
TEST = (
    Need("chromium", "the browser of the tests", program("chromium", "chromium-browser")),
    Need(
        "chromium-headless-shell",
        "the same without what only a window needs: the tests take a quarter less time",
        program("chromium-headless-shell"),
        is_only_welcome=True,
    ),
    Need("poppler-utils", "reading PDFs back in the tests", program("pdftotext")),
    Need("libatomic1", "the driver of the browser", library("libatomic.so.1")),
)
BENCH = (Need("wrk", "the load of the bench", program("wrk")),)
VENV = (
    Need(
        "python3-venv",
        "virtual environments",
        lambda: answers(["python3", "-m", "ensurepip", "-h"]),
    ),
)


def provide(needs: tuple[Need, ...]) -> None:
    """Install what is missing where that is allowed; otherwise name it and stop."""
    missing = [need for need in needs if not need.is_there()]
    administrator = how_to_install() if missing else None
    _install([need for need in missing if not need.is_only_welcome], administrator)
    for need in missing:
        known = need.is_only_welcome and answers(["apt-cache", "show", need.package])
        if known and administrator is not None:
            _install([need], administrator)


def _install(missing: list[Need], administrator: list[str] | None) -> None:
    if not missing:
        return
    packages = [need.package for need in missing]
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if administrator is None:
        lines = "".join(f"\n   {need.package}: {need.what}" for need in missing)
        raise SetupFailed(
            f"The system lacks:{lines}\nInstall them as the administrator and start again, "
            f"on Debian or Ubuntu with:\n   sudo {command}"
        )
    say(f"installing from the system's packages: {' '.join(packages)}")
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    run([*administrator, "apt-get", "update"], why="Reading the list of packages", env=env)
    run([*administrator, *command.split()], why="Installing system packages", env=env)
    still = [need.package for need in missing if not need.is_there()]
    if still:
        raise SetupFailed(f"Installed, and yet not found: {' '.join(still)}")


def how_to_install() -> list[str] | None:
    """The words before apt-get: none for root, sudo where it asks no password; else None."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if answers(["sudo", "-n", "true"]) else None
