"""Word and Excel files as archives: what must hold before any reader opens them."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from measures.importing import refusals
from measures.importing.tables import UnreadableFile

_MOST_MEMBERS = 3000
_MOST_BYTES = 120 << 20
_MOST_SHRUNK = 200  # times; only of members over a mebibyte
_MOST_DEPTH = 200
_CHUNK = 1 << 16
_KINDS = {"word/document.xml": "word", "xl/workbook.xml": "excel"}


def kind_of_archive(data: bytes) -> str:
    """ "word" or "excel"; raises UnreadableFile for another archive, or one with programs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except Exception:  # a hostile file raises whatever it likes
        raise UnreadableFile(refusals.DAMAGED) from None
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise UnreadableFile(refusals.MACROS)
    kind = next((_KINDS[name] for name in names if name in _KINDS), None)
    if kind is None:
        raise UnreadableFile(refusals.OTHER_ARCHIVE)
    return kind


def open_archive(data: bytes) -> zipfile.ZipFile:
    """An archive that does not blow up, and in which no XML has a document type."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_directory(archive)
        for name in archive.namelist():
            if name.lower().endswith((".xml", ".rels", ".vml")):
                scan_xml(archive, name)
    except (UnreadableFile, MemoryError):
        raise
    except Exception:  # as above
        raise UnreadableFile(refusals.DAMAGED) from None
    return archive


def _check_directory(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_BYTES:
        raise UnreadableFile(refusals.SUSPICIOUS)
    if len({member.filename.lower() for member in members}) < len(members):
        raise UnreadableFile(refusals.SUSPICIOUS)
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.flag_bits & 1:
            raise UnreadableFile(refusals.LOCKED)
        if not _is_plain(member) or member.header_offset < end:
            raise UnreadableFile(refusals.SUSPICIOUS)
        end = member.header_offset + member.compress_size


def _is_plain(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.orig_filename)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    shrunk = member.file_size / max(member.compress_size, 1)
    blows_up = member.file_size > 1 << 20 and shrunk > _MOST_SHRUNK
    return not (path.is_absolute() or ".." in path.parts or is_link or blows_up)


def scan_xml(
    archive: zipfile.ZipFile,
    name: str,
    start: Callable[[str, dict[str, str]], None] | None = None,
) -> None:
    """Read a part without a tree; `start` is told of each element. Refuses a document type."""
    depth = 0

    def enter(element: str, values: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MOST_DEPTH:
            raise UnreadableFile(refusals.SUSPICIOUS)
        if start:
            start(element, values)

    def leave(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    for chunk in _chunks(archive, name):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            yield chunk


def _refuse(*_: Any) -> None:
    raise UnreadableFile(refusals.ENTITY)
