"""Publishing an approved version, correcting it, and taking it from the public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ita_portal.thai.dates import format_date
from measures.roles import Role
from reports.models import Decision, ExportFile, Report
from reports.rendering.qr import qr_svg
from reports.services.workflow import reopen_report
from reports.status import Status
from tests.factories import make_user
from tests.reports.views.workspace.deciding import PLAN, REVIEW, browser_of, make_desk, page, seen

pytestmark = pytest.mark.django_db
PUBLISH, DETAIL = PLAN + "publish/", PLAN + "publication/"
REOPEN, WITHDRAW = PLAN + "reopen/", PLAN + "withdraw/"
PUBLIC = "/reports/nongruea/2568/"


@pytest.fixture
def desk():
    return make_desk()


def test_the_page_of_publishing_tells_the_permanent_address_and_what_is_seen(desk):
    desk.approve()

    shown = page(browser_of(desk.legal), PUBLISH)

    assert f'value="http://localhost:8000{PUBLIC}"' in shown
    code = browser_of(desk.legal).get(PLAN + "publication/qr/")
    assert code.content == qr_svg(f"http://localhost:8000{PUBLIC}")
    assert "ita-qr-2568-nongruea.svg" in code["Content-Disposition"]
    assert "เผยแพร่ฉบับที่&nbsp;๑" in shown
    assert "ตารางรายงาน ๑&nbsp;มาตรการ" in shown
    assert "data-wait=" in shown
    assert f"<dd>{desk.report.versions.get().printed_code}</dd>" in shown


def test_publishing_shows_the_version_and_gives_a_receipt(desk, client):
    desk.approve()
    officer = browser_of(desk.legal)

    response = officer.post(PUBLISH, {"seen": seen(officer, PUBLISH), "when": "now"})

    assert response["Location"] == DETAIL
    assert desk.standing() == Status.PUBLISHED
    shown = page(officer, DETAIL)
    assert "เผยแพร่ฉบับที่ ๑ แล้ว" in shown
    assert f'href="{PUBLIC}"' in shown
    assert "อนุมัติโดย นายกเทศมนตรี" in shown
    assert client.get(PUBLIC).status_code == 200
    assert ExportFile.objects.count() == 7
    checked = officer.post(PLAN + "board/files/", {"page": "publication"}, follow=True)
    assert checked.request["PATH_INFO"] == DETAIL
    assert "ไฟล์ของทุกฉบับอยู่ครบ" in checked.content.decode()


@pytest.mark.parametrize("posted", ["publication/check/", "answer/check/", "document/edit/"])
def test_a_tab_that_is_opened_again_leads_to_the_page_of_the_form(desk, posted):
    desk.approve()

    response = browser_of(desk.legal).get(PLAN + posted)

    page_of_form = {"document/edit/": "document/"}.get(posted, posted.replace("check/", ""))
    assert (response.status_code, response["Location"]) == (302, PLAN + page_of_form)


def test_a_publication_that_is_sent_twice_has_one_effect(desk):
    version = desk.approve()
    officer = browser_of(desk.legal)

    answers = [
        officer.post(PUBLISH, {"seen": version.sha256, "when": "now"})["Location"] for _ in range(2)
    ]

    assert answers == [DETAIL, DETAIL]
    assert Decision.objects.filter(verb="publish").count() == 1
    assert ExportFile.objects.count() == 7


def test_what_cannot_be_drawn_is_not_published_and_can_be_tried_again(desk, settings):
    version = desk.approve()
    officer = browser_of(desk.legal)
    settings.RENDER_TIMEOUT_SECONDS = 0.001

    shown = officer.post(PUBLISH, {"seen": version.sha256, "when": "now"}).content.decode()

    assert "ยังไม่ได้เผยแพร่" in shown
    assert "จัดทำไฟล์ไม่สำเร็จ" in shown
    assert desk.standing() == Status.APPROVED
    assert not ExportFile.objects.exists()
    settings.RENDER_TIMEOUT_SECONDS = 60
    assert officer.post(PUBLISH, {"seen": version.sha256, "when": "now"})["Location"] == DETAIL


def test_a_set_time_that_passed_without_success_is_told(desk):
    desk.approve()
    officer, now = browser_of(desk.legal), timezone.now()

    def shown(minutes):
        set_time = {"publish_at": now + timedelta(minutes=minutes), "publish_by": desk.legal}
        Report.objects.update(**set_time)
        return ["แต่ยังไม่สำเร็จ" in page(officer, at) for at in (REVIEW, PUBLISH, "/work/")]

    assert shown(5) == [False] * 3
    assert shown(-11) == [True] * 3


def test_only_what_is_approved_is_published(desk):
    version = desk.submit()
    officer = browser_of(desk.legal)

    assert officer.get(PUBLISH)["Location"] == REVIEW
    assert officer.post(PUBLISH, {"seen": version.sha256, "when": "now"})["Location"] == REVIEW
    assert desk.standing() == Status.SUBMITTED


def test_a_correction_opens_the_report_while_the_old_version_stays_public(desk, client):
    desk.publish()
    officer = browser_of(desk.legal)

    response = officer.post(REOPEN, {"reason": "แก้ชื่อหน่วยงาน"})

    assert response["Location"] == PLAN
    assert desk.standing() == Status.DRAFT
    assert "กำลังแก้ไขเป็นฉบับใหม่" in page(officer, PLAN)
    assert client.get(PUBLIC).status_code == 200
    second = desk.publish()
    assert second.number == 2
    history = page(client, PUBLIC + "versions/")
    assert "เหตุผลที่แก้ไข: แก้ชื่อหน่วยงาน" in history
    assert client.get(PUBLIC + "versions/1/").status_code == 200


@pytest.mark.parametrize("address", [REOPEN, WITHDRAW])
def test_the_public_is_told_why(desk, address):
    desk.publish()
    officer = browser_of(desk.legal)

    shown = officer.post(address, {"reason": " ", "is_sure": "on"}).content.decode()

    assert "โปรดระบุเหตุผล" in shown
    assert desk.standing() == Status.PUBLISHED


def test_a_withdrawal_is_asked_for_twice(desk):
    desk.publish()

    shown = browser_of(desk.legal).post(WITHDRAW, {"reason": "พบข้อมูลส่วนบุคคล"}).content.decode()

    assert "โปรดยืนยันการถอน" in shown
    assert "พบข้อมูลส่วนบุคคล</textarea>" in shown
    assert desk.standing() == Status.PUBLISHED


def test_a_withdrawal_leaves_a_notice_and_a_way_on(desk, client):
    desk.publish()
    officer = browser_of(desk.legal)

    response = officer.post(WITHDRAW, {"reason": "พบข้อมูลส่วนบุคคล", "is_sure": "on"})

    assert response["Location"] == DETAIL
    assert desk.standing() == Status.WITHDRAWN
    shown = page(officer, DETAIL)
    assert "<h1>\n      ถอนเผยแพร่แล้ว" in shown
    assert "แก้ไขเป็นฉบับใหม่" in shown
    assert client.get(PUBLIC).status_code == 410
    assert officer.get(WITHDRAW)["Location"] == DETAIL
    assert officer.post(REOPEN, {"reason": "ลบข้อมูลแล้ว"})["Location"] == PLAN
    assert "ที่อยู่ของรายงานยังบอกว่าถอนเผยแพร่" in page(officer, PLAN)


def test_what_is_public_is_withdrawn_while_the_next_version_is_written(desk, client):
    desk.publish()
    reopen_report(report=desk.report, reason="แก้ชื่อ", by=desk.legal)
    officer = browser_of(desk.legal)

    officer.post(WITHDRAW, {"reason": "พบข้อมูลส่วนบุคคล", "is_sure": "on"})

    assert desk.standing() == Status.DRAFT
    assert client.get(PUBLIC).status_code == 410
    assert "กำลังแก้ไขเป็นฉบับใหม่" not in page(officer, PLAN)


def test_nothing_was_ever_public(desk):
    desk.submit()
    officer = browser_of(desk.legal)

    assert officer.get(DETAIL)["Location"] == PLAN
    assert officer.get(WITHDRAW)["Location"] == REVIEW
    assert officer.get(REOPEN)["Location"] == REVIEW


def test_publishing_is_the_legal_officers_part(desk):
    desk.publish()
    for role in (Role.STAFF, Role.EXECUTIVE, Role.ADMINISTRATOR, Role.AUDITOR):
        browser = browser_of(make_user(role=role, organization=desk.plan.organization))
        for address in (PUBLISH, REOPEN, WITHDRAW):
            sent = browser.post(address, {"reason": "x", "is_sure": "on"})
            got = [browser.get(address).status_code, sent.status_code]
            assert (role, address, got) == (role, address, [403, 403])
        assert "เปิดหน้าที่เผยแพร่" in page(browser, DETAIL)
        assert "ถอนเผยแพร่</a>" not in page(browser, DETAIL)
        assert desk.standing() == Status.PUBLISHED


def test_a_time_is_set_seen_and_stopped(desk, client):
    version = desk.approve()
    officer, head = browser_of(desk.legal), browser_of(desk.executive)
    day = format_date(timezone.localdate() + timedelta(days=2))

    response = officer.post(
        PUBLISH, {"seen": version.sha256, "when": "later", "day": day, "time": "๐๙.๓๐ น."}
    )

    assert response["Location"] == REVIEW
    desk.report.refresh_from_db()
    assert f"{timezone.localtime(desk.report.publish_at):%H:%M}" == "09:30"
    for address in (REVIEW, PUBLISH, "/work/"):
        assert "๐๙:๓๐\xa0น." in page(officer, address)
    assert "รอท่านเผยแพร่" not in page(officer, "/work/")
    assert client.get(PUBLIC).status_code == 404
    assert "หยุดไว้ก่อน" in page(head, REVIEW)
    assert head.post(PLAN + "publish/stop/")["Location"] == REVIEW
    assert "หยุดไว้ก่อน" not in page(head, REVIEW)
    assert head.post(PLAN + "publish/stop/")["Location"] == REVIEW  # says that nothing changed


def test_a_day_of_rest_is_offered(desk):
    version = desk.approve()

    browser_of(desk.legal).post(PUBLISH, {"seen": version.sha256, "when": "rest"})

    desk.report.refresh_from_db()
    left = desk.report.publish_at - timezone.now()
    assert timedelta(hours=23, minutes=50) < left <= timedelta(hours=24)


NO_TIME = [
    ({}, "โปรดเลือกเวลาเผยแพร่"),
    ({"when": "soon"}, "โปรดเลือกเวลาเผยแพร่"),
    ({"when": "later"}, "โปรดระบุวันที่เผยแพร่"),
    ({"when": "later", "day": "พรุ่งนี้", "time": "9:00"}, "อ่านวันที่ไม่ได้"),
    ({"when": "later", "day": "พรุ่งนี้", "time": "25:00"}, "โปรดระบุเวลา"),
    ({"when": "later", "day": "๑ เม.ย. ๒๕๗๐", "time": "25:00"}, "โปรดระบุเวลา"),
    ({"when": "later", "day": "๑ เม.ย. ๒๕๖๐", "time": "9:00"}, "เวลานี้ผ่านไปแล้ว"),
    ({"when": "later", "day": "๑ เม.ย. ๒๕๙๐", "time": "9:00"}, "ไม่เกินหนึ่งปี"),
]


def test_a_time_that_is_none_is_told(desk):
    version, browser = desk.approve(), browser_of(desk.legal)
    for form, refusal in NO_TIME:
        shown = browser.post(PUBLISH, {"seen": version.sha256, **form}).content.decode()

        assert (form, refusal in shown) == (form, True)
        assert desk.standing() == Status.APPROVED
        assert desk.report.publish_at is None
