"""People in a real Chromium: invited, signed in twice over, and kept in order by their office."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from measures.models import Organization, Owner, User
from measures.roles import Role
from tests.browser.entering import let_in
from tests.browser.looking import faults, overflow, recolour, violations
from tests.factories import (
    PASSWORD,
    make_full_measure,
    make_invitation,
    make_membership,
    make_organization,
    make_plan,
    make_unit,
    make_user,
)
from tests.measures.services.test_second_step import code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAD = "head@example.go.th"
GUEST = "saraban@example.go.th"
NEW = "another horse ran away"
LONG = "องค์การบริหารส่วนตำบลท่าศาลาหนองบัวลำภูบ้านใหม่"


@pytest.fixture
def office(live_server: Any) -> Organization:
    """An office with two members, an invitation, and units of which one is in use."""
    office = make_organization(code="office", name=LONG, kind="อบต.")
    head = make_user(
        email=HEAD,
        password=PASSWORD,
        role=Role.ADMINISTRATOR,
        organization=office,
        display_name="ปลัดองค์การบริหารส่วนตำบล ปฏิบัติหน้าที่นายกองค์การบริหารส่วนตำบล",
    )
    clerk = make_user(display_name="เจ้าหน้าที่พัสดุ")
    part = make_membership(user=clerk, role=Role.STAFF, organization=office)
    finance = make_unit(organization=office, name="กองคลัง", position=1)
    part.units.add(make_unit(organization=office, name="งานพัสดุ", parent=finance, position=2))
    make_unit(organization=office, name="กองการศึกษา ศาสนา และวัฒนธรรม", position=3)
    make_invitation(organization=office, by=head, token="a-token", email="guest@example.go.th")
    measure = make_full_measure(plan=make_plan(organization=office))
    Owner.objects.get(measure=measure).units.set([finance])
    return office


def sign_in(page: Page, base: str, name: str = HEAD, password: str = PASSWORD) -> None:
    page.goto(base + "/sign-in/?next=/account/")
    page.get_by_label("อีเมลหรือรหัสเจ้าหน้าที่").fill(name)
    page.get_by_label("รหัสผ่าน").fill(password)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()


def open_pages(office: Organization) -> list[str]:
    return ["/sign-in/forgotten/", "/sign-in/forgotten/sent/", "/invitations/a-token/"]


def own_pages(office: Organization) -> list[str]:
    base = f"/settings/{office.code}"
    clerk = office.memberships.get(role="staff").user_id
    unit = office.units.get(name="กองคลัง").pk
    return [
        "/account/",
        "/account/password/",
        "/account/keys/",
        "/account/second-step/",
        f"{base}/members/",
        f"{base}/members/invite/",
        f"{base}/members/{clerk}/",
        f"{base}/units/",
        f"{base}/units/add/",
        f"{base}/units/standard/",
        f"{base}/units/{unit}/",
        f"{base}/units/{unit}/delete/",
        f"{base}/organization/",
    ]


def check(page: Page, base: str, pages: list[str]) -> None:
    for address in pages:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(color_scheme="light")
        page.goto(base + address)
        assert (address, faults(page, looked_at=[1280])) == (address, {})
        recolour(page, "dark")
        assert (address, faults(page, looked_at=[360])) == (address, {})


def test_pages_are_accessible_wide_in_the_light_and_narrow_in_the_dark(
    wide_page, office, live_server
):
    check(wide_page, live_server.url, open_pages(office))
    let_in(wide_page, live_server.url, User.objects.get(email=HEAD))
    check(wide_page, live_server.url, own_pages(office))


def test_forms_that_are_refused_are_accessible(phone_page, office, live_server):
    let_in(phone_page, live_server.url, User.objects.get(email=HEAD))
    for address, button in (
        ("/account/password/", "เปลี่ยนรหัสผ่าน"),
        ("/account/second-step/", "เปิดการยืนยันสองขั้น"),
        ("/settings/office/members/invite/", "ส่งคำเชิญ"),
        ("/settings/office/units/add/", "เพิ่มหน่วย"),
    ):
        phone_page.goto(live_server.url + address)
        phone_page.get_by_role("button", name=button).click()
        expect(phone_page.get_by_role("alert")).to_be_focused()
        assert (address, violations(phone_page)) == (address, [])
        assert (address, overflow(phone_page)) == (address, 0)


def invite(page: Page) -> str:
    """Invite the guest to กองคลัง; the link that was sent."""
    page.get_by_role("link", name="ตั้งค่า").first.click()
    page.get_by_role("link", name="เชิญผู้ใช้").click()
    page.get_by_label("อีเมล").fill(GUEST)
    page.get_by_label("ตำแหน่งหรือชื่อที่แสดง").fill("เจ้าหน้าที่งานสารบรรณ")
    page.get_by_label("กองคลัง").check()
    page.get_by_role("button", name="ส่งคำเชิญ").click()
    expect(page.get_by_role("row", name=re.compile(GUEST))).to_contain_text("กองคลัง")
    link = str(re.findall(r"http://\S+", str(mail.outbox[0].body))[0])
    assert page.get_by_label("ลิงก์เชิญ", exact=True).input_value() == link
    return link


def test_a_person_is_invited_and_signs_in_with_a_second_step(
    wide_page, phone_page, office, live_server
):
    base = live_server.url
    sign_in(wide_page, base)
    link = invite(wide_page)

    phone_page.goto(link)
    phone_page.get_by_label("รหัสผ่านใหม่", exact=True).fill(NEW)
    phone_page.get_by_label("รหัสผ่านใหม่อีกครั้ง").fill(NEW)
    phone_page.get_by_role("button", name="รับคำเชิญและเข้าสู่ระบบ").click()
    expect(phone_page).to_have_url(base + "/work/")

    phone_page.goto(base + "/account/second-step/")
    secret = phone_page.locator(".secret").inner_text().replace(" ", "")
    phone_page.get_by_label("รหัส ๖ หลัก").fill(code_of(secret, -1))
    phone_page.get_by_label("รหัสผ่านของท่าน").fill(NEW)
    phone_page.get_by_role("button", name="เปิดการยืนยันสองขั้น").click()
    expect(phone_page.get_by_role("list", name="รหัสกู้คืน").get_by_role("listitem")).to_have_count(10)
    assert violations(phone_page) == []
    recovery = phone_page.locator(".codes code").first.inner_text()
    phone_page.get_by_role("link", name=re.compile("เก็บไว้แล้ว")).click()

    for code in (code_of(secret), recovery):
        phone_page.locator("summary", has_text="บัญชี: ").click()
        phone_page.get_by_role("button", name="ออกจากระบบ", exact=True).click()
        sign_in(phone_page, base, GUEST, NEW)
        expect(phone_page).to_have_url(base + "/sign-in/second-step/")
        assert violations(phone_page) == []
        phone_page.get_by_label("รหัสยืนยัน").fill(code)
        phone_page.get_by_role("button", name="ยืนยัน").click()
        expect(phone_page).to_have_url(base + "/account/")
    expect(phone_page.get_by_text("รหัสกู้คืนเหลือ ๙")).to_be_visible()


def tree(page: Page) -> list[str]:
    """The units as they are shown, each with its depth."""
    shown: list[str] = page.locator(".unit-row").evaluate_all(
        "rows => rows.map("
        "row => '-'.repeat(row.dataset.depth) + row.querySelector('a').textContent)"
    )
    return shown


def test_units_are_dragged(wide_page, office, live_server):
    let_in(wide_page, live_server.url, User.objects.get(email=HEAD))
    wide_page.goto(live_server.url + "/settings/office/units/")
    rows = wide_page.locator(".unit-row")
    assert tree(wide_page) == ["กองคลัง", "-งานพัสดุ", "กองการศึกษา ศาสนา และวัฒนธรรม"]

    rows.nth(2).drag_to(rows.nth(0), target_position={"x": 200, "y": 5})
    expect(rows.nth(1).locator("a").first).to_have_text("กองคลัง")
    assert tree(wide_page) == ["กองการศึกษา ศาสนา และวัฒนธรรม", "กองคลัง", "-งานพัสดุ"]
    box = rows.nth(0).bounding_box()
    rows.nth(2).drag_to(rows.nth(0), target_position={"x": 200, "y": box["height"] - 5})
    expect(wide_page.get_by_role("status")).to_contain_text("ย้าย งานพัสดุ แล้ว")
    assert tree(wide_page) == ["กองการศึกษา ศาสนา และวัฒนธรรม", "-งานพัสดุ", "กองคลัง"]


def test_everything_works_without_javascript(browser: Browser, office, live_server):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    sign_in(page, live_server.url)
    page.goto(live_server.url + "/settings/office/units/")
    expect(page.locator(".grip").first).to_be_hidden()
    page.get_by_role("button", name="เลื่อนลง: กองคลัง").click()
    expect(page.get_by_role("status")).to_contain_text("ย้าย กองคลัง แล้ว")
    page.get_by_role("button", name="ขยับออกหนึ่งชั้น: งานพัสดุ").click()
    page.get_by_role("link", name="เพิ่มจากรายการมาตรฐาน").click()
    page.get_by_role("button", name="เพิ่มหน่วยที่เลือก").click()
    expect(page.get_by_role("status")).to_contain_text("เพิ่มแล้ว")
    page.get_by_role("link", name="ผู้ใช้", exact=True).click()
    page.get_by_role("button", name=re.compile("^ระงับ.*เจ้าหน้าที่พัสดุ")).click()
    expect(page.get_by_text("ระงับไว้")).to_be_visible()
    page.goto(live_server.url + "/account/")
    page.get_by_label("มืด").check()
    page.get_by_role("button", name="ใช้สีนี้").click()
    expect(page.locator('link[href*="dark"]')).to_have_attribute("media", "screen")
    context.close()
