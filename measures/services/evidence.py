"""Evidence of measures: files and links attached and described; or that there is none."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from measures.inspecting.filenames import display_name
from measures.models import EvidenceFile, Measure, NoEvidence, Step, User
from measures.models.evidence import EvidenceKind
from measures.permissions import require_measure
from measures.services import audit
from measures.services.evidence_files import KeptUpload, kept_upload, look_into
from measures.services.evidence_limits import check_room, refuse_twin
from measures.services.evidence_rows import (
    SHOWN,
    add_row,
    hold_evidence,
    save_changed,
    step_of,
    touch,
    withdraw_no_evidence,
)
from measures.services.once import once
from measures.services.plans import PlanLocked, hold_measure, require_open
from measures.services.rows import cleaned, values_of
from measures.writing.opening import Area


class EvidenceChanged(Exception):
    """Someone wrote another caption since the editor saw it; nothing has been written."""

    def __init__(self, evidence: EvidenceFile) -> None:
        super().__init__(str(evidence))
        self.caption = evidence.caption


def attach_file(
    *,
    measure: Measure,
    upload: UploadedFile,
    by: User,
    step: Step | None = None,
    caption: str = "",
    at: datetime | None = None,
) -> EvidenceFile:
    """Add an uploaded file to a measure, or to one of its steps, last in its order.

    The file is opened in the sandbox and on disk before the transaction begins: a kill at any
    moment leaves the evidence with its bytes, or bytes that `remove_orphan_files` takes away.

    Raises PermissionDenied, PlanLocked, MeasureChanged or ValidationError, and then nothing is
    kept.
    """
    require_measure(by, measure)
    if measure.plan.is_locked:
        raise PlanLocked(str(measure.plan))
    require_open(measure, Area.EVIDENCE)
    caption = cleaned(caption, multiline=False)
    inspected = look_into(upload)
    with kept_upload(upload, inspected) as kept, transaction.atomic():
        held = hold_measure(measure, Area.EVIDENCE)
        require_measure(by, held)
        check_room(held, size_bytes=_bytes_of(kept))
        refuse_twin(held, source_sha256=inspected.source_sha256)
        evidence = EvidenceFile(
            **_file_fields(kept), caption=caption, original_name=display_name(upload.name or "")
        )
        return add_row(held, evidence, step=step, by=by, at=at)


@transaction.atomic
def attach_link(
    *,
    measure: Measure,
    url: str,
    caption: str,
    by: User,
    step: Step | None = None,
    at: datetime | None = None,
    token: str | None = None,
) -> EvidenceFile:
    """Add a link to a measure; `token` makes a form that is sent twice add one.

    Raises PermissionDenied, PlanLocked, MeasureChanged or ValidationError.
    """
    held = hold_measure(measure, Area.EVIDENCE)
    require_measure(by, held)
    url, caption = cleaned(url, multiline=False), cleaned(caption, multiline=False)
    URLValidator(schemes=["http", "https"])(url)

    def make() -> list[int]:
        check_room(held, size_bytes=0)
        link = EvidenceFile(kind=EvidenceKind.LINK.value, url=url, caption=caption)
        return [add_row(held, link, step=step, by=by, at=at).pk]

    made = once(token=token, act=f"evidence.link {held.pk}", by=by, make=make, at=at)
    return EvidenceFile.objects.get(pk=made[0])


@transaction.atomic
def update_evidence(
    *,
    evidence: EvidenceFile,
    caption: str,
    is_in_annex: bool,
    by: User,
    seen_caption: str | None = None,
    step: Step | None = None,
    at: datetime | None = None,
) -> EvidenceFile:
    """Describe evidence; `seen_caption` is the one that the editor saw, None for whichever.

    Raises PermissionDenied, PlanLocked, MeasureChanged, EvidenceChanged or ValidationError.
    """
    held = hold_evidence(evidence, by=by)
    caption = cleaned(caption, multiline=False)
    if seen_caption is not None and held.caption not in (cleaned(seen_caption), caption):
        raise EvidenceChanged(held)
    before = values_of(held, SHOWN)
    held.caption, held.is_in_annex = caption, is_in_annex
    held.step = step_of(held.measure, step)
    return save_changed(held, "evidence.updated", before, by=by, at=at)


@transaction.atomic
def say_no_evidence(
    *, measure: Measure, is_none: bool, by: User, at: datetime | None = None
) -> None:
    """Say that a measure has no evidence this year, or take that back.

    Raises PermissionDenied, PlanLocked, MeasureChanged, or ValidationError where there is some.
    """
    held = hold_measure(measure, Area.EVIDENCE)
    require_measure(by, held)
    if is_none and EvidenceFile.objects.of_measure(held).exists():
        raise ValidationError("มาตรการนี้มีหลักฐานแล้ว", code="evidence")
    was_none = NoEvidence.objects.filter(measure=held).exists()
    if was_none == is_none:
        return
    if is_none:
        NoEvidence.objects.create(measure=held, said_at=at or timezone.now(), said_by=by)
    else:
        withdraw_no_evidence(held)
    touch(held, by=by, at=at)
    before, after = {"has_no_evidence": was_none}, {"has_no_evidence": is_none}
    audit.record("measure.no_evidence", held, by=by, at=at, before=before, after=after)


def _bytes_of(kept: KeptUpload) -> int:
    return kept.file.size_bytes + (kept.thumbnail.size_bytes if kept.thumbnail else 0)


def _file_fields(kept: KeptUpload) -> dict[str, Any]:
    inspected, thumbnail = kept.inspected, kept.thumbnail
    return {
        "kind": (EvidenceKind.PHOTO if inspected.is_picture else EvidenceKind.FILE).value,
        "stored_name": kept.file.name,
        "sha256": kept.file.sha256,
        "size_bytes": kept.file.size_bytes,
        "media_type": inspected.media_type,
        "thumbnail_name": thumbnail.name if thumbnail else "",
        "thumbnail_sha256": thumbnail.sha256 if thumbnail else "",
        "thumbnail_bytes": thumbnail.size_bytes if thumbnail else 0,
        "width": inspected.width,
        "height": inspected.height,
        "page_count": inspected.page_count,
        "source_sha256": inspected.source_sha256,
        "source_bytes": inspected.source_bytes,
        "had_location": inspected.had_location,
        "findings": [asdict(finding) for finding in inspected.findings],
    }
