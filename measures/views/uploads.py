"""Bodies with files: read up to a limit, whoever sends them and wherever to.

Large files go to disk, not into memory. Of a file beyond the limits nothing is kept, the others of
the same request are; `dropped_files` tells which, so that a page can say so at the file. Files of
strangers reach neither: no page asks them for one but that on which it is only fingerprinted.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class SignedInUpload(FileUploadHandler):
    """Skips every file of a request of nobody in particular."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class BoundedUpload(FileUploadHandler):
    """Counts bytes of each file and of all; the handlers after it never see what is too much."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.dropped: list[str] = []
        self._all_bytes = 0
        self._bytes = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._bytes = 0
        if self._all_bytes > settings.EVIDENCE_UPLOAD_MB << 20:
            self._drop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._bytes += len(raw_data)
        self._all_bytes += len(raw_data)
        if (
            self._bytes > settings.EVIDENCE_FILE_MB << 20
            or self._all_bytes > settings.EVIDENCE_UPLOAD_MB << 20
        ):
            self._drop()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _drop(self) -> None:
        self.dropped.append(self.file_name or "")
        raise SkipFile


class Fingerprint(UploadedFile):
    """What is known of a file that was not kept: its size, its SHA-256 and its first bytes."""

    def __init__(self, *args: Any, sha256: str, start: bytes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sha256, self.start = sha256, start

    def close(self) -> None:
        """Nothing is open; Django closes what came before a part that it cannot read."""


class FingerprintUpload(FileUploadHandler):
    """Makes fingerprints of files while they come in, and keeps none of them."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._digest, self._start = sha256(), b""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._digest.update(raw_data)
        self._start = self._start or raw_data[:16]

    def file_complete(self, file_size: int) -> Fingerprint:
        return Fingerprint(
            name=self.file_name, size=file_size, sha256=self._digest.hexdigest(), start=self._start
        )


def fingerprints_only(request: HttpRequest) -> None:
    """From here on files of the request are fingerprinted; before its body is read."""
    request.upload_handlers = [BoundedUpload(request), FingerprintUpload(request)]


def dropped_files(request: HttpRequest) -> list[str]:
    """The names of the files that were over the limits; read after `request.FILES`."""
    return [
        name
        for handler in request.upload_handlers
        if isinstance(handler, BoundedUpload)
        for name in handler.dropped
    ]
