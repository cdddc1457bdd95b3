"""What each measure has of what is asked for: a table of lights, each with its word."""

from __future__ import annotations

from dataclasses import dataclass

from measures.models import Measure
from reports.checks import Finding, Kind, Part, Place
from reports.elements import LABELS, asked_of
from reports.services.findings import PlanCheck
from reports.snapshot import Criteria
from reports.views.workspace.anchors import anchor_of


@dataclass(frozen=True, kw_only=True)
class Column:
    """An element; one that is not required may be missing."""

    label: str
    is_required: bool


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`state` is ok, warn or bad; `anchor` is of the box in which it is mended."""

    label: str
    word: str
    state: str
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A measure, its cells in the order of the columns."""

    number: int
    measure: Measure
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """All measures; `criteria` is what the round asks for, if that is known."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    criteria: Criteria | None
    stands_in_for: int | None


def matrix_of(checked: PlanCheck) -> Matrix:
    """Each measure against each element: what is asked for first, as the round orders it."""
    asked = {each.field: each for each in asked_of(checked.snapshot)}
    shown = [part.field for state in checked.states[:1] for part in state.parts]
    fields = [*asked, *(field for field in shown if field not in asked)]
    fields = [each for each in fields if each in shown or asked[each].is_required]
    criteria, year = checked.snapshot.criteria, checked.snapshot.assessment_year
    return Matrix(
        columns=tuple(
            Column(
                label=asked[field].label if field in asked else LABELS[field],
                is_required=field in asked and asked[field].is_required,
            )
            for field in fields
        ),
        lines=tuple(_line(checked, at, fields) for at in range(len(checked.measures))),
        criteria=criteria,
        stands_in_for=year if criteria and year != criteria.year else None,
    )


def _line(checked: PlanCheck, at: int, fields: list[str]) -> Line:
    parts = {part.field: part for part in checked.states[at].parts}
    here = [finding for finding in checked.open_findings if finding.place.measure == at]
    measure = checked.measures[at]
    return Line(
        number=at + 1,
        measure=measure,
        cells=tuple(
            _cell(field, parts.get(field), [f for f in here if f.place.column == field], measure)
            for field in fields
        ),
    )


def _cell(field: str, part: Part | None, findings: list[Finding], measure: Measure) -> Cell:
    label = LABELS[field]
    if part is None:
        return Cell(label=label, word="ตารางไม่มีช่อง", state="bad")
    if part.mark == "y":
        return Cell(label=label, word="มี", state="ok")
    must = [finding for finding in findings if finding.is_must_fix]
    word, state = ("ต้องแก้", "bad") if must else ("ควรดู", "warn")
    if part.mark == "n" and all(finding.kind == Kind.MISSING for finding in findings):
        word = "ขาด" if must else "ยังไม่มี"
    place = findings[0].place if findings else Place(field=field, measure=0)
    if must:
        place = must[0].place
    return Cell(label=label, word=word, state=state, anchor=anchor_of(place, measure))
