"""Years to begin, and those to switch to."""

import re

import pytest
from django.utils import timezone

from ita_portal.thai.dates import fiscal_year_of
from ita_portal.thai.numerals import to_thai
from measures.roles import Role
from tests.factories import (
    make_fiscal_year,
    make_organization,
    make_plan,
    make_report,
    make_user,
)
from tests.reports.views.published import make_published

pytestmark = pytest.mark.django_db


def test_the_next_year_is_offered(client):
    report = make_published(code="takbai", year=2568)
    for year in (2567, 2569, 2570):
        make_fiscal_year(year)
    client.force_login(make_user(role=Role.COORDINATOR, organization=report.plan.organization))

    page = client.get("/work/").content.decode()

    links = re.findall(r'href="(/plans/takbai/start/[^"]*)"', page)
    assert links == ["/plans/takbai/start/", "/plans/takbai/start/?year=2569"]


def test_a_new_organization_begins_with_the_present_year(client):
    year = fiscal_year_of(timezone.localdate())
    for other in (year - 1, year, year + 1):
        make_fiscal_year(other)
    client.force_login(make_user(role=Role.LEGAL, organization=make_organization()))

    page = client.get("/work/").content.decode()

    assert "ไม่มีรายงานที่กำลังจัดทำ" in page
    assert f"เริ่มรายงาน พ.ศ.&nbsp;{to_thai(str(year))}" in page


def test_home_of_a_new_organization_says_so_to_those_who_cannot_begin(client):
    make_fiscal_year()
    client.force_login(make_user(role=Role.EXECUTIVE, organization=make_organization()))

    page = client.get("/work/").content.decode()

    assert "เมื่อหน่วยงานของท่านเริ่มรายงานของปีใด จะเห็นที่นี่" in page
    assert "/start/" not in page


def test_the_switcher_lists_the_years_with_their_states(client):
    report = make_published(code="takbai", year=2567)
    organization = report.plan.organization
    make_report(plan=make_plan(organization=organization, year=2568))
    client.force_login(make_user(role=Role.EXECUTIVE, organization=organization))

    page = client.get("/plans/takbai/2568/").content.decode()

    menu = re.sub(r"\s+", " ", page[page.index("menu-pop start") : page.index("</details>")])
    years = re.findall(
        r'href="/plans/takbai/(\d+)/" ?(aria-current="true")?>.*?</svg> ([^<]+)</a>', menu
    )
    assert years == [
        ("2568", 'aria-current="true"', "พ.ศ.&nbsp;๒๕๖๘ · กำลังจัดทำ"),
        ("2567", "", "พ.ศ.&nbsp;๒๕๖๗ · เผยแพร่แล้ว"),
    ]
    assert "เริ่มรายงานปีใหม่" not in menu
