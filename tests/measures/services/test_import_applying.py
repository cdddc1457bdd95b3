"""Imports written into plans, and taken back."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.importing.review import Decision, Standing, measure_keys
from measures.inputs import PeriodInput, PeriodKind
from measures.models import AuditEvent, ImportBatch, ImportState, Measure, MeasureEntry, NoEvidence
from measures.roles import Role
from measures.services.bin import bin_measure
from measures.services.import_applying import apply_import
from measures.services.import_batches import (
    ImportChanged,
    ImportClosed,
    change_import,
    forget_imports,
    open_import,
)
from measures.services.import_undo import ImportWrittenOn, undo_import
from measures.services.plans import PlanLocked
from measures.services.writing import save_changes
from measures.writing import Change
from tests.factories import (
    make_full_measure,
    make_measure,
    make_organization,
    make_plan,
    make_superuser,
    make_user,
)
from tests.measures.services.bringing import a_table, seed, stage

pytestmark = pytest.mark.django_db
AT = timezone.now()


def apply(batch, plan, **fields):
    batch.refresh_from_db()
    defaults = {"revision": batch.revision, "by": make_superuser(), "at": AT}
    return apply_import(batch=batch, plan=plan, **{**defaults, **fields})


def said(plan):
    rows = Measure.objects.in_plan(plan).with_rows()
    return [(row.position, row.as_input(), row.annex_text, row.carried) for row in rows]


def titles(plan):
    return [row.title for row in Measure.objects.in_plan(plan)]


def test_what_is_ticked_comes_into_the_plan_with_the_texts():
    plan = make_plan(organization=make_organization(name="องค์การบริหารส่วนตำบลหนองเรือ"))
    batch = stage(plan.organization, seed("003"))
    keys = measure_keys(open_import(batch).reading)
    by = make_user(role=Role.LEGAL, organization=plan.organization)
    change_import(batch=batch, decision=Decision(ticks={keys[1]: False}), by=by)

    applied = apply(batch, plan, by=by)

    report = open_import(batch).reading.report
    assert report
    wanted = [measure for place, measure in enumerate(report.measures) if place != 1]
    assert [row[1].steps for row in said(plan)] == [measure.steps for measure in wanted]
    assert [row[1].outcomes for row in said(plan)] == [measure.outcomes for measure in wanted]
    assert [row[0] for row in said(plan)] == [1, 2, 3, 4, 5, 6]
    plan.refresh_from_db()
    assert (plan.title, plan.introduction) == (report.title, report.introduction)
    assert (applied.state, applied.plan, applied.applied_by) == (ImportState.APPLIED, plan, by)
    assert [*AuditEvent.objects.order_by("pk").values_list("action", flat=True)] == [
        "import.staged",
        "import.reviewed",
        "plan.imported",
    ]
    told = AuditEvent.objects.latest("pk").after or {}
    assert (told["file_name"], told["sha256"]) == (batch.file_name, batch.sha256)


def test_without_a_choice_a_plan_that_is_begun_keeps_its_texts_and_measures():
    plan = make_plan(title="เดิม")
    make_full_measure(plan=plan, title="เดิม ๑")

    apply(stage(plan.organization, a_table("ก", "ข", before="รายงานใหม่\n")), plan)

    assert titles(plan) == ["เดิม ๑", "ก", "ข"]
    plan.refresh_from_db()
    assert plan.title == "เดิม"


def test_measures_with_the_same_number_are_replaced_in_place_and_the_rest_comes_last():
    plan = make_plan()
    first = make_full_measure(plan=plan, title="เดิม ๑", carried=["title"])
    make_full_measure(plan=plan, title="เดิม ๒")
    make_full_measure(plan=plan, title="เดิม ๓")
    batch = stage(plan.organization, a_table("ก", "ข", "ค", "ง"))
    by = make_superuser()
    keys = measure_keys(open_import(batch).reading)
    decision = Decision(standing=Standing.REPLACE, ticks={keys[1]: False})
    change_import(batch=batch, decision=decision, by=by)
    before = said(plan)

    applied = apply(batch, plan, by=by)

    assert titles(plan) == ["ก", "เดิม ๒", "ค", "ง"]
    assert Measure.objects.in_plan(plan).first() == first
    entries = MeasureEntry.objects.filter(measure=first).order_by("pk")
    assert [entry.values["title"] for entry in entries] == ["เดิม ๑", "ก"]

    undo_import(batch=applied, by=by, at=AT)

    assert said(plan) == before


def test_the_report_of_an_earlier_year_comes_without_results_and_is_to_be_confirmed():
    plan = make_plan(year=2569)
    batch = stage(plan.organization, a_table("ก", before="รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๘\n"), year=2569)

    apply(batch, plan)

    (_, measure, _, carried) = said(plan)[0]
    assert (measure.outputs, measure.outcomes) == ((), ())
    assert [step.text for step in measure.steps] == ["จัดทำประกาศ"]
    assert measure.period.kind == PeriodKind.QUARTERS
    assert str(measure.period.start) == "2025-10-01"
    assert "title" in carried
    plan.refresh_from_db()
    assert plan.title == "รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๙"
    assert plan.carried == ["title"]


def test_the_report_of_an_earlier_year_comes_as_it_is_where_that_is_chosen():
    plan = make_plan(year=2569)
    batch = stage(plan.organization, a_table("ก", before="รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๘\n"), year=2569)
    change_import(batch=batch, decision=Decision(is_moved=False), by=make_superuser())

    apply(batch, plan)

    (_, measure, _, carried) = said(plan)[0]
    assert [item.text for item in measure.outputs] == ["มีประกาศ"]
    assert isinstance(measure.period, PeriodInput)
    assert str(measure.period.start) == "2024-10-01"
    assert carried == []


def test_a_form_that_is_sent_twice_writes_once():
    plan = make_plan()
    batch = stage(plan.organization)
    by = make_superuser()
    fields = {"by": by, "token": "token-of-the-form", "revision": batch.revision}

    first = apply(batch, plan, **fields)
    again = apply(batch, plan, **fields)

    assert first == again
    assert titles(plan) == ["มาตรการ ก", "มาตรการ ข"]
    with pytest.raises(ImportClosed):
        apply(batch, plan, by=by, token="token-of-another")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"by": "auditor"}, PermissionDenied),
        ({"locked": True}, PlanLocked),
        ({"revision": 7}, ImportChanged),
        ({"none": True}, ValidationError),
    ],
)
def test_a_refusal_leaves_nothing_behind(change, refusal):
    plan = make_plan(locked_at=AT if "locked" in change else None)
    batch = stage(plan.organization)
    by = make_superuser()
    if "none" in change:
        ticks = dict.fromkeys(measure_keys(open_import(batch).reading), False)
        change_import(batch=batch, decision=Decision(ticks=ticks), by=by)
    if "by" in change:
        by = make_user(role=Role.AUDITOR, organization=plan.organization)
    fields = {"revision": change["revision"]} if "revision" in change else {}
    events = AuditEvent.objects.count()

    with pytest.raises(refusal):
        apply(batch, plan, by=by, **fields)

    batch.refresh_from_db()
    assert (titles(plan), batch.state, AuditEvent.objects.count()) == (
        [],
        ImportState.WAITING,
        events,
    )


def test_a_plan_of_another_organization_is_never_written():
    with pytest.raises(ValueError, match="its own organization"):
        apply(stage(make_organization()), make_plan())


def test_what_was_brought_in_is_taken_back_and_waits_again():
    plan = make_plan(title="เดิม", introduction="บทนำเดิม")
    batch = stage(plan.organization, seed("003"))
    by = make_superuser()
    before = plan.as_input()

    undone = undo_import(batch=apply(batch, plan), by=by, at=AT + timedelta(hours=23))

    plan.refresh_from_db()
    assert (titles(plan), plan.as_input()) == ([], before)
    assert (undone.state, undone.undo, undone.plan) == (ImportState.WAITING, None, None)
    event = AuditEvent.objects.latest("pk")
    assert event.action == "import.undone"
    assert len((event.before or {})["measures"]) == 7
    assert apply(batch, plan).is_applied


@pytest.mark.parametrize("act", ["late", "twice", "edited", "binned", "told", "texts", "locked"])
def test_what_somebody_went_on_with_stays(act):
    plan = make_plan()
    by = make_superuser()
    batch = apply(stage(plan.organization), plan)
    measure = Measure.objects.in_plan(plan).with_plan()[0]
    at: datetime = AT
    refusal: type[Exception] = ImportWrittenOn
    if act == "late":
        at, refusal = AT + timedelta(days=1), ImportClosed
    elif act == "twice":
        undo_import(batch=batch, by=by, at=AT)
        refusal = ImportClosed
    elif act == "edited":
        change = Change(key="title", base=measure.title, value="แก้แล้ว")
        save_changes(measure=measure, changes=[change], by=by, at=AT)
    elif act == "binned":
        bin_measure(measure=measure, by=by, at=AT)
    elif act == "told":
        NoEvidence.objects.create(measure=measure, said_at=AT, said_by=by)
    elif act == "texts":
        type(plan).objects.update(revision=9)
    else:
        type(plan).objects.update(locked_at=AT)
        refusal = PlanLocked
    before = titles(plan)

    with pytest.raises(refusal):
        undo_import(batch=batch, by=by, at=at)

    assert titles(plan) == before


def test_what_others_did_to_the_plan_stays_when_an_import_is_taken_back():
    plan = make_plan()
    make_measure(plan=plan, title="เดิม")
    batch = apply(stage(plan.organization), plan)
    make_measure(plan=plan, title="เพิ่มภายหลัง", position=9)

    undo_import(batch=batch, by=make_superuser(), at=AT)

    assert [(row[0], row[1].title) for row in said(plan)] == [(1, "เดิม"), (2, "เพิ่มภายหลัง")]


def test_what_can_be_taken_back_no_longer_is_forgotten():
    plan = make_plan()
    apply(stage(plan.organization), plan)

    assert forget_imports(at=AT + timedelta(hours=23)) == 0
    assert forget_imports(at=AT + timedelta(days=1)) == 1

    assert not ImportBatch.objects.exists()
    assert titles(plan) == ["มาตรการ ก", "มาตรการ ข"]
