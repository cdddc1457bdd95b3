"""Word and Excel files as archives: what must hold before any reader opens them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from measures.archives import LockedArchive, SuspiciousArchive, check_members, chunks_of
from measures.importing import refusals
from measures.importing.tables import UnreadableFile

_MOST_MEMBERS = 3000
_MOST_BYTES = 120 << 20
_MOST_DEPTH = 200
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
    try:
        check_members(archive, most_members=_MOST_MEMBERS, most_bytes=_MOST_BYTES)
    except LockedArchive:
        raise UnreadableFile(refusals.LOCKED) from None
    except SuspiciousArchive:
        raise UnreadableFile(refusals.SUSPICIOUS) from None


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
    for chunk in chunks_of(archive, name):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_: Any) -> None:
    raise UnreadableFile(refusals.ENTITY)
