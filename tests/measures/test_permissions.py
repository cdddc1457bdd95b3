import itertools

import pytest
from django.core.exceptions import PermissionDenied

from measures.permissions import can, require, rights_of, visible_organizations
from measures.roles import ROLE_ACTIONS, SUPERUSER_ACTIONS, Action, Role
from tests.factories import make_membership, make_organization, make_superuser, make_user

pytestmark = pytest.mark.django_db

VIEW, EDIT, LAYOUT = Action.VIEW_PLAN, Action.EDIT_PLAN, Action.EDIT_LAYOUT
TABLE = {
    Role.STAFF: {VIEW, EDIT},
    Role.COORDINATOR: {VIEW, EDIT, Action.EXPORT_REPORT},
    Role.LEGAL: {
        VIEW,
        EDIT,
        LAYOUT,
        Action.SUBMIT_REPORT,
        Action.RETURN_REPORT,
        Action.RECORD_APPROVAL,
        Action.PUBLISH_REPORT,
        Action.EXPORT_REPORT,
    },
    Role.EXECUTIVE: {
        VIEW,
        Action.RETURN_REPORT,
        Action.APPROVE_REPORT,
        Action.EXPORT_REPORT,
    },
    Role.ADMINISTRATOR: {VIEW, Action.MANAGE_MEMBERS, Action.MANAGE_ORGANIZATION},
    Role.AUDITOR: {VIEW, Action.EXPORT_REPORT},
}


def test_role_actions_are_the_table_of_the_product():
    assert {role: set(actions) for role, actions in ROLE_ACTIONS.items()} == TABLE


def test_can_allows_each_role_its_actions_in_its_organization_only():
    own, other = make_organization(), make_organization()
    people = {role: make_user(role=role, organization=own) for role in Role}

    allowed = {
        (role, action, place)
        for role, action, place in itertools.product(Role, Action, ("own", "other", "all"))
        if can(people[role], action, {"own": own, "other": other, "all": None}[place])
    }

    assert allowed == {(role, action, "own") for role in Role for action in TABLE[role]}


def test_rights_in_an_organization_are_those_that_can_allows_one_by_one():
    own, other = make_organization(), make_organization()
    people = [make_user(role=role, organization=own) for role in Role]
    people += [make_user(role=Role.AUDITOR), make_superuser(), make_user()]
    people.append(make_user(role=Role.LEGAL, organization=own, is_active=False))
    make_membership(user=people[0], organization=own, role=Role.LEGAL)

    for person, place in itertools.product(people, (own, other)):
        one_by_one = {action for action in Action if can(person, action, place)}
        assert rights_of(person).in_organization(place.pk) == one_by_one


def test_can_allows_an_auditor_of_everywhere_to_read_everywhere():
    auditor = make_user(role=Role.AUDITOR)

    allowed = {action for action in Action if can(auditor, action, make_organization())}

    assert allowed == {Action.VIEW_PLAN, Action.EXPORT_REPORT}


def test_can_gives_a_superuser_no_part_in_the_life_of_a_report():
    superuser = make_superuser()

    allowed = {action for action in Action if can(superuser, action, make_organization())}

    assert allowed == SUPERUSER_ACTIONS
    assert not allowed & {
        Action.SUBMIT_REPORT,
        Action.RETURN_REPORT,
        Action.APPROVE_REPORT,
        Action.PUBLISH_REPORT,
        Action.EXPORT_REPORT,
    }


def test_can_adds_up_the_roles_of_one_person():
    organization = make_organization()
    user = make_user(role=Role.STAFF, organization=organization)
    make_membership(user=user, role=Role.EXECUTIVE, organization=organization)

    allowed = {action for action in Action if can(user, action, organization)}

    assert allowed == TABLE[Role.STAFF] | TABLE[Role.EXECUTIVE]


@pytest.mark.parametrize("is_superuser", [False, True])
def test_can_allows_an_inactive_account_nothing(is_superuser):
    organization = make_organization()
    user = make_user(
        role=Role.LEGAL, organization=organization, is_active=False, is_superuser=is_superuser
    )

    assert [action for action in Action if can(user, action, organization)] == []
    assert list(visible_organizations(user)) == []


def test_can_forgets_a_role_at_once():
    organization = make_organization()
    user = make_user(role=Role.STAFF, organization=organization)
    assert can(user, Action.EDIT_PLAN, organization)

    user.memberships.all().delete()

    assert not can(user, Action.EDIT_PLAN, organization)


def test_require_raises_permission_denied():
    organization = make_organization()
    staff = make_user(role=Role.STAFF, organization=organization)

    require(staff, Action.EDIT_PLAN, organization)
    with pytest.raises(PermissionDenied):
        require(staff, Action.PUBLISH_REPORT, organization)


def test_visible_organizations_are_those_of_the_person():
    own, other = make_organization(sort_key="2"), make_organization(sort_key="1")
    staff = make_user(role=Role.STAFF, organization=own)
    make_membership(user=staff, role=Role.LEGAL, organization=own)

    assert list(visible_organizations(staff)) == [own]
    assert list(visible_organizations(make_user())) == []
    assert list(visible_organizations(make_user(role=Role.AUDITOR))) == [other, own]
    assert list(visible_organizations(make_superuser())) == [other, own]
