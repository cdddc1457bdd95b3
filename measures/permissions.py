"""May this person do this in that organization?"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Q, QuerySet

from measures.models import Membership, Organization, User
from measures.roles import ROLE_ACTIONS, SUPERUSER_ACTIONS, Action


def can(user: User, action: Action, organization: Organization | None) -> bool:
    """Whether one of the person's parts allows the action; None is the whole installation.

    Reads the memberships each time, so that a part taken away is gone at once.
    """
    if not user.is_active:
        return False
    if user.is_superuser and action in SUPERUSER_ACTIONS:
        return True
    roles = [role for role, actions in ROLE_ACTIONS.items() if action in actions]
    held = Membership.objects.filter(user=user, role__in=roles)
    if organization is None:
        return held.filter(organization=None).exists()
    return held.filter(Q(organization=organization) | Q(organization=None)).exists()


def require(user: User, action: Action, organization: Organization | None) -> None:
    """Raises PermissionDenied unless `can`."""
    if not can(user, action, organization):
        raise PermissionDenied(f"{action} in {organization}")


def visible_organizations(user: User) -> QuerySet[Organization]:
    """The person's own organizations; all of them for an auditor of everywhere."""
    if not user.is_active:
        return Organization.objects.none()
    if user.is_superuser:
        return Organization.objects.all()
    granted = Membership.objects.filter(user=user)
    return Organization.objects.filter(
        Q(pk__in=granted.values("organization")) | Exists(granted.filter(organization=None))
    )
