"""The table of one organization and year, as its legal officer lays it out."""

from __future__ import annotations

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import squash
from measures.models import AnnualPlan, Organization, User
from measures.permissions import require
from measures.roles import Action
from measures.services.plans import hold_open_plan
from reports.layouts import LayoutSpec
from reports.models import Layout, Report
from reports.queries.submissions import report_of
from reports.services.layouts import save_layout
from reports.services.reports import open_report, update_report

LONGEST_HEADING = 200
LONGEST_MARK = 8


class LayoutChanged(Exception):
    """Someone else saved the table after the person opened it."""


def layout_mark(report: Report | None) -> str:
    """A short mark of the table that a report has now."""
    held = [report.layout_id, report.layout.spec] if report else []
    plain = json.dumps(held, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def own_layout(report: Report | None, organization: Organization) -> Layout | None:
    """The layout of this report alone: no other report's, nobody else's, none that is kept."""
    if report is None or report.layout.organization_id != organization.pk or report.layout.code:
        return None
    others = Report.objects.filter(layout=report.layout_id).exclude(pk=report.pk)
    return None if others.exists() else report.layout


@transaction.atomic
def save_plan_layout(*, plan: AnnualPlan, spec: LayoutSpec, seen: str, by: User) -> Report:
    """Give the report of a plan a table of its own, or change the one that it has.

    A layout that others use stays as it is, and so does what is published. `seen` is the mark
    of the table that the person had before them. Raises PermissionDenied, PlanLocked,
    LayoutChanged or ValidationError.
    """
    require(by, Action.EDIT_LAYOUT, plan.organization)
    held = hold_open_plan(plan)
    report = report_of(held)
    if seen != layout_mark(report):
        raise LayoutChanged(str(held))
    _check(spec)
    own = own_layout(report, held.organization)
    layout = save_layout(spec=spec, by=by, organization=held.organization, layout=own)
    if report is None:
        return open_report(plan=held, layout=layout, by=by)
    if report.layout_id == layout.pk:
        return report
    round_ = report.assessment_year
    return update_report(report=report, layout=layout, by=by, assessment_year=round_)


def _check(spec: LayoutSpec) -> None:
    """What a table may not have although it could be printed."""
    for column in spec.columns:
        if len(column.heading) > LONGEST_HEADING:
            words = f"หัวคอลัมน์ยาวเกิน {LONGEST_HEADING} ตัวอักษร"
            raise ValidationError(to_thai(words), code="heading")
        if "\n" in column.heading:
            raise ValidationError("หัวคอลัมน์ต้องอยู่ในบรรทัดเดียว", code="heading")
    headings = [squash(heading) for heading in spec.extra_headings]
    if len(set(headings)) != len(headings):
        raise ValidationError("ช่องอื่นสองช่องใช้หัวคอลัมน์เดียวกันไม่ได้", code="twice")
    if len(spec.measure_mark) > LONGEST_MARK:
        raise ValidationError("เลขนำหน้าชื่อมาตรการยาวเกินไป", code="mark")
