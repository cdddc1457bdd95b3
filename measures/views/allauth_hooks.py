"""Where allauth asks the portal while somebody signs in: nobody registers, and there is one stage.

Named by the setting ACCOUNT_ADAPTER; what it asks about outside identities is in `invited_only`.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import LoginStage
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from measures.services.second_step import has_second_step

NOT_LINKED = "ยังไม่มีบัญชีผู้ใช้ที่เชื่อมกับตัวตนนี้ โปรดเข้าสู่ระบบด้วยรหัสผ่าน แล้วเชื่อมที่หน้าบัญชีของฉัน"
FAILED = "ยืนยันตัวตนไม่สำเร็จ โปรดลองอีกครั้ง หรือเข้าสู่ระบบด้วยรหัสผ่าน"
CANCELLED = "ท่านยกเลิกการยืนยันตัวตน"


class NoRegistration(DefaultAccountAdapter):
    """Accounts come from invitations alone; words and letters are the portal's own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return settings.LOGIN_REDIRECT_URL

    def get_login_stages(self) -> list[str]:
        return ["measures.views.allauth_hooks.SecondStep"]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """allauth's own messages are not shown."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The record of events tells what happened to an account."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect("measures:sign_in")


class SecondStep(LoginStage):
    """Asks for the code; allauth's own stage brings WebAuthn along, which is not used here."""

    key = urlname = "mfa_authenticate"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if self.login.user and has_second_step(self.login.user):
            return redirect(self.urlname), True
        return None, True
