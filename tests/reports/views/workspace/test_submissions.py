"""Submitting a report, and the receipt."""

import re

import pytest
from django.test import Client

from measures.models import AnnualPlan, AuditEvent, Output, User
from measures.roles import Role
from reports.models import Report, ReportVersion
from reports.services.comments import add_comment, answer_comment
from reports.services.workflow import return_report
from reports.status import Status
from tests.factories import (
    AT,
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_user,
)
from tests.reports.drafts import make_draft

pytestmark = pytest.mark.django_db
SUBMIT, RECEIPT = "/plans/nongruea/2568/submit/", "/plans/nongruea/2568/submission/"
PROBLEMS = "/plans/nongruea/2568/problems/"
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


@pytest.fixture
def plan():
    plan = make_plan(organization=make_organization(code="nongruea"), title="รายงานของเรา")
    make_full_measure(plan=plan)
    make_report(plan=plan)
    return plan


def sign_in(plan: AnnualPlan, role: Role = Role.LEGAL, name: str = "นิติกร") -> Client:
    client = Client()
    client.force_login(make_user(role=role, organization=plan.organization, display_name=name))
    return client


def seen(client: Client) -> str:
    found = SEEN.search(client.get(SUBMIT).content.decode())
    return found[1] if found else ""


def status(plan: AnnualPlan) -> str:
    return Report.objects.get(plan=plan).status


def test_the_page_repeats_what_is_submitted_and_to_whom(plan):
    make_user(role=Role.EXECUTIVE, organization=plan.organization, display_name="นายกเทศมนตรี")
    away = make_user(display_name="รองนายกที่พักงาน")
    make_membership(user=away, role=Role.EXECUTIVE, organization=plan.organization, suspended_at=AT)

    page = sign_in(plan).get(SUBMIT).content.decode()

    assert "ส่งรายงาน ๑&nbsp;มาตรการ ให้ผู้บริหารพิจารณา" in page
    assert "รายงานของเรา" in page
    assert "นายกเทศมนตรี" in page
    assert "รองนายกที่พักงาน" not in page
    assert "หลังส่งแล้วแก้ไขไม่ได้จนกว่าจะส่งคืน" in page


def test_submitting_freezes_what_was_seen_and_gives_a_receipt(plan):
    client = sign_in(plan)

    response = client.post(SUBMIT, {"seen": seen(client)})

    assert response["Location"] == RECEIPT
    assert status(plan) == Status.SUBMITTED
    page = client.get(RECEIPT).content.decode()
    assert re.search(r"<h1>ส่งแล้ว [๐-๙]+\xa0\S+\xa0๒๕๖๙ [๐-๙:]+\xa0น\.</h1>", page)
    assert ReportVersion.objects.get().sha256 in page
    assert "รอตรวจ" in page


def test_a_form_that_is_sent_twice_has_one_effect(plan):
    client = sign_in(plan)
    form = {"seen": seen(client)}

    answers = [client.post(SUBMIT, form)["Location"] for _ in range(2)]

    assert answers == [RECEIPT, RECEIPT]
    assert ReportVersion.objects.count() == 1


def reword(plan):
    plan.measures.get().outputs.update(text="มีประกาศ ๒ ฉบับ")


def lay_out(plan):
    layout = plan.report.layout
    layout.spec = {**layout.spec, "digits": "arabic"}
    layout.save()


@pytest.mark.parametrize("change", [reword, lay_out])
def test_what_changed_meanwhile_is_looked_at_again(plan, change):
    client = sign_in(plan)
    form = {"seen": seen(client)}
    change(plan)

    page = client.post(SUBMIT, form).content.decode()

    assert "มีผู้แก้ไขรายงานหรือรูปแบบตารางหลังจากท่านเปิดหน้านี้" in page
    assert status(plan) == Status.DRAFT
    found = SEEN.search(page)
    assert found
    assert client.post(SUBMIT, {"seen": found[1]})["Location"] == RECEIPT


def test_the_page_tells_of_the_comments_that_a_return_left(plan):
    client = sign_in(plan)
    client.post(SUBMIT, {"seen": seen(client)})
    version, by = ReportVersion.objects.get(), User.objects.get(display_name="นิติกร")
    first, _ = (
        add_comment(version=version, field=field, text="แก้", by=by) for field in ("title", "cover")
    )
    return_report(version=version, reason="แก้", by=by)
    answer_comment(comment=first, text="", by=by, is_mended=True)

    page = " ".join(client.get(SUBMIT).content.decode().split())

    assert "ยังไม่ได้แก้ ๑&nbsp;รายการ แก้แล้วรอปิด ๑&nbsp;รายการ" in page


@pytest.mark.parametrize("form", [{}, {"seen": ""}, {"seen": "0" * 64}])
def test_nothing_is_submitted_unseen(plan, form):
    assert "ยังไม่ได้ส่ง" in sign_in(plan).post(SUBMIT, form).content.decode()
    assert status(plan) == Status.DRAFT


def test_what_is_not_ready_leads_to_what_is_missing():
    plan = make_draft("003")
    client = sign_in(plan)

    assert client.get(SUBMIT)["Location"] == PROBLEMS
    assert client.post(SUBMIT, {"seen": "0" * 64})["Location"] == PROBLEMS
    assert status(plan) == Status.DRAFT


def test_a_plan_without_a_report_leads_to_what_is_missing():
    plan = make_plan(organization=make_organization(code="nongruea"))
    make_full_measure(plan=plan)
    client = sign_in(plan)

    assert client.get(SUBMIT)["Location"] == PROBLEMS
    assert client.post(SUBMIT)["Location"] == PROBLEMS
    assert client.get(RECEIPT)["Location"] == PROBLEMS


@pytest.mark.parametrize(
    "role", [Role.STAFF, Role.COORDINATOR, Role.EXECUTIVE, Role.ADMINISTRATOR, Role.AUDITOR]
)
def test_submitting_is_the_legal_officers_part(plan, role):
    client = sign_in(plan, role)

    assert (client.get(SUBMIT).status_code, client.post(SUBMIT).status_code) == (403, 403)
    assert client.get(RECEIPT)["Location"] == PROBLEMS


def test_a_returned_report_has_no_receipt_until_it_is_submitted_again(plan):
    client = sign_in(plan)
    client.post(SUBMIT, {"seen": seen(client)})
    executive = make_user(role=Role.EXECUTIVE, organization=plan.organization)
    return_report(version=ReportVersion.objects.get(), reason="แก้บทนำ", by=executive)

    assert client.get(RECEIPT)["Location"] == PROBLEMS
    client.post(SUBMIT, {"seen": seen(client)})
    assert "<dd>๒</dd>" in client.get(RECEIPT).content.decode()


def test_texts_of_last_year_that_nobody_confirmed_are_told(plan):
    client = sign_in(plan)
    assert "จากปีก่อน" not in client.get(SUBMIT).content.decode()

    plan.measures.update(carried=["title", "steps"])
    AnnualPlan.objects.filter(pk=plan.pk).update(carried=["introduction"])

    assert "๓&nbsp;ช่อง ที่ยังไม่ได้แก้หรือยืนยัน" in client.get(SUBMIT).content.decode()
    assert "มีข้อความจากปีก่อน ๓&nbsp;ช่อง" in client.get(PROBLEMS).content.decode()


def test_what_should_be_looked_at_is_ticked_before_it_is_submitted(plan):
    Output.objects.filter(measure__plan=plan).update(text="ประชุมอย่างน้อย ๒ ครั้ง")
    client = sign_in(plan)
    form = {"seen": seen(client)}

    refused = client.post(SUBMIT, form).content.decode()
    assert "โปรดดูข้อสังเกต แล้วยืนยันว่าดูแล้ว" in refused
    assert 'aria-invalid="true"' in refused
    assert status(plan) == Status.DRAFT

    assert client.post(SUBMIT, {**form, "has_looked": "on"})["Location"] == RECEIPT
    told = AuditEvent.objects.filter(action="report.submitted")
    assert told.values_list("after__looked_at", flat=True).get() == 1
