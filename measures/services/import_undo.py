"""An import taken back from its plan, for a day and as long as nobody wrote in its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from ita_portal.thai.numerals import to_thai
from measures.importing import from_plain
from measures.inputs import AnnexInput, MeasureInput
from measures.models import AnnualPlan, EvidenceFile, ImportBatch, ImportState, Measure, Step, User
from measures.permissions import require_all
from measures.services import audit
from measures.services.import_batches import ImportClosed
from measures.services.import_texts import TextsBefore, put_texts_back
from measures.services.measures import event_values, number_measures
from measures.services.overwriting import overwrite
from measures.services.plans import hold_open_plan


class ImportWrittenOn(Exception):
    """Somebody went on with what was brought in; the message says in Thai with what."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A row that came by an import, with the revision that it had then."""

    key: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """A measure that says what was brought in, and what it said before."""

    key: int
    revision: int
    measure: MeasureInput
    annex: AnnexInput
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Undo:
    """What taking an import back needs; `has_begun` says that the plan itself came by it."""

    created: tuple[Written, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    texts: TextsBefore | None = None
    has_begun: bool = False

    @property
    def rows(self) -> list[Written | Replaced]:
        return [*self.created, *self.replaced]


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: User, at: datetime) -> ImportBatch:
    """Take out of the plan what an import wrote; it waits again, as it was before.

    Raises PermissionDenied, PlanLocked, ImportClosed when it is too late or done already, or
    ImportWrittenOn, and then nothing has been written.
    """
    require_all(by, batch.organization)
    held = (
        ImportBatch.objects.select_for_update(of=("self",))
        .with_places()
        .filter(pk=batch.pk, state=ImportState.APPLIED)
        .first()
    )
    if held is None or held.plan is None or not held.can_be_undone(at=at):
        raise ImportClosed(str(batch))
    plan = hold_open_plan(held.plan)
    undo = from_plain(Undo, held.undo)
    rows = _rows_of(plan, undo)
    _refuse_written_on(plan, undo, rows)
    before = _take_out(plan, undo, rows, by=by, at=at)
    audit.record("import.undone", held, by=by, at=at, before=before)
    held.state, held.plan, held.undo = ImportState.WAITING, None, None
    held.applied_at = held.applied_by = None
    held.revision += 1
    held.save()
    return held


def has_begun_its_plan(batch: ImportBatch) -> bool:
    """Whether the plan itself came by the import."""
    return batch.undo is not None and from_plain(Undo, batch.undo).has_begun


def written_by(batch: ImportBatch) -> tuple[int, int]:
    """How many measures and steps of the first level an import brought in, as they stand now."""
    keys = [row.key for row in from_plain(Undo, batch.undo or {}).rows]
    steps = Step.objects.filter(measure__in=keys, depth=0).count()
    return len(keys), steps


def _rows_of(plan: AnnualPlan, undo: Undo) -> dict[int, Measure]:
    keys = [row.key for row in undo.rows]
    rows = Measure.objects.in_plan(plan).with_rows().filter(pk__in=keys)
    for row in rows:
        row.plan = plan
    return {row.pk: row for row in rows}


def _refuse_written_on(plan: AnnualPlan, undo: Undo, rows: dict[int, Measure]) -> None:
    for place, was in enumerate(undo.rows, 1):
        row = rows.get(was.key)
        if row is None:
            number = to_thai(str(place))
            raise ImportWrittenOn(f"มาตรการที่ {number} ของการนำเข้านี้ถูกย้ายไปถังพักหรือลบแล้ว")
        if row.revision != was.revision:
            raise ImportWrittenOn(f"มีผู้แก้ไขมาตรการที่ {to_thai(str(row.position))} หลังการนำเข้า")
    if undo.texts is not None and plan.revision != undo.texts.revision:
        raise ImportWrittenOn("มีผู้แก้ไขหัวรายงานหรือบทนำหลังการนำเข้า")
    created = [row.key for row in undo.created]
    told = Measure.objects.filter(pk__in=created).filter(
        Q(pk__in=EvidenceFile.objects.filter(measure__in=created).values("measure"))
        | Q(no_evidence__isnull=False)
    )
    row = told.first()
    if row is not None:
        raise ImportWrittenOn(f"มีผู้เพิ่มหลักฐานของมาตรการที่ {to_thai(str(row.position))} หลังการนำเข้า")


def _take_out(
    plan: AnnualPlan, undo: Undo, rows: dict[int, Measure], *, by: User, at: datetime
) -> dict[str, Any]:
    """What was there until now, as the event keeps it."""
    said = [event_values(rows[row.key]) for row in undo.rows]
    for was in undo.replaced:
        back = overwrite(plan, rows[was.key], was.measure, annex=was.annex, by=by, at=at)
        back.carried = list(was.carried)
        back.save(update_fields=["carried"])
    Measure.objects.filter(pk__in=[row.key for row in undo.created]).delete()
    number_measures(list(Measure.objects.in_plan(plan)))
    if undo.texts is not None:
        put_texts_back(plan, undo.texts)
    return {"plan": plan.pk, "measures": said}
