"""Layouts: what is refused, and what is derived for an imported report."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from measures.inputs import ColumnInput
from reports.layouts import (
    EXAMPLES,
    STANDARD,
    Column,
    InvalidLayout,
    LayoutSpec,
    Signature,
    layout_for,
    least_width,
    validate,
)
from reports.snapshot import Extra, Item, MeasureRow, Period, StepRow
from tests.reports.seeds import NAMES, seed

SIX = STANDARD["six"]
CODES = (
    "tambon-municipality-2568",
    "tambon-municipality-2564",
    "town-municipality-2564",
    "tambon-2568",
    "town-municipality-2568",
)


def columns(*triples: tuple[str, str, int]) -> tuple[Column, ...]:
    return tuple(
        Column(field=field, heading=heading, width=width) for field, heading, width in triples
    )


@pytest.mark.parametrize("layout", [*STANDARD.values(), *EXAMPLES.values()], ids=lambda x: x.name)
def test_every_layout_of_ours_is_valid_and_survives_json(layout: LayoutSpec):
    validate(layout)

    assert LayoutSpec.from_json(layout.to_json()) == layout


def test_what_came_later_is_left_out_of_json_where_it_is_not_used():
    """The hash of a version that was frozen before is taken of the JSON as it was."""
    signer = Signature(role="ผู้รายงาน", name="ก", title="ปลัด\nรักษาการ")
    later = replace(
        SIX,
        annex_names_all=True,
        says_continued=False,
        introduction="cover",
        emblem="title",
        signatures=(signer,),
    )

    assert set(SIX.to_json()) == {
        "name",
        "columns",
        "rows",
        "digits",
        "measure_mark",
        "has_cover",
        "has_annex",
    }
    assert LayoutSpec.from_json(json.loads(json.dumps(later.to_json()))) == later


def test_standard_layouts_have_the_columns_of_their_years():
    fields = {code: [c.field for c in layout.columns] for code, layout in STANDARD.items()}

    six = ["measure", "steps", "period", "owners", "outputs", "outcomes"]
    assert fields == {
        "six": six,
        "six-numbered": ["number", *six],
        "suggestions": ["measure", "steps", "owners", "period", "outputs", "suggestions"],
    }


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        (
            replace(SIX, columns=columns(("measure", "มาตรการ", 100))),
            "ตารางต้องมี ๒ ถึง ๑๐ ช่อง มี ๑ ช่อง",
        ),
        (
            replace(SIX, columns=columns(*[("extra", "อื่น", 9)] * 10, ("measure", "มาตรการ", 10))),
            "ตารางต้องมี ๒ ถึง ๑๐ ช่อง มี ๑๑ ช่อง",
        ),
        (
            replace(SIX, columns=columns(("measure", "มาตรการ", 50), ("budget", "งบ", 50))),
            "ไม่รู้จักช่อง “budget”",
        ),
        (
            replace(SIX, columns=columns(("measure", "มาตรการ", 50), ("measure", "อีก", 50))),
            "ช่อง “มาตรการ/โครงการ/กิจกรรม” มีได้ช่องเดียว",
        ),
        (
            replace(SIX, columns=columns(("steps", "ขั้นตอน", 50), ("owners", "ผู้รับผิดชอบ", 50))),
            "ต้องมีช่อง “มาตรการ/โครงการ/กิจกรรม”",
        ),
        (
            replace(SIX, columns=columns(("measure", "มาตรการ", 50), ("steps", " ", 50))),
            "ช่อง “ขั้นตอนหรือวิธีการปฏิบัติ” ต้องมีหัวตาราง",
        ),
        (
            replace(SIX, columns=columns(("measure", "มาตรการ", 92), ("steps", "ขั้นตอน", 8))),
            "ช่อง “ขั้นตอน” แคบเกินไป ต้องกว้างอย่างน้อย ๙ กว้าง ๘",
        ),
        (
            replace(SIX, columns=columns(("measure", "มาตรการ", 50), ("steps", "ขั้นตอน", 49))),
            "ความกว้างของทุกช่องรวมกันต้องเป็น ๑๐๐ ขณะนี้รวมได้ ๙๙",
        ),
        (
            LayoutSpec.from_json({**SIX.to_json(), "rows": "page"}),
            "แถวของตารางต้องเป็นมาตรการ (measure) หรือขั้นตอน (step)",
        ),
        (
            LayoutSpec.from_json({**SIX.to_json(), "digits": "roman"}),
            "ตัวเลขต้องเป็นเลขไทย (thai) หรือเลขอารบิก (arabic)",
        ),
        (
            LayoutSpec.from_json({**SIX.to_json(), "introduction": "end"}),
            "บทนำต้องอยู่เหนือตาราง (above) บนหน้าปก (cover) หรือไม่พิมพ์ (none)",
        ),
        (
            LayoutSpec.from_json({**SIX.to_json(), "emblem": "foot"}),
            "ตราต้องไม่พิมพ์ (none) อยู่บนหน้าปก (cover) หรือเหนือชื่อรายงาน (title)",
        ),
        (
            replace(SIX, signatures=(Signature(role="ก"),) * 5),
            "ช่องลงนามมีได้ไม่เกิน ๔ ช่อง",
        ),
        (
            replace(SIX, signatures=(Signature(),)),
            "ช่องลงนามต้องมีคำต่อท้าย ชื่อ หรือตำแหน่งอย่างน้อยหนึ่งอย่าง",
        ),
    ],
)
def test_validate_refuses(layout: LayoutSpec, message: str):
    with pytest.raises(InvalidLayout) as refusal:
        validate(layout)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("field", "heading", "least"),
    [
        ("number", "ลำดับ", 5),
        ("period", "ระยะเวลา", 8),
        ("steps", "ขั้นตอน", 9),
        ("outputs", "ผล (Output)", 9),
        ("outcomes", "ผล (Outcome/Result)", 9),
        ("outcomes", "ผล (Accomplishment)", 14),
    ],
)
def test_least_width_holds_the_longest_word_of_a_heading(field: str, heading: str, least: int):
    assert least_width(field, heading) == least


def test_layout_for_gives_each_example_its_own_table():
    derived = {name: seed(name)[1] for name in NAMES}

    assert {name: layout.rows for name, layout in derived.items()} == {
        "000": "measure",
        "001": "step",
        "002": "measure",
        "003": "measure",
        "004": "measure",
    }
    assert {
        name: [(column.field, column.heading) for column in layout.columns]
        for name, layout in derived.items()
    } == {
        name: [(column.field, column.heading) for column in EXAMPLES[code].columns]
        for name, code in zip(NAMES, CODES, strict=True)
    }
    assert {layout.digits for layout in derived.values()} == {"thai"}


@pytest.mark.parametrize(("name", "code"), list(zip(NAMES, CODES, strict=True)))
def test_layout_for_is_near_to_the_widths_chosen_by_eye(name: str, code: str):
    _, derived = seed(name)

    pairs = zip(derived.columns, EXAMPLES[code].columns, strict=True)
    assert max(abs(ours.width - chosen.width) for ours, chosen in pairs) <= 2


def measure(**values: object) -> MeasureRow:
    return MeasureRow(title="มาตรการ", **values)  # type: ignore[arg-type]  # a test's shorthand


TWO = (ColumnInput(field="measure", heading="มาตรการ"), ColumnInput(field="steps", heading=""))


def test_layout_for_names_a_column_without_a_heading():
    layout = layout_for(TWO, [measure()])

    assert [column.heading for column in layout.columns] == [
        "มาตรการ",
        "ขั้นตอนหรือวิธีการปฏิบัติ",
    ]


@pytest.mark.parametrize(
    ("steps_of_measures", "rows"),
    [
        ([[StepRow(text="ก")], [StepRow(text="ข")]], "measure"),
        ([[StepRow(text="ก", owners=("กองคลัง",))], [StepRow(text="ข")]], "measure"),
        ([[StepRow(text="ก", owners=("กองคลัง",))], [StepRow(text="ข", outputs=(Item(text="ค"),))]],
         "step"),
        ([[StepRow(text="ก", period=Period(text="ทุกเดือน"))]], "step"),
        ([], "measure"),
    ],
)  # fmt: skip
def test_layout_for_prints_a_step_a_row_where_most_steps_stand_alone(steps_of_measures, rows):
    measures = [measure(steps=tuple(steps)) for steps in steps_of_measures]

    assert layout_for(TWO, measures).rows == rows


@pytest.mark.parametrize(
    ("number", "digits"), [("1.", "arabic"), ("๑.", "thai"), ("ข้อ 1", "thai"), ("", "thai")]
)
def test_layout_for_writes_digits_as_the_report_does(number: str, digits: str):
    assert layout_for(TWO, [measure(number=number)]).digits == digits


def test_layout_for_gives_room_to_columns_nobody_knows():
    wide = [
        ColumnInput(field="measure", heading="มาตรการ"),
        ColumnInput(field="extra", heading="งบประมาณ"),
        ColumnInput(field="extra", heading="หมายเหตุ"),
    ]
    row = measure(extras=(Extra(heading="งบประมาณ", text="๑,๐๐๐ บาท"),))

    layout = layout_for(wide, [row])

    assert [(c.heading, c.width) for c in layout.columns] == [
        ("มาตรการ", 30),
        ("งบประมาณ", 35),
        ("หมายเหตุ", 35),
    ]


def test_layout_for_refuses_headings_too_long_for_the_sheet():
    wide = [ColumnInput(field="measure", heading="M" * 80), TWO[1]]
    wide[1] = ColumnInput(field="steps", heading="S" * 80)

    with pytest.raises(InvalidLayout) as refusal:
        layout_for(wide, [])

    assert str(refusal.value) == "หัวตารางยาวเกินไปสำหรับกระดาษ A4 แนวนอน"
