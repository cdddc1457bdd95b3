"""The people of an organization: what each is there, and for which units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.models import AuditEvent, Membership, Organization, Unit, User
from measures.permissions import require
from measures.roles import Action, Role
from measures.services import audit
from measures.services.accounts import forget_sessions, grant_role, revoke_role

LAST_ADMINISTRATOR = "ต้องมีผู้ดูแลอย่างน้อย ๑ คน"
NO_ROLE = "โปรดเลือกบทบาทอย่างน้อย ๑ บทบาท"


@transaction.atomic
def change_member(
    *,
    organization: Organization,
    user: User,
    roles: Sequence[Role],
    units: Sequence[Unit],
    by: User,
) -> None:
    """Give a member exactly these roles; `units` narrows the one of unit staff.

    Raises PermissionDenied or ValidationError; the last administrator stays one.
    """
    parts = _hold_parts(organization, user, by)
    if not roles:
        raise ValidationError({"roles": NO_ROLE})
    gone = [part for part in parts if part.role not in roles]
    _keep_an_administrator(organization, gone, "roles")
    suspended_at = parts[0].suspended_at if parts else None
    for role in roles:
        _give(organization, user, role, units if role is Role.STAFF else (), by)
    for part in gone:  # last, as it may be what lets them do this
        revoke_role(membership=part, by=by)
    if suspended_at:  # a suspended member stays so, with the new parts
        Membership.objects.filter(user=user, organization=organization).update(
            suspended_at=suspended_at
        )


@transaction.atomic
def suspend_member(*, organization: Organization, user: User, by: User, at: datetime) -> None:
    """Let a member do nothing in the organization for the time being, and end their sessions.

    Raises PermissionDenied or ValidationError; the last administrator stays one.
    """
    parts = [part for part in _hold_parts(organization, user, by) if not part.suspended_at]
    _keep_an_administrator(organization, parts)
    for part in parts:
        part.suspended_at = at
        part.save(update_fields=["suspended_at"])
        audit.record("membership.suspended", part, by=by)
    if parts:
        forget_sessions(user)


@transaction.atomic
def reactivate_member(*, organization: Organization, user: User, by: User) -> None:
    """Give a suspended member back what they had; raises PermissionDenied."""
    for part in _hold_parts(organization, user, by):
        if part.suspended_at:
            part.suspended_at = None
            part.save(update_fields=["suspended_at"])
            audit.record("membership.reactivated", part, by=by)


@transaction.atomic
def remove_member(*, organization: Organization, user: User, by: User) -> None:
    """Take all parts of a member away; the account stays, without this organization.

    Raises PermissionDenied or ValidationError; the last administrator stays one.
    """
    parts = _hold_parts(organization, user, by)
    _keep_an_administrator(organization, parts)
    for part in parts:
        revoke_role(membership=part, by=by)


def was_removed(organization: Organization, user_id: int) -> bool:
    """Whether somebody who was a member is none any more."""
    if Membership.objects.filter(organization=organization, user=user_id).exists():
        return False
    revoked = AuditEvent.objects.filter(
        action="membership.revoked", organization_code=organization.code
    )
    return revoked.filter(before__user=user_id).exists()


def is_last_administrator(organization: Organization, user: User) -> bool:
    """Whether the organization would have no administrator without this one."""
    administrators = _administrators(organization)
    return administrators == {user.pk}


def _hold_parts(organization: Organization, user: User, by: User) -> list[Membership]:
    """The member's parts, read when no other can change the members of the organization."""
    require(by, Action.MANAGE_MEMBERS, organization)
    Organization.objects.select_for_update().get(pk=organization.pk)
    parts = Membership.objects.filter(organization=organization, user=user)
    found = list(parts.select_related("user", "organization").order_by("pk"))
    # the part that lets one of them do this to themselves goes last
    return sorted(found, key=lambda part: part.role == Role.ADMINISTRATOR.value)


def _give(
    organization: Organization, user: User, role: Role, units: Sequence[Unit], by: User
) -> None:
    part = Membership.objects.filter(user=user, role=role, organization=organization).first()
    if part is None or {unit.pk for unit in part.units.all()} != {unit.pk for unit in units}:
        grant_role(user=user, role=role, organization=organization, units=units, by=by)


def _keep_an_administrator(
    organization: Organization, gone: Sequence[Membership], field: str = ""
) -> None:
    leaving = {part.user_id for part in gone if part.role == Role.ADMINISTRATOR.value}
    before = _administrators(organization)
    if leaving & before and not before - leaving:
        message = LAST_ADMINISTRATOR
        raise ValidationError({field: message} if field else message, code="last")


def _administrators(organization: Organization) -> set[int]:
    parts = Membership.objects.in_force().filter(
        organization=organization, role=Role.ADMINISTRATOR, user__is_active=True
    )
    return set(parts.values_list("user_id", flat=True))
