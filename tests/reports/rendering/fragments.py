"""Fragments of the five example reports, small enough to be compared whole."""

from __future__ import annotations

from reports.layouts import STANDARD, Column, LayoutSpec
from reports.snapshot import (
    AnnexEntry,
    Extra,
    Item,
    MeasureRow,
    Organization,
    Period,
    ReportSnapshot,
    StepRow,
)

ISSUE = MeasureRow(
    number="๕.",
    issue="กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
    title="-กิจกรรมประชุมชี้แจงแผนการใช้จ่าย\n-กิจกรรมประชุมเพื่อรายงานผล",
    steps_lead="รายละเอียดขั้นตอน",
    steps=(
        StepRow(text="กำหนดแนวทาง", mark="๑."),
        StepRow(text="แจ้งเวียน", mark="๒."),
    ),
    period=Period(text="ทุกเดือน", kind="monthly"),
    owners=("สำนักปลัด/ กองคลัง",),
    outputs=(Item(text="รายงานสรุปผล", mark="-"), Item(text="จำนวนครั้ง 3 ครั้ง", mark="-")),
    outcomes=(Item(text="ลดปัญหาข้อร้องเรียน", mark="1."),),
)

STEPS = MeasureRow(
    number="๑๐",
    title="การป้องกันการทุจริต",
    steps=(
        StepRow(
            text="จัดทำแผน",
            mark="๑.",
            owners=("งานนิติการ",),
            period=Period(text="มี.ค.- เม.ย.๖๔"),
            outputs=(Item(text="มีแผนปฏิบัติการ"),),
            suggestions=(Item(text="ควรปรับปรุง"),),
        ),
        StepRow(text="กำหนดมาตรการ ดังนี้", mark="๒.", owners=("ทุกงาน", "กองช่าง")),
        StepRow(text="มีวางระบบ", mark="๑)", depth=1),
        StepRow(text="ติดตาม", mark="-", depth=2, outputs=(Item(text="ติดตามแล้ว", mark="-"),)),
    ),
    outcomes=(Item(text="โปร่งใส"),),
)


def report(*measures: MeasureRow, **values: object) -> ReportSnapshot:
    """A report with these measures."""
    base: dict[str, object] = {
        "organization": Organization(name="เทศบาลตำบลพะโต๊ะ", district="พะโต๊ะ", province="ชุมพร"),
        "fiscal_year": 2564,
        "title": "รายงานผลการดำเนินการ",
        "measures": measures,
    }
    return ReportSnapshot(**{**base, **values})  # type: ignore[arg-type]  # a test's shorthand


SIX = STANDARD["six"]
NUMBERED = STANDARD["six-numbered"]
SUGGESTIONS = STANDARD["suggestions"]
EXTRA = LayoutSpec(
    name="มีงบประมาณ",
    columns=(
        Column(field="measure", heading="มาตรการ", width=50),
        Column(field="extra", heading="งบ ประมาณ", width=25),
        Column(field="extra", heading="หมายเหตุ", width=25),
    ),
    has_annex=True,
    has_cover=True,
)
BUDGET = MeasureRow(
    title="โครงการ",
    number="๑",
    extras=(
        Extra(heading="หมายเหตุ", text="๑. ดู http://a.go.th"),
        Extra(heading="งบประมาณ", text="๑,๐๐๐ บาท"),
    ),
)
ANNEX = (
    AnnexEntry(number="๕.", heading="กิจกรรมชื่นชม", text="-ยังไม่ได้ดำเนินการ"),
    AnnexEntry(number="๗.", heading="มาตรการเผยแพร่"),
)
