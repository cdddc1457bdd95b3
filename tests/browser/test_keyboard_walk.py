"""From signing in to the receipt of a submitted report, by the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect

from measures.models import EvidenceFile, Output
from measures.roles import Role
from reports.models import FindingDismissal, Report
from reports.status import Status
from tests.browser.editing import Desk, expect_state, make_desk
from tests.factories import PASSWORD, make_user
from tests.measures.inspecting.corpus import photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 40  # presses of Tab to anything on any page of the walk
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return { words: "", isSeen: true }; // at the browser's own bar
  const words = one.labels?.[0]?.innerText || one.getAttribute("aria-label") || one.innerText;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return {
    words: (words || "").trim(),
    isSeen: one.matches(":focus-visible") && outlineStyle !== "none" && outlineWidth !== "0px",
  };
}"""


@pytest.fixture
def desk(live_server) -> Desk:
    """A report of two measures: one has no result yet, the other a result that is to be looked at.

    The person is the legal officer, who may do all of it.
    """
    desk = make_desk(live_server.url)
    desk.person.memberships.update(role=Role.LEGAL)
    make_user(role=Role.EXECUTIVE, organization=desk.plan.organization)
    desk.first.outputs.all().delete()
    desk.second.outputs.update(text="ประชุมอย่างน้อย ๒ ครั้ง")
    return desk


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called so; at each stop the focus is seen."""
    met = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["isSeen"], focused
        met.append(focused["words"])
        if focused["words"].startswith(words):
            return
    raise AssertionError(f"no {words} among {met}")


def follow(page: Page, *names: str) -> None:
    """Links and buttons that lead to another page, or to another place of this one."""
    for words in names:
        tab_to(page, words)
        with page.expect_navigation():
            page.keyboard.press("Enter")


def fill(page: Page, words: str, text: str) -> None:
    tab_to(page, words)
    page.keyboard.type(text)


def a_photo() -> FilePayload:
    return {"name": "01_ประชุม.jpg", "mimeType": "image/jpeg", "buffer": photo()}


def enter(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.url}/sign-in/?next=/work/")
    expect(page.get_by_label("อีเมลหรือรหัสเจ้าหน้าที่")).to_be_focused()
    page.keyboard.type(desk.person.email)
    fill(page, "รหัสผ่าน", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "บัญชี")
    page.keyboard.press("Enter")
    tab_to(page, "แป้นลัด")
    page.keyboard.press("Escape")
    expect(page.locator("details.menu-account summary")).to_be_focused()


def test_a_report_is_written_and_submitted_by_keyboard(wide_page, desk):
    page = wide_page
    page.on("filechooser", lambda _: None)  # no window of the system's, from the first page on
    enter(page, desk)

    follow(page, "รายงานปีงบประมาณ", "มาตรการแรก", "ข้ามไปยังส่วนของมาตรการ", "ผล")
    fill(page, "ผลการดำเนินการ", "๑. ประกาศ ๒ ฉบับ")
    page.keyboard.press("Control+S")
    expect_state(page, "saved")

    follow(page, "รายงานปีงบประมาณ", "หลักฐาน")
    tab_to(page, "ไฟล์ เลือกได้หลายไฟล์")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files([a_photo()])
    tab_to(page, "อัปโหลด")
    page.keyboard.press("Enter")
    expect(page.get_by_text("เพิ่ม ๑ ไฟล์แล้ว")).to_be_visible()

    follow(page, "ความพร้อมและข้อสังเกต")
    tab_to(page, "ไม่ใช่ปัญหา")
    page.keyboard.press("Enter")
    fill(page, "เพราะ", "เป็นจำนวนที่ทำได้จริง")
    follow(page, "บันทึกเหตุผล")
    expect(page.get_by_role("status")).to_contain_text("บันทึกเหตุผลแล้ว")

    follow(page, "ส่งตรวจ")
    expect(page).to_have_url(f"{desk.url}/plans/desk/2568/submit/")
    follow(page, "ส่งตรวจ")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ส่งแล้ว")

    assert Output.objects.get(measure=desk.first).text == "ประกาศ ๒ ฉบับ"
    assert EvidenceFile.objects.get().measure_id == desk.first.pk
    assert FindingDismissal.objects.get().reason == "เป็นจำนวนที่ทำได้จริง"
    assert Report.objects.get().status == Status.SUBMITTED
