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
    """One thing from the system; `package` is its name in Debian and Ubuntu."""

    package: str
    what: str
    is_there: Callable[[], bool]


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
    if not missing:
        return
    packages = [need.package for need in missing]
    command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    administrator = how_to_install()
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
