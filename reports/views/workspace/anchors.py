"""Where on a page a finding is mended: the id of its box, in the editor or in the plan's form."""

from __future__ import annotations

from measures.inputs import written
from measures.models import Measure
from measures.writing import step_key
from reports.checks import Place

_KEYS = {"annex": "annex_text", "extras": "extra-0"}


def anchor_of(place: Place, measure: Measure | None) -> str:
    """The id to go to; a measure's steps as a whole where it is none of them alone."""
    if measure is None:
        return f"id_{place.field}"
    if place.step is not None:
        field = "text" if place.field == "steps" else place.field
        return f"f-{step_key(step_keys(measure)[place.step], field)}"
    return "steps" if place.field == "steps" else f"f-{_KEYS.get(place.field, place.field)}"


def step_keys(measure: Measure) -> list[int]:
    """The keys of the steps that a snapshot counts; the measure has its rows."""
    inputs = measure.as_input().steps
    counted = {id(step) for step in written(inputs)}
    steps = zip(measure.steps.all(), inputs, strict=True)
    return [step.pk for step, data in steps if id(data) in counted]
