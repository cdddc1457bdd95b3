"""PDF with a text layer that others made: its tables by their lines, put together over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ita_portal.thai.numerals import to_arabic, to_thai
from ita_portal.thai.text import squash
from measures.importing import refusals
from measures.importing.lists import leading_mark
from measures.importing.parts_builder import PartsBuilder, RawCell
from measures.importing.pdf_grid import Grid, find_grids
from measures.importing.pdf_letters import UNREADABLE, Letters
from measures.importing.pdf_lines import Column, Line, lines_of, paragraphs_of
from measures.importing.pdf_page import Page, read_page
from measures.importing.pdf_stitching import PdfRow, PdfTable, stitch
from measures.importing.pdf_thai import FEWEST_LETTERS, read_thai
from measures.importing.pdf_values import are_several, split_values
from measures.importing.places import NamedPlaces
from measures.importing.problems import Problems
from measures.importing.tables import Part, UnreadableFile

_MOST_PAGES = 500
_FEW = 0.05  # of all lines: where fewer end in a space, the file shows none
_MARGIN = 0.09  # of a page's height, above and below
_ABOUT = 8.0  # points
_PAGE_NUMBER = re.compile(r"[-–(\s]*(?:หน้า(?:ที่)?\s*)?[0-9]{1,3}(?:\s*/\s*[0-9]{1,3})?[-–)\s]*")
_DIGITS = re.compile("[0-9]+")


@dataclass(kw_only=True)
class _Sheet:
    """A page's tables and the lines beside them."""

    number: int
    height: float
    tables: list[PdfTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def read_pdf(data: bytes, problems: Problems) -> list[Part]:
    """The parts of a PDF. Raises UnreadableFile."""
    places = problems.places = NamedPlaces()
    sheets = _sheets(data, places, problems)
    _drop_margins(sheets, problems)
    tables = stitch([table for sheet in sheets for table in sheet.tables])
    return _Writer(places, sheets, tables, problems).parts()


def _sheets(data: bytes, places: NamedPlaces, problems: Problems) -> list[_Sheet]:
    import pypdfium2  # noqa: PLC0415 -- slow import

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except MemoryError:
        raise
    except Exception as error:  # a hostile file raises whatever it likes
        is_locked = "password" in str(error).lower()
        raise UnreadableFile(refusals.LOCKED if is_locked else refusals.DAMAGED_PDF) from None
    if count > _MOST_PAGES:
        most = to_thai(str(_MOST_PAGES))
        raise UnreadableFile(f"PDF นี้มีเกิน {most} หน้า {refusals.FEWER_PAGES}")
    sheets = []
    pages = read_thai([_page(document, index) for index in range(count)])
    for number, page in enumerate(pages, 1):
        letters = sum(len(squash(each.text)) for each in page.letters)
        if page.has_pictures and letters < FEWEST_LETTERS:
            problems.add("page_unread", places.add(f"หน้า {to_thai(str(number))}"))
        sheets.append(_sheet(page, number))
    if not any(sheet.tables for sheet in sheets):
        raise UnreadableFile(refusals.NO_LINES_PDF)
    return sheets


def _page(document: Any, index: int) -> Page:
    try:
        return read_page(document, index)
    except (UnreadableFile, MemoryError):
        raise
    except Exception:  # as above
        raise UnreadableFile(refusals.DAMAGED_PDF) from None


def _sheet(page: Page, number: int) -> _Sheet:
    grids = find_grids(page)
    inside: list[dict[tuple[int, int], list[Letters]]] = [{} for _ in grids]
    outside: list[Letters] = []
    for each in page.letters:
        x, y = (each.x + each.right) / 2, each.y - 0.3 * each.size
        place = _box_of(grids, x, y)
        if place is None:
            outside.append(each)
        else:
            grid, cell = place
            inside[grid].setdefault(cell, []).append(each)
    tables = [
        _table(grid, found, number) for grid, found in zip(grids, inside, strict=True) if found
    ]
    return _Sheet(number=number, height=page.height, tables=tables, lines=lines_of(outside, number))


def _box_of(grids: Sequence[Grid], x: float, y: float) -> tuple[int, tuple[int, int]] | None:
    for place, grid in enumerate(grids):
        if grid.top <= y <= grid.bottom:
            box = grid.box_at(x, y)
            if box:
                return place, (box.row, box.column)
    return None


def _table(grid: Grid, found: dict[tuple[int, int], list[Letters]], page: int) -> PdfTable:
    spans = {(box.row, box.column): box.span for box in grid.boxes}
    rows = [PdfRow(page=page) for _ in range(len(grid.levels) - 1)]
    for (row, column), letters in sorted(found.items()):
        lines = lines_of(letters, page)
        if lines:
            rows[row].cells[column] = lines
            rows[row].spans[column] = spans[row, column]
    return PdfTable(
        page=page,
        top=grid.top,
        bottom=grid.bottom,
        edges=grid.edges,
        rows=rows,
        is_open=grid.is_open,
    )


def _drop_margins(sheets: Sequence[_Sheet], problems: Problems) -> None:
    """Take out page numbers, and what stands above or below on several pages alike."""
    seen = Counter(key for sheet in sheets for key in {_key(line) for line in _in_margin(sheet)})
    told: set[tuple[str, int]] = set()
    for sheet in sheets:
        dropped = []
        for line in _in_margin(sheet):
            key = _key(line)
            if _PAGE_NUMBER.fullmatch(to_arabic(line.text)):
                dropped.append(line)
            elif seen[key] >= max(2, len(sheets) / 2):
                dropped.append(line)
                if key not in told:
                    told.add(key)
                    problems.add("header_footer", 0, quote=line.text)
        sheet.lines = [line for line in sheet.lines if all(line is not each for each in dropped)]


def _in_margin(sheet: _Sheet) -> list[Line]:
    margin = _MARGIN * sheet.height
    top = min((table.top for table in sheet.tables), default=sheet.height)
    bottom = max((table.bottom for table in sheet.tables), default=0.0)
    return [
        line
        for line in sheet.lines
        if (line.y < margin and line.y < top)
        or (line.y - line.size > sheet.height - 1.5 * margin and line.y > bottom)
    ]


def _key(line: Line) -> tuple[str, int]:
    """What a line says but for its numbers, and about where it stands."""
    return _DIGITS.sub("0", squash(to_arabic(line.text))), round(line.y / _ABOUT)


class _Writer:
    """Gives tables and the paragraphs between them to a builder, in the order of reading."""

    def __init__(
        self,
        places: NamedPlaces,
        sheets: Sequence[_Sheet],
        tables: Sequence[PdfTable],
        problems: Problems,
    ) -> None:
        self._builder = PartsBuilder(places)
        self._problems = problems
        self._sheets = sheets
        self._tables = tables
        lines = [line for sheet in sheets for line in sheet.lines]
        cells = [line for table in tables for line in table.lines()]
        ended = sum(line.ends_in_space for line in [*lines, *cells])
        self._shows_spaces = ended > _FEW * len([*lines, *cells])
        self._column = Column(
            left=min((line.left for line in lines), default=0.0),
            right=max((line.right for line in lines), default=0.0),
            shows_spaces=self._shows_spaces,
        )
        self._paragraphs = 0

    def parts(self) -> list[Part]:
        for sheet in self._sheets:
            tables = [table for table in self._tables if table.page == sheet.number]
            lines = list(sheet.lines)
            for number, table in enumerate(tables, 1):
                above = [line for line in lines if line.y < table.top]
                lines = lines[len(above) :]
                self._write_lines(above, sheet.number)
                self._write_table(table, number)
            self._write_lines(lines, sheet.number)
        return self._builder.parts

    def _write_lines(self, lines: Sequence[Line], page: int) -> None:
        for block in _blocks(lines):
            for text in paragraphs_of(block, self._column):
                self._paragraphs += 1
                where = to_thai(f"หน้า {page} ย่อหน้าที่ {self._paragraphs}")
                self._builder.add_paragraph(text, where)

    def _write_table(self, table: PdfTable, number: int) -> None:
        name = to_thai(f"หน้า {table.page} ตารางที่ {number}")
        columns = table.columns(shows_spaces=self._shows_spaces)
        for place, row in enumerate(table.rows, 1):
            texts = {
                column: paragraphs_of(lines, columns[column])
                for column, lines in sorted(row.cells.items())
            }
            split = split_values(table, row, texts, columns)
            texts |= split
            cells = [
                RawCell(
                    column=column,
                    blocks=tuple((text, 0) for text in paragraphs),
                    span=row.spans.get(column, 1),
                )
                for column, paragraphs in texts.items()
            ]
            line = self._builder.add_row(cells, f"{name} {to_thai(f'แถว {place}')}")
            for column, paragraphs in texts.items():
                quote = next((text for text in paragraphs if UNREADABLE in text), "")
                if quote:
                    self._problems.add("letters_unread", line, column=column, quote=quote)
            for column, values in split.items():
                quote = "\n".join(values)
                self._problems.add("lines_split", line, column=column, quote=quote)
            self._report_owners(table, row, texts, line)
        self._builder.end_table(name, page=table.page, width=len(table.edges) - 1)

    def _report_owners(
        self, table: PdfTable, row: PdfRow, texts: dict[int, list[str]], line: int
    ) -> None:
        """Ask where several steps have one owner of several lines, who may be several."""
        steps = texts.get(table.fields.get("steps", 0), [])
        column = table.fields.get("owners", 0)
        owners = row.cells.get(column, [])
        is_one = len(texts.get(column, [])) == 1 and are_several(owners)
        if is_one and sum(map(_is_marked, steps)) > 1:
            quote = "\n".join(each.text for each in owners)
            self._problems.add("owner_lines", line, column=column, quote=quote)


def _is_marked(text: str) -> bool:
    return bool(leading_mark(text))


def _blocks(lines: Sequence[Line]) -> Iterable[list[Line]]:
    """Lines that stand close together."""
    block: list[Line] = []
    for line in lines:
        if block and line.y - block[-1].y > 2.0 * max(line.size, block[-1].size):
            yield block
            block = []
        block.append(line)
    if block:
        yield block
