"""What WeasyPrint lays out is what was reckoned before it saw the report."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from reports.layouts import LayoutSpec
from reports.rendering import sheet
from reports.rendering.frame import place_names
from reports.rendering.grid import build_grid
from reports.rendering.pages import Sheets, make_pages
from reports.rendering.renderer import renderer
from reports.rendering.write_pages import write_pages
from reports.snapshot import ReportSnapshot
from tests.reports.rendering.fragments import ISSUE, SIX, STEPS, SUGGESTIONS, report
from tests.reports.rendering.test_pages import height
from tests.reports.seeds import NAMES, seed

POINT = 4 / 3  # in pixels, which WeasyPrint reckons in
UNBREAKABLE = "http://www.example.go.th/" + "x" * 300 + " " + "ก" * 200 + " " + "๑" * 100
OTHERS: dict[str, tuple[ReportSnapshot, LayoutSpec]] = {
    "merged": (report(STEPS, ISSUE, STEPS), SUGGESTIONS),
    "unbreakable": (report(ISSUE, title=UNBREAKABLE), SIX),
}


@cache
def laid_out(name: str) -> tuple[Sheets, list[Any]]:
    snapshot, layout = seed(name) if name in NAMES else OTHERS[name]
    grid = build_grid(snapshot, layout)
    sheets = make_pages(grid, place_names(snapshot.organization))
    html = write_pages(grid, sheets, version_label="ฉบับที่ ๑", is_draft=False, drawn_at=None)
    return sheets, [page._page_box for page in renderer().lay_out(html).pages]


@pytest.mark.parametrize("name", [*NAMES, "merged"])
def test_pages_are_as_high_as_reckoned(name: str):
    sheets, pages = laid_out(name)

    assert len(pages) == sheets.count
    top = sheet.MARGIN_MM["top"] / 25.4 * 96
    for reckoned, drawn in zip(sheets.pages, pages[bool(sheets.cover) :], strict=True):
        bottoms = [
            box.position_y + box.margin_height()
            for box in drawn.descendants()
            if isinstance(box, boxes.TableBox) or box.element_tag in ("h1", "h2", "h3", "p")
        ]
        assert (max(bottoms) - top) / POINT == pytest.approx(height(reckoned, sheets), abs=0.51)


@pytest.mark.parametrize("name", [*NAMES, *OTHERS])
def test_no_line_reaches_out_of_its_cell(name: str):
    _, pages = laid_out(name)

    seen = 0
    for page in pages:
        for cell in (box for box in page.descendants() if isinstance(box, boxes.TableCellBox)):
            edge = cell.position_x + cell.border_width() - sheet.PADDING["x"] * POINT
            for line in (box for box in cell.descendants() if isinstance(box, boxes.LineBox)):
                seen += 1
                ends = [child.position_x + child.margin_width() for child in line.children]
                assert max(ends, default=0) <= edge + 0.01
    assert seen > 10
