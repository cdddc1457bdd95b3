"""Changing, suspending and removing the people of an organization."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent, Membership
from measures.permissions import can, limited_to, visible_organizations
from measures.roles import Action, Role
from measures.services.member_list import member_of, members_of
from measures.services.members import (
    LAST_ADMINISTRATOR,
    change_member,
    is_last_administrator,
    reactivate_member,
    remove_member,
    suspend_member,
    was_removed,
)
from tests.factories import AT, make_membership, make_organization, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_organization()


@pytest.fixture
def head(office):
    return make_user(role=Role.ADMINISTRATOR, organization=office)


@pytest.fixture
def clerk(office):
    return make_user(role=Role.STAFF, organization=office)


def parts_of(user):
    return {
        (part.role, tuple(unit.name for unit in part.units.all()), part.suspended_at)
        for part in Membership.objects.filter(user=user)
    }


def actions():
    return [event.action for event in AuditEvent.objects.order_by("pk")]


def change(office, user, by, roles=(Role.STAFF,), units=()):
    change_member(organization=office, user=user, roles=roles, units=units, by=by)


def test_change_member_gives_exactly_these_roles(office, head, clerk):
    finance = make_unit(organization=office, name="กองคลัง")

    change(office, clerk, head, [Role.STAFF, Role.EXECUTIVE], [finance])
    first = actions()
    change(office, clerk, head, [Role.STAFF, Role.EXECUTIVE], [finance])
    assert actions() == first == ["membership.updated", "membership.granted"]
    assert parts_of(clerk) == {("staff", ("กองคลัง",), None), ("executive", (), None)}
    assert limited_to(clerk, office) == frozenset({finance.pk})

    change(office, clerk, head, [Role.COORDINATOR], [finance])
    assert parts_of(clerk) == {("coordinator", (), None)}
    assert limited_to(clerk, office) is None


def test_suspending_allows_nothing_until_it_ends(office, head, clerk):
    number = clerk.session_number
    suspend_member(organization=office, user=clerk, by=head, at=AT)

    clerk.refresh_from_db()
    assert clerk.session_number == number + 1
    assert not can(clerk, Action.VIEW_PLAN, office)
    assert list(visible_organizations(clerk)) == []
    assert limited_to(clerk, office) == frozenset()
    change(office, clerk, head, [Role.LEGAL])
    assert parts_of(clerk) == {("legal", (), AT)}
    assert not can(clerk, Action.VIEW_PLAN, office)

    reactivate_member(organization=office, user=clerk, by=head)
    assert can(clerk, Action.PUBLISH_REPORT, office)
    assert actions() == [
        "membership.suspended",
        "membership.granted",
        "membership.revoked",
        "membership.reactivated",
    ]


def test_removing_takes_all_parts_and_leaves_the_account(office, head, clerk):
    make_membership(user=clerk, role=Role.EXECUTIVE, organization=office)
    other = make_organization()
    make_membership(user=clerk, role=Role.LEGAL, organization=other)

    remove_member(organization=office, user=clerk, by=head)

    assert parts_of(clerk) == {("legal", (), None)}
    assert was_removed(office, clerk.pk)
    assert not was_removed(other, clerk.pk)
    clerk.refresh_from_db()
    assert clerk.is_active


@pytest.mark.parametrize("act", ["change", "suspend", "remove"])
def test_the_last_administrator_stays(office, head, act):
    """A suspended one and one whose account is closed do not count."""
    away = make_user(role=Role.ADMINISTRATOR, organization=office)
    Membership.objects.filter(user=away).update(suspended_at=AT)
    make_user(role=Role.ADMINISTRATOR, organization=office, is_active=False)
    acts = {
        "change": lambda: change(office, head, head),
        "suspend": lambda: suspend_member(organization=office, user=head, by=head, at=AT),
        "remove": lambda: remove_member(organization=office, user=head, by=head),
    }

    assert is_last_administrator(office, head)
    with pytest.raises(ValidationError, match=LAST_ADMINISTRATOR):
        acts[act]()

    assert parts_of(head) == {("administrator", (), None)}
    assert actions() == []
    reactivate_member(organization=office, user=away, by=head)
    acts[act]()
    assert not can(head, Action.MANAGE_MEMBERS, office)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_of_the_organization_may(office, head, clerk, role):
    for by in (
        make_user(role=role, organization=office),
        make_user(role=Role.ADMINISTRATOR, organization=make_organization()),
    ):
        for act in (
            lambda by: change(office, clerk, by),
            lambda by: suspend_member(organization=office, user=clerk, by=by, at=AT),
            lambda by: reactivate_member(organization=office, user=clerk, by=by),
            lambda by: remove_member(organization=office, user=clerk, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(by)

    assert parts_of(clerk) == {("staff", (), None)}
    assert actions() == []


def test_change_member_refuses_no_role_and_foreign_units(office, head, clerk):
    with pytest.raises(ValidationError) as none:
        change(office, clerk, head, [])
    with pytest.raises(ValidationError) as foreign:
        change(office, clerk, head, [Role.STAFF], [make_unit()])

    assert [*none.value.message_dict, *foreign.value.message_dict] == ["roles", "units"]
    assert parts_of(clerk) == {("staff", (), None)}
    assert actions() == []


def test_members_of_is_one_row_a_person(office, head, clerk, django_assert_num_queries):
    make_membership(user=clerk, role=Role.EXECUTIVE, organization=office)
    finance = make_unit(organization=office, name="กองคลัง")
    Membership.objects.get(user=clerk, role="staff").units.add(finance)

    with django_assert_num_queries(2):
        rows = {member.user: member for member in members_of(office)}

    assert set(rows) == {head, clerk}
    assert rows[clerk].roles == (Role.STAFF, Role.EXECUTIVE)
    assert rows[clerk].units == (finance,)
    assert member_of(office, clerk.pk) == rows[clerk]
    assert member_of(make_organization(), clerk.pk) is None
