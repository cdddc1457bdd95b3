import pytest
from django.test import Client

from measures.services import sign_in as sign_in_service
from measures.services.sign_in import TRIES
from measures.views.sessions import BUSY, CHECK_KEYBOARD, TOO_MANY, WRONG
from tests.factories import PASSWORD, make_superuser, make_user

pytestmark = pytest.mark.django_db
NAME = "legal@example.go.th"


@pytest.fixture
def person():
    return make_user(email=NAME, staff_code="legal.1", password=PASSWORD)


def sign_in(client, name=NAME, password=PASSWORD, **fields):
    return client.post("/sign-in/", {"name": name, "password": password, **fields})


def is_known(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", [NAME, "LEGAL@Example.go.th ", "legal.1", "Legal.๑"])
def test_sign_in_takes_an_address_or_a_code(client, person, name):
    response = sign_in(client, name)

    assert [response.status_code, response["Location"]] == [302, "/work/"]
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    ("name", "password"),
    [(NAME, "wrong"), (NAME, PASSWORD + " "), ("nobody@example.go.th", PASSWORD)],
)
def test_sign_in_refuses_without_telling_who_exists(client, person, name, password):
    response = sign_in(client, name, password)
    page = response.content.decode()

    assert response.status_code == 200
    assert not is_known(client)
    assert WRONG in page
    assert CHECK_KEYBOARD in page
    assert "<title>มีข้อผิดพลาด: " in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_password_error"' in page
    assert password not in page


def test_sign_in_asks_for_both(client):
    page = sign_in(client, "", "").content.decode()

    assert page.count("โปรดใส่อีเมลหรือรหัสเจ้าหน้าที่") == 2
    assert page.count("โปรดใส่รหัสผ่าน") == 2


def test_sign_in_refuses_who_has_left(client):
    make_user(email=NAME, password=PASSWORD, is_active=False)

    assert WRONG in sign_in(client).content.decode()
    assert not is_known(client)


def test_sign_in_stops_guessing(client, person):
    guesses = [sign_in(client, password=f"guess {number}") for number in range(TRIES)]
    refused = sign_in(client)

    assert {guess.status_code for guess in guesses} == {200}
    assert refused.status_code == 429
    assert TOO_MANY in refused.content.decode()
    assert not is_known(client)


def test_sign_in_stops_guessing_names_that_nobody_has(client):
    for number in range(TRIES):
        sign_in(client, "nobody@example.go.th", f"guess {number}")

    assert sign_in(client, "nobody@example.go.th").status_code == 429


def test_sign_in_lets_others_in_meanwhile(client, person):
    make_user(email="other@example.go.th", password=PASSWORD)
    for number in range(TRIES):
        sign_in(client, password=f"guess {number}")

    assert sign_in(Client(), "other@example.go.th").status_code == 302
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_sign_in_behind_a_proxy_counts_by_what_the_proxy_saw(client, person, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(TRIES):
        seen = {"x-forwarded-for": f"192.0.2.{number}, 198.51.100.7"}
        client.post("/sign-in/", {"name": NAME, "password": "guess"}, headers=seen)

    def status(forwarded: str) -> int:
        said = {"name": NAME, "password": PASSWORD}
        return Client().post("/sign-in/", said, headers={"x-forwarded-for": forwarded}).status_code

    assert status("192.0.2.99, 198.51.100.7") == 429
    assert status("198.51.100.7, 203.0.113.5") == 302


def test_sign_in_without_a_proxy_believes_no_list_of_addresses(client, person):
    for number in range(TRIES):
        seen = {"x-forwarded-for": f"192.0.2.{number}"}
        client.post("/sign-in/", {"name": NAME, "password": "guess"}, headers=seen)

    assert sign_in(client).status_code == 429


def test_sign_in_asks_to_wait_while_many_others_sign_in(client, person):
    checks = sign_in_service._checks
    held = [checks.acquire(blocking=False) for _ in range(sign_in_service.AT_ONCE)]
    try:
        response = sign_in(client)
    finally:
        checks.release(len(held))

    assert response.status_code == 503
    assert BUSY in response.content.decode()
    assert sign_in(client).status_code == 302


def test_sign_in_begins_to_count_anew_after_success(client, person):
    for _ in range(2):
        for number in range(TRIES - 1):
            sign_in(Client(), password=f"guess {number}")
        assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize(
    ("following", "location"),
    [
        ("/admin/?q=ก", "/admin/?q=%E0%B8%81"),
        ("", "/work/"),
        ("https://evil.example/", "/work/"),
        ("//evil.example/", "/work/"),
        ("/\\evil.example/", "/work/"),
        ("javascript:alert(1)", "/work/"),
        ("http://testserver/reports/", "http://testserver/reports/"),
        ("-1", "/work/"),
        ("๒", "/work/"),
    ],
)
def test_sign_in_goes_on_to_our_own_pages_only(client, person, following, location):
    assert sign_in(client, next=following)["Location"] == location
    assert client.get("/sign-in/", {"next": following})["Location"] == location


def test_sign_in_keeps_where_the_person_was_going(client, person):
    page = client.get("/sign-in/?next=/work/%3Fpage%3D2").content.decode()
    again = sign_in(client, password="wrong", next="/work/?page=2").content.decode()

    field = '<input type="hidden" name="next" value="/work/?page=2" id="id_next">'
    assert [field in page, field in again] == [True, True]


def test_sign_in_gives_a_new_session(client, person):
    client.get("/reports/")
    session = client.session
    session["seen"] = 1
    session.save()
    before = session.session_key

    sign_in(client)

    assert client.session.session_key != before


def test_sign_in_is_never_kept_by_caches(client):
    response = client.get("/sign-in/")

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_sign_in_refuses_a_form_from_elsewhere(person):
    strict = Client(enforce_csrf_checks=True)

    response = sign_in(strict)

    assert response.status_code == 403
    assert "ส่งแบบฟอร์มไม่สำเร็จ" in response.content.decode()


def test_sign_out_ends_the_session(client, person):
    client.force_login(person)

    response = client.post("/sign-out/")

    assert [response.status_code, response["Location"]] == [302, "/"]
    assert not is_known(client)


def test_sign_out_is_not_a_link(client, person):
    client.force_login(person)

    assert client.get("/sign-out/").status_code == 405
    assert is_known(client)


def test_a_person_who_is_refused_the_admin_is_not_sent_in_circles(client, person):
    client.force_login(person)

    response = client.get("/admin/", follow=True)

    assert response.status_code == 403
    assert "บัญชีนี้ไม่มีสิทธิ์เปิดหน้านี้" in response.content.decode()


def test_an_administrator_signs_in_on_the_same_page(client):
    make_superuser(email="admin@example.go.th", password=PASSWORD)

    asked = client.get("/admin/", follow=True)
    next_address = asked.redirect_chain[-1][0].partition("next=")[2]
    response = client.post(
        asked.redirect_chain[-1][0],
        {"name": "admin@example.go.th", "password": PASSWORD, "next": next_address},
        follow=False,
    )

    assert asked.redirect_chain[-1][0].startswith("/sign-in/?next=/admin/")
    assert response.status_code == 302
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("key", [r'"\000abcdefghijklmnopqrstuvwxyz01234"', "short", '""'])
def test_a_forged_session_is_a_strangers(client, key):
    response = client.get("/work/", headers={"cookie": f"session={key}"})

    assert [response.status_code, response["Location"]] == [302, "/sign-in/?next=/work/"]
