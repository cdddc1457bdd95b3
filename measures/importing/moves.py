"""Items that a person gave to another step, or to the measure itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ita_portal.thai.periods import parse_period
from measures.importing.choices import Choices, Move
from measures.importing.groups import Group
from measures.importing.origins import Origins
from measures.inputs import MeasureInput, PeriodInput, StepInput

_LISTS = ("owners", "outputs", "suggestions")
_Holder = MeasureInput | StepInput


def move(
    measure: MeasureInput,
    origins: Origins,
    group: Group,
    choices: Choices,
    fiscal_year: int | None,
) -> tuple[MeasureInput, Origins]:
    """The measure with the moves that were chosen for it, one after the other.

    A move whose item or step is no longer there does nothing.
    """
    for each in choices.moves:
        if each.line == group.rows[0].line:
            measure = _move(measure, origins, each, fiscal_year)
    return measure, origins


def _move(
    measure: MeasureInput, origins: Origins, chosen: Move, fiscal_year: int | None
) -> MeasureInput:
    step, name, index = _parse(chosen.path)
    holder = _holder(measure, step)
    target = _holder(measure, chosen.step)
    if holder is None or target is None or step == chosen.step:
        return measure
    if name == "period" and holder.period.text:
        words = "\n".join(text for text in (target.period.text, holder.period.text) if text)
        period = PeriodInput.of(parse_period(words, fiscal_year=fiscal_year))
        origins.move(_path(step, name), _path(chosen.step, name))
        measure = _with(measure, step, period=PeriodInput())
        return _with(measure, chosen.step, period=period)
    if name not in _LISTS or index is None or index >= len(getattr(holder, name)):
        return measure
    items, kept = getattr(holder, name), getattr(target, name)
    origins.move_item(_path(step, name), index, _path(chosen.step, name), len(kept))
    measure = _with(measure, step, **{name: items[:index] + items[index + 1 :]})
    return _with(measure, chosen.step, **{name: (*kept, items[index])})


def _parse(path: str) -> tuple[int | None, str, int | None]:
    """The step of an item, its list and its place there: "steps.0.outputs.1"."""
    parts = path.split(".")
    step = None
    if parts[0] == "steps" and len(parts) > 2 and parts[1].isdigit():
        step, parts = int(parts[1]), parts[2:]
    index = int(parts[1]) if len(parts) == 2 and parts[1].isdigit() else None
    return step, parts[0], index


def _path(step: int | None, name: str) -> str:
    return name if step is None else f"steps.{step}.{name}"


def _holder(measure: MeasureInput, step: int | None) -> _Holder | None:
    if step is None:
        return measure
    return measure.steps[step] if 0 <= step < len(measure.steps) else None


def _with(measure: MeasureInput, step: int | None, **values: Any) -> MeasureInput:
    if step is None:
        return replace(measure, **values)
    steps = list(measure.steps)
    steps[step] = replace(steps[step], **values)
    return replace(measure, steps=tuple(steps))
