"""What the checks find in one measure, by the boxes in which it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.checks import Finding
from reports.services.findings import PlanCheck
from reports.views.workspace.anchors import anchor_of_box, box_of, step_keys
from reports.views.workspace.editor.opened import OpenedMeasure


@dataclass(frozen=True, kw_only=True)
class PlacedFinding:
    """A finding with the key of its box, and the id to go to: of the steps where there is none."""

    finding: Finding
    key: str

    @property
    def anchor(self) -> str:
        return anchor_of_box(self.key)


def placed_findings(check: PlanCheck, opened: OpenedMeasure) -> tuple[PlacedFinding, ...]:
    """Those of the measure that are still to be mended or looked at, in its order."""
    if opened.measure.pk not in check.measure_ids:
        return ()
    number = check.measure_ids.index(opened.measure.pk)
    steps = step_keys(opened.measure)
    return tuple(
        PlacedFinding(finding=finding, key=box_of(finding.place, steps, opened.measure))
        for finding in check.open_findings
        if finding.place.measure == number
    )


def findings_by_key(found: Iterable[PlacedFinding]) -> dict[str, tuple[Finding, ...]]:
    """The findings of each box; those without a box under the empty key."""
    by_key: dict[str, tuple[Finding, ...]] = {}
    for placed in found:
        by_key[placed.key] = (*by_key.get(placed.key, ()), placed.finding)
    return by_key
