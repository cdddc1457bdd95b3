"""Choices in the form in which they are asked for while a source is put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ita_portal.thai.text import squash
from measures.importing.choices import Choices, RowUse
from measures.importing.data_rows import DataRow
from measures.importing.tables import Cell, Part, RawTable


@dataclass(kw_only=True)
class Decisions:
    """`columns` is by table and column; `_fields` by heading, for all tables that follow.

    `splits` has the columns of which a row gave words to its second part.
    """

    tables: dict[int, bool] = field(default_factory=dict)
    rows: dict[int, RowUse] = field(default_factory=dict)
    columns: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    splits: dict[int, Collection[int]] = field(default_factory=dict)
    _fields: dict[str, str] = field(default_factory=dict)
    _places: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, choices: Choices) -> Decisions:
        found = cls(
            tables={choice.table: choice.is_report for choice in choices.tables},
            rows={choice.line: choice.use for choice in choices.rows},
            splits={
                split.line: {start.column for start in split.starts} for split in choices.splits
            },
        )
        for choice in choices.columns:
            found.columns[choice.table][choice.column] = choice.field
        return found

    def use_of(self, row: DataRow) -> RowUse | None:
        """What a person takes a row for.

        Who splits a row says that it has two measures: its first part is one even where the whole
        title went to the second, and does not go on with the measure above unless told to.
        """
        title = row.cell("measure")
        given = self.splits.get(row.line, ())
        is_untitled = not title.blocks and any(
            column in given for column in title.columns or (title.column,)
        )
        return self.rows.get(row.line, RowUse.STARTS if is_untitled else None)

    def learn_columns(self, table: int, header: Sequence[Cell]) -> None:
        """Know the chosen columns of a table by their headings, where each has its own."""
        keys = [squash(cell.text) for cell in header]
        for column, chosen in self.columns.get(table, {}).items():
            if 0 < column <= len(keys):
                key = keys[column - 1]
                if key and keys.count(key) == 1:
                    self._fields[key] = chosen
                else:
                    self._places[column] = chosen

    def fields_of(self, header: Sequence[Cell]) -> dict[int, str]:
        """The fields that a person gave to the columns of a header, by index."""
        found: dict[int, str] = {}
        for index, cell in enumerate(header):
            chosen = self._fields.get(squash(cell.text), self._places.get(index + 1))
            if chosen is not None:
                found[index] = chosen
        return found


def table_numbers(parts: Sequence[Part]) -> dict[int, int]:
    """The number of each table by its index among the parts."""
    tables = [index for index, part in enumerate(parts) if isinstance(part, RawTable)]
    return {index: number for number, index in enumerate(tables, 1)}
