"""Measures that are taken out of their plan, and measures that are made of another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from measures.inputs import written
from measures.models import AnnualPlan, Measure, User
from measures.permissions import require_all, require_measure
from measures.services import audit
from measures.services.measures import event_values, number_measures, write_measures
from measures.services.once import once
from measures.services.plans import (
    MeasureChanged,
    hold_measure,
    hold_open_plan,
    hold_plan,
    require_all_open,
)
from measures.services.removed_rows import KEPT


@transaction.atomic
def bin_measure(*, measure: Measure, by: User, at: datetime) -> Measure:
    """Take a measure out of its plan; it can be put back for KEPT.

    Raises PermissionDenied, PlanLocked, or MeasureChanged when it has gone.
    """
    require_all(by, measure.plan.organization)
    held = hold_measure(measure)
    plan = held.plan
    require_all_open(plan)
    held.binned_at, held.binned_by = at, by
    held.save(update_fields=["binned_at", "binned_by"])
    number_measures(list(Measure.objects.in_plan(plan)))
    empty_bin(plan=plan, at=at)
    audit.record("measure.binned", held, by=by, at=at, before={"position": held.position})
    return held


@transaction.atomic
def restore_measure(*, measure: Measure, by: User, at: datetime) -> Measure:
    """Put a measure back where it stood, or last where its plan has become shorter.

    Raises PermissionDenied, PlanLocked, or MeasureChanged when it is not in the bin any more.
    """
    require_all(by, measure.plan.organization)
    plan = hold_open_plan(measure.plan)
    held = Measure.objects.in_bin(plan).filter(pk=measure.pk, binned_at__gt=at - KEPT).first()
    if held is None:
        raise MeasureChanged(str(measure))
    held.plan = plan
    held.binned_at = held.binned_by = None
    held.save(update_fields=["binned_at", "binned_by"])
    others = [other for other in Measure.objects.in_plan(plan) if other != held]
    others.insert(max(held.position - 1, 0), held)
    number_measures(others)
    held.refresh_from_db(fields=["position"])
    audit.record("measure.restored", held, by=by, at=at, after={"position": held.position})
    return held


@transaction.atomic
def duplicate_measure(
    *, measure: Measure, by: User, at: datetime, token: str | None = None
) -> Measure:
    """Make a measure that says the same, right below; its evidence stays with the first.

    Raises PermissionDenied, PlanLocked, MeasureChanged, or ValidationError for a bad token.
    """
    require_measure(by, measure)
    plan = hold_open_plan(measure.plan)
    act = f"measure.duplicated {measure.pk}"
    made = once(
        token=token, act=act, by=by, at=at, make=lambda: [_copy_below(plan, measure, by, at).pk]
    )
    copy = Measure.objects.in_plan(plan).with_plan().filter(pk__in=made).first()
    if copy is None:
        raise MeasureChanged(str(measure))
    return copy


@transaction.atomic
def empty_bin(*, plan: AnnualPlan, at: datetime) -> int:
    """Remove for good what has lain in a plan's bin for KEPT, and say how much that was.

    The events keep all that the measures said. A plan of which not all is open waits.
    """
    held = hold_plan(plan)
    old = Measure.objects.in_bin(held).filter(binned_at__lte=at - KEPT).with_rows()
    if not held.opening.is_all:
        return 0
    measures = list(old)
    for measure in measures:
        measure.plan = held
        audit.record("measure.deleted", measure, by=None, at=at, before=event_values(measure))
        measure.delete()
    return len(measures)


def _copy_below(plan: AnnualPlan, measure: Measure, by: User, at: datetime) -> Measure:
    standing = list(Measure.objects.in_plan(plan).with_rows())
    source = next((other for other in standing if other == measure), None)
    if source is None:
        raise MeasureChanged(str(measure))
    copy = Measure(plan=plan, position=source.position + 1, updated_by=by, opened_at=at)
    copy.annex_heading, copy.carried = source.annex_heading, []
    data = source.as_input()
    write_measures(plan, [(copy, replace(data, steps=written(data.steps)))])
    standing.insert(standing.index(source) + 1, copy)
    number_measures(standing)
    made = Measure.objects.with_rows().with_plan().get(pk=copy.pk)
    audit.record("measure.created", made, by=by, at=at, after=event_values(made))
    return made
