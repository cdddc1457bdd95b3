"""The status of a measure in its editor."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from measures.models import Measure
from tests.browser.editing import box, expect_state, make_desk, open_desk
from tests.browser.looking import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_written_results_offer_the_status_that_fits(wide_page, live_server):
    desk = make_desk(live_server.url)
    Measure.objects.filter(pk=desk.first.pk).update(status="not_started")
    desk.first.outputs.all().delete()
    desk.first.outcomes.all().delete()
    open_desk(wide_page, desk)
    done = wide_page.get_by_role("button", name="ดำเนินการแล้ว", exact=True)
    expect(done).to_be_hidden()

    box(wide_page, "outcomes").fill("-")
    expect(done).to_be_hidden()
    box(wide_page, "outcomes").press_sequentially(" ประชาชนเชื่อมั่น")
    expect(wide_page.locator("[data-found]")).to_contain_text("สถานะยังเป็น “ยังไม่เริ่ม”")
    assert violations(wide_page) == []
    done.click()

    expect(box(wide_page, "status")).to_be_focused()
    expect(done).to_be_hidden()
    expect_state(wide_page, "saved")
    expect(wide_page.locator("[data-found]")).not_to_contain_text("สถานะ")
    assert Measure.objects.get(pk=desk.first.pk).status == "done"
