"""Organizations, units, fiscal years and issue schemes."""

import pytest
from django.test import Client

from measures.models import FiscalYear, Issue, IssueScheme, Organization, Unit
from tests.factories import (
    make_fiscal_year,
    make_measure,
    make_organization,
    make_plan,
    make_scheme,
    make_unit,
)
from tests.measures.admin.pages import (
    STALE,
    address,
    errors,
    events,
    notes,
    opened,
    save,
)

BY = "ผู้ดูแลระบบ"


def test_an_organization_is_added_changed_and_deleted(admin: Client) -> None:
    typed = {
        "name": "เทศบาลตำบลต้นยางมัส",
        "kind": "ทต.",
        "code": "06410102",
        "dla_code": "06410102",
        "province": "นราธิวาส",
        "website": "tonyangmat.example",
        "contact_email": "saraban@tonyangmat.example",
    }
    response = save(admin, address("organization", "add"), typed)
    assert response.status_code == 302, errors(response)
    row = Organization.objects.get()
    assert row.contact_email == "saraban@tonyangmat.example"
    assert (row.code, row.search_name, row.website) == (
        "06410102",
        "ทตต้นยางมัส เทศบาลตำบลต้นยางมัส",
        "https://tonyangmat.example",
    )
    assert notes(admin.get("/admin/")) == [f"เพิ่มหน่วยงาน “{row.name}” แล้ว"]

    url = address("organization", "change", row.pk)
    assert save(admin, url, {"district": "ระแงะ"}).status_code == 302
    row.refresh_from_db()
    assert (row.district, row.province) == ("ระแงะ", "นราธิวาส")

    url = address("organization", "delete", row.pk)
    assert admin.post(url, opened(admin, url)).status_code == 302
    assert not Organization.objects.exists()
    assert events() == [
        ("organization.created", BY),
        ("organization.updated", BY),
        ("organization.deleted", BY),
    ]


def test_what_an_organization_cannot_be_is_said_in_thai(admin: Client) -> None:
    make_organization(code="one", dla_code="06410102")
    plan = make_plan()
    url = address("organization", "change", plan.organization.pk)

    assert errors(save(admin, url, {"code": "moved"})) == ["เปลี่ยนรหัสไม่ได้ เพราะหน่วยงานนี้มีแผนแล้ว"]
    assert errors(save(admin, url, {"dla_code": "๐๖"})) == ["ต้องเป็นเลขอารบิก ๘ หลัก"]
    assert errors(save(admin, url, {"name": "ก" + "่" * 9})) != []
    english = [
        error for error in errors(save(admin, url, {"dla_code": "06410102"})) if error.isascii()
    ]
    assert english == []
    page = save(admin, url, {"dla_code": "๐๖"}).content.decode()
    note = page.partition('<p class="errornote">')[2].partition("</p>")[0].strip()
    assert note == "ยังไม่ได้บันทึก โปรดแก้ช่องที่มีข้อความสีแดง"
    page = admin.get(address("organization", "delete", plan.organization.pk)).content.decode()
    assert 'name="post"' not in page
    assert events() == []


def test_two_who_edit_the_same_organization_do_not_overwrite(admin: Client) -> None:
    row = make_organization()
    url = address("organization", "change", row.pk)
    shown = opened(admin, url)
    save(admin, url, {"district": "ของคนแรก"})

    response = save(admin, url, {"district": "ของคนที่สอง"}, shown=shown)

    assert errors(response) == [STALE]
    row.refresh_from_db()
    assert row.district == "ของคนแรก"
    assert len(events()) == 1


def test_a_unit_is_added_changed_and_deleted(admin: Client) -> None:
    organization = make_organization()
    parent = make_unit(organization=organization, position=1)
    typed = {"organization": organization.pk, "name": "งานนิติการ", "parent": parent.pk}
    assert save(admin, address("unit", "add"), typed).status_code == 302
    row = Unit.objects.get(name="งานนิติการ")
    assert (row.organization, row.parent, row.position) == (organization, parent, 2)

    url = address("unit", "change", row.pk)
    assert save(admin, url, {"name": "งานกฎหมาย", "position": "๕", "parent": ""}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.parent, row.position) == ("งานกฎหมาย", None, 5)

    url = address("unit", "delete", row.pk)
    assert admin.post(url, opened(admin, url)).status_code == 302
    assert list(Unit.objects.all()) == [parent]
    assert events() == [("unit.created", BY), ("unit.updated", BY), ("unit.deleted", BY)]


def test_a_unit_of_another_organization_is_no_parent(admin: Client) -> None:
    row, stranger = make_unit(), make_unit()

    response = save(admin, address("unit", "change", row.pk), {"parent": stranger.pk})

    assert errors(response) == ["สังกัดต้องเป็นหน่วยงานภายในอื่นของหน่วยงานเดียวกัน"]
    assert events() == []


def test_a_fiscal_year_is_added_closed_and_deleted(admin: Client) -> None:
    assert save(admin, address("fiscalyear", "add"), {"year": "๒๕๗๑"}).status_code == 302
    row = FiscalYear.objects.get()
    assert (row.year, row.is_open) == (2571, True)

    values = opened(admin, address("fiscalyear", "change", row.pk))
    assert "year" not in values
    del values["is_open"]
    save(admin, address("fiscalyear", "change", row.pk), {"year": "2599"}, shown=values)
    row.refresh_from_db()
    assert (row.year, row.is_open) == (2571, False)

    url = address("fiscalyear", "delete", row.pk)
    assert admin.post(url, opened(admin, url)).status_code == 302
    assert events() == [
        ("fiscal_year.created", BY),
        ("fiscal_year.updated", BY),
        ("fiscal_year.deleted", BY),
    ]


def test_a_year_that_is_not_buddhist_is_refused(admin: Client) -> None:
    response = save(admin, address("fiscalyear", "add"), {"year": "2025"})

    assert len(errors(response)) == 1
    assert not errors(response)[0].isascii()
    assert not FiscalYear.objects.exists()


def test_a_scheme_is_added_changed_and_deleted_with_its_issues(admin: Client) -> None:
    typed = {"name": "ชุดของเรา", "issues-0-name": "การใช้อำนาจ"}
    assert save(admin, address("issuescheme", "add"), typed).status_code == 302
    row = IssueScheme.objects.get()
    url = address("issuescheme", "change", row.pk)
    assert (
        save(admin, url, {"issues-1-name": "งบประมาณ", "issues-1-position": "๑"}).status_code == 302
    )
    assert save(admin, url, {"issues-0-position": "2", "issues-1-position": "1"}).status_code == 302
    names = list(row.issues.values_list("position", "name"))
    assert names == [(1, "งบประมาณ"), (2, "การใช้อำนาจ")]

    assert save(admin, url, {"issues-1-DELETE": "on", "source": "คู่มือ"}).status_code == 302
    row.refresh_from_db()
    assert (row.source, [issue.name for issue in row.issues.all()]) == ("คู่มือ", ["งบประมาณ"])

    url = address("issuescheme", "delete", row.pk)
    assert admin.post(url, opened(admin, url)).status_code == 302
    assert [action for action, _ in events()] == [
        "issue_scheme.created",
        *["issue_scheme.updated"] * 3,
        "issue_scheme.deleted",
    ]


def test_an_issue_that_measures_point_to_stays(admin: Client) -> None:
    row = make_scheme("การใช้อำนาจ", "งบประมาณ")
    make_measure(issue=row.issues.get(name="การใช้อำนาจ"))

    response = save(admin, address("issuescheme", "change", row.pk), {"issues-0-DELETE": "on"})

    assert response.status_code == 200
    assert Issue.objects.filter(scheme=row).count() == 2
    assert events() == []


def test_issues_of_another_scheme_are_refused(admin: Client) -> None:
    row, other = make_scheme("ก", "ข"), make_scheme("ค")
    theirs = other.issues.get()

    response = save(
        admin,
        address("issuescheme", "change", row.pk),
        {"issues-0-id": theirs.pk, "issues-0-name": "ปลอม"},
    )

    assert STALE in errors(response)
    assert sorted(Issue.objects.values_list("name", flat=True)) == ["ก", "ข", "ค"]
    assert events() == []


def test_a_used_year_and_scheme_are_not_deleted(admin: Client) -> None:
    scheme = make_scheme("ก")
    make_plan(issue_scheme=scheme)
    year = make_fiscal_year(2568)

    for model, row in (("fiscalyear", year), ("issuescheme", scheme)):
        admin.post(address(model, "delete", row.pk), {"post": "yes"})
        assert type(row).objects.filter(pk=row.pk).exists()
    assert events() == []


def test_autocomplete_says_which_unit_is_meant(admin: Client) -> None:
    organization = make_organization(name="เทศบาลเมืองชะมาย")
    unit = make_unit(organization=organization, name="กองคลัง")
    query = {"app_label": "measures", "model_name": "unit", "field_name": "parent", "term": "คลัง"}

    results = admin.get("/admin/autocomplete/", query).json()["results"]

    assert results == [{"id": str(unit.pk), "text": "กองคลัง · เทศบาลเมืองชะมาย"}]


@pytest.mark.parametrize("sent", ["abc", "9" * 25])
def test_what_is_no_key_of_another_row_is_refused_in_words(admin: Client, sent: str) -> None:
    organization = make_organization()

    refused = save(
        admin, address("unit", "add"), {"organization": str(organization.pk), "parent": sent}
    )
    member = save(admin, address("user", "add"), {"memberships-0-organization": sent})

    assert "เลือกตัวเลือกที่ถูกต้อง. ตัวเลือกนั้นไม่สามารถเลือกได้." in errors(refused)
    assert "เลือกตัวเลือกที่ถูกต้อง. ตัวเลือกนั้นไม่สามารถเลือกได้." in errors(member)
