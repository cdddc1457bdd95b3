"""The shortest way to a few rows, for the questions of public pages.

On SQLite a few connections of our own are shared by all threads: Django keeps one for each thread,
and a server that outlasts slow clients has hundreds of those. Opening one for each request would
take longer than all the rest of the page; each that is kept takes 200 KB, as it reads in all the
tables. So a thread that finds none waits for its turn. PostgreSQL has Django's pool.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_AT_ONCE = 3  # only one of the threads that ask runs at a time, but for what SQLite does itself
# Room for the pages of the file that a stamp is read from; with less they are read again each time
_CACHE_KB = 256
_SQLITE = "django.db.backends.sqlite3"
_turns = BoundedSemaphore(_AT_ONCE)
_idle: deque[tuple[str, sqlite3.Connection]] = deque()


Row = tuple[Any, ...]


def rows(sql: str, values: tuple[str | int | None, ...]) -> list[Row]:
    """The rows of a query with %s in it; within a transaction also what that has written.

    Values come as the driver gives them: on SQLite times and JSON are text.
    """
    database = connections.settings[DEFAULT_DB_ALIAS]
    held = _transaction()
    if held is None and database["ENGINE"] == _SQLITE:
        with _reader(str(database["NAME"])) as reader:
            return list(reader.execute(_qmark(sql), values))
    with (held or connections[DEFAULT_DB_ALIAS]).cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def first_row(sql: str, values: tuple[str | int | None, ...]) -> Row | None:
    """The first of the rows, or None."""
    found = rows(sql, values)
    return found[0] if found else None


def _transaction() -> BaseDatabaseWrapper | None:
    """This thread's connection, if it is within a transaction."""
    for wrapper in connections.all(initialized_only=True):
        if wrapper.alias == DEFAULT_DB_ALIAS and wrapper.in_atomic_block:
            return wrapper
    return None


@contextmanager
def _reader(name: str) -> Iterator[sqlite3.Connection]:
    """A connection that nobody else uses meanwhile; closed if it failed."""
    with _turns:
        reader = _take(name)
        try:
            yield reader
        except BaseException:
            reader.close()
            raise
        _idle.append((name, reader))


def _take(name: str) -> sqlite3.Connection:
    try:
        opened_for, reader = _idle.pop()
    except IndexError:
        return _open(name)
    if opened_for == name:
        return reader
    reader.close()
    return _take(name)


def _open(name: str) -> sqlite3.Connection:
    address = Path(name).absolute().as_uri()
    reader = sqlite3.connect(
        f"{address}?mode=rw",
        uri=True,
        timeout=20,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=4,
    )
    reader.execute("PRAGMA query_only = ON")
    reader.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    return reader


def _qmark(sql: str) -> str:
    return sql.replace("%s", "?")
