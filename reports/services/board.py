"""How far a plan is unit by unit, when it is due, and reminding those who have work left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import AnnualPlan, Unit, User
from measures.permissions import Rights, require, writers_of
from measures.roles import Action
from measures.services import audit
from measures.services.plans import hold_plan
from reports.models import Reminder, Report
from reports.services.progress import TASK_LABELS, TaskState, progress_of, units_of
from reports.status import SETTLED, Status, TransitionRefused

ONCE_IN = timedelta(days=1)  # nobody is reminded of the same report more often
FURTHEST = timedelta(days=366)  # a day further from today is a slip of the pen


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """The measures of one unit; `unit` None is of those of which no unit is known."""

    unit: Unit | None
    counts: dict[TaskState, int]
    people: tuple[str, ...]
    reminded_at: datetime | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def left(self) -> int:
        return self.total - self.counts.get(TaskState.DONE, 0)

    @property
    def named_states(self) -> list[tuple[str, int]]:
        """How many are in each state, with its name."""
        return [
            (TASK_LABELS[state], self.counts.get(state, 0))
            for state in (TaskState.UNOPENED, TaskState.DOING, TaskState.NOTED, TaskState.DONE)
        ]

    @property
    def key(self) -> int:
        return self.unit.pk if self.unit else 0


@dataclass(frozen=True, kw_only=True)
class Due:
    """A day, and how many are left until it: below zero it has passed."""

    on: date
    days: int

    @property
    def late(self) -> int:
        return max(-self.days, 0)

    @classmethod
    def of(cls, report: Report | None, today: date) -> Due | None:
        if report is None or report.due_on is None:
            return None
        return cls(on=report.due_on, days=(report.due_on - today).days)


def board_of(plan: AnnualPlan, rights: Rights) -> list[UnitRow]:
    """A row for each unit that is responsible for something: who has most left stands first."""
    tasks = progress_of([plan], rights)[plan.pk].tasks
    owners = units_of([task.measure for task in tasks])
    counted: dict[int, Counter[TaskState]] = {}
    for task in tasks:
        for key in owners.get(task.measure.pk) or (0,):
            counted.setdefault(key, Counter())[task.state] += 1
    units = Unit.objects.in_bulk([key for key in counted if key])
    people = _people(plan)
    reminded = dict(
        Reminder.objects.to_finish()
        .filter(report__plan=plan)
        .order_by("at")
        .values_list("user", "at")
    )
    rows = [
        UnitRow(
            unit=units.get(key),
            counts=dict(counts),
            people=tuple(str(person) for person in people.get(key, ())),
            reminded_at=max(
                (reminded[p.pk] for p in people.get(key, ()) if p.pk in reminded), default=None
            ),
        )
        for key, counts in counted.items()
    ]
    return sorted(rows, key=lambda row: (-row.left, row.unit is None, str(row.unit)))


@transaction.atomic
def set_due(*, report: Report, due_on: date | None, by: User, at: datetime | None = None) -> Report:
    """Say until when a report is to be ready for submission; None takes the day away.

    Raises PermissionDenied, ValidationError, or TransitionRefused for what is published.
    """
    require(by, Action.SUBMIT_REPORT, report.plan.organization)
    at = at or timezone.now()
    if due_on is not None and abs(due_on - timezone.localtime(at).date()) > FURTHEST:
        raise ValidationError({"due_on": "กำหนดส่งต้องไม่ห่างจากวันนี้เกินหนึ่งปี โปรดตรวจปี พ.ศ."})
    hold_plan(report.plan)
    held = Report.objects.select_related("plan__organization").get(pk=report.pk)
    if Status(held.status) in SETTLED:
        raise TransitionRefused(f"{held} is published")
    before = held.due_on
    if before == due_on:
        return held
    held.due_on = due_on
    held.save(update_fields=["due_on"])
    audit.record(
        "report.due_set",
        held,
        by=by,
        at=at,
        before={"due_on": before.isoformat() if before else None},
        after={"due_on": due_on.isoformat() if due_on else None},
    )
    return held


@transaction.atomic
def remind(
    *, report: Report, units: Iterable[int], by: User, at: datetime | None = None
) -> list[User]:
    """Remind those who write for these units (0: where no unit is known), each once a day.

    Returns who was reminded. Raises PermissionDenied, or ValidationError for a report that is not
    being written.
    """
    require(by, Action.SUBMIT_REPORT, report.plan.organization)
    at = at or timezone.now()
    plan = hold_plan(report.plan)
    if plan.is_locked:
        raise ValidationError("รายงานนี้ส่งตรวจแล้ว ไม่ต้องเตือน", code="locked")
    people = _people(plan)
    wanted = {person.pk: person for key in units for person in people.get(key, ())}
    wanted.pop(by.pk, None)
    lately = Reminder.objects.to_finish().filter(
        report=report, user__in=wanted, at__gt=at - ONCE_IN
    )
    for key in lately.values_list("user", flat=True):
        wanted.pop(key, None)
    told = [wanted[key] for key in sorted(wanted)]
    Reminder.objects.bulk_create(Reminder(report=report, user=u, by=by, at=at) for u in told)
    if told:
        after = {"people": [person.pk for person in told]}
        audit.record("report.reminded", report, by=by, at=at, after=after)
    return told


def _people(plan: AnnualPlan) -> dict[int, list[User]]:
    """Who writes for each unit of the organization; 0 are those who write for all of it."""
    people: dict[int, list[User]] = {}
    for user, limits in writers_of(plan.organization).items():
        for key in (0,) if limits is None else limits:
            people.setdefault(key, []).append(user)
    return people
