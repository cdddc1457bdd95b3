"""Writing that is limited to units: whose measures those are, and what stays everyone's."""

import pytest
from django.core.exceptions import PermissionDenied

from measures.models import Owner
from measures.permissions import can_edit_all, can_edit_measure, limited_to
from measures.roles import Role
from measures.services.measures import save_measure
from measures.services.order import place_measure
from measures.services.plans import update_plan
from tests.factories import (
    a_measure,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_step,
    make_superuser,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """An organization with กองคลัง and its งานพัสดุ, กองช่าง, and a person of กองคลัง."""
    organization = make_organization()
    finance = make_unit(organization=organization, name="กองคลัง")
    supplies = make_unit(organization=organization, name="งานพัสดุ", parent=finance)
    works = make_unit(organization=organization, name="กองช่าง")
    person = make_user()
    make_membership(user=person, role=Role.STAFF, organization=organization).units.add(finance)
    return {
        "organization": organization,
        "finance": finance,
        "supplies": supplies,
        "works": works,
        "person": person,
    }


def owned(plan, *units, step=False):
    measure = make_measure(plan=plan)
    place = make_step(measure=measure) if step else None
    owner = Owner.objects.create(measure=measure, step=place, position=1, text="ผู้รับผิดชอบ")
    owner.units.set(units)
    return measure


def test_limited_to_takes_in_the_units_below(office):
    units = frozenset({office["finance"].pk, office["supplies"].pk})

    assert limited_to(office["person"], office["organization"]) == units


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.LEGAL])
def test_one_part_without_units_is_the_whole_organization(office, role):
    person = make_user()
    make_membership(user=person, role=role, organization=office["organization"])
    if role is not Role.STAFF:
        narrow = make_membership(user=person, role=Role.STAFF, organization=office["organization"])
        narrow.units.add(office["finance"])

    assert limited_to(person, office["organization"]) is None


def test_a_part_that_does_not_write_widens_nothing(office):
    make_membership(
        user=office["person"], role=Role.ADMINISTRATOR, organization=office["organization"]
    )

    assert not can_edit_all(office["person"], office["organization"])


def test_another_organization_gives_nothing(office):
    assert limited_to(office["person"], make_organization()) == frozenset()
    assert not can_edit_measure(office["person"], make_measure())


def test_limited_people_write_what_their_units_answer_for(office):
    plan = make_plan(organization=office["organization"])
    measures = {
        "own": owned(plan, office["finance"]),
        "below": owned(plan, office["supplies"]),
        "shared": owned(plan, office["works"], office["finance"]),
        "own step": owned(plan, office["finance"], step=True),
        "other": owned(plan, office["works"]),
        "other step": owned(plan, office["works"], step=True),
        "words only": owned(plan),
        "nobody": make_measure(plan=plan),
    }

    allowed = {name for name, row in measures.items() if can_edit_measure(office["person"], row)}

    assert allowed == {"own", "below", "shared", "own step", "words only", "nobody"}


def test_people_without_limits_and_administrators_write_everything(office):
    plan = make_plan(organization=office["organization"])
    other = owned(plan, office["works"])
    legal = make_user(role=Role.LEGAL, organization=office["organization"])

    assert can_edit_measure(legal, other)
    assert can_edit_measure(make_superuser(), other)
    assert can_edit_all(legal, office["organization"])


def test_the_services_refuse_people_of_other_units(office):
    plan = make_plan(organization=office["organization"])
    other = owned(plan, office["works"])
    person = office["person"]

    with pytest.raises(PermissionDenied):
        save_measure(plan=plan, data=a_measure(), by=person, measure=other, revision=0)
    with pytest.raises(PermissionDenied):
        place_measure(measure=other, position=1, by=person)
    with pytest.raises(PermissionDenied):
        update_plan(plan=plan, data=plan.as_input(), by=person, revision=0)

    added = save_measure(plan=plan, data=a_measure(), by=person)
    assert (added.updated_by, added.binned_at) == (person, None)
