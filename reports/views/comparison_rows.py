"""What the table of a comparison shows: the measures of reports, issue by issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ita_portal.thai.text import squash
from reports.queries import PublishedReport
from reports.rendering.grid import Grid, Measure
from reports.rendering.paragraphs import Paragraph
from reports.services.comparison import ComparedIssue
from reports.services.pairing import share, triples

ALIKE = 0.6  # of all runs of three letters in two texts, how many both have
SHORTEST_ALIKE = 20  # letters: shorter texts are the same by chance
LONGEST_ALIKE = 4000  # letters of a text that are looked at
_NEVER_ALIKE = frozenset({"period", "owners"})
_LIKENESS = ("", "near", "same")


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the reports; `without` is the query string of the others.

    `percent` is of the report with the most measures, `covered` tells of each of the seven issues
    whether it has a measure, `guessed` are the places of those whose issue is only likely.
    """

    report: PublishedReport
    href: str
    pdf_href: str
    without: str
    elements: str
    percent: int
    covered: tuple[bool, ...]
    grid: Grid
    guessed: frozenset[int]

    @property
    def covered_count(self) -> int:
        return sum(self.covered)


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a measure says in one field; `likeness` is "", "same" or "near" to another's."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    likeness: str = ""

    @property
    def letters(self) -> str:
        """Its words without white space and list marks."""
        return squash("".join(paragraph.text for paragraph in self.paragraphs))[:LONGEST_ALIKE]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A measure of a report: `brief` are its period and owners where they are not shown whole."""

    name: str
    href: str
    title: tuple[Paragraph, ...]
    brief: tuple[str, ...]
    texts: dict[str, Text]
    is_guessed: bool


@dataclass(frozen=True, kw_only=True)
class Place:
    """What stands of a report in a line and those below it, `rows` in all.

    `is_gap` says that the report has nothing of the whole issue.
    """

    side: Side
    told: Told | None
    rows: int
    is_gap: bool


@dataclass(frozen=True, kw_only=True)
class Rows:
    """An issue with its lines, each with the places that none above spans into it."""

    number: int | None
    heading: str
    lines: tuple[tuple[Place, ...], ...]


def rows_of(issue: ComparedIssue, sides: Sequence[Side], fields: Sequence[str]) -> Rows:
    """The lines of one issue, showing `fields` of each measure."""
    told = [_told_in(line, sides, fields) for line in issue.lines]
    columns = [
        _spanning(side, column) for side, column in zip(sides, zip(*told, strict=True), strict=True)
    ]
    return Rows(
        number=issue.number,
        heading=issue.heading,
        lines=tuple(
            tuple(place for place in line if place is not None)
            for line in zip(*columns, strict=True)
        ),
    )


def _spanning(side: Side, column: Sequence[Told | None]) -> list[Place | None]:
    """The places of one report: each measure spans the lines below it that have none."""
    starts = [line for line, told in enumerate(column) if told is not None or line == 0]
    places: list[Place | None] = [None] * len(column)
    for start, end in pairwise([*starts, len(column)]):
        told = column[start]
        is_gap = told is None and len(starts) == 1
        places[start] = Place(side=side, told=told, rows=end - start, is_gap=is_gap)
    return places


def _told_in(
    line: Sequence[int | None], sides: Sequence[Side], fields: Sequence[str]
) -> list[Told | None]:
    """The measures of a line, each text with how like it is to the same field of the others."""
    told = [
        None if place is None else _told(place, side, fields)
        for place, side in zip(line, sides, strict=True)
    ]
    return [
        each
        and replace(
            each,
            texts={
                field: replace(text, likeness=_likest(text, field, each, told))
                for field, text in each.texts.items()
            },
        )
        for each in told
    ]


def _told(place: int, side: Side, fields: Sequence[str]) -> Told:
    measure = side.grid.measures[place]
    cells, headings = cells_of(measure)
    brief = () if "period" in fields else (*cells.get("period", ()), *cells.get("owners", ()))
    return Told(
        name=measure.label,
        href=f"{side.href}#{measure.anchor}",
        title=tuple(cells.get("measure", ())),
        brief=tuple(dict.fromkeys(_words(paragraph) for paragraph in brief)),
        texts={
            field: Text(heading=headings[field], paragraphs=tuple(cells[field]))
            for field in fields
            if cells.get(field)
        },
        is_guessed=place in side.guessed,
    )


def cells_of(measure: Measure) -> tuple[dict[str, list[Paragraph]], dict[str, str]]:
    """All that its rows say in each field, and the heading of that field."""
    cells: dict[str, list[Paragraph]] = {}
    headings: dict[str, str] = {}
    for row in measure.rows:
        for cell in row.cells:
            cells.setdefault(cell.field, []).extend(cell.paragraphs)
            headings.setdefault(cell.field, cell.heading)
    return cells, headings


def _likest(text: Text, field: str, told: Told, line: Iterable[Told | None]) -> str:
    if field in _NEVER_ALIKE:
        return ""
    others = (each.texts.get(field) for each in line if each is not None and each is not told)
    found = (_likeness(text.letters, other.letters) for other in others if other is not None)
    return max(found, key=_LIKENESS.index, default="")


def _likeness(here: str, there: str) -> str:
    if min(len(here), len(there)) < SHORTEST_ALIKE:
        return ""
    if here == there:
        return "same"
    return "near" if share(triples(here), triples(there)) >= ALIKE else ""


def _words(paragraph: Paragraph) -> str:
    return " ".join(filter(None, [paragraph.mark, paragraph.text]))
