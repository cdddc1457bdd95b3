"""One published report: its newest version, or one of the others.

Read the short way (`readers`), like the stamps: half of the time that a page takes beside its
template would go into putting these three questions together.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from reports.kinds import Kind
from reports.layouts import LayoutSpec
from reports.models import Report
from reports.queries.readers import rows
from reports.queries.values import (
    PublishedReport,
    PublishedVersion,
    ReportPage,
    StoredFile,
    Withdrawal,
)
from reports.snapshot import from_json
from reports.status import Verb

_VERSION = """
    SELECT report.id, version.id, version.number, version.assessment_year,
        version.title, version.organization_name, version.organization_kind, version.district,
        version.province, version.measure_count, version.step_count, version.content,
        version.layout, other.published_at
    FROM reports_report AS report
    JOIN reports_reportversion AS newest ON newest.id = report.published_version_id
    JOIN measures_annualplan AS plan ON plan.id = report.plan_id
    JOIN measures_organization AS organization ON organization.id = plan.organization_id
    JOIN measures_fiscalyear AS fiscal_year ON fiscal_year.id = plan.fiscal_year_id
    JOIN reports_reportversion AS version ON version.report_id = report.id
        AND version.number = COALESCE(CAST(%s AS integer), newest.number)
    LEFT JOIN reports_report AS other ON other.plan_id = report.plan_id
        AND other.kind <> report.kind
    WHERE organization.code = %s AND fiscal_year.year = %s AND report.kind = %s
"""
_HISTORY = """
    SELECT decision.verb, version.number, COALESCE(paper.signed_on, decision.at), decision.sha256,
        decision.reason, decision.printed_title, version.code
    FROM reports_decision AS decision
    LEFT JOIN reports_paperapproval AS paper ON paper.decision_id = decision.id
    JOIN reports_reportversion AS version ON version.id = decision.version_id
    WHERE version.report_id = %s
    ORDER BY decision.id
"""
_FILES = """
    SELECT file.format, file.size_bytes, file.sha256, COALESCE(signature.subject, '')
    FROM reports_exportfile AS file
    LEFT JOIN reports_filesignature AS signature ON signature.file_id = file.id
    WHERE file.version_id = %s
"""


def report_page(
    code: str, year: int, number: int | None = None, kind: Kind = Kind.REPORT
) -> ReportPage | None:
    """The newest published version of a report, or version `number`; None where there is none.

    Three queries. A version that was never published does not exist for the public, and one that
    was withdrawn is shown by nobody: see `withdrawn_report`.
    """
    found = rows(_VERSION, (number, code, year, kind.value))
    if not found:
        return None
    report_id, version_id, wanted, assessment_year, *card, content, layout, other_at = found[0]
    versions = _versions(report_id)
    listed = next((version for version in versions if version.number == wanted), None)
    if listed is None or listed.withdrawn:
        return None
    return ReportPage(
        report=_line(kind, code, year, assessment_year, card, listed),
        snapshot=from_json(_decoded(content)),
        layout=LayoutSpec.from_json(_decoded(layout)),
        version=listed,
        versions=versions,
        files=tuple(
            StoredFile(format=name, size_bytes=size_bytes, sha256=sha256, signed_by=signed_by)
            for name, size_bytes, sha256, signed_by in sorted(rows(_FILES, (version_id,)))
        ),
        other_at=_moment(other_at) if other_at else None,
    )


def versions_of(report: Report) -> tuple[PublishedVersion, ...]:
    """All versions of a report that were ever public, newest first; one query."""
    return _versions(report.pk)


def line_of(report: Report) -> PublishedReport:
    """What the newest published version says of itself."""
    version, published_at = report.published_version, report.published_at
    if version is None or published_at is None:
        raise ValueError("the report is not published")
    return PublishedReport(
        kind=Kind(report.kind),
        code=report.plan.organization.code,
        year=report.plan.fiscal_year.year,
        assessment_year=version.assessment_year,
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


def _line(
    kind: Kind,
    code: str,
    year: int,
    assessment_year: int | None,
    card: list[Any],
    listed: PublishedVersion,
) -> PublishedReport:
    title, name, name_kind, district, province, measure_count, step_count = card
    return PublishedReport(
        kind=kind,
        code=code,
        year=year,
        assessment_year=assessment_year,
        title=title,
        organization_name=name,
        organization_kind=name_kind,
        district=district,
        province=province,
        measure_count=measure_count,
        step_count=step_count,
        version_number=listed.number,
        published_at=listed.published_at,
    )


def _versions(report_id: int) -> tuple[PublishedVersion, ...]:
    versions: list[PublishedVersion] = []
    approved: dict[int, tuple[str, datetime]] = {}
    why = ""
    for verb, number, at, sha256, reason, printed_title, code in rows(_HISTORY, (report_id,)):
        if verb == Verb.REOPEN:
            why = reason
        elif verb == Verb.APPROVE:
            approved[number] = (printed_title, _moment(at))
        elif verb == Verb.PUBLISH:
            title, approved_at = approved.get(number, ("", None))
            versions = [replace(version, is_newest=False) for version in versions]
            versions.insert(
                0,
                PublishedVersion(
                    number=number,
                    published_at=_moment(at),
                    sha256=sha256,
                    code=code,
                    is_newest=True,
                    reason=why,
                    approved_title=title,
                    approved_at=approved_at,
                ),
            )
        elif verb == Verb.WITHDRAW:
            gone = Withdrawal(at=_moment(at), reason=reason)
            versions = [
                replace(version, is_newest=False, withdrawn=version.withdrawn or gone)
                for version in versions
            ]
    return tuple(versions)


def _moment(value: datetime | str) -> datetime:
    """A time as PostgreSQL gives it, or as SQLite has it: text in universal time."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _decoded(value: Any) -> dict[str, Any]:
    """A JSON column, whether the driver has read it or not."""
    decoded: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return decoded
