"""Autosave: saves per second on SQLite and on PostgreSQL, by one person and by several at once.

A save is one text of a measure of twenty steps in a plan of sixty measures: permission, lock,
merge, rows, history and audit event, committed. Each engine has a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.portal import answer_of
from tests.bench.results import Ratio
from tests.engines import postgresql

PEOPLE = 4
PAUSE_SECONDS = 2  # between two saves of a person who goes on typing
TYPING = 50  # people of one portal who type at the same moment, at the worst
PROGRAM = f"from tests.bench.saving_people import main; main({PEOPLE}, {PAUSE_SECONDS}, {TYPING})"


def measure() -> list[Ratio]:
    with postgresql() as url:
        return [*_ratios("SQLite", ""), *_ratios("PostgreSQL", url)]


def _ratios(engine: str, url: str) -> Iterator[Ratio]:
    found: dict[str, dict[str, float]] = answer_of(PROGRAM, database=url)
    alone, typing = found["alone"], found["typing"]
    yield Ratio(
        name=f"{engine}: a save against a bare commit of one row",
        value=found["bare"]["rate"] / alone["rate"],
        goal=60,
        is_ceiling=True,
        detail=f"{alone['rate']:.0f} saves/s, {found['bare']['rate']:.0f} bare commits/s",
    )
    for name, label in (
        ("apart", f"in {PEOPLE} plans"),
        ("together", "in one measure"),
    ):
        yield Ratio(
            name=f"{engine}: saves of {PEOPLE} people {label} against one alone",
            value=found[name]["rate"] / alone["rate"],
            goal=0.4,
            is_ceiling=False,
            detail=f"{found[name]['rate']:.0f} saves/s, middle {found[name]['middle_ms']:.0f} ms",
        )
    yield Ratio(
        name=f"{engine}: the slowest of 100 saves of {TYPING} people typing in one measure"
        " against one alone",
        value=typing["slowest_ms"] / alone["middle_ms"],
        goal=60,
        is_ceiling=True,
        detail=f"{typing['rate']:.0f} saves/s, middle {typing['middle_ms']:.0f} ms, "
        f"slowest {typing['slowest_ms']:.0f} ms",
    )
