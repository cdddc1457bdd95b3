"""The six elements that a report must show, and how many of its measures show each.

Required since the report of fiscal year 2567 (ITA items O35, O28, O26); older reports had other
columns, so for them the count says nothing about the organization.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.snapshot import MeasureRow, ReportSnapshot

FIRST_YEAR = 2567


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
    rows = [_has(measure) for measure in snapshot.measures]
    return tuple(
        Element(label=label, found=sum(row[place] for row in rows), total=len(rows))
        for place, label in enumerate(_LABELS)
    )


_LABELS = (
    "มาตรการ โครงการ หรือกิจกรรม",
    "ขั้นตอนหรือวิธีการปฏิบัติ",
    "ระยะเวลาในการดำเนินการ",
    "ผู้รับผิดชอบ",
    "ผลการดำเนินการ (Output)",
    "ผลลัพธ์หรือผลสัมฤทธิ์ (Outcome/Result)",
)


def _has(measure: MeasureRow) -> tuple[bool, ...]:
    steps = measure.steps
    return (
        bool(measure.title or measure.issue),
        bool(steps),
        bool(measure.period.text) or any(step.period.text for step in steps),
        bool(measure.owners) or any(step.owners for step in steps),
        bool(measure.outputs) or any(step.outputs for step in steps),
        bool(measure.outcomes),
    )
