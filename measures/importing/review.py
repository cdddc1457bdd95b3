"""What a person decided on a source so far: how it is put together, and what of it is taken.

A measure is known by a key that outlives other decisions: the row that it begins with, "r12"; in
a file of the portal's own, which has no rows, its place, "n1".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from ita_portal.thai.numerals import parse_int
from measures.importing.choices import Choices
from measures.importing.reading import PlacedProblem, Reading
from measures.inputs import MeasureInput

T = TypeVar("T")


class Standing(StrEnum):
    """What becomes of the measures that the plan has already."""

    ADD = "add"  # they stay, and what is brought in comes last
    REPLACE = "replace"  # those with the same number say what was brought in


@dataclass(frozen=True, kw_only=True)
class Review:
    """`unticked` measures are left out; `passed` names the points that were looked at.

    `with_texts` brings the report's title, introduction and annex in as well. `is_moved` takes it
    for an earlier year's: periods move to the year of the plan, and results stay behind. None is
    what nobody chose yet.
    """

    choices: Choices = field(default_factory=Choices)
    unticked: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    standing: Standing = Standing.ADD
    with_texts: bool | None = None
    is_moved: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A change of a review: what is new, and what is taken back. None changes nothing."""

    choices: Choices = field(default_factory=Choices)
    withdrawn: Choices = field(default_factory=Choices)
    ticks: Mapping[str, bool] = field(default_factory=dict)
    passes: Mapping[str, bool] = field(default_factory=dict)
    standing: Standing | None = None
    with_texts: bool | None = None
    is_moved: bool | None = None


def decided(review: Review, decision: Decision) -> Review:
    """The review with a decision; the last one on the same thing holds."""
    return Review(
        choices=_chosen(review.choices, decision.choices, decision.withdrawn),
        unticked=_listed(review.unticked, {key: not on for key, on in decision.ticks.items()}),
        passed=_listed(review.passed, decision.passes),
        standing=decision.standing or review.standing,
        with_texts=_newer(review.with_texts, decision.with_texts),
        is_moved=_newer(review.is_moved, decision.is_moved),
    )


_THING: dict[str, Callable[[Any], object]] = {
    "tables": lambda choice: choice.table,
    "columns": lambda choice: (choice.table, choice.column),
    "rows": lambda choice: choice.line,
    "cells": lambda choice: (choice.line, choice.column),
    "splits": lambda choice: choice.line,
    "accepted": lambda choice: choice,
}


def _chosen(old: Choices, new: Choices, withdrawn: Choices) -> Choices:
    values: dict[str, Any] = {}
    for name, thing in _THING.items():
        kept = {thing(choice): choice for choice in getattr(old, name)}
        for choice in getattr(withdrawn, name):
            kept.pop(thing(choice), None)
        for choice in getattr(new, name):
            kept.pop(thing(choice), None)
            kept[thing(choice)] = choice
        values[name] = tuple(kept.values())
    # each move starts from what the moves before it left; only all of a measure are taken back
    gone = {move.line for move in withdrawn.moves}
    values["moves"] = (*(move for move in old.moves if move.line not in gone), *new.moves)
    return replace(old, **values)


def _listed(names: Iterable[str], changes: Mapping[str, bool]) -> tuple[str, ...]:
    kept = dict.fromkeys(name for name in names if changes.get(name, True))
    kept.update(dict.fromkeys(name for name, is_on in changes.items() if is_on))
    return tuple(kept)


def _newer(old: T | None, new: T | None) -> T | None:
    return old if new is None else new


def measure_keys(reading: Reading) -> tuple[str, ...]:
    """The key of each measure of the report, in order."""
    if reading.report is None:
        return ()
    first: dict[int, int] = {}
    for table in reading.tables:
        for row in table.rows:
            if row.measure is not None:
                first.setdefault(row.measure, row.line)
    return tuple(
        f"r{first[place]}" if place in first else f"n{place + 1}"
        for place in range(len(reading.report.measures))
    )


def problem_keys(reading: Reading) -> tuple[tuple[str, PlacedProblem], ...]:
    """Each problem with a key of its own; several of one kind at one place are counted."""
    seen: dict[str, int] = {}
    found = []
    for placed in reading.problems:
        base = f"{placed.problem.kind}-{placed.line}-{placed.column}"
        seen[base] = seen.get(base, 0) + 1
        found.append((f"{base}-{seen[base]}", placed))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Target:
    """The plan that a report is brought into: its year, and how many measures it has already."""

    year: int
    standing: int = 0


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What is done where nobody chose: what is usual for this report and this plan.

    `replaced` gives, for the place of each ticked measure in the report, the number of the measure
    of the plan that it takes the place of.
    """

    standing: Standing
    with_texts: bool
    is_moved: bool
    may_move: bool
    taken: tuple[int, ...]
    replaced: Mapping[int, int]


def settle(review: Review, reading: Reading, target: Target) -> Settled:
    """How a report goes into a plan, with what was decided and what follows from it."""
    measures = reading.report.measures if reading.report else ()
    year = reading.report.fiscal_year if reading.report else None
    may_move = year is not None and year < target.year
    is_moved = may_move and review.is_moved is not False
    with_texts = review.with_texts if review.with_texts is not None else not target.standing
    keys = measure_keys(reading)
    taken = tuple(place for place, key in enumerate(keys) if key not in review.unticked)
    standing = review.standing if target.standing else Standing.ADD
    numbers = _numbers(measures)
    replaced: dict[int, int] = {}
    if standing is Standing.REPLACE:
        for place in taken:
            number = numbers[place]
            if number <= target.standing and number not in replaced.values():
                replaced[place] = number
    return Settled(
        standing=standing,
        with_texts=with_texts,
        is_moved=is_moved,
        may_move=may_move,
        taken=taken,
        replaced=replaced,
    )


def _numbers(measures: Sequence[MeasureInput]) -> list[int]:
    """The number of each measure: as printed where all have different ones, else as counted."""
    printed = [parse_int(measure.number.strip(" .()")) or 0 for measure in measures]
    if 0 in printed or len(set(printed)) < len(printed):
        return list(range(1, len(measures) + 1))
    return printed
