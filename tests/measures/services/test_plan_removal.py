import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.models import AnnualPlan, AuditEvent
from measures.roles import Role
from measures.services.plan_removal import delete_plan
from measures.services.plans import PlanChanged, PlanLocked
from tests.factories import make_measure, make_plan, make_report, make_superuser, make_user

pytestmark = pytest.mark.django_db


def test_delete_plan_takes_back_an_empty_one():
    plan = make_plan(title="เดิม")

    delete_plan(plan=plan, by=make_superuser(), revision=0)

    assert not AnnualPlan.objects.exists()
    event = AuditEvent.objects.get()
    assert (event.action, event.organization_code) == ("plan.deleted", plan.organization.code)
    assert (event.before or {})["title"] == "เดิม"


def test_delete_plan_refuses_one_with_measures_or_a_report():
    plan = make_plan()
    make_measure(plan=plan)
    reported = make_plan()
    make_report(plan=reported)

    for used in (plan, reported):
        with pytest.raises(ValidationError):
            delete_plan(plan=used, by=make_superuser(), revision=0)

    assert AnnualPlan.objects.count() == 2
    assert not AuditEvent.objects.exists()


def test_delete_plan_refuses():
    plan, locked = make_plan(), make_plan(locked_at=timezone.now())
    staff = make_user(role=Role.STAFF, organization=plan.organization)

    with pytest.raises(PermissionDenied):
        delete_plan(plan=plan, by=staff, revision=0)
    with pytest.raises(PlanChanged):
        delete_plan(plan=plan, by=make_superuser(), revision=1)
    with pytest.raises(PlanLocked):
        delete_plan(plan=locked, by=make_superuser(), revision=0)

    assert AnnualPlan.objects.count() == 2
