"""Bytes in the private storage: there once the call returns, under a random name."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "exports"
GRACE = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file that nothing points to yet."""

    name: str
    sha256: str
    size_bytes: int


def keep_file(data: bytes, *, extension: str) -> KeptFile:
    """Write bytes so that a crash right after cannot lose them.

    Done before the transaction whose row points to the file: a kill in between leaves a file
    that no row knows, never a row without its file.
    """
    name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}.{extension}", ContentFile(data))
    path = Path(default_storage.path(name))
    _flush(path)
    _flush(path.parent)
    digest = hashlib.sha256(data).hexdigest()
    return KeptFile(name=name, sha256=digest, size_bytes=len(data))


def drop_file(kept: KeptFile) -> None:
    """Remove a file that no row came to point to."""
    default_storage.delete(kept.name)


def remove_all() -> None:
    """Empty the storage of files; only beside an empty database."""
    for name in _names():
        default_storage.delete(name)


def orphans(known: set[str], *, at: datetime) -> list[str]:
    """Files older than GRACE that are not among the known names."""
    return [
        name
        for name in _names()
        if name not in known and default_storage.get_modified_time(name) < at - GRACE
    ]


def _names() -> list[str]:
    if not default_storage.exists(FOLDER):
        return []
    return sorted(f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1])


def _flush(path: Path) -> None:
    """Have the system write what it holds of a file, or of a folder's list of names, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
