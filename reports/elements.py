"""The elements that a report must show, and how many of its measures show each.

Its criteria say which. What was frozen before criteria were kept with it was asked for six, since
the report of fiscal year 2567 (ITA items O35, O28, O26); older reports had other columns, so for
them the count says nothing about the organization.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.snapshot import Asked, MeasureRow, ReportSnapshot

FIRST_YEAR = 2567

# What a report's element may be, by the layout's field that shows it, in the official order.
LABELS = {
    "measure": "มาตรการ โครงการ หรือกิจกรรม",
    "steps": "ขั้นตอนหรือวิธีการปฏิบัติ",
    "period": "ระยะเวลาในการดำเนินการ",
    "owners": "ผู้รับผิดชอบ",
    "outputs": "ผลการดำเนินการ (Output)",
    "outcomes": "ผลลัพธ์หรือผลสัมฤทธิ์ (Outcome/Result)",
    "suggestions": "ข้อเสนอแนะ",
}
THE_SIX = tuple(LABELS)[:6]


@dataclass(frozen=True, kw_only=True)
class Element:
    """One element; `found` of `total` measures have it, themselves or in a step."""

    field: str
    label: str
    found: int
    total: int
    is_required: bool = True

    @property
    def is_complete(self) -> bool:
        return 0 < self.total == self.found


def asked_of(snapshot: ReportSnapshot) -> tuple[Asked, ...]:
    """What the report is asked to show, in the order of its round."""
    if snapshot.criteria is not None:
        return snapshot.criteria.elements
    is_required = (snapshot.fiscal_year or 0) >= FIRST_YEAR
    return tuple(
        Asked(field=field, label=LABELS[field], is_required=is_required) for field in THE_SIX
    )


def must_show(snapshot: ReportSnapshot) -> bool:
    """Whether anything at all is required of the report."""
    return any(asked.is_required for asked in asked_of(snapshot))


def elements_of(snapshot: ReportSnapshot) -> tuple[Element, ...]:
    """What is asked for, each with how many measures have it."""
    rows = [elements_in(measure) for measure in snapshot.measures]
    return tuple(
        Element(
            field=asked.field,
            label=asked.label,
            found=sum(row[asked.field] for row in rows),
            total=len(rows),
            is_required=asked.is_required,
        )
        for asked in asked_of(snapshot)
    )


def elements_in(measure: MeasureRow) -> dict[str, bool]:
    """Which elements a measure has, itself or in a step."""
    steps = measure.steps
    return {
        "measure": bool(measure.title or measure.issue),
        "steps": bool(steps),
        "period": bool(measure.period.text) or any(step.period.text for step in steps),
        "owners": bool(measure.owners) or any(step.owners for step in steps),
        "outputs": bool(measure.outputs) or any(step.outputs for step in steps),
        "outcomes": bool(measure.outcomes),
        "suggestions": bool(measure.suggestions) or any(step.suggestions for step in steps),
    }
