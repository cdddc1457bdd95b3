"""The official table as one of Word's: its header stands again on each page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from reports.rendering import sheet
from reports.rendering.estimates import row_lines
from reports.rendering.grid import Cell, Grid
from reports.rendering.pages import MOVE_RATHER_THAN_SPLIT, make_pages
from reports.rendering.pieces import Setter
from reports.rendering.plain import placed
from reports.rendering.table_parts import cell_setters
from reports.rendering.word_elements import add, add_paragraph, twips
from reports.rendering.word_text import add_marked

_SIDES = ("top", "left", "bottom", "right")
_MARGINS = {"top": "y", "left": "x", "bottom": "y", "right": "x"}
# Where the PDF parts a measure's rows, one no higher than this goes to the next page whole
_WHOLE = sheet.HEIGHT * MOVE_RATHER_THAN_SPLIT


def add_table(body: Any, grid: Grid, names: tuple[str, ...], document_part: Any) -> None:
    """Append the table; Word parts rows where a page ends, but none that the PDF keeps whole."""
    widths = [twips(sheet.WIDTH * column.width / 100) for column in grid.columns]
    table = new_table(body, widths, borders=True, caption=grid.name)
    header = add(table, "tr")
    properties = add(header, "trPr")
    add(properties, "cantSplit")
    add(properties, "tblHeader")
    for column, width in zip(grid.columns, widths, strict=True):
        cell = add_cell(header, width, fill=sheet.HEADER_FILL, align="center")
        add_marked(add_paragraph(cell, "CellHeading"), column.heading, document_part)
    setters = cell_setters(grid.columns, names)
    unparted = _unparted(grid, names)
    for measure in grid.measures:
        is_whole = measure.anchor in unparted
        for cells in placed(measure, grid.columns):
            row = add(table, "tr")
            height = row_lines(cells, grid.columns) * sheet.CELL.line + sheet.ROW_EXTRA
            if is_whole or height <= _WHOLE:
                add(add(row, "trPr"), "cantSplit")
            _fill_row(row, cells, widths, setters, document_part)


def _unparted(grid: Grid, names: tuple[str, ...]) -> frozenset[str]:
    """The anchors of the measures of which no row goes on over a page in the PDF."""
    printed: Counter[str] = Counter()
    anchor = ""
    table_alone = replace(grid, annex_lead=(), annex=(), signatures=())  # what follows moves no row
    for page in make_pages(table_alone, names).pages:
        for row in page.rows:
            anchor = row.anchor or anchor
            printed[anchor] += 1
    return frozenset(m.anchor for m in grid.measures if printed[m.anchor] == len(m.rows))


def new_table(body: Any, widths: list[str], *, borders: bool, caption: str = "") -> Any:
    """An empty table of fixed columns."""
    table = add(body, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblW", w=str(sum(map(int, widths))), type="dxa")
    if borders:
        _add_lines(add(properties, "tblBorders"), (*_SIDES, "insideH", "insideV"))
    add(properties, "tblLayout", type="fixed")
    margins = add(properties, "tblCellMar")
    for side, axis in _MARGINS.items():
        add(margins, side, w=twips(sheet.PADDING[axis]), type="dxa")
    add(properties, "tblLook", val="0420", firstRow="1", noVBand="1")
    if caption:
        add(properties, "tblCaption", val=caption)
    columns = add(table, "tblGrid")
    for width in widths:
        add(columns, "gridCol", w=width)
    return table


def add_cell(row: Any, width: str, *, merge: str = "", fill: str = "", align: str = "") -> Any:
    """A cell without its paragraphs; `merge` is "restart" or "continue" of one over rows."""
    cell = add(row, "tc")
    properties = add(cell, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if merge:
        add(properties, "vMerge", val=merge)
        # said once more, as LibreOffice leaves some out between merged cells
        _add_lines(add(properties, "tcBorders"), _SIDES)
    if fill:
        add(properties, "shd", val="clear", color="auto", fill=fill)
    if align:
        add(properties, "vAlign", val=align)
    return cell


def _add_lines(borders: Any, sides: tuple[str, ...]) -> None:
    for side in sides:
        add(borders, side, val="single", sz=str(round(sheet.BORDER * 8)), space="0", color="auto")


def _fill_row(
    row: Any,
    cells: list[Cell | None],
    widths: list[str],
    setters: list[Setter],
    document_part: Any,
) -> None:
    for cell, width, setter in zip(cells, widths, setters, strict=True):
        if cell is None:
            add_paragraph(add_cell(row, width, merge="continue"), "CellText")
            continue
        place = add_cell(row, width, merge="restart" if cell.rows > 1 else "")
        style = "CellCentred" if cell.field in sheet.CENTRED else "CellText"
        for paragraph, left, first in setter.indented(cell.paragraphs):
            name = "CellTitle" if paragraph.is_title else style
            text = f"{paragraph.mark} {paragraph.text}" if paragraph.mark else paragraph.text
            add_marked(add_paragraph(place, name, left=left, first=first), text, document_part)
        if not cell.paragraphs:
            add_paragraph(place, style)
