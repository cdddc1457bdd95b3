"""Signing in with an outside identity: against a provider on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.db import connection

from measures.models import AuditEvent, User
from measures.services.second_step import has_second_step, new_secret, start_second_step
from measures.services.single_sign_on import hidden_subject, link_identity
from measures.views.allauth_hooks import CANCELLED, FAILED, NOT_LINKED
from tests.factories import PASSWORD, make_user
from tests.measures.services.test_second_step import code_of
from tests.measures.views.identity_provider import Provider, serving

pytestmark = pytest.mark.django_db
PID = "1101700203451"
BACK = "/sign-in/with/sso/"


@pytest.fixture
def provider(settings) -> Iterator[type[Provider]]:
    with serving({"sub": "x", "pid": PID}) as address:
        settings.SIGN_IN_WITH = {
            "provider_id": "sso",
            "name": "ThaID",
            "client_id": "portal",
            "secret": "of-the-portal",
            "settings": {
                "server_url": address,
                "uid_field": "pid",
                "scope": ["openid", "pid"],
                "fetch_userinfo": False,
                "oauth_pkce_enabled": True,
            },
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [settings.SIGN_IN_WITH]}}
        yield Provider


@pytest.fixture
def person():
    return make_user(email="legal@example.go.th", password=PASSWORD)


def leave(client, address="/sign-in/with/", **said) -> dict[str, list[str]]:
    """Go to the provider; what it is asked there."""
    answer = client.post(address, said)
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer["Location"]).query)


def come_back(client, asked, **more):
    said = {"state": asked["state"][0], "code": "abc"} | more
    return client.get(BACK, said)


def said_on(client, address) -> str:
    return str(client.get(address).content.decode())


def is_known(client) -> bool:
    return "_auth_user_id" in client.session


def linked(person) -> str:
    uid = hidden_subject("sso", PID)
    link_identity(user=person, provider="sso", uid=uid, by=person)
    return uid


def everything_stored() -> str:
    """All that the database holds, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(str(cursor.fetchall()))
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    return "".join(found + sessions)


def test_a_person_links_an_identity_and_signs_in_with_it(client, person, provider):
    client.force_login(person)
    asked = leave(client, "/account/identity/", password=PASSWORD)
    scope = sorted(asked["scope"][0].split())
    assert (scope, asked["redirect_uri"], asked["code_challenge_method"]) == (
        ["openid", "pid"],
        [f"http://testserver{BACK}"],
        ["S256"],
    )
    assert come_back(client, asked)["Location"] == "/account/"
    page = said_on(client, "/account/")
    assert "เชื่อมบัญชีแล้ว" in page
    assert "เลิกเชื่อม ThaID" in page
    client.post("/sign-out/")

    assert "เข้าสู่ระบบด้วย ThaID" in said_on(client, "/sign-in/")
    answer = come_back(client, leave(client, next="/account/password/"))

    assert [answer.status_code, answer["Location"]] == [302, "/account/password/"]
    assert client.session["_auth_user_id"] == str(person.pk)
    assert provider.asked[0]["client_secret"] == ["of-the-portal"]
    assert provider.asked[0]["code_verifier"]
    assert [event.action for event in AuditEvent.objects.all()] == ["user.identity_linked"]


def test_the_citizen_number_is_stored_nowhere(client, person, provider):
    provider.claims |= {"name": "ชื่อจริง", "email": "private@example.test"}
    client.force_login(person)
    come_back(client, leave(client, "/account/identity/", password=PASSWORD))
    client.post("/sign-out/")
    start = new_secret()
    start_second_step(user=person, secret=start, code=code_of(start, -1), by=person)
    assert come_back(client, leave(client))["Location"] == "/sign-in/second-step/"

    stored = everything_stored()
    for words in (PID, "ชื่อจริง", "private@example.test", "secret-access"):
        assert words not in stored
    account = SocialAccount.objects.get()
    assert (len(account.uid), account.extra_data) == (64, {})
    assert not SocialToken.objects.exists()


def test_an_identity_asks_for_the_second_step_as_well(client, person, provider):
    linked(person)
    secret = new_secret()
    start_second_step(user=person, secret=secret, code=code_of(secret, -1), by=person)

    come_back(client, leave(client))
    assert not is_known(client)
    client.post("/sign-in/second-step/", {"code": code_of(secret)})

    assert has_second_step(person)
    assert is_known(client)


def test_nobody_registers(client, person, provider):
    provider.claims |= {"email": person.email, "email_verified": True}

    answer = come_back(client, leave(client))

    assert answer["Location"] == "/sign-in/"
    assert NOT_LINKED in said_on(client, "/sign-in/")
    assert not is_known(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


def test_a_closed_account_stays_closed(client, person, provider):
    linked(person)
    person.is_active = False
    person.save()

    come_back(client, leave(client))

    assert not is_known(client)


def test_an_identity_belongs_to_one_account(client, person, provider):
    linked(make_user())
    client.force_login(person)

    come_back(client, leave(client, "/account/identity/", password=PASSWORD))

    assert "เชื่อมกับผู้ใช้อื่นในระบบแล้ว" in said_on(client, "/account/")
    assert SocialAccount.objects.get().user != person


def test_linking_asks_for_the_password(client, person, provider):
    client.force_login(person)

    answer = client.post("/account/identity/", {"password": "wrong"})

    assert answer["Location"] == "/account/"
    assert "รหัสผ่านของท่านไม่ถูกต้อง" in said_on(client, "/account/")


def test_a_person_unlinks(client, person, provider):
    linked(person)
    client.force_login(person)

    client.post("/account/identity/unlink/")

    assert not SocialAccount.objects.exists()
    client.post("/sign-out/")
    come_back(client, leave(client))
    assert not is_known(client)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"error": "access_denied"}, CANCELLED),
        ({"error": "server_error"}, FAILED),
        ({"state": "forged"}, FAILED),
        ({"code": ""}, None),
    ],
)
def test_what_goes_wrong_at_the_provider_is_said(client, person, provider, more, words):
    linked(person)

    answer = come_back(client, leave(client), **more)

    if words is not None:
        assert answer["Location"] == "/sign-in/"
        assert words in said_on(client, "/sign-in/")
        assert not is_known(client)


@pytest.mark.parametrize(
    "claims",
    [{"pid": ""}, {"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1}],
)
def test_a_token_for_others_opens_nothing(client, person, provider, claims):
    linked(person)
    provider.claims |= claims

    answer = come_back(client, leave(client))

    assert answer["Location"] == "/sign-in/"
    assert not is_known(client)


def test_an_answer_counts_in_the_browser_that_asked(client, person, provider, django_user_model):
    from django.test import Client  # noqa: PLC0415 -- a second browser

    linked(person)
    asked = leave(client)
    other = Client()

    come_back(other, asked)

    assert not is_known(other)
    assert come_back(client, asked)["Location"] == "/work/"
    client.post("/sign-out/")
    come_back(client, asked)
    assert not is_known(client)


def test_a_provider_that_does_not_answer_is_said(client, person, provider):
    asked = leave(client)
    provider.fails = True

    for answer_of in (lambda: client.post("/sign-in/with/"), lambda: come_back(client, asked)):
        answer = answer_of()
        assert answer["Location"] == "/sign-in/"
        assert FAILED in said_on(client, "/sign-in/")


def test_a_new_key_of_the_portal_still_knows_the_identity(client, person, provider, settings):
    uid = linked(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a-new-key-of-the-portal"

    assert hidden_subject("sso", PID) == uid
    assert come_back(client, leave(client))["Location"] == "/work/"


def test_without_a_provider_there_is_no_such_way(client, person):
    client.force_login(person)

    for address in ("/sign-in/with/", "/account/identity/unlink/"):
        assert client.post(address).status_code == 404
    assert client.get(BACK).status_code == 404
    assert client.post("/account/identity/", {"password": PASSWORD}).status_code == 404
    page = said_on(client, "/account/")
    assert not re.search("ThaID|identity", page)
