"""The grid: what stands in which cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ita_portal.thai.text import squash
from reports.rendering.annex import AnnexPart
from reports.rendering.frame import place_names
from reports.rendering.grid import Cell, Grid, build_grid
from reports.rendering.paragraphs import Paragraph
from reports.snapshot import Item, MeasureRow, Organization, Period, StepRow
from tests.reports.rendering.fragments import (
    ANNEX,
    BUDGET,
    EXTRA,
    ISSUE,
    NUMBERED,
    SIX,
    STEPS,
    SUGGESTIONS,
    report,
)
from tests.reports.seeds import NAMES, seed


def shown(cell: Cell) -> list[str]:
    """The paragraphs of a cell as lines: two blanks a depth, the mark, the text, * for a title."""
    return [
        "  " * p.depth + f"{p.mark} {p.text}".strip() + ("*" if p.is_title else "")
        for p in cell.paragraphs
    ]


def table(grid: Grid, number: int = 0) -> list[list[tuple[list[str], int]]]:
    return [[(shown(cell), cell.rows) for cell in row.cells] for row in grid.measures[number].rows]


def test_a_row_a_measure_has_its_issue_activities_and_lists():
    assert table(build_grid(report(ISSUE), SIX)) == [
        [
            (
                [
                    "๕. กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง*",
                    "- กิจกรรมประชุมชี้แจงแผนการใช้จ่าย",
                    "- กิจกรรมประชุมเพื่อรายงานผล",
                ],
                1,
            ),
            (["รายละเอียดขั้นตอน", "๑. กำหนดแนวทาง", "๒. แจ้งเวียน"], 1),
            (["ทุกเดือน"], 1),
            (["สำนักปลัด/ กองคลัง"], 1),
            (["- รายงานสรุปผล", "- จำนวนครั้ง 3 ครั้ง"], 1),
            (["๑. ลดปัญหาข้อร้องเรียน"], 1),
        ]
    ]


def test_a_number_column_takes_the_number_from_the_title():
    first = table(build_grid(report(STEPS), NUMBERED))[0]

    assert first[:2] == [(["๑๐"], 1), (["การป้องกันการทุจริต*"], 1)]


def test_a_row_a_measure_lists_what_its_steps_have_in_their_order():
    row = table(build_grid(report(STEPS), SIX))[0]

    assert row == [
        (["๑๐. การป้องกันการทุจริต*"], 1),
        (["๑. จัดทำแผน", "๒. กำหนดมาตรการ ดังนี้", "  ๑) มีวางระบบ", "    - ติดตาม"], 1),
        (["มี.ค.- เม.ย.๖๔"], 1),
        (["งานนิติการ", "ทุกงาน", "กองช่าง"], 1),
        (["มีแผนปฏิบัติการ", "- ติดตามแล้ว"], 1),
        (["โปร่งใส"], 1),
    ]


def test_a_row_a_step_merges_what_belongs_to_the_measure():
    assert table(build_grid(report(STEPS), SUGGESTIONS)) == [
        [
            (["๑๐. การป้องกันการทุจริต*"], 2),
            (["๑. จัดทำแผน"], 1),
            (["งานนิติการ"], 1),
            (["มี.ค.- เม.ย.๖๔"], 1),
            (["มีแผนปฏิบัติการ"], 1),
            (["ควรปรับปรุง"], 1),
        ],
        [
            (["๒. กำหนดมาตรการ ดังนี้", "  ๑) มีวางระบบ", "    - ติดตาม"], 1),
            (["ทุกงาน", "กองช่าง"], 1),
            ([], 1),
            (["- ติดตามแล้ว"], 1),
            ([], 1),
        ],
    ]


def test_a_row_a_step_prints_the_measures_own_values_once():
    rows = table(build_grid(report(ISSUE), SUGGESTIONS))

    assert [[cell[1] for cell in row] for row in rows] == [[2, 1, 2, 2, 2, 2], [1]]
    assert rows[0][2] == (["สำนักปลัด/ กองคลัง"], 2)
    both = replace(ISSUE, steps=(replace(ISSUE.steps[0], owners=("กองช่าง",)), *ISSUE.steps[1:]))
    rows = table(build_grid(report(both), SUGGESTIONS))
    assert rows[0][2] == (["สำนักปลัด/ กองคลัง", "กองช่าง"], 1)


def test_a_measure_without_steps_is_one_row():
    assert table(build_grid(report(MeasureRow(title="ว่าง")), SUGGESTIONS)) == [
        [(["ว่าง*"], 1), ([], 1), ([], 1), ([], 1), ([], 1), ([], 1)]
    ]


def test_digits_follow_the_layout_in_marks_and_numbers_only():
    arabic = replace(SIX, digits="arabic")
    row = table(build_grid(report(ISSUE), arabic))[0]

    assert row[0][0][0].startswith("5. ")
    assert row[1][0][1] == "1. กำหนดแนวทาง"
    assert row[4][0] == ["- รายงานสรุปผล", "- จำนวนครั้ง 3 ครั้ง"]
    assert table(build_grid(report(ISSUE), SIX))[0][5][0] == ["๑. ลดปัญหาข้อร้องเรียน"]


@pytest.mark.parametrize(
    ("mark", "number", "first"),
    [
        ("๑.", "๓", "๓. ก"),
        ("๑)", "3.", "๓) ก"),
        ("ข้อ ๑", "๓.", "ข้อ ๓ ก"),
        ("", "๓.", "ก"),
        ("๑.", "", "ก"),
        ("๑.", "๓.๑.", "๓.๑. ก"),
    ],
)
def test_the_measure_mark_says_how_a_number_stands(mark: str, number: str, first: str):
    layout = replace(SIX, measure_mark=mark)
    grid = build_grid(report(MeasureRow(title="ก", number=number)), layout)

    assert table(grid)[0][0][0] == [f"{first}*"]


def test_a_title_of_activities_alone_keeps_its_number_before_them():
    grid = build_grid(report(MeasureRow(title="-ก\n-ข", number="๒")), SIX)

    assert table(grid)[0][0][0] == ["๒.*", "- ก", "- ข"]


def test_measures_have_anchors_labels_and_a_title_for_the_next_page():
    measures = build_grid(report(ISSUE, STEPS), SIX).measures

    assert [(m.anchor, m.number, m.label) for m in measures] == [
        ("m1", "๕", "๕. กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง"),
        ("m2", "๑๐", "๑๐. การป้องกันการทุจริต"),
    ]
    assert measures[1].again == (Paragraph(text="การป้องกันการทุจริต (ต่อ)", mark="๑๐.", is_title=True),)
    assert build_grid(report(STEPS), NUMBERED).measures[0].label == "๑๐ การป้องกันการทุจริต"


def test_unknown_columns_hold_what_stood_under_their_heading():
    assert table(build_grid(report(BUDGET), EXTRA))[0][1:] == [
        (["๑,๐๐๐ บาท"], 1),
        (["๑. ดู http://a.go.th"], 1),
    ]


@pytest.mark.parametrize(
    ("title", "organization", "lines"),
    [
        (
            "รายงาน\nประจำปี",
            Organization(name="เทศบาลตำบลก", district="ข", province="ค"),
            ("รายงาน", "ประจำปี", "เทศบาลตำบลก อำเภอข จังหวัดค"),
        ),
        ("รายงานของ เทศบาลตำบล ก", Organization(name="เทศบาลตำบลก"), ("รายงานของ เทศบาลตำบล ก",)),
        (
            "รายงาน",
            Organization(name="สำนักงานเขต", district="เขตบางรัก", province="กรุงเทพมหานคร"),
            ("รายงาน", "สำนักงานเขต เขตบางรัก กรุงเทพมหานคร"),
        ),
        ("", Organization(name="อบต.ก", subdistrict="ก"), ("อบต.ก ตำบลก",)),
    ],
)
def test_the_title_block_says_the_name_once(title, organization, lines):
    assert build_grid(report(title=title, organization=organization), SIX).title == lines


def test_the_line_of_the_place_is_printed_as_it_is_written():
    organization = Organization(name="องค์การบริหารส่วนตำบลก", district="ข", province="ค")
    written = report(
        title="รายงาน", place_text="องค์การบริหารส่วนตำบลก\n  ข  จังหวัดค", organization=organization
    )

    assert build_grid(written, SIX).title == ("รายงาน", "องค์การบริหารส่วนตำบลก", "ข จังหวัดค")


def test_the_introduction_is_followed_by_issues_it_does_not_name():
    named = report(introduction="ตามที่\n๑.ประเด็นหนึ่ง", issues=("ประเด็น หนึ่ง",))
    unnamed = report(introduction="ตามที่", issues=("ประเด็นหนึ่ง", "ประเด็นสอง"))

    assert build_grid(named, SIX).introduction == (
        Paragraph(text="ตามที่"),
        Paragraph(text="ประเด็นหนึ่ง", mark="๑.", depth=1),
    )
    assert build_grid(unnamed, SIX).introduction == (
        Paragraph(text="ตามที่"),
        Paragraph(text="ประเด็นหนึ่ง", mark="๑.", depth=1),
        Paragraph(text="ประเด็นสอง", mark="๒.", depth=1),
    )


def test_cover_and_annex_are_printed_where_the_layout_has_them():
    full = report(cover=("ปก",), annex_heading="ภาพกิจกรรม", annex=ANNEX)
    without = replace(SIX, has_cover=False, has_annex=False)

    grid = build_grid(full, SIX)
    assert (grid.cover, grid.annex_heading) == (("ปก",), "ภาพกิจกรรม")
    assert grid.annex == (
        AnnexPart(
            heading=Paragraph(text="กิจกรรมชื่นชม", mark="๕.", is_title=True),
            paragraphs=(Paragraph(text="ยังไม่ได้ดำเนินการ", mark="-", depth=1),),
        ),
        AnnexPart(heading=Paragraph(text="มาตรการเผยแพร่", mark="๗.", is_title=True), paragraphs=()),
    )
    bare = build_grid(full, without)
    assert (bare.cover, bare.annex_heading, bare.annex) == ((), "", ())


def test_the_lead_of_an_annex_stands_before_its_parts_or_alone():
    grid = build_grid(report(annex_lead="นำ\n- ก"), SIX)

    assert grid.annex_lead == (Paragraph(text="นำ"), Paragraph(text="ก", mark="-", depth=1))
    assert grid.annex == ()
    assert build_grid(report(annex_lead="นำ"), replace(SIX, has_annex=False)).annex_lead == ()


def test_place_names_are_without_their_kind():
    place = Organization(
        name="องค์การบริหารส่วนตำบลหนองเรือ",
        subdistrict="หนองเรือ",
        district="อำนาจเจริญ",
        province="จังหวัดมหาสารคาม",
    )

    assert place_names(place) == ("หนองเรือ", "อำนาจเจริญ", "มหาสารคาม")


def texts_of(measure: MeasureRow) -> list[str]:
    """Every text of a measure that a layout with all columns prints."""

    def items(*groups: tuple[Item, ...]) -> list[str]:
        return [item.mark + item.text for group in groups for item in group]

    def periods(*found: Period) -> list[str]:
        return [period.text for period in found]

    def steps(step: StepRow) -> list[str]:
        own = [step.mark + step.text, *step.owners, *periods(step.period)]
        return own + items(step.outputs, step.suggestions)

    texts = [measure.issue, measure.title, *measure.owners, measure.steps_lead]
    texts += periods(measure.period) + items(measure.outputs, measure.outcomes)
    return texts + items(measure.suggestions) + [t for s in measure.steps for t in steps(s)]


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_the_examples_is_in_a_cell_of_its_measure(name: str):
    snapshot, layout = seed(name)
    grid = build_grid(snapshot, layout)

    assert len(grid.measures) == len(snapshot.measures)
    for printed, measure in zip(grid.measures, snapshot.measures, strict=True):
        cells = [cell for row in printed.rows for cell in row.cells]
        found = squash("".join(p.mark + p.text for cell in cells for p in cell.paragraphs))
        wanted = [squash(text) for text in texts_of(measure) if text]
        assert [text for text in wanted if text not in found] == []
        number = sum(map(len, wanted)) + len(squash(measure.number))
        assert len(found) - number in (-1, 0)  # a number column drops the dot of the number
