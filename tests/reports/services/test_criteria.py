"""The yearly criteria as rows: loaded once, kept by the administrator, frozen with each version."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent
from measures.roles import Role
from measures.services.reference import load_reference
from reports.criteria import REPORT, STANDARD_BOOK, Band, Round, RoundItem, Scale
from reports.layouts import STANDARD
from reports.models import AssessmentRound, LevelScale
from reports.models import RoundItem as ItemRow
from reports.queries.beginnings import usual_layout
from reports.queries.criteria import criteria_book
from reports.services.criteria import (
    delete_criteria,
    load_criteria,
    save_round,
    save_round_item,
    save_scale,
)
from reports.services.findings import check_plan, default_layout
from reports.snapshot import Asked, to_json
from tests.factories import (
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_round,
    make_scheme,
    make_superuser,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db
ITEM = RoundItem(
    kind=REPORT,
    code="O30",
    title="รายงาน",
    years_before=1,
    elements=(Asked(field="steps", label="ขั้นตอน"), Asked(field="owners", label="ผู้รับผิดชอบ")),
)
SCALE = Scale(
    first_year=2571,
    bands=(Band(level="ดี", total=Decimal(80)), Band(level="ควรปรับ", total=Decimal(0))),
)


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_what_is_loaded_reads_as_the_release_says(django_assert_num_queries):
    load_reference()
    load_criteria()

    with django_assert_num_queries(3):
        assert criteria_book() == STANDARD_BOOK


def test_nothing_loaded_reads_the_same(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert criteria_book() == STANDARD_BOOK


def test_loading_again_leaves_what_was_changed():
    load_criteria()
    row = ItemRow.objects.get(round__year=2569, kind=REPORT)
    save_round_item(data=ITEM, round=row.round, row=row, by=make_superuser())
    count = AuditEvent.objects.count()

    load_criteria()

    criteria = criteria_book().criteria_for(2568, 2569)
    assert criteria is not None
    assert criteria.code == "O30"
    assert AuditEvent.objects.count() == count


def test_a_round_is_written_read_and_removed():
    by, scheme = make_superuser(), make_scheme("ก")
    data = Round(
        year=2571,
        items=(),
        opens_on=date(2028, 3, 1),
        closes_on=date(2028, 4, 30),
        source="ข่าว",
        is_confirmed=True,
    )

    row = save_round(data=data, scheme=scheme, by=by)
    save_round_item(data=ITEM, round=row, by=by)

    assert criteria_book().rounds == (replace(data, items=(ITEM,), scheme=scheme.name),)
    delete_criteria(row=row, by=by)
    assert criteria_book().rounds == STANDARD_BOOK.rounds
    assert events() == ["round.created", "round_item.created", "round.deleted"]


def test_an_item_is_written_with_its_elements_in_order():
    item, by = make_round().items.get(), make_superuser()
    turned = replace(ITEM, elements=ITEM.elements[::-1])

    save_round_item(data=turned, round=item.round, row=item, by=by)

    assert list(item.elements.values_list("field", flat=True)) == ["owners", "steps"]
    event = AuditEvent.objects.get()
    assert [each["field"] for each in (event.before or {})["elements"]] == ["steps", "outcomes"]
    assert [each["field"] for each in (event.after or {})["elements"]] == ["owners", "steps"]


@pytest.mark.parametrize(
    "change",
    [
        {"code": ""},
        {"kind": "ก"},
        {"years_before": 3},
        {"elements": ()},
        {"elements": (Asked(field="analysis", label="วิเคราะห์"),)},
        {"elements": (Asked(field="steps", label="ก"), Asked(field="steps", label="ข"))},
        {"elements": (Asked(field="steps", label=""),)},
        {"elements": (Asked(field="color", label="สี"),)},
    ],
)
def test_an_item_that_cannot_hold_is_refused_whole(change):
    item, by = make_round().items.get(), make_superuser()

    with pytest.raises(ValidationError):
        save_round_item(data=replace(ITEM, **change), round=item.round, row=item, by=by)

    item.refresh_from_db()
    assert (item.code, item.elements.count(), events()) == ("O26", 2, [])


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (Band(level="ก", total=Decimal(0)), Band(level="ข", total=Decimal(80))),
        (Band(level="ก", total=Decimal(80)),),
        (Band(level="ก", total=Decimal(101)), Band(level="ข", total=Decimal(0))),
        (Band(level="ก", total=Decimal(80)), Band(level="ก", total=Decimal(0))),
    ],
)
def test_a_scale_that_leaves_a_score_without_a_level_is_refused(bands):
    with pytest.raises(ValidationError):
        save_scale(data=replace(SCALE, bands=bands), by=make_superuser())

    assert not LevelScale.objects.exists()


def test_a_scale_is_written_and_read():
    save_scale(data=replace(SCALE, words=("ผ่าน", "")), by=make_superuser())

    assert criteria_book().scales == (replace(SCALE, words=("ผ่าน",)),)


def test_only_the_installation_writes_criteria():
    officer = make_user(role=Role.LEGAL, organization=make_organization())
    row = make_round()

    for act in (
        lambda: save_round(data=STANDARD_BOOK.rounds[0], scheme=None, by=officer),
        lambda: save_round_item(data=ITEM, round=row, by=officer),
        lambda: save_scale(data=SCALE, by=officer),
        lambda: delete_criteria(row=row, by=officer),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert AssessmentRound.objects.get() == row
    assert events() == []


def test_a_plan_is_held_against_its_own_round_and_a_version_keeps_it():
    plan = make_plan(year=2568)
    measure = make_full_measure(plan=plan)
    measure.steps.all().delete()
    measure.outcomes.all().delete()
    row = make_round(year=2569)
    report = make_report(plan=plan, layout=make_layout("six"), assessment_year=2569)
    version = make_version(report=report)
    sha256 = version.sha256

    assert [(f.title, f.is_must_fix) for f in check_plan(plan).findings if f.basis == ""][:2] == [
        ("ยังไม่มีขั้นตอน", True),
        ("ยังไม่มีผลลัพธ์", False),
    ]
    row.items.get().elements.filter(field="steps").update(label="อื่น", is_required=False)
    assert check_plan(plan).must_fix == ()
    version.refresh_from_db()
    assert version.sha256 == sha256
    kept = version.snapshot().criteria
    assert kept is not None
    assert [(asked.label, asked.is_required) for asked in kept.elements] == [
        ("ขั้นตอนหรือวิธีการ", True),
        ("ผลสัมฤทธิ์", False),
    ]
    assert to_json(version.snapshot()) == version.content


def test_the_usual_table_follows_the_rows_of_the_round():
    older, newer = (make_report(plan=make_plan(year=year)) for year in (2566, 2567))
    organization = newer.plan.organization
    assert default_layout(2567) == STANDARD["six"]
    assert usual_layout(organization, 2568) == newer.layout

    make_round(year=2568)  # demands steps, and no outcomes

    assert default_layout(2567) == STANDARD["suggestions"]
    assert usual_layout(older.plan.organization, 2568) == older.layout
