"""What a report of its year must show and does not."""

from __future__ import annotations

from collections.abc import Iterator

from ita_portal.thai.numerals import to_thai
from reports.checks.findings import Finding, Kind, Level, Place
from reports.checks.material import SHORT_LABELS, Material
from reports.elements import elements_in
from reports.snapshot import MeasureRow, StepRow

_WHAT_TO_WRITE = {
    "measure": "โปรดใส่ชื่อมาตรการ โครงการ หรือกิจกรรม",
    "steps": "โปรดเขียนอย่างน้อย ๑ ขั้นตอน ว่าทำอะไรและทำอย่างไร",
    "period": "โปรดใส่ช่วงเวลาที่ดำเนินการ เช่น “ไตรมาส ๑ - ๔” หรือ “ทุกเดือน”",
    "owners": "โปรดใส่สำนัก กอง หรืองานที่รับผิดชอบ",
    "outputs": "โปรดเขียนสิ่งที่ทำได้จริง เช่น “มีคู่มือ จำนวน ๑ ฉบับ”",
    "outcomes": "โปรดเขียนประโยชน์ที่เกิดกับประชาชนหรือหน่วยงาน",
    "suggestions": "โปรดเขียนข้อเสนอแนะ หรือใส่ “-” หากไม่มี",
}
_WHEN_NOT_DONE = {
    "outputs": "หากปีนี้ไม่ได้ดำเนินการ โปรดเขียนว่ายังไม่ได้ดำเนินการ พร้อมเหตุผล",
    "outcomes": "หากปีนี้ไม่ได้ดำเนินการ ใส่ “-” ได้",
}


def check_measures(material: Material) -> Iterator[Finding]:
    """A report without any measure."""
    if not material.snapshot.measures:
        yield Finding(
            kind=Kind.NO_MEASURES,
            level=Level.MUST_FIX,
            place=Place(field="measures"),
            title="ยังไม่มีมาตรการ",
            message="โปรดเพิ่มอย่างน้อย ๑ มาตรการ",
        )


def check_columns(material: Material) -> Iterator[Finding]:
    """A table that has no column for an element that is required."""
    for asked in material.required:
        field, label = asked.field, SHORT_LABELS[asked.field]
        if field not in material.fields:
            yield Finding(
                kind=Kind.MISSING_COLUMN,
                level=Level.MUST_FIX,
                place=Place(field="layout"),
                title=f"ตารางไม่มีช่อง{label}",
                message=f"รายงานปีงบประมาณ พ.ศ. {_year(material)} ต้องแสดง{label} "
                "โปรดให้นิติกรเลือกรูปแบบตารางที่มีช่องนี้",
                basis=field,
            )


def check_elements(material: Material) -> Iterator[Finding]:
    """A measure that shows nothing of an element that has a column."""
    for at, measure in enumerate(material.snapshot.measures):
        found = elements_in(measure)
        for field in material.looked_at:
            if field not in material.fields:
                continue
            if not found[field]:
                yield _missing(material.demanded(field), at, field, measure)
            elif material.layout.rows == "step":
                yield from _missing_in_steps(at, field, measure)


def _missing(level: Level, at: int, field: str, measure: MeasureRow) -> Finding:
    message = _WHAT_TO_WRITE[field]
    if measure.status == "not_done" and field in _WHEN_NOT_DONE:
        message = _WHEN_NOT_DONE[field]
    return Finding(
        kind=Kind.MISSING,
        level=level,
        place=Place(field="title" if field == "measure" else field, measure=at),
        title=f"ยังไม่มี{SHORT_LABELS[field]}",
        message=message,
    )


def _missing_in_steps(at: int, field: str, measure: MeasureRow) -> Iterator[Finding]:
    """Steps that leave a cell blank in a table where each step is a row."""
    if field not in ("period", "owners", "outputs") or _has(measure, field):
        return
    for number, rows in _top_steps(measure):
        if not any(_has(row, field) for row in rows):
            label = SHORT_LABELS[field]
            yield Finding(
                kind=Kind.MISSING_IN_STEP,
                level=Level.LOOK_AT,
                place=Place(field=field, measure=at, step=number),
                title=f"ขั้นตอน{_name(rows[0], number)} ยังไม่มี{label}",
                message=f"ขั้นตอนอื่นของมาตรการนี้มี{label}แล้ว {_WHAT_TO_WRITE[field]}",
                basis=rows[0].text,
            )


def _has(row: MeasureRow | StepRow, field: str) -> bool:
    return bool(row.period.text if field == "period" else getattr(row, field))


def _top_steps(measure: MeasureRow) -> Iterator[tuple[int, list[StepRow]]]:
    """Each step of the first level with those nested under it."""
    rows: list[StepRow] = []
    first = 0
    for number, step in enumerate(measure.steps):
        if step.depth == 0 and rows:
            yield first, rows
            rows = []
        first = first if rows else number
        rows.append(step)
    if rows:
        yield first, rows


def _name(step: StepRow, number: int) -> str:
    mark = step.mark.strip(".) -")
    return f"ที่ {mark or to_thai(str(number + 1))}"


def _year(material: Material) -> str:
    return to_thai(str(material.snapshot.fiscal_year))
