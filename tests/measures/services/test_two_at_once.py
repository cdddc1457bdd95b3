"""Two callers at once: nothing is overwritten silently; on both engines."""

import time
from threading import Event

import pytest
from django.db import connection, transaction

from measures.inputs import MeasureInput
from measures.models import AnnualPlan, AuditEvent, Measure, User
from measures.roles import Role
from measures.services.accounts import update_user
from measures.services.imports import write_report
from measures.services.measures import delete_measure, save_measure
from measures.services.order import place_measure
from measures.services.plans import open_plan
from tests.factories import (
    make_fiscal_year,
    make_full_measure,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_superuser,
    make_user,
)
from tests.measures.services.test_imports import REPORT
from tests.together import outcome, together

pytestmark = pytest.mark.django_db(transaction=True)


def positions(plan):
    return list(Measure.objects.in_plan(plan).values_list("position", flat=True))


def test_two_edits_of_one_measure_keep_the_first():
    measure, by = make_full_measure(), make_superuser()

    def edit(title):
        return lambda: save_measure(
            plan=measure.plan,
            data=MeasureInput(title=title),
            by=by,
            measure=measure,
            revision=0,
        )

    results = together(edit("หนึ่ง"), edit("สอง"))

    assert outcome(results) == ["Measure", "MeasureChanged"]
    winner = next(result for result in results if isinstance(result, Measure))
    measure.refresh_from_db()
    assert (measure.title, measure.revision) == (winner.title, 1)
    assert AuditEvent.objects.count() == 1


def test_edits_of_two_measures_of_a_plan_both_land():
    plan, by = make_plan(), make_superuser()
    measures = [make_measure(plan=plan), make_measure(plan=plan)]

    def edit(measure):
        return lambda: save_measure(
            plan=plan,
            data=MeasureInput(title="แก้แล้ว"),
            by=by,
            measure=measure,
            revision=0,
        )

    assert outcome(together(*map(edit, measures))) == ["Measure", "Measure"]
    assert set(plan.measures.values_list("title", "revision")) == {("แก้แล้ว", 1)}


def test_four_new_measures_get_four_places():
    plan, by = make_plan(), make_superuser()

    def add(title):
        return lambda: save_measure(plan=plan, data=MeasureInput(title=title), by=by)

    results = together(*map(add, "กขคง"))

    assert outcome(results) == ["Measure"] * 4
    assert positions(plan) == [1, 2, 3, 4]


def test_an_edit_against_a_deletion_is_told():
    measure, by = make_measure(), make_superuser()

    results = together(
        lambda: save_measure(
            plan=measure.plan,
            data=MeasureInput(title="แก้แล้ว"),
            by=by,
            measure=measure,
            revision=0,
        ),
        lambda: delete_measure(measure=measure, by=by, revision=0),
    )

    assert outcome(results) in (["Measure", "MeasureChanged"], ["MeasureChanged", "NoneType"])
    assert AuditEvent.objects.count() == 1


def test_a_new_order_against_a_new_measure_loses_neither():
    plan, by = make_plan(), make_superuser()
    last = [make_measure(plan=plan) for _ in range(3)][-1]

    together(
        lambda: place_measure(measure=last, position=1, by=by),
        lambda: save_measure(plan=plan, data=MeasureInput(title="ใหม่"), by=by),
    )

    assert positions(plan) == [1, 2, 3, 4]


def test_two_who_open_a_plan_get_one():
    organization, year, by = make_organization(), make_fiscal_year(), make_superuser()

    results = together(*[lambda: open_plan(organization=organization, fiscal_year=year, by=by)] * 2)

    assert outcome(results) == ["AnnualPlan", "ValidationError"]
    assert AnnualPlan.objects.count() == AuditEvent.objects.count() == 1


def test_two_imports_into_one_plan_write_one_report():
    plan, by = make_plan(), make_superuser()

    results = together(*[lambda: write_report(plan=plan, data=REPORT, by=by)] * 2)

    assert outcome(results) == ["AnnualPlan", "ValidationError"]
    assert positions(plan) == [1, 2, 3]


def test_two_administrators_cannot_take_the_part_from_each_other():
    first, second = make_superuser(), make_superuser()

    def demote(user, by):
        return lambda: update_user(
            user=user, email=user.email, display_name="ก", by=by, is_superuser=False
        )

    together(demote(first, second), demote(second, first))

    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1


def test_a_person_who_acts_while_their_account_is_changed_is_not_refused():
    organization = make_organization()
    person, administrator = make_user(), make_superuser()
    has_begun = Event()

    def act():
        with transaction.atomic():
            make_membership(user=person, role=Role.STAFF, organization=organization)
            connection.check_constraints()  # as at the end of the act: the person's row is held
            has_begun.set()
            time.sleep(0.3)  # by now the other holds what it can hold
            make_membership(user=administrator, role=Role.STAFF, organization=organization)

    def change():
        has_begun.wait(timeout=30)
        return update_user(user=person, email=person.email, display_name="นิติกร", by=administrator)

    assert outcome(together(act, change)) == ["NoneType", "User"]
