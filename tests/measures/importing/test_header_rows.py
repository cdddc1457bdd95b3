"""Headers of two printed rows: in pages, Word, Excel and where nobody says what is merged."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from measures.importing import understand
from measures.importing.opening import read_parts
from measures.importing.reading import Reading, Tally
from tests.measures.importing.offices import word_table

TOP = ("ลำดับ", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ผลการดำเนินงาน", "", "")
BELOW = ("", "", "", "", "ผลผลิต (Output)", "ผลลัพธ์ (Outcome)", "ปัญหา")
ROW = ("๑", "ก", "ข", "กองคลัง", "ค", "ง", "จ")


def as_page() -> bytes:
    top = "".join(f"<th rowspan=2>{text}</th>" for text in TOP[:4]) + f"<th colspan=3>{TOP[4]}</th>"
    below = "".join(f"<th>{text}</th>" for text in BELOW[4:])
    row = "".join(f"<td>{text}</td>" for text in ROW)
    return f"<table><tr>{top}</tr><tr>{below}</tr><tr>{row}</tr></table>".encode()


def as_word() -> bytes:
    above = [((0, column), (1, column)) for column in range(4)]
    return word_table((TOP, BELOW, ROW), [*above, ((0, 4), (0, 6))])


def as_sheet() -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet()
        for column in range(4):
            page.merge_range(0, column, 1, column, TOP[column])
        page.merge_range(0, 4, 0, 6, TOP[4])
        page.write_row(1, 4, BELOW[4:])
        page.write_row(2, 0, ROW)
    return written.getvalue()


def as_text() -> bytes:
    below = (*BELOW[:6], "ข้อเสนอแนะ")
    return "\n".join("\t".join(row) for row in (TOP, below, ROW)).encode()


def check(reading: Reading) -> None:
    assert reading.report is not None
    (measure,) = reading.report.measures
    assert (measure.number, measure.title, measure.steps[0].text) == ("๑", "ก", "ข")
    assert [owner.text for owner in measure.owners] == ["กองคลัง"]
    assert [item.text for item in measure.outputs] == ["ค"]
    assert [item.text for item in measure.outcomes] == ["ง"]
    assert [row.kind for row in reading.tables[0].rows] == ["header", "header", "measure"]
    assert reading.counts.lost == Tally()


@pytest.mark.parametrize("build", [as_page, as_word, as_sheet])
def test_header_of_two_rows_is_one(build):
    reading = understand(read_parts(build()))

    check(reading)
    assert reading.report is not None
    (extra,) = reading.report.measures[0].extras
    assert extra.text == "จ"
    assert "".join(extra.heading.split()) == "ผลการดำเนินงานปัญหา"


def test_header_of_two_rows_is_known_by_its_words_alone():
    reading = understand(read_parts(as_text()))

    check(reading)
    assert reading.report is not None
    assert [item.text for item in reading.report.measures[0].suggestions] == ["จ"]


def test_row_of_a_measure_below_a_wide_heading_is_no_header():
    top = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tผลการดำเนินการ\t\n"
    reading = understand(read_parts(f"{top}\t๑. ข\t\tผลผลิต\t\n".encode()))

    assert [row.kind for row in reading.tables[0].rows] == ["header", "measure"]


def test_header_of_two_rows_that_repeats_is_skipped():
    text = as_text().decode()
    head = "\n".join(text.split("\n")[:2])
    reading = understand(read_parts(f"{text}\n{head}\n๒\tฉ\tช\tกองช่าง\tซ\tฌ\t\n".encode()))

    assert reading.report is not None
    assert [measure.title for measure in reading.report.measures] == ["ก", "ฉ"]
    assert [problem.kind for problem in reading.report.problems if "heading" in problem.kind] == []


def test_title_over_the_whole_table_is_no_part_of_its_header():
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 3, "เทศบาลตำบลพะโต๊ะ จังหวัดชุมพร")
        page.write_row(1, 0, TOP[:4])
        page.write_row(2, 0, ROW[:4])

    reading = understand(read_parts(written.getvalue()))

    assert reading.report is not None
    assert [row.kind for row in reading.tables[0].rows] == ["header", "measure"]
    assert [column.heading for column in reading.report.columns] == list(TOP[:4])
