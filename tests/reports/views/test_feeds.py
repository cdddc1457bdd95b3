from datetime import timedelta
from xml.etree import ElementTree

import pytest

from tests.factories import AT, make_organization, make_plan
from tests.reports.services import documents
from tests.reports.services.people import make_office
from tests.reports.views.published import make_published, publish, withdraw

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://ita.example.go.th"


def entries(response):
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response.cookies == {}
    feed = ElementTree.fromstring(response.content)
    return [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}id"))
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_site_feed_tells_of_each_version_the_newest_first(client):
    assert entries(client.get("/feed/")) == []
    takbai = make_published(code="takbai", name="อบต.<ตากใบ> & ลาน", at=AT)
    make_published(code="phato", name="เทศบาลตำบลพะโต๊ะ", year=2564, at=AT + timedelta(days=1))
    make_plan(organization=takbai.plan.organization, year=2569)
    publish(takbai, at=AT + timedelta(days=2), reason="แก้ชื่อ")

    response = client.get("/feed/")

    site = "https://ita.example.go.th/reports"
    assert entries(response) == [
        ("อบต.<ตากใบ> & ลาน รายงาน พ.ศ. ๒๕๖๘ ฉบับที่ ๒", f"{site}/takbai/2568/versions/2/"),
        ("เทศบาลตำบลพะโต๊ะ รายงาน พ.ศ. ๒๕๖๔ ฉบับที่ ๑", f"{site}/phato/2564/versions/1/"),
    ]
    again = client.get("/feed/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_organization_feed_tells_of_what_was_withdrawn_too(client):
    make_organization(code="silent")
    report = make_published(code="takbai", name="อบต.ตากใบ")
    make_published(code="phato")
    address = "https://ita.example.go.th/reports/takbai/2568/"

    before = entries(client.get("/reports/takbai/feed/"))
    withdraw(report, at=AT + timedelta(days=1))
    after = entries(client.get("/reports/takbai/feed/"))

    assert before == [("อบต.ตากใบ รายงาน พ.ศ. ๒๕๖๘ ฉบับที่ ๑", f"{address}versions/1/")]
    assert after == [("อบต.ตากใบ ถอนรายงาน พ.ศ. ๒๕๖๘", f"{address}#20260317T072000Z")]
    assert client.get("/reports/silent/feed/").status_code == 404


def test_a_measures_document_is_told_of(client):
    office = make_office()
    document = documents.publish(office.report.plan, office.legal)

    ((_, found),) = entries(client.get("/feed/"))

    assert found == f"https://ita.example.go.th{document.get_absolute_url()}"
