"""What a version changed, for everyone."""

from datetime import timedelta

import pytest

from measures.models import Measure, Output
from tests.factories import AT, make_full_measure, make_version
from tests.reports.views.published import make_published, publish, withdraw

pytestmark = pytest.mark.django_db
VERSIONS = "/reports/takbai/2568/versions/"


@pytest.fixture
def report():
    report = make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.")
    Output.objects.update(text="มีประกาศ ๒ ฉบับ")
    make_full_measure(plan=report.plan, title="มาตรการใหม่")
    publish(report, at=AT + timedelta(days=1), reason="นับประกาศผิด")
    return report


def test_the_difference_is_told_by_words_with_its_reason(client, report):
    response = client.get(VERSIONS + "2/changes/")

    page = response.content.decode()
    assert response.status_code == 200
    assert "<del>๑</del><ins>๒</ins>" in page
    assert "เพิ่มใหม่" in page
    assert "นับประกาศผิด" in page
    assert "เปลี่ยน ๒&nbsp;แห่ง" in page
    assert "แสดงความเห็น" not in page
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.cookies == {}
    again = client.get(VERSIONS + "2/changes/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_the_history_leads_to_it(client, report):
    page = client.get(VERSIONS).content.decode()

    assert f'href="{VERSIONS}2/changes/"' in page
    assert f'href="{VERSIONS}1/changes/"' not in page


def test_a_version_that_only_repeats_says_so(client, report):
    publish(report, at=AT + timedelta(days=2), reason="ออกใหม่")

    assert "ไม่มีสิ่งที่เปลี่ยน" in client.get(VERSIONS + "3/changes/").content.decode()


@pytest.mark.parametrize("number", [1, 3, 9])
def test_what_took_over_from_nothing_is_not_found(client, report, number):
    make_version(report=report)

    assert client.get(f"{VERSIONS}{number}/changes/").status_code == 404


def test_what_was_withdrawn_is_compared_with_no_more(client, report):
    withdraw(report, at=AT + timedelta(days=2))
    assert client.get(VERSIONS + "2/changes/").status_code == 410
    Measure.objects.filter(title="มาตรการใหม่").update(title="มาตรการ")
    publish(report, at=AT + timedelta(days=3))

    assert client.get(VERSIONS + "2/changes/").status_code == 410
    assert client.get(VERSIONS + "3/changes/").status_code == 404
    assert "changes/" not in client.get(VERSIONS).content.decode()


def test_drafts_are_in_no_difference(client, report):
    Measure.objects.filter(title="มาตรการใหม่").update(title="มาตรการลับ")
    make_version(report=report)

    assert "มาตรการลับ" not in client.get(VERSIONS + "2/changes/").content.decode()


def test_who_holds_an_older_version_sees_all_that_changed_since(client, report):
    Measure.objects.filter(title="มาตรการใหม่").update(title="มาตรการที่สาม")
    publish(report, at=AT + timedelta(days=2), reason="แก้ชื่อมาตรการ")
    since = f"{VERSIONS}3/changes/1/"

    page = client.get(since).content.decode()

    assert "<del>๑</del><ins>๒</ins>" in page
    assert "มาตรการที่สาม" in page
    assert "ฉบับที่&nbsp;๒: นับประกาศผิด" in page
    assert "ฉบับที่&nbsp;๓: แก้ชื่อมาตรการ" in page
    history = client.get(VERSIONS).content.decode()
    assert [f'href="{VERSIONS}3/changes/{place}"' in history for place in ("", "1/", "2/")] == [
        True,
        True,
        False,  # is what the newest changed
    ]
    code = report.versions.get(number=1).code
    assert f'href="{since}"' in client.get(f"/verify/{code}/").content.decode()
    assert f'href="{since}"' in client.get(f"{VERSIONS}1/").content.decode()


@pytest.mark.parametrize(
    "address", ["1/changes/2/", "2/changes/2/", "2/changes/9/", "9/changes/1/"]
)
def test_a_difference_leads_from_a_public_version_to_a_later_one(client, report, address):
    make_version(report=report)

    assert client.get(VERSIONS + address).status_code == 404


def test_a_withdrawn_version_is_compared_with_none_after_it(client, report):
    withdraw(report, at=AT + timedelta(days=2))
    publish(report, at=AT + timedelta(days=3))

    assert client.get(f"{VERSIONS}3/changes/1/").status_code == 404
    assert "changes/" not in client.get(VERSIONS).content.decode()
