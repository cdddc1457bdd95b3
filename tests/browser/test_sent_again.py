"""Words of a form that were not saved: kept, and sent again with one press."""

from __future__ import annotations

from functools import partial

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Dialog, Route, expect

from measures.models import AnnualPlan
from measures.views.trouble import BUSY
from tests.browser.editing import make_desk
from tests.browser.entering import let_in, sign_in
from tests.measures.services.bringing import a_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_press_sends_the_form_after_signing_in_elsewhere(wide_page, page_errors, live_server):
    desk = make_desk(live_server.url)
    let_in(wide_page, desk.url, desk.person)
    wide_page.goto(f"{desk.url}/plans/desk/2568/details/")
    wide_page.get_by_label("บทนำ", exact=True).fill("เขียนไว้นาน\nสองย่อหน้า")
    Session.objects.all().delete()
    wide_page.get_by_role("button", name="บันทึก", exact=True).last.click()
    expect(wide_page.get_by_role("alert")).to_contain_text("ท่านออกจากระบบแล้ว")
    page_errors.clear()  # Chromium tells of the refusal itself

    elsewhere = wide_page.context.new_page()
    sign_in(elsewhere, desk.url, desk.person.email)
    wide_page.get_by_role("button", name="ส่งอีกครั้ง").click()

    expect(wide_page.get_by_text("บันทึกหัวรายงานและบทนำแล้ว")).to_be_visible()
    assert AnnualPlan.objects.get().introduction == "เขียนไว้นาน\nสองย่อหน้า"


def test_the_browser_asks_before_typed_words_are_thrown_away(wide_page, live_server):
    desk = make_desk(live_server.url)
    let_in(wide_page, desk.url, desk.person)
    wide_page.goto(f"{desk.url}/plans/desk/2568/details/")
    introduction = wide_page.get_by_label("บทนำ", exact=True)
    introduction.press_sequentially("พิมพ์แล้วกดลิงก์")

    with wide_page.expect_event("dialog") as asked:
        wide_page.once("dialog", Dialog.dismiss)
        wide_page.get_by_role("link", name="งานของฉัน").first.click()
    assert asked.value.type == "beforeunload"
    expect(introduction).to_have_value("พิมพ์แล้วกดลิงก์")

    wide_page.once("dialog", Dialog.dismiss)
    wide_page.get_by_role("button", name="บันทึก", exact=True).last.click()
    expect(wide_page.get_by_text("บันทึกหัวรายงานและบทนำแล้ว")).to_be_visible()
    assert AnnualPlan.objects.get().introduction == "พิมพ์แล้วกดลิงก์"


def test_the_browser_does_not_ask_whom_a_link_takes_away_from_the_words(wide_page, live_server):
    desk = make_desk(live_server.url)
    let_in(wide_page, desk.url, desk.person)
    wide_page.goto(f"{desk.url}/plans/desk/2568/measures/add/")
    issue = wide_page.locator("input[name=issue]")
    issue.fill("บรรทัดเดียวก็เป็นคำที่พิมพ์")

    with wide_page.expect_event("dialog"):
        wide_page.once("dialog", Dialog.dismiss)
        wide_page.get_by_role("link", name="งานของฉัน").first.click()
    expect(issue).to_have_value("บรรทัดเดียวก็เป็นคำที่พิมพ์")

    wide_page.get_by_role("link", name="ยกเลิก").click()
    wide_page.wait_for_url(f"{desk.url}/plans/desk/2568/")


def test_a_chosen_file_is_sent_with_one_press_after_a_trouble_and_after_signing_in_elsewhere(
    wide_page, page_errors, live_server
):
    desk = make_desk(live_server.url)
    let_in(wide_page, desk.url, desk.person)
    wide_page.goto(f"{desk.url}/plans/desk/imports/")
    wide_page.get_by_label("ไฟล์รายงาน").set_input_files(
        {"name": "รายงาน.txt", "mimeType": "text/plain", "buffer": a_table("ก")}
    )
    read, status = (
        wide_page.get_by_role("button", name="อ่านตาราง"),
        wide_page.locator("#reading-status"),
    )
    busy = {"message": BUSY.short}
    wide_page.route("**/imports/", partial(Route.fulfill, status=503, json=busy), times=1)
    read.click()
    expect(status).to_have_text(BUSY.short)

    Session.objects.all().delete()
    read.click()
    expect(status).to_contain_text("หมดเวลาเข้าใช้")
    elsewhere = wide_page.context.new_page()
    sign_in(elsewhere, desk.url, desk.person.email)
    read.click()

    expect(wide_page.get_by_role("button", name="นำเข้า ๑ มาตรการ ๑ ขั้นตอน")).to_be_visible()
    page_errors.clear()  # Chromium tells of the refusals itself
