"""Reports side by side: their measures by issue, those that are alike in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from measures.importing.titles import THE_SEVEN_ISSUES, issue_key
from reports.services.likely_issue import LikelyIssue, issue_of
from reports.services.pairing import LIKE, share, triples
from reports.snapshot import MeasureRow, ReportSnapshot

MOST_PAIRED = 60  # measures of one issue in one report; beyond, they stand in their order


@dataclass(frozen=True, kw_only=True)
class ComparedIssue:
    """One issue with its lines; each line has one place in each report's measures, or None.

    `number` is that of the seven issues, None for another; `heading` is "" where none is known.
    """

    number: int | None
    heading: str
    lines: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """`guessed` are of each report the places of measures whose issue is told by words alone."""

    issues: tuple[ComparedIssue, ...]
    guessed: tuple[frozenset[int], ...]

    def covered(self, report: int) -> tuple[bool, ...]:
        """Of each of the seven issues, whether a report has a measure of it."""
        found = {
            issue.number
            for issue in self.issues
            if any(line[report] is not None for line in issue.lines)
        }
        return tuple(number in found for number in range(1, len(THE_SEVEN_ISSUES) + 1))


def compare(reports: Sequence[ReportSnapshot]) -> Comparison:
    """The measures of all the reports: the seven issues, issues of their own, and the rest."""
    told = [[issue_of(measure) for measure in report.measures] for report in reports]
    found: dict[str, tuple[LikelyIssue, list[list[int]]]] = {}
    for column, issues in enumerate(told):
        for place, issue in enumerate(issues):
            _, columns = found.setdefault(_key(issue), (issue, [[] for _ in reports]))
            columns[column].append(place)
    return Comparison(
        issues=tuple(
            ComparedIssue(
                number=None if issue.place is None else issue.place + 1,
                heading=issue.heading,
                lines=_lines(columns, reports),
            )
            for issue, columns in sorted(found.values(), key=lambda each: _order(each[0]))
        ),
        guessed=tuple(
            frozenset(place for place, issue in enumerate(issues) if issue.is_guessed)
            for issues in told
        ),
    )


def _key(issue: LikelyIssue) -> str:
    return str(issue.place) if issue.place is not None else f"own {issue_key(issue.heading)}"


def _order(issue: LikelyIssue) -> int:
    """The seven in their order, then what reports call so themselves, at last what has none."""
    if issue.place is not None:
        return issue.place
    return len(THE_SEVEN_ISSUES) + (0 if issue.heading else 1)


def _lines(
    columns: Sequence[Sequence[int]], reports: Sequence[ReportSnapshot]
) -> tuple[tuple[int | None, ...], ...]:
    """What is alike in one line, then the rest of each report in the places that are left."""
    lines: list[list[int | None]] = []
    words = [
        {place: _words(report.measures[place]) for place in places[:MOST_PAIRED]}
        for places, report in zip(columns, reports, strict=True)
    ]
    for column, places in enumerate(columns):
        standing = _standing(column, lines, words)
        left = [place for place in places if place not in standing]
        free = [line for line in range(len(lines)) if line not in standing.values()]
        standing |= dict(zip(left, free, strict=False))
        for place in left[len(free) :]:
            standing[place] = len(lines)
            lines.append([None] * len(reports))
        for place, line in standing.items():
            lines[line][column] = place
    return tuple(map(tuple, lines))


def _standing(
    column: int,
    lines: Sequence[Sequence[int | None]],
    words: Sequence[dict[int, frozenset[str]]],
) -> dict[int, int]:
    """The line of each measure that is like one of a report before, the likest first."""
    marks = [
        (max(shares), -place, -number)
        for place, here in words[column].items()
        for number, line in enumerate(lines)
        if (
            shares := [
                share(here, words[other][there])
                for other, there in enumerate(line)
                if there is not None and there in words[other]
            ]
        )
    ]
    standing: dict[int, int] = {}
    for mark, place, number in sorted(marks, reverse=True):
        if mark < LIKE:
            break
        if -place not in standing and -number not in standing.values():
            standing[-place] = -number
    return standing


def _words(measure: MeasureRow) -> frozenset[str]:
    return triples(measure.title or measure.issue)
