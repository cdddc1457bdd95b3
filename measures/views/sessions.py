"""Signing in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from measures.forms.sign_in import SignInForm
from measures.services.sign_in import TooManyAtOnce, TooManyTries, check_sign_in
from measures.views.access import public, signed_in

WRONG = "อีเมล รหัสเจ้าหน้าที่ หรือรหัสผ่านไม่ถูกต้อง"
CHECK_KEYBOARD = "โปรดตรวจภาษาแป้นพิมพ์และปุ่ม Caps Lock แล้วลองอีกครั้ง"
TOO_MANY = "ลองเกินจำนวนครั้ง โปรดรอ ๑๕ นาที"
BUSY = "มีผู้เข้าสู่ระบบพร้อมกันจำนวนมาก โปรดลองอีกครั้งในหนึ่งนาที"


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_way_on(request, request.GET.get(REDIRECT_FIELD_NAME, "")))
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    status = 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = check_sign_in(
                name=given["name"],
                password=given["password"],
                address=_address(request),
            )
        except TooManyTries:
            form.add_error(None, TOO_MANY)
            status = 429
        except TooManyAtOnce:
            form.add_error(None, BUSY)
            status = 503
        else:
            if user is not None:
                login(request, user)
                return redirect(_way_on(request, given["next"]))
            form.add_error("password", CHECK_KEYBOARD)
            form.add_error(None, WRONG)
    return render(request, "measures/sessions/sign_in.html", {"form": form}, status=status)


@signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _address(request: HttpRequest) -> str:
    """Where the person is. Behind a proxy that is what the proxy added: the last of the list.

    Anybody can write the others; the proxy's own address would count all people as one.
    """
    seen = ""
    if settings.SECURE_PROXY_SSL_HEADER:
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return seen or str(request.META.get("REMOTE_ADDR", ""))


def _way_on(request: HttpRequest, address: str) -> str:
    """Where the person was going, if that is one of our pages."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else settings.LOGIN_REDIRECT_URL
