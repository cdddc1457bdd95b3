import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.inputs import ItemInput, OwnerInput, StepInput
from measures.models import AuditEvent, Measure
from measures.roles import Role
from measures.services.plans import MeasureChanged, PlanLocked
from measures.services.steps import reorder_steps, update_step
from tests.factories import make_measure, make_plan, make_step, make_superuser, make_user

pytestmark = pytest.mark.django_db
TRAINING = StepInput(
    text="จัดอบรม",
    mark="๒.",
    owners=(OwnerInput(text="งานการเจ้าหน้าที่"),),
    outputs=(ItemInput(text="อบรมแล้ว", mark="-"),),
)


def test_update_step_writes_the_step_with_its_rows():
    measure = make_measure()
    twin, step = make_step(measure=measure, text="ก"), make_step(measure=measure, text="ก")
    staff = make_user(role=Role.STAFF, organization=measure.plan.organization)

    saved = update_step(step=step, data=TRAINING, by=staff, revision=0)

    measure = Measure.objects.with_rows().get()
    assert [row.pk for row in measure.steps.all()] == [twin.pk, step.pk]
    assert measure.as_input().steps == (StepInput(text="ก", mark="๑."), TRAINING)
    assert (saved, measure.revision) == (step, 1)
    event = AuditEvent.objects.get()
    assert (event.action, event.object_id, event.actor_id) == (
        "step.updated",
        str(step.pk),
        staff.pk,
    )
    assert ((event.before or {})["text"], (event.after or {})["text"]) == ("ก", "จัดอบรม")


@pytest.mark.parametrize(
    ("role", "locked", "revision_now", "data", "refusal"),
    [
        (Role.AUDITOR, False, 0, TRAINING, PermissionDenied),
        (Role.STAFF, True, 0, TRAINING, PlanLocked),
        (Role.STAFF, False, 1, TRAINING, MeasureChanged),
        (Role.STAFF, False, 0, StepInput(text=""), ValidationError),
    ],
)
def test_update_step_refuses(role, locked, revision_now, data, refusal):
    plan = make_plan(locked_at=timezone.now() if locked else None)
    step = make_step(measure=make_measure(plan=plan, revision=revision_now), text="เดิม")
    user = make_user(role=role, organization=plan.organization)

    with pytest.raises(refusal):
        update_step(step=step, data=data, by=user, revision=0)

    step.refresh_from_db()
    assert step.text == "เดิม"
    assert not AuditEvent.objects.exists()


def test_update_step_refuses_a_step_that_is_gone():
    step = make_step()
    measure = step.measure
    measure.steps.all().delete()

    with pytest.raises(MeasureChanged):
        update_step(step=step, data=TRAINING, by=make_superuser(), revision=0)


def test_reorder_steps_puts_them_in_order():
    measure = make_measure()
    keys = [make_step(measure=measure, text=text).pk for text in "กขค"]
    order = [keys[1], keys[2], keys[0]]

    reorder_steps(measure=measure, order=order, by=make_superuser(), revision=0)

    measure.refresh_from_db()
    assert list(measure.steps.values_list("position", "pk")) == list(enumerate(order, 1))
    assert measure.revision == 1
    event = AuditEvent.objects.get()
    assert (event.action, event.before, event.after) == (
        "measure.steps_reordered",
        {"order": keys},
        {"order": order},
    )


@pytest.mark.parametrize(
    ("role", "locked", "revision", "extra", "refusal"),
    [
        (Role.AUDITOR, False, 0, [], PermissionDenied),
        (Role.STAFF, True, 0, [], PlanLocked),
        (Role.STAFF, False, 1, [], MeasureChanged),
        (Role.STAFF, False, 0, [0], MeasureChanged),
    ],
)
def test_reorder_steps_refuses(role, locked, revision, extra, refusal):
    plan = make_plan(locked_at=timezone.now() if locked else None)
    measure = make_measure(plan=plan)
    keys = [make_step(measure=measure, text=text).pk for text in "กข"]
    user = make_user(role=role, organization=plan.organization)

    with pytest.raises(refusal):
        reorder_steps(measure=measure, order=[*keys[::-1], *extra], by=user, revision=revision)

    assert list(measure.steps.values_list("pk", flat=True)) == keys
    assert not AuditEvent.objects.exists()
