"""A sitting is one entry of the history, and an entry can be brought back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from measures.inputs import MeasureInput
from measures.models import AuditEvent, Measure, MeasureEntry, Output, RemovedRow, Step
from measures.roles import Role
from measures.services.history import SITTING, authors_of, entries_of
from measures.services.measures import save_measure
from measures.services.plans import PlanLocked, lock_plan, unlock_plan
from measures.services.restoring import restore_entry
from measures.services.step_rows import add_step, remove_step
from measures.services.writing import confirm_carried, save_changes
from tests.factories import AT, make_measure, make_step, make_user
from tests.measures.services.editing import change, make_tree, stored, tree, writer

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def write(measure, text, *, by, at, key="title"):
    old = stored(measure)[key]
    return save_changes(measure=measure, changes=[change(key, old, text)], by=by, at=at)


def entries(measure):
    """What the history shows, the oldest first."""
    return [
        (entry.reason, entry.by, entry.values["title"], entry.is_open)
        for entry in entries_of(measure)[::-1]
    ]


def test_a_sitting_is_one_entry_until_a_pause_another_person_or_a_submit():
    measure = make_measure(title="ก")
    one, two = writer(measure), writer(measure)
    write(measure, "ข", by=one, at=AT)
    write(measure, "ค", by=one, at=AT + 9 * MINUTE)
    write(measure, "ง", by=one, at=AT + 18 * MINUTE)
    write(measure, "จ", by=two, at=AT + 19 * MINUTE)
    write(measure, "ฉ", by=one, at=AT + 20 * MINUTE)
    write(measure, "ช", by=one, at=AT + 20 * MINUTE + SITTING)
    lock_plan(plan=measure.plan, at=AT + 31 * MINUTE)
    unlock_plan(plan=measure.plan)
    write(measure, "ซ", by=one, at=AT + 32 * MINUTE)

    assert entries(measure) == [
        ("start", None, "ก", False),
        ("edit", one, "ง", False),
        ("edit", two, "จ", False),
        ("edit", one, "ฉ", False),
        ("submit", one, "ช", False),
        ("edit", one, "ซ", True),
    ]
    drafts = MeasureEntry.objects.order_by("pk").values_list("began_at", "at")
    assert drafts[1] == (AT, AT + 18 * MINUTE)


def test_what_was_written_elsewhere_gets_an_entry_of_its_own():
    measure = make_measure(title="ก")
    one, two = writer(measure), writer(measure)
    write(measure, "ข", by=one, at=AT)
    measure.refresh_from_db()
    save_measure(
        plan=measure.plan,
        data=MeasureInput(title="จากหน้าผู้ดูแล"),
        by=two,
        measure=measure,
        revision=measure.revision,
    )
    write(measure, "ค", by=one, at=AT + MINUTE)

    assert entries(measure) == [
        ("start", None, "ก", False),
        ("edit", one, "ข", False),
        ("start", two, "จากหน้าผู้ดูแล", False),
        ("edit", one, "ค", True),
    ]


def test_rows_that_come_and_go_are_in_the_history():
    measure, (first, *_) = make_tree()
    by = writer(measure)

    added = add_step(measure=measure, by=by, at=AT)
    remove_step(measure=measure, step=first.pk, by=by, at=AT + MINUTE)

    start, draft = entries_of(measure)[::-1]
    assert [key for key, _ in start.steps] == [step for step, _ in added.steps[:-1]]
    assert draft.steps == [list(row) for row in added.steps[3:]]


def test_an_entry_is_brought_back_with_its_steps():
    measure, (first, second, *_) = make_tree(title="ก")
    by = writer(measure)
    Output.objects.create(measure=measure, step=second, position=1, mark="-", text="ผล")
    photo = stored(measure)
    write(measure, "ข", by=by, at=AT)
    remove_step(measure=measure, step=first.pk, by=by, at=AT + MINUTE)
    new = add_step(measure=measure, by=by, at=AT + 2 * MINUTE).keys[0]
    write(measure, "ใหม่", by=by, at=AT + 3 * MINUTE, key=f"step-{new}-text")
    start = entries_of(measure)[-1]

    restore_entry(entry=start, by=by, at=AT + 4 * MINUTE)

    assert stored(measure) == photo
    assert tree(measure) == ["๑. ก", "  ๑) ข", "  ๒) ค", "๒. ง"]
    assert [row.content[0]["text"] for row in RemovedRow.objects.all()] == ["ใหม่"]
    assert [entry.reason for entry in entries_of(measure)] == ["restore", "edit", "start"]
    event = AuditEvent.objects.latest("pk")
    assert (event.action, (event.before or {})["title"], (event.after or {})["title"]) == (
        "measure.entry_restored",
        "ข",
        "ก",
    )
    write(measure, "ค", by=by, at=AT + 5 * MINUTE)
    assert entries_of(measure)[0].reason == "edit"
    restore_entry(entry=entries_of(measure)[2], by=by, at=AT + 6 * MINUTE)
    assert [line.strip() for line in tree(measure)] == ["๑. ง", "๒. ใหม่"]


def test_a_step_that_nothing_keeps_any_more_comes_back_from_its_texts():
    measure = make_measure()
    step = make_step(measure=measure, text="ก", mark="-", period_text="ไตรมาส ๑")
    by = writer(measure)
    before = stored(measure)
    remove_step(measure=measure, step=step.pk, by=by, at=AT)
    RemovedRow.objects.all().delete()

    restore_entry(entry=entries_of(measure)[-1], by=by, at=AT + MINUTE)

    assert stored(measure) == before
    assert Step.objects.get().period_kind == "quarters"


def test_an_entry_that_the_measure_says_already_changes_nothing():
    measure = make_measure(title="ก")
    by = writer(measure)
    write(measure, "ข", by=by, at=AT)

    assert restore_entry(entry=entries_of(measure)[0], by=by, at=AT + MINUTE) == 1
    assert (AuditEvent.objects.count(), MeasureEntry.objects.count()) == (1, 2)


def test_restore_refuses():
    measure = make_measure(title="ก")
    by = writer(measure)
    write(measure, "ข", by=by, at=AT)
    start = entries_of(measure)[-1]

    with pytest.raises(PermissionDenied):
        restore_entry(entry=start, by=make_user(role=Role.AUDITOR))
    lock_plan(plan=measure.plan, at=AT)
    with pytest.raises(PlanLocked):
        restore_entry(entry=start, by=by)

    assert Measure.objects.get().title == "ข"


def test_the_author_of_a_text_is_who_gave_it_not_who_wrote_last():
    measure = make_measure(title="ก")
    one, two = writer(measure), writer(measure)
    write(measure, "ข", by=one, at=AT)
    write(measure, "นำ", by=two, at=AT + MINUTE, key="steps_lead")
    measure.refresh_from_db()

    found = authors_of(measure, {"title": "ข", "steps_lead": "นำ"})

    assert (found["title"].by, found["title"].at) == (one, AT)
    assert (found["steps_lead"].by, found["steps_lead"].at) == (two, AT + MINUTE)


def test_texts_of_last_year_are_confirmed():
    measure = make_measure(carried=["title", "steps_lead", "owners"])
    by = writer(measure)

    left = confirm_carried(measure=measure, keys=["title", "owners", "bad"], by=by, at=AT)
    again = confirm_carried(measure=measure, keys=["title"], by=by, at=AT)

    assert left == again == ["steps_lead"]
    event = AuditEvent.objects.get()
    assert (event.action, event.after) == (
        "measure.carried_confirmed",
        {"confirmed": ["title", "owners"]},
    )
