"""บัญชีของฉัน: what a person may change about their own account."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from measures.forms.accounts import THEMES, NameForm, ThemeForm
from measures.forms.sign_in import ChangePasswordForm
from measures.models import User
from measures.services.accounts import end_sessions, set_password, update_own_name
from measures.services.second_step import codes_left, has_second_step
from measures.services.sign_in import TooManyAtOnce, TooManyTries, check_own_password
from measures.services.single_sign_on import has_identity
from measures.views.access import UserRequest, signed_in
from measures.views.callers import caller_address, way_on
from measures.views.sessions import WRONG_PASSWORD, refusal_words
from measures.views.theme import COOKIE, LETTERS_COOKIE, theme_of

_YEAR = 365 * 24 * 60 * 60


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_detail(request: UserRequest) -> HttpResponse:
    shown = {"display_name": request.user.display_name}
    form = NameForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["display_name"]
            update_own_name(user=request.user, display_name=name, by=request.user)
        except ValidationError as refusal:
            form.add_error("display_name", refusal.messages)
        else:
            messages.success(request, "บันทึกชื่อที่แสดงแล้ว")
            return redirect("measures:account_detail")
    provider = settings.SIGN_IN_WITH
    context = {
        "form": form,
        "has_second_step": has_second_step(request.user),
        "codes_left": codes_left(request.user),
        "memberships": request.user.memberships.select_related("organization"),
        "sign_in_with": provider,
        "is_linked": bool(provider) and has_identity(request.user, provider["provider_id"]),
        "themes": THEMES,
        "theme": theme_of(request) or "auto",
    }
    return render(request, "measures/accounts/detail.html", context)


@signed_in
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def account_password(request: UserRequest) -> HttpResponse:
    form, status = ChangePasswordForm(request.POST or None, person=request.user), 200
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if _is_own(request, said["password"]):
                set_password(user=request.user, password=said["new_password"], by=request.user)
                keep_session(request)
                messages.success(request, "เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นออกจากระบบแล้ว")
                return redirect("measures:account_detail")
            form.add_error("password", WRONG_PASSWORD)
        except (TooManyTries, TooManyAtOnce) as refusal:
            words, status = refusal_words(refusal)
            form.add_error(None, words)
    return render(request, "measures/accounts/password.html", {"form": form}, status=status)


@signed_in
@require_POST
def account_sessions_end(request: UserRequest) -> HttpResponse:
    end_sessions(user=request.user, by=request.user)
    keep_session(request)
    messages.success(request, "ออกจากระบบในเครื่องอื่นทั้งหมดแล้ว")
    return redirect("measures:account_detail")


@signed_in
@require_POST
def account_theme(request: UserRequest) -> HttpResponse:
    """In a cookie, for this device: the pages that are the same for all do not read it."""
    form = ThemeForm(request.POST)
    response = redirect(way_on(request, request.POST.get("next", "")))
    if form.is_valid():
        theme = form.cleaned_data["theme"]
        _keep(response, COOKIE, "" if theme == "auto" else theme)
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account_keys(request: UserRequest) -> HttpResponse:
    """All keys of the staff's pages; those of one letter can be switched off for this device."""
    if request.method != "POST":
        return render(request, "measures/accounts/keys.html")
    is_on = request.POST.get("letters") == "on"
    response = redirect("measures:account_keys")
    _keep(response, LETTERS_COOKIE, "" if is_on else "off")
    messages.success(request, "เปิดแป้นตัวอักษรเดี่ยวแล้ว" if is_on else "ปิดแป้นตัวอักษรเดี่ยวแล้ว")
    return response


def _keep(response: HttpResponse, cookie: str, choice: str) -> None:
    """For a year, on this device; "" is what holds without a choice."""
    if not choice:
        response.delete_cookie(cookie, samesite="Lax")
        return
    response.set_cookie(
        cookie,
        choice,
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def keep_session(request: UserRequest) -> None:
    """Let the session of the person who asked go on, under a new key, when all others end."""
    request.user = User.objects.get(pk=request.user.pk)
    update_session_auth_hash(request, request.user)


def _is_own(request: UserRequest, password: str) -> bool:
    return check_own_password(user=request.user, password=password, address=caller_address(request))
