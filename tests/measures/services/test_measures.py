from dataclasses import asdict, replace
from datetime import date

import pytest

from measures.inputs import (
    AnnexInput,
    ExtraInput,
    ItemInput,
    MeasureInput,
    MeasureStatus,
    OwnerInput,
    PeriodInput,
    PeriodKind,
    StepInput,
)
from measures.models import AuditEvent, EvidenceFile, Measure, Owner, Step
from measures.roles import Role
from measures.services.measures import save_measure
from tests.factories import (
    a_measure,
    make_full_measure,
    make_measure,
    make_plan,
    make_scheme,
    make_step,
    make_superuser,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
PERIOD = PeriodInput(
    text="ต.ค. ๖๗ - ก.ย. ๖๘",
    kind=PeriodKind.MONTHS,
    start=date(2024, 10, 1),
    end=date(2025, 9, 30),
)
EVERYTHING = MeasureInput(
    title="-กิจกรรมที่หนึ่ง\n-กิจกรรมที่สอง",
    issue="การใช้งบประมาณ",
    status=MeasureStatus.NOT_DONE,
    expected_on=date(2025, 8, 1),
    status_reason="รอการอนุมัติ",
    period=PERIOD,
    owners=(OwnerInput(text="สำนักปลัด/ กองคลัง"), OwnerInput(text="ทุกกอง")),
    steps_lead="รายละเอียดขั้นตอน",
    steps=(
        StepInput(
            text="ขั้นที่หนึ่ง",
            mark="๑.",
            owners=(OwnerInput(text="งานพัสดุ"),),
            period=PeriodInput(text="ทุกเดือน", kind=PeriodKind.MONTHLY),
            outputs=(ItemInput(text="ผลของขั้นที่หนึ่ง", mark="-"),),
            suggestions=(ItemInput(text="ควรทำต่อ"),),
        ),
        StepInput(text="ขั้นย่อย", mark="๑)", depth=1),
        StepInput(text="ขั้นย่อยกว่า", mark="-", depth=2),
    ),
    outputs=(ItemInput(text="ผล", mark="๑."), ItemInput(text="ผล", mark="๒.")),
    outcomes=(ItemInput(text="ผลลัพธ์", mark="-"),),
    suggestions=(ItemInput(text="ข้อเสนอแนะ"),),
    extras=(ExtraInput(heading="งบประมาณ", text="๑,๐๐๐ บาท"),),
)


def stored(measure):
    return Measure.objects.with_rows().get(pk=measure.pk).as_input()


def titles(plan):
    return list(Measure.objects.in_plan(plan).values_list("position", "title"))


def test_save_measure_keeps_everything_of_a_new_measure():
    plan = make_plan()
    staff = make_user(role=Role.STAFF, organization=plan.organization)

    measure = save_measure(plan=plan, data=EVERYTHING, by=staff)

    assert stored(measure) == EVERYTHING
    assert (measure.position, measure.revision) == (1, 0)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.organization_code, event.before) == (
        "measure.created",
        staff.pk,
        plan.organization.code,
        None,
    )
    assert (event.after or {})["title"] == EVERYTHING.title
    assert [step["text"] for step in (event.after or {})["steps"]] == [
        step.text for step in EVERYTHING.steps
    ]


def test_save_measure_changes_all_and_records_before_and_after():
    measure = make_full_measure()
    before = stored(measure)

    saved = save_measure(
        plan=measure.plan, data=EVERYTHING, by=make_superuser(), measure=measure, revision=0
    )

    assert (saved.pk, saved.revision, stored(measure)) == (measure.pk, 1, EVERYTHING)
    event = AuditEvent.objects.get()
    assert event.action == "measure.updated"
    assert (event.before or {})["outputs"] == [asdict(item) for item in before.outputs]
    assert (event.after or {})["outputs"] == [asdict(item) for item in EVERYTHING.outputs]


def test_save_measure_empties_what_the_input_leaves_out():
    measure = make_full_measure()

    save_measure(
        plan=measure.plan,
        data=MeasureInput(title="เหลือแต่ชื่อ"),
        by=make_superuser(),
        measure=measure,
        revision=0,
    )

    assert stored(measure) == MeasureInput(title="เหลือแต่ชื่อ")
    assert not Step.objects.exists()


def test_save_measure_keeps_rows_that_mean_the_same():
    measure = make_measure()
    first, second, third = (make_step(measure=measure, text=text) for text in ("ก", "ข", "ค"))
    data = replace(
        stored(measure),
        steps=(StepInput(text="ค"), StepInput(text="ก แก้ไข"), StepInput(text="ข")),
    )

    save_measure(plan=measure.plan, data=data, by=make_superuser(), measure=measure, revision=0)

    steps = measure.steps.values_list("pk", "text", "mark")
    assert list(steps) == [(third.pk, "ค", ""), (first.pk, "ก แก้ไข", ""), (second.pk, "ข", "")]


def test_save_measure_leaves_the_evidence_of_a_step_that_goes_with_the_measure():
    measure = make_measure()
    step = make_step(measure=measure)
    evidence = EvidenceFile.objects.create(
        measure=measure, step=step, kind="link", position=1, url="https://example.test/"
    )

    save_measure(
        plan=measure.plan,
        data=MeasureInput(title="ไม่มีขั้นตอน"),
        by=make_superuser(),
        measure=measure,
        revision=0,
    )

    evidence.refresh_from_db()
    assert (evidence.measure, evidence.step) == (measure, None)


def test_save_measure_finds_the_units_of_owners_and_keeps_those_a_person_chose():
    plan = make_plan()
    clerk, chosen = (
        make_unit(organization=plan.organization, name=name) for name in ("สำนักปลัด", "กองช่าง")
    )
    data = a_measure(owners=(OwnerInput(text="สำนักปลัด"), OwnerInput(text="ทุกกอง")))
    by = make_superuser()
    measure = save_measure(plan=plan, data=data, by=by)
    everyone = Owner.objects.get(text="ทุกกอง")
    everyone.units.add(chosen)

    save_measure(plan=plan, data=data, by=by, measure=measure, revision=0)

    units = {owner.text: list(owner.units.all()) for owner in Owner.objects.all()}
    assert units == {"สำนักปลัด": [clerk], "ทุกกอง": [chosen]}


def test_save_measure_finds_the_issue_in_the_scheme_of_the_plan():
    scheme = make_scheme("การใช้งบประมาณ", "การใช้อำนาจ")
    plan = make_plan(issue_scheme=scheme)

    measure = save_measure(plan=plan, data=EVERYTHING, by=make_superuser())

    assert measure.issue == scheme.issues.get(name="การใช้งบประมาณ")
    assert measure.issue_text == "การใช้งบประมาณ"


@pytest.mark.parametrize(
    ("position", "order"),
    [(None, "กขค"), (1, "คกข"), (2, "กคข"), (9, "กขค")],
)
def test_save_measure_puts_a_new_measure_in_its_place(position, order):
    plan = make_plan()
    make_measure(plan=plan, title="ก")
    make_measure(plan=plan, title="ข")

    save_measure(plan=plan, data=a_measure(title="ค"), by=make_superuser(), position=position)

    assert titles(plan) == list(enumerate(order, 1))


def test_save_measure_moves_only_when_told():
    plan = make_plan()
    first, *_ = (make_measure(plan=plan, title=title) for title in "กขค")
    by = make_superuser()

    save_measure(plan=plan, data=a_measure(title="ก"), by=by, measure=first, revision=0)
    assert titles(plan) == list(enumerate("กขค", 1))
    save_measure(plan=plan, data=a_measure(title="ก"), by=by, measure=first, revision=1, position=3)

    assert titles(plan) == list(enumerate("ขคก", 1))
    assert set(Measure.objects.exclude(pk=first.pk).values_list("revision", flat=True)) == {0}


def test_save_measure_changes_the_annex_only_when_it_is_given():
    plan, by = make_plan(), make_superuser()
    annex = AnnexInput(number="๑.", heading="ภาพกิจกรรม", text="-ยังไม่ได้ดำเนินการ")

    measure = save_measure(plan=plan, data=a_measure(), by=by, annex=annex)
    saved = save_measure(plan=plan, data=a_measure(), by=by, measure=measure, revision=0)

    assert (saved.annex_heading, saved.annex_text) == ("ภาพกิจกรรม", "-ยังไม่ได้ดำเนินการ")
