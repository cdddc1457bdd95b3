"""The page on which an import is looked through, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from django.http import QueryDict
from django.utils import timezone

from ita_portal.thai.dates import fiscal_year_of
from ita_portal.thai.numerals import parse_int
from ita_portal.thai.text import squash
from measures.importing.reading import Counts, ReadTable, RowKind, Tally
from measures.importing.review import Settled, Target, settle
from measures.inputs import ReportInput
from measures.models import AnnualPlan, ImportBatch, Measure
from measures.services.import_batches import Opened, open_import, target_of
from reports.services.bringing_in import plan_of
from reports.views.workspace.import_cards import FIELD_LABELS, Card, Cards, SourceRow
from reports.views.workspace.import_goals import Goal, goals_of, note_on_years
from reports.views.workspace.import_points import Kind, Point, kinds_of, points_of
from reports.views.workspace.import_posted import FIELDS, YEAR, Posted, Wrong

CARDS_A_PAGE = 40


@dataclass(frozen=True, kw_only=True)
class ColumnField:
    """A column of the file and the field that it goes to."""

    name: str
    heading: str
    field: str
    is_guessed: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that the page shows; of many measures `cards` are a part."""

    opened: Opened
    points: Sequence[Point]
    kinds: Sequence[Kind]
    general: Sequence[Point]
    all_cards: Sequence[Card]
    unused: Sequence[SourceRow]
    columns: Sequence[ColumnField]
    goals: Sequence[Goal]
    goal: Goal | None
    settled: Settled | None
    asked_number: int
    replaced_titles: Mapping[int, str]
    is_of_another: bool
    note: str = ""
    errors: Sequence[Wrong] = ()
    is_applying: bool = False
    editing: str = ""

    @property
    def numbers(self) -> range:
        """The parts that the measures are shown in."""
        return range(1, (-(-len(self.all_cards) // CARDS_A_PAGE) or 1) + 1)

    @property
    def numbers_with_points(self) -> list[tuple[int, int]]:
        """Each part, and how many points of its measures are open."""
        return [(number, _open_points(self._part(number))) for number in self.numbers]

    @property
    def number(self) -> int:
        return min(max(self.asked_number, 1), len(self.numbers))

    @property
    def cards(self) -> Sequence[Card]:
        return self._part(self.number)

    def _part(self, number: int) -> Sequence[Card]:
        return self.all_cards[(number - 1) * CARDS_A_PAGE : number * CARDS_A_PAGE]

    @property
    def measure_count(self) -> int:
        return sum(card.is_taken for card in self.all_cards)

    @property
    def unticked_count(self) -> int:
        return len(self.all_cards) - self.measure_count

    @property
    def choice_count(self) -> int:
        """How much of what was read a person put otherwise."""
        choices = self.opened.review.choices
        return sum(len(getattr(choices, each.name)) for each in fields(choices))

    @property
    def year_errors(self) -> list[str]:
        return [error.text for error in self.errors if error.at == YEAR]

    @property
    def step_count(self) -> int:
        taken = [card for card in self.all_cards if card.is_taken]
        return sum(step.depth == 0 for card in taken for step in card.shown.steps)

    @property
    def report(self) -> ReportInput | None:
        return self.opened.reading.report

    @property
    def tables(self) -> Sequence[ReadTable]:
        return self.opened.reading.tables

    @property
    def counts(self) -> Counts:
        return self.opened.reading.counts

    @property
    def tallies(self) -> list[tuple[str, Tally]]:
        """What came in, and where it went."""
        counts = self.counts
        return [
            ("ในไฟล์", counts.read),
            ("ในรายงาน", counts.in_report),
            ("หัวตาราง", counts.headings),
            ("บอกไว้ในจุดที่ต้องดู", counts.told),
            ("ไม่นำเข้า", counts.left_out),
            ("หาย", counts.lost),
        ]

    @property
    def all_steps(self) -> int:
        measures = self.report.measures if self.report else ()
        return sum(step.depth == 0 for measure in measures for step in measure.steps)

    @property
    def open_points(self) -> list[Point]:
        return [point for point in self.points if point.is_open]

    @property
    def known_columns(self) -> int:
        return sum(column.field not in ("extra", "") for column in self.columns)

    @property
    def field_choices(self) -> list[tuple[str, str]]:
        return [(name, FIELD_LABELS[name]) for name in (*FIELDS, "extra", "")]


def _open_points(cards: Sequence[Card]) -> int:
    return sum(len(card.open_points) for card in cards)


def import_page(batch: ImportBatch, asked: QueryDict, posted: Posted | None = None) -> Page:
    """The page of an import; with what was wrong with a form, and all that was typed in it."""
    opened = open_import(batch)
    goals = goals_of(batch)
    year = batch.fiscal_year.year if batch.fiscal_year else None
    goal = next((each for each in goals if each.year == year), None)
    plan, target = _standing(batch, goal)
    settled = settle(opened.review, opened.reading, target) if target else None
    points = points_of(opened)
    editing = asked.get("edit") or asked.get("editing", "")
    maker = _maker(batch, opened, points, settled, editing, posted)
    return Page(
        opened=opened,
        points=points,
        kinds=kinds_of(points),
        general=[point for point in points if point.measure is None],
        all_cards=maker.all(),
        unused=_unused(maker, opened),
        columns=_columns(opened.reading.tables),
        goals=goals,
        goal=goal,
        settled=settled,
        asked_number=parse_int(asked.get("page", "")) or 1,
        replaced_titles=_titles(plan) if settled and settled.replaced else {},
        is_of_another=_is_of_another(opened.reading.report, batch),
        note=note_on_years(batch, goals, goal, _named_year(opened)),
        errors=posted.errors if posted else (),
        is_applying=posted is not None and posted.act == "apply",
        editing=editing,
    )


def _standing(batch: ImportBatch, goal: Goal | None) -> tuple[AnnualPlan | None, Target | None]:
    """The plan of its year, and what stands there; of one that is locked, too."""
    if goal is not None:
        return goal.plan, goal.target
    plan = plan_of(batch) if batch.fiscal_year else None
    return plan, target_of(batch, plan)


def _maker(
    batch: ImportBatch,
    opened: Opened,
    points: Sequence[Point],
    settled: Settled | None,
    editing: str,
    posted: Posted | None,
) -> Cards:
    return Cards(
        opened,
        points,
        year=batch.fiscal_year.year if batch.fiscal_year else _year_of(opened),
        editing=editing,
        typed=posted.typed if posted else {},
        errors=posted.cell_errors if posted else {},
        settled=settled,
    )


def _named_year(opened: Opened) -> int | None:
    """The year that the file says it is of."""
    report = opened.reading.report
    return report.fiscal_year if report else None


def _year_of(opened: Opened) -> int:
    return _named_year(opened) or fiscal_year_of(timezone.localdate())


def _is_of_another(report: ReportInput | None, batch: ImportBatch) -> bool:
    """Whether the file names an organization, and not this one."""
    name = report.organization.name if report else ""
    return bool(name) and not batch.organization.is_named_in(name)


def _columns(tables: Sequence[ReadTable]) -> list[ColumnField]:
    """Each heading of the report's tables once: what is chosen for one holds for all."""
    found: dict[str, ColumnField] = {}
    for table in tables:
        for column in table.columns if table.is_report else ():
            key = squash(column.heading) or f"{table.number}-{column.column}"
            found.setdefault(
                key,
                ColumnField(
                    name=f"column-{table.number}-{column.column}",
                    heading=" ".join(column.heading.split()) or "ไม่มีหัวช่อง",
                    field=column.field,
                    is_guessed=column.is_guessed,
                ),
            )
    return list(found.values())


def _unused(maker: Cards, opened: Opened) -> list[SourceRow]:
    """The rows of the report's tables that a person left out."""
    left_out = {choice.line for choice in opened.review.choices.rows}
    return [
        maker.row(row, table)
        for table in opened.reading.tables
        if table.is_report
        for row in table.rows
        if row.kind == RowKind.LEFT_OUT
        or (row.line in left_out and row.kind in (RowKind.ISSUE, RowKind.HEADER))
    ]


def _titles(plan: AnnualPlan | None) -> dict[int, str]:
    """The measures of the plan by number."""
    rows = Measure.objects.in_plan(plan) if plan else []
    return {place: str(row) for place, row in enumerate(rows, 1)}
