"""Rows of evidence, held and saved as every service of evidence does it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from measures.models import EvidenceFile, Measure, NoEvidence, Step, User
from measures.permissions import require_measure
from measures.services import audit
from measures.services.plans import MeasureChanged, hold_measure, hold_unlocked_plan
from measures.services.rows import save_valid, values_of
from measures.writing.opening import Area

SHOWN = ("measure_id", "step_id", "position", "caption", "is_in_annex", "original_name", "url")


def hold_evidence(evidence: EvidenceFile, *, by: User, is_binned: bool = False) -> EvidenceFile:
    """The evidence as it stands now, if the person may write in its measure."""
    hold_unlocked_plan(evidence.measure.plan)
    held = (
        EvidenceFile.objects.with_place()
        .filter(pk=evidence.pk, binned_at__isnull=not is_binned)
        .first()
    )
    if held is None:
        raise MeasureChanged(str(evidence))
    held.measure = hold_measure(held.measure, Area.EVIDENCE)
    require_measure(by, held.measure)
    return held


def add_row(
    measure: Measure, evidence: EvidenceFile, *, step: Step | None, by: User, at: datetime | None
) -> EvidenceFile:
    evidence.measure = measure
    evidence.step = step_of(measure, step)
    evidence.position = next_position(measure)
    evidence.added_at, evidence.added_by = at or timezone.now(), by
    withdraw_no_evidence(measure)
    save_valid(evidence)
    touch(measure, by=by, at=at)
    after = {**values_of(evidence, SHOWN), "sha256": evidence.sha256}
    audit.record("evidence.added", evidence, by=by, at=at, after=after)
    return evidence


def save_changed(
    evidence: EvidenceFile,
    action: str,
    before: dict[str, Any],
    *,
    by: User,
    at: datetime | None,
) -> EvidenceFile:
    """Save what was changed, and record what is different; nothing, if nothing is."""
    save_valid(evidence)
    after = values_of(evidence, SHOWN)
    changed = [name for name in SHOWN if before[name] != after[name]]
    if changed or action in ("evidence.binned", "evidence.restored"):
        touch(evidence.measure, by=by, at=at)
        old, new = ({name: values[name] for name in changed} for values in (before, after))
        audit.record(action, evidence, by=by, at=at, before=old, after=new)
    return evidence


def touch(measure: Measure, *, by: User, at: datetime | None) -> None:
    measure.updated_by = by
    measure.opened_at = measure.opened_at or at or timezone.now()
    measure.save(update_fields=["updated_by", "opened_at", "updated_at"])


def step_of(measure: Measure, step: Step | None) -> Step | None:
    if step is not None and step.measure_id != measure.pk:
        raise ValidationError({"step": "เลือกขั้นตอนของมาตรการนี้"})
    return step


def rows_of(measure: Measure) -> list[EvidenceFile]:
    return list(EvidenceFile.objects.of_measure(measure))


def next_position(measure: Measure) -> int:
    last = EvidenceFile.objects.of_measure(measure).last()
    return last.position + 1 if last else 1


def number_rows(rows: list[EvidenceFile]) -> None:
    for position, row in enumerate(rows, 1):
        row.position = position
    EvidenceFile.objects.bulk_update(rows, ["position"])


def withdraw_no_evidence(measure: Measure) -> None:
    NoEvidence.objects.filter(measure=measure).delete()
