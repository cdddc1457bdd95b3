"""The part of a measure that a page still has room for, and the rest.

Cells are pieces by column number. Those that span all rows of a measure are kept apart from the
rows: on every page they span the rows that stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reports.layouts import Column
from reports.rendering import sheet
from reports.rendering.grid import CONTINUED, Grid, Measure
from reports.rendering.paragraphs import Paragraph, Part
from reports.rendering.pieces import Piece, Pieces, Setter, count_lines

Cells = dict[int, Pieces]

_LINE = sheet.CELL.line
_FEWEST_LINES = 3  # of a row, at a page's foot or on the next page, if it has so many
_MOST_TITLE_LINES = 4  # of a title that stands again


@dataclass(frozen=True)
class RowPart:
    """What one page holds of a row; `spans` tells which cells span how many rows."""

    cells: Cells
    height: float
    spans: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenMeasure:
    """A measure, or what is left of it; `again` are the cells that stand again on each page."""

    anchor: str
    label: str
    rows: tuple[Cells, ...]
    merged: Cells
    again: Cells

    def height(self) -> float:
        own = sum(_row_height(_lines(row)) for row in self.rows)
        return max(own, _row_height(_lines(self.merged)))

    def titled_again(self) -> OpenMeasure:
        """With the title before what is left of its cells."""
        if self.merged:
            return replace(self, merged=self._before(self.merged))
        return replace(self, rows=(self._before(self.rows[0]), *self.rows[1:]))

    def _before(self, cells: Cells) -> Cells:
        return {i: self.again.get(i, ()) + pieces for i, pieces in cells.items()}


def cell_setters(columns: Sequence[Column], names: tuple[str, ...]) -> list[Setter]:
    """What sets the texts of each column."""
    widths = sheet.column_widths([column.width for column in columns])
    return [
        Setter(
            sheet.CELL,
            sheet.CELL_TITLE,
            width,
            names,
            hangs=column.field not in {"measure", *sheet.CENTRED},
            nested=sheet.NESTED_INDENT,
            balances=column.field in sheet.CENTRED,
        )
        for column, width in zip(columns, widths, strict=True)
    ]


class TableSetter:
    """Sets the cells of a table in lines."""

    def __init__(self, columns: Sequence[Column], names: tuple[str, ...]) -> None:
        widths = sheet.column_widths([column.width for column in columns])
        self._columns = tuple(columns)
        self._setters = cell_setters(columns, names)
        self.header = tuple(
            Setter(sheet.HEADER, sheet.HEADER, width, names, balances=True).set(
                [Paragraph(text=column.heading)]
            )
            for column, width in zip(columns, widths, strict=True)
        )
        most = max(count_lines(pieces) for pieces in self.header)
        self.header_height = most * sheet.HEADER.line + sheet.ROW_EXTRA + sheet.BORDER

    def open_measures(self, grid: Grid) -> Iterator[OpenMeasure]:
        """The measures of a grid one by one, set in lines."""
        for measure in grid.measures:
            yield self._open(measure)

    def _open(self, measure: Measure) -> OpenMeasure:
        merged: Cells = {}
        rows: list[Cells] = []
        for row in measure.rows:
            cells: Cells = {}
            columns = self._open_columns(merged)
            for number, cell in zip(columns, row.cells, strict=True):
                pieces = self._setters[number].set(cell.paragraphs)
                if cell.rows > 1:
                    merged[number] = pieces
                else:
                    cells[number] = pieces
            rows.append(cells)
        return OpenMeasure(
            anchor=measure.anchor,
            label=measure.label,
            rows=tuple(rows),
            merged=merged,
            again=self._again(measure),
        )

    def _open_columns(self, merged: Cells) -> list[int]:
        return [number for number in range(len(self._columns)) if number not in merged]

    def _again(self, measure: Measure) -> Cells:
        cells: Cells = {}
        for number, column in enumerate(self._columns):
            if column.field == "measure":
                cells[number] = tuple(map(_shortened, self._setters[number].set(measure.again)))
            elif column.field == "number":
                text = [Paragraph(text=measure.number)] if measure.number and measure.again else []
                cells[number] = tuple(map(_shortened, self._setters[number].set(text)))
        return cells


def _shortened(title: Piece) -> Piece:
    if len(title.lines) <= _MOST_TITLE_LINES:
        return title
    lines = title.lines[: _MOST_TITLE_LINES - 1]
    return replace(title, lines=(*lines, (Part(text=f"… {CONTINUED}"),)))


def _lines(cells: Cells) -> int:
    return max((count_lines(pieces) for pieces in cells.values()), default=0)


def _row_height(lines: int) -> float:
    return max(1, lines) * _LINE + sheet.ROW_EXTRA


def _lines_in(room: float) -> int:
    return max(0, int((room - sheet.ROW_EXTRA + 0.001) // _LINE))


def cut_measure(
    measure: OpenMeasure, room: float, *, must: bool, whole_if_over: float, full: float
) -> tuple[list[RowPart], OpenMeasure | None]:
    """The rows that fit into `room`, and what is left: None if all fits.

    No rows come back when it is better to begin on the next page; `must` says that the page is
    empty, so that some have to. A row that fits a `full` page is not split while no more than
    `whole_if_over` is lost.
    """
    taken: list[RowPart] = []
    left = list(measure.rows)
    used = 0.0
    merged_height = _row_height(_lines(measure.merged))
    while left:
        height = _row_height(_lines(left[0]))
        if len(left) == 1:
            height = max(height, merged_height - used)
        if used + height <= room:
            taken.append(RowPart(left.pop(0), height))
            used += height
            continue
        lines = _lines_in(room - used)
        is_forced = must and not taken
        waits = height <= full and room - used <= whole_if_over
        if not is_forced and (waits or lines < min(_FEWEST_LINES, _lines_in(height))):
            break
        head, left[0] = _cut_cells(left[0], _fair_share(lines, _lines(left[0])))
        taken.append(RowPart(head, room - used))
        break
    if not taken:
        return [], measure
    if not left:
        return _span(taken, measure.merged), None
    head, rest = _cut_cells(measure.merged, _lines_in(room))
    return _span(taken, head), replace(measure, rows=tuple(left), merged=rest)


def _fair_share(room: int, lines: int) -> int:
    """How many lines stand on this page, so that the next does not get but one or two."""
    if lines <= room:
        return max(1, room)
    return max(1, min(room, max(_FEWEST_LINES, lines - _FEWEST_LINES)))


def _span(rows: list[RowPart], merged: Cells) -> list[RowPart]:
    if not merged:
        return rows
    first = rows[0]
    spans = dict.fromkeys(merged, len(rows))
    return [replace(first, cells={**first.cells, **merged}, spans=spans), *rows[1:]]


def _cut_cells(cells: Cells, lines: int) -> tuple[Cells, Cells]:
    """Each cell's first lines and the rest, no single line of a paragraph left on its own."""
    cuts = {i: _good_cut(pieces, lines) for i, pieces in cells.items()}
    if not any(cuts.values()):
        cuts = dict.fromkeys(cells, lines)
    parts = {i: _cut_pieces(pieces, cuts[i]) for i, pieces in cells.items()}
    return (
        {i: head for i, (head, _) in parts.items()},
        {i: rest for i, (_, rest) in parts.items()},
    )


def _good_cut(pieces: Pieces, lines: int) -> int:
    start = 0
    for piece in pieces:
        size = len(piece.lines)
        before = lines - start
        if before < size:
            if size > 2 and before == size - 1:
                before -= 1
            return start + (before if before > 1 or size == 1 else 0)
        start += size
    return start


def _cut_pieces(pieces: Pieces, lines: int) -> tuple[Pieces, Pieces]:
    head: list[Piece] = []
    for number, piece in enumerate(pieces):
        if lines >= len(piece.lines):
            head.append(piece)
            lines -= len(piece.lines)
            continue
        if lines > 0:
            first, piece = piece.cut(lines)  # noqa: PLW2901 -- the rest of it
            head.append(first)
        return tuple(head), (piece, *pieces[number + 1 :])
    return tuple(head), ()
