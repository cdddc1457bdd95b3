"""What a file is, by its content and never by its name, and the reader for it."""

from __future__ import annotations

import re
from enum import StrEnum

from ita_portal.thai.numerals import to_thai
from measures.importing import refusals
from measures.importing.archives import kind_of_archive
from measures.importing.decoding import decode
from measures.importing.limits import MAX_BYTES
from measures.importing.places import NamedPlaces, Places
from measures.importing.problems import Problems
from measures.importing.progress import Stage, tell_progress
from measures.importing.read_published import read_attached, read_json
from measures.importing.reading import Source
from measures.importing.tables import Part, UnreadableFile
from measures.inputs import ReportInput


class Kind(StrEnum):
    """What can be read."""

    TEXT = "text"  # the text form, and all that turns out to be CSV or HTML
    WORD = "word"
    SHEETS = "sheets"
    PDF = "pdf"
    JSON = "json"


_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"{\\rtf", refusals.RTF),
    *((magic, refusals.PICTURE) for magic in _PICTURES),
    *((magic, refusals.PACKED) for magic in (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")),
)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|table|style|title|div|p|span|b|h[1-6]|ul|ol|br)\b",
    re.I | re.S,
)


def kind_of(data: bytes) -> Kind:
    """Raises UnreadableFile for what no reader takes, with words on what to do next."""
    if not data:
        raise UnreadableFile(f"ไฟล์ว่างเปล่า {Places.expected}")
    if len(data) > MAX_BYTES:
        most = to_thai(str(MAX_BYTES // 1024 // 1024))
        raise UnreadableFile(
            f"ไฟล์ใหญ่เกิน {most} เมกะไบต์ จึงไม่ได้อ่าน วิธีแก้: ลบรูปภาพออกจากสำเนาของไฟล์ แล้วลองอีกครั้ง"
        )
    if data.startswith(b"PK"):
        return {"word": Kind.WORD, "excel": Kind.SHEETS}[kind_of_archive(data)]
    if data.startswith(_OLD):
        return _kind_of_old(data)
    if data.startswith(b"%PDF"):
        return Kind.PDF
    if _JSON.match(data):
        return Kind.JSON
    for magic, refusal in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableFile(refusal)
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise UnreadableFile(refusals.PICTURE)
    return Kind.TEXT


def needs_no_child(data: bytes) -> bool:
    """Whether a file is a report's JSON, or is refused, so that no reader need look into it.

    Text goes to a child, too: its words are looked up in a dictionary, which takes time.
    """
    try:
        return kind_of(data) is Kind.JSON
    except UnreadableFile:
        return True


def _kind_of_old(data: bytes) -> Kind:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableFile(refusals.LOCKED)
    if holds("WordDocument"):
        raise UnreadableFile(refusals.OLD_WORD)
    if holds("Workbook") or holds("Book"):
        return Kind.SHEETS
    raise UnreadableFile(refusals.OLD_OFFICE)


def read_source(data: bytes) -> Source:
    """The parts of a file in their order, with their places. Raises UnreadableFile."""
    kind = kind_of(data)
    tell_progress(Stage.OPENING)
    published = read_published(kind, data)
    if published:
        return Source(kind=kind.value, published=published)
    problems = Problems()
    parts = _read_parts(kind, data, problems)
    places = problems.places
    return Source(
        kind=kind.value,
        parts=tuple(parts),
        place_names=places.names if isinstance(places, NamedPlaces) else None,
        is_lettered=isinstance(places, NamedPlaces) and places.is_lettered,
        problems=problems.placed(),
    )


def read_published(kind: Kind, data: bytes) -> ReportInput | None:
    """The report in a file that the portal made."""
    if kind is Kind.PDF:
        return read_attached(data)
    return read_json(data) if kind is Kind.JSON else None


def _read_parts(kind: Kind, data: bytes, problems: Problems) -> list[Part]:
    """By the reader of that kind, the only one that is loaded: there is a process a file."""
    if kind is Kind.WORD:
        from measures.importing.read_docx import read_docx  # noqa: PLC0415

        return read_docx(data, problems)
    if kind is Kind.SHEETS:
        from measures.importing.read_sheets import read_sheets  # noqa: PLC0415

        return read_sheets(data, problems)
    if kind is Kind.PDF:
        from measures.importing.read_pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, problems)
    return _read_words(decode(data), problems)


def _read_words(text: str, problems: Problems) -> list[Part]:
    if _MARKUP.match(text):
        from measures.importing.read_markup import read_markup  # noqa: PLC0415

        return read_markup(text, problems)
    from measures.importing.read_csv import find_delimiter, read_csv  # noqa: PLC0415
    from measures.importing.read_text import is_row, read_text  # noqa: PLC0415

    delimiter = find_delimiter(text, has_tabs=any(map(is_row, text.split("\n"))))
    if delimiter:
        return read_csv(text, delimiter, problems)
    return read_text(text, problems)
