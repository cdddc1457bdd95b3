"""What the page of findings is called once nothing can be written any more."""

import pytest
from django.test import Client

from measures.models import AnnualPlan
from measures.roles import Role
from reports.status import Status
from tests.factories import AT, make_user
from tests.reports.views.published import make_published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.SUBMITTED, "รายงานนี้ส่งตรวจแล้ว"),
        (Status.APPROVED, "รายงานนี้อนุมัติแล้ว"),
        (Status.PUBLISHED, "รายงานนี้เผยแพร่แล้ว"),
    ],
)
def test_the_title_of_a_locked_plan_says_how_far_it_came(status, words):
    report = make_published(code="takbai", year=2568)
    report.status = status
    report.save()
    AnnualPlan.objects.filter(pk=report.plan_id).update(locked_at=AT)
    client = Client()
    client.force_login(make_user(role=Role.LEGAL, organization=report.plan.organization))

    page = client.get("/plans/takbai/2568/problems/").content.decode()

    assert f"<h1>{words}</h1>" in page
