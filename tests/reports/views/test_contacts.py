from urllib.parse import parse_qs, urlsplit

import pytest

from measures.models import Organization
from tests.factories import make_plan
from tests.reports.services import documents
from tests.reports.services.people import make_office
from tests.reports.views.published import make_published, publish, withdraw
from tests.reports.views.test_public import text_of

pytestmark = pytest.mark.django_db
CONTACT = "/reports/takbai/2568/contact/"


def reach(**said):
    Organization.objects.filter(code="takbai").update(**said)


def test_report_contact_says_whom_to_write_to_today(client, settings):
    settings.SITE_URL = "https://ita.example.go.th"
    report = make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.")
    assert f'href="{CONTACT}"' in text_of(client.get("/reports/takbai/2568/"))

    alone = text_of(client.get(CONTACT))
    reach(website="https://takbai.example/ติดต่อ")
    by_site = text_of(client.get(CONTACT))
    reach(contact_email="saraban+ita@takbai.example")
    response = client.get(CONTACT)
    by_mail = text_of(response)

    assert "หน่วยงานยังไม่ได้ให้อีเมลหรือเว็บไซต์ไว้" in alone
    assert "หน่วยงานยังไม่ได้ให้อีเมลหรือเว็บไซต์ไว้" not in by_site
    assert '<a href="https://takbai.example/ติดต่อ" rel="noopener noreferrer nofollow">' in by_site
    assert "mailto:" not in by_site
    mailto = by_mail.partition('href="mailto:')[2].partition('"')[0].replace("&amp;", "&")
    said = urlsplit(f"mailto:{mailto}")
    code = report.versions.get().code
    assert said.path == "saraban%2Bita@takbai.example"
    assert parse_qs(said.query) == {
        "subject": ["แจ้งข้อผิดพลาดในรายงาน"],
        "body": [
            f"รายงาน ปี ๒๕๖๘ ฉบับที่ ๑ รหัสฉบับ {code[:4]}-{code[4:]}\r\n"
            "https://ita.example.go.th/reports/takbai/2568/versions/1/\r\n"
            "มาตรการที่:\r\nข้อความในรายงาน:\r\nที่ถูกต้อง:\r\n"
        ],
    }
    assert len(mailto) < 1000
    assert (response.cookies, response["Cache-Control"]) == (
        {},
        "public, max-age=0, must-revalidate",
    )


def test_report_contact_is_of_what_is_public(client):
    report = make_published(code="takbai")
    make_plan(organization=report.plan.organization, year=2569)

    assert client.get("/reports/takbai/2569/contact/").status_code == 404
    assert client.get("/reports/takbai/2568/measures/contact/").status_code == 404
    withdraw(report)
    assert client.get(CONTACT).status_code == 410
    publish(report)
    assert "ฉบับที่&nbsp;๒" in text_of(client.get(CONTACT))


def test_a_measures_document_has_its_own(client):
    office = make_office()
    document = documents.publish(office.report.plan, office.legal)
    address = document.get_absolute_url().removesuffix("versions/1/")

    assert f'href="{address}contact/"' in text_of(client.get(address))
    assert f"{address}versions/1/" in text_of(client.get(f"{address}contact/"))
