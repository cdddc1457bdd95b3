"""What answers at the address of a paper while only the other one of its year is public."""

import pytest

from tests.reports.services import documents
from tests.reports.services.people import make_office
from tests.reports.views.test_public import CACHE_CONTROL, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def address(office):
    plan = office.report.plan
    return f"/reports/{plan.organization.code}/{plan.fiscal_year.year}/"


def test_the_address_of_a_coming_report_leads_to_the_measures_document(client, office, address):
    assert client.get(address).status_code == 404
    documents.publish(office.report.plan, office.legal)

    response = client.get(address)

    page = text_of(response)
    assert response.status_code == 404
    assert response["Cache-Control"] == CACHE_CONTROL
    assert response.cookies == {}
    assert "ยังไม่มีรายงานที่เผยแพร่" in page
    assert f'href="{address}measures/"' in page
    assert f'href="{address.rsplit("/", 2)[0]}/"' in page
    assert text_of(client.get(f"{address}versions/")) == page
    assert "ยังไม่มีรายงาน" not in text_of(client.get(f"{address}versions/1/"))


def test_whether_a_report_is_being_written_is_not_told(client, office, address):
    documents.publish(office.report.plan, office.legal)
    written = text_of(client.get(address))
    office.approve()

    assert text_of(client.get(address)) == written


def test_the_address_of_a_document_leads_to_the_report(client, office, address):
    office.publish()

    response = client.get(f"{address}measures/")

    assert response.status_code == 404
    assert "ยังไม่มีเอกสารมาตรการที่เผยแพร่" in text_of(response)
    assert f'href="{address}"' in text_of(response)
