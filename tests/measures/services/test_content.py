"""A measure that is read in one query is the same as one read through its relations."""

from datetime import date
from typing import Any

import pytest

from measures.models import Measure, Outcome, Output, Owner, Step, Suggestion
from measures.services.content import Content
from tests.measures.services.editing import make_tree

pytestmark = pytest.mark.django_db


def columns(row: Any) -> tuple[str, dict[str, Any]]:
    fields = row._meta.concrete_fields
    return type(row).__name__, {field.attname: getattr(row, field.attname) for field in fields}


def test_rows_of_a_measure_are_read_in_one_query(django_assert_num_queries):
    measure, (first, second, *_) = make_tree()
    make_tree()
    period = {"period_text": "ก", "period_kind": "range"}
    days = {"period_start": date(2025, 1, 2), "period_end": date(2025, 1, 3)}
    Step.objects.filter(pk=second.pk).update(**period, **days)
    for step in (None, first, second):
        for place in (2, 1):
            Owner.objects.create(measure=measure, step=step, position=place, text=f"กอง {place}")
            Output.objects.create(
                measure=measure, step=step, position=place, mark="-", text=f"ผล {place}"
            )
    Suggestion.objects.create(measure=measure, step=first, position=1, text="ควรทำต่อ")
    Outcome.objects.create(measure=measure, position=1, mark="๑.", text="ผลลัพธ์")

    with django_assert_num_queries(1):
        read = Content.read(measure)
    fetched = Content.fetched(Measure.objects.with_rows().get(pk=measure.pk))

    assert [columns(step) for step in read.steps] == [columns(step) for step in fetched.steps]
    assert {place: list(map(columns, rows)) for place, rows in read.rows.items()} == {
        place: list(map(columns, rows)) for place, rows in fetched.rows.items()
    }
    assert read.values() == fetched.values()
