"""The link of a letter that sets a new password."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent
from measures.services.password_reset import ask_for_reset, person_of_link, reset_password
from measures.services.sign_in import TRIES, TooManyTries
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
EMAIL = "legal@example.go.th"
NEW = "another-horse-battery"


@pytest.fixture
def person():
    return make_user(email=EMAIL, password=PASSWORD)


def link(email=EMAIL, address="192.0.2.1"):
    return ask_for_reset(email=email, address=address)


def test_the_link_sets_a_password_once(person):
    made = link(" LEGAL@example.go.th")
    assert (made.user, person_of_link(uid=made.uid, token=made.token)) == (person, person)

    user = reset_password(uid=made.uid, token=made.token, password=NEW)

    assert user == person
    assert user.check_password(NEW)
    assert user.session_number == person.session_number
    assert AuditEvent.objects.get().action == "user.password_changed"
    with pytest.raises(PermissionDenied):
        reset_password(uid=made.uid, token=made.token, password=PASSWORD)


def test_the_link_of_an_older_letter_is_dead_as_well(person):
    old, new = link(), link()

    reset_password(uid=new.uid, token=new.token, password=NEW)

    assert person_of_link(uid=old.uid, token=old.token) is None


def test_the_link_ends_in_time(person, settings):
    made = link()
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert person_of_link(uid=made.uid, token=made.token) is None


def test_a_weak_password_leaves_the_link_alive(person):
    made = link()

    with pytest.raises(ValidationError):
        reset_password(uid=made.uid, token=made.token, password="short")
    assert person_of_link(uid=made.uid, token=made.token) == person


@pytest.mark.parametrize(
    ("uid", "token"),
    [
        ("", ""),
        ("MQ", "x-1"),
        ("%%%", "x-1"),
        ("____", "x-1"),
        ("OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ", "x-1"),
        ("LTE", "x-1"),
    ],
)
def test_other_links_are_nobodys(person, uid, token):
    assert person_of_link(uid=uid, token=token) is None


def test_nobody_else_gets_a_link(person):
    make_user(email="left@example.go.th", is_active=False)

    assert link("nobody@example.go.th") is None
    assert link("left@example.go.th") is None


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.go.th"])
def test_few_letters_are_written_to_one_address(person, email):
    for _ in range(TRIES):
        link(email)

    with pytest.raises(TooManyTries):
        link(email)
