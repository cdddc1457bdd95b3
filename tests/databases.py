"""A database with all tables, of which each process of the suite takes a copy.

All migrations take five seconds of a processor, a copy takes a tenth of one.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

TABLES = "with_tables"  # the name of the database, on a server or as a file
MIGRATE = """
import tests.environment
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "migrate", "--verbosity=0"])
"""


class Tables:
    """The database, being made on `server` or in `folder`."""

    def __init__(self, *, server: str = "", folder: str = "") -> None:
        if server:
            create(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TABLES)))
            self._name = TABLES
            url = urlsplit(server)._replace(path=f"/{TABLES}").geturl()
        else:
            self._name = str(Path(folder) / TABLES)
            url = f"sqlite:///{self._name}"
        settings = {"TEST_ENGINE_URL": url, "DJANGO_SETTINGS_MODULE": "ita_portal.settings"}
        command = [sys.executable, "-c", MIGRATE]
        self._making = subprocess.Popen(command, env={**os.environ, **settings})

    def made(self) -> str:
        """Its name, once it is there."""
        if self._making.wait():
            raise RuntimeError(f"no tables in {self._name}")
        return self._name


def copy(tables: str, name: str, *, server: str) -> None:
    """Make the database `name`, the same as `tables`."""
    if server:
        form = "CREATE DATABASE {} TEMPLATE {}"
        create(server, sql.SQL(form).format(sql.Identifier(name), sql.Identifier(tables)))
    else:
        shutil.copy(tables, name)


def create(server: str, statement: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
