import re
from datetime import timedelta

import pytest

from measures.models import Organization
from tests.factories import AT, make_layout, make_organization, make_plan, make_report
from tests.reports.services import documents
from tests.reports.services.people import make_office
from tests.reports.views.published import make_published, publish, withdraw
from tests.reports.views.test_public import text_of

pytestmark = pytest.mark.django_db


def test_organization_detail_shows_its_years_the_newest_first(client):
    first = make_published(code="takbai", name="อบต.ตากใบ", kind="อบต.", year=2567)
    organization = first.plan.organization
    Organization.objects.filter(pk=organization.pk).update(name="เทศบาลเมืองตากใบ", kind="ทม.")
    second = make_report(
        plan=make_plan(organization=Organization.objects.get(), year=2568),
        layout=make_layout("six"),
    )
    publish(second, at=AT + timedelta(days=1))
    make_report(plan=make_plan(organization=Organization.objects.get(), year=2569))
    make_published(code="other", name="เทศบาลตำบลอื่น")

    response = client.get("/reports/takbai/")
    page = text_of(response)

    assert "<h1>เทศบาลเมืองตากใบ</h1>" in page
    assert re.findall(r'<a href="/reports/takbai/([0-9]{4})/">รายงาน', page) == ["2568", "2567"]
    assert "ในนาม อบต.ตากใบ" in page
    assert "/compare/?report=takbai/2568&amp;report=takbai/2567" in page
    assert response.cookies == {}
    again = client.get("/reports/takbai/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert 'href="/reports/takbai/"' in text_of(client.get("/reports/takbai/2567/"))


def test_organization_detail_shows_documents_of_measures_too(client):
    """Also before there is any report: the crumbs of a document lead here."""
    office = make_office()
    document = documents.publish(office.report.plan, office.legal)
    address = f"/reports/{office.report.plan.organization.code}/"

    alone = text_of(client.get(address))
    office.publish()
    both = text_of(client.get(address))

    papers = re.compile(r'<a href="([^"]+)">(รายงาน|เอกสารมาตรการ)<span')
    year = f"{address}{office.report.plan.fiscal_year.year}/"
    assert papers.findall(alone) == [(f"{year}measures/", "เอกสารมาตรการ")]
    assert papers.findall(both) == [(year, "รายงาน"), (f"{year}measures/", "เอกสารมาตรการ")]
    page = text_of(client.get(document.get_absolute_url()))
    assert f'href="{address}"' in page
    assert "/compare/?report=" not in page  # reports alone are compared


def test_organization_detail_never_dies(client):
    """Its address was in search engines: it leads on to the notices of what was withdrawn."""
    make_organization(code="silent")
    report = make_published(code="takbai", name="เทศบาลเมืองตากใบ")

    assert client.get("/reports/silent/").status_code == 404
    assert "เปรียบเทียบ ๑" not in text_of(client.get("/reports/takbai/"))
    withdraw(report, at=AT + timedelta(days=1))
    gone = text_of(client.get("/reports/takbai/"))
    publish(report, at=AT + timedelta(days=2))
    again = text_of(client.get("/reports/takbai/"))

    assert "<h1>เทศบาลเมืองตากใบ</h1>" in gone
    assert "ขณะนี้ไม่มีรายงานที่เผยแพร่อยู่" in gone
    assert '<a href="/reports/takbai/2568/">รายงาน ปีงบประมาณ' in gone
    assert "ถอนเมื่อ ๑๗\xa0มี.ค.\xa0๒๕๖๙" in gone
    assert "เผยแพร่แล้ว ๑&nbsp;ปี" in again
    assert "ถอนจากการเผยแพร่แล้ว" not in again
