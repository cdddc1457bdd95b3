"""PDF files: that they open without a password, do nothing by themselves, and what they say."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from measures.inspecting.results import Fault, Finding, Unfit
from measures.inspecting.texts import findings_in

MOST_PAGES = 500
_TAIL_BYTES = 1024
_MOST_BEHIND = 16  # bytes; some scanners leave a few
_READ_PAGES = 60
_READ_SECONDS = 4.0
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute", "/Rendition"}
)
_ACTIVE_ANNOTATIONS = frozenset({"/RichMedia", "/Screen", "/Movie", "/3D"})
# Data that belongs to a document, as that in our own reports, cannot be run.
_HARMLESS = (".json", ".xml", ".csv", ".txt")


@dataclass(frozen=True, kw_only=True)
class Document:
    """A PDF that may be kept as it is."""

    page_count: int
    findings: tuple[Finding, ...]


def load_library() -> None:
    import pypdf  # noqa: F401, PLC0415 -- slow import


def read_pdf(data: bytes) -> Document:
    """Read a whole PDF; raises Unfit."""
    import pypdf  # noqa: PLC0415 -- slow import

    _, end, behind = data[-_TAIL_BYTES:].rpartition(b"%%EOF")
    if not end or len(behind.strip(b"\0\r\n\t ")) > _MOST_BEHIND:
        raise Unfit(Fault.DAMAGED)  # cut off, or another file hangs behind it
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Unfit(Fault.ENCRYPTED)
        _check_catalog(reader.trailer["/Root"].get_object())
        pages = list(_pages(reader))
        return Document(page_count=len(pages), findings=_findings(pages))
    except (Unfit, MemoryError):
        raise
    except Exception as error:  # a hostile file raises whatever it likes
        raise Unfit(Fault.DAMAGED) from error


def _pages(reader: Any) -> Iterator[Any]:
    number = 0
    for number, page in enumerate(reader.pages, 1):
        if number > MOST_PAGES:
            raise Unfit(Fault.TOO_MANY_PAGES)
        _check_page(page)
        yield page
    if number == 0:
        raise Unfit(Fault.DAMAGED)


def _check_catalog(catalog: Any) -> None:
    _check_action(_at(catalog, "/OpenAction"))
    _check_additional(catalog)
    names = _at(catalog, "/Names")
    if _at(names, "/JavaScript") is not None:
        raise Unfit(Fault.ACTIVE)
    if _at(_at(catalog, "/AcroForm"), "/XFA") is not None:
        raise Unfit(Fault.ACTIVE)
    _check_files(_at(names, "/EmbeddedFiles"))


def _check_page(page: Any) -> None:
    _check_additional(page)
    for reference in _at(page, "/Annots") or ():
        annotation = reference.get_object()
        kind = _at(annotation, "/Subtype")
        if kind == "/FileAttachment":
            raise Unfit(Fault.HOLDS_FILES)
        if kind in _ACTIVE_ANNOTATIONS:
            raise Unfit(Fault.ACTIVE)
        _check_action(_at(annotation, "/A"))
        _check_additional(annotation)


def _check_additional(holder: Any) -> None:
    for action in (_at(holder, "/AA") or {}).values():
        _check_action(action.get_object())


def _check_action(action: Any) -> None:
    """An action and those that follow it; a destination is none."""
    todo, seen = [action], 0
    while todo:
        action = todo.pop()
        seen += 1
        if seen > 100:
            raise Unfit(Fault.SUSPICIOUS)
        if not isinstance(action, dict):
            continue
        if _at(action, "/S") in _ACTIONS:
            raise Unfit(Fault.ACTIVE)
        after = _at(action, "/Next")
        following = after if isinstance(after, list) else [after]
        todo += [each.get_object() for each in following if each is not None]


def _check_files(tree: Any) -> None:
    """The names of embedded files; kinds that can be run or opened elsewhere are refused."""
    todo, seen = [tree], 0
    while todo:
        node = todo.pop()
        seen += 1
        if seen > 100:
            raise Unfit(Fault.SUSPICIOUS)
        if node is None:
            continue
        names = list(_at(node, "/Names") or ())[1::2]
        for entry in names:
            file = entry.get_object()
            name = str(_at(file, "/UF") or _at(file, "/F") or "")
            if not name.lower().endswith(_HARMLESS):
                raise Unfit(Fault.HOLDS_FILES)
        todo += [kid.get_object() for kid in _at(node, "/Kids") or ()]


def _at(holder: Any, key: str) -> Any:
    """The value of a dictionary, followed to where it stands; None without one."""
    if not isinstance(holder, dict):
        return None
    value = holder.get(key)
    return value.get_object() if value is not None else None


def _findings(pages: list[Any]) -> tuple[Finding, ...]:
    """Numbers of persons on the first pages, as far as there is time; scans have no text."""
    found: list[Finding] = []
    until = time.monotonic() + _READ_SECONDS
    for number, page in enumerate(pages[:_READ_PAGES], 1):
        if time.monotonic() > until:
            break
        try:
            text = page.extract_text()
        except MemoryError:
            raise
        except Exception:  # noqa: S112 -- what cannot be read cannot be warned about
            continue
        found += findings_in(text, page=number)
    return tuple(found)
