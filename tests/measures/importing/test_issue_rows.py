"""Rows across the table: the issue of the measures below them."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from measures.importing import read_report

HEADER = "<tr><th>ลำดับ<th>มาตรการ<th>ขั้นตอน<th>ผู้รับผิดชอบ<th>ผลการดำเนินการ"


@pytest.mark.parametrize(
    ("heading", "issue"),
    [
        ("ประเด็นที่ ๒ การให้บริการและระบบ E-Service", "การให้บริการและระบบ E-Service"),
        ("๒. การให้บริการและระบบ E-Service", "การให้บริการและระบบ E-Service"),
        ("การให้บริการและระบบ E-Service", "การให้บริการและระบบ E-Service"),
    ],
)
def test_row_across_the_table_is_the_issue_of_those_below(heading, issue):
    rows = (
        "<tr><td>๑<td>หนึ่ง<td>ก<td>ข<td>ค"
        f"<tr><td colspan=5>{heading}"
        "<tr><td>๒<td>สอง<td>ก<td>ข<td>ค<tr><td>๓<td>สาม<td>ก<td>ข<td>ค"
    )
    found = read_report(f"<table>{HEADER}{rows}</table>".encode())

    assert [(measure.title, measure.issue) for measure in found.measures] == [
        ("หนึ่ง", ""),
        ("สอง", issue),
        ("สาม", issue),
    ]
    assert [(p.place, p.quote) for p in found.problems if p.kind == "issue_row"] == [
        ("ตารางที่ ๑ แถว ๓", heading)
    ]


def test_merged_row_of_a_sheet_is_an_issue_too():
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet("รายงาน")
        page.write_row(0, 0, ["ลำดับ", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ผลการดำเนินการ"])
        page.merge_range(1, 0, 1, 4, "ประเด็นที่ ๑ การให้บริการ")
        page.write_row(2, 0, ["๑", "หนึ่ง", "ก", "ข", "ค"])
        page.merge_range(3, 0, 3, 4, "ภาพกิจกรรม")
    found = read_report(written.getvalue())

    assert [(measure.title, measure.issue) for measure in found.measures] == [("หนึ่ง", "การให้บริการ")]
    assert found.annex_heading == "ภาพกิจกรรม"
