"""Owners in the measure editor: chips, what is printed of them, and what they mean."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from measures.models import Measure
from tests.browser.editing import box, expect_state, make_desk, open_desk
from tests.browser.looking import SMALL_TARGETS, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(live_server):
    return make_desk(live_server.url)


def test_owners_that_may_mean_a_unit_are_asked_about(wide_page, desk):
    open_desk(wide_page, desk)
    owners = wide_page.get_by_label("ผู้รับผิดชอบ", exact=True)
    owners.fill("กองการคลัง")
    owners.press("Enter")
    question = wide_page.get_by_role("group", name="ความหมายของ กองการคลัง")
    expect(question).to_contain_text("“กองการคลัง” หมายถึง กองคลัง หรือไม่")
    assert (violations(wide_page), overflow(wide_page)) == ([], 0)
    assert wide_page.evaluate(SMALL_TARGETS) == []

    question.get_by_role("button", name="กองการคลัง หมายถึง กองคลัง").click()

    change = wide_page.get_by_role("button", name="คำตอบ: กองการคลัง หมายถึง กองคลัง")
    expect(change).to_be_focused()
    owner = desk.first.owners.get(text="กองการคลัง")
    assert [unit.name for unit in owner.units.all()] == ["กองคลัง"]

    change.press("Enter")
    expect(question).to_contain_text("“กองการคลัง” หมายถึง กองคลัง หรือไม่")
    expect(question.get_by_role("button").first).to_be_focused()
    assert list(owner.units.all()) == []


def test_owners_are_chips_and_a_period_is_read_while_it_is_typed(wide_page, desk):
    open_desk(wide_page, desk)
    owners = wide_page.get_by_label("ผู้รับผิดชอบ", exact=True)
    owners.fill("กองคลัง")
    owners.press("Enter")
    owners.fill("ทุกกอง/")
    # the next unit is offered behind the slash, and printed as it is typed
    offered = owners.evaluate("box => [...box.list.options].map((option) => option.value)")
    owners.fill(offered[0])
    owners.press("Enter")
    printed = "พิมพ์ในรายงานว่า สำนักปลัด กองคลัง ทุกกอง/สำนักปลัด"
    expect(wide_page.locator(".printed-as").first).to_have_text(printed)
    box(wide_page, "period").fill("ไตรมาส ๒")
    expect(wide_page.locator("#r-period")).to_contain_text("ไตรมาสที่ ๒")
    wide_page.keyboard.press("Control+S")
    expect_state(wide_page, "saved")
    wide_page.get_by_role("button", name="เอา สำนักปลัด ออก").click()
    wide_page.wait_for_function("() => !localStorage.length", timeout=15_000)
    owners.press_sequentially("กองช่าง")
    assert "กองช่าง" in wide_page.evaluate("JSON.stringify({...localStorage})")
    wide_page.reload()  # before it was added
    expect(wide_page.get_by_role("button", name="เอา กองช่าง ออก")).to_be_visible()
    wide_page.wait_for_function("() => !localStorage.length", timeout=15_000)

    assert offered == ["ทุกกอง/สำนักปลัด", "ทุกกอง/กองคลัง"]
    assert [row.text for row in desk.first.owners.all()] == ["กองคลัง", "ทุกกอง/สำนักปลัด", "กองช่าง"]
    assert [row.units.count() for row in desk.first.owners.all()] == [1, 1, 0]
    assert Measure.objects.get(pk=desk.first.pk).period_kind == "quarters"
