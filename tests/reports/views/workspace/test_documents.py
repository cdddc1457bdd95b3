"""เอกสารมาตรการ: its texts, its files, and who may write."""

from __future__ import annotations

import io

import docx
import pytest
from pypdf import PdfReader

from measures.models import AuditEvent
from measures.roles import ROLE_ACTIONS, Action, Role
from reports.elements import FOLLOW_UP
from reports.measures_document import DocumentTexts
from reports.models import MeasuresDocument
from reports.services.measures_documents import DocumentChanged, save_document
from reports.views.workspace.documents import CHANGED
from tests.factories import make_user
from tests.reports.views.workspace.deciding import browser_of, make_desk

pytestmark = pytest.mark.django_db
PAGE = "/plans/nongruea/2568/document/"
EDIT = PAGE + "edit/"
DATA = {
    "title": "มาตรการส่งเสริมคุณธรรม\nพ.ศ. ๒๕๖๘",
    "analysis": "จุดอ่อนคือช่องทาง E-Service",
    "follow_up": "รายงานนายกทุกไตรมาส",
    "revision": "0",
}


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def officer(desk):
    return browser_of(desk.legal)


def test_the_page_shows_table_texts_and_what_is_missing(officer):
    page = officer.get(PAGE).content.decode()

    assert "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน" in page
    assert FOLLOW_UP in page
    assert "มีประกาศ ๑ ฉบับ" not in page
    assert page.count(">ไม่มี<") == 2
    assert 'href="/criteria/#y2568">ข้อ O27 มาตรการส่งเสริมคุณธรรมและความโปร่งใส' in page
    assert "รายการนี้ยังไม่ยืนยัน" in page


def test_texts_are_saved_recorded_and_shown(desk, officer):
    answer = officer.post(EDIT, DATA)

    assert answer["Location"] == PAGE
    row = MeasuresDocument.objects.get()
    assert (row.title, row.analysis, row.follow_up, row.revision) == (
        DATA["title"],
        DATA["analysis"],
        DATA["follow_up"],
        1,
    )
    event = AuditEvent.objects.get(action="document.saved")
    assert (event.before, event.after) == (
        None,
        {name: DATA[name] for name in ("title", "analysis", "follow_up")},
    )
    page = officer.get(PAGE).content.decode()
    assert "บันทึกเอกสารมาตรการแล้ว" in page
    assert page.count("ครบทุกมาตรการ") == 5


def test_the_files_are_of_the_document(officer):
    officer.post(EDIT, DATA)

    pdf, word = officer.get(PAGE + "pdf/"), officer.get(PAGE + "docx/")

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "รายงานนายกทุกไตรมาส" in text
    assert "มีประกาศ" not in text
    assert 'filename="ita-measures-2568-nongruea.pdf"' in pdf["Content-Disposition"]
    [table] = docx.Document(io.BytesIO(word.content)).tables
    assert [cell.text for cell in table.rows[0].cells][-1] == FOLLOW_UP
    assert officer.get(PAGE + "xlsx/").content.startswith(b"PK")
    assert officer.get(PAGE + "json/").status_code == 404


def test_a_refused_form_keeps_what_was_typed(officer):
    answer = officer.post(EDIT, {**DATA, "title": "", "analysis": "ก" * 20_001})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "โปรดใส่ชื่อเอกสาร" in page
    assert "ยาวเกิน ๒๐,๐๐๐ ตัวอักษร ขณะนี้ ๒๐,๐๐๑" in page
    assert "รายงานนายกทุกไตรมาส</textarea>" in page
    assert not MeasuresDocument.objects.exists()


def test_two_people_do_not_overwrite_each_other(desk, officer):
    texts = DocumentTexts(title="ของผู้อื่น", analysis="", follow_up="")
    save_document(plan=desk.plan, texts=texts, revision=0, by=desk.legal)

    refused = officer.post(EDIT, DATA)
    page = refused.content.decode()

    assert refused.status_code == 422
    assert CHANGED in page
    assert "จุดอ่อนคือช่องทาง E-Service</textarea>" in page
    assert 'name="revision" value="1"' in page
    assert MeasuresDocument.objects.get().title == "ของผู้อื่น"
    with pytest.raises(DocumentChanged):
        save_document(plan=desk.plan, texts=texts, revision=0, by=desk.legal)


def test_it_can_be_written_while_the_report_is_locked(desk, officer):
    desk.publish()

    assert officer.post(EDIT, DATA)["Location"] == PAGE


def test_what_cannot_be_drawn_is_told(officer, settings):
    settings.RENDER_TIMEOUT_SECONDS = 0

    answer = officer.get(PAGE + "pdf/")

    assert answer.status_code == 409
    assert "นานเกินกำหนด" in answer.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_who_may_read_and_who_may_write(desk, role):
    browser = browser_of(make_user(role=role, organization=desk.plan.organization))
    actions = ROLE_ACTIONS[role]
    may_read = Action.EXPORT_REPORT in actions
    may_write = may_read and Action.EDIT_PLAN in actions

    page = browser.get(PAGE)
    assert page.status_code == (200 if may_read else 403)
    assert ("บันทึกเอกสารมาตรการ</button>" in page.content.decode()) == may_write
    assert browser.post(EDIT, DATA).status_code == (302 if may_write else 403)
