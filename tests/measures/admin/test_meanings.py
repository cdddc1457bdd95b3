"""The page of a measure: what its owners mean, and cells under headings of an agency's own."""

import pytest
from django.test import Client
from django.utils import timezone

from measures.inputs import ExtraInput, OwnerInput
from measures.models import AuditEvent, Measure, Owner, Unit, User
from tests.factories import make_organization, make_unit
from tests.measures.admin.pages import LOCKED, address, errors, events, opened, save
from tests.measures.admin.rows import a_saved_measure, stored

BUDGET = ExtraInput(heading="งบประมาณ", text="๑๐๐,๐๐๐ บาท")


def meant(measure: Measure) -> list[tuple[str, int | None, list[str]]]:
    """Every owner with its step and the names of its units."""
    rows = Owner.objects.filter(measure=measure).order_by("step__position", "position")
    return [(row.text, row.step_id, [unit.name for unit in row.units.all()]) for row in rows]


@pytest.fixture
def measure(administrator: User) -> Measure:
    """Two owners of the whole measure, in an organization of three units."""
    measure = a_saved_measure(
        administrator, owners=(OwnerInput(text="ทุกกอง"), OwnerInput(text="ผู้รับผิดชอบงาน"))
    )
    for name in ("กองคลัง", "กองช่าง", "งานนิติการ"):
        make_unit(organization=measure.plan.organization, name=name)
    return measure


def test_units_of_an_owner_are_chosen_by_ticks_and_recorded(
    admin: Client, measure: Measure
) -> None:
    first, second = Unit.objects.order_by("pk")[:2]

    page = address("measure", "change", measure.pk)
    response = save(admin, page, {"owners-0-units": [first.pk, second.pk]})

    assert response.status_code == 302, errors(response)
    assert meant(measure) == [
        ("ทุกกอง", None, ["กองคลัง", "กองช่าง"]),
        ("ผู้รับผิดชอบงาน", None, []),
    ]
    assert events() == [("measure.units_chosen", "ผู้ดูแลระบบ")]
    event = AuditEvent.objects.get()
    assert event.before == {"owners": [{"text": "ทุกกอง", "units": []}]}
    assert event.after == {"owners": [{"text": "ทุกกอง", "units": ["กองคลัง", "กองช่าง"]}]}
    assert sorted(opened(admin, page)["owners-0-units"]) == sorted([str(first.pk), str(second.pk)])


def test_units_follow_their_owner_to_a_new_step_in_the_same_save(
    admin: Client, measure: Measure
) -> None:
    unit = Unit.objects.get(name="กองช่าง")

    response = save(
        admin,
        address("measure", "change", measure.pk),
        {
            "steps-2-text": "ขั้นตอนใหม่",
            "owners-0-place": "new-2",
            "owners-1-units": [unit.pk],
            "owners-2-text": "งานนิติการ",
            "owners-2-place": "new-2",
            "owners-0-units": [unit.pk],
        },
    )

    assert response.status_code == 302, errors(response)
    step = measure.steps.get(text="ขั้นตอนใหม่")
    assert sorted(meant(measure), key=str) == [
        ("งานนิติการ", step.pk, ["งานนิติการ"]),
        ("ทุกกอง", step.pk, ["กองช่าง"]),
        ("ผู้รับผิดชอบงาน", None, ["กองช่าง"]),
    ]
    assert [action for action, _ in events()] == ["measure.updated", "measure.units_chosen"]


def test_units_stay_where_only_other_words_are_changed(admin: Client, measure: Measure) -> None:
    page = address("measure", "change", measure.pk)
    save(admin, page, {"owners-0-units": [Unit.objects.get(name="กองคลัง").pk]})

    response = save(admin, page, {"title": "ชื่อใหม่"})

    assert response.status_code == 302, errors(response)
    assert meant(measure)[0] == ("ทุกกอง", None, ["กองคลัง"])


def test_units_of_others_cannot_be_chosen(admin: Client, measure: Measure) -> None:
    foreign = make_unit(organization=make_organization(), name="กองของหน่วยงานอื่น")

    page = address("measure", "change", measure.pk)
    response = save(admin, page, {"owners-0-units": [foreign.pk]})

    assert response.status_code == 200
    assert len(errors(response)) == 1
    assert meant(measure)[0] == ("ทุกกอง", None, [])
    assert events() == []


def test_a_page_costs_the_same_however_many_owners_there_are(
    admin: Client, measure: Measure, django_assert_max_num_queries
) -> None:
    page = address("measure", "change", measure.pk)
    rows = [Owner(measure=measure, position=9, text=f"กองที่ {number}") for number in range(30)]
    Owner.objects.bulk_create(rows)
    admin.get(page)

    with django_assert_max_num_queries(25):
        admin.get(page)


def test_a_locked_measure_shows_what_its_owners_mean(admin: Client, measure: Measure) -> None:
    page = address("measure", "change", measure.pk)
    save(admin, page, {"owners-0-units": [Unit.objects.get(name="กองช่าง").pk]})
    shown = opened(admin, page)
    measure.plan.locked_at = timezone.now()
    measure.plan.save()

    html = admin.get(page).content.decode()

    assert "กองช่าง" in html
    assert 'name="owners-0-units"' not in html
    assert errors(save(admin, page, {"owners-0-units": []}, shown=shown)) == [LOCKED]


def test_cells_of_other_columns_are_added_changed_and_removed(
    admin: Client, administrator: User
) -> None:
    note = ExtraInput(heading="หมายเหตุ", text="-\nสอง")
    measure = a_saved_measure(administrator, extras=(BUDGET, note))
    page = address("measure", "change", measure.pk)

    typed = {"extras-0-text": "๒๐๐ บาท", "extras-1-heading": "", "extras-1-text": " "}
    added = {"extras-2-heading": "ตัวชี้วัด", "extras-2-text": "ร้อยละ ๘๐"}
    response = save(admin, page, {**typed, **added})

    assert response.status_code == 302, errors(response)
    assert stored(measure.pk).extras == (
        ExtraInput(heading="งบประมาณ", text="๒๐๐ บาท"),
        ExtraInput(heading="ตัวชี้วัด", text="ร้อยละ ๘๐"),
    )


def test_a_cell_needs_its_heading_and_what_was_typed_stays(
    admin: Client, administrator: User
) -> None:
    measure = a_saved_measure(administrator, extras=(BUDGET,))

    response = save(admin, address("measure", "change", measure.pk), {"extras-1-text": "ไม่มี<หัว>"})

    assert errors(response) == ["ใส่หัวช่องของข้อความ “ไม่มี&lt;หัว&gt;”"]
    html = response.content.decode()
    assert "ไม่มี&lt;หัว&gt;</textarea>" in html
    assert stored(measure.pk).extras == (BUDGET,)
