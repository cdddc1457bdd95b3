"""What was looked through, written into a plan: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.thai.numerals import to_thai
from measures.importing import to_plain
from measures.importing.review import Settled, Target, settle
from measures.inputs import AnnexInput, MeasureInput, ReportInput
from measures.models import AnnualPlan, ImportBatch, ImportState, Measure, User
from measures.permissions import require_all
from measures.services import audit
from measures.services.copying import carried_keys, moved_measure
from measures.services.import_batches import (
    ImportChanged,
    ImportClosed,
    hold_waiting,
    open_import,
)
from measures.services.import_texts import write_report_texts
from measures.services.import_undo import Replaced, Undo, Written
from measures.services.imports import add_annex, event_values_of
from measures.services.measures import number_measures, write_measures
from measures.services.once import once
from measures.services.overwriting import overwrite
from measures.services.plans import hold_open_plan
from measures.services.rows import cleaned

_MOST_NAMED = 10


@dataclass(kw_only=True)
class _Work:
    """One report on its way into one plan."""

    plan: AnnualPlan
    report: ReportInput
    settled: Settled
    by: User
    at: datetime
    source: dict[str, str]  # which file, as the event names it
    standing: list[Measure] = field(default_factory=list)


@transaction.atomic
def apply_import(
    *,
    batch: ImportBatch,
    plan: AnnualPlan,
    revision: int,
    by: User,
    at: datetime,
    token: str | None = None,
    has_begun: bool = False,
) -> ImportBatch:
    """Write what was ticked into a plan of the organization; a form that is sent twice writes once.

    `revision` is that of the import as the person saw it. Raises PermissionDenied, PlanLocked,
    ImportClosed, ImportChanged or ValidationError, and then nothing has been written.
    """
    require_all(by, batch.organization)
    if plan.organization_id != batch.organization_id:
        raise ValueError("an import goes into a plan of its own organization")

    def make() -> list[int]:
        held = hold_waiting(batch)
        if held.revision != revision:
            raise ImportChanged(str(held))
        _apply(held, plan, by=by, at=at, has_begun=has_begun)
        return [held.pk]

    made = once(token=token, act=f"import.applied {batch.pk}", by=by, make=make, at=at)
    found = ImportBatch.objects.with_places().filter(pk__in=made).first()
    if found is None or not found.is_applied:
        raise ImportClosed(str(batch))
    return found


def _apply(held: ImportBatch, plan: AnnualPlan, *, by: User, at: datetime, has_begun: bool) -> None:
    opened = open_import(held)
    if opened.reading.report is None:
        raise ValidationError(opened.reading.refusal, code="unreadable")
    plan = hold_open_plan(plan)
    standing = list(Measure.objects.in_plan(plan).with_rows())
    target = Target(year=plan.fiscal_year.year, standing=len(standing))
    work = _Work(
        plan=plan,
        report=cleaned(opened.reading.report),
        settled=settle(opened.review, opened.reading, target),
        by=by,
        at=at,
        source={"file_name": held.file_name, "sha256": held.sha256},
        standing=standing,
    )
    if not work.settled.taken:
        raise ValidationError("ยังไม่ได้เลือกมาตรการ โปรดเลือกอย่างน้อย ๑ มาตรการ", code="none")
    _refuse_untitled(work)
    undo = replace(_write(work), has_begun=has_begun)
    held.state, held.plan, held.undo = ImportState.APPLIED, plan, to_plain(undo)
    held.applied_at, held.applied_by = at, by
    held.revision += 1
    held.save()


def _refuse_untitled(work: _Work) -> None:
    """Name all measures without a title by their numbers in the file, as its page counts them."""
    measures = work.report.measures
    places = [
        place
        for place in work.settled.taken
        if not (measures[place].title or measures[place].issue)
    ]
    if places:
        named = ", ".join(to_thai(str(place + 1)) for place in places[:_MOST_NAMED])
        more = len(places) - _MOST_NAMED
        rest = f" และอีก {to_thai(str(more))} มาตรการ" if more > 0 else ""
        remedy = "โปรดใส่ชื่อ รวมกับมาตรการข้างบน หรือไม่เลือกนำเข้า"
        raise ValidationError(f"มาตรการที่ {named}{rest} ยังไม่มีชื่อ {remedy}", code="untitled")


def _write(work: _Work) -> Undo:
    report, year = work.report, work.plan.fiscal_year.year
    old = report.fiscal_year or year
    data = [
        moved_measure(measure, old, year) if work.settled.is_moved else measure
        for measure in report.measures
    ]
    # those that are not taken hold their place, so that the annex finds its measures by number
    rows = [Measure(plan=work.plan) for _ in data]
    lead = add_annex(rows, report)
    before = asdict(work.plan.as_input())
    texts = None
    if work.settled.with_texts:
        texts = write_report_texts(work.plan, report, lead, is_moved=work.settled.is_moved)
    replaced = [
        _replace(work, work.standing[number - 1], data[place], rows[place])
        for place, number in work.settled.replaced.items()
    ]
    new = [place for place in work.settled.taken if place not in work.settled.replaced]
    created = _add(work, [(rows[place], data[place]) for place in new])
    taken = replace(report, measures=tuple(data[place] for place in work.settled.taken))
    after = {
        **event_values_of(taken),
        **work.source,
        "replaced": [row.key for row in replaced],
    }
    audit.record("plan.imported", work.plan, by=work.by, at=work.at, before=before, after=after)
    return Undo(created=tuple(created), replaced=tuple(replaced), texts=texts)


def _add(work: _Work, pairs: Sequence[tuple[Measure, MeasureInput]]) -> list[Written]:
    """Put measures last."""
    for place, (row, _) in enumerate(pairs, len(work.standing) + 1):
        row.position, row.updated_by = place, work.by
    write_measures(work.plan, pairs)
    number_measures([*work.standing, *(row for row, _ in pairs)])
    if work.settled.is_moved:
        keys = [row.pk for row, _ in pairs]
        rows = list(Measure.objects.filter(pk__in=keys).with_rows())
        for row in rows:
            row.carried = carried_keys(row)
        Measure.objects.bulk_update(rows, ["carried"], batch_size=200)
    return [Written(key=row.pk, revision=row.revision) for row, _ in pairs]


def _replace(work: _Work, old: Measure, data: MeasureInput, row: Measure) -> Replaced:
    annex = AnnexInput(number="", heading=row.annex_heading, text=row.annex_text)
    has_annex = work.settled.with_texts and (annex.heading or annex.text)
    before = Replaced(
        key=old.pk,
        revision=0,
        measure=old.as_input(),
        annex=AnnexInput(number="", heading=old.annex_heading, text=old.annex_text),
        carried=tuple(old.carried),
    )
    saved = overwrite(
        work.plan, old, data, annex=annex if has_annex else None, by=work.by, at=work.at
    )
    saved.carried = carried_keys(saved) if work.settled.is_moved else []
    saved.save(update_fields=["carried"])
    return replace(before, revision=saved.revision)
