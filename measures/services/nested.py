"""Writes the rows nested in measures: a row that means the same stays the same row.

Rows are matched with those that stand there, so that what hangs on them (evidence, the units of
an owner) stays where it is, and then written in bulk: a plan may have a thousand measures.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from ita_portal.thai.numerals import to_thai
from measures.inputs import MeasureInput, OwnerInput, PeriodInput, StepInput, written
from measures.models import (
    EvidenceFile,
    Measure,
    Outcome,
    Output,
    Owner,
    Step,
    Suggestion,
    Unit,
)
from measures.services.meaning import find_units

Row = TypeVar("Row", bound=Model)
Pair = tuple[Measure, MeasureInput]
_STEP_FIELDS = (
    "position",
    "depth",
    "mark",
    "text",
    *(f"period_{name}" for name in ("text", "kind", "start", "end")),
)


class Place(NamedTuple):
    """Where nested rows hang: on a measure, or on one of its steps."""

    measure: Measure
    step: Step | None

    @property
    def key(self) -> tuple[int | None, int | None]:
        return self.measure.pk, self.step.pk if self.step else None


def write_nested(pairs: Sequence[Pair], units: Sequence[Unit]) -> None:
    """Make the rows of each saved measure those of its input; raises ValidationError."""
    if not pairs:
        return
    steps = _write_steps(pairs)
    places = [(Place(measure, None), data) for measure, data in pairs]
    places_of_steps = [(Place(step.measure, step), data) for step, data in steps]
    both: list[tuple[Place, MeasureInput | StepInput]] = [*places, *places_of_steps]
    _write(Output, [(place, data.outputs) for place, data in both])
    _write(Suggestion, [(place, data.suggestions) for place, data in both])
    _write(Outcome, [(place, data.outcomes) for place, data in places])
    owners = _write(Owner, [(place, data.owners) for place, data in both])
    link_units(owners, units)


def period_fields(period: PeriodInput) -> dict[str, Any]:
    """The columns of a period."""
    return {
        "period_text": period.text,
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
    }


def check_fields(row: Model, where: str) -> None:
    """Raises ValidationError, saying where, for a value that the row's columns cannot hold.

    Without asking the database: rows come by the thousand, and it checks them once more.
    """
    links = [field.name for field in row._meta.fields if field.is_relation]
    try:
        row.clean_fields(exclude=links)
        row.clean()
    except ValidationError as error:
        raise ValidationError([f"{where}: {message}" for message in error.messages]) from error


def _write_steps(pairs: Sequence[Pair]) -> list[tuple[Step, StepInput]]:
    standing = _standing(Step, [measure for measure, _ in pairs], lambda row: row.measure_id)
    saved: list[tuple[Step, StepInput]] = []
    changed: list[Step] = []
    gone: list[Step] = []
    for measure, data in pairs:
        rows, unused = match_rows(standing[measure.pk], [step.text for step in data.steps])
        gone += unused
        holding = {id(step) for step in written(data.steps)}
        for position, (row, step) in enumerate(zip(rows, data.steps, strict=True), 1):
            new = row or Step(measure=measure)
            new.measure = measure
            fields = {
                "position": position,
                "depth": step.depth,
                "mark": step.mark,
                "text": step.text,
                **period_fields(step.period),
            }
            if fill(new, fields):
                where = f"ขั้นตอนที่ {to_thai(str(position))} ของ “{measure}”"
                if id(step) not in holding:
                    raise ValidationError(f"{where}: ยังไม่มีข้อความ")
                check_fields(new, where)
                changed.append(new)
            saved.append((new, step))
    EvidenceFile.objects.filter(step__in=gone).update(step=None)
    _save(Step, changed, gone, _STEP_FIELDS)
    return saved


def _write(kind: type[Row], places: Iterable[tuple[Place, Sequence[Any]]]) -> list[Row]:
    """Write items of one kind; returns the rows that are new or say something else now."""
    places = list(places)
    fields = ("position", "text") if kind is Owner else ("position", "mark", "text")
    has_step = kind is not Outcome
    standing = _standing(
        kind,
        (place.measure for place, _ in places),
        lambda row: (row.measure_id, row.step_id if has_step else None),
    )
    changed: list[Any] = []
    renewed: list[Row] = []
    gone: list[Any] = []
    for place, items in places:
        rows, unused = match_rows(standing[place.key], [item.text for item in items])
        gone += unused
        for position, (row, item) in enumerate(zip(rows, items, strict=True), 1):
            new: Any = row or kind(measure=place.measure)
            if has_step:
                new.step = place.step
            says_something_else = new.text != item.text
            values = {"position": position, "text": item.text}
            if not isinstance(item, OwnerInput):
                values["mark"] = item.mark
            if fill(new, values):
                check_fields(new, f"{kind._meta.verbose_name} ของ “{place.measure}”")
                changed.append(new)
            if says_something_else:
                renewed.append(new)
    _save(kind, changed, gone, fields)
    return renewed


def _standing(
    kind: type[Any], measures: Iterable[Measure], key: Callable[[Any], Hashable]
) -> dict[Any, list[Any]]:
    """The rows that stand there, in order, by the place where they hang."""
    rows: dict[Any, list[Any]] = defaultdict(list)
    keys = {measure.pk for measure in measures}
    for row in kind.objects.filter(measure__in=keys).order_by("position", "pk"):
        rows[key(row)].append(row)
    return rows


def match_rows(rows: list[Any], texts: Sequence[str]) -> tuple[list[Any | None], list[Any]]:
    """For each text the row that is to hold it, or None; and the rows that are left over.

    First the row in the same place with the same text, then any with the same text, then the
    rest in order.
    """
    chosen: list[Any | None] = [
        row if row.text == text else None for row, text in zip(rows, texts, strict=False)
    ]
    chosen += [None] * (len(texts) - len(chosen))
    taken = {row.pk for row in chosen if row}
    by_text: dict[str, deque[Any]] = defaultdict(deque)
    for row in rows:
        if row.pk not in taken:
            by_text[row.text].append(row)
    for index, text in enumerate(texts):
        if chosen[index] is None and by_text[text]:
            chosen[index] = by_text[text].popleft()
    taken = {row.pk for row in chosen if row}
    rest = deque(row for row in rows if row.pk not in taken)
    for index, row in enumerate(chosen):
        if row is None and rest:
            chosen[index] = rest.popleft()
    return chosen, list(rest)


def fill(row: Any, values: dict[str, Any]) -> bool:
    """Set the values; whether the row has to be written."""
    different = row.pk is None or any(getattr(row, name) != values[name] for name in values)
    for name, value in values.items():
        setattr(row, name, value)
    return different


def _save(
    kind: type[Any], changed: Sequence[Any], gone: Sequence[Any], fields: Iterable[str]
) -> None:
    old = [row for row in changed if row.pk]  # before the new ones have keys as well
    kind.objects.bulk_create([row for row in changed if row.pk is None])
    kind.objects.bulk_update(old, list(fields), batch_size=200)
    kind.objects.filter(pk__in=[row.pk for row in gone]).delete()


def link_units(owners: Sequence[Owner], units: Sequence[Unit]) -> None:
    """What a person chose stays as long as the owner's words do."""
    links = Owner.units.through
    links._default_manager.filter(owner__in=[owner.pk for owner in owners]).delete()
    links._default_manager.bulk_create(
        links(owner_id=owner.pk, unit_id=unit.pk)
        for owner in owners
        for unit in find_units(owner.text, units)
    )
