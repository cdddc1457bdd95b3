"""Who signs below a table, taken from the approval route."""

from dataclasses import replace

import pytest
from django.test import Client

from measures.roles import Role
from reports.forms.layouts import TableForm
from reports.forms.signatures import Signer, checked_signer
from reports.layouts import STANDARD, Signature
from reports.models import ApprovalRoute
from reports.models.route import RouteStep
from reports.views.workspace.layout_acts import signed_by_route
from tests.factories import make_layout, make_organization, make_plan, make_report, make_user

POSTS = ("หัวหน้าสำนักปลัด", "ปลัดเทศบาล", "นายกเทศมนตรี")
TAKEN = "ใส่ตำแหน่งจากเส้นทางอนุมัติแล้ว โปรดพิมพ์ชื่อ หรือเว้นว่างไว้ให้เขียน"
ENDORSED = [("ผู้เห็นชอบ", POSTS[0]), ("ผู้เห็นชอบ", POSTS[1])]
REPORTER = Signature(role="ผู้รายงาน", name="ชื่อ สกุล", title="นิติกร")


@pytest.mark.parametrize(
    ("signatures", "after", "said"),
    [
        ((), [*ENDORSED, ("ผู้อนุมัติ", POSTS[2])], TAKEN),
        (
            (REPORTER, Signature(role="ผู้อนุมัติ")),
            [("ผู้รายงาน", "นิติกร"), *ENDORSED, ("ผู้อนุมัติ", POSTS[2])],
            TAKEN,
        ),
        (
            (Signature(role="ผู้อนุมัติ", title="นายก เทศมนตรี"),),
            [*ENDORSED, ("ผู้อนุมัติ", "นายก เทศมนตรี")],
            TAKEN,
        ),
        (
            (REPORTER, REPORTER, REPORTER),
            [("ผู้รายงาน", "นิติกร")] * 3 + ENDORSED[:1],
            "ช่องลงนามมีได้ไม่เกิน ๔ ช่อง จึงยังไม่มี “ปลัดเทศบาล”",
        ),
    ],
)
def test_posts_of_the_route_get_places_to_sign(signatures, after, said):
    form = TableForm.of(replace(STANDARD["six"], signatures=signatures), name="ก", seen="")

    acted = signed_by_route(form, POSTS)

    assert [(signer.role, signer.title) for signer in acted.form.signers] == after
    assert acted.said == said


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" ( นายชื่อ  สกุล ) ", "นายชื่อ สกุล"),
        ("นายชื่อ (คนที่สอง)", "นายชื่อ (คนที่สอง)"),
        ("(ก) และ (ข)", "(ก) และ (ข)"),
        ("()", ""),
    ],
)
def test_a_name_typed_in_brackets_is_not_printed_in_two(typed, name):
    signer = Signer(role="ผู้อนุมัติ", name=typed)

    assert signer.as_signature().name == name
    assert checked_signer(signer).as_signature().name == name


@pytest.mark.django_db
def test_the_page_offers_the_posts_that_the_route_names(client: Client):
    plan = make_plan(organization=make_organization(code="takbai"))
    make_report(plan=plan, layout=make_layout("six"))
    client.force_login(make_user(role=Role.LEGAL, organization=plan.organization))
    page = "/plans/takbai/2568/layout/"
    assert 'value="route"' not in client.get(page).content.decode()

    steps = [RouteStep(role=Role.EXECUTIVE, post=post).to_json() for post in POSTS]
    ApprovalRoute.objects.create(organization=plan.organization, steps=steps)

    assert 'value="route"' in client.get(page).content.decode()
    answer = client.post(page, {"do": "route", "name": "ก"}).content.decode()
    assert TAKEN in answer
    assert [post in answer for post in POSTS] == [True, True, True]
