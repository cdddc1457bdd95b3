"""Column headings of the reports, and of others like them."""

from __future__ import annotations

import pytest

from measures.importing.headings import SYNONYMS, field_of, is_header, read_header
from measures.importing.problems import Problems
from measures.importing.tables import Block, Cell
from reports.layouts import FIELDS


def row(*texts: str) -> list[Cell]:
    return [
        Cell(line=1, column=column, blocks=(Block(text=text),) if text else ())
        for column, text in enumerate(texts, start=1)
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ลำดับ", "number"),
        ("มาตรการ/ กิจกรรมที่ดำเนินการ", "measure"),
        ("มาตรการ โครงการ กิจกรรม", "measure"),
        ("ขั้นตอน หรือวิธีปฏิบัติ", "steps"),
        ("วิธีดำเนินการ ขั้นตอนการปฏิบัติ", "steps"),
        ("ระยะเวลาในการ ดำเนินการ", "period"),
        ("ผู้รับผิดชอบ / ผู้เกี่ยวข้อง", "owners"),
        ("หน่วยงานที่ รับผิดชอบ", "owners"),
        ("ผลการดำเนินการ (Output)", "outputs"),
        ("สรุปผลการดำเนินการ\nตามมาตรการหรือกิจกรรม", "outputs"),
        ("ผลลัพธ์หรือสัมฤทธิ์ ในการดำเนินการ (Outcome/result)", "outcomes"),
        ("Outcome/Result", "outcomes"),
        ("(Output)", "outputs"),
        ("ข้อเสนอแนะ", "suggestions"),
        ("งบประมาณ", "extra"),
        ("สถานะการดำเนินการ", "extra"),
        ("", "extra"),
    ],
)
def test_heading_stands_for_its_field(heading, field):
    assert field_of(heading) == field


def test_fields_are_those_of_layouts():
    assert {*SYNONYMS, "extra"} == set(FIELDS)


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"), True),
        (("มาตรการ", "ขั้นตอน"), False),
        (("งานหลัก", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"), True),
        (("", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ"), False),
        (("โครงการ/กิจกรรม", "งบประมาณ", "หน่วย ดำเนินการ", "สถานะ การดำเนินการ"), False),
        (("๑. การปฏิบัติหน้าที่", "๑. จัดทำ", "ทุกงาน", "มี.ค. – ก.ย.๖๔"), False),
    ],
)
def test_header_has_three_known_headings_and_one_for_measures(texts, known):
    assert is_header(row(*texts)) == known


def test_unknown_repeated_and_missing_headings_are_problems():
    problems = Problems()
    cells = row("งานหลัก", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ", "ผู้รับผิดชอบ", "งบประมาณ")
    columns = read_header(cells, [field_of(cell.text) for cell in cells], problems)

    assert [column.field for column in columns] == [
        "measure",
        "steps",
        "period",
        "owners",
        "extra",
        "extra",
    ]
    assert [(problem.kind, problem.quote) for problem in problems.in_order()] == [
        ("heading_guessed", "งานหลัก"),
        ("heading_twice", "ผู้รับผิดชอบ"),
        ("heading_unknown", "งบประมาณ"),
    ]
