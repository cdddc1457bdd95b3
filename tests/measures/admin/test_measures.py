"""The page of a measure: everything in it is one write, refused as one."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from measures.inputs import (
    ItemInput,
    MeasureInput,
    MeasureStatus,
    OwnerInput,
    PeriodInput,
    PeriodKind,
    StepInput,
)
from measures.models import AuditEvent, Measure, Output, Owner, Step, User
from measures.services.measures import save_measure
from tests.factories import a_measure, make_full_measure, make_measure, make_plan, make_step
from tests.measures.admin.pages import address, errors, notes, opened, save, sent

STALE = "มีผู้อื่นแก้ไขข้อมูลนี้หลังจากท่านเปิดหน้านี้ จึงยังไม่ได้บันทึก ข้อความของท่านยังอยู่ด้านล่าง เปิดฉบับล่าสุดในแท็บใหม่"


def stored(pk: int) -> MeasureInput:
    return Measure.objects.with_rows().get(pk=pk).as_input()


def events() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", "actor"))


def a_saved_measure(administrator: User, **fields: Any) -> Measure:
    plan = make_plan()
    measure = save_measure(plan=plan, data=a_measure(**fields), by=administrator)
    AuditEvent.objects.all()._raw_delete(AuditEvent.objects.db)
    return measure


def test_add_writes_the_measure_with_all_its_rows_and_one_event(
    admin: Client, administrator: User
) -> None:
    plan = make_plan(year=2568)
    url = address("measure", "add")

    response = save(
        admin,
        url,
        {
            "plan": plan.pk,
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
        },
    )

    assert response.status_code == 302, errors(response)
    measure = Measure.objects.get(plan=plan)
    assert stored(measure.pk) == MeasureInput(
        title="โครงการอบรม\n- กิจกรรมที่ ๑",
        issue="การใช้งบประมาณ",
        status=MeasureStatus.DONE,
        period=PeriodInput(
            text="ต.ค. ๖๗ - ก.ย. ๖๘",
            kind=PeriodKind.MONTHS,
            start=timezone.datetime(2024, 10, 1).date(),
            end=timezone.datetime(2025, 9, 30).date(),
        ),
        owners=(OwnerInput(text="กองคลัง"),),
        steps=(
            StepInput(
                text="แต่งตั้งคณะทำงาน",
                mark="๑.",
                period=PeriodInput(
                    text="ไตรมาส ๒",
                    kind=PeriodKind.QUARTERS,
                    start=timezone.datetime(2025, 1, 1).date(),
                    end=timezone.datetime(2025, 3, 31).date(),
                ),
                outputs=(ItemInput(text="มีคำสั่งแต่งตั้ง", mark="-"),),
            ),
        ),
        outcomes=(ItemInput(text="ประชาชนเชื่อมั่น"),),
        suggestions=(ItemInput(text="ควรทำต่อ"),),
    )
    assert events() == [("measure.created", "ผู้ดูแลระบบ")]


def test_saving_a_page_as_it_is_changes_no_words(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    before = stored(measure.pk)

    response = save(admin, address("measure", "change", measure.pk), {})

    assert response.status_code == 302, errors(response)
    assert stored(measure.pk) == before == a_measure()
    assert Measure.objects.get(pk=measure.pk).revision == 1
    assert events() == [("measure.updated", "ผู้ดูแลระบบ")]


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
        "ขั้นตอนที่เลือกไว้ถูกทำเครื่องหมายลบหรือยังว่าง "
        "โปรดย้ายไปขั้นตอนอื่นหรือลบรายการนี้ด้วย: “ไร้ที่อยู่”"
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
        start=timezone.datetime(2024, 10, 1).date(),
        end=timezone.datetime(2024, 12, 31).date(),
    )


def test_dates_are_typed_in_thai(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    url = address("measure", "change", measure.pk)

    save(admin, url, {"status": "not_done", "expected_on": "๒๙ ก.พ. ๒๕๖๗"})
    assert stored(measure.pk).expected_on == timezone.datetime(2024, 2, 29).date()
    assert opened(admin, url)["expected_on"] == ["๒๙ ก.พ. ๒๕๖๗"]

    response = save(admin, url, {"expected_on": "29/2/2568"})
    assert errors(response) == ["อ่านวันที่ไม่ได้ เขียนเช่น ๑ ต.ค. ๒๕๖๗ หรือ 1/10/2567"]


def test_a_stale_form_is_refused_and_loses_nothing(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    url = address("measure", "change", measure.pk)
    shown = opened(admin, url)
    other = a_measure(steps=(), title="ของผู้อื่น")
    save_measure(plan=measure.plan, data=other, by=administrator, measure=measure, revision=0)

    typed = {"title": "ของข้าพเจ้า", "steps-1-text": "ขั้นที่สองของข้าพเจ้า", "owners-1-text": "กองช่าง"}
    response = save(admin, url, typed, shown=shown)

    assert response.status_code == 200
    assert errors(response)[0] == STALE
    page = response.content.decode()
    again = sent(page)
    assert again["title"] == ["ของข้าพเจ้า"]
    assert again["steps-0-text"] == ["แต่งตั้งคณะทำงาน"]
    assert again["steps-1-text"] == ["ขั้นที่สองของข้าพเจ้า"]
    assert again["owners-1-text"] == ["กองช่าง"]
    assert stored(measure.pk) == other
    assert [action for action, _ in events()] == ["measure.updated"]


def test_a_form_without_its_revision_is_refused(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)

    response = save(admin, address("measure", "change", measure.pk), {"seen": "", "title": "ก"})

    assert errors(response) == [STALE]
    assert stored(measure.pk) == a_measure()


def test_rows_of_another_measure_are_refused(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    other = make_full_measure()
    theirs = Output.objects.get(measure=other)

    response = save(
        admin,
        address("measure", "change", measure.pk),
        {"outputs-0-id": theirs.pk, "outputs-0-text": "ปลอม"},
    )

    assert response.status_code == 200
    assert STALE in errors(response)
    assert (stored(measure.pk), events()) == (a_measure(), [])
    assert Output.objects.get(pk=theirs.pk).text == "มีประกาศ ๑ ฉบับ"


def test_a_step_of_another_measure_cannot_be_chosen(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)
    theirs = make_step()

    response = save(
        admin, address("measure", "change", measure.pk), {"owners-0-place": f"step-{theirs.pk}"}
    )

    assert errors(response) == [f"เลือกตัวเลือกที่ถูกต้อง. step-{theirs.pk} ไม่ใช่ตัวเลือกที่ใช้ได้."]
    assert (stored(measure.pk), events()) == (a_measure(), [])


def test_rows_left_out_of_the_form_are_not_deleted(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)

    response = save(
        admin,
        address("measure", "change", measure.pk),
        {"steps-INITIAL_FORMS": "1", "steps-TOTAL_FORMS": "1"},
    )

    assert STALE in errors(response)
    assert (stored(measure.pk), events()) == (a_measure(), [])


def test_a_locked_plan_shows_its_measure_and_takes_nothing(
    admin: Client, administrator: User
) -> None:
    measure = a_saved_measure(administrator)
    url = address("measure", "change", measure.pk)
    shown = opened(admin, url)
    measure.plan.locked_at = timezone.now()
    measure.plan.save()

    page = admin.get(url).content.decode()
    assert "แต่งตั้งคณะทำงาน" in page
    assert 'name="_save"' not in page
    assert 'name="title"' not in page
    assert 'name="steps-0-text"' not in page

    response = save(admin, url, {"title": "ใหม่"}, shown=shown)
    assert errors(response) == [
        "แผนนี้ส่งตรวจหรือเผยแพร่แล้ว จึงแก้ไขไม่ได้ ข้อความของท่านยังอยู่ด้านล่าง"
    ]
    assert sent(response.content.decode())["title"] == ["ใหม่"]
    assert admin.get(address("measure", "delete", measure.pk)).status_code == 403
    assert admin.post(address("measure", "delete", measure.pk), {"post": "yes"}).status_code == 403
    response = save(admin, address("measure", "add"), {"plan": measure.plan.pk, "title": "เพิ่ม"})
    assert errors(response) == [
        "แผนนี้ส่งตรวจหรือเผยแพร่แล้ว จึงแก้ไขไม่ได้ ข้อความของท่านยังอยู่ด้านล่าง"
    ]
    assert stored(measure.pk) == a_measure()
    assert Measure.objects.count() == 1
    assert events() == []


def test_what_the_service_refuses_is_said_in_thai(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)

    response = save(
        admin,
        address("measure", "change", measure.pk),
        {"steps-0-period_start": "๒ ม.ค. ๒๕๖๘", "steps-0-period_end": "๑ ม.ค. ๒๕๖๘"},
    )

    assert errors(response) == [
        "ขั้นตอนที่ ๑ ของ “มาตรการส่งเสริมความโปร่งใส”: วันสิ้นสุดมาก่อนวันเริ่ม"
    ]
    assert events() == []


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
