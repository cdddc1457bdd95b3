"""Bytes in the private storage: there once the call returns, under a random name."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from ita_portal.storage import StoreAway

AWAY = "เก็บไฟล์ไม่สำเร็จ: ติดต่อที่เก็บไฟล์ไม่ได้ ยังไม่มีสิ่งใดเปลี่ยน โปรดรอสักครู่แล้วลองอีกครั้ง หากพบซ้ำ โปรดแจ้งผู้ดูแลระบบ"
NO_ROOM = "เก็บไฟล์ไม่สำเร็จ: พื้นที่เก็บไฟล์เต็มหรือเขียนไม่ได้ ยังไม่มีสิ่งใดเปลี่ยน โปรดแจ้งผู้ดูแลระบบ แล้วลองอีกครั้ง"
GRACE = timedelta(hours=1)
_BLOCK = 1 << 20
_log = logging.getLogger(__name__)


class NotStored(ValidationError):
    """The storage took no file; nothing has been written that a row points to."""


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file that nothing points to yet."""

    name: str
    sha256: str
    size_bytes: int


def keep_file(data: bytes | File[bytes], *, folder: str, extension: str) -> KeptFile:
    """Write bytes so that a crash right after cannot lose them.

    Done before the transaction whose row points to the file: a kill in between leaves a file
    that no row knows, never a row without its file.

    Raises NotStored where there is no room, none may write, or the store does not answer.
    """
    content = ContentFile(data) if isinstance(data, bytes) else data
    digest, size = hashlib.sha256(), 0
    for block in content.chunks(_BLOCK):
        digest.update(block)
        size += len(block)
    content.seek(0)
    wanted = f"{folder}/{secrets.token_hex(16)}.{extension}"
    try:
        name = default_storage.save(wanted, content)
        _flush(name)
    except StoreAway as error:
        _log.exception("a file was not stored")
        raise NotStored(AWAY, code="away") from error
    except OSError as error:
        _log.exception("a file was not stored")
        with contextlib.suppress(OSError):
            default_storage.delete(wanted)  # the beginning of it may have found room
        raise NotStored(NO_ROOM, code="no_room") from error
    return KeptFile(name=name, sha256=digest.hexdigest(), size_bytes=size)


def drop_file(kept: KeptFile) -> None:
    """Remove a file that no row came to point to; where that fails, the sweep does it later."""
    try:
        default_storage.delete(kept.name)
    except OSError:
        _log.exception("a file that nothing points to was left: %s", kept.name)


def read_file(name: str) -> bytes:
    """All bytes of a stored file."""
    with default_storage.open(name) as file:
        data: bytes = file.read()
    return data


def remove_all(folders: Iterable[str]) -> None:
    """Empty folders of the storage; only beside an empty database."""
    for folder in folders:
        for name in _names(folder):
            default_storage.delete(name)


def orphans(folder: str, known: set[str], *, at: datetime) -> list[str]:
    """Files older than GRACE that are not among the known names."""
    return [
        name
        for name in _names(folder)
        if name not in known and default_storage.get_modified_time(name) < at - GRACE
    ]


def _names(folder: str) -> list[str]:
    try:
        return sorted(f"{folder}/{name}" for name in default_storage.listdir(folder)[1] if name)
    except FileNotFoundError:
        return []


def _flush(name: str) -> None:
    """Have the system write a file, and its folder's list of names, to disk.

    A storage that is not on this machine's disk has answered only when it has the bytes.
    """
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        return
    for part in (path, path.parent):
        handle = os.open(part, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
