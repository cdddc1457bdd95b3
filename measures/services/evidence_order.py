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
    *, evidence: EvidenceFile, before: EvidenceFile | None, by: User, at: datetime | None = None
) -> EvidenceFile:
    """Put evidence before another of the same measure, or last.

    Raises PermissionDenied, PlanLocked or MeasureChanged.
    """
    held = hold_evidence(evidence, by=by)
    others = [each for each in rows_of(held.measure) if each.pk != held.pk]
    place = next((i for i, each in enumerate(others) if before and each.pk == before.pk), None)
    values = values_of(held, SHOWN)
    others.insert(len(others) if place is None else place, held)
    number_rows(others)
    return save_changed(held, "evidence.moved", values, by=by, at=at)


@transaction.atomic
def step_evidence(
    *, evidence: EvidenceFile, up: bool, by: User, at: datetime | None = None
) -> EvidenceFile:
    """Change places with the one above or below; the first and the last stay where they are."""
    held = hold_evidence(evidence, by=by)
    rows = rows_of(held.measure)
    place = next(i for i, each in enumerate(rows) if each.pk == held.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return held
    before = values_of(held, SHOWN)
    rows[place], rows[other] = rows[other], rows[place]
    number_rows(rows)
    held.position = other + 1
    return save_changed(held, "evidence.moved", before, by=by, at=at)


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
