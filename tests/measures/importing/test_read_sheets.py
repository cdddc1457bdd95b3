"""Excel and CSV files: places, values that are no texts, several sheets."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import xlsxwriter

from measures.importing import Choices, read_report, understand
from measures.importing.choices import TableChoice
from measures.importing.opening import read_parts
from measures.importing.reading import Tally
from measures.inputs import ProblemInput
from tests.measures.importing.offices import as_csv

HEADER = ("ลำดับ", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ", "ผลการดำเนินการ")
ROW = ("๑", "มาตรการหนึ่ง", "จัดทำคู่มือ", "ต.ค. ๖๗", "กองคลัง", "เผยแพร่แล้ว")


def workbook(sheets, *, hidden=(), dates=()):
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        day = book.add_format({"num_format": "d/m/yyyy"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    is_date = isinstance(value, dt.date)
                    page.write(number, place, value, *([day] if is_date else []))
            if name in hidden:
                page.hide()
    return written.getvalue()


def problems(found, *kinds) -> list[ProblemInput]:
    return [problem for problem in found.problems if problem.kind in kinds]


def test_problem_says_the_sheet_the_row_and_the_column():
    rows = [["รายงานผล ปีงบประมาณ พ.ศ. ๒๕๖๘"], [], HEADER, (*ROW[:3], "เมื่อพร้อม", *ROW[4:])]
    found = read_report(workbook({"รายงาน": rows}))

    assert [(p.place, p.quote) for p in problems(found, "period_unreadable")] == [
        ("แผ่นงาน 'รายงาน' แถว ๔ คอลัมน์ ง (D) ช่อง “ระยะเวลา”", "เมื่อพร้อม")
    ]
    assert found.title == "รายงานผล ปีงบประมาณ พ.ศ. ๒๕๖๘"


def test_problem_of_a_csv_file_says_the_row_and_the_column():
    found = read_report(as_csv([HEADER, (*ROW[:3], "เมื่อ\nพร้อม", *ROW[4:])]))

    assert [p.place for p in problems(found, "period_unreadable")] == [
        "แถว ๒ คอลัมน์ ง (D) ช่อง “ระยะเวลา”"
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_of_several_lines_are_blocks(delimiter):
    steps = "๑. จัดทำ\n๒. เผยแพร่"
    found = read_report(as_csv([HEADER, (*ROW[:2], steps, *ROW[3:])], delimiter=delimiter))

    assert [step.text for step in found.measures[0].steps] == ["จัดทำ", "เผยแพร่"]


def test_values_that_are_no_texts_are_texts_and_the_unsure_ones_told():
    row = (1, *ROW[1:3], dt.date(2024, 10, 1), *ROW[4:5], 87.5)
    found = read_report(workbook({"รายงาน": [HEADER, row]}))
    (measure,) = found.measures

    assert (measure.number, measure.period.text) == ("1", "๑ ตุลาคม พ.ศ. ๒๕๖๗")
    assert [step.text for step in measure.steps] == ["จัดทำคู่มือ"]
    assert [(p.place, p.quote) for p in problems(found, "value_unformatted")] == [
        ("แผ่นงาน 'รายงาน' แถว ๒ คอลัมน์ ง (D)", "๑ ตุลาคม พ.ศ. ๒๕๖๗"),
        ("แผ่นงาน 'รายงาน' แถว ๒ คอลัมน์ ฉ (F)", "87.5"),
    ]


def test_failed_formulas_and_text_boxes_are_told():
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet("ปก")
        page = book.add_worksheet("รายงาน")
        for place, (heading, text) in enumerate(zip(HEADER, ROW, strict=True)):
            page.write(1, place + 1, heading)
            page.write(2, place + 1, text)
        page.write_formula(2, 6, "=#REF!", None, "#REF!")
        page.insert_textbox(5, 1, "ผู้จัดทำรายงาน\nงานนิติการ")
    found = read_report(written.getvalue())

    assert [(p.place, p.quote) for p in problems(found, "boxes_unread")] == [
        ("ทั้งเอกสาร", "ผู้จัดทำรายงาน\nงานนิติการ")
    ]
    assert found.measures[0].outputs == ()
    assert [p.place for p in problems(found, "formula_error")] == [
        "แผ่นงาน 'รายงาน' แถว ๓ คอลัมน์ ช (G)"
    ]


def test_sheets_that_go_on_are_one_report_and_the_others_are_told():
    second = ("๒", *ROW[1:])
    data = workbook(
        {
            "ปก": [["บันทึกข้อความ"]],
            "รายงาน": [HEADER, ROW],
            "ต่อ": [HEADER, second],
            "ปี ๖๗": [HEADER, ROW],
            "ลับ": [HEADER, ROW],
        },
        hidden=("ลับ",),
    )
    found = read_report(data)

    assert [measure.number for measure in found.measures] == ["๑", "๒"]
    assert [
        (p.kind, p.place, p.quote) for p in problems(found, "sheet_unread", "sheet_hidden")
    ] == [
        ("sheet_unread", "แผ่นงาน 'ปก' แถว ๑", "บันทึกข้อความ"),
        ("sheet_unread", "แผ่นงาน 'ปี ๖๗' แถว ๑", "ลำดับ"),
        ("sheet_hidden", "แผ่นงาน 'ลับ' แถว ๑", "ลำดับ"),
    ]


def test_another_sheet_can_be_picked_instead_of_the_first():
    data = workbook(
        {
            "ปี ๖๘": [["รายงานปี ๖๘"], [], HEADER, ROW],
            "ปี ๖๗": [["รายงานปี ๖๗"], [], HEADER, (*ROW[:1], "มาตรการเก่า", *ROW[2:])],
        }
    )
    source = read_parts(data)
    tables = understand(source).tables
    choices = (TableChoice(table=1, is_report=False), TableChoice(table=2, is_report=True))
    picked = understand(source, Choices(tables=choices))

    assert [(table.place, table.is_report) for table in tables] == [
        ("แผ่นงาน 'ปี ๖๘'", True),
        ("แผ่นงาน 'ปี ๖๗'", False),
    ]
    assert picked.report is not None
    assert [measure.title for measure in picked.report.measures] == ["มาตรการเก่า"]
    assert picked.report.title == "รายงานปี ๖๗"
    assert picked.counts.lost == Tally()


def test_sheet_that_is_too_long_for_a_report_does_not_stop_the_others():
    long = [["ข้อมูล", number] for number in range(5_002)]
    found = read_report(workbook({"รายงาน": [HEADER, ROW], "ข้อมูลดิบ": [HEADER, *long]}))

    assert [measure.title for measure in found.measures] == ["มาตรการหนึ่ง"]
    assert [p.place for p in problems(found, "sheet_unread")] == ["แผ่นงาน 'ข้อมูลดิบ'"]
