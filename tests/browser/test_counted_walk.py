"""A year's report rolled forward by one person, each click and keystroke of it counted.

`pytest -m torture -s tests/browser/test_counted_walk.py` prints the counts of each part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.core.cache import cache
from playwright.sync_api import FilePayload, Locator, Page, expect

from ita_portal.thai.shifting import move_year
from measures.models import AnnualPlan, EvidenceFile, FiscalYear, Measure, User
from measures.roles import Role
from measures.services.imports import write_report
from measures.services.plans import open_plan
from measures.services.reference import load_reference
from measures.services.writing import values_of
from reports.layouts import EXAMPLES
from reports.models import Report
from reports.services import demo
from reports.services.approval import approve_report
from reports.services.layouts import load_standard_layouts, save_layout
from reports.services.reports import open_report
from reports.services.workflow import publish_report, submit_report
from reports.status import Status
from tests.factories import AT, PASSWORD, make_organization, make_unit, make_user
from tests.measures.inspecting.corpus import photo

pytestmark = [pytest.mark.browser, pytest.mark.torture, pytest.mark.django_db(transaction=True)]
SEED = next(each for each in demo.DEMO_REPORTS if each.document == "003.txt")
# Clicks, keys that write nothing, and letters; `reports/README.md` tells what they came from.
COUNTED = {
    "เข้าสู่ระบบ": (0, 2, 43),
    "เริ่มจากปีก่อน": (2, 0, 0),
    "มาตรการ": (29, 21, 2250),
    "หลักฐาน": (10, 1, 308),
    "ข้อสังเกต": (14, 4, 144),
    "ส่งตรวจ": (2, 0, 0),
}


@dataclass
class Hands:
    """One person's mouse and keyboard; nothing reaches the page but through them."""

    page: Page
    part: str = ""
    clicks: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks[self.part] += 1

    def follow(self, target: Locator) -> None:
        """A click that leads to another page."""
        with self.page.expect_navigation():
            self.click(target)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys[self.part] += 1

    def type(self, text: str) -> None:
        for letter in text:
            if letter == "\n":
                self.press("Enter")
            else:
                self.page.keyboard.type(letter)
                self.letters[self.part] += 1

    def drag_over(self, box: Locator, words: str) -> None:
        """Mark words in a box, as a drag of the mouse does."""
        box.evaluate(
            "(it, words) => { const at = it.value.indexOf(words); it.focus();"
            " it.setSelectionRange(at, at + words.length); }",
            words,
        )
        self.clicks[self.part] += 1

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """Clicks, keys that write nothing, and letters, of each part."""
        return {part: (self.clicks[part], self.keys[part], self.letters[part]) for part in COUNTED}


@dataclass(frozen=True)
class Office:
    url: str
    legal: User
    last: AnnualPlan

    @property
    def plan(self) -> AnnualPlan:
        return AnnualPlan.objects.get(fiscal_year__year=self.last.fiscal_year.year + 1)

    def results(self) -> list[tuple[str, str]]:
        """What last year's measures said came of them, with the year moved on."""
        texts = [values_of(each) for each in Measure.objects.in_plan(self.last).with_rows()]
        return [
            (moved(said["outputs"], self.last), moved(said["outcomes"], self.last))
            for said in texts
        ]


def moved(text: str, last: AnnualPlan) -> str:
    lines = [line for line in text.split("\n") if "(จำนวนครั้ง" not in line]
    return move_year("\n".join(lines), last.fiscal_year.year, 1)


@pytest.fixture
def office(live_server) -> Office:
    """The organization of seed 003 with last year's report as its document says it."""
    cache.clear()
    load_reference()
    load_standard_layouts()
    data = demo.read_document(SEED)
    of = data.organization
    organization = make_organization(
        code=SEED.code, name=of.name, kind=of.kind, district=of.district, province=of.province
    )
    for name in SEED.units:
        make_unit(organization=organization, name=name)
    legal, executive = (
        make_user(
            role=role,
            organization=organization,
            email=f"{role.value}@{SEED.code}.example",
            password=PASSWORD,
        )
        for role in (Role.LEGAL, Role.EXECUTIVE)
    )
    year = FiscalYear.objects.get(year=data.fiscal_year or 0)
    plan = open_plan(organization=organization, fiscal_year=year, by=legal)
    last = write_report(plan=plan, data=data, by=legal)
    layout = save_layout(spec=EXAMPLES[SEED.layout], by=legal, organization=organization)
    report = open_report(plan=last, layout=layout, by=legal, assessment_year=SEED.assessment_year)
    version = submit_report(report=report, by=legal, at=AT, already_printed=True, has_looked=True)
    approve_report(version=version, by=executive, at=AT)
    publish_report(version=version, by=legal, at=AT)
    return Office(live_server.url, legal, last)


def enter(hands: Hands, office: Office) -> None:
    page = hands.page
    page.goto(f"{office.url}/sign-in/")
    expect(page.get_by_label("อีเมลหรือรหัสเจ้าหน้าที่")).to_be_focused()
    hands.type(office.legal.email)
    hands.press("Tab")
    hands.type(PASSWORD)
    with page.expect_navigation():
        hands.press("Enter")


def begin(hands: Hands) -> None:
    page = hands.page
    hands.follow(page.get_by_role("link", name="เริ่มรายงาน"))
    hands.follow(page.get_by_role("button", name="คัดลอกและเริ่ม"))


def write(hands: Hands, results: list[tuple[str, str]]) -> None:
    """Read each measure, keep what still holds, write what came of it."""
    page = hands.page
    hands.follow(page.locator(".tasks .what a").first)
    for outputs, outcomes in results:
        hands.click(page.get_by_role("button", name="ทั้งมาตรการยังใช้ได้"))
        expect(page.locator("[data-stale]")).to_have_count(0)
        hands.click(page.locator("#f-outputs"))
        hands.type(outputs)
        hands.press("Tab")
        hands.type(outcomes)
        hands.click(page.get_by_role("button", name="ดำเนินการแล้ว", exact=True))
        hands.follow(page.locator(".stickybar button[value=next]"))


def show(hands: Hands, captions: list[str]) -> None:
    """Seven photos at once, each with its caption."""
    page = hands.page
    hands.follow(page.get_by_role("link", name="หลักฐาน", exact=True))
    page.wait_for_load_state()
    with page.expect_file_chooser() as chooser:
        hands.click(page.get_by_label("ไฟล์ เลือกได้หลายไฟล์"))
    chooser.value.set_files([a_photo(number) for number in range(1, len(captions) + 1)])
    hands.follow(page.get_by_role("button", name="อัปโหลด"))
    for place, caption in enumerate(captions):
        hands.click(page.locator(".file [name=caption]").nth(place))
        hands.type(caption)
    hands.press("Tab")
    expect(page.get_by_text("บันทึกแล้ว", exact=True)).to_have_count(len(captions))


def look_through(hands: Hands) -> None:
    """Mend what is a fault of last year's text; say of the rest why it stands."""
    page = hands.page
    hands.follow(page.get_by_role("link", name="ความพร้อมและข้อสังเกต"))
    hands.follow(page.locator(".finding .acts a").first)
    hands.drag_over(page.locator("#id_introduction"), "ดงบัง")
    hands.type("หนองเรือ")
    hands.click(page.locator("#confirm_title"))
    hands.follow(page.locator(".btnbar .btn-primary[type=submit]"))
    hands.follow(page.get_by_role("link", name="ดูข้อสังเกต"))
    for _ in range(page.locator(".findings .finding.look").count()):
        hands.click(page.locator(".findings summary").first)
        hands.press("Tab")
        hands.type("ตรวจแล้ว เป็นไปตามที่ดำเนินการจริง")
        hands.follow(page.get_by_role("button", name="บันทึกเหตุผล").first)


def submit(hands: Hands) -> None:
    page = hands.page
    hands.follow(page.locator(".pagehead").get_by_role("link", name="ส่งตรวจ"))
    hands.follow(page.get_by_role("button", name="ส่งตรวจ"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("ส่งแล้ว")


def a_photo(number: int) -> FilePayload:
    buffer = photo((640 + number, 480))
    return {"name": f"{number:02}_กิจกรรม.jpg", "mimeType": "image/jpeg", "buffer": buffer}


def test_a_report_is_rolled_forward(wide_page, office):
    wide_page.on("filechooser", lambda _: None)  # no window of the system's, from the first page on
    hands, results = Hands(wide_page), office.results()
    captions = [f"ประชุมชี้แจงมาตรการที่ {number} วันที่ ๑๐ ม.ค. ๒๕๖๙" for number in "๑๒๓๔๕๖๗"]
    acts: dict[str, Callable[[], None]] = {
        "เข้าสู่ระบบ": lambda: enter(hands, office),
        "เริ่มจากปีก่อน": lambda: begin(hands),
        "มาตรการ": lambda: write(hands, results),
        "หลักฐาน": lambda: show(hands, captions),
        "ข้อสังเกต": lambda: look_through(hands),
        "ส่งตรวจ": lambda: submit(hands),
    }
    for hands.part, act in acts.items():
        act()
        print(hands.part, hands.counts()[hands.part])

    plan = office.plan
    told = [values_of(each) for each in Measure.objects.in_plan(plan).with_rows()]
    assert [(said["outputs"], said["outcomes"]) for said in told] == results
    assert [each.caption for each in EvidenceFile.objects.order_by("measure")] == captions
    assert Report.objects.get(plan=plan).status == Status.SUBMITTED
    assert hands.counts() == COUNTED
