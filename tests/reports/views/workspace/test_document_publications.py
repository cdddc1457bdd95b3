"""เผยแพร่เอกสารมาตรการ: who may, what is asked, what is told, and what the public sees then."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from measures.models import Measure
from measures.roles import ROLE_ACTIONS, Action, Role
from measures.services.stored_files import GRACE, orphans, remove_all
from reports.models import ReportVersion
from tests.factories import make_organization, make_user
from tests.measures.inspecting.corpus import photo
from tests.measures.services.evidence import an_upload
from tests.reports.services.documents import publish
from tests.reports.views.workspace.deciding import browser_of, make_desk, seen

pytestmark = pytest.mark.django_db
PAGE = "/plans/nongruea/2568/document/"
PUBLISH = PAGE + "publish/"
WITHDRAW = PAGE + "withdraw/"
PUBLIC = "/reports/nongruea/2568/measures/"


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def officer(desk):
    return browser_of(desk.legal)


def form(browser, **fields):
    values = {
        "seen": seen(browser, PUBLISH),
        "memo_number": "นค ๗๒๓๐๑/๙",
        "signed_on": "๙ มีนาคม ๒๕๖๙",
        "printed_name": "(นายผู้ลงนาม)",
        "printed_title": "นายกเทศมนตรี",
        "scan": an_upload(data=photo((80, 60)), name="memo.png"),
        "is_same": "on",
    }
    return {**values, **fields}


def test_the_officer_publishes_and_the_page_gives_the_link(desk, officer):
    page = officer.get(PAGE).content.decode()
    assert f'href="{PUBLISH}"' in page
    assert PUBLIC not in page
    assert Client().get(PUBLIC).status_code == 404
    assert "เหตุผลที่ออกฉบับใหม่" not in officer.get(PUBLISH).content.decode()

    answer = officer.post(PUBLISH, form(officer), follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "เผยแพร่เอกสารมาตรการแล้ว" in page
    assert re.search(rf'value="https?://[^"]+{PUBLIC}" readonly', page)
    assert "ทุกข้อความเหมือนฉบับที่ ๑ ที่เผยแพร่อยู่" in page
    assert f'href="{PUBLISH}"' not in page
    assert f'href="{WITHDRAW}"' in page
    [scan] = re.findall(r'href="(/plans/nongruea/2568/review/paper/[0-9]+/)"', page)
    sent = officer.get(scan)
    assert b"".join(sent.streaming_content).startswith(b"\xff\xd8")
    sent.close()
    assert Client().get(scan).status_code == 302


def test_everyone_reads_it_at_its_address(desk, client):
    version = publish(desk.plan, desk.legal)

    page = client.get(PUBLIC).content.decode()
    assert "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน" in page
    assert "มาตรการและการกำกับติดตาม" in page
    assert "มีประกาศ ๑ ฉบับ" not in page
    assert f'href="{PUBLIC}versions/1/pdf/"' in page
    assert "zip" not in page
    assert client.get(PUBLIC + "versions/1/").status_code == 200
    assert client.get(PUBLIC + "versions/").status_code == 200
    elements = client.get(PUBLIC + "versions/1/elements/").content.decode()
    assert "ข้อ O27 ของการประเมินปี พ.ศ.&nbsp;๒๕๖๘" in elements
    pdf = client.get(PUBLIC + "versions/1/pdf/")
    assert 'filename="ita-measures-2568-nongruea-v1.pdf"' in pdf["Content-Disposition"]
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert f"รหัสฉบับ {version.code[:4]}-{version.code[4:]}" in text
    assert client.get(PUBLIC + "versions/1/docx/").content.startswith(b"PK")
    assert client.get(PUBLIC + "versions/1/json/")["Link"]
    assert client.get(f"/verify/{version.code}/").content.decode().count(PUBLIC) == 1
    # the report of the year is another paper
    assert client.get("/reports/nongruea/2568/").status_code == 404
    assert client.get(PUBLIC + "versions/1/zip/").status_code == 404


def test_each_paper_leads_to_the_other(desk, client):
    desk.publish()
    assert PUBLIC not in client.get("/reports/nongruea/2568/").content.decode()

    publish(desk.plan, desk.legal)

    assert f'href="{PUBLIC}"' in client.get("/reports/nongruea/2568/").content.decode()
    assert 'href="/reports/nongruea/2568/"' in client.get(PUBLIC).content.decode()


def test_another_edition_says_why_and_what_changed(desk, officer, client):
    publish(desk.plan, desk.legal)
    Measure.objects.update(title="มาตรการใหม่")
    assert "ข้อความด้านล่างถูกแก้ไขหลังเผยแพร่" in officer.get(PAGE).content.decode()

    refused = officer.post(PUBLISH, form(officer))
    assert refused.status_code == 422
    assert "โปรดระบุเหตุผลที่ออกฉบับใหม่" in refused.content.decode()
    officer.post(PUBLISH, form(officer, reason="เปลี่ยนชื่อมาตรการ"))

    assert "มาตรการใหม่" in client.get(PUBLIC).content.decode()
    assert "มีฉบับใหม่กว่า" in client.get(PUBLIC + "versions/1/").content.decode()
    changes = client.get(PUBLIC + "versions/2/changes/").content.decode()
    assert "เปลี่ยนชื่อมาตรการ" in changes
    assert "มาตรการใหม่" in changes


def test_what_changed_meanwhile_is_shown_before_it_is_published(desk, officer):
    posted = form(officer)
    Measure.objects.update(title="มาตรการใหม่")

    refused = officer.post(PUBLISH, posted)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "มีผู้แก้ไขข้อความหลังจากท่านเปิดหน้านี้" in page
    assert "นค ๗๒๓๐๑/๙" in page
    assert not ReportVersion.objects.exists()
    again = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert again
    scan = an_upload(data=photo((80, 60)), name="memo.png")
    assert officer.post(PUBLISH, {**posted, "seen": again[1], "scan": scan}).status_code == 302


def test_what_is_missing_is_told_and_kept(officer):
    answer = officer.post(PUBLISH, {"seen": "x", "memo_number": "นค ๑/๒"})

    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("โปรดแนบสำเนาหนังสือ", "โปรดระบุวันที่ลงนาม", "โปรดยืนยันว่าข้อความตรงกับเอกสารที่ลงนาม"):
        assert words in page
    assert 'value="นค ๑/๒"' in page
    assert "เอกสารยังขาด ๒&nbsp;เรื่องที่รอบการประเมินถาม" in page


def test_what_cannot_be_drawn_is_told_and_nothing_is_half_done(officer, settings):
    remove_all(["approvals", "exports"])
    posted = form(officer)
    settings.RENDER_TIMEOUT_SECONDS = 0

    answer = officer.post(PUBLISH, posted)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "นานเกินกำหนด" in page
    assert "นค ๗๒๓๐๑/๙" in page
    assert not ReportVersion.objects.exists()
    later = timezone.now() + 2 * GRACE
    assert [orphans(folder, set(), at=later) for folder in ("approvals", "exports")] == [[], []]


def test_it_is_withdrawn_with_a_notice(desk, officer, client):
    version = publish(desk.plan, desk.legal)
    assert officer.post(WITHDRAW, {"reason": "แนบผิดปี"}).status_code == 200

    officer.post(WITHDRAW, {"reason": "แนบผิดปี", "is_sure": "on"})

    gone = client.get(PUBLIC)
    assert gone.status_code == 410
    assert "หน่วยงานถอนเอกสารมาตรการนี้" in gone.content.decode()
    assert client.get(PUBLIC + "versions/1/pdf/").status_code == 410
    assert "ฉบับที่ถอนแล้ว" in client.get(f"/verify/{version.code}/").content.decode()
    page = officer.get(PAGE).content.decode()
    assert "ถอนเผยแพร่แล้ว" in page
    assert "แนบผิดปี" in page
    assert officer.get(WITHDRAW)["Location"] == PAGE
    assert officer.post(WITHDRAW, {"reason": "แนบผิดปี", "is_sure": "on"})["Location"] == PAGE
    other = officer.post(WITHDRAW, {"reason": "เหตุผลที่มาทีหลัง", "is_sure": "on"})
    assert (other.status_code, "เหตุผลที่มาทีหลัง" in other.content.decode()) == (409, True)


def test_an_empty_plan_has_nothing_to_publish(desk, officer):
    Measure.objects.all().delete()

    answer = officer.get(PUBLISH, follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert "ยังไม่มีมาตรการในเอกสารนี้" in answer.content.decode()


def test_who_may_publish_and_withdraw(desk):
    publish(desk.plan, desk.legal)
    for role in Role:
        browser = browser_of(make_user(role=role, organization=desk.plan.organization))
        may = Action.PUBLISH_REPORT in ROLE_ACTIONS[role]

        assert (role, browser.get(WITHDRAW).status_code == 200) == (role, may)
        assert (role, browser.get(PUBLISH).status_code == 403) == (role, not may)


def test_strangers_and_others_find_nothing(desk):
    other = browser_of(make_user(role=Role.LEGAL, organization=make_organization()))

    assert [other.get(address).status_code for address in (PUBLISH, WITHDRAW)] == [404, 404]
    assert [Client().get(address).status_code for address in (PUBLISH, WITHDRAW)] == [302, 302]
