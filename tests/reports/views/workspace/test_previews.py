"""What is being written, as it will be printed."""

import io
from dataclasses import replace

import pytest
from django.test import override_settings
from pypdf import PdfReader

from measures.models import AnnualPlan, Measure
from measures.roles import Role
from reports.layouts import STANDARD
from reports.models import Report
from tests.factories import (
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_step,
    make_user,
)

pytestmark = pytest.mark.django_db
PLAN = "/plans/takbai/2568/preview/"


@pytest.fixture
def plan():
    plan = make_plan(
        organization=make_organization(code="takbai", name="เทศบาลเมืองตากใบ"),
        introduction="บทนำของร่าง",
    )
    make_full_measure(plan=plan, title="มาตรการแรก")
    make_full_measure(plan=plan, title="มาตรการที่สอง <b>")
    make_report(plan=plan, layout=make_layout("six"))
    return plan


@pytest.fixture
def row(plan):
    return f"/plans/takbai/2568/measures/{Measure.objects.get(position=2).pk}/preview/"


@pytest.mark.parametrize("role", list(Role))
def test_the_whole_report_is_shown_as_a_draft(client, plan, role):
    client.force_login(make_user(role=role, organization=plan.organization))

    page = client.get(PLAN).content.decode()

    assert "ฉบับร่าง ยังไม่อนุมัติ" in page
    assert "บทนำของร่าง" in page
    assert page.index("มาตรการแรก") < page.index("มาตรการที่สอง &lt;b&gt;")


@pytest.mark.parametrize("place", ["above", "cover", "none"])
def test_the_introduction_stands_where_the_table_prints_it(client, plan, place):
    spec = replace(STANDARD["six"], has_cover=True, introduction=place)
    AnnualPlan.objects.filter(pk=plan.pk).update(cover="ปกของร่าง")
    Report.objects.filter(plan=plan).update(layout=make_layout(spec=spec.to_json()))
    client.force_login(make_user(role=Role.LEGAL, organization=plan.organization))

    page = client.get(PLAN).content.decode()
    cover, rest = page[page.index('id="cover"') :].split('id="introduction"', 1)

    assert "ปกของร่าง" in cover
    assert ["บทนำของร่าง" in part for part in (cover, rest)] == [place == "cover", place == "above"]


def test_an_empty_report_says_where_to_begin(client, plan):
    Measure.objects.filter(plan=plan).delete()
    client.force_login(make_user(role=Role.STAFF, organization=plan.organization))

    page = client.get(PLAN).content.decode()

    assert "ยังไม่มีมาตรการ" in page


def test_a_row_bears_its_number_and_what_is_written_now(client, plan, row):
    measure = Measure.objects.get(position=2)
    make_step(measure=measure, text="ขั้นตอนที่เพิ่งพิมพ์", mark="๒.")
    client.force_login(make_user(role=Role.STAFF, organization=plan.organization))

    page = client.get(row).content.decode()

    assert "๒. มาตรการที่สอง &lt;b&gt;" in page
    assert "ขั้นตอนที่เพิ่งพิมพ์" in page
    assert "มาตรการแรก" not in page


def test_strangers_find_no_previews(client, plan, row):
    client.force_login(make_user(role=Role.LEGAL, organization=make_organization()))

    answers = [client.get(address).status_code for address in (PLAN, PLAN + "pdf/", row)]

    assert answers == [404, 404, 404]


def test_a_measure_of_another_plan_or_in_the_bin_is_not_found(client, plan):
    other = make_full_measure(plan=make_plan(organization=plan.organization, year=2567))
    client.force_login(make_user(role=Role.LEGAL, organization=plan.organization))

    assert client.get(f"/plans/takbai/2568/measures/{other.pk}/preview/").status_code == 404
    assert client.get("/plans/takbai/2568/measures/999999/preview/").status_code == 404


def test_a_row_costs_the_same_whatever_the_plan_holds(
    client, plan, row, django_assert_max_num_queries
):
    for _ in range(20):
        make_full_measure(plan=plan)
    client.force_login(make_user(role=Role.STAFF, organization=plan.organization))

    with django_assert_max_num_queries(14):
        client.get(row)


def test_the_draft_file_says_on_each_page_that_it_is_one(client, plan):
    client.force_login(make_user(role=Role.STAFF, organization=plan.organization))

    answer = client.get(PLAN + "pdf/")

    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="draft-2568-')
    assert "ฉบับร่าง" in text


@override_settings(RENDER_TIMEOUT_SECONDS=0)
def test_a_file_that_cannot_be_drawn_says_so_on_the_preview(client, plan):
    client.force_login(make_user(role=Role.STAFF, organization=plan.organization))

    answer = client.get(PLAN + "pdf/")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "จัดทำไฟล์ไม่สำเร็จ: รายงานนี้ใช้เวลาจัดหน้านานเกินกำหนด" in page
    assert "มาตรการแรก" in page
