"""Each finding leads to the box in which it is mended."""

import pytest

from measures.models import Measure
from measures.roles import Role
from reports.checks import Place
from reports.views.workspace.anchors import anchor_of
from tests.factories import (
    make_full_measure,
    make_organization,
    make_plan,
    make_report,
    make_step,
    make_user,
)
from tests.measures.services.editing import NOTES

pytestmark = pytest.mark.django_db


def test_anchors_of_a_measure():
    measure = make_full_measure(
        extras=[{"heading": "งบประมาณ", "text": ""}, {"heading": "หมายเหตุ", "text": "ไม่มี"}]
    )
    empty = make_step(measure=measure, text="")
    second = make_step(measure=measure, text="เผยแพร่")
    with_rows = Measure.objects.with_rows().get(pk=measure.pk)

    def anchor(**place) -> str:
        return anchor_of(Place(measure=0, **place), with_rows)

    assert anchor(field="outputs", item=1) == "f-outputs"
    assert anchor(field="steps") == "steps"
    assert anchor(field="annex") == "f-annex_text"
    assert anchor(field="extras", item=1) == f"f-{NOTES}"
    # a row that holds nothing yet is not counted by the snapshot
    assert empty.pk < second.pk
    assert anchor(field="steps", step=1) == f"f-step-{second.pk}-text"
    assert anchor(field="owners", step=1, item=0) == f"f-step-{second.pk}-owners"


def test_anchors_of_the_plan_itself():
    assert anchor_of(Place(field="introduction"), None) == "id_introduction"


@pytest.mark.parametrize(
    "field", ["title", "place_text", "cover", "introduction", "ita_level", "layout", "annex"]
)
def test_each_text_of_the_plan_has_its_box(client, field):
    plan = make_plan(organization=make_organization(code="nongruea"))
    make_report(plan=plan)
    client.force_login(make_user(role=Role.LEGAL, organization=plan.organization))

    page = client.get("/plans/nongruea/2568/details/").content.decode()

    assert f'id="{anchor_of(Place(field=field), None)}"' in page
