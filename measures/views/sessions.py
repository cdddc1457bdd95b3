"""Signing in, in one step or two, and out."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from measures.forms.sign_in import CodeForm, SignInForm
from measures.models import User
from measures.services.second_step import WRONG_CODE, check_code
from measures.services.sign_in import (
    AccountClosedForNow,
    TooManyAtOnce,
    TooManyTries,
    check_sign_in,
)
from measures.views.access import public, signed_in
from measures.views.allauth_hooks import SecondStep
from measures.views.callers import caller_address, device_shown, remember_device, way_on

WRONG = "อีเมล รหัสเจ้าหน้าที่ หรือรหัสผ่านไม่ถูกต้อง"
WRONG_PASSWORD = "รหัสผ่านของท่านไม่ถูกต้อง"  # noqa: S105 -- a message
CHECK_KEYBOARD = "โปรดตรวจภาษาแป้นพิมพ์และปุ่ม Caps Lock แล้วลองอีกครั้ง"
TOO_MANY = "ลองเกินจำนวนครั้ง โปรดรอ ๑๕ นาที"
CLOSED_FOR_NOW = "มีผู้ลองเกินจำนวนครั้ง โปรดรอ ๑ ชั่วโมง หรือตั้งรหัสผ่านใหม่ที่ ลืมรหัสผ่าน"
BUSY = "มีผู้เข้าสู่ระบบพร้อมกันจำนวนมาก โปรดลองอีกครั้งในหนึ่งนาที"


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(way_on(request, request.GET.get(REDIRECT_FIELD_NAME, "")))
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    status = 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = check_sign_in(
                name=given["name"],
                password=given["password"],
                address=caller_address(request),
                device=device_shown(request),
            )
        except (TooManyTries, TooManyAtOnce) as refusal:
            words, status = refusal_words(refusal)
            form.add_error(None, words)
        else:
            if user is not None:
                return let_in(request, user, way_on(request, given["next"]))
            form.add_error("password", CHECK_KEYBOARD)
            form.add_error(None, WRONG)
    context = {"form": form, "sign_in_with": settings.SIGN_IN_WITH}
    return render(request, "measures/sessions/sign_in.html", context, status=status)


@public
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    stage = _waiting_stage(request)
    if stage is None or not isinstance(stage.login.user, User):
        return redirect("measures:sign_in")
    user, form, status = stage.login.user, CodeForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            fits = check_code(
                user=user, code=form.cleaned_data["code"], address=caller_address(request)
            )
        except TooManyTries as refusal:
            words, status = refusal_words(refusal)
            form.add_error(None, words)
        else:
            if fits:
                response: HttpResponse = stage.exit()
                remember_device(request, response, user)
                return response
            form.add_error("code", WRONG_CODE)
    return render(request, "measures/sessions/second_step.html", {"form": form}, status=status)


@signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def let_in(request: HttpRequest, user: User, address: str) -> HttpResponse:
    """Begin a session of a person who has proved who they are, or ask for the second step."""
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=address))
    if request.user.is_authenticated:
        remember_device(request, response, user)
    return response


def refusal_words(refusal: Exception) -> tuple[str, int]:
    """Why a password was not looked at, and the status of the answer."""
    if isinstance(refusal, TooManyAtOnce):
        return BUSY, 503
    return (CLOSED_FOR_NOW if isinstance(refusal, AccountClosedForNow) else TOO_MANY), 429


def _waiting_stage(request: HttpRequest) -> LoginStage | None:
    """The second step that a sign-in of a moment ago waits for; its person may have left since."""
    if request.user.is_authenticated:
        return None
    stage = LoginStageController.enter(request, SecondStep.key)
    return stage if stage and stage.login.user and stage.login.user.is_active else None
