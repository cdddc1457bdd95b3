"""A report's way through an office in a real Chromium: sent, returned, approved, published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from measures.models import AnnualPlan, Output, User
from measures.roles import Role
from reports.models import ReportVersion
from reports.services.approval import approve_report
from reports.services.comments import add_comment
from reports.services.workflow import (
    publish_report,
    reopen_report,
    return_report,
    submit_report,
    withdraw_report,
)
from reports.views.pages import STORE
from tests.browser.entering import let_in
from tests.browser.looking import faults, violations
from tests.factories import (
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_user,
)
from tests.measures.inspecting.corpus import photo
from tests.measures.services.evidence import an_upload, attach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "/plans/nongruea/2568/"
REVIEW = PLAN + "review/"
PUBLIC = "/reports/nongruea/2568/"
NAME = "องค์การบริหารส่วนตำบล" + "หนองเรือ" * 9


@pytest.fixture
def plan() -> AnnualPlan:
    organization = make_organization(code="nongruea", name=NAME)
    plan = make_plan(organization=organization, title="รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรม")
    measure = make_full_measure(plan=plan, title="มาตรการไม่รับของขวัญ " + "ทุกชนิด" * 30)
    attach(measure, upload=an_upload(data=photo((60, 40))), caption="ภาพการประชุม")
    make_full_measure(plan=plan, title="การใช้ทรัพย์สิน", issue_text="ด้านทรัพย์สิน")
    make_report(plan=plan, layout=make_layout("six"))
    for name, role, title in (
        ("legal", Role.LEGAL, "นิติกร"),
        ("head", Role.EXECUTIVE, "นายกองค์การบริหารส่วนตำบล"),
        ("admin", Role.ADMINISTRATOR, "ผู้ดูแล"),
    ):
        make_user(
            email=f"{name}@example.test",
            role=role,
            organization=organization,
            display_name=title,
        )
    return plan


@pytest.fixture
def portal(live_server: Any, plan: AnnualPlan) -> Iterator[str]:
    STORE.clear()
    yield str(live_server.url)
    STORE.clear()


@pytest.fixture
def people(browser: Browser, portal: str) -> Iterator[Callable[..., Page]]:
    """Gives a window of somebody who has signed in; the head's is a phone."""
    contexts: list[BrowserContext] = []

    def window(who: str, **options: Any) -> Page:
        width, height = (390, 844) if who == "head" else (1280, 900)
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="th-TH", **options
        )
        contexts.append(context)
        page = context.new_page()
        let_in(page, portal, User.objects.get(email=f"{who}@example.test"))
        return page

    yield window
    for context in contexts:
        context.close()


def submit(page: Page, portal: str) -> None:
    page.goto(portal + PLAN + "submit/")
    page.get_by_label("ข้าพเจ้าดูข้อสังเกต").check()
    page.get_by_role("button", name="ส่งตรวจ").click()
    expect(page.get_by_role("heading", name="ส่งแล้ว")).to_be_visible()


def send_back(head: Page, portal: str, reason: str) -> None:
    head.goto(portal + "/work/")
    expect(head.get_by_text("รอท่านพิจารณา", exact=True)).to_be_visible()
    head.get_by_role("link", name="เปิดอ่านรายงาน").click()
    head.get_by_role("link", name="ส่งคืน").first.click()
    head.get_by_label("สรุปสิ่งที่ต้องแก้ไข").fill(reason)
    head.get_by_role("button", name="ส่งคืนให้แก้ไข").click()
    expect(head.get_by_text("ส่งคืนรายงานแล้ว")).to_be_visible()


def approve(head: Page, portal: str) -> None:
    """From the desk: read, sign, approve."""
    head.goto(portal + "/work/")
    head.get_by_role("link", name="เปิดอ่านรายงาน").click()
    head.get_by_role("link", name="พิจารณาอนุมัติ").first.click()
    head.get_by_label("ตำแหน่งที่พิมพ์").fill("ปลัด อบต.\nปฏิบัติหน้าที่นายก อบต.")
    head.get_by_label("ข้าพเจ้าได้อ่านรายงานฉบับนี้แล้ว").check()
    head.get_by_role("button", name="อนุมัติฉบับที่").click()
    expect(head.get_by_text("อนุมัติแล้ว นิติกรเผยแพร่รายงานฉบับนี้ได้")).to_be_visible()


def publish(legal: Page, portal: str) -> None:
    legal.goto(portal + "/work/")
    legal.get_by_role("link", name="เผยแพร่", exact=True).click()
    legal.get_by_role("button", name="เผยแพร่ฉบับที่").click()
    expect(legal.get_by_text("ที่อยู่ด้านล่างอยู่ถาวร")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_report_goes_round_the_office_and_a_second_version_follows(
    people: Callable[..., Page], portal: str, has_script: bool
):
    legal = people("legal", java_script_enabled=has_script)
    head = people("head", java_script_enabled=has_script)
    submit(legal, portal)

    send_back(head, portal, "โปรดแก้จำนวนประกาศ")
    legal.goto(portal + "/work/")
    expect(legal.locator(".note").get_by_text("“โปรดแก้จำนวนประกาศ”")).to_be_visible()
    Output.objects.filter(measure__title="การใช้ทรัพย์สิน").update(text="มีประกาศ ๕ ฉบับ")
    submit(legal, portal)

    head.goto(portal + REVIEW)
    expect(head.locator("ins", has_text="๕")).to_be_visible()
    approve(head, portal)
    publish(legal, portal)
    legal.get_by_role("link", name="เปิดหน้าที่เผยแพร่").click()
    expect(legal.get_by_text("ปฏิบัติหน้าที่นายก อบต.")).to_be_visible()
    if not has_script:
        return

    legal.goto(portal + PLAN + "publication/")
    legal.get_by_role("link", name="แก้ไขฉบับเผยแพร่").click()
    legal.get_by_label("เหตุผลที่แก้ไข").fill("พิมพ์จำนวนผิด")
    legal.get_by_role("button", name="เปิดแก้ไข").click()
    expect(legal.get_by_text("ฉบับเดิมยังเผยแพร่อยู่จนกว่าจะเผยแพร่ฉบับใหม่")).to_be_visible()
    submit(legal, portal)
    approve(head, portal)
    publish(legal, portal)

    legal.goto(portal + PUBLIC + "versions/")
    expect(legal.get_by_text("เหตุผลที่แก้ไข: พิมพ์จำนวนผิด")).to_be_visible()
    legal.get_by_role("link", name="เปิดฉบับที่ ๒").click()
    expect(legal.get_by_text("ท่านกำลังดูฉบับที่ ๒ มีฉบับใหม่กว่า")).to_be_visible()


def member(plan: AnnualPlan, role: Role) -> User:
    return plan.organization.memberships.get(role=role).user


def submitted(plan: AnnualPlan) -> ReportVersion:
    """What the walk above has submitted by hand."""
    return submit_report(report=plan.report, by=member(plan, Role.LEGAL), has_looked=True)


def test_a_submission_is_pulled_back_and_a_publication_withdrawn(
    people: Callable[..., Page], portal: str, plan: AnnualPlan
):
    legal = people("legal")
    submit(legal, portal)
    legal.get_by_role("link", name="ดึงกลับ").click()
    legal.get_by_role("button", name="ดึงกลับมาแก้ไข").click()
    expect(legal.get_by_text("ดึงรายงานกลับแล้ว แก้ไขต่อได้")).to_be_visible()
    plan.report.refresh_from_db()
    version = submitted(plan)
    approve_report(version=version, by=member(plan, Role.EXECUTIVE))
    publish_report(version=version, by=member(plan, Role.LEGAL))

    legal.goto(portal + PLAN + "publication/")
    legal.get_by_role("link", name="ถอนเผยแพร่").click()
    legal.get_by_role("button", name="ถอนเผยแพร่ทุกฉบับ").click()
    expect(legal.get_by_role("alert")).to_contain_text("โปรดระบุเหตุผลที่ถอน")
    legal.get_by_label("เหตุผลที่ถอน").fill("พบข้อมูลส่วนบุคคล")
    legal.get_by_label("ยืนยันถอนทุกฉบับ").check()
    legal.get_by_role("button", name="ถอนเผยแพร่ทุกฉบับ").click()
    expect(legal.get_by_role("heading", name="ถอนเผยแพร่แล้ว")).to_be_visible()

    legal.goto(portal + PUBLIC)
    expect(legal.get_by_text("เหตุผล: พบข้อมูลส่วนบุคคล")).to_be_visible()
    assert violations(legal) == []


def test_the_route_is_set_and_the_version_goes_through_it(
    people: Callable[..., Page], portal: str, plan: AnnualPlan
):
    admin, head = people("admin"), people("head")
    admin.goto(portal + "/settings/nongruea/approval/")
    check(admin, "/settings/nongruea/approval/")
    admin.get_by_label("ขั้นที่ ๑ ตำแหน่งที่แสดง").fill("ปลัด อบต.")
    admin.get_by_label("ขั้นที่ ๒ ผู้พิจารณา").select_option("ผู้บริหาร")
    admin.get_by_label("ขั้นที่ ๒ ตำแหน่งที่แสดง").fill("นายก อบต.")
    admin.get_by_role("button", name="บันทึกเส้นทางอนุมัติ").click()
    expect(admin.get_by_text("บันทึกเส้นทางอนุมัติแล้ว")).to_be_visible()
    submitted(plan)

    for button in ("เห็นชอบและส่งต่อนายก อบต.", "อนุมัติฉบับที่ ๑"):
        head.goto(portal + REVIEW + "approve/")
        head.get_by_label("ข้าพเจ้าได้อ่านรายงานฉบับนี้แล้ว").check()
        head.get_by_role("button", name=button).click()
        head.wait_for_url(portal + REVIEW)

    done = [re.compile(stop) for stop in ("ส่งตรวจ", "เห็นชอบ ปลัด อบต", "อนุมัติ นายก อบต")]
    expect(head.locator(".way .done")).to_have_text(done)


def check(page: Page, address: str) -> None:
    """What every page must be, wide and narrow."""
    assert (address, faults(page, measured_at=[640, 390])) == (address, {})


def test_pages_of_decisions_are_accessible_and_fit(
    people: Callable[..., Page], portal: str, plan: AnnualPlan
):
    legal, head = people("legal"), people("head")
    officer, chief = member(plan, Role.LEGAL), member(plan, Role.EXECUTIVE)
    report = plan.report

    def visit(page: Page, *addresses: str) -> None:
        for address in addresses:
            page.goto(portal + address)
            expect(page).to_have_url(portal + address)
            check(page, address)

    visit(legal, PLAN + "board/")
    first = submitted(plan)
    visit(head, "/work/", REVIEW, REVIEW + "evidence/", REVIEW + "approve/", REVIEW + "return/")
    visit(legal, REVIEW + "pull-back/", PLAN + "submission/", REVIEW + "paper/")
    measure = plan.measures.get(issue_text="ด้านทรัพย์สิน")
    add_comment(version=first, measure=measure, field="outputs", text="ระบุจำนวน", by=chief)
    visit(head, PLAN + "comments/", PLAN + "comments/add/")
    return_report(version=first, reason="แก้จำนวน\nและแก้ชื่อ", by=chief)
    visit(legal, f"{PLAN}measures/{measure.pk}/", PLAN + "comments/")
    Output.objects.update(text="มีประกาศ ๕ ฉบับ")
    second = submitted(plan)
    visit(head, REVIEW, REVIEW + "table/")
    head.emulate_media(color_scheme="dark")
    visit(head, REVIEW, REVIEW + "approve/")
    approve_report(version=second, by=chief)
    visit(legal, "/work/", PLAN + "publish/", PLAN)
    publish_report(version=second, by=officer)
    visit(legal, PLAN + "publication/", PLAN + "reopen/", PLAN + "withdraw/", PLAN)
    reopen_report(report=report, reason="แก้คำผิด", by=officer)
    visit(legal, PLAN, PLAN + "publication/")
    withdraw_report(report=report, reason="พบข้อมูลส่วนบุคคล", by=officer)
    visit(legal, PLAN + "publication/")


def test_a_refused_form_says_what_is_missing_and_takes_the_focus(
    people: Callable[..., Page], portal: str, plan: AnnualPlan
):
    head = people("head")
    submitted(plan)

    head.goto(portal + REVIEW + "approve/")
    head.get_by_label("ตำแหน่งที่พิมพ์").fill("")
    head.get_by_role("button", name="อนุมัติฉบับที่").click()

    alert = head.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_contain_text("โปรดระบุตำแหน่งที่ลงนาม")
    expect(alert).to_contain_text("โปรดยืนยันว่าท่านได้อ่านรายงานฉบับนี้แล้ว")
    expect(head).to_have_title("มีข้อผิดพลาด: พิจารณาอนุมัติรายงาน · รายงานคุณธรรมและความโปร่งใส")
    assert violations(head) == []
    alert.get_by_role("link", name="โปรดระบุตำแหน่งที่ลงนาม").click()
    expect(head.get_by_label("ตำแหน่งที่พิมพ์")).to_be_focused()
