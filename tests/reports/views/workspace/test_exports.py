"""ส่งออก: drafts in every format, and the files of what is published."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import unquote

import docx
import pytest
from pypdf import PdfReader

from measures.models import AuditEvent, Organization
from measures.roles import ROLE_ACTIONS, Action, Role
from reports.models import ExportFile
from reports.rendering import FORMATS
from reports.services.exports import PUBLISHED_FORMATS
from reports.services.workflow import reopen_report, withdraw_report
from reports.views.file_kinds import NAMES
from tests.factories import make_user
from tests.measures.services.evidence import attach
from tests.reports.views.workspace.deciding import browser_of, make_desk

pytestmark = pytest.mark.django_db
EXPORTS = "/plans/nongruea/2568/exports/"
MISSING = EXPORTS + "missing/"


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def officer(desk):
    return browser_of(desk.legal)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def wanted(name: str, **more: str) -> dict[str, str]:
    return {"format": name, "cover": "on", "annex": "on", **more}


def test_the_page_has_every_format_and_the_table_itself(officer):
    page = officer.get(EXPORTS).content.decode()

    assert re.findall(r'name="format" value="([\w-]+)"', page) == list(NAMES)
    assert page.count("checked") == 1 + page.count('type="checkbox"')
    assert "ฉบับร่าง ยังไม่อนุมัติ" in page
    assert '<table class="official"' in page


@pytest.mark.parametrize("name", PUBLISHED_FORMATS)
def test_a_draft_is_sent_in_each_format_and_not_kept(officer, name):
    response = officer.post(EXPORTS, wanted(name))

    form = FORMATS[name]
    assert response.status_code == 200
    assert response["Content-Type"] == form.media_type
    header = response["Content-Disposition"]
    assert f'filename="draft-2568-nongruea{form.tail}.{form.extension}"' in header
    thai = unquote(header.partition("filename*=UTF-8''")[2])
    assert thai.startswith("ร่างรายงาน ")
    assert thai.endswith(f"{form.tail}.{form.extension}")
    assert len(thai.encode()) <= 255
    assert not ExportFile.objects.exists()
    assert not AuditEvent.objects.filter(action="export.stored").exists()
    assert "no-store" in response["Cache-Control"] or "no-cache" in response["Cache-Control"]


def test_the_longest_name_fits_any_file_system(desk, officer):
    Organization.objects.update(name="องค์การบริหารส่วนตำบล/" + "ก" * 178)

    header = officer.post(EXPORTS, wanted("csv"))["Content-Disposition"]

    thai = unquote(header.partition("filename*=UTF-8''")[2])
    assert thai == f"ร่างรายงาน องค์การบริหารส่วนตำบล-{'ก' * 26} ปีงบประมาณ พ.ศ. ๒๕๖๘.csv"
    assert len(thai.encode()) <= 255


def test_a_draft_says_so_in_word_excel_and_pdf(officer):
    word, excel, pdf = (
        body(officer.post(EXPORTS, wanted(name))) for name in ("docx", "xlsx", "pdf")
    )

    [section] = docx.Document(io.BytesIO(word)).sections
    assert 'string="ร่าง"' in section.header._element.xml
    assert section.footer.paragraphs[0].text.startswith("ฉบับร่าง ยังไม่อนุมัติ พิมพ์เมื่อ")
    with zipfile.ZipFile(io.BytesIO(excel)) as archive:
        assert "ร่าง</oddHeader>" in archive.read("xl/worksheets/sheet1.xml").decode()
    assert "ฉบับร่าง ยังไม่อนุมัติ" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_the_draft_package_has_files_evidence_and_what_is_missing(desk, officer):
    attach(desk.plan.measures.get(), caption="ภาพประชุม")

    response = officer.post(EXPORTS, wanted("zip"))

    with zipfile.ZipFile(io.BytesIO(body(response))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert len(names) == len(PUBLISHED_FORMATS) + 3
    assert [name for name in names if name.endswith("01 ภาพประชุม.jpg")] != []
    assert 'filename="draft-2568-nongruea.zip"' in response["Content-Disposition"]


def test_the_last_choice_is_remembered_in_the_workspace_alone(officer):
    response = officer.post(EXPORTS, wanted("xlsx"))

    cookie = response.cookies["export_format"]
    assert (cookie.value, cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        "xlsx",
        "/plans/",
        True,
        "Lax",
    )
    page = officer.get(EXPORTS).content.decode()
    assert re.search(r'value="xlsx"\s+id="format-xlsx"[^>]*\schecked', page)


def test_what_was_left_out_is_remembered_where_it_was_asked(officer):
    """Of a report without cover or annex the page asks nothing, and what was said holds."""
    cookies = [
        officer.post(EXPORTS, {"format": "json", **posted}).cookies["export_format"].value
        for posted in (
            {"asked": ["cover", "annex"], "annex": "on"},
            {"asked": ["annex"], "annex": "on"},
            {},
            {"asked": ["cover", "annex"], "cover": "on"},
        )
    ]

    assert cookies == ["json.cover", "json.cover", "json.cover", "json.annex"]
    officer.cookies["export_format"] = "x.y.annex.annex"
    page = officer.get(EXPORTS).content.decode()
    assert re.search(r'value="pdf"\s+id="format-pdf"[^>]*\schecked', page)


def test_annex_and_cover_can_be_left_out(desk, officer):
    attach(desk.plan.measures.get(), caption="ภาพประชุม")
    assert 'name="annex"' in officer.get(EXPORTS).content.decode()

    with_annex = officer.post(EXPORTS, wanted("embed")).content.decode()
    without = officer.post(EXPORTS, {"format": "embed", "cover": "on"}).content.decode()

    assert ("ภาพ: ภาพประชุม" in with_annex, "ภาพ: ภาพประชุม" in without) == (True, False)


@pytest.mark.parametrize(
    ("data", "words"),
    [({}, "โปรดเลือกรูปแบบไฟล์"), ({"format": "exe"}, "ไม่มีรูปแบบไฟล์นี้ โปรดเลือกจากรายการ")],
)
def test_a_format_that_there_is_not_is_told(officer, data, words):
    response = officer.post(EXPORTS, data)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_file_that_cannot_be_drawn_is_told_with_a_way_on(officer, settings):
    settings.RENDER_TIMEOUT_SECONDS = 0

    response = officer.post(EXPORTS, wanted("docx"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "จัดทำไฟล์ไม่สำเร็จ: รายงานนี้ใช้เวลาจัดหน้านานเกินกำหนด" in page
    assert "ลองอีกครั้ง</button>" in page
    assert re.search(r'value="docx"\s+id="format-docx"[^>]*\schecked', page)


def test_what_was_approved_is_drawn_as_it_was_frozen(desk, officer):
    desk.approve()
    desk.plan.measures.update(title="แก้ลับหลัง")

    page = officer.get(EXPORTS).content.decode()
    csv = officer.post(EXPORTS, wanted("csv")).content.decode()
    pdf = PdfReader(io.BytesIO(body(officer.post(EXPORTS, wanted("pdf")))))

    assert "ฉบับร่าง อนุมัติแล้ว ยังไม่เผยแพร่" in page
    assert "แก้ลับหลัง" not in page + csv
    assert "อนุมัติแล้ว ยังไม่เผยแพร่" in pdf.pages[0].extract_text()


def test_what_is_published_has_its_stored_files_and_no_draft(desk, officer):
    desk.publish()

    page = officer.get(EXPORTS).content.decode()
    refused = officer.post(EXPORTS, wanted("pdf"))

    for name in NAMES:
        assert f'href="/reports/nongruea/2568/versions/1/{name}/"' in page
    assert 'name="format"' not in page
    assert refused.status_code == 409
    assert "รายงานนี้เผยแพร่แล้ว โปรดดาวน์โหลดไฟล์ที่เผยแพร่" in refused.content.decode()


def test_what_was_withdrawn_has_no_files_for_the_public_and_says_so(desk, officer):
    desk.publish()
    withdraw_report(report=desk.report, reason="พบข้อมูลส่วนบุคคล", by=desk.legal)

    page = officer.get(EXPORTS).content.decode()
    pdf = PdfReader(io.BytesIO(body(officer.post(EXPORTS, wanted("pdf")))))

    assert "ฉบับที่ถอนเผยแพร่แล้ว" in page
    assert "/versions/1/" not in page
    assert "ฉบับที่ถอนเผยแพร่แล้ว พิมพ์เมื่อ" in pdf.pages[0].extract_text()


def test_a_correction_has_both(desk, officer):
    desk.publish()
    reopen_report(report=desk.report, reason="แก้คำผิด", by=desk.legal)

    page = officer.get(EXPORTS).content.decode()

    assert 'href="/reports/nongruea/2568/versions/1/docx/"' in page
    assert page.count('name="format"') == len(NAMES)


def test_files_that_a_version_lacks_can_be_made(desk, officer):
    desk.publish()
    ExportFile.objects.filter(format__in=["docx", "xlsx"]).delete()
    assert "ยังขาด ๒&nbsp;รูปแบบ" in officer.get(EXPORTS).content.decode()

    answer = officer.post(MISSING)

    assert answer["Location"] == EXPORTS
    page = officer.get(EXPORTS).content.decode()
    assert "จัดทำไฟล์ของฉบับที่เผยแพร่ครบทุกรูปแบบแล้ว" in page
    assert "ยังขาด" not in page
    events = AuditEvent.objects.filter(action="export.stored", actor_id=desk.legal.pk)
    assert sorted((event.after or {})["format"] for event in events) == ["docx", "xlsx"]
    assert officer.get(MISSING).status_code == 405


def test_who_may_export_finds_the_way(desk):
    for role in Role:
        browser = browser_of(make_user(role=role, organization=desk.plan.organization))
        may = Action.EXPORT_REPORT in ROLE_ACTIONS[role]

        assert (role, browser.get(EXPORTS).status_code) == (role, 200 if may else 403)
        for address in ("/plans/nongruea/2568/", "/plans/nongruea/2568/preview/"):
            page = browser.get(address).content.decode()
            assert (role, f'href="{EXPORTS}"' in page) == (role, may)


def test_an_empty_report_says_so(desk, officer):
    desk.plan.measures.all().delete()

    page = officer.get(EXPORTS).content.decode()

    assert "ยังไม่มีมาตรการ" in page
    assert officer.post(EXPORTS, wanted("docx")).status_code == 200
