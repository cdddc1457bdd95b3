"""Signing in and the start page in a real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from measures.models import Organization
from measures.roles import Role
from tests.browser.entering import let_in
from tests.browser.looking import SMALL_TARGETS, faults, violations
from tests.factories import PASSWORD, make_membership, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person(portal):
    """A legal officer of two organizations."""
    person = make_user(email="legal@example.go.th", password=PASSWORD, display_name="นิติกร")
    for code in ("nongruea", "long"):
        make_membership(
            user=person, role=Role.LEGAL, organization=Organization.objects.get(code=code)
        )
    return person


def sign_in(page: Page, address: str, password: str) -> None:
    page.goto(address)
    page.get_by_label("อีเมลหรือรหัสเจ้าหน้าที่").fill("legal@example.go.th")
    page.get_by_label("รหัสผ่าน").fill(password)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()


def test_a_refused_sign_in_says_so_where_the_reader_is(wide_page, person, portal):
    sign_in(wide_page, portal + "/sign-in/", "wrong")

    expect(wide_page.get_by_role("alert")).to_be_focused()
    expect(wide_page).to_have_title("มีข้อผิดพลาด: เข้าสู่ระบบเจ้าหน้าที่ · รายงานคุณธรรมและความโปร่งใส")
    expect(wide_page.get_by_label("อีเมลหรือรหัสเจ้าหน้าที่")).to_have_value("legal@example.go.th")
    expect(wide_page.get_by_label("รหัสผ่าน")).to_have_value("")
    assert violations(wide_page) == []


def test_a_person_signs_in_sees_their_own_and_signs_out(wide_page, person, portal):
    sign_in(wide_page, portal + "/work/", PASSWORD)

    expect(wide_page).to_have_url(portal + "/work/")
    expect(wide_page.locator(".past")).to_have_count(2)
    assert violations(wide_page) == []
    assert wide_page.evaluate(SMALL_TARGETS) == []
    wide_page.locator("summary", has_text="นิติกร").click()
    assert violations(wide_page) == []
    wide_page.get_by_role("button", name="ออกจากระบบ").click()
    expect(wide_page).to_have_url(portal + "/")
    wide_page.goto(portal + "/work/")
    expect(wide_page).to_have_url(portal + "/sign-in/?next=/work/")


def test_the_start_page_fits_a_phone_and_a_tablet(phone_page, person, portal):
    let_in(phone_page, portal, person)
    phone_page.set_viewport_size({"width": 360, "height": 740})
    phone_page.goto(portal + "/work/")

    assert faults(phone_page, looked_at=[], measured_at=[360, 768]) == {}
    phone_page.locator("summary", has_text="นิติกร").click()
    assert faults(phone_page, looked_at=[360, 768]) == {}
    phone_page.get_by_role("link", name="งานของฉัน").click()
    expect(phone_page.get_by_role("heading", level=1)).to_have_text("งานของฉัน")
