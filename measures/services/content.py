"""A measure with all its rows in memory, as the editor's keys name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, IntegerField, Value

from ita_portal.thai.text import squash
from measures.inputs import ItemInput, OwnerInput
from measures.models import Measure, Outcome, Output, Owner, Step, Suggestion
from measures.writing import (
    cell_keys,
    day_text,
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
    """Rows by where they hang, in order; one query reads them all."""

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
        steps: list[Step] = []
        rows: dict[Place, list[Any]] = defaultdict(list)
        for name, step, *values in _all_rows(measure):
            if name == "steps":
                row: Any = Step(**dict(zip(_STEP_COLUMNS, values, strict=True)))
                steps.append(row)
            else:
                row = KINDS[name](**dict(zip(_COLUMNS[name], values, strict=False)))
                if name != "outcomes":
                    row.step_id = step
                rows[name, step].append(row)
            row.measure = measure
            row._state.adding = False
        return cls(measure, steps, rows)

    @property
    def shape(self) -> list[list[int]]:
        """The key and the depth of each step, in order."""
        return [[step.pk, step.depth] for step in self.steps]

    @property
    def cells(self) -> dict[str, dict[str, str]]:
        """The cells under further columns of the table, by their keys."""
        keys = cell_keys(cell["heading"] for cell in self.measure.extras)
        return dict(zip(keys, self.measure.extras, strict=True))

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
        values |= {key: cell["text"] for key, cell in self.cells.items()}
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


def give_cells(measure: Measure, headings: Iterable[str]) -> None:
    """In memory, an empty cell behind the others for each heading that the measure has none of."""
    known = {squash(cell["heading"]) for cell in measure.extras}
    for heading in headings:
        if squash(heading) not in known:
            known.add(squash(heading))
            measure.extras.append({"heading": heading, "text": ""})


_STEP_COLUMNS = (
    *("pk", "position", "text", "mark", "depth"),
    *("period_text", "period_kind", "period_start", "period_end"),
)
_COLUMNS = {
    name: ("pk", "position", "text", *(("mark",) if kind is not Owner else ()))
    for name, kind in KINDS.items()
}


def _all_rows(measure: Measure) -> list[tuple[Any, ...]]:
    """(kind, step, ...columns) of every row of a measure, in order, in one query.

    The steps come first: where only they have a column, it is they who say its type.
    """
    no_key, no_day = Value(None, BigIntegerField()), Value(None, DateField())
    no_text, no_number = Value("", CharField()), Value(0, IntegerField())
    rest = (no_number, no_text, no_text, no_day, no_day)
    steps: tuple[Any, ...] = (Step, Value("steps", CharField()), no_key, *_STEP_COLUMNS)
    others: list[tuple[Any, ...]] = [
        (
            kind,
            Value(name, CharField()),
            no_key if kind is Outcome else "step_id",
            *("pk", "position", "text", no_text if kind is Owner else "mark"),
            *rest,
        )
        for name, kind in KINDS.items()
    ]
    first, *more = [
        kind._default_manager.filter(measure=measure).order_by().values_list(*columns)
        for kind, *columns in (steps, *others)
    ]
    return sorted(first.union(*more, all=True), key=lambda row: (row[3], row[2]))
