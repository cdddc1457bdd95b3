"""The cells of the official table as readers of others find them in each kind of file.

A table is a list of rows; in a row stands for each column the text without its white space and
the number of rows that it spans, or None where a cell from above spans into it.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import docx
import python_calamine
from selectolax.lexbor import LexborHTMLParser

from reports.layouts import LayoutSpec
from reports.rendering.grid import Grid, build_grid
from reports.rendering.plain import placed
from reports.snapshot import from_json
from tests.reports.rendering.reading import squeeze

Table = list[list[tuple[str, int] | None]]


def of_grid(grid: Grid) -> Table:
    table: Table = [[(squeeze(column.heading), 1) for column in grid.columns]]
    for measure in grid.measures:
        for cells in placed(measure, grid.columns):
            table.append(
                [
                    None
                    if cell is None
                    else (squeeze("".join(p.mark + p.text for p in cell.paragraphs)), cell.rows)
                    for cell in cells
                ]
            )
    return table


def in_json(data: bytes, layout: LayoutSpec) -> Table:
    return of_grid(build_grid(from_json(json.loads(data)), layout))


def in_html(page: bytes) -> Table:
    """The one table of a page."""
    table = LexborHTMLParser(page).css_first("table")
    assert table is not None
    width = len(table.css("thead th"))
    taken = [0] * width
    rows: Table = []
    for row in table.css("tr"):
        cells = iter(cell for cell in row.iter() if cell.tag in {"td", "th"})
        line: list[tuple[str, int] | None] = []
        for place in range(width):
            if taken[place]:
                taken[place] -= 1
                line.append(None)
                continue
            cell = next(cells)
            for label in cell.css(".lab"):  # for phones, hidden beside a header
                label.decompose()
            spans = int(cell.attributes.get("rowspan") or 1)
            taken[place] = spans - 1
            line.append((squeeze(cell.text()), spans))
        rows.append(line)
    return rows


def in_docx(data: bytes) -> Table:
    """The first table of a Word file."""
    table = docx.Document(io.BytesIO(data)).tables[0]._tbl
    rows: Table = []
    for row in table.tr_lst:
        line: list[tuple[str, int] | None] = []
        for place, cell in enumerate(row.tc_lst):
            if cell.vMerge == "continue":
                above = max(n for n, r in enumerate(rows) if r[place] is not None)
                text, spans = rows[above][place] or ("", 0)
                rows[above][place] = (text, spans + 1)
                line.append(None)
                continue
            texts = (text.text or "" for text in cell.iter() if text.tag.endswith("}t"))
            line.append((squeeze("".join(texts)), 1))
        rows.append(line)
    return rows


def in_xlsx(data: bytes, header: str) -> Table:
    """The rows of the first sheet from the one that begins with a heading.

    Where all cells of a row span several rows of the sheet they are one row of the table.
    """
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    values = sheet.to_python(skip_empty_area=False)
    spans = {start: end[0] - start[0] + 1 for start, end in sheet.merged_cell_ranges or ()}
    first = next(n for n, row in enumerate(values) if squeeze(str(row[0])) == squeeze(header))
    starts = _starts(values, spans, first)
    rows: Table = []
    for number in starts:
        line: list[tuple[str, int] | None] = []
        for place, value in enumerate(values[number]):
            assert isinstance(value, str)
            if any(
                top < number < top + count and left == place for (top, left), count in spans.items()
            ):
                line.append(None)
                continue
            count = spans.get((number, place), 1)
            covered = sum(number <= start < number + count for start in starts)
            line.append((squeeze(value), covered))
        rows.append(line)
    return rows


def _starts(values: list[Any], spans: dict[tuple[int, int], int], first: int) -> list[int]:
    """The rows of the sheet in which rows of the table begin."""
    starts, number = [], first
    while number < len(values):
        starts.append(number)
        own = [
            spans.get((number, place), 1)
            for place in range(len(values[number]))
            if not any(
                top < number < top + count and left == place for (top, left), count in spans.items()
            )
        ]
        number += min(own)
    return starts


def in_csv(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return [[squeeze(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
