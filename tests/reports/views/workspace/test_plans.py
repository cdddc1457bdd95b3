import pytest

from measures.roles import Role
from tests.factories import (
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = "/plans/takbai/2568/"


@pytest.fixture
def plan():
    plan = make_plan(organization=make_organization(code="takbai"))
    make_full_measure(plan=plan, title="มาตรการที่หนึ่ง")
    return plan


@pytest.mark.parametrize("role", list(Role))
def test_the_plan_opens_for_all_of_its_organization(client, plan, role):
    client.force_login(make_user(role=role, organization=plan.organization))

    page = client.get(PAGE)

    assert page.status_code == 200
    assert "มาตรการที่หนึ่ง" in page.content.decode()


def test_the_plan_is_not_found_by_others(client, plan):
    stranger = make_user()
    make_membership(user=stranger, role=Role.LEGAL, organization=make_organization())
    client.force_login(stranger)

    answers = [
        client.get(page).status_code for page in (PAGE, "/plans/takbai/2567/", "/plans/none/2568/")
    ]

    assert answers == [404, 404, 404]
