"""A measure of an import as its page shows it: what the file says beside what comes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from measures.forms.periods import PeriodReading, read_period
from measures.importing.choices import Choices
from measures.importing.places import PART
from measures.importing.reading import ReadRow, ReadTable
from measures.importing.review import Settled, measure_keys
from measures.inputs import MeasureInput, StepInput
from measures.services.copying import moved_measure
from measures.services.import_batches import Opened
from reports.checks import SHORT_LABELS
from reports.views.workspace.import_points import Point

FIELD_LABELS = {
    "number": "ลำดับ",
    **SHORT_LABELS,
    "extra": "เก็บไว้ใต้หัวช่องเดิม",
    "": "ไม่นำเข้า",
}


@dataclass(frozen=True, kw_only=True)
class SourceCell:
    """The words of the file, cut where a repair is offered; `text` as they are now."""

    name: str
    line: int
    column: int
    heading: str
    text: str
    pieces: tuple[tuple[str, bool], ...]
    is_written: bool = False
    error: str = ""

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n") if self.text else []

    @property
    def rows(self) -> int:
        """How high its box is."""
        return min(2 + len(self.text) // 60 + self.text.count("\n"), 14)


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    line: int
    place: str
    cells: tuple[SourceCell, ...]
    is_split: bool = False  # a part of a row that a person split
    is_changed: bool = False

    @property
    def unsplit_line(self) -> int:
        """The row that is whole again when this part and the one before it are joined."""
        return self.line - PART if self.line >= PART else self.line


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something that can go to another step: its path, and the step where it is now or None."""

    path: str
    label: str
    text: str
    step: int | None


@dataclass(frozen=True, kw_only=True)
class Card:
    """`number` counts the measures of the report; `replaces` is one of the plan.

    `measure` is what the file says, `shown` what comes of it in the plan.
    """

    key: str
    line: int
    number: int
    measure: MeasureInput
    shown: MeasureInput
    period: PeriodReading
    rows: tuple[SourceRow, ...]
    points: tuple[Point, ...]
    is_taken: bool
    is_editing: bool
    is_moved_items: bool
    replaces: int | None = None

    @property
    def title(self) -> str:
        return self.measure.issue or self.measure.title.partition("\n")[0] or "ไม่มีชื่อมาตรการ"

    @property
    def open_points(self) -> list[Point]:
        return [point for point in self.points if point.is_open]

    @property
    def items(self) -> list[Item]:
        return list(_items(self.measure))


class Cards:
    """Makes the cards of one import."""

    def __init__(
        self,
        opened: Opened,
        points: Sequence[Point],
        *,
        year: int,
        editing: str,
        typed: Mapping[str, str],
        errors: Mapping[str, str],
        settled: Settled | None,
    ) -> None:
        self.opened, self.year, self.editing = opened, year, editing
        self.typed, self.errors, self.settled = typed, errors, settled
        self.original = opened.original_texts
        self.points: dict[int | None, list[Point]] = defaultdict(list)
        self.repairs: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for point in points:
            self.points[point.measure].append(point)
            if point.is_proposal:
                self.repairs[point.line, point.column].append(point)
        self.rows: dict[int, list[SourceRow]] = defaultdict(list)
        for table in opened.reading.tables:
            for row in table.rows:
                if row.measure is not None:
                    self.rows[row.measure].append(self.row(row, table))

    def all(self) -> list[Card]:
        report = self.opened.reading.report
        keys = measure_keys(self.opened.reading)
        return [
            self._card(place, key, measure)
            for place, (key, measure) in enumerate(
                zip(keys, report.measures if report else (), strict=True)
            )
        ]

    def _card(self, place: int, key: str, measure: MeasureInput) -> Card:
        rows = tuple(self.rows[place])
        line = rows[0].line if rows else 0
        shown = self._moved(measure)
        return Card(
            key=key,
            line=line,
            number=place + 1,
            measure=measure,
            shown=shown,
            period=read_period(shown.period.text, fiscal_year=self.year),
            rows=rows,
            points=tuple(self.points[place]),
            is_taken=key not in self.opened.review.unticked,
            # also by a row that was joined to it meanwhile
            is_editing=any(f"r{row.line}" == self.editing for row in rows),
            is_moved_items=any(move.line == line for move in self.opened.review.choices.moves),
            replaces=self.settled.replaced.get(place) if self.settled else None,
        )

    def _moved(self, measure: MeasureInput) -> MeasureInput:
        """The measure as it comes into the plan, of an earlier year's report as of this year."""
        report = self.opened.reading.report
        if report is None or report.fiscal_year is None or not self.settled:
            return measure
        if not self.settled.is_moved:
            return measure
        return moved_measure(measure, report.fiscal_year, self.year)

    def row(self, row: ReadRow, table: ReadTable) -> SourceRow:
        """A row with the words of its file under the headings of its table."""
        headings = {column.column: column.heading for column in table.columns}
        fields = {column.column: column.field for column in table.columns}
        chosen = self.opened.review.choices
        return SourceRow(
            line=row.line,
            place=row.place,
            cells=tuple(
                self._cell(row.line, cell.column, headings, fields, cell.text)
                for cell in row.cells
                if cell.text or fields.get(cell.column)
            ),
            is_split=row.line >= PART or any(s.line == row.line for s in chosen.splits),
            is_changed=_is_changed(row.line, chosen),
        )

    def _cell(
        self, line: int, column: int, headings: dict[int, str], fields: dict[int, str], text: str
    ) -> SourceCell:
        name = f"cell-{line}-{column}"
        label = FIELD_LABELS[fields.get(column, "extra")]
        heading = " ".join(headings.get(column, "").split())
        whole = line < PART
        original = self.original.get((line, column), text) if whole else text
        return SourceCell(
            name=name,
            line=line,
            column=column,
            heading=heading or label,
            text=self.typed.get(name, text),
            pieces=tuple(_pieces(original, self.repairs[line, column] if whole else ())),
            is_written=any(
                (cell.line, cell.column) == (line, column)
                for cell in self.opened.review.choices.cells
            ),
            error=self.errors.get(name, ""),
        )


def _is_changed(line: int, chosen: Choices) -> bool:
    lines = {
        *(choice.line for choice in chosen.rows),
        *(choice.line for choice in chosen.cells),
        *(choice.line for choice in chosen.splits),
    }
    return line in lines


def _pieces(text: str, repairs: Iterable[Point]) -> Iterator[tuple[str, bool]]:
    """The text in pieces; those that a repair would change are told apart."""
    done = 0
    for point in sorted(repairs, key=lambda repair: repair.start):
        end = point.start + len(point.quote)
        if point.start >= done and text[point.start : end] == point.quote:
            yield text[done : point.start], False
            yield point.quote, True
            done = end
    yield text[done:], False


def _items(measure: MeasureInput) -> Iterator[Item]:
    """What can be given to another step, of the measure itself and then of each step."""
    holders: list[tuple[str, int | None, MeasureInput | StepInput]] = [("", None, measure)]
    holders += [(f"steps.{place}.", place, step) for place, step in enumerate(measure.steps)]
    for prefix, step, holder in holders:
        if holder.period.text:
            path, label = f"{prefix}period", FIELD_LABELS["period"]
            yield Item(path=path, label=label, text=holder.period.text, step=step)
        for name in ("owners", "outputs", "suggestions"):
            for place, item in enumerate(getattr(holder, name)):
                path, label = f"{prefix}{name}.{place}", FIELD_LABELS[name]
                yield Item(path=path, label=label, text=item.text, step=step)
