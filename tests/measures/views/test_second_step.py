"""Signing in in two steps, and turning the second on and off."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from measures.models import AuditEvent
from measures.services.second_step import has_second_step, new_secret, start_second_step
from measures.services.sign_in import TRIES
from measures.views.sessions import TOO_MANY, WRONG, WRONG_PASSWORD
from tests.factories import PASSWORD, make_user
from tests.measures.services.test_second_step import code_of

pytestmark = pytest.mark.django_db
NAME = "legal@example.go.th"


@pytest.fixture
def person():
    return make_user(email=NAME, password=PASSWORD)


@pytest.fixture
def secret():
    return new_secret()


@pytest.fixture
def codes(person, secret):
    return start_second_step(user=person, secret=secret, code=code_of(secret, -1), by=person)


def sign_in(client, password=PASSWORD, **more):
    return client.post("/sign-in/", {"name": NAME, "password": password, **more})


def is_known(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_password_alone_does_not_sign_in(client, codes, secret):
    first = sign_in(client, next="/account/")
    assert [first.status_code, first["Location"]] == [302, "/sign-in/second-step/"]
    assert not is_known(client)
    assert client.get("/account/").status_code == 302

    page = client.get("/sign-in/second-step/").content.decode()
    assert "ยืนยันขั้นที่สอง" in page
    second = client.post("/sign-in/second-step/", {"code": code_of(secret)})

    assert [second.status_code, second["Location"]] == [302, "/account/"]
    assert is_known(client)


def test_a_recovery_code_does_instead(client, codes):
    sign_in(client)

    assert client.post("/sign-in/second-step/", {"code": codes[3]}).status_code == 302
    assert is_known(client)


def test_a_wrong_code_says_so_and_few_are_looked_at(client, codes, secret):
    sign_in(client)
    answers = [client.post("/sign-in/second-step/", {"code": "000000"}) for _ in range(TRIES)]
    last = client.post("/sign-in/second-step/", {"code": code_of(secret)})

    assert {answer.status_code for answer in answers} == {200}
    assert "รหัสไม่ถูกต้อง" in answers[0].content.decode()
    assert 'aria-invalid="true"' in answers[0].content.decode()
    assert last.status_code == 429
    assert TOO_MANY in last.content.decode()
    assert not is_known(client)


def test_the_second_step_is_nobodys_without_the_first(client, codes, secret):
    for method in (client.get, client.post):
        answer = method("/sign-in/second-step/", {"code": code_of(secret)})
        assert [answer.status_code, answer["Location"]] == [302, "/sign-in/"]
    sign_in(client, "wrong")
    assert client.get("/sign-in/second-step/").status_code == 302


def test_who_was_closed_out_meanwhile_does_not_get_in(client, person, codes, secret):
    sign_in(client)
    person.is_active = False
    person.save()

    assert client.post("/sign-in/second-step/", {"code": code_of(secret)}).status_code == 302
    assert not is_known(client)


def test_a_forgotten_password_does_not_get_around_the_second_step(client, person, codes):
    client.post("/sign-in/forgotten/", {"email": NAME})
    from measures.services import letters  # noqa: PLC0415 -- waits for the postman alone

    letters._postman.submit(int).result()
    link = re.findall(r"http://localhost:8000(/\S+)", str(mail.outbox[0].body))[0]
    answer = client.post(link, {"new_password": "another horse ran", "again": "another horse ran"})

    assert [answer.status_code, answer["Location"]] == [302, "/sign-in/second-step/"]
    assert not is_known(client)


def test_a_person_turns_it_on_and_sees_the_codes_once(client, person):
    client.force_login(person)
    page = client.get("/account/second-step/").content.decode()
    secret = re.findall(r'class="secret">([^<]+)<', page)[0].replace(" ", "")
    assert '<svg width="' in page
    again = client.get("/account/second-step/").content.decode()
    assert secret in again.replace(" ", "")

    answer = client.post(
        "/account/second-step/", {"code": code_of(secret), "password": PASSWORD}
    ).content.decode()

    assert len(re.findall(r"<code>(\d{8})</code>", answer)) == 10
    assert has_second_step(person)
    assert client.get("/account/second-step/").status_code == 302
    assert "รหัสกู้คืนเหลือ ๑๐" in client.get("/account/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"code": "000000"}, "รหัสไม่ถูกต้อง"), ({"password": "wrong"}, WRONG_PASSWORD)],
)
def test_turning_it_on_asks_for_code_and_password(client, person, wrong, words):
    client.force_login(person)
    page = client.get("/account/second-step/").content.decode()
    secret = re.findall(r'class="secret">([^<]+)<', page)[0].replace(" ", "")

    said = {"code": code_of(secret), "password": PASSWORD} | wrong
    answer = client.post("/account/second-step/", said).content.decode()

    assert words in answer
    assert secret in answer.replace(" ", "")
    assert not has_second_step(person)


def test_turning_it_off_and_new_codes_ask_for_the_password(client, person, codes):
    client.force_login(person)
    for address in ("/account/second-step/stop/", "/account/second-step/codes/"):
        assert WRONG_PASSWORD in client.post(address, {"password": "wrong"}).content.decode()
    renewed = client.post("/account/second-step/codes/", {"password": PASSWORD}).content.decode()
    assert codes[0] not in renewed
    assert len(re.findall(r"<code>\d{8}</code>", renewed)) == 10

    answer = client.post("/account/second-step/stop/", {"password": PASSWORD})

    assert answer["Location"] == "/account/"
    assert not has_second_step(person)
    assert [event.action for event in AuditEvent.objects.order_by("pk")][-2:] == [
        "user.codes_renewed",
        "user.second_step_stopped",
    ]
    for address in ("/account/second-step/stop/", "/account/second-step/codes/"):
        assert client.post(address, {"password": PASSWORD})["Location"] == "/account/"


def test_the_wrong_password_of_an_account_with_a_second_step_tells_nothing(client, codes):
    assert WRONG in sign_in(client, "wrong").content.decode()
