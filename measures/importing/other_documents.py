"""Tables of other documents that offices keep beside the report, known by their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ita_portal.thai.text import squash
from measures.importing.tables import Cell, Paragraph

_TOP_LINES = 8  # in which a title is
_PREVENTION = re.compile(
    r"(?:ร่าง)?(?:แผนปฏิบัติการ(?:เพื่อ)?(?:ป้องกัน|ส่งเสริม)|แผนป้องกันและปราบปรามการทุจริต)"
)
_OTHER_PLAN = re.compile(
    r"(?:ร่าง)?(?:แผนการดำเนินงาน|แผนดำเนินงาน|แผนพัฒนา|แผนการจัดซื้อจัดจ้าง|แผนจัดซื้อจัดจ้าง"
    r"|แผนการใช้จ่าย|แผนบริหาร|แผนการบริหาร|แผนการตรวจสอบ|แผนตรวจสอบ)"
)
_REPORT_OF_PLAN = re.compile(r"รายงาน[^\n]{0,60}แผน(?:ปฏิบัติการ)?(?:เพื่อ)?(?:ป้องกัน|ส่งเสริม)")
_OF_MEASURES = re.compile("มาตรการ|คุณธรรมและความโปร่งใสภายใน|คุณธรรมและความโปร่งใสใน")
_REPORT_TITLE = re.compile(r"รายงาน|ผลการดำเนิน")
_MONEY = (
    "งบประมาณ",
    "รายรับ",
    "รายจ่าย",
    "เบิกจ่าย",
    "คงเหลือ",
    "จำนวนเงิน",
    "วงเงิน",
    "ประมาณการ",
    "ราคา",
)
_YEAR = re.compile(r"(?:ปี)?(?:พ\.ศ\.)?[0-9๐-๙]{4}(?:\(บาท\))?")
_RISK = ("ความเสี่ยง", "โอกาสเกิด", "โอกาสที่จะเกิด", "ผลกระทบ")
_RESULTS = {"outputs", "outcomes"}

_NOT_IT = "ไม่ใช่รายงานผลการดำเนินการตามมาตรการ จึงไม่ได้นำเข้า"
BUDGET = f"ตารางนี้เป็นตารางงบประมาณ {_NOT_IT}"
RISK = f"ตารางนี้เป็นการประเมินความเสี่ยง {_NOT_IT}"
PLAN = "เอกสารนี้เป็นแผนป้องกันการทุจริต ยังไม่มีผลการดำเนินการ จึงไม่ใช่รายงานตามมาตรการ และไม่ได้นำเข้า"
OTHER_PLAN = "เอกสารนี้เป็นแผนงานอื่น ยังไม่มีผลการดำเนินการ จึงไม่ใช่รายงานตามมาตรการ และไม่ได้นำเข้า"


def kind_of_headings(row: Sequence[Cell], fields: Collection[str] = ()) -> str:
    """What a table is whose headings are of money or of risks; "" where it may be the report's.

    `fields` are those of the headings that are known: with steps it is none of money.
    """
    headings = [squash(cell.text) for cell in row if cell.blocks]
    risks = sum(any(word in heading for word in _RISK) for heading in headings)
    if risks > 1 or (risks and fields and "measure" not in fields):
        return RISK
    if "steps" in fields:
        return ""
    money = sum(any(word in heading for word in _MONEY) for heading in headings)
    years = sum(bool(_YEAR.fullmatch(heading)) for heading in headings)
    is_bare = bool(fields) and not _RESULTS & set(fields)
    return BUDGET if money > 1 or (money and (years > 1 or is_bare)) else ""


def kind_of_plan(before: Sequence[Paragraph], fields: Collection[str]) -> str:
    """What a table without any results is, where the title above says that it is a plan; or ""."""
    lines = _titles(before)
    if _RESULTS & set(fields) or any(_REPORT_TITLE.search(line) for line in lines[:5]):
        return ""
    if any(map(_PREVENTION.match, lines)):
        return PLAN
    return OTHER_PLAN if any(map(_OTHER_PLAN.match, lines)) else ""


def title_of_plan_report(before: Sequence[Paragraph]) -> str:
    """The line that says that this is the report of an anti-corruption plan; or ""."""
    lines = _titles(before)
    if any(_OF_MEASURES.search(line) for line in lines if line.startswith("รายงาน")):
        return ""
    return next((line for line in lines if _REPORT_OF_PLAN.match(line)), "")


def _titles(before: Sequence[Paragraph]) -> list[str]:
    return [line for paragraph in before for line in paragraph.lines][:_TOP_LINES]
