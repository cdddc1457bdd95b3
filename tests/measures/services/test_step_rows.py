"""Rows of steps: added, moved, nested, taken out and put back with all that hangs on them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from measures.models import (
    AuditEvent,
    Measure,
    MeasureEntry,
    RemovedRow,
    Step,
    UsedToken,
)
from measures.roles import Role
from measures.services import step_rows
from measures.services.plans import MeasureChanged, PlanLocked
from measures.services.step_rows import (
    add_step,
    add_steps,
    indent_step,
    move_step,
    outdent_step,
    place_step,
    remove_step,
    restore_removed,
)
from measures.services.step_turn import RowRefused
from tests.factories import AT, make_measure, make_plan, make_user
from tests.measures.services.editing import make_tree, stored, tree, writer

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=1)
TOKEN = "token-of-a-form"
MORE: dict[str, dict[str, Any]] = {
    "move_step": {"direction": "down"},
    "place_step": {"before": None},
}


def test_a_row_is_added_empty_and_counted():
    measure, (first, *_, last) = make_tree()
    by = writer(measure)

    result = add_step(measure=measure, after=first.pk, depth=0, by=by, at=LATER, token=TOKEN)

    (key,) = result.keys
    assert tree(measure) == ["๑. ก", "  ๑) ข", "  ๒) ค", "๒.", "๓. ง"]
    assert (result.revision, result.saved_at, result.steps[3]) == (1, LATER, (key, 0))
    assert result.values == {
        f"step-{key}-mark": "๒.",
        f"step-{last.pk}-mark": "๓.",
        **{
            f"step-{key}-{name}": ""
            for name in ("text", "period", "owners", "outputs", "suggestions")
        },
    }
    event = AuditEvent.objects.get()
    assert (event.action, event.after) == (
        "measure.steps_added",
        {"steps": [{"key": key, "depth": 0, "mark": "๒.", "text": ""}]},
    )
    measure.refresh_from_db()
    assert (measure.updated_by, measure.opened_at) == (by, LATER)


def test_the_same_form_again_adds_nothing():
    measure, _ = make_tree()
    by = writer(measure)

    first = add_step(measure=measure, by=by, token=TOKEN)
    again = add_step(measure=measure, by=by, token=TOKEN)

    assert (again.keys, again.steps, again.revision) == (first.keys, first.steps, 1)
    assert again.values == {
        key: text for key, text in first.values.items() if f"-{first.keys[0]}-" in key
    }
    assert AuditEvent.objects.count() == UsedToken.objects.count() == 1


def test_a_pasted_list_becomes_rows():
    measure = make_measure()

    add_steps(measure=measure, texts=["- ก", "-ข\nต่อ", "- "], by=writer(measure))
    _, (first, *_) = counted = make_tree()
    add_steps(measure=counted[0], texts=["๑) ก", "ข"], after=first.pk, by=writer(counted[0]))

    assert tree(measure) == ["- ก", "- ข\nต่อ", "-"]
    assert tree(counted[0]) == ["๑. ก", "  ๑) ข", "  ๒) ค", "๒. ก", "๓. ข", "๔. ง"]


def test_rows_are_moved_nested_and_counted():
    measure, (first, second, third, last) = make_tree()
    by = writer(measure)

    move_step(measure=measure, step=last.pk, direction="up", by=by)
    moved = tree(measure)
    place_step(measure=measure, step=third.pk, before=last.pk, by=by)
    placed = tree(measure)
    indent_step(measure=measure, step=last.pk, by=by)
    indented = tree(measure)
    outdent_step(measure=measure, step=second.pk, by=by)

    assert moved == ["๑. ง", "๒. ก", "  ๑) ข", "  ๒) ค"]
    assert placed == ["๑. ค", "๒. ง", "๓. ก", "  ๑) ข"]
    assert indented == ["๑. ค", "  ๑) ง", "๒. ก", "  ๑) ข"]
    assert tree(measure) == ["๑. ค", "  ๑) ง", "๒. ก", "๓. ข"]
    assert [event.action for event in AuditEvent.objects.all()] == ["measure.steps_reordered"] * 4
    assert AuditEvent.objects.latest("pk").after == {
        "order": [[third.pk, 0], [last.pk, 1], [first.pk, 0], [second.pk, 0]]
    }


def test_a_row_that_stays_where_it_is_changes_nothing():
    measure, (first, second, *_) = make_tree()

    result = place_step(measure=measure, step=first.pk, before=second.pk, by=writer(measure))

    assert result.revision == 0
    assert set(result.values) == {k for k in stored(measure) if k.startswith(f"step-{first.pk}-")}
    assert not AuditEvent.objects.exists()


def test_rows_of_another_measure_are_out_of_reach():
    measure, _ = make_tree()
    other, (foreign, *_) = make_tree()
    by = writer(measure)
    theirs = remove_step(measure=other, step=foreign.pk, by=writer(other))
    lines = tree(other)

    for act in (move_up, indent_step, outdent_step):
        with pytest.raises(RowRefused) as refusal:
            act(measure=measure, step=foreign.pk, by=by)
        assert refusal.value.messages == ["ขั้นตอนนี้ถูกนำออกแล้ว"]
    assert remove_step(measure=measure, step=foreign.pk, by=by).keys == ()
    assert restore_removed(measure=measure, removed=theirs.removed or 0, by=by).keys == ()
    assert add_step(measure=measure, after=foreign.pk, by=by).steps[-1][1] == 0

    assert tree(other) == lines
    assert RemovedRow.objects.filter(measure=other).exists()


def move_up(**fields):
    return move_step(direction="up", **fields)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ([], "ไม่มีข้อความที่จะเพิ่มเป็นขั้นตอน"),
        ([""] * 201, "มาตรการหนึ่งมีได้ไม่เกิน ๒๐๐ ขั้นตอน"),
        (
            ["ก", "ข" * 20_001],
            "ยาวเกินไป ใส่ได้ไม่เกิน ๒๐,๐๐๐ ตัวอักษร ขณะนี้มี ๒๐,๐๐๑ โปรดตัดให้สั้นลง",
        ),
        (["ก\x00"], 'พบอักขระควบคุม (U+0000) ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดลบออก'),
    ],
)
def test_rows_that_cannot_be_added(texts, message):
    measure = make_measure()

    with pytest.raises(RowRefused) as refusal:
        add_steps(measure=measure, texts=texts, by=writer(measure), token=TOKEN)

    assert refusal.value.messages == [message]
    assert not Step.objects.exists()
    assert not UsedToken.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["add_step", "move_step", "place_step", "indent_step", "outdent_step", "remove_step"],
)
def test_verbs_refuse_and_change_nothing(name):
    measure, steps = make_tree()
    locked, locked_steps = make_tree(plan=make_plan(locked_at=AT))
    by = writer(measure)
    binned, binned_steps = make_tree(plan=measure.plan, binned_at=AT, binned_by=by)
    more = MORE.get(name, {})

    def act(measure, step, by):
        own = {} if name == "add_step" else {"step": step.pk}
        getattr(step_rows, name)(measure=measure, by=by, **own, **more)

    for someone in (make_user(role=Role.AUDITOR), writer(locked)):
        with pytest.raises(PermissionDenied):
            act(measure, steps[0], someone)
    with pytest.raises(PlanLocked):
        act(locked, locked_steps[0], writer(locked))
    with pytest.raises(MeasureChanged):
        act(binned, binned_steps[0], by)

    assert {tuple(tree(one)) for one in Measure.objects.all()} == {
        ("๑. ก", "  ๑) ข", "  ๒) ค", "๒. ง")
    }
    assert not AuditEvent.objects.exists()
    assert not MeasureEntry.objects.exists()
