"""Whether the address of a report opens for a stranger, when a person asks for it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from measures.models import AnnualPlan
from reports.kinds import Kind
from reports.models import ReportVersion
from reports.models.report import public_address
from reports.services.link_check import LinkCheck, check_link, check_opens


def report_link(plan: AnnualPlan, kind: Kind = Kind.REPORT) -> str:
    """The permanent address in full."""
    place = (plan.organization.code, plan.fiscal_year.year)
    return settings.SITE_URL + public_address(kind, "report_detail", *place)


def checked_link(
    plan: AnnualPlan, version: ReportVersion | None, kind: Kind = Kind.REPORT
) -> LinkCheck:
    """Of the published version; of the portal itself, while there is none."""
    if version is None:
        return check_opens(settings.SITE_URL + reverse("public:home"))
    return check_link(
        report_link(plan, kind),
        organization=version.organization_name,
        year=plan.fiscal_year.year,
        number=version.number,
        noun=kind.noun,
    )
