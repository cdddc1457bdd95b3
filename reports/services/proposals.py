"""An introduction composed of what is known of a report, for a person to take over and edit."""

from __future__ import annotations

from decimal import Decimal

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, Issue, Measure
from reports.layouts import LayoutSpec

_PARTS = {
    "measure": "มาตรการ โครงการ หรือกิจกรรม",
    "steps": "ขั้นตอนหรือวิธีการปฏิบัติ",
    "period": "ระยะเวลาในการดำเนินการ",
    "owners": "ผู้รับผิดชอบ",
    "outputs": "ผลการดำเนินการ",
    "outcomes": "ผลลัพธ์หรือผลสัมฤทธิ์ของการดำเนินการ",
    "suggestions": "ข้อเสนอแนะ",
}


def propose_introduction(plan: AnnualPlan, layout: LayoutSpec) -> str:
    """Paragraphs in the manner of published reports; says nothing that is not known."""
    name, year = plan.organization.name, to_thai(str(plan.fiscal_year.year))
    count = Measure.objects.in_plan(plan).count()
    taken = f" จำนวน {to_thai(str(count))} มาตรการ" if count else ""
    first = (
        f"{_result(plan)} {name}ได้กำหนดมาตรการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
        f"ประจำปีงบประมาณ พ.ศ. {year}{taken}"
    )
    issues = _issues(plan)
    if issues:
        first += " ตามประเด็นดังต่อไปนี้"
    columns = [column.field for column in layout.columns]
    parts = [words for field, words in _PARTS.items() if field in columns]
    last = (
        f"{name}ขอรายงานผลการดำเนินการตามมาตรการดังกล่าว โดยแสดง{_listed(parts)} "
        "รายละเอียดปรากฏตามตาราง ดังนี้"
    )
    return "\n\n".join(part for part in (first, issues, last) if part)


def _result(plan: AnnualPlan) -> str:
    name = plan.organization.name
    assessment = "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
    if plan.ita_year is None:
        return f"ตามที่{name}ได้วิเคราะห์{assessment} แล้วนั้น"
    words = f"จาก{assessment} ประจำปีงบประมาณ พ.ศ. {to_thai(str(plan.ita_year))} ของ{name}"
    if isinstance(plan.ita_total, Decimal):
        words += f" โดยภาพรวมได้คะแนน {to_thai(f'{plan.ita_total:.2f}')} คะแนน"
    if plan.ita_level:
        words += f" อยู่ในระดับ{plan.ita_level}"
    return words


def _issues(plan: AnnualPlan) -> str:
    """The issues as the plan prints them, else those that its measures belong to."""
    if plan.issues_text:
        return plan.issues_text
    used = Issue.objects.filter(measures__in=Measure.objects.in_plan(plan)).distinct()
    names = list(used.order_by("position").values_list("name", flat=True))
    return "\n".join(f"{to_thai(str(number))}. {name}" for number, name in enumerate(names, 1))


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) < 2 else f"{' '.join(parts[:-1])} และ{parts[-1]}"
