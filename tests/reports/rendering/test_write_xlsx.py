"""The Excel file: texts that stay texts, a header that stays in sight, rows that are all seen."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
import python_calamine

from measures.importing import read_report
from reports.rendering.excel_rows import MOST_LETTERS
from reports.rendering.worker import render
from reports.rendering.write_xlsx import write_xlsx
from reports.snapshot import Item
from tests.reports.rendering import tables
from tests.reports.rendering.fragments import ISSUE, SIX, STEPS, SUGGESTIONS, report
from tests.reports.seeds import NAMES, seed

LABELS = ("ฉบับที่ ๑ เผยแพร่ ๑ ต.ค. ๒๕๖๘", "ฉบับร่าง พิมพ์เมื่อ ๑ ต.ค. ๒๕๖๘ ๐๙:๐๐ น.")


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def sheets(data: bytes) -> dict[str, Any]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize(
    "text", ["=1+1", "+662", "-5", "@SUM(A1)", "๕", "0042", "1e5", "http://a.go.th"]
)
def test_texts_stay_texts(text: str):
    measure = replace(ISSUE, outputs=(Item(text=text),))

    data = write_xlsx(report(measure), SIX)

    xml = part(data, "xl/worksheets/sheet1.xml")
    assert set(re.findall(r'<c r="[A-Z]+\d+" s="\d+"(?: t="(\w*)")?', xml)) <= {"s", ""}
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert tables.in_xlsx(data, SIX.columns[0].heading)[1][4] == (text, 1)


def test_header_is_in_sight_and_on_every_page():
    xml = part(write_xlsx(report(ISSUE), SIX), "xl/worksheets/sheet1.xml")

    assert '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>' in xml
    assert 'orientation="landscape"' in xml
    assert 'paperSize="9"' in xml
    assert 'fitToHeight="0"' in xml
    names = part(write_xlsx(report(ISSUE), SIX), "xl/workbook.xml")
    assert 'Print_Titles" localSheetId="0">รายงาน!$3:$3</definedName>' in names


def test_every_text_has_the_font_of_thai_offices_or_another_thai_one():
    """The character set is by what Windows chooses in its place where that font is missing."""
    styles = part(write_xlsx(report(ISSUE), SIX), "xl/styles.xml")

    fonts = re.findall(r"<font>.*?</font>", styles)
    assert {
        (
            re.findall('name val="([^"]+)"', font)[0],
            "".join(re.findall('charset val="(.+?)"', font)),
        )
        for font in fonts[1:]  # the first is of cells without a look of their own
    } == {("TH SarabunPSK", "222")}


def test_columns_are_as_wide_as_on_the_sheet():
    xml = part(write_xlsx(report(ISSUE), SIX), "xl/worksheets/sheet1.xml")

    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', xml)]
    assert [round(width / sum(widths) * 100) for width in widths] == [
        column.width for column in SIX.columns
    ]


def test_introduction_and_annex_have_sheets_of_their_own():
    found = sheets(write_xlsx(*seed("002"), version_label="ฉบับที่ ๑"))

    assert list(found) == ["รายงาน", "บทนำ", "ภาคผนวก"]
    assert found["บทนำ"][-1] == ["ฉบับที่ ๑"]
    assert len(found["ภาคผนวก"]) > 20


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("label", ["", *LABELS])
def test_what_stands_beside_the_table_is_read_again(name: str, label: str):
    snapshot, layout = seed(name)
    is_draft = label.startswith("ฉบับร่าง")

    found = read_report(write_xlsx(snapshot, layout, version_label=label, is_draft=is_draft))

    assert (found.title, found.cover) == (snapshot.title, snapshot.cover)
    assert words(found.introduction) == words(snapshot.introduction)
    assert "sheet_unread" not in {problem.kind for problem in found.problems}


def words(text: str) -> list[str]:
    return text.split()


def test_a_row_higher_than_excel_allows_stands_in_several():
    long = replace(ISSUE, steps_lead="\n".join(["ขั้นตอน"] * 60))

    data = write_xlsx(report(long, STEPS), SUGGESTIONS)

    xml = part(data, "xl/worksheets/sheet1.xml")
    heights = [float(height) for height in re.findall(r'<row [^>]* ht="([\d.]+)"', xml)]
    assert max(heights) <= 409
    assert sum(heights) > 60 * 18
    table = tables.in_xlsx(data, SUGGESTIONS.columns[0].heading)
    assert [len(row) for row in table] == [6] * 5
    assert (table[1][1] or ("", 0))[0].count("ขั้นตอน") == 60


def test_a_text_longer_than_excel_takes_goes_on_below():
    huge = "ก" * (MOST_LETTERS + 10)
    measure = replace(ISSUE, outcomes=(Item(text=huge),))

    rows = sheets(write_xlsx(report(measure), SIX))["รายงาน"]

    assert "".join(str(row[5]) for row in rows[3:]) == huge


def test_a_draft_says_so_and_equal_reports_give_equal_bytes():
    draft = write_xlsx(report(ISSUE), SIX, is_draft=True, version_label="ฉบับร่าง & ยังไม่อนุมัติ")

    assert sheets(draft)["รายงาน"][0][0] == "ฉบับร่าง & ยังไม่อนุมัติ"
    xml = part(draft, "xl/worksheets/sheet1.xml")
    assert "ร่าง</oddHeader>" in xml
    assert "ฉบับร่าง &amp;&amp; ยังไม่อนุมัติ" in xml
    assert write_xlsx(*seed("001")) == render("xlsx", *seed("001"))
