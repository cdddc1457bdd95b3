"""บัญชีของฉัน."""

from __future__ import annotations

import pytest
from django.test import Client

from measures.models import AuditEvent, User
from measures.views.sessions import WRONG_PASSWORD
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEW = "another horse ran away"


@pytest.fixture
def person(client):
    user = make_user(password=PASSWORD, display_name="นิติกร")
    client.force_login(user)
    return user


def change(client, **said):
    fields = {"password": PASSWORD, "new_password": NEW, "again": NEW}
    return client.post("/account/password/", fields | said)


def test_a_person_changes_what_they_are_shown_as(client, person):
    answer = client.post("/account/", {"display_name": "  นิติกรชำนาญการ "}, follow=True)

    assert "บันทึกชื่อที่แสดงแล้ว" in answer.content.decode()
    assert User.objects.get().display_name == "นิติกรชำนาญการ"
    event = AuditEvent.objects.get()
    assert (event.action, event.before, event.after) == (
        "user.updated",
        {"display_name": "นิติกร"},
        {"display_name": "นิติกรชำนาญการ"},
    )


@pytest.mark.parametrize("name", ["", "ก" * 201, "ก" + "่" * 40])
def test_a_name_that_will_not_do_is_said_and_kept(client, person, name):
    page = client.post("/account/", {"display_name": name}).content.decode()

    assert 'aria-invalid="true"' in page
    assert f'value="{name}"' in page or not name
    assert User.objects.get().display_name == "นิติกร"


def test_a_new_password_ends_the_other_sessions(client, person):
    other = Client()
    other.force_login(person)
    before = client.session.session_key

    answer = change(client, follow=True)

    assert answer["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert client.session.session_key != before
    assert other.get("/account/").status_code == 302
    assert User.objects.get().check_password(NEW)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"password": "wrong"}, WRONG_PASSWORD),
        ({"password": ""}, "โปรดใส่รหัสผ่านปัจจุบัน"),
        ({"again": "x"}, "รหัสผ่านสองช่องไม่เหมือนกัน"),
        ({"new_password": "123456789012", "again": "123456789012"}, "รหัสผ่าน"),
    ],
)
def test_a_password_is_not_changed(client, person, said, words):
    page = change(client, **said).content.decode()

    assert words in page
    assert "<title>มีข้อผิดพลาด: " in page
    assert User.objects.get().check_password(PASSWORD)
    assert not AuditEvent.objects.exists()


def test_guesses_of_ones_own_password_are_counted(client, person):
    answers = [change(client, password="wrong").status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]


def test_a_person_ends_the_sessions_of_other_devices(client, person):
    other = Client()
    other.force_login(person)

    answer = client.post("/account/sessions/end/")

    assert answer["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert AuditEvent.objects.get().action == "user.sessions_ended"


@pytest.mark.parametrize(
    ("theme", "sheet"),
    [
        ("auto", 'css/dark.css" media="(prefers-color-scheme: dark)"'),
        ("dark", 'css/dark.css" media="screen"'),
        ("light", ""),
        ("purple", 'css/dark.css" media="(prefers-color-scheme: dark)"'),
    ],
)
def test_the_colours_are_those_of_the_device_or_chosen(client, person, theme, sheet):
    answer = client.post("/account/theme/", {"theme": theme, "next": "/account/"})
    page = client.get("/account/").content.decode()

    assert answer["Location"] == "/account/"
    assert (sheet in page) if sheet else ("dark.css" not in page)
    public = client.get("/")
    assert 'css/dark.css" media="(prefers-color-scheme: dark)"' in public.content.decode()
    assert "cookie" not in public.get("Vary", "").lower()


def test_keys_of_one_letter_are_switched_off_and_on_for_this_device(client, person):
    for choice, left in (("off", "on"), ("on", "off")):
        answer = client.post("/account/keys/", {"letters": choice})
        page = client.get(answer["Location"]).content.decode()

        assert answer["Location"] == "/account/keys/"
        assert f'name="letters" value="{left}"' in page


def test_the_colours_lead_to_no_other_site(client, person):
    answer = client.post("/account/theme/", {"theme": "dark", "next": "https://evil.example/"})

    assert answer["Location"] == "/work/"
