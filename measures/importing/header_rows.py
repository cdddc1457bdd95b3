"""Headers of one printed row or more: a heading over several columns, and theirs below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from measures.importing.headings import EXTRA, field_of, is_header, is_heading_row
from measures.importing.months import is_of_years, read_months
from measures.importing.tables import Cell

Row = Sequence[Cell]
_FEWEST_ABOVE = 2  # headings of the upper row that must be known
_LONGEST = 60  # characters of a heading below another


@dataclass(frozen=True, kw_only=True)
class Header:
    """`cells` has one heading a column, of two rows both; `fields` are what they stand for.

    `months` are those of columns that tell a period by marks, "" elsewhere; () without any.
    """

    cells: tuple[Cell, ...]
    fields: tuple[str, ...]
    height: int
    months: tuple[str, ...] = ()


def header_at(rows: Sequence[Row], index: int) -> Header | None:
    """The header that begins at a row, if one does."""
    header = _header_at(rows, index)
    return _with_months(header, rows, index) if header else None


def _header_at(rows: Sequence[Row], index: int) -> Header | None:
    row = rows[index]
    below = rows[index + 1] if index + 1 < len(rows) else ()
    if _is_below(row, below):
        header = _stacked(row, below)
        if is_heading_row(header.fields, header.cells):
            return header
    fields = tuple(field_of(cell.text) for cell in row)
    if not is_heading_row(fields, row):
        return None
    return Header(cells=tuple(row), fields=fields, height=1)


def _with_months(header: Header, rows: Sequence[Row], index: int) -> Header:
    """The header with the row of months that is its last one, or stands right below it."""
    cells, height = header.cells, header.height
    months = _months_of(header.cells, rows[index + height - 1]) if height > 1 else ()
    below = rows[index + height : index + height + 2]
    if not months and len(below) > 1 and is_of_years(below[0]):
        cells, below, height = _stacked(cells, below[0]).cells, below[1:], height + 1
    if not months and below:
        months = _months_of(header.cells, below[0])
        cells, height = (_stacked(cells, below[0]).cells, height + 1) if months else (cells, height)
    if not months:
        return header
    fields = tuple(
        "period" if month else field for month, field in zip(months, header.fields, strict=True)
    )
    return Header(cells=cells, fields=fields, height=height, months=months)


def _months_of(cells: Row, row: Row) -> tuple[str, ...]:
    if len(cells) != len(row):
        return ()
    above: list[str] = []
    for cell in cells:  # a heading that is not merged stands over what has none
        above.append(cell.text or (above[-1] if above else ""))
    return read_months(row, above)


def find_header(rows: Sequence[Row], stop: int | None = None) -> tuple[int, Header] | None:
    """The first header of a table and where it begins; not later than `stop`."""
    for index in range(len(rows) if stop is None else min(stop, len(rows))):
        header = header_at(rows, index)
        if header:
            return index, header
    return None


def _is_below(row: Row, below: Row) -> bool:
    """Whether the second row has but short headings, under those that are over several columns."""
    filled = [index for index, cell in enumerate(below) if cell.blocks]
    known = sum(field_of(cell.text) != EXTRA for cell in row if cell.blocks)
    if not filled or len(row) != len(below) or known < _FEWEST_ABOVE or is_header(below):
        return False
    if sum(bool(cell.blocks) for cell in row) < _FEWEST_ABOVE:
        return False  # a title over the whole table
    wide = {
        place
        for index, cell in enumerate(row)
        for place in range(index, index + cell.span)
        if cell.span > 1
    }
    if any(len(below[index].text) > _LONGEST for index in filled):
        return False
    if all(index in wide for index in filled):
        return True
    is_known = all(field_of(below[index].text) != EXTRA for index in filled)
    return is_known and all(_is_open(row, index) for index in filled)


def _is_open(row: Row, index: int) -> bool:
    """Whether a heading may reach over a column: none of its own, or none in the next."""
    has_none = not row[index].blocks
    return has_none or (index + 1 < len(row) and not row[index + 1].blocks)


def _stacked(row: Row, below: Row) -> Header:
    """One heading a column: that over it, its own or that of a neighbour, and the one below."""
    cells: list[Cell] = []
    fields: list[str] = []
    left, reach = 0, 0  # the last heading of the upper row, and the column where it ends
    for index, (top, bottom) in enumerate(zip(row, below, strict=True)):
        if top.blocks:
            left, reach = index, index + top.span
        is_under = top.blocks or (bottom.blocks and row[left].blocks) or index < reach
        above = row[left] if is_under else top
        cells.append(replace(top, blocks=above.blocks + bottom.blocks, span=1))
        fields.append(_field(above, bottom, taken=fields))
    return Header(cells=tuple(cells), fields=tuple(fields), height=2)


def _field(top: Cell, bottom: Cell, *, taken: Sequence[str]) -> str:
    """That of the lower heading or of both; else the upper one's, for its first column."""
    for text in (bottom.text, top.text + bottom.text):
        found = field_of(text) if text else EXTRA
        if found != EXTRA:
            return found
    upper = field_of(top.text)
    return upper if upper not in taken else EXTRA
