from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.inputs import (
    ExtraInput,
    ItemInput,
    MeasureInput,
    MeasureStatus,
    OwnerInput,
    PeriodInput,
    PeriodKind,
    StepInput,
)
from measures.models import AnnualPlan, AuditEvent, EvidenceFile, Measure
from measures.roles import Role
from measures.services.copying import copy_plan
from measures.services.measures import save_measure
from measures.services.plans import default_texts
from tests.factories import (
    make_fiscal_year,
    make_membership,
    make_organization,
    make_plan,
    make_unit,
    make_user,
)
from tests.measures.services.editing import BUDGET

pytestmark = pytest.mark.django_db

WHOLE = PeriodInput(
    text="ต.ค. ๖๗ - ก.ย. ๖๘",
    kind=PeriodKind.MONTHS,
    start=date(2024, 10, 1),
    end=date(2025, 9, 30),
)
DONE = MeasureInput(
    title="แผนการใช้จ่าย ปี ๒๕๖๘",
    issue="กระบวนการปฏิบัติงาน",
    status=MeasureStatus.DONE,
    expected_on=date(2025, 9, 1),
    status_reason="รอประกาศ",
    period=WHOLE,
    owners=(OwnerInput(text="สำนักปลัด"),),
    steps_lead="ดำเนินการดังนี้",
    steps=(
        StepInput(
            text="แต่งตั้งคณะทำงาน",
            mark="๑.",
            owners=(OwnerInput(text="กองคลัง"),),
            period=PeriodInput(text="หลังประชุม", kind=PeriodKind.FREE),
            outputs=(ItemInput(text="มีคำสั่ง"),),
        ),
        StepInput(text="เผยแพร่", mark="๑)", depth=1),
    ),
    outputs=(ItemInput(text="มีประกาศ", mark="-"),),
    outcomes=(ItemInput(text="เชื่อมั่น", mark="๑."),),
    suggestions=(ItemInput(text="ควรทำต่อ"),),
    extras=(ExtraInput(heading="งบประมาณ", text="-"),),
)


@pytest.fixture
def source():
    plan = make_plan(
        organization=make_organization(),
        title="รายงาน ประจำปี พ.ศ. ๒๕๖๘",
        cover="ปี ๒๕๖๘",
        introduction="ตามผลปี ๒๕๖๗ และมาตรการปี พ.ศ.๒๕๖๘",
        ita_year=2568,
        ita_total=Decimal("93.96"),
        ita_level="ผ่านดี",
        issues_text="๑. หนึ่ง",
    )
    make_fiscal_year(2569)
    return plan


@pytest.fixture
def coordinator(source):
    return make_user(role=Role.COORDINATOR, organization=source.organization)


def test_a_copy_has_what_was_to_be_done_and_not_what_came_of_it(source, coordinator):
    save_measure(plan=source, data=DONE, by=coordinator)

    plan = copy_plan(source=source, fiscal_year=make_fiscal_year(2569), by=coordinator)

    (measure,) = Measure.objects.in_plan(plan).with_rows()
    first, second = measure.steps.all()
    assert measure.as_input() == replace(
        DONE,
        title="แผนการใช้จ่าย ปี ๒๕๖๙",
        status=MeasureStatus.NOT_STARTED,
        expected_on=None,
        status_reason="",
        period=PeriodInput(
            text="ต.ค. ๖๘ - ก.ย. ๖๙",
            kind=PeriodKind.MONTHS,
            start=date(2025, 10, 1),
            end=date(2026, 9, 30),
        ),
        steps=(replace(DONE.steps[0], outputs=()), DONE.steps[1]),
        outputs=(),
        outcomes=(),
        suggestions=(),
    )
    assert measure.carried == [
        *("title", "steps_lead", "owners", BUDGET),
        *(f"step-{first.pk}-{name}" for name in ("text", "period", "owners")),
        f"step-{second.pk}-text",
    ]
    assert (measure.revision, measure.opened_at, measure.updated_by) == (0, None, None)


def test_the_texts_of_the_plan_move_and_its_scores_stay_behind(source, coordinator):
    plan = copy_plan(source=source, fiscal_year=make_fiscal_year(2569), by=coordinator)

    assert plan.as_input() == replace(
        default_texts(plan.fiscal_year),
        title="รายงาน ประจำปี พ.ศ. ๒๕๖๙",
        cover="ปี ๒๕๖๙",
        introduction="ตามผลปี ๒๕๖๗ และมาตรการปี พ.ศ.๒๕๖๙",
        issues_text="๑. หนึ่ง",
    )
    assert plan.carried == ["title", "cover", "introduction"]
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "plan.opened",
        "plan.copied",
    ]


def test_the_usual_title_needs_no_looking_at(source, coordinator):
    texts = default_texts(source.fiscal_year)
    AnnualPlan.objects.filter(pk=source.pk).update(title=texts.title, cover="", introduction="")
    source.refresh_from_db()

    plan = copy_plan(source=source, fiscal_year=make_fiscal_year(2569), by=coordinator)

    assert (plan.title, plan.carried) == (default_texts(plan.fiscal_year).title, [])


def test_evidence_and_the_bin_are_not_copied_and_units_are_found(source, coordinator):
    unit = make_unit(organization=source.organization, name="สำนักปลัด")
    kept = save_measure(plan=source, data=DONE, by=coordinator)
    gone = save_measure(plan=source, data=DONE, by=coordinator)
    Measure.objects.filter(pk=gone.pk).update(binned_at="2026-01-01T00:00Z", binned_by=coordinator)
    EvidenceFile.objects.create(measure=kept, kind="link", position=1, url="https://a.example")

    plan = copy_plan(source=source, fiscal_year=make_fiscal_year(2569), by=coordinator)

    (measure,) = Measure.objects.in_plan(plan)
    step = measure.steps.get(mark="๑.")
    assert list(measure.evidence.all()) == []
    assert list(measure.owners.values_list("step", "units")) == [(None, unit.pk), (step.pk, None)]


def test_a_year_that_has_a_plan_is_left_alone(source, coordinator):
    make_plan(organization=source.organization, year=2569)

    with pytest.raises(ValidationError):
        copy_plan(source=source, fiscal_year=make_fiscal_year(2569), by=coordinator)

    assert AnnualPlan.objects.count() == 2
    assert not AuditEvent.objects.exists()


def test_staff_of_a_unit_cannot_begin_a_plan(source):
    user = make_user()
    part = make_membership(user=user, role=Role.STAFF, organization=source.organization)
    part.units.add(make_unit(organization=source.organization))

    with pytest.raises(PermissionDenied):
        copy_plan(source=source, fiscal_year=make_fiscal_year(2569), by=user)
