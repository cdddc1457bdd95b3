"""Inviting people, and accepting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent, Invitation, Membership, User
from measures.roles import Role
from measures.services.invitations import (
    IS_MEMBER,
    VALID_FOR,
    WAITS,
    InvitationClosed,
    accept_as_member,
    accept_as_new,
    invitation_of,
    invite,
    send_again,
    withdraw_invitation,
)
from measures.services.members import suspend_member
from tests.factories import (
    AT,
    PASSWORD,
    make_organization,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
EMAIL = "saraban@example.go.th"


@pytest.fixture
def office():
    return make_organization()


@pytest.fixture
def head(office):
    return make_user(role=Role.ADMINISTRATOR, organization=office)


def send(office, by, **changes):
    said = {
        "email": " Saraban@example.go.th",
        "display_name": "เจ้าหน้าที่งานสารบรรณ",
        "roles": [Role.STAFF],
        "units": [],
        "at": AT,
    }
    return invite(organization=office, by=by, **{**said, **changes})


def accept(token, at=AT, password=PASSWORD):
    return accept_as_new(token=token, display_name="สารบรรณ", password=password, at=at)


def actions():
    return [event.action for event in AuditEvent.objects.order_by("pk")]


def test_an_invitation_becomes_an_account_with_its_parts(office, head):
    finance = make_unit(organization=office, name="กองคลัง")
    sent = send(office, head, roles=[Role.EXECUTIVE, Role.STAFF], units=[finance])

    user = accept(sent.token)

    assert (user.email, user.display_name, user.check_password(PASSWORD)) == (
        EMAIL,
        "สารบรรณ",
        True,
    )
    parts = {part.role: list(part.units.all()) for part in user.memberships.all()}
    assert parts == {"staff": [finance], "executive": []}
    stored = Invitation.objects.get()
    assert (stored.accepted_at, stored.accepted_by, stored.email) == (AT, user, EMAIL)
    assert actions() == [
        "invitation.created",
        "user.created",
        "membership.granted",
        "membership.granted",
        "invitation.accepted",
    ]


def test_of_the_link_only_a_hash_is_stored(office, head):
    sent = send(office, head)

    stored = [str(value) for value in Invitation.objects.values_list().get()]
    events = str(list(AuditEvent.objects.values_list("before", "after")))
    assert len(sent.token) >= 40
    assert sent.token not in "".join(stored) + events


def test_a_link_works_once(office, head):
    sent = send(office, head)
    accept(sent.token)

    with pytest.raises(InvitationClosed):
        accept(sent.token)
    assert User.objects.filter(email=EMAIL).count() == 1


def test_a_link_ends_in_time(office, head):
    sent = send(office, head)

    assert invitation_of(token=sent.token, at=AT + VALID_FOR - timedelta(seconds=1))
    with pytest.raises(InvitationClosed):
        accept(sent.token, at=AT + VALID_FOR)
    assert not User.objects.filter(email=EMAIL).exists()


def test_sending_again_makes_a_new_link_and_kills_the_old_one(office, head):
    old = send(office, head)
    later = AT + timedelta(days=30)

    new = send_again(invitation=old.invitation, by=head, at=later)

    with pytest.raises(InvitationClosed):
        accept(old.token, at=later)
    assert accept(new.token, at=later).email == EMAIL
    assert "invitation.sent_again" in actions()


def test_sending_again_twice_makes_one_new_link(office, head):
    old = send(office, head).invitation
    seen = old.sent_at.isoformat()

    new, twin = (
        send_again(invitation=old, by=head, at=AT + timedelta(hours=1), seen=seen) for _ in range(2)
    )

    assert accept(new.token).email == EMAIL
    assert twin.token == ""
    assert actions().count("invitation.sent_again") == 1


def test_a_withdrawn_link_is_dead_and_stays_so(office, head):
    sent = send(office, head)
    withdraw_invitation(invitation=sent.invitation, by=head, at=AT)

    for act in (
        lambda: accept(sent.token),
        lambda: send_again(invitation=sent.invitation, by=head, at=AT),
        lambda: withdraw_invitation(invitation=sent.invitation, by=head, at=AT),
    ):
        with pytest.raises(InvitationClosed):
            act()
    assert actions() == ["invitation.created", "invitation.withdrawn"]
    assert send(office, head).token


def test_a_link_is_dead_when_its_inviter_may_invite_no_more(office, head):
    sent = send(office, head)
    second = make_user(role=Role.ADMINISTRATOR, organization=office)
    suspend_member(organization=office, user=head, by=second, at=AT)

    with pytest.raises(InvitationClosed):
        accept(sent.token)


def test_the_same_form_sent_twice_invites_once(office, head):
    first = send(office, head)
    second = send(office, head)

    assert (second.invitation, second.token) == (first.invitation, "")
    assert actions() == ["invitation.created"]


@pytest.mark.parametrize(
    "changes",
    [
        {"display_name": "คนอื่น"},
        {"roles": [Role.LEGAL]},
        {"at": AT + VALID_FOR},
    ],
)
def test_another_invitation_to_one_who_is_waited_for_is_refused(office, head, changes):
    send(office, head)

    with pytest.raises(ValidationError) as refusal:
        send(office, head, **changes)

    assert refusal.value.message_dict == {"email": [WAITS]}
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"roles": []}, "roles"),
        ({"email": "not an address"}, "email"),
        ({"email": "a" * 250 + "@example.go.th"}, "email"),
        ({"display_name": ""}, "display_name"),
        ({"display_name": "ก" * 201}, "display_name"),
    ],
)
def test_invite_refuses_bad_values(office, head, changes, field):
    with pytest.raises(ValidationError) as refusal:
        send(office, head, **changes)

    assert list(refusal.value.message_dict) == [field]
    assert not Invitation.objects.exists()
    assert actions() == []


def test_invite_refuses_members_and_foreign_units(office, head):
    make_user(email=EMAIL, role=Role.LEGAL, organization=office)

    with pytest.raises(ValidationError, match=IS_MEMBER):
        send(office, head)
    with pytest.raises(ValidationError):
        send(office, head, email="new@example.go.th", units=[make_unit()])
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_of_the_organization_invites(office, head, role):
    sent = send(office, head)
    for by in (
        make_user(role=role, organization=office),
        make_user(role=Role.ADMINISTRATOR, organization=make_organization()),
    ):
        for act in (
            lambda by: send(office, by, email="new@example.go.th"),
            lambda by: send_again(invitation=sent.invitation, by=by, at=AT),
            lambda by: withdraw_invitation(invitation=sent.invitation, by=by, at=AT),
        ):
            with pytest.raises(PermissionDenied):
                act(by)
    assert actions() == ["invitation.created"]


@pytest.mark.parametrize("password", ["short", "123456789012345", "saraban@example.go.th"])
def test_accepting_refuses_a_weak_password_and_can_be_tried_again(office, head, password):
    sent = send(office, head)

    with pytest.raises(ValidationError):
        accept(sent.token, password=password)

    assert not User.objects.filter(email=EMAIL).exists()
    assert accept(sent.token).email == EMAIL


def test_one_with_an_account_accepts_with_it(office, head):
    other = make_organization()
    user = make_user(email=EMAIL, role=Role.LEGAL, organization=other, password=PASSWORD)
    sent = send(office, head)

    with pytest.raises(PermissionDenied):
        accept(sent.token)
    with pytest.raises(PermissionDenied):
        accept_as_member(token=sent.token, by=head, at=AT)
    assert accept_as_member(token=sent.token, by=user, at=AT) == office

    assert {(part.organization, part.role) for part in Membership.objects.filter(user=user)} == {
        (other, "legal"),
        (office, "staff"),
    }
    assert user.check_password(PASSWORD)


def test_a_closed_account_accepts_nothing(office, head):
    user = make_user(email=EMAIL, is_active=False)
    sent = send(office, head)

    with pytest.raises(PermissionDenied):
        accept_as_member(token=sent.token, by=user, at=AT)
    assert not Membership.objects.filter(user=user).exists()
