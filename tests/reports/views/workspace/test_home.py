import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from measures.models import Owner
from measures.roles import Role
from reports.status import Status, Verb
from tests.factories import (
    make_full_measure,
    make_layout,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_superuser,
    make_unit,
    make_user,
    make_version,
)
from tests.reports.views.published import decide, make_published, publish

pytestmark = pytest.mark.django_db


def cards(page: str) -> list[str]:
    """Where the cards lead, in order."""
    return re.findall(r'<h2>\s*<a href="/plans/([^"]+)"', page)


def past(page: str) -> list[str]:
    return re.findall(r'class="past">\s*<a href="/plans/([^"]+)"', page)


@pytest.mark.parametrize("role", list(Role))
def test_home_shows_the_persons_own_plans(client, role):
    mine = make_organization(code="mine")
    for year in (2567, 2568):
        make_plan(organization=mine, year=year)
    make_plan(organization=make_organization(name="เทศบาลอื่น"))
    client.force_login(make_user(role=role, organization=mine))

    page = client.get("/work/").content.decode()

    assert cards(page) == ["mine/2568/", "mine/2567/"]
    assert "เทศบาลอื่น" not in page


def test_home_shows_all_to_an_auditor_of_all(client):
    for number in range(21):
        make_plan(organization=make_organization(name=f"เทศบาลที่ {number:02}"))
    client.force_login(make_user(role=Role.AUDITOR))

    assert len(cards(client.get("/work/").content.decode())) == 20
    second = client.get("/work/?page=๒").content.decode()
    assert second.count("<article") == 1
    assert 'href="?page=1" rel="prev"' in second
    assert "เริ่มรายงาน พ.ศ." not in second


def test_home_keeps_what_is_published_at_the_side(client):
    report = make_published(code="takbai", year=2568)
    organization = report.plan.organization
    make_report(plan=make_plan(organization=organization, year=2567), status=Status.SUBMITTED)
    make_report(plan=make_plan(organization=organization, year=2569))
    client.force_login(make_user(role=Role.LEGAL, organization=organization))

    page = client.get("/work/").content.decode()

    assert (cards(page), past(page)) == (["takbai/2569/", "takbai/2567/"], ["takbai/2568/"])
    badges = re.findall(r"badge-s is-(\w+).*?</svg>([^<]+)</span>", page, re.DOTALL)
    assert badges == [("info", "กำลังจัดทำ"), ("wait", "รอตรวจ"), ("public", "เผยแพร่แล้ว")]


def test_a_published_report_that_was_opened_again_is_work(client):
    report = make_published(code="takbai", year=2568)
    report.status = Status.DRAFT
    report.save()
    client.force_login(make_user(role=Role.LEGAL, organization=report.plan.organization))

    page = client.get("/work/").content.decode()

    assert (cards(page), past(page)) == (["takbai/2568/"], [])


@pytest.fixture
def plan():
    plan = make_plan(organization=make_organization(code="takbai"), year=2568)
    make_report(plan=plan, layout=make_layout("six"))
    make_full_measure(plan=plan)
    make_measure(plan=plan, title="สอง", opened_at=timezone.now())
    make_measure(plan=plan, title="สาม")
    return plan


def test_a_card_says_what_is_left_and_leads_on(client, plan):
    client.force_login(make_user(role=Role.COORDINATOR, organization=plan.organization))

    page = client.get("/work/").content.decode()

    assert "เหลือ ๒ จาก&nbsp;๓&nbsp;มาตรการ" in page
    spoken = re.findall(r'<span class="visually-hidden">(มาตรการที่ [^<]+)</span>', page)
    assert spoken == ["มาตรการที่ ๑ ครบ", "มาตรการที่ ๒ กำลังทำ", "มาตรการที่ ๓ ยังไม่เปิดดู"]
    assert "ทำต่อ: มาตรการที่&nbsp;๒" in page


def test_a_card_of_a_locked_plan_counts_what_there_is_and_not_what_is_left(client, plan):
    plan.report.status = Status.SUBMITTED
    plan.report.save()
    plan.locked_at = timezone.now()
    plan.save()
    client.force_login(make_user(role=Role.COORDINATOR, organization=plan.organization))

    page = client.get("/work/").content.decode()

    assert "๓&nbsp;มาตรการ</p>" in page
    assert "เหลือ" not in page
    assert 'class="seg' not in page


def test_a_card_counts_the_measures_of_the_persons_unit(client, plan):
    organization = plan.organization
    treasury = make_unit(organization=organization, name="กองคลัง")
    works = make_unit(organization=organization, name="กองช่าง")
    for title, unit in (("สอง", works), ("สาม", treasury)):
        owner = Owner.objects.create(
            measure=plan.measures.get(title=title), position=1, text=unit.name
        )
        owner.units.add(unit)
    user = make_user()
    make_membership(user=user, role=Role.STAFF, organization=organization).units.add(treasury)
    client.force_login(user)

    page = client.get("/work/").content.decode()

    assert "เหลือ ๑ จาก&nbsp;๒&nbsp;มาตรการ" in page
    assert "นับเฉพาะมาตรการของหน่วยท่าน" in page
    assert "ทำต่อ: มาตรการที่&nbsp;๓" in page
    assert "เริ่มรายงาน" not in page


def test_a_finished_plan_leads_to_its_checks(client):
    plan = make_plan(organization=make_organization(code="takbai"), year=2568)
    make_report(plan=plan, layout=make_layout("six"))
    make_full_measure(plan=plan)
    client.force_login(make_user(role=Role.LEGAL, organization=plan.organization))

    page = client.get("/work/").content.decode()

    assert "ครบทั้ง ๑&nbsp;มาตรการ" in page
    assert 'href="/plans/takbai/2568/problems/">ตรวจก่อนส่ง' in re.sub(r"\s+", " ", page)


def test_a_card_keeps_the_note_of_the_last_return(client, plan):
    version = make_version(report=plan.report)
    legal = make_user(display_name="นิติกร")
    yesterday = timezone.now() - timedelta(days=1)
    decide(version, Verb.SUBMIT, by=legal, at=yesterday)
    decide(version, Verb.RETURN, by=legal, at=yesterday, reason="ขั้นตอนซ้ำกัน")
    client.force_login(make_user(role=Role.COORDINATOR, organization=plan.organization))

    page = client.get("/work/").content.decode()

    assert "ส่งคืนโดยนิติกร เมื่อวานนี้" in page
    assert "“ขั้นตอนซ้ำกัน”" in page


def test_home_of_a_person_without_a_part_says_so(client):
    client.force_login(make_user())

    assert "บัญชีนี้ยังไม่ได้อยู่ในหน่วยงานใด" in client.get("/work/").content.decode()


def test_home_leads_administrators_to_the_admin(client):
    client.force_login(make_superuser())
    assert client.get("/work/").content.decode().count('href="/admin/"') == 2

    client.force_login(make_user())
    assert 'href="/admin/"' not in client.get("/work/").content.decode()


def test_home_is_for_people_who_have_signed_in(client):
    response = client.get("/work/")

    assert [response.status_code, response["Location"]] == [302, "/sign-in/?next=/work/"]


def test_home_is_closed_to_who_has_left(client):
    person = make_user(role=Role.LEGAL, organization=make_organization())
    client.force_login(person)
    person.is_active = False
    person.save()

    assert client.get("/work/").status_code == 302


def test_home_is_never_kept_by_caches(client):
    client.force_login(make_user())

    assert "no-store" in client.get("/work/")["Cache-Control"]


def test_home_costs_the_same_for_any_number(client):
    person = make_user()
    client.force_login(person)

    def add() -> None:
        organization = make_organization()
        part = make_membership(user=person, role=Role.STAFF, organization=organization)
        part.units.add(make_unit(organization=organization))
        for year in (2567, 2568):
            plan = make_plan(organization=organization, year=year)
            make_full_measure(plan=plan, updated_by=person)
            report = make_report(plan=plan)
            if year == 2567:
                publish(report)
            else:
                decide(make_version(report=report), Verb.RETURN, by=person)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/work/").status_code == 200
        return len(queries)

    add()
    one = cost()
    for _ in range(19):
        add()

    assert (one, len(cards(client.get("/work/").content.decode()))) == (cost(), 20)
    assert one <= 32


def test_home_of_one_organization_shows_its_plans_only(client):
    own, second = (make_organization(code=code, name=code) for code in ("own", "second"))
    person = make_user(role=Role.LEGAL, organization=own)
    make_membership(user=person, role=Role.STAFF, organization=second)
    for organization in (own, second):
        make_plan(organization=organization)
    client.force_login(person)

    page = client.get("/work/?organization=second").content.decode()

    assert cards(page) == ["second/2568/"]
    assert re.findall(r'href="(/work/\?organization=\w+)"', page) == [
        "/work/?organization=second",
        "/work/?organization=own",
    ]


def test_home_of_another_organization_is_not_found(client):
    make_organization(code="other")
    client.force_login(make_user(role=Role.LEGAL, organization=make_organization()))

    answers = [client.get(f"/work/?organization={code}").status_code for code in ("other", "none")]

    assert answers == [404, 404]
