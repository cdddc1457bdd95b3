"""A measure with all its rows in memory, as the editor's keys name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, CharField, Value

from measures.inputs import ItemInput, OwnerInput
from measures.models import Measure, Outcome, Output, Owner, Step, Suggestion
from measures.writing import (
    day_text,
    extra_key,
    measure_key,
    normal_items,
    text_of_items,
    text_of_owners,
)

KINDS: dict[str, type[Any]] = {
    "owners": Owner,
    "outputs": Output,
    "outcomes": Outcome,
    "suggestions": Suggestion,
}
OF_STEPS = ("owners", "outputs", "suggestions")
Place = tuple[str, int | None]  # a kind of rows, and the step they belong to or None


class Content:
    """Rows by where they hang, in order; two queries read them all."""

    def __init__(self, measure: Measure, steps: Iterable[Step], rows: dict[Place, list[Any]]):
        self.measure = measure
        self.steps = list(steps)
        self.rows: dict[Place, list[Any]] = defaultdict(list, rows)

    @classmethod
    def fetched(cls, measure: Measure) -> Content:
        """Of a measure that comes from `with_rows`."""
        rows: dict[Place, list[Any]] = defaultdict(list)
        for name in KINDS:
            for row in getattr(measure, name).all():
                rows[name, getattr(row, "step_id", None)].append(row)
        return cls(measure, measure.steps.all(), rows)

    @classmethod
    def read(cls, measure: Measure) -> Content:
        """As the rows stand now, of a measure whose plan is held."""
        rows: dict[Place, list[Any]] = defaultdict(list)
        for name, key, step, position, mark, text in _item_rows(measure):
            kind = KINDS[name]
            values = {"measure_id": measure.pk, "position": position, "text": text}
            if kind is not Outcome:
                values["step_id"] = step
            if kind is not Owner:
                values["mark"] = mark
            row = kind(pk=key, **values)
            row._state.adding = False
            rows[name, step].append(row)
        return cls(measure, Step.objects.filter(measure=measure).order_by("position", "pk"), rows)

    @property
    def shape(self) -> list[list[int]]:
        """The key and the depth of each step, in order."""
        return [[step.pk, step.depth] for step in self.steps]

    def step(self, key: int) -> Step | None:
        return next((step for step in self.steps if step.pk == key), None)

    def values(self) -> dict[str, str]:
        """Every text by its key."""
        measure = self.measure
        values = {
            "title": measure.title,
            "issue": measure.issue_text,
            "status": str(measure.status),
            "expected_on": day_text(measure.expected_on),
            "status_reason": measure.status_reason,
            "period": measure.period_text,
            "steps_lead": measure.steps_lead,
            "annex_text": measure.annex_text,
        }
        values |= {extra_key(place): extra["text"] for place, extra in enumerate(measure.extras)}
        values |= {name: self._list(name, None) for name in KINDS}
        for step in self.steps:
            values[measure_key(step.pk, "mark")] = step.mark
            values[measure_key(step.pk, "text")] = step.text
            values[measure_key(step.pk, "period")] = step.period_text
            for name in OF_STEPS:
                values[measure_key(step.pk, name)] = self._list(name, step.pk)
        return values

    def _list(self, name: str, step: int | None) -> str:
        rows = self.rows.get((name, step), [])
        if name == "owners":
            return text_of_owners(OwnerInput(text=row.text) for row in rows)
        return normal_items(text_of_items(ItemInput(text=r.text, mark=r.mark) for r in rows))


def _item_rows(measure: Measure) -> list[tuple[Any, ...]]:
    """(kind, key, step, position, mark, text) of every row that is not a step, in one query."""
    no_step, no_mark = Value(None, output_field=BigIntegerField()), Value("", CharField())
    parts = [
        kind.objects.filter(measure=measure)
        .order_by()
        .values_list(
            Value(name, output_field=CharField()),
            "pk",
            no_step if kind is Outcome else "step_id",
            "position",
            no_mark if kind is Owner else "mark",
            "text",
        )
        for name, kind in KINDS.items()
    ]
    rows = parts[0].union(*parts[1:], all=True)
    return sorted(rows, key=lambda row: (row[3], row[1]))
