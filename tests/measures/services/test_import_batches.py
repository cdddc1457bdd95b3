"""Tables that wait to be looked through: read, decided on, thrown away, forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.importing import UnreadableFile, open_file
from measures.importing.choices import (
    CellChoice,
    Choices,
    ColumnChoice,
    Move,
    RowChoice,
    RowUse,
    TableChoice,
)
from measures.importing.review import Decision, Review, Standing, decided, measure_keys
from measures.models import AuditEvent, ImportBatch
from measures.roles import Role
from measures.services.import_batches import (
    MOST_WAITING,
    ImportClosed,
    change_import,
    discard_import,
    forget_imports,
    open_import,
)
from tests.factories import (
    make_fiscal_year,
    make_membership,
    make_organization,
    make_plan,
    make_superuser,
    make_unit,
    make_user,
)
from tests.measures.services.bringing import a_table, seed, stage

pytestmark = pytest.mark.django_db


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_a_file_is_read_and_kept_and_nothing_is_in_a_plan():
    plan = make_plan()
    by = make_user(role=Role.COORDINATOR, organization=plan.organization)

    name = "โฟลเดอร์/รายงาน ๒๕๖๘.txt"
    batch = stage(plan.organization, seed("003"), by=by, file_name=name, read=open_file)

    opened = open_import(batch)
    assert (batch.file_name, str(batch.fiscal_year), batch.staged_by) == (
        "รายงาน ๒๕๖๘.txt",
        "ปีงบประมาณ พ.ศ. ๒๕๖๘",
        by,
    )
    assert opened.reading.report is not None
    assert len(opened.reading.report.measures) == 7
    assert len(measure_keys(opened.reading)) == len(set(measure_keys(opened.reading))) == 7
    assert opened.review == Review()
    assert plan.measures.count() == 0
    assert events() == ["import.staged"]


def test_the_year_is_that_of_the_file_where_one_can_write_in_it():
    organization = make_organization()
    make_fiscal_year(2568, is_open=True)

    assert str(stage(organization, seed("003"), year=None).fiscal_year) == "ปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert stage(organization, seed("001"), year=None).fiscal_year is None
    make_plan(organization=organization, year=2564, locked_at=timezone.now())
    assert stage(organization, seed("001"), year=None).fiscal_year is None


def test_a_form_that_is_sent_twice_reads_once():
    organization = make_organization()
    by = make_superuser()

    first = stage(organization, by=by, token="token-of-the-form")
    again = stage(organization, by=by, token="token-of-the-form")

    assert first == again
    assert ImportBatch.objects.count() == 1


def test_what_is_no_table_is_refused_and_nothing_is_kept():
    with pytest.raises(UnreadableFile, match="ไม่พบตาราง"):
        stage(make_organization(), "จดหมาย".encode(), read=open_file)

    assert not ImportBatch.objects.exists()
    assert events() == []


@pytest.mark.parametrize("who", ["auditor", "of a unit", "next door"])
def test_who_may_not_write_everything_brings_nothing_in(who):
    organization = make_organization()
    waiting = stage(organization)
    if who == "auditor":
        by = make_user(role=Role.AUDITOR, organization=organization)
    elif who == "of a unit":
        by = make_user()
        part = make_membership(user=by, role=Role.STAFF, organization=organization)
        part.units.add(make_unit(organization=organization))
    else:
        by = make_user(role=Role.LEGAL, organization=make_organization())

    with pytest.raises(PermissionDenied):
        stage(organization, by=by)
    with pytest.raises(PermissionDenied):
        change_import(batch=waiting, decision=Decision(ticks={"r2": False}), by=by)
    with pytest.raises(PermissionDenied):
        discard_import(batch=waiting, by=by, at=timezone.now())

    waiting.refresh_from_db()
    assert (ImportBatch.objects.count(), waiting.revision) == (1, 0)


def test_an_office_keeps_so_many_and_no_more():
    organization = make_organization()
    waiting = stage(organization)
    for _ in range(MOST_WAITING - 1):
        waiting.pk = None
        waiting.save()

    with pytest.raises(ValidationError, match="๒๐ รายการ"):
        stage(organization)
    stage(make_organization())


def test_decisions_are_kept_and_only_those_that_change_something_count():
    batch = stage(make_organization(), a_table("ก", "ข", "ค"))
    by = make_superuser()
    (first, second, _) = measure_keys(open_import(batch).reading)

    change_import(batch=batch, decision=Decision(ticks={second: False}), by=by)
    change_import(batch=batch, decision=Decision(ticks={first: True, second: False}), by=by)
    change_import(batch=batch, decision=Decision(standing=Standing.REPLACE), by=by)
    joined = Choices(rows=(RowChoice(line=4, use=RowUse.CONTINUES),))
    held = change_import(batch=batch, decision=Decision(choices=joined), by=by)

    opened = open_import(held)
    assert held.revision == 3
    assert opened.review == Review(choices=joined, unticked=(second,), standing=Standing.REPLACE)
    assert opened.reading.report is not None
    assert [measure.title for measure in opened.reading.report.measures] == ["ก", "ข\nค"]


def test_the_last_decision_on_the_same_thing_holds():
    review = Review()
    for field in ("outputs", "extra"):
        named = ColumnChoice(table=1, column=2, field=field)
        review = decided(review, Decision(choices=Choices(columns=(named,), accepted=("p1",))))
    for step in (0, 1):
        moved = Move(line=3, path="outputs.0", step=step)
        review = decided(review, Decision(choices=Choices(moves=(moved,)), passes={"a": True}))
    left = TableChoice(table=2, is_report=False)
    review = decided(review, Decision(choices=Choices(tables=(left,)), passes={"a": False}))

    assert review == Review(
        choices=Choices(
            tables=(left,),
            columns=(ColumnChoice(table=1, column=2, field="extra"),),
            moves=(
                Move(line=3, path="outputs.0", step=0),
                Move(line=3, path="outputs.0", step=1),
            ),
            accepted=("p1",),
        )
    )
    withdrawn = Choices(moves=(Move(line=3, path="", step=None),), accepted=("p1",))
    assert decided(review, Decision(withdrawn=withdrawn)).choices == Choices(
        tables=(left,), columns=(ColumnChoice(table=1, column=2, field="extra"),)
    )


def test_each_decision_leaves_one_event_with_what_it_changed():
    batch = stage(make_organization(), a_table("ก", "ข", "ค"))
    by = make_user(role=Role.LEGAL, organization=batch.organization)
    cells = (CellChoice(line=3, column=1, text="ข แก้แล้ว"),)
    moved = Move(line=2, path="outputs.0", step=0)
    decided_ = Choices(
        rows=(RowChoice(line=4, use=RowUse.CONTINUES),),
        cells=cells,
        moves=(moved,),
        columns=(ColumnChoice(table=1, column=6, field=""),),
    )
    first = Decision(choices=decided_, ticks={"r2": False}, standing=Standing.REPLACE)

    change_import(batch=batch, decision=first, by=by)
    change_import(batch=batch, decision=Decision(withdrawn=Choices(cells=cells)), by=by)
    change_import(batch=batch, decision=Decision(), by=by, fiscal_year=make_fiscal_year(2569))

    told = AuditEvent.objects.filter(action="import.reviewed").order_by("pk")
    assert [(event.actor_id, event.object_id) for event in told] == [(by.pk, str(batch.pk))] * 3
    as_read = {"cells": [{"place": "บรรทัด ๓", "column": 1, "text": "ข"}]}
    anew = {"cells": [{"place": "บรรทัด ๓", "column": 1, "text": "ข แก้แล้ว"}]}
    output = {"place": "บรรทัด ๒", "field": "outputs", "number": 1}
    nothing: dict[str, Any] = {"row_uses": [], "moves": [], "columns": [], "unticked": []}
    decided_on = {
        "row_uses": [{"place": "บรรทัด ๔", "use": "continues"}],
        "moves": [{**output, "from_step": "measure", "to_step": 1}],
        "columns": [{"table": 1, "column": 6, "field": "left_out"}],
        "unticked": ["บรรทัด ๒"],
    }
    assert [(event.before, event.after) for event in told] == [
        ({**nothing, **as_read, "standing": "add"}, {**decided_on, **anew, "standing": "replace"}),
        (anew, as_read),
        ({"fiscal_year": 2568}, {"fiscal_year": 2569}),
    ]


def test_repairs_that_were_taken_or_refused_are_told_in_the_words_of_the_file():
    batch = stage(make_organization(), seed("003"))
    first, second = open_import(batch).source.proposals[:2]
    decision = Decision(
        choices=Choices(accepted=(first.id,)),
        passes={f"p-{second.id}": True, "district_unmarked-7-0-1": True},
    )

    change_import(batch=batch, decision=decision, by=make_superuser())

    event = AuditEvent.objects.latest("pk")
    assert (event.before, event.after) == (
        {"accepted": [], "passed": []},
        {
            "accepted": [{"place": "บรรทัด ๓๐", "quote": "ความพึง พอใจ", "text": "ความพึงพอใจ"}],
            "passed": [
                {"place": "บรรทัด ๓๑", "quote": "สม่าเสมอ"},
                {"kind": "district_unmarked", "place": "บรรทัด ๗"},
            ],
        },
    )


def test_what_is_thrown_away_is_gone_and_a_second_try_does_nothing():
    batch = stage(make_organization())
    by = make_superuser()

    discard_import(batch=batch, by=by, at=timezone.now())
    discard_import(batch=batch, by=by, at=timezone.now())

    assert not ImportBatch.objects.exists()
    assert events() == ["import.staged", "import.discarded"]
    with pytest.raises(ImportClosed):
        change_import(batch=batch, decision=Decision(), by=by)


def test_what_nobody_applies_is_forgotten():
    organization = make_organization()
    at = timezone.now()
    stage(organization, at=at - ImportBatch.KEPT_FOR)
    kept = stage(organization, at=at - ImportBatch.KEPT_FOR + timedelta(minutes=1))

    assert forget_imports(at=at) == 1

    assert list(ImportBatch.objects.all()) == [kept]
    assert events()[-1] == "import.discarded"


def test_what_an_older_portal_read_is_to_be_read_anew():
    batch = stage(make_organization())
    ImportBatch.objects.update(source={"form": 1}, review={"choices": 7})
    batch.refresh_from_db()

    opened = open_import(batch)

    assert (opened.reading.report, opened.review) == (None, Review())
    assert "อ่านไว้ด้วยระบบรุ่นก่อน" in opened.reading.refusal
    change_import(batch=batch, decision=Decision(ticks={"r2": False}), by=make_superuser())
