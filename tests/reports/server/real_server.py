"""The server of `make run` on the database of the tests, and people who talk to it by HTTP."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from ita_portal.setup.start import PRINT_ONLY, server_command
from measures.models import User

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_SECONDS = 120
CSRF = "0123456789abcdefghijklmnopqrstuv"


class Gone(Exception):
    """The server ended before it had answered."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was acknowledged."""

    status: int
    location: str
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class RealServer:
    """Two processes with many threads and their children, killed all at once."""

    def __init__(self, static: Path) -> None:
        self._static = static
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns once a page is answered."""
        self._process = subprocess.Popen(
            server_command("127.0.0.1", str(self.port), "ita_portal.wsgi:application"),
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": _database_url(),
                "AUDIT_HEADS": str(settings.AUDIT_HEADS),
                "STATIC_ROOT": str(self._static),
            },
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE_SECONDS
        while self._ask("GET", "/reports/report.schema.json") is None:
            assert self._process.poll() is None, "the server does not start"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)

    def kill(self) -> None:
        """As a loss of power is for processes: none of them can do anything more."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        """Raises Gone."""
        answer = self._ask(method, path, body, headers)
        if answer is None:
            raise Gone
        return answer

    def _ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer | None:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            asked.request(method, path, body, headers or {})
            answer = asked.getresponse()
            return Answer(
                status=answer.status,
                location=answer.headers.get("Location", ""),
                body=answer.read(),
            )
        except (OSError, http.client.HTTPException):
            return None
        finally:
            asked.close()


class Person:
    """Somebody who has signed in, in a browser of their own."""

    def __init__(self, server: RealServer, user: User) -> None:
        browser = Client()
        browser.force_login(user)
        browser.cookies[settings.CSRF_COOKIE_NAME] = CSRF
        self._server = server
        self._headers = {
            "Cookie": browser.cookies.output(attrs=[], header="", sep=";"),
            "X-CSRFToken": CSRF,
            "Accept": "application/json",
        }

    def send_form(self, path: str, **fields: Any) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._server.send("POST", path, urlencode(fields).encode(), self._headers | kind)

    def send_json(self, path: str, body: Any) -> Answer:
        kind = {"Content-Type": "application/json"}
        return self._server.send("POST", path, json.dumps(body).encode(), self._headers | kind)

    def send_files(self, path: str, **fields: Any) -> Answer:
        body = encode_multipart(BOUNDARY, fields)
        kind = {"Content-Type": MULTIPART_CONTENT}
        return self._server.send("POST", path, body, self._headers | kind)


def collect_static_files(root: Path) -> None:
    """What pages and answers of the server name by their hashes."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0", "-i", PRINT_ONLY]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "STATIC_ROOT": str(root)}, check=True)


def _database_url() -> str:
    name = str(connection.settings_dict["NAME"])
    given = os.environ.get("TEST_ENGINE_URL", "")
    if not given:
        return f"sqlite:///{quote(name)}"
    parts = urlsplit(given)
    return urlunsplit(parts._replace(path=f"/{name}"))
