"""Word files: mammoth makes HTML of them, the numbers of their lists written out before."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as Tree

from measures.importing import refusals
from measures.importing.archives import open_archive
from measures.importing.numbering import Numbering, W
from measures.importing.problems import Problems
from measures.importing.read_markup import read_markup
from measures.importing.tables import Part, UnreadableFile

_DOCUMENT = "word/document.xml"
_KEPT = re.compile(r"\[Content_Types\]\.xml|_rels/.*|word/.*\.(?:xml|rels)")
_MARGINS = re.compile(r"word/(?:header|footer)[0-9]*\.xml")
_LETTER = re.compile("[A-Za-zก-ฮ]{2}")


def read_docx(data: bytes, problems: Problems) -> list[Part]:
    """The parts of a Word file as it reads with all changes accepted. Raises UnreadableFile."""
    import mammoth  # noqa: PLC0415 -- slow import

    with open_archive(data) as archive:
        try:
            document = Tree.fromstring(archive.read(_DOCUMENT))  # noqa: S314 -- without a DTD
            Numbering.of(archive).write_out(document)
            written = _with_document(archive, document)
            unread = _margins(archive)
        except (UnreadableFile, MemoryError):
            raise
        except Exception:  # a hostile file raises whatever it likes
            raise UnreadableFile(refusals.DAMAGED) from None
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(written), convert_image=mammoth.images.img_element(_no_picture)
        )
    except MemoryError:
        raise
    except Exception:
        raise UnreadableFile(refusals.DAMAGED) from None
    parts = read_markup(f"<body>{page.value}</body>", problems, is_from_word=True)
    _report_unread(document, unread, problems)
    return parts


def _no_picture(_: object) -> dict[str, str]:
    return {}


def _with_document(archive: zipfile.ZipFile, document: Tree.Element) -> bytes:
    """The archive with another document in it, and without pictures and other foreign parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as copy:
        for name in archive.namelist():
            if name != _DOCUMENT and _KEPT.fullmatch(name):
                copy.writestr(name, archive.read(name))
        copy.writestr(_DOCUMENT, Tree.tostring(document, encoding="utf-8"))
    return written.getvalue()


def _margins(archive: zipfile.ZipFile) -> list[str]:
    """The words of headers and footers; page numbers alone are none."""
    found = []
    for name in archive.namelist():
        if _MARGINS.fullmatch(name):
            margin = Tree.fromstring(archive.read(name))  # noqa: S314 -- without a DTD
            text = "".join(word.text or "" for word in margin.iter(f"{W}t")).strip()
            if _LETTER.search(text) and text not in found:
                found.append(text)
    return found


def _report_unread(document: Tree.Element, margins: list[str], problems: Problems) -> None:
    """Name what stands in the file and not in its parts."""
    removed = [word.text or "" for word in document.iter(f"{W}delText")]
    for moved in document.iter(f"{W}moveFrom"):
        removed += [word.text or "" for word in moved.iter(f"{W}t")]
    is_changed = removed or next(document.iter(f"{W}ins"), None) is not None
    if is_changed:
        problems.add("tracked_changes", 0, quote="".join(removed)[:500])
    for text in margins:
        problems.add("header_footer", 0, quote=text[:500])
