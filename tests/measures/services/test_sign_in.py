"""How many passwords are looked at: from one place, for one name, at once, and by all processes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, Lock

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from measures.models import SignInTry
from measures.services.sign_in import (
    ACCOUNT_WAIT,
    AT_ONCE,
    TRIES,
    TRIES_FROM_ONE_PLACE,
    TRIES_OF_ONE_ACCOUNT,
    WAIT,
    AccountClosedForNow,
    TooManyAtOnce,
    TooManyTries,
    check_sign_in,
    count_try,
    device_of,
)
from tests.factories import PASSWORD, make_user
from tests.together import together

pytestmark = pytest.mark.django_db
NAME = "legal@example.go.th"
HERE = "192.0.2.1"


def guess(
    name: str = NAME, address: str = HERE, password: str = "wrong", patience: float = 10
) -> object:
    return check_sign_in(name=name, password=password, address=address, patience=patience)


def test_noise_about_other_names_does_not_make_tries_forgotten():
    for _ in range(TRIES):
        guess()
    for place in range(40):
        for number in range(TRIES):
            guess(f"nobody{place}.{number}@example.go.th", f"198.51.100.{place}")

    with pytest.raises(TooManyTries):
        guess()


def test_one_place_cannot_try_a_password_on_everybody():
    for number in range(TRIES_FROM_ONE_PLACE):
        guess(f"person{number}@example.go.th")

    with pytest.raises(TooManyTries):
        guess("another@example.go.th")
    assert guess("another@example.go.th", "192.0.2.2") is None


def test_those_who_sign_in_well_do_not_fill_up_their_place():
    user = make_user(email=NAME, password=PASSWORD)
    for number in range(TRIES_FROM_ONE_PLACE - 1):
        guess(f"person{number}@example.go.th")

    assert [guess(password=PASSWORD) for _ in range(3)] == [user] * 3


def test_tries_are_forgotten_in_time():
    for _ in range(TRIES):
        guess()
    SignInTry.objects.update(at=timezone.now() - WAIT - timedelta(seconds=1))

    assert guess() is None
    SignInTry.objects.update(at=timezone.now() - ACCOUNT_WAIT - timedelta(seconds=1))
    assert guess() is None
    assert SignInTry.objects.count() == 1


def test_an_account_is_closed_to_guesses_from_many_places():
    user = make_user(email=NAME, staff_code="legal.1", password=PASSWORD)
    names = (NAME, "legal.1", "LEGAL.1 ")
    for number in range(TRIES_OF_ONE_ACCOUNT):
        guess(names[number % 3], f"198.51.100.{number}")

    with pytest.raises(AccountClosedForNow):
        guess(address="192.0.2.99", password=PASSWORD)
    SignInTry.objects.update(at=timezone.now() - ACCOUNT_WAIT - timedelta(seconds=1))
    assert guess(address="192.0.2.99", password=PASSWORD) == user


def test_a_name_that_nobody_has_is_closed_just_as_well():
    for number in range(TRIES_OF_ONE_ACCOUNT):
        guess("nobody@example.go.th", f"198.51.100.{number}")

    with pytest.raises(AccountClosedForNow):
        guess("nobody@example.go.th", "192.0.2.99")


def test_a_known_device_gets_in_while_others_guess_and_counts_by_itself():
    user = make_user(email=NAME, password=PASSWORD)
    other = make_user(email="other@example.go.th")
    for number in range(TRIES_OF_ONE_ACCOUNT):
        guess(address=f"198.51.100.{number}")

    def from_device(device: str, address: str, password: str = "wrong") -> object:
        return check_sign_in(name=NAME, password=password, address=address, device=device)

    own = device_of(user, "abc")
    assert from_device(own, "192.0.2.50", PASSWORD) == user
    for number in range(TRIES_OF_ONE_ACCOUNT):
        assert from_device(own, f"203.0.113.{number}") is None
    with pytest.raises(AccountClosedForNow):
        from_device(own, "192.0.2.51", PASSWORD)
    with pytest.raises(AccountClosedForNow):
        from_device(device_of(other, "abc"), "192.0.2.52", PASSWORD)


def test_neither_names_nor_addresses_are_kept():
    guess()
    kept = SignInTry.objects.values_list("person", "place", "account").get()

    assert [len(text) for text in kept] == [64, 64, 64]
    assert not {NAME, HERE} & set(kept)


@pytest.mark.django_db(transaction=True)
def test_tries_count_in_every_process(engine):
    if engine == "sqlite":
        assert str(connection.settings_dict["NAME"]).endswith(".sqlite3")
    code = (
        "import django; django.setup(); from django.db import connection as c; "
        "from django.conf import settings; "
        f"settings.PASSWORD_HASHERS = {settings.PASSWORD_HASHERS!r}; "
        f"c.settings_dict['NAME'] = {str(connection.settings_dict['NAME'])!r}; "
        "from measures.services.sign_in import check_sign_in; "
        f"[check_sign_in(name={NAME!r}, password='x', address={HERE!r}) for _ in range({TRIES})]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

    with pytest.raises(TooManyTries):
        guess()


class SlowHasher(MD5PasswordHasher):
    """Holds every check until it is told to go on, and counts how many there are at once."""

    algorithm = "slow"
    lock = Lock()
    go_on = Event()
    now = most = 0

    def encode(self, password: str, salt: str) -> str:
        with self.lock:
            type(self).now += 1
            type(self).most = max(self.most, self.now)
        self.go_on.wait(20)
        with self.lock:
            type(self).now -= 1
        return super().encode(password, salt)


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_no_more_than_one_after_the_other():
    def guess():
        count_try(account="codes", person="codes here", address="here")

    results = together(*[guess] * 24)

    assert results.count(None) <= TRIES
    assert SignInTry.objects.count() == results.count(None)


@pytest.mark.django_db(transaction=True)
@override_settings(PASSWORD_HASHERS=["tests.measures.services.test_sign_in.SlowHasher"])
def test_few_passwords_are_looked_at_at_once():
    """Each takes 100 MiB: three hundred at once took all memory of the machine."""
    SlowHasher.go_on.clear()

    def one(number: int) -> str:
        try:
            return str(guess(f"person{number}@example.go.th", patience=0.5))
        except TooManyAtOnce:
            return "too many"
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE + 3) as threads:
        jobs = [threads.submit(one, number) for number in range(AT_ONCE + 3)]
        while sum(job.done() for job in jobs) < 3:
            Event().wait(0.05)
        SlowHasher.go_on.set()
        answers = sorted(job.result() for job in jobs)

    assert answers == ["None"] * AT_ONCE + ["too many"] * 3
    assert SlowHasher.most == AT_ONCE
