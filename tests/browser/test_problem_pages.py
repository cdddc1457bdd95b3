"""From what is to be mended to the receipt, in a real Chromium, with and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from measures.models import Output, User
from measures.roles import Role
from tests.browser.entering import let_in
from tests.browser.looking import faults
from tests.factories import make_user
from tests.reports.drafts import make_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROBLEMS = "/plans/nongruea/2568/problems/"


@pytest.fixture
def office(live_server):
    """The address of the portal in which seed 003 is a draft, and its legal officer waits."""
    plan = make_draft("003")
    make_user(
        role=Role.LEGAL,
        organization=plan.organization,
        email="legal@example.go.th",
        display_name="นิติกร",
    )
    return live_server.url


def open_problems(page: Page, office: str) -> None:
    let_in(page, office, User.objects.get(email="legal@example.go.th"))
    page.goto(office + PROBLEMS)


def is_sound(page: Page, *widths: int) -> None:
    assert faults(page, looked_at=widths) == {}


def mend() -> None:
    Output.objects.filter(text__contains="จำนวนครั้ง/เดือน").update(text="มีการประชุม ๔ ครั้ง")


def test_an_officer_gives_a_reason_takes_it_back_and_submits(wide_page, office):
    open_problems(wide_page, office)
    expect(wide_page.get_by_role("heading", level=1)).to_have_text("ยังส่งตรวจไม่ได้ ต้องแก้อีก ๑ จุด")
    wide_page.get_by_text("ดูรายมาตรการ").click()
    is_sound(wide_page, 1280)

    wide_page.get_by_text("ไม่ใช่ปัญหา: มีชื่อหน่วยงานอื่น").click()
    is_sound(wide_page, 1280)
    wide_page.get_by_label("เพราะ").first.fill("อบต.ดงบัง ร่วมจัดทำ")
    wide_page.get_by_role("button", name="บันทึกเหตุผล").first.click()
    expect(wide_page.get_by_role("status")).to_contain_text("บันทึกเหตุผลแล้ว: มีชื่อหน่วยงานอื่น")
    wide_page.get_by_text("ดูแล้ว ไม่ใช่ปัญหา (๑)").click()
    expect(wide_page.get_by_text("เหตุผล: อบต.ดงบัง ร่วมจัดทำ")).to_be_visible()
    is_sound(wide_page, 1280)
    wide_page.get_by_role("button", name="เปิดอีกครั้ง").click()
    expect(wide_page.get_by_text("ดูแล้ว ไม่ใช่ปัญหา")).to_have_count(0)

    mend()
    wide_page.get_by_role("link", name="ตรวจอีกครั้ง").click()
    wide_page.get_by_role("link", name="ส่งตรวจ", exact=True).click()
    wide_page.get_by_label("ข้าพเจ้าดูข้อสังเกต").check()
    is_sound(wide_page, 1280)
    wide_page.get_by_role("button", name="ส่งตรวจ").click()
    expect(wide_page.get_by_role("heading", level=1)).to_contain_text("ส่งแล้ว")
    is_sound(wide_page, 1280)


def test_the_pages_fit_a_phone_and_a_tablet(phone_page, office):
    open_problems(phone_page, office)

    phone_page.get_by_text("ดูรายมาตรการ").click()
    is_sound(phone_page, 360, 768)
    phone_page.get_by_text("ไม่ใช่ปัญหา: มาตรการที่ ๗").click()
    phone_page.get_by_label("เพราะ").last.evaluate("box => box.required = false")
    phone_page.get_by_role("button", name="บันทึกเหตุผล").last.click()
    expect(phone_page.get_by_role("alert")).to_be_focused()
    is_sound(phone_page, 360, 768)
    mend()
    phone_page.goto(f"{office}/plans/nongruea/2568/submit/")
    is_sound(phone_page, 360, 768)
    phone_page.get_by_role("button", name="ส่งตรวจ").click()
    expect(phone_page.get_by_role("alert")).to_be_focused()
    is_sound(phone_page, 360, 768)
    phone_page.get_by_label("ข้าพเจ้าดูข้อสังเกต").check()
    phone_page.get_by_role("button", name="ส่งตรวจ").click()
    is_sound(phone_page, 360, 768)
    phone_page.goto(office + PROBLEMS)
    expect(phone_page.get_by_role("heading", level=1)).to_have_text("รายงานนี้ส่งตรวจแล้ว")
    is_sound(phone_page, 360, 768)
