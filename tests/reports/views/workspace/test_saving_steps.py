"""What the script of the editor is told of steps, of other people, and of last year's texts."""

import pytest
from django.utils import timezone

from measures.models import Measure, MeasurePresence, Output, Step
from measures.roles import Role
from measures.templatetags.thai import thai_time
from tests.factories import (
    make_organization,
    make_plan,
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


@pytest.fixture
def measure():
    return a_measure(make_plan(organization=make_organization(code="takbai")))


@pytest.fixture
def writer(client, measure):
    return a_writer(client, measure.plan)


def test_an_act_on_steps_answers_with_the_rows_as_they_are(client, measure, writer):
    first, second = Step.objects.filter(measure=measure)

    body = {"do": f"step-up:{second.pk}", "once": "token-1234", "known": [first.pk, second.pk]}
    answer = send(client, measure, "steps/", body).json()

    assert answer.pop("saved_at") == thai_time(fresh(measure).updated_at)
    assert answer == {
        "revision": 1,
        "rows": [
            {"pk": second.pk, "depth": 0, "label": "ขั้นตอนที่ ๑", "mark": "๑.", "can": ["down"]},
            {"pk": first.pk, "depth": 0, "label": "ขั้นตอนที่ ๒", "mark": "๒.", "can": ["in", "up"]},
        ],
        "added": {},
        "focus": second.pk,
        "removed": None,
        "said": "ย้ายไปลำดับที่ ๑ จาก ๒",
    }


def test_a_new_row_comes_drawn_and_only_once(client, measure, writer):
    first, second = Step.objects.filter(measure=measure)
    body = {"do": f"step-add:{first.pk}", "once": "token-1234", "known": [first.pk, second.pk]}

    answers = [send(client, measure, "steps/", body).json() for _ in range(2)]

    keys = [[row["pk"] for row in answer["rows"]] for answer in answers]
    assert keys[0] == keys[1] == [first.pk, answers[0]["focus"], second.pk]
    assert f'name="step-{keys[0][1]}-text"' in answers[0]["added"][str(keys[0][1])]


def test_what_cannot_be_done_with_a_step_is_said(client, measure, writer):
    first = Step.objects.filter(measure=measure)[0]

    answer = send(client, measure, "steps/", {"do": f"step-out:{first.pk}", "known": []})

    assert answer.status_code == 400
    assert answer.json()["refusal"]


def test_a_drag_puts_a_step_before_another_or_last(client, measure, writer):
    first, second = Step.objects.filter(measure=measure)

    send(client, measure, "steps/", {"do": f"step-place:{second.pk}", "before": str(first.pk)})
    up = list(Step.objects.filter(measure=measure).values_list("pk", flat=True))
    send(client, measure, "steps/", {"do": f"step-place:{second.pk}", "before": ""})
    down = list(Step.objects.filter(measure=measure).values_list("pk", flat=True))

    assert (up, down) == ([second.pk, first.pk], [first.pk, second.pk])


def test_what_stands_there_now_is_told_with_a_fresh_token(client, measure, writer):
    first, second = Step.objects.filter(measure=measure)

    answer = client.get(address(measure, f"changes/?known={first.pk},x,{'9' * 40}")).json()

    assert answer["person"] == writer.pk
    assert answer["values"] == values(measure)
    assert [row["pk"] for row in answer["rows"]] == [first.pk, second.pk]
    assert list(answer["added"]) == [str(second.pk)]
    assert len(answer["token"]) == 64


def test_presence_tells_of_others_by_person(client, measure, writer):
    colleague = make_user(
        role=Role.LEGAL, organization=measure.plan.organization, display_name="นิติกร <b>"
    )
    now = timezone.now()
    MeasurePresence.objects.create(measure=measure, user=colleague, seen_at=now)

    answers = [send(client, measure, "presence/", {}).json() for _ in range(2)]

    assert "นิติกร &lt;b&gt;กำลังแก้ไขมาตรการนี้" in answers[1]["html"]
    assert answers[1]["revision"] == 0
    assert MeasurePresence.objects.filter(measure=measure, user=writer).count() == 1
    assert fresh(measure).opened_at is not None


def test_texts_of_last_year_are_confirmed(client, measure, writer):
    Measure.objects.filter(pk=measure.pk).update(carried=["title", "outputs"])

    answer = send(client, measure, "confirmed/", {"keys": ["title", "none"]})

    assert answer.json() == {"carried": ["outputs"]}
    assert fresh(measure).carried == ["outputs"]


def test_what_is_to_be_looked_at_is_told_by_box(client, measure, writer):
    Output.objects.filter(measure=measure).update(text="ไม่น้อยกว่าร้อยละ ๘๕ <b>")

    answer = client.get(address(measure, "findings/")).json()

    assert list(answer["boxes"]) == ["outputs"]
    assert "ผลการดำเนินการเขียนเป็นเป้าหมาย" in answer["boxes"]["outputs"]
    assert 'href="#f-outputs"' in answer["html"]
    assert "<b>ต้องแก้" not in answer["html"]
