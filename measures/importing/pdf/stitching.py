"""Rows that a page ends in the midst of, put together with what the next page begins with.

The first row of a page goes on with the last one of the page before where its table has the same
columns and either its measure has words but no number, in a table whose measures are numbered, or
its measure has none, nor has its owner or period, which the row above has. So it does, too, where
no line is drawn above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from measures.importing.header_rows import Header, find_header, header_at
from measures.importing.lists import leading_mark
from measures.importing.pdf.lines import Column, Line
from measures.importing.tables import Block, Cell

_SNAP = 6.0  # points: columns of one table on two pages stand no further apart
_SHORT = ("owners", "period")


@dataclass(kw_only=True)
class PdfRow:
    """The lines of each cell by its column; `joined` are pages that it goes on over."""

    page: int
    cells: dict[int, list[Line]] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)
    joined: list[int] = field(default_factory=list)

    def text(self, column: int) -> str:
        return " ".join(line.text for line in self.cells.get(column, ())).strip()


@dataclass(kw_only=True)
class PdfTable:
    """`edges` and `is_open` as in `Grid`; `fields` has columns by what they stand for.

    `is_unruled` where no lines are drawn, and `edges` are what white space tells.
    """

    page: int
    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[PdfRow]
    is_open: bool = False
    is_unruled: bool = False
    fields: dict[str, int] = field(default_factory=dict)

    def lines(self) -> Iterator[Line]:
        for row in self.rows:
            for lines in row.cells.values():
                yield from lines

    def columns(self, *, shows_spaces: bool) -> dict[int, Column]:
        """How far the lines of each column reach."""
        found: dict[int, Column] = {}
        for row in self.rows:
            for place, lines in row.cells.items():
                old = found.get(place)
                left = min(line.left for line in lines)
                right = max(line.right for line in lines)
                if row.spans.get(place, 1) == 1:
                    end = self.edges[place]  # which the words of a long address may reach over
                    right = max(min(right, end), end - (left - self.edges[place - 1]) - _SNAP)
                found[place] = Column(
                    left=min(left, old.left) if old else left,
                    right=max(right, old.right) if old else right,
                    shows_spaces=shows_spaces,
                )
        return found


def stitch(tables: Sequence[PdfTable]) -> list[PdfTable]:
    """The tables with rows that go on over a page put together; emptied tables are left out."""
    fields: dict[str, int] = {}  # columns of the last header by what they stand for
    is_numbered = False
    found: list[PdfTable] = []
    for table in tables:
        last = found[-1] if found else None
        if last and last.rows and fields and _is_next_page(last, table):
            place = _first_of_data(table)
            if place is not None and (
                (table.is_open and place == 0)
                or _goes_on(last.rows[-1], table.rows[place], fields, is_numbered=is_numbered)
            ):
                _join(last.rows[-1], table.rows.pop(place), table.page)
        for header, row in _headers_and_rows(table):
            if header:
                fields = _fields(header)
            elif "measure" in fields and not is_numbered:
                is_numbered = _has_number(row, fields)
        table.fields = dict(fields)
        if table.rows:
            found.append(table)
    return found


def is_headed(table: PdfTable) -> bool:
    """Whether one of its rows has headings that are known."""
    return find_header(_cells_of(table)) is not None


def _is_next_page(last: PdfTable, table: PdfTable) -> bool:
    reached = max([last.rows[-1].page, *last.rows[-1].joined])
    return table.page == reached + 1 and _are_alike(last, table)


def _first_of_data(table: PdfTable) -> int | None:
    """The first row below a header that the page repeats."""
    place = 0
    for header, _ in _headers_and_rows(table):
        if not header:
            return place
        place += header.height
    return None


def _headers_and_rows(table: PdfTable) -> Iterator[tuple[Header | None, Sequence[Cell]]]:
    """Each row with the header that it begins; the other rows of that are left out."""
    rows = _cells_of(table)
    place = 0
    while place < len(rows):
        header = header_at(rows, place)
        yield header, rows[place]
        place += header.height if header else 1


def _are_alike(table: PdfTable, other: PdfTable) -> bool:
    if len(table.edges) != len(other.edges):
        return False
    shift = other.edges[0] - table.edges[0]
    return all(
        abs(theirs - shift - ours) <= _SNAP
        for ours, theirs in zip(table.edges, other.edges, strict=True)
    )


def _cells_of(table: PdfTable) -> list[tuple[Cell, ...]]:
    width = len(table.edges) - 1
    return [
        tuple(
            Cell(
                line=place,
                column=column,
                blocks=(Block(text=text),) if (text := row.text(column)) else (),
                span=row.spans.get(column, 1),
            )
            for column in range(1, width + 1)
        )
        for place, row in enumerate(table.rows)
    ]


def _fields(header: Header) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, name in enumerate(header.fields, 1):
        found.setdefault(name, column)
    return found


def _has_number(row: Sequence[Cell], fields: dict[str, int]) -> bool:
    if "number" in fields:
        return True
    return bool(leading_mark(row[fields["measure"] - 1].text))


def _goes_on(last: PdfRow, row: PdfRow, fields: dict[str, int], *, is_numbered: bool) -> bool:
    measure = row.text(fields.get("measure", 0))
    number = row.text(fields.get("number", 0)) or leading_mark(measure)
    if number:
        return False
    if measure:
        return is_numbered
    short = [fields[name] for name in _SHORT if name in fields]
    return any(last.text(column) and not row.text(column) for column in short)


def _join(row: PdfRow, rest: PdfRow, page: int) -> None:
    for column, lines in rest.cells.items():
        row.cells.setdefault(column, []).extend(lines)
        row.spans.setdefault(column, rest.spans.get(column, 1))
    row.joined.append(page)
