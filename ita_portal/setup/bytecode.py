"""Our modules compiled ahead, once: the readers run in children that may not write to the disk."""

from ita_portal.setup.shell import ROOT, VENV_PYTHON, answers

PACKAGES = ("ita_portal", "measures", "reports")


def provide() -> None:
    """Compile what changed; where the folder cannot be written, every child compiles for itself."""
    answers([VENV_PYTHON, "-m", "compileall", "-q", *(ROOT / name for name in PACKAGES)])
