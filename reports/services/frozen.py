"""Pictures and documents that a version shows: kept with it when it is frozen, for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from ita_portal.storage import StoreAway
from measures.models import AnnualPlan, Emblem, EvidenceFile
from measures.services.stored_files import read_file
from reports.models import FrozenFile, ReportVersion
from reports.rendering.worker import RenderFailed
from reports.services.files import AWAY
from reports.snapshot import ReportSnapshot


def freeze_files(
    version: ReportVersion, plan: AnnualPlan, snapshot: ReportSnapshot
) -> list[FrozenFile]:
    """Keep what the version shows, within the transaction that freezes it; the plan is held.

    Only rows are written: the bytes lie there already, and never change. Raises ValidationError
    where the emblem was changed since the snapshot was taken.
    """
    files = {file.sha256: file for file in _emblem_files(version, plan, snapshot)}
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


def _emblem_files(
    version: ReportVersion, plan: AnnualPlan, snapshot: ReportSnapshot
) -> list[FrozenFile]:
    """The emblem that the snapshot shows; nobody holds it, so that it may be another by now."""
    if snapshot.emblem is None:
        return []
    shown = Emblem.objects.filter(
        organization=plan.organization_id, sha256=snapshot.emblem.sha256
    ).first()
    if shown is None:
        raise ValidationError("ตราของหน่วยงานเพิ่งถูกเปลี่ยน โปรดตรวจตัวอย่างแล้วลองอีกครั้ง", code="emblem")
    file = FrozenFile(
        version=version,
        sha256=shown.sha256,
        name=shown.stored_name,
        media_type="image/jpeg",
        extension="jpg",
        size_bytes=shown.size_bytes,
    )
    return [file]


def photos_of(version: ReportVersion) -> dict[str, bytes]:
    """The bytes of the pictures that the version prints, by their SHA-256. Raises RenderFailed."""
    snapshot = version.snapshot()
    wanted = [
        each.sha256
        for measure in snapshot.measures
        for each in measure.evidence
        if each.kind == "photo"
    ]
    wanted += [snapshot.emblem.sha256] if snapshot.emblem else []
    rows = FrozenFile.objects.filter(version=version.pk, sha256__in=wanted)
    names = dict(rows.values_list("sha256", "name"))
    return _read((sha256, names.get(sha256, "")) for sha256 in wanted)


def photos_of_plan(plan: AnnualPlan) -> dict[str, bytes]:
    """The same of a plan as it stands, for a draft. Raises RenderFailed."""
    rows = EvidenceFile.objects.in_plan(plan)
    files = [(row.sha256, row.stored_name) for row in rows if row.is_photo and row.is_printed]
    emblems = Emblem.objects.filter(organization=plan.organization_id)
    return _read([*files, *emblems.values_list("sha256", "stored_name")])


def _read(files: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    photos: dict[str, bytes] = {}
    for sha256, name in files:
        try:
            data = read_file(name) if name else b""
        except StoreAway as error:
            raise RenderFailed(AWAY) from error
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise RenderFailed(
                "จัดทำไฟล์ไม่สำเร็จ: ภาพในภาคผนวกหรือตราหายไปหรือเปลี่ยนไปจากเดิม โปรดแจ้งผู้ดูแลระบบ"
            )
        photos[sha256] = data
    return photos
