"""A person who writes in a measure, and what the measure says, for tests of the editor's saves."""

from __future__ import annotations

from typing import Any

from measures.models import Measure, Output, Owner, Step, User
from measures.roles import Role
from measures.services.writing import values_of
from measures.writing import Change, cell_keys
from tests.factories import make_measure, make_step, make_user

BUDGET, INDICATOR, NOTES = cell_keys(["งบประมาณ", "ตัวชี้วัด", "หมายเหตุ"])


def writer(measure: Measure) -> User:
    return make_user(role=Role.COORDINATOR, organization=measure.plan.organization)


def change(key: str, base: str, value: str) -> Change:
    return Change(key=key, base=base, value=value)


def stored(measure: Measure) -> dict[str, str]:
    return values_of(Measure.objects.with_rows().get(pk=measure.pk))


def all_rows() -> dict[str, list[dict[str, Any]]]:
    """Every column of every row that a save may write."""
    kinds: tuple[type[Any], ...] = (Measure, Step, Owner, Output)
    return {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in kinds}


def make_tree(**fields: Any) -> tuple[Measure, list[Step]]:
    """๑. ก over ๑) ข and ๒) ค, then ๒. ง."""
    measure = make_measure(**fields)
    rows = [("๑.", "ก", 0), ("๑)", "ข", 1), ("๒)", "ค", 1), ("๒.", "ง", 0)]
    return measure, [make_step(measure=measure, mark=m, text=t, depth=d) for m, t, d in rows]


def tree(measure: Measure) -> list[str]:
    """The steps as lines, two spaces deep for each level; checks their positions."""
    steps = Step.objects.filter(measure=measure).order_by("position")
    assert [step.position for step in steps] == list(range(1, len(steps) + 1))
    return [f"{'  ' * step.depth}{step}" for step in steps]
