"""A provider of OpenID Connect on this machine, as little of one as a portal asks for."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from typing import Any
from urllib.parse import parse_qs


class Provider(BaseHTTPRequestHandler):
    """Tells `claims` of whoever comes, and keeps what it was asked."""

    claims: dict[str, Any]
    asked: list[dict[str, list[str]]]
    fails = False

    def port(self) -> int:
        address: Any = self.server.server_address
        return int(address[1])

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.port()}"
        self._say(
            {
                "issuer": base,
                "authorization_endpoint": f"{base}/auth",
                "token_endpoint": f"{base}/token",
                "userinfo_endpoint": f"{base}/userinfo",
                "jwks_uri": f"{base}/keys",
            }
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        type(self).asked.append(parse_qs(body))
        base = f"http://127.0.0.1:{self.port()}"
        whole = {"iss": base, "aud": "portal", "exp": time() + 60, **self.claims}
        parts = [
            base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
            for part in ({"alg": "RS256", "kid": "1", "typ": "JWT"}, whole)
        ]
        token = ".".join([*parts, "c2lnbmF0dXJl"])
        self._say({"access_token": "secret-access", "token_type": "Bearer", "id_token": token})

    def _say(self, value: dict[str, Any]) -> None:
        data = b"broken" if self.fails else json.dumps(value).encode()
        self.send_response(500 if self.fails else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: Any) -> None:
        """The tests read what was asked."""


@contextmanager
def serving(claims: dict[str, Any]) -> Iterator[str]:
    """Its address, while it serves."""
    Provider.claims, Provider.asked, Provider.fails = claims, [], False
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
