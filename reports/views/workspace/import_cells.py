"""The words of cells that a person wrote anew on an import's page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import UncleanText, clean
from measures.importing.choices import CellChoice
from measures.importing.limits import MAX_CELL
from measures.services.import_batches import Opened

_CELL = re.compile(r"cell-([1-9][0-9]{0,6})-([1-9][0-9]{0,2})")


@dataclass(kw_only=True)
class WrittenCells:
    """`new` say something else now, `back` what the file says; `wrong` says why not, by name.

    `places` names those cells in the words of the source.
    """

    new: list[CellChoice] = field(default_factory=list)
    back: list[CellChoice] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def read_cells(typed: Mapping[str, str], opened: Opened) -> WrittenCells:
    """What was typed in the boxes of cells, by their names; others are left alone."""
    now = {
        (row.line, cell.column): cell
        for table in opened.reading.tables
        for row in table.rows
        for cell in row.cells
    }
    original = opened.original_texts
    headings = _headings(opened)
    found = WrittenCells()
    for name, text in typed.items():
        match = _CELL.fullmatch(name)
        place = (int(match[1]), int(match[2])) if match else (0, 0)
        if place not in now:
            continue
        try:
            words = _words(text)
        except UncleanText as error:
            found.wrong[name] = str(error)
            found.places[name] = now[place].place + headings.get(place, "")
            continue
        if words != _lines(now[place].text):
            is_back = words == _lines(original.get(place, ""))
            choice = CellChoice(line=place[0], column=place[1], text=words)
            (found.back if is_back else found.new).append(choice)
    return found


def _headings(opened: Opened) -> dict[tuple[int, int], str]:
    """What stands above each cell, in brackets."""
    return {
        (row.line, column.column): f" ({' '.join(column.heading.split())})"
        for table in opened.reading.tables
        for row in table.rows
        for column in table.columns
        if column.heading
    }


def is_cell(name: str) -> bool:
    return _CELL.fullmatch(name) is not None


def _words(text: str) -> str:
    if len(text) > 2 * MAX_CELL:
        raise UncleanText(f"ยาวเกิน {to_thai(f'{MAX_CELL:,}')} ตัวอักษร โปรดแบ่งเป็นหลายมาตรการ")
    words = _lines(clean(text))
    if len(words) > MAX_CELL:
        raise UncleanText(f"ยาวเกิน {to_thai(f'{MAX_CELL:,}')} ตัวอักษร โปรดแบ่งเป็นหลายมาตรการ")
    return words


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
