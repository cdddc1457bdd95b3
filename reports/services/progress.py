"""How far plans are, measure by measure, as the person who looks at them sees it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from measures.models import AnnualPlan, Measure, Unit
from measures.permissions import Rights
from reports.checks import MeasureState
from reports.services.findings import PlanCheck, check_plans


class TaskState(StrEnum):
    """How far a measure is; the words are those of the page."""

    UNOPENED = "unopened"
    DOING = "doing"
    NOTED = "noted"
    DONE = "done"


TASK_LABELS = {
    TaskState.UNOPENED: "ยังไม่เปิดดู",
    TaskState.DOING: "กำลังทำ",
    TaskState.NOTED: "มีข้อสังเกต",
    TaskState.DONE: "ครบ",
}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One measure to be done; `carried` counts its texts of last year that nobody confirmed.

    `is_open` says whether anything of it may be written in this round.
    """

    measure: Measure
    number: int
    state: TaskState
    checked: MeasureState
    carried: int
    is_mine: bool
    is_open: bool = True

    @property
    def label(self) -> str:
        return TASK_LABELS[self.state]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The measures of a plan, or those of them that concern a person."""

    tasks: tuple[Task, ...]

    @property
    def total(self) -> int:
        return len(self.tasks)

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def done(self) -> int:
        return sum(task.state == TaskState.DONE for task in self.tasks)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many measures are in each state, those without any left out."""
        found = Counter(task.state for task in self.tasks)
        states = (TaskState.DONE, TaskState.DOING, TaskState.NOTED, TaskState.UNOPENED)
        return [(TASK_LABELS[state], found[state]) for state in states if found[state]]

    @property
    def next(self) -> Task | None:
        """The first one that is not done and that the person may write in."""
        left = (task for task in self.tasks if task.state != TaskState.DONE)
        return next((task for task in left if task.is_mine and task.is_open), None)

    def mine(self) -> Progress:
        return Progress(tasks=tuple(task for task in self.tasks if task.is_mine))


def progress_of(plans: Iterable[AnnualPlan], rights: Rights) -> dict[int, Progress]:
    """How far each plan is, in a number of queries that does not depend on how many there are."""
    checks = check_plans(plans)
    units = units_of([measure for check in checks.values() for measure in check.measures])
    return {key: _progress(check, units, rights) for key, check in checks.items()}


def _progress(check: PlanCheck, units: dict[int, frozenset[int]], rights: Rights) -> Progress:
    return Progress(
        tasks=tuple(
            Task(
                measure=measure,
                number=number,
                state=_state(measure, state),
                checked=state,
                carried=len(measure.carried),
                is_mine=rights.may_edit(
                    measure.plan.organization_id, units.get(measure.pk, frozenset())
                ),
                is_open=measure.plan.opening.has(measure.pk),
            )
            for number, (measure, state) in enumerate(
                zip(check.measures, check.states, strict=True), 1
            )
        )
    )


def _state(measure: Measure, checked: MeasureState) -> TaskState:
    has_all = checked.found == len(checked.parts) and not measure.carried
    if has_all:
        return TaskState.DONE if checked.is_complete else TaskState.NOTED
    if measure.opened_at is None and measure.updated_by_id is None:
        return TaskState.UNOPENED
    return TaskState.DOING


def units_of(measures: Iterable[Measure]) -> dict[int, frozenset[int]]:
    """The units that are known to be responsible for each measure, itself or in a step."""
    keys = [measure.pk for measure in measures]
    found: defaultdict[int, set[int]] = defaultdict(set)
    pairs = Unit.objects.filter(owned__measure__in=keys).values_list("owned__measure", "pk")
    for measure, unit in pairs:
        found[measure].add(unit)
    return {measure: frozenset(units) for measure, units in found.items()}
