"""Who may open a view: every view of ours bears one of these marks, and `access` says which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase

from measures.models import User

View = Callable[..., HttpResponseBase]


class UserRequest(HttpRequest):
    """A request of a person who has signed in."""

    user: User


def public(view: View) -> View:
    """Mark a view that needs no sign-in."""
    return _marked(login_not_required(view), "public")


def signed_in(view: View) -> View:
    """Mark a view that shows each person their own; strangers are sent to sign in."""
    return _marked(view, "signed-in")


def _marked(view: Any, access: str) -> View:
    view.access = access
    marked: View = view
    return marked
