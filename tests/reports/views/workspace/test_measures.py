"""The page of a measure: who sees what of it, and every button without a script."""

import json

import pytest
from django.utils import timezone

from measures.models import AnnualPlan, AuditEvent, Measure, Owner, RemovedRow, Step
from measures.roles import Role
from tests.factories import (
    make_full_measure,
    make_layout,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_scheme,
    make_step,
    make_unit,
    make_user,
)
from tests.reports.views.workspace.editing import address, box_of, fresh, post, post_over, values

pytestmark = pytest.mark.django_db
WRITERS = (Role.STAFF, Role.COORDINATOR, Role.LEGAL)


@pytest.fixture
def plan():
    scheme = make_scheme("การให้บริการ")
    plan = make_plan(organization=make_organization(code="takbai"), issue_scheme=scheme)
    make_report(plan=plan, layout=make_layout("six"))
    return plan


@pytest.fixture
def measure(plan):
    measure = make_full_measure(plan=plan, title="มาตรการแรก")
    make_step(measure=measure, text="เผยแพร่", mark="๒.")
    make_full_measure(plan=plan, title="มาตรการที่สอง")
    return measure


@pytest.fixture
def writer(client, plan):
    user = make_user(role=Role.COORDINATOR, organization=plan.organization)
    client.force_login(user)
    return user


def steps(measure):
    return [(step.depth, step.mark, step.text) for step in Step.objects.filter(measure=measure)]


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


def test_a_form_that_is_sent_twice_adds_one_step(client, measure, writer):
    base = values(measure)
    post_over(client, measure, base, "step-add", outcomes="ครั้งเดียว")
    post_over(client, measure, base, "step-add", outcomes="ครั้งเดียว")

    assert steps(measure) == [(0, "๑.", "จัดทำประกาศ"), (0, "๒.", "เผยแพร่"), (0, "๓.", "")]
    assert AuditEvent.objects.filter(action="measure.steps_added").count() == 1


def test_saving_may_go_on_to_the_next_measure(client, measure, writer):
    following = Measure.objects.get(title="มาตรการที่สอง")

    assert post(client, measure, "next")["Location"] == address(following) + "#content"
    assert post(client, following, "next")["Location"] == address(following) + "#content"


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("step-add:first", ["จัดทำประกาศ", "", "เผยแพร่"]),
        ("step-up:second", ["เผยแพร่", "จัดทำประกาศ"]),
        ("step-down:first", ["เผยแพร่", "จัดทำประกาศ"]),
        ("step-remove:first", ["เผยแพร่"]),
    ],
)
def test_buttons_of_a_step_save_and_then_act(client, measure, writer, do, expected):
    first, second = Step.objects.filter(measure=measure)
    do = do.replace("first", str(first.pk)).replace("second", str(second.pk))

    answer = post(client, measure, do, outcomes="พิมพ์ก่อนกดปุ่ม")

    assert answer.status_code == 302
    assert [text for _, _, text in steps(measure)] == expected
    assert values(measure)["outcomes"] == "พิมพ์ก่อนกดปุ่ม"


def test_a_step_goes_in_and_out(client, measure, writer):
    second = Step.objects.filter(measure=measure)[1]
    post(client, measure, f"step-in:{second.pk}")
    assert [depth for depth, _, _ in steps(measure)] == [0, 1]
    post(client, measure, f"step-out:{second.pk}")
    assert [depth for depth, _, _ in steps(measure)] == [0, 0]


def test_what_cannot_be_done_with_a_step_is_said(client, measure, writer):
    first = Step.objects.filter(measure=measure)[0]

    answer = post(client, measure, f"step-out:{first.pk}")

    assert answer["Location"] == address(measure) + "#steps"
    assert "note-error" in client.get(address(measure)).content.decode()


def test_a_step_that_was_taken_out_can_be_put_back(client, measure, writer):
    first = Step.objects.filter(measure=measure)[0]
    answer = post(client, measure, f"step-remove:{first.pk}")
    removed = RemovedRow.objects.get()
    page = client.get(answer["Location"].partition("#")[0]).content.decode()
    post(client, measure, f"step-restore:{removed.pk}")

    assert answer["Location"] == f"{address(measure)}?removed={removed.pk}#steps"
    assert "เลิกทำ" in page
    assert steps(measure) == [(0, "๑.", "จัดทำประกาศ"), (0, "๒.", "เผยแพร่")]


def test_owners_are_added_and_taken_out(client, measure, writer):
    post(client, measure, "owner-add:owners", **{"owners-new": "กองคลัง/กองช่าง"})
    assert values(measure)["owners"] == "สำนักปลัด\nกองคลัง/กองช่าง"
    post(client, measure, "owner-remove:owners:0")
    assert values(measure)["owners"] == "กองคลัง/กองช่าง"
    post(client, measure, "owner-remove:owners:7")
    assert values(measure)["owners"] == "กองคลัง/กองช่าง"


def test_texts_of_last_year_are_confirmed_one_by_one_or_all(client, measure, writer):
    Measure.objects.filter(pk=measure.pk).update(carried=["title", "outputs", "period"])
    page = client.get(address(measure)).content.decode()
    post(client, measure, "still:title")
    after_one = fresh(measure).carried
    post(client, measure, "still-all")

    assert page.count("data-stale") == 3
    assert after_one == ["outputs", "period"]
    assert fresh(measure).carried == []


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


@pytest.mark.parametrize(
    "do",
    ["", "unknown", "step-up", "step-up:x", "step-up:999999", "owner-remove:x:y", "mine:", "ก"],
)
def test_a_forged_button_does_nothing_but_save(client, measure, writer, do):
    before = steps(measure)

    answer = post(client, measure, do, outcomes="บันทึกอยู่ดี")

    assert answer.status_code == 302
    assert steps(measure) == before
    assert values(measure)["outcomes"] == "บันทึกอยู่ดี"


def test_several_steps_are_pasted_after_a_look(client, measure, writer):
    page = client.post(
        address(measure, "paste/"), {"text": "๑) ประชุม\n๒) สรุป", "do": "look", "once": "x" * 10}
    ).content.decode()
    empty = client.post(address(measure, "paste/"), {"text": " ", "do": "add"}).content.decode()
    for _ in range(2):
        client.post(
            address(measure, "paste/"),
            {"text": "๑) ประชุม\n๒) สรุป", "do": "add", "once": "x" * 10},
        )

    assert "พบ ๒&nbsp;ขั้นตอน" in page
    assert "โปรดวางข้อความของขั้นตอน" in empty
    assert [text for _, _, text in steps(measure)] == ["จัดทำประกาศ", "เผยแพร่", "ประชุม", "สรุป"]


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

    with django_assert_max_num_queries(45):
        client.get(address(measure))
