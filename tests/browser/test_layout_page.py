"""The page of a table's layout in a real Chromium: with its script, without it, on a phone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from measures.models import AnnualPlan, User
from measures.roles import Role
from measures.services.emblems import set_emblem
from reports.layouts import FIELDS, STANDARD, Signature
from reports.models import Layout, Report
from reports.services.layouts import load_standard_layouts
from tests.browser.looking import faults, violations_in_the_dark
from tests.browser.test_plan_pages import enter
from tests.factories import (
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_user,
)
from tests.measures.services.evidence import an_upload

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/plans/takbai/2568/layout/"
HEADINGS = [column.heading for column in STANDARD["six"].columns]


@pytest.fixture
def plan() -> AnnualPlan:
    load_standard_layouts()
    organization = make_organization(code="takbai", name="เทศบาลเมืองตากใบ")
    plan = make_plan(organization=organization)
    make_report(plan=plan)
    make_user(email="legal@example.test", role=Role.LEGAL, organization=organization)
    make_full_measure(plan=plan, title="มาตรการ ก")
    return plan


@pytest.fixture
def portal(live_server: Any, plan: AnnualPlan) -> str:
    return str(live_server.url)


def printed(page: Page) -> Any:
    return page.locator("#layout-sample").get_by_role("columnheader")


def test_the_pages_are_accessible_and_fit(wide_page: Page, portal: str, plan: AnnualPlan):
    user = User.objects.get(email="legal@example.test")
    make_membership(user=user, organization=plan.organization, role=Role.ADMINISTRATOR)
    set_emblem(organization=plan.organization, upload=an_upload(), by=user)
    signed = replace(STANDARD["six"], emblem="title", signatures=(Signature(role="ผู้รายงาน"),))
    Layout.objects.update(spec=signed.to_json())
    enter(wide_page, portal, PAGE)

    for address in (PAGE, "/settings/takbai/layouts/", "/settings/takbai/emblem/"):
        wide_page.goto(portal + address)
        assert (address, faults(wide_page, measured_at=[640])) == (address, {})
        dark = violations_in_the_dark(wide_page, "color-contrast")  # on a phone, as it is now
        assert (address, dark) == (address, [])


def test_the_sample_follows_what_is_typed_moved_and_dragged(wide_page: Page, portal: str, plan):
    enter(wide_page, portal, PAGE)

    wide_page.get_by_role("textbox", name="หัวคอลัมน์ (ผู้รับผิดชอบ)").fill("หน่วยงาน")
    expect(printed(wide_page).nth(3)).to_have_text("หน่วยงาน")
    wide_page.get_by_role("button", name="เลื่อน ผู้รับผิดชอบ ไปก่อน").press("Enter")
    expect(printed(wide_page).nth(2)).to_have_text("หน่วยงาน")
    expect(wide_page.get_by_role("button", name="เลื่อน ผู้รับผิดชอบ ไปก่อน")).to_be_focused()
    expect(wide_page.get_by_role("status").filter(has_text="ไปลำดับที่ ๓ แล้ว")).to_be_visible()

    grips = wide_page.locator("[data-grip]")
    grips.nth(0).scroll_into_view_if_needed()
    grips.nth(0).drag_to(grips.nth(1))
    expect(printed(wide_page).nth(0)).to_have_text(HEADINGS[1])
    wide_page.get_by_label("กว้าง (%) " + FIELDS["measure"]).fill("๓๐")
    expect(wide_page.get_by_text("รวม ๑๑๒% ต้องเป็น ๑๐๐%")).to_be_visible()
    wide_page.get_by_role("button", name="แบ่งความกว้างให้ครบ ๑๐๐%").click()
    expect(wide_page.get_by_text("รวม ๑๐๐%", exact=True)).to_be_visible()
    wide_page.get_by_role("button", name="บันทึกรูปแบบตาราง").click()
    expect(wide_page.get_by_text("บันทึกรูปแบบตารางแล้ว")).to_be_visible()

    columns = Report.objects.get(plan=plan).layout.layout_spec().columns
    assert [column.heading for column in columns] == [
        HEADINGS[1], HEADINGS[0], "หน่วยงาน", HEADINGS[2], *HEADINGS[4:]
    ]  # fmt: skip


def test_a_table_is_laid_out_on_a_phone_without_javascript(browser: Browser, portal: str, plan):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 740})
    page = context.new_page()
    enter(page, portal, PAGE)

    page.get_by_role("button", name=f"เลื่อน {FIELDS['steps']} ไปก่อน").click()
    expect(page.get_by_role("button", name=f"เลื่อน {FIELDS['steps']} ไปหลัง")).to_be_focused()
    page.get_by_role("button", name=f"ซ่อนคอลัมน์ {FIELDS['outcomes']}").click()
    page.get_by_role("button", name="ลำดับ", exact=True).click()
    page.get_by_role("button", name="บันทึกรูปแบบตาราง").click()
    expect(page.get_by_text("บันทึกรูปแบบตารางแล้ว")).to_be_visible()
    context.close()

    columns = Report.objects.get(plan=plan).layout.layout_spec().columns
    fields = ["number", "steps", "measure", "period", "owners", "outputs"]
    assert [column.field for column in columns] == fields
    assert sum(column.width for column in columns) == 100
