"""Who may open a view: every view of ours bears one of these marks, and `access` says which."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from measures.models import AnnualPlan, Organization, User
from measures.permissions import Rights, rights_of, visible_organizations
from measures.roles import Action

View = Callable[..., HttpResponseBase]


class UserRequest(HttpRequest):
    """A request of a person who has signed in; `plan` and `organization` are what it is about."""

    user: User
    organization: Organization | None
    plan: AnnualPlan | None
    rights: Rights


def rights_in(request: UserRequest) -> Rights:
    """What the person may do, read once for the whole page; services decide by reading anew."""
    if not hasattr(request, "rights"):
        request.rights = rights_of(request.user)
    return request.rights


def public(view: View) -> View:
    """Mark a view that needs no sign-in."""
    return _marked(login_not_required(view), "public")


def signed_in(view: View) -> View:
    """Mark a view that shows each person their own; strangers are sent to sign in."""
    return _marked(view, "signed-in")


def plan_view(action: Action, *, is_kept: bool = False) -> Callable[[View], View]:
    """Open a view of one plan, addressed by organization code and year, to those who may `action`.

    The view gets the plan in place of the two. A plan that the person may not see is not found,
    just as one that does not exist. With `is_kept` the view says itself how long the person's own
    browser may keep the answer.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: UserRequest, code: str, year: str, **more: Any) -> HttpResponseBase:
            visible = AnnualPlan.objects.visible_to(request.user)
            plan = get_object_or_404(visible, organization__code=code, fiscal_year__year=int(year))
            _require(request, action, plan.organization)
            request.organization, request.plan = plan.organization, plan
            return view(request, plan, **more)

        return _marked(opened if is_kept else never_cache(opened), f"plan: {action}")

    return decorate


def organization_view(action: Action) -> Callable[[View], View]:
    """Open a view of one organization, addressed by its code, to those who may `action`.

    The view gets the organization in place of the code. One in which the person has no part is
    not found, just as one that does not exist.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: UserRequest, code: str, **more: Any) -> HttpResponseBase:
            organization = get_object_or_404(visible_organizations(request.user, action), code=code)
            _require(request, action, organization)
            request.organization = organization
            return view(request, organization, **more)

        return _marked(never_cache(opened), f"organization: {action}")

    return decorate


def _require(request: UserRequest, action: Action, organization: Organization) -> None:
    if not rights_in(request).may(action, organization.pk):
        raise PermissionDenied(f"{action} in {organization}")


def _marked(view: Any, access: str) -> View:
    view.access = access
    marked: View = view
    return marked
