"""The Word file: its sheet, its fonts, its table, its pictures."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reports.rendering import sheet
from reports.rendering.faces import FILES, FONTS
from reports.rendering.worker import render
from reports.rendering.write_docx import write_docx
from reports.snapshot import Evidence
from tests.measures.inspecting.corpus import photo
from tests.reports.rendering.fragments import ISSUE, SIX, STEPS, SUGGESTIONS, report
from tests.reports.seeds import seed

LABEL = "ฉบับที่ ๑ เผยแพร่ ๑๖ มี.ค. ๒๕๖๙"


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_the_sheet_is_a4_on_its_side():
    document = opened(write_docx(report(ISSUE), SIX))

    [section] = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert round(section.left_margin.mm) == sheet.MARGIN_MM["left"]
    assert section.orientation == 1


def test_thai_has_its_font_size_and_language():
    """Word draws Thai with `cs`, `szCs`, `bCs` and the language of `bidi`, or not as told."""
    styles = part(write_docx(report(ISSUE), SIX), "word/styles.xml")

    assert '<w:rFonts w:ascii="PortalSarabun" w:hAnsi="PortalSarabun"' in styles
    assert 'w:cs="PortalSarabun"' in styles
    assert 'w:bidi="th-TH"' in styles
    found = re.findall(
        r"<w:rPr>(?:<w:b/><w:bCs/>)?<w:sz w:val=\"(\d+)\"/><w:szCs w:val=\"(\d+)\"/>", styles
    )
    assert len(found) == styles.count("<w:style ")
    assert all(latin == thai for latin, thai in found)


def test_no_word_has_a_look_of_its_own():
    """So that an office changes the font in one place."""
    document = opened(write_docx(report(ISSUE, STEPS), SIX))

    assert list(document.element.body.iter(qn("w:rPr"))) == []


def test_both_fonts_travel_with_the_file():
    data = write_docx(report(ISSUE), SIX)
    keys = re.findall(r'w:fontKey="\{([0-9A-F-]{36})\}"', part(data, "word/fontTable.xml"))

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for number, (weight, key) in enumerate(zip(FILES, keys, strict=True), start=1):
            mixed = bytearray(archive.read(f"word/fonts/font{number}.odttf"))
            secret = bytes.fromhex(key.replace("-", ""))[::-1]
            for place in range(32):
                mixed[place] ^= secret[place % 16]
            assert bytes(mixed) == (FONTS / FILES[weight]).read_bytes()
    assert "<w:embedTrueTypeFonts/>" in part(data, "word/settings.xml")


def test_the_header_row_stands_again_on_each_page():
    [table] = opened(write_docx(report(ISSUE, STEPS), SUGGESTIONS)).tables

    repeated = [
        row.trPr is not None and bool(row.trPr.findall(qn("w:tblHeader")))
        for row in table._tbl.tr_lst
    ]
    assert repeated == [True, *[False] * (len(repeated) - 1)]


def test_cells_are_merged_as_in_the_table():
    [table] = opened(write_docx(report(STEPS), SUGGESTIONS)).tables

    merged = [[cell.vMerge or "" for cell in row.tc_lst] for row in table._tbl.tr_lst]
    assert merged == [[""] * 6, ["restart", *[""] * 5], ["continue", *[""] * 5]]


def test_lists_are_nested_with_their_marks_before_them():
    [table] = opened(write_docx(report(STEPS), SUGGESTIONS)).tables

    paragraphs = table.rows[2].cells[1].paragraphs
    assert [p.text for p in paragraphs] == ["๒. กำหนดมาตรการ ดังนี้", "๑) มีวางระบบ", "- ติดตาม"]
    lefts = [p.paragraph_format.left_indent.pt for p in paragraphs]
    hangs = [p.paragraph_format.first_line_indent.pt for p in paragraphs]
    assert lefts == sorted(lefts)
    assert lefts[0] < lefts[1] < lefts[2]
    assert all(hang < 0 for hang in hangs)


def test_titles_and_annex_are_headings_that_word_can_list():
    document = opened(write_docx(*seed("002")))

    headings = [(p.style.name, p.text) for p in document.paragraphs if "eading" in p.style.name]
    assert [name for name, _ in headings][:3] == ["Heading 1", "Heading 2", "Heading 3"]
    assert len(headings) == 25


@pytest.mark.parametrize(("digits", "how"), [("thai", "THAIARABIC"), ("arabic", "Arabic")])
def test_the_foot_has_version_and_page_numbers(digits, how):
    document = opened(write_docx(report(ISSUE), replace(SIX, digits=digits), version_label=LABEL))

    foot = document.sections[0].footer
    assert foot.paragraphs[0].text == f"{LABEL}\tหน้า  จาก "
    fields = [each.get(qn("w:instr")).strip() for each in foot._element.iter(qn("w:fldSimple"))]
    assert fields == [rf"PAGE \* {how}", rf"NUMPAGES \* {how}"]


def test_a_cover_is_a_sheet_of_its_own_without_a_foot():
    document = opened(write_docx(*seed("004"), version_label=LABEL))

    cover, rest = document.sections
    assert cover._sectPr.findall(qn("w:footerReference")) == []
    assert len(rest._sectPr.findall(qn("w:footerReference"))) == 1
    assert [p.text for p in document.paragraphs if p.style.name == "หน้าปก"] == list(
        seed("004")[0].cover
    )


@pytest.mark.parametrize("is_draft", [True, False])
def test_a_draft_says_so_behind_every_page(is_draft):
    document = opened(write_docx(*seed("004"), is_draft=is_draft))

    marks = [section.header._element.xml.count('string="ร่าง"') for section in document.sections]
    assert marks == ([1, 1] if is_draft else [0, 0])


def test_addresses_lead_where_they_say():
    odd = replace(ISSUE, steps_lead="ดู https://a.go.th/x?y=[1] และ http://b.go.th/ครับ")
    document = opened(write_docx(report(odd), SIX))

    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert targets == ["https://a.go.th/x?y=%5B1%5D", "http://b.go.th/"]


def with_photo(data: bytes) -> Any:
    shown = Evidence(kind="photo", caption="ภาพประชุม <1>", sha256="a" * 64, width=400, height=300)
    measure = replace(ISSUE, evidence=(shown,))
    return write_docx(report(measure), SIX, photos={"a" * 64: data})


def test_photos_stand_in_the_annex_with_words_for_those_who_cannot_see_them():
    document = opened(with_photo(photo((400, 300))))

    [shape] = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "ภาพประชุม <1>"
    assert shape.width.pt / shape.height.pt == pytest.approx(4 / 3, rel=0.01)
    captions = [p.text for row in document.tables[1].rows for p in row.cells[0].paragraphs]
    assert captions == ["", "ภาพประชุม <1>"]


def test_a_picture_that_cannot_be_read_leaves_its_caption():
    document = opened(with_photo(b"not a picture"))

    assert len(document.inline_shapes) == 0
    assert document.tables[1].rows[0].cells[0].paragraphs[1].text == "ภาพประชุม <1>"


def test_equal_reports_give_equal_bytes_in_the_worker_too():
    at = dt.datetime(2026, 3, 16, 7, 20, tzinfo=dt.UTC)
    options: dict[str, Any] = {"version_label": LABEL, "drawn_at": at}

    here, there = write_docx(*seed("003"), **options), render("docx", *seed("003"), **options)

    assert here == there
    properties = opened(here).core_properties
    assert (properties.author, properties.language, properties.comments) == (
        "องค์การบริหารส่วนตำบลหนองเรือ",
        "th-TH",
        "",
    )
    assert properties.created == at


def test_a_row_of_few_lines_is_not_parted():
    [table] = opened(write_docx(report(STEPS), SIX)).tables
    long = replace(ISSUE, steps_lead="\n".join(["ขั้นตอน"] * 60))
    [other] = opened(write_docx(report(long), SIX)).tables

    def whole(row: Any) -> bool:
        return row.trPr is not None and bool(row.trPr.findall(qn("w:cantSplit")))

    assert [whole(row) for row in table._tbl.tr_lst] == [True, True]
    assert [whole(row) for row in other._tbl.tr_lst] == [True, False]


def test_a_row_that_the_pdf_keeps_whole_is_not_parted():
    """Measure 1 of seed 003 would begin below its introduction, and go on over the page."""
    [table] = opened(write_docx(*seed("003"))).tables

    rows = [row.trPr for row in table._tbl.tr_lst]
    assert [row is not None and row.find(qn("w:cantSplit")) is not None for row in rows] == [
        True
    ] * 8
