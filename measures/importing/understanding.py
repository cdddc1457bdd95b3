"""From the parts of a source to a report: with no choices as proposed, with them as chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from measures.importing.annex import Annex, read_annex
from measures.importing.assemble import assemble
from measures.importing.choices import Choices
from measures.importing.counts import count
from measures.importing.groups import Group, group_rows
from measures.importing.ita import read_ita
from measures.importing.moves import move
from measures.importing.origins import Origins
from measures.importing.paragraphs import Opening, read_opening
from measures.importing.problems import Problems
from measures.importing.reading import Origin, PlacedProblem, Reading, Source, places_of
from measures.importing.repairs import apply_choices
from measures.importing.rows import Sections, cut_sections
from measures.importing.sequences import check_measures
from measures.importing.shown_tables import show_tables
from measures.importing.suggested import add_suggestions
from measures.importing.tables import Part, UnreadableFile
from measures.importing.titles import known_issues
from measures.inputs import MeasureInput, ReportInput


@dataclass(frozen=True, kw_only=True)
class _Understood:
    sections: Sections
    groups: list[Group]
    measures: tuple[MeasureInput, ...]
    origins: tuple[Origins, ...]
    opening: Opening
    annex: Annex


def understand(source: Source, choices: Choices | None = None) -> Reading:
    """The report in a source, with where each value came from and what to look at.

    What is no report has a refusal instead, and its tables, from which a person may choose.
    """
    if source.published is not None:
        return Reading(report=source.published)
    choices = choices or Choices()
    places = places_of(source)
    parts = apply_choices(source, choices)
    problems = Problems(places, source.problems)
    try:
        found = _understand(parts, choices, problems)
    except UnreadableFile as error:
        tables = show_tables(parts, places, choices)
        return Reading(
            report=None,
            refusal=str(error),
            tables=tables,
            problems=problems.placed(),
            proposals=source.proposals,
        )
    placed = _with_measures(problems.placed(), found.groups)
    report = _report(found)
    origins = _origins(found)
    counts = count(parts, found.sections, placed, report, origins)
    continued = {row.line for group in found.groups for row in group.rows[1:]}
    suggested = add_suggestions(source.proposals, choices, found.sections, continued, problems)
    return Reading(
        report=replace(report, problems=problems.in_order()),
        tables=show_tables(parts, places, choices, found.sections, found.groups),
        origins=origins,
        problems=placed,
        proposals=suggested,
        counts=counts,
    )


def _understand(parts: list[Part], choices: Choices, problems: Problems) -> _Understood:
    sections = cut_sections(parts, problems, choices)
    opening = read_opening(sections.before, problems)
    groups = group_rows(sections.rows, known_issues(opening.issues), problems)
    check_measures(groups, problems)
    assembled = [
        move(measure, origins, group, choices, opening.fiscal_year)
        for group, (measure, origins) in zip(
            groups, assemble(groups, opening.fiscal_year, problems), strict=True
        )
    ]
    return _Understood(
        sections=sections,
        groups=groups,
        measures=tuple(measure for measure, _ in assembled),
        origins=tuple(origins for _, origins in assembled),
        opening=opening,
        annex=read_annex(sections.after, problems),
    )


def _report(found: _Understood) -> ReportInput:
    opening, annex = found.opening, found.annex
    return ReportInput(
        organization=opening.organization,
        fiscal_year=opening.fiscal_year,
        title=opening.title,
        place_text=opening.place_text,
        cover=opening.cover,
        introduction=opening.introduction,
        ita=read_ita(opening.introduction),
        issues=opening.issues,
        columns=tuple(
            column.as_input()
            for column in found.sections.columns
            if column.field and column.is_printed
        ),
        measures=found.measures,
        annex_heading=annex.heading,
        annex_lead=annex.lead,
        annex=annex.entries,
    )


def _origins(found: _Understood) -> tuple[Origin, ...]:
    return tuple(
        origin
        for place, origins in enumerate(found.origins)
        for origin in origins.of_measure(place)
    )


def _with_measures(
    problems: tuple[PlacedProblem, ...], groups: list[Group]
) -> tuple[PlacedProblem, ...]:
    """Each problem with the measure that its row belongs to."""
    measures = {row.line: place for place, group in enumerate(groups) for row in group.rows}
    return tuple(replace(each, measure=measures.get(each.line)) for each in problems)
