"""The virtual environment and the Python packages in it, each file checked against its hash."""

import os
import shutil
import sys
from pathlib import Path

from ita_portal.setup import stamps, system
from ita_portal.setup.shell import ROOT, VENV, VENV_PYTHON, SetupFailed, answers, run, say

# each file holds everything of the ones before it
SETS = ("run", "test", "dev")


def provide(name: str) -> None:
    """Make .venv hold the packages of requirements/`name`.txt."""
    make_environment()
    for wider in SETS[SETS.index(name) :]:
        if stamps.is_fresh(stamp_of(wider), value_of(wider)) and is_subset(name, wider):
            return
    install(name)
    stamps.write(stamp_of(name), value_of(name))


def install(name: str) -> None:
    say(f"installing Python packages: requirements/{name}.txt")
    requirements = ROOT / "requirements" / f"{name}.txt"
    pip: list[str | Path] = [
        VENV_PYTHON,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
    ]
    options = ["--quiet", "--require-hashes", "--only-binary=:all:", "-r"]
    run([*pip, *options, requirements], why="Installing Python packages")


def make_environment() -> None:
    """Make .venv with the Python that runs this, unless a working one is there."""
    if VENV_PYTHON.exists() and answers([VENV_PYTHON, "-c", "import pip"]):
        return
    if not os.access(ROOT, os.W_OK):
        raise SetupFailed(f"{ROOT} may not be written: start again as the user it belongs to.")
    say("making the virtual environment .venv")
    if not answers([sys.executable, "-m", "ensurepip", "--version"]):
        system.provide(system.VENV)
    shutil.rmtree(VENV, ignore_errors=True)
    if not answers([sys.executable, "-m", "venv", VENV]):
        raise SetupFailed(
            f"{sys.executable} cannot make a virtual environment: its venv module is missing.\n"
            "Install it (on Debian or Ubuntu: sudo apt-get install python3-venv) and start again."
        )


def is_subset(name: str, wider: str) -> bool:
    """Whether what `wider` installed also has every line of `name`."""
    read = {kind: (ROOT / "requirements" / f"{kind}.txt").read_text() for kind in (name, wider)}
    pins = {
        kind: {line for line in text.split("\n") if "==" in line} for kind, text in read.items()
    }
    return pins[name] <= pins[wider]


def stamp_of(name: str) -> Path:
    return VENV / "ita-portal-stamps" / name


def value_of(name: str) -> str:
    return stamps.digest([ROOT / "requirements" / f"{name}.txt", sys.version])
