"""PDF with a text layer that others made: its tables by their lines, put together over pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import squash
from measures.importing import refusals
from measures.importing.pdf.columns import heading_lines
from measures.importing.pdf.grid import Grid, find_grids
from measures.importing.pdf.letters import Letters
from measures.importing.pdf.lines import lines_of
from measures.importing.pdf.margins import drop_margins, margin_lines, without
from measures.importing.pdf.page import Page, read_page
from measures.importing.pdf.stitching import PdfRow, PdfTable, is_headed, stitch
from measures.importing.pdf.thai import FEWEST_LETTERS, read_thai
from measures.importing.pdf.unruled import unruled_tables
from measures.importing.pdf.writing import PdfWriter, Sheet
from measures.importing.places import NamedPlaces
from measures.importing.problems import Problems
from measures.importing.progress import Stage, tell_progress
from measures.importing.tables import Part, UnreadableFile

_MOST_PAGES = 500
_JOINED = 0.05  # of the size of letters: no further apart are those of a word


def read_pdf(data: bytes, problems: Problems) -> list[Part]:
    """The parts of a PDF. Raises UnreadableFile."""
    places = problems.places = NamedPlaces()
    pages = _pages(data, places, problems)
    sheets = [_sheet(page, number) for number, page in enumerate(pages, 1)]
    if not any(is_headed(table) for sheet in sheets for table in sheet.tables):
        sheets = _unruled(pages) or sheets
    if not any(sheet.tables for sheet in sheets):
        raise UnreadableFile(refusals.NO_LINES_PDF)
    drop_margins(sheets, problems)
    tables = stitch([table for sheet in sheets for table in sheet.tables])
    return PdfWriter(places, sheets, tables, problems).parts()


def _pages(data: bytes, places: NamedPlaces, problems: Problems) -> list[Page]:
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
    read = []
    for index in range(count):
        tell_progress(Stage.PAGES, index + 1, count)
        read.append(_page(document, index))
    tell_progress(Stage.TABLES)
    pages = read_thai(read)
    for number, page in enumerate(pages, 1):
        if page.has_pictures and _count(page) < FEWEST_LETTERS:
            problems.add("page_unread", places.add(f"หน้า {to_thai(str(number))}"))
    return pages


def _count(page: Page) -> int:
    return sum(len(squash(each.text)) for each in page.letters)


def _page(document: Any, index: int) -> Page:
    try:
        return read_page(document, index)
    except (UnreadableFile, MemoryError):
        raise
    except Exception:  # as above
        raise UnreadableFile(refusals.DAMAGED_PDF) from None


def _sheet(page: Page, number: int) -> Sheet:
    grids = find_grids(page)
    inside: list[dict[tuple[int, int], list[Letters]]] = [{} for _ in grids]
    outside: list[Letters] = []
    last: Letters | None = None
    place: _Place | None = None
    for each in page.letters:
        if not last or not place or not _is_joined(last, each):
            place = _box_of(grids, (each.x + each.right) / 2, each.y - 0.3 * each.size)
        if place is None:
            outside.append(each)
        else:
            grid, cell = place
            inside[grid].setdefault(cell, []).append(each)
        last = each
    tables = [
        _table(grid, found, number) for grid, found in zip(grids, inside, strict=True) if found
    ]
    return Sheet(number=number, height=page.height, tables=tables, lines=lines_of(outside, number))


def _is_joined(last: Letters, each: Letters) -> bool:
    """Whether two letters are of one word: a long address may reach over the end of its cell."""
    is_near = abs(each.x - last.right) < _JOINED * each.size and each.y == last.y
    return is_near and not last.text.isspace() and not each.text.isspace()


_Place = tuple[int, tuple[int, int]]  # of a grid, and of a cell in it


def _box_of(grids: Sequence[Grid], x: float, y: float) -> _Place | None:
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


def _unruled(pages: Sequence[Page]) -> list[Sheet]:
    """The pages with the table that no lines are drawn for; none where it is not sure."""
    sheets = [
        Sheet(number=number, height=page.height, lines=lines_of(page.letters, number))
        for number, page in enumerate(pages, 1)
    ]
    heads = [heading_lines(sheet.lines) for sheet in sheets]
    bare = [
        Sheet(number=sheet.number, height=sheet.height, lines=without(sheet.lines, head))
        for sheet, head in zip(sheets, heads, strict=True)
    ]
    margins = margin_lines(bare)
    inside = [without(each.lines, margin) for each, margin in zip(sheets, margins, strict=True)]
    found = unruled_tables(pages, inside)
    for sheet, margin, unruled in zip(sheets, margins, found, strict=bool(found)):
        sheet.tables = unruled.tables
        sheet.lines = sorted([*unruled.lines, *margin], key=lambda line: line.y)
    return sheets if found else []
