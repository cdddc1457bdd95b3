"""What is left of reports that were withdrawn from the public."""

from __future__ import annotations

from reports.kinds import Kind
from reports.models import Report, ReportVersion
from reports.queries.pages import versions_of
from reports.queries.values import WithdrawnReport


def withdrawn_report(
    code: str, year: int, number: int | None = None, kind: Kind = Kind.REPORT
) -> WithdrawnReport | None:
    """What to tell of a report, or of its version `number`, that was withdrawn; else None.

    Three queries, asked only where nothing else is found.
    """
    report = Report.records.filter(
        plan__organization__code=code, plan__fiscal_year__year=year, kind=kind.value
    ).first()
    versions = versions_of(report) if report else ()
    wanted = [each for each in versions if number in (None, each.number)]
    if report is None or not wanted or wanted[0].withdrawn is None:
        return None
    named = ReportVersion.objects.defer("content", "layout").get(
        report=report, number=wanted[0].number
    )
    return WithdrawnReport(
        kind=kind,
        code=code,
        year=year,
        organization_name=named.organization_name,
        title=named.title,
        version=wanted[0],
        versions=versions,
        current=next((each.number for each in versions if each.is_newest), None),
    )
