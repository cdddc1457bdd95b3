"""What the bar above every page of the staff shows: where the person is, and where else to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from measures.models import AnnualPlan, Organization
from measures.permissions import visible_organizations
from measures.roles import SETTING_UP, Action
from measures.views.access import UserRequest, rights_in

MOST = 8


@dataclass(frozen=True, kw_only=True)
class StaffBar:
    """`plans` are those of `organization`, the newest first; `others` at most MOST of the rest."""

    organization: Organization | None
    plan: AnnualPlan | None
    plans: tuple[AnnualPlan, ...]
    others: tuple[Organization, ...]
    has_more: bool
    may_set_up: bool
    may_lay_out: bool
    may_begin: bool


def staff_bar(request: HttpRequest) -> dict[str, Any]:
    """The bar as `bar`; nothing is read until a page draws it."""
    return {"bar": SimpleLazyObject(lambda: _bar_of(cast(UserRequest, request)))}


def _bar_of(request: UserRequest) -> StaffBar:
    user = request.user
    plan = getattr(request, "plan", None)
    organization = getattr(request, "organization", None)
    if organization is not None and rights_in(request).is_of_one:
        found = [organization]
    else:
        found = list(visible_organizations(user)[: MOST + 2])
        organization = organization or (found[0] if found else None)
    others = [other for other in found if other != organization]
    plans = AnnualPlan.objects.visible_to(user).with_report()
    allowed = _allowed(request, organization) if organization else frozenset()
    return StaffBar(
        organization=organization,
        plan=plan,
        plans=tuple(plans.in_organization(organization)) if organization else (),
        others=tuple(others[:MOST]),
        has_more=len(others) > MOST,
        may_set_up=Action.MANAGE_MEMBERS in allowed,
        may_lay_out=Action.EDIT_LAYOUT in allowed,
        may_begin=(
            organization is not None
            and Action.EDIT_PLAN in allowed
            and rights_in(request).may_edit_all(organization.pk)
        ),
    )


def _allowed(request: UserRequest, organization: Organization) -> frozenset[Action]:
    """What the person may do on the pages of the organization."""
    allowed, user = rights_in(request).in_organization(organization.pk), request.user
    if not user.is_superuser or visible_organizations(user, Action.EDIT_PLAN).contains(
        organization
    ):
        return allowed
    return allowed & SETTING_UP
