"""The measure that a page is about, and its neighbours in the plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from measures.models import AnnualPlan, Measure


@dataclass(frozen=True, kw_only=True)
class OpenedMeasure:
    """A measure with its rows; `number` counts from 1; `previous` and `next` are keys or None."""

    measure: Measure
    number: int
    count: int
    previous: int | None
    next: int | None


def find_measure(plan: AnnualPlan, measure_id: str) -> Measure:
    """A measure of the plan itself without its rows. Raises Http404, also for one in the bin."""
    measure = Measure.objects.in_plan(plan).with_plan().filter(pk=int(measure_id)).first()
    if measure is None:
        raise Http404
    return measure


def open_measure(plan: AnnualPlan, measure_id: str) -> OpenedMeasure:
    """A measure of the plan itself, as it stands. Raises Http404, also for one in the bin."""
    keys = list(Measure.objects.in_plan(plan).values_list("pk", flat=True))
    key = int(measure_id)
    if key not in keys:
        raise Http404
    measure = Measure.objects.in_plan(plan).with_rows().with_plan().get(pk=key)
    place = keys.index(key)
    return OpenedMeasure(
        measure=measure,
        number=place + 1,
        count=len(keys),
        previous=keys[place - 1] if place else None,
        next=keys[place + 1] if place + 1 < len(keys) else None,
    )
