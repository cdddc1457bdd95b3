"""Several people in one measure at once: no acknowledged word is lost; on both engines."""

import pytest
from django.db import transaction

from measures.models import AuditEvent, MeasureEntry, RemovedRow, Step
from measures.services.plans import PlanLocked, lock_plan
from measures.services.presence import note_presence, others_present
from measures.services.step_rows import add_step, move_step, remove_step, restore_removed
from measures.services.writing import Saved, save_changes
from tests.factories import AT, make_full_measure, make_measure
from tests.measures.services.editing import change, make_tree, stored, tree, writer
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def save(measure, by, *changes):
    return lambda: save_changes(measure=measure, changes=changes, by=by)


def test_people_in_different_fields_all_keep_their_work():
    measure, steps = make_tree()
    texts = {
        "title": (measure.title, "ใหม่"),
        "outputs": ("", "- ก\n- ข"),
        "owners": ("", "กองคลัง"),
        "period": ("", "ไตรมาส ๑"),
        **{f"step-{step.pk}-text": (step.text, f"{step.text}ใหม่") for step in steps},
    }
    saves = [save(measure, writer(measure), change(k, *pair)) for k, pair in texts.items()]

    results = together(*saves)

    assert [(result.conflicts, result.errors) for result in results] == [((), {})] * len(texts)
    assert sorted(result.revision for result in results) == list(range(1, len(texts) + 1))
    now = stored(measure)
    assert {key: now[key] for key in texts} == {key: text for key, (_, text) in texts.items()}
    assert AuditEvent.objects.count() == len(texts)
    assert MeasureEntry.objects.filter(is_open=True).count() == 1


def test_people_in_one_field_all_see_what_another_wrote():
    measure = make_measure(title="ก")
    people = [writer(measure) for _ in range(6)]
    saves = [
        save(measure, by, change("title", "ก", f"ของคนที่ {number}"))
        for number, by in enumerate(people)
    ]

    results = together(*saves)

    winner = next(result for result in results if not result.conflicts)
    kept = winner.values["title"]
    assert stored(measure)["title"] == kept
    lost = [result.conflicts[0] for result in results if result.conflicts]
    assert sorted([kept, *(conflict.mine for conflict in lost)]) == [
        f"ของคนที่ {number}" for number in range(6)
    ]
    assert {(c.theirs, c.by) for c in lost} == {(kept, people[int(kept[-1])])}
    assert AuditEvent.objects.count() == 1


def test_an_edit_against_a_new_order_loses_neither():
    measure, (*_, last) = make_tree()
    one, two = writer(measure), writer(measure)

    saved, moved = together(
        save(measure, one, change(f"step-{last.pk}-text", "ง", "ง ที่แก้แล้ว")),
        lambda: move_step(measure=measure, step=last.pk, direction="up", by=two),
    )

    assert (saved.conflicts, moved.keys) == ((), (last.pk,))
    assert tree(measure) == ["๑. ง ที่แก้แล้ว", "๒. ก", "  ๑) ข", "  ๒) ค"]


@pytest.mark.parametrize("turn", range(4))
def test_an_edit_against_a_removal_is_kept_or_told(turn):
    measure, (first, second, *_) = make_tree()
    one, two = writer(measure), writer(measure)

    saved, removed = together(
        save(measure, one, change(f"step-{second.pk}-text", "ข", "ข ที่แก้แล้ว")),
        lambda: remove_step(measure=measure, step=first.pk, by=two),
    )

    kept = RemovedRow.objects.get().content[1]["text"]
    if saved.conflicts:
        (conflict,) = saved.conflicts
        assert (kept, conflict.mine, conflict.theirs) == ("ข", "ข ที่แก้แล้ว", None)
    else:
        assert kept == "ข ที่แก้แล้ว"
    restore_removed(measure=measure, removed=removed.removed, by=two)
    assert tree(measure)[1] == f"  ๑) {kept}"


@pytest.mark.parametrize("turn", range(4))
def test_an_edit_against_a_submission_is_in_it_or_refused(turn):
    measure = make_measure(title="ก")
    by = writer(measure)

    def submit():
        with transaction.atomic():
            lock_plan(plan=measure.plan, at=AT)
            return stored(measure)["title"]

    saved, submitted = together(save(measure, by, change("title", "ก", "ข")), submit)

    assert stored(measure)["title"] == submitted
    if submitted == "ข":
        assert isinstance(saved, Saved)
    else:
        assert isinstance(saved, PlanLocked)
        assert not AuditEvent.objects.exists()


def test_twenty_equal_saves_have_one_effect():
    measure = make_full_measure()
    by = writer(measure)
    sent = [change("title", measure.title, "ใหม่"), change("outputs", "- มีประกาศ ๑ ฉบับ", "ก\nข")]

    results = together(*[save(measure, by, *sent)] * 20)

    assert {(result.revision, len(result.conflicts)) for result in results} == {(1, 0)}
    assert AuditEvent.objects.count() == 1
    assert stored(measure)["outputs"] == "ก\nข"


def test_twenty_equal_forms_add_one_row():
    measure = make_measure()
    by = writer(measure)

    results = together(*[lambda: add_step(measure=measure, by=by, token="one-form-often")] * 20)

    assert {result.keys for result in results} == {(Step.objects.get().pk,)}
    assert AuditEvent.objects.count() == 1


def test_rows_of_several_people_all_get_a_place():
    measure, (first, *_) = make_tree()
    people = [writer(measure) for _ in range(8)]

    together(*[lambda by=by: add_step(measure=measure, after=first.pk, by=by) for by in people])

    lines = tree(measure)
    assert (lines[0], lines[-1]) == ("๑. ก", "๑๐. ง")
    assert lines[3:-1] == [f"{mark}." for mark in "๒๓๔๕๖๗๘๙"]


def test_one_person_in_many_tabs_is_seen_once():
    measure = make_measure()
    one, two = writer(measure), writer(measure)

    together(*[lambda: note_presence(measure=measure, by=one, at=AT)] * 8)

    assert others_present(measure=measure, user=two, at=AT) == [one]
