"""Files taken away in a real Chromium: with and without the page's script, on a phone too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from measures.models import AnnualPlan
from reports.models import Report
from tests.browser.editing import hold_requests
from tests.browser.looking import SMALL_TARGETS, faults, violations, violations_in_the_dark
from tests.browser.test_review_pages import people, plan, portal
from tests.reports.services.people import make_office

__all__ = ["people", "plan", "portal"]  # the office of the review pages
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EXPORTS = "/plans/nongruea/2568/exports/"
BUTTON = "[data-file-button]"


@pytest.fixture
def legal(people) -> Page:
    page: Page = people("legal")
    return page


def test_a_chosen_file_comes_with_words_while_it_is_made(legal: Page, portal: str):
    legal.goto(portal + EXPORTS)
    legal.get_by_label("Word (DOCX)").check()
    expect(legal.locator(BUTTON)).to_have_text("ส่งออก Word (DOCX)")

    asked = hold_requests(legal, "**/exports/")
    with legal.expect_download() as download:
        with legal.expect_request("**/exports/"):
            legal.locator(BUTTON).click()
        expect(legal.locator("[data-file-status] progress")).to_be_visible()
        asked.pop().continue_()
    assert download.value.suggested_filename.startswith("ร่างรายงาน องค์การบริหารส่วนตำบล")
    assert download.value.suggested_filename.endswith(".docx")
    expect(legal.locator("[data-file-status]")).to_have_text("จัดทำไฟล์แล้ว")
    legal.unroute("**/exports/")
    legal.reload()
    expect(legal.get_by_label("Word (DOCX)")).to_be_checked()


def test_what_went_wrong_is_said_and_can_be_tried_again(legal: Page, portal: str, settings):
    legal.goto(portal + EXPORTS)
    settings.RENDER_TIMEOUT_SECONDS = 0
    legal.locator(BUTTON).click()
    expect(legal.locator("[data-file-status].field-error")).to_contain_text("นานเกินกำหนด")

    settings.RENDER_TIMEOUT_SECONDS = 60
    with legal.expect_download():
        legal.locator(BUTTON).click()
    expect(legal.locator("[data-file-status].field-error")).to_have_count(0)


def test_a_file_comes_without_a_script(people, portal: str):
    page = people("legal", java_script_enabled=False)
    page.goto(portal + EXPORTS)
    page.get_by_label("ทั้งหมดในไฟล์เดียว (ZIP)").check()

    with page.expect_download() as download:
        page.get_by_role("button", name="ส่งออกไฟล์ที่เลือก").click()

    assert download.value.suggested_filename.endswith(".zip")


ADDRESSES = (EXPORTS, "/plans/nongruea/2568/document/", "/plans/nongruea/2568/answer/")


def test_the_pages_are_accessible_in_the_light_and_in_the_dark(legal: Page, portal: str):
    for address in ADDRESSES:
        legal.set_viewport_size({"width": 1280, "height": 800})
        legal.goto(portal + address)
        assert (address, violations_in_the_dark(legal)) == (address, [])
        assert (address, faults(legal, measured_at=[992])) == (address, {})


def test_the_answer_is_copied_and_its_link_checked(legal: Page, portal: str, plan: AnnualPlan):
    office = make_office(Report.objects.get(plan=plan))
    office.publish()
    legal.context.grant_permissions(["clipboard-read", "clipboard-write"])
    legal.goto(portal + "/plans/nongruea/2568/answer/")
    assert violations(legal) == []
    assert legal.evaluate(SMALL_TARGETS) == []

    legal.get_by_role("button", name="คัดลอกลิงก์").click()
    expect(legal.locator("[data-copied]")).to_have_text("คัดลอกแล้ว นำไปวางในระบบ ITAS ได้")
    copied = legal.evaluate("navigator.clipboard.readText()")
    legal.get_by_role("button", name="ตรวจว่าลิงก์เปิดได้โดยไม่เข้าสู่ระบบ").click()

    assert copied == f"{portal}/reports/nongruea/2568/"
    expect(legal.get_by_text("ลิงก์ใช้ตอบได้")).to_be_visible()
