"""What a save costs: the same few queries whatever the plan and the measure hold."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.models import Outcome, Output, Owner
from measures.services.writing import save_changes
from tests.factories import make_measure, make_plan, make_scheme, make_step, make_unit
from tests.measures.services.editing import change, stored, writer

pytestmark = pytest.mark.django_db
MOST = 15


def make_large(plan):
    """A measure of twenty steps, each with owner, period and result."""
    measure = make_measure(plan=plan)
    for number in range(20):
        step = make_step(measure=measure, text=f"ขั้นตอนที่ {number}", mark="-")
        Owner.objects.create(measure=measure, step=step, position=1, text="กองคลัง")
        Output.objects.create(measure=measure, step=step, position=1, text="ผล")
    Outcome.objects.create(measure=measure, position=1, text="ผลลัพธ์")
    return measure


def cost(measure, by, texts):
    """The queries of a save, without those that begin and end its transaction."""
    before = stored(measure)
    changes = [change(key, before[key], text) for key, text in texts.items()]
    measure = type(measure).objects.with_plan().get(pk=measure.pk)
    with CaptureQueriesContext(connection) as queries:
        saved = save_changes(measure=measure, changes=changes, by=by)
    assert saved.values == texts
    return len([query for query in queries if "SAVEPOINT" not in query["sql"]])


@pytest.mark.parametrize("others", [0, 60])
def test_a_save_of_one_field_takes_few_queries(others):
    plan = make_plan()
    measure = make_large(plan)
    for _ in range(others):
        make_measure(plan=plan)
    by = writer(measure)
    first = cost(measure, by, {"steps_lead": "นำ"})

    costs = {
        key: cost(measure, by, {key: text})
        for key, text in {
            "steps_lead": "นำใหม่",
            f"step-{measure.steps.all()[7].pk}-text": "ใหม่",
            "outcomes": "ผลลัพธ์ใหม่",
            "period": "ทุกเดือน",
        }.items()
    }

    assert set(costs.values()) == {7, 8}
    assert first <= MOST


def test_a_save_of_every_step_takes_no_more():
    measure = make_large(make_plan())
    by = writer(measure)
    cost(measure, by, {"steps_lead": "นำ"})
    texts = {"status_reason": "ใหม่"}
    for step in measure.steps.all():
        texts |= {
            f"step-{step.pk}-text": f"{step.text} ใหม่",
            f"step-{step.pk}-period": "ไตรมาส ๒",
            f"step-{step.pk}-outputs": "ผลใหม่",
        }

    assert cost(measure, by, texts) <= MOST


def test_a_save_of_everything_takes_no_more():
    measure = make_large(make_plan(issue_scheme=make_scheme("ก")))
    make_unit(organization=measure.plan.organization, name="กองช่าง")
    by = writer(measure)
    cost(measure, by, {"steps_lead": "นำ"})
    texts = {
        "title": "ใหม่",
        "issue": "ก",
        "status": "done",
        "outcomes": "ผลลัพธ์ใหม่",
    }
    for step in measure.steps.all():
        texts |= {
            f"step-{step.pk}-mark": "๑.",
            f"step-{step.pk}-text": f"{step.text} ใหม่",
            f"step-{step.pk}-period": "ไตรมาส ๒",
            f"step-{step.pk}-owners": "กองช่าง",
            f"step-{step.pk}-outputs": "ผลใหม่",
        }

    assert cost(measure, by, texts) <= MOST
