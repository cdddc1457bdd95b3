"""Documents that offices keep beside the report are known as what they are."""

from __future__ import annotations

import pytest

from measures.importing import UnreadableFile, read_report
from measures.importing.other_documents import BUDGET, PLAN
from tests.measures.importing.offices import as_csv

PLAN_HEADER = ("ที่", "โครงการ/กิจกรรม", "วิธีดำเนินการ", "ระยะเวลา", "งบประมาณ", "ผู้รับผิดชอบ")
PLAN_ROW = ("๑", "โครงการอบรม", "๑. ขออนุมัติ", "ต.ค. ๖๗", "๒๐,๐๐๐", "สำนักปลัด")


@pytest.mark.parametrize(
    "header",
    [
        ("รายการ", "งบประมาณ", "เบิกจ่าย", "คงเหลือ"),
        ("โครงการ", "๒๕๖๖", "๒๕๖๗", "๒๕๖๘", "รวมงบประมาณ (บาท)"),
        ("หมวดรายรับ", "ประมาณการ", "รับจริง"),
    ],
)
def test_budget_is_known(header):
    with pytest.raises(UnreadableFile) as refusal:
        read_report(("\t".join(header) + "\nก\tข\tค\n").encode())

    assert str(refusal.value).startswith(f"{BUDGET} ตารางแรกอยู่ที่บรรทัด ๑")


@pytest.mark.parametrize(
    "title",
    [
        "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. ๒๕๖๖ - ๒๕๗๐",
        "แผนป้องกันและปราบปรามการทุจริต เทศบาลตำบลพะโต๊ะ",
    ],
)
def test_anti_corruption_plan_is_known(title):
    with pytest.raises(UnreadableFile) as refusal:
        read_report(as_csv([(title,), (), PLAN_HEADER, PLAN_ROW]))

    assert str(refusal.value).startswith(PLAN)


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต", PLAN_HEADER),
        ("แผนปฏิบัติการป้องกันการทุจริต", (*PLAN_HEADER[:5], "ผลการดำเนินการ")),
        ("มาตรการส่งเสริมคุณธรรม", PLAN_HEADER),
    ],
)
def test_report_that_speaks_of_a_plan_is_read(title, header):
    found = read_report(as_csv([(title,), (), header, PLAN_ROW]))

    assert [measure.title for measure in found.measures] == ["โครงการอบรม"]
