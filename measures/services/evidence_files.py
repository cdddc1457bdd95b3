"""Uploaded files on their way in: looked into in the sandbox, then kept, before any row knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from ita_portal.sandbox import (
    Limits,
    MemoryExceeded,
    NoSlotFree,
    Pool,
    SandboxFailure,
    TimeExceeded,
    shared_slots,
)
from ita_portal.thai.numerals import to_thai
from measures.inspecting import Fault, Inspected, Refused, inspect
from measures.inspecting.inspect import warm_up
from measures.models import EvidenceFile
from measures.services.stored_files import KeptFile, drop_file, keep_file

FOLDER = "evidence"
LIMITS = Limits(seconds=20.0, memory_bytes=512 << 20)
_TRUSTED = ("measures.inspecting.results",)
_WAIT_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class KeptUpload:
    """What an upload turned out to be, and its bytes on disk."""

    inspected: Inspected
    file: KeptFile
    thumbnail: KeptFile | None


def too_large_message() -> str:
    """What is said of a file over the limit."""
    return to_thai(f"ไฟล์ใหญ่เกิน {settings.EVIDENCE_FILE_MB} MB โปรดย่อไฟล์แล้วลองอีกครั้ง")


def look_into(upload: UploadedFile, *, instead: str = "") -> Inspected:
    """What an upload is; raises ValidationError, in Thai, for one that is not taken.

    `instead` says which files are taken, where they are fewer than for evidence.
    """
    if (upload.size or 0) > settings.EVIDENCE_FILE_MB << 20:
        raise ValidationError(too_large_message(), code="size")
    try:
        found = _pool().call(
            inspect,
            _source(upload),
            upload.name or "",
            limits=LIMITS,
            wait_seconds=_WAIT_SECONDS,
        )
    except NoSlotFree as failure:
        message = "ระบบกำลังตรวจไฟล์อื่นอยู่ โปรดเพิ่มไฟล์นี้อีกครั้งในหนึ่งนาที"
        raise ValidationError(message, code="busy") from failure
    except MemoryExceeded as failure:
        raise ValidationError(Fault.TOO_MANY_PIXELS.value, code="memory") from failure
    except TimeExceeded as failure:
        message = "ตรวจไฟล์นี้ไม่เสร็จในเวลาที่กำหนด โปรดบันทึกใหม่ให้เล็กลงแล้วลองอีกครั้ง"
        raise ValidationError(message, code="time") from failure
    except SandboxFailure as failure:
        raise ValidationError(Fault.DAMAGED.value, code="damaged") from failure
    if isinstance(found, Refused):
        if instead and found.fault is Fault.UNKNOWN:
            raise ValidationError(f"ไม่รองรับไฟล์ชนิดนี้ {instead}", code="unknown")
        raise ValidationError(found.fault.value, code=found.fault.name.lower())
    return found


@contextmanager
def kept_upload(upload: UploadedFile, inspected: Inspected) -> Iterator[KeptUpload]:
    """The upload on disk; gone again if no row came to know it."""
    files: list[KeptFile] = []
    try:
        # copied, not moved: the upload itself belongs to the request
        content = inspected.data if inspected.data is not None else File(upload.file)
        files.append(keep_file(content, folder=FOLDER, extension=inspected.extension))
        if inspected.data is None and files[0].sha256 != inspected.source_sha256:
            raise ValidationError(Fault.DAMAGED.value, code="damaged")
        if inspected.thumbnail is not None:
            files.append(keep_file(inspected.thumbnail, folder=FOLDER, extension="jpg"))
        yield KeptUpload(
            inspected=inspected, file=files[0], thumbnail=files[1] if len(files) > 1 else None
        )
    finally:
        for kept in files:
            _drop_unknown(kept)


def _drop_unknown(kept: KeptFile) -> None:
    """Asked of the database, for a commit may have arrived although its answer did not."""
    known = EvidenceFile.objects.filter(stored_name=kept.name)
    known = known | EvidenceFile.objects.filter(thumbnail_name=kept.name)
    if not known.exists():
        drop_file(kept)


def _source(upload: UploadedFile) -> bytes | str:
    """The path of a large upload, the bytes of a small one: only the child reads them."""
    if isinstance(upload, TemporaryUploadedFile):
        return upload.temporary_file_path()
    data: bytes = upload.read()
    upload.seek(0)
    return data


@cache
def _pool() -> Pool:
    return Pool(
        slots=shared_slots("inspect"),
        size=settings.RENDER_WORKERS,
        warm_up=warm_up,
        calls_per_child=50,
        trusted=_TRUSTED,
    )
