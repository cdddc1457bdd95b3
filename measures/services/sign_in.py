"""Checks of names and passwords, a few for each person and place in a quarter of an hour."""

from __future__ import annotations

from hashlib import sha256

from django.contrib.auth import authenticate
from django.core.cache import cache

from measures.models import User

TRIES = 10
WAIT_SECONDS = 15 * 60


class TooManyTries(Exception):
    """The password has not been looked at; the next try is free in WAIT_SECONDS at the latest."""


def check_sign_in(*, name: str, password: str, address: str) -> User | None:
    """The active person of that e-mail or staff code and password, or None.

    Raises TooManyTries after TRIES failures from one address for one name, whether the name is
    someone's or not, so that the answer tells nothing about who has an account.
    """
    slots = _slots(name, address)
    # a try takes a slot before the password is looked at: tries at the same time cannot share one
    if not any(cache.add(slot, 1, WAIT_SECONDS) for slot in slots):
        raise TooManyTries
    user = authenticate(username=name, password=password)
    if not isinstance(user, User):
        return None
    cache.delete_many(slots)
    return user


def _slots(name: str, address: str) -> list[str]:
    person = sha256(f"{name.strip().lower()}\n{address}".encode()).hexdigest()
    return [f"sign-in-{person}-{number}" for number in range(TRIES)]
