"""Choosing which units the owners of a measure are."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.models import AuditEvent, Measure, Owner
from measures.roles import Role
from measures.services.owners import choose_units
from measures.services.plans import MeasureChanged, PlanLocked
from tests.factories import make_measure, make_organization, make_plan, make_unit, make_user

pytestmark = pytest.mark.django_db


def an_owner(measure: Measure) -> Owner:
    return Owner.objects.create(measure=measure, position=1, text="ทุกกอง")


def test_choose_units_keeps_the_words_and_the_other_owners() -> None:
    measure = make_measure()
    owner, other = an_owner(measure), an_owner(measure)
    unit = make_unit(organization=measure.plan.organization, name="กองช่าง")
    other.units.add(unit)
    user = make_user(role=Role.STAFF, organization=measure.plan.organization)

    held = choose_units(measure=measure, units={owner.pk: [unit]}, by=user, revision=0)
    choose_units(measure=held, units={owner.pk: []}, by=user, revision=1)

    assert (owner.units.count(), list(other.units.all())) == (0, [unit])
    measure.refresh_from_db()
    assert (measure.revision, measure.updated_by) == (2, user)
    chosen = {"owners": [{"text": "ทุกกอง", "units": ["กองช่าง"]}]}
    nothing = {"owners": [{"text": "ทุกกอง", "units": []}]}
    events = AuditEvent.objects.order_by("pk").values_list("action", "before", "after")
    assert list(events) == [
        ("measure.units_chosen", nothing, chosen),
        ("measure.units_chosen", chosen, nothing),
    ]


@pytest.mark.parametrize(
    ("locked_at", "revision", "role", "own_unit", "own_owner", "refusal"),
    [
        (None, 0, Role.AUDITOR, True, True, PermissionDenied),
        (timezone.now(), 0, Role.STAFF, True, True, PlanLocked),
        (None, 1, Role.STAFF, True, True, MeasureChanged),
        (None, 0, Role.STAFF, False, True, ValidationError),
        (None, 0, Role.STAFF, True, False, MeasureChanged),
    ],
)
def test_choose_units_refuses(locked_at, revision, role, own_unit, own_owner, refusal) -> None:
    measure = make_measure(plan=make_plan(locked_at=locked_at))
    organization = measure.plan.organization
    owner = an_owner(measure if own_owner else make_measure())
    unit = make_unit(organization=organization if own_unit else make_organization(), name="ก")
    user = make_user(role=role, organization=organization)

    with pytest.raises(refusal):
        choose_units(measure=measure, units={owner.pk: [unit]}, by=user, revision=revision)

    measure.refresh_from_db()
    assert (owner.units.count(), measure.revision) == (0, 0)
    assert not AuditEvent.objects.exists()
