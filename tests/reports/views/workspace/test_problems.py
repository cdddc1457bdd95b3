"""The page of findings: what it says to whom, and what can be done there."""

import re

import pytest
from django.test import Client

from measures.models import AnnualPlan, AuditEvent, Output
from measures.roles import Role
from reports.models import FindingDismissal, Report
from reports.services.findings import check_plan, dismiss_finding
from reports.status import Status
from tests.factories import (
    AT,
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_superuser,
    make_unit,
    make_user,
)
from tests.reports.drafts import make_draft

pytestmark = pytest.mark.django_db
ADDRESS = "/plans/nongruea/2568/problems/"
HEADINGS = re.compile(r"<h3>([^<]+)</h3>")


@pytest.fixture
def plan():
    return make_draft("003")


def sign_in(plan: AnnualPlan, role: Role = Role.COORDINATOR) -> Client:
    client = Client()
    client.force_login(make_user(role=role, organization=plan.organization))
    return client


def shown(client: Client, query: str = "") -> str:
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    return str(response.content.decode())


def title(page: str) -> str:
    found = re.search(r"<h1>([^<]+)</h1>", page)
    return found[1] if found else ""


def mark(plan: AnnualPlan, kind: str) -> str:
    return next(f.fingerprint for f in check_plan(plan).findings if f.kind.value == kind)


def mend(plan: AnnualPlan) -> None:
    """Take away the one fault of seed 003 that stops its submission."""
    Output.objects.filter(text__contains="จำนวนครั้ง/เดือน").update(text="มีการประชุม ๔ ครั้ง")


def test_the_title_is_the_answer_and_what_stops_stands_first(plan):
    page = shown(sign_in(plan))

    assert title(page) == "ยังส่งตรวจไม่ได้ ต้องแก้อีก ๑ จุด"
    assert HEADINGS.findall(page) == [
        "มาตรการที่ ๕ ผลการดำเนินการยังเป็นช่องให้เติม",
        "มีชื่อหน่วยงานอื่น",
        "มาตรการที่ ๑ ผลการดำเนินการเขียนเป็นเป้าหมาย",
        "มาตรการที่ ๓ ผลการดำเนินการเขียนเป็นเป้าหมาย",
        "มาตรการที่ ๕ ขั้นตอนซ้ำกับมาตรการที่ ๔",
        "มาตรการที่ ๗ คำซ้ำติดกัน",
    ]
    assert '“<q class="quoted">(จำนวนครั้ง/เดือน)</q>” ยังไม่ได้ใส่ข้อความหรือตัวเลขจริง' in page
    assert "ต้องแก้ ๑ จุด" in page
    assert page.count("ครบ ๗ จาก ๗") == 4


def test_a_report_with_remarks_alone_may_be_submitted(plan):
    mend(plan)

    assert title(shown(sign_in(plan))) == "ส่งตรวจได้ มีข้อสังเกตที่ควรดู ๕ จุด"


OFFERED = [
    (Role.STAFF, True, False),
    (Role.COORDINATOR, True, False),
    (Role.LEGAL, True, True),
    (Role.EXECUTIVE, False, False),
    (Role.ADMINISTRATOR, False, False),
    (Role.AUDITOR, False, False),
]


def test_each_role_is_offered_what_it_may_do(plan):
    mend(plan)
    for role, may_dismiss, may_submit in OFFERED:
        page = shown(sign_in(plan, role))

        assert (role, page.count("บันทึกเหตุผล</button>") == 5) == (role, may_dismiss)
        assert (role, "/plans/nongruea/2568/submit/" in page) == (role, may_submit)
        assert (role, "โปรดแจ้งนิติกรของหน่วยงานให้ส่งตรวจ" in page) == (role, not may_submit)


def test_nobody_is_offered_to_submit_what_is_not_ready(plan):
    assert "/submit/" not in shown(sign_in(plan, Role.LEGAL))


def test_people_of_other_organizations_find_nothing(plan):
    stranger = Client()
    stranger.force_login(make_user(role=Role.LEGAL, organization=make_organization()))

    assert stranger.get(ADDRESS).status_code == 404
    assert stranger.post(f"{ADDRESS}{mark(plan, 'goal')}/dismiss/").status_code == 404


def test_a_reason_is_kept_and_shown_with_who_gave_it(plan):
    client = sign_in(plan)

    response = client.post(
        f"{ADDRESS}{mark(plan, 'same_steps')}/dismiss/?measure=5", {"reason": "ใช้ขั้นตอนเดียวกัน"}
    )

    assert response["Location"] == ADDRESS + "?measure=5"
    page = shown(client)
    assert "ดูแล้ว ไม่ใช่ปัญหา (๑)" in page
    assert re.search(r"เหตุผล: ใช้ขั้นตอนเดียวกัน\s+· เจ้าหน้าที่", page)
    assert page.count("บันทึกเหตุผล</button>") == 4


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("", "โปรดระบุเหตุผล"),
        ("ก" * 501, "ยาวเกิน ๕๐๐ ตัวอักษร"),
        ("มี\u202eทิศ", "เปลี่ยนการแสดงข้อความ"),
    ],
)
def test_a_refused_reason_is_answered_at_the_field_and_kept(plan, reason, error):
    address = f"{ADDRESS}{mark(plan, 'same_steps')}/dismiss/"

    page = sign_in(plan).post(address, {"reason": reason}).content.decode()

    assert "<title>มีข้อผิดพลาด: " in page
    assert error in page
    assert 'aria-invalid="true"' in page
    assert reason in page
    assert not FindingDismissal.objects.exists()


def test_what_must_be_fixed_has_no_reason_to_give(plan):
    address = f"{ADDRESS}{mark(plan, 'placeholder')}/dismiss/"
    client = sign_in(plan)

    assert "<textarea" not in client.get(address).content.decode()
    refused = client.post(address, {"reason": "ไม่มี"}).content.decode()

    assert "ข้อนี้ต้องแก้ก่อนส่งตรวจ" in refused
    assert not FindingDismissal.objects.exists()


def test_a_finding_that_was_mended_meanwhile_is_gone(plan):
    address = f"{ADDRESS}{mark(plan, 'doubled_word')}/"
    plan.measures.get(position=7).steps.update(text="จัดทำแผน")
    client = sign_in(plan)

    for verb in ("dismiss", "restore"):
        answer = client.post(f"{address}{verb}/", {"reason": "ตั้งใจ"})
        assert answer.status_code == 404
        page = answer.content.decode()
        assert ("ไม่พบข้อสังเกตนี้แล้ว" in page, "readonly>&#10;ตั้งใจ</textarea>" in page) == (True, True)


def test_a_reason_can_be_changed_and_taken_back(plan):
    client, goal = sign_in(plan), mark(plan, "goal")
    dismiss_finding(plan=plan, fingerprint=goal, reason="หนึ่ง", by=make_superuser())

    assert ">\nหนึ่ง</textarea>" in client.get(f"{ADDRESS}{goal}/dismiss/").content.decode()
    client.post(f"{ADDRESS}{goal}/dismiss/", {"reason": "สอง"})
    assert [row.reason for row in FindingDismissal.objects.all()] == ["สอง"]
    client.post(f"{ADDRESS}{goal}/restore/")
    assert not FindingDismissal.objects.exists()
    assert "ดูแล้ว ไม่ใช่ปัญหา" not in shown(client)


def test_a_locked_plan_is_read_only(plan):
    goal = mark(plan, "goal")
    dismiss_finding(plan=plan, fingerprint=goal, reason="หนึ่ง", by=make_superuser())
    AnnualPlan.objects.filter(pk=plan.pk).update(locked_at=AT)
    Report.objects.filter(plan=plan).update(status=Status.SUBMITTED)
    client = sign_in(plan, Role.LEGAL)

    page = shown(client)
    client.post(f"{ADDRESS}{goal}/restore/")
    client.post(f"{ADDRESS}{mark(plan, 'same_steps')}/dismiss/", {"reason": "ตั้งใจ"})

    assert title(page) == "รายงานนี้ส่งตรวจแล้ว"
    assert "บันทึกเหตุผล</button>" not in page
    assert "เหตุผล: หนึ่ง" in page
    assert FindingDismissal.objects.count() == 1


def test_people_of_one_unit_answer_for_what_is_theirs(plan):
    unit, other = (make_unit(organization=plan.organization) for _ in range(2))
    for measure in plan.measures.all():
        measure.owners.get().units.set([unit if measure.position == 7 else other])
    person = make_user()
    part = make_membership(user=person, role=Role.STAFF, organization=plan.organization)
    part.units.add(unit)
    client = Client()
    client.force_login(person)

    page = shown(client)

    assert page.count("บันทึกเหตุผล</button>") == 1
    refused = client.post(f"{ADDRESS}{mark(plan, 'same_steps')}/dismiss/", {"reason": "ตั้งใจ"})
    assert refused.status_code == 403
    address = f"{ADDRESS}{mark(plan, 'doubled_word')}/dismiss/"
    assert client.post(address, {"reason": "ตั้งใจ"}).status_code == 302


def test_the_list_can_be_read_by_measure_and_page_by_page():
    plan = make_plan(organization=make_organization(code="nongruea"))
    make_report(plan=plan)
    for number in range(50):
        measure = make_full_measure(plan=plan, title=f"มาตรการ {number}")
        measure.outputs.update(text="อบรมอย่างน้อย ๒ ครั้ง")
    client = sign_in(plan)

    first, second = shown(client), shown(client, "?page=๒")

    assert (len(HEADINGS.findall(first)), len(HEADINGS.findall(second))) == (40, 10)
    assert '<option value="50"' in first
    only = shown(client, "?measure=๗")
    assert HEADINGS.findall(only) == ["มาตรการที่ ๗ ผลการดำเนินการเขียนเป็นเป้าหมาย"]
    for strange in ("?measure=999", "?measure=x&page=-1", "?page=99999999999999999999"):
        assert shown(client, strange)
    assert "ส่วนที่เลือกไม่มีข้อสังเกตที่เปิดอยู่" in shown(client, "?measure=999")


def test_a_plan_without_measures_says_so():
    plan = make_plan(organization=make_organization(code="nongruea"))

    page = shown(sign_in(plan))

    assert title(page) == "ยังส่งตรวจไม่ได้ ต้องแก้อีก ๑ จุด"
    assert HEADINGS.findall(page) == ["ยังไม่มีมาตรการ"]


@pytest.mark.parametrize(("role", "words"), [(Role.STAFF, "โปรดแจ้งนิติกร"), (Role.LEGAL, "/submit/")])
def test_a_plan_without_findings_says_what_comes_next(role, words):
    plan = make_plan(organization=make_organization(code="nongruea"))
    make_full_measure(plan=plan)
    make_report(plan=plan)

    page = shown(sign_in(plan, role))

    assert title(page) == "ครบทุกองค์ประกอบ ไม่มีข้อสังเกต"
    assert words in page


def test_the_page_costs_the_same_for_one_and_seven_measures(plan, django_assert_max_num_queries):
    client = sign_in(plan)

    with django_assert_max_num_queries(21):
        client.get(ADDRESS)


def test_reading_writes_nothing(plan):
    client = sign_in(plan)
    before = AuditEvent.objects.count()

    client.get(ADDRESS)
    client.get(f"{ADDRESS}{mark(plan, 'goal')}/dismiss/")
    assert client.get(f"{ADDRESS}{mark(plan, 'goal')}/restore/").status_code == 405
    assert client.post(ADDRESS).status_code == 405

    assert AuditEvent.objects.count() == before


def test_each_finding_of_a_measure_leads_to_a_box_that_is_there(plan):
    client = sign_in(plan)

    links = re.findall(r'href="(/plans/nongruea/2568/measures/\d+/)#([^"]+)"', shown(client))

    assert len(links) == 10  # of each finding, and of its cell in the table
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address).content.decode()
