"""Tables on their way in: read, looked at, corrected; nothing of them is in a plan yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.thai.numerals import to_thai
from measures.importing import UnreadableFile, from_plain, open_file, to_plain, understand
from measures.importing.reading import Reading, Source
from measures.importing.review import Decision, Review, Target, decided
from measures.importing.stored import NotOfThisKind
from measures.importing.tables import RawTable
from measures.inspecting.filenames import display_name
from measures.models import AnnualPlan, FiscalYear, ImportBatch, Measure, Organization, User
from measures.permissions import require_all
from measures.services import audit
from measures.services.import_events import change_of
from measures.services.once import once

MOST_WAITING = 20  # of one organization


class ImportChanged(Exception):
    """Someone decided otherwise since the page was drawn; nothing has been written."""


class ImportClosed(Exception):
    """It was applied, taken back or thrown away meanwhile; nothing has been written."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An import as its page shows it: what was read, what was decided, and what comes of both."""

    source: Source
    review: Review
    reading: Reading

    @property
    def original_texts(self) -> dict[tuple[int, int], str]:
        """The words of each cell as its file has them, by row and column."""
        tables = (part for part in self.source.parts if isinstance(part, RawTable))
        cells = (cell for table in tables for row in table.rows for cell in row)
        return {(cell.line, cell.column): cell.text for cell in cells}


def stage_import(
    *,
    organization: Organization,
    data: bytes,
    file_name: str,
    by: User,
    at: datetime,
    fiscal_year: FiscalYear | None = None,
    token: str | None = None,
    read: Callable[[bytes], Source] = open_file,
) -> ImportBatch:
    """Read a file or a pasted table and keep what was read; `file_name` is "" for what is pasted.

    The file is read by `read` before anything is held: that may take seconds. Without `fiscal_year`
    it is for the year that the file names. What holds no report but some tables is kept, so that a
    person may choose among them. Raises PermissionDenied, UnreadableFile or ValidationError.
    """
    require_all(by, organization)
    _refuse_too_many(organization)
    source = read(data)
    reading = understand(source)
    if reading.report is None and not reading.tables:
        raise UnreadableFile(reading.refusal)
    batch = ImportBatch(
        organization=organization,
        fiscal_year=fiscal_year or _year_of(reading, organization),
        file_name=display_name(file_name)[:255] if file_name else "",
        sha256=sha256(data).hexdigest(),
        size_bytes=len(data),
        source=to_plain(source),
        review=to_plain(Review()),
        staged_at=at,
        staged_by=by,
    )
    return _keep(batch, by=by, at=at, token=token)


@transaction.atomic
def _keep(batch: ImportBatch, *, by: User, at: datetime, token: str | None) -> ImportBatch:
    require_all(by, batch.organization)

    def make() -> list[int]:
        batch.save()
        after = {"file_name": batch.file_name, "sha256": batch.sha256, "bytes": batch.size_bytes}
        audit.record("import.staged", batch, by=by, at=at, after=after)
        return [batch.pk]

    act = f"import.staged {batch.organization_id}"
    made = once(token=token, act=act, by=by, make=make, at=at)
    found = ImportBatch.objects.with_places().filter(pk__in=made).first()
    if found is None:
        raise ValidationError("ตารางนี้นำเข้าหรือลบไปแล้ว โปรดเลือกไฟล์อีกครั้ง", code="gone")
    return found


def open_import(batch: ImportBatch) -> Opened:
    """What an import says now; one that an older portal read has to be read anew."""
    try:
        source, review = from_plain(Source, batch.source), from_plain(Review, batch.review)
    except NotOfThisKind:
        empty = Reading(report=None, refusal="ตารางนี้อ่านไว้ด้วยระบบรุ่นก่อน โปรดเลือกไฟล์อีกครั้ง")
        return Opened(source=Source(kind=""), review=Review(), reading=empty)
    return Opened(source=source, review=review, reading=understand(source, review.choices))


def _source_of(batch: ImportBatch) -> Source:
    """What was read; nothing, where an older portal kept it otherwise."""
    try:
        return from_plain(Source, batch.source)
    except NotOfThisKind:
        return Source(kind="")


def open_review(batch: ImportBatch) -> Review:
    """What was decided on an import; nothing, where an older portal kept it otherwise."""
    try:
        return from_plain(Review, batch.review)
    except NotOfThisKind:
        return Review()


def target_of(batch: ImportBatch, plan: AnnualPlan | None) -> Target | None:
    """The plan of its year as it stands; None as long as no year is chosen."""
    if batch.fiscal_year is None:
        return None
    standing = Measure.objects.in_plan(plan).count() if plan else 0
    return Target(year=batch.fiscal_year.year, standing=standing)


@transaction.atomic
def change_import(
    *,
    batch: ImportBatch,
    decision: Decision,
    by: User,
    fiscal_year: FiscalYear | None = None,
    revision: int | None = None,
) -> ImportBatch:
    """Take a decision on what was read. Of two people who decide on the same, the last one holds.

    With `revision` only on the import as the person saw it. One event tells all that it changed.
    Raises PermissionDenied, ImportClosed or ImportChanged.
    """
    require_all(by, batch.organization)
    held = hold_waiting(batch)
    if revision not in (None, held.revision):
        raise ImportChanged(str(held))
    old = open_review(held)
    new = decided(old, decision)
    review, year = to_plain(new), fiscal_year or held.fiscal_year
    if (review, year) != (held.review, held.fiscal_year):
        before, after = change_of(_source_of(held), old, new)
        if year != held.fiscal_year:
            before["fiscal_year"] = held.fiscal_year and held.fiscal_year.year
            after["fiscal_year"] = year and year.year
        held.review, held.fiscal_year = review, year
        held.revision += 1
        held.save(update_fields=["review", "fiscal_year", "revision"])
        audit.record("import.reviewed", held, by=by, before=before, after=after)
    return held


@transaction.atomic
def discard_import(*, batch: ImportBatch, by: User, at: datetime) -> None:
    """Throw away what was read; of a second try nothing is left to do.

    Raises PermissionDenied, or ImportClosed when it was applied.
    """
    require_all(by, batch.organization)
    held = ImportBatch.objects.select_for_update().filter(pk=batch.pk).first()
    if held is None:
        return
    if held.is_applied:
        raise ImportClosed(str(held))
    before = {"file_name": held.file_name, "sha256": held.sha256}
    audit.record("import.discarded", held, by=by, at=at, before=before)
    held.delete()


@transaction.atomic
def forget_imports(*, at: datetime) -> int:
    """Remove what nobody applied for long, and what can be taken back no longer; how many."""
    old = ImportBatch.objects.waiting().filter(staged_at__lte=at - ImportBatch.KEPT_FOR)
    done = ImportBatch.objects.filter(applied_at__lte=at - ImportBatch.UNDO_FOR)
    for batch in old.without_content().select_related("organization"):
        before = {"file_name": batch.file_name, "sha256": batch.sha256}
        audit.record("import.discarded", batch, by=None, at=at, before=before)
    count = old.count() + done.count()
    old.delete()
    done.delete()
    return count


def hold_waiting(batch: ImportBatch) -> ImportBatch:
    """The import as it stands now, held until the transaction ends; raises ImportClosed."""
    held = (
        ImportBatch.objects.select_for_update(of=("self",))
        .with_places()
        .filter(pk=batch.pk)
        .first()
    )
    if held is None or held.is_applied:
        raise ImportClosed(str(batch))
    return held


def _refuse_too_many(organization: Organization) -> None:
    waiting = ImportBatch.objects.in_organization(organization).waiting().count()
    if waiting >= MOST_WAITING:
        raise ValidationError(
            f"มีตารางที่รอตรวจแล้ว {to_thai(str(MOST_WAITING))} รายการ โปรดนำเข้าหรือลบบางรายการก่อน",
            code="too_many",
        )


def _year_of(reading: Reading, organization: Organization) -> FiscalYear | None:
    """The year that the source names, where the organization can write in it."""
    report = reading.report
    if report is None or report.fiscal_year is None:
        return None
    year = FiscalYear.objects.filter(year=report.fiscal_year).first()
    if year is None:
        return None
    plan = AnnualPlan.objects.filter(organization=organization, fiscal_year=year).first()
    is_writable = not plan.is_locked if plan else year.is_open
    return year if is_writable else None
