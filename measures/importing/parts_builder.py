"""Puts the parts of a source together whose places have names; every text in them is clean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from ita_portal.thai.numerals import count_in_thai
from ita_portal.thai.text import UncleanText, clean
from measures.importing import refusals
from measures.importing.limits import MAX_CELL, MAX_COLUMNS, MAX_LINES, TableSize
from measures.importing.places import NamedPlaces
from measures.importing.tables import Block, Cell, Paragraph, Part, RawTable, UnreadableFile

_LIST_ITEM = re.compile(r"[0-9๐-๙]{1,2}[.)]\s*\S")


@dataclass(frozen=True, kw_only=True)
class RawCell:
    """A cell as its format has it: its first column from 1, and the words of each block."""

    column: int
    blocks: tuple[tuple[str, int], ...]  # words and level of lists
    span: int = 1


class PartsBuilder:
    """Takes paragraphs and rows in the order of reading, and keeps to the limits."""

    def __init__(
        self, places: NamedPlaces, *, sheet: str = "", is_hidden: bool = False, apart: str = ""
    ) -> None:
        """What all parts share is as in `RawTable`."""
        self.parts: list[Part] = []
        self._places = places
        self._sheet, self._is_hidden, self._apart = sheet, is_hidden, apart
        self._rows: list[tuple[int, list[Cell]]] = []
        self._width = 0  # of the open table, columns without words too
        self._size = TableSize()
        self._has_table = False

    def add_paragraph(self, text: str, where: str, *, is_heading: bool = False) -> None:
        """Numbered lines before the table that follow each other are one paragraph, as a list."""
        lines = tuple(filter(None, (line.strip() for line in self._clean(text, where).split("\n"))))
        if not lines:
            return
        self._refuse_too_many(where)
        last = self.parts[-1] if self.parts and not self._has_table else None
        line = self._places.add(where)
        paragraph = Paragraph(
            line=line,
            lines=lines,
            is_heading=is_heading,
            is_counted=False,
            sheet=self._sheet,
            is_hidden=self._is_hidden,
            apart=self._apart,
        )
        if isinstance(last, Paragraph) and len(lines) == 1 and _are_items(last, paragraph):
            self.parts[-1] = replace(last, lines=last.lines + lines)
        else:
            self.parts.append(paragraph)

    def add_row(self, cells: Sequence[RawCell], where: str) -> int:
        """Add a row to the open table; the number of its place is returned."""
        self._refuse_too_many(where)
        line = self._places.add(where)
        row: list[Cell] = []
        for cell in cells:
            self._width = max(self._width, min(cell.column + cell.span - 1, MAX_COLUMNS))
            blocks = tuple(
                Block(text=words, level=level)
                for text, level in cell.blocks
                for line in self._clean(text, where, cell.column).split("\n")
                if (words := line.strip())
            )
            if not blocks:
                continue
            if cell.column > MAX_COLUMNS:
                most = count_in_thai(MAX_COLUMNS)
                _refuse(f"ตารางมีเกิน {most} ช่อง", where, refusals.FEWER_ROWS)
            row.append(Cell(line=line, column=cell.column, blocks=blocks, span=cell.span))
        words = "\n".join(cell.text for cell in row).replace("<", "")
        self._size.add(words, where)
        self._rows.append((line, row))
        return line

    def end_table(self, name: str = "", *, page: int = 0, width: int = 0) -> None:
        """Close the open table: all its rows get as many cells as the widest has, or `width`."""
        if any(row for _, row in self._rows):
            width = max(width, self._width)
            rows = tuple(_filled(line, row, width) for line, row in self._rows)
            self.parts.append(
                RawTable(
                    rows=rows,
                    name=name,
                    sheet=self._sheet,
                    page=page,
                    is_hidden=self._is_hidden,
                    apart=self._apart,
                )
            )
            self._has_table = True
        self._rows = []
        self._width = 0

    def _clean(self, text: str, where: str, column: int = 0) -> str:
        if len(text) > MAX_CELL:
            most = count_in_thai(MAX_CELL)
            _refuse(f"ข้อความยาวเกิน {most} ตัวอักษร", where, refusals.SHORTER_TEXT)
        try:
            return clean(text)
        except UncleanText as error:
            named = NamedPlaces()
            reached = named.name(named.add(where), column)
            raise UnreadableFile(f"อ่านได้ถึง{reached}: {error}") from None

    def _refuse_too_many(self, where: str) -> None:
        if len(self.parts) + len(self._rows) > MAX_LINES:
            most = count_in_thai(MAX_LINES)
            _refuse(f"ไฟล์มีเกิน {most} ย่อหน้าหรือแถว", where, refusals.FEWER_ROWS)


def _refuse(what: str, where: str, remedy: str) -> NoReturn:
    raise UnreadableFile(f"{what} หยุดที่{where} {remedy}")


def _are_items(*paragraphs: Paragraph) -> bool:
    """Whether paragraphs end as numbered items of a list do."""
    return all(not each.is_heading and _LIST_ITEM.match(each.lines[-1]) for each in paragraphs)


def _filled(line: int, row: list[Cell], width: int) -> tuple[Cell, ...]:
    by_column = {cell.column: cell for cell in row}
    return tuple(
        by_column.get(column) or Cell(line=line, column=column) for column in range(1, width + 1)
    )
