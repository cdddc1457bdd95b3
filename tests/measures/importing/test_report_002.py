"""The report with nested steps, a measure over two pages, and an annex."""

from __future__ import annotations

from datetime import date

import pytest

from measures.inputs import MeasureStatus, ReportInput
from tests.measures.importing.seeds import report


@pytest.fixture(scope="module")
def read() -> ReportInput:
    return report("002")


def test_steps_nest(read):
    def tree(number: int) -> list[tuple[str, int, str]]:
        measure = read.measures[number - 1]
        return [(step.mark, step.depth, step.text[:12]) for step in measure.steps]

    assert tree(5) == [
        ("๑.", 0, "กำหนดกิจกรรม"),
        ("-", 1, "ผู้ปฏิบัติงา"),
        ("-", 1, "ให้บริการผู้"),
    ]
    assert tree(21) == [
        ("๑.", 0, "จัดทำและรายง"),
        ("๑)", 1, "จัดให้มีหน่ว"),
        ("๒)", 1, "นำผลการตรวจส"),
        ("๓)", 1, "เผยแพร่ผลการ"),
        ("๒.", 0, "จัดทำและรายง"),
        ("๑)", 1, "มีวางระบบการ"),
        ("๒)", 1, "นำผลการควบคุ"),
    ]
    assert tree(22) == [
        ("๑.", 0, "การจัดให้มีแ"),
        ("-", 1, "จัดข้อมูลข่า"),
        ("-", 1, "มีหน่วยประชา"),
        ("-", 1, "อำนวยหน้าที่"),
        ("-", 1, "มีสื่อประชาส"),
        ("๒.", 0, "จัดให้มีช่อง"),
        ("-", 1, "จัดให้มีหมาย"),
        ("-", 1, "แต่งตั้งเจ้า"),
        ("-", 2, "จัดให้มีช่อง"),
        ("๓.", 0, "เผยแพร่ผลงาน"),
    ]


def test_last_measure_has_an_owner_for_each_step(read):
    measure = read.measures[22]

    assert [[owner.text for owner in step.owners] for step in measure.steps] == [
        ["งาน ผลประโยชน์ กองคลัง"],
        ["งานนิติการ กองวิชาการ และแผนงาน"],
        ["งานนิติการ กองวิชาการ และแผนงาน"],
    ]


def test_measures_that_were_not_done_are_told_apart(read):
    open_ones = [
        (measure.number, measure.status, measure.expected_on, measure.status_reason[:32])
        for measure in read.measures
        if measure.status != MeasureStatus.DONE
    ]
    assert open_ones == [
        ("๕.", MeasureStatus.NOT_DONE, date(2021, 8, 31), ""),
        ("๖.", MeasureStatus.NOT_DONE, date(2021, 8, 31), ""),
        ("๑๑.", MeasureStatus.NOT_DONE, None, "ในปีงบประมาณ ๒๕๖๔ ยังไม่มีโครงกา"),
    ]


def test_annex_has_an_entry_for_each_measure(read):
    found = read

    assert found.annex_heading == (
        "ภาพกิจกรรม การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ของเทศบาลเมืองตากใบ "
        "ประจำปีงบประมาณ พ.ศ.๒๕๖๔"
    )
    assert [entry.number for entry in found.annex] == [measure.number for measure in found.measures]
    texts = {entry.number: entry.text for entry in found.annex if entry.text}
    assert {number: len(text.split("\n\n")) for number, text in texts.items()} == {
        "๕.": 1,
        "๖.": 1,
        "๙.": 2,
        "๑๑.": 1,
        "๒๑.": 21,
    }
    assert texts["๕."] == texts["๖."] == "-ยังไม่ได้ดำเนินการ"
    assert texts["๑๑."] == "- ปี ๒๕๖๔ ยังไม่มีภาระงานที่ผู้แทนชุมชนมีส่วนร่วมในกระบวนการจัดซื้อจัดจ้าง"
    assert texts["๙."].split("\n\n")[1].split("\n")[1] == (
        "1. โครงการก่อสร้างถนนคอนกรีตเสริมเหล็กขนาด 13-เมตร ระยะทาง 1.3 กิโลเมตร  1,063,000  "
        "ก่อสร้าง  ยังไม่ได้ดำเนินการ"
    )
