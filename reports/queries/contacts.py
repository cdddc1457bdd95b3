"""Whom a reader of a published report can write to, as the organization says today."""

from __future__ import annotations

from dataclasses import dataclass

from reports.codes import shown_code
from reports.kinds import Kind
from reports.models import Report
from reports.queries.pages import line_of
from reports.queries.values import PublishedReport


@dataclass(frozen=True, kw_only=True)
class Contact:
    """`email` and `website` are "" where the organization gave none."""

    report: PublishedReport
    printed_code: str
    email: str
    website: str


def contact_of(code: str, year: int, kind: Kind = Kind.REPORT) -> Contact | None:
    """Who answers for what is public at this address; None where nothing is. One query."""
    papers = Report.records.published().defer(
        "published_version__content", "published_version__layout"
    )
    report = papers.filter(
        plan__organization__code=code, plan__fiscal_year__year=year, kind=kind.value
    ).first()
    if report is None or report.published_version is None:
        return None
    organization = report.plan.organization
    return Contact(
        report=line_of(report),
        printed_code=shown_code(report.published_version.code),
        email=organization.contact_email,
        website=organization.website,
    )
