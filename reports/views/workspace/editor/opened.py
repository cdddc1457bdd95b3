"""The measure that a page is about, and its neighbours in the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from measures.models import AnnualPlan, Measure
from measures.services.content import give_cells
from measures.writing import Change, read_key
from reports.layouts import LayoutSpec
from reports.services.drafts import table_of


@dataclass(frozen=True, kw_only=True)
class OpenedMeasure:
    """A measure with its rows and the table that it is printed in.

    It has a cell for each further column of the table, empty where nobody has written in it yet.
    `number` counts from 1; `previous` and `next` are keys or None.
    """

    measure: Measure
    layout: LayoutSpec
    number: int
    count: int
    previous: int | None
    next: int | None


def find_measure(plan: AnnualPlan, measure_id: str) -> Measure:
    """A measure of the plan itself without its rows. Raises Http404, also for one in the bin."""
    return get_object_or_404(Measure.objects.in_plan(plan).with_plan(), pk=int(measure_id))


def open_measure(plan: AnnualPlan, measure_id: str) -> OpenedMeasure:
    """A measure of the plan itself, as it stands. Raises Http404, also for one in the bin."""
    keys = list(Measure.objects.in_plan(plan).values_list("pk", flat=True))
    key = int(measure_id)
    if key not in keys:
        raise Http404
    measure = Measure.objects.in_plan(plan).with_rows().with_plan().get(pk=key)
    layout = table_of(plan)
    give_cells(measure, layout.extra_headings)
    place = keys.index(key)
    return OpenedMeasure(
        measure=measure,
        layout=layout,
        number=place + 1,
        count=len(keys),
        previous=keys[place - 1] if place else None,
        next=keys[place + 1] if place + 1 < len(keys) else None,
    )


def headings_for(plan: AnnualPlan, changes: Iterable[Change]) -> tuple[str, ...]:
    """The further columns of the plan's table, where one of the changes is of such a cell."""
    keys = (read_key(change.key) for change in changes)
    is_of_cells = any(key is not None and key.extra is not None for key in keys)
    return table_of(plan).extra_headings if is_of_cells else ()
