"""One act on the rows of a measure's steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from measures.models import Measure, Step, User
from measures.permissions import require_measure
from measures.services import audit
from measures.services.content import Content
from measures.services.history import note_writing
from measures.services.writing import hold_content, stamp
from measures.writing import OutlineRefusal, Row, remarked, step_key
from measures.writing.opening import Area

Change = Callable[[Sequence[Row]], list[Row]]


class RowRefused(ValidationError):
    """The rows stay as they are: the message says in Thai why. Not a fault of the page."""


@dataclass(frozen=True, kw_only=True)
class StepsChanged:
    """The rows as they are now.

    `keys` are those that were added, moved, put back or taken out; `values` the texts that became
    other ones by it, and all of the new rows. `removed` is the key for `restore_removed`.
    """

    revision: int
    saved_at: datetime
    keys: tuple[int, ...]
    steps: tuple[tuple[int, int], ...]
    values: dict[str, str]
    removed: int | None = None


class Turn:
    """One act on the rows of a measure: held, changed, numbered, kept and recorded."""

    def __init__(self, measure: Measure, *, by: User, at: datetime | None) -> None:
        require_measure(by, measure)
        self.by = by
        self.at = at or timezone.now()
        self.content: Content = hold_content(measure, Area.STEPS)
        self.before = self.content.values()
        self.shape = self.content.shape
        self.rows = [
            Row(key=step.pk, depth=step.depth, mark=step.mark) for step in self.content.steps
        ]

    def do(self, change: Change) -> list[Row]:
        """The rows after a change of the outline; raises RowRefused."""
        try:
            rows: list[Row] = change(self.rows)
        except OutlineRefusal as error:
            raise RowRefused(str(error), code="rows") from error
        return rows

    def create(self, rows: Sequence[Row], texts: dict[int, str]) -> None:
        """Store the new ones among rows that are to stand in this order."""
        new = {
            row.key: Step(measure=self.content.measure, depth=row.depth, text=texts[row.key])
            for row in rows
            if row.key < 0
        }
        self._put(rows, new)
        Step.objects.bulk_create(new.values())

    def arrange(self, rows: Sequence[Row]) -> None:
        """Number the rows in this order, which names all that stand there."""
        self._put(rows, {})

    def _put(self, rows: Sequence[Row], new: dict[int, Step]) -> None:
        marks = remarked(self.rows, rows)
        steps = {step.pk: step for step in self.content.steps} | new
        changed: list[Step] = []
        for position, row in enumerate(rows, 1):
            step = steps[row.key]
            wanted = (position, row.depth, marks.get(row.key, row.mark or ""))
            if (step.position, step.depth, step.mark) != wanted:
                step.position, step.depth, step.mark = wanted
                if row.key > 0:
                    changed.append(step)
        Step.objects.bulk_update(changed, ["position", "depth", "mark"])
        self.content.steps = [steps[row.key] for row in rows]

    def texts(self, keys: Sequence[int]) -> list[dict[str, Any]]:
        """Rows as an event keeps them."""
        return [
            {"key": step.pk, "depth": step.depth, "mark": step.mark, "text": step.text}
            for step in self.content.steps
            if step.pk in set(keys)
        ]

    def finish(self, action: str, **event: Any) -> None:
        """Keep the measure as it is now, and record the act."""
        measure, by, at = self.content.measure, self.by, self.at
        note_writing(self.content, before=self.before, shape_before=self.shape, by=by, at=at)
        for name, value in stamp(measure, by=by, at=at).items():
            setattr(measure, name, value)
        names = ["revision", "updated_by", "opened_at", "carried", "updated_at"]
        measure.save(update_fields=names)
        audit.record(action, measure, by=by, at=at, **event)

    def result(self, keys: Sequence[int], *, removed: int | None = None) -> StepsChanged:
        values = self.content.values()
        own = tuple(step_key(key, "") for key in keys)
        return StepsChanged(
            revision=self.content.measure.revision,
            saved_at=self.at,
            keys=tuple(keys),
            steps=tuple((key, depth) for key, depth in self.content.shape),
            values={
                key: text
                for key, text in values.items()
                if self.before.get(key) != text or key.startswith(own)
            },
            removed=removed,
        )
