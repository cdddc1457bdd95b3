"""The settings pages of units and of the organization's own data."""

from __future__ import annotations

import pytest
from django.test import Client

from measures.models import AuditEvent, Organization, Owner, Unit
from measures.roles import Role
from tests.factories import (
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_superuser,
    make_unit,
    make_user,
)
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_organization(code="office", name="องค์การบริหารส่วนตำบลบ้านเรา", kind="อบต.")


@pytest.fixture
def head(office, client):
    user = make_user(role=Role.ADMINISTRATOR, organization=office)
    client.force_login(user)
    return user


def names(office):
    return [
        (unit.name, unit.parent.name if unit.parent else "")
        for unit in office.units.order_by("position").select_related("parent")
    ]


def add(client, **said):
    return client.post("/settings/office/units/add/", {"name": "กองคลัง", "parent": ""} | said)


def test_a_unit_is_added_once(client, office, head):
    for _ in range(2):
        assert add(client)["Location"] == "/settings/office/units/"
    top = Unit.objects.get()
    add(client, name="งานพัสดุ", parent=top.pk)

    assert names(office) == [("กองคลัง", ""), ("งานพัสดุ", "กองคลัง")]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "โปรดใส่ชื่อหน่วยงานภายใน"),
        ({"name": "ก" * 201}, "200"),
        ({"parent": "999999"}, "ไม่พบหน่วยที่จะสังกัดแล้ว"),
        ({"parent": "x"}, "ไม่พบหน่วยที่จะสังกัดแล้ว"),
    ],
)
def test_a_unit_that_will_not_do_is_said_at_the_field(client, office, head, said, words):
    page = add(client, **said).content.decode()

    assert words in page
    assert not Unit.objects.exists()


def test_a_unit_is_renamed_and_reports_keep_its_words(client, office, head):
    unit = make_unit(organization=office, name="กองคลัง")
    measure = make_full_measure(plan=make_plan(organization=office))
    Owner.objects.filter(measure=measure).update(text="กองคลัง")
    Owner.objects.get(measure=measure).units.set([unit])
    address = f"/settings/office/units/{unit.pk}/"
    assert (
        "ใช้อยู่ใน ๑\N{NO-BREAK SPACE}มาตรการ".replace("\N{NO-BREAK SPACE}", "&nbsp;")
        in client.get(address).content.decode()
    )

    client.post(address, {"name": "สำนักคลัง"})

    assert names(office) == [("สำนักคลัง", "")]
    assert Owner.objects.get(measure=measure).text == "กองคลัง"
    make_unit(organization=office, name="กองช่าง")
    page = client.post(address, {"name": "กองช่าง"}).content.decode()
    assert "มีหน่วยงานภายในชื่อนี้แล้ว" in page


def test_a_unit_is_moved_by_the_buttons(client, office, head):
    first, second = (make_unit(organization=office, name=name) for name in ("ก", "ข"))
    page = client.get("/settings/office/units/").content.decode()
    assert page.count('<li class="unit-row') == 2
    address = f"/settings/office/units/{second.pk}/place/"

    for _ in range(2):
        client.post(address, {"parent": first.pk, "before": ""})
    assert names(office) == [("ก", ""), ("ข", "ก")]
    client.post(address, {"parent": "", "before": first.pk})
    assert names(office) == [("ข", ""), ("ก", "")]
    client.post(f"/settings/office/units/{first.pk}/place/", {"parent": first.pk})
    client.post(address, {"parent": make_unit().pk})
    client.post(address, {"parent": "x"})
    page = client.get("/settings/office/units/").content.decode()
    assert "ย้ายไปอยู่ใต้หน่วยของตัวเองไม่ได้" in page
    assert "ไม่พบที่ที่จะย้ายไปแล้ว" in page
    assert names(office) == [("ข", ""), ("ก", "")]


def test_a_unit_in_use_is_deleted_after_a_word(client, office, head):
    unit = make_unit(organization=office, name="กองคลัง")
    measure = make_full_measure(plan=make_plan(organization=office))
    Owner.objects.get(measure=measure).units.set([unit])
    address = f"/settings/office/units/{unit.pk}/delete/"
    assert "ลบแล้วข้อความในรายงานยังอยู่" in client.get(address).content.decode()

    for _ in range(2):
        assert client.post(address)["Location"] == "/settings/office/units/"

    assert not Unit.objects.exists()
    assert Owner.objects.get(measure=measure).text == "สำนักปลัด"


def test_a_unit_that_others_hang_on_is_not_deleted(client, office, head):
    unit = make_unit(organization=office, name="กองคลัง")
    child = make_unit(organization=office, name="งานพัสดุ", parent=unit)
    part = make_membership(user=make_user(), role=Role.STAFF, organization=office)
    part.units.add(child)

    for one, words in ((unit, "ลบไม่ได้ เพราะยังใช้อยู่ใน"), (child, "ลบไม่ได้ เพราะมีสิทธิ์")):
        page = client.post(f"/settings/office/units/{one.pk}/delete/").content.decode()
        assert words in page
    assert Unit.objects.count() == 2


def test_the_usual_units_are_shown_and_the_chosen_added(client, office, head):
    make_unit(organization=office, name="กองคลัง")
    address = "/settings/office/units/standard/"
    page = client.get(address).content.decode()
    assert 'value="กองคลัง" disabled' in page.replace("\n", " ").replace("  ", " ")
    assert "โปรดเลือกอย่างน้อย ๑ หน่วย" in client.post(address, {"sent": "1"}).content.decode()
    assert "ไม่อยู่ในรายการ" in client.post(address, {"names": ["กองลับ"]}).content.decode()

    for _ in range(2):
        client.post(address, {"names": ["กองช่าง", "กองคลัง"]})

    assert names(office) == [("กองคลัง", ""), ("กองช่าง", "")]
    Organization.objects.update(kind="พัทยา")
    assert "ไม่มีรายการมาตรฐานของเมืองพัทยา" in client.get(address).content.decode()


def save(client, **said):
    fields = {
        "name": "เทศบาลตำบลบ้านเรา",
        "kind": "ทต.",
        "subdistrict": "บ้านเรา",
        "district": "เมือง",
        "province": "ตรัง",
        "website": "www.example.go.th",
        "contact_email": "saraban@example.go.th",
    }
    return client.post("/settings/office/organization/", fields | said)


def test_an_organization_changes_its_own_data(client, office, head):
    answer = save(client, dla_code="06920101")

    assert answer["Location"] == "/settings/office/organization/"
    office.refresh_from_db()
    assert (office.name, office.kind, office.province, office.website, office.dla_code) == (
        "เทศบาลตำบลบ้านเรา",
        "ทต.",
        "ตรัง",
        "https://www.example.go.th",
        "",
    )
    assert office.contact_email == "saraban@example.go.th"
    assert AuditEvent.objects.get().action == "organization.updated"


def test_only_the_installation_sets_the_code_of_the_department(client, office):
    client.force_login(make_superuser())

    save(client, dla_code="๐๖๙๒๐๑๐๑")
    assert Organization.objects.get(pk=office.pk).dla_code == "06920101"
    page = save(client, dla_code="123").content.decode()
    assert "ต้องเป็นเลขอารบิก ๘ หลัก" in page
    make_organization(dla_code="06920102")
    assert "มีหน่วยงานที่ใช้รหัส อปท. นี้แล้ว" in save(client, dla_code="06920102").content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "โปรดใส่ชื่อหน่วยงาน"),
        ({"kind": "x"}, 'aria-invalid="true"'),
        ({"website": "javascript:alert(1)"}, "ที่อยู่เว็บไม่ครบ"),
        ({"contact_email": "saraban"}, "อีเมลไม่ครบ"),
        ({"province": "ก" * 101}, "100"),
    ],
)
def test_data_that_will_not_do_is_said_at_the_field(client, office, head, said, words):
    page = save(client, **said).content.decode()

    assert words in page
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_unit_deleted_by_many_clicks_at_once_is_deleted_once(office):
    unit = make_unit(organization=office)
    user = make_user(role=Role.ADMINISTRATOR, organization=office)

    def click():
        client = Client()
        client.force_login(user)
        return client.post(f"/settings/office/units/{unit.pk}/delete/").status_code

    answers = together(*[click] * 8)

    assert set(answers) <= {302, 404}
    assert [event.action for event in AuditEvent.objects.all()] == ["unit.deleted"]
