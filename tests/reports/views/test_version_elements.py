"""The assessor's view: where a version shows each required element."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from measures.models import Measure
from reports.views.pages import STORE
from tests.factories import AT, make_full_measure, make_round, make_version
from tests.reports.views.published import make_published, make_published_seed, publish, withdraw

pytestmark = pytest.mark.django_db
REPORT = "/reports/takbai/2568/"
ELEMENTS = REPORT + "versions/1/elements/"


@pytest.fixture
def report():
    return make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.")


def test_each_element_leads_to_its_cell(client, report):
    response = client.get(ELEMENTS)

    page = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'href="([^"]+#m[^"]*)"', page) == [
        f"{REPORT}versions/1/#m1-1-{field}"
        for field in ("measure", "steps", "period", "owners", "outputs", "outcomes")
    ]
    assert page.count("ครบทุกมาตรการ") == 6
    assert "เผยแพร่ “รายงาน" in page  # the explanation that the office was given
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.cookies == {}
    again = client.get(ELEMENTS, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_every_link_has_its_place_in_the_report_once(client, name):
    make_published_seed(name, code="takbai")
    year = {"001": 2564, "002": 2564}.get(name, 2568)
    address = f"/reports/takbai/{year}/versions/1/"
    links = re.findall(
        r'href="([^"]+)#(m[^"]*)"', client.get(address + "elements/").content.decode()
    )
    places = re.findall(r'\bid="([^"]+)"', client.get(address).content.decode())

    assert links
    assert {page for page, _ in links} == {address}
    assert {place for _, place in links} - set(places) == set()
    assert len(places) == len(set(places))


def test_it_names_the_criteria_of_its_day(client, report):
    make_round(year=2569)  # what is asked for now does not reach what is published

    page = client.get(ELEMENTS).content.decode()

    assert 'href="/criteria/#y2569">ข้อ O26 ของการประเมินปี พ.ศ.&nbsp;๒๕๖๙</a>' in page
    assert len(re.findall(r'aria-labelledby="e-', page)) == 6


def test_a_measure_without_an_element_says_so(client, report):
    make_full_measure(plan=report.plan, title="มาตรการใหม่").outcomes.all().delete()
    publish(report, at=AT + timedelta(days=1))

    page = client.get(REPORT + "versions/2/elements/").content.decode()
    assert "มี ๑ จาก ๒\N{NO-BREAK SPACE}มาตรการ" in page
    assert page.count("ไม่มีข้อความในช่องนี้ของตาราง") == 1


def test_an_older_version_names_the_newer_one(client, report):
    publish(report, at=AT + timedelta(days=1))

    page = client.get(ELEMENTS).content.decode()
    assert "มีฉบับใหม่กว่า" in page
    assert f'href="{REPORT}"' in page


def test_the_report_leads_to_it_and_says_who_approved_when(client, report):
    page = client.get(REPORT).content.decode()

    assert f'href="{ELEMENTS}"' in page
    assert "นายกเทศมนตรีเมืองทดสอบ" in page
    assert 'class="ph">เมื่อ ' in page


@pytest.mark.parametrize("number", [2, 9])
def test_what_was_not_published_is_not_found(client, report, number):
    Measure.objects.update(title="มาตรการลับ")
    make_version(report=report)

    assert client.get(f"{REPORT}versions/{number}/elements/").status_code == 404
    assert "มาตรการลับ" not in client.get(ELEMENTS).content.decode()


def test_what_was_withdrawn_is_gone(client, report):
    withdraw(report, at=AT + timedelta(days=2))

    assert client.get(ELEMENTS).status_code == 410


def test_it_takes_four_queries_and_one_when_it_is_kept(client, report, django_assert_num_queries):
    STORE.clear()
    with django_assert_num_queries(4):
        client.get(ELEMENTS)
    with django_assert_num_queries(1):
        client.get(ELEMENTS)
