"""The status that does not fit, mended from the page of findings."""

import re
from html import unescape

import pytest
from django.test import Client

from measures.models import Measure
from measures.roles import Role
from tests.factories import make_user
from tests.reports.drafts import make_draft

pytestmark = pytest.mark.django_db
ADDRESS = "/plans/nongruea/2568/problems/"
FORM = re.compile(r'<form method="post" action="(\S+/measures/\S+)">(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'name="(\w+)"\s+value="([^"]*)"')


def page(role: Role) -> tuple[Client, str]:
    client = Client()
    measure = Measure.objects.select_related("plan__organization")[0]
    client.force_login(make_user(role=role, organization=measure.plan.organization))
    return client, client.get(ADDRESS).content.decode()


def test_one_press_says_that_a_measure_with_results_was_done():
    measure = Measure.objects.in_plan(make_draft("003"))[1]
    rows = Measure.objects.filter(pk=measure.pk)
    rows.update(status="not_started")
    client, shown = page(Role.COORDINATOR)
    address, form = FORM.findall(shown)[0]
    data = {name: unescape(value) for name, value in FIELD.findall(form)}

    answer = client.post(address, data, follow=True)

    assert "เปลี่ยนเป็น “ดำเนินการแล้ว”" in form
    assert answer.redirect_chain == [(f"{ADDRESS}#look-at", 302)]
    assert "บันทึกมาตรการที่ ๒ แล้ว" in answer.content.decode()
    assert FORM.findall(answer.content.decode()) == []
    assert rows.get().status == "done"

    rows.update(status="not_started")
    assert FORM.findall(page(Role.EXECUTIVE)[1]) == []
    rows.update(status="in_progress")  # by another, meanwhile
    assert 'data-collision="status"' in client.post(address, data).content.decode()
    assert rows.get().status == "in_progress"
