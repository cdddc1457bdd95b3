"""What the page of a measure refuses, and that nothing is lost or written then."""

from django.test import Client
from django.utils import timezone

from measures.models import Measure, Output, User
from measures.services.measures import save_measure
from tests.factories import a_measure, make_full_measure, make_step
from tests.measures.admin.pages import LOCKED, STALE, address, errors, events, opened, save, sent
from tests.measures.admin.rows import a_saved_measure, stored


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
    assert errors(response) == [LOCKED]
    assert sent(response.content.decode())["title"] == ["ใหม่"]
    assert admin.get(address("measure", "delete", measure.pk)).status_code == 403
    assert admin.post(address("measure", "delete", measure.pk), {"post": "yes"}).status_code == 403
    response = save(admin, address("measure", "add"), {"plan": measure.plan.pk, "title": "เพิ่ม"})
    assert errors(response) == [LOCKED]
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

    assert errors(response) == ["ขั้นตอนที่ ๑ ของ “มาตรการส่งเสริมความโปร่งใส”: วันสิ้นสุดมาก่อนวันเริ่ม"]
    assert events() == []


def test_a_forged_number_of_rows_is_refused(admin: Client, administrator: User) -> None:
    measure = a_saved_measure(administrator)

    for total in ("9" * 5000, "²", "-1"):
        response = save(
            admin, address("measure", "change", measure.pk), {"steps-TOTAL_FORMS": total}
        )
        assert response.status_code == 200
    assert (stored(measure.pk), events()) == (a_measure(), [])
