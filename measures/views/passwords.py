"""A new password for who has forgotten theirs."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from measures.forms.sign_in import ForgottenForm, NewPasswordForm
from measures.services.letters import send_later
from measures.services.password_reset import (
    ResetLink,
    ask_for_reset,
    person_of_link,
    reset_password,
)
from measures.services.sign_in import TooManyAtOnce, TooManyTries
from measures.views.access import public
from measures.views.callers import caller_address
from measures.views.sessions import let_in, refusal_words

SUBJECT = "ตั้งรหัสผ่านใหม่"
LETTER = """เรียน {name}

มีผู้ขอตั้งรหัสผ่านใหม่ของบัญชีนี้ หากเป็นท่าน โปรดเปิดลิงก์นี้ภายใน ๑ ชั่วโมง

{link}

หากท่านไม่ได้ขอ ไม่ต้องทำอะไร รหัสผ่านเดิมยังใช้ได้ และไม่มีผู้ใดเห็นจดหมายนี้นอกจากท่าน"""


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password_forgotten(request: HttpRequest) -> HttpResponse:
    form, status = ForgottenForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            link = ask_for_reset(email=form.cleaned_data["email"], address=caller_address(request))
        except TooManyTries as refusal:
            words, status = refusal_words(refusal)
            form.add_error(None, words)
        else:
            if link is not None:
                _write(link)
            return redirect("measures:password_letter")
    return render(request, "measures/passwords/forgotten.html", {"form": form}, status=status)


@public
@never_cache
@require_safe
def password_letter(request: HttpRequest) -> HttpResponse:
    """The same for every address: whether there is an account is not said."""
    return render(request, "measures/passwords/letter.html")


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    person = person_of_link(uid=uid, token=token)
    if person is None:
        return password_link_ended(request)
    form = NewPasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            person = reset_password(
                uid=uid, token=token, password=form.cleaned_data["new_password"]
            )
        except PermissionDenied:
            return password_link_ended(request)
        except ValidationError as refusal:
            form.add_error("new_password", refusal)
        except TooManyAtOnce as refusal:
            form.add_error(None, refusal_words(refusal)[0])
        else:
            return let_in(request, person, settings.LOGIN_REDIRECT_URL)
    return render(request, "measures/passwords/reset.html", {"form": form, "person": person})


def password_link_ended(request: HttpRequest) -> HttpResponse:
    return render(request, "measures/passwords/link_ended.html", status=404)


def _write(link: ResetLink) -> None:
    address = reverse("measures:password_reset", args=[link.uid, link.token])
    text = LETTER.format(name=link.user, link=settings.SITE_URL + address)
    send_later(to=link.user.email, subject=SUBJECT, text=text)
