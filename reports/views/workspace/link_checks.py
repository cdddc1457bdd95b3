"""Whether the address of a report opens for a stranger, when a person asks for it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from measures.models import AnnualPlan
from reports.models import ReportVersion
from reports.services.link_check import LinkCheck, check_link, check_opens


def report_link(plan: AnnualPlan) -> str:
    """The permanent address in full."""
    place = [plan.organization.code, plan.fiscal_year.year]
    return settings.SITE_URL + reverse("public:report_detail", args=place)


def checked_link(plan: AnnualPlan, version: ReportVersion | None) -> LinkCheck:
    """Of the published version; of the portal itself, while there is none."""
    if version is None:
        return check_opens(settings.SITE_URL + reverse("public:home"))
    return check_link(
        report_link(plan),
        organization=version.organization_name,
        year=plan.fiscal_year.year,
        number=version.number,
    )
