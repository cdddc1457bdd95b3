"""The grid for formats that know rows, columns and plain text only."""

from __future__ import annotations

from collections.abc import Sequence

from reports.layouts import Column
from reports.rendering.grid import Cell, Measure
from reports.rendering.paragraphs import Paragraph

_STEP_IN = "  "


def placed(measure: Measure, columns: Sequence[Column]) -> list[list[Cell | None]]:
    """The cells of each row by column; None where one from a row above spans into it."""
    taken = [0] * len(columns)
    rows: list[list[Cell | None]] = []
    for row in measure.rows:
        cells = iter(row.cells)
        line: list[Cell | None] = []
        for place, spanned in enumerate(taken):
            if spanned:
                taken[place] -= 1
                line.append(None)
                continue
            cell = next(cells)
            taken[place] = cell.rows - 1
            line.append(cell)
        rows.append(line)
    return rows


def plain_text(paragraphs: Sequence[Paragraph]) -> str:
    """One line a paragraph, nested ones standing in."""
    return "\n".join(map(plain_line, paragraphs))


def plain_line(paragraph: Paragraph) -> str:
    return _STEP_IN * paragraph.depth + f"{paragraph.mark} {paragraph.text}".strip()
