import pytest

from tests.factories import make_measure, make_plan
from tests.measures.services.evidence import a_writer


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def measures(plan):
    return [make_measure(plan=plan, title=f"มาตรการเรื่องที่ {n}") for n in range(1, 4)]


@pytest.fixture
def writer(client, plan, measures):
    user = a_writer(measures[0])
    client.force_login(user)
    return user
