"""The page on which a table is laid out, by plain forms."""

import re
from html import unescape

import pytest
from django.utils import timezone

from measures.models import AuditEvent
from measures.roles import Role
from reports.layouts import EXAMPLES, STANDARD, Signature
from reports.models import Report
from tests.factories import (
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = "/plans/takbai/2568/layout/"
SIX = STANDARD["six"]
FIELDS = [column.field for column in SIX.columns]


@pytest.fixture
def plan():
    plan = make_plan(organization=make_organization(code="takbai", name="เทศบาลเมืองตากใบ"))
    make_report(plan=plan, layout=make_layout("six"))
    make_full_measure(plan=plan, title="มาตรการแรก")
    return plan


@pytest.fixture
def legal(client, plan):
    user = make_user(role=Role.LEGAL, organization=plan.organization)
    client.force_login(user)
    return user


def typed(response, **changes):
    """What the page's form would send."""
    page = response.content.decode()
    form = re.search(r'<form [^>]*id="layout-form".*?</form>', page, re.DOTALL)
    assert form
    values: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", form[0]):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if said.get("type") != "checkbox" or " checked" in tag:
            values.setdefault(said["name"], []).append(unescape(said.get("value", "on")))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form[0], re.DOTALL):
        values[name] = [unescape(one) for one in re.findall(r'value="([^"]*)" selected', options)]
    for name, said in re.findall(
        r'<textarea[^>]* name="(\w+)".*?>(.*?)</textarea>', form[0], re.DOTALL
    ):
        values.setdefault(name, []).append(unescape(said))
    values.pop("csrfmiddlewaretoken", None)
    return {**values, **changes}


def did(client, act, response=None, **changes):
    return client.post(PAGE, typed(response or client.get(PAGE), do=act, **changes))


def headings(response):
    return [unescape(one) for one in re.findall(r'role="columnheader">(.*?)</th>', text(response))]


def text(response):
    return response.content.decode()


def saved(plan):
    return Report.objects.select_related("layout").get(plan=plan).layout.layout_spec()


def test_the_page_shows_the_table_with_the_plans_own_data(client, plan, legal):
    response = client.get(PAGE)

    assert headings(response) == [column.heading for column in SIX.columns]
    assert "มาตรการแรก" in text(response)
    assert typed(response)["field"] == FIELDS


def test_buttons_change_the_form_and_save_nothing(client, plan, legal):
    moved = did(client, "down:0")
    assert typed(moved)["field"] == [FIELDS[1], FIELDS[0], *FIELDS[2:]]
    assert headings(moved)[:2] == [SIX.columns[1].heading, SIX.columns[0].heading]

    hidden = did(client, "hide:2", moved)
    assert typed(hidden)["field"] == [FIELDS[1], FIELDS[0], *FIELDS[3:]]
    assert "รวม ๑๐๐%" in text(hidden)
    assert "มีข้อความที่จะไม่พิมพ์" in text(hidden)
    assert "ยังไม่มีข้อความปก จึง" in text(hidden)
    bare = did(client, "look", hidden, has_cover=[])
    assert "ยังไม่มีข้อความปก จึง" not in text(bare)

    added = did(client, "add:number", hidden)
    assert typed(added)["field"] == ["number", FIELDS[1], FIELDS[0], *FIELDS[3:]]
    assert "รวม ๑๐๐%" in text(added)

    again = did(client, "reset", added)
    assert typed(again)["field"] == FIELDS
    assert (saved(plan), AuditEvent.objects.count()) == (SIX, 0)


def test_the_column_of_measures_cannot_be_hidden(client, plan, legal):
    kept = did(client, "hide:0")

    assert typed(kept)["field"] == FIELDS
    assert "ต้องมีคอลัมน์" in text(kept)


def test_a_button_that_means_nothing_changes_nothing(client, plan, legal):
    for act in ("up:0", "down:5", "up:x", "hide:99", "add:steps", "add:x", "x"):
        response = did(client, act)

        got = (response.status_code, typed(response)["field"])
        assert (act, *got) == (act, 200, FIELDS)


def test_each_example_is_a_start_that_can_be_saved(client, plan, legal):
    for code, spec in EXAMPLES.items():
        begun = did(client, "start", start=f"example-{code}")
        assert did(client, "save", begun).status_code == 302
        found = saved(plan)
        assert (found.columns, found.rows, found.digits) == (spec.columns, spec.rows, spec.digits)
        assert (found.has_cover, found.has_annex) == (spec.has_cover, spec.has_annex)


def test_what_was_laid_out_is_saved_for_the_year(client, plan, legal):
    values = typed(client.get(PAGE))
    values["heading"][1] = "วิธีทำ"
    values["width"][:2] = ["20", "๒๐"]
    values |= {"do": "save", "rows": "step", "digits": "arabic", "measure_mark": "(๑)"}
    del values["has_cover"]

    response = client.post(PAGE, values, follow=True)

    assert "บันทึกรูปแบบตารางแล้ว" in text(response)
    found = saved(plan)
    assert [column.width for column in found.columns] == [20, 20, 10, 11, 19, 20]
    assert found.columns[1].heading == "วิธีทำ"
    assert (found.rows, found.digits, found.measure_mark) == ("step", "arabic", "(๑)")
    assert (found.has_cover, found.has_annex) == (False, True)
    assert "(1)" in text(client.get(PAGE))


CANNOT_BE = [
    ("width", "๓๐", "รวมกันต้องเป็น ๑๐๐ ขณะนี้รวมได้ ๑๑๒"),
    ("width", "มาก", "ต้องเป็นจำนวนเต็ม"),
    ("width", "9" * 5000, "ต้องเป็นจำนวนเต็ม"),
    ("width", "๒", "ต้องกว้างอย่างน้อย ๙"),
    ("heading", " ", "โปรดพิมพ์หัวคอลัมน์"),
    ("heading", "ก" * 201, "หัวคอลัมน์ยาวเกิน ๒๐๐ ตัวอักษร ขณะนี้ ๒๐๑"),
    ("field", "ไม่มี", "ไม่รู้จักคอลัมน์นี้"),
    ("field", "steps", "มีได้ช่องเดียว"),
    ("heading", "ก\x00ข", 'id="heading-0-error"'),
]


def test_what_cannot_be_is_told_at_its_box_and_kept_as_typed(client, plan, legal):
    for part, value, words in CANNOT_BE:
        values = typed(client.get(PAGE), do="save")
        values[part][0] = value

        response = client.post(PAGE, values)

        told = (response.status_code, words in text(response))
        assert (part, value, *told) == (part, value, 200, True)
        assert typed(response)[part][0].split() == value.split()
        assert saved(plan) == SIX


def test_who_signs_is_added_typed_taken_away_and_saved(client, plan, legal):
    added = did(client, "sign", did(client, "sign"))
    assert typed(added)["signature_role"] == ["ผู้รายงาน", "ผู้อนุมัติ"]
    assert text(added).count("ลงชื่อ ....") == 2

    values = typed(added, do="save", introduction="none")
    values["signature_name"][1] = " ชื่อ สกุล "
    values["signature_title"][1] = "ปลัดเทศบาล \r\n\r\n ปฏิบัติหน้าที่นายก"
    del values["says_continued"]
    assert client.post(PAGE, values).status_code == 302
    found = saved(plan)
    assert found.signatures == (
        Signature(role="ผู้รายงาน"),
        Signature(role="ผู้อนุมัติ", name="ชื่อ สกุล", title="ปลัดเทศบาล\nปฏิบัติหน้าที่นายก"),
    )
    assert (found.introduction, found.says_continued) == ("none", False)

    gone = did(client, "unsign:0")
    assert typed(gone)["signature_name"] == ["ชื่อ สกุล"]
    begun = did(client, "start", gone, start="example-tambon-2568")
    assert typed(begun)["signature_name"] == ["ชื่อ สกุล"]
    assert did(client, "save", begun).status_code == 302
    assert saved(plan).signatures == found.signatures[1:]


def test_no_more_sign_than_the_sheet_has_room_for(client, plan, legal):
    response = client.get(PAGE)
    for _ in range(5):
        response = did(client, "sign", response)

    assert typed(response)["signature_role"] == ["ผู้รายงาน", "ผู้อนุมัติ", "", ""]
    assert 'value="sign"' not in text(response)
    five = typed(response, do="save", signature_role=["ก"] * 5)
    assert "ช่องลงนามมีได้ไม่เกิน ๔ ช่อง" in text(client.post(PAGE, five))
    assert saved(plan) == SIX


CANNOT_SIGN = [
    ("role", " ", "โปรดกรอกอย่างน้อยหนึ่งช่อง"),
    ("role", "ก" * 61, "ยาวเกิน ๖๐ ตัวอักษร ขณะนี้ ๖๑"),
    ("name", "ก" * 121, "ยาวเกิน ๑๒๐ ตัวอักษร ขณะนี้ ๑๒๑"),
    ("name", "ก\x00ข", 'id="signature-name-0-error"'),
    ("title", "ก\nข\nค\nง", "ตำแหน่งมีได้ไม่เกิน ๓ บรรทัด ขณะนี้ ๔"),
    ("title", "ก" * 301, "ยาวเกิน ๓๐๐ ตัวอักษร ขณะนี้ ๓๐๑"),
]


def test_what_cannot_be_of_who_signs_is_told_at_its_box(client, plan, legal):
    for part, value, words in CANNOT_SIGN:
        values = typed(did(client, "sign"), do="save")
        values[f"signature_{part}"] = [value]

        response = client.post(PAGE, values)

        told = (response.status_code, words in text(response))
        assert (part, value, *told) == (part, value, 200, True)
        assert f'href="#signature-{part}-0"' in text(response)
        assert typed(response)[f"signature_{part}"][0].split() == value.split()
        assert saved(plan) == SIX


def test_two_who_lay_out_at_once_are_told(client, plan, legal):
    mine = typed(client.get(PAGE), do="save", digits="arabic")
    assert did(client, "save", rows="step").status_code == 302

    refused = client.post(PAGE, mine)
    assert "มีผู้อื่นบันทึกรูปแบบตาราง" in text(refused)
    assert saved(plan).rows == "step"

    assert did(client, "save", refused).status_code == 302
    assert (saved(plan).rows, saved(plan).digits) == ("measure", "arabic")


def test_the_pdf_is_of_the_table_that_is_not_saved_yet(client, plan, legal):
    response = did(client, "pdf", digits="arabic")

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF")
    assert saved(plan) == SIX


def test_no_pdf_is_drawn_of_a_table_that_cannot_be(client, plan, legal):
    values = typed(client.get(PAGE), do="pdf", measure_mark="๑\x00")
    values["heading"][0] = "ก\x00ข"

    response = client.post(PAGE, values)

    assert (response.status_code, "ยังไม่สำเร็จ" in text(response)) == (200, True)


def test_a_locked_plan_is_shown_and_not_changed(client, plan, legal):
    values = typed(client.get(PAGE), do="save", digits="arabic")
    plan.locked_at = timezone.now()
    plan.save()

    shown, refused = client.get(PAGE), client.post(PAGE, values)

    assert (shown.status_code, refused.status_code) == (200, 409)
    assert "layout-form" not in text(shown)
    assert "แก้ไขไม่ได้" in text(refused)
    assert saved(plan) == SIX


def test_the_settings_list_the_table_of_each_year(client, plan, legal):
    make_plan(organization=plan.organization, year=2569)

    page = text(client.get("/settings/takbai/layouts/"))

    assert PAGE in page
    assert "/plans/takbai/2569/layout/" in page
    assert SIX.name in page
    assert "ยังไม่เลือก ใช้แบบตั้งต้น" in page
    assert "/settings/takbai/members/" not in page
    assert "/settings/takbai/layouts/" in text(client.get("/work/"))
