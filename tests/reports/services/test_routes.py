"""The route of an organization, and versions that go through it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent, Measure
from measures.roles import Role
from reports.models import ApprovalRoute, Decision
from reports.models.route import RouteStep
from reports.queries import versions_of
from reports.queries.reviews import only_writers
from reports.services.approval import OwnWork, StepChanged, approve_report
from reports.services.routes import route_of, save_route
from reports.services.workflow import AlreadyDecided, pull_back_report, return_report
from reports.status import Status
from tests.factories import (
    AT,
    make_full_measure,
    make_membership,
    make_organization,
    make_superuser,
    make_user,
)
from tests.reports.services.people import make_office, state, verbs

pytestmark = pytest.mark.django_db
CLERK = RouteStep(role=Role.LEGAL, post="นิติกรชำนาญการ")
DEPUTY = RouteStep(role=Role.EXECUTIVE, post="ปลัดเทศบาล")
MAYOR = RouteStep(role=Role.EXECUTIVE, post="นายกเทศมนตรี")


@pytest.fixture
def office():
    return make_office()


def administrator(office):
    return make_user(role=Role.ADMINISTRATOR, organization=office.report.plan.organization)


def set_route(office, *steps, **fields):
    organization = office.report.plan.organization
    return save_route(organization=organization, steps=steps, by=administrator(office), **fields)


def test_without_a_route_one_executive_approves(office):
    version = office.submit()

    assert version.route_steps() == (RouteStep(role=Role.EXECUTIVE),)
    assert version.route == [{"role": "executive", "post": ""}]
    approve_report(version=version, by=office.executive)
    assert state(office.report)[0] == Status.APPROVED


def test_each_step_endorses_and_the_last_approves(office):
    set_route(office, CLERK, DEPUTY, MAYOR)
    clerk = make_user(role=Role.LEGAL, organization=office.report.plan.organization)
    version = office.submit()

    approve_report(version=version, by=clerk, step=0, printed_title="นิติกร")
    approve_report(version=version, by=office.executive, step=1, printed_title="ปลัด")
    assert state(office.report) == (Status.SUBMITTED, True, None)
    approve_report(
        version=version, by=office.executive, step=2, printed_title="ปลัด\nปฏิบัติหน้าที่นายก", at=AT
    )

    assert state(office.report)[0] == Status.APPROVED
    assert verbs(office.report) == [
        (1, "submit"),
        (1, "endorse"),
        (1, "endorse"),
        (1, "approve"),
    ]
    assert set(Decision.objects.values_list("sha256", flat=True)) == {version.sha256}
    assert AuditEvent.objects.filter(action="report.endorsed").count() == 2


def test_a_step_is_decided_by_its_part_alone(office):
    set_route(office, CLERK, MAYOR)
    version = office.submit()

    with pytest.raises(PermissionDenied):
        approve_report(version=version, by=office.executive, step=0)

    clerk = make_user(role=Role.LEGAL, organization=office.report.plan.organization)
    approve_report(version=version, by=clerk, step=0)
    with pytest.raises(PermissionDenied):
        approve_report(version=version, by=clerk, step=1)


@pytest.mark.parametrize("step", [1, 2, 9])
def test_a_step_that_is_not_on_is_refused(office, step):
    set_route(office, DEPUTY, MAYOR)
    version = office.submit()

    with pytest.raises(StepChanged):
        approve_report(version=version, by=office.executive, step=step)

    assert verbs(office.report) == [(1, "submit")]


def test_a_version_keeps_the_route_that_it_was_submitted_with(office):
    set_route(office, DEPUTY, MAYOR)
    version = office.submit()
    set_route(office, MAYOR)

    approve_report(version=version, by=office.executive, step=0)
    assert state(office.report)[0] == Status.SUBMITTED
    return_report(version=version, reason="แก้", by=office.legal)

    assert office.submit().route_steps() == (MAYOR,)


def test_what_was_endorsed_is_not_pulled_back(office):
    set_route(office, DEPUTY, MAYOR)
    version = office.submit()
    approve_report(version=version, by=office.executive, step=0)

    with pytest.raises(AlreadyDecided):
        pull_back_report(version=version, by=office.legal)

    assert state(office.report)[0] == Status.SUBMITTED


def test_the_public_reads_the_post_of_the_last_step(office):
    set_route(office, DEPUTY, MAYOR)
    office.publish()

    assert [line.approved_title for line in versions_of(office.report)] == ["นายก"]


def test_an_office_of_one_person_decides_on_its_own_work_and_it_is_recorded(office):
    version = office.submit()
    make_membership(
        user=office.legal, role=Role.EXECUTIVE, organization=office.report.plan.organization
    )
    with pytest.raises(OwnWork):
        approve_report(version=version, by=office.legal)

    set_route(office, MAYOR, allows_own_work=True, own_work_reason="มีเจ้าหน้าที่คนเดียว")
    approve_report(version=version, by=office.legal)

    assert Decision.objects.get(verb="approve").is_own_work
    event = AuditEvent.objects.latest("pk")
    assert event.after == {
        "status": "approved",
        "version": 1,
        "sha256": version.sha256,
        "reason": "",
        "own_work": True,
    }


def test_who_did_not_submit_does_no_own_work(office):
    set_route(office, MAYOR, allows_own_work=True, own_work_reason="มีเจ้าหน้าที่คนเดียว")
    office.approve()

    assert not Decision.objects.get(verb="approve").is_own_work


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (MAYOR, CLERK),
        (DEPUTY,) * 7,
        (RouteStep(role=Role.STAFF), MAYOR),
        (RouteStep(role=Role.EXECUTIVE, post="ก" * 201),),
        (RouteStep(role=Role.EXECUTIVE, post="ก\x00"),),
    ],
)
def test_a_route_that_leads_nowhere_is_refused(office, steps):
    with pytest.raises(ValidationError):
        set_route(office, *steps)

    assert not ApprovalRoute.objects.exists()


def test_own_work_needs_a_reason(office):
    with pytest.raises(ValidationError):
        set_route(office, MAYOR, allows_own_work=True, own_work_reason=" ")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_the_route_is_the_administrators_part(office, role):
    organization = office.report.plan.organization
    user = make_user(role=role, organization=organization)

    with pytest.raises(PermissionDenied):
        save_route(organization=organization, steps=[MAYOR], by=user)


def test_a_change_is_recorded_once():
    organization = make_organization()
    by = make_superuser()

    for _ in range(2):
        save_route(organization=organization, steps=[DEPUTY, MAYOR], by=by)

    event = AuditEvent.objects.get(action="route.updated")
    assert event.after == {
        "steps": [DEPUTY.to_json(), MAYOR.to_json()],
        "allows_own_work": False,
        "own_work_reason": "",
    }
    assert RouteStep.read(route_of(organization).steps) == (DEPUTY, MAYOR)


def test_who_wrote_all_of_it_alone_does_own_work_though_another_submits(office):
    measures = Measure.objects.in_plan(office.report.plan)
    make_full_measure(plan=office.report.plan, position=2)
    measures.update(updated_by=office.executive)
    version = office.submit()
    with pytest.raises(OwnWork):
        approve_report(version=version, by=office.executive)
    assert only_writers([office.report.plan_id]) == {office.report.plan_id: office.executive.pk}

    measures.filter(position=2).update(updated_by=office.legal)
    assert only_writers([office.report.plan_id]) == {}
    approve_report(version=version, by=office.executive)

    assert not Decision.objects.get(verb="approve").is_own_work
