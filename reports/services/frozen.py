"""Pictures and documents that a version shows: kept with it when it is frozen, for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from measures.models import AnnualPlan, EvidenceFile
from measures.services.stored_files import read_file
from reports.models import FrozenFile, ReportVersion
from reports.rendering.worker import RenderFailed


def freeze_files(version: ReportVersion, plan: AnnualPlan) -> list[FrozenFile]:
    """Keep what the version shows, within the transaction that freezes it; the plan is held.

    Only rows are written: the bytes lie there already, and never change.
    """
    files: dict[str, FrozenFile] = {}
    for row in EvidenceFile.objects.in_plan(plan):
        if not row.is_printed or row.is_link:
            continue
        for sha256, name, size_bytes in (
            (row.sha256, row.stored_name, row.size_bytes),
            (row.thumbnail_sha256, row.thumbnail_name, row.thumbnail_bytes),
        ):
            if sha256:
                file = FrozenFile(
                    version=version,
                    sha256=sha256,
                    name=name,
                    media_type=row.media_type,
                    extension=name.rpartition(".")[2],
                    size_bytes=size_bytes,
                )
                files.setdefault(sha256, file)
    return FrozenFile.objects.bulk_create(files.values())


def photos_of(version: ReportVersion) -> dict[str, bytes]:
    """The bytes of the pictures that the version prints, by their SHA-256. Raises RenderFailed."""
    names = dict(FrozenFile.objects.filter(version=version).values_list("sha256", "name"))
    wanted = [
        each.sha256
        for measure in version.snapshot().measures
        for each in measure.evidence
        if each.kind == "photo"
    ]
    return _read((sha256, names.get(sha256, "")) for sha256 in wanted)


def photos_of_plan(plan: AnnualPlan) -> dict[str, bytes]:
    """The same of a plan as it stands, for a draft. Raises RenderFailed."""
    rows = EvidenceFile.objects.in_plan(plan)
    return _read((row.sha256, row.stored_name) for row in rows if row.is_photo and row.is_printed)


def _read(files: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    photos: dict[str, bytes] = {}
    for sha256, name in files:
        try:
            data = read_file(name) if name else b""
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise RenderFailed("จัดทำไฟล์ไม่สำเร็จ: ภาพในภาคผนวกหายไปหรือเปลี่ยนไปจากเดิม โปรดแจ้งผู้ดูแลระบบ")
        photos[sha256] = data
    return photos
