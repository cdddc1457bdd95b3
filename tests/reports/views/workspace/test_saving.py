"""What the script of the editor is told: saves, acts on steps, presence, and every refusal."""

import pytest
from django.utils import timezone

from measures.models import AnnualPlan, AuditEvent, Owner, Step
from measures.roles import Role
from tests.factories import (
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_step,
    make_unit,
    make_user,
)
from tests.reports.views.workspace.editing import (
    a_measure,
    a_writer,
    address,
    fresh,
    send,
    values,
)

pytestmark = pytest.mark.django_db
POSTS = ("changes/", "steps/", "presence/", "confirmed/")
UNREADABLE = {"refusal": "ระบบอ่านสิ่งที่ส่งมาไม่ได้ โปรดเปิดหน้านี้ใหม่"}
LOCKED = {"refusal": "รายงานนี้ส่งตรวจหรือเผยแพร่แล้ว แก้ไขไม่ได้ ข้อความของท่านยังอยู่ในหน้านี้"}


@pytest.fixture
def measure():
    return a_measure(make_plan(organization=make_organization(code="takbai")))


@pytest.fixture
def writer(client, measure):
    return a_writer(client, measure.plan)


def change(key, base, value):
    return {"changes": [{"key": key, "base": base, "value": value}]}


def body_of(part):
    """A body that each of the addresses takes."""
    return {
        "changes/": change("title", "มาตรการแรก", "ใหม่"),
        "steps/": {"do": "step-add", "once": "token-1234", "known": []},
        "presence/": {},
        "confirmed/": {"keys": []},
    }[part]


def test_a_save_tells_what_became_of_each_text(client, measure, writer):
    answer = send(
        client,
        measure,
        "changes/",
        {
            "changes": [
                {"key": "outcomes", "base": "๑. ประชาชนเชื่อมั่น", "value": "-  ดีขึ้น "},
                {"key": "period", "base": "ทุกเดือน", "value": "ไตรมาส <b>"},
                {"key": "owners", "base": "สำนักปลัด", "value": "กองคลัง"},
                {"key": "title", "base": "มาตรการแรก", "value": ""},
                {"key": "outputs", "base": "อย่างอื่น", "value": "- ของฉัน <b>"},
            ]
        },
    )

    said = answer.json()
    collision = said.pop("collisions")
    assert answer.status_code == 200
    assert said.pop("saved_at").endswith("น.")
    assert "กองคลัง" in said.pop("chips")["owners"]
    assert said.pop("readings")["period"]["tone"] == "warn"
    assert said == {
        "revision": 1,
        "values": {
            "outcomes": "- ดีขึ้น",
            "period": "ไตรมาส <b>",
            "owners": "กองคลัง",
            "title": "มาตรการแรก",
            "outputs": "- มีประกาศ ๑ ฉบับ",
        },
        "errors": {"title": "ช่องนี้เว้นว่างไม่ได้ ข้อความเดิมยังอยู่จนกว่าท่านจะพิมพ์ใหม่"},
    }
    assert list(collision) == ["outputs"]
    assert collision["outputs"]["theirs"] == "- มีประกาศ ๑ ฉบับ"
    assert "&lt;b&gt;" in collision["outputs"]["html"]
    assert values(measure)["period"] == "ไตรมาส <b>"


def test_two_choices_are_told_in_words_and_are_not_joined(client, measure, writer):
    answer = send(client, measure, "changes/", change("status", "not_done", "not_started"))

    html = answer.json()["collisions"]["status"]["html"]
    said = ["ยังไม่เริ่ม</ins>" in html, "ใช้ของ" in html, "ต่อกัน" in html, "not_started" in html]
    assert said == [True, True, False, False]


def test_the_same_save_twice_has_one_effect(client, measure, writer):
    for _ in range(2):
        send(client, measure, "changes/", change("title", "มาตรการแรก", "ใหม่"))

    assert fresh(measure).revision == 1
    assert AuditEvent.objects.filter(action="measure.written").count() == 1


THAT_NO_PAGE_SENDS = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"changes"',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"changes": 1}',
    b'{"changes": [1]}',
    b'{"changes": [{"key": "title"}]}',
    b'{"changes": [{"key": 1, "base": "", "value": ""}]}',
    b'{"changes": [{"key": "title", "base": null, "value": ""}]}',
    b'{"changes": [{"key": "title", "base": "", "value": "", "more": ""}]}',
    b'{"do": "step-fly:1"}',
    b'{"do": {"a": 1}}',
    b'{"keys": "title"}',
    b'{"keys": [1]}',
]


@pytest.mark.parametrize("part", ["changes/", "steps/", "confirmed/"])
def test_a_body_that_no_page_sends_is_refused(client, measure, writer, part):
    before = values(measure)

    for body in THAT_NO_PAGE_SENDS:
        answer = send(client, measure, part, body)

        assert (body, answer.status_code, answer.json()) == (body, 400, UNREADABLE)
    assert values(measure) == before


def test_a_body_that_is_too_large_is_refused(client, measure, writer):
    huge = change("title", "มาตรการแรก", "ก" * 2_000_000)

    answer = send(client, measure, "changes/", huge)

    assert answer.status_code == 400
    assert fresh(measure).title == "มาตรการแรก"


def test_a_text_that_is_too_long_or_unclean_is_told_at_its_box(client, measure, writer):
    long = send(client, measure, "changes/", change("title", "มาตรการแรก", "ก" * 30_000)).json()
    unclean = send(client, measure, "changes/", change("title", "มาตรการแรก", "ก\x00ข")).json()

    assert long["errors"]["title"].startswith("ยาวเกินไป ใส่ได้ไม่เกิน ๒๐,๐๐๐ ตัวอักษร")
    assert "อักขระควบคุม" in unclean["errors"]["title"]


def test_keys_of_nothing_are_told_and_others_saved(client, measure, writer):
    other = make_step(measure=make_full_measure())
    body = {
        "changes": [
            {"key": f"step-{other.pk}-text", "base": "จัดทำประกาศ", "value": "ของคนอื่น"},
            {"key": "title", "base": "มาตรการแรก", "value": "ใหม่"},
        ]
    }

    answer = send(client, measure, "changes/", body)

    assert answer.status_code == 200
    assert fresh(measure).title == "ใหม่"
    assert Step.objects.get(pk=other.pk).text == "จัดทำประกาศ"


@pytest.mark.parametrize("part", POSTS)
def test_those_who_may_not_write_are_refused(client, measure, part):
    organization = measure.plan.organization
    Owner.objects.get(measure=measure).units.set(
        [make_unit(organization=organization, name="กองคลัง")]
    )
    works = make_unit(organization=organization, name="กองช่าง")
    of_works, reader = make_user(), make_user(role=Role.EXECUTIVE, organization=organization)
    make_membership(user=of_works, role=Role.STAFF, organization=organization).units.add(works)
    stranger = make_user(role=Role.LEGAL, organization=make_organization())
    answers = []
    for user in (of_works, reader, stranger):
        client.force_login(user)
        answers.append(send(client, measure, part, body_of(part)).status_code)

    assert answers == [403, 403, 404]
    assert fresh(measure).revision == 0


@pytest.mark.parametrize("part", POSTS)
def test_a_plan_that_was_submitted_is_not_written(client, measure, writer, part):
    AnnualPlan.objects.update(locked_at=timezone.now())

    answer = send(client, measure, part, body_of(part))

    assert (answer.status_code, answer.json()) == (409, LOCKED)


@pytest.mark.parametrize("part", POSTS)
def test_strangers_are_sent_to_sign_in(client, measure, part):
    answer = send(client, measure, part, body_of(part))

    assert answer.status_code == 302


@pytest.mark.parametrize("part", ["steps/", "presence/", "confirmed/"])
def test_acts_are_not_got(client, measure, writer, part):
    assert client.get(address(measure, part)).status_code == 405


def test_a_period_is_read_while_it_is_typed(client, measure, writer):
    plan = f"/plans/takbai/{measure.plan.fiscal_year.year}/period/"

    read = client.get(plan, {"words": "ไตรมาส ๒"}).json()
    odd = client.get(plan, {"words": "<b>\x00" * 1000}).json()

    assert read["tone"] == "ok"
    assert "ไตรมาสที่ ๒" in read["html"]
    assert "<b>" not in odd["html"]


def test_a_save_costs_a_fixed_number_of_queries(
    client, measure, writer, django_assert_max_num_queries
):
    for number in range(20):
        make_step(measure=measure, text=f"ขั้นตอน {number}")
    for _ in range(10):
        make_full_measure(plan=measure.plan)
    keys = [f"step-{step.pk}-text" for step in Step.objects.filter(measure=measure)]
    now = values(measure)
    body = {"changes": [{"key": key, "base": now[key], "value": f"{now[key]} ใหม่"} for key in keys]}

    with django_assert_max_num_queries(25):
        answer = send(client, measure, "changes/", body)

    assert answer.json()["errors"] == {}
