"""A run counts only if both engines ran, skipped nothing and passed; and each is the right one."""

import pytest
from django.conf import settings
from django.db import connection

from tests.engines import Outcome


@pytest.mark.parametrize(
    ("status", "closing", "fault"),
    [
        (0, "12 passed, 3 deselected in 4.56s", ""),
        (
            1,
            "1 failed, 11 passed in 4.56s",
            "X: pytest ended with status 1: 1 failed, 11 passed in 4.56s",
        ),
        (5, "no tests ran in 0.1s", "X: pytest ended with status 5: no tests ran in 0.1s"),
        (0, "3 deselected in 0.10s", "X: no test ran"),
        (0, "", "X: no test ran"),
        (0, "11 passed, 1 skipped in 4s", "X: some tests did not run: 11 passed, 1 skipped in 4s"),
        (0, "11 passed, 1 xfailed in 4s", "X: some tests did not run: 11 passed, 1 xfailed in 4s"),
    ],
)
def test_fault_of_a_run(status: int, closing: str, fault: str) -> None:
    assert Outcome(engine="X", status=status, closing=closing).fault == fault


@pytest.mark.django_db
def test_the_tests_run_on_the_engine_that_they_say(engine: str) -> None:
    assert connection.vendor == engine


@pytest.mark.django_db
def test_sqlite_writes_ahead_safely_and_at_once(engine: str) -> None:
    if engine == "postgresql":
        assert settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"] == 8
        return
    options = connection.settings_dict["OPTIONS"]
    with connection.cursor() as cursor:
        modes = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        ]

    assert modes == ["wal", 2, 20_000, 1]
    assert options["transaction_mode"] == "IMMEDIATE"
