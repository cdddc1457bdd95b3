"""How much of a source is in its report, so that nothing can vanish unseen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ita_portal.thai.text import squash
from measures.importing.problems import KEEPS_WORDS
from measures.importing.reading import Counts, Origin, PlacedProblem, RowKind, Tally
from measures.importing.rows import Sections
from measures.importing.tables import Cell, Paragraph, Part, RawTable
from measures.inputs import ItemInput, MeasureInput, ReportInput

Row = tuple[Cell, ...]
Place = tuple[int, int]
Characters = Counter[str]


@dataclass(frozen=True, kw_only=True)
class _Cells:
    """The places of cells by what became of them."""

    left_out: set[Place]
    used: set[Place]
    told: set[Place]

    @classmethod
    def of(
        cls, sections: Sections, problems: Sequence[PlacedProblem], origins: Sequence[Origin]
    ) -> _Cells:
        told = {(each.line, each.column) for each in problems if each.problem.kind in KEEPS_WORDS}
        # its number goes with the title that a row repeats
        repeated = {each.line for each in problems if each.problem.kind == "continued"}
        told |= {(line, column) for line in repeated for column in sections.number_columns}
        return cls(
            left_out={(cell.line, cell.column) for cell in sections.left_out},
            used={(ref.line, ref.column) for origin in origins for ref in origin.cells},
            told=told,
        )


def count(
    parts: Sequence[Part],
    sections: Sections,
    problems: Sequence[PlacedProblem],
    report: ReportInput,
    origins: Sequence[Origin],
) -> Counts:
    """Cells by where they went; characters one by one, so that a missing word shows."""
    known = _Cells.of(sections, problems, origins)
    rows = [row for part in parts if isinstance(part, RawTable) for row in part.rows]
    cells: Counter[str] = Counter()
    characters: dict[str, Characters] = defaultdict(Counter)
    for cell in (cell for row in rows for cell in row if cell.blocks):
        where = _where(cell, sections, known)
        cells[where] += 1
        characters[where].update(squash(cell.text))
    apart = {paragraph.line for paragraph in sections.apart}
    for paragraph in (part for part in parts if isinstance(part, Paragraph)):
        where = "left_out" if paragraph.line in apart else "in_report"
        characters[where].update(squash(paragraph.text))
    row_counts = Counter(_where_row(row, sections) for row in rows if _is_filled(row))
    tallies = {
        where: Tally(rows=row_counts[where], cells=cells[where], characters=number)
        for where, number in _sums(characters, report, problems).items()
    }
    return Counts(read=_sum(tallies.values()), **tallies)


def _sums(
    characters: Mapping[str, Characters], report: ReportInput, problems: Sequence[PlacedProblem]
) -> dict[str, int]:
    """How many characters went where: those that the report lacks are told, or else lost."""
    expected = characters["in_report"] + characters["told"] + characters["lost"]
    missing = expected - _all(report_texts(report))
    lost = missing - _all(_told_texts(problems))
    return {
        "in_report": expected.total() - missing.total(),
        "headings": characters["headings"].total(),
        "told": missing.total() - lost.total(),
        "left_out": characters["left_out"].total(),
        "lost": lost.total(),
    }


def _is_filled(row: Row) -> bool:
    return any(cell.blocks for cell in row)


def _where_row(row: Row, sections: Sections) -> str:
    kind = sections.kinds.get(row[0].line, RowKind.LEFT_OUT)
    return {RowKind.HEADER: "headings", RowKind.LEFT_OUT: "left_out"}.get(kind, "in_report")


def _where(cell: Cell, sections: Sections, known: _Cells) -> str:
    kind = sections.kinds.get(cell.line, RowKind.LEFT_OUT)
    place = (cell.line, cell.column)
    if kind == RowKind.HEADER:
        return "headings"
    if kind == RowKind.LEFT_OUT or place in known.left_out:
        return "left_out"
    if kind != RowKind.MEASURE or place in known.used:
        return "in_report"
    return "told" if place in known.told else "lost"


def _sum(tallies: Iterable[Tally]) -> Tally:
    found = list(tallies)
    return Tally(
        rows=sum(each.rows for each in found),
        cells=sum(each.cells for each in found),
        characters=sum(each.characters for each in found),
    )


def _all(texts: Iterable[str]) -> Characters:
    found: Characters = Counter()
    for text in texts:
        found.update(squash(text))
    return found


def _told_texts(problems: Sequence[PlacedProblem]) -> Iterator[str]:
    """The quotes that hold words of no heading and of no field."""
    for each in problems:
        if each.problem.kind in KEEPS_WORDS - {"heading_changed"}:
            yield each.problem.quote


def report_texts(report: ReportInput) -> Iterator[str]:
    """Every text of a report that came from its source, in no order."""
    yield from (report.title, report.place_text, report.introduction, *report.cover)
    yield from (report.annex_heading, report.annex_lead)
    for entry in report.annex:
        yield from (entry.number, entry.heading, entry.text)
    for measure in report.measures:
        yield from measure_texts(measure)


def measure_texts(measure: MeasureInput) -> Iterator[str]:
    """Every text of a measure that came from its source."""
    yield from (measure.number, measure.issue, measure.title, measure.steps_lead)
    yield measure.period.text
    yield from (owner.text for owner in measure.owners)
    for items in (measure.outputs, measure.outcomes, measure.suggestions):
        yield from _item_texts(items)
    for step in measure.steps:
        yield from (step.mark, step.text, step.period.text)
        yield from (owner.text for owner in step.owners)
        yield from _item_texts(step.outputs)
        yield from _item_texts(step.suggestions)
    yield from (extra.text for extra in measure.extras)


def _item_texts(items: Iterable[ItemInput]) -> Iterator[str]:
    for item in items:
        yield from (item.mark, item.text)
