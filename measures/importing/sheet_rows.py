"""A sheet of cells cut into paragraphs and tables, for Excel and CSV files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from measures.importing.headings import is_header
from measures.importing.parts_builder import PartsBuilder, RawCell
from measures.importing.tables import Block, Cell

Row = Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`rows` begin at the first row and column; `spans` are columns merged, by row and column."""

    name: str
    rows: Sequence[Row]
    spans: Mapping[tuple[int, int], int]

    def where(self, index: int) -> str:
        row = f"แถว {to_thai(str(index + 1))}"
        return f"แผ่นงาน '{self.name}' {row}" if self.name else row

    def header(self) -> int | None:
        """The index of the first row that is a header."""
        return next((index for index, row in enumerate(self.rows) if _is_header(row)), None)


def add_sheet(
    sheet: Sheet, builder: PartsBuilder, note: Callable[[int, int, int], None] | None = None
) -> None:
    """Give a sheet to `builder`; `note` is told of each row's line, index and of its columns.

    Above the header a row with one cell is a paragraph. Below it such a row is one where it is
    merged or follows an empty row, unless the table goes on right after it.
    """
    header = sheet.header()
    is_in_table = False
    for index, row in enumerate(sheet.rows):
        filled = [place for place, text in enumerate(row) if text.strip()]
        if not filled:
            is_in_table = False
            continue
        if len(filled) == 1 and _is_paragraph(sheet, index, header, is_in_table=is_in_table):
            builder.end_table()
            builder.add_paragraph(row[filled[0]], sheet.where(index))
            is_in_table = False
            continue
        line = builder.add_row(_cells(sheet, index, filled), sheet.where(index))
        is_in_table = True
        if note:
            note(line, index, len(row))
    builder.end_table()


def _is_paragraph(sheet: Sheet, index: int, header: int | None, *, is_in_table: bool) -> bool:
    if header is None or index < header:
        return True
    place = next(place for place, text in enumerate(sheet.rows[index]) if text.strip())
    is_merged = sheet.spans.get((index, place), 1) * 2 > len(sheet.rows[index])
    if not is_merged and (is_in_table or place > 1):
        return False
    after = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else ()
    goes_on = sum(bool(text.strip()) for text in after) > 1 and not _is_header(after)
    return not goes_on


def _cells(sheet: Sheet, index: int, filled: Sequence[int]) -> list[RawCell]:
    return [
        RawCell(
            column=place + 1,
            blocks=tuple((line, 0) for line in sheet.rows[index][place].splitlines()),
            span=sheet.spans.get((index, place), 1),
        )
        for place in filled
    ]


def _is_header(row: Row) -> bool:
    cells = [
        Cell(line=0, column=0, blocks=(Block(text=text),) if text.strip() else ()) for text in row
    ]
    return is_header(cells)
