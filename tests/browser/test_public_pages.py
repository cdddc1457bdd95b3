"""The public pages in a real Chromium: layout, access, keyboard, paper, without JavaScript."""

from __future__ import annotations

import io
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/criteria/",
    "/",
    "/reports/",
    "/reports/?year=2568&kind=ทม.&province=นครศรีธรรมราช",
    "/reports/?name=ไม่มี",
    "/search/?q=มาตราการ ไม่รับของขวัญ ชะมาย&sort=name",
    "/search/?q=ฆฆฆฆ&year=2568",
    "/reports/tonyangmat/2568/",
    "/reports/phato/2564/",
    "/reports/takbai/2564/",
    "/reports/nongruea/2568/",
    "/reports/nongruea/2568/versions/1/",
    "/reports/nongruea/2568/versions/",
    "/reports/nongruea/2568/versions/2/changes/",
    "/reports/nongruea/2568/versions/1/elements/",
    "/reports/takbai/2564/versions/1/elements/",
    "/reports/chamai/2568/",
    "/reports/long/2568/",
    "/reports/long/2568/contact/",
    "/sign-in/",
]
SMALL_TARGETS = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, summary")]
  .filter(it => it.checkVisibility() && !it.closest(".skip, .visually-hidden"))
  .filter(it => {
    const box = (it.closest(".form-check") || it).getBoundingClientRect();
    const inText = it.closest("p, td, th, li, dd, h3, .card-head") && it.tagName === "A"
      && !it.matches(".btn, .chip, .appnav a, .menu-pop a, .pager a, .foot a, .toc a, .links a");
    return box.height < (inText ? 24 : 43.5);
  })
  .map(it => `${it.tagName} ${it.textContent.trim()} ${it.getBoundingClientRect().height}`)"""


def violations(page: Page, *rules: str) -> list[str]:
    """What an automated accessibility check finds by these rules or by all, with the places."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}  # all that passed would be listed
    if rules:
        options["runOnly"] = rules
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def overflow(page: Page) -> int:
    """By how much the page is wider than its window."""
    wide: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide


def test_pages_are_accessible_on_a_wide_screen(wide_page, portal):
    for address in PAGES:
        wide_page.goto(portal + address)

        assert (address, violations(wide_page)) == (address, [])
        assert (address, wide_page.locator("h1").count()) == (address, 1)
        assert (address, wide_page.evaluate(SMALL_TARGETS)) == (address, [])
        assert (address, overflow(wide_page)) == (address, 0)


def test_pages_are_accessible_on_a_phone(phone_page, portal):
    for address in PAGES:
        phone_page.goto(portal + address)

        assert (address, violations(phone_page)) == (address, [])
        assert (address, phone_page.evaluate(SMALL_TARGETS)) == (address, [])


def test_pages_never_scroll_sideways(phone_page, portal):
    for address in PAGES:
        phone_page.goto(portal + address)
        for width in (360, 640, 768, 992):
            phone_page.set_viewport_size({"width": width, "height": 700})
            assert (address, width, overflow(phone_page)) == (address, width, 0)


def test_colours_are_accessible_in_the_dark(wide_page, portal):
    wide_page.emulate_media(color_scheme="dark")

    for address in PAGES:
        wide_page.goto(portal + address)
        assert (address, violations(wide_page, "color-contrast")) == (address, [])
    paper = wide_page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(17, 22, 29)"


def test_public_pages_set_no_cookie_and_run_no_script_but_to_copy(wide_page, portal):
    for address in PAGES[:-1]:
        wide_page.goto(portal + address)
        assert wide_page.locator("script:not([src]), [style], [onclick]").count() == 0
        scripts = wide_page.locator("script").evaluate_all("them => them.map(it => it.src)")
        copies = wide_page.locator("[data-copy]").count() > 0
        assert ["copy-text" in src for src in scripts] == [True] * copies

    assert wide_page.context.cookies() == []


def test_a_missing_page_is_accessible(wide_page, page_errors, portal):
    response = wide_page.goto(portal + "/reports/nobody/2568/")

    assert response.status == 404
    assert violations(wide_page) == []
    expect(wide_page.get_by_role("heading", level=1)).to_have_text("ไม่พบหน้าที่ท่านต้องการ")
    assert len(page_errors) == 1  # Chromium tells of the status itself
    page_errors.clear()


def test_the_official_table_is_a_table_or_cards_but_always_says_the_same(
    wide_page, phone_page, portal
):
    for page in (wide_page, phone_page):
        page.goto(portal + "/reports/phato/2564/")
    shapes = [
        [
            page.locator(selector).first.evaluate("it => getComputedStyle(it).display")
            for selector in (".official", ".official tbody", ".official td .lab")
        ]
        for page in (wide_page, phone_page)
    ]
    headers = [page.get_by_role("columnheader").count() for page in (wide_page, phone_page)]
    texts = [
        page.locator(".official td, .official th").evaluate_all(
            "them => them.map(it => it.textContent)"
        )
        for page in (wide_page, phone_page)
    ]

    assert shapes == [
        ["table", "table-row-group", "none"],
        ["block", "block", "block"],
    ]
    assert headers == [6, 6]
    assert texts[0] == texts[1]
    assert phone_page.get_by_role("row").count() == wide_page.get_by_role("row").count() == 30


def test_each_measure_has_its_place(wide_page, portal):
    wide_page.goto(portal + "/reports/nongruea/2568/")
    wide_page.get_by_role("navigation", name="มาตรการ").get_by_role("link").nth(2).click()

    assert wide_page.url.endswith("#m3")
    assert wide_page.locator("#m3").evaluate("it => it.getBoundingClientRect().top") < 100


def test_an_assessor_is_led_to_the_cell_of_each_element(wide_page, portal):
    wide_page.goto(portal + "/reports/nongruea/2568/")
    wide_page.get_by_role("link", name="มุมมองผู้ประเมิน").click()
    outcomes = wide_page.get_by_role("region", name="ผลลัพธ์หรือผลสัมฤทธิ์")
    says = outcomes.get_by_role("listitem").nth(2).get_by_role("paragraph").inner_text()
    outcomes.get_by_role("link").nth(2).click()

    cell = wide_page.locator("td:target")
    expect(cell).to_contain_text(says.split("และอีก")[0].split(" ", 1)[1].strip())
    assert wide_page.url.endswith("#m3-1-outcomes")
    assert 0 <= cell.evaluate("it => it.getBoundingClientRect().top") < 100


def test_the_permanent_link_is_copied_with_one_press(wide_page, portal):
    address = portal + "/reports/nongruea/2568/"
    wide_page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    for page, button, copied in (
        (address, "คัดลอกลิงก์ถาวร", address),
        (address, "ลิงก์ฉบับที่ ๒", f"{address}versions/2/"),
        (f"{address}versions/1/", "คัดลอกลิงก์ถาวร", f"{address}versions/1/"),
    ):
        wide_page.goto(page)
        wide_page.get_by_role("button", name=button).click()
        expect(wide_page.get_by_role("status").filter(has_text="แล้ว")).to_have_count(1)
        assert wide_page.evaluate("navigator.clipboard.readText()") == copied


def test_the_keyboard_reaches_the_content_first(wide_page, portal):
    wide_page.goto(portal + "/reports/")
    wide_page.keyboard.press("Tab")
    skip = wide_page.get_by_role("link", name="ข้ามไปยังเนื้อหา")

    expect(skip).to_be_focused()
    assert skip.evaluate("it => it.getBoundingClientRect().top") >= 0
    wide_page.keyboard.press("Enter")
    wide_page.keyboard.press("Tab")

    expect(wide_page.get_by_label("ค้นหาหน่วยงานหรือมาตรการ")).to_be_focused()


def test_what_has_the_focus_can_be_seen(wide_page, portal):
    for address in ("/", "/reports/nongruea/2568/", "/sign-in/"):
        wide_page.goto(portal + address)
        stops = min(wide_page.locator("a[href], button, input").count(), 14)
        for _ in range(stops):
            wide_page.keyboard.press("Tab")
            width = wide_page.evaluate(
                "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
            )
            assert width == 3


def test_a_phone_finds_a_report_without_javascript(browser: Browser, portal):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()

    page.goto(portal)
    page.get_by_label("ค้นหาหน่วยงานหรือมาตรการ").fill("มาตราการ ไม่รับของขวัญ ชะมาย ๒๕๖๘")
    page.get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_role("heading", name="พบ ๑\xa0มาตรการ")).to_be_visible()
    expect(page.locator("mark", has_text="ไม่รับ").first).to_be_visible()
    page.get_by_role("link", name="มาตรการ No Gift Policy").click()
    assert page.url == f"{portal}/reports/chamai/2568/#m5"
    page.go_back()
    page.get_by_label("ค้นหาหน่วยงานหรือมาตรการ").fill("ทม.ชะมาย")
    page.get_by_role("button", name="ค้นหา").click()
    page.get_by_role("link", name="เทศบาลเมืองชะมาย", exact=True).click()
    page.get_by_role("link", name="ลิงก์ถาวร").click()
    field = page.get_by_label("รายงานนี้ ฉบับล่าสุดเสมอ")
    expect(field).to_have_value(f"{portal}/reports/chamai/2568/")
    expect(field).not_to_be_editable()
    expect(page.get_by_role("link", name="ดาวน์โหลด PDF")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="ดาวน์โหลด PDF").click()
    assert download.value.suggested_filename == "รายงาน เทศบาลเมืองชะมาย พ.ศ. ๒๕๖๘ ฉบับที่ ๑.pdf"
    page.get_by_text("เมนู", exact=True).click()
    page.get_by_role("link", name="รายงานทั้งหมด").first.click()
    page.get_by_text("ตัวกรอง", exact=True).click()
    page.get_by_role("radio", name="พ.ศ. ๒๕๖๔").check()
    page.get_by_role("button", name="ใช้ตัวกรอง").click()
    expect(page.get_by_role("heading", name="พบ ๒\xa0รายงาน")).to_be_visible()
    context.close()


def test_a_report_prints_as_a_landscape_table(wide_page, portal):
    wide_page.goto(portal + "/reports/nongruea/2568/")
    data = wide_page.pdf(prefer_css_page_size=True)

    pages = PdfReader(io.BytesIO(data)).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {
        (842, 595)
    }
    texts = [page.extract_text() for page in pages]
    assert "เข้าสู่ระบบ" not in "".join(texts)
    assert len([text for text in texts if "Dos&Don't" in text]) == 1  # a row that fits stays whole
