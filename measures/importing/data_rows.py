"""A row of the report's table: its cells by what their columns stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from measures.importing.choices import RowUse
from measures.importing.headings import EXTRA, Column
from measures.importing.months import read_marks
from measures.importing.problems import Problems
from measures.importing.tables import Cell


@dataclass(frozen=True, kw_only=True)
class DataRow:
    """One row of the table: its cells by field, and those of extra columns with their headings."""

    line: int
    cells: dict[str, Cell]
    headings: dict[str, str]
    extras: tuple[tuple[str, Cell], ...] = ()
    issue: str = ""  # of a row of its own above
    use: RowUse | None = None  # what a person takes it for

    def cell(self, name: str) -> Cell:
        return self.cells.get(name) or Cell(line=self.line, column=0)

    def report(self, problems: Problems, kind: str, name: str, quote: str = "") -> None:
        """Report what a person should look at in the cell of a field."""
        heading, column = self.headings.get(name, ""), self.cell(name).column
        problems.add(kind, self.line, heading=heading, column=column, quote=quote)


def read_row(
    row: Sequence[Cell], columns: Sequence[Column], problems: Problems
) -> tuple[DataRow, list[Cell]]:
    """The row, and its cells that are left out."""
    line = row[0].line
    if len(row) != len(columns):
        problems.add("columns_uneven", line)
    found = DataRow(line=line, cells={}, headings={})
    extras: list[tuple[str, Cell]] = []
    months: list[tuple[Column, Cell]] = []
    left_out: list[Cell] = []
    for index, cell in enumerate(row):
        column = columns[index] if index < len(columns) else Column(field=EXTRA, heading="")
        if column.month:
            months.append((column, cell))
        elif column.field == EXTRA:
            extras.append((column.heading, cell))
        elif column.field:
            _put(found, column.field, column.heading, cell)
        elif cell.blocks:
            left_out.append(cell)
    if months:
        extras += _read_months(months, found, problems)
    filled = tuple((heading, cell) for heading, cell in extras if cell.blocks)
    return replace(found, extras=filled), left_out


def _put(row: DataRow, field: str, heading: str, cell: Cell) -> None:
    """Two columns of one field are below each other."""
    if field in row.cells:
        row.cells[field] = _merged(row.cells[field], cell)
    else:
        row.cells[field], row.headings[field] = cell, heading


def _read_months(
    months: Sequence[tuple[Column, Cell]], row: DataRow, problems: Problems
) -> list[tuple[str, Cell]]:
    """Give a row the period that marks tell; cells that say something else come back."""
    heading = months[0][0].as_input().heading
    marked = read_marks([(column.month, cell) for column, cell in months])
    begins = any(row.cell(name).blocks for name in ("measure", "steps"))
    if marked.problem and (begins or marked.quote):
        column = (marked.cell or months[0][1]).column
        problems.add(marked.problem, row.line, heading=heading, column=column, quote=marked.quote)
    if marked.cell:
        _put(row, "period", heading, marked.cell)
    rest = {cell.column for cell in marked.rest}
    return [(column.heading, cell) for column, cell in months if cell.column in rest]


def _merged(first: Cell, second: Cell) -> Cell:
    """Two columns that a person took for one field: their paragraphs below each other."""
    columns = (*(first.columns or (first.column,)), *(second.columns or (second.column,)))
    return replace(first, blocks=first.blocks + second.blocks, columns=columns)
