from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.inputs import OrganizationInput
from measures.models import AuditEvent, Organization, Unit
from measures.models.organization import name_search_form, name_search_text
from measures.roles import Role
from measures.services.organizations import (
    create_organization,
    create_unit,
    delete_organization,
    delete_unit,
    update_organization,
    update_unit,
)
from tests.factories import make_organization, make_plan, make_superuser, make_unit, make_user

pytestmark = pytest.mark.django_db
PHATO = OrganizationInput(name="เทศบาลตำบลพะโต๊ะ", kind="ทต.", district="บ้านฝาง", province="ชุมพร")


@pytest.mark.parametrize(
    "words",
    [
        "เทศบาลตำบลพะโต๊ะ",
        "เทศบาลตำบล พะโต๊ะ",
        "ทต.พะโต๊ะ",
        "ทต. พะโต๊ะ",
        "ทตพะโต๊ะ",
        "พะโต๊ะ",
        "เทศบาล",
        "เทศบาลตำ",
    ],
)
def test_name_search_form_takes_long_and_short_kinds_for_the_same(words):
    assert name_search_form(words) in name_search_text("เทศบาลตำบลพะโต๊ะ")


def test_name_search_form_takes_all_digits_for_the_same():
    assert name_search_form("เทศบาล ๑๒") == name_search_form("เทศบาล12")


def test_create_organization_fills_the_keys_for_sorting_and_searching():
    administrator = make_superuser()

    organization = create_organization(
        code="phato", data=PHATO, by=administrator, dla_code="05860401"
    )

    organization.refresh_from_db()
    assert (organization.name, organization.search_name) == (
        PHATO.name,
        "ทตพะโต๊ะ เทศบาลตำบลพะโต๊ะ",
    )
    assert organization.sort_key > make_organization(name="เทศบาลตำบลกก").sort_key
    event = AuditEvent.objects.get()
    assert (event.action, event.organization_code, event.before) == (
        "organization.created",
        "phato",
        None,
    )
    assert event.after == {
        "code": "phato",
        "dla_code": "05860401",
        "name": PHATO.name,
        "kind": "ทต.",
        "subdistrict": "",
        "district": "บ้านฝาง",
        "province": "ชุมพร",
        "website": "",
        "contact_email": "",
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "พะโต๊ะ"}, "code"),
        ({"code": "Phato"}, "code"),
        ({"code": "phato\n"}, "code"),
        ({"code": "taken"}, "code"),
        ({"dla_code": "5860401"}, "dla_code"),
        ({"dla_code": "๐๕๘๖๐๔๐๑"}, "dla_code"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"contact_email": "a@b.go.th?cc=x@y.go.th"}, "contact_email"),
        ({"data": replace(PHATO, kind="สภา")}, "kind"),
        ({"data": replace(PHATO, name="")}, "name"),
    ],
)
def test_create_organization_refuses_bad_values(changes, field):
    make_organization(code="taken")

    with pytest.raises(ValidationError) as refusal:
        create_organization(**{"code": "phato", "data": PHATO, "by": make_superuser()} | changes)

    assert field in refusal.value.message_dict
    assert Organization.objects.count() == 1
    assert not AuditEvent.objects.exists()


def test_create_organization_cleans_its_address():
    by = make_superuser()
    address = " https://phato.example/หน้าแรก\u200b"

    organization = create_organization(code="phato", data=PHATO, by=by, website=address)
    with pytest.raises(ValidationError) as refusal:
        create_organization(code="other", data=PHATO, by=by, website="https://phato.example/\x00")

    assert organization.website == "https://phato.example/หน้าแรก"
    assert [error.code for error in refusal.value.error_list] == ["unclean"]


def test_create_organization_refuses_everyone_but_a_superuser():
    user = make_user(role=Role.ADMINISTRATOR, organization=make_organization())

    with pytest.raises(PermissionDenied):
        create_organization(code="phato", data=PHATO, by=user)


def test_update_organization_lets_its_administrator_change_all_but_the_codes():
    organization = make_organization(code="phato")
    administrator = make_user(role=Role.ADMINISTRATOR, organization=organization)

    update_organization(organization=organization, code="phato", data=PHATO, by=administrator)
    with pytest.raises(PermissionDenied):
        update_organization(organization=organization, code="other", data=PHATO, by=administrator)

    organization.refresh_from_db()
    assert (organization.code, organization.name) == ("phato", PHATO.name)
    event = AuditEvent.objects.get()
    assert (event.action, (event.after or {})["name"]) == ("organization.updated", PHATO.name)


def test_update_organization_changes_the_code_only_before_the_first_plan():
    organization, administrator = make_organization(code="phato"), make_superuser()

    def rename(code):
        update_organization(organization=organization, code=code, data=PHATO, by=administrator)
        return Organization.objects.get().code

    assert rename("phato-2") == "phato-2"
    make_plan(organization=organization)
    with pytest.raises(ValidationError):
        rename("phato-3")

    assert Organization.objects.get().code == "phato-2"


def test_delete_organization_needs_one_without_plans():
    spare, used = make_organization(), make_plan().organization
    make_unit(organization=spare)

    delete_organization(organization=spare, by=make_superuser())
    with pytest.raises(ValidationError) as refusal:
        delete_organization(organization=used, by=make_superuser())

    assert refusal.value.messages == ["ลบไม่ได้ เพราะยังใช้อยู่ในแผนประจำปี"]
    assert list(Organization.objects.all()) == [used]
    assert [event.action for event in AuditEvent.objects.all()] == ["organization.deleted"]


def test_create_unit_comes_last():
    organization = make_organization()
    administrator = make_user(role=Role.ADMINISTRATOR, organization=organization)

    top = create_unit(organization=organization, name="สำนักปลัด", by=administrator)
    create_unit(organization=organization, name="งานนิติการ", by=administrator, parent=top)

    units = Unit.objects.values_list("name", "position", "parent__name")
    assert list(units) == [("สำนักปลัด", 1, None), ("งานนิติการ", 2, "สำนักปลัด")]
    assert [event.action for event in AuditEvent.objects.all()] == ["unit.created"] * 2


def test_create_unit_refuses():
    organization = make_organization()
    make_unit(organization=organization, name="กองคลัง")
    staff = make_user(role=Role.STAFF, organization=organization)

    with pytest.raises(PermissionDenied):
        create_unit(organization=organization, name="กองช่าง", by=staff)
    with pytest.raises(ValidationError):
        create_unit(organization=organization, name="กองคลัง", by=make_superuser())
    with pytest.raises(ValidationError):
        create_unit(
            organization=organization, name="กองช่าง", by=make_superuser(), parent=make_unit()
        )

    assert organization.units.count() == 1
    assert not AuditEvent.objects.exists()


def test_update_unit_renames_and_moves_but_never_under_itself():
    organization, by = make_organization(), make_superuser()
    top = make_unit(organization=organization, name="สำนักปลัด", position=1)
    below = make_unit(organization=organization, name="งานพัสดุ", parent=top, position=2)

    update_unit(unit=below, name="งานนิติการ", by=by, parent=top, position=5)
    with pytest.raises(ValidationError):
        update_unit(unit=top, name="สำนักปลัด", by=by, parent=below)

    below.refresh_from_db()
    assert (below.name, below.parent, below.position) == ("งานนิติการ", top, 5)
    event = AuditEvent.objects.get()
    assert (event.action, (event.before or {})["name"], (event.after or {})["name"]) == (
        "unit.updated",
        "งานพัสดุ",
        "งานนิติการ",
    )


def test_update_unit_reads_the_units_above_anew():
    """Two people at once: what the second one saw is no longer so."""
    organization, by = make_organization(), make_superuser()
    one = make_unit(organization=organization, name="งานหนึ่ง")
    other = make_unit(organization=organization, name="งานสอง")
    seen = Unit.objects.get(pk=one.pk)

    update_unit(unit=one, name="งานหนึ่ง", by=by, parent=other)
    with pytest.raises(ValidationError) as refusal:
        update_unit(unit=other, name="งานสอง", by=by, parent=seen)

    assert list(refusal.value.message_dict) == ["parent"]
    assert list(Unit.objects.order_by("name").values_list("name", "parent__name")) == [
        ("งานสอง", None),
        ("งานหนึ่ง", "งานสอง"),
    ]


def test_delete_unit_refuses_one_that_narrows_a_part():
    """Without its units, the part would hold in the whole organization."""
    unit = make_unit()
    staff = make_user(role=Role.STAFF, organization=unit.organization)
    membership = staff.memberships.get()
    membership.units.add(unit)

    with pytest.raises(ValidationError) as refusal:
        delete_unit(unit=unit, by=make_superuser())

    assert refusal.value.messages == ["ลบไม่ได้ เพราะมีสิทธิ์ที่ให้ไว้เฉพาะหน่วยงานภายในนี้"]
    assert list(membership.units.all()) == [unit]
    assert not AuditEvent.objects.exists()


def test_delete_unit_needs_one_with_none_below():
    top = make_unit()
    below = make_unit(organization=top.organization, parent=top)
    by = make_superuser()

    with pytest.raises(ValidationError):
        delete_unit(unit=top, by=by)
    delete_unit(unit=below, by=by)
    delete_unit(unit=top, by=by)

    assert not Unit.objects.exists()
    assert [event.action for event in AuditEvent.objects.all()] == ["unit.deleted"] * 2


def test_a_unit_deleted_twice_is_deleted_and_recorded_once():
    unit, by = make_unit(), make_superuser()

    for loaded in (unit, Unit.objects.get()):
        delete_unit(unit=loaded, by=by)

    assert [event.action for event in AuditEvent.objects.all()] == ["unit.deleted"]
