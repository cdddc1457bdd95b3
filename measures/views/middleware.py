"""What stands between every request and its view."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest, DisallowedHost
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import resolve

from measures.views.unsaved import SIGNED_OUT, unsaved

_SESSION_KEY = re.compile(r"[0-9a-z]{32}")


class SameForAllMiddleware:
    """Answers the pages that are the same for everyone before anything knows who is asking.

    Stands outside of sessions, sign-in and messages: such a page cannot read or set a cookie, and
    does not wait for what it has no use for. Its two constant headers are those that the
    middleware further in would write. What is not found goes on to the rest, as any other page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._headers = {
            "Content-Security-Policy": build_policy(),
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        if response is None:
            return self._get_response(request)
        for name, value in self._headers.items():
            response.headers.setdefault(name, value)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase | None:
        try:
            match = resolve(request.path_info)
            if not (getattr(match.func, "is_same_for_all", False) and _is_plain(request)):
                return None  # what is not plain is refused further in, as on any other page
            request.get_host()  # a forged name goes on to CommonMiddleware, which refuses it
            request.resolver_match = match
            response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        except (Http404, DisallowedHost):
            return None
        return response


class PlainTextMiddleware:
    """Refuses forms in any encoding but UTF-8, in which every page of ours asks.

    Django would decode them as they say: rot13 fails, and utf-7 smuggles in half characters.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_plain(request):
            raise BadRequest("the form is not in UTF-8")
        return self._get_response(request)


def _is_plain(request: HttpRequest) -> bool:
    """Whether what was sent says that it is in UTF-8, or says nothing of it."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    return charset.strip().lower() in {"utf-8", "utf8"}


class OwnSessionMiddleware(SessionMiddleware):
    """Looks only for sessions whose key can be one of ours.

    Django's own looks for any: a cookie may hold a NUL, of which PostgreSQL cannot even be asked.
    """

    def process_request(self, request: HttpRequest) -> None:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        request.session = self.SessionStore(key if _SESSION_KEY.fullmatch(key) else None)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sends strangers to sign in, but for public views never asks who is there.

    Django's own asks first, so that every public page would read the session and vary by cookie.
    What a person wrote whose session has ended is shown to them before they sign in again.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True) or request.user.is_authenticated:
            return None
        page = unsaved(request, SIGNED_OUT, status=403, is_sent_again=True)
        return page or super().process_view(request, view_func, view_args, view_kwargs)
