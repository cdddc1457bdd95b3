"""About how high a row will be where another program breaks the lines; quicker than to set them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reports.layouts import Column
from reports.rendering import sheet
from reports.rendering.faces import face
from reports.rendering.grid import Cell
from reports.rendering.paragraphs import Paragraph

_RAGGED = 0.15  # of a line that stays empty where a word goes to the next


def row_lines(cells: Sequence[Cell | None], columns: Sequence[Column]) -> int:
    """Lines of the highest cell that is of this row alone; at least one."""
    counts = (
        lines
        for cell, lines in zip(cells, lines_by_cell(cells, columns), strict=True)
        if cell is not None and cell.rows == 1
    )
    return max(counts, default=1)


def lines_by_cell(cells: Sequence[Cell | None], columns: Sequence[Column]) -> list[int]:
    """Lines of each cell of a row; none where there is no cell."""
    widths = sheet.column_widths([column.width for column in columns])
    return [
        0 if cell is None else cell_lines(cell.paragraphs, width)
        for cell, width in zip(cells, widths, strict=True)
    ]


def heading_lines(columns: Sequence[Column]) -> int:
    """Lines of the header row."""
    widths = sheet.column_widths([column.width for column in columns])
    return max(
        cell_lines([Paragraph(text=column.heading, is_title=True)], width)
        for column, width in zip(columns, widths, strict=True)
    )


def cell_lines(paragraphs: Sequence[Paragraph], width: float) -> int:
    """Lines of a cell that has `width` points for its text."""
    return max(1, sum(_lines(paragraph, width) for paragraph in paragraphs))


def _lines(paragraph: Paragraph, width: float) -> int:
    kind = sheet.CELL_TITLE if paragraph.is_title else sheet.CELL
    text = f"{paragraph.mark} {paragraph.text}" if paragraph.mark else paragraph.text
    mark = len(paragraph.mark) * kind.size / 2
    room = max(width - paragraph.depth * sheet.NESTED_INDENT - mark, kind.size)
    return max(1, ceil(face(kind.face).em(text) * kind.size / room + _RAGGED))
