"""Steps that are taken out come back with all that hung on them, for thirty days."""

from datetime import timedelta

import pytest

from measures.models import (
    AuditEvent,
    EvidenceFile,
    Output,
    Owner,
    RemovedRow,
    Step,
)
from measures.services.removed_rows import KEPT, forget_removed_rows, removed_rows_of
from measures.services.step_rows import remove_step, restore_removed
from tests.factories import AT, make_unit
from tests.measures.services.editing import make_tree, stored, tree, writer

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=1)


def fill(measure, second, third):
    """An owner with a unit, a period, an output and a photo; a text from last year."""
    measure.carried = [f"step-{second.pk}-text", "title"]
    measure.save()
    unit = make_unit(organization=measure.plan.organization)
    Step.objects.filter(pk=second.pk).update(period_text="ไตรมาส ๒")
    owner = Owner.objects.create(measure=measure, step=second, position=1, text="กองช่าง")
    owner.units.add(unit)
    Output.objects.create(measure=measure, step=second, position=1, mark="-", text="ผล")
    photo = EvidenceFile.objects.create(
        measure=measure, step=third, kind="link", position=1, url="https://example.test/"
    )
    return unit, photo


def take_out(measure, step, **fields):
    """The key of what was taken out."""
    result = remove_step(measure=measure, step=step.pk, by=writer(measure), **fields)
    assert result.removed is not None
    return result.removed


def test_a_step_is_taken_out_and_put_back_with_all_that_hangs_on_it():
    measure, (first, second, third, last) = make_tree()
    by = writer(measure)
    unit, photo = fill(measure, second, third)
    before = stored(measure)

    gone = remove_step(measure=measure, step=first.pk, by=by, at=AT)
    without = tree(measure)
    assert (gone.keys, gone.steps) == ((first.pk, second.pk, third.pk), ((last.pk, 0),))
    assert without == ["๑. ง"]
    assert not EvidenceFile.objects.filter(pk=photo.pk, step__isnull=False).exists()
    measure.refresh_from_db()
    assert measure.carried == ["title"]
    assert [row.pk for row in removed_rows_of(measure, at=AT)] == [gone.removed]

    back = restore_removed(measure=measure, removed=gone.removed or 0, by=by, at=LATER)

    assert tree(measure) == ["๑. ก", "  ๑) ข", "  ๒) ค", "๒. ง"]
    assert back.keys == (first.pk, second.pk, third.pk)
    assert stored(measure) == before
    step = Step.objects.get(pk=second.pk)
    assert (step.period_kind, str(step.period_start)) == ("quarters", "2025-01-01")
    assert list(Owner.objects.get().units.all()) == [unit]
    photo.refresh_from_db()
    assert photo.step == third
    measure.refresh_from_db()
    assert measure.carried == ["title", f"step-{second.pk}-text"]
    assert not RemovedRow.objects.exists()
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "measure.steps_removed",
        "measure.steps_restored",
    ]


def test_taking_out_and_putting_back_twice_does_nothing_more():
    measure, (_, second, *_) = make_tree()
    by = writer(measure)

    gone = take_out(measure, second)
    again = remove_step(measure=measure, step=second.pk, by=by)
    restore_removed(measure=measure, removed=gone, by=by)
    twice = restore_removed(measure=measure, removed=gone, by=by)

    assert (again.keys, again.removed, twice.keys, twice.revision) == ((), None, (), 2)
    assert tree(measure) == ["๑. ก", "  ๑) ข", "  ๒) ค", "๒. ง"]
    assert AuditEvent.objects.count() == 2


def test_a_step_comes_back_although_the_one_above_has_gone():
    measure, (first, second, *_) = make_tree()
    by = writer(measure)

    below, above = take_out(measure, second), take_out(measure, first)
    restore_removed(measure=measure, removed=below, by=by)
    alone = tree(measure)
    restore_removed(measure=measure, removed=above, by=by)

    assert alone == ["๑. ง", "  ๑) ข"]
    assert sorted(line.strip()[3:] for line in tree(measure)) == ["ก", "ข", "ค", "ง"]


def test_what_was_taken_out_is_forgotten_after_thirty_days():
    measure, (first, *_, last) = make_tree()
    take_out(measure, first, at=AT)

    late = AT + KEPT
    assert removed_rows_of(measure, at=late) == []
    take_out(measure, last, at=late)
    assert RemovedRow.objects.count() == 1
    assert forget_removed_rows(at=late + KEPT) == 1
    assert not RemovedRow.objects.exists()
