from decimal import Decimal

import pytest
from django.db import transaction

from measures.models import AuditEvent, WrittenOnce
from measures.services import audit
from tests.factories import AT, make_organization, make_plan, make_step, make_user

pytestmark = pytest.mark.django_db


def test_record_names_actor_organization_object_and_values():
    step = make_step()
    user = make_user(display_name="นิติกร")

    audit.record(
        "step.updated", step, by=user, before={"score": Decimal("93.96")}, after={"at": AT}, at=AT
    )

    event = AuditEvent.objects.get()
    assert (event.action, event.at, event.actor_id, event.actor) == (
        "step.updated",
        AT,
        user.pk,
        "นิติกร",
    )
    assert event.organization_code == step.measure.plan.organization.code
    assert (event.object_type, event.object_id, event.object_label) == (
        "step",
        str(step.pk),
        str(step),
    )
    assert (event.before, event.after) == ({"score": "93.96"}, {"at": "2026-03-16T07:20:00Z"})


def test_record_cuts_a_label_that_is_too_long():
    audit.record("x", make_organization(name="ก" * 200), by=None)
    plan = make_plan()
    plan.organization.name = "ข" * 900
    audit.record("x", plan, by=None)

    assert [len(event.object_label) for event in AuditEvent.objects.all()] == [500, 200]


def test_record_survives_what_it_is_about():
    organization = make_organization(code="gone")
    audit.record("organization.deleted", organization, by=make_user())
    organization.delete()

    event = AuditEvent.objects.get()
    assert (event.organization_code, event.object_label) == ("gone", organization.name)


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda _: AuditEvent.objects.update(actor="x"),
        lambda _: AuditEvent.objects.all().delete(),
        lambda event: AuditEvent.objects.bulk_update([event], ["actor"]),
    ],
)
def test_events_are_never_changed_or_deleted(change):
    event = audit.record("x", make_organization(), by=None)
    event.actor = "ผู้อื่น"

    with pytest.raises(WrittenOnce), transaction.atomic():
        change(event)

    assert AuditEvent.objects.get().actor == "ระบบ"
