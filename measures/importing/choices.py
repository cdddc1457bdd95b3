"""What a person decides on what was read: the same raw tables, put together anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RowUse(StrEnum):
    """What a row of a report's table is taken for."""

    STARTS = "starts"  # a measure of its own
    CONTINUES = "continues"  # goes on with the measure above
    LEFT_OUT = "left_out"
    HEADER = "header"
    ISSUE = "issue"  # the heading of the measures below


@dataclass(frozen=True, kw_only=True)
class TableChoice:
    """`table` counts the tables of the source from 1."""

    table: int
    is_report: bool


@dataclass(frozen=True, kw_only=True)
class ColumnChoice:
    """`field` is one of `headings.SYNONYMS`, "extra" (kept under its heading) or "" (left out).

    It holds for every table whose heading there says the same.
    """

    table: int
    column: int
    field: str


@dataclass(frozen=True, kw_only=True)
class RowChoice:
    """A row is known by the number of its place."""

    line: int
    use: RowUse


@dataclass(frozen=True, kw_only=True)
class CellChoice:
    """The words of a cell as a person wrote them anew; each line is a paragraph."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, kw_only=True)
class SplitStart:
    column: int
    block: int


@dataclass(frozen=True, kw_only=True)
class RowSplit:
    """A row becomes two; `starts` names, by column, the first paragraph (from 0) of the second.

    A column that is not named stays whole in the first.
    """

    line: int
    starts: tuple[SplitStart, ...]


@dataclass(frozen=True, kw_only=True)
class Move:
    """An item goes to another step of its measure, or to the measure itself.

    `line` is that of the measure's first row. `path` says where the item is once everything else
    is put together ("outputs.1", "steps.0.owners.0", "period"); `step` is None for the measure.
    """

    line: int
    path: str
    step: int | None


@dataclass(frozen=True, kw_only=True)
class Choices:
    """All decisions; `accepted` are the ids of proposals. What is not named stays as proposed."""

    tables: tuple[TableChoice, ...] = ()
    columns: tuple[ColumnChoice, ...] = ()
    rows: tuple[RowChoice, ...] = ()
    cells: tuple[CellChoice, ...] = ()
    splits: tuple[RowSplit, ...] = ()
    moves: tuple[Move, ...] = ()
    accepted: tuple[str, ...] = ()
