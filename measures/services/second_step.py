"""The second step of signing in: a code of an app on the phone, or a recovery code.

allauth.mfa keeps the authenticators and knows TOTP; here are the rules of this portal: secrets
are sealed before they are stored, a code works once in all processes, and few may be tried.
"""

from __future__ import annotations

import base64
import logging
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from ita_portal.thai.numerals import to_arabic
from measures.models import User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.sign_in import count_try, forget_tries

WRONG_CODE = "รหัสไม่ถูกต้องหรือหมดเวลาแล้ว โปรดใช้รหัสที่แอปแสดงขณะนี้"
_log = logging.getLogger(__name__)
_CODES = Authenticator.Type.RECOVERY_CODES
_TOTP = Authenticator.Type.TOTP


class SealedSecrets(DefaultMFAAdapter):
    """allauth's adapter (setting MFA_ADAPTER): what is stored cannot be read without SECRET_KEY."""

    def encrypt(self, text: str) -> str:
        return str(_seal().encrypt(text.encode()).decode())

    def decrypt(self, encrypted_text: str) -> str:
        return str(_seal().decrypt(encrypted_text.encode()).decode())

    def get_totp_issuer(self) -> str:
        return "ita_portal"


def has_second_step(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=_TOTP).exists())


def codes_left(user: User) -> int:
    """How many recovery codes are still unused."""
    codes = Authenticator.objects.filter(user=user, type=_CODES).first()
    if codes is None or not _can_be_read(codes):
        return 0
    return len(RecoveryCodes(codes).get_unused_codes())


def new_secret() -> str:
    """What the app on the phone and the portal will share."""
    return str(generate_totp_secret())


@transaction.atomic
def start_second_step(*, user: User, secret: str, code: str, by: User) -> list[str]:
    """Ask for a code at every sign-in from now on; returns the recovery codes, to be shown once.

    Raises ValidationError unless `code` is what the app shows for `secret` now.
    """
    _hold_own(user, by)
    if has_second_step(user):
        raise ValidationError("เปิดใช้ไว้แล้ว", code="started")
    counter = _counter_of(secret, code, after=-1)
    if counter is None:
        raise ValidationError({"code": WRONG_CODE})
    authenticator = TOTP.activate(user, secret).instance
    authenticator.data["last_counter"] = counter
    authenticator.save()
    audit.record("user.second_step_started", user, by=by)
    return _new_codes(user)


@transaction.atomic
def renew_codes(*, user: User, by: User) -> list[str]:
    """New recovery codes in place of the old ones; raises ValidationError without a second step."""
    _hold_own(user, by)
    if not has_second_step(user):
        raise ValidationError("ยังไม่ได้เปิดใช้การยืนยันสองขั้น", code="not_started")
    audit.record("user.codes_renewed", user, by=by)
    return _new_codes(user)


@transaction.atomic
def stop_second_step(*, user: User, by: User) -> None:
    """Ask for no code any more: one's own, or that of a person who lost phone and codes.

    Raises PermissionDenied.
    """
    if user != by:
        require(by, Action.MANAGE_REFERENCE, None)
    held = User.objects.select_for_update().get(pk=user.pk)
    if not has_second_step(held):
        return
    Authenticator.objects.filter(user=held).delete()
    audit.record("user.second_step_stopped", held, by=by)


def check_code(*, user: User, code: str, address: str) -> Authenticator | None:
    """The person's authenticator whose code this is; a code works once.

    Raises TooManyTries or AccountClosedForNow: guesses of codes count like those of passwords.
    """
    _count(user, address)
    found = _used(user, to_arabic(code).replace(" ", "").replace("-", ""))
    if found is not None:
        forget_tries(person=_guesser(user, address))
    return found


@transaction.atomic
def _used(user: User, code: str) -> Authenticator | None:
    rows = Authenticator.objects.select_for_update().filter(user=user, type__in=(_TOTP, _CODES))
    for row in rows.order_by("pk"):
        if _can_be_read(row) and _fits(row, code):
            row.record_usage()
            return row
    return None


def _count(user: User, address: str) -> None:
    account = f"codes of {user.pk}"
    count_try(account=account, person=_guesser(user, address), address=address)


def _guesser(user: User, address: str) -> str:
    return f"codes of {user.pk}\n{address}"


def _can_be_read(row: Authenticator) -> bool:
    """Not after the portal's key was lost: then an administrator stops the second step."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 -- slow import

    try:
        SealedSecrets().decrypt(row.data["seed" if row.type == _CODES else "secret"])
    except InvalidToken:
        _log.error("the second step of user %s was sealed with another SECRET_KEY", row.user_id)
        return False
    return True


def _fits(row: Authenticator, code: str) -> bool:
    if row.type == _CODES:
        return bool(RecoveryCodes(row).validate_code(code))
    secret = SealedSecrets().decrypt(row.data["secret"])
    counter = _counter_of(secret, code, after=row.data.get("last_counter", -1))
    if counter is None:
        return False
    row.data["last_counter"] = counter
    row.save(update_fields=["data"])
    return True


def _counter_of(secret: str, code: str, *, after: int) -> int | None:
    """The half minute of which it is the code, if that is now and later than the last one used."""
    given = to_arabic(code).replace(" ", "")
    for counter in yield_hotp_counters_from_time():
        fits = constant_time_compare(format_hotp_value(hotp_value(secret, counter)), given)
        if fits and counter > after:
            return int(counter)
    return None


def _new_codes(user: User) -> list[str]:
    Authenticator.objects.filter(user=user, type=_CODES).delete()
    return list(RecoveryCodes.activate(user).generate_codes())


def _hold_own(user: User, by: User) -> None:
    if user != by or not by.is_active:
        raise PermissionDenied("a second step is begun by its own person")
    User.objects.select_for_update().get(pk=user.pk)


def _seal() -> Any:
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 -- slow import

    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    made = salted_hmac("measures.second-step", "", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made)
