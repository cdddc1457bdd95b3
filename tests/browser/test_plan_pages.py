"""The desk, the plan's pages and the start of a report in a real Chromium."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from measures.models import AnnualPlan, Measure, User
from measures.roles import Role
from measures.services.reference import load_reference
from measures.services.stock import load_stock_measures
from reports.models import Layout
from reports.services.layouts import load_standard_layouts
from tests.browser.entering import let_in
from tests.browser.looking import faults, violations, violations_in_the_dark
from tests.factories import (
    make_full_measure,
    make_measure,
    make_organization,
    make_plan,
    make_report,
    make_user,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/plans/takbai/2568/"
PAGES = [
    "/work/",
    PLAN,
    PLAN + "bin/",
    PLAN + "details/",
    PLAN + "measures/add/",
    "/plans/takbai/start/?year=2569",
    "/plans/takbai/start/?year=2568",
]


@pytest.fixture
def plan() -> AnnualPlan:
    """A plan with measures in every state, one in the bin, and a year to begin."""
    load_reference()
    load_stock_measures()
    load_standard_layouts()
    organization = make_organization(code="takbai", name="องค์การบริหารส่วนตำบล" + "ตากใบ" * 12)
    plan = make_plan(organization=organization, carried=["introduction"], introduction="บทนำ")
    make_report(plan=plan)
    legal = make_user(email="legal@example.test", role=Role.LEGAL, organization=organization)
    make_full_measure(plan=plan, title="มาตรการ ก", issue_text="ประเด็นที่หนึ่ง", updated_by=legal)
    make_measure(plan=plan, title="มาตรการ ข", opened_at=timezone.now(), carried=["title"])
    make_measure(plan=plan, title="มาตรการ ค " + "ที่มีชื่อยาวมาก" * 20)
    make_measure(plan=plan, title="มาตรการ ง", binned_at=timezone.now(), binned_by=legal)
    return plan


@pytest.fixture
def portal(live_server: Any, plan: AnnualPlan) -> str:
    return str(live_server.url)


def enter(page: Page, portal: str, address: str) -> None:
    """Let the legal officer in and open a page."""
    let_in(page, portal, User.objects.get(email="legal@example.test"))
    page.goto(portal + address)
    expect(page).to_have_url(portal + address)


def order(plan: AnnualPlan) -> list[str]:
    return [measure.title[:9] for measure in Measure.objects.in_plan(plan)]


def test_pages_are_accessible_in_the_light_and_in_the_dark_and_fit(wide_page: Page, portal: str):
    enter(wide_page, portal, PLAN)

    for address in PAGES:
        wide_page.set_viewport_size({"width": 1280, "height": 900})
        wide_page.goto(portal + address)
        assert (address, violations_in_the_dark(wide_page)) == (address, [])
        assert (address, faults(wide_page, measured_at=[640])) == (address, {})


def test_the_keyboard_moves_a_measure_and_stays_with_it(wide_page: Page, portal: str, plan):
    enter(wide_page, portal, PLAN)

    wide_page.get_by_role("button", name="เลื่อนมาตรการที่ ๓ ขึ้น").press("Enter")
    expect(wide_page.get_by_role("button", name="เลื่อนมาตรการที่ ๒ ขึ้น")).to_be_focused()
    wide_page.keyboard.press("Enter")
    # at the top only the way down is left
    expect(wide_page.get_by_role("button", name="เลื่อนมาตรการที่ ๑ ลง")).to_be_focused()
    assert order(plan) == ["มาตรการ ค", "มาตรการ ก", "มาตรการ ข"]

    wide_page.get_by_role("button", name="เลิกทำ").press("Enter")
    expect(wide_page.get_by_role("button", name="เลื่อนมาตรการที่ ๒ ลง")).to_be_focused()
    assert order(plan) == ["มาตรการ ก", "มาตรการ ค", "มาตรการ ข"]


def test_a_measure_is_dragged_to_its_place(wide_page: Page, portal: str, plan):
    enter(wide_page, portal, PLAN)
    start = wide_page.locator(".grip").nth(0).bounding_box()
    end = wide_page.locator(".task").nth(1).bounding_box()
    assert start
    assert end

    wide_page.mouse.move(start["x"] + 20, start["y"] + 20)
    wide_page.mouse.down()
    wide_page.mouse.move(start["x"] + 20, end["y"] + end["height"] - 4, steps=8)
    wide_page.mouse.up()

    expect(wide_page.get_by_text("ย้ายมาตรการที่ ๑ ไปอยู่ลำดับที่ ๒ แล้ว")).to_be_visible()
    assert order(plan) == ["มาตรการ ข", "มาตรการ ก", "มาตรการ ค"]


def test_a_drag_that_is_given_up_changes_nothing(wide_page: Page, portal: str, plan):
    enter(wide_page, portal, PLAN)
    box = wide_page.locator(".grip").nth(0).bounding_box()
    assert box

    wide_page.mouse.move(box["x"] + 20, box["y"] + 20)
    wide_page.mouse.down()
    wide_page.mouse.move(box["x"] + 20, box["y"] + 400, steps=4)
    wide_page.keyboard.press("Escape")
    wide_page.mouse.up()

    expect(wide_page.locator(".task .no")).to_have_text(["๑", "๒", "๓"])
    assert order(plan) == ["มาตรการ ก", "มาตรการ ข", "มาตรการ ค"]


def test_the_chosen_table_is_shown_at_once(wide_page: Page, portal: str):
    enter(wide_page, portal, PLAN + "details/")
    headings = wide_page.locator("#layout-sample").get_by_role("columnheader")
    other = Layout.objects.get(code="suggestions")

    wide_page.get_by_label("รูปแบบตาราง").select_option(str(other.pk))

    expect(headings).to_have_text([column.heading for column in other.layout_spec().columns])
    assert violations(wide_page) == []


def test_a_report_is_begun_on_a_phone_without_javascript(browser: Browser, portal: str, plan):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    enter(page, portal, "/work/")

    page.get_by_role("link", name="เริ่มรายงาน พ.ศ. ๒๕๖๙").click()
    page.get_by_role("button", name="คัดลอกและเริ่ม").click()
    expect(page.get_by_text("เริ่มรายงานแล้ว มี ๓ มาตรการให้กรอกต่อ")).to_be_visible()
    page.get_by_role("button", name="เลื่อนมาตรการที่ ๑ ลง").click()
    expect(page.get_by_role("button", name="เลื่อนมาตรการที่ ๒ ลง")).to_be_focused()
    page.locator("summary", has_text="ทำกับมาตรการที่ ๓").click()
    page.get_by_role("button", name="ย้ายไปถังพัก").locator("visible=true").click()
    page.get_by_role("link", name="ถังพักมาตรการ (๑)").click()
    page.get_by_role("button", name="นำกลับ").click()
    expect(page.get_by_text("นำมาตรการกลับมาเป็นลำดับที่ ๓ แล้ว")).to_be_visible()
    page.get_by_role("link", name="หัวรายงานและบทนำ").click()
    page.get_by_label("ชื่อรายงาน", exact=True).fill("รายงานของปีใหม่")
    page.get_by_role("button", name="บันทึก").last.click()
    expect(page.get_by_text("บันทึกหัวรายงานและบทนำแล้ว")).to_be_visible()
    context.close()

    begun = AnnualPlan.objects.get(fiscal_year__year=2569)
    assert begun.title == "รายงานของปีใหม่"
    assert order(begun) == ["มาตรการ ข", "มาตรการ ก", "มาตรการ ค"]
