"""Who a view of one plan or one organization opens to."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from measures.roles import ROLE_ACTIONS, Action, Role
from measures.views.access import organization_view, plan_view
from tests.factories import make_organization, make_plan, make_superuser, make_user

pytestmark = pytest.mark.django_db


@plan_view(Action.EDIT_PLAN)
def plan_title(request, plan):
    return HttpResponse(f"{plan.title} {request.plan.pk == plan.pk} {request.organization.code}")


@organization_view(Action.MANAGE_MEMBERS)
def organization_name(request, organization):
    return HttpResponse(organization.name)


def ask(rf, view, user, **address):
    request = rf.get("/")
    request.user = user
    return view(request, **address)


@pytest.fixture
def plan():
    return make_plan(organization=make_organization(code="takbai", name="ตากใบ"), year=2568)


@pytest.mark.parametrize("role", list(Role))
def test_plan_view_opens_to_those_who_may(rf, plan, role):
    user = make_user(role=role, organization=plan.organization)

    if Action.EDIT_PLAN in ROLE_ACTIONS[role]:
        answer = ask(rf, plan_title, user, code="takbai", year="2568")
        assert answer.content.decode() == f"{plan.title} True takbai"
        assert "no-store" in answer["Cache-Control"]
    else:
        with pytest.raises(PermissionDenied):
            ask(rf, plan_title, user, code="takbai", year="2568")


@pytest.mark.parametrize("address", [("takbai", "2568"), ("takbai", "2567"), ("none", "2568")])
def test_plan_view_hides_what_is_not_the_persons(rf, plan, address):
    stranger = make_user(role=Role.LEGAL, organization=make_organization())

    with pytest.raises(Http404):
        ask(rf, plan_title, stranger, code=address[0], year=address[1])


def test_a_deactivated_person_sees_nothing(rf, plan):
    gone = make_user(role=Role.LEGAL, organization=plan.organization, is_active=False)

    with pytest.raises(Http404):
        ask(rf, plan_title, gone, code="takbai", year="2568")


@pytest.mark.parametrize("role", list(Role))
def test_organization_view_opens_to_those_who_may(rf, plan, role):
    user = make_user(role=role, organization=plan.organization)

    if Action.MANAGE_MEMBERS in ROLE_ACTIONS[role]:
        assert ask(rf, organization_name, user, code="takbai").content.decode() == "ตากใบ"
    else:
        with pytest.raises(PermissionDenied):
            ask(rf, organization_name, user, code="takbai")
    with pytest.raises(Http404):
        ask(rf, organization_name, user, code=make_organization().code)


def test_the_marks_name_the_action():
    marks = [vars(view)["access"] for view in (plan_title, organization_name)]

    assert marks == [
        "plan: edit_plan",
        "organization: manage_members",
    ]


def test_an_administrator_of_the_installation_sets_up_all_and_opens_no_draft(rf, plan):
    with pytest.raises(Http404):
        ask(rf, plan_title, make_superuser(), code="takbai", year="2568")
    assert ask(rf, organization_name, make_superuser(), code="takbai").content.decode() == "ตากใบ"
