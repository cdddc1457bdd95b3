"""Proposals told as problems of the report, in the words that they were found in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measures.importing.choices import Choices
from measures.importing.problems import Problems
from measures.importing.reading import Proposal
from measures.importing.rows import Sections


def add_suggestions(
    proposals: Sequence[Proposal],
    choices: Choices,
    sections: Sections,
    continued: set[int],
    problems: Problems,
) -> tuple[Proposal, ...]:
    """Tell what is proposed for the texts that the report takes and nobody decided on yet.

    Those for the report's texts are returned, accepted ones too. `continued` are the rows whose
    first cell, "(ต่อ)" and all, goes on with a measure above.
    """
    headings = {
        (row.line, cell.column): row.headings[name]
        for row in sections.rows
        for name, cell in row.cells.items()
    }
    before = {paragraph.line: paragraph for paragraph in sections.before}
    accepted = set(choices.accepted)
    found = tuple(_of_report(proposals, choices, sections, continued))
    for each in found:
        line = each.line
        if each.column == 0:
            paragraph = before[line]
            line = paragraph.line_of(paragraph.text.count("\n", 0, each.start))
        if each.id not in accepted:
            problems.add(
                each.kind,
                line,
                heading=headings.get((line, each.column), ""),
                column=each.column,
                quote=each.before,
                suggestion=each.after,
            )
    return found


def _of_report(
    proposals: Sequence[Proposal], choices: Choices, sections: Sections, continued: set[int]
) -> Iterator[Proposal]:
    """Those for paragraphs before the table, and for its cells that nobody wrote anew."""
    places = {(paragraph.line, 0) for paragraph in sections.before}
    titles: set[tuple[int, int]] = set()
    for row in sections.rows:
        places |= {(row.line, cell.column) for cell in row.cells.values()}
        if row.line in continued and "measure" in row.cells:
            titles.add((row.line, row.cells["measure"].column))
    places -= {(choice.line, choice.column) for choice in choices.cells}
    for each in proposals:
        place = (each.line, each.column)
        if place in places and not (each.kind == "continued_mark" and place in titles):
            yield each
