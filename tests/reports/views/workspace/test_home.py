import re

import pytest

from measures.roles import Role
from reports.status import Status
from tests.factories import (
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_superuser,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db
NAMES = re.compile(r"<h3>\s*<a[^>]+>([^<]+)</a>")


def shown(client) -> list[str]:
    """The names of the organizations of the listed plans, in order."""
    return NAMES.findall(client.get("/work/").content.decode())


@pytest.mark.parametrize("role", list(Role))
def test_home_shows_the_persons_own_plans(client, role):
    mine = make_organization(name="เทศบาลของฉัน")
    make_plan(organization=mine, year=2568)
    make_plan(organization=mine, year=2567)
    make_plan(organization=make_organization(name="เทศบาลอื่น"))
    client.force_login(make_user(role=role, organization=mine))

    page = client.get("/work/").content.decode()

    assert shown(client) == ["เทศบาลของฉัน", "เทศบาลของฉัน"]
    assert page.index("พ.ศ. ๒๕๖๘</h2>") < page.index("พ.ศ. ๒๕๖๗</h2>")
    assert "เทศบาลอื่น" not in page


def test_home_shows_all_to_an_auditor_of_all(client):
    for number in range(21):
        make_plan(organization=make_organization(name=f"เทศบาลที่ {number:02}"))
    client.force_login(make_user(role=Role.AUDITOR))

    assert len(shown(client)) == 20
    second = client.get("/work/?page=๒").content.decode()
    assert second.count("<article") == 1
    assert 'href="?page=1" rel="prev"' in second


def test_home_shows_the_state_and_what_is_published(client):
    organization = make_organization(code="takbai")
    plans = [make_plan(organization=organization, year=year) for year in (2566, 2567, 2568)]
    published = make_report(plan=plans[2])
    version = make_version(report=published)
    published.status, published.published_version = Status.PUBLISHED, version
    published.published_at = version.frozen_at
    published.save()
    make_report(plan=plans[1], status=Status.SUBMITTED)
    client.force_login(make_user(role=Role.LEGAL, organization=organization))

    page = client.get("/work/").content.decode()

    badges = re.findall(r"badge-s is-(\w+).*?</svg>([^<]+)</span>", page, re.DOTALL)
    assert badges == [("public", "เผยแพร่แล้ว"), ("wait", "รอตรวจ"), ("info", "กำลังจัดทำ")]
    assert re.findall(r'href="(/reports/t[^"]+)"', page) == ["/reports/takbai/2568/"]


def test_home_of_a_person_without_a_part_says_so(client):
    client.force_login(make_user())

    assert "บัญชีนี้ยังไม่ได้อยู่ในหน่วยงานใด" in client.get("/work/").content.decode()


def test_home_of_a_new_organization_says_so(client):
    client.force_login(make_user(role=Role.LEGAL, organization=make_organization()))

    assert "ยังไม่มีรายงาน" in client.get("/work/").content.decode()


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


@pytest.mark.parametrize("plans", [1, 3])
def test_home_costs_the_same_for_any_number(client, plans, django_assert_num_queries):
    organization = make_organization()
    person = make_user(role=Role.LEGAL, organization=organization)
    for number in range(plans):
        make_report(plan=make_plan(organization=organization, year=2560 + number))
    client.force_login(person)

    with django_assert_num_queries(8):
        client.get("/work/")


def test_home_of_one_organization_shows_its_plans_only(client):
    own, second = (make_organization(code=code, name=code) for code in ("own", "second"))
    person = make_user(role=Role.LEGAL, organization=own)
    make_membership(user=person, role=Role.STAFF, organization=second)
    for organization in (own, second):
        make_plan(organization=organization)
    client.force_login(person)

    page = client.get("/work/?organization=second").content.decode()

    assert NAMES.findall(page) == ["second"]
    assert re.findall(r'href="(/work/\?organization=\w+)"', page) == [
        "/work/?organization=second",
        "/work/?organization=own",
    ]


def test_home_of_another_organization_is_not_found(client):
    make_organization(code="other")
    client.force_login(make_user(role=Role.LEGAL, organization=make_organization()))

    answers = [client.get(f"/work/?organization={code}").status_code for code in ("other", "none")]

    assert answers == [404, 404]
