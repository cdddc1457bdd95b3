"""Where allauth asks the portal about an outside identity, of which nothing but a hash is kept.

Named by the setting SOCIALACCOUNT_ADAPTER, and loaded only where a provider is set.
"""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from measures.models import User
from measures.services.single_sign_on import hidden_subject, link_identity
from measures.views.allauth_hooks import CANCELLED, FAILED, NOT_LINKED


class InvitedOnly(DefaultSocialAccountAdapter):
    """An outside identity opens an account to which its person linked it, and makes none."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        account = sociallogin.account
        account.uid = hidden_subject(account.provider, account.uid)
        account.extra_data = {}
        sociallogin.email_addresses = []
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        sociallogin.token = None
        sociallogin.account.extra_data = {}
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(_linked(request, sociallogin))
        if not sociallogin.is_existing:
            _refuse(request, NOT_LINKED)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> NoReturn:
        _refuse(request, CANCELLED if str(error) == "cancelled" else FAILED)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The record of events tells what happened to an account."""


def _linked(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    if not isinstance(request.user, User):  # the session ended at the provider's page
        return redirect("measures:sign_in")
    account = sociallogin.account
    try:
        link_identity(
            user=request.user, provider=account.provider, uid=account.uid, by=request.user
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "เชื่อมบัญชีแล้ว ครั้งต่อไปใช้เข้าสู่ระบบได้")
    return redirect("measures:account_detail")


def _refuse(request: HttpRequest, words: str) -> NoReturn:
    messages.error(request, words)
    home = "measures:account_detail" if request.user.is_authenticated else "measures:sign_in"
    raise ImmediateHttpResponse(redirect(home))
