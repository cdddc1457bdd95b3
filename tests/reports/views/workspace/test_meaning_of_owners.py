"""What the editor asks of owners that may mean a unit, and what an answer changes."""

import re

import pytest
from django.utils import timezone

from measures.models import AnnualPlan, Owner
from measures.roles import Role
from tests.factories import (
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_unit,
    make_user,
)
from tests.reports.views.workspace.editing import address, post, send, values

pytestmark = pytest.mark.django_db
ASKED = "“กองการคลัง” หมายถึง กองคลัง หรือไม่"


@pytest.fixture
def measure(client):
    plan = make_plan(organization=make_organization(code="takbai"))
    for name in ("กองคลัง", "กองช่าง"):
        make_unit(organization=plan.organization, name=name)
    measure = make_full_measure(plan=plan)
    Owner.objects.update(text="กองการคลัง")
    client.force_login(make_user(role=Role.COORDINATOR, organization=plan.organization))
    return measure


def questions(html):
    found = re.findall(r'<div class="asked".*?<span>(.*?)</span>', html, re.S)
    return [re.sub(r"<[^>]*>", "", text) for text in found]


def meant():
    owner = Owner.objects.get()
    return owner.text, [unit.name for unit in owner.units.all()]


@pytest.mark.parametrize(("button", "units"), [("owner-yes", ["กองคลัง"]), ("owner-no", [])])
def test_a_post_answers_and_is_asked_no_more(client, measure, button, units):
    before = client.get(address(measure)).content.decode()

    answer = post(client, measure, do=f"{button}:owners:0")

    after = client.get(address(measure)).content.decode()
    said = "“กองการคลัง” " + ("หมายถึง กองคลัง" if units else "ไม่ได้หมายถึง กองคลัง")
    assert (questions(before), questions(after)) == ([ASKED], [said])
    assert (answer.status_code, answer["Location"].partition("#")[2]) == (302, "f-owners")
    assert meant() == ("กองการคลัง", units)
    assert ('class="chip free"' in before, 'class="chip free"' in after) == (True, not units)

    post(client, measure, do="owner-ask:owners:0")

    assert questions(client.get(address(measure)).content.decode()) == [ASKED]
    assert meant() == ("กองการคลัง", [])


def test_a_script_answers_and_gets_the_owners_drawn_anew(client, measure):
    saved = send(
        client,
        measure,
        "changes/",
        {"changes": [{"key": "owners", "base": "กองการคลัง", "value": "กองการคลัง\nทุกกอง"}]},
    ).json()["chips"]["owners"]

    answer = send(client, measure, "meaning/", {"words": "ทุกกอง", "meant": True})

    assert questions(saved) == [ASKED, "“ทุกกอง” หมายถึง กองคลัง และกองช่าง หรือไม่"]
    said = "“ทุกกอง” หมายถึง กองคลัง และกองช่าง"
    assert questions(answer.json()["chips"]["owners"]) == [ASKED, said]
    owner = Owner.objects.get(text="ทุกกอง")
    assert [unit.name for unit in owner.units.all()] == ["กองคลัง", "กองช่าง"]

    again = send(client, measure, "meaning/", {"words": "ทุกกอง", "meant": None})

    assert questions(again.json()["chips"]["owners"]) == questions(saved)
    assert list(owner.units.all()) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"words": "กองการคลัง"}, 400),
        ({"words": "กองการคลัง", "meant": 1}, 400),
        ({"words": ["กองการคลัง"], "meant": True}, 400),
        ({"words": "ไม่มีในมาตรการ", "meant": True}, 409),
        (b"[", 400),
    ],
)
def test_what_no_page_sends_is_refused(client, measure, body, status):
    answer = send(client, measure, "meaning/", body)

    assert answer.status_code == status
    assert list(answer.json()) == ["refusal"]
    assert meant() == ("กองการคลัง", [])


@pytest.mark.parametrize("button", ["owner-yes:owners:7", "owner-yes:title:0", "owner-no:nothing"])
def test_a_button_that_names_nobody_changes_nothing(client, measure, button):
    assert post(client, measure, do=button).status_code == 302
    assert meant() == ("กองการคลัง", [])
    assert Owner.objects.get().answered_text == ""


def test_words_that_are_not_saved_are_not_asked_about(client, measure):
    typed = "\n".join(f"กองการคลัง {place}" for place in range(301))

    page = post(client, measure, owners=typed)

    assert "ใส่ได้ไม่เกิน ๓๐๐ ข้อ" in page.content.decode()
    assert questions(page.content.decode()) == []


def test_people_of_other_units_and_readers_do_not_answer(client, measure):
    organization = measure.plan.organization
    Owner.objects.get().units.add(organization.units.get(name="กองช่าง"))
    user = make_user()
    part = make_membership(user=user, role=Role.STAFF, organization=organization)
    part.units.add(organization.units.get(name="กองคลัง"))
    body = {"words": "กองการคลัง", "meant": True}

    client.force_login(user)
    of_another = send(client, measure, "meaning/", body)
    client.force_login(make_user(role=Role.EXECUTIVE, organization=organization))
    reader = send(client, measure, "meaning/", body)

    assert (of_another.status_code, reader.status_code) == (403, 403)
    assert meant() == ("กองการคลัง", ["กองช่าง"])


def test_a_report_that_was_submitted_asks_and_takes_nothing(client, measure):
    AnnualPlan.objects.update(locked_at=timezone.now())

    page = client.get(address(measure)).content.decode()
    answer = send(client, measure, "meaning/", {"words": "กองการคลัง", "meant": True})

    assert questions(page) == []
    assert answer.status_code == 409
    assert values(measure)["owners"] == "กองการคลัง"
    assert meant() == ("กองการคลัง", [])


def test_words_that_name_one_unit_may_mean_another_besides(client, measure):
    Owner.objects.update(text="กองช่าง/กองการคลัง")

    html = client.get(address(measure)).content.decode()

    assert questions(html) == ["“กองช่าง/กองการคลัง” หมายถึง กองคลัง ด้วยหรือไม่"]
