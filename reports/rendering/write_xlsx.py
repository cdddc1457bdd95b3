"""The table as an Excel file: texts only, its header in sight and again on each printed page.

It belongs into a worker process: see `worker.py`.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from reports.layouts import LayoutSpec
from reports.rendering.estimates import cell_lines, heading_lines
from reports.rendering.excel_rows import MOST_LETTERS, SheetRows, row_height, rows_of
from reports.rendering.excel_sheet import Formats, column_pixels, set_up_page
from reports.rendering.grid import Cell, Grid, build_grid
from reports.rendering.paragraphs import Paragraph
from reports.rendering.plain import plain_line, plain_text
from reports.snapshot import ReportSnapshot

_NO_DATE = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_DRAFT = "ฉบับร่าง ยังไม่อนุมัติ"
# XlsxWriter 3.3 escapes such a text twice where letters have looks of their own
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
_TEXT_COLUMN = 940  # pixels of the one column of words beside the table


def write_xlsx(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    version_label: str = "",
    is_draft: bool = False,
    drawn_at: dt.datetime | None = None,
    version: dict[str, Any] | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> bytes:
    """The workbook; equal arguments give equal bytes. Options as for `write_pdf`."""
    grid = build_grid(snapshot, layout)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    created = (drawn_at or _NO_DATE).astimezone(dt.UTC).replace(tzinfo=None)
    book.set_properties({"title": grid.name, "author": grid.organization, "created": created})
    label = version_label or (_DRAFT if is_draft else "")
    writer = _Writer(book, grid, label, is_draft=is_draft)
    writer.write_table()
    writer.write_words("หน้าปก", writer.cover())
    writer.write_words("บทนำ", writer.front())
    writer.write_words("ภาคผนวก", writer.annex())
    book.close()
    return out.getvalue()


class _Writer:
    def __init__(self, book: Any, grid: Grid, label: str, *, is_draft: bool) -> None:
        self._book = book
        self._grid = grid
        self._label = label
        self._is_draft = is_draft
        self._formats = Formats(book)
        self._last = len(grid.columns) - 1

    def write_table(self) -> None:
        """Titles, header and rows. The header stays in sight and is printed on each page."""
        sheet = self._book.add_worksheet("รายงาน")
        for place, column in enumerate(self._grid.columns):
            sheet.set_column_pixels(place, place, column_pixels(column.width))
        titles = [self._label] * self._is_draft + list(self._grid.title)
        for row, text in enumerate(titles):
            sheet.set_row(row, row_height(1))
            self._write(sheet, row, row, 0, self._last, text, self._formats.title)
        header = len(titles)
        sheet.set_row(header, row_height(heading_lines(self._grid.columns)))
        for place, column in enumerate(self._grid.columns):
            sheet.write_string(header, place, column.heading, self._formats.heading)
        row = header + 1
        for measure in self._grid.measures:
            for part in rows_of(measure, self._grid.columns):
                self._write_row(sheet, row, part)
                row += part.count
        self._write_signatures(sheet, row)
        sheet.freeze_panes(header + 1, 0)
        sheet.repeat_rows(header)
        set_up_page(sheet, self._label, is_draft=self._is_draft)

    def _write_signatures(self, sheet: Any, row: int) -> None:
        """One who signs after the other, under the table, each over its whole width."""
        for number, lines in enumerate(self._grid.signatures):
            place = row + 2 * number + 1
            sheet.set_row(place, row_height(len(lines)))
            self._write(
                sheet, place, place, 0, self._last, "\n".join(lines), self._formats.signature
            )

    def _write_row(self, sheet: Any, row: int, part: SheetRows) -> None:
        for number in range(part.count):
            sheet.set_row(row + number, part.height)
        for place, (cell, count) in enumerate(zip(part.cells, part.spans, strict=True)):
            if cell is not None:
                self._write_cell(sheet, row, row + count - 1, place, cell)

    def _write_cell(self, sheet: Any, first: int, last: int, place: int, cell: Cell) -> None:
        text, look = plain_text(cell.paragraphs), self._formats.of(cell)
        if len(text) > MOST_LETTERS:  # more than Excel takes in one cell goes on below
            for number in range(last - first + 1):
                piece = text[number * MOST_LETTERS : (number + 1) * MOST_LETTERS]
                sheet.write_string(first + number, place, piece, look)
            return
        if first < last:
            sheet.merge_range(first, place, last, place, "", look)
        titles = [paragraph.is_title for paragraph in cell.paragraphs]
        if any(titles) and not all(titles) and not _ESCAPED.search(text):
            sheet.write_rich_string(first, place, *self._rich(cell.paragraphs), look)
        else:
            sheet.write_string(
                first, place, text, self._formats.of(cell, is_title=bool(titles) and all(titles))
            )

    def _rich(self, paragraphs: tuple[Paragraph, ...]) -> list[Any]:
        """Stretches of bold and plain text, each after its format."""
        stretches: list[Any] = []
        for number, paragraph in enumerate(paragraphs):
            text = ("\n" if number else "") + plain_line(paragraph)
            kind = self._formats.bold if paragraph.is_title else self._formats.plain
            stretches += [kind, text] if text else []
        return stretches

    def _write(
        self, sheet: Any, first: int, last: int, left: int, right: int, text: str, look: Any
    ) -> None:
        if (first, left) != (last, right):
            sheet.merge_range(first, left, last, right, "", look)
        sheet.write_string(first, left, text, look)

    def write_words(self, name: str, paragraphs: list[Paragraph]) -> None:
        """A sheet of paragraphs, one a row; none where there is nothing to say."""
        if not paragraphs:
            return
        sheet = self._book.add_worksheet(name)
        sheet.set_column_pixels(0, 0, _TEXT_COLUMN)
        for row, paragraph in enumerate(paragraphs):
            text = plain_line(paragraph)[:MOST_LETTERS]
            sheet.set_row(row, row_height(cell_lines([paragraph], _TEXT_COLUMN * 72 / 96)))
            look = self._formats.words_bold if paragraph.is_title else self._formats.words
            sheet.write_string(row, 0, text, look)
        set_up_page(sheet, self._label, is_draft=self._is_draft)

    def cover(self) -> list[Paragraph]:
        return [Paragraph(text=line, is_title=True) for line in self._grid.cover]

    def front(self) -> list[Paragraph]:
        """The introduction, and which version this is."""
        label = [Paragraph(text=self._label)] if self._label else []
        return [*self._grid.introduction, *label]

    def annex(self) -> list[Paragraph]:
        """The words of the annex, a line for each picture."""
        found = [Paragraph(text=self._grid.annex_heading, is_title=True)]
        found += self._grid.annex_lead
        for part in self._grid.annex:
            found += [part.heading, *part.printed]
            found += [Paragraph(text=f"ภาพ: {photo.caption}", depth=1) for photo in part.photos]
        return found if len(found) > 1 else []
