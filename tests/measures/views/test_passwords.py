"""Forgotten passwords, and answers that do not tell who has an account."""

from __future__ import annotations

import re
from statistics import median
from time import perf_counter

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.core import mail
from django.test import Client, override_settings

from measures.models import SignInTry, User
from measures.services import letters
from measures.services.sign_in import TRIES, TRIES_OF_ONE_ACCOUNT
from measures.views.sessions import CLOSED_FOR_NOW
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NAME = "legal@example.go.th"
NEW = "another horse ran away"


@pytest.fixture
def person():
    return make_user(email=NAME, password=PASSWORD, display_name="นิติกร {0}")


def letters_sent() -> list[mail.EmailMessage]:
    letters._postman.submit(int).result()
    return mail.outbox


def ask(client, email=NAME):
    return client.post("/sign-in/forgotten/", {"email": email})


def link() -> str:
    return str(re.findall(r"http://localhost:8000(/\S+)", str(letters_sent()[-1].body))[0])


def test_a_letter_leads_to_a_new_password_and_in(client, person):
    other = Client()
    other.force_login(person)
    answer = ask(client, "Legal@Example.go.th")
    assert [answer.status_code, answer["Location"]] == [302, "/sign-in/forgotten/sent/"]
    (letter,) = letters_sent()
    assert (letter.to, letter.subject) == ([NAME], "ตั้งรหัสผ่านใหม่")
    assert "เรียน นิติกร {0}" in letter.body

    assert NAME in client.get(link()).content.decode()
    done = client.post(link(), {"new_password": NEW, "again": NEW})

    assert [done.status_code, done["Location"]] == [302, "/work/"]
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in client.get(link()).content.decode()
    assert client.post(link(), {"new_password": NEW, "again": NEW}).status_code == 404


@pytest.mark.parametrize("email", [NAME, "nobody@example.go.th", "left@example.go.th"])
def test_the_answer_is_the_same_for_all(client, person, email):
    make_user(email="left@example.go.th", is_active=False)

    answers = [ask(client, email) for _ in range(TRIES + 1)]

    assert [answer.status_code for answer in answers] == [302] * TRIES + [429]
    assert {answer.get("Location") for answer in answers[:-1]} == {"/sign-in/forgotten/sent/"}
    assert len(letters_sent()) == (TRIES if email == NAME else 0)
    page = client.get("/sign-in/forgotten/sent/").content.decode()
    assert "หากอีเมลนี้มีบัญชีในระบบ" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"new_password": NEW, "again": "other"}, "รหัสผ่านสองช่องไม่เหมือนกัน"),
        ({"new_password": "short", "again": "short"}, "12"),
        ({"new_password": "", "again": ""}, "โปรดใส่รหัสผ่านใหม่"),
    ],
)
def test_a_password_that_will_not_do_is_said_at_the_field(client, person, said, words):
    ask(client)

    page = client.post(link(), said).content.decode()

    assert words in page
    assert "<title>มีข้อผิดพลาด: " in page
    assert client.get(link()).status_code == 200


@pytest.mark.parametrize("email", ["", "legal", "a@b", "ก" * 300])
def test_an_address_that_is_none_is_refused_at_the_field(client, email):
    page = ask(client, email).content.decode()

    assert 'aria-invalid="true"' in page


def test_the_letter_names_no_forged_host(client, person):
    answer = client.post("/sign-in/forgotten/", {"email": NAME}, headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert letters_sent() == []


def test_the_letter_leads_to_the_portal_whatever_port_was_asked(client, person):
    client.post("/sign-in/forgotten/", {"email": NAME}, headers={"host": "testserver:8666"})

    assert re.findall(r"https?://[^/]+/", str(letters_sent()[-1].body)) == [
        "http://localhost:8000/"
    ]


def test_who_is_locked_out_by_others_gets_in_by_letter_or_known_device(client, person):
    known = Client()
    known.post("/sign-in/", {"name": NAME, "password": PASSWORD})
    known.post("/sign-out/")
    for number in range(TRIES_OF_ONE_ACCOUNT):
        Client(REMOTE_ADDR=f"198.51.100.{number}").post(
            "/sign-in/", {"name": NAME, "password": "guess"}
        )

    refused = client.post("/sign-in/", {"name": NAME, "password": PASSWORD})
    assert refused.status_code == 429
    assert CLOSED_FOR_NOW in refused.content.decode()
    assert known.post("/sign-in/", {"name": NAME, "password": PASSWORD}).status_code == 302
    ask(client)
    assert client.post(link(), {"new_password": NEW, "again": NEW})["Location"] == "/work/"


@pytest.mark.parametrize("cookie", ["1:abc", "x", "1:abc:2:3"])
def test_a_forged_device_is_none(client, person, cookie):
    client.cookies["known-device"] = cookie

    assert client.post("/sign-in/", {"name": NAME, "password": PASSWORD}).status_code == 302


class QuickArgon2(Argon2PasswordHasher):
    """A quarter of the work, which is still nearly all of what an answer takes."""

    memory_cost = Argon2PasswordHasher.memory_cost // 4


@pytest.mark.one_engine
@override_settings(PASSWORD_HASHERS=["tests.measures.views.test_passwords.QuickArgon2"])
def test_an_answer_takes_as_long_for_a_name_that_nobody_has(person):
    """A share of what `make torture` measures; turn about, so that a busy machine hits both."""
    person.set_password(PASSWORD)
    person.save()
    times: dict[str, list[float]] = {NAME: [], "nobody@example.go.th": []}
    for number in range(9):
        for name, taken in times.items():
            client = Client(REMOTE_ADDR=f"192.0.2.{number}")
            began = perf_counter()
            client.post("/sign-in/", {"name": name, "password": "guess"})
            taken.append(perf_counter() - began)

    known, unknown = (median(taken) for taken in times.values())
    assert 0.5 < known / unknown < 2


@pytest.mark.torture
@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
@pytest.mark.parametrize("address", ["/sign-in/", "/sign-in/forgotten/"])
def test_four_hundred_answers_do_not_tell_who_has_an_account(address):
    """Ranks of pairs taken turn about: the two kinds of answers are of one distribution."""
    known = make_user(password=PASSWORD)
    User.objects.filter(pk=known.pk).update(password=make_password(PASSWORD))
    pairs = []
    for number in range(400):
        User.objects.filter(pk=known.pk).update(email=f"known{number}@example.go.th")
        pair = {}
        for name in sorted((f"known{number}", f"nobody{number}"), reverse=bool(number % 2)):
            client = Client(REMOTE_ADDR=f"192.0.{number // 200}.{number % 200}")
            said = {"name": f"{name}@example.go.th", "password": "guess"}
            SignInTry.objects.all().delete()
            began = perf_counter()
            client.post(address, said | {"email": said["name"]})
            pair[name[:5]] = perf_counter() - began
        pairs.append(pair["known"] - pair["nobod"])

    # the sign test: how often the known one was slower, against half and half
    slower = sum(one > 0 for one in pairs)
    assert abs(slower - 200) < 2.58 * 10, slower  # p > 0.01
