"""One published report: its newest version, or one of the others."""

from __future__ import annotations

from dataclasses import replace

from reports.models import Decision, ExportFile, Report, ReportVersion
from reports.queries.values import PublishedReport, PublishedVersion, ReportPage, StoredFile
from reports.status import Verb


def report_page(code: str, year: int, number: int | None = None) -> ReportPage | None:
    """The newest published version of a report, or version `number`; None where there is none.

    Three queries for the newest, four for another. A version that was never published does not
    exist for the public.
    """
    report = (
        Report.objects.published()
        .filter(plan__organization__code=code, plan__fiscal_year__year=year)
        .first()
    )
    if report is None or report.published_version is None:
        return None
    versions = versions_of(report)
    wanted = number or report.published_version.number
    listed = next((version for version in versions if version.number == wanted), None)
    if listed is None:
        return None
    version = report.published_version
    if wanted != version.number:
        version = ReportVersion.objects.get(report=report, number=wanted)
        report.published_version = version
    files = ExportFile.objects.filter(version=version).order_by("format")
    return ReportPage(
        report=replace(line_of(report), published_at=listed.published_at),
        snapshot=version.snapshot(),
        layout=version.layout_spec(),
        version=listed,
        versions=versions,
        files=tuple(
            StoredFile(format=file.format, size_bytes=file.size_bytes, sha256=file.sha256)
            for file in files
        ),
    )


def versions_of(report: Report) -> tuple[PublishedVersion, ...]:
    """The published versions of a report, newest first; one query."""
    decisions = (
        Decision.objects.filter(version__report=report)
        .order_by("pk")
        .values_list(
            "verb",
            "version__number",
            "at",
            "sha256",
            "reason",
            "printed_title",
        )
    )
    versions: list[PublishedVersion] = []
    approved: dict[int, str] = {}
    why = ""
    for verb, number, at, sha256, reason, printed_title in decisions:
        if verb == Verb.REOPEN:
            why = reason
        elif verb == Verb.APPROVE:
            approved[number] = printed_title
        elif verb == Verb.PUBLISH:
            versions = [replace(version, is_newest=False) for version in versions]
            versions.insert(
                0,
                PublishedVersion(
                    number=number,
                    published_at=at,
                    sha256=sha256,
                    is_newest=True,
                    reason=why,
                    approved_title=approved.get(number, ""),
                ),
            )
    return tuple(versions)


def line_of(report: Report) -> PublishedReport:
    """What the newest published version says of itself."""
    version, published_at = report.published_version, report.published_at
    if version is None or published_at is None:
        raise ValueError("the report is not published")
    return PublishedReport(
        code=report.plan.organization.code,
        year=report.plan.fiscal_year.year,
        assessment_year=report.assessment_year,
        title=version.title,
        organization_name=version.organization_name,
        organization_kind=version.organization_kind,
        district=version.district,
        province=version.province,
        measure_count=version.measure_count,
        step_count=version.step_count,
        version_number=version.number,
        published_at=published_at,
    )
