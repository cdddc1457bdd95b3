"""A database that is full, locked or away: told in Thai, nothing changed, what was typed kept."""

from __future__ import annotations

import logging
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from django.db import connection
from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from ita_portal.setting_values import database
from measures.models import AuditEvent
from measures.roles import Role
from measures.views.access import public
from measures.views.trouble import AWAY, BUSY, FULL
from tests.factories import make_full_measure, make_layout, make_plan, make_report, make_user
from tests.reports.views.workspace.editing import address, post, send, values

LONG = "ผลการดำเนินการ " * 500
DISK_FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON measures_auditevent EXECUTE FUNCTION full_disk();
"""
ENOUGH_ROOM = "DROP TRIGGER full_disk ON measures_auditevent; DROP FUNCTION full_disk();"


@public
def unreachable(request: HttpRequest) -> HttpResponse:
    """Asks a database whose server does not run."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"postgres://portal:secret@127.0.0.1:{probe.getsockname()[1]}/portal"
        there = database(url, pool_size=1)
        there["OPTIONS"]["pool"]["timeout"] = 0.2
        handler = ConnectionHandler({"default": there, "away": there})  # a pool has its alias
        try:
            with handler["away"].cursor() as cursor:
                cursor.execute("SELECT 1")
        finally:
            handler["away"].close_pool()  # type: ignore[attr-defined]
    return HttpResponse()


@public
def no_file(request: HttpRequest) -> HttpResponse:
    """Asks a database whose folder is gone."""
    handler = ConnectionHandler({"default": database("sqlite:////nowhere/db.sqlite3", pool_size=1)})
    with handler["default"].cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse()


urlpatterns = [
    path("unreachable/", unreachable),
    path("no-file/", no_file),
    path("", include("ita_portal.urls")),
]
handler500 = "measures.views.trouble.server_error"


@pytest.fixture
def measure(transactional_db):
    plan = make_plan()
    make_report(plan=plan, layout=make_layout("six"))
    return make_full_measure(plan=plan, title="เดิม")


@pytest.fixture
def client(measure) -> Client:
    """A browser of somebody who may write, which is shown failures as anybody is."""
    client = Client(raise_request_exception=False, headers={"origin": "http://testserver"})
    client.force_login(make_user(role=Role.COORDINATOR, organization=measure.plan.organization))
    return client


@contextmanager
def full(engine: str) -> Iterator[None]:
    """SQLite may not take one more page; PostgreSQL says what it says of a full disk."""
    with connection.cursor() as cursor:
        if engine == "postgresql":
            cursor.execute(DISK_FULL)
            yield
            cursor.execute(ENOUGH_ROOM)
            return
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA max_page_count = 1")  # not less than there are
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def locked(engine: str) -> Iterator[None]:
    """Somebody else holds what is to be written, and the wait is short."""
    if engine == "postgresql":
        given = connection.get_connection_params()
        known = {
            key: given[key]
            for key in ("host", "port", "user", "password", "dbname")
            if given.get(key)
        }
        with psycopg.connect(**known) as other, connection.cursor() as cursor:
            other.execute("SELECT * FROM measures_annualplan FOR UPDATE")
            cursor.execute("SET lock_timeout = '50ms'")
            yield
            cursor.execute("SET lock_timeout = 0")
            other.rollback()
        return
    name = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(name, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 50")
            yield
            cursor.execute("PRAGMA busy_timeout = 20000")
        other.execute("ROLLBACK")


@pytest.mark.parametrize(("fault", "trouble"), [(full, FULL), (locked, BUSY)])
def test_what_cannot_be_saved_is_kept_and_can_be_sent_again(
    client, measure, engine, caplog, fault, trouble
):
    before, events = values(measure), AuditEvent.objects.count()
    body = {"changes": [{"key": "outputs", "base": before["outputs"], "value": LONG.strip()}]}
    with fault(engine):
        shown = post(client, measure, outputs=LONG)
        told = client.post(
            address(measure, "changes/"),
            body,
            content_type="application/json",
            headers={"accept": "application/json"},
        )
        read = client.get(address(measure))

    page = shown.content.decode()
    assert (shown.status_code, shown["Retry-After"], read.status_code) == (503, "60", 200)
    assert f"<h1>{trouble.title}</h1>" in page
    assert trouble.words in page
    assert f"readonly>&#10;{LONG}</textarea>" in page
    assert f'name="outputs" value="{LONG}"' in page
    assert (told.status_code, told.json()["refusal"]) == (503, trouble.short)
    assert (values(measure), AuditEvent.objects.count()) == (before, events)
    assert [line.message for line in caplog.records if line.name.endswith("trouble")] == [
        trouble.logged
    ] * 2

    assert send(client, measure, "changes/", body).json()["errors"] == {}
    assert values(measure)["outputs"] == LONG.strip()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("path", ["/unreachable/", "/no-file/"])
def test_a_database_that_cannot_be_reached_is_told(path, caplog):
    with caplog.at_level(logging.ERROR):
        answer = Client(raise_request_exception=False).get(path)

    assert answer.status_code == 503
    assert f"<h1>{AWAY.title}</h1>" in answer.content.decode()
    assert f'href="{path}"' in answer.content.decode()
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert AWAY.logged in caplog.text


def test_a_public_page_of_a_full_database_is_read(client, measure, engine):
    """Reading writes nothing, so it goes on."""
    with full(engine):
        answers = [Client().get(each).status_code for each in ("/", "/reports/", "/verify/")]

    assert answers == [200, 200, 200]
