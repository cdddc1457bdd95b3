"""Places to sign, the emblem, and where the introduction stands: the same in every file."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdf
import pypdfium2
import pytest
import python_calamine
from jsonschema import Draft202012Validator

from reports.layouts import LayoutSpec, Signature
from reports.rendering import FORMATS, sheet
from reports.rendering.frame import place_names
from reports.rendering.grid import build_grid
from reports.rendering.pages import make_pages
from reports.rendering.signatures import signature_lines
from reports.snapshot import MeasureRow, ReportSnapshot, StepRow
from tests.reports.rendering.fragments import SIX, report
from tests.reports.rendering.signed import BYTES, FOUR, HEAD, ONE, OPENED, SIGNED, THREE, WRITER

SCHEMA = Path("reports/report.schema.json")
LINE = "." * 50


def drawn(name: str, snapshot: ReportSnapshot, layout: LayoutSpec, **options: Any) -> bytes:
    return FORMATS[name].writer(snapshot, layout, photos=BYTES, **options)


def sheets_of(snapshot: ReportSnapshot, layout: LayoutSpec) -> Any:
    return make_pages(build_grid(snapshot, layout), place_names(snapshot.organization))


def test_who_signs_has_a_line_a_name_and_a_post():
    assert signature_lines(WRITER) == (f"ลงชื่อ {LINE} ผู้รายงาน", f"({LINE})")
    assert signature_lines(Signature(name="ชื่อ  สกุล", title="ปลัด\n รักษาการนายก\n")) == (
        f"ลงชื่อ {LINE}",
        "(ชื่อ  สกุล)",
        "ปลัด",
        "รักษาการนายก",
    )


def test_who_signs_stands_below_the_table_and_is_never_torn():
    below = [[block.kind for block in page.below] for page in sheets_of(SIGNED, ONE).pages]
    assert below == [[], ["signatures"]]

    pages = sheets_of(report(), THREE).pages
    assert [len(page.below) for page in pages] == [1]
    rows = [block.signatures for page in sheets_of(SIGNED, FOUR).pages for block in page.below]
    assert [[one.left > 0 for one in row.signatures] for row in rows] == [[False, True]] * 2
    alone = sheets_of(SIGNED, ONE).pages[-1].below[0].signatures.signatures[0]
    assert alone.left > sheet.WIDTH / 2


def test_a_long_introduction_goes_on_from_the_cover_over_a_page_of_its_own():
    sheets = sheets_of(OPENED, THREE)

    lines = [sum(len(block.piece.lines) for block in sheets.cover.blocks)]
    lines.append(sum(len(block.piece.lines) for block in sheets.pages[0].blocks))
    assert (sum(lines), min(lines) > 5) == (40, True)
    assert sheets.pages[0].rows == []
    assert [block.kind for block in sheets.pages[1].blocks] == ["title"]


def test_where_there_is_no_cover_all_of_it_stands_at_the_title():
    kinds = [block.kind for block in sheets_of(replace(SIGNED, cover=()), THREE).pages[0].blocks]
    assert kinds == ["emblem", "title", "text", "text", "text"]

    full = replace(SIGNED, cover=("ปก",) * 8)
    kinds = [block.kind for block in sheets_of(full, THREE).pages[0].blocks]
    assert kinds == ["title", "text", "text", "text"]


def test_an_introduction_that_is_not_printed_is_in_no_file_but_in_the_data():
    layout = replace(SIX, introduction="none")

    assert build_grid(SIGNED, layout).introduction == ()
    assert "ตามที่" not in drawn("html", SIGNED, layout).decode()
    assert json.loads(drawn("json", SIGNED, layout))["introduction"] == SIGNED.introduction


def test_without_the_mark_a_measure_goes_on_with_an_empty_cell():
    steps = tuple(StepRow(text=f"ขั้นที่ {number}") for number in range(60))
    long = report(MeasureRow(title="มาตรการยาว", number="๑", steps=steps))

    pages = sheets_of(long, replace(SIX, says_continued=False)).pages
    again = [page.rows[0].cells[0].pieces for page in pages[1:]]
    titled = [page.rows[0].cells[0].pieces for page in sheets_of(long, SIX).pages[1:]]

    assert again == [()] * len(again)
    assert len(titled) == len(again) > 0
    assert all("(ต่อ)" in pieces[0].parts[-1].text for pieces in titled)


@pytest.mark.parametrize(("snapshot", "layout"), [(SIGNED, ONE), (SIGNED, THREE), (OPENED, FOUR)])
def test_every_file_says_who_signs(snapshot, layout):
    grid = build_grid(snapshot, layout)
    said = ["".join(line.split()) for lines in grid.signatures for line in lines]

    def lacks(text: str) -> list[str]:
        whole = "".join(text.split())
        return [line for line in said if line not in whole]

    with pypdfium2.PdfDocument(drawn("pdf", snapshot, layout)) as pdf:
        assert lacks("".join(page.get_textpage().get_text_range() for page in pdf)) == []
    for name in ("html", "embed"):
        assert (name, lacks(drawn(name, snapshot, layout).decode())) == (name, [])
    word = docx.Document(io.BytesIO(drawn("docx", snapshot, layout)))
    cells = [cell.text for row in word.tables[-1].rows for cell in row.cells]
    assert lacks("".join(cells)) == []
    book = python_calamine.CalamineWorkbook.from_filelike(
        io.BytesIO(drawn("xlsx", snapshot, layout))
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert lacks("".join(str(cell) for row in rows for cell in row)) == []


def test_the_emblem_is_a_picture_with_words_for_those_who_cannot_see_it():
    pdf: Any = pypdf.PdfReader(io.BytesIO(drawn("pdf", SIGNED, THREE)))
    first = pdf.trailer["/Root"]["/StructTreeRoot"]["/K"][0]["/K"][0]
    assert (first["/S"], first["/Alt"]) == ("/Figure", "ตราเทศบาลตำบลพะโต๊ะ")

    page = drawn("html", SIGNED, ONE).decode()
    assert 'alt="ตราเทศบาลตำบลพะโต๊ะ"' in page
    word = docx.Document(io.BytesIO(drawn("docx", SIGNED, ONE)))
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert described == ["ตราเทศบาลตำบลพะโต๊ะ"]


@pytest.mark.parametrize("name", ["pdf", "docx", "xlsx", "html", "json"])
def test_equal_reports_give_equal_bytes(name):
    assert drawn(name, SIGNED, THREE) == drawn(name, SIGNED, THREE)


def test_json_with_who_signs_and_an_emblem_keeps_to_the_schema():
    data = json.loads(drawn("json", SIGNED, THREE))

    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(data)
    assert data["signatures"][1] == {"role": "ผู้รายงาน", "name": "", "title": ""}
    assert data["signatures"][0]["title"] == HEAD.title
