"""ZIP archives from outside: what must hold of one before any of its members is read."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

_MOST_SHRUNK = 200  # times; only of members over a mebibyte
_CHUNK = 1 << 16


class LockedArchive(ValueError):
    """A member can be read with a password only."""


class SuspiciousArchive(ValueError):
    """Made to harm: it blows up, names files twice or outside, or lays them over each other."""


def check_members(archive: zipfile.ZipFile, *, most_members: int, most_bytes: int) -> None:
    """Look at the list of members. Raises LockedArchive or SuspiciousArchive."""
    members = archive.infolist()
    if len(members) > most_members or sum(member.file_size for member in members) > most_bytes:
        raise SuspiciousArchive
    if len({member.filename.lower() for member in members}) < len(members):
        raise SuspiciousArchive
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.flag_bits & 1:
            raise LockedArchive
        if not _is_plain(member) or member.header_offset < end:
            raise SuspiciousArchive
        end = member.header_offset + member.compress_size


def chunks_of(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A member in pieces; its checksum is looked at with the last one."""
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            yield chunk


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """A file with a name inside the archive that does not blow up."""
    name = member.orig_filename
    is_inside = not name.startswith("/") and ".." not in PurePosixPath(name).parts
    is_readable = not any(character in name for character in "\\:\0\n\r")
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    shrunk = member.file_size / max(member.compress_size, 1)
    blows_up = member.file_size > 1 << 20 and shrunk > _MOST_SHRUNK
    return is_inside and is_readable and not is_link and not blows_up
