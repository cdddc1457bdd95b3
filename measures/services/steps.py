"""Single steps of a measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from django.db import transaction

from measures.inputs import StepInput
from measures.models import Measure, Step, User
from measures.permissions import require_measure
from measures.services import audit
from measures.services.measures import write_measures
from measures.services.plans import MeasureChanged, hold_for_edit
from measures.services.rows import cleaned


@transaction.atomic
def update_step(*, step: Step, data: StepInput, by: User, revision: int) -> Step:
    """Write `data`, with its owners and items, to a step of an editable plan.

    `revision` is the measure's revision that the editor saw.

    Raises PermissionDenied, PlanLocked, MeasureChanged or ValidationError, and then nothing has
    been written.
    """
    require_measure(by, step.measure)
    data = cleaned(data)
    held = hold_for_edit(step.measure, revision=revision)
    keys = [row.pk for row in held.steps.all()]
    if step.pk not in keys:
        raise MeasureChanged(str(held))
    whole = held.as_input()
    place = keys.index(step.pk)
    before = whole.steps[place]
    steps = (*whole.steps[:place], data, *whole.steps[place + 1 :])
    held.revision += 1
    write_measures(held.plan, [(held, replace(whole, steps=steps))])
    saved = Step.objects.select_related("measure__plan__organization").get(pk=step.pk)
    audit.record("step.updated", saved, by=by, before=asdict(before), after=asdict(data))
    return saved


@transaction.atomic
def reorder_steps(*, measure: Measure, order: Sequence[int], by: User, revision: int) -> None:
    """Put the steps of a measure in the order of their keys; each keeps its depth.

    Raises PermissionDenied, PlanLocked or MeasureChanged.
    """
    require_measure(by, measure)
    held = hold_for_edit(measure, revision=revision)
    steps = {step.pk: step for step in held.steps.all()}
    if sorted(steps) != sorted(order):
        raise MeasureChanged(str(held))
    for position, key in enumerate(order, 1):
        steps[key].position = position
    Step.objects.bulk_update(steps.values(), ["position"])
    held.revision += 1
    held.save(update_fields=["revision", "updated_at"])
    audit.record(
        "measure.steps_reordered",
        held,
        by=by,
        before={"order": list(steps)},
        after={"order": list(order)},
    )
