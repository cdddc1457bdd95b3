import csv
import io

import pytest

from tests.reports.views.published import make_published_seed, withdraw

pytestmark = pytest.mark.django_db
SAMPLE = "/reports/takbai/2564/versions/1/sample/"


def lines(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def report(settings):
    settings.SITE_URL = "https://ita.example.go.th"
    return make_published_seed("002", code="takbai")


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", range(1, 24, 3)),
        ("?every=5&first=2", range(2, 24, 5)),
        ("?every=๑๐&first=๓", range(3, 24, 10)),
        ("?every=0&first=99", range(1, 24, 3)),
        ("?every=-1&first=%00", range(1, 24, 3)),
    ],
)
def test_a_sample_has_every_so_many_measures(client, report, query, places):
    response = client.get(SAMPLE + query)

    found = lines(response)
    assert [int(line["ลำดับ"]) for line in found] == list(places)
    assert found[0]["ที่อยู่"] == (
        f"https://ita.example.go.th/reports/takbai/2564/versions/1/#m{places[0]}"
    )
    assert found[0]["ผลการดำเนินการ"]
    assert {line["ผลการตรวจ"] for line in found} == {""}
    assert (response.cookies, response["Content-Type"]) == ({}, "text/csv; charset=utf-8")


def test_a_short_report_gives_its_last_measure(client, settings):
    make_published_seed("000", code="tonyangmat")

    found = lines(client.get("/reports/tonyangmat/2568/versions/1/sample/?every=2&first=5"))

    assert [line["ลำดับ"] for line in found] == ["4"]


def test_the_view_of_assessors_leads_to_it_while_it_is_public(client, report):
    page = client.get("/reports/takbai/2564/versions/1/elements/").content.decode()

    assert f'action="{SAMPLE}"' in page
    assert client.get(SAMPLE.replace("/1/", "/2/")).status_code == 404
    withdraw(report)
    assert client.get(SAMPLE).status_code == 410
