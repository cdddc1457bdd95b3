"""A report's Word file brought in, put right and taken back, in a real Chromium."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from measures.models import AnnualPlan, Measure, User
from measures.services.import_applying import apply_import
from measures.views.trouble import BUSY
from tests.browser.entering import sign_in
from tests.browser.importing import begin_a_year, enter, review_address
from tests.browser.looking import faults, violations_in_the_dark
from tests.factories import (
    make_full_measure,
)
from tests.measures.importing.offices import as_docx, as_html, parts_of
from tests.measures.services.bringing import a_table, seed, stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PASTE = """([html, text]) => {
  const box = document.querySelector("#id_pasted");
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  box.value = text;
  box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""
DROP = """([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  const event = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
  document.querySelector("h1").dispatchEvent(event);
}"""
OPEN_FOLDS = "() => document.querySelectorAll('#review details').forEach(it => it.open = true)"


@pytest.fixture
def plan(settings: Any, tmp_path: Path) -> AnnualPlan:
    settings.IMPORT_PATIENCE_SECONDS, settings.DATA_DIR = 0.0, tmp_path  # all reading is followed
    return begin_a_year()


@pytest.fixture
def portal(live_server: Any, plan: AnnualPlan) -> str:
    return str(live_server.url)


def bring_in(page: Page, portal: str) -> None:
    """Read the Word file of a real report."""
    enter(page, portal, "/plans/nongruea/2568/")
    page.get_by_role("link", name="นำเข้าจากไฟล์ หรือวางตาราง").click()
    page.get_by_label("ไฟล์รายงาน").set_input_files(
        {"name": "รายงาน ๒๕๖๘.docx", "mimeType": WORD, "buffer": as_docx(parts_of("003"))}
    )
    page.get_by_role("button", name="อ่านตาราง").click()
    expect(page).to_have_url(re.compile(r"/imports/\d+/$"), timeout=30_000)
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="นำเข้า ๗ มาตรการ ๒๑ ขั้นตอน")).to_be_visible()


def test_a_word_file_is_read_put_right_brought_in_and_taken_back(
    wide_page: Page, portal: str, plan: AnnualPlan
):
    page = wide_page
    bring_in(page, portal)

    # a repair, and all of a kind; the page stays where it is
    page.get_by_role("button", name="แก้ตามนี้ สม่าเสมอ เป็น สม่ำเสมอ").click()
    expect(page.get_by_role("button", name=re.compile("เลิกทำ.*สม่าเสมอ"))).to_be_visible()
    page.get_by_text("จุดที่ต้องดู แยกตามชนิด").click()
    page.get_by_role("button", name=re.compile("แก้ตามที่เสนอทั้งหมด.*วรรคเกิน")).click()
    expect(page.get_by_text(re.compile("ดูครบ .* จุดแล้ว")).first).to_be_visible()

    # a measure stays out, another is written anew in place
    page.get_by_role("checkbox", name=re.compile("^มาตรการที่ ๗")).uncheck()
    expect(page.get_by_role("button", name="นำเข้า ๖ มาตรการ ๑๘ ขั้นตอน")).to_be_visible()
    page.get_by_role("button", name="แก้ไข มาตรการที่ ๓").click()
    box = page.locator("textarea").nth(3)
    box.fill("สำนักปลัด")
    page.get_by_role("button", name="แก้ไขเสร็จแล้ว").click()
    expect(page.get_by_role("button", name="แก้ไข มาตรการที่ ๓")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="นำเข้า ๖ มาตรการ ๑๘ ขั้นตอน")).to_be_visible()
    page.get_by_role("button", name="นำเข้า ๖ มาตรการ ๑๘ ขั้นตอน").click()

    expect(page).to_have_url(f"{portal}/plans/nongruea/2568/")
    expect(page.get_by_text("นำเข้าแล้ว ๖ มาตรการ ๑๘ ขั้นตอน")).to_be_visible()
    rows = [row.as_input() for row in Measure.objects.in_plan(plan).with_rows()]
    assert [owner.text for owner in rows[2].owners] == ["สำนักปลัด"]
    assert "สม่ำเสมอ" in rows[1].outputs[2].text

    page.get_by_role("button", name="เลิกทำ").click()
    expect(page.get_by_text("ยกเลิกการนำเข้าแล้ว")).to_be_visible()
    assert not Measure.objects.in_plan(plan).exists()


def test_a_table_from_the_clipboard_keeps_its_cells(wide_page: Page, portal: str, plan):
    page = wide_page
    enter(page, portal, "/plans/nongruea/imports/")

    page.evaluate(PASTE, [as_html(parts_of("003")).decode(), "อะไรก็ตาม"])
    expect(page.locator("#paste-status")).to_have_text(re.compile("วางตารางแล้ว"))
    page.get_by_role("button", name="อ่านตาราง").click()

    expect(page).to_have_url(re.compile(r"/imports/\d+/$"), timeout=30_000)
    expect(page.get_by_role("button", name="นำเข้า ๗ มาตรการ ๒๑ ขั้นตอน")).to_be_visible()


def test_a_refusal_is_told_where_the_file_is(wide_page: Page, portal: str, plan, page_errors):
    enter(wide_page, portal, "/plans/nongruea/imports/")
    wide_page.evaluate(DROP, ["ภาพ.docx", list(b"\x89PNG\r\n\x1a\n")])  # beside the box
    wide_page.get_by_role("button", name="อ่านตาราง").click()

    expect(wide_page.locator("#reading-status")).to_contain_text("ไฟล์นี้เป็นรูปภาพ")
    expect(wide_page).to_have_url(f"{portal}/plans/nongruea/imports/")
    assert len(page_errors) == 1  # the browser itself tells of the refused request
    page_errors.clear()


def test_pages_are_accessible_and_fit(wide_page: Page, portal: str, plan: AnnualPlan):
    make_full_measure(plan=plan, title="มาตรการเดิม")
    batch = stage(plan.organization, seed("001"))
    strange = stage(plan.organization, "โครงการ\tงบประมาณ\tสถานะ\nก\t๑๐๐\tแล้ว\n".encode())
    enter(wide_page, portal, "/plans/nongruea/imports/")
    edited = f"{review_address(batch)}?edit=r14"

    for address in (
        "/plans/nongruea/imports/",
        review_address(batch),
        edited,
        f"{review_address(batch)}discard/",
        review_address(strange),
    ):
        wide_page.set_viewport_size({"width": 1280, "height": 900})
        wide_page.goto(portal + address)
        wide_page.evaluate(OPEN_FOLDS)
        assert (address, faults(wide_page, measured_at=[640])) == (address, {})
        if address == edited:
            assert violations_in_the_dark(wide_page) == []  # on a phone, as it is now


def test_without_scripts_the_same_form_does_it(browser: Browser, portal: str, plan: AnnualPlan):
    by = User.objects.get(email="legal@example.test")
    batch = stage(plan.organization, a_table("ก", "ข"), by=by)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, portal, review_address(batch))

    page.get_by_role("button", name="แก้ไข มาตรการที่ ๒").click()
    page.locator("textarea").first.fill("ข แก้แล้ว")
    page.get_by_role("checkbox", name="มาตรการที่ ๑ · ก").uncheck()
    page.get_by_role("button", name="แก้ไขเสร็จแล้ว").click()
    page.get_by_role("button", name="นำเข้า ๑ มาตรการ ๑ ขั้นตอน").click()

    expect(page.get_by_text("นำเข้าแล้ว ๑ มาตรการ")).to_be_visible()
    assert [row.title for row in Measure.objects.in_plan(plan)] == ["ข แก้แล้ว"]
    context.close()


def test_what_is_typed_while_an_answer_is_on_its_way_stays(wide_page: Page, portal: str, plan):
    page = wide_page
    batch = stage(plan.organization, a_table("ก", "ข", "ค"))
    enter(page, portal, f"{review_address(batch)}?edit=r3")
    held: list[Any] = []

    def hold_the_first(route: Any) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/imports/*/", hold_the_first)

    with page.expect_request("**/imports/*/"):
        page.get_by_role("checkbox", name="มาตรการที่ ๑ · ก").uncheck()
    page.locator("textarea").first.fill("ข แก้แล้ว")
    page.get_by_role("checkbox", name="มาตรการที่ ๓ · ค").uncheck()
    held[0].continue_()

    expect(page.get_by_role("button", name="นำเข้า ๑ มาตรการ ๑ ขั้นตอน")).to_be_visible()
    expect(page.locator("textarea").first).to_have_value("ข แก้แล้ว")
    page.get_by_role("button", name="แก้ไขเสร็จแล้ว").click()
    expect(page.get_by_role("checkbox", name="มาตรการที่ ๒ · ข แก้แล้ว")).to_be_checked()

    # so does the press of นำเข้า: it waits, and however often it is pressed, it acts once
    expect(page.get_by_role("button", name="แก้ไข มาตรการที่ ๒")).to_be_visible()
    held.clear()
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_role("checkbox", name="มาตรการที่ ๓ · ค").check()
    page.get_by_role("button", name="นำเข้า ๑ มาตรการ ๑ ขั้นตอน").dblclick()
    held[0].continue_()

    expect(page.get_by_text("นำเข้าแล้ว ๒ มาตรการ ๒ ขั้นตอน")).to_be_visible()
    assert [row.title for row in Measure.objects.in_plan(plan)] == ["ข แก้แล้ว", "ค"]


def test_a_session_that_ended_loses_nothing(wide_page: Page, portal: str, plan, page_errors):
    page = wide_page
    batch = stage(plan.organization, a_table("ก"))
    enter(page, portal, f"{review_address(batch)}?edit=r2")

    page.locator("textarea").first.fill("ก แก้แล้ว")
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="แก้ไขเสร็จแล้ว").click()

    expect(page.locator("#review-status")).to_contain_text("หมดเวลาเข้าใช้")
    with page.expect_event("dialog") as asked:
        page.once("dialog", Dialog.dismiss)
        page.get_by_role("link", name="ไม่นำเข้า").click()
    assert asked.value.type == "beforeunload"
    expect(page.locator("textarea").first).to_have_value("ก แก้แล้ว")

    # signed in again in another tab, one press is enough
    other = page.context.new_page()
    sign_in(other, portal, "legal@example.test")
    page.get_by_role("button", name="แก้ไขเสร็จแล้ว").click()
    expect(page.get_by_role("checkbox", name="มาตรการที่ ๑ · ก แก้แล้ว")).to_be_checked()
    page_errors.clear()  # the browser itself told of the refused requests


def test_each_trouble_is_told_and_nothing_typed_is_lost(
    wide_page: Page, portal: str, plan, page_errors
):
    page = wide_page
    batch = stage(plan.organization, a_table("ก"))
    enter(page, portal, f"{review_address(batch)}?edit=r2")
    page.locator("textarea").first.fill("ก แก้แล้ว")
    status, button = page.locator("#review-status"), page.get_by_role("button", name="แก้ไขเสร็จแล้ว")
    busy = render_to_string("503.html", {"trouble": BUSY})

    for code, body, words in (
        (503, busy, f"{BUSY.title}: {BUSY.words}"),
        (502, "<h1>Bad Gateway</h1>", "ระบบขัดข้องชั่วคราว (รหัส ๕๐๒)"),
        (404, "", "ไม่พบตารางนี้ อาจมีผู้ลบไปแล้ว"),
    ):
        page.route("**/imports/*/", partial(Route.fulfill, status=code, body=body))
        button.click()
        expect(status).to_have_text(f"{words} · สิ่งที่ท่านแก้ยังอยู่ในหน้านี้ โปรดลองอีกครั้ง")
        page.unroute("**/imports/*/")
    page.context.set_offline(True)
    button.click()
    expect(status).to_contain_text("เครื่องนี้ไม่ได้เชื่อมต่ออินเทอร์เน็ต")
    page.context.set_offline(False)
    expect(page.locator("textarea").first).to_have_value("ก แก้แล้ว")
    button.click()
    expect(page.get_by_role("checkbox", name="มาตรการที่ ๑ · ก แก้แล้ว")).to_be_checked()
    page_errors.clear()  # the browser itself told of the refused requests

    # somebody else was faster: the words stay for copying
    page.get_by_role("button", name="แก้ไข มาตรการที่ ๑").click()
    page.locator("textarea").first.fill("ก อีกครั้ง")
    batch.refresh_from_db()
    by, at = User.objects.get(email="legal@example.test"), timezone.now()
    apply_import(batch=batch, plan=plan, revision=batch.revision, by=by, at=at)
    page.get_by_role("button", name="แก้ไขเสร็จแล้ว").click()
    expect(status).to_contain_text("มีผู้นำเข้าตารางนี้ไปแล้ว")
    expect(page.locator("textarea").first).to_have_value("ก อีกครั้ง")
