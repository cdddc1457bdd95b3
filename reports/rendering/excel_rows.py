"""How many rows of an Excel sheet a row of the table takes, as none may be higher than 409 points.

A row that is higher stands in several, which every cell of it spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reports.layouts import Column
from reports.rendering.estimates import lines_by_cell
from reports.rendering.excel_sheet import LINE
from reports.rendering.grid import Cell, Measure
from reports.rendering.plain import placed, plain_text

MOST_LETTERS = 32_767  # in one cell, by Excel's own measure
_HIGHEST = 399.0
_LINES = int(_HIGHEST / LINE)
_PADDING = 4.0


@dataclass(frozen=True, kw_only=True)
class SheetRows:
    """One row of the table: `count` rows of the sheet, each `height` points high.

    `spans` tells of each cell over how many rows of the sheet it goes.
    """

    cells: list[Cell | None]
    count: int
    height: float
    spans: list[int]


def rows_of(measure: Measure, columns: Sequence[Column]) -> list[SheetRows]:
    """The rows of one measure."""
    rows = placed(measure, columns)
    lines = [lines_by_cell(cells, columns) for cells in rows]
    needed = [_own(cells, counts) for cells, counts in zip(rows, lines, strict=True)]
    for number, (cells, counts) in enumerate(zip(rows, lines, strict=True)):
        for cell, count in zip(cells, counts, strict=True):
            if cell is not None and cell.rows > 1:  # what spans rows makes the last one higher
                last = number + cell.rows - 1
                needed[last] += max(0, count - sum(needed[number : last + 1]))
    counts_of = [
        max(ceil(count / _LINES), _pieces(cells)) for count, cells in zip(needed, rows, strict=True)
    ]
    return [
        SheetRows(
            cells=cells,
            count=counts_of[number],
            height=row_height(ceil(needed[number] / counts_of[number])),
            spans=[
                0 if cell is None else sum(counts_of[number : number + cell.rows]) for cell in cells
            ],
        )
        for number, cells in enumerate(rows)
    ]


def row_height(lines: int) -> float:
    """Points for so many lines, at most what Excel allows."""
    return min(lines * LINE + _PADDING, _HIGHEST + LINE / 2)


def _own(cells: list[Cell | None], counts: list[int]) -> int:
    """Lines of the highest cell that is of this row alone."""
    own = (n for cell, n in zip(cells, counts, strict=True) if cell is not None and cell.rows == 1)
    return max(own, default=1)


def _pieces(cells: list[Cell | None]) -> int:
    """Into how many cells the longest text has to be cut."""
    texts = (len(plain_text(cell.paragraphs)) for cell in cells if cell is not None)
    return max((ceil(length / MOST_LETTERS) for length in texts), default=1) or 1
