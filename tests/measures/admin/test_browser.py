"""The admin in a real Chromium, under the portal's Content-Security-Policy."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from measures.admin.site import site
from measures.inputs import OwnerInput, StepInput
from measures.models import Measure
from measures.services.measures import save_measure
from tests.factories import a_measure, make_plan, make_scheme, make_superuser, make_version
from tests.measures.admin.pages import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(wide_page: Page, live_server: Any) -> Page:
    """A page of an administrator; it fails its test if Chromium complains of anything."""
    client = Client()
    client.force_login(make_superuser())
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    wide_page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    return wide_page


def an_open_measure() -> Measure:
    plan = make_plan(title="รายงาน", issue_scheme=make_scheme("การใช้อำนาจ"))
    return save_measure(plan=plan, data=a_measure(), by=make_superuser())


def test_a_measure_is_edited_with_rows_of_a_new_step(signed_in: Page, live_server: Any) -> None:
    measure = an_open_measure()
    page = signed_in

    page.goto(live_server.url + address("measure", "change", measure.pk))
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    assert page.evaluate("document.fonts.check('16px Sarabun', 'ก')") is True
    page.get_by_role("button", name="เพิ่มขั้นตอน").click()
    page.locator("[name=steps-2-text]").fill("ขั้นที่ไม่ใช้")
    page.locator("[name=steps-3-text]").fill("สรุปผล")
    owner = page.locator("[name=owners-1-place]")
    page.locator("[name=owners-1-text]").fill("กองคลัง")
    owner.select_option(label="๔: สรุปผล")
    page.locator("#steps-2 .inline-deletelink").click()
    page.locator("[name=owners-1-text]").click()
    assert owner.evaluate("select => select.selectedOptions[0].label") == "๓: สรุปผล"
    page.get_by_role("button", name="บันทึก", exact=True).click()
    page.wait_for_url("**/measures/measure/")

    saved = Measure.objects.with_rows().get(pk=measure.pk).as_input()
    assert saved.steps == (
        *a_measure().steps,
        StepInput(text="สรุปผล", owners=(OwnerInput(text="กองคลัง"),)),
    )
    assert saved.owners == a_measure().owners


def test_a_plan_is_found_while_typing(signed_in: Page, live_server: Any) -> None:
    measure = an_open_measure()
    page = signed_in

    page.goto(live_server.url + address("measure", "add"))
    page.locator(".field-plan .select2-selection").click()
    page.locator(".select2-search__field").fill(measure.plan.organization.name.split()[-1])
    page.locator(".select2-results__option", has_text=str(measure.plan)).click()

    assert page.locator("[name=plan]").input_value() == str(measure.plan.pk)


def test_no_page_breaks_the_policy(signed_in: Page, live_server: Any) -> None:
    an_open_measure()
    version = make_version()
    version.report.plan.measures.update(title="มาตรการที่มีชื่อยาวมาก " * 30)
    page = signed_in
    addresses = ["/admin/"]
    for model in site._registry:
        name = model._meta.model_name or ""
        row = model._default_manager.order_by("pk").first()
        addresses.append(address(name, "changelist"))
        addresses += [address(name, "change", row.pk)] if row else []

    for there in addresses:
        answer = page.goto(live_server.url + there)
        assert (answer.status if answer else 0, there) == (200, there)
        assert (page.evaluate("document.documentElement.scrollWidth"), there) == (1280, there)
