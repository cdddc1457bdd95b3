"""Makes a measure say again what it said at the end of an earlier sitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from measures.models import EntryReason, MeasureEntry, RemovedRow, Step, User
from measures.permissions import require_measure
from measures.services import audit
from measures.services.content import Content
from measures.services.history import note_writing
from measures.services.plans import FieldClosed, require_open
from measures.services.removed_rows import Stored, put_back, take_out
from measures.services.row_writing import RowWriting
from measures.services.writing import hold_content, stamp
from measures.writing import items_from_text, owners_from_text, read_key, step_key
from measures.writing.opening import Area


@transaction.atomic
def restore_entry(*, entry: MeasureEntry, by: User, at: datetime | None = None) -> int:
    """Bring back the texts and the steps of an entry; the revision of the measure then.

    Nothing is lost by it: what the measure says now stays in the history, and steps that the entry
    has not are taken out as by `remove_step`. Raises PermissionDenied, PlanLocked, FieldClosed or
    MeasureChanged.
    """
    measure, at = entry.measure, at or timezone.now()
    require_measure(by, measure)
    content = hold_content(measure, None)
    before, shape = content.values(), content.shape
    writing = RowWriting(content)
    _bring_back_rows(content, entry, by=by, at=at)
    for key, text in content.values().items():
        said = entry.values.get(key, _unsaid(key, text))
        if said != text:
            writing.put(key, said)
    after = content.values()
    if (after, content.shape) == (before, shape):
        return content.measure.revision
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    _require_open(content, changed, shape)
    note_writing(
        content, before=before, shape_before=shape, by=by, at=at, reason=EntryReason.RESTORE
    )
    writing.save(**stamp(content.measure, by=by, at=at, touched=changed))
    audit.record(
        "measure.entry_restored",
        content.measure,
        by=by,
        at=at,
        before={"order": shape, **{key: before.get(key) for key in changed}},
        after={"order": content.shape, **{key: after.get(key) for key in changed}},
    )
    return content.measure.revision


def _require_open(content: Content, changed: Sequence[str], shape: list[list[int]]) -> None:
    """Bringing back is writing: all of it is open, or nothing is brought back."""
    measure = content.measure
    if content.shape != shape:
        require_open(measure, Area.STEPS)
    if not all(measure.plan.opening.opens_text(measure.pk, key) for key in changed):
        raise FieldClosed(str(measure))


def _unsaid(key: str, text: str) -> str:
    """What an entry meant that has no such key: a cell that was not there yet was empty."""
    found = read_key(key)
    return "" if found is not None and found.extra is not None else text


def _bring_back_rows(content: Content, entry: MeasureEntry, *, by: User, at: datetime) -> None:
    """The steps of the entry in their order, and no others."""
    wanted: dict[int, int] = dict(entry.steps)
    for keys in _runs([step.pk for step in content.steps], set(wanted)):
        take_out(content, keys, by=by, at=at)
    standing = {step.pk for step in content.steps}
    missing = [key for key in wanted if key not in standing]
    if missing:
        kept = RemovedRow.objects.filter(measure=content.measure)
        stored = {row["key"]: row for removed in kept for row in removed.content}
        put_back(content, [stored.get(key) or _from_texts(entry, key) for key in missing])
        back = {step.pk for step in content.steps}
        done = [row.pk for row in kept if {step["key"] for step in row.content} <= back]
        RemovedRow.objects.filter(pk__in=done).delete()
    places = {key: position for position, key in enumerate(wanted, 1)}
    changed: list[Step] = []
    for step in content.steps:
        place = places[step.pk], wanted[step.pk]
        if (step.position, step.depth) != place:
            step.position, step.depth = place
            changed.append(step)
    Step.objects.bulk_update(changed, ["position", "depth"])
    content.steps.sort(key=lambda step: step.position)


def _runs(keys: Sequence[int], wanted: set[int]) -> list[list[int]]:
    """The rows that are not wanted, those that stand one below the other together."""
    runs: list[list[int]] = [[]]
    for key in keys:
        if key in wanted:
            runs.append([])
        else:
            runs[-1].append(key)
    return [run for run in runs if run]


def _from_texts(entry: MeasureEntry, key: int) -> Stored:
    """A step as far as the texts of the entry tell."""

    def text(field: str) -> str:
        return str(entry.values.get(step_key(key, field), ""))

    def items(field: str) -> list[dict[str, str]]:
        return [asdict(item) for item in items_from_text(text(field))]

    return {
        "key": key,
        "depth": 0,
        "mark": text("mark"),
        "text": text("text"),
        "period": text("period"),
        "owners": [{"text": owner.text} for owner in owners_from_text(text("owners"))],
        "outputs": items("outputs"),
        "suggestions": items("suggestions"),
    }
