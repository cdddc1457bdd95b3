"""A year's report begun: its plan, its measures and the record of it, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from measures.models import AnnualPlan, FiscalYear, Organization, User
from measures.permissions import require_all
from measures.services.once import once
from reports.models import Layout
from reports.services.reports import open_report


@transaction.atomic
def start_report(
    *,
    organization: Organization,
    fiscal_year: FiscalYear,
    begin: Callable[[], AnnualPlan],
    layout: Layout,
    assessment_year: int,
    by: User,
    at: datetime,
    token: str | None = None,
) -> AnnualPlan:
    """Begin the report of a year with the plan that `begin` opens.

    A form that is sent twice begins one. Raises PermissionDenied, or ValidationError when the
    year has a plan already, and then nothing has been written.
    """
    require_all(by, organization)

    def make() -> list[int]:
        plan = begin()
        open_report(plan=plan, layout=layout, by=by, assessment_year=assessment_year)
        return [plan.pk]

    act = f"report.started {organization.pk} {fiscal_year.year}"
    (key,) = once(token=token, act=act, by=by, make=make, at=at)
    return AnnualPlan.objects.select_related("organization", "fiscal_year").get(pk=key)
