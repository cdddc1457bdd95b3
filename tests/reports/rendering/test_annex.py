"""Photos, documents and links in the annex."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from reports.rendering import FORMATS
from reports.rendering.annex import annex_heading, annex_parts
from reports.rendering.grid import build_grid
from reports.rendering.pages import make_pages
from reports.rendering.worker import limits_for, render
from reports.snapshot import AnnexEntry, Evidence, MeasureRow
from tests.reports.rendering.fragments import SIX, report
from tests.reports.rendering.pictures import a_photo

ALL = replace(SIX, annex_names_all=True)
FILE = Evidence(kind="file", caption="คู่มือ", sha256="0" * 64, media_type="application/pdf")
LINK = Evidence(kind="link", caption="ข่าว", url="https://example.test/a")
PHOTO, BYTES = a_photo()


def measure(number="๑.", **fields):
    return MeasureRow(title=f"มาตรการ {number}", number=number, **fields)


def lines(snapshot, layout=SIX):
    """The annex as (heading, lines, captions)."""
    return [
        (
            f"{part.heading.mark} {part.heading.text}",
            [f"{each.mark} {each.text}".strip() for each in part.printed],
            [photo.caption for photo in part.photos],
        )
        for part in build_grid(snapshot, layout).annex
    ]


def test_evidence_stands_under_its_measure():
    snapshot = report(measure(evidence=(PHOTO, FILE, LINK)), measure("๒."))

    assert lines(snapshot) == [
        (
            "มาตรการที่ ๑ มาตรการ ๑.",
            ["- คู่มือ (ไฟล์ PDF)", "- ข่าว (https://example.test/a)"],
            ["ประชุมชี้แจง"],
        )
    ]
    grid = build_grid(snapshot, SIX)
    assert grid.annex_heading == "ภาคผนวก"
    assert build_grid(snapshot, replace(SIX, has_annex=False)).annex == ()


def test_measures_without_evidence_are_named_where_the_layout_asks():
    snapshot = report(
        measure(evidence=(PHOTO,)),
        measure("๒.", status="not_done"),
        measure("๓.", status="done"),
    )

    assert lines(snapshot, ALL)[1:] == [
        ("มาตรการที่ ๒ มาตรการ ๒.", ["- ยังไม่ได้ดำเนินการ"], []),
        ("มาตรการที่ ๓ มาตรการ ๓.", ["- ไม่มีภาพกิจกรรม"], []),
    ]
    assert build_grid(snapshot, ALL).annex_heading == "ภาคผนวก ภาพกิจกรรม"
    assert lines(report(measure()), ALL) == []


def test_words_of_the_annex_keep_their_headings_and_get_the_pictures():
    snapshot = replace(
        report(measure(evidence=(PHOTO,)), measure("๒.", evidence=(PHOTO,)), measure("๓.")),
        annex_heading="ภาพกิจกรรมตามมาตรการ",
        annex=(
            AnnexEntry(number="๒.", heading="อบรม", text="- จัดแล้ว"),
            AnnexEntry(number="๓.", heading="แผน", text="-ยังไม่ได้ดำเนินการ"),
        ),
    )

    assert lines(snapshot) == [
        ("มาตรการที่ ๑ มาตรการ ๑.", [], ["ประชุมชี้แจง"]),
        ("๒. อบรม", ["- จัดแล้ว"], ["ประชุมชี้แจง"]),
        ("๓. แผน", ["- ยังไม่ได้ดำเนินการ"], []),
    ]
    assert build_grid(snapshot, SIX).annex_heading == "ภาพกิจกรรมตามมาตรการ"


def test_words_that_nobody_can_place_stand_first():
    entry = AnnexEntry(number="", heading="ภาพรวม", text="ก")
    snapshot = replace(report(measure("", evidence=(PHOTO,)), measure("")), annex=(entry,))

    assert [heading for heading, _, _ in lines(snapshot)] == [" ภาพรวม", "มาตรการที่ ๑ มาตรการ"]


def test_without_evidence_the_annex_is_as_it_was():
    entries = (AnnexEntry(number="๒.", heading="ข", text="ค"),)
    snapshot = replace(report(measure(), measure("๒.")), annex=entries)

    assert lines(snapshot) == [("๒. ข", ["ค"], [])]
    assert annex_heading(snapshot, annex_parts(snapshot, SIX, str)) == ""


def test_rows_of_pictures_are_never_torn():
    sizes = [(640, 480), (480, 640), (300, 900), (1200, 300), (640, 480)] * 4
    photos = tuple(
        a_photo(f"ภาพที่ {n} " + "คำบรรยาย" * (n % 4), size)[0] for n, size in enumerate(sizes)
    )
    grid = build_grid(report(measure(evidence=photos)), SIX)

    sheets = make_pages(grid, ())

    rows = [block.photos for page in sheets.pages for block in page.blocks if block.photos]
    assert [len(row.photos) for row in rows] == [2] * 10
    for page in sheets.pages[1:]:
        used = sum(block.height for block in page.blocks)
        assert used < 512
        assert page.blocks[-1].kind == "photos"


def pictures_of(page: Any) -> list[Any]:
    """The images of a page as they stand in the file."""
    return [each.get_object() for each in page["/Resources"]["/XObject"].values()]


@pytest.fixture(scope="module")
def drawn():
    snapshot = report(measure(evidence=(PHOTO, FILE)), measure("๒."))
    return snapshot, render("pdf", snapshot, ALL, photos=BYTES)


def test_the_pdf_holds_the_very_pictures_with_their_words(drawn):
    snapshot, pdf = drawn
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    page = reader.pages[1]

    images = [each._data for each in pictures_of(page)]
    text = page.extract_text()
    assert images == list(BYTES.values())
    for words in ("ภาคผนวก", "มาตรการที่ ๑", "ประชุมชี้แจง", "คู่มือ (ไฟล์ PDF)", "ไม่ได้ดำเนินการ"):
        assert words in text.replace("\u200b", "")
    assert pdf == render("pdf", snapshot, ALL, photos=BYTES)


def test_a_picture_whose_bytes_are_not_at_hand_leaves_its_place_empty(drawn):
    snapshot, _ = drawn

    reader = pypdf.PdfReader(io.BytesIO(render("pdf", snapshot, ALL)))

    assert pictures_of(reader.pages[1]) == []
    assert "ประชุมชี้แจง" in reader.pages[1].extract_text()


def test_captions_cannot_break_out():
    caption = '"><script>alert(1)</script><img src=file:///etc/passwd>'
    photo, data = a_photo(caption)
    snapshot = report(measure(evidence=(photo,)))

    html = FORMATS["html"].writer(snapshot, SIX, photos=data).decode()
    assert "<script" not in html
    assert html.count("<img") == 1
    assert render("pdf", snapshot, SIX, photos=data).startswith(b"%PDF")


def test_html_shows_the_pictures_and_stays_one_file(drawn):
    snapshot, _ = drawn

    html = FORMATS["html"].writer(snapshot, SIX, photos=BYTES).decode()

    assert html.count('<img src="data:image/jpeg;base64,') == 1
    assert "<figcaption>ประชุมชี้แจง</figcaption>" in html


def test_limits_grow_with_the_pictures():
    plain, more = (limits_for(report(), photo_bytes=count) for count in (0, 1_000))

    assert more.memory_bytes - plain.memory_bytes == 3_000
