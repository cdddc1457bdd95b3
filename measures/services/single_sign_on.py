"""Signing in with an outside identity, such as ThaID: whose it is, by a keyed hash alone.

The citizen number that ThaID tells is never stored: neither in a row, nor in a session. The rows
are known to Django only where a provider is set; nothing here may be called without one.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from measures.models import User
from measures.services import audit

TAKEN = "บัญชีนี้เชื่อมกับผู้ใช้อื่นในระบบแล้ว"


def hidden_subject(provider: str, subject: str) -> str:
    """What an identity is stored as; under a former SECRET_KEY while it is stored so."""
    hashes = [
        salted_hmac(
            f"measures.identity.{provider}", subject, secret=key, algorithm="sha256"
        ).hexdigest()
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    stored = _identities().filter(provider=provider, uid__in=hashes).first()
    return str(stored.uid) if stored else hashes[0]


def has_identity(user: User, provider: str) -> bool:
    return bool(_identities().filter(user=user, provider=provider).exists())


@transaction.atomic
def link_identity(*, user: User, provider: str, uid: str, by: User) -> None:
    """Let a person sign in with an outside identity; `uid` is its `hidden_subject`.

    Raises PermissionDenied, or ValidationError where it is another account's.
    """
    if user != by or not by.is_active:
        raise PermissionDenied("people link their own identities")
    held = User.objects.select_for_update().get(pk=user.pk)
    old = _identities().filter(provider=provider, uid=uid).first()
    if old is not None and old.user_id == held.pk:
        return
    if old is not None:
        raise ValidationError(TAKEN, code="taken")
    if has_identity(held, provider):
        raise ValidationError("เชื่อมไว้กับอีกบัญชีหนึ่งแล้ว โปรดเลิกเชื่อมก่อน", code="linked")
    try:
        with transaction.atomic():
            _identities().create(user=held, provider=provider, uid=uid, extra_data={})
    except IntegrityError as error:  # linked by another at the same time
        raise ValidationError(TAKEN, code="taken") from error
    audit.record("user.identity_linked", held, by=by, after={"provider": provider})


@transaction.atomic
def unlink_identity(*, user: User, provider: str, by: User) -> None:
    """Let the outside identity open the account no more; raises PermissionDenied."""
    if user != by or not by.is_active:
        raise PermissionDenied("people unlink their own identities")
    held = User.objects.select_for_update().get(pk=user.pk)
    if _identities().filter(user=held, provider=provider).delete()[0]:
        audit.record("user.identity_unlinked", held, by=by, before={"provider": provider})


def _identities() -> Any:
    from allauth.socialaccount.models import SocialAccount  # noqa: PLC0415 -- slow import

    return SocialAccount.objects
