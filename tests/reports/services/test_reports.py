import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.models import AuditEvent
from measures.roles import Role
from measures.services.plans import PlanLocked
from reports.models import Report
from reports.services.reports import open_report, update_report
from reports.status import Status
from tests.factories import (
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("assessment_year", "kept"), [(None, 2569), (2568, 2568), (2569, 2569)])
def test_open_report_answers_the_next_round_unless_told(assessment_year, kept):
    plan, layout = make_plan(year=2568), make_layout()
    staff = make_user(role=Role.STAFF, organization=plan.organization)

    report = open_report(plan=plan, layout=layout, by=staff, assessment_year=assessment_year)

    assert Report.objects.get() == report
    assert (report.plan, report.layout, report.assessment_year, report.status) == (
        plan,
        layout,
        kept,
        Status.DRAFT,
    )
    event = AuditEvent.objects.get()
    assert (event.action, event.organization_code, event.after) == (
        "report.opened",
        plan.organization.code,
        {
            "plan": plan.pk,
            "layout": layout.pk,
            "assessment_year": kept,
            "status": "draft",
        },
    )


@pytest.mark.parametrize(
    ("role", "locked", "assessment_year", "other_layout", "refusal"),
    [
        (Role.AUDITOR, False, 2569, False, PermissionDenied),
        (Role.STAFF, True, 2569, False, PlanLocked),
        (Role.STAFF, False, 2570, False, ValidationError),
        (Role.STAFF, False, 2569, True, ValidationError),
    ],
)
def test_open_report_refuses(role, locked, assessment_year, other_layout, refusal):
    plan = make_plan(locked_at=timezone.now() if locked else None)
    layout = make_layout(organization=make_organization() if other_layout else None)
    user = make_user(role=role, organization=plan.organization)

    with pytest.raises(refusal):
        open_report(plan=plan, layout=layout, by=user, assessment_year=assessment_year)

    assert not Report.objects.exists()
    assert not AuditEvent.objects.exists()


def test_open_report_refuses_a_second_report_of_the_plan():
    report = make_report()

    with pytest.raises(ValidationError):
        open_report(plan=report.plan, layout=report.layout, by=make_superuser())

    assert Report.objects.get() == report


def test_update_report_changes_layout_and_round_of_a_draft():
    report = make_report()
    legal = make_user(role=Role.LEGAL, organization=report.plan.organization)
    layout = make_layout("suggestions")

    update_report(report=report, layout=layout, by=legal, assessment_year=2568)

    report.refresh_from_db()
    assert (report.layout, report.assessment_year) == (layout, 2568)
    event = AuditEvent.objects.get()
    assert (
        event.action,
        (event.before or {})["assessment_year"],
        (event.after or {})["assessment_year"],
    ) == (
        "report.updated",
        2569,
        2568,
    )


@pytest.mark.parametrize(
    ("role", "locked", "refusal"),
    [(Role.STAFF, False, PermissionDenied), (Role.LEGAL, True, PlanLocked)],
)
def test_update_report_refuses(role, locked, refusal):
    report = make_report(plan=make_plan(locked_at=timezone.now() if locked else None))
    user = make_user(role=role, organization=report.plan.organization)

    with pytest.raises(refusal):
        update_report(report=report, layout=make_layout("suggestions"), by=user)

    before = report.layout
    report.refresh_from_db()
    assert report.layout == before
    assert not AuditEvent.objects.exists()
