import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connections, transaction

from measures.models import FiscalYear
from reports.queries.readers import first_row

COUNT = "SELECT COUNT(*) FROM measures_fiscalyear WHERE year = %s"


def count(year: int) -> int:
    row = first_row(COUNT, (year,))
    assert row is not None
    return int(row[0])


def count_in_a_thread(year: int) -> int:
    try:
        return count(year)
    finally:
        connections.close_all()  # as the end of a request does


@pytest.mark.django_db(transaction=True)
def test_first_row_sees_what_is_committed_at_once():
    counts = [count(2568)]
    FiscalYear.objects.create(year=2568)
    counts.append(count(2568))
    FiscalYear.objects.all().delete()
    counts.append(count(2568))

    assert counts == [0, 1, 0]


@pytest.mark.django_db(transaction=True)
def test_first_row_within_a_transaction_sees_what_that_has_written():
    with transaction.atomic():
        FiscalYear.objects.create(year=2568)
        inside = count(2568)
        with ThreadPoolExecutor(1) as other:
            outside = other.submit(count_in_a_thread, 2568).result()

    assert [inside, outside] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_first_row_is_none_where_there_is_none():
    assert first_row("SELECT id FROM measures_fiscalyear WHERE year = %s", (1,)) is None


@pytest.mark.django_db(transaction=True)
def test_first_row_serves_many_threads_and_survives_a_failure():
    FiscalYear.objects.create(year=2568)
    with pytest.raises((DatabaseError, sqlite3.OperationalError)):
        first_row("SELECT id FROM nowhere", ())

    with ThreadPoolExecutor(24) as threads:
        counts = list(threads.map(count_in_a_thread, [2568, 2567] * 60))

    assert counts == [1, 0] * 60


@pytest.mark.django_db(transaction=True)
def test_first_row_writes_nothing(engine):
    if engine == "sqlite":
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            first_row("DELETE FROM measures_fiscalyear WHERE year = %s RETURNING id", (2568,))
    assert count(2568) == 0
