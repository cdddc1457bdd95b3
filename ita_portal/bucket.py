"""A bucket of an S3-compatible store, whose troubles are told as those of a disk are: OSError."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from ita_portal.storage import StoreAway

_IN_MEMORY = 8 << 20  # bytes of a file that is read; what is larger waits on this disk
# Somebody waits for the page: a store that does not answer is given up within some seconds.
_PATIENCE = Config(
    signature_version="s3v4",
    connect_timeout=3,
    read_timeout=20,
    retries={"total_max_attempts": 2, "mode": "standard"},
)


@contextmanager
def _told_as_of_a_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error) as error:
        raise StoreAway(str(error)) from error


class PrivateBucket(S3Storage):
    """Raises FileNotFoundError for what is not there, StoreAway where the store cannot say."""

    def __init__(self, **options: Any) -> None:
        super().__init__(client_config=_PATIENCE, max_memory_size=_IN_MEMORY, **options)

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        """Read whole, as the library reads it anyway: trouble is told before a byte is sent on."""
        with _told_as_of_a_disk():
            file: File[bytes] = super()._open(name, mode)
            if "r" in mode:
                file.open()
        return file

    def _save(self, name: str, content: File[bytes]) -> str:
        with _told_as_of_a_disk():
            saved: str = super()._save(name, content)
        return saved

    def delete(self, name: str) -> None:
        with _told_as_of_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _told_as_of_a_disk():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _told_as_of_a_disk():
            return int(super().size(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _told_as_of_a_disk():
            folders, files = super().listdir(name)
        return folders, files

    def get_modified_time(self, name: str) -> datetime:
        with _told_as_of_a_disk():
            at: datetime = super().get_modified_time(name)
        return at
