"""Every table of a source as it stands there, with what was made of its rows and columns."""

from __future__ import annotations

from collections.abc import Sequence

from measures.importing.choices import Choices
from measures.importing.decisions import Decisions, table_numbers
from measures.importing.groups import Group
from measures.importing.headings import EXTRA, Column
from measures.importing.places import Places
from measures.importing.reading import ReadCell, ReadColumn, ReadRow, ReadTable, RowKind
from measures.importing.rows import Sections
from measures.importing.selection import Verdict, judge
from measures.importing.tables import Cell, Part, RawTable


def show_tables(
    parts: Sequence[Part],
    places: Places,
    choices: Choices,
    sections: Sections | None = None,
    groups: Sequence[Group] = (),
) -> tuple[ReadTable, ...]:
    """Without `sections`, which a refused source has not, all rows are as they stand."""
    found = sections or Sections(verdicts=judge(parts, Decisions.of(choices)))
    measures = {row.line: place for place, group in enumerate(groups) for row in group.rows}
    shown = []
    for index, number in table_numbers(parts).items():
        table = parts[index]
        if isinstance(table, RawTable):
            rows = tuple(_row(row, places, found, measures) for row in table.rows)
            shown.append(_table(table, number, rows, found, places))
    return tuple(shown)


def _table(
    table: RawTable, number: int, rows: tuple[ReadRow, ...], found: Sections, places: Places
) -> ReadTable:
    verdict = found.verdicts[number]
    columns = found.headers.get(number) or _unread_columns(table, verdict)
    return ReadTable(
        number=number,
        place=table.name or places.name(table.line),
        is_report=verdict.is_report,
        why=verdict.why,
        columns=tuple(
            ReadColumn(
                column=place,
                heading=column.heading,
                field=column.field,
                is_guessed=column.is_guessed,
            )
            for place, column in enumerate(columns, 1)
        ),
        rows=rows,
        sheet=table.sheet,
        page=table.page,
        is_hidden=table.is_hidden,
    )


def _unread_columns(table: RawTable, verdict: Verdict) -> tuple[Column, ...]:
    """The headings of a table that is not taken: its header's, or else its first row's words."""
    row = table.rows[verdict.header or 0]
    return tuple(Column(field=EXTRA, heading=cell.text) for cell in row)


def _row(
    row: tuple[Cell, ...], places: Places, found: Sections, measures: dict[int, int]
) -> ReadRow:
    line = row[0].line
    cells = tuple(
        ReadCell(
            column=cell.column,
            place=places.name(line, cell.column),
            text=cell.text,
            span=cell.span,
        )
        for cell in row
    )
    return ReadRow(
        line=line,
        place=places.name(line),
        kind=found.kinds.get(line, RowKind.LEFT_OUT),
        cells=cells,
        measure=measures.get(line),
    )
