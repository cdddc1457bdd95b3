"""The page of a measure, read into one MeasureInput for one save_measure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ita_portal.thai.periods import parse_period
from measures.admin.measure_rows import PERIOD, step_key
from measures.admin.rows import RowFormSet
from measures.inputs import (
    ExtraInput,
    ItemInput,
    MeasureInput,
    MeasureStatus,
    OwnerInput,
    PeriodInput,
    PeriodKind,
    StepInput,
)
from measures.models import Measure, Outcome, Output, Owner, Step, Suggestion, Unit

# What hangs on the measure or on a step: its name in the inputs.
_PLACED = {Owner: "owners", Output: "outputs", Suggestion: "suggestions"}
_Below = dict[str, dict[str, Any]]
_Sheets = dict[Any, RowFormSet]


def read_measure(
    form: forms.ModelForm, formsets: Iterable[Any], *, fiscal_year: int
) -> MeasureInput:
    """Everything that the page says, as one input; raises ValidationError."""
    rows = _sheets(formsets)
    said = form.cleaned_data
    below = _by_place(rows)
    steps = tuple(_read_step(row, below, fiscal_year=fiscal_year) for row in rows[Step].read())
    own = below.pop("", {})
    _refuse_homeless(below)
    return MeasureInput(
        title=said["title"],
        issue=said["issue_text"],
        status=MeasureStatus(said["status"]),
        expected_on=said["expected_on"],
        status_reason=said["status_reason"],
        period=read_period(said, form.initial, fiscal_year=fiscal_year),
        steps_lead=said["steps_lead"],
        steps=steps,
        outcomes=tuple(_item(row) for row in rows[Outcome].read()),
        extras=tuple(ExtraInput(**extra) for extra in said["extras"]),
        **own,
    )


def read_units(formsets: Iterable[Any]) -> dict[tuple[int, int], list[int]]:
    """The keys of the units that the person chose otherwise than they stand.

    By place, 0 for the measure and 1 for its first step, and by the owner's turn there.
    """
    rows = _sheets(formsets)
    steps = (step_key(row["row"].pk, row["index"]) for row in rows[Step].read())
    places = {key: place for place, key in enumerate(["", *steps])}
    turns: Counter[str] = Counter()
    chosen: dict[tuple[int, int], list[int]] = {}
    for row in rows[Owner].read():
        place = row["place"]
        if set(row.get("units", ())) != set(row["initial"].get("units", ())):
            chosen[places[place], turns[place]] = row["units"]
        turns[place] += 1
    return chosen


def units_of_owners(
    measure: Measure, chosen: Mapping[tuple[int, int], Iterable[int]]
) -> dict[int, list[Unit]]:
    """What `read_units` found, by the keys of the owners that have been saved meanwhile."""
    units = Unit.objects.in_bulk([key for keys in chosen.values() for key in keys])
    places = {step.pk: place for place, step in enumerate(measure.steps.all(), 1)}
    owners: dict[int, list[Owner]] = defaultdict(list)
    for owner in measure.owners.all():
        owners[places[owner.step_id] if owner.step_id else 0].append(owner)
    return {
        owners[place][turn].pk: [units[key] for key in keys if key in units]
        for (place, turn), keys in chosen.items()
    }


def says_other_words(form: forms.ModelForm, formsets: Iterable[Any]) -> bool:
    """Whether more was changed than what the words mean."""
    rows = (row for sheet in formsets for row in sheet.forms)
    changed = [
        set(form.changed_data) - {"issue"},
        *(set(row.changed_data) - {"units"} for row in rows),
    ]
    return any(changed)


def _sheets(formsets: Iterable[Any]) -> _Sheets:
    return {sheet.model: sheet for sheet in formsets if isinstance(sheet, RowFormSet)}


def read_period(said: dict[str, Any], was: Mapping[str, Any], *, fiscal_year: int) -> PeriodInput:
    """The words, and what they mean: as the person chose, else as the words can be read.

    A meaning that stood before goes with the words that stood before.
    """
    text, *meaning = (said[name] for name in PERIOD)
    old_text, *old_meaning = (was.get(name) for name in PERIOD)
    chosen = [value or None for value in meaning] != [value or None for value in old_meaning]
    if not chosen and text != (old_text or ""):
        period = parse_period(text, fiscal_year=fiscal_year)
        meaning = [period.kind, period.start, period.end]
    kind, start, end = meaning
    return PeriodInput(text=text, kind=PeriodKind(kind), start=start, end=end)


def _read_step(row: dict[str, Any], below: _Below, *, fiscal_year: int) -> StepInput:
    return StepInput(
        text=row["text"],
        mark=row["mark"],
        depth=row["depth"],
        period=read_period(row, row["initial"], fiscal_year=fiscal_year),
        **below.pop(step_key(row["row"].pk, row["index"]), {}),
    )


def _by_place(rows: _Sheets) -> _Below:
    below: _Below = defaultdict(dict)
    for model, name in _PLACED.items():
        for row in rows[model].read():
            item = OwnerInput(text=row["text"]) if model is Owner else _item(row)
            place = below[row["place"]]
            place[name] = (*place.get(name, ()), item)
    return below


def _item(row: dict[str, Any]) -> ItemInput:
    return ItemInput(text=row["text"], mark=row["mark"])


def _refuse_homeless(below: _Below) -> None:
    """Nothing that hangs on a step is lost with it, unless the person says so."""
    texts = [item.text for place in below.values() for items in place.values() for item in items]
    if texts:
        raise ValidationError(
            [
                f"ขั้นตอนที่เลือกไว้ถูกทำเครื่องหมายลบหรือยังว่าง โปรดย้ายไปขั้นตอนอื่นหรือลบรายการนี้ด้วย: “{text}”"
                for text in texts
            ],
            code="homeless",
        )
