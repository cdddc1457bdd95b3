"""What `rights_of` reads at once is what the single questions answer."""

import pytest

from measures.models import Owner
from measures.permissions import can, can_edit_all, can_edit_measure, owner_units, rights_of
from measures.roles import Action, Role
from tests.factories import (
    AT,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_superuser,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def measures():
    """Measures of a unit, of one below it, of another, and of nobody, in two organizations."""
    made = []
    for code in ("own", "other"):
        organization = make_organization(code=code)
        parent = make_unit(organization=organization, name="สำนักปลัด")
        units = [parent, make_unit(organization=organization, parent=parent, name="งานนิติการ")]
        units.append(make_unit(organization=organization, name="กองคลัง"))
        plan = make_plan(organization=organization)
        for unit in units:
            measure = make_measure(plan=plan)
            owner = Owner.objects.create(measure=measure, position=1, text=unit.name)
            owner.units.add(unit)
            made.append(measure)
        made.append(make_measure(plan=plan))
    return made


def people(measures):
    own, other = (measures[at].plan.organization for at in (0, 4))
    yield make_superuser()
    yield make_user()
    yield make_user(role=Role.AUDITOR)
    yield make_user(role=Role.LEGAL, organization=own, is_active=False)
    for role in Role:
        yield make_user(role=role, organization=own)
        for name in ("สำนักปลัด", "กองคลัง"):
            user = make_user(role=Role.EXECUTIVE, organization=other)
            part = make_membership(user=user, role=role, organization=own)
            part.units.add(own.units.get(name=name))
            yield user
    both = make_user(role=Role.COORDINATOR, organization=own)
    part = make_membership(user=both, role=Role.STAFF, organization=own)
    part.units.add(own.units.get(name="กองคลัง"))
    yield both
    away = make_user(role=Role.STAFF, organization=own)
    make_membership(user=away, role=Role.LEGAL, organization=own, suspended_at=AT)
    yield away
    part = make_membership(user=away, role=Role.COORDINATOR, organization=other, suspended_at=AT)
    part.units.add(other.units.get(name="กองคลัง"))
    yield away
    legal = make_superuser()
    part = make_membership(user=legal, role=Role.LEGAL, organization=own)
    part.units.add(own.units.get(name="กองคลัง"))
    yield legal


def test_rights_are_what_the_single_questions_answer(measures, django_assert_max_num_queries):
    responsible = {measure: owner_units(measure) for measure in measures}
    for user in people(measures):
        with django_assert_max_num_queries(2):
            rights = rights_of(user)
        for organization in {measure.plan.organization for measure in measures}:
            key = organization.pk
            may = {action for action in Action if rights.may(action, key)}
            assert may == {action for action in Action if can(user, action, organization)}
            assert rights.may_edit_all(key) == can_edit_all(user, organization)
        for measure, units in responsible.items():
            may_edit = rights.may_edit(measure.plan.organization_id, units)
            assert may_edit == can_edit_measure(user, measure)
            assert rights.may_edit_measure(measure) == may_edit
