"""The files of a report in words: what each is called and what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.kinds import Kind
from reports.models.report import public_address
from reports.queries import StoredFile
from reports.queries.verification import EVIDENCE

WHOLE = "zip"


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """`name` is that of the format, or WHOLE."""

    name: str
    label: str
    purpose: str
    icon: str


KINDS = (
    FileKind(
        name="pdf",
        label="PDF ฉบับทางการ",
        purpose="สำหรับเผยแพร่ พิมพ์ และแนบหนังสือ",
        icon="file-earmark-pdf",
    ),
    FileKind(
        name="docx",
        label="Word (DOCX)",
        purpose="แก้ไขต่อหรือแนบบันทึกข้อความ",
        icon="file-earmark-word",
    ),
    FileKind(
        name="xlsx",
        label="Excel (XLSX)",
        purpose="ตารางเดียวกันในแผ่นงาน",
        icon="file-earmark-excel",
    ),
    FileKind(
        name="csv-safe",
        label="CSV สำหรับเปิดด้วย Excel",
        purpose="เติม ' หน้าข้อความที่ Excel จะอ่านเป็นสูตร",
        icon="filetype-csv",
    ),
    FileKind(
        name="csv",
        label="CSV สำหรับโปรแกรม",
        purpose="ข้อความตามตาราง ไม่เติมเครื่องหมาย",
        icon="filetype-csv",
    ),
    FileKind(
        name="json",
        label="JSON",
        purpose="ข้อมูลทั้งหมดของรายงาน สำหรับโปรแกรม",
        icon="filetype-json",
    ),
    FileKind(
        name="embed",
        label="HTML สำหรับฝังในเว็บไซต์",
        purpose="วางในหน้าเว็บไซต์หลักของหน่วยงาน",
        icon="code-slash",
    ),
    FileKind(
        name=WHOLE,
        label="ทั้งหมดในไฟล์เดียว (ZIP)",
        purpose="ทุกรูปแบบ หลักฐานแยกตามมาตรการ และรายการที่ขาด",
        icon="file-earmark-zip",
    ),
)
NAMES = tuple(kind.name for kind in KINDS)
_LABELS = {**{kind.name: kind.label for kind in KINDS}, EVIDENCE: "หลักฐานที่ฉบับนี้แสดง"}


@dataclass(frozen=True, kw_only=True)
class DownloadLine:
    """A file that is there; a package is put together anew, so its size is not known."""

    kind: FileKind
    href: str
    size_bytes: int | None = None
    sha256: str = ""


def downloads_of(
    kind: Kind, code: str, year: int, number: int, files: Iterable[StoredFile]
) -> tuple[DownloadLine, ...]:
    """What there is of a published version, in the order of KINDS.

    A measures document has no evidence, so there is no package of everything.
    """
    stored = {file.format: file for file in files}
    place = [code, year, number]
    lines = []
    for form in KINDS:
        file = stored.get(form.name)
        if file is None and (form.name != WHOLE or not kind.is_report):
            continue
        lines.append(
            DownloadLine(
                kind=form,
                href=_address(kind, form.name, place),
                size_bytes=file.size_bytes if file else None,
                sha256=file.sha256 if file else "",
            )
        )
    return tuple(lines)


def label_of(format_name: str) -> str:
    """What a file of a version is called; "" for no file."""
    return _LABELS.get(format_name, format_name)


def _address(kind: Kind, name: str, place: list[object]) -> str:
    if name in {"pdf", "json", WHOLE}:
        return public_address(kind, f"version_{name}", *place)
    return public_address(kind, "version_file", *place, name)
