"""Evidence put in order, given to another measure, taken away and put back."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import EvidenceFile, Measure, User
from measures.permissions import require_measure
from measures.services.evidence_limits import check_room, refuse_twin
from measures.services.evidence_rows import (
    SHOWN,
    hold_evidence,
    next_position,
    number_rows,
    rows_of,
    save_changed,
    withdraw_no_evidence,
)
from measures.services.plans import hold_measure
from measures.services.rows import values_of
from measures.writing.opening import Area


@transaction.atomic
def place_evidence(
    *, evidence: EvidenceFile, place: int, by: User, at: datetime | None = None
) -> EvidenceFile:
    """Put evidence in a place among that of its measure, which counts from 1.

    The place is the one that the person pointed at, so that a form that is sent twice has one
    effect. One beyond the end is the last. Raises PermissionDenied, PlanLocked or MeasureChanged.
    """
    held = hold_evidence(evidence, by=by)
    rows = [each for each in rows_of(held.measure) if each.pk != held.pk]
    values = values_of(held, SHOWN)
    rows.insert(max(place, 1) - 1, held)
    number_rows(rows)
    return save_changed(held, "evidence.moved", values, by=by, at=at)


@transaction.atomic
def move_evidence(
    *, evidence: EvidenceFile, measure: Measure, by: User, at: datetime | None = None
) -> EvidenceFile:
    """Give evidence to another measure of the same plan, last in its order.

    Raises PermissionDenied for either measure, PlanLocked, MeasureChanged or ValidationError.
    """
    held = hold_evidence(evidence, by=by)
    if measure.plan_id != held.measure.plan_id:
        raise ValidationError({"measure": "เลือกมาตรการในรายงานเดียวกัน"})
    target = hold_measure(measure, Area.EVIDENCE)
    require_measure(by, target)
    before = values_of(held, SHOWN)
    held.measure, held.step = target, None
    held.position = next_position(target)
    withdraw_no_evidence(target)
    return save_changed(held, "evidence.moved", before, by=by, at=at)


@transaction.atomic
def bin_evidence(*, evidence: EvidenceFile, by: User, at: datetime | None = None) -> EvidenceFile:
    """Take evidence away; it can be put back. Raises as `place_evidence`."""
    held = hold_evidence(evidence, by=by)
    before = values_of(held, SHOWN)
    held.binned_at, held.binned_by = at or timezone.now(), by
    return save_changed(held, "evidence.binned", before, by=by, at=at)


@transaction.atomic
def restore_evidence(
    *, evidence: EvidenceFile, by: User, at: datetime | None = None
) -> EvidenceFile:
    """Put evidence back, last in its measure's order.

    Raises PermissionDenied, PlanLocked, MeasureChanged, or ValidationError when the same file has
    been added again meanwhile.
    """
    held = hold_evidence(evidence, by=by, is_binned=True)
    refuse_twin(held.measure, source_sha256=held.source_sha256)
    check_room(held.measure, size_bytes=0)
    before = values_of(held, SHOWN)
    held.binned_at = held.binned_by = None
    held.position = next_position(held.measure)
    withdraw_no_evidence(held.measure)
    return save_changed(held, "evidence.restored", before, by=by, at=at)
