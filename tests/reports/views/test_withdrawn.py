"""What answers at the addresses of a report that was withdrawn."""

from datetime import timedelta

import pytest

from measures.models import Measure
from reports.models import FrozenFile
from tests.factories import AT
from tests.reports.views.published import make_published, publish, withdraw

pytestmark = pytest.mark.django_db
REPORT = "/reports/takbai/2568/"
FIRST = REPORT + "versions/1/"
SECRET = "๑๒๓๔๕๖๗๘๙๐๑๒๓"


@pytest.fixture
def report():
    report = make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.")
    Measure.objects.filter(plan=report.plan).update(title=SECRET)
    second = publish(report, at=AT + timedelta(days=1), reason="แก้ชื่อ")
    FrozenFile.objects.create(
        version=second,
        sha256="a" * 64,
        name="evidence/x.pdf",
        extension="pdf",
        media_type="application/pdf",
        size_bytes=1,
    )
    return report


def test_every_address_that_was_public_tells_when_and_why(client, report):
    addresses = [
        REPORT,
        REPORT + "versions/",
        FIRST,
        FIRST + "pdf/",
        FIRST + "json/",
        REPORT + "versions/2/",
        REPORT + "versions/2/pdf/",
        f"{REPORT}versions/2/evidence/{'a' * 64}/",
    ]
    before = [client.get(address).status_code for address in addresses[:-1]]

    withdraw(report, at=AT + timedelta(days=2), reason="พบเลขประจำตัวประชาชน")
    answers = [client.get(address) for address in addresses]

    assert before == [200] * 7
    assert [answer.status_code for answer in answers] == [410] * 8
    for answer in answers:
        page = answer.content.decode()
        assert "หน่วยงานถอนรายงานนี้" in page
        assert "เหตุผล: พบเลขประจำตัวประชาชน" in page
        assert "๑๘\xa0มีนาคม\xa0พ.ศ.\xa0๒๕๖๙" in page
        assert report.versions.get(number=1).sha256 in page
        assert f'href="/verify/{report.versions.get(number=1).code}/"' in page
        assert 'href="/reports/takbai/"' in page
        assert SECRET not in page
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert answer.cookies == {}


def test_lists_forget_what_was_withdrawn(client, report):
    assert REPORT in client.get("/reports/").content.decode()

    withdraw(report)

    assert REPORT not in client.get("/reports/").content.decode()
    assert REPORT not in client.get("/").content.decode()


def test_a_later_version_is_shown_and_the_old_ones_lead_to_it(client, report):
    withdraw(report, at=AT + timedelta(days=2))
    Measure.objects.filter(plan=report.plan).update(title="มาตรการ")
    publish(report, at=AT + timedelta(days=3), reason="ลบเลข")

    current, old = client.get(REPORT), client.get(FIRST)
    history = client.get(REPORT + "versions/").content.decode()

    assert (current.status_code, old.status_code) == (200, 410)
    assert client.get(FIRST + "pdf/").status_code == 410
    assert client.get(REPORT + "versions/3/pdf/").status_code == 200
    assert "หน่วยงานถอนฉบับที่&nbsp;๑ " in old.content.decode()
    assert f'href="{REPORT}"' in old.content.decode()
    assert history.count("ถอนแล้ว") == 2
    assert f'href="{FIRST}"' not in history


def test_what_never_was_there_is_not_found(client, report):
    withdraw(report)

    for address in (REPORT + "versions/7/", REPORT + "versions/7/pdf/", "/reports/takbai/2567/"):
        assert client.get(address).status_code == 404
