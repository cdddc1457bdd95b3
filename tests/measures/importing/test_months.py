"""Periods told by marks below months: made words, or asked for, and nothing lost."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from measures.importing import read_report, understand
from measures.importing.months import read_marks, read_months
from measures.importing.opening import read_parts
from measures.importing.reading import Reading, Tally
from measures.importing.tables import Block, Cell
from tests.measures.importing import printed
from tests.measures.importing.offices import word_table

MONTHS = (
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
)
SIDES = ("ลำดับ", "มาตรการ", "ขั้นตอน"), ("ผู้รับผิดชอบ", "ผลการดำเนินการ")
FIRST = 3  # column of the first month, from 0
ROWS = [  # a row's marks by month
    {0: "✓", 1: "✓", 2: "✓"},
    dict.fromkeys(range(12), "/"),
    {3: "X", 8: "X"},
    {},
]
PERIODS = ["ต.ค. - ธ.ค.", "ต.ค. - ก.ย.", "ม.ค., มิ.ย.", ""]


def data(place: int) -> list[str]:
    marks = [ROWS[place].get(month, "") for month in range(12)]
    return [f"{place + 1}", f"มาตรการ {place}", "จัดทำแผน", *marks, "กองคลัง", "มีแผน"]


def as_page() -> bytes:
    ahead, behind = ("".join(f"<td rowspan=2>{text}</td>" for text in side) for side in SIDES)
    months = "".join(f"<td>{month}</td>" for month in MONTHS)
    rows = "".join(
        "<tr>" + "".join(f"<td>{text}</td>" for text in data(place)) + "</tr>"
        for place in range(len(ROWS))
    )
    head = f"<tr>{ahead}<td colspan=12>ระยะเวลาดำเนินการ</td>{behind}</tr><tr>{months}</tr>"
    return f"<html><title>x</title><table>{head}{rows}</table></html>".encode()


def heads() -> list[list[str]]:
    above = [*SIDES[0], "ระยะเวลาดำเนินการ", *[""] * 11, *SIDES[1]]
    return [above, ["", "", "", *MONTHS, "", ""]]


def lines() -> list[list[str]]:
    return heads() + [data(place) for place in range(len(ROWS))]


def as_word() -> bytes:
    return word_table(lines(), [((0, FIRST), (0, FIRST + 11))])


def as_sheet() -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet()
        for number, texts in enumerate(lines()):
            page.write_row(number, 0, texts)
        page.merge_range(0, FIRST, 0, FIRST + 11, "ระยะเวลาดำเนินการ")
    return written.getvalue()


def as_text() -> bytes:
    return "\n".join("\t".join(line) for line in lines()).encode()


def check(reading: Reading) -> None:
    assert reading.report is not None
    assert [measure.period.text for measure in reading.report.measures] == PERIODS
    assert [(column.field, column.heading) for column in reading.report.columns] == [
        ("number", "ลำดับ"),
        ("measure", "มาตรการ"),
        ("steps", "ขั้นตอน"),
        ("period", "ระยะเวลาดำเนินการ"),
        ("owners", "ผู้รับผิดชอบ"),
        ("outputs", "ผลการดำเนินการ"),
    ]
    kinds = [(found.problem.kind, found.measure) for found in reading.problems]
    assert [kind for kind in kinds if kind[0].startswith("months")] == [
        ("months_marked", 0),
        ("months_marked", 1),
        ("months_marked", 2),
        ("months_empty", 3),
    ]
    assert reading.counts.lost == Tally()


@pytest.mark.parametrize("build", [as_page, as_word, as_sheet, as_text])
def test_marks_below_months_are_periods(build):
    check(understand(read_parts(build())))


def test_marks_of_a_printed_file_are_periods_and_shades_are_asked_for(tmp_path):
    (pdf,) = printed.by_chromium([as_page()], tmp_path)

    check(understand(read_parts(pdf)))


def test_quarters_are_known_by_their_heading():
    top = "มาตรการ\tขั้นตอน\tระยะเวลา (ไตรมาส)\t\t\t\tผู้รับผิดชอบ"
    text = f"{top}\n\t\t๑\t๒\t๓\t๔\t\nก\tข\t\t●\t●\t\tกองคลัง"
    (measure,) = read_report(text.encode()).measures

    assert (measure.period.text, measure.period.kind) == ("ไตรมาส ๒ - ๓", "quarters")


def test_years_between_are_not_printed():
    text = (
        "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\t\t\t\n"
        "\t\t\t๒๕๖๗\t\t\t๒๕๖๘\n\t\t\tต.ค. ๖๗\tพ.ย. ๖๗\tธ.ค. ๖๗\tม.ค. ๖๘\n"
        "ก\tข\tกองคลัง\t\t\t→\t→\n"
    )
    found = read_report(text.encode())

    assert [measure.period.text for measure in found.measures] == ["ธ.ค. ๖๗ - ม.ค. ๖๘"]


def cells(*texts: str) -> list[tuple[str, Cell]]:
    return [
        (month, Cell(line=1, column=place, blocks=(Block(text=text),) if text else ()))
        for place, (month, text) in enumerate(zip(MONTHS, texts, strict=False), 1)
    ]


@pytest.mark.parametrize(
    ("texts", "period", "problem"),
    [
        (("✓", "-", "✓"), "ต.ค., ธ.ค.", "months_marked"),
        (("", "<----->", ""), "พ.ย.", "months_marked"),
        (("ทุกเดือน", "", ""), "ทุกเดือน", ""),
        (("-", "", "-"), None, "months_unread"),
        (("๑๐,๐๐๐", "๒๐,๐๐๐", ""), None, "months_unread"),
        (("", "", ""), None, "months_empty"),
    ],
)
def test_what_stands_below_months(texts, period, problem):
    marked = read_marks(cells(*texts))

    assert (marked.cell.text if marked.cell else None, marked.problem) == (period, problem)
    filled = tuple(cell for _, cell in cells(*texts) if cell.blocks)
    assert marked.rest == (filled if problem == "months_unread" else ())


def test_mark_over_merged_cells_is_of_all_its_months():
    first, second, third = (cell for _, cell in cells("", "→", ""))
    wide = Cell(line=1, column=2, blocks=second.blocks, span=2)
    marked = read_marks(list(zip(MONTHS, (first, wide, third), strict=False)))

    assert marked.cell is not None
    assert marked.cell.text == "พ.ย. - ธ.ค."


def test_months_with_other_words_beside_are_no_headings_of_periods():
    assert read_months([cell for _, cell in cells("ต.ค.", "พ.ย.", "ธ.ค.", "รวม")]) == ()
    assert read_months([cell for _, cell in cells("ต.ค.", "พ.ย.")]) == ()


def test_other_words_below_months_stay_under_their_headings():
    top = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\t\t"
    text = f"{top}\n\t\t\tต.ค.\tพ.ย.\tธ.ค.\nก\tข\tกองคลัง\t๑๐\t๒๐\t\n"
    reading = understand(read_parts(text.encode()))

    assert reading.report is not None
    (measure,) = reading.report.measures
    assert [(extra.heading, extra.text) for extra in measure.extras] == [
        ("ระยะเวลา\nต.ค.", "๑๐"),
        ("ระยะเวลา\nพ.ย.", "๒๐"),
    ]
    assert reading.counts.lost == Tally()
