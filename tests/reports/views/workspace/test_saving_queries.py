"""What an autosave costs, from the request to the answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_measure, make_plan, make_report
from tests.measures.services.editing import writer
from tests.measures.services.test_writing_queries import MOST, make_large
from tests.reports.views.workspace.editing import send, values

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("others", [0, 60])
def test_an_autosave_takes_few_queries_whatever_the_plan_holds(client, others):
    plan = make_plan()
    measure = make_large(plan)
    make_report(plan=plan)
    for _ in range(others):
        make_measure(plan=plan)
    client.force_login(writer(measure))
    costs = []
    for number in range(3):
        key = f"step-{measure.steps.all()[3].pk}-text"
        change = {"key": key, "base": values(measure)[key], "value": f"ครั้งที่ {number}"}
        with CaptureQueriesContext(connection) as queries:
            answer = send(client, measure, "changes/", {"changes": [change]})
        assert answer.json()["values"] == {key: f"ครั้งที่ {number}"}
        costs.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))

    assert costs == [MOST, 13, 13]
