"""Compiles requirements/*.txt from pyproject.toml: exact versions with the hashes of every file.

No index address is written, so that each machine asks the index that it is set up for.
"""

import sys
from pathlib import Path

from ita_portal.setup.shell import ROOT, VENV_PYTHON, SetupFailed, run, say

HEADER = "# Compiled by `make lock` from pyproject.toml for Python 3.11 and newer; do not edit.\n"
SETS: dict[str, list[str]] = {
    "run": [],
    "s3": ["--extra", "s3", "--constraint", "requirements/run.txt"],
    "test": ["--extra", "s3", "--group", "test", "--constraint", "requirements/s3.txt"],
    "dev": [
        *("--extra", "s3", "--group", "test", "--group", "dev"),
        *("--constraint", "requirements/test.txt"),
    ],
    "node": ["--only-group", "node"],
}
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"]


def main() -> None:
    (ROOT / "requirements").mkdir(exist_ok=True)
    for name, groups in SETS.items():
        say(f"compiling requirements/{name}.txt")
        target = ROOT / "requirements" / f"{name}.txt"
        source = [] if "--only-group" in groups else ["pyproject.toml"]
        wanted = [word.replace("--only-group", "--group") for word in groups]
        uv: list[str | Path] = [
            VENV_PYTHON,
            "-m",
            "uv",
            "pip",
            "compile",
            *OPTIONS,
            "--upgrade",
            *wanted,
        ]
        run([*uv, *source, "-o", target], why=f"Compiling {target.name}")
        target.write_text(HEADER + target.read_text("utf-8"), "utf-8")
    run(["npm", "install", "--package-lock-only", "--ignore-scripts"], why="Locking npm's packages")


if __name__ == "__main__":
    try:
        main()
    except SetupFailed as failed:
        sys.exit(str(failed))
