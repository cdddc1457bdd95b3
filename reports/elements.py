"""The six elements that a report must show, and how many of its measures show each.

Required since the report of fiscal year 2567 (ITA items O35, O28, O26); older reports had other
columns, so for them the count says nothing about the organization.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.snapshot import MeasureRow, ReportSnapshot

FIRST_YEAR = 2567

# Each element by the layout's field that shows it, in the official order.
LABELS = {
    "measure": "มาตรการ โครงการ หรือกิจกรรม",
    "steps": "ขั้นตอนหรือวิธีการปฏิบัติ",
    "period": "ระยะเวลาในการดำเนินการ",
    "owners": "ผู้รับผิดชอบ",
    "outputs": "ผลการดำเนินการ (Output)",
    "outcomes": "ผลลัพธ์หรือผลสัมฤทธิ์ (Outcome/Result)",
}


@dataclass(frozen=True, kw_only=True)
class Element:
    """One element; `found` of `total` measures have it, themselves or in a step."""

    label: str
    found: int
    total: int

    @property
    def is_complete(self) -> bool:
        return 0 < self.total == self.found


def elements_of(snapshot: ReportSnapshot) -> tuple[Element, ...]:
    """The six elements in their official order."""
    rows = [elements_in(measure) for measure in snapshot.measures]
    return tuple(
        Element(label=label, found=sum(row[field] for row in rows), total=len(rows))
        for field, label in LABELS.items()
    )


def elements_in(measure: MeasureRow) -> dict[str, bool]:
    """Which of the six a measure has, itself or in a step."""
    steps = measure.steps
    return {
        "measure": bool(measure.title or measure.issue),
        "steps": bool(steps),
        "period": bool(measure.period.text) or any(step.period.text for step in steps),
        "owners": bool(measure.owners) or any(step.owners for step in steps),
        "outputs": bool(measure.outputs) or any(step.outputs for step in steps),
        "outcomes": bool(measure.outcomes),
    }
