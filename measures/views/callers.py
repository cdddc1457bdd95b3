"""Where a request comes from and where its person was going."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from measures.models import User
from measures.services.sign_in import device_of

_DEVICE = "known-device"
_DEVICE_AGE = 180 * 24 * 60 * 60


def caller_address(request: HttpRequest) -> str:
    """Where the person is. Behind a proxy that is what the proxy added: the last of the list.

    Anybody can write the others; the proxy's own address would count all people as one.
    """
    seen = ""
    if settings.SECURE_PROXY_SSL_HEADER:
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return seen or str(request.META.get("REMOTE_ADDR", ""))


def way_on(request: HttpRequest, address: str) -> str:
    """Where the person was going, if that is one of our pages."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # without a slash a redirect would take it for the name of a view
    return address if is_ours and "/" in address else settings.LOGIN_REDIRECT_URL


def device_shown(request: HttpRequest) -> str:
    """What a browser that signed in before was given; "" from any other."""
    shown = request.get_signed_cookie(_DEVICE, default="", salt=_DEVICE, max_age=_DEVICE_AGE)
    return shown or ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let tries of others, elsewhere, not keep the person out on this browser."""
    if device_shown(request).startswith(device_of(user, "")):
        return
    response.set_signed_cookie(
        _DEVICE,
        device_of(user, secrets.token_urlsafe(12)),
        salt=_DEVICE,
        max_age=_DEVICE_AGE,
        path="/sign-in/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
