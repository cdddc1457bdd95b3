"""Measures with everything nested in them: written as one, refused as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ita_portal.thai.numerals import to_thai
from measures.inputs import AnnexInput, MeasureInput
from measures.models import AnnualPlan, Issue, Measure, Unit, User
from measures.permissions import require, require_measure
from measures.roles import Action
from measures.services import audit
from measures.services.meaning import find_issue
from measures.services.nested import check_fields, period_fields, write_nested
from measures.services.plans import hold_for_edit, hold_open_plan, require_all_open
from measures.services.rows import cleaned

Pair = tuple[Measure, MeasureInput]


@transaction.atomic
def save_measure(
    *,
    plan: AnnualPlan,
    data: MeasureInput,
    by: User,
    measure: Measure | None = None,
    revision: int | None = None,
    position: int | None = None,
    annex: AnnexInput | None = None,
) -> Measure:
    """Write a measure and all its rows: a new one, or `measure` as its editor saw it.

    `revision` goes with `measure`. `position` counts from 1: a new measure comes last without
    it, another one stays. `annex` None leaves the words of the annex alone. `data.number` is
    not kept, it follows from the position.

    Raises PermissionDenied, PlanLocked, MeasureChanged or ValidationError, and then nothing has
    been written.
    """
    require(by, Action.EDIT_PLAN, plan.organization)
    data, annex = cleaned(data), cleaned(annex)
    before: dict[str, Any] | None = None
    if measure is None:
        held = Measure(plan=hold_open_plan(plan))
    else:
        held = _hold_in(plan, measure, revision)
        require_measure(by, held)
        if position not in (None, held.position):
            require_all_open(held.plan)
        before = event_values(held)
        held.revision += 1
    held.updated_by = by
    if annex is not None:
        held.annex_heading, held.annex_text = annex.heading, annex.text
    write_measures(held.plan, [(held, data)])
    _move(held, position)
    saved = Measure.objects.with_rows().with_plan().get(pk=held.pk)
    action = "measure.created" if measure is None else "measure.updated"
    audit.record(action, saved, by=by, before=before, after=event_values(saved))
    return saved


@transaction.atomic
def delete_measure(*, measure: Measure, by: User, revision: int) -> None:
    """Take a measure out of an editable plan; the event keeps all that it said.

    Raises PermissionDenied, PlanLocked or MeasureChanged.
    """
    require_measure(by, measure)
    held = hold_for_edit(measure, revision=revision)
    require_all_open(held.plan)
    audit.record("measure.deleted", held, by=by, before=event_values(held))
    plan = held.plan
    held.delete()
    number_measures(list(Measure.objects.in_plan(plan)))


def write_measures(plan: AnnualPlan, pairs: Sequence[Pair]) -> None:
    """Write measures of a plan that is held, from inputs that are clean; raises ValidationError."""
    issues = list(Issue.objects.filter(scheme=plan.issue_scheme_id))
    units = list(Unit.objects.filter(organization=plan.organization_id))
    for number, (measure, data) in enumerate(pairs, 1):
        _fill(measure, data, issues)
        check_fields(measure, f"มาตรการที่ {to_thai(str(measure.position or number))}")
    old = [measure for measure, _ in pairs if measure.pk]
    try:
        Measure.objects.bulk_create([measure for measure, _ in pairs if measure.pk is None])
        for measure in old:
            measure.save()
        write_nested(pairs, units)
    except IntegrityError as error:
        raise ValidationError("ข้อมูลของมาตรการขัดกันเอง", code="conflict") from error


def event_values(measure: Measure) -> dict[str, Any]:
    """A measure with all its rows, as an audit event keeps it."""
    annex = {"heading": measure.annex_heading, "text": measure.annex_text}
    return {**asdict(measure.as_input()), "position": measure.position, "annex": annex}


def number_measures(measures: Sequence[Measure]) -> None:
    """Count measures anew from 1, in the order in which they are given."""
    moved = [measure for place, measure in enumerate(measures, 1) if measure.position != place]
    for place, measure in enumerate(measures, 1):
        measure.position = place
    Measure.objects.bulk_update(moved, ["position"], batch_size=200)


def _hold_in(plan: AnnualPlan, measure: Measure, revision: int | None) -> Measure:
    if revision is None or measure.plan_id != plan.pk:
        raise ValueError("an edit needs the revision that was seen, of a measure of this plan")
    return hold_for_edit(measure, revision=revision)


def _fill(measure: Measure, data: MeasureInput, issues: Sequence[Issue]) -> None:
    measure.position = measure.position or 0
    if measure.pk is None or (measure.issue_text, measure.title) != (data.issue, data.title):
        measure.issue = find_issue(data, issues)
    measure.issue_text = data.issue
    measure.title = data.title
    measure.status = data.status.value
    measure.expected_on = data.expected_on
    measure.status_reason = data.status_reason
    measure.steps_lead = data.steps_lead
    for name, value in period_fields(data.period).items():
        setattr(measure, name, value)
    measure.extras = [asdict(extra) for extra in data.extras]


def _move(measure: Measure, position: int | None) -> None:
    """Put a measure in its place and count its plan's measures anew."""
    others = [other for other in Measure.objects.in_plan(measure.plan) if other != measure]
    if position is None:
        position = measure.position or len(others) + 1
    others.insert(max(position - 1, 0), measure)
    number_measures(others)
