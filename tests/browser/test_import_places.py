"""Where the page of an import goes on after each act: nobody has to look for the place again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from measures.models import AnnualPlan
from tests.browser.importing import begin_a_year, enter, review_address
from tests.measures.services.bringing import seed, stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan() -> AnnualPlan:
    return begin_a_year()


@pytest.fixture
def portal(live_server: Any, plan: AnnualPlan) -> str:
    return str(live_server.url)


def test_the_keyboard_goes_from_point_to_point(wide_page: Page, portal: str, plan):
    batch = stage(plan.organization, seed("003"))
    enter(wide_page, portal, review_address(batch))

    wide_page.locator("body").press("n")
    wide_page.locator("body").press("n")
    expect(wide_page.locator("#point-count")).to_have_text("จุดที่ต้องดู ๒ จาก ๑๓")
    expect(wide_page.locator("[data-open-point]").nth(1)).to_be_focused()
    wide_page.keyboard.press("p")
    expect(wide_page.locator("#point-count")).to_have_text("จุดที่ต้องดู ๑ จาก ๑๓")

    # a point that is decided on stays in its place, and the next one is not skipped
    point = wide_page.locator(".cellhint:focus")
    name, top = str(point.get_attribute("id")), point.bounding_box()
    point.get_by_role("button").first.dblclick()
    point = wide_page.locator(f"[id='{name}'].is-done")
    expect(point).to_be_focused()
    assert point.bounding_box() == top
    wide_page.keyboard.press("n")
    expect(wide_page.locator("#point-count")).to_have_text("จุดที่ต้องดู ๑ จาก ๑๒")

    # so does a measure whose boxes close above it
    wide_page.get_by_role("button", name="แก้ไข มาตรการที่ ๒").click()
    expect(wide_page.locator(".pair.is-editing")).to_have_count(1)
    button = wide_page.get_by_role("button", name="แก้ไข มาตรการที่ ๔")
    button.click()
    expect(wide_page.locator(".imp-edit")).to_be_focused()
    expect(wide_page.locator(".imp-edit")).to_be_in_viewport()
    wide_page.get_by_role("button", name="รวมกับมาตรการที่ ๓").click()
    expect(wide_page.locator(".pair.is-editing .row-edit")).to_have_count(2)
    wide_page.get_by_role("button", name="แก้ไขเสร็จแล้ว").click()
    expect(wide_page.get_by_role("button", name="แก้ไข มาตรการที่ ๓")).to_be_focused()
    expect(wide_page.get_by_role("button", name="แก้ไข มาตรการที่ ๓")).to_be_in_viewport()
