"""The place of a measure among those of its plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from measures.models import Measure, User
from measures.permissions import require_all
from measures.services import audit
from measures.services.measures import number_measures
from measures.services.plans import MeasureChanged, hold_open_plan


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Where a measure stood and where it stands; both count from 1."""

    before: int
    after: int


@transaction.atomic
def place_measure(*, measure: Measure, position: int, by: User) -> Placed:
    """Put a measure in a place of its plan, which counts from 1; the others close up.

    The place is the one that the person pointed at, so that a form that is sent twice has one
    effect. One beyond the end is the last.

    Raises PermissionDenied, PlanLocked, or MeasureChanged when the measure has gone.
    """
    require_all(by, measure.plan.organization)
    plan = hold_open_plan(measure.plan)
    measures = list(Measure.objects.in_plan(plan))
    if measure not in measures:
        raise MeasureChanged(str(measure))
    order = [other.pk for other in measures]
    before = measures.index(measure)
    after = min(max(position, 1), len(measures)) - 1
    if before != after:
        measures.insert(after, measures.pop(before))
        number_measures(measures)
        moved = [other.pk for other in measures]
        audit.record("plan.reordered", plan, by=by, before={"order": order}, after={"order": moved})
    return Placed(before=before + 1, after=after + 1)
