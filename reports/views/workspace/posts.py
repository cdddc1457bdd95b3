"""Addresses that forms are sent to, and that may stay in the bar of the browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from measures.models import AnnualPlan
from measures.views.access import UserRequest, View
from reports.views.workspace.plans import address_of


def posted_from(page: str) -> Callable[[View], View]:
    """A view that takes posts alone, from a page of the plan, and may answer with that page.

    Who comes to its address otherwise, as a browser does that opens its tabs again, is led there.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def posted(request: UserRequest, plan: AnnualPlan, **more: Any) -> HttpResponseBase:
            if request.method != "POST":
                return redirect(address_of(plan, page))
            return view(request, plan, **more)

        return require_http_methods(["GET", "HEAD", "POST"])(posted)

    return decorate
