"""A whole measure written over another one, whose words stay in its history."""

from __future__ import annotations

from datetime import datetime

from measures.inputs import AnnexInput, MeasureInput
from measures.models import AnnualPlan, Measure, User
from measures.services.content import Content
from measures.services.history import note_writing
from measures.services.measures import save_measure


def overwrite(
    plan: AnnualPlan,
    old: Measure,
    data: MeasureInput,
    *,
    annex: AnnexInput | None,
    by: User,
    at: datetime,
) -> Measure:
    """Make a measure of a plan that is held say something else; what it said is in its history."""
    content = Content.fetched(old)
    before, shape, wrote_last = content.values(), content.shape, (old.updated_by_id, old.updated_at)
    saved = save_measure(
        plan=plan, measure=old, revision=old.revision, data=data, annex=annex, by=by
    )
    now = Content.fetched(saved)
    written_by, written_at = saved.updated_by_id, saved.updated_at
    saved.updated_by_id, saved.updated_at = wrote_last
    note_writing(now, before=before, shape_before=shape, by=by, at=at)
    saved.updated_by_id, saved.updated_at = written_by, written_at
    return saved
