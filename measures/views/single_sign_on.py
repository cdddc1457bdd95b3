"""Signing in with an outside identity (settings OIDC_…); the provider's page stands between."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from measures.forms.sign_in import OwnPasswordForm
from measures.services.sign_in import TooManyAtOnce, TooManyTries, check_own_password
from measures.services.single_sign_on import unlink_identity
from measures.views.access import UserRequest, public, signed_in
from measures.views.allauth_hooks import FAILED
from measures.views.callers import caller_address, way_on
from measures.views.sessions import WRONG_PASSWORD, refusal_words

_log = logging.getLogger(__name__)
# no answer, an answer without what it must hold, or one that is no JSON
_Unreachable = (OSError, KeyError, ValueError)


@public
@never_cache
@require_POST
def identity_sign_in(request: HttpRequest) -> HttpResponse:
    """Go to the provider's page."""
    return _to_provider(request, "login", way_on(request, request.POST.get("next", "")))


@public
@never_cache
@require_safe
def identity_return(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the provider's page, in the same browser, with its answer."""
    _require_provider()
    from allauth.socialaccount.providers.openid_connect.views import callback  # noqa: PLC0415 -- slow import

    try:
        response: HttpResponse = callback(request, provider_id)
    except _Unreachable:
        return _failed(request, "measures:sign_in")
    return response


@signed_in
@never_cache
@require_POST
def identity_link(request: UserRequest) -> HttpResponse:
    """Go to the provider's page to link what it answers with one's account."""
    form = OwnPasswordForm(request.POST)
    try:
        given = form.data.get("password", "")[:1024]
        if check_own_password(user=request.user, password=given, address=caller_address(request)):
            return _to_provider(request, "connect", "")
        messages.error(request, WRONG_PASSWORD)
    except (TooManyTries, TooManyAtOnce) as refusal:
        messages.error(request, refusal_words(refusal)[0])
    return redirect("measures:account_detail")


@signed_in
@require_POST
def identity_unlink(request: UserRequest) -> HttpResponse:
    _require_provider()
    provider = settings.SIGN_IN_WITH["provider_id"]
    unlink_identity(user=request.user, provider=provider, by=request.user)
    messages.success(request, f"เลิกเชื่อม {settings.SIGN_IN_WITH['name']} แล้ว")
    return redirect("measures:account_detail")


def _to_provider(request: HttpRequest, process: str, following: str) -> HttpResponse:
    _require_provider()
    from allauth.socialaccount.adapter import get_adapter  # noqa: PLC0415 -- slow import

    try:
        provider = get_adapter().get_provider(request, settings.SIGN_IN_WITH["provider_id"])
        response: HttpResponse = provider.redirect(request, process, next_url=following)
    except _Unreachable:
        home = "measures:account_detail" if request.user.is_authenticated else "measures:sign_in"
        return _failed(request, home)
    return response


def _failed(request: HttpRequest, home: str) -> HttpResponse:
    _log.exception("the identity provider did not answer as it should")
    messages.error(request, FAILED)
    return redirect(home)


def _require_provider() -> None:
    if not settings.SIGN_IN_WITH:
        raise Http404
