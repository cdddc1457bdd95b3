"""Checks of names and passwords: few for each person and place, and few at once."""

from __future__ import annotations

from datetime import timedelta
from threading import BoundedSemaphore

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from measures.models import SignInTry, User

TRIES = 10
TRIES_FROM_ONE_PLACE = 100  # an office behind one address shares these
WAIT = timedelta(minutes=15)
AT_ONCE = 2
PATIENCE_SECONDS = 4.0

# each check takes 100 MiB by intent: a few hundred at once would take all memory of the machine
_checks = BoundedSemaphore(AT_ONCE)


class TooManyTries(Exception):
    """The password has not been looked at; the next try is free after WAIT at the latest."""


class TooManyAtOnce(Exception):
    """The password has not been looked at: too many others are signing in just now."""


def check_sign_in(
    *, name: str, password: str, address: str, patience: float = PATIENCE_SECONDS
) -> User | None:
    """The active person of that e-mail or staff code and password, or None.

    Raises TooManyTries after TRIES failures from one address for one name, whether the name is
    someone's or not, so that the answer tells nothing about who has an account; and after
    TRIES_FROM_ONE_PLACE failures from one address for any names. Raises TooManyAtOnce
    when its turn does not come within `patience` seconds.
    """
    place = _hidden(address)
    person = _hidden(f"{name.strip().lower()}\n{address}")
    if not _checks.acquire(timeout=patience):
        raise TooManyAtOnce
    try:
        _count_try(person, place)
        user = authenticate(username=name, password=password)
    finally:
        _checks.release()
    if not isinstance(user, User):
        return None
    SignInTry.objects.filter(person=person).delete()
    return user


@transaction.atomic
def _count_try(person: str, place: str) -> None:
    """Before the password is looked at: so tries at the same time all count."""
    since = timezone.now() - WAIT
    tries = SignInTry.objects.filter(place=place, at__gte=since)
    if tries.count() >= TRIES_FROM_ONE_PLACE or tries.filter(person=person).count() >= TRIES:
        raise TooManyTries
    SignInTry.objects.filter(at__lt=since).delete()
    SignInTry.objects.create(person=person, place=place)


def _hidden(text: str) -> str:
    """Whoever reads the database learns neither the names that were typed nor the addresses."""
    return salted_hmac("measures.sign-in", text, algorithm="sha256").hexdigest()
