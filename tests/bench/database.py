"""The empty database of a bench, in the process that measures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def empty_database() -> Iterator[None]:
    """With all tables; of SQLite a file, as a portal has it."""
    name = str(Path(settings.DATA_DIR) / "bench.sqlite3")
    settings.DATABASES["default"].setdefault("TEST", {})
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        settings.DATABASES["default"]["TEST"]["NAME"] = name
    old = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(old, verbosity=0)
