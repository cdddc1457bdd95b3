"""The page on which an approval on paper is recorded, and its scan."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ita_portal.thai.dates import format_date
from measures.roles import Role
from reports.models import PaperApproval
from reports.status import Status
from tests.factories import make_organization, make_plan, make_user
from tests.measures.inspecting.corpus import photo
from tests.reports.views.workspace.deciding import REVIEW, browser_of, make_desk, page, seen

pytestmark = pytest.mark.django_db
PAPER = REVIEW + "paper/"


@pytest.fixture
def desk():
    desk = make_desk()
    desk.submit()
    return desk


def form(client, **fields):
    today = format_date(timezone.localdate())
    values = {
        "seen": seen(client, PAPER),
        "memo_number": "นค ๗๒๓๐๑/๑๒๓",
        "signed_on": today,
        "printed_name": "(นายผู้ลงนาม)",
        "printed_title": "นายกเทศมนตรีตำบลหนองเรือ",
        "scan": SimpleUploadedFile("memo.png", photo((80, 60)), "image/png"),
    }
    return {name: value for name, value in {**values, **fields}.items() if value is not None}


def test_the_officer_records_what_was_signed(desk):
    client = browser_of(desk.legal)
    assert "บันทึกการอนุมัติบนกระดาษ" in page(client, REVIEW)

    response = client.post(PAPER, form(client))

    assert response["Location"] == REVIEW
    assert desk.standing() == Status.APPROVED
    shown = page(client, REVIEW)
    assert "เลขที่ นค ๗๒๓๐๑/๑๒๓ โดย (นายผู้ลงนาม)" in shown
    scan = client.get(f"{PAPER}{PaperApproval.objects.get().decision_id}/")
    assert (scan.status_code, scan["Content-Type"]) == (200, "image/jpeg")
    assert scan.getvalue()[:2] == b"\xff\xd8"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"memo_number": " "}, "โปรดระบุเลขที่หนังสือ"),
    ({"memo_number": "ก" * 101}, "ยาวเกิน ๑๐๐ ตัวอักษร"),
    ({"signed_on": "เมื่อวาน"}, "อ่านวันที่ไม่ได้"),
    ({"signed_on": "๓๐ ก.พ. ๒๕๖๙"}, "อ่านวันที่ไม่ได้"),
    ({"signed_on": "๑ ม.ค. ๒๕๖๔"}, "มาก่อนวันที่ส่งตรวจฉบับนี้"),
    ({"signed_on": "๑ ม.ค. ๒๖๐๐"}, "วันที่ลงนามยังไม่ถึง"),
    ({"printed_name": ""}, "โปรดระบุชื่อผู้ลงนาม"),
    ({"printed_title": "ก\nข\nค\nง"}, "ตำแหน่งที่พิมพ์ได้ไม่เกิน ๓ บรรทัด"),
    ({"scan": None}, "โปรดแนบสำเนาหนังสือ"),
    ({"scan": SimpleUploadedFile("memo.pdf", b"")}, "ไฟล์นี้ว่างเปล่า"),
    ({"scan": SimpleUploadedFile("memo.exe", b"MZ" * 50)}, "ชนิดนี้ ใช้ไฟล์ PDF, JPG หรือ PNG"),
    ({"seen": "0" * 64}, "โปรดดูสิ่งที่เปลี่ยนก่อน"),
]


def test_what_is_wrong_is_told_at_its_field(desk):
    client = browser_of(desk.legal)
    for fields, refusal in WRONG:
        response = client.post(PAPER, form(client, **fields))

        shown = response.content.decode()
        assert (fields, response.status_code, refusal in shown) == (fields, 200, True)
        assert ("seen" in fields) == ('aria-invalid="true"' not in shown)
        assert "(นายผู้ลงนาม)" in shown or "printed_name" in fields
        assert desk.standing() == Status.SUBMITTED


def test_a_file_over_the_limit_is_told(desk, settings):
    settings.EVIDENCE_FILE_MB = 1
    client = browser_of(desk.legal)
    large = SimpleUploadedFile("memo.pdf", b"%PDF-1.7" + b"0" * (2 << 20))

    shown = client.post(PAPER, form(client, scan=large)).content.decode()

    assert "ไฟล์ใหญ่เกิน ๑ MB" in shown
    assert desk.standing() == Status.SUBMITTED


def test_the_scan_is_for_those_of_the_office(desk, client):
    officer = browser_of(desk.legal)
    officer.post(PAPER, form(officer))
    scan = f"{PAPER}{PaperApproval.objects.get().decision_id}/"
    other = make_plan(organization=make_organization(code="other"))
    stranger = browser_of(make_user(role=Role.LEGAL, organization=other.organization))

    assert client.get(scan).status_code == 302
    assert stranger.get(scan).status_code == 404
    assert stranger.get(scan.replace("nongruea", "other")).status_code == 404
    answer = browser_of(desk.executive).get(scan)
    assert answer.status_code == 200
    answer.close()


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.STAFF, Role.AUDITOR])
def test_others_do_not_record(desk, role):
    client = browser_of(make_user(role=role, organization=desk.plan.organization))

    assert client.get(PAPER).status_code == 403
    assert "บันทึกการอนุมัติบนกระดาษ" not in page(client, REVIEW)
