"""Fixtures for every test: cheap settings, the engine, and a browser at two widths."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from csp.constants import SELF
from django.conf import settings
from django.db import models
from django.template import Context
from django.test import client, override_settings
from django.test.utils import ContextList
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import databases

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
POSTGRESQL = bool(os.environ.get("TEST_ENGINE_URL"))
TABLES = os.environ.get("TEST_TABLES", "")  # what to copy; made anew by the migrations if not told
PATIENCE_MS = 20_000  # for what a page is to show: other tests run beside on the same processors
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # threads that compile and clear up ahead of a page only take processors from other tests
    "--js-flags=--single-threaded",
    # nothing but this machine, whatever a page asks for
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what touches the database, unless marked `one_engine`; the rest is the same
    on both engines. Tests marked `torture` run only when asked for by name.
    """
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        uses_database = item.get_closest_marker("django_db") or names & DATABASE_FIXTURES
        marks = {mark.name for mark in item.iter_markers()}
        same_on_both = not uses_database or marks & {"browser", "one_engine"}
        too_long = "torture" in marks and "torture" not in config.option.markexpr
        (left if too_long or (POSTGRESQL and same_on_both) else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def pytest_collection() -> None:
    """What is being loaded is no garbage: to look for some took a fifth of the loading."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What is loaded by now lives to the end: to look through it again and again for garbage took
    a twelfth of all time.
    """
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture(scope="session")
def engine() -> str:
    """Which database the tests run on: "postgresql" or "sqlite"."""
    return "postgresql" if POSTGRESQL else "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite's tests use a file, as the portal does: in memory nothing would ever be locked."""
    test = settings.DATABASES["default"].setdefault("TEST", {})
    if not POSTGRESQL:
        test["NAME"] = str(Path(settings.DATA_DIR) / "test.sqlite3")
    if TABLES:
        databases.copy(TABLES, test["NAME"], server=os.environ.get("TEST_ENGINE_URL", ""))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """What was copied is used as it is."""
    return django_db_keepdb or bool(TABLES)


@pytest.fixture(scope="session")
def django_db_setup(without_permissions: None, django_db_setup: None) -> None:
    """The database of the engine, with all tables."""


@pytest.fixture(scope="session")
def without_permissions() -> None:
    """Django's own permissions, for which nobody asks (`User.has_perm`), would be written anew
    whenever a test has emptied the tables.
    """
    name = "django.contrib.auth.management.create_permissions"
    assert models.signals.post_migrate.disconnect(dispatch_uid=name)


@pytest.fixture(autouse=True, scope="session")
def cheap_settings() -> Iterator[None]:
    """Hash passwords fast, name static files plainly, know no identity provider: tests are not
    about these, unless they say so.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"form-action": [SELF]}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        SIGN_IN_WITH={},
        SOCIALACCOUNT_PROVIDERS={},
        CONTENT_SECURITY_POLICY={"DIRECTIVES": policy},
        IMPORT_PATIENCE_SECONDS=120.0,
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def contexts_not_copied() -> Iterator[None]:
    """The test client would copy the context of every part of a page: 5 % of all time."""

    def keep(store: dict[str, Any], *_: object, context: Context, **__: object) -> None:
        store.setdefault("context", ContextList()).append(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", keep)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium without a window, in a profile of its own."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert path, "no Chromium: `make test` installs it, or install the package chromium"
    expect.set_options(timeout=PATIENCE_MS)
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def page_errors() -> list[str]:
    """What the browser complained of; a page fixture fails its test unless this is empty."""
    return []


@pytest.fixture
def wide_page(browser: Browser, page_errors: list[str]) -> Iterator[Page]:
    """A page on an office PC, 1280 wide."""
    yield from _page(browser, page_errors, width=1280, height=900)


@pytest.fixture
def phone_page(browser: Browser, page_errors: list[str]) -> Iterator[Page]:
    """A page on a phone, 390 wide."""
    yield from _page(browser, page_errors, width=390, height=844)


def _page(browser: Browser, errors: list[str], *, width: int, height: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="th-TH")
    page = context.new_page()
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
