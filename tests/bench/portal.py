"""A process of its own with the settings of a portal that is empty."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SETTINGS = {
    "ENV_FILE": "",
    "DEBUG": "off",
    "HTTPS": "off",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SECRET_KEY": "only-for-the-bench-0123456789-abcdefghijklmnopqrstuvwxyz",
}


def answer_of(program: str, *, database: str = "") -> Any:
    """The last line that a program prints, which is JSON; without `database` on SQLite."""
    with tempfile.TemporaryDirectory(prefix="ita-portal-bench-") as data:
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", program],
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, **SETTINGS, "DATABASE_URL": database, "DATA_DIR": data},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=120,
        )
    return json.loads(done.stdout.splitlines()[-1])
