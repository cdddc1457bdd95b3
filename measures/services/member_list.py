"""The people of an organization as its administrator sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from measures.models import Membership, Organization, Unit, User
from measures.roles import ROLE_LABELS, Role


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person with all their parts in an organization; `units` narrow the one of unit staff."""

    user: User
    roles: tuple[Role, ...]
    units: tuple[Unit, ...]
    is_suspended: bool

    @property
    def role_labels(self) -> list[str]:
        return [ROLE_LABELS[role] for role in self.roles]

    @property
    def last_seen(self) -> datetime | None:
        return self.user.last_login


def members_of(organization: Organization) -> list[Member]:
    """All members, by their name; two queries, however many there are."""
    parts = Membership.objects.filter(organization=organization).select_related("user")
    by_user: dict[int, list[Membership]] = {}
    for part in parts.prefetch_related("units").order_by("user__display_name", "user__email"):
        by_user.setdefault(part.user_id, []).append(part)
    return [_member(parts) for parts in by_user.values()]


def member_of(organization: Organization, user_id: int) -> Member | None:
    """One member; None for a person who has no part in the organization."""
    parts = Membership.objects.filter(organization=organization, user=user_id)
    found = list(parts.select_related("user").prefetch_related("units"))
    return _member(found) if found else None


def _member(parts: list[Membership]) -> Member:
    held = {Role(part.role) for part in parts}
    units = {unit.pk: unit for part in parts for unit in part.units.all()}
    return Member(
        user=parts[0].user,
        roles=tuple(role for role in Role if role in held),
        units=tuple(sorted(units.values(), key=lambda unit: (unit.position, unit.pk))),
        is_suspended=all(part.suspended_at for part in parts),
    )
