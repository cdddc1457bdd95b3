"""Pages: nothing lost, nothing too high, and (ต่อ) where a measure goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.layouts import LayoutSpec
from reports.rendering import sheet
from reports.rendering.grid import build_grid
from reports.rendering.pages import Page, PrintedCell, Sheets, make_pages
from reports.rendering.pieces import count_lines
from reports.snapshot import AnnexEntry, Item, MeasureRow, Period, ReportSnapshot, StepRow
from tests.reports.rendering.fragments import ISSUE, NUMBERED, SIX, SUGGESTIONS, report
from tests.reports.seeds import NAMES, seed


def pages_of(snapshot: ReportSnapshot, layout: LayoutSpec) -> Sheets:
    return make_pages(build_grid(snapshot, layout), ())


def lines(cell: PrintedCell) -> list[str]:
    return ["".join(part.text for part in line) for piece in cell.pieces for line in piece.lines]


def column(sheets: Sheets, field: str) -> list[list[list[str]]]:
    """The lines of each cell of a column, page by page."""
    return [
        [lines(cell) for row in page.rows for cell in row.cells if cell.field == field]
        for page in sheets.pages
    ]


def height(page: Page, sheets: Sheets) -> float:
    """The height of what stands on a page, reckoned anew from its lines."""
    kinds = {"title": sheet.TITLE, "text": sheet.TEXT, "annex-title": sheet.ANNEX_TITLE}
    total = sum(
        len(block.piece.lines) * kinds.get(block.kind, sheet.HEADING).line
        + sheet.SPACE * block.space
        for block in page.blocks
    )
    if page.rows:
        header = max(map(count_lines, sheets.header)) * sheet.HEADER.line
        total += header + sheet.ROW_EXTRA + sheet.BORDER + sheet.SPACE * bool(page.blocks)
    return total + table_height(page)


def table_height(page: Page) -> float:
    """Rows as high as their highest cell; a cell over several makes the last of them higher."""
    heights: list[float] = []
    spans: list[tuple[int, int, int]] = []
    for number, row in enumerate(page.rows):
        single = [count_lines(cell.pieces) for cell in row.cells if cell.rows == 1]
        heights.append(row_height(max(single, default=0)))
        spans += [
            (number, number + cell.rows, count_lines(cell.pieces))
            for cell in row.cells
            if cell.rows > 1
        ]
    for start, stop, needed in spans:
        heights[stop - 1] += max(0.0, row_height(needed) - sum(heights[start:stop]))
    return sum(heights)


def row_height(count: int) -> float:
    return max(1, count) * sheet.CELL.line + sheet.ROW_EXTRA


def long_measure(number_of_outputs: int, **values: object) -> MeasureRow:
    outputs = tuple(Item(text=f"ผลที่ {i}", mark="-") for i in range(number_of_outputs))
    return replace(ISSUE, outputs=outputs, **values)  # type: ignore[arg-type]  # a shorthand


def test_a_measure_over_three_pages_is_titled_again_on_each():
    sheets = pages_of(report(long_measure(70)), NUMBERED)

    title = ["กระบวนการสร้างความ", "โปร่งใสในการใช้", "งบประมาณและการ", "จัดซื้อจัดจ้าง"]
    first, *others = column(sheets, "measure")
    assert len(others) == 2
    assert first[0][:4] == title
    assert others == [[[*title[:3], "จัดซื้อจัดจ้าง (ต่อ)"]]] * 2
    assert column(sheets, "number") == [[["๕"]]] * 3
    printed = [line for page in column(sheets, "outputs") for cell in page for line in cell]
    assert printed == [f"- ผลที่ {i}" for i in range(70)]


def test_the_first_page_alone_bears_the_anchor_of_a_measure():
    sheets = pages_of(report(long_measure(70), ISSUE), SIX)

    rows = [row for page in sheets.pages for row in page.rows]
    assert [row.anchor for row in rows] == ["m1", "", "", "m2"]
    assert [bool(row.label) for row in rows] == [True, False, False, True]


def test_a_measure_begun_on_no_page_is_not_titled_again():
    fillers = [long_measure(24), long_measure(27), long_measure(20)]
    sheets = pages_of(report(*fillers), SIX)

    assert [len(page.rows) for page in sheets.pages] == [1, 1, 1]
    assert "(ต่อ)" not in str(column(sheets, "measure"))


def test_steps_are_split_between_rows_and_the_merged_cells_with_them():
    steps = tuple(
        StepRow(text=f"ขั้นที่ {i}", mark=f"{i}.", period=Period(text="ทุกเดือน")) for i in range(40)
    )
    measure = MeasureRow(title="การเปิดเผยข้อมูล", number="๙.", steps=steps)
    sheets = pages_of(report(measure), SUGGESTIONS)

    spans = [
        [cell.rows for row in page.rows for cell in row.cells if cell.field == "measure"]
        for page in sheets.pages
    ]
    assert spans == [[len(page.rows)] for page in sheets.pages]
    assert sum(len(page.rows) for page in sheets.pages) == 40
    assert column(sheets, "measure") == [
        [["๙. การเปิดเผยข้อมูล"]],
        [["๙. การเปิดเผยข้อมูล", "(ต่อ)"]],
    ]


def test_a_merged_cell_longer_than_its_rows_goes_on_by_itself():
    outcomes = tuple(Item(text=f"ผลลัพธ์ {i}", mark="-") for i in range(50))
    steps = (StepRow(text="หนึ่ง", owners=("กองคลัง",)), StepRow(text="สอง"))
    measure = MeasureRow(title="ก", number="๑", steps=steps, outcomes=outcomes)
    sheets = pages_of(report(measure), replace(SIX, rows="step"))

    printed = [line for page in column(sheets, "outcomes") for cell in page for line in cell]
    assert printed == [f"- ผลลัพธ์ {i}" for i in range(50)]
    assert column(sheets, "steps") == [[["หนึ่ง"], ["สอง"]], [[]]]
    assert column(sheets, "measure") == [[["๑. ก"]], [["๑. ก (ต่อ)"]]]


def test_a_single_paragraph_higher_than_pages_is_cut_into_them():
    text = " ".join(["ประชาสัมพันธ์"] * 900)
    sheets = pages_of(report(replace(ISSUE, steps=(StepRow(text=text),), steps_lead="")), SIX)

    printed = [line for page in column(sheets, "steps") for cell in page for line in cell]
    assert " ".join(printed) == text
    assert len(sheets.pages) > 5


def test_a_long_title_stands_again_in_short():
    title = "ประชาสัมพันธ์ " * 40
    sheets = pages_of(report(long_measure(60, issue="", title=title.strip())), SIX)

    again = column(sheets, "measure")[1][0]
    assert len(again) == 4
    assert again[0] == "๕. ประชาสัมพันธ์"
    assert again[3] == "… (ต่อ)"


def test_no_line_of_a_paragraph_is_left_alone_at_a_page_end():
    paragraph = Item(text="ประชาสัมพันธ์ " * 8, mark="-")
    sheets = pages_of(report(replace(ISSUE, outputs=(paragraph,) * 12)), SIX)

    pieces = [
        piece
        for page in sheets.pages
        for row in page.rows
        for cell in row.cells
        if cell.field == "outputs"
        for piece in cell.pieces
    ]
    assert len(sheets.pages) == 2
    assert min(len(piece.lines) for piece in pieces) >= 2


def test_a_row_is_moved_whole_if_little_of_the_page_is_lost():
    moved = pages_of(report(long_measure(24), long_measure(10)), SIX)
    split = pages_of(report(long_measure(14), long_measure(20)), SIX)

    assert [len(page.rows) for page in moved.pages] == [1, 1]
    assert [len(page.rows) for page in split.pages] == [2, 1]
    assert column(split, "measure")[1][0][-1].endswith("(ต่อ)")


def test_a_row_leaves_no_fewer_than_three_lines_to_the_next_page():
    for rest in (1, 2, 3, 4):
        sheets = pages_of(report(long_measure(6), long_measure(22 + rest)), SIX)
        on_pages = [sum(map(len, page)) for page in column(sheets, "outputs")]
        assert on_pages == [28 - max(0, 3 - rest), max(3, rest)]


def test_introduction_and_table_share_a_page_or_the_table_begins_the_next():
    short = pages_of(report(ISSUE, introduction="ตามที่"), SIX)
    long = pages_of(report(ISSUE, introduction="ตามที่\n" * 24), SIX)

    assert [(len(p.blocks), len(p.rows)) for p in short.pages] == [(2, 1)]
    assert [(len(p.blocks), len(p.rows)) for p in long.pages] == [(25, 0), (0, 1)]


def test_an_introduction_of_many_pages_is_cut_into_them():
    sheets = pages_of(report(introduction="ประชาสัมพันธ์ " * 2000), SIX)

    counts = [sum(len(b.piece.lines) for b in page.blocks) for page in sheets.pages]
    assert len(counts) > 3
    assert all(height(page, sheets) <= sheet.HEIGHT for page in sheets.pages)


def test_no_line_of_running_text_is_left_alone_on_a_page():
    for lead in range(20, 28):
        text = "ตามที่\n" * lead + "ประชาสัมพันธ์ " * 30
        sheets = pages_of(report(introduction=text), SIX)
        last = [b.piece.lines for page in sheets.pages for b in page.blocks][lead + 1 :]

        assert sum(map(len, last)) == 3
        assert min(map(len, last)) >= 2 or len(last) == 1


def test_a_heading_of_the_annex_stays_with_its_first_line():
    annex = tuple(
        AnnexEntry(number=f"{i}.", heading="กิจกรรม", text="-ยังไม่ได้ดำเนินการ") for i in range(40)
    )
    sheets = pages_of(report(annex_heading="ภาพกิจกรรม", annex=annex), SIX)

    pages = [[block.kind for block in page.blocks] for page in sheets.pages[1:]]
    assert pages[0][0] == "annex-title"
    assert [kinds[-1] for kinds in pages] == ["text"] * len(pages)
    assert sum(kinds.count("heading") for kinds in pages) == 40


def test_the_lead_of_an_annex_stands_below_its_heading_on_a_page_of_its_own():
    sheets = pages_of(report(ISSUE, annex_heading="ภาพกิจกรรม", annex_lead="แนบท้าย\n- แผนที่"), SIX)

    assert [[block.kind for block in page.blocks] for page in sheets.pages[1:]] == [
        ["annex-title", "text", "text"]
    ]


def test_a_cover_is_a_page_before_the_others():
    with_cover = report(ISSUE, cover=("รายงานผล", "เทศบาลตำบลพะโต๊ะ"))

    assert pages_of(with_cover, SIX).count == 2
    assert pages_of(with_cover, replace(SIX, has_cover=False)).count == 1


@pytest.mark.parametrize("name", NAMES)
def test_no_page_of_the_examples_is_fuller_than_the_sheet(name: str):
    sheets = pages_of(*seed(name))

    assert [page for page in sheets.pages if height(page, sheets) > sheet.HEIGHT + 0.01] == []


WORDS = st.integers(min_value=0, max_value=120).map(lambda count: "มาตรการ " * count)
STEP = st.builds(
    StepRow,
    text=WORDS,
    mark=st.sampled_from(["", "๑.", "-"]),
    depth=st.integers(min_value=0, max_value=2),
    owners=st.lists(WORDS, max_size=2).map(tuple),
    outputs=st.lists(st.builds(Item, text=WORDS), max_size=3).map(tuple),
)
MEASURE = st.builds(
    MeasureRow,
    title=WORDS,
    number=st.sampled_from(["", "๑."]),
    steps=st.lists(STEP, max_size=5).map(tuple),
    outcomes=st.lists(st.builds(Item, text=WORDS), max_size=4).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(MEASURE, min_size=1, max_size=5), st.sampled_from(["measure", "step"]))
def test_whatever_the_measures_all_lines_are_printed_once_and_fit(measures, rows):
    layout = replace(SIX, rows=rows)
    snapshot = report(*measures)
    sheets = pages_of(snapshot, layout)
    whole = make_pages(build_grid(snapshot, layout), (), spare=-1e6)

    assert len(whole.pages) == 1
    for field in ("steps", "owners", "outputs", "outcomes"):
        cut = [line for page in column(sheets, field) for cell in page for line in cell]
        assert cut == [line for cell in column(whole, field)[0] for line in cell]
    assert all(height(page, sheets) <= sheet.HEIGHT + 0.01 for page in sheets.pages)
