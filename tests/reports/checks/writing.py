"""A report without any fault, to which each test gives the one that it is about."""

from dataclasses import replace
from typing import Any

from reports.checks import Context, Finding, check_report
from reports.layouts import STANDARD, LayoutSpec
from reports.snapshot import Ita, Item, MeasureRow, Organization, Period, ReportSnapshot, StepRow

SIX = STANDARD["six"]
OWN = Organization(name="เทศบาลตำบลพะโต๊ะ", kind="ทต.", district="พะโต๊ะ", province="ชุมพร")
TAMBON = Organization(name="องค์การบริหารส่วนตำบลหนองเรือ", kind="อบต.", province="มหาสารคาม")
MEASURE = MeasureRow(
    title="มาตรการป้องกันการทุจริต",
    number="๑.",
    status="done",
    period=Period(text="ต.ค. ๖๗ - ก.ย. ๖๘", kind="months", start="2024-10-01", end="2025-09-30"),
    owners=("สำนักปลัดเทศบาล",),
    steps=(StepRow(text="จัดทำประกาศเจตนารมณ์และเผยแพร่บนเว็บไซต์ของหน่วยงาน", mark="๑."),),
    outputs=(Item(text="มีประกาศ จำนวน ๑ ฉบับ", mark="-"),),
    outcomes=(Item(text="ประชาชนเชื่อมั่นในการทำงานของเจ้าหน้าที่", mark="๑."),),
)
REPORT = ReportSnapshot(
    organization=OWN,
    fiscal_year=2568,
    title="รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๘",
    introduction="ตามที่เทศบาลตำบลพะโต๊ะได้ดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ นั้น",
    ita=Ita(year=2568, total="93.96", level="ผ่านดี"),
    measures=(MEASURE,),
)


def a_report(*measures: MeasureRow, **fields: Any) -> ReportSnapshot:
    """The report with other measures or other texts."""
    return replace(REPORT, measures=measures or REPORT.measures, **fields)


def a_measure(**fields: Any) -> MeasureRow:
    """The measure with other texts; results may be given as plain texts."""
    for name in ("outputs", "outcomes", "suggestions"):
        if name in fields:
            fields[name] = tuple(Item(text=text) for text in fields[name])
    if "steps" in fields:
        fields["steps"] = tuple(
            StepRow(text=step) if isinstance(step, str) else step for step in fields["steps"]
        )
    return replace(MEASURE, **fields)


def found(
    report: ReportSnapshot, layout: LayoutSpec = SIX, context: Context | None = None
) -> list[tuple[str, str, str]]:
    """What the checks find: level and rule, the place in short, the quote."""
    return [
        (f"{finding.level.value} {finding.kind.value}", where(finding), finding.quote)
        for finding in check_report(report, layout, context)
    ]


def where(finding: Finding) -> str:
    """The place: the field, behind the numbers of measure and step, before that of the item."""
    place = finding.place
    parts = (place.measure, place.step, place.field, place.item)
    return ".".join(str(part) for part in parts if part is not None)


def in_a_result(words: str, field: str = "outputs") -> list[tuple[str, str, str]]:
    """What is found when one result of the report has these words."""
    return found(a_report(a_measure(**{field: (words,)})))
