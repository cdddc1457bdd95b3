"""Choosing which units the owners of a measure are."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.models import AuditEvent, Measure, Owner
from measures.roles import Role
from measures.services.owners import answer_meaning, answered_words, ask_again, choose_units
from measures.services.plans import MeasureChanged, PlanLocked
from measures.services.writing import save_changes
from tests.factories import (
    AT,
    make_measure,
    make_organization,
    make_plan,
    make_step,
    make_unit,
    make_user,
)
from tests.measures.services.editing import change

pytestmark = pytest.mark.django_db


def an_owner(measure: Measure) -> Owner:
    return Owner.objects.create(measure=measure, position=1, text="ทุกกอง")


def test_choose_units_keeps_the_words_and_the_other_owners() -> None:
    measure = make_measure()
    owner, other = an_owner(measure), an_owner(measure)
    unit = make_unit(organization=measure.plan.organization, name="กองช่าง")
    other.units.add(unit)
    user = make_user(role=Role.STAFF, organization=measure.plan.organization)

    held = choose_units(measure=measure, units={owner.pk: [unit]}, by=user, revision=0)
    choose_units(measure=held, units={owner.pk: []}, by=user, revision=1)

    assert (owner.units.count(), list(other.units.all())) == (0, [unit])
    measure.refresh_from_db()
    assert (measure.revision, measure.updated_by) == (2, user)
    chosen = {"owners": [{"text": "ทุกกอง", "units": ["กองช่าง"]}]}
    nothing = {"owners": [{"text": "ทุกกอง", "units": []}]}
    events = AuditEvent.objects.order_by("pk").values_list("action", "before", "after")
    assert list(events) == [
        ("measure.units_chosen", nothing, chosen),
        ("measure.units_chosen", chosen, nothing),
    ]


@pytest.mark.parametrize(
    ("locked_at", "revision", "role", "own_unit", "own_owner", "refusal"),
    [
        (None, 0, Role.AUDITOR, True, True, PermissionDenied),
        (timezone.now(), 0, Role.STAFF, True, True, PlanLocked),
        (None, 1, Role.STAFF, True, True, MeasureChanged),
        (None, 0, Role.STAFF, False, True, ValidationError),
        (None, 0, Role.STAFF, True, False, MeasureChanged),
    ],
)
def test_choose_units_refuses(locked_at, revision, role, own_unit, own_owner, refusal) -> None:
    measure = make_measure(plan=make_plan(locked_at=locked_at))
    organization = measure.plan.organization
    owner = an_owner(measure if own_owner else make_measure())
    unit = make_unit(organization=organization if own_unit else make_organization(), name="ก")
    user = make_user(role=role, organization=organization)

    with pytest.raises(refusal):
        choose_units(measure=measure, units={owner.pk: [unit]}, by=user, revision=revision)

    measure.refresh_from_db()
    assert (owner.units.count(), measure.revision) == (0, 0)
    assert not AuditEvent.objects.exists()


def asked(measure: Measure) -> list[tuple[str, list[str], str]]:
    """Owners in order: the printed words, the units that they mean, and what was answered for."""
    owners = Owner.objects.filter(measure=measure).order_by("pk")
    return [
        (owner.text, sorted(unit.name for unit in owner.units.all()), owner.answered_text)
        for owner in owners
    ]


def test_an_answer_holds_for_all_with_the_same_words_until_they_change() -> None:
    measure = make_measure()
    make_unit(organization=measure.plan.organization, name="กองคลัง")
    user = make_user(role=Role.STAFF, organization=measure.plan.organization)
    step = make_step(measure=measure)
    for place, text in ((None, "กองการคลัง"), (step, "กองการคลัง"), (None, "นายก")):
        Owner.objects.create(measure=measure, step=place, position=1, text=text)

    for _ in range(2):
        answer_meaning(measure=measure, words="กองการคลัง", is_meant=True, by=user, at=AT)

    answered = ("กองการคลัง", ["กองคลัง"], "กองการคลัง")
    assert asked(measure) == [answered, answered, ("นายก", [], "")]
    assert answered_words(measure) == {"กองการคลัง": ("กองคลัง",)}
    measure.refresh_from_db()
    assert (measure.revision, measure.updated_by) == (1, user)
    event = AuditEvent.objects.get()
    assert (event.action, event.before, event.after) == (
        "measure.units_chosen",
        {"owners": [{"text": "กองการคลัง", "units": []}] * 2},
        {"owners": [{"text": "กองการคลัง", "units": ["กองคลัง"]}] * 2},
    )
    changes = [change("owners", "กองการคลัง\nนายก", "กองการคลังและพัสดุ\nนายก")]
    save_changes(measure=measure, changes=changes, by=user, at=AT)
    assert answered_words(measure) == {"กองการคลัง": ("กองคลัง",)}  # the one of the step
    assert asked(measure)[0][:2] == ("กองการคลังและพัสดุ", [])


def test_a_no_is_kept_and_means_nothing() -> None:
    measure = make_measure()
    make_unit(organization=measure.plan.organization, name="กองคลัง")
    user = make_user(role=Role.STAFF, organization=measure.plan.organization)
    an_owner(measure)

    answer_meaning(measure=measure, words="ทุกกอง", is_meant=False, by=user)

    assert asked(measure) == [("ทุกกอง", [], "ทุกกอง")]
    assert answered_words(measure) == {"ทุกกอง": ()}


@pytest.mark.parametrize("is_meant", [True, False])
def test_an_answer_is_taken_back_and_asked_for_again(is_meant: bool) -> None:
    measure = make_measure()
    organization = measure.plan.organization
    named = make_unit(organization=organization, name="กองช่าง")
    make_unit(organization=organization, name="กองคลัง")
    user = make_user(role=Role.STAFF, organization=organization)
    words = "กองช่าง/กองการคลัง"
    Owner.objects.create(measure=measure, position=1, text=words).units.add(named)
    answer_meaning(measure=measure, words=words, is_meant=is_meant, by=user, at=AT)
    meant = asked(measure)[0][1]

    for _ in range(2):
        ask_again(measure=measure, words=words, by=user, at=AT)

    assert (meant, asked(measure)) == (
        ["กองคลัง", "กองช่าง"] if is_meant else ["กองช่าง"],
        [(words, ["กองช่าง"], "")],
    )
    measure.refresh_from_db()
    assert (measure.revision, answered_words(measure)) == (2, {})
    event = AuditEvent.objects.latest("pk")
    assert event.before == {"owners": [{"text": words, "units": meant}]}
    assert event.after == {"owners": [{"text": words, "units": ["กองช่าง"]}]}


@pytest.mark.parametrize("say", [partial(answer_meaning, is_meant=True), ask_again])
@pytest.mark.parametrize(
    ("locked_at", "role", "words", "refusal"),
    [
        (None, Role.AUDITOR, "ทุกกอง", PermissionDenied),
        (timezone.now(), Role.STAFF, "ทุกกอง", PlanLocked),
        (None, Role.STAFF, "กองอื่น", MeasureChanged),
    ],
)
def test_answers_are_refused(say, locked_at, role, words, refusal) -> None:
    measure = make_measure(plan=make_plan(locked_at=locked_at))
    make_unit(organization=measure.plan.organization, name="กองคลัง")
    an_owner(measure)

    with pytest.raises(refusal):
        say(
            measure=measure,
            words=words,
            by=make_user(role=role, organization=measure.plan.organization),
        )

    assert asked(measure) == [("ทุกกอง", [], "")]
    assert not AuditEvent.objects.exists()
