"""Taking back a plan."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.models import AnnualPlan, AuditEvent
from measures.roles import Role
from measures.services.plan_removal import delete_plan
from measures.services.plans import PlanChanged, PlanLocked
from tests.factories import make_measure, make_plan, make_report, make_superuser, make_user

pytestmark = pytest.mark.django_db


def test_delete_plan_records_what_it_said() -> None:
    plan = make_plan(introduction="บทนำ")
    key = str(plan.pk)

    delete_plan(plan=plan, by=make_superuser(), revision=0)

    event = AuditEvent.objects.get()
    assert not AnnualPlan.objects.exists()
    assert (event.action, event.object_id) == ("plan.deleted", key)
    assert (event.before or {})["introduction"] == "บทนำ"


@pytest.mark.parametrize(
    ("locked_at", "revision", "holds", "refusal"),
    [
        (timezone.now(), 0, "", PlanLocked),
        (None, 3, "", PlanChanged),
        (None, 0, "measure", ValidationError),
        (None, 0, "report", ValidationError),
    ],
)
def test_delete_plan_refuses(locked_at, revision, holds, refusal) -> None:
    plan = make_plan(locked_at=locked_at)
    if holds == "measure":
        make_measure(plan=plan)
    if holds == "report":
        make_report(plan=plan)

    with pytest.raises(refusal):
        delete_plan(plan=plan, by=make_superuser(), revision=revision)

    assert AnnualPlan.objects.get() == plan
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_nobody_in_an_organization_deletes_a_plan(role) -> None:
    plan = make_plan()
    user = make_user(role=role, organization=plan.organization)

    with pytest.raises(PermissionDenied):
        delete_plan(plan=plan, by=user, revision=0)
