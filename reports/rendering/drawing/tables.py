"""What one page holds of the table: its rules, its header, its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from reports.layouts import Column
from reports.rendering import sheet
from reports.rendering.drawing.canvas import Canvas
from reports.rendering.drawing.structure import Element
from reports.rendering.drawing.texts import write_piece
from reports.rendering.pages import PrintedCell, PrintedRow
from reports.rendering.pieces import Pieces, count_lines

_HEADER_COLOUR = sheet.colour(sheet.HEADER_FILL)
_EDGE = sheet.BORDER / 2
_Placed = tuple[int, int, PrintedCell]  # row, column, cell


class TablePainter:
    """Draws the table of each page, with the same columns and header on all of them."""

    def __init__(self, columns: Sequence[Column], header: Sequence[Pieces]) -> None:
        inner = sheet.WIDTH - sheet.BORDER
        shares = accumulate((column.width for column in columns), initial=0)
        self._edges = [sheet.LEFT + _EDGE + inner * share / 100 for share in shares]
        self._header = header
        lines = max(map(count_lines, header))
        self._header_height = lines * sheet.HEADER.line + sheet.ROW_EXTRA

    def paint(
        self, canvas: Canvas, rows: Sequence[PrintedRow], table: Element, y: float
    ) -> list[float]:
        """The table from `y` on; where each of the rows begins, and where it ends."""
        top = y + _EDGE
        placed = list(_placed(rows, len(self._edges) - 1))
        heights = _heights(placed, len(rows))
        tops = list(accumulate(heights, initial=top + self._header_height))
        with canvas.artifact():
            width = self._edges[-1] - self._edges[0]
            canvas.fill(self._edges[0], top, width, self._header_height, _HEADER_COLOUR)
            canvas.rules(list(self._rules(top, tops, placed)))
        self._paint_header(canvas, table, top)
        body = table.add("TBody", canvas.number)
        elements = [body.add("TR", canvas.number) for _ in rows]
        for number, column, cell in placed:
            spans = f"/RowSpan {cell.rows}" if cell.rows > 1 else ""
            entries = f"/A<</O/Table/Headers[({_name(canvas, column)})]{spans}>>"
            element = elements[number].add("TD", canvas.number, entries)
            self._paint_cell(canvas, cell, element, column, tops[number])
        return [*tops[:-1], tops[-1] + _EDGE]

    def _rules(
        self, top: float, tops: Sequence[float], placed: Sequence[_Placed]
    ) -> Iterator[tuple[float, float, float, float]]:
        """The frame, the lines of the header, and right of and below each cell."""
        left, *inner, right = self._edges
        bottom = tops[-1]
        yield left, top, right, top
        yield left, bottom, right, bottom
        yield left, top, left, bottom
        yield right, top, right, bottom
        yield left, tops[0], right, tops[0]
        for edge in inner:
            yield edge, top, edge, tops[0]
        for number, column, cell in placed:
            below, beside = tops[number + cell.rows], self._edges[column + 1]
            if below < bottom:
                yield self._edges[column], below, beside, below
            if beside < right:
                yield beside, tops[number], beside, below

    def _paint_header(self, canvas: Canvas, table: Element, top: float) -> None:
        row = table.add("THead", canvas.number).add("TR", canvas.number)
        for column, pieces in enumerate(self._header):
            entries = "/A<</O/Table/Scope/Column>>"
            element = row.add("TH", canvas.number, entries, _name(canvas, column))
            spare = self._header_height - sheet.ROW_EXTRA
            spare -= count_lines(pieces) * sheet.HEADER.line
            left, width = self._room(column)
            y = top + _EDGE + sheet.PADDING["y"] + spare / 2
            for piece in pieces:
                write_piece(canvas, piece, element, sheet.HEADER, (left, y), width)
                y += len(piece.lines) * sheet.HEADER.line

    def _paint_cell(
        self, canvas: Canvas, cell: PrintedCell, element: Element, column: int, top: float
    ) -> None:
        left, width = self._room(column)
        y = top + _EDGE + sheet.PADDING["y"]
        for piece in cell.pieces:
            kind = sheet.CELL_TITLE if piece.is_title else sheet.CELL
            paragraph = element.add("P", canvas.number)
            centred_in = width if cell.is_centred else 0
            write_piece(canvas, piece, paragraph, kind, (left, y), centred_in)
            y += len(piece.lines) * kind.line

    def _room(self, column: int) -> tuple[float, float]:
        """Where the text of a column begins, and how wide it may be."""
        beside = _EDGE + sheet.PADDING["x"]
        left, right = self._edges[column : column + 2]
        return left + beside, right - left - 2 * beside


def _name(canvas: Canvas, column: int) -> str:
    """What the header of a column is called; cells name it."""
    return f"{canvas.number:04}-{column:02}"


def _placed(rows: Sequence[PrintedRow], columns: int) -> Iterator[_Placed]:
    """Every cell with its row and column."""
    free_from = [0] * columns
    for number, row in enumerate(rows):
        free = [column for column in range(columns) if free_from[column] <= number]
        for column, cell in zip(free, row.cells, strict=True):
            free_from[column] = number + cell.rows
            yield number, column, cell


def _heights(placed: Sequence[_Placed], rows: int) -> list[float]:
    """How high each row is; the last of those that a cell spans gets what it lacks."""
    heights = [sheet.CELL.line + sheet.ROW_EXTRA] * rows
    for number, _, cell in sorted(placed, key=lambda one: one[0] + one[2].rows):
        last = number + cell.rows - 1
        wanted = count_lines(cell.pieces) * sheet.CELL.line + sheet.ROW_EXTRA
        heights[last] = max(heights[last], wanted - sum(heights[number:last]))
    return heights
