"""Saves that no page of ours sends: nothing is written that should not be, and nothing breaks."""

import time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent, Measure, MeasureEntry, Membership, Owner, Step
from measures.roles import Role
from measures.services.history import entries_of
from measures.services.plans import MeasureChanged
from measures.services.restoring import restore_entry
from measures.services.step_rows import add_step, remove_step
from measures.services.writing import confirm_carried, save_changes
from measures.writing import read_changes
from measures.writing.merging import LONGEST_MEASURE
from tests.factories import make_full_measure, make_measure, make_step, make_unit, make_user
from tests.measures.services.editing import all_rows, change, stored, writer

pytestmark = pytest.mark.django_db
UNKNOWN = "ไม่พบช่องนี้ในมาตรการ โปรดเปิดหน้านี้ใหม่"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "pk",
        "plan",
        "plan_id",
        "revision",
        "carried",
        "binned_at",
        "steps",
        "annex_heading",
        "extra-0",
        "extra--1",
        "step-1",
        "step--text",
        "step-1-measure_id",
        "step-1-depth",
        "step-๑-text",
        "step-1-text ",
        "step-00001-text",
        "title\x00",
        "\ud800",
        "title" * 20_000,
        "__class__",
    ],
)
def test_a_key_that_is_no_field_is_told_and_writes_nothing(key):
    measure = make_full_measure()
    before = all_rows()

    saved = save_changes(measure=measure, changes=[change(key, "", "ก")], by=writer(measure))

    assert (saved.errors, saved.values, saved.conflicts) == ({key: UNKNOWN}, {}, ())
    assert all_rows() == before
    assert not AuditEvent.objects.exists()


def test_steps_of_all_other_measures_are_out_of_reach():
    mine = make_full_measure()
    others = [make_full_measure(plan=mine.plan), make_full_measure()]
    sent = [
        change(f"step-{other.steps.get().pk}-{field}", base, "ถูกเขียนทับ")
        for other in others
        for field, base in (("text", "จัดทำประกาศ"), ("outputs", ""), ("owners", ""))
    ]
    before = all_rows()

    saved = save_changes(measure=mine, changes=sent, by=writer(mine))

    assert {(found.mine, found.theirs) for found in saved.conflicts} == {("ถูกเขียนทับ", None)}
    assert (len(saved.conflicts), saved.values, saved.errors) == (6, {}, {})
    assert all_rows() == before


@pytest.mark.parametrize(
    "base", ["\ud800", "ก\x00", "x" * 1_000_000, "ก" + "่" * 1_000, "มาตรการ\u202e"]
)
def test_a_base_that_nobody_can_have_seen_is_only_another_text(base):
    measure = make_full_measure()

    saved = save_changes(
        measure=measure, changes=[change("title", base, "ของฉัน")], by=writer(measure)
    )

    (conflict,) = saved.conflicts
    assert (conflict.mine, conflict.theirs) == ("ของฉัน", "มาตรการป้องกันการทุจริต")


def test_a_request_of_a_hundred_thousand_keys_is_refused_at_once():
    measure = make_full_measure()
    one = {"key": "title", "base": "", "value": "ก"}
    started = time.process_time()

    with pytest.raises(ValueError, match="too long"):
        read_changes({"changes": [one] * 100_000})
    with pytest.raises(ValidationError):
        save_changes(
            measure=measure, changes=[change("title", "", "ก")] * 100_000, by=writer(measure)
        )

    assert time.process_time() - started < 2


def test_as_many_conflicts_as_a_request_can_have_are_told_in_bounded_time():
    measure = make_full_measure()
    by = writer(measure)
    for number in range(3):
        now = stored(measure)["title"]
        save_changes(measure=measure, changes=[change("title", now, f"{number}")], by=by)
    sent = [change(f"step-{key}-text", "", "ก" * 1_000) for key in range(900_000, 902_000)]
    started = time.process_time()

    saved = save_changes(measure=measure, changes=sent, by=by)

    assert len(saved.conflicts) == 2_000
    assert time.process_time() - started < 5


def test_a_measure_cannot_grow_without_end():
    measure = make_measure()
    steps = [make_step(measure=measure, text="") for _ in range(20)]
    sent = [change(f"step-{step.pk}-text", "", "ก" * 20_000) for step in steps]

    saved = save_changes(measure=measure, changes=sent, by=writer(measure))

    assert set(saved.errors.values()) == {"มาตรการนี้ยาวเกิน ๓๐๐,๐๐๐ ตัวอักษรแล้ว โปรดแบ่งเป็นสองมาตรการ"}
    assert len(saved.errors) == 6
    assert sum(map(len, stored(measure).values())) <= LONGEST_MEASURE


def test_whoever_is_limited_to_units_writes_only_where_these_are_responsible():
    measure = make_measure(carried=["title"])
    step = make_step(measure=measure)
    organization = measure.plan.organization
    theirs, mine = (make_unit(organization=organization) for _ in "ab")
    Owner.objects.create(measure=measure, position=1, text=theirs.name).units.add(theirs)
    save_changes(measure=measure, changes=[change("steps_lead", "", "นำ")], by=writer(measure))
    clerk = make_user(role=Role.STAFF, organization=organization)
    Membership.objects.get(user=clerk).units.add(mine)
    before, events = all_rows(), AuditEvent.objects.count()

    for act in (
        lambda: save_changes(measure=measure, changes=[change("title", "", "ก")], by=clerk),
        lambda: add_step(measure=measure, by=clerk),
        lambda: remove_step(measure=measure, step=step.pk, by=clerk),
        lambda: restore_entry(entry=entries_of(measure)[-1], by=clerk),
        lambda: confirm_carried(measure=measure, keys=["title"], by=clerk),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert all_rows() == before
    assert AuditEvent.objects.count() == events


def test_a_forged_measure_is_found_by_its_own_plan_only():
    """A caller that mixes up a measure and a plan writes into neither."""
    measure, other = make_full_measure(), make_full_measure()
    by = writer(other)
    forged = Measure.objects.get(pk=measure.pk)
    forged.plan = other.plan
    before = all_rows()

    with pytest.raises(MeasureChanged):
        save_changes(measure=forged, changes=[change("title", "มาตรการป้องกันการทุจริต", "ก")], by=by)

    assert all_rows() == before
    assert not MeasureEntry.objects.exists()


def test_markup_stays_words():
    measure = make_measure()
    step = make_step(measure=measure, text="")
    words = "<script>alert(1)</script> {{ 7*7 }} '; DROP TABLE measures_step; --"

    save_changes(
        measure=measure, changes=[change(f"step-{step.pk}-text", "", words)], by=writer(measure)
    )

    assert Step.objects.get().text == words
