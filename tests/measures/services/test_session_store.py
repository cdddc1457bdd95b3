"""Sessions: two ends, to the second; keys that are stored nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from measures.models import User
from measures.roles import Role
from measures.services.accounts import end_sessions, revoke_role, set_password, update_user
from measures.services.session_store import BEGAN, stored_key
from tests.factories import (
    PASSWORD,
    make_membership,
    make_organization,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db
IDLE = timedelta(minutes=30)
WHOLE = timedelta(hours=12)
MOMENT = timedelta(seconds=30)  # longer than a busy machine takes for a page


@pytest.fixture
def person(client):
    user = make_user(password=PASSWORD)
    client.force_login(user)
    return user


def is_known(client) -> bool:
    return bool(client.get("/account/").status_code == 200)


def row(client) -> Session:
    return Session.objects.get(pk=stored_key(client.cookies["session"].value))


def age(client, *, began: timedelta, used: timedelta) -> None:
    """As if the session had begun and been used so long ago."""
    now, stored = timezone.now(), row(client)
    data = stored.get_decoded() | {BEGAN: (now - began).timestamp()}
    store = client.session
    stored.session_data = store.encode(data)
    stored.expire_date = min(now - used + IDLE, now - began + WHOLE)
    stored.save()


@pytest.mark.parametrize(
    ("began", "used", "goes_on"),
    [
        (IDLE - MOMENT, IDLE - MOMENT, True),
        (IDLE + MOMENT, IDLE + MOMENT, False),
        (WHOLE - MOMENT, MOMENT, True),
        (WHOLE + MOMENT, MOMENT, False),
        (timedelta(hours=11), IDLE + MOMENT, False),
    ],
)
def test_a_session_ends_when_idle_and_in_any_case(client, person, began, used, goes_on):
    age(client, began=began, used=used)

    assert is_known(client) == goes_on


def test_use_keeps_a_session_until_its_last_end(client, person):
    age(client, began=WHOLE - timedelta(minutes=10), used=timedelta(minutes=20))

    assert is_known(client)
    left = row(client).expire_date - timezone.now()
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)


def test_use_within_a_minute_writes_nothing(client, person, django_assert_num_queries):
    is_known(client)
    before = row(client).expire_date

    is_known(client)

    assert row(client).expire_date == before
    age(client, began=IDLE, used=timedelta(seconds=70))
    is_known(client)
    assert row(client).expire_date > before - MOMENT


def test_the_database_holds_no_key_that_opens_a_session(client, person):
    key = client.cookies["session"].value

    stored = Session.objects.get()
    assert stored.pk != key
    assert key not in stored.session_data
    client.cookies["session"] = stored.pk[:32]
    assert not is_known(client)


def test_a_session_gets_a_new_key_at_sign_in_and_the_old_one_is_dead(client):
    make_user(email="a@example.test", password=PASSWORD)
    session = client.session
    session["seen"] = 1
    session.save()
    old = client.cookies["session"].value

    client.post("/sign-in/", {"name": "a@example.test", "password": PASSWORD})

    new = client.cookies["session"].value
    assert new != old
    assert is_known(client)
    client.cookies["session"] = old
    assert not is_known(client)
    assert Session.objects.count() == 1


def test_a_session_is_dead_after_sign_out(client, person):
    key = client.cookies["session"].value
    client.post("/sign-out/")

    client.cookies["session"] = key
    assert not is_known(client)
    assert not Session.objects.exists()


def ways_to_end() -> dict[str, Callable[[User, User], object]]:
    def deactivate(user: User, by: User) -> None:
        same: dict[str, Any] = {"email": user.email, "display_name": user.display_name}
        update_user(user=user, **same, is_active=False, by=by)
        update_user(user=user, **same, is_active=True, by=by)

    def revoke(user: User, by: User) -> None:
        part = make_membership(user=user, role=Role.LEGAL, organization=make_organization())
        revoke_role(membership=part, by=by)

    return {
        "password": lambda user, by: set_password(user=user, password=PASSWORD, by=by),
        "deactivated, also for a moment": deactivate,
        "role": revoke,
        "asked": lambda user, by: end_sessions(user=user, by=user),
    }


@pytest.mark.parametrize("way", list(ways_to_end()))
def test_all_sessions_end_with(client, person, way):
    assert is_known(client)

    ways_to_end()[way](person, make_superuser())

    assert not is_known(client)
    client.force_login(User.objects.get(pk=person.pk))
    assert is_known(client)


def test_sessions_that_have_ended_are_forgotten(client, person):
    age(client, began=WHOLE * 2, used=WHOLE)

    Client().force_login(person)

    assert Session.objects.filter(expire_date__gt=timezone.now()).count() == 1
    assert Session.objects.count() == 1


def test_the_cookie_lasts_as_long_as_the_session(client):
    make_user(email="a@example.test", password=PASSWORD)
    client.post("/sign-in/", {"name": "a@example.test", "password": PASSWORD})

    cookie = client.cookies["session"]
    assert WHOLE.total_seconds() - 5 < int(cookie["max-age"]) <= WHOLE.total_seconds()
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
