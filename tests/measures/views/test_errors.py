"""What people see when something is wrong: Thai, complete, and without asking the database."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from measures.views.access import public


@public
def failing(request: HttpRequest) -> HttpResponse:
    raise LookupError


urlpatterns = [path("failing/", failing), path("", include("ita_portal.urls"))]


@pytest.mark.urls(__name__)
def test_a_failure_is_told_in_thai_without_its_cause():
    response = Client(raise_request_exception=False).get("/failing/")
    page = response.content.decode()

    assert response.status_code == 500
    assert "<h1>ระบบขัดข้องชั่วคราว</h1>" in page
    assert "LookupError" not in page
    assert "css/tokens.css" in page


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
