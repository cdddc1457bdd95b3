"""The buttons of the editor as ordinary posts: each saves what was typed, and then acts."""

import pytest

from measures.models import AuditEvent, Measure, RemovedRow, Step
from tests.factories import make_full_measure, make_step
from tests.reports.views.workspace.editing import (
    a_measure,
    a_plan,
    a_writer,
    address,
    fresh,
    post,
    post_over,
    steps,
    values,
)

pytestmark = pytest.mark.django_db


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


def test_a_form_that_is_sent_twice_adds_one_step(client, measure, writer):
    base = values(measure)
    post_over(client, measure, base, "step-add", outcomes="ครั้งเดียว")
    post_over(client, measure, base, "step-add", outcomes="ครั้งเดียว")

    assert steps(measure) == [(0, "๑.", "จัดทำประกาศ"), (0, "๒.", "เผยแพร่"), (0, "๓.", "")]
    assert AuditEvent.objects.filter(action="measure.steps_added").count() == 1


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("step-up:last", [(0, "จัดทำประกาศ"), (0, "รายงานผล"), (0, "เผยแพร่")]),
        ("step-in:last", [(0, "จัดทำประกาศ"), (0, "เผยแพร่"), (1, "รายงานผล")]),
    ],
)
def test_a_form_that_is_sent_twice_moves_a_step_once(client, measure, writer, do, expected):
    last = make_step(measure=measure, text="รายงานผล", mark="๓.")
    base = values(measure)

    answers = [post_over(client, measure, base, do.replace("last", str(last.pk))) for _ in range(2)]

    assert [(depth, text) for depth, _, text in steps(measure)] == expected
    assert [answer["Location"] for answer in answers] == [f"{address(measure)}#step-{last.pk}"] * 2


def test_saving_may_go_on_to_the_next_measure(client, measure, writer):
    following = Measure.objects.get(title="มาตรการที่สอง")

    assert post(client, measure, "next")["Location"] == address(following) + "#content"
    problems = address(following).partition("measures/")[0] + "problems/"
    assert post(client, following, "next")["Location"] == problems


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


def test_a_measure_with_results_is_one_press_from_the_status_that_fits(client, measure, writer):
    Measure.objects.filter(pk=measure.pk).update(status="not_started")
    asked = client.get(address(measure)).content.decode()
    found = client.get(address(measure, "findings/")).json()["boxes"]

    answer = post(client, measure, "set:status:done", outcomes="พิมพ์ก่อนกดปุ่ม")

    assert "data-offer>" in asked
    assert "มีผลแล้ว แต่สถานะยังเป็น “ยังไม่เริ่ม”" in found["status"]
    assert answer["Location"] == address(measure) + "#f-status"
    assert (values(measure)["status"], values(measure)["outcomes"]) == ("done", "พิมพ์ก่อนกดปุ่ม")
    assert "data-offer hidden>" in client.get(address(measure)).content.decode()
    assert client.get(address(measure, "findings/")).json()["boxes"] == {}


@pytest.mark.parametrize("do", ["set:status:finished", "set:status:", "set:title:done", "set:"])
def test_a_button_sets_nothing_but_a_status_that_there_is(client, measure, writer, do):
    before = values(measure)

    answer = post(client, measure, do)

    assert answer.status_code == (200 if do.startswith("set:status") else 302)
    assert ("โปรดเลือกสถานะจากรายการ" in answer.content.decode()) == (answer.status_code == 200)
    assert values(measure) == before
