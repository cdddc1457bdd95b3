"""What the services of measures refuse, and how measures leave a plan or change places."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.inputs import ItemInput, StepInput
from measures.models import AuditEvent, Measure
from measures.roles import Role
from measures.services.measures import delete_measure, save_measure
from measures.services.plans import MeasureChanged, PlanLocked
from tests.factories import (
    a_measure,
    make_full_measure,
    make_measure,
    make_plan,
    make_superuser,
    make_user,
)
from tests.measures.services.test_measures import PERIOD, stored, titles

pytestmark = pytest.mark.django_db


BAD_INPUTS = {
    "no title": a_measure(title=" "),
    "unclean": a_measure(title="ก" + "่" * 9),
    "deep step": a_measure(steps=(StepInput(text="ก", depth=3),)),
    "empty step": a_measure(steps=(StepInput(text=""),)),
    "empty output": a_measure(outputs=(ItemInput(text=""),)),
    "long mark": a_measure(outcomes=(ItemInput(text="ก", mark="๑" * 9),)),
    "half a period": a_measure(period=replace(PERIOD, end=None)),
    "period backwards": a_measure(
        steps=(StepInput(text="ก", period=replace(PERIOD, end=date(2024, 9, 30))),)
    ),
}


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_save_measure_refuses_bad_input_and_writes_nothing(name):
    measure = make_full_measure()
    before = stored(measure)

    with pytest.raises(ValidationError):
        save_measure(
            plan=measure.plan,
            data=BAD_INPUTS[name],
            by=make_superuser(),
            measure=measure,
            revision=0,
        )

    measure.refresh_from_db()
    assert (stored(measure), measure.revision) == (before, 0)
    assert not AuditEvent.objects.exists()


def test_save_measure_says_where_the_bad_row_is():
    data = a_measure(title="ก", steps=(StepInput(text="ข"), StepInput(text="ค", depth=3)))

    with pytest.raises(ValidationError) as refusal:
        save_measure(plan=make_plan(), data=data, by=make_superuser())

    assert refusal.value.messages == ["ขั้นตอนที่ ๒ ของ “ก”: ขั้นตอนซ้อนกันได้ไม่เกิน ๓ ระดับ"]


REFUSALS = [
    (Role.AUDITOR, False, 0, PermissionDenied),
    (Role.STAFF, True, 0, PlanLocked),
    (Role.STAFF, False, 1, MeasureChanged),
]


@pytest.mark.parametrize(("role", "locked", "revision", "refusal"), REFUSALS)
def test_save_measure_refuses(role, locked, revision, refusal):
    plan = make_plan(locked_at=timezone.now() if locked else None)
    measure = make_measure(plan=plan, title="เดิม")
    user = make_user(role=role, organization=plan.organization)

    with pytest.raises(refusal):
        save_measure(plan=plan, data=a_measure(), by=user, measure=measure, revision=revision)

    assert titles(plan) == [(1, "เดิม")]
    assert not AuditEvent.objects.exists()


def test_save_measure_refuses_a_measure_that_was_deleted_meanwhile():
    measure = make_measure()
    Measure.objects.filter(pk=measure.pk).delete()

    with pytest.raises(MeasureChanged):
        save_measure(
            plan=measure.plan,
            data=a_measure(),
            by=make_superuser(),
            measure=measure,
            revision=0,
        )


def test_save_measure_refuses_a_measure_of_another_plan():
    measure = make_measure()

    with pytest.raises(ValueError, match="of this plan"):
        save_measure(
            plan=make_plan(), data=a_measure(), by=make_superuser(), measure=measure, revision=0
        )


def test_delete_measure_takes_it_out_and_the_event_keeps_it():
    plan = make_plan()
    first = make_full_measure(plan=plan, title="ก")
    make_measure(plan=plan, title="ข")

    delete_measure(measure=first, by=make_superuser(), revision=0)

    assert titles(plan) == [(1, "ข")]
    event = AuditEvent.objects.get()
    assert (event.action, event.after) == ("measure.deleted", None)
    assert ((event.before or {})["title"], (event.before or {})["outputs"][0]["text"]) == (
        "ก",
        "มีประกาศ ๑ ฉบับ",
    )


@pytest.mark.parametrize(("role", "locked", "revision", "refusal"), REFUSALS)
def test_delete_measure_refuses(role, locked, revision, refusal):
    plan = make_plan(locked_at=timezone.now() if locked else None)
    measure = make_measure(plan=plan)
    user = make_user(role=role, organization=plan.organization)

    with pytest.raises(refusal):
        delete_measure(measure=measure, by=user, revision=revision)

    assert Measure.objects.get() == measure
    assert not AuditEvent.objects.exists()
