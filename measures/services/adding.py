"""A measure added to a plan that is being written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from measures.inputs import MeasureInput
from measures.models import AnnualPlan, Measure, User
from measures.permissions import require
from measures.roles import Action
from measures.services.measures import save_measure
from measures.services.once import once
from measures.services.plans import MeasureChanged, hold_open_plan


@transaction.atomic
def add_measure(
    *,
    plan: AnnualPlan,
    data: MeasureInput,
    by: User,
    at: datetime,
    token: str | None = None,
) -> Measure:
    """Put a new measure last; a form that is sent twice adds one.

    Raises PermissionDenied, PlanLocked, ValidationError, or MeasureChanged when the form was sent
    before and its measure has gone.
    """
    require(by, Action.EDIT_PLAN, plan.organization)
    held = hold_open_plan(plan)
    made = once(
        token=token,
        act=f"measure.added {plan.pk}",
        by=by,
        at=at,
        make=lambda: [save_measure(plan=held, data=data, by=by).pk],
    )
    measure = Measure.objects.in_plan(held).with_plan().filter(pk__in=made).first()
    if measure is None:
        raise MeasureChanged(str(plan))
    return measure
