"""How a browser comes to be somebody's, where signing in is not what a test is about."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from measures.models import User
from tests.factories import PASSWORD


def let_in(page: Page, base: str, user: User) -> None:
    """Give the page's browser a session, as the form of signing in would."""
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    there = urljoin(base, "/")  # the cookie is for all of the portal
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": there}])


def sign_in(page: Page, base: str, email: str) -> None:
    """By the form: in another tab it changes the token that the first tab knows."""
    page.goto(f"{base}/sign-in/?next=/work/")
    page.get_by_label("อีเมลหรือรหัสเจ้าหน้าที่").fill(email)
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page).to_have_url(base + "/work/")
