"""Numbers that should count up by one: of measures down the table, of steps in a measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from measures.importing.data_rows import DataRow
from measures.importing.groups import Group
from measures.importing.lists import number_of
from measures.importing.problems import Problems
from measures.inputs import StepInput

SKIPPED, AGAIN = "skipped", "again"


def check_measures(groups: Sequence[Group], problems: Problems) -> None:
    """Tell where numbers skip or begin anew; below the heading of another issue they may."""
    last, mark, issue = 0, "", ""
    for group in groups:
        row, number = group.rows[0], number_of(group.title.number)
        begins = number == 1 and group.title.issue != issue
        found = "" if number is None or begins else step_between(last, number)
        issue = group.title.issue
        if found:
            _report(f"numbers_{found}", row, "measure", mark, group.title.number, problems)
        if number is not None:
            last, mark = number, group.title.number


def check_steps(
    row: DataRow, before: Sequence[StepInput], added: Iterable[StepInput], problems: Problems
) -> None:
    """Tell where the numbers of a measure's steps do, those of the first level alone."""
    last, mark = _last_of(before)
    for step in added:
        number = number_of(step.mark) if step.depth == 0 else None
        if number is None:
            continue
        found = step_between(last, number)
        if found:
            _report(f"steps_{found}", row, "steps", mark, step.mark, problems)
        last, mark = number, step.mark


def step_between(last: int, number: int) -> str:
    """ "skipped" where numbers are left out, "again" where they do not go up."""
    if number == last + 1:
        return ""
    return AGAIN if number <= last else SKIPPED


def _last_of(steps: Sequence[StepInput]) -> tuple[int, str]:
    for step in reversed(steps):
        number = number_of(step.mark) if step.depth == 0 else None
        if number is not None:
            return number, step.mark
    return 0, ""


def _report(kind: str, row: DataRow, name: str, before: str, mark: str, problems: Problems) -> None:
    if name == "measure" and row.cell("number").blocks:
        name = "number"
    row.report(problems, kind, name, f"{before} → {mark}" if before else mark)
