"""Pages of a PDF as paragraphs and raw tables; lines that may be taken wrong are problems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ita_portal.thai.numerals import to_thai
from measures.importing.lists import leading_mark
from measures.importing.parts_builder import PartsBuilder, RawCell
from measures.importing.pdf.letters import UNREADABLE
from measures.importing.pdf.lines import Column, Line, guessed_starts, paragraphs_of
from measures.importing.pdf.stitching import PdfRow, PdfTable
from measures.importing.pdf.values import are_several, may_begin, split_values
from measures.importing.places import NamedPlaces
from measures.importing.problems import Problems
from measures.importing.tables import Part

_FEW = 0.05  # of all lines: where fewer end in a space, the file shows none


@dataclass(kw_only=True)
class Sheet:
    """A page's tables and the lines beside them."""

    number: int
    height: float
    tables: list[PdfTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


class PdfWriter:
    """Gives tables and the paragraphs between them to a builder, in the order of reading."""

    def __init__(
        self,
        places: NamedPlaces,
        sheets: Sequence[Sheet],
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
        self._has_told = False

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
            if table.is_unruled and not self._has_told:
                self._problems.add("table_unruled", line)
                self._has_told = True
            for column, paragraphs in texts.items():
                quote = next((text for text in paragraphs if UNREADABLE in text), "")
                if quote:
                    self._problems.add("letters_unread", line, column=column, quote=quote)
            for column, values in split.items():
                quote = "\n".join(values)
                self._problems.add("lines_split", line, column=column, quote=quote)
            self._report_owners(table, row, texts, line)
            for column in row.cells.keys() - split.keys():
                self._report_lines(table, row, columns[column], column, line)
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

    def _report_lines(
        self, table: PdfTable, row: PdfRow, reach: Column, column: int, line: int
    ) -> None:
        """Ask about lines that may begin an item or go on with one."""
        names = [name for name, place in table.fields.items() if place == column]
        lines = row.cells[column]
        found = {"lines_joined": may_begin("outputs", lines, reach) if "outputs" in names else []}
        if not {"owners", "period"} & set(names):
            found["lines_guessed"] = guessed_starts(lines, reach)
        for kind, doubtful in found.items():
            if doubtful:
                quote = "\n".join(each.text for each in doubtful)
                self._problems.add(kind, line, column=column, quote=quote)


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
