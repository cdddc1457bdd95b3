"""What a source is made of before anything in it is understood: paragraphs and raw tables."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableFile(ValueError):
    """The file is not a report's table; the message says in Thai what was expected and where."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph of a cell, of one line; `level` counts the HTML lists around it."""

    text: str
    level: int = 0


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell with its place: the line of the source and the column, both from 1.

    `span` counts the columns that were merged to it. `columns` are those that a person took for
    one field, where there are several.
    """

    line: int
    column: int
    blocks: tuple[Block, ...] = ()
    span: int = 1
    columns: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """Rows that follow each other without a paragraph between them.

    `name` is its place in the words of its source ("ตารางที่ ๒"); "" in a text, which has lines.
    `apart` says in Thai why it is not the report's unless a person picks it; "" where it may be.
    """

    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""
    sheet: str = ""
    page: int = 0
    is_hidden: bool = False
    apart: str = ""

    @property
    def line(self) -> int:
        return self.rows[0][0].line


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Lines that follow each other; `is_heading` when marked as a heading or all in bold.

    In a text its lines are lines of the source; elsewhere they share one place.
    """

    line: int
    lines: tuple[str, ...]
    is_heading: bool = False
    is_counted: bool = True
    sheet: str = ""
    is_hidden: bool = False
    apart: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def line_of(self, index: int) -> int:
        """The place of one of its lines."""
        return self.line + index if self.is_counted else self.line


Part = RawTable | Paragraph


def as_paragraph(table: RawTable) -> Paragraph:
    """A table that is no report's, with its cells two spaces apart."""
    lines = ("  ".join(cell.text for cell in row if cell.blocks) for row in table.rows)
    return Paragraph(line=table.line, lines=tuple(line for line in lines if line))
