"""What people see when something is wrong: Thai, complete, and without asking the database."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from measures.roles import Role
from measures.views.access import public
from tests.factories import make_organization, make_user


@public
def failing(request: HttpRequest) -> HttpResponse:
    raise LookupError


@public
def failing_for_all(request: HttpRequest) -> HttpResponse:
    raise LookupError


failing_for_all.is_same_for_all = True  # type: ignore[attr-defined]  # as the public pages are

urlpatterns = [
    path("failing/", failing),
    path("failing-for-all/", failing_for_all),
    path("", include("ita_portal.urls")),
]
handler500 = "measures.views.trouble.server_error"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the log gets, as its handler writes it."""
    handlers = logging.getLogger("django").handlers  # pytest adds its own
    (console,) = [each for each in handlers if type(each) is logging.StreamHandler]
    usual, written = console.stream, StringIO()
    console.setStream(written)
    yield written
    console.setStream(usual)


@pytest.fixture
def staff() -> Client:
    office = make_organization(code="office")
    client = Client()
    client.force_login(make_user(role=Role.STAFF, organization=office))
    return client


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/failing/", "/failing-for-all/"])
def test_a_failure_is_told_in_thai_without_its_cause(address):
    response = Client(raise_request_exception=False).get(address)
    page = response.content.decode()

    assert response.status_code == 500
    assert "<h1>ระบบขัดข้องชั่วคราว</h1>" in page
    assert "LookupError" not in page
    assert "css/tokens.css" in page
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/reports/", "/reports/takbai/2568/", "/sign-in/"])
def test_a_forged_host_is_refused_in_thai(client, address):
    response = client.get(address, headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "<h1>เปิดหน้านี้ไม่ได้</h1>" in response.content.decode()
    assert "default-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("charset", "status"), [("utf-8", 200), ("UTF8", 200), ("rot13", 400), ("utf-7", 400)]
)
def test_a_form_in_another_encoding_is_refused(client, charset, status):
    kind = f"multipart/form-data; boundary=x; charset={charset}"

    response = client.generic("POST", "/sign-in/", b"--x--\r\n", content_type=kind)

    assert response.status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/reports/", "/nowhere/", "/sign-in/"])
def test_every_page_bears_the_headers_that_guard_it(client, address):
    response = client.get(address)

    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert set(response["Content-Security-Policy"].split("; ")) == {
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    }


@pytest.mark.django_db
def test_a_public_page_does_not_look_at_cookies(client, django_assert_num_queries):
    client.cookies["session"] = "a" * 32
    client.get("/reports/")

    with django_assert_num_queries(1):
        response = client.get("/reports/")

    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.django_db
def test_a_refusal_is_one_short_line_of_the_log(staff, log):
    many = {str(place): StringIO("x") for place in range(101)}

    assert staff.get("/settings/office/members/").status_code == 403
    assert staff.get("/nowhere/" + "a" * 5000).status_code == 404
    assert staff.get("/", headers={"host": "evil.example"}).status_code == 400
    assert staff.post("/verify/", many).status_code == 400
    assert staff.get(f"/verify/?code={'9' * 5000}").status_code == 400

    refused, *rest = [line.partition("django.")[2] for line in log.getvalue().splitlines()]
    assert refused == "request: Forbidden (Permission denied): /settings/office/members/"
    assert [line.partition(":")[0] for line in rest] == [
        "security.DisallowedHost",
        "security.TooManyFilesSent",
        "request",
    ]
    assert max(map(len, log.getvalue().splitlines())) < 400


@pytest.mark.urls(__name__)
def test_a_failure_stands_in_the_log_with_its_traceback(log):
    Client(raise_request_exception=False).get("/failing/")

    assert "Internal Server Error: /failing/" in log.getvalue()
    assert log.getvalue().splitlines()[-1] == "LookupError"


@pytest.mark.django_db
def test_a_page_without_the_right_is_refused_to_staff_among_their_own_pages(staff):
    response = staff.get("/settings/office/members/")
    page = response.content.decode()

    assert (response.status_code, "ไปที่งานของฉัน" in page) == (403, True)
    assert "เข้าสู่ระบบเจ้าหน้าที่" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "host"),
    [("/reports/nobody/2568/", "testserver"), ("/reports/", "evil.example")],
)
def test_no_cache_keeps_a_refusal(client, address, host):
    response = client.get(address, headers={"host": host})

    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
