"""Nothing that is typed is ever lost, whatever happens to network, session and browser."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, Route, expect

from measures.models import AnnualPlan, AuditEvent, Measure, Output, Step
from tests.browser.editing import box, expect_state, hold_requests, make_desk, open_desk
from tests.browser.entering import let_in, sign_in
from tests.browser.looking import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LETTERS = "กขคงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมย"


@pytest.fixture
def desk(live_server):
    return make_desk(live_server.url)


@pytest.fixture
def other_page(browser: Browser):
    """A second browser, without anything of the first."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="th-TH")
    yield context.new_page()
    context.close()


def test_thirty_letters_typed_during_slow_saves_are_all_kept(wide_page, desk):
    open_desk(wide_page, desk)
    held = hold_requests(wide_page, "**/changes/")
    outcomes = box(wide_page, "outcomes")
    outcomes.fill("")

    for begun in range(0, len(LETTERS), 10):  # each save is on its way while ten are typed
        with wide_page.expect_request("**/changes/"):
            if held:
                held.pop().continue_()
            else:
                wide_page.keyboard.press("Control+S")
        outcomes.press_sequentially(LETTERS[begun : begun + 10])
        expect(outcomes).to_have_value(LETTERS[: begun + 10])
    wide_page.route("**/changes/", Route.continue_)
    held.pop().continue_()
    expect_state(wide_page, "saved")

    expect(outcomes).to_have_value(LETTERS)
    wide_page.wait_for_function("() => !localStorage.length")
    assert [row.text for row in desk.first.outcomes.all()] == [LETTERS]
    assert AuditEvent.objects.filter(action="measure.written").count() == 4


def test_a_pause_saves_by_itself_and_only_what_changed(wide_page, desk):
    sent = []
    wide_page.on(
        "request",
        lambda request: (
            sent.append(request.post_data_json)
            if request.url.endswith("/changes/") and request.method == "POST"
            else None
        ),
    )
    open_desk(wide_page, desk)

    box(wide_page, "title").fill("มาตรการที่พิมพ์ใหม่")
    expect_state(wide_page, "saved")

    assert Measure.objects.get(pk=desk.first.pk).title == "มาตรการที่พิมพ์ใหม่"
    assert sent == [
        {"changes": [{"key": "title", "base": "มาตรการแรก", "value": "มาตรการที่พิมพ์ใหม่"}]}
    ]
    expect(wide_page.locator("[data-printed]")).to_contain_text("มาตรการที่พิมพ์ใหม่")


def test_a_network_cut_in_mid_save_loses_nothing(wide_page, page_errors, desk):
    open_desk(wide_page, desk)
    outputs = box(wide_page, "outputs")

    def arrives_without_answer(route: Route) -> None:
        route.fetch()
        route.abort("connectionfailed")

    wide_page.route("**/changes/", arrives_without_answer, times=1)
    outputs.fill("- พิมพ์ก่อนสายขาด")
    expect_state(wide_page, "local")
    wide_page.context.set_offline(True)
    outputs.press_sequentially(" และหลังสายขาด")
    wide_page.context.set_offline(False)
    expect_state(wide_page, "saved")

    assert [row.text for row in desk.first.outputs.all()] == ["พิมพ์ก่อนสายขาด และหลังสายขาด"]
    assert wide_page.locator("[data-collision]").count() == 0
    page_errors.clear()  # Chromium tells of the cut itself


def test_going_on_while_a_save_is_on_its_way_does_not_meet_its_own_words(
    wide_page, page_errors, desk
):
    open_desk(wide_page, desk)
    wide_page.route("**/changes/", lambda route: (route.fetch(), route.abort()), times=1)
    box(wide_page, "outcomes").fill("พิมพ์")
    expect_state(wide_page, "local")
    box(wide_page, "outcomes").fill("พิมพ์แล้วไปต่อ")
    wide_page.get_by_role("button", name="บันทึกและไปมาตรการที่ ๒").click()

    expect(wide_page).to_have_url(desk.address(desk.second) + "#content")
    assert desk.first.outcomes.get().text == "พิมพ์แล้วไปต่อ"
    page_errors.clear()  # Chromium tells of the cut itself


def test_text_that_was_not_sent_comes_back_after_a_crash(browser, wide_page, page_errors, desk):
    open_desk(wide_page, desk)
    wide_page.context.set_offline(True)
    box(wide_page, "outcomes").fill("พิมพ์ตอนไม่มีสัญญาณ")
    expect_state(wide_page, "local")
    # a browser that died without a chance to send leaves only what it keeps on disk
    left = wide_page.context.storage_state()
    assert desk.first.outcomes.get().text == "ประชาชนเชื่อมั่น"

    reborn = browser.new_context(storage_state=left).new_page()
    reborn.goto(desk.address())
    expect_state(reborn, "saved")

    expect(box(reborn, "outcomes")).to_have_value("พิมพ์ตอนไม่มีสัญญาณ")
    assert desk.first.outcomes.get().text == "พิมพ์ตอนไม่มีสัญญาณ"
    assert reborn.evaluate("localStorage.length") == 0
    reborn.context.close()
    page_errors.clear()  # Chromium tells of the cut itself


def test_leaving_the_page_sends_what_was_typed_last(wide_page, desk):
    open_desk(wide_page, desk)
    box(wide_page, "title").press("End")
    box(wide_page, "title").press_sequentially(" พิมพ์แล้วปิดทันที")

    wide_page.goto(f"{desk.url}/work/")

    expect(wide_page.get_by_role("heading", level=1)).to_be_visible()
    wide_page.goto(desk.address())
    expect(box(wide_page, "title")).to_have_value("มาตรการแรก พิมพ์แล้วปิดทันที")


def test_an_ended_session_goes_on_after_signing_in_elsewhere(wide_page, page_errors, desk):
    open_desk(wide_page, desk)
    Session.objects.all().delete()
    box(wide_page, "outcomes").fill("พิมพ์หลังหมดเวลา")
    expect_state(wide_page, "signedout")
    with wide_page.expect_popup() as popup:
        wide_page.get_by_role("link", name="เข้าสู่ระบบแล้วบันทึกต่อ").click()
    popup.value.close()

    elsewhere = wide_page.context.new_page()
    sign_in(elsewhere, desk.url, desk.person.email)
    wide_page.bring_to_front()
    expect_state(wide_page, "saved")

    assert desk.first.outcomes.get().text == "พิมพ์หลังหมดเวลา"
    page_errors.clear()  # Chromium tells of the old token itself


def test_another_persons_session_gets_nothing_of_mine(wide_page, page_errors, desk):
    open_desk(wide_page, desk)
    Session.objects.all().delete()
    elsewhere = wide_page.context.new_page()
    sign_in(elsewhere, desk.url, desk.colleague.email)
    wide_page.bring_to_front()
    box(wide_page, "outcomes").fill("ข้อความของคนแรก")
    expect_state(wide_page, "stranger")

    assert desk.first.outcomes.get().text == "ประชาชนเชื่อมั่น"
    assert "ข้อความของคนแรก" in wide_page.evaluate("JSON.stringify({...localStorage})")
    page_errors.clear()  # Chromium tells of the refusal itself


def test_two_people_in_the_same_box_see_both_texts(wide_page, other_page, desk):
    open_desk(wide_page, desk)
    open_desk(other_page, desk, desk.colleague)
    box(other_page, "outputs").fill("- ของกองคลัง")
    expect_state(other_page, "saved")

    box(wide_page, "outputs").fill("- ของสำนักปลัด")
    box(wide_page, "outcomes").fill("ช่องอื่นบันทึกต่อได้")
    expect_state(wide_page, "choose")

    panel = wide_page.locator('[data-collision="outputs"]')
    expect(panel).to_contain_text("มีผู้อื่นแก้ช่องเดียวกันก่อนท่าน")
    expect(panel).to_contain_text("ของสำนักปลัด")
    expect(panel).to_contain_text("ของกองคลัง")
    expect(panel).to_contain_text("เจ้าหน้าที่กองคลัง")
    expect(box(wide_page, "outputs")).to_have_value("- ของสำนักปลัด")
    assert desk.first.outcomes.get().text == "ช่องอื่นบันทึกต่อได้"
    assert Output.objects.get(measure=desk.first).text == "ของกองคลัง"


def test_the_person_chooses_between_two_texts(wide_page, other_page, desk):
    open_desk(wide_page, desk)
    let_in(other_page, desk.url, desk.colleague)
    for button, texts in (
        ("ใช้ของท่าน", ["ของสำนักปลัด ๑"]),
        ("ใช้ของเจ้าหน้าที่กองคลัง", ["ของกองคลัง ๒"]),
        ("นำทั้งสองข้อความมาต่อกันแล้วแก้เอง", ["ของกองคลัง ๓", "ของสำนักปลัด ๓"]),
    ):
        number = texts[0][-1]
        other_page.goto(desk.address())
        box(other_page, "outputs").fill(f"- ของกองคลัง {number}")
        expect_state(other_page, "saved")
        box(wide_page, "outputs").fill(f"- ของสำนักปลัด {number}")
        expect_state(wide_page, "choose")

        wide_page.get_by_role("button", name=button).click()
        wide_page.keyboard.press("Control+S")
        expect(wide_page.locator("[data-collision]")).to_have_count(0)
        wide_page.wait_for_function("() => !localStorage.length")

        assert [row.text for row in desk.first.outputs.all()] == texts


def test_two_people_in_different_boxes_both_keep_their_work(wide_page, other_page, desk):
    open_desk(wide_page, desk)
    open_desk(other_page, desk, desk.colleague)
    step = Step.objects.get(measure=desk.first, position=1)

    box(wide_page, "outputs").fill("- ผลของคนแรก")
    box(other_page, f"step-{step.pk}-text").fill("ขั้นตอนของคนที่สอง")
    expect_state(wide_page, "saved")
    expect_state(other_page, "saved")

    assert Output.objects.get(measure=desk.first).text == "ผลของคนแรก"
    assert Step.objects.get(pk=step.pk).text == "ขั้นตอนของคนที่สอง"


def test_what_cannot_be_saved_is_said_at_the_box(wide_page, desk):
    open_desk(wide_page, desk)
    box(wide_page, "outcomes").fill("ช่องนี้บันทึกได้")
    box(wide_page, "title").fill("")
    box(wide_page, "expected_on").fill("เดือนหน้า")
    expect_state(wide_page, "refused")

    expect(box(wide_page, "title")).to_have_attribute("aria-invalid", "true")
    expect(wide_page.locator("#e-expected_on")).to_contain_text("อ่านวันที่ไม่ได้")
    assert desk.first.outcomes.get().text == "ช่องนี้บันทึกได้"
    assert Measure.objects.get(pk=desk.first.pk).title == "มาตรการแรก"
    box(wide_page, "expected_on").fill("๓๐ ก.ย. ๒๕๖๘")
    expect(wide_page.locator("#e-expected_on")).to_have_count(0)


def test_words_of_a_step_that_was_taken_out_meanwhile_are_shown(wide_page, other_page, desk):
    open_desk(wide_page, desk)
    open_desk(other_page, desk, desk.colleague)
    step = Step.objects.get(measure=desk.first, position=2)
    other_page.get_by_role("button", name="ลบขั้นตอนที่ ๒", exact=True).click()
    expect(other_page.locator(".toast-s")).to_be_visible()

    box(wide_page, f"step-{step.pk}-text").fill("พิมพ์ในขั้นตอนที่ถูกลบ")
    expect_state(wide_page, "choose")
    expect(wide_page.locator("[data-collision]")).to_contain_text("ขั้นตอนนี้ถูกลบไปแล้ว")
    wide_page.reload()

    expect(wide_page.locator("[data-left]")).to_contain_text("พิมพ์ในขั้นตอนที่ถูกลบ")
    wide_page.get_by_role("button", name="ทิ้งข้อความนี้").click()
    assert wide_page.evaluate("localStorage.length") == 0


def test_words_typed_before_the_report_was_submitted_are_still_shown(wide_page, page_errors, desk):
    open_desk(wide_page, desk)
    AnnualPlan.objects.update(locked_at=timezone.now())
    box(wide_page, "outcomes").fill("พิมพ์ช้าไป")
    expect_state(wide_page, "closed")
    expect(wide_page.locator("[data-saveline]")).to_contain_text(
        "รายงานนี้ส่งตรวจหรือเผยแพร่แล้ว แก้ไขไม่ได้"
    )
    wide_page.reload()

    expect(wide_page.locator("[data-left]")).to_contain_text("พิมพ์ช้าไป")
    assert violations(wide_page) == []
    assert desk.first.outcomes.get().text == "ประชาชนเชื่อมั่น"
    page_errors.clear()  # Chromium tells of the refusal itself
