"""What a person should look at before an import: each point, and all of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from measures.importing.problems import MESSAGES
from measures.importing.reading import Proposal
from measures.importing.review import measure_keys, problem_keys
from measures.services.import_batches import Opened


@dataclass(frozen=True, kw_only=True)
class Point:
    """A problem, or with `is_proposal` a repair that is offered.

    `subject` is what its buttons name; `measure` the place of its measure in the report.
    """

    subject: str
    kind: str
    message: str
    place: str
    quote: str = ""
    suggestion: str = ""
    is_proposal: bool = False
    is_accepted: bool = False
    is_passed: bool = False
    measure: int | None = None
    line: int = 0
    column: int = 0
    start: int = 0

    @property
    def is_open(self) -> bool:
        return not (self.is_accepted or self.is_passed)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """All points of a kind."""

    kind: str
    message: str
    is_proposal: bool
    open: int
    all: int


def points_of(opened: Opened) -> list[Point]:
    """Every point in the order of the source; none of a measure that stays out."""
    keys = measure_keys(opened.reading)
    out = {place for place, key in enumerate(keys) if key in opened.review.unticked}
    points = [each for each in (*_problems(opened), *_repairs(opened)) if each.measure not in out]
    return sorted(points, key=lambda point: (point.line, point.column, point.start))


def _problems(opened: Opened) -> Iterator[Point]:
    passed = set(opened.review.passed)
    for key, placed in problem_keys(opened.reading):
        yield Point(
            subject=key,
            kind=placed.problem.kind,
            message=placed.problem.message,
            place=placed.problem.place,
            quote=placed.problem.quote,
            suggestion=placed.problem.suggestion,
            is_passed=key in passed,
            measure=placed.measure,
            line=placed.line,
            column=placed.column,
        )


def _repairs(opened: Opened) -> Iterator[Point]:
    """What was written anew in other words needs no repair."""
    measures = {row.line: row.measure for table in opened.reading.tables for row in table.rows}
    passed, accepted = set(opened.review.passed), set(opened.review.choices.accepted)
    written = {(cell.line, cell.column): cell.text for cell in opened.review.choices.cells}
    for each in opened.reading.proposals:
        text = written.get((each.line, each.column))
        is_gone = text is not None and each.before not in text
        yield _offered(
            each,
            measures.get(each.line),
            is_accepted=each.id in accepted,
            is_passed=is_gone or f"p-{each.id}" in passed,
        )


def _offered(each: Proposal, measure: int | None, *, is_accepted: bool, is_passed: bool) -> Point:
    return Point(
        subject=each.id,
        kind=each.kind,
        message=each.reason,
        place=each.place,
        quote=each.before,
        suggestion=each.after,
        is_proposal=True,
        is_accepted=is_accepted,
        is_passed=is_passed and not is_accepted,
        measure=measure,
        line=each.line,
        column=each.column,
        start=each.start,
    )


def kinds_of(points: Sequence[Point]) -> list[Kind]:
    """The kinds of points that there are, those with open ones first."""
    names = dict.fromkeys((point.kind, point.is_proposal) for point in points)
    kinds = []
    for name, is_proposal in names:
        alike = [p for p in points if (p.kind, p.is_proposal) == (name, is_proposal)]
        kinds.append(
            Kind(
                kind=name,
                message=MESSAGES.get(name, alike[0].message),
                is_proposal=is_proposal,
                open=sum(point.is_open for point in alike),
                all=len(alike),
            )
        )
    return sorted(kinds, key=lambda kind: kind.open == 0)
