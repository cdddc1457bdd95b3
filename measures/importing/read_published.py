"""A report that this portal drew: its JSON, as a file or attached to its PDF, read without loss."""

from __future__ import annotations

import io
import json
import logging
import re
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
_YEARS = range(2400, 2700)  # of the Buddhist Era, as in the schema
_TOTAL = re.compile(r"100\.00|[0-9]{1,2}\.[0-9]{2}")
_DEPTHS = range(3)
_ATTACHMENT = "report.json"

# A child has no log: what pypdf says of a broken file would stand among the command's own words.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


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
        _hold_to_schema(report)
    except NotOfThisKind as error:
        raise _wrong(error) from None
    if not report.measures:
        raise UnreadableFile(refusals.OTHER_JSON)
    if len(report.measures) > MAX_MEASURES:
        raise UnreadableFile(f"รายงานมีเกิน {count_in_thai(MAX_MEASURES)} มาตรการ")
    return replace(report, problems=report.problems + _evidence_unread(whole))


def _hold_to_schema(report: ReportInput) -> None:
    """Raises NotOfThisKind where a value is of the right type, but none that a report can have."""
    for year, where in ((report.fiscal_year, "fiscal_year"), (report.ita.year, "ita.year")):
        if year is not None and year not in _YEARS:
            raise NotOfThisKind(f"รายงาน.{where}")
    if report.ita.total is not None and not _TOTAL.fullmatch(report.ita.total):
        raise NotOfThisKind("รายงาน.ita.total")
    for number, measure in enumerate(report.measures, 1):
        for place, step in enumerate(measure.steps, 1):
            if step.depth not in _DEPTHS:
                raise NotOfThisKind(f"รายงาน.measures[{number}].steps[{place}].depth")


def _evidence_unread(whole: dict[str, Any]) -> tuple[ProblemInput, ...]:
    """Only the words of a report come back; the photos and files of its measures are told of."""
    found = [measure.get("evidence") for measure in whole["measures"]]
    counts = [len(evidence) if isinstance(evidence, list) else 0 for evidence in found]
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
