"""Codes of the second step: sealed, used once, few tries."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import override_settings

from ita_portal.thai.numerals import to_thai
from measures.models import AuditEvent
from measures.services.second_step import (
    check_code,
    codes_left,
    has_second_step,
    new_secret,
    renew_codes,
    start_second_step,
    stop_second_step,
)
from measures.services.sign_in import TRIES, TooManyTries
from tests.factories import make_superuser, make_user

pytestmark = pytest.mark.django_db
HERE = "192.0.2.1"


def code_of(secret: str, later: int = 0) -> str:
    """The code `later` half minutes from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


@pytest.fixture
def secret():
    return new_secret()


@pytest.fixture
def person():
    return make_user()


@pytest.fixture
def codes(person, secret):
    """The recovery codes of the person, who asks for a second step from now on."""
    return start_second_step(user=person, secret=secret, code=code_of(secret, -1), by=person)


def actions():
    return [event.action for event in AuditEvent.objects.order_by("pk")]


def check(user, code, address=HERE):
    row = check_code(user=user, code=code, address=address)
    return row.type if row else None


def test_starting_asks_for_what_the_app_shows(secret):
    user = make_user()

    with pytest.raises(ValidationError) as refusal:
        start_second_step(user=user, secret=secret, code=code_of(secret, 5), by=user)
    assert list(refusal.value.message_dict) == ["code"]
    assert not has_second_step(user)

    codes = start_second_step(user=user, secret=secret, code=to_thai(code_of(secret)), by=user)
    assert len(set(codes)) == 10
    assert (has_second_step(user), codes_left(user), actions()) == (
        True,
        10,
        ["user.second_step_started"],
    )
    with pytest.raises(ValidationError):
        start_second_step(user=user, secret=secret, code=code_of(secret, 1), by=user)


def test_a_code_works_once(person, codes, secret):
    code = code_of(secret)

    assert [check(person, code), check(person, code)] == ["totp", None]
    assert check(person, code_of(secret, -1)) is None  # the one before the last used
    assert check(person, f" {code_of(secret, 1)[:3]} {to_thai(code_of(secret, 1)[3:])}") == "totp"


def test_a_recovery_code_works_once(person, codes):
    first, second, *_ = codes

    assert [check(person, first), check(person, first), check(person, second)] == [
        "recovery_codes",
        None,
        "recovery_codes",
    ]
    assert codes_left(person) == 8


def test_new_recovery_codes_replace_the_old(person, codes):
    new = renew_codes(user=person, by=person)

    assert check(person, codes[0]) is None
    assert check(person, new[0]) == "recovery_codes"


@pytest.mark.parametrize("code", ["", "000000", "กขคงจฉ", "1" * 40, "๐" * 8])
def test_other_codes_do_not(person, codes, code):
    assert check(person, code) is None


def test_codes_of_others_do_not(person, codes, secret):
    assert check(make_user(), code_of(secret)) is None


def test_few_codes_may_be_tried_from_wherever(person, codes, secret):
    for number in range(TRIES):
        assert check(person, "000000", f"192.0.2.{number}") is None
        assert check(person, "000000", f"198.51.100.{number}") is None

    with pytest.raises(TooManyTries):
        check(person, code_of(secret), "203.0.113.1")


def test_what_is_stored_cannot_be_read_without_the_key(person, codes, secret):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert not any(code in stored for code in codes)
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[]):
        assert check(person, code_of(secret)) is None
        assert codes_left(person) == 0
    assert check(person, code_of(secret)) == "totp"


def test_a_new_key_of_the_portal_still_reads_it(person, codes, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-key-of-the-portal"

    assert check(person, code_of(secret)) == "totp"


def test_people_stop_their_own_and_administrators_that_of_others(person, codes, secret):
    with pytest.raises(PermissionDenied):
        stop_second_step(user=person, by=make_user())
    assert has_second_step(person)

    stop_second_step(user=person, by=make_superuser())
    assert (has_second_step(person), codes_left(person)) == (False, 0)
    assert check(person, codes[0]) is None
    stop_second_step(user=person, by=person)
    assert actions() == ["user.second_step_started", "user.second_step_stopped"]


def test_nobody_starts_it_for_another(secret):
    with pytest.raises(PermissionDenied):
        start_second_step(
            user=make_user(), secret=secret, code=code_of(secret), by=make_superuser()
        )
    user = make_user()
    with pytest.raises(ValidationError):
        renew_codes(user=user, by=user)
