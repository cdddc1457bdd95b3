"""Saves of the measure's editor: text by text, so that people in one measure do not meet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import Measure, User
from measures.permissions import require_measure
from measures.services import audit
from measures.services.content import Content, give_cells
from measures.services.history import authors_of, note_writing
from measures.services.plans import hold_measure
from measures.services.row_writing import RowWriting
from measures.writing import Change, Merged, Unmerged, merge
from measures.writing.changes import MOST_CHANGES
from measures.writing.opening import Area

CLOSED = (
    "ช่องนี้ไม่ได้เปิดให้แก้ในรอบนี้ เปิดเฉพาะช่องที่ผู้ตรวจเลือก ข้อความที่ท่านพิมพ์ยังไม่ได้บันทึก"
    " หากต้องแก้ โปรดขอให้นิติกรหรือผู้พิจารณาเปิดเพิ่ม"
)


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A field in which another wrote meanwhile: both texts, and by whom and when theirs is.

    `theirs` is None when another took the step out.
    """

    key: str
    mine: str
    theirs: str | None
    by: User | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of a save. `values` are the texts that the sent fields have now.

    `errors` say in Thai, by key, what could not be taken. `steps` are the key and the depth of
    each step in order, so that a page notices rows of others.
    """

    revision: int
    saved_at: datetime
    conflicts: tuple[Conflict, ...]
    errors: dict[str, str]
    values: dict[str, str]
    steps: tuple[tuple[int, int], ...]


def values_of(measure: Measure) -> dict[str, str]:
    """The texts of a measure by key, in their one form; of a measure from `with_rows`."""
    return Content.fetched(measure).values()


@transaction.atomic
def save_changes(
    *,
    measure: Measure,
    changes: Sequence[Change],
    by: User,
    at: datetime | None = None,
    headings: Collection[str] = (),
) -> Saved:
    """Write each change whose field still says what its editor saw; sent again, do nothing more.

    `headings` are those of the table's columns that no field stands for: their cells can be written
    in, also where the measure has none yet.

    What cannot be taken and what another wrote meanwhile is told, and keeps nothing else back.
    Raises PermissionDenied, PlanLocked, MeasureChanged when the measure is gone, or
    ValidationError for a request that is too large.
    """
    if len(changes) > MOST_CHANGES:
        raise ValidationError("ส่งมาครั้งเดียวมากเกินไป โปรดเปิดหน้านี้ใหม่", code="too_many")
    require_measure(by, measure)
    at = at or timezone.now()
    content = hold_content(measure, None)
    give_cells(content.measure, headings)
    before = content.values()
    merged = merge(before, changes, fiscal_year=measure.plan.fiscal_year.year)
    _refuse_closed(content.measure, merged)
    if merged.taken:
        write_texts(content, merged.taken, before=before, by=by, at=at)
    now = {**before, **merged.taken}
    return Saved(
        revision=content.measure.revision,
        saved_at=at,
        conflicts=_conflicts(content.measure, merged.unmerged),
        errors=merged.errors,
        values={change.key: now[change.key] for change in changes if change.key in now},
        steps=tuple((key, depth) for key, depth in content.shape),
    )


@transaction.atomic
def confirm_carried(
    *, measure: Measure, keys: Collection[str], by: User, at: datetime | None = None
) -> list[str]:
    """Say that texts of last year still hold (ยังใช้ได้); those that remain to be looked at.

    Raises PermissionDenied, PlanLocked, or MeasureChanged when the measure is gone.
    """
    require_measure(by, measure)
    at = at or timezone.now()
    held = hold_measure(measure, None)
    confirmed = [key for key in held.carried if key in keys]
    if confirmed:
        columns = stamp(held, by=by, at=at, touched=confirmed)
        for name, value in columns.items():
            setattr(held, name, value)
        held.save(update_fields=[*columns, "updated_at"])
        after = {"confirmed": confirmed}
        audit.record("measure.carried_confirmed", held, by=by, at=at, after=after)
    return list(held.carried)


def hold_content(measure: Measure, area: Area | None) -> Content:
    """The measure with all its rows as they stand now, its plan held, if the area is open.

    Raises as `hold_measure`.
    """
    return Content.read(hold_measure(measure, area))


def write_texts(
    content: Content, texts: dict[str, str], *, before: dict[str, str], by: User, at: datetime
) -> None:
    """Put texts in their one form into a measure that is held, and record only them."""
    measure = content.measure
    shape = content.shape
    writing = RowWriting(content)
    for key, text in texts.items():
        writing.put(key, text)
    note_writing(content, before=before, shape_before=shape, by=by, at=at)
    writing.save(**stamp(measure, by=by, at=at, touched=texts))
    audit.record(
        "measure.written",
        measure,
        by=by,
        at=at,
        before={key: before[key] for key in texts},
        after=texts,
    )


def stamp(
    measure: Measure, *, by: User, at: datetime, touched: Collection[str] = ()
) -> dict[str, object]:
    """The columns of a measure that every save of its editor sets."""
    return {
        "revision": measure.revision + 1,
        "updated_by": by,
        "opened_at": measure.opened_at or at,
        "carried": [key for key in measure.carried if key not in touched],
    }


def _refuse_closed(measure: Measure, merged: Merged) -> None:
    """Move what was written into closed fields to what cannot be taken."""
    opening = measure.plan.opening
    if opening.is_all:
        return
    sent = [*merged.taken, *(each.key for each in merged.unmerged)]
    closed = {key for key in sent if not opening.opens_text(measure.pk, key)}
    merged.taken = {key: text for key, text in merged.taken.items() if key not in closed}
    merged.unmerged = [each for each in merged.unmerged if each.key not in closed]
    merged.errors |= dict.fromkeys(closed, CLOSED)


def _conflicts(measure: Measure, unmerged: Sequence[Unmerged]) -> tuple[Conflict, ...]:
    authors = authors_of(measure, {field.key: field.theirs for field in unmerged})
    return tuple(
        Conflict(
            key=field.key,
            mine=field.mine,
            theirs=field.theirs,
            by=authors[field.key].by,
            at=authors[field.key].at,
        )
        for field in unmerged
    )
