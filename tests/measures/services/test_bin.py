from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from measures.models import AuditEvent, Measure
from measures.roles import Role
from measures.services.bin import (
    bin_measure,
    duplicate_measure,
    empty_bin,
    restore_measure,
)
from measures.services.order import Placed, place_measure
from measures.services.plans import MeasureChanged, PlanLocked
from measures.services.removed_rows import KEPT
from tests.factories import (
    AT,
    make_full_measure,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_unit,
    make_user,
)
from tests.together import together


@pytest.fixture
def plan(db):
    plan = make_plan(organization=make_organization())
    for title in ("ก", "ข", "ค", "ง"):
        make_measure(plan=plan, title=title)
    return plan


@pytest.fixture
def coordinator(plan):
    return make_user(role=Role.COORDINATOR, organization=plan.organization)


def titles(plan) -> list[str]:
    measures = Measure.objects.in_plan(plan)
    assert [measure.position for measure in measures] == list(range(1, len(measures) + 1))
    return [measure.title for measure in measures]


def named(plan, title) -> Measure:
    return Measure.objects.get(plan=plan, title=title)


def limited(plan):
    """Staff of one unit."""
    organization = plan.organization
    user = make_user()
    part = make_membership(user=user, role=Role.STAFF, organization=organization)
    part.units.add(make_unit(organization=organization))
    return user


@pytest.mark.parametrize(
    ("title", "position", "order", "placed"),
    [
        ("ค", 2, ["ก", "ค", "ข", "ง"], Placed(before=3, after=2)),
        ("ก", 4, ["ข", "ค", "ง", "ก"], Placed(before=1, after=4)),
        ("ง", 0, ["ง", "ก", "ข", "ค"], Placed(before=4, after=1)),
        ("ข", 99, ["ก", "ค", "ง", "ข"], Placed(before=2, after=4)),
        ("ข", 2, ["ก", "ข", "ค", "ง"], Placed(before=2, after=2)),
    ],
)
def test_place_measure_moves_one_and_counts_anew(plan, coordinator, title, position, order, placed):
    found = place_measure(measure=named(plan, title), position=position, by=coordinator)

    assert (titles(plan), found) == (order, placed)
    assert AuditEvent.objects.count() == (placed.before != placed.after)


def test_place_measure_sent_twice_has_one_effect(plan, coordinator):
    for _ in range(2):
        place_measure(measure=named(plan, "ค"), position=2, by=coordinator)

    assert titles(plan) == ["ก", "ค", "ข", "ง"]
    assert AuditEvent.objects.count() == 1


def test_a_measure_goes_to_the_bin_and_comes_back_where_it_stood(plan, coordinator):
    binned = bin_measure(measure=named(plan, "ข"), by=coordinator, at=AT)
    assert titles(plan) == ["ก", "ค", "ง"]
    assert list(Measure.objects.in_bin(plan)) == [binned]

    restore_measure(measure=binned, by=coordinator, at=AT + timedelta(days=1))

    assert titles(plan) == ["ก", "ข", "ค", "ง"]
    assert list(AuditEvent.objects.order_by("pk").values_list("action", "before", "after")) == [
        ("measure.binned", {"position": 2}, None),
        ("measure.restored", None, {"position": 2}),
    ]


def test_a_measure_comes_back_last_where_the_plan_has_become_shorter(plan, coordinator):
    last = bin_measure(measure=named(plan, "ง"), by=coordinator, at=AT)
    bin_measure(measure=named(plan, "ก"), by=coordinator, at=AT)

    restore_measure(measure=last, by=coordinator, at=AT)

    assert titles(plan) == ["ข", "ค", "ง"]


def test_what_is_too_old_or_not_in_the_bin_does_not_come_back(plan, coordinator):
    binned = bin_measure(measure=named(plan, "ข"), by=coordinator, at=AT)

    with pytest.raises(MeasureChanged):
        restore_measure(measure=binned, by=coordinator, at=AT + KEPT)
    with pytest.raises(MeasureChanged):
        restore_measure(measure=named(plan, "ก"), by=coordinator, at=AT)
    with pytest.raises(MeasureChanged):
        bin_measure(measure=binned, by=coordinator, at=AT)


def test_the_bin_is_emptied_of_what_is_old_and_the_event_keeps_all_of_it(plan, coordinator):
    full = make_full_measure(plan=plan, title="จ")
    bin_measure(measure=full, by=coordinator, at=AT)
    newer = bin_measure(measure=named(plan, "ก"), by=coordinator, at=AT + timedelta(days=1))

    assert empty_bin(plan=plan, at=AT + KEPT) == 1

    assert list(Measure.objects.in_bin(plan)) == [newer]
    event = AuditEvent.objects.get(action="measure.deleted")
    before = event.before or {}
    assert (event.actor, before["title"]) == ("ระบบ", "จ")
    assert before["outputs"] == [{"text": "มีประกาศ ๑ ฉบับ", "mark": "-"}]


def test_the_command_empties_the_bins_of_open_plans(plan, coordinator, capsys):
    locked = make_plan(organization=plan.organization, year=2567)
    for measure in (named(plan, "ก"), make_measure(plan=locked)):
        bin_measure(measure=measure, by=coordinator, at=timezone.now() - KEPT)
    locked.locked_at = AT
    locked.save()

    call_command("empty_bins")

    assert capsys.readouterr().out == "1 measures, 0 steps and 0 imports removed.\n"
    assert [Measure.objects.in_bin(it).count() for it in (plan, locked)] == [0, 1]


def test_a_duplicate_says_the_same_right_below(plan, coordinator):
    full = make_full_measure(plan=plan, title="จ", position=5)
    place_measure(measure=full, position=2, by=coordinator)

    copy = duplicate_measure(measure=full, by=coordinator, at=AT, token="a-token-of-mine")
    again = duplicate_measure(measure=full, by=coordinator, at=AT, token="a-token-of-mine")

    assert copy == again
    assert titles(plan) == ["ก", "จ", "จ", "ข", "ค", "ง"]
    first, second = Measure.objects.filter(title="จ").with_rows().order_by("position")
    assert (second, second.as_input()) == (copy, first.as_input())
    assert AuditEvent.objects.filter(action="measure.created").count() == 1


VERBS = {
    "place": lambda measure, by: place_measure(measure=measure, position=1, by=by),
    "bin": lambda measure, by: bin_measure(measure=measure, by=by, at=AT),
    "duplicate": lambda measure, by: duplicate_measure(measure=measure, by=by, at=AT),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.AUDITOR, Role.ADMINISTRATOR, None])
def test_others_may_not(plan, verb, role):
    with pytest.raises(PermissionDenied):
        VERBS[verb](named(plan, "ค"), make_user(role=role, organization=plan.organization))

    assert titles(plan) == ["ก", "ข", "ค", "ง"]
    assert not AuditEvent.objects.exists()


def test_staff_of_a_unit_may_duplicate_but_not_order_or_bin(plan):
    by = limited(plan)
    duplicate_measure(measure=named(plan, "ค"), by=by, at=AT)

    for verb in ("place", "bin"):
        with pytest.raises(PermissionDenied):
            VERBS[verb](named(plan, "ข"), by)
    assert titles(plan) == ["ก", "ข", "ค", "ค", "ง"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_locked_plan_stays_as_it_is(plan, coordinator, verb):
    plan.locked_at = AT
    plan.save()

    with pytest.raises(PlanLocked):
        VERBS[verb](named(plan, "ค"), coordinator)

    assert titles(plan) == ["ก", "ข", "ค", "ง"]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_one_row_of_numbers():
    plan = make_plan(organization=make_organization())
    for title in ("ก", "ข", "ค", "ง"):
        make_measure(plan=plan, title=title)
    by = make_user(role=Role.COORDINATOR, organization=plan.organization)
    measures = list(Measure.objects.in_plan(plan))

    together(
        lambda: place_measure(measure=measures[0], position=3, by=by),
        lambda: bin_measure(measure=measures[1], by=by, at=AT),
        lambda: duplicate_measure(measure=measures[2], by=by, at=AT),
        lambda: place_measure(measure=measures[3], position=1, by=by),
    )

    assert sorted(titles(plan)) == ["ก", "ค", "ค", "ง"]
