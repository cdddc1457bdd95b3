"""Approvals that heads sign on paper: recorded by the officer, with a scan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from measures.models import User
from measures.roles import Action
from measures.services import stored_files
from measures.services.evidence_files import look_into
from measures.services.rows import cleaned
from measures.services.stored_files import KeptFile, drop_file
from reports.models import Decision, PaperApproval, Report, ReportVersion
from reports.services.decisions import decide, hold_version
from reports.status import Verb

FOLDER = "approvals"
NO_SCAN = "ใช้ไฟล์ PDF, JPG หรือ PNG ของหนังสือที่ลงนามแล้ว"
_SCANS = ("pdf", "jpg")  # pictures of other kinds come out of the inspection as JPG


@dataclass(frozen=True, kw_only=True)
class Memo:
    """What the paper says; `printed_title` is up to three lines as they stand there."""

    number: str
    signed_on: date
    printed_name: str
    printed_title: str


@dataclass(frozen=True, kw_only=True)
class KeptScan:
    """A scan that was looked into, on disk; no row knows it yet."""

    file: KeptFile
    media_type: str


def record_paper_approval(
    *,
    version: ReportVersion,
    memo: Memo,
    scan: UploadedFile,
    by: User,
    at: datetime | None = None,
) -> Decision:
    """Approve a version as a head did on paper; all steps of its route that are left are done.

    The scan is opened in the sandbox and on disk before the transaction begins.

    Raises PermissionDenied, TransitionRefused, VersionChanged or ValidationError.
    """
    at = at or timezone.now()
    with transaction.atomic():
        hold_version(version, Verb.APPROVE, by, action=Action.RECORD_APPROVAL)
    memo = checked_memo(memo, at)
    if memo.signed_on < timezone.localtime(version.frozen_at).date():
        raise ValidationError({"signed_on": "วันที่ลงนามมาก่อนวันที่ส่งตรวจฉบับนี้ โปรดตรวจว่าเป็นการอนุมัติฉบับนี้"})
    with kept_scan(scan) as kept, transaction.atomic():
        held, version = hold_version(version, Verb.APPROVE, by, action=Action.RECORD_APPROVAL)
        return approve_as_signed(held, version, memo, kept, by=by, at=at)


def approve_as_signed(
    report: Report, version: ReportVersion, memo: Memo, kept: KeptScan, *, by: User, at: datetime
) -> Decision:
    """Bind to the version what the head signed, within the transaction of the act."""
    return decide(
        report,
        version,
        Verb.APPROVE,
        by=by,
        at=at,
        printed_title=memo.printed_title,
        said=_told(memo, kept),
        beside=lambda decision: _row(decision, memo, kept),
    )


def _told(memo: Memo, kept: KeptScan) -> dict[str, object]:
    """What the record of an approval on paper says of it."""
    return {
        "memo_number": memo.number,
        "signed_on": memo.signed_on.isoformat(),
        "printed_name": memo.printed_name,
        "scan": kept.file.sha256,
    }


def _row(decision: Decision, memo: Memo, kept: KeptScan) -> PaperApproval:
    """The row beside the decision, not saved."""
    return PaperApproval(
        decision=decision,
        memo_number=memo.number,
        signed_on=memo.signed_on,
        printed_name=memo.printed_name,
        scan=kept.file.name,
        sha256=kept.file.sha256,
        media_type=kept.media_type,
        size_bytes=kept.file.size_bytes,
    )


def checked_memo(memo: Memo, at: datetime) -> Memo:
    """The memo, clean. Raises ValidationError where something is missing or still to come."""
    memo = Memo(
        number=cleaned(memo.number, multiline=False),
        signed_on=memo.signed_on,
        printed_name=cleaned(memo.printed_name, multiline=False),
        printed_title=cleaned(memo.printed_title),
    )
    missing = {
        "memo_number": memo.number,
        "printed_name": memo.printed_name,
        "printed_title": memo.printed_title,
    }
    if not all(missing.values()):
        raise ValidationError({name: "โปรดกรอกช่องนี้" for name, said in missing.items() if not said})
    if memo.signed_on > timezone.localtime(at).date():
        raise ValidationError({"signed_on": "วันที่ลงนามยังไม่ถึง โปรดตรวจวันที่"})
    return memo


@contextmanager
def kept_scan(scan: UploadedFile) -> Iterator[KeptScan]:
    """The scan, looked into and on disk; gone again if no row came to know it.

    Raises ValidationError.
    """
    try:
        inspected = look_into(scan, instead=NO_SCAN)
    except ValidationError as refusal:
        raise ValidationError({"scan": refusal.messages}) from refusal
    if inspected.extension not in _SCANS:
        raise ValidationError({"scan": NO_SCAN})
    content = inspected.data if inspected.data is not None else File(scan.file)
    kept = stored_files.keep_file(content, folder=FOLDER, extension=inspected.extension)
    try:
        if inspected.data is None and kept.sha256 != inspected.source_sha256:
            raise ValidationError({"scan": "อ่านไฟล์ไม่สำเร็จ โปรดลองอีกครั้ง"})
        yield KeptScan(file=kept, media_type=inspected.media_type)
    finally:
        if not PaperApproval.objects.filter(scan=kept.name).exists():
            drop_file(kept)
