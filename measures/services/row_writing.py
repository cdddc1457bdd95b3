"""Writes single texts of a measure: only the rows and columns that change."""

from __future__ import annotations

from typing import Any

from measures.inputs import ItemInput, MeasureInput, OwnerInput
from measures.models import Issue, Owner, Step, Unit
from measures.services.content import KINDS, Content
from measures.services.meaning import find_issue
from measures.services.nested import fill, link_units, match_rows, period_fields
from measures.writing import (
    Shape,
    items_from_text,
    owners_from_text,
    read_day,
    read_key,
    read_period,
)

_COLUMNS = {"issue": "issue_text", "expected_on": "expected_on"}
_ITEM_COLUMNS = ("position", "mark", "text")


class RowWriting:
    """Gathers what becomes of the rows of a measure that is held, then writes it in bulk."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._measure = content.measure
        self._columns: set[str] = set()
        self._steps: dict[int, Step] = {}
        self._step_columns: set[str] = set()
        self._changed: dict[str, list[Any]] = {name: [] for name in KINDS}
        self._gone: dict[str, list[Any]] = {name: [] for name in KINDS}
        self._renewed: list[Owner] = []

    def put(self, name: str, text: str) -> None:
        """Set the field that a key names to a text in its one form."""
        key = read_key(name)
        if key is None:
            raise ValueError(name)
        if key.extra is not None:
            self._content.cells[name]["text"] = text
            self._columns.add("extras")
        elif key.field in KINDS:
            self._put_list(key.field, key.step, text)
        elif key.step is None:
            self._columns |= _set(self._measure, self._fields(key.field, key.spec.shape, text))
        else:
            step = self._content.step(key.step)
            if step is None:
                raise ValueError(name)
            self._steps[step.pk] = step
            self._step_columns |= _set(step, self._fields(key.field, key.spec.shape, text))

    def save(self, **columns: Any) -> None:
        """Write the rows; `columns` are further ones of the measure itself."""
        if self._columns & {"title", "issue_text"}:
            self._find_issue()
        self._columns |= _set(self._measure, columns)
        self._measure.save(update_fields=[*sorted(self._columns), "updated_at"])
        if self._steps:
            Step.objects.bulk_update(self._steps.values(), sorted(self._step_columns))
        for name in KINDS:
            self._save_items(name)
        if self._renewed:
            units = Unit.objects.filter(organization=self._measure.plan.organization_id)
            link_units(self._renewed, list(units))

    def _fields(self, field: str, shape: Shape, text: str) -> dict[str, Any]:
        """The columns of a field with their values."""
        if shape is Shape.PERIOD:
            return period_fields(read_period(text, self._fiscal_year))
        value = read_day(text, fiscal_year=self._fiscal_year) if shape is Shape.DAY else text
        return {_COLUMNS.get(field, field): value}

    @property
    def _fiscal_year(self) -> int:
        year: int = self._measure.plan.fiscal_year.year
        return year

    def _put_list(self, name: str, step: int | None, text: str) -> None:
        items: tuple[OwnerInput | ItemInput, ...] = (
            owners_from_text(text) if name == "owners" else items_from_text(text)
        )
        rows = self._content.rows[name, step]
        chosen, unused = match_rows(rows, [item.text for item in items])
        self._gone[name] += unused
        written: list[Any] = []
        for position, (row, item) in enumerate(zip(chosen, items, strict=True), 1):
            new = row or self._new(name, step)
            values = {"position": position, "text": item.text}
            if isinstance(item, ItemInput):
                values["mark"] = item.mark
            if name == "owners" and new.text != item.text:
                self._renewed.append(new)
            if fill(new, values):
                self._changed[name].append(new)
            written.append(new)
        self._content.rows[name, step] = written

    def _new(self, name: str, step: int | None) -> Any:
        row = KINDS[name](measure=self._measure)
        if step is not None:
            row.step_id = step
        return row

    def _save_items(self, name: str) -> None:
        kind, columns = KINDS[name], _ITEM_COLUMNS if name != "owners" else ("position", "text")
        old = [row for row in self._changed[name] if row.pk]
        new = [row for row in self._changed[name] if row.pk is None]
        if self._gone[name]:
            kind.objects.filter(pk__in=[row.pk for row in self._gone[name]]).delete()
        if new:
            kind.objects.bulk_create(new)
        if old:
            kind.objects.bulk_update(old, columns)

    def _find_issue(self) -> None:
        issues = Issue.objects.filter(scheme=self._measure.plan.issue_scheme_id)
        words = MeasureInput(title=self._measure.title, issue=self._measure.issue_text)
        self._measure.issue = find_issue(words, issues)
        self._columns.add("issue")


def _set(row: Any, values: dict[str, Any]) -> set[str]:
    for name, value in values.items():
        setattr(row, name, value)
    return set(values)
