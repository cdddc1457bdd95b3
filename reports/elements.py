"""The elements that a report or a measures document must show, and how many measures show each.

Its criteria say which. What was frozen before criteria were kept with it was asked for six, since
the report of fiscal year 2567 (ITA items O35, O28, O26); older reports had other columns, so for
them the count says nothing about the organization.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from reports.snapshot import Asked, MeasureRow, ReportSnapshot

FIRST_YEAR = 2567
_BETWEEN = "\N{NO-BREAK SPACE}"
ANALYSIS = "analysis"  # asked of a measures document as a whole, not of each measure
FOLLOW_UP = "แนวทางการกำกับติดตามและการรายงานผล"  # the heading of its last column

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
    """One element; `found` of `total` measures have it, themselves or in a step.

    Of what is asked of the whole there is one or none.
    """

    field: str
    label: str
    found: int
    total: int
    is_required: bool = True

    @property
    def is_complete(self) -> bool:
        return 0 < self.total == self.found

    @property
    def words(self) -> str:
        """Whether it is there."""
        if self.field == ANALYSIS:
            return "มี" if self.found else "ไม่มี"
        if self.is_complete:
            return "ครบทุกมาตรการ"
        return to_thai(f"มี {self.found} จาก {self.total}{_BETWEEN}มาตรการ") if self.found else "ไม่มี"


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
    whole = [{ANALYSIS: bool(snapshot.introduction)}]
    return tuple(
        _element(asked, whole if asked.field == ANALYSIS else rows) for asked in asked_of(snapshot)
    )


def _element(asked: Asked, rows: list[dict[str, bool]]) -> Element:
    return Element(
        field=asked.field,
        label=asked.label,
        found=sum(row[asked.field] for row in rows),
        total=len(rows),
        is_required=asked.is_required,
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
        "follow_up": any(extra.heading == FOLLOW_UP and extra.text for extra in measure.extras),
    }
