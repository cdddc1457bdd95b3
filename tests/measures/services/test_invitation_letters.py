"""How many letters of invitation are written in an hour."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from measures.models import AuditEvent
from measures.roles import Role
from measures.services.invitations import (
    LETTERS_AN_HOUR,
    LETTERS_TO_ONE,
    TOO_MANY,
    invite,
    send_again,
    withdraw_invitation,
)
from tests.factories import AT, make_organization, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_organization()


@pytest.fixture
def head(office):
    return make_user(role=Role.ADMINISTRATOR, organization=office)


def send(office, by, *, email="saraban@example.go.th", at=AT):
    return invite(
        organization=office,
        email=email,
        display_name="สารบรรณ",
        roles=[Role.STAFF],
        units=[],
        by=by,
        at=at,
    )


def test_one_address_is_written_to_a_few_times_an_hour(office, head):
    invitation = send(office, head).invitation
    for _ in range(LETTERS_TO_ONE - 1):
        send_again(invitation=invitation, by=head, at=AT)

    with pytest.raises(ValidationError) as again:
        send_again(invitation=invitation, by=head, at=AT)
    withdraw_invitation(invitation=invitation, by=head, at=AT)
    with pytest.raises(ValidationError) as anew:
        send(office, head)

    assert (again.value.messages, anew.value.messages) == ([TOO_MANY], [TOO_MANY])
    assert AuditEvent.objects.filter(action="invitation.sent_again").count() == LETTERS_TO_ONE - 1
    assert send(office, head, email="other@example.go.th").token
    assert send(office, head, at=AT + timedelta(hours=1)).token


def test_an_organization_writes_so_many_letters_an_hour(office, head):
    for number in range(LETTERS_AN_HOUR):
        send(office, head, email=f"person{number}@example.go.th")

    with pytest.raises(ValidationError, match=TOO_MANY):
        send(office, head)
    second = make_organization()
    assert send(second, make_user(role=Role.ADMINISTRATOR, organization=second)).token
