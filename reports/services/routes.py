"""Through whom the versions of an organization go."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.thai.numerals import to_thai
from measures.models import Organization, User
from measures.permissions import require
from measures.roles import Action, Role
from measures.services import audit
from measures.services.rows import cleaned, save_valid, values_of
from reports.models import ApprovalRoute
from reports.models.route import LONGEST_POST, MOST_STEPS, STEP_ROLES, RouteStep

_FIELDS = ("steps", "allows_own_work", "own_work_reason")


@transaction.atomic
def save_route(
    *,
    organization: Organization,
    steps: Sequence[RouteStep],
    by: User,
    allows_own_work: bool = False,
    own_work_reason: str = "",
) -> ApprovalRoute:
    """Say who decides, in order; versions in review keep the route that they were submitted with.

    The last step is an executive's. Raises PermissionDenied or ValidationError.
    """
    require(by, Action.MANAGE_ORGANIZATION, organization)
    Organization.objects.select_for_update().get(pk=organization.pk)
    route = ApprovalRoute.objects.filter(organization=organization).first()
    before = values_of(route, _FIELDS) if route else None
    route = route or ApprovalRoute(organization=organization)
    route.steps = [step.to_json() for step in _checked(steps)]
    route.allows_own_work = allows_own_work
    route.own_work_reason = cleaned(own_work_reason, multiline=False) if allows_own_work else ""
    save_valid(route)
    after = values_of(route, _FIELDS)
    if before != after:
        audit.record("route.updated", route, by=by, before=before, after=after)
    return route


def route_of(organization: Organization) -> ApprovalRoute:
    """The route of an organization; one that is not stored where it has said nothing."""
    found = ApprovalRoute.objects.filter(organization=organization).first()
    return found or ApprovalRoute(organization=organization)


def _checked(steps: Sequence[RouteStep]) -> list[RouteStep]:
    posts = [RouteStep(role=step.role, post=cleaned(step.post, multiline=False)) for step in steps]
    if not posts or posts[-1].role != Role.EXECUTIVE:
        raise ValidationError("ขั้นสุดท้ายต้องเป็นผู้บริหาร", code="last")
    if len(posts) > MOST_STEPS:
        raise ValidationError(to_thai(f"กำหนดได้ไม่เกิน {MOST_STEPS} ขั้น"), code="many")
    if any(step.role not in STEP_ROLES or len(step.post) > LONGEST_POST for step in posts):
        raise ValidationError("ตำแหน่งยาวเกินไป โปรดย่อให้สั้นลง", code="post")
    return posts
