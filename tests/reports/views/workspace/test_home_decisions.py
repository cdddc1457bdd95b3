"""What waits on a person's desk to be decided."""

import pytest
from django.utils import timezone

from measures.roles import Role
from reports.status import Status, Verb
from tests.factories import (
    make_full_measure,
    make_organization,
    make_plan,
    make_report,
    make_user,
    make_version,
)
from tests.reports.views.published import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = make_plan(organization=make_organization(code="takbai"), year=2568)
    make_report(plan=plan)
    make_full_measure(plan=plan)
    return plan


def submitted(report, *, by=None):
    """The report as its submission leaves it."""
    version = make_version(report=report)
    decide(version, Verb.SUBMIT, by=by or make_user())
    report.status = Status.SUBMITTED
    report.save()
    report.plan.locked_at = timezone.now()
    report.plan.save()
    return version


@pytest.mark.parametrize(("role", "waits"), [(Role.EXECUTIVE, True), (Role.COORDINATOR, False)])
def test_a_submitted_report_waits_for_the_head(client, plan, role, waits):
    version = submitted(plan.report)
    client.force_login(make_user(role=role, organization=plan.organization))

    page = client.get("/work/").content.decode()

    assert ("รอท่านพิจารณา" in page, "ทำต่อ" in page) == (waits, False)
    assert "ส่งเมื่อ" in page
    assert 'href="/plans/takbai/2568/review/"' in page
    assert version.number == 1


def test_an_own_submission_does_not_wait_for_its_maker(client, plan):
    user = make_user(role=Role.EXECUTIVE, organization=plan.organization)
    submitted(plan.report, by=user)
    client.force_login(user)

    page = client.get("/work/").content.decode()

    assert "รอท่านพิจารณา" not in page
    assert "รอผู้บริหารพิจารณา" in page


@pytest.mark.parametrize(("role", "waits"), [(Role.LEGAL, True), (Role.EXECUTIVE, False)])
def test_an_approved_report_waits_for_its_publication(client, plan, role, waits):
    version = submitted(plan.report)
    decide(version, Verb.APPROVE, by=make_user())
    plan.report.status = Status.APPROVED
    plan.report.save()
    client.force_login(make_user(role=role, organization=plan.organization))

    page = client.get("/work/").content.decode()

    assert ("อนุมัติแล้ว รอท่านเผยแพร่" in page, "รอนิติกรเผยแพร่" in page) == (waits, not waits)
    assert ('href="/plans/takbai/2568/publish/"' in page) == waits
