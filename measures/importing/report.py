"""One source, read: bytes in, a report's frozen input out."""

from __future__ import annotations

from measures.importing.annex import read_annex
from measures.importing.assemble import assemble
from measures.importing.groups import group_rows
from measures.importing.ita import read_ita
from measures.importing.paragraphs import read_opening
from measures.importing.problems import Problems
from measures.importing.rows import cut_sections
from measures.importing.sources import read_published, read_source
from measures.importing.tables import UnreadableFile
from measures.importing.titles import known_issues
from measures.importing.wording import suggest
from measures.inputs import ReportInput


def read_report(data: bytes, *, filename: str = "") -> ReportInput:
    """Read a report from a file of any kind that `sources` knows.

    Words are kept as they are written, and each of a cell's is in a measure, in a column or in
    the quote of a problem. Raises UnreadableFile; its Thai message begins with the file's name.
    """
    try:
        return read_published(data) or _read(data)
    except UnreadableFile as error:
        raise UnreadableFile(f"{filename}: {error}" if filename else str(error)) from None


def _read(data: bytes) -> ReportInput:
    problems = Problems()
    parts = read_source(data, problems)
    sections = cut_sections(parts, problems)
    opening = read_opening(sections.before, problems)
    groups = group_rows(sections.rows, known_issues(opening.issues), problems)
    measures = assemble(groups, opening.fiscal_year, problems)
    annex = read_annex(sections.after, problems)
    suggest(sections, problems)
    return ReportInput(
        organization=opening.organization,
        fiscal_year=opening.fiscal_year,
        title=opening.title,
        place_text=opening.place_text,
        cover=opening.cover,
        introduction=opening.introduction,
        ita=read_ita(opening.introduction),
        issues=opening.issues,
        columns=tuple(column.as_input() for column in sections.columns),
        measures=measures,
        annex_heading=annex.heading,
        annex_lead=annex.lead,
        annex=annex.entries,
        problems=problems.in_order(),
    )
