"""What is left of reports that were withdrawn from the public."""

from __future__ import annotations

from reports.kinds import Kind
from reports.models import Decision, Report, ReportVersion
from reports.queries.pages import versions_of
from reports.queries.values import GonePaper, WithdrawnReport
from reports.status import Verb


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


def gone_papers_of(code: str) -> tuple[GonePaper, ...]:
    """What an organization has withdrawn and not published again, newest year first; one query."""
    withdrawals = Decision.objects.filter(
        verb=Verb.WITHDRAW.value,
        version__report__plan__organization__code=code,
        version__report__published_version__isnull=True,
    )
    rows = withdrawals.order_by("at", "pk").values_list(
        "version__report__kind",
        "version__report__plan__fiscal_year__year",
        "version__organization_name",
        "version__district",
        "version__province",
        "at",
    )
    last = {
        (year, kind): GonePaper(
            kind=Kind(kind),
            code=code,
            year=year,
            organization_name=name,
            district=district,
            province=province,
            at=at,
        )
        for kind, year, name, district, province, at in rows
    }
    return tuple(last[place] for place in sorted(last, reverse=True))
