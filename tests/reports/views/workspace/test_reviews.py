"""The review of a submitted version, sending it back, approving it, pulling it back."""

import re

import pytest

from measures.models import Measure, Output
from measures.roles import Role
from reports.models import ApprovalRoute, Decision, ReportVersion
from reports.services.workflow import reopen_report, return_report
from reports.status import Status
from tests.factories import make_full_measure, make_membership, make_plan, make_report, make_user
from tests.reports.views.published import publish
from tests.reports.views.workspace.deciding import PLAN, REVIEW, browser_of, make_desk, page, seen

pytestmark = pytest.mark.django_db
APPROVE, RETURN, PULL_BACK = REVIEW + "approve/", REVIEW + "return/", REVIEW + "pull-back/"
SIGNED = {"printed_title": "นายกเทศมนตรี", "has_read": "on"}


@pytest.fixture
def desk():
    return make_desk()


def verbs(desk):
    rows = Decision.objects.filter(version__report=desk.report).order_by("pk")
    return list(rows.values_list("version__number", "verb"))


def test_the_first_submission_is_shown_as_a_whole_table(desk):
    version = desk.submit()

    shown = page(browser_of(desk.executive), REVIEW)

    assert "ส่งตรวจครั้งแรก แสดงทั้งตาราง" in shown
    assert '<table class="official"' in shown
    assert "ฉบับที่&nbsp;๑" in shown
    assert version.title in shown
    assert "สิ่งที่เปลี่ยน" not in shown


def test_the_second_submission_opens_on_what_changed_since_the_return(desk):
    desk.send_back("แก้ผลการดำเนินการ\nของมาตรการที่ ๑")
    Output.objects.update(text="มีประกาศ ๒ ฉบับ")
    desk.submit()

    shown = page(browser_of(desk.legal), REVIEW)

    assert "แก้ผลการดำเนินการ\nของมาตรการที่ ๑" in shown
    assert "<del>๑</del><ins>๒</ins>" in shown
    assert "ซึ่งส่งคืน" in shown
    assert 'class="count">๑<' in shown
    assert '<table class="official"' not in shown
    assert '<table class="official"' in page(browser_of(desk.legal), REVIEW + "table/")


def test_a_report_is_compared_with_the_one_of_last_year(desk):
    last = make_plan(organization=desk.plan.organization, year=2567)
    make_full_measure(plan=last)
    Measure.objects.filter(plan=last).update(title="มาตรการของปีก่อน")
    publish(make_report(plan=last))
    desk.send_back()
    desk.submit()
    client = browser_of(desk.legal)

    assert "ไม่มีสิ่งที่เปลี่ยน" in page(client, REVIEW)
    shown = page(client, REVIEW + "?since=y2567")

    assert re.search(r'<option value="y2567" selected>\s*รายงานปี พ\.ศ\. ๒๕๖๗ ที่เผยแพร่', shown)
    assert "<ins>" in shown


def test_what_cannot_be_compared_with_is_the_nearest(desk):
    desk.send_back()
    desk.submit()
    for since in ("v9", "y2500", "", "x' OR 1=1", "\x00"):
        response = browser_of(desk.legal).get(REVIEW, {"since": since})

        assert (since, response.status_code) == (since, 200)
        assert '<option value="v1" selected>' in response.content.decode()


def test_a_correction_is_compared_with_what_is_public(desk):
    desk.publish()
    reopen_report(report=desk.report, reason="แก้ชื่อ", by=desk.legal)
    desk.submit()

    assert "ฉบับที่ ๑ ที่เผยแพร่อยู่" in page(browser_of(desk.executive), REVIEW)


@pytest.mark.parametrize("address", [REVIEW, REVIEW + "table/", REVIEW + "evidence/"])
def test_while_it_is_being_written_there_is_nothing_to_review(desk, address):
    desk.send_back()

    assert browser_of(desk.legal).get(address)["Location"] == PLAN


def test_the_version_is_printed_as_a_draft(desk):
    desk.submit()

    response = browser_of(desk.executive).get(REVIEW + "pdf/")

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert 'filename="submitted-2568-nongruea-v1.pdf"' in response["Content-Disposition"]


def test_a_version_without_evidence_says_so(desk):
    desk.submit()

    assert "ฉบับนี้ไม่มีหลักฐานแนบ" in page(browser_of(desk.executive), REVIEW + "evidence/")


@pytest.mark.parametrize(
    ("role", "buttons"),
    [
        (Role.LEGAL, {"ดึงกลับ", "ส่งคืน"}),
        (Role.EXECUTIVE, {"ส่งคืน", "พิจารณาอนุมัติ"}),
        (Role.STAFF, set()),
        (Role.AUDITOR, set()),
    ],
)
def test_everyone_of_the_office_reads_it_and_has_the_buttons_of_their_part(desk, role, buttons):
    desk.submit()
    user = {Role.LEGAL: desk.legal, Role.EXECUTIVE: desk.executive}.get(role)
    user = user or make_user(role=role, organization=desk.plan.organization)

    shown = page(browser_of(user), REVIEW)

    every = {"ดึงกลับ", "ส่งคืน", "พิจารณาอนุมัติ", "เผยแพร่"}
    assert {name for name in every if f"{name}</a>" in shown} == buttons


def test_a_return_opens_the_report_and_says_why_to_its_writers(desk):
    desk.submit()
    client = browser_of(desk.executive)

    response = client.post(RETURN, {"seen": seen(client, RETURN), "reason": "แก้บทนำ"})

    assert response["Location"] == PLAN
    assert desk.standing() == Status.DRAFT
    assert verbs(desk) == [(1, "submit"), (1, "return")]
    assert "“แก้บทนำ”" in page(browser_of(desk.legal), "/work/")


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [("", "โปรดระบุสิ่งที่ต้องแก้ไข"), (" \n", "โปรดระบุสิ่งที่ต้องแก้ไข"), ("ก" * 2001, "ยาวเกิน ๒,๐๐๐ ตัวอักษร")],
)
def test_a_return_needs_words_and_keeps_what_was_typed(desk, reason, refusal):
    desk.submit()
    client = browser_of(desk.executive)

    response = client.post(RETURN, {"seen": seen(client, RETURN), "reason": reason})

    assert refusal in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()
    assert reason in response.content.decode()
    assert desk.standing() == Status.SUBMITTED


def test_an_approval_keeps_the_lines_as_written_and_the_note(desk):
    version = desk.submit()
    client = browser_of(desk.executive)
    lines = "ปลัดเทศบาล ปฏิบัติหน้าที่\r\nนายกเทศมนตรีตำบลหนองเรือ"

    response = client.post(
        APPROVE,
        {"seen": seen(client, APPROVE), "printed_title": lines, "note": "ดี", "has_read": "on"},
    )

    assert response["Location"] == REVIEW
    assert desk.standing() == Status.APPROVED
    approval = Decision.objects.get(verb="approve")
    assert (approval.printed_title, approval.reason, approval.sha256, approval.by) == (
        "ปลัดเทศบาล ปฏิบัติหน้าที่\nนายกเทศมนตรีตำบลหนองเรือ",
        "ดี",
        version.sha256,
        desk.executive,
    )


def test_the_lines_of_the_last_signature_are_offered_again(desk):
    version = desk.submit()
    client = browser_of(desk.executive)
    client.post(APPROVE, {**SIGNED, "seen": version.sha256, "printed_title": "รองนายก รักษาการ"})
    return_report(version=version, reason="แก้", by=desk.legal)
    desk.submit()

    assert "รองนายก รักษาการ</textarea>" in page(client, APPROVE)


def test_the_post_of_the_step_is_offered_before_the_name_of_an_account(desk):
    version = desk.approve()  # under the name of the account, as nobody had written anything
    return_report(version=version, reason="แก้", by=desk.legal)
    steps = [{"role": "executive", "post": "นายกเทศมนตรีตำบลหนองเรือ"}]
    ApprovalRoute.objects.create(organization=desk.plan.organization, steps=steps)
    desk.submit()

    assert "นายกเทศมนตรีตำบลหนองเรือ</textarea>" in page(browser_of(desk.executive), APPROVE)
    paper = page(browser_of(desk.legal), REVIEW + "paper/")
    assert "นายกเทศมนตรีตำบลหนองเรือ</textarea>" in paper


MISSING = [
    ({"has_read": ""}, "โปรดยืนยันว่าท่านได้อ่านรายงานฉบับนี้แล้ว"),
    ({"printed_title": " "}, "โปรดระบุตำแหน่งที่ลงนาม"),
    ({"printed_title": "ก\nข\nค\nง"}, "ตำแหน่งที่พิมพ์ได้ไม่เกิน ๓ บรรทัด"),
    ({"printed_title": "ก" * 301}, "ยาวเกิน ๓๐๐ ตัวอักษร"),
    ({"note": "ก" * 2001}, "ยาวเกิน ๒,๐๐๐ ตัวอักษร"),
    ({"note": "ก" + "่" * 20}, "สระหรือวรรณยุกต์ซ้อนกันเกิน"),
    ({"seen": "0" * 64}, "รายงานถูกแก้ไขหลังจากท่านเปิดหน้านี้"),
    ({"seen": ""}, "รายงานถูกแก้ไขหลังจากท่านเปิดหน้านี้"),
    ({"seen": "\0"}, "รายงานถูกแก้ไขหลังจากท่านเปิดหน้านี้"),
]


def test_what_is_missing_is_told_and_nothing_is_approved(desk):
    version, browser = desk.submit(), browser_of(desk.executive)
    for form, refusal in MISSING:
        response = browser.post(APPROVE, {**SIGNED, "seen": version.sha256, **form})

        told = (response.status_code, refusal in response.content.decode())
        assert (form, *told) == (form, 200, True)
        assert desk.standing() == Status.SUBMITTED


def test_an_older_version_is_not_approved_unseen(desk):
    old = desk.send_back()
    Output.objects.update(text="มีประกาศ ๒ ฉบับ")
    new = desk.submit()
    client = browser_of(desk.executive)

    shown = client.post(APPROVE, {**SIGNED, "seen": old.sha256}).content.decode()

    assert "โปรดดูสิ่งที่เปลี่ยนก่อน" in shown
    assert f'value="{new.sha256}"' in shown
    assert 'id="id_has_read" checked' not in shown
    assert desk.standing() == Status.SUBMITTED


def test_whoever_submitted_does_not_approve(desk):
    desk.submit()
    make_membership(user=desk.legal, role=Role.EXECUTIVE, organization=desk.plan.organization)
    client = browser_of(desk.legal)

    assert "ท่านเป็นผู้จัดทำ จึงอนุมัติฉบับนี้ไม่ได้" in page(client, APPROVE)
    shown = client.post(APPROVE, {**SIGNED, "seen": ReportVersion.objects.get().sha256})

    assert "ท่านเป็นผู้จัดทำ จึงอนุมัติฉบับนี้ไม่ได้" in shown.content.decode()
    assert desk.standing() == Status.SUBMITTED


def test_a_second_click_changes_nothing_and_tells_where_it_stands(desk):
    version = desk.submit()
    client = browser_of(desk.executive)
    form = {**SIGNED, "seen": version.sha256}

    answers = [client.post(APPROVE, form)["Location"] for _ in range(2)]

    assert answers == [REVIEW, REVIEW]
    assert verbs(desk) == [(1, "submit"), (1, "approve")]
    assert "สถานะของรายงานขณะนี้: อนุมัติแล้ว" in page(client, REVIEW)


def test_who_submitted_pulls_back_and_goes_on_writing(desk):
    desk.submit()
    client = browser_of(desk.legal)

    response = client.post(PULL_BACK, {"seen": seen(client, PULL_BACK)})

    assert response["Location"] == PLAN
    assert desk.standing() == Status.DRAFT
    assert verbs(desk) == [(1, "submit"), (1, "pull_back")]
    assert "ดึงรายงานกลับแล้ว แก้ไขต่อได้" in page(client, PLAN)


def test_what_was_approved_is_not_pulled_back(desk):
    version = desk.approve()
    client = browser_of(desk.legal)

    assert client.get(PULL_BACK)["Location"] == REVIEW
    assert client.post(PULL_BACK, {"seen": version.sha256})["Location"] == REVIEW
    assert desk.standing() == Status.APPROVED


@pytest.mark.parametrize("address", [RETURN, APPROVE, PULL_BACK])
def test_strangers_find_nothing(desk, address):
    desk.submit()
    stranger = browser_of(make_user(role=Role.LEGAL, organization=make_plan().organization))

    assert stranger.get(address).status_code == 404
    assert stranger.post(address).status_code == 404
    assert desk.standing() == Status.SUBMITTED
