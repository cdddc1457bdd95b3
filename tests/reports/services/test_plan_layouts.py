"""The table of one organization and year."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.models import AuditEvent
from measures.roles import Role
from measures.services.plans import PlanLocked
from reports.layouts import STANDARD
from reports.layouts.spec import Column
from reports.models import Layout, Report
from reports.queries.submissions import report_of
from reports.services.plan_layouts import (
    LayoutChanged,
    layout_mark,
    save_plan_layout,
)
from reports.services.workflow import reopen_report
from tests.factories import (
    AT,
    make_full_measure,
    make_layout,
    make_plan,
    make_report,
    make_user,
)
from tests.reports.services.people import make_office

pytestmark = pytest.mark.django_db
SIX = replace(STANDARD["six"], name="ตารางของเรา")
ARABIC = replace(SIX, digits="arabic")


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def legal(plan):
    return make_user(role=Role.LEGAL, organization=plan.organization)


def save(plan, spec, by, **more):
    return save_plan_layout(
        plan=plan, spec=spec, by=by, **{"seen": layout_mark(report_of(plan)), **more}
    )


def test_a_shared_table_is_copied_for_the_year_and_then_changed_in_place(plan, legal):
    shared = make_layout("six")
    make_report(plan=plan, layout=shared, assessment_year=2568)

    first = save(plan, SIX, legal)
    second = save(plan, ARABIC, legal)

    assert Layout.objects.get(pk=shared.pk).layout_spec() == STANDARD["six"]
    assert first.layout_id == second.layout_id != shared.pk
    held = Report.objects.select_related("layout").get(plan=plan)
    assert (held.layout.layout_spec(), held.layout.organization) == (ARABIC, plan.organization)
    assert held.assessment_year == 2568
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "layout.created",
        "report.updated",
        "layout.updated",
    ]


def test_a_table_of_two_years_is_changed_for_one_alone(plan, legal):
    later = make_plan(organization=plan.organization, year=2569)
    layout = make_layout("six", organization=plan.organization)
    Layout.objects.filter(pk=layout.pk).update(code="")
    make_report(plan=plan, layout=layout)
    make_report(plan=later, layout=layout)

    save(later, ARABIC, legal)

    tables = {report.plan_id: report.layout.layout_spec() for report in Report.objects.all()}
    assert tables == {plan.pk: layout.layout_spec(), later.pk: ARABIC}


def test_a_plan_without_a_report_gets_one(plan, legal):
    assert save(plan, SIX, legal).layout.layout_spec() == SIX
    assert Report.objects.get(plan=plan).assessment_year == plan.fiscal_year.year + 1


def test_nothing_is_saved_over_what_someone_else_saved_meanwhile(plan, legal):
    make_report(plan=plan, layout=make_layout("six"))
    seen = layout_mark(report_of(plan))
    save(plan, SIX, legal)

    with pytest.raises(LayoutChanged):
        save(plan, ARABIC, legal, seen=seen)

    assert Report.objects.get(plan=plan).layout.layout_spec() == SIX


def test_whoever_may_not_lay_out_and_a_locked_plan_are_refused(plan, legal):
    make_report(plan=plan, layout=make_layout("six"))
    staff = make_user(role=Role.COORDINATOR, organization=plan.organization)
    with pytest.raises(PermissionDenied):
        save(plan, SIX, staff)
    plan.locked_at = timezone.now()
    plan.save()
    with pytest.raises(PlanLocked):
        save(plan, SIX, legal)

    assert not Layout.objects.filter(organization=plan.organization).exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "columns",
    [
        (replace(SIX.columns[0], heading="ก" * 201), *SIX.columns[1:]),
        (replace(SIX.columns[0], heading="มาตรการ\nกิจกรรม"), *SIX.columns[1:]),
        (replace(SIX.columns[0], width=19), *SIX.columns[1:]),
        (SIX.columns[1], replace(SIX.columns[2], width=78)),
        (
            replace(SIX.columns[0], width=80),
            Column(field="extra", heading="งบประมาณ", width=10),
            Column(field="extra", heading="งบ ประมาณ", width=10),
        ),
    ],
)
def test_what_no_table_can_have_is_refused_and_nothing_written(plan, legal, columns):
    make_report(plan=plan, layout=make_layout("six"))

    with pytest.raises(ValidationError):
        save(plan, replace(SIX, columns=columns), legal)

    assert not Layout.objects.filter(organization=plan.organization).exists()
    assert not AuditEvent.objects.exists()


def test_a_published_version_keeps_its_table(plan):
    office = make_office(make_report(plan=plan, layout=make_layout("six")))
    make_full_measure(plan=plan)
    version = office.publish()
    reopen_report(report=office.report, reason="แก้ตาราง", by=office.legal, at=AT)
    plan.refresh_from_db()

    save(plan, ARABIC, office.legal)

    version.refresh_from_db()
    assert version.layout_spec() == STANDARD["six"]
    assert Report.objects.get(plan=plan).layout.layout_spec() == ARABIC
