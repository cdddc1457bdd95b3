"""The public pages in a real Chromium: layout, access, keyboard, paper, without JavaScript."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.looking import faults, violations, violations_in_the_dark

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


def unwanted(page: Page) -> dict[str, object]:
    """What a public page may not have: cookies, and scripts but the one that copies."""
    scripts = page.locator("script").evaluate_all("them => them.map(it => it.src)")
    copies = page.locator("[data-copy]").count() > 0
    found = {
        "inline": page.locator("script:not([src]), [style], [onclick]").count(),
        "scripts": scripts if ["copy-text" in src for src in scripts] != [True] * copies else [],
        "cookies": page.context.cookies(),
    }
    return {name: what for name, what in found.items() if what}


def test_pages_are_sound_on_every_screen_light_or_dark_and_set_no_cookie(wide_page, portal):
    for address in PAGES:
        wide_page.set_viewport_size({"width": 1280, "height": 900})
        wide_page.goto(portal + address)

        if address != "/sign-in/":  # a form that knows who sends it
            assert (address, unwanted(wide_page)) == (address, {})
        dark = violations_in_the_dark(wide_page, "color-contrast")
        assert (address, dark) == (address, [])
        found = faults(wide_page, looked_at=[1280, 390], measured_at=[992, 768, 640, 360])
        assert (address, found) == (address, {})
    wide_page.emulate_media(color_scheme="dark")
    paper = wide_page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(17, 22, 29)"


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
