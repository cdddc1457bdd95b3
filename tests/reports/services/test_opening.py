"""A report that comes back with some fields open: what its writers may do, and opening more."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import AnnualPlan, AuditEvent, EvidenceFile, Measure, MeasureEntry, Owner
from measures.roles import Role
from measures.services.bin import empty_bin
from measures.services.owners import answer_meaning
from measures.services.plans import FieldClosed, unlock_plan, update_plan
from measures.services.writing import CLOSED, confirm_carried, save_changes, values_of
from measures.writing import Change
from measures.writing.opening import EVERYTHING, Area, Opening, PlanArea
from reports.services.comments import add_comment, close_comment
from reports.services.opening import commented, open_everything, open_field, open_places
from reports.services.workflow import (
    pull_back_report,
    reopen_report,
    return_report,
    submit_report,
)
from reports.status import OPENS, TRANSITIONS, Scope, Status, TransitionRefused, Verb
from tests.factories import (
    AT,
    make_full_measure,
    make_layout,
    make_report,
    make_step,
    make_user,
)
from tests.reports.services.people import make_office
from tests.reports.services.writing_acts import acts, measures_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = make_office(make_report(layout=make_layout("six")))
    measure = Measure.objects.in_plan(office.report.plan).get()
    make_step(measure=measure, position=2, text="ติดตามผล")
    make_full_measure(plan=office.report.plan, position=2)
    return office


def return_with(office, *fields):
    """The report comes back with comments on these fields of its first measure or of itself."""
    version = submit_report(report=office.report, by=office.legal, at=AT, already_printed=True)
    for measure, field in fields:
        add_comment(version=version, field=field, measure=measure, text="แก้", by=office.legal)
    return return_report(
        version=version, reason="แก้เฉพาะจุด", by=office.legal, scope=Scope.COMMENTED
    )


def opening_of(office):
    return AnnualPlan.objects.get(pk=office.report.plan_id).opening


def open_only(office, *areas, plan=()):
    """As after a return, by the shortest way."""
    opening = Opening().with_plan(plan).with_measure(measures_of(office)[0].pk, areas)
    unlock_plan(plan=office.report.plan, opening=opening)


def test_each_verb_that_opens_a_plan_says_how_much():
    leads_to_writing = {
        verb
        for (status, verb), after in TRANSITIONS.items()
        if after == Status.DRAFT and status != Status.DRAFT
    }

    assert set(OPENS) == leads_to_writing == {Verb.PULL_BACK, Verb.RETURN, Verb.REOPEN}


def test_a_return_opens_all_or_the_fields_with_a_comment_that_is_not_closed(office):
    first, second = measures_of(office)
    version = submit_report(report=office.report, by=office.legal, already_printed=True)
    closed = add_comment(version=version, field="title", measure=second, text="ดี", by=office.legal)
    close_comment(comment=closed, by=office.legal)
    add_comment(version=version, field="outputs", measure=first, text="แก้", by=office.legal)
    add_comment(version=version, field="introduction", text="แก้", by=office.legal)
    expected = Opening(
        plan=frozenset({PlanArea.INTRODUCTION}), measures={first.pk: frozenset({Area.OUTPUTS})}
    )

    assert opening_of(office) == Opening()
    assert commented(office.report.plan) == expected
    return_report(version=version, reason="แก้", by=office.legal, scope=Scope.COMMENTED)

    assert opening_of(office) == expected
    event = AuditEvent.objects.get(action="report.returned")
    assert event.after is not None
    assert event.after["open_areas"] == expected.stored()
    places = open_places(office.report.plan, expected)
    assert [(place.measure, place.labels) for place in places] == [
        (None, ("บทนำ",)),
        (first, ("ผลการดำเนินการ",)),
    ]

    again = submit_report(report=office.report, by=office.legal, already_printed=True)
    return_report(version=again, reason="แก้ทั้งฉบับ", by=office.legal)
    assert opening_of(office) == EVERYTHING


def test_a_return_to_commented_fields_needs_a_comment(office):
    with pytest.raises(ValidationError, match="ยังไม่มีความเห็น"):
        return_with(office)

    assert office.report.versions.get().decisions.count() == 1


def test_pulling_back_opens_no_more_than_the_return_before(office):
    return_with(office, (measures_of(office)[0], "outputs"))
    before = opening_of(office)

    version = submit_report(report=office.report, by=office.legal, already_printed=True)
    pull_back_report(version=version, by=office.legal)

    assert opening_of(office) == before != EVERYTHING


def test_a_correction_opens_what_was_picked(office):
    office.publish()
    first = measures_of(office)[0]

    with pytest.raises(ValidationError, match="ยังไม่ได้เลือก"):
        reopen_report(report=office.report, reason="แก้", by=office.legal, scope=Scope.PICKED)
    reopen_report(
        report=office.report,
        reason="แก้",
        by=office.legal,
        scope=Scope.PICKED,
        measures=[first.pk],
        with_texts=True,
    )

    assert opening_of(office) == Opening(
        plan=frozenset({PlanArea.WHOLE}), measures={first.pk: frozenset({Area.WHOLE})}
    )


def test_a_text_that_is_closed_is_told_and_keeps_nothing_else_back(office):
    first, second = measures_of(office)
    return_with(office, (first, "outputs"))

    def save(measure, *keys):
        return save_changes(
            measure=measure,
            changes=[Change(key=key, base=said(measure, key), value="ใหม่") for key in keys],
            by=office.legal,
        )

    saved = save(first, "outputs", "title")

    assert (saved.errors, saved.conflicts) == ({"title": CLOSED}, ())
    first.refresh_from_db()
    assert (first.title != "ใหม่", [row.text for row in first.outputs.all()]) == (True, ["ใหม่"])
    with pytest.raises(FieldClosed):
        save(second, "outputs")


def said(measure, key):
    return values_of(Measure.objects.with_rows().with_plan().get(pk=measure.pk))[key]


def test_the_own_texts_of_a_plan_are_refused_one_by_one(office):
    open_only(office, plan=[PlanArea.COVER])
    plan = AnnualPlan.objects.get(pk=office.report.plan_id)

    def write(**texts):
        now = AnnualPlan.objects.get(pk=plan.pk)
        data = replace(now.as_input(), **texts)
        update_plan(plan=now, data=data, by=office.legal, revision=now.revision)

    write(cover="หน้าปกใหม่")
    for texts in ({"title": "ใหม่"}, {"introduction": "ใหม่"}, {"cover": "ก", "annex_lead": "ข"}):
        with pytest.raises(FieldClosed):
            write(**texts)

    plan.refresh_from_db()
    assert (plan.cover, plan.title != "ใหม่", plan.annex_lead) == ("หน้าปกใหม่", True, "")


def counted():
    models = (Measure, EvidenceFile, AuditEvent, MeasureEntry)
    return [model._default_manager.count() for model in models]


def test_with_the_steps_go_the_questions_about_their_owners(office):
    first = measures_of(office)[0]
    of_measure = first.owners.first()
    step = first.steps.get(position=2)
    of_step = Owner.objects.create(measure=first, step=step, position=9, text="กองการช่าง")
    open_only(office, Area.STEPS)

    answer_meaning(measure=first, words=of_step.text, is_meant=False, by=office.legal)
    with pytest.raises(FieldClosed):
        answer_meaning(measure=first, words=of_measure.text, is_meant=False, by=office.legal)

    of_measure.refresh_from_db()
    of_step.refresh_from_db()
    assert (of_step.answered_text, of_measure.answered_text) == ("กองการช่าง", "")


def test_each_act_needs_its_area_and_leaves_nothing_behind_when_it_is_closed(office):
    wrong = []
    for place, (needs, act) in enumerate(acts(office)):
        for areas, refused in (
            ([area for area in Area if area not in (needs, Area.WHOLE)], True),
            (list(Area) if needs == EVERYTHING else [needs], needs == EVERYTHING),
            ([Area.WHOLE], needs == EVERYTHING),
        ):
            with transaction.atomic():
                open_only(office, *areas, plan=PlanArea)
                before, got = counted(), False
                try:
                    with transaction.atomic():
                        act()
                except FieldClosed:
                    got = counted() == before
                if got != refused:
                    wrong.append((place, needs, areas))
                transaction.set_rollback(True)

    assert wrong == []


def test_the_bin_waits_while_only_some_is_open(office):
    first = measures_of(office)[0]
    make_full_measure(plan=office.report.plan, position=3, binned_at=AT, binned_by=office.legal)
    open_only(office, Area.TITLE)

    assert empty_bin(plan=office.report.plan, at=timezone.now()) == 0
    assert confirm_carried(measure=first, keys=["title"], by=office.legal) == []


def test_more_is_opened_field_by_field_or_at_once(office):
    first, second = measures_of(office)
    return_with(office, (first, "outputs"))

    open_field(report=office.report, measure=second, field="evidence", by=office.executive)
    open_field(report=office.report, field="cover", by=office.legal)

    assert opening_of(office) == Opening(
        plan=frozenset({PlanArea.COVER}),
        measures={first.pk: frozenset({Area.OUTPUTS}), second.pk: frozenset({Area.EVIDENCE})},
    )
    open_field(report=office.report, field="cover", by=office.legal)  # said again
    assert (
        open_everything(report=office.report, by=office.legal) == EVERYTHING == opening_of(office)
    )
    told = AuditEvent.objects.filter(action="plan.opened_more").order_by("pk")
    opened = list(told.values_list("after__open_areas", flat=True))
    assert [each and each["plan"] for each in opened] == [[], ["cover"], None]


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR])
def test_only_reviewers_open_more(office, role):
    return_with(office, (measures_of(office)[0], "outputs"))
    person = make_user(role=role, organization=office.report.plan.organization)
    before = opening_of(office)

    with pytest.raises(PermissionDenied):
        open_everything(report=office.report, by=person)

    assert opening_of(office) == before


def test_more_is_opened_only_where_some_is_open(office):
    with pytest.raises(TransitionRefused):
        open_everything(report=office.report, by=office.legal)
    first = measures_of(office)[0]
    return_with(office, (first, "outputs"))
    for field, measure in (("cover", first), ("outputs", None), ("?", first)):
        with pytest.raises(ValidationError):
            open_field(report=office.report, measure=measure, field=field, by=office.legal)
    bin_measure_of(first, office)
    with pytest.raises(ValidationError, match="ไม่อยู่ในรายงานแล้ว"):
        open_field(report=office.report, measure=first, field="outputs", by=office.legal)
    submit_report(report=office.report, by=office.legal, already_printed=True)

    with pytest.raises(TransitionRefused):
        open_everything(report=office.report, by=office.legal)


def bin_measure_of(measure, office):
    Measure.objects.filter(pk=measure.pk).update(binned_at=AT, binned_by=office.legal)
