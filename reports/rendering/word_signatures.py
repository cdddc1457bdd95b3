"""Places to sign in a Word file: side by side in a table without lines, no row of it parted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.rendering import sheet
from reports.rendering.signatures import side_by_side
from reports.rendering.word_elements import add, add_paragraph, add_text, twips
from reports.rendering.word_table import add_cell, new_table


def add_signatures(body: Any, signatures: Sequence[Sequence[str]]) -> None:
    """Append the lines of all who sign."""
    space = add_paragraph(body, "Footer")  # two tables that touch would be one
    add(space[0], "spacing", line=twips(1.0), lineRule="exact")
    per_row, first = side_by_side(len(signatures))
    cells: list[Sequence[str]] = [()] * first + list(signatures)
    width = twips(sheet.WIDTH / per_row)
    table = new_table(body, [width] * per_row, borders=False)
    for start in range(0, len(cells), per_row):
        row = add(table, "tr")
        add(add(row, "trPr"), "cantSplit")
        for lines in cells[start : start + per_row]:
            _write(add_cell(row, width), lines)


def _write(cell: Any, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines or ("",)):
        paragraph = add_paragraph(cell, "Signature")
        if not number:
            add(paragraph[0], "spacing", before=twips(sheet.SIGNATURE["above"]))
        add_text(paragraph, line)
