"""A report that this portal drew: its JSON, as a file or attached to its PDF, read without loss."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

from ita_portal.thai.numerals import count_in_thai, to_thai
from measures.importing import refusals
from measures.importing.groups import MAX_MEASURES
from measures.importing.limits import MAX_TEXT_BYTES
from measures.importing.problems import MESSAGES
from measures.importing.stored import NotOfThisKind, from_plain
from measures.importing.tables import UnreadableFile
from measures.inputs import ProblemInput, ReportInput

SCHEMAS = range(1, 6)
_ATTACHMENT = "report.json"


def read_attached(data: bytes) -> ReportInput | None:
    """The report attached to a PDF of ours; None in a PDF of others. Raises UnreadableFile."""
    import pypdf  # noqa: PLC0415 -- slow import

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise UnreadableFile(refusals.LOCKED)
        attached = reader.attachments.get(_ATTACHMENT) or []
    except (UnreadableFile, MemoryError):
        raise
    except Exception:  # a hostile file raises whatever it likes
        raise UnreadableFile(refusals.DAMAGED_PDF) from None
    return read_json(attached[0]) if attached else None


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
    try:
        report = from_plain(ReportInput, whole, "รายงาน")
    except NotOfThisKind as error:
        raise _wrong(error) from None
    if len(report.measures) > MAX_MEASURES:
        raise UnreadableFile(f"รายงานมีเกิน {count_in_thai(MAX_MEASURES)} มาตรการ")
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


def _wrong(error: NotOfThisKind) -> UnreadableFile:
    if error.reason:
        return UnreadableFile(str(error))
    return UnreadableFile(f"ค่าของ {error.where} ในไฟล์ไม่เป็นตามรูปแบบรายงาน {refusals.OTHER_JSON}")
