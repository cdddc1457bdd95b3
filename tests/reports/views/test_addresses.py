from urllib.robotparser import RobotFileParser

import pytest

from tests.reports.views.published import make_published
from tests.reports.views.test_public import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.")


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/reports/takbai/๒๕๖๘/", "/reports/takbai/2568/"),
        ("/reports/takbai/๒๕68/versions/๑/pdf/", "/reports/takbai/2568/versions/1/pdf/"),
        ("/reports/takbai/2025/versions/1/", "/reports/takbai/2568/versions/1/"),
        ("/reports/takbai/68/", "/reports/takbai/2568/"),
        ("/reports/TakBai/๒๐๒๕/elements/", "/reports/takbai/2568/elements/"),
        ("/reports/TAKBAI/", "/reports/takbai/"),
    ],
)
def test_an_address_typed_otherwise_leads_to_the_one_there_is(client, report, address, canonical):
    response = client.get(address)

    assert response.status_code == 301
    assert response["Location"] == canonical
    assert response.cookies == {}


@pytest.mark.parametrize(
    "address",
    ["takbai/1900/", "takbai/0000/", "takbai/9999/", "takbai/2568/x/", "//๑evil/", "๑.evil/", "-/"],
)
def test_an_address_that_means_nothing_is_not_found(client, report, address):
    assert client.get(f"/reports/{address}").status_code == 404


def test_crawlers_read_reports_and_are_not_led_round(client, report):
    rules = RobotFileParser()
    rules.parse(text_of(client.get("/robots.txt")).splitlines())

    may = {
        address: rules.can_fetch("*", f"http://localhost{address}")
        for address in (
            "/",
            "/reports/takbai/2568/",
            "/compare/?report=a/2568",
            "/search/?q=a",
            "/work/",
        )
    }
    assert may == {
        "/": True,
        "/reports/takbai/2568/": True,
        "/compare/?report=a/2568": False,
        "/search/?q=a": False,
        "/work/": False,
    }
    assert 'name="robots" content="noindex, nofollow"' in text_of(client.get("/compare/"))
