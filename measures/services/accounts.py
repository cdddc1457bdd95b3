"""People and the parts they play."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from measures.models import Membership, Organization, Unit, User
from measures.permissions import require
from measures.roles import Action, Role
from measures.services import audit
from measures.services.rows import cleaned, save_valid, values_of
from measures.services.sign_in import few_at_once

_FIELDS = ("email", "staff_code", "display_name", "is_active", "is_superuser")


@transaction.atomic
def create_first_administrator(*, email: str, display_name: str, password: str) -> User:
    """Make the first administrator of an installation; refused once there is one.

    Raises ValidationError.
    """
    if User.objects.filter(is_superuser=True).exists():
        raise ValidationError("มีผู้ดูแลระบบแล้ว ให้ผู้ดูแลระบบเป็นผู้เพิ่มบัญชี", code="not_first")
    user = _new_user(email, display_name, "", password, is_superuser=True)
    audit.record("user.created", user, by=user, after=values_of(user, _FIELDS))
    return user


@transaction.atomic
def create_user(
    *,
    email: str,
    display_name: str,
    by: User,
    staff_code: str = "",
    password: str | None = None,
    is_superuser: bool = False,
) -> User:
    """Add a person, who cannot sign in without a password.

    Raises PermissionDenied or ValidationError.
    """
    require(by, Action.MANAGE_REFERENCE, None)
    user = _new_user(email, display_name, staff_code, password, is_superuser=is_superuser)
    audit.record("user.created", user, by=by, after=values_of(user, _FIELDS))
    return user


@transaction.atomic
def update_user(
    *,
    user: User,
    email: str,
    display_name: str,
    by: User,
    staff_code: str = "",
    is_active: bool = True,
    is_superuser: bool = False,
) -> User:
    """Change an account; the last administrator of the installation stays one.

    Raises PermissionDenied or ValidationError.
    """
    require(by, Action.MANAGE_REFERENCE, None)
    # rows that name these people, such as notices to them, neither wait for this nor hold it up
    administrators = list(
        User.objects.select_for_update(no_key=True)
        .filter(is_superuser=True, is_active=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if administrators == [held.pk] and not (is_active and is_superuser):
        raise ValidationError("ต้องมีผู้ดูแลระบบที่ใช้งานได้อย่างน้อยหนึ่งคน", code="last")
    before = values_of(held, _FIELDS)
    _fill(held, email, display_name, staff_code)
    held.is_active = is_active
    held.is_superuser = is_superuser
    if (before["is_active"], before["is_superuser"]) != (is_active, is_superuser):
        held.session_number += 1
    save_valid(held)
    audit.record("user.updated", held, by=by, before=before, after=values_of(held, _FIELDS))
    return held


def set_password(
    *, user: User, password: str, by: User, if_still: Callable[[User], bool] | None = None
) -> None:
    """Give an account a new password, which ends its sessions; people may change their own.

    `if_still` is asked once more when nobody else can change the account any more. Raises
    PermissionDenied, ValidationError or TooManyAtOnce.
    """
    if by != user or not by.is_active:
        require(by, Action.MANAGE_REFERENCE, None)
    hashed = hash_password(password, user)
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=user.pk)
        if if_still and not if_still(held):
            raise PermissionDenied("the account has changed meanwhile")
        held.password = hashed
        held.save(update_fields=["password"])
        audit.record("user.password_changed", held, by=by)


def hash_password(password: str, user: User) -> str:
    """A password as it is stored; slow by intent, so no row may be held meanwhile.

    Raises ValidationError for a weak one, or TooManyAtOnce.
    """
    validate_password(password, user)
    with few_at_once():
        return make_password(password)


@transaction.atomic
def update_own_name(*, user: User, display_name: str, by: User) -> User:
    """Change what a person is shown as; raises PermissionDenied or ValidationError."""
    if by != user or not by.is_active:
        raise PermissionDenied("people name themselves")
    held = User.objects.select_for_update().get(pk=user.pk)
    before = values_of(held, ("display_name",))
    held.display_name = cleaned(display_name, multiline=False)
    save_valid(held)
    after = values_of(held, ("display_name",))
    if after != before:
        audit.record("user.updated", held, by=by, before=before, after=after)
    return held


@transaction.atomic
def end_sessions(*, user: User, by: User) -> User:
    """End all sessions of a person, who may ask for it; others need the right to manage accounts.

    Raises PermissionDenied.
    """
    if by != user or not by.is_active:
        require(by, Action.MANAGE_REFERENCE, None)
    held = forget_sessions(user)
    audit.record("user.sessions_ended", held, by=by)
    return held


def forget_sessions(user: User) -> User:
    """Within the transaction of another service: no session of the person goes on."""
    User.objects.filter(pk=user.pk).update(session_number=F("session_number") + 1)
    return User.objects.get(pk=user.pk)


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    organization: Organization | None,
    by: User,
    units: Sequence[Unit] = (),
) -> Membership:
    """Give a person a part in an organization, or an auditor one in all (None).

    `units` narrows the part to units of the organization; a part that the person has already is
    given these units. Raises PermissionDenied or ValidationError.
    """
    _require_members(by, organization)
    if any(organization is None or unit.organization_id != organization.pk for unit in units):
        raise ValidationError({"units": "เลือกได้เฉพาะหน่วยงานภายในของหน่วยงานนี้"})
    old = (
        Membership.objects.select_for_update()
        .filter(user=user, role=role, organization=organization)
        .first()
    )
    before = _membership_values(old) if old else None
    membership = old or Membership(user=user, role=role.value, organization=organization)
    if old is None:
        save_valid(membership)
    membership.units.set(units)
    action = "membership.updated" if old else "membership.granted"
    after = _membership_values(membership)
    audit.record(action, membership, by=by, before=before, after=after)
    return membership


@transaction.atomic
def revoke_role(*, membership: Membership, by: User) -> None:
    """Take a part away, from now on, and end the person's sessions; raises PermissionDenied."""
    _require_members(by, membership.organization)
    held = Membership.objects.select_for_update().filter(pk=membership.pk).first()
    if held is None:
        return
    audit.record("membership.revoked", held, by=by, before=_membership_values(held))
    held.delete()
    forget_sessions(held.user)


def _require_members(by: User, organization: Organization | None) -> None:
    action = Action.MANAGE_REFERENCE if organization is None else Action.MANAGE_MEMBERS
    require(by, action, organization)


def _new_user(
    email: str,
    display_name: str,
    staff_code: str,
    password: str | None,
    *,
    is_superuser: bool,
) -> User:
    user = User(is_superuser=is_superuser)
    _fill(user, email, display_name, staff_code)
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    save_valid(user)
    return user


def _fill(user: User, email: str, display_name: str, staff_code: str) -> None:
    user.email = cleaned(email, multiline=False).lower()
    user.display_name = cleaned(display_name, multiline=False)
    user.staff_code = staff_code.strip().lower()


def _membership_values(membership: Membership) -> dict[str, Any]:
    units = list(membership.units.order_by("pk").values_list("pk", flat=True))
    return {**values_of(membership, ("user", "organization", "role")), "units": units}
