"""The report of a plan: which round it answers and how its table looks."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.models import AnnualPlan, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.plans import hold_open_plan
from measures.services.rows import save_valid, values_of
from reports.models import Layout, Report

_FIELDS = ("plan", "layout", "assessment_year", "status")


@transaction.atomic
def open_report(
    *, plan: AnnualPlan, layout: Layout, by: User, assessment_year: int | None = None
) -> Report:
    """Begin the report of a plan; it answers `assessment_year`, by default the next year's round.

    Raises PermissionDenied, PlanLocked, or ValidationError when there is one already.
    """
    require(by, Action.EDIT_PLAN, plan.organization)
    held = hold_open_plan(plan)
    report = Report(plan=held)
    _fill(report, layout, assessment_year)
    save_valid(report)
    audit.record("report.opened", report, by=by, after=values_of(report, _FIELDS))
    return report


@transaction.atomic
def update_report(
    *, report: Report, layout: Layout, by: User, assessment_year: int | None = None
) -> Report:
    """Change the table or the round of a report that is being written.

    Raises PermissionDenied, PlanLocked or ValidationError.
    """
    require(by, Action.EDIT_LAYOUT, report.plan.organization)
    plan = hold_open_plan(report.plan)
    held = Report.objects.get(pk=report.pk)
    held.plan = plan
    before = values_of(held, _FIELDS)
    _fill(held, layout, assessment_year)
    save_valid(held)
    after = values_of(held, _FIELDS)
    audit.record("report.updated", held, by=by, before=before, after=after)
    return held


def _fill(report: Report, layout: Layout, assessment_year: int | None) -> None:
    organization, year = report.plan.organization, report.plan.fiscal_year.year
    if layout.organization_id not in (None, organization.pk):
        raise ValidationError({"layout": "รูปแบบตารางนี้เป็นของหน่วยงานอื่น"})
    if assessment_year is not None and assessment_year not in (year, year + 1):
        raise ValidationError(
            {"assessment_year": "ปีที่ประเมินต้องเป็นปีเดียวกับปีงบประมาณของรายงาน หรือปีถัดไป"}
        )
    report.layout = layout
    report.assessment_year = assessment_year or year + 1
