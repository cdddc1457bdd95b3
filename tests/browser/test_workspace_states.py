"""Pages of the workspace with nothing in them, locked, refusing, and on a slow network."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from measures.models import AnnualPlan, Measure, Step
from reports.models import Report
from reports.status import Status
from tests.browser.editing import Desk, expect_state, make_desk, open_desk
from tests.browser.entering import let_in
from tests.browser.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/plans/desk/2568/"
OF_A_PLAN = ["", "details/", "bin/", "evidence/", "problems/", "preview/", "submission/"]


@pytest.fixture
def desk(live_server):
    return make_desk(live_server.url)


def walk(page: Page, desk: Desk, addresses: list[str]) -> dict[str, object]:
    found = {}
    for address in addresses:
        page.goto(desk.url + PLAN + address)
        found[address] = faults(page)
    return {address: what for address, what in found.items() if what}


def test_a_report_without_measures(wide_page, desk):
    Measure.objects.all().delete()
    let_in(wide_page, desk.url, desk.person)

    assert walk(wide_page, desk, OF_A_PLAN) == {}


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED])
def test_a_report_that_is_locked(wide_page, desk, status):
    AnnualPlan.objects.update(locked_at=timezone.now())
    Report.objects.update(status=status)
    let_in(wide_page, desk.url, desk.person)
    of_a_measure = [f"measures/{desk.first.pk}/{more}" for more in ("", "history/", "preview/")]

    assert walk(wide_page, desk, OF_A_PLAN + of_a_measure) == {}


@pytest.mark.parametrize(
    ("address", "box", "text", "button"),
    [
        ("measures/add/", None, "", "เพิ่มมาตรการ"),
        ("details/", "คะแนนรวม", "๑๐๑", "บันทึก"),
        ("evidence/", "ที่อยู่ลิงก์", "ไม่ใช่ลิงก์", "เพิ่มลิงก์"),
    ],
)
def test_forms_that_are_refused(wide_page, page_errors, desk, address, box, text, button):
    let_in(wide_page, desk.url, desk.person)
    wide_page.goto(desk.url + PLAN + address)
    for fold in wide_page.locator("main details:not(.menu)").all():
        fold.evaluate("it => it.open = true")
    if box:
        wide_page.get_by_label(box).fill(text)
    wide_page.get_by_role("button", name=button, exact=True).click()

    expect(wide_page.get_by_role("alert").first).to_be_visible()
    expect(wide_page).to_have_title(re.compile("^มีข้อผิดพลาด: "))
    assert faults(wide_page) == {}
    page_errors.clear()  # Chromium tells of the refusal itself


def test_a_slow_network_shows_that_a_step_is_coming_and_brings_one(wide_page, desk):
    open_desk(wide_page, desk)
    held: list[Route] = []
    wide_page.route("**/steps/", lambda route: held.append(route))  # noqa: PLW0108 -- no builtin
    button = wide_page.get_by_role("button", name="เพิ่มขั้นตอน", exact=True)
    button.click()
    expect_state(wide_page, "saving")
    button.click()
    for route in held:
        route.continue_()
    expect(wide_page.locator("[data-steps] > li")).to_have_count(3)
    expect_state(wide_page, "saved")

    assert len(held) == 1
    assert Step.objects.filter(measure=desk.first).count() == 3
