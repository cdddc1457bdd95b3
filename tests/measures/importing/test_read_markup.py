"""Tables of web pages, and those pasted from Word, Excel and LibreOffice."""

from __future__ import annotations

import pytest

from measures.importing import UnreadableFile, read_report
from measures.importing.problems import Problems
from measures.importing.read_markup import read_markup
from measures.importing.refusals import FEWER_ROWS
from measures.importing.tables import Paragraph, RawTable

HEADER = "<tr><th>มาตรการ<th>ขั้นตอน<th>ผู้รับผิดชอบ<th>ผลการดำเนินการ</tr>"


def parts(html: str):
    return read_markup(html, Problems())


def blocks(cell_html: str) -> list[tuple[str, int]]:
    (table,) = parts(f"<table><tr><td>{cell_html}<td>ข</table>")
    return [(block.text, block.level) for block in table.rows[0][0].blocks]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("หนึ่ง<br>สอง", [("หนึ่ง", 0), ("สอง", 0)]),
        (
            "<p class=MsoNormal>จัด\r\n  ทำ</p><p>&nbsp;</p><p>เผยแพร่</p>",
            [("จัด ทำ", 0), ("เผยแพร่", 0)],
        ),
        ("ก&nbsp; ข", [("ก  ข", 0)]),
        ("ก<span style='mso-spacerun:yes'>  </span>ข", [("ก  ข", 0)]),
        ("<ol><li>ก<li>ข<ul><li>ค</ul></ol>", [("1. ก", 1), ("2. ข", 1), ("ค", 2)]),
        ("<ol start=3 style='list-style-type:thai'><li>ก</ol>", [("๓. ก", 1)]),
        ("<ol style='list-style: none'><li>- ก</ol>", [("- ก", 1)]),
        (
            "<p><![if !supportLists]><span style='mso-list:Ignore'>๑.<span>&nbsp;&nbsp; </span>"
            "</span><![endif]>ประชุม</p>",
            [("๑. ประชุม", 0)],
        ),
        ("<p><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>ประชุม</p>", [("• ประชุม", 0)]),
        ("<a href='https://a.go.th/x'>เว็บไซต์</a>", [("เว็บไซต์ https://a.go.th/x", 0)]),
        ("<a href='https://a.go.th'>https://a.go.th</a>", [("https://a.go.th", 0)]),
        ("<a href='#_ftn1'>๑</a>", [("๑", 0)]),
        ("ก<script>ข</script><span style='display:none'>ค</span><!-- ง -->", [("ก", 0)]),
        (
            "ก<table><tr><td>แผน<td>๔<tr><td>ผล<td>๓</table>",
            [("ก", 0), ("แผน  ๔", 0), ("ผล  ๓", 0)],
        ),
    ],
)
def test_cell_is_cut_as_it_is_shown(cell, expected):
    assert blocks(cell) == expected


def test_merged_cells_keep_the_others_in_their_columns():
    (table,) = parts(
        "<table><tr><td rowspan=3>ก<td colspan=2>ข<td>ค<tr><td>ง<td rowspan=2>จ<td>ฉ<tr><td>ช<td>ซ"
        "</table>"
    )

    assert isinstance(table, RawTable)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["ก", "ข", "", "ค"],
        ["", "ง", "จ", "ฉ"],
        ["", "ช", "", "ซ"],
    ]
    assert table.rows[0][1].span == 2


def test_table_that_lays_out_a_page_is_walked_into():
    first, table, last = parts(
        f"<table><tr><td>เมนู<td><table>{HEADER}<tr><td>ก<td>ข<td>ค<td>ง</table><td>ท้าย</table>"
    )

    assert isinstance(table, RawTable)
    assert (first.lines, last.lines) == (("เมนู",), ("ท้าย",))
    assert [cell.text for cell in table.rows[1]] == ["ก", "ข", "ค", "ง"]


def test_paragraphs_know_their_headings_and_numbered_ones_are_one_list():
    found = parts(
        "<h1>รายงาน<br>ปี ๒๕๖๘</h1><p><b>หนา</b></p><p>ประเด็น<p>๑. ก<p>๒. ข<div>ต่อ</div>ท้าย"
    )

    assert [(part.lines, part.is_heading) for part in found if isinstance(part, Paragraph)] == [
        (("รายงาน", "ปี ๒๕๖๘"), True),
        (("หนา",), True),
        (("ประเด็น",), False),
        (("๑. ก", "๒. ข"), False),
        (("ต่อ",), False),
        (("ท้าย",), False),
    ]


def test_problem_says_the_table_the_row_and_the_column():
    found = read_report(f"<table>{HEADER}<tr><td>๑. ก<td><td>ค<td>ง</table>".encode())

    assert [p.place for p in found.problems if p.kind == "no_steps"] == [
        "ตารางที่ ๑ แถว ๒ ช่องที่ ๒ ช่อง “ขั้นตอน”"
    ]


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (
            f"<table>{HEADER}<tr>{'<td>ก' * 41}</table>",
            f"ตารางมีเกิน ๔๐ ช่อง หยุดที่ตารางที่ ๑ แถว ๒ {FEWER_ROWS}",
        ),
        (
            f"<table>{HEADER}<tr><td>ก\ue000</table>",
            "อ่านได้ถึงตารางที่ ๑ แถว ๒ ช่องที่ ๑: พบอักขระ",
        ),
        (f"<table>{HEADER}</table>", "พบหัวตารางที่ตารางที่ ๑ แถว ๑ แต่ไม่มีแถวมาตรการใต้หัวตาราง"),
    ],
)
def test_page_that_cannot_be_read_is_refused_with_its_place(html, message):
    with pytest.raises(UnreadableFile) as refusal:
        read_report(html.encode())

    assert str(refusal.value).startswith(message)


def test_page_in_windows_874_is_read():
    page = f"<html><meta charset=windows-874><table>{HEADER}<tr><td>ก<td>ขั้นตอน<td>ค<td>ง</table>"

    assert read_report(page.encode("cp874")) == read_report(page.encode())
