"""Proposals told as problems of the report, in the words that they were found in."""

from __future__ import annotations

from collections.abc import Sequence

from measures.importing.choices import Choices
from measures.importing.problems import Problems
from measures.importing.reading import Proposal
from measures.importing.rows import Sections


def add_suggestions(
    proposals: Sequence[Proposal], choices: Choices, sections: Sections, problems: Problems
) -> tuple[Proposal, ...]:
    """Tell what is proposed for the texts that the report takes and nobody decided on yet.

    Those for the report's texts are returned, accepted ones too.
    """
    before = {paragraph.line: paragraph for paragraph in sections.before}
    headings = {
        (row.line, cell.column): row.headings[name]
        for row in sections.rows
        for name, cell in row.cells.items()
    }
    written = {(choice.line, choice.column) for choice in choices.cells}
    accepted = set(choices.accepted)
    found = []
    for each in proposals:
        line, place = each.line, (each.line, each.column)
        if place in written or not (place in headings or line in before):
            continue
        found.append(each)
        if each.column == 0:
            paragraph = before[line]
            line = paragraph.line_of(paragraph.text.count("\n", 0, each.start))
        if each.id not in accepted:
            problems.add(
                each.kind,
                line,
                heading=headings.get(place, ""),
                column=each.column,
                quote=each.before,
                suggestion=each.after,
            )
    return tuple(found)
