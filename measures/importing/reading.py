"""What was read: the raw tables of a source, and what was understood of them.

A `Source` is what a file gave and never changes. `understanding.understand(source, choices)` makes
a `Reading` of it, as often as a person chooses anew. `stored.to_plain` and `stored.from_plain` turn
each of the three into plain JSON values and back.

A row is known by the number of its place (`line`), a cell by that and its column, from 1; the
words of a place stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from measures.importing.places import NamedPlaces, Places
from measures.importing.tables import Part
from measures.inputs import ProblemInput, ReportInput


@dataclass(frozen=True, kw_only=True)
class PlacedProblem:
    """A problem with the row and column that it stands at; 0 where there is none.

    `measure` is the place of the measure in the report, from 0.
    """

    line: int
    column: int
    problem: ProblemInput
    measure: int | None = None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A repair of damaged words: `before`, from the character `start` of a cell or paragraph.

    `column` is 0 in a paragraph. Never applied unless its id is among the accepted.
    """

    id: str
    kind: str
    line: int
    column: int
    start: int
    before: str
    after: str
    reason: str
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """The parts of a file in the order of reading, with the words for their places.

    `published` is the report in a file that the portal made itself; it has no parts.
    """

    kind: str
    parts: tuple[Part, ...] = ()
    place_names: tuple[str, ...] | None = None  # None where places are the lines of a text
    is_lettered: bool = False  # columns are named as a spreadsheet's
    problems: tuple[PlacedProblem, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    published: ReportInput | None = None


def places_of(source: Source) -> Places:
    """The words for the places of a source."""
    if source.place_names is None:
        return Places()
    return NamedPlaces(source.place_names, lettered=source.is_lettered)


class RowKind(StrEnum):
    """What a row turned out to be."""

    MEASURE = "measure"  # begins a measure, or goes on with one
    HEADER = "header"
    ISSUE = "issue"
    TEXT = "text"  # above the header, or of a table kept as text
    LEFT_OUT = "left_out"
    EMPTY = "empty"


@dataclass(frozen=True, kw_only=True)
class ReadCell:
    column: int
    place: str
    text: str
    span: int = 1


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """A row as it stands in its source; `measure` is its measure's place in the report, from 0."""

    line: int
    place: str
    kind: RowKind
    cells: tuple[ReadCell, ...]
    measure: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReadColumn:
    """`field` is "extra" for a heading that nobody knows, "" for a column that was left out."""

    column: int
    heading: str
    field: str
    is_guessed: bool = False


@dataclass(frozen=True, kw_only=True)
class ReadTable:
    """A table of the source; `why` says in Thai why it is the report's or is not.

    `columns` are those of its first header, or else of the table that it goes on with.
    """

    number: int
    place: str
    is_report: bool
    why: str
    columns: tuple[ReadColumn, ...]
    rows: tuple[ReadRow, ...]
    sheet: str = ""
    page: int = 0
    is_hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class CellRef:
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The cells that a value of a measure came from.

    `path` is "measures.0.title", "measures.0.steps.2", "measures.0.steps.2.owners.0" and so on.
    """

    path: str
    cells: tuple[CellRef, ...]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How much; characters are counted without white space."""

    rows: int = 0
    cells: int = 0
    characters: int = 0


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What came in and where it went: `read` is the sum of all others.

    `told` stands in the words of problems alone, `left_out` in tables, columns and rows that are
    not taken. `lost` is never more than nothing: a page that shows it tells of a fault of ours.
    """

    read: Tally = Tally()
    in_report: Tally = Tally()
    headings: Tally = Tally()
    told: Tally = Tally()
    left_out: Tally = Tally()
    lost: Tally = Tally()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A source as it is understood with some choices.

    `problems` leaves out suggestions on words, which are `proposals`; `report.problems` has both.
    `refusal` says in Thai why no report can be made, as long as `report` is None.
    """

    report: ReportInput | None
    refusal: str = ""
    tables: tuple[ReadTable, ...] = ()
    origins: tuple[Origin, ...] = ()
    problems: tuple[PlacedProblem, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    counts: Counts = Counts()
