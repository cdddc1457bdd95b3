"""A report that this portal drew: its JSON, as a file or attached to its PDF, read without loss."""

from __future__ import annotations

import io
import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import UncleanText, clean
from measures.importing import refusals
from measures.importing.groups import MAX_MEASURES
from measures.importing.limits import MAX_CELL, MAX_TEXT_BYTES
from measures.importing.problems import MESSAGES
from measures.importing.tables import UnreadableFile
from measures.inputs import ProblemInput, ReportInput

SCHEMAS = range(1, 4)
_ATTACHMENT = "report.json"
_LOOKED_AT = 3  # pages, for whether a PDF has any letters
_FEWEST_LETTERS = 20

T = TypeVar("T")


def read_pdf(data: bytes) -> ReportInput:
    """The report attached to a PDF of ours. Raises UnreadableFile for any other PDF."""
    import pypdf  # noqa: PLC0415 -- slow import

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise UnreadableFile(refusals.LOCKED)
        attached = reader.attachments.get(_ATTACHMENT) or []
        has_letters = bool(attached) or _has_letters(reader)
    except (UnreadableFile, MemoryError):
        raise
    except Exception:  # a hostile file raises whatever it likes
        raise UnreadableFile(refusals.DAMAGED_PDF) from None
    if not attached:
        raise UnreadableFile(refusals.PDF if has_letters else refusals.SCANNED_PDF)
    return read_json(attached[0])


def _has_letters(reader: Any) -> bool:
    texts: list[str] = [page.extract_text() for page in reader.pages[:_LOOKED_AT]]
    return sum(map(str.isalpha, "".join(texts))) > _FEWEST_LETTERS


def read_json(data: bytes) -> ReportInput:
    """A report as `import_table --json` prints it and the portal publishes it."""
    if len(data) > MAX_TEXT_BYTES:
        most = to_thai(str(MAX_TEXT_BYTES // 1024 // 1024))
        raise UnreadableFile(f"ไฟล์ใหญ่เกิน {most} เมกะไบต์ จึงไม่ได้อ่าน {refusals.ACCEPTED}")
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableFile(refusals.OTHER_JSON) from None
    if not isinstance(whole, dict) or whole.get("schema", SCHEMAS[-1]) not in SCHEMAS:
        raise UnreadableFile(refusals.OTHER_JSON)
    report = _make(ReportInput, whole, "รายงาน")
    if len(report.measures) > MAX_MEASURES:
        raise UnreadableFile(f"รายงานมีเกิน {to_thai(str(MAX_MEASURES))} มาตรการ")
    return replace(report, problems=report.problems + _evidence_unread(whole))


def _evidence_unread(whole: dict[str, Any]) -> tuple[ProblemInput, ...]:
    """Only the words of a report come back; the photos and files of its measures are told of."""
    counts = [len(measure.get("evidence") or ()) for measure in whole["measures"]]
    return tuple(
        ProblemInput(
            kind="evidence_unread",
            message=MESSAGES["evidence_unread"],
            place=f"มาตรการที่ {to_thai(str(number))}",
            quote=f"{to_thai(str(count))} รายการ",
        )
        for number, count in enumerate(counts, 1)
        if count
    )


def _make(kind: type[T], value: object, where: str) -> T:
    """A frozen input of what JSON says of it; keys of no input are ignored."""
    if not isinstance(value, Mapping):
        raise _wrong(where)
    hints = get_type_hints(kind)
    found: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in value:
            inner = f"{where}.{field.name}"
            found[field.name] = _read(hints[field.name], value[field.name], inner)
        elif field.default is MISSING:
            raise _wrong(f"{where}.{field.name}")
    return kind(**found)


def _read(kind: Any, value: object, where: str) -> Any:
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise _wrong(where)
        (inner, _) = get_args(kind)
        return tuple(_read(inner, each, f"{where}[{place}]") for place, each in enumerate(value, 1))
    if get_origin(kind) in (Union, types.UnionType):
        kinds = [each for each in get_args(kind) if each is not type(None)]
        return None if value is None else _read(kinds[0], value, where)
    if is_dataclass(kind) and isinstance(kind, type):
        return _make(kind, value, where)
    return _plain(kind, value, where)


def _plain(kind: Any, value: object, where: str) -> Any:
    """A text, a number, a date or one of a choice."""
    if kind is int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise _wrong(where)
    if not isinstance(value, str) or len(value) > 10 * MAX_CELL:
        raise _wrong(where)
    try:
        if kind is date:
            return date.fromisoformat(value)
        return kind(value) if issubclass(kind, StrEnum) else clean(value)
    except UncleanText as error:
        raise UnreadableFile(f"{where}: {error}") from None
    except ValueError:
        raise _wrong(where) from None


def _wrong(where: str) -> UnreadableFile:
    return UnreadableFile(f"ค่าของ {where} ในไฟล์ไม่เป็นตามรูปแบบรายงาน {refusals.OTHER_JSON}")
