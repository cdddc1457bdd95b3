"""Evidence of a plan in a real Chromium: several files, paste, captions, order, without script."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Browser, FilePayload, Page, expect

from measures.models import AnnualPlan, EvidenceFile, Measure, User
from measures.roles import Role
from tests.browser.editing import hold_requests
from tests.browser.entering import let_in
from tests.browser.looking import SMALL_TARGETS, overflow, violations
from tests.factories import PASSWORD, make_full_measure, make_plan, make_user
from tests.measures.inspecting.corpus import encoded, pdf, photo, scene
from tests.measures.services.evidence import a_writer, an_upload, attach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASTE = """data => {
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], "image.png", {type: "image/png"}));
  document.dispatchEvent(new ClipboardEvent("paste", {clipboardData: files, cancelable: true}));
}"""


@dataclass(frozen=True)
class Desk:
    """A plan of three measures whose writer has signed in."""

    plan: AnnualPlan
    measures: list[Measure]
    address: str


@pytest.fixture
def desk(live_server) -> Desk:
    cache.clear()
    plan = make_plan()
    measures = [make_full_measure(plan=plan, title=f"มาตรการเรื่องที่ {n}") for n in "123"]
    make_user(
        email="writer@example.go.th",
        password=PASSWORD,
        role=Role.COORDINATOR,
        organization=plan.organization,
    )
    return Desk(plan, measures, f"{live_server.url}/plans/{plan.organization.code}/2568/evidence/")


def open_page(page: Page, desk: Desk) -> None:
    let_in(page, desk.address, User.objects.get(email="writer@example.go.th"))
    page.goto(desk.address)
    expect(page).to_have_url(desk.address)


def sign_in(page: Page) -> None:
    page.get_by_label("อีเมลหรือรหัสเจ้าหน้าที่").fill("writer@example.go.th")
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()


def a_file(name: str, data: bytes, kind: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": data}


def a_scene(shade: int) -> SimpleUploadedFile:
    return an_upload(data=photo((60 + shade, 40)))


def held(desk: Desk) -> list[tuple[int, str]]:
    rows = EvidenceFile.objects.in_plan(desk.plan)
    return [(row.measure.position, row.original_name) for row in rows.select_related("measure")]


def test_several_files_go_to_their_measures_each_with_its_progress(wide_page, desk):
    open_page(wide_page, desk)
    wide_page.set_input_files(
        "#files",
        [
            a_file("๐๓_ประชุม.jpg", photo()),
            a_file("ไม่มีเลข.pdf", pdf(), "application/pdf"),
            a_file("เอาออก.jpg", photo((50, 50))),
        ],
    )

    queue = wide_page.get_by_role("list", name="ไฟล์ที่เลือก").get_by_role("listitem")
    expect(queue).to_have_count(3)
    expect(queue.nth(0).get_by_role("combobox")).to_have_value(str(desk.measures[2].pk))
    assert violations(wide_page) == []
    wide_page.get_by_role("button", name="เอาออก เอาออก.jpg").click()
    wide_page.get_by_role("button", name="อัปโหลด", exact=True).click()
    expect(queue.nth(1)).to_contain_text("โปรดเลือกมาตรการของไฟล์นี้")
    expect(queue.nth(0)).to_contain_text("เพิ่มแล้ว")
    queue.nth(1).get_by_role("combobox").select_option(str(desk.measures[0].pk))
    wide_page.get_by_role("button", name="อัปโหลด", exact=True).click()

    expect(wide_page.get_by_text("เพิ่ม ๒ ไฟล์แล้ว")).to_be_visible()
    assert held(desk) == [(1, "ไม่มีเลข.pdf"), (3, "๐๓_ประชุม.jpg")]
    assert violations(wide_page) == []
    assert wide_page.evaluate(SMALL_TARGETS) == []


def test_a_refused_file_says_why_and_the_others_are_added(wide_page, desk, page_errors):
    open_page(wide_page, desk)
    wide_page.set_input_files(
        "#files", [a_file("01_a.jpg", photo()), a_file("02_b.jpg", b"<svg/>")]
    )
    wide_page.get_by_role("button", name="อัปโหลด", exact=True).click()

    expect(wide_page.locator("#queue li").nth(1)).to_contain_text("ไม่รองรับไฟล์ชนิดนี้")
    expect(wide_page.locator("#upload-status")).to_have_text("เพิ่มแล้ว ๑ ไฟล์ ยังเหลือ ๑ ไฟล์ที่ต้องแก้")
    assert held(desk) == [(1, "01_a.jpg")]
    wide_page.get_by_role("link", name="ดูไฟล์ที่เพิ่มแล้ว").click()
    expect(wide_page.locator(".file")).to_have_count(1)
    assert [error for error in page_errors if "422" not in error] == []
    page_errors.clear()  # the browser reports every refusal


def test_a_screenshot_is_pasted(wide_page, desk):
    open_page(wide_page, desk)
    wide_page.get_by_label("เป็นของ", exact=True).select_option(str(desk.measures[1].pk))
    expect(wide_page.locator("html.has-script")).to_be_attached()
    picture = base64.b64encode(encoded(scene((300, 200)), "PNG")).decode()
    wide_page.evaluate(PASTE, picture)
    wide_page.get_by_role("button", name="อัปโหลด", exact=True).click()

    expect(wide_page.locator(f"#measure-{desk.measures[1].pk} .file")).to_have_count(1)
    (position, name), *_ = held(desk)
    assert (position, re.fullmatch(r"ภาพที่วาง \d{6}\.png", name) is not None) == (2, True)


def test_captions_save_themselves_and_warn(wide_page, desk):
    writer = a_writer(desk.measures[0])
    evidence = attach(desk.measures[0], by=writer)
    open_page(wide_page, desk)
    caption = wide_page.locator("textarea[name=caption]")

    caption.fill("ประชุม โทร 081-234-5678")
    caption.blur()

    expect(wide_page.get_by_text("บันทึกแล้ว")).to_be_visible()
    expect(wide_page.get_by_text("คำบรรยายมีตัวเลขคล้ายหมายเลขโทรศัพท์")).to_be_visible()
    expect(wide_page.get_by_text("ใส่คำบรรยายก่อน")).to_be_hidden()
    evidence.refresh_from_db()
    assert evidence.caption == "ประชุม โทร 081-234-5678"
    assert violations(wide_page) == []


def test_files_are_put_in_order_by_drag_and_deleted_with_undo(wide_page, desk):
    writer = a_writer(desk.measures[0])
    for shade, name in enumerate("กขค"):
        attach(desk.measures[0], by=writer, caption=name, upload=a_scene(shade))
    open_page(wide_page, desk)

    def order() -> list[str]:
        return list(
            EvidenceFile.objects.of_measure(desk.measures[0]).values_list("caption", flat=True)
        )

    files = wide_page.locator(".file")
    files.nth(2).locator(".thumb").drag_to(files.nth(0).locator(".thumb"))
    expect(files.nth(0).locator("textarea[name=caption]")).to_have_value("ค")
    expect(files.nth(0).get_by_role("status")).to_have_text("ย้ายไปลำดับที่ ๑ จาก ๓")
    assert order() == ["ค", "ก", "ข"]
    with wide_page.expect_navigation():
        wide_page.get_by_role("button", name="เลื่อน ข ขึ้น").click()
    assert order() == ["ค", "ข", "ก"]
    wide_page.get_by_role("button", name="ลบ ค").click()
    expect(wide_page.get_by_text("ลบ “ค” แล้ว")).to_be_visible()
    assert order() == ["ข", "ก"]
    wide_page.get_by_role("button", name="เลิกทำ").click()
    expect(files).to_have_count(3)
    assert order() == ["ข", "ก", "ค"]


def test_acts_wait_for_each_other_and_a_page_is_left_when_all_are_done(wide_page, desk):
    writer = a_writer(desk.measures[0])
    for shade, name in enumerate("กข"):
        attach(desk.measures[0], by=writer, caption=name, upload=a_scene(shade))
    open_page(wide_page, desk)
    files = wide_page.locator(".file")
    held = hold_requests(wide_page, "**/edit/")

    with wide_page.expect_request("**/edit/"):
        files.nth(0).locator("textarea").fill("พิมพ์แล้วลากทันที")
        files.nth(0).locator("textarea").blur()
    files.nth(0).locator(".thumb").drag_to(files.nth(1).locator(".thumb"))
    wide_page.get_by_role("button", name="ลบ ข").click()
    with wide_page.expect_navigation():
        held.pop().continue_()

    expect(wide_page.get_by_text("ลบ “ข” แล้ว")).to_be_visible()
    kept = EvidenceFile.objects.of_measure(desk.measures[0])
    assert [(row.caption, row.position) for row in kept] == [("พิมพ์แล้วลากทันที", 2)]


def test_a_caption_and_a_file_are_kept_when_the_session_ends(wide_page, page_errors, desk):
    attach(desk.measures[0], by=a_writer(desk.measures[0]))
    open_page(wide_page, desk)
    said = wide_page.locator(".file").get_by_role("status")
    Session.objects.all().delete()
    wide_page.locator("textarea[name=caption]").fill("พิมพ์หลังหมดเวลา")
    wide_page.locator("textarea[name=caption]").blur()
    expect(said).to_contain_text("ท่านออกจากระบบแล้ว")
    wide_page.set_input_files("#files", [a_file("01_หลังหมดเวลา.jpg", photo((50, 40)))])
    wide_page.get_by_role("button", name="อัปโหลด", exact=True).click()
    expect(wide_page.locator("#queue li")).to_contain_text("ท่านออกจากระบบแล้ว")
    assert violations(wide_page) == []

    with wide_page.expect_popup() as popup:
        said.get_by_role("link", name="เข้าสู่ระบบในแท็บใหม่").click()
    sign_in(popup.value)
    expect(popup.value.get_by_role("heading", level=1)).to_be_visible()
    wide_page.get_by_role("button", name="บันทึก").first.click()
    expect(said).to_have_text("บันทึกแล้ว")
    wide_page.get_by_role("button", name="อัปโหลด", exact=True).click()
    expect(wide_page.get_by_text("เพิ่ม ๑ ไฟล์แล้ว")).to_be_visible()

    assert [row.caption for row in EvidenceFile.objects.order_by("pk")] == ["พิมพ์หลังหมดเวลา", ""]
    page_errors.clear()  # Chromium tells of the old token itself


def test_the_page_fits_a_phone(phone_page, desk):
    writer = a_writer(desk.measures[0])
    attach(desk.measures[0], by=writer, upload=an_upload("ชื่อยาว" * 20 + ".jpg"))
    phone_page.set_viewport_size({"width": 360, "height": 740})
    open_page(phone_page, desk)

    expect(phone_page.get_by_label("ถ่ายภาพด้วยกล้อง")).to_be_visible()
    assert overflow(phone_page) == 0
    assert phone_page.evaluate(SMALL_TARGETS) == []
    assert violations(phone_page) == []


def test_everything_but_drag_and_paste_works_without_script(browser: Browser, desk):
    context = browser.new_context(java_script_enabled=False, locale="th-TH")
    page = context.new_page()
    open_page(page, desk)
    page.set_input_files("#files", [a_file("02_ประชุม.jpg", photo()), a_file("ร้าย.jpg", b"<svg/>")])
    page.get_by_role("button", name="อัปโหลด", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("ร้าย.jpg")
    page.locator("textarea[name=caption]").first.fill("ประชุมชี้แจง")
    page.get_by_role("button", name=re.compile("^บันทึก")).first.click()
    page.locator("summary", has_text="ย้าย").click()
    page.get_by_label("ย้ายไป").select_option(str(desk.measures[0].pk))
    page.get_by_role("button", name="ย้าย", exact=True).click()
    page.get_by_role("button", name="ปีนี้ไม่มี หลักฐานของมาตรการที่ ๓").click()
    expect(page.get_by_text("ปีนี้ไม่มีหลักฐานของมาตรการนี้")).to_be_visible()
    context.close()

    assert held(desk) == [(1, "02_ประชุม.jpg")]
    assert EvidenceFile.objects.get().caption == "ประชุมชี้แจง"
