"""How much evidence a measure, a plan and an organization may have; asked with the plan held."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet, Sum

from ita_portal.thai.numerals import to_thai
from measures.models import EvidenceFile, Measure

_MEBIBYTE = 1 << 20


def check_room(measure: Measure, *, size_bytes: int) -> None:
    """Raises ValidationError unless one more of so many bytes fits.

    What lies in a bin counts: it can be put back.
    """
    of_plan = EvidenceFile.objects.filter(measure__plan=measure.plan_id)
    if of_plan.count() >= settings.EVIDENCE_PLAN_FILES:
        raise _refusal(f"รายงานนี้มีหลักฐานครบ {settings.EVIDENCE_PLAN_FILES} รายการแล้ว")
    _check_bytes(
        of_plan, size_bytes, settings.EVIDENCE_PLAN_MB, "หลักฐานของรายงานนี้รวมกันเกิน {limit} MB"
    )
    _check_bytes(
        EvidenceFile.objects.filter(measure__plan__organization=measure.plan.organization_id),
        size_bytes,
        settings.EVIDENCE_ORGANIZATION_MB,
        "หลักฐานของหน่วยงานนี้รวมกันเกิน {limit} MB โปรดแจ้งผู้ดูแลระบบ",
    )


def refuse_twin(measure: Measure, *, source_sha256: str) -> None:
    """Raises ValidationError if the plan has the very same file, saying where."""
    if not source_sha256:
        return
    twin = EvidenceFile.objects.in_plan(measure.plan).filter(source_sha256=source_sha256).first()
    if twin is None:
        return
    number = to_thai(str(twin.measure.position))
    where = "นี้" if twin.measure_id == measure.pk else f"ที่ {number}"
    raise ValidationError(f"ไฟล์นี้มีอยู่แล้วในมาตรการ{where}", code="twin")


def _check_bytes(rows: QuerySet[EvidenceFile], more: int, limit_mb: int, words: str) -> None:
    stored = F("size_bytes") + F("thumbnail_bytes")
    used = rows.aggregate(used=Sum(stored))["used"] or 0
    if used + more > limit_mb * _MEBIBYTE:
        raise _refusal(words.format(limit=limit_mb))


def _refusal(words: str) -> ValidationError:
    return ValidationError(to_thai(words), code="room")
