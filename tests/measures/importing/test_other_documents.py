"""Documents that offices keep beside the report are known as what they are."""

from __future__ import annotations

import pytest

from measures.importing import Choices, UnreadableFile, read_report, understand
from measures.importing.choices import TableChoice
from measures.importing.opening import read_parts
from measures.importing.other_documents import BUDGET, OTHER_PLAN, PLAN, RISK
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


# As offices keep them beside the report; each has at least three headings that a report has, too.
SPENDING = ("ลำดับ", "โครงการ/กิจกรรม", "งบประมาณ", "เบิกจ่าย", "คงเหลือ", "ผู้รับผิดชอบ")
SPENDING_RESULTS = (*SPENDING[:5], "ผลการดำเนินงาน", "หน่วยงานที่รับผิดชอบ")
FIVE_YEARS = ("ที่", "โครงการ/กิจกรรม", "ปี ๒๕๖๖", "ปี ๒๕๖๗", "งบประมาณ (บาท)", "ผู้รับผิดชอบ")
WORK_PLAN = ("ลำดับที่", "โครงการ/กิจกรรม", "รายละเอียด", "งบประมาณ", "สถานที่", "หน่วยงานรับผิดชอบ")
RISKS = ("ที่", "ขั้นตอน", "ประเด็นความเสี่ยง", "มาตรการป้องกันความเสี่ยง", "ระยะเวลา", "ผู้รับผิดชอบ")
RISK_LEVELS = ("ลำดับ", "มาตรการ", "ขั้นตอน", "โอกาสเกิด", "ผลกระทบ", "ระดับความเสี่ยง", "ผู้รับผิดชอบ")
WORK = ("ลำดับ", "โครงการ/กิจกรรม", "ระยะเวลา", "ผู้รับผิดชอบ")


def document(title: str, header: tuple[str, ...]) -> bytes:
    return as_csv([(title,), (), header, tuple(f"{place}" for place in range(1, len(header) + 1))])


@pytest.mark.parametrize(
    ("title", "header", "kind"),
    [
        ("รายงานการใช้จ่ายงบประมาณ ไตรมาสที่ ๒", SPENDING, BUDGET),
        ("ผลการเบิกจ่ายงบประมาณตามข้อบัญญัติ", SPENDING_RESULTS, BUDGET),
        ("บัญชีโครงการ", FIVE_YEARS, BUDGET),
        ("บัญชีโครงการ/กิจกรรม", WORK_PLAN, BUDGET),
        ("การประเมินความเสี่ยงการทุจริต", RISKS, RISK),
        ("ตารางจัดระดับ", RISK_LEVELS, RISK),
        ("แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", WORK, OTHER_PLAN),
        ("แผนพัฒนาบุคลากร", WORK, OTHER_PLAN),
        ("ร่างแผนปฏิบัติการป้องกันการทุจริต", WORK, PLAN),
    ],
)
def test_other_documents_with_known_headings_are_not_forced_into_measures(title, header, kind):
    with pytest.raises(UnreadableFile) as refusal:
        read_report(document(title, header))

    assert str(refusal.value).startswith(kind)


@pytest.mark.parametrize(
    "header",
    [
        ("ลำดับ", "รายการ", "วงเงินงบประมาณ", "ราคากลาง", "วิธีจัดซื้อ", "เหตุผล"),
        ("ตัวชี้วัด", "คะแนน", "น้ำหนัก", "คะแนนถ่วงน้ำหนัก"),
        ("ข้อ", "ข้อมูล", "URL", "คำอธิบาย"),
        ("เดือน", "จำนวนเรื่องร้องเรียน", "แล้วเสร็จ"),
        ("โครงการ", "วัตถุประสงค์", "เป้าหมาย", "งบประมาณ", "ตัวชี้วัด", "ผลที่คาดว่าจะได้รับ"),
    ],
)
def test_tables_without_known_headings_are_refused(header):
    with pytest.raises(UnreadableFile):
        read_report(document("เอกสารประกอบ", header))


def test_person_may_still_pick_a_table_that_was_taken_for_another():
    source = read_parts(document("รายงาน", SPENDING_RESULTS))
    (table,) = understand(source).tables
    choices = Choices(tables=(TableChoice(table=1, is_report=True),))

    assert (table.is_report, table.why) == (False, BUDGET)
    assert understand(source, choices).report is not None


def test_budget_beside_the_report_is_no_part_of_it():
    report = ("ลำดับ", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ผลการดำเนินการ")
    rows = [("รายงานผล",), (), report, ("๑", "ก", "ข", "ค", "ง"), (), ("ตารางที่ ๒",), (), SPENDING]
    reading = understand(read_parts(as_csv([*rows, ("๑", "จ", "๒", "๑", "๑", "ฉ")])))

    assert reading.report is not None
    assert [measure.title for measure in reading.report.measures] == ["ก"]
    assert [table.is_report for table in reading.tables] == [True, False]


def test_measures_whose_lead_speaks_of_plans_are_read():
    lead = "เทศบาลได้นำแผนปฏิบัติการป้องกันการทุจริตและแผนพัฒนามากำหนดเป็นมาตรการ ดังนี้"
    header = ("ลำดับ", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ")

    assert len(read_report(document(lead, header)).measures) == 1


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต", True),
        ("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", False),
    ],
)
def test_report_of_a_plan_is_read_and_told_of(title, is_told):
    header = ("ลำดับ", "โครงการ/กิจกรรม", "ขั้นตอน", "ผู้รับผิดชอบ", "ผลการดำเนินการ")
    found = read_report(document(title, header))

    assert [each.quote for each in found.problems if each.kind == "other_title"] == [
        title
    ] * is_told
