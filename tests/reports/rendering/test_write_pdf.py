"""The PDF: its pages, its fonts, its text, its data."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from reports.layouts import LayoutSpec
from reports.rendering.grid import build_grid
from reports.rendering.worker import render
from reports.rendering.write_json import write_json
from reports.snapshot import ReportSnapshot
from tests.reports.rendering.fragments import BUDGET, EXTRA, ISSUE, SIX, STEPS, report
from tests.reports.rendering.reading import INVISIBLE, READERS, holds, outline, squeeze
from tests.reports.seeds import NAMES, seed

SIGNED: dict[str, Any] = {
    "version_label": "ฉบับที่ ๒ เผยแพร่ ๑๖ มี.ค. ๒๕๖๙",
    "drawn_at": dt.datetime(2026, 3, 16, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7))),
    "version": {"number": 2},
}


def drawn(snapshot: ReportSnapshot, layout: LayoutSpec, **options: Any) -> bytes:
    return render("pdf", snapshot, layout, **options)


def read(pdf: bytes) -> Any:
    """The file; pypdf's own types know too little of what is in one."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def printed(name: str) -> list[str]:
    """Every paragraph of an example that its layout prints."""
    grid = build_grid(*seed(name))
    cells = [cell for m in grid.measures for row in m.rows for cell in row.cells]
    paragraphs = [*grid.introduction, *(p for cell in cells for p in cell.paragraphs)]
    for part in grid.annex:
        paragraphs += [part.heading, *part.paragraphs]
    texts = [f"{p.mark} {p.text}" for p in paragraphs]
    headings = [column.heading for column in grid.columns]
    return [*grid.cover, "".join(grid.title), *headings, *texts, grid.annex_heading]


@pytest.mark.parametrize(
    ("name", "pages"), [("000", 2), ("001", 4), ("002", 10), ("003", 4), ("004", 4)]
)
def test_pages_are_a4_on_their_side_with_numbers_in_thai(pdfs, name: str, pages: int):
    document = read(pdfs[name])
    found = [page.extract_text() for page in document.pages]
    numbers = [f"หน้า {'๐๑๒๓๔๕๖๗๘๙'[n]} จาก " if n < 10 else "หน้า ๑๐ จาก " for n in range(1, 11)]

    assert len(document.pages) == pages
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in document.pages} == {
        (842, 595)
    }
    has_cover = name == "004"
    assert [numbers[i] in text for i, text in enumerate(found)] == [
        not (has_cover and i == 0) for i in range(pages)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_header_row_is_on_every_page_with_rows(pdfs, name: str):
    grid = build_grid(*seed(name))
    header = squeeze("".join(column.heading for column in grid.columns))
    texts = [squeeze(page.extract_text()) for page in read(pdfs[name]).pages]
    with_table = [number for number, text in enumerate(texts) if header in text]

    assert (
        with_table
        == {
            "000": [0, 1],
            "001": [0, 1, 2, 3],
            "002": [0, 1, 2, 3, 4, 5],
            "003": [1, 2, 3],
            "004": [1, 2, 3],
        }[name]
    )


def test_a_measure_over_a_page_is_titled_again(pdfs):
    texts = {name: [squeeze(p.extract_text()) for p in read(pdfs[name]).pages] for name in NAMES}

    assert {name: [text.count("(ต่อ)") for text in texts[name]] for name in NAMES} == {
        "000": [0, 1],
        "001": [0, 0, 1, 0],
        "002": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "003": [0, 0, 0, 0],
        "004": [0, 0, 0, 1],
    }


@pytest.mark.parametrize("name", NAMES)
def test_only_our_two_fonts_are_in_it_and_whole_in_what_they_need(pdfs, name: str):
    fonts = set()
    for page in read(pdfs[name]).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            fonts.add((str(descriptor["/FontName"]).split("+")[-1], "/FontFile2" in descriptor))

    assert fonts == {("PortalSarabun-Bold", True), ("PortalSarabun", True)}


@pytest.mark.parametrize("reader", ["pdftotext", "pypdf"])
@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_is_read_back_as_it_was_written(pdfs, name: str, reader: str):
    text = READERS[reader](pdfs[name])

    assert INVISIBLE.findall(text) == []
    flat = squeeze(text)
    assert [paragraph for paragraph in printed(name) if not holds(flat, paragraph)] == []


def test_pdfium_reads_back_99_of_100_paragraphs(pdfs):
    lost = wanted = 0
    for name in NAMES:
        text = READERS["pdfium"](pdfs[name])
        assert INVISIBLE.findall(text) == []
        flat = squeeze(text)
        lost += sum(not holds(flat, paragraph) for paragraph in printed(name))
        wanted += len(printed(name))

    assert lost / wanted <= 0.01


@pytest.mark.parametrize("name", NAMES)
def test_bookmarks_name_every_measure(pdfs, name: str):
    grid = build_grid(*seed(name))
    annex = [grid.annex_heading] if grid.annex else []
    annex += [f"{part.heading.mark} {part.heading.text}".strip() for part in grid.annex]

    assert outline(pdfs[name]) == [grid.name, *(m.label for m in grid.measures), *annex]


@pytest.mark.parametrize("name", NAMES)
def test_the_reports_json_is_attached(pdfs, name: str):
    attached = read(pdfs[name]).attachments

    assert list(attached) == ["report.json"]
    assert attached["report.json"] == [write_json(*seed(name))]


def test_title_language_and_dates_are_in_the_file():
    document = read(drawn(report(ISSUE), SIX, **SIGNED))

    assert document.trailer["/Root"]["/Lang"] == "th"
    assert document.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata is not None
    assert document.metadata.title == "รายงานผลการดำเนินการ"
    assert document.metadata.author == "เทศบาลตำบลพะโต๊ะ"
    assert document.metadata.creation_date == SIGNED["drawn_at"]
    version = json.loads(document.attachments["report.json"][0])["version"]
    assert version == {"number": 2}


def test_the_version_label_is_at_the_foot_of_every_page():
    label = SIGNED["version_label"]
    many = drawn(report(*[ISSUE] * 6), SIX, **SIGNED)

    texts = [page.extract_text() for page in read(many).pages]
    assert len(texts) == 2
    assert [str(label) in text for text in texts] == [True, True]


def test_a_draft_says_so_across_every_page():
    texts = [p.extract_text() for p in read(drawn(report(ISSUE), SIX, is_draft=True)).pages]

    assert ["ร่าง" in text for text in texts] == [True]
    plain = [p.extract_text() for p in read(drawn(report(ISSUE), SIX)).pages]
    assert ["ร่าง" in text for text in plain] == [False]


def test_addresses_in_a_text_are_links():
    page = read(drawn(report(BUDGET), EXTRA)).pages[0]

    found = [annotation.get_object()["/A"]["/URI"] for annotation in page["/Annots"]]
    assert found == ["http://a.go.th"]


def test_arabic_digits_where_the_layout_wants_them():
    text = read(drawn(report(ISSUE), replace(SIX, digits="arabic"))).pages[0].extract_text()

    assert "หน้า 1 จาก 1" in text


def test_the_same_snapshot_gives_the_same_bytes():
    first = drawn(report(ISSUE, STEPS), SIX, **SIGNED)

    assert drawn(report(ISSUE, STEPS), SIX, **SIGNED) == first
    assert drawn(report(STEPS, ISSUE), SIX, **SIGNED) != first


def test_a_process_that_drew_other_things_before_gives_the_same_bytes(pdfs):
    program = (
        "import sys; from tests.reports.seeds import seed; "
        "from reports.rendering import FORMATS; "
        "sys.stdout.buffer.write(FORMATS['pdf'].writer(*seed('000')))"
    )
    root = Path(__file__).resolve().parents[3]
    fresh = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, check=True
    )

    assert fresh.stdout == pdfs["000"]


def test_letters_that_our_fonts_lack_cost_no_line():
    strange = report(
        ISSUE, introduction="漢字 ✓ Ω", title="รายงาน ☐", organization=report().organization
    )
    rows = report(*[ISSUE] * 8, introduction="漢字\n" * 30)

    assert "รายงาน" in read(drawn(strange, SIX)).pages[0].extract_text()
    texts = [squeeze(page.extract_text()) for page in read(drawn(rows, SIX)).pages]
    header = squeeze("".join(column.heading for column in SIX.columns))
    assert [header in text for text in texts][1:] == [True] * (len(texts) - 1)
