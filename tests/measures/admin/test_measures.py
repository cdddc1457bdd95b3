"""The page of a measure: everything in it is one write, refused as one."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

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
from measures.models import Measure, Owner, Step, User
from tests.factories import a_measure, make_measure, make_plan, make_scheme, make_step
from tests.measures.admin.pages import STALE, address, errors, events, notes, opened, save
from tests.measures.admin.rows import a_saved_measure, stored

TYPED = {
    "issue_text": "การใช้งบประมาณ",
    "title": "โครงการอบรม\n- กิจกรรมที่ ๑",
    "status": "done",
    "period_text": "ต.ค. ๖๗ - ก.ย. ๖๘",
    "steps-0-text": "แต่งตั้งคณะทำงาน",
    "steps-0-mark": "๑.",
    "steps-0-period_text": "ไตรมาส ๒",
    "owners-0-text": "กองคลัง",
    "outputs-0-place": "new-0",
    "outputs-0-text": "มีคำสั่งแต่งตั้ง",
    "outputs-0-mark": "-",
    "outcomes-0-text": "ประชาชนเชื่อมั่น",
    "suggestions-0-text": "ควรทำต่อ",
}
READ = MeasureInput(
    title="โครงการอบรม\n- กิจกรรมที่ ๑",
    issue="การใช้งบประมาณ",
    status=MeasureStatus.DONE,
    period=PeriodInput(
        text="ต.ค. ๖๗ - ก.ย. ๖๘",
        kind=PeriodKind.MONTHS,
        start=date(2024, 10, 1),
        end=date(2025, 9, 30),
    ),
    owners=(OwnerInput(text="กองคลัง"),),
    steps=(
        StepInput(
            text="แต่งตั้งคณะทำงาน",
            mark="๑.",
            period=PeriodInput(
                text="ไตรมาส ๒",
                kind=PeriodKind.QUARTERS,
                start=date(2025, 1, 1),
                end=date(2025, 3, 31),
            ),
            outputs=(ItemInput(text="มีคำสั่งแต่งตั้ง", mark="-"),),
        ),
    ),
    outcomes=(ItemInput(text="ประชาชนเชื่อมั่น"),),
    suggestions=(ItemInput(text="ควรทำต่อ"),),
)


def test_add_writes_the_measure_with_all_its_rows_and_one_event(
    admin: Client, administrator: User
) -> None:
    plan = make_plan(year=2568)

    response = save(admin, address("measure", "add"), {**TYPED, "plan": plan.pk})

    assert response.status_code == 302, errors(response)
    assert stored(Measure.objects.get(plan=plan).pk) == READ
    assert events() == [("measure.created", "ผู้ดูแลระบบ")]


def test_saving_a_page_as_it_is_changes_no_words(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    before = stored(measure.pk)

    response = save(admin, address("measure", "change", measure.pk), {})

    assert response.status_code == 302, errors(response)
    assert stored(measure.pk) == before == a_measure()
    assert Measure.objects.get(pk=measure.pk).revision == 1
    assert events() == [("measure.updated", "ผู้ดูแลระบบ")]


def test_a_step_that_is_still_empty_keeps_nothing_back(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    make_step(measure=measure, text="", mark="๒.")

    response = save(admin, address("measure", "change", measure.pk), {"title": "แก้แล้ว"})

    assert response.status_code == 302, errors(response)
    steps = (*a_measure().steps, StepInput(text="", mark="๒."))
    assert stored(measure.pk) == replace(a_measure(), title="แก้แล้ว", steps=steps)


def test_rows_are_changed_moved_deleted_and_placed(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    first, second = measure.steps.all()

    response = save(
        admin,
        address("measure", "change", measure.pk),
        {
            "steps-0-position": "๒",
            "steps-1-position": "๑",
            "steps-1-depth": "0",
            "owners-0-DELETE": "on",
            "owners-1-text": "งานนิติการ",
            "owners-1-place": f"step-{second.pk}",
            "outputs-0-place": f"step-{first.pk}",
        },
    )

    assert response.status_code == 302, errors(response)
    assert stored(measure.pk).steps == (
        StepInput(text="เผยแพร่บนเว็บไซต์", mark="๑)", owners=(OwnerInput(text="งานนิติการ"),)),
        StepInput(
            text="แต่งตั้งคณะทำงาน",
            mark="๑.",
            outputs=(ItemInput(text="มีคำสั่งแต่งตั้ง", mark="-"),),
        ),
    )
    assert (stored(measure.pk).owners, stored(measure.pk).outputs) == ((), ())
    assert len(events()) == 1


def test_a_new_step_and_its_rows_come_in_one_save(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)

    response = save(
        admin,
        address("measure", "change", measure.pk),
        {"steps-2-text": "สรุปผล", "owners-1-text": "กองคลัง", "owners-1-place": "new-2"},
    )

    assert response.status_code == 302, errors(response)
    assert stored(measure.pk).steps[2] == StepInput(
        text="สรุปผล", owners=(OwnerInput(text="กองคลัง"),)
    )


@pytest.mark.parametrize(
    "typed",
    [
        {"outputs-1-place": "new-2", "outputs-1-text": "ไร้ที่อยู่"},
        {"outputs-1-place": "step-{first}", "outputs-1-text": "ไร้ที่อยู่", "steps-0-DELETE": "on"},
    ],
)
def test_a_row_of_a_step_that_is_empty_or_deleted_is_refused(
    admin: Client, administrator: User, typed: dict[str, str]
) -> None:
    measure = a_saved_measure(administrator)
    first = measure.steps.all()[0]
    typed = {name: value.format(first=first.pk) for name, value in typed.items()}

    response = save(admin, address("measure", "change", measure.pk), typed)

    assert errors(response) == [
        "ขั้นตอนที่เลือกไว้ถูกทำเครื่องหมายลบหรือยังว่าง โปรดย้ายไปขั้นตอนอื่นหรือลบรายการนี้ด้วย: “ไร้ที่อยู่”"
    ]
    assert stored(measure.pk) == a_measure()
    assert events() == []


def test_the_words_of_a_period_are_read_anew_only_when_they_change(
    admin: Client, administrator: User
) -> None:
    measure = a_saved_measure(
        administrator, period=PeriodInput(text="ตลอดปี", kind=PeriodKind.MONTHLY)
    )
    url = address("measure", "change", measure.pk)

    save(admin, url, {"title": "ชื่อใหม่"})
    assert stored(measure.pk).period == PeriodInput(text="ตลอดปี", kind=PeriodKind.MONTHLY)

    save(admin, url, {"period_text": "ทุกเดือน", "period_kind": "free"})
    assert stored(measure.pk).period == PeriodInput(text="ทุกเดือน", kind=PeriodKind.FREE)

    save(admin, url, {"period_text": "ไตรมาส ๑"})
    assert stored(measure.pk).period == PeriodInput(
        text="ไตรมาส ๑",
        kind=PeriodKind.QUARTERS,
        start=date(2024, 10, 1),
        end=date(2024, 12, 31),
    )


def test_dates_are_typed_in_thai(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    url = address("measure", "change", measure.pk)

    save(admin, url, {"status": "not_done", "expected_on": "๒๙ ก.พ. ๒๕๖๗"})
    assert stored(measure.pk).expected_on == date(2024, 2, 29)
    assert opened(admin, url)["expected_on"] == ["๒๙ ก.พ. ๒๕๖๗"]

    response = save(admin, url, {"expected_on": "29/2/2568"})
    assert errors(response) == ["อ่านวันที่ไม่ได้ เขียนเช่น ๑ ต.ค. ๒๕๖๗ หรือ 1/10/2567"]


def test_delete_asks_first_and_needs_the_revision_that_was_shown(
    admin: Client, administrator: User
) -> None:
    measure = a_saved_measure(administrator)
    url = address("measure", "delete", measure.pk)
    shown = opened(admin, url)
    assert shown["revision"] == ["0"]

    for revision in ("", "1", "๐x"):
        response = admin.post(url, {"post": "yes", "revision": revision}, follow=True)
        assert notes(response) == [STALE]
    assert Measure.objects.filter(pk=measure.pk).exists()
    assert events() == []

    response = admin.post(url, shown)
    assert response.status_code == 302
    assert not Measure.objects.exists()
    assert not Step.objects.exists()
    assert not Owner.objects.exists()
    assert events() == [("measure.deleted", "ผู้ดูแลระบบ")]


def test_a_measure_added_at_a_place_moves_the_others(admin: Client, administrator: User) -> None:
    plan = make_plan()
    first, second = make_measure(plan=plan, title="หนึ่ง"), make_measure(plan=plan, title="สอง")

    save(admin, address("measure", "add"), {"plan": plan.pk, "title": "กลาง", "position": "๒"})

    titles = list(Measure.objects.in_plan(plan).values_list("position", "title"))
    assert titles == [(1, "หนึ่ง"), (2, "กลาง"), (3, "สอง")]
    assert [first.pk, second.pk] == list(
        Measure.objects.in_plan(plan).exclude(title="กลาง").values_list("pk", flat=True)
    )


def test_the_issue_is_chosen_among_those_of_the_plan(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    plan = measure.plan
    plan.issue_scheme = make_scheme("การใช้อำนาจ", "การใช้งบประมาณ")
    plan.save()
    first, second = plan.issue_scheme.issues.all()
    stranger = make_scheme("อื่น").issues.get()
    url = address("measure", "change", measure.pk)

    assert save(admin, url, {"issue": second.pk}).status_code == 302
    assert Measure.objects.get(pk=measure.pk).issue == second
    assert stored(measure.pk) == a_measure()
    assert events() == [("measure.issue_chosen", "ผู้ดูแลระบบ")]

    assert save(admin, url, {"issue": first.pk, "title": "ชื่อใหม่"}).status_code == 302
    changed = Measure.objects.get(pk=measure.pk)
    assert (changed.issue, changed.title) == (first, "ชื่อใหม่")

    response = save(admin, url, {"issue": stranger.pk})
    assert errors(response) == ["เลือกตัวเลือกที่ถูกต้อง. ตัวเลือกนั้นไม่สามารถเลือกได้."]


def test_evidence_and_extra_cells_are_shown_and_stay(admin: Client, administrator: User) -> None:
    extras = (ExtraInput(heading="งบประมาณ", text="๕,๐๐๐ บาท"),)
    measure = a_saved_measure(administrator, extras=extras)
    step = measure.steps.all()[0]
    photo = measure.evidence.create(
        step=step, kind="link", position=1, caption="ภาพการประชุม", url="https://example.test/"
    )
    url = address("measure", "change", measure.pk)

    page = admin.get(url).content.decode()
    assert "๕,๐๐๐ บาท" in page
    assert "ภาพการประชุม" in page
    assert 'name="evidence-0-caption"' not in page
    assert save(admin, url, {"title": "ใหม่", "evidence-0-caption": "ปลอม"}).status_code == 302

    photo.refresh_from_db()
    assert (photo.caption, photo.step) == ("ภาพการประชุม", step)
    assert stored(measure.pk) == a_measure(title="ใหม่", extras=extras)
