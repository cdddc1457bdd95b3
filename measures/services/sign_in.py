"""Checks of names and passwords: few for each person, place and account, and few at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
TRIES_OF_ONE_ACCOUNT = 20  # under all its names and from all places together
ACCOUNT_WAIT = timedelta(hours=1)
AT_ONCE = 2
PATIENCE_SECONDS = 4.0

# each check takes 100 MiB by intent: a few hundred at once would take all memory of the machine
_checks = BoundedSemaphore(AT_ONCE)


class TooManyTries(Exception):
    """The password has not been looked at; the next try is free after WAIT at the latest."""


class AccountClosedForNow(TooManyTries):
    """The password has not been looked at; the account takes none for up to ACCOUNT_WAIT.

    Its person gets in by a letter to their address, or from a device that is known.
    """


class TooManyAtOnce(Exception):
    """The password has not been looked at: too many others are signing in just now."""


def check_sign_in(
    *,
    name: str,
    password: str,
    address: str,
    device: str = "",
    patience: float = PATIENCE_SECONDS,
) -> User | None:
    """The active person of that e-mail or staff code and password, or None.

    `device` is what a browser showed that has signed in before: see `device_of`.

    Raises TooManyTries after TRIES failures from one address for one name, whether the name is
    someone's or not, so that the answer tells nothing about who has an account; and after
    TRIES_FROM_ONE_PLACE failures from one address for any names. Raises AccountClosedForNow after
    TRIES_OF_ONE_ACCOUNT failures from anywhere; devices that are known count by themselves. Raises
    TooManyAtOnce when its turn does not come within `patience` seconds.
    """
    person = f"{name.strip().lower()}\n{address}"
    with few_at_once(patience):
        count_try(account=_account(name, device), person=person, address=address)
        user = authenticate(username=name, password=password)
    if not isinstance(user, User):
        return None
    forget_tries(person=person)
    return user


def check_own_password(*, user: User, password: str, address: str) -> bool:
    """Whether it is the password of a person who has signed in already; counts like signing in.

    Raises as `check_sign_in`.
    """
    return check_sign_in(name=user.email, password=password, address=address) == user


@contextmanager
def few_at_once(patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Wait for a turn to look at a password or to hash one; raises TooManyAtOnce."""
    if not _checks.acquire(timeout=patience):
        raise TooManyAtOnce
    try:
        yield
    finally:
        _checks.release()


def count_try(*, account: str, person: str, address: str) -> None:
    """Count before looking; raises as `check_sign_in`.

    The try is in the database before the others are counted, so that of many at the same time,
    which all see each other, no more get through than of as many one after the other.
    """
    now = timezone.now()
    own = _noted(_hidden(account), _hidden(person), _hidden(address))
    others = SignInTry.objects.exclude(pk=own.pk)
    recent = others.filter(at__gte=now - WAIT, place=own.place)
    if recent.count() >= TRIES_FROM_ONE_PLACE or recent.filter(person=own.person).count() >= TRIES:
        own.delete()
        raise TooManyTries
    of_account = others.filter(at__gte=now - ACCOUNT_WAIT, account=own.account)
    if of_account.count() >= TRIES_OF_ONE_ACCOUNT:
        own.delete()
        raise AccountClosedForNow


@transaction.atomic(durable=True)
def _noted(account: str, person: str, place: str) -> SignInTry:
    """A try of now; those that count no more go."""
    SignInTry.objects.filter(at__lt=timezone.now() - ACCOUNT_WAIT).delete()
    return SignInTry.objects.create(account=account, person=person, place=place)


def forget_tries(*, person: str) -> None:
    """After success a person at a place begins anew."""
    SignInTry.objects.filter(person=_hidden(person)).delete()


def device_of(user: User, number: str) -> str:
    """What a browser is given at sign-in; the view signs it. It opens nothing by itself."""
    return f"{user.pk}:{number}"


def _account(name: str, device: str) -> str:
    """Whose tries these are; names that nobody has are counted alike."""
    try:
        user = User.objects.get_by_natural_key(name)
    except User.DoesNotExist:
        return f"name {name.strip().lower()}"
    is_known = device.partition(":")[0] == str(user.pk)
    return f"device {device}" if is_known else f"account {user.pk}"


def _hidden(text: str) -> str:
    """Whoever reads the database learns neither the names that were typed nor the addresses."""
    return salted_hmac("measures.sign-in", text, algorithm="sha256").hexdigest()
