"""Turning the second step of signing in on and off, and its recovery codes."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from measures.forms.sign_in import OwnPasswordForm, StartSecondStepForm
from measures.services.second_step import (
    has_second_step,
    new_secret,
    renew_codes,
    start_second_step,
    stop_second_step,
)
from measures.services.sign_in import TooManyAtOnce, TooManyTries, check_own_password
from measures.views.access import UserRequest, signed_in
from measures.views.callers import caller_address
from measures.views.sessions import WRONG_PASSWORD, refusal_words

_SECRET = "second-step-secret"  # noqa: S105 -- where the session keeps it until it is used


@signed_in
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_step_start(request: UserRequest) -> HttpResponse:
    if has_second_step(request.user):
        return redirect("measures:account_detail")
    form, status = StartSecondStepForm(request.POST or None), 200
    secret = request.session.setdefault(_SECRET, new_secret())
    if request.method == "POST" and form.is_valid():
        refusal = _refusal_of_password(request, form)
        if refusal is None:
            try:
                codes = start_second_step(
                    user=request.user,
                    secret=secret,
                    code=form.cleaned_data["code"],
                    by=request.user,
                )
            except ValidationError as problem:
                form.add_error(None, problem)
            else:
                del request.session[_SECRET]
                return second_step_codes(request, codes)
        status = refusal or 200
    context = {"form": form, "secret": _in_fours(secret), "picture": _picture(request, secret)}
    return render(request, "measures/second_steps/start.html", context, status=status)


@signed_in
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_step_stop(request: UserRequest) -> HttpResponse:
    if not has_second_step(request.user):
        return redirect("measures:account_detail")

    def stop() -> HttpResponse:
        stop_second_step(user=request.user, by=request.user)
        messages.success(request, "ปิดการยืนยันสองขั้นแล้ว")
        return redirect("measures:account_detail")

    return _by_password(request, "measures/second_steps/stop.html", stop)


@signed_in
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_step_renew(request: UserRequest) -> HttpResponse:
    if not has_second_step(request.user):
        return redirect("measures:account_detail")

    def renew() -> HttpResponse:
        return second_step_codes(request, renew_codes(user=request.user, by=request.user))

    return _by_password(request, "measures/second_steps/renew.html", renew)


def second_step_codes(request: UserRequest, codes: list[str]) -> HttpResponse:
    """Shown in the answer itself and never again."""
    return render(request, "measures/second_steps/codes.html", {"codes": codes})


def _by_password(
    request: UserRequest, template: str, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """What the act answers, once the person has given their password; the form until then."""
    form, status = OwnPasswordForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        refusal = _refusal_of_password(request, form)
        if refusal is None:
            return act()
        status = refusal
    return render(request, template, {"form": form}, status=status)


def _refusal_of_password(request: UserRequest, form: OwnPasswordForm) -> int | None:
    """The status of an answer that says in the form why the password did not do; None if it did."""
    given = form.cleaned_data["password"]
    try:
        if check_own_password(user=request.user, password=given, address=caller_address(request)):
            return None
    except (TooManyTries, TooManyAtOnce) as refusal:
        words, status = refusal_words(refusal)
        form.add_error(None, words)
        return status
    form.add_error("password", WRONG_PASSWORD)
    return 200


def _picture(request: UserRequest, secret: str) -> SafeString:
    """The QR code as SVG of our own making: there is nothing of the person's in its marks."""
    adapter = get_adapter()
    drawn: str = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return SafeString(drawn[drawn.index("<svg") :])


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
