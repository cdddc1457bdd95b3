"""คำตอบ OIT: its page, and the check that a stranger can open the link."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from measures.roles import ROLE_ACTIONS, Action, Role
from reports.services.link_check import check_link
from reports.services.workflow import publish_report, withdraw_report
from reports.views.pages import STORE
from tests.factories import make_user
from tests.reports.services.documents import publish
from tests.reports.views.workspace.deciding import browser_of, make_desk

pytestmark = pytest.mark.django_db
ANSWER = "/plans/nongruea/2568/answer/"
CHECK = ANSWER + "check/"
NAME = "เทศบาลตำบล <ทดสอบ>"


@pytest.fixture
def desk():
    return make_desk()


def test_the_page_has_link_words_and_places(desk):
    desk.publish()

    page = browser_of(desk.legal).get(ANSWER).content.decode()

    assert 'value="http://localhost:8000/reports/nongruea/2568/" readonly' in page
    assert "๑. เลือก “รายงานทั้งหมด”" in page
    assert "ไฟล์ PDF: http://localhost:8000/reports/nongruea/2568/versions/1/pdf/" in page
    assert page.count('href="http://localhost:8000/reports/nongruea/2568/#table"') == 6
    assert "ครบ ๑&nbsp;มาตรการ" in page


def test_each_paper_has_its_answer(desk):
    desk.publish()
    officer = browser_of(desk.legal)
    assert "ยังไม่มีลิงก์ให้ตอบของเอกสารมาตรการ" in officer.get(ANSWER).content.decode()

    publish(desk.plan, desk.legal)

    page = officer.get(ANSWER).content.decode()
    link = "http://localhost:8000/reports/nongruea/2568/measures/"
    assert f'id="measures-link" value="{link}" readonly' in page
    assert "ข้อ O27 มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน" in page
    assert page.count(f'href="{link}#table"') == 5
    assert page.count(f'href="{link}#introduction"') == 1
    assert "ยังไม่มีลิงก์ให้ตอบ" not in page


def test_the_page_names_the_item_of_the_round(desk):
    desk.report.assessment_year = 2569
    desk.report.save()
    desk.publish()

    page = browser_of(desk.legal).get(ANSWER).content.decode()

    assert "ข้อ O26 รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน" in page
    assert "ตรวจปีของรายงานกับปีที่ประเมิน" not in page


@pytest.mark.parametrize(
    ("round_year", "words"),
    [
        (2570, "ระบบยังไม่ทราบรหัสข้อของการประเมินปีนี้"),
        (2568, "ข้อ O28 ของการประเมินปี พ.ศ.&nbsp;๒๕๖๘ ถามรายงานของปีงบประมาณก่อนหน้า"),
        (2568, "รหัสข้อ O28 ยังไม่ได้ตรวจกับคู่มือของ ป.ป.ช."),
    ],
)
def test_what_is_not_sure_is_said(desk, round_year, words):
    desk.report.assessment_year = round_year
    desk.report.save()
    desk.publish()

    page = browser_of(desk.legal).get(ANSWER).content.decode()

    assert words in " ".join(page.split())


def test_a_portal_that_does_not_answer_may_publish_but_is_told(desk, settings):
    settings.SITE_URL = "http://127.0.0.1:9"
    desk.approve()

    page = browser_of(desk.legal).post("/plans/nongruea/2568/publish/", {"check": "link"})

    assert "เปิดจากภายนอกไม่ได้ เผยแพร่ได้ แต่ลิงก์จะยังใช้ตอบไม่ได้" in page.content.decode()
    assert "เครื่องแม่ข่ายไม่ตอบที่ที่อยู่นี้" in page.content.decode()
    assert desk.standing() == "approved"


def test_before_publication_there_is_nothing_to_answer_with(desk):
    officer = browser_of(desk.legal)

    assert "ยังไม่มีลิงก์ให้ตอบ" in officer.get(ANSWER).content.decode()
    assert officer.post(CHECK, {"check": "link"})["Location"] == ANSWER


def test_who_may_export_may_answer(desk):
    desk.publish()
    for role in Role:
        browser = browser_of(make_user(role=role, organization=desk.plan.organization))
        may = Action.EXPORT_REPORT in ROLE_ACTIONS[role]

        assert (role, browser.get(ANSWER).status_code) == (role, 200 if may else 403)
        page = browser.get("/plans/nongruea/2568/publication/").content.decode()
        assert (role, f'href="{ANSWER}"' in page) == (role, may)


@pytest.mark.django_db(transaction=True)
def test_the_link_is_opened_as_a_stranger_opens_it(live_server, settings):
    settings.SITE_URL = live_server.url
    STORE.clear()
    desk = make_desk()
    version = desk.approve()
    officer = browser_of(desk.legal)

    before = officer.post("/plans/nongruea/2568/publish/", {"check": "link"})
    assert "<b>เปิดจากภายนอกได้</b>" in before.content.decode()
    assert desk.standing() == "approved"
    publish_report(version=version, by=desk.legal)
    good = officer.post(CHECK, {"check": "link"})
    beside = officer.post("/plans/nongruea/2568/publication/check/")
    publish(desk.plan, desk.legal)
    other = officer.post(CHECK, {"check": "measures"})
    withdraw_report(report=desk.report, reason="พบข้อมูลส่วนบุคคล", by=desk.legal)
    link = f"{live_server.url}/reports/nongruea/2568/"
    name = desk.plan.organization.name

    assert "ลิงก์ใช้ตอบได้" in good.content.decode()
    assert "ลิงก์ใช้ตอบได้" in beside.content.decode()
    assert "เป็นเอกสารมาตรการปีงบประมาณ" in other.content.decode()
    assert "พบข้อมูลส่วนบุคคล" not in beside.content.decode()
    checked = check_link(link, organization=name, year=2568, number=1)
    assert checked.problem == "รายงานที่ที่อยู่นี้ถอนเผยแพร่แล้ว จึงใช้ตอบไม่ได้"


class _Page(BaseHTTPRequestHandler):
    """Answers as its path says."""

    def do_GET(self) -> None:
        status, _, body = self.path.strip("/").partition("/")
        self.send_response(int(status))
        if status == "302":
            self.send_header("Location", "/200/")
        self.end_headers()
        self.wfile.write(PAGES.get(body, "").encode())

    def log_message(self, *_: object) -> None:
        pass


GOOD = (
    '<li aria-current="page">ปีงบประมาณ พ.ศ.&nbsp;๒๕๖๘</li> เทศบาลตำบล &lt;ทดสอบ&gt;'
    ' <a href="/reports/a/2568/versions/2/">'
)
PAGES = {
    "good": GOOD,
    "year": GOOD.replace("๒๕๖๘<", "๒๕๖๗<"),
    "name": GOOD.replace("ทดสอบ", "อื่น"),
    "number": GOOD.replace("versions/2/", "versions/1/"),
}


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/200/good", ""),
        ("/200/year", "หน้าที่เปิดได้ไม่ใช่รายงานปีงบประมาณ พ.ศ. ๒๕๖๘"),
        ("/200/name", "หน้าที่เปิดได้ไม่มีชื่อหน่วยงานนี้ โปรดตรวจว่าเป็นรายงานของหน่วยงาน"),
        ("/200/number", "หน้าที่เปิดได้ไม่ใช่ฉบับที่ ๒"),
        ("/302/", "เปิดไม่ได้โดยไม่เข้าสู่ระบบ เครื่องแม่ข่ายตอบรหัส ๓๐๒ โปรดแจ้งผู้ดูแลระบบ"),
        ("/500/", "เปิดไม่ได้โดยไม่เข้าสู่ระบบ เครื่องแม่ข่ายตอบรหัส ๕๐๐ โปรดแจ้งผู้ดูแลระบบ"),
        ("/410/", "รายงานที่ที่อยู่นี้ถอนเผยแพร่แล้ว จึงใช้ตอบไม่ได้"),
    ],
)
def test_what_is_wrong_with_a_link_is_said(site, path, problem):
    assert check_link(site + path, organization=NAME, year=2568, number=2).problem == problem


def test_a_server_that_does_not_answer_is_told():
    checked = check_link("http://127.0.0.1:9/", organization=NAME, year=2568, number=2)

    assert not checked.is_good
    assert checked.problem.startswith("เปิดไม่ได้: เครื่องแม่ข่ายไม่ตอบ")
