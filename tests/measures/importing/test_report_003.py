"""The report whose cells hold an issue, then its activities."""

from __future__ import annotations

import pytest

from measures.inputs import ReportInput
from tests.measures.importing.seeds import report


@pytest.fixture(scope="module")
def read() -> ReportInput:
    return report("003")


def test_issues_are_the_headings_of_its_measures(read):
    assert read.issues == (
        "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
        "การให้บริการและระบบ E-Service",
        "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ",
        "กระบวนการกำกับดูแลการใช้ทรัพย์สินของทางราชการ",
        "กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
        "กระบวนการควบคุมตรวจสอบการใช้อำนาจและการบริหารงานบุคคล",
        "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตในหน่วยงาน",
    )
    assert [measure.issue for measure in read.measures] == [
        "กระบวนการปฏิบัติงานที่ โปร่งใสและมีประสิทธิภาพ",
        "การให้บริการและระบบ E-Service",
        "ช่องทางและรูปแบบการ ประชาสัมพันธ์เผยแพร่ข้อมูล ข่าวสาร",
        "กระบวนการกำกับดูแลการใช้ ทรัพย์สินของทางราชการ",
        "กระบวนการสร้างความ โปร่งใสในการใช้งบประมาณและ การจัดซื้อจัดจ้าง",
        "กระบวนการควบคุมตรวจสอบ การใช้อำนาจและการบริหารงาน บุคคล",
        "กลไกและมาตรการในการ แก้ไขและป้องกันการทุจริต ภายในหน่วยงาน",
    ]
    assert read.measures[0].steps_lead == "รายละเอียดขั้นตอนการดำเนินการ"
    assert {measure.steps_lead for measure in read.measures[1:]} == {""}


def test_line_of_the_place_stays_as_it_is_written_beside_what_it_may_mean(read):
    assert read.place_text == "องค์การบริหารส่วนตำบลหนองเรือ อำนาจเจริญ จังหวัดมหาสารคาม"
    assert (read.organization.district, read.organization.province) == ("อำนาจเจริญ", "มหาสารคาม")


def test_introduction_keeps_its_lists(read):
    paragraphs = read.introduction.split("\n\n")

    assert [len(paragraph.split("\n")) for paragraph in paragraphs] == [1, 7, 1, 7]
    assert paragraphs[3].split("\n")[5:] == [
        "๖. ผลลัพธ์หรือสัมฤทธิ์ในการดำเนินการ (Outcome/result)",
        "- รายละเอียดปรากฏตามตาราง ดังนี้",
    ]
