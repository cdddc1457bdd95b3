"""A sheet of cells cut into paragraphs and tables, for Excel and CSV files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from measures.importing.header_rows import find_header, header_at
from measures.importing.parts_builder import PartsBuilder, RawCell
from measures.importing.tables import Block, Cell

Row = Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`rows` begin at the first row and column; `spans` are columns merged, by row and column."""

    name: str
    rows: Sequence[Row]
    spans: Mapping[tuple[int, int], int]

    @property
    def title(self) -> str:
        return f"แผ่นงาน '{self.name}'" if self.name else ""

    def where(self, index: int) -> str:
        row = f"แถว {to_thai(str(index + 1))}"
        return f"{self.title} {row}" if self.name else row

    def header(self) -> int | None:
        """The index of the first row that is a header."""
        rows = [self._row(index) for index in range(len(self.rows))]
        found = find_header(rows)
        return found[0] if found else None

    def headers(self) -> set[int]:
        """The indexes of all rows of its headers."""
        rows = [self._row(index) for index in range(len(self.rows))]
        found = ((index, header_at(rows, index)) for index in range(len(rows)))
        return {
            index + place for index, header in found if header for place in range(header.height)
        }

    def _row(self, index: int) -> list[Cell]:
        return [
            Cell(
                line=0,
                column=place + 1,
                blocks=(Block(text=text),) if text.strip() else (),
                span=self.spans.get((index, place), 1),
            )
            for place, text in enumerate(self.rows[index])
        ]


def add_sheet(
    sheet: Sheet, builder: PartsBuilder, note: Callable[[int, int, int], None] | None = None
) -> None:
    """Give a sheet to `builder`; `note` is told of each row's line, index and of its columns.

    Above the header a row with one cell is a paragraph. Below it such a row is one where it is
    merged or follows an empty row, unless the table goes on right after it.
    """
    headers = sheet.headers()
    width = max((_width(sheet.rows[index]) for index in headers), default=0)
    is_in_table = False
    for index, row in enumerate(sheet.rows):
        filled = [place for place, text in enumerate(row) if text.strip()]
        if not filled:
            is_in_table = False
            continue
        if len(filled) == 1 and _is_paragraph(sheet, index, headers, is_in_table=is_in_table):
            builder.end_table(sheet.title, width=width)
            builder.add_paragraph(row[filled[0]], sheet.where(index))
            is_in_table = False
            continue
        line = builder.add_row(_cells(sheet, index, filled), sheet.where(index))
        is_in_table = True
        if note:
            note(line, index, len(row))
    builder.end_table(sheet.title, width=width)


def _width(row: Row) -> int:
    """The last column of a row with words in it."""
    return max((place for place, text in enumerate(row, 1) if text.strip()), default=0)


def _is_paragraph(sheet: Sheet, index: int, headers: set[int], *, is_in_table: bool) -> bool:
    if not headers or index < min(headers):
        return True
    if index in headers:
        return False
    place = next(place for place, text in enumerate(sheet.rows[index]) if text.strip())
    is_merged = sheet.spans.get((index, place), 1) * 2 > len(sheet.rows[index])
    if not is_merged and (is_in_table or place > 1):
        return False
    after = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else ()
    goes_on = sum(bool(text.strip()) for text in after) > 1 and index + 1 not in headers
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
