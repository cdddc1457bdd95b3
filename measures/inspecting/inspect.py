"""The one way into an uploaded file; for the sandbox."""

from __future__ import annotations

import hashlib
from pathlib import Path

from measures.inspecting import office, pdf, pictures
from measures.inspecting.filenames import extension_of
from measures.inspecting.results import Fault, Inspected, Refused, Unfit

_HEIC = (b"heic", b"heix", b"hevc", b"heif", b"mif1", b"msf1")
_DOCUMENTS = frozenset({"pdf", "docx", "xlsx", "pptx", "docm", "xlsm", "pptm"})


def inspect(source: bytes | str, name: str) -> Inspected | Refused:
    """What a file is, from its bytes or its path; `name` only tells what it claims to be."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    try:
        return _inspect(data, extension_of(name))
    except Unfit as unfit:
        return Refused(fault=unfit.fault)


def warm_up() -> None:
    """Read in the libraries, before the first file."""
    pictures.load_library()
    pdf.load_library()


def _inspect(data: bytes, extension: str) -> Inspected:
    if not data:
        raise Unfit(Fault.EMPTY)
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(b"%PDF-"):
        document = pdf.read_pdf(data)
        found = Inspected(
            media_type="application/pdf",
            extension="pdf",
            source_sha256=sha256,
            source_bytes=len(data),
            page_count=document.page_count,
            findings=document.findings,
        )
    elif data.startswith(b"PK\x03\x04"):
        kind, findings = office.read_office(data)
        found = Inspected(
            media_type=kind.media_type,
            extension=kind.extension,
            source_sha256=sha256,
            source_bytes=len(data),
            findings=findings,
        )
    else:
        return _picture(data, sha256)
    if extension != found.extension and extension in _DOCUMENTS:
        raise Unfit(Fault.OTHER_EXTENSION)
    return found


def _picture(data: bytes, sha256: str) -> Inspected:
    format_name = _picture_format(data)
    picture = pictures.draw_anew(data, format_name)
    return Inspected(
        media_type="image/jpeg",
        extension="jpg",
        source_sha256=sha256,
        source_bytes=len(data),
        data=picture.data,
        thumbnail=picture.thumbnail,
        width=picture.width,
        height=picture.height,
        had_location=picture.had_location,
    )


def _picture_format(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise Unfit(Fault.HEIC)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Unfit(Fault.OLD_OFFICE)
    raise Unfit(Fault.UNKNOWN)
