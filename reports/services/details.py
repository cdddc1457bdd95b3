"""A plan's own texts with the table and the round of its report, written together."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from measures.inputs import PlanInput
from measures.models import AnnualPlan, IssueScheme, User
from measures.services.plans import update_plan
from reports.models import Layout
from reports.queries.submissions import report_of
from reports.services.reports import open_report, update_report


@transaction.atomic
def update_details(
    *,
    plan: AnnualPlan,
    data: PlanInput,
    by: User,
    revision: int,
    issue_scheme: IssueScheme | None = None,
    confirmed: Collection[str] = (),
    layout: Layout | None = None,
    assessment_year: int | None = None,
) -> AnnualPlan:
    """Write the texts and, with `layout`, the table and the round; all or nothing.

    Raises PermissionDenied, PlanLocked, PlanChanged or ValidationError.
    """
    held = update_plan(
        plan=plan,
        data=data,
        by=by,
        revision=revision,
        issue_scheme=issue_scheme,
        confirmed=confirmed,
    )
    if layout is None:
        return held
    report = report_of(plan)
    if report is None:
        open_report(plan=held, layout=layout, by=by, assessment_year=assessment_year)
    elif (report.layout_id, report.assessment_year) != (layout.pk, assessment_year):
        update_report(report=report, layout=layout, by=by, assessment_year=assessment_year)
    return held
