"""The page of a measure: who sees what of it, and what a refused post keeps."""

import json

import pytest
from django.utils import timezone

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, Measure, Owner, Step
from measures.roles import Role
from tests.factories import (
    make_full_measure,
    make_layout,
    make_membership,
    make_organization,
    make_step,
    make_unit,
    make_user,
)
from tests.reports.views.workspace.editing import (
    a_measure,
    a_plan,
    a_writer,
    address,
    box_of,
    fresh,
    post,
    post_over,
    values,
)

pytestmark = pytest.mark.django_db
WRITERS = (Role.STAFF, Role.COORDINATOR, Role.LEGAL)


@pytest.fixture
def plan():
    return a_plan()


@pytest.fixture
def measure(plan):
    measure = a_measure(plan)
    make_full_measure(plan=plan, title="มาตรการที่สอง")
    return measure


@pytest.fixture
def writer(client, plan):
    return a_writer(client, plan)


@pytest.mark.parametrize("role", list(Role))
def test_all_of_the_organization_open_it_and_those_who_write_get_boxes(client, plan, measure, role):
    client.force_login(make_user(role=role, organization=plan.organization))

    page = client.get(address(measure))

    text = page.content.decode()
    assert page.status_code == 200
    assert ("<textarea" in text) == (role in WRITERS)
    assert ("ท่านเปิดดูได้ แต่แก้ไขไม่ได้" in text) == (role not in WRITERS)
    assert "มาตรการแรก" in text


@pytest.mark.parametrize("role", [role for role in Role if role not in WRITERS])
def test_those_who_only_read_cannot_post(client, plan, measure, role):
    client.force_login(make_user(role=role, organization=plan.organization))

    answer = post(client, measure, title="แก้โดยไม่มีสิทธิ์")

    assert answer.status_code == 403
    assert fresh(measure).title == "มาตรการแรก"


def test_strangers_do_not_find_it(client, measure):
    client.force_login(make_user(role=Role.LEGAL, organization=make_organization()))

    assert client.get(address(measure)).status_code == 404
    assert client.get(address(measure, "history/")).status_code == 404
    assert post(client, measure, title="ของคนอื่น").status_code == 404


def test_a_person_of_one_unit_reads_what_is_of_another(client, plan, measure):
    finance = make_unit(organization=plan.organization, name="กองคลัง")
    works = make_unit(organization=plan.organization, name="กองช่าง")
    Owner.objects.get(measure=measure).units.set([finance])
    user = make_user()
    make_membership(user=user, role=Role.STAFF, organization=plan.organization).units.add(works)
    client.force_login(user)

    page = client.get(address(measure)).content.decode()
    paste = client.get(address(measure, "paste/"))

    assert "<textarea" not in page
    assert "อยู่ในความรับผิดชอบของหน่วยงานภายในอื่น" in page
    assert post(client, measure, title="ก").status_code == 403
    assert (paste.status_code, paste["Location"]) == (302, address(measure))


def test_a_plan_that_was_submitted_is_read_only_and_keeps_what_was_typed(client, measure, writer):
    base = values(measure)
    AnnualPlan.objects.update(locked_at=timezone.now())

    page = client.get(address(measure)).content.decode()
    answer = post_over(client, measure, base, outcomes="พิมพ์ก่อนถูกล็อก")

    refused = answer.content.decode()
    assert "แก้ไขไม่ได้" in page
    assert "<textarea" not in page
    assert answer.status_code == 409
    assert "ข้อความที่ยังไม่ได้บันทึก" in refused
    assert "พิมพ์ก่อนถูกล็อก" in refused
    assert values(measure) == base


def test_only_the_columns_of_the_table_have_boxes_under_its_headings(client, plan, writer):
    plan.report.layout = make_layout("suggestions")
    plan.report.save()
    measure = make_full_measure(plan=plan)

    page = client.get(address(measure)).content.decode()

    assert "วิธีการดำเนินการ" in page
    assert 'name="suggestions"' in page
    assert "ข้อความที่ตารางนี้ไม่พิมพ์" in page  # the outcome that the table has no column for
    assert f'name="step-{Step.objects.get(measure=measure).pk}-owners"' in page


def test_saving_writes_what_was_typed_and_says_so(client, measure, writer):
    answer = post(client, measure, title="ชื่อใหม่", outcomes="- ข้อหนึ่ง\r\n- ข้อสอง")

    assert (answer.status_code, answer["Location"]) == (302, address(measure) + "#content")
    saved = fresh(measure)
    assert saved.title == "ชื่อใหม่"
    assert [row.text for row in saved.outcomes.all()] == ["ข้อหนึ่ง", "ข้อสอง"]
    assert saved.updated_by == writer
    assert "บันทึกแล้ว" in client.get(address(measure)).content.decode()


def test_the_example_of_a_day_is_of_the_year_of_the_plan(client, measure, writer):
    year = to_thai(measure.plan.fiscal_year.year)

    page = client.get(address(measure)).content.decode()

    assert f"กรอกเมื่อยังไม่ได้ดำเนินการ เช่น ๓๑ สิงหาคม {year}" in page


def test_what_cannot_be_saved_is_shown_with_what_was_typed(client, measure, writer):
    answer = post(client, measure, title="", expected_on="เร็ว ๆ นี้", outcomes="บันทึกได้")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "มี ๒&nbsp;จุดที่ต้องแก้" in page
    assert "<title>มีข้อผิดพลาด: " in page
    assert box_of(page, "title") == ""
    assert box_of(page, "expected_on") == "เร็ว ๆ นี้"
    assert 'href="#f-expected_on"' in page
    assert values(measure)["outcomes"] == "บันทึกได้"
    assert values(measure)["title"] == "มาตรการแรก"


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("mine:outputs", "- ของฉัน"),
        ("theirs:outputs", "- ของเขา"),
        ("both:outputs", "- ของเขา\n- ของฉัน"),
    ],
)
def test_two_texts_in_one_box_are_shown_and_one_is_chosen(client, measure, writer, do, expected):
    base = values(measure)
    post(client, measure, outputs="- ของเขา")

    answer = post_over(client, measure, base, outputs="- ของฉัน", outcomes="ช่องอื่น")
    page = answer.content.decode()
    seen = {"outputs": "- ของเขา"}
    now = {**values(measure), "outputs": base["outputs"]}
    shown = box_of(page, "outputs")
    post_over(client, measure, now, do, outputs=shown, seen=json.dumps(seen))

    assert "มีผู้อื่นแก้ช่องเดียวกันก่อนท่าน" in page
    assert shown == "- ของฉัน"
    assert values(measure)["outcomes"] == "ช่องอื่น"
    assert values(measure)["outputs"] == expected


@pytest.mark.parametrize(
    ("sent", "is_asked"),
    [
        ('{"outputs": ["- ก่อนหน้า", "- พิมพ์"]}', False),
        ('{"outputs": ["- อย่างอื่น"]}', True),
        ('{"outputs": [null, ["- พิมพ์"]]}', True),
        ('{"outputs": "- พิมพ์"}', True),
        ("[" * 10_000, True),
        ("null", True),
        ("", True),
    ],
)
def test_words_that_the_page_itself_sent_are_no_words_of_another(
    client, measure, writer, sent, is_asked
):
    base = values(measure)
    post(client, measure, outputs="- พิมพ์")

    answer = post_over(client, measure, base, "next", outputs="- พิมพ์ต่อ", sent=sent)

    assert ("มีผู้อื่นแก้ช่องเดียวกันก่อนท่าน" in answer.content.decode()) == is_asked
    assert values(measure)["outputs"] == ("- พิมพ์" if is_asked else "- พิมพ์ต่อ")


@pytest.mark.parametrize("base", ["", "[]", "{", '{"title": 1}', "null", "[" * 10_000])
def test_a_form_without_what_stood_there_is_refused_and_keeps_what_was_typed(
    client, measure, writer, base
):
    answer = client.post(address(measure), {"title": "พิมพ์ไว้", "base": base, "do": "save"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "แบบฟอร์มนี้ไม่สมบูรณ์" in page
    assert box_of(page, "title") == "พิมพ์ไว้"
    assert fresh(measure).title == "มาตรการแรก"


def test_what_the_checks_find_stands_at_its_box_and_beside(client, measure, writer):
    post(client, measure, outputs="- ไม่น้อยกว่าร้อยละ ๘๕")

    page = client.get(address(measure)).content.decode()

    assert "มาตรการนี้ ควรดู ๑&nbsp;จุด" in page
    assert 'href="#f-outputs"' in page


def test_a_measure_in_the_bin_is_not_found(client, measure, writer):
    Measure.objects.filter(pk=measure.pk).update(binned_at=timezone.now(), binned_by=writer)

    assert client.get(address(measure)).status_code == 404


def test_the_page_costs_the_same_for_few_and_many_steps(
    client, plan, measure, writer, django_assert_max_num_queries
):
    for number in range(30):
        make_step(measure=measure, text=f"ขั้นตอน {number}")
    for _ in range(10):
        make_full_measure(plan=plan)

    with django_assert_max_num_queries(38):
        client.get(address(measure))
