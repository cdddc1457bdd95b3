"""The history of a measure: an entry for each sitting of a person, and one rolling draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from measures.models import AnnualPlan, EntryReason, Measure, MeasureEntry, User
from measures.services.content import Content

SITTING = timedelta(minutes=10)  # a longer pause begins a new entry
_LOOKED_AT = 20


def entries_of(measure: Measure) -> list[MeasureEntry]:
    """The entries of a measure with who wrote them, the newest first."""
    return list(MeasureEntry.objects.filter(measure=measure).select_related("by").order_by("-pk"))


def note_writing(
    content: Content,
    *,
    before: dict[str, str],
    shape_before: list[list[int]],
    by: User,
    at: datetime,
    reason: EntryReason = EntryReason.EDIT,
) -> None:
    """Keep what the measure says now: in the draft of this sitting, or in a new entry.

    Part of a save, called before the measure's own row is written: `updated_by` still names who
    wrote last. What stood there and was written elsewhere gets an entry of its own first.
    """
    measure = content.measure
    now = {"values": content.values(), "steps": content.shape, "at": at}
    entries = MeasureEntry.objects.filter(measure=measure)
    draft = entries.filter(is_open=True)
    goes_on = reason == EntryReason.EDIT and measure.updated_by_id == by.pk
    if goes_on and draft.filter(by=by, at__gt=at - SITTING).update(**now):
        return
    draft.update(is_open=False)
    last = entries.order_by("-pk").first()
    new = MeasureEntry(measure=measure, began_at=at, by=by, reason=reason, **now)
    new.is_open = reason == EntryReason.EDIT
    if last is not None and (_said(last.values), last.steps) == (_said(before), shape_before):
        new.save()
    else:
        MeasureEntry.objects.bulk_create([_start(measure, before, shape_before), new])


def _said(values: Mapping[str, str]) -> dict[str, str]:
    """Without what is empty: a cell that nobody has written in says the same as none."""
    return {key: text for key, text in values.items() if text}


def _start(measure: Measure, values: dict[str, str], steps: list[list[int]]) -> MeasureEntry:
    """What stood there before, as whoever wrote it last left it."""
    return MeasureEntry(
        measure=measure,
        began_at=measure.updated_at,
        at=measure.updated_at,
        by_id=measure.updated_by_id,
        reason=EntryReason.START,
        values=values,
        steps=steps,
    )


def close_drafts(plan: AnnualPlan) -> None:
    """What was written up to now is what is submitted: more writing is another entry."""
    drafts = MeasureEntry.objects.filter(measure__plan=plan, is_open=True)
    drafts.update(is_open=False, reason=EntryReason.SUBMIT)


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who gave a field the text that it has, and when, as far as the last entries tell."""

    by: User | None
    at: datetime


def authors_of(measure: Measure, texts: Mapping[str, str | None]) -> dict[str, Author]:
    """For each key whose field has the text given here, its author."""
    if not texts:
        return {}
    entries = MeasureEntry.objects.filter(measure=measure).select_related("by").order_by("-pk")
    last = list(entries[:_LOOKED_AT])
    return {key: _author(measure, last, key, text) for key, text in texts.items()}


def _author(
    measure: Measure, entries: Sequence[MeasureEntry], key: str, text: str | None
) -> Author:
    found = Author(by=measure.updated_by, at=measure.updated_at)
    for entry in entries:
        if entry.values.get(key) != text:
            break
        found = Author(by=entry.by, at=entry.at)
    return found
