"""Imports that two people bring in at once, and a process that is killed in the middle of one."""

from __future__ import annotations

import pytest
from django.utils import timezone

from measures.importing.review import Decision, measure_keys
from measures.models import AnnualPlan, AuditEvent, ImportState, Measure
from measures.services.import_applying import apply_import
from measures.services.import_batches import change_import, open_import
from measures.services.import_undo import undo_import
from tests.factories import make_measure, make_plan, make_superuser
from tests.killing import killed, released
from tests.measures.services import apply_often
from tests.measures.services.bringing import a_table, stage
from tests.together import outcome, together

pytestmark = pytest.mark.django_db(transaction=True)
MANY = a_table(*(f"มาตรการ {number}" for number in range(40)))


def count(plan: AnnualPlan) -> int:
    return Measure.objects.in_plan(plan).count()


@pytest.mark.parametrize("token", [None, "token-of-the-form"])
def test_two_who_bring_one_import_in_do_it_once(token):
    plan, by = make_plan(), make_superuser()
    batch = stage(plan.organization)

    def apply():
        return apply_import(
            batch=batch, plan=plan, revision=0, by=by, at=timezone.now(), token=token
        )

    results = together(apply, apply)

    assert outcome(results) == ["ImportBatch", "ImportBatch" if token else "ImportClosed"]
    assert count(plan) == 2
    assert AuditEvent.objects.filter(action="plan.imported").count() == 1


def test_two_imports_into_one_plan_both_land_in_order():
    plan, by = make_plan(), make_superuser()
    make_measure(plan=plan)
    batches = [stage(plan.organization) for _ in range(2)]

    def apply(batch):
        return lambda: apply_import(batch=batch, plan=plan, revision=0, by=by, at=timezone.now())

    assert outcome(together(*map(apply, batches))) == ["ImportBatch", "ImportBatch"]
    places = list(Measure.objects.in_plan(plan).values_list("position", flat=True))
    assert places == [1, 2, 3, 4, 5]


def test_a_decision_against_bringing_in_is_never_half_in():
    plan, by = make_plan(), make_superuser()
    batch = stage(plan.organization)
    ticks = dict.fromkeys(measure_keys(open_import(batch).reading)[:1], False)

    results = together(
        lambda: change_import(batch=batch, decision=Decision(ticks=ticks), by=by),
        lambda: apply_import(batch=batch, plan=plan, revision=0, by=by, at=timezone.now()),
    )

    kinds = outcome(results)
    assert (kinds, count(plan)) in (
        (["ImportBatch", "ImportChanged"], 0),
        (["ImportBatch", "ImportClosed"], 2),
    )


def test_two_who_take_one_import_back_do_it_once():
    plan, by = make_plan(), make_superuser()
    batch = stage(plan.organization)
    at = timezone.now()
    apply_import(batch=batch, plan=plan, revision=0, by=by, at=at)

    results = together(*[lambda: undo_import(batch=batch, by=by, at=at)] * 2)

    assert outcome(results) == ["ImportBatch", "ImportClosed"]
    assert count(plan) == 0


@pytest.mark.parametrize("after", [0.05, 0.2, 0.5])
def test_a_killed_import_is_in_with_all_or_not_at_all(after):
    plan = make_plan()
    make_measure(plan=plan, title="เดิม")
    batch = stage(plan.organization, MANY)

    keys = {"batch_key": batch.pk, "plan_key": plan.pk, "user_key": make_superuser().pk}
    killed(apply_often.main, after=after, **keys)
    released(plan.pk)

    batch.refresh_from_db()
    is_in = batch.state == ImportState.APPLIED
    assert count(plan) == (41 if is_in else 1)
    places = list(Measure.objects.in_plan(plan).values_list("position", flat=True))
    assert places == list(range(1, count(plan) + 1))
    applied = AuditEvent.objects.filter(action="plan.imported").count()
    assert applied - AuditEvent.objects.filter(action="import.undone").count() == int(is_in)
    if is_in:
        undo_import(batch=batch, by=make_superuser(), at=timezone.now())
        assert [row.title for row in Measure.objects.in_plan(plan)] == ["เดิม"]
