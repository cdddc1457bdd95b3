"""The checks that are made while a report is written: a snapshot in, findings out.

Pure and linear in the length of the report: `check_report` reads each text a fixed number of
times, whatever the number of measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reports.checks.completeness import check_columns, check_elements, check_measures
from reports.checks.findings import Finding, Kind, Level, Place, fingerprinted, told
from reports.checks.levels import check_level
from reports.checks.material import SHORT_LABELS, Context, Material
from reports.checks.names import check_names, names_mentioned
from reports.checks.periods import check_periods
from reports.checks.place import check_place
from reports.checks.privacy import check_privacy
from reports.checks.progress import check_not_begun, check_results_of_done, check_status
from reports.checks.repeats import check_steps
from reports.checks.results import (
    check_blank_results,
    check_goals,
    check_placeholders,
    check_reversed,
)
from reports.checks.states import MeasureState, Part, measure_states
from reports.checks.wording import check_doubled, check_headings, check_legal_words
from reports.checks.years import check_years
from reports.layouts import LayoutSpec
from reports.snapshot import ReportSnapshot

__all__ = [
    "SHORT_LABELS",
    "Context",
    "Finding",
    "Kind",
    "Level",
    "MeasureState",
    "Part",
    "Place",
    "check_report",
    "measure_states",
    "names_mentioned",
    "told",
]

# In the order in which the findings about one place are told.
_CHECKS: tuple[Callable[[Material], Iterable[Finding]], ...] = (
    check_measures,
    check_columns,
    check_elements,
    check_blank_results,
    check_placeholders,
    check_level,
    check_names,
    check_place,
    check_steps,
    check_years,
    check_goals,
    check_reversed,
    check_status,
    check_not_begun,
    check_results_of_done,
    check_periods,
    check_legal_words,
    check_privacy,
    check_headings,
    check_doubled,
)


def check_report(
    snapshot: ReportSnapshot, layout: LayoutSpec, context: Context | None = None
) -> tuple[Finding, ...]:
    """Everything that the checks find, in the order of the report: its own texts, then measures."""
    context = context or Context()
    material = Material(snapshot=snapshot, layout=layout, context=context)
    findings = [finding for check in _CHECKS for finding in check(material)]
    findings.sort(key=_measure_of)  # stable: the order of the checks stays
    keys = context.measure_keys or tuple(measure.title for measure in snapshot.measures)
    return fingerprinted(findings, keys)


def _measure_of(finding: Finding) -> int:
    return -1 if finding.place.measure is None else finding.place.measure
