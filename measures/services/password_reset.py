"""A new password for who has forgotten theirs, by a letter to their address."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from measures.models import User
from measures.services.accounts import set_password
from measures.services.sign_in import count_try


@dataclass(frozen=True, kw_only=True)
class ResetLink:
    """Whose password may be set anew, and the two parts of the address in the letter."""

    user: User
    uid: str
    token: str


def ask_for_reset(*, email: str, address: str) -> ResetLink | None:
    """The link for the letter; None where nobody may have one.

    Raises TooManyTries for known and unknown addresses alike.
    """
    name = email.strip().lower()
    count_try(account=f"reset {name}", person=f"reset {name}\n{address}", address=address)
    user = User.objects.filter(email=name, is_active=True).first()
    if user is None:
        return None
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return ResetLink(user=user, uid=uid, token=default_token_generator.make_token(user))


def person_of_link(*, uid: str, token: str) -> User | None:
    """Whose link this is; a link works for PASSWORD_RESET_TIMEOUT and until a password is set."""
    try:
        key = int(urlsafe_base64_decode(uid).decode("ascii"))
    except ValueError:
        return None
    user = User.objects.filter(pk=key, is_active=True).first() if 0 < key < 2**63 else None
    return user if user and default_token_generator.check_token(user, token) else None


def reset_password(*, uid: str, token: str, password: str) -> User:
    """Set the password of whose link this is, which ends all sessions and the link itself.

    Raises PermissionDenied for a link that has ended, or ValidationError.
    """
    user = person_of_link(uid=uid, token=token)
    if user is None:
        raise PermissionDenied("the link has ended")
    set_password(
        user=user,
        password=password,
        by=user,
        if_still=lambda held: default_token_generator.check_token(held, token),
    )
    return User.objects.get(pk=user.pk)
