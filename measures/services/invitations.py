"""Inviting people into an organization; nobody can register by themselves."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from measures.models import AuditEvent, Invitation, Membership, Organization, Unit, User
from measures.permissions import can, require
from measures.roles import Action, Role
from measures.services import audit
from measures.services.accounts import grant_role, hash_password
from measures.services.members import NO_ROLE
from measures.services.rows import cleaned, save_valid, values_of

VALID_FOR = timedelta(days=7)
LETTERS_AN_HOUR, LETTERS_TO_ONE = 60, 5  # of an organization in an hour, and to one address
IS_MEMBER = "ผู้ใช้นี้อยู่ในหน่วยงานแล้ว แก้บทบาทได้ที่รายชื่อผู้ใช้"
WAITS = "มีคำเชิญถึงอีเมลนี้แล้ว ถอนคำเชิญเดิมก่อน หรือส่งอีกครั้งจากรายชื่อคำเชิญ"
TOO_MANY = "ส่งคำเชิญหลายครั้งเกินไปในหนึ่งชั่วโมง โปรดรอสักครู่แล้วลองอีกครั้ง"
_FIELDS = ("organization", "email", "display_name", "roles")
_LETTERS = ("invitation.created", "invitation.sent_again")


class InvitationClosed(Exception):
    """The link has been used, withdrawn, sent anew or has expired, or never was one."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """An invitation and the secret part of its link, which is kept nowhere.

    `token` is "" when the very same was sent already: nothing is to be sent.
    """

    invitation: Invitation
    token: str


@transaction.atomic
def invite(
    *,
    organization: Organization,
    email: str,
    display_name: str,
    roles: Sequence[Role],
    units: Sequence[Unit],
    by: User,
    at: datetime,
) -> Sent:
    """Invite a person for VALID_FOR; `units` narrows the role of unit staff.

    A second submission of the same form changes nothing. Raises PermissionDenied or
    ValidationError.
    """
    require(by, Action.MANAGE_MEMBERS, organization)
    Organization.objects.select_for_update().get(pk=organization.pk)
    new = Invitation(
        organization=organization,
        email=cleaned(email, multiline=False).strip().lower(),
        display_name=cleaned(display_name, multiline=False),
        roles=[role.value for role in Role if role in roles],
        invited_by=by,
    )
    narrowed = list(units) if Role.STAFF in roles else []
    waiting = _waiting_like(new, narrowed, at)
    if waiting is not None:
        return Sent(invitation=waiting, token="")
    if not roles:
        raise ValidationError({"roles": NO_ROLE})
    if any(unit.organization_id != organization.pk for unit in narrowed):
        raise ValidationError({"units": "เลือกได้เฉพาะหน่วยงานภายในของหน่วยงานนี้"})
    if Membership.objects.filter(organization=organization, user__email=new.email).exists():
        raise ValidationError({"email": IS_MEMBER})
    _keep_few(new, at)
    token = _renew(new, at)
    save_valid(new)
    new.units.set(narrowed)
    audit.record("invitation.created", new, by=by, at=at, after=values_of(new, _FIELDS))
    return Sent(invitation=new, token=token)


@transaction.atomic
def send_again(*, invitation: Invitation, by: User, at: datetime, seen: str = "") -> Sent:
    """Make a new link, valid anew; the former one is dead.

    `seen` is when it was last sent, as its sender saw it: where it was sent since, nothing is
    done. Raises PermissionDenied, InvitationClosed for one that was accepted or withdrawn, or
    ValidationError after too many letters.
    """
    held = _hold_waiting(invitation, by)
    if seen not in ("", held.sent_at.isoformat()):
        return Sent(invitation=held, token="")
    _keep_few(held, at)
    token = _renew(held, at)
    save_valid(held)
    audit.record("invitation.sent_again", held, by=by, at=at)
    return Sent(invitation=held, token=token)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: datetime) -> None:
    """Kill the link; raises PermissionDenied, or InvitationClosed for one that was accepted."""
    held = _hold_waiting(invitation, by)
    held.withdrawn_at = at
    save_valid(held)
    audit.record("invitation.withdrawn", held, by=by)


def invitation_of(*, token: str, at: datetime) -> Invitation:
    """The invitation that the link opens; raises InvitationClosed."""
    found = Invitation.objects.filter(token_hash=_hash(token)).select_related("organization")
    return _opened(found.first(), at)


def accept_as_new(*, token: str, display_name: str, password: str, at: datetime) -> User:
    """Make the account that was invited, with a password of the person's own.

    Raises InvitationClosed, PermissionDenied where the address has an account already,
    ValidationError or TooManyAtOnce.
    """
    invitation = invitation_of(token=token, at=at)
    shown = cleaned(display_name, multiline=False)
    user = User(email=invitation.email, display_name=shown)
    user.password = hash_password(password, user)
    with transaction.atomic():
        held = _hold_open(token, at)
        if User.objects.filter(email=held.email).exists():
            raise PermissionDenied("the address has an account, whose person accepts")
        save_valid(user)
        audit.record("user.created", user, by=user, after=values_of(user, ("email",)))
        _accept(held, user, at)
    return user


@transaction.atomic
def accept_as_member(*, token: str, by: User, at: datetime) -> Organization:
    """Add the organization to the account of the address that was invited.

    Raises InvitationClosed, or PermissionDenied for anybody else's account.
    """
    held = _hold_open(token, at)
    if not by.is_active or by.email != held.email:
        raise PermissionDenied("the invitation is another person's")
    _accept(held, by, at)
    return held.organization


def _accept(held: Invitation, user: User, at: datetime) -> None:
    """What the inviter may still give is given, in the inviter's name."""
    units = list(held.units.all())
    for role in held.as_roles():
        grant_role(
            user=user,
            role=role,
            organization=held.organization,
            units=units if role is Role.STAFF else (),
            by=held.invited_by,
        )
    held.accepted_at, held.accepted_by = at, user
    save_valid(held)
    audit.record("invitation.accepted", held, by=user)


def _waiting_like(new: Invitation, units: Sequence[Unit], at: datetime) -> Invitation | None:
    """The same invitation, if it waits; raises ValidationError where another one does."""
    waiting = Invitation.objects.waiting()
    old = waiting.filter(organization=new.organization, email=new.email).first()
    if old is None:
        return None
    same = (old.display_name, old.roles) == (new.display_name, new.roles)
    if (
        same
        and old.is_open(at=at)
        and {unit.pk for unit in old.units.all()} == {unit.pk for unit in units}
    ):
        return old
    raise ValidationError({"email": WAITS})


def _keep_few(invitation: Invitation, at: datetime) -> None:
    """Nobody's mailbox is flooded, and nobody sends letters to the world in our name."""
    organization = invitation.organization
    sent = AuditEvent.objects.filter(
        organization_code=organization.code, action__in=_LETTERS, at__gt=at - timedelta(hours=1)
    )
    known = Invitation.objects.filter(organization=organization, email=invitation.email)
    keys = [str(key) for key in known.values_list("pk", flat=True)]
    if sent.count() >= LETTERS_AN_HOUR or (
        sent.filter(object_id__in=keys).count() >= LETTERS_TO_ONE
    ):
        raise ValidationError(TOO_MANY, code="too_many")


def _renew(invitation: Invitation, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = _hash(token)
    invitation.sent_at = at
    invitation.expires_at = at + VALID_FOR
    return token


def _hold_waiting(invitation: Invitation, by: User) -> Invitation:
    require(by, Action.MANAGE_MEMBERS, invitation.organization)
    held = Invitation.objects.select_for_update().waiting().filter(pk=invitation.pk).first()
    if held is None:
        raise InvitationClosed
    return held


def _hold_open(token: str, at: datetime) -> Invitation:
    return _opened(
        Invitation.objects.select_for_update().filter(token_hash=_hash(token)).first(), at
    )


def _opened(invitation: Invitation | None, at: datetime) -> Invitation:
    """An invitation counts for as long as its inviter may invite."""
    if invitation is None or not invitation.is_open(at=at):
        raise InvitationClosed
    if not can(invitation.invited_by, Action.MANAGE_MEMBERS, invitation.organization):
        raise InvitationClosed
    return invitation


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
