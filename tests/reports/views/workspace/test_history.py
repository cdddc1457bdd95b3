"""The history of a measure: what each sitting changed, and bringing one back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from measures.models import AnnualPlan, MeasureEntry
from measures.roles import Role
from measures.services.writing import save_changes
from measures.writing import Change
from tests.factories import (
    AT,
    make_entry,
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_user,
)
from tests.reports.views.workspace.editing import address, fresh, values

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    plan = make_plan(organization=make_organization(code="takbai"))
    return make_full_measure(plan=plan, title="มาตรการแรก")


@pytest.fixture
def writer(client, measure):
    user = make_user(
        role=Role.COORDINATOR,
        organization=measure.plan.organization,
        display_name="เจ้าหน้าที่สำนักปลัด",
    )
    client.force_login(user)
    return user


def write(measure, writer, value, *, at, key="outcomes"):
    change = Change(key=key, base=values(measure)[key], value=value)
    save_changes(measure=fresh(measure), changes=[change], by=writer, at=at)


def test_a_measure_that_nobody_changed_has_no_history(client, measure, writer):
    page = client.get(address(measure, "history/")).content.decode()

    assert "ยังไม่มีประวัติ" in page


def test_each_sitting_shows_what_it_changed(client, measure, writer):
    write(measure, writer, "ประชาชนเชื่อมั่น <มาก>", at=AT)
    write(measure, writer, "ประชาชนมั่นใจ", at=AT + timedelta(hours=1))

    page = client.get(address(measure, "history/")).content.decode()

    assert page.count("<h2>") == 3
    assert page.count("ข้อความปัจจุบัน") == 1
    assert "เจ้าหน้าที่สำนักปลัด" in page
    assert "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (Outcome/Result)" in page
    assert "&lt;มาก&gt;</del>" in page


def test_each_changed_box_is_named_and_a_choice_is_told_in_its_words(client, measure, writer):
    make_report(plan=measure.plan, layout=make_layout("six"))
    write(measure, writer, "ดี", at=AT, key="suggestions")
    write(measure, writer, "", at=AT + timedelta(hours=1), key="suggestions")
    write(measure, writer, "not_started", at=AT + timedelta(hours=2), key="status")

    page = client.get(address(measure, "history/")).content.decode()

    boxes = re.findall(r"<h3>(.*?)</h3>", page)
    assert boxes == ["สถานะ", "ข้อเสนอแนะ", "ข้อเสนอแนะ"]
    assert ("ยังไม่เริ่ม</ins>" in page, "not_started" in page) == (True, False)


def test_an_entry_is_brought_back(client, measure, writer):
    before = values(measure)
    write(measure, writer, "ใหม่", at=timezone.now())
    entry = MeasureEntry.objects.filter(measure=measure).order_by("pk")[0]

    answer = client.post(address(measure, f"history/{entry.pk}/restore/"))

    assert (answer.status_code, answer["Location"]) == (302, address(measure))
    assert values(measure) == before
    assert MeasureEntry.objects.filter(measure=measure).count() == 3


def test_a_plan_that_was_submitted_brings_nothing_back(client, measure, writer):
    entry = make_entry(measure=measure)
    write(measure, writer, "ใหม่", at=timezone.now())
    AnnualPlan.objects.update(locked_at=timezone.now())
    now = values(measure)

    page = client.get(address(measure, "history/")).content.decode()
    answer = client.post(address(measure, f"history/{entry.pk}/restore/"))

    assert "นำข้อความนี้กลับมา" not in page
    assert answer["Location"] == address(measure, "history/")
    assert values(measure) == now
    assert "แก้ไขไม่ได้" in client.get(answer["Location"]).content.decode()


def test_readers_see_the_history_and_strangers_do_not(client, measure):
    entry = make_entry(measure=measure)
    answers = {}
    for name, organization, role in (
        ("reader", measure.plan.organization, Role.EXECUTIVE),
        ("stranger", make_organization(), Role.LEGAL),
    ):
        client.force_login(make_user(role=role, organization=organization))
        answers[name] = (
            client.get(address(measure, "history/")).status_code,
            client.post(address(measure, f"history/{entry.pk}/restore/")).status_code,
        )

    assert answers == {"reader": (200, 403), "stranger": (404, 404)}


def test_an_entry_of_another_measure_is_not_found(client, measure, writer):
    entry = make_entry(measure=make_full_measure(plan=measure.plan))

    assert client.post(address(measure, f"history/{entry.pk}/restore/")).status_code == 404
    assert client.get(address(measure, f"history/{entry.pk}/restore/")).status_code == 405
