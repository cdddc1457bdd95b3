"""The measure editor as a page: steps by keys and buttons, access, weight, without a script."""

from __future__ import annotations

import gzip

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, expect

from measures.models import Measure, RemovedRow, Step
from tests.browser.editing import Desk, box, expect_state, hold_requests, make_desk, open_desk
from tests.browser.looking import SMALL_TARGETS, faults, violations, violations_in_the_dark

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_SCRIPT_BYTES = 60 * 1024


@pytest.fixture
def desk(live_server):
    return make_desk(live_server.url)


def texts(desk: Desk) -> list[tuple[int, str, str]]:
    """The steps as the database has them: depth, mark, text."""
    steps = Step.objects.filter(measure=desk.first)
    return [(step.depth, step.mark, step.text) for step in steps]


def step_box(page: Page, place: int):
    return page.locator("[data-steps] > li").nth(place).locator('textarea[data-key$="-text"]')


def test_enter_goes_to_the_next_step_and_adds_one_after_the_last(wide_page, desk):
    open_desk(wide_page, desk)
    step_box(wide_page, 0).press("Enter")
    expect(step_box(wide_page, 1)).to_be_focused()

    wide_page.keyboard.press("Enter")
    expect(step_box(wide_page, 2)).to_be_focused()
    wide_page.keyboard.type("รายงานผล")
    wide_page.keyboard.press("Shift+Enter")
    wide_page.keyboard.type("ทุกเดือน")
    wide_page.keyboard.press("Control+S")
    expect_state(wide_page, "saved")

    assert texts(desk) == [
        (0, "๑.", "จัดทำประกาศ"),
        (0, "๒.", "เผยแพร่ประกาศ"),
        (0, "๓.", "รายงานผล\nทุกเดือน"),
    ]


def test_backspace_takes_an_empty_step_out_and_goes_to_the_end_of_the_one_above(wide_page, desk):
    open_desk(wide_page, desk)
    step_box(wide_page, 1).fill("")
    step_box(wide_page, 1).press("Backspace")
    expect(wide_page.locator("[data-steps] > li")).to_have_count(1)

    expect(step_box(wide_page, 0)).to_be_focused()
    wide_page.keyboard.type(" ต่อท้าย")
    wide_page.keyboard.press("Control+S")
    expect_state(wide_page, "saved")

    assert texts(desk) == [(0, "๑.", "จัดทำประกาศ ต่อท้าย")]


def test_arrows_move_and_nest_the_step_that_is_written(wide_page, desk):
    open_desk(wide_page, desk)
    step_box(wide_page, 1).press("Alt+ArrowUp")
    expect(step_box(wide_page, 0)).to_have_value("เผยแพร่ประกาศ")
    expect(step_box(wide_page, 0)).to_be_focused()
    assert texts(desk) == [(0, "๑.", "เผยแพร่ประกาศ"), (0, "๒.", "จัดทำประกาศ")]

    wide_page.keyboard.press("Alt+ArrowDown")
    expect(step_box(wide_page, 1)).to_have_value("เผยแพร่ประกาศ")
    wide_page.keyboard.press("Alt+ArrowRight")
    expect(wide_page.locator("[data-steps] > li").nth(1)).to_have_class("step d1")
    assert [depth for depth, _, _ in texts(desk)] == [0, 1]
    wide_page.keyboard.press("Alt+ArrowLeft")
    expect(wide_page.locator("[data-steps] > li").nth(1)).to_have_class("step d0")


def test_a_step_that_was_taken_out_comes_back_by_undo(wide_page, desk):
    open_desk(wide_page, desk)
    wide_page.get_by_role("button", name="ลบขั้นตอนที่ ๑", exact=True).click()
    expect(wide_page.locator(".toast-s")).to_contain_text("ลบขั้นตอนแล้ว")
    assert [text for _, _, text in texts(desk)] == ["เผยแพร่ประกาศ"]

    wide_page.get_by_role("button", name="เลิกทำ").click()
    expect(step_box(wide_page, 0)).to_have_value("จัดทำประกาศ")

    assert [text for _, _, text in texts(desk)] == ["จัดทำประกาศ", "เผยแพร่ประกาศ"]
    assert not RemovedRow.objects.exists()


def test_a_step_is_dragged_to_another_place(wide_page, desk):
    open_desk(wide_page, desk)
    rows = wide_page.locator("[data-steps] > li")
    rows.nth(1).locator("[data-grip]").drag_to(rows.nth(0).locator("[data-grip]"))
    expect(wide_page.locator(".toast-s")).to_contain_text("ย้ายไปลำดับที่ ๑ จาก ๒")

    assert [text for _, _, text in texts(desk)] == ["เผยแพร่ประกาศ", "จัดทำประกาศ"]


def test_a_pasted_list_offers_to_become_steps(wide_page, desk):
    open_desk(wide_page, desk)
    step_box(wide_page, 1).press("Enter")
    expect(step_box(wide_page, 2)).to_be_focused()
    wide_page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "๓. ประชุมชี้แจง\\n๔. สรุปผล\\n๕. รายงานผู้บริหาร");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    wide_page.get_by_role("button", name="แยกเป็น ๓ ขั้นตอน").click()
    expect(wide_page.locator(".toast-s")).to_contain_text("เพิ่ม ๓ ขั้นตอนแล้ว")

    assert [text for _, _, text in texts(desk)] == [
        "จัดทำประกาศ",
        "เผยแพร่ประกาศ",
        "ประชุมชี้แจง",
        "สรุปผล",
        "รายงานผู้บริหาร",
    ]


def test_keys_lead_to_the_neighbours(wide_page, desk):
    open_desk(wide_page, desk)
    wide_page.keyboard.press("Alt+PageDown")
    expect(wide_page).to_have_url(desk.address(desk.second))
    wide_page.keyboard.press("Alt+PageUp")
    expect(wide_page).to_have_url(desk.address())


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_keys_lead_to_each_part_of_the_page(wide_page, desk):
    open_desk(wide_page, desk)
    press(wide_page, "Tab", "Tab", "Enter")  # the second skip link
    press(wide_page, *["Tab"] * 4, "Enter", "Tab")  # the fourth part
    expect(box(wide_page, "outputs")).to_be_focused()

    press(wide_page, "Alt+Shift+PageDown")
    expect(box(wide_page, "status")).to_be_focused()
    press(wide_page, *["Alt+Shift+PageUp"] * 3)
    expect(wide_page.locator('[data-key$="-mark"]').first).to_be_focused()

    # the buttons of a step are one stop, the arrows choose among them
    press(wide_page, "Tab", "Tab", "ArrowRight")
    expect(wide_page.get_by_role("button", name="เพิ่มขั้นตอนต่อจากขั้นตอนที่ ๑")).to_be_focused()
    press(wide_page, "ArrowLeft", "Enter")
    expect(step_box(wide_page, 1)).to_have_value("จัดทำประกาศ")
    expect(step_box(wide_page, 1)).to_be_focused()  # the last step has no way down


def test_a_colleague_is_seen_and_their_words_arrive(wide_page, browser: Browser, desk):
    open_desk(wide_page, desk)
    context = browser.new_context(locale="th-TH")
    other = context.new_page()
    open_desk(other, desk, desk.colleague)
    expect(other.locator("[data-people]")).to_contain_text("เจ้าหน้าที่สำนักปลัดกำลังแก้ไขมาตรการนี้")
    box(other, "outcomes").fill("คนอื่นเขียน")
    expect_state(other, "saved")
    step_box(other, 1).press("Enter")
    expect(step_box(other, 2)).to_be_focused()

    wide_page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(box(wide_page, "outcomes")).to_have_value("คนอื่นเขียน")
    expect(wide_page.locator("[data-steps] > li")).to_have_count(3)
    expect(wide_page.locator("[data-people]")).to_contain_text("เจ้าหน้าที่กองคลัง")
    context.close()


def test_the_editor_is_accessible_in_the_light_and_in_the_dark(wide_page, desk):
    Measure.objects.filter(pk=desk.first.pk).update(carried=["outputs", "title"])
    open_desk(wide_page, desk)
    box(wide_page, "title").fill("")
    box(wide_page, "outcomes").fill("ก")
    expect_state(wide_page, "refused")
    for fold in wide_page.locator("details:not(.menu)").all():
        fold.evaluate("it => it.open = true")

    assert violations(wide_page) == []
    assert violations_in_the_dark(wide_page) == []
    assert wide_page.evaluate(SMALL_TARGETS) == []
    assert wide_page.locator("script:not([src]), [style], [onclick]").count() == 0


def test_the_editor_never_scrolls_sideways(phone_page, desk):
    phone_page.set_viewport_size({"width": 360, "height": 700})
    open_desk(phone_page, desk)
    for fold in phone_page.locator("details:not(.menu)").all():
        fold.evaluate("it => it.open = true")

    assert faults(phone_page, looked_at=[360, 640]) == {}
    for more in ("history/", "paste/", "preview/"):
        phone_page.goto(desk.address() + more)
        assert (more, faults(phone_page, looked_at=[360, 640])) == (more, {})
    for width in (360, 640):  # the tab is brought into sight once, by the page's script
        phone_page.set_viewport_size({"width": width, "height": 700})
        phone_page.goto(f"{desk.url}/plans/desk/2568/preview/")
        expect(phone_page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)
        assert faults(phone_page, looked_at=[width]) == {}


def test_the_scripts_of_the_editor_are_light(wide_page, desk):
    wanted = []
    wide_page.on(
        "response",
        lambda answer: (
            wanted.append(answer.url.partition("/static/")[2])
            if answer.request.resource_type == "script"
            else None
        ),
    )
    open_desk(wide_page, desk)
    expect(wide_page.locator("html")).to_have_class("has-script can-drag")

    sizes = {name: _zipped_size(name) for name in wanted}
    assert len(sizes) >= 10
    assert sum(sizes.values()) <= MOST_SCRIPT_BYTES


def _zipped_size(name: str) -> int:
    path = finders.find(name)
    assert path is not None
    with open(path, "rb") as file:  # noqa: PTH123 -- a path of the finders
        return len(gzip.compress(file.read()))


def test_everything_is_written_without_a_script(browser: Browser, desk):
    context = browser.new_context(java_script_enabled=False, locale="th-TH")
    page = context.new_page()
    open_desk(page, desk)

    page.get_by_label("มาตรการ/โครงการ/กิจกรรม").fill("เขียนโดยไม่ใช้สคริปต์")
    page.get_by_role("button", name="เพิ่มขั้นตอน", exact=True).click()
    step_box(page, 2).fill("ขั้นตอนที่สาม")
    page.get_by_label("ผู้รับผิดชอบ", exact=True).fill("กองคลัง")
    page.get_by_role("button", name="เลื่อนขั้นตอนที่ ๓ ขึ้น").click()
    expect(page.get_by_text("ย้ายไปลำดับที่ ๒ จาก ๓")).to_be_visible()
    page.get_by_role("button", name="ลบขั้นตอนที่ ๑", exact=True).click()
    page.get_by_role("button", name="เลิกทำ").click()
    page.get_by_role("button", name="เอา สำนักปลัด ออก").click()
    page.get_by_role("button", name="วางหลายขั้นตอน").click()
    page.get_by_label("ขั้นตอนจากเอกสารเดิม").fill("- ประชุม\n- สรุปผล")
    page.get_by_role("button", name="ดูว่าแยกได้กี่ขั้นตอน").click()
    page.get_by_role("button", name="เพิ่ม ๒\xa0ขั้นตอน").click()
    page.get_by_role("button", name="บันทึกและไปมาตรการที่ ๒").click()
    expect(page).to_have_url(desk.address(desk.second) + "#content")
    context.close()

    saved = Measure.objects.get(pk=desk.first.pk)
    assert saved.title == "เขียนโดยไม่ใช้สคริปต์"
    assert [row.text for row in saved.owners.all()] == ["กองคลัง"]
    assert [text for _, _, text in texts(desk)] == [
        "จัดทำประกาศ",
        "ขั้นตอนที่สาม",
        "เผยแพร่ประกาศ",
        "ประชุม",
        "สรุปผล",
    ]


def test_the_draft_is_fetched_with_words_while_it_is_drawn(wide_page, desk):
    open_desk(wide_page, desk)
    wide_page.goto(f"{desk.url}/plans/desk/2568/preview/")

    asked = hold_requests(wide_page, "**/preview/pdf/")
    with wide_page.expect_download() as download:
        with wide_page.expect_request("**/preview/pdf/"):
            wide_page.get_by_role("link", name="ดาวน์โหลดร่าง PDF").click()
        expect(wide_page.locator("[data-file-status]")).to_contain_text("กำลังจัดทำไฟล์")
        asked.pop().continue_()
    assert download.value.suggested_filename.startswith("ร่างรายงาน เทศบาลตำบลหนองเรือ")
    expect(wide_page.locator("[data-file-status]")).to_have_text("จัดทำไฟล์แล้ว")
