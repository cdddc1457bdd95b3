"""What the checks find in one measure, by the boxes in which it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from measures.inputs import written
from measures.models import Measure
from measures.writing import step_key
from reports.checks import Finding, Place
from reports.services.findings import PlanCheck
from reports.views.workspace.editor.opened import OpenedMeasure

_KEYS = {"annex": "annex_text", "extras": "extra-0"}


@dataclass(frozen=True, kw_only=True)
class PlacedFinding:
    """A finding with the key of its box, and the id to go to: of the steps where there is none."""

    finding: Finding
    key: str

    @property
    def anchor(self) -> str:
        return f"f-{self.key}" if self.key else "steps"


def placed_findings(check: PlanCheck, opened: OpenedMeasure) -> tuple[PlacedFinding, ...]:
    """Those of the measure that are still to be mended or looked at, in its order."""
    if opened.measure.pk not in check.measure_ids:
        return ()
    number = check.measure_ids.index(opened.measure.pk)
    steps = _step_keys(opened.measure)
    return tuple(
        PlacedFinding(finding=finding, key=_key(finding.place, steps))
        for finding in check.open_findings
        if finding.place.measure == number
    )


def _step_keys(measure: Measure) -> list[int]:
    """The keys of the steps that the snapshot counts."""
    inputs = measure.as_input().steps
    counted = {id(step) for step in written(inputs)}
    steps = zip(measure.steps.all(), inputs, strict=True)
    return [step.pk for step, data in steps if id(data) in counted]


def _key(place: Place, steps: Sequence[int]) -> str:
    if place.step is not None and place.step < len(steps):
        return step_key(steps[place.step], "text" if place.field == "steps" else place.field)
    if place.field == "steps":
        return ""
    return _KEYS.get(place.field, place.field)
