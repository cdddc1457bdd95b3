"""Where on a page a finding is mended: the box in the editor or in the plan's form."""

from __future__ import annotations

from collections.abc import Sequence

from measures.inputs import written
from measures.models import Measure
from measures.writing import cell_keys, step_key
from reports.checks import Place

_PLAN_KEYS = {"annex": "annex_lead"}
_KEYS = {"annex": "annex_text"}


def anchor_of(place: Place, measure: Measure | None) -> str:
    """The id of the box; the measure has its rows, and None is the plan's own texts."""
    if measure is None:
        return f"id_{_PLAN_KEYS.get(place.field, place.field)}"
    steps = step_keys(measure) if place.step is not None else ()
    return anchor_of_box(box_of(place, steps, measure))


def anchor_of_box(key: str) -> str:
    return f"f-{key}" if key else "steps"


def box_of(place: Place, steps: Sequence[int], measure: Measure) -> str:
    """The key of the editor's box; "" for the steps of a measure as a whole."""
    if place.step is not None and place.step < len(steps):
        return step_key(steps[place.step], "text" if place.field == "steps" else place.field)
    if place.field == "extras":
        cells = cell_keys(cell["heading"] for cell in measure.extras)
        return dict(enumerate(cells)).get(place.item or 0, "")
    return "" if place.field == "steps" else _KEYS.get(place.field, place.field)


def step_keys(measure: Measure) -> list[int]:
    """The keys of the steps that a snapshot counts."""
    inputs = measure.as_input().steps
    counted = {id(step) for step in written(inputs)}
    steps = zip(measure.steps.all(), inputs, strict=True)
    return [step.pk for step, data in steps if id(data) in counted]
