"""Measures as the admin's tests need them."""

from __future__ import annotations

from typing import Any

from measures.inputs import MeasureInput
from measures.models import Measure, User
from measures.services.measures import save_measure
from tests.factories import a_measure, make_plan
from tests.measures.admin.pages import forget_events


def stored(pk: int) -> MeasureInput:
    return Measure.objects.with_rows().get(pk=pk).as_input()


def a_saved_measure(administrator: User, **fields: Any) -> Measure:
    """A whole measure in an open plan, and no event yet."""
    plan = make_plan()
    measure = save_measure(plan=plan, data=a_measure(**fields), by=administrator)
    forget_events()
    return measure
