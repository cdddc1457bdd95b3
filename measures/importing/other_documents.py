"""Tables of other documents that offices keep beside the report, known by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_portal.thai.text import squash
from measures.importing.tables import Cell, Paragraph

_PLAN_TITLE = re.compile(
    r"แผนปฏิบัติการ(?:เพื่อ)?(?:ป้องกัน|ส่งเสริม)[^\n]{0,40}|แผนป้องกันและปราบปรามการทุจริต"
)
_REPORT_TITLE = re.compile(r"รายงาน|ผลการดำเนิน")
_MONEY = ("งบประมาณ", "รายรับ", "รายจ่าย", "เบิกจ่าย", "คงเหลือ", "จำนวนเงิน", "วงเงิน", "ประมาณการ")
_YEAR = re.compile(r"(?:ปี)?(?:พ\.ศ\.)?[0-9๐-๙]{4}(?:\(บาท\))?")

BUDGET = "ตารางนี้เป็นตารางงบประมาณ ไม่ใช่รายงานผลการดำเนินการตามมาตรการ จึงไม่ได้นำเข้า"
PLAN = "เอกสารนี้เป็นแผนป้องกันการทุจริต ยังไม่มีผลการดำเนินการ จึงไม่ใช่รายงานตามมาตรการ และไม่ได้นำเข้า"


def kind_of_headings(row: Sequence[Cell]) -> str:
    """What a table without known headings is, where two or more are of money; or ""."""
    headings = [squash(cell.text) for cell in row if cell.blocks]
    money = sum(any(word in heading for word in _MONEY) for heading in headings)
    years = sum(bool(_YEAR.fullmatch(heading)) for heading in headings)
    return BUDGET if money > 1 or (money and years > 1) else ""


def is_plan(before: Sequence[Paragraph], fields: set[str]) -> bool:
    """Whether a table without any results stands below the title of an anti-corruption plan."""
    if fields & {"outputs", "outcomes"}:
        return False
    lines = [line for paragraph in before for line in paragraph.lines]
    title = next((line for line in lines if _PLAN_TITLE.search(line)), "")
    return bool(title) and not any(_REPORT_TITLE.search(line) for line in lines[:5])
