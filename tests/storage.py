"""A private storage of a test's own, or one that does not answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ita_portal.storage import private_storage


def keep_files_in(settings: Any, folder: Path) -> None:
    """Let private files lie in this folder, for as long as `settings` of pytest-django hold."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "default": default}


@contextmanager
def store_away(settings: Any) -> Iterator[None]:
    """Meanwhile private files lie in a bucket at a port of this machine where nobody listens."""
    before = settings.STORAGES
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        bucket = private_storage(
            Path("/nowhere"),
            bucket="files",
            endpoint=f"http://127.0.0.1:{closed.getsockname()[1]}",
            region="local",
            access_key="key",
            secret_key="secret",
        )
        settings.STORAGES = {**before, "default": bucket}
        try:
            yield
        finally:
            settings.STORAGES = before
