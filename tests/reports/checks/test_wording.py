"""Words that do not belong where they stand."""

from dataclasses import replace

import pytest

from reports.checks import check_report
from reports.snapshot import StepRow
from tests.reports.checks.writing import OWN, SIX, TAMBON, a_measure, a_report, found


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("กองยุทธศาสตร์และและงบประมาณ", "และและ"),  # seed 000
        ("การพิจารณาให้โทษ ให้โทษ ตามหลักคุณธรรม", "ให้โทษ ให้โทษ"),  # seed 001
        ("อำนวยความสะดวกสะดวกให้แก่ผู้รับบริการ", "สะดวกสะดวก"),  # seed 002
        ("กระบวนการ จัดการจัดการเรื่องร้องเรียน", "จัดการจัดการ"),  # seed 003
        ("มาตรการการให้บริการ", ""),  # seed 004
        ("อำนาจหน้าที่ที่ต้องปฏิบัติ", ""),  # seed 002
        ("รูปแบบแบบประเมิน", ""),
        ("จังหวัดนครนครสวรรค์", ""),
        ("งานต่างๆ", ""),
    ],
)
def test_doubled_words(words, quote):
    report = a_report(a_measure(steps=(words,)))

    assert found(report) == ([("look-at doubled_word", "0.0.steps", quote)] if quote else [])


def test_the_own_name_may_double_a_word():
    own = replace(OWN, name="เทศบาลตำบลท่าช้างท่าช้าง")

    assert found(a_report(organization=own, introduction=f"ตามที่{own.name}ได้ดำเนินการ")) == []


@pytest.mark.parametrize(
    ("fields", "place", "quote"),
    [
        ({"owners": ("ผู้รับผิดชอบ",)}, "0.owners.0", "ผู้รับผิดชอบ"),
        ({"outputs": ("ผลการดำเนินการ\n(Output)",)}, "0.outputs.0", "ผลการดำเนินการ\n(Output)"),
        ({"steps": ("ขั้นตอน หรือวิธีปฏิบัติ",)}, "0.0.steps", "ขั้นตอน หรือวิธีปฏิบัติ"),
        ({"title": "มาตรการ/โครงการ/กิจกรรม (ต่อ)"}, "0.title", "มาตรการ/โครงการ/กิจกรรม (ต่อ)"),
    ],
)
def test_a_heading_is_no_content(fields, place, quote):
    assert found(a_report(a_measure(**fields))) == [("look-at heading", place, quote)]


def test_words_of_a_heading_within_a_text_are_content():
    steps = ("กำหนดผู้รับผิดชอบและระยะเวลาดำเนินการ", "รายงานผลการดำเนินการต่อผู้บริหาร")

    assert found(a_report(a_measure(steps=steps))) == []


def test_continued_is_printed_by_the_table_itself():
    findings = check_report(a_report(a_measure(title="การแก้ไขปัญหาการทุจริต(ต่อ)")), SIX)

    assert [(f.kind.value, f.quote, f.suggestion) for f in findings] == [
        ("continued", "(ต่อ)", "การแก้ไขปัญหาการทุจริต")
    ]


@pytest.mark.parametrize(
    ("organization", "words", "quote", "instead"),
    [
        (OWN, "การเบิก จ่ายเงินตามข้อบัญญัติ งบประมาณ", "ข้อบัญญัติ", "เทศบัญญัติ"),  # seed 000
        (OWN, "เทศบัญญัติงบประมาณรายจ่าย", "", ""),
        (OWN, "ข้อบัญญัติท้องถิ่น", "", ""),
        (OWN, "ข้อบัญญัติขององค์การบริหารส่วนตำบลใกล้เคียง", "", ""),
        (OWN, "พนักงานส่วนตำบล", "พนักงานส่วนตำบล", "พนักงานเทศบาล"),
        (TAMBON, "เทศบัญญัติงบประมาณ", "เทศบัญญัติ", "ข้อบัญญัติ"),
        (TAMBON, "ข้อบัญญัติงบประมาณ", "", ""),
        (TAMBON, "พนักงานเทศบาลทุกคน", "พนักงานเทศบาล", "พนักงานส่วนตำบล"),
        (TAMBON, "พนักงานเทศบาลและพนักงานส่วนตำบล", "", ""),
        (TAMBON, "ที่ประชุมสภาเทศบาล", "สภาเทศบาล", "สภาองค์การบริหารส่วนตำบล"),
    ],
)
def test_words_of_another_kind_of_organization(organization, words, quote, instead):
    step = StepRow(text=words)
    report = a_report(a_measure(steps=(step,)), organization=organization, introduction="")

    assert [(f.quote, f.suggestion) for f in check_report(report, SIX)] == (
        [(quote, instead)] if quote else []
    )
