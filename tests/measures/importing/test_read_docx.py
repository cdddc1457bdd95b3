"""Word files: numbers that Word counts, merged cells, what is not read."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from measures.importing.problems import Problems
from measures.importing.read_docx import read_docx
from measures.importing.tables import RawTable
from tests.measures.importing.offices import add_list, number_paragraph


def read(document):
    written = io.BytesIO()
    document.save(written)
    problems = Problems()
    return read_docx(written.getvalue(), problems), problems.in_order()


def cells(part) -> list[list[str]]:
    assert isinstance(part, RawTable)
    return [[cell.text for cell in row] for row in part.rows]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([("thaiNumbers", "%1.")], ["๑. ก", "๒. ข", "ไม่มีเลข", "๓. ค"]),
        ([("decimal", "(%1)")], ["(1) ก", "(2) ข", "ไม่มีเลข", "(3) ค"]),
        ([("thaiLetters", "%1)")], ["ก) ก", "ข) ข", "ไม่มีเลข", "ค) ค"]),
        ([("upperRoman", "%1.")], ["I. ก", "II. ข", "ไม่มีเลข", "III. ค"]),
        ([("bullet", "\uf0b7")], ["• ก", "• ข", "ไม่มีเลข", "• ค"]),
        ([("bullet", "-")], ["- ก", "- ข", "ไม่มีเลข", "- ค"]),
    ],
)
def test_numbers_that_word_counts_are_words(levels, expected):
    document = docx.Document()
    name = add_list(document, *levels)
    cell = document.add_table(1, 2).rows[0].cells[0]
    for text in ("ก", "ข", "ไม่มีเลข", "ค"):
        paragraph = cell.add_paragraph(text)
        if text != "ไม่มีเลข":
            number_paragraph(paragraph, list_id=name)
    (table,), _ = read(document)

    assert [block.text for block in table.rows[0][0].blocks] == expected


def test_inner_numbers_start_anew_under_each_outer_one():
    document = docx.Document()
    name = add_list(document, ("thaiNumbers", "%1."), ("thaiNumbers", "%1.%2"))
    cell = document.add_table(1, 2).rows[0].cells[0]
    for level in (0, 1, 1, 0, 1):
        number_paragraph(cell.add_paragraph("ก"), list_id=name, level=level)
    (table,), _ = read(document)

    assert [(block.text, block.level) for block in table.rows[0][0].blocks] == [
        ("๑. ก", 1),
        ("๑.๑ ก", 2),
        ("๑.๒ ก", 2),
        ("๒. ก", 1),
        ("๒.๑ ก", 2),
    ]


def test_merged_cells_stay_in_their_columns():
    document = docx.Document()
    table = document.add_table(2, 3)
    for row, texts in zip(table.rows, (("ก", "ข", "ค"), ("", "ง", "จ")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(1, 1).merge(table.cell(1, 2))
    (found,), _ = read(document)

    assert [[text.split("\n") for text in row] for row in cells(found)] == [
        [["ก"], ["ข"], ["ค"]],
        [[""], ["ง", "จ"], [""]],
    ]


def test_tracked_changes_are_read_as_accepted_and_told():
    document = docx.Document()
    paragraph = document.add_paragraph("จัดทำ")
    for tag, inner in (("w:del", "<w:delText>แผนเก่า</w:delText>"), ("w:ins", "<w:t>แผนใหม่</w:t>")):
        xml = f'<{tag} {nsdecls("w")} w:id="1" w:author="a"><w:r>{inner}</w:r></{tag}>'
        paragraph._p.append(parse_xml(xml))
    parts, problems = read(document)

    assert [part.text for part in parts] == ["จัดทำแผนใหม่"]
    assert [(p.kind, p.place, p.quote) for p in problems] == [
        ("tracked_changes", "ทั้งเอกสาร", "แผนเก่า")
    ]


def test_words_of_the_margins_are_told_and_page_numbers_are_not():
    document = docx.Document()
    document.add_paragraph("ก")
    document.sections[0].header.paragraphs[0].text = "เทศบาลตำบลพะโต๊ะ"
    document.sections[0].footer.paragraphs[0].text = "- ๑ -"
    parts, problems = read(document)

    assert [part.text for part in parts] == ["ก"]
    assert [(p.kind, p.quote) for p in problems] == [("header_footer", "เทศบาลตำบลพะโต๊ะ")]


def test_words_of_a_text_box_are_read():
    document = docx.Document()
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>ในกล่อง</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph("นอกกล่อง")._p.append(parse_xml(box))
    parts, _ = read(document)

    assert [part.text for part in parts] == ["นอกกล่อง", "ในกล่อง"]
