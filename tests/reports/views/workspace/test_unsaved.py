"""A form that cannot be taken any more gives back what was typed into it."""

import json
import re

import pytest
from django.test import Client
from django.utils import timezone

from measures.models import AnnualPlan, Measure, Output
from measures.roles import Role
from measures.services.bin import bin_measure
from measures.services.evidence_order import bin_evidence
from reports.models import Decision
from reports.services.findings import check_plan
from tests.factories import (
    make_full_measure,
    make_layout,
    make_plan,
    make_report,
    make_user,
)
from tests.measures.services.evidence import make_evidence
from tests.reports.views.workspace.deciding import PLAN, REVIEW, browser_of, make_desk

pytestmark = pytest.mark.django_db
TYPED = "ข้อความที่พิมพ์ไว้นาน\nสองบรรทัด & <b>เครื่องหมาย</b>"
SHOWN = "readonly>&#10;ข้อความที่พิมพ์ไว้นาน\nสองบรรทัด &amp; &lt;b&gt;เครื่องหมาย&lt;/b&gt;</textarea>"
HERE = "http://testserver"


@pytest.fixture
def plan():
    plan = make_plan()
    make_report(plan=plan, layout=make_layout("six"))
    return plan


@pytest.fixture
def measure(plan):
    return make_full_measure(plan=plan, title="เดิม")


@pytest.fixture
def writer(plan):
    return make_user(role=Role.COORDINATOR, organization=plan.organization)


@pytest.fixture
def page(plan):
    return f"/plans/{plan.organization.code}/{plan.fiscal_year.year}/"


def strict(user) -> Client:
    """A browser of which tokens are asked, as of any but the one of tests."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def token(answer) -> str:
    found = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())
    return str(found[-1])


def sent(client, address, data):
    return client.post(address, data, headers={"origin": HERE})


def kept(answer, status) -> bool:
    page = answer.content.decode()
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (status, True)
    return SHOWN in page and "เดิม" not in re.sub(r'<input type="hidden"[^>]*>', "", page)


def test_who_was_signed_out_sends_the_form_again(writer, measure, page):
    client = strict(writer)
    address = f"{page}measures/{measure.pk}/"
    data = {"base": json.dumps({"title": "เดิม"}), "title": TYPED, "do": "save"}
    data["csrfmiddlewaretoken"] = token(client.get(address))
    client.logout()

    refused = sent(client, address, data)
    assert kept(refused, 403)
    assert "เข้าสู่ระบบในแท็บใหม่" in refused.content.decode()

    client.force_login(writer)  # in another tab, which makes the page's token an old one
    old = sent(client, address, data | {"csrfmiddlewaretoken": "a" * 64})
    assert kept(old, 403)
    assert Measure.objects.get().title == "เดิม"
    again = sent(client, address, data | {"csrfmiddlewaretoken": token(old)})
    assert again.status_code == 302
    assert Measure.objects.get().title == TYPED


def test_words_that_another_site_sent_are_not_shown(writer, measure, page):
    client = strict(writer)
    for headers in ({"origin": "https://evil.example"}, {"referer": "http://["}, {}):
        answer = client.post(f"{page}measures/add/", {"title": TYPED}, headers=headers)

        assert (answer.status_code, "พิมพ์ไว้นาน" in answer.content.decode()) == (403, False)


def test_a_password_is_never_shown_again(writer):
    answer = sent(strict(writer), "/account/password/", {"old_password": "ม้าขาว วิ่งหนีไป"})

    assert (answer.status_code, "ม้าขาว" in answer.content.decode()) == (403, False)


def test_what_was_typed_into_what_has_gone(client, writer, plan, measure, page):
    evidence = make_evidence(measure=make_full_measure(plan=plan))
    bin_evidence(evidence=evidence, by=writer)
    bin_measure(measure=measure, by=writer, at=timezone.now())
    client.force_login(writer)
    base = {"base": json.dumps({"title": "เดิม", "issue": "เดิม"}), "issue": "เดิม"}

    for path, data in (
        (f"measures/{measure.pk}/", base | {"title": TYPED}),
        (f"measures/{measure.pk}/paste/", {"text": TYPED, "do": "add"}),
        (f"evidence/{evidence.pk}/edit/", {"caption": TYPED, "seen": "เดิม"}),
    ):
        assert kept(client.post(page + path, data), 404), path


def test_what_was_typed_into_a_plan_that_was_locked(client, writer, plan, measure, page):
    evidence = make_evidence(measure=measure)
    Output.objects.update(text="ประชุมอย่างน้อย ๒ ครั้ง")
    finding = next(f for f in check_plan(plan).findings if not f.is_must_fix)
    AnnualPlan.objects.update(locked_at=timezone.now())
    client.force_login(writer)
    link = {"measure": measure.pk, "url": "https://example.test/", "caption": "คำ"}

    for path, data in (
        ("measures/add/", {"title": TYPED}),
        (f"measures/{measure.pk}/paste/", {"text": TYPED, "do": "add"}),
        (f"evidence/{evidence.pk}/edit/", {"caption": TYPED.replace("\n", " "), "seen": "เดิม"}),
        ("evidence/link/", link),
        (f"problems/{finding.fingerprint}/dismiss/", {"reason": TYPED}),
    ):
        answer = client.post(page + path, data)
        assert answer.status_code == 409, path
        assert "คำ</textarea>" in answer.content.decode() or "พิมพ์ไว้นาน" in answer.content.decode()


def test_what_was_typed_by_whose_part_was_taken_away(client, plan, measure, page):
    user = make_user(role=Role.AUDITOR, organization=plan.organization)
    client.force_login(user)

    assert kept(client.post(f"{page}measures/add/", {"title": TYPED}), 403)


def test_a_form_without_words_leads_to_sign_in_as_ever(client, measure, page):
    answer = client.post(f"{page}measures/{measure.pk}/bin/")

    assert (answer.status_code, answer["Location"][:14]) == (302, "/sign-in/?next")


def test_words_for_a_decision_that_came_too_late_are_kept():
    desk = make_desk()
    version = desk.submit()
    head, officer = browser_of(desk.executive), browser_of(desk.legal)
    there = REVIEW + "return/"
    form = {"seen": version.sha256, "reason": "โปรดระบุจำนวน\r\nและวันที่", "scope": "all"}
    assert head.post(there, form)["Location"] == PLAN

    twice, late = head.post(there, form), officer.post(there, {**form, "reason": "ขั้นตอนซ้ำกัน"})

    assert twice["Location"] == PLAN  # what it says is written already
    assert late.status_code == 409
    assert "ไม่มีสิ่งใดเปลี่ยน สถานะของรายงานขณะนี้: กำลังจัดทำ" in late.content.decode()
    assert "readonly>&#10;ขั้นตอนซ้ำกัน</textarea>" in late.content.decode()
    assert Decision.objects.filter(verb="return").count() == 1
