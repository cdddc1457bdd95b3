"""Autosave: saves per second on SQLite and on PostgreSQL, by one person and by several at once.

A save is one text of a measure of twenty steps in a plan of sixty measures: permission, lock,
merge, rows, history and audit event, committed. Each engine has a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.results import Ratio
from tests.engines import postgresql

PEOPLE = 4
PAUSE_SECONDS = 2  # between two saves of a person who goes on typing
TYPING = 50  # people of one portal who type at the same moment, at the worst
SLOWEST_MS = 500  # a person does not notice less
SETTINGS = {
    "ENV_FILE": "",
    "DEBUG": "off",
    "HTTPS": "off",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SECRET_KEY": "only-for-the-bench-0123456789-abcdefghijklmnopqrstuvwxyz",
}
PROGRAM = f"from tests.bench.saving_people import main; main({PEOPLE}, {PAUSE_SECONDS}, {TYPING})"


def measure() -> list[Ratio]:
    with postgresql() as url:
        return [*_ratios("SQLite", ""), *_ratios("PostgreSQL", url)]


def _figures(url: str) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory(prefix="ita-portal-bench-") as data:
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", PROGRAM],
            cwd=Path(__file__).resolve().parents[2],
            env={**os.environ, **SETTINGS, "DATABASE_URL": url, "DATA_DIR": data},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=120,
        )
    figures: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _ratios(engine: str, url: str) -> Iterator[Ratio]:
    found = _figures(url)
    for name, label in (
        ("alone", "one person"),
        ("apart", f"{PEOPLE} people in {PEOPLE} plans"),
        ("together", f"{PEOPLE} people in one measure"),
    ):
        rate, middle = found[name]["rate"], found[name]["middle_ms"]
        yield Ratio(
            name=f"{engine}: people who may type at once, {label}",
            value=rate * PAUSE_SECONDS,
            goal=TYPING,
            is_ceiling=False,
            detail=f"{rate:.0f} saves/s without a pause, middle {middle:.0f} ms",
        )
    typing = found["typing"]
    yield Ratio(
        name=f"{engine}: ms of the slowest of 100 saves, {TYPING} people typing in one measure",
        value=typing["slowest_ms"],
        goal=SLOWEST_MS,
        is_ceiling=True,
        detail=f"{typing['rate']:.0f} saves/s, middle {typing['middle_ms']:.0f} ms",
    )
    yield Ratio(
        name=f"{engine}: a save against a bare commit of one row",
        value=found["bare"]["rate"] / found["alone"]["rate"],
        goal=60,
        is_ceiling=True,
        detail=f"{found['bare']['rate']:.0f} bare commits/s",
    )
