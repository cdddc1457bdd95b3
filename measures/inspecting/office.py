"""Word, Excel and PowerPoint files: archives of XML that hold no programs and fetch nothing."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from measures.archives import LockedArchive, SuspiciousArchive, check_members, chunks_of
from measures.inspecting.markup import Element, read_markup
from measures.inspecting.results import Fault, Finding, Unfit
from measures.inspecting.texts import findings_in

_MOST_MEMBERS = 5000
_MOST_BYTES = 200 << 20
_END = b"PK\x05\x06"
_END_BYTES = 22
_CONTENT_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, kw_only=True)
class OfficeKind:
    """`main_type` is that of the part which makes the archive a document of this kind."""

    extension: str
    media_type: str
    main_type: str


KINDS = tuple(
    OfficeKind(
        extension=extension,
        media_type=f"{_OFFICE}.{name}.{thing}",
        main_type=f"{_OFFICE}.{name}.{thing}.main+xml",
    )
    for extension, name, thing in (
        ("docx", "wordprocessingml", "document"),
        ("xlsx", "spreadsheetml", "sheet"),
        ("pptx", "presentationml", "presentation"),
    )
)
_PROGRAMS = ("vbaproject.bin", "vbadata.xml")
_HOLDS_TEXT = ("word/", "xl/", "ppt/slides/", "ppt/notesslides/", "docprops/")


def read_office(data: bytes) -> tuple[OfficeKind, tuple[Finding, ...]]:
    """The kind of a document and what it says of persons; raises Unfit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, data)
            return _read(archive)
    except (Unfit, MemoryError):
        raise
    except Exception as error:  # a hostile file raises whatever it likes
        raise Unfit(Fault.DAMAGED) from error


def _check_directory(archive: zipfile.ZipFile, data: bytes) -> None:
    """The list of members, before any of them is read."""
    if data[-_END_BYTES : -_END_BYTES + 4] != _END or not archive.namelist():
        raise Unfit(Fault.SUSPICIOUS)  # something hangs behind it
    try:
        check_members(archive, most_members=_MOST_MEMBERS, most_bytes=_MOST_BYTES)
    except LockedArchive as error:
        raise Unfit(Fault.ENCRYPTED) from error
    except SuspiciousArchive as error:
        raise Unfit(Fault.SUSPICIOUS) from error


def _read(archive: zipfile.ZipFile) -> tuple[OfficeKind, tuple[Finding, ...]]:
    names = archive.namelist()
    if _CONTENT_TYPES not in names:
        raise Unfit(Fault.UNKNOWN)
    types = {
        element.values.get("ContentType", "")
        for element in read_markup(chunks_of(archive, _CONTENT_TYPES)).elements
    }
    if any("macroenabled" in each.lower() or "vbaproject" in each.lower() for each in types):
        raise Unfit(Fault.MACROS)
    kind = next((kind for kind in KINDS if kind.main_type in types), None)
    if kind is None:
        raise Unfit(Fault.UNKNOWN)
    texts = []
    for name in names:
        _check_name(name)
        if name.lower().endswith((".xml", ".rels", ".vml")):
            markup = read_markup(chunks_of(archive, name))
            if name.lower().endswith(".rels"):
                _check_relations(markup.elements)
            elif name.lower().startswith(_HOLDS_TEXT):
                texts.append(markup.text)
        else:
            for _ in chunks_of(archive, name):
                pass  # read to the end, so that its checksum is looked at
    return kind, tuple(findings_in("\n".join(texts)))


def _check_name(name: str) -> None:
    lower = name.lower()
    if lower.endswith(_PROGRAMS) or "/activex/" in lower:
        raise Unfit(Fault.MACROS)
    if lower.endswith(".svg"):
        raise Unfit(Fault.ACTIVE)
    if "/embeddings/" in lower and not lower.endswith((".xlsx", ".docx", ".pptx")):
        raise Unfit(Fault.HOLDS_FILES)


def _check_relations(elements: list[Element]) -> None:
    """Links that a reader follows by hand may lead outside; all else must not."""
    for element in elements:
        is_outside = element.values.get("TargetMode", "").lower() == "external"
        kind = element.values.get("Type", "").rpartition("/")[2].lower()
        if is_outside and kind != "hyperlink":
            raise Unfit(Fault.LINKED)
